"""`veo-bot db settle`: what another program restored is looked for, and never just submitted."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.approvals import Approval, ApprovalState
from bot.domain.improvements import ImprovementState
from bot.domain.jobs import Doubt, JobState, Pictures
from bot.domain.limits import Scope
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.requests import LastFrame, Mode
from bot.domain.rules import Requester
from bot.services.jobs.after_restore import settle_unused
from bot.storage.core.database import Database, StorageError
from bot.storage.core.leadership import hold_alone, open_leadership
from bot.storage.jobs import jobs
from bot.storage.money import improvements
from bot.storage.money.window_totals import read_totals
from bot.storage.rules import approvals
from tests.support.jobs import make_job, store_job
from tests.support.models import CATALOGUE
from tests.support.money import make_call

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def test_what_waited_is_in_doubt(database_url: str) -> None:
    async with Database.open(database_url) as database, database.write() as connection:
        await store_job(connection, make_job())
    assert await settle_unused(database_url, NOW, CATALOGUE) == 1
    assert await settle_unused(database_url, NOW, CATALOGUE) == 1
    async with Database.open(database_url) as database, database.read() as connection:
        [job] = await jobs.list_jobs(connection, JobState)
    assert (job.state, job.doubt) == (JobState.UNKNOWN, Doubt.NO_ANSWER)


async def test_one_whose_pictures_are_not_all_uploaded_is_cancelled_unpaid(database_url: str) -> None:
    values: dict[str, Any] = {"model": "veo-3.1", "mode": Mode.IMAGE, "last_frame": LastFrame.PICTURE, "image_url": "x"}
    async with Database.open(database_url) as database, database.write() as connection:
        for last_image_url in (None, "y"):
            await store_job(connection, make_job(last_image_url=last_image_url, **values))
    await settle_unused(database_url, NOW, CATALOGUE)
    async with Database.open(database_url) as database, database.read() as connection:
        found = {job.last_image_url: job for job in await jobs.list_jobs(connection, JobState)}
        payload = await jobs.get_payload(connection, found["y"].id)
    assert {name: job.state for name, job in found.items()} == {None: JobState.CANCELLED, "y": JobState.UNKNOWN}
    assert payload is not None
    assert (payload["image"], payload["last_frame"]) == ("x", "y")


@pytest.mark.on_both_databases
async def test_what_waits_for_a_moderator_or_a_language_model_may_be_paid(database_url: str) -> None:
    requester = Requester(user_id=1, guild_id=2, channel_id=3)
    refusal = Refusal(reason=RefusalReason.SECONDS, scope=Scope.USER)
    approval = Approval(
        id="0" * 16,
        guild_id=2,
        user_id=1,
        locale="en-US",
        requester=requester,
        job=make_job(),
        refusal=refusal,
        estimate_micros=1,
        created_at=NOW,
        channel_id=3,
    )
    call = make_call(NOW, id="1" * 16, guild_id=2)
    async with Database.open(database_url) as database, database.write() as connection:
        await connection.run_sync(approvals.add, approval, Pictures(b"a picture"))
        totals = await connection.run_sync(read_totals, 1, 2, NOW)
        await connection.run_sync(improvements.insert_call, call, totals)
    await settle_unused(database_url, NOW, CATALOGUE)
    async with Database.open(database_url) as database, database.read() as connection:
        [ended] = await connection.run_sync(approvals.list_unfinished)
        [asked] = await connection.run_sync(improvements.list_under_way)
    assert ended.state is ApprovalState.EXPIRED
    assert asked.state is ImprovementState.SENDING


async def test_a_database_that_a_bot_uses_is_left_alone(sqlite_url: str, clean_postgres_url: str) -> None:
    with hold_alone(sqlite_url), pytest.raises(StorageError, match="Another Veo Bot"):
        await settle_unused(sqlite_url, NOW, CATALOGUE)
    async with Database.open(clean_postgres_url) as database, open_leadership(database) as leadership:
        await leadership.win()
        with pytest.raises(StorageError, match="A Veo Bot is using"):
            await settle_unused(clean_postgres_url, NOW, CATALOGUE)
