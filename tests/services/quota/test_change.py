"""A queued job that is changed: its books, and its race with the submission, on both databases."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import Connection
from sqlalchemy.util import await_only

from bot.domain.jobs import Job, JobState
from bot.domain.ledger import EntryKind
from bot.services.jobs.access import JobActor
from bot.services.jobs.service import JobService
from bot.services.quota.refusals import RequestRefused
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money.ledger import list_entries
from bot.storage.money.ledger_audit import check
from tests.support.money import UNLIMITED, MovedClock, S, accept, ask, lead, open_money


def longer(job: Job, duration_s: int = 8) -> Job:
    """The same job with another length."""
    return replace(job, request=replace(job.request, duration_s=duration_s))


async def test_all_is_given_back_and_reserved_anew_and_refunded_once(database: Database) -> None:
    clock = MovedClock()
    async with open_money(database, UNLIMITED, clock) as money:
        job = await accept(money.quota_service, clock)
        for duration_s in (8, 6):
            clock.advance(minutes=1)
            job = await money.quota_service.change(ask(job), job, longer(job, duration_s))
        assert await check(database) == []
        job = await lead(database, clock, job, S.CANCELLED)
        async with database.read() as connection:
            entries = await list_entries(connection, job.id)
        assert [(one.kind, one.seconds) for one in entries] == [
            (EntryKind.RESERVE, 5),
            (EntryKind.RELEASE, -5),
            (EntryKind.RESERVE, 8),
            (EntryKind.RELEASE, -8),
            (EntryKind.RESERVE, 6),
            (EntryKind.REFUND, -6),
        ]
        assert await check(database) == []


async def test_the_old_form_is_never_submitted_and_a_submitted_one_is_never_changed(database: Database) -> None:
    clock = MovedClock()
    async with open_money(database, UNLIMITED, clock) as money:
        job = await accept(money.quota_service, clock)
        changed = await money.quota_service.change(ask(job), job, longer(job))
        with pytest.raises(jobs.StaleJob):
            await lead(database, clock, job, S.SUBMITTING)
        with pytest.raises(jobs.StaleJob):
            await money.quota_service.change(ask(job), replace(job, revision=9), longer(job, 6))
        submitted = await lead(database, clock, changed, S.SUBMITTING)
        with pytest.raises(jobs.StaleJob):
            await money.quota_service.change(ask(job), changed, longer(changed, 6))
        async with database.read() as connection:
            assert await jobs.get_job(connection, job.id) == submitted
        assert await check(database) == []


@pytest.mark.on_both_databases
async def test_of_a_submission_and_a_change_at_once_exactly_one_wins(database: Database) -> None:
    clock = MovedClock()
    async with open_money(database, UNLIMITED, clock) as money:
        for _ in range(6):
            job = await accept(money.quota_service, clock)
            results = await asyncio.gather(
                lead(database, clock, job, S.SUBMITTING),
                money.quota_service.change(ask(job), job, longer(job)),
                return_exceptions=True,
            )
            assert sum(isinstance(one, jobs.StaleJob) for one in results) == 1
            async with database.read() as connection:
                stored = await jobs.get_job(connection, job.id)
            assert stored is not None
            assert (stored.state is JobState.SUBMITTING) is (stored.request.duration_s == 5)
        assert await check(database) == []


async def test_a_refused_change_leaves_everything_as_it_was(database: Database) -> None:
    clock = MovedClock()
    defaults = replace(UNLIMITED, user_seconds={"day": 7}, user_jobs_at_once=1, user_cooldown_s=60)  # type: ignore[dict-item]
    async with open_money(database, defaults, clock) as money:
        job = await accept(money.quota_service, clock)
        with pytest.raises(RequestRefused):
            await money.quota_service.change(ask(job), job, longer(job))
        async with database.read() as connection:
            assert await jobs.get_job(connection, job.id) == job
            assert len(await list_entries(connection, job.id)) == 1
        changed = await money.quota_service.change(ask(job), job, longer(job, 7))
        again = await money.quota_service.change(ask(job), job, longer(job, 7))
        assert again == changed, "an answer that was lost"
        assert await check(database) == []


@pytest.mark.on_both_databases
async def test_who_cancels_while_it_is_changed_is_told_how_that_ended(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never that the database failed: the change waits for the job, and the cancelling must not wait for the change."""
    clock = MovedClock()
    async with open_money(database, UNLIMITED, clock) as money:
        job = await accept(money.quota_service, clock)
        service = JobService(database, clock, quota_service=money.quota_service, undo_window_s=0)
        actor = JobActor(user_id=job.user_id, guild_id=job.guild_id)
        cancelling: list[asyncio.Task[Job]] = []
        read_job, loop = jobs.read_job, asyncio.get_running_loop()

        def read_as_it_is_cancelled(connection: Connection, job_id: str) -> Job:
            found = read_job(connection, job_id)
            if not cancelling and database.is_sqlite:
                loop.call_soon_threadsafe(
                    lambda: cancelling.append(asyncio.ensure_future(service.cancel_for(job.id, actor)))
                )
            elif not cancelling:
                cancelling.append(asyncio.ensure_future(service.cancel_for(job.id, actor)))
                await_only(asyncio.wait(cancelling, timeout=0.5))
            return found

        monkeypatch.setattr(jobs, "read_job", read_as_it_is_cancelled)
        await money.quota_service.change(ask(job), job, longer(job))
        assert (await cancelling[0]).state is JobState.CANCELLED
        assert await check(database) == []
