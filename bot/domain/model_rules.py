"""Which models people can use in a place, and which one they get unless they name one.

A server, its channels and its roles can each have a default model and a list of allowed models. A role's list replaces
the server's for its members, who can use what any of their roles allows. In a channel with a list, only the models on
it can be used, whoever asks; a thread without its own rule has that of its channel. The default of the channel comes
first, then that of a role, then the server's, then the operator's; one that can't be used is skipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.rules import Requester

#: How many models a list can have.
MODELS_MAX = 50


class ModelScope(StrEnum):
    """What a rule about models is for."""

    SERVER = "server"
    CHANNEL = "channel"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRule:
    """The models of a server, a channel or a role, by the ids of their entries."""

    scope: ModelScope
    #: The channel or role; 0 for a server.
    subject_id: int = 0
    #: None: it has no default of its own.
    default: str | None = None
    #: Empty: it has no list of its own.
    allowed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it sets nothing."""
        return self.default is None and not self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """The models for one person in one place."""

    #: None: all of them.
    allowed: frozenset[str] | None = None
    #: The defaults, in order of precedence.
    defaults: tuple[str, ...] = ()

    def allows(self, model_id: str) -> bool:
        """Whether the rules allow a model."""
        return self.allowed is None or model_id in self.allowed


def choose_models(rules: Sequence[ModelRule], requester: Requester) -> ModelChoice:
    """Apply the rules of a server to a person in a place; in direct messages there are none."""
    if requester.guild_id is None:
        return ModelChoice()
    by_place = {(rule.scope, rule.subject_id): rule for rule in rules}
    server = by_place.get((ModelScope.SERVER, 0))
    channels = (requester.channel_id, requester.parent_channel_id or 0)
    channel = next((rule for one in channels if (rule := by_place.get((ModelScope.CHANNEL, one)))), None)
    roles = [rule for rule in rules if rule.scope is ModelScope.ROLE and rule.subject_id in requester.role_ids]
    roles.sort(key=lambda rule: rule.subject_id)
    of_person = {model for rule in roles for model in rule.allowed} or set(() if server is None else server.allowed)
    lists = [one for one in (of_person, set(() if channel is None else channel.allowed)) if one]
    allowed = frozenset(set.intersection(*lists)) if lists else None
    defaults = [rule.default for rule in (channel, *roles, server) if rule is not None and rule.default is not None]
    return ModelChoice(allowed=allowed, defaults=tuple(defaults))
