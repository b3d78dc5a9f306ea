"""Blocks, pauses, places and forbidden words, which admins and operators change while the bot runs."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.domain.limits import WHOLE_BOT
from bot.domain.reports import AuditRecord
from bot.domain.rules import Block, Pause, PlaceKind
from bot.domain.words import WordList
from bot.sentences import Sentence
from bot.services.admin.changes import (
    AdminActor,
    Change,
    InvalidChange,
    authorize,
    changing,
    check_end,
    check_id,
    check_reason,
    reading,
    record,
)
from bot.storage.core.database import Database
from bot.storage.money import ledger
from bot.storage.rules import audit, rules

PLACES_MAX = 100


class RuleChanges:
    """Changes who may use the bot, where and with which words, in one server or (WHOLE_BOT) everywhere.

    All methods raise Forbidden, InvalidChange, InvalidWord or DatabaseUnavailable if nothing was changed.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def block(
        self, actor: AdminActor, guild_id: int, user_id: int, *, reason: str = "", until_at: datetime | None = None
    ) -> Change[Block | None]:
        """Block someone from requesting videos until an instant, or (None) until the block is lifted."""
        authorize(actor, guild_id)
        check_end(until_at, self._clock.now())
        after = Block(guild_id=guild_id, user_id=check_id(user_id), reason=check_reason(reason), until_at=until_at)
        async with changing(self._database) as connection:
            before = await rules.set_block(connection, after)
            await self._record(connection, actor, guild_id, "block", user_id, _show_block(before), _show_block(after))
        return Change(before, after)

    async def unblock(self, actor: AdminActor, guild_id: int, user_id: int) -> Change[Block | None]:
        """Lift a block, if there is one."""
        authorize(actor, guild_id)
        async with changing(self._database) as connection:
            before = await rules.clear_block(connection, guild_id, check_id(user_id))
            if before is not None:
                await self._record(connection, actor, guild_id, "block", user_id, _show_block(before), "not blocked")
        return Change(before, None)

    async def list_blocks(self, actor: AdminActor, guild_id: int) -> list[Block]:
        """Read who is blocked."""
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            return await rules.list_blocks(connection, guild_id)

    async def forgive(self, actor: AdminActor, user_id: int) -> Change[int]:
        """Clear someone's strikes, which count everywhere, and the pause they caused. Returns how many there were."""
        authorize(actor, WHOLE_BOT)
        async with changing(self._database) as connection:
            before = await ledger.clear_strikes(connection, check_id(user_id))
            if before:
                await self._record(connection, actor, WHOLE_BOT, "strikes", user_id, str(before), "0")
        return Change(before, 0)

    async def set_places(
        self, actor: AdminActor, guild_id: int, kind: PlaceKind, ids: Iterable[int]
    ) -> Change[frozenset[int]]:
        """Choose the channels or roles that may use the bot (none: all of them), or the audit or approval channel."""
        return await self.change_places(actor, guild_id, kind, lambda _before: ids)

    async def change_places(
        self,
        actor: AdminActor,
        guild_id: int,
        kind: PlaceKind,
        choose: Callable[[frozenset[int]], Iterable[int]],
    ) -> Change[frozenset[int]]:
        """Change the chosen places atomically, based on the current ones. If `choose` raises, nothing is changed."""
        authorize(actor, guild_id)
        if guild_id == WHOLE_BOT:
            raise InvalidChange(Sentence("change-places-here"))
        most = 1 if kind in (PlaceKind.AUDIT, PlaceKind.APPROVAL) else PLACES_MAX
        async with changing(self._database) as connection:
            before = await rules.get_places(connection, guild_id, kind)
            after = frozenset(check_id(one) for one in choose(before))
            if len(after) > most:
                raise InvalidChange(Sentence("change-places-most", most=most, count=len(after)))
            if after != before:
                await rules.set_places(connection, guild_id, kind, after)
                await self._record(connection, actor, guild_id, kind, None, _show_ids(before), _show_ids(after))
        return Change(before, after)

    async def get_places(self, guild_id: int, kind: PlaceKind) -> frozenset[int]:
        """Read the channels or roles that a server has chosen."""
        async with reading(self._database) as connection:
            return await rules.get_places(connection, guild_id, kind)

    async def change_words(
        self, actor: AdminActor, guild_id: int, *, add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> Change[WordList]:
        """Add and remove forbidden words and phrases."""
        authorize(actor, guild_id)
        async with changing(self._database) as connection:
            before = await rules.get_words(connection, guild_id)
            after = before.remove(remove).add(add)
            if after != before:
                await rules.set_words(connection, guild_id, after)
                texts = [", ".join(words.words) for words in (before, after)]
                await self._record(connection, actor, guild_id, "words", None, *texts)
        return Change(before, after)

    async def get_words(self, actor: AdminActor, guild_id: int) -> WordList:
        """Read the forbidden words."""
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            return await rules.get_words(connection, guild_id)

    async def pause(self, actor: AdminActor, guild_id: int, reason: str = "") -> Change[Pause | None]:
        """Stop accepting requests in a server or everywhere; those already accepted go on."""
        authorize(actor, guild_id)
        after = Pause(guild_id=guild_id, reason=check_reason(reason))
        async with changing(self._database) as connection:
            before = await rules.set_pause(connection, guild_id, after.reason)
            await self._record(connection, actor, guild_id, "pause", None, _show_pause(before), _show_pause(after))
        return Change(before, after)

    async def resume(self, actor: AdminActor, guild_id: int) -> Change[Pause | None]:
        """Accept requests again, if they were paused."""
        authorize(actor, guild_id)
        async with changing(self._database) as connection:
            before = await rules.set_pause(connection, guild_id, None)
            if before is not None:
                await self._record(connection, actor, guild_id, "pause", None, _show_pause(before), _show_pause(None))
        return Change(before, None)

    async def list_audit(self, actor: AdminActor, guild_id: int, *, limit: int = 50) -> list[AuditRecord]:
        """Read the latest changes and refusals by budgets, newest first."""
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            return await audit.list_records(connection, guild_id, limit=limit)

    async def _record(
        self,
        connection: AsyncConnection,
        actor: AdminActor,
        guild_id: int,
        action: str,
        user_id: int | None,
        before: str,
        after: str,
    ) -> None:
        subject = "" if user_id is None else f"user {user_id}"
        now = self._clock.now()
        await record(connection, actor, guild_id, now, action=action, subject=subject, before=before, after=after)


def _show_block(block: Block | None) -> str:
    if block is None:
        return "not blocked"
    until = "" if block.until_at is None else f" until {block.until_at:%Y-%m-%d %H:%M} UTC"
    return f"blocked{until}{f': {block.reason}' if block.reason else ''}"


def _show_pause(pause: Pause | None) -> str:
    if pause is None:
        return "running"
    return f"paused: {pause.reason}" if pause.reason else "paused"


def _show_ids(ids: frozenset[int]) -> str:
    return ", ".join(str(one) for one in sorted(ids)) or "none chosen"
