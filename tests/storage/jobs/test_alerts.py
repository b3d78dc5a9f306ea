"""Alerts that are sent and end at the same moment, on both databases."""

import asyncio
import random
from collections.abc import Sequence

import pytest

from bot.domain.alerts import PAUSED_PREFIX, Alert, AlertKind
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from tests.support.jobs import NOW
from tests.support.soak import IS_SOAK

#: `make soak` tries more.
ROUNDS = 60 if IS_SOAK else 20


@pytest.mark.usefixtures("threads")
async def test_what_ends_while_it_is_marked_as_sent_fails_neither(database: Database) -> None:
    """Otherwise operators would be told twice, or of something that is over."""

    async def mark(sent: Sequence[Alert], delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        async with database.write() as connection:
            await alerts.mark_sent(connection, sent, NOW)

    async def clear() -> None:
        async with database.write() as connection:
            await alerts.clear_alerts(connection, PAUSED_PREFIX)

    chance = random.Random(7)
    for _ in range(ROUNDS):
        raised = [
            Alert(name=f"{PAUSED_PREFIX}{name}", kind=AlertKind.SUBMISSION_PAUSED, detail=name, raised_at=NOW)
            for name in ("account", "disk")
        ]
        async with database.write() as connection:
            for one in raised:
                await alerts.raise_alert(connection, one)
        await asyncio.gather(mark(raised, 0.005 * chance.random()), clear())
    async with database.read() as connection:
        assert await alerts.list_unsent(connection) == []
