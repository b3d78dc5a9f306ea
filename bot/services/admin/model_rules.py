"""The default and the allowed models of servers, channels and roles, which admins change while the bot runs."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.clock import Clock
from bot.domain.limits import WHOLE_BOT
from bot.domain.model_rules import MODELS_MAX, ModelRule, ModelScope
from bot.models import Catalogue
from bot.sentences import Sentence
from bot.services.admin.changes import (
    AdminActor,
    Change,
    InvalidChange,
    authorize,
    changing,
    check_id,
    reading,
    record,
)
from bot.storage.core.database import Database
from bot.storage.rules import model_rules


class ModelRuleChanges:
    """Changes which models people can use in one server. Raises Forbidden or InvalidChange if nothing was changed."""

    def __init__(self, database: Database, clock: Clock, catalogue: Catalogue) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue

    async def list_rules(self, actor: AdminActor, guild_id: int) -> Sequence[ModelRule]:
        """Read the rules of a server, its channels and its roles."""
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            return await model_rules.list_rules(connection, guild_id)

    async def allow(
        self, actor: AdminActor, guild_id: int, scope: ModelScope, subject_id: int, name: str
    ) -> Change[ModelRule]:
        """Put a model on the list of a server, channel or role; models that aren't on it are then blocked there."""
        model_id = self._catalogue.look_up(name).id
        return await self._change(
            actor, guild_id, scope, subject_id, lambda rule: replace(rule, allowed=_add(rule.allowed, model_id))
        )

    async def disallow(
        self, actor: AdminActor, guild_id: int, scope: ModelScope, subject_id: int, name: str
    ) -> Change[ModelRule]:
        """Take a model off a list, even if it is no longer in the catalogue."""
        spec = self._catalogue.find(name)
        model_id = name if spec is None else spec.id

        def remove(rule: ModelRule) -> ModelRule:
            if model_id not in rule.allowed:
                raise InvalidChange(Sentence("change-model-absent"))
            return replace(rule, allowed=tuple(one for one in rule.allowed if one != model_id))

        return await self._change(actor, guild_id, scope, subject_id, remove)

    async def set_default(
        self, actor: AdminActor, guild_id: int, scope: ModelScope, subject_id: int, name: str
    ) -> Change[ModelRule]:
        """Choose the model for requests that name none."""
        model_id = self._catalogue.look_up(name).id
        return await self._change(actor, guild_id, scope, subject_id, lambda rule: replace(rule, default=model_id))

    async def clear(self, actor: AdminActor, guild_id: int, scope: ModelScope, subject_id: int) -> Change[ModelRule]:
        """Remove the default and the list, so that those of the server or the operator apply."""
        return await self._change(
            actor, guild_id, scope, subject_id, lambda rule: ModelRule(scope=rule.scope, subject_id=rule.subject_id)
        )

    async def _change(
        self,
        actor: AdminActor,
        guild_id: int,
        scope: ModelScope,
        subject_id: int,
        change: Callable[[ModelRule], ModelRule],
    ) -> Change[ModelRule]:
        """Change a rule atomically; its channel or role may have been deleted."""
        authorize(actor, guild_id)
        if guild_id == WHOLE_BOT:
            raise InvalidChange(Sentence("change-models-here"))
        if scope is not ModelScope.SERVER:
            check_id(subject_id)
        async with changing(self._database) as connection:
            known = await model_rules.list_rules(connection, guild_id)
            before = next(
                (one for one in known if (one.scope, one.subject_id) == (scope, subject_id)),
                ModelRule(scope=scope, subject_id=subject_id),
            )
            after = change(before)
            if len(after.allowed) > MODELS_MAX:
                raise InvalidChange(Sentence("change-places-most", most=MODELS_MAX, count=len(after.allowed)))
            if after != before:
                await model_rules.set_rule(connection, guild_id, after)
                await record(
                    connection,
                    actor,
                    guild_id,
                    self._clock.now(),
                    action="models",
                    subject="server" if scope is ModelScope.SERVER else f"{scope} {subject_id}",
                    before=_show(before),
                    after=_show(after),
                )
        return Change(before, after)


def _add(allowed: Sequence[str], model_id: str) -> tuple[str, ...]:
    return (*allowed, model_id) if model_id not in allowed else tuple(allowed)


def _show(rule: ModelRule) -> str:
    return f"default {rule.default or 'not set'}, allowed {', '.join(rule.allowed) or 'all'}"
