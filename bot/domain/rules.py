"""Rules: who may use the bot, where, and with which words; pauses, blocks and strikes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.limits import WHOLE_BOT, Scope
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.strikes import StrikeKind, Tally
from bot.domain.words import WordList

_STRIKE_REASONS = {StrikeKind.BLOCK: RefusalReason.STRIKES, StrikeKind.FAILURE: RefusalReason.FAILURES}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PlaceKind(StrEnum):
    """The purpose for which a server chose a channel or role."""

    #: Channels where the bot can be used, and roles that can use it.
    CHANNEL = "channel"
    ROLE = "role"
    #: The channel that reports changes and refusals by a budget; at most one.
    AUDIT = "audit"
    #: The moderators' channel, where they can approve requests over the limits; at most one.
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Who is asking, and where, according to Discord."""

    user_id: int
    #: None in direct messages.
    guild_id: int | None
    channel_id: int
    #: The parent channel of a thread: threads are allowed if their channel is.
    parent_channel_id: int | None = None
    role_ids: frozenset[int] = frozenset()
    #: Whether the channel is age-restricted.
    is_age_restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A person who can't request videos, in one server or (WHOLE_BOT) anywhere."""

    guild_id: int
    user_id: int
    reason: str
    #: None: until it is lifted.
    until_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it is still in force."""
        return self.until_at is None or now < self.until_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A server, or (WHOLE_BOT) the bot, that accepts no new requests for now."""

    guild_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules for one person in one place."""

    pauses: Sequence[Pause] = ()
    blocks: Sequence[Block] = ()
    #: Where and for whom it is allowed; empty means everywhere and everyone.
    channel_ids: frozenset[int] = frozenset()
    role_ids: frozenset[int] = frozenset()
    #: Whether videos can be made in age-restricted channels only.
    only_restricted: bool = False
    #: The forbidden words of the server and of the whole bot.
    words: Sequence[WordList] = ()
    #: The person's count of each kind of strikes.
    strikes: Sequence[Tally] = ()


def admit(rules: Rules, requester: Requester, prompt: str, now: datetime) -> Refusal | None:
    """Return why a person can't request this here and now, apart from quota; None if they can."""
    pause = min(rules.pauses, key=lambda one: one.guild_id, default=None)
    if pause is not None:
        return Refusal(reason=RefusalReason.PAUSED, scope=_scope(pause.guild_id), detail=pause.reason)
    block = _longest([one for one in rules.blocks if one.holds(now)])
    if block is not None:
        return Refusal(
            reason=RefusalReason.BLOCKED,
            scope=_scope(block.guild_id),
            detail=block.reason,
            comes_back_at=block.until_at,
        )
    for strikes in rules.strikes:
        if strikes.paused_until is not None:
            return Refusal(
                reason=_STRIKE_REASONS[strikes.kind],
                scope=Scope.USER,
                limit=strikes.most,
                comes_back_at=strikes.paused_until,
            )
    if rules.channel_ids and rules.channel_ids.isdisjoint({requester.channel_id, requester.parent_channel_id}):
        return Refusal(reason=RefusalReason.CHANNEL, scope=Scope.SERVER, places=tuple(sorted(rules.channel_ids)))
    if rules.role_ids and rules.role_ids.isdisjoint(requester.role_ids):
        return Refusal(reason=RefusalReason.ROLE, scope=Scope.SERVER, places=tuple(sorted(rules.role_ids)))
    if rules.only_restricted and not requester.is_age_restricted:
        return Refusal(reason=RefusalReason.AGE, scope=Scope.SERVER)
    for word_list in rules.words:
        found = word_list.find(prompt)
        if found is not None:
            return Refusal(reason=RefusalReason.WORDS, scope=Scope.SERVER, detail=found)
    return None


def _longest(blocks: Sequence[Block]) -> Block | None:
    """The block that lasts longest: one without an end, if any."""
    return max(blocks, key=lambda block: (block.until_at is None, block.until_at or _EPOCH), default=None)


def _scope(guild_id: int) -> Scope:
    return Scope.BOT if guild_id == WHOLE_BOT else Scope.SERVER
