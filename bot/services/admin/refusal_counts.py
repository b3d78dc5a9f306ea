"""Counts requests refused by a budget: one entry for each person, limit and hour."""

import asyncio
from dataclasses import dataclass, replace
from operator import itemgetter

from bot.domain.clock import Clock
from bot.domain.limits import WHOLE_BOT
from bot.domain.money import format_usd
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.reports import REFUSED, AuditRecord
from bot.domain.rules import Requester
from bot.storage.core.database import Database
from bot.storage.rules import audit


@dataclass(frozen=True, slots=True)
class CountedRefusal:
    """Refused requests of one person by one limit, with the last of them."""

    entry: AuditRecord
    requester: Requester
    refusal: Refusal


class RefusalCounts:
    """Counts refusals in the database.

    Refusals that arrive while others are being written are written together, so that an admin's change waits for at
    most one such transaction.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._turn = asyncio.Lock()
        self._waiting: dict[tuple[int, int, str], CountedRefusal] = {}

    async def note(self, requester: Requester, refusal: Refusal) -> list[CountedRefusal]:
        """Count a refused request if a budget refused it. Returns the refusals that are the first of their hour.

        They may include other people's requests. Raises what the database raises.
        """
        if refusal.reason is not RefusalReason.BUDGET:
            return []
        entry = self._describe(requester, refusal)
        key = (entry.guild_id, entry.actor_id, entry.subject)
        known = self._waiting.get(key)
        if known is not None:
            entry = replace(entry, count=entry.count + known.entry.count)
        self._waiting[key] = CountedRefusal(entry, requester, refusal)
        async with self._turn:
            waiting, self._waiting = self._waiting, {}
            if not waiting:
                return []  # written by an earlier call
            # In the same order everywhere, since two processes that hold each other's rows would wait for each other.
            ordered = [one for _, one in sorted(waiting.items(), key=itemgetter(0))]
            async with self._database.write() as connection:
                return [one for one in ordered if await audit.count_refusals(connection, one.entry)]

    def _describe(self, requester: Requester, refusal: Refusal) -> AuditRecord:
        return AuditRecord(
            at=self._clock.now(),
            guild_id=WHOLE_BOT if requester.guild_id is None else requester.guild_id,
            actor_id=requester.user_id,
            action=REFUSED,
            subject=f"budget of the {refusal.scope} for a {refusal.window}",
            before=f"{format_usd(refusal.left or 0)} of {format_usd(refusal.limit or 0)} left",
            after=f"{format_usd(refusal.needed or 0)} needed",
        )
