"""Two moderators who decide at the same moment on a slow database: one decides, and the other learns of that."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.domain.limits import Defaults, Window
from bot.domain.rules import PlaceKind
from bot.services.jobs.approvals import AlreadyDecided, Approvals, Moderator
from bot.services.quota.refusals import RequestRefused
from bot.storage.core.database import Database
from bot.storage.money import ledger
from bot.storage.rules import audit
from tests.support.jobs import make_job
from tests.support.money import ADMIN, UNLIMITED, MovedClock, ask, open_money

LIMITED: Defaults = replace(UNLIMITED, user_seconds={Window.DAY: 1})


class _TooLong(Exception):
    """What PostgreSQL says when a lock isn't free in time."""

    sqlstate = "55P03"


@pytest.mark.on_both_databases
async def test_one_whose_turn_comes_late_has_not_decided(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = MovedClock()
    async with open_money(database, LIMITED, clock) as money:
        await money.rules.set_places(ADMIN, 2001, PlaceKind.APPROVAL, [77])
        approvals = Approvals(database, clock, money.quota_service)
        job = make_job()
        with pytest.raises(RequestRefused) as refused:
            await money.quota_service.accept(ask(job), job)
        refused.value.requester = ask(job)
        asked = await approvals.ask(refused.value, "en-US")
        first, second = (Moderator(user_id=one, guild_id=2001, can_moderate=True, can_manage=True) for one in (8, 9))
        lock, waits = ledger.lock, 0

        def wait_too_long(connection: Connection) -> None:
            nonlocal waits
            waits += 1
            if waits == 1:
                raise OperationalError("", None, _TooLong())
            lock(connection)

        await approvals.approve(asked.id, first)
        monkeypatch.setattr(ledger, "lock", wait_too_long)
        with pytest.raises(AlreadyDecided):
            await approvals.approve(asked.id, second)
        assert waits == 2
    async with database.read() as connection:
        decisions = [one for one in await audit.list_records(connection, 2001) if one.action == "decision"]
    assert [one.actor_id for one in decisions] == [8]
