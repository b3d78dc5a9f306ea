"""Taking requests: stored at once, or surely not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.errors import DatabaseUnavailable
from bot.services.jobs import service as service_module
from bot.services.jobs.service import JobService, RequestOrigin
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from tests.support.jobs import make_request
from tests.support.money import UNLIMITED, open_money

ORIGIN = RequestOrigin(
    user_id=1001,
    guild_id=2001,
    channel_id=3001,
    interaction_token="token",
    upload_limit_bytes=10_485_760,
    locale="en-US",
)


@pytest.fixture
async def job_service(database: Database) -> AsyncIterator[JobService]:
    async with open_studio(database) as job_service:
        yield job_service


@asynccontextmanager
async def open_studio(database: Database) -> AsyncIterator[JobService]:
    """A studio whose requests no limit stops."""
    async with open_money(database, UNLIMITED, Clock()) as money:
        job_service = JobService(database, Clock(), quota_service=money.quota_service, undo_window_s=3)
        try:
            yield job_service
        finally:
            await job_service.close()


async def stored(database: Database) -> list[Job]:
    async with database.read() as connection:
        return await jobs.list_jobs(connection, JobState)


async def test_an_accepted_request_is_a_queued_job_that_is_held(job_service: JobService, database: Database) -> None:
    job = await job_service.request(ORIGIN, make_request(duration_s=6))
    assert await stored(database) == [job]
    assert job.state is JobState.QUEUED
    assert job.estimate_micros == 3_750_000
    assert job.not_before_at - job.created_at == timedelta(seconds=3)
    assert "token" not in repr(job)


async def test_the_card_is_noted_and_the_worker_woken(job_service: JobService, database: Database) -> None:
    woken: list[str] = []
    job_service.wake = woken.append
    job = await job_service.request(ORIGIN, make_request())
    await job_service.show_card(job, 77)
    assert woken[-1] == job.id
    assert (await stored(database))[0].card_message_id == 77


async def test_cancel_works_once_and_only_while_queued(job_service: JobService, database: Database) -> None:
    job = await job_service.request(ORIGIN, make_request())
    assert (await job_service.cancel(job, why="test")).state is JobState.CANCELLED
    with pytest.raises(jobs.StaleJob):
        await job_service.cancel(job, why="test")


async def test_a_database_that_hangs_is_answered_in_time_and_takes_nothing_later(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as database, open_studio(database) as job_service:
        entered, release = asyncio.Event(), asyncio.Event()

        async def hog() -> None:
            async with database.write():
                entered.set()
                await release.wait()

        hogging = asyncio.create_task(hog())
        await entered.wait()
        started = asyncio.get_running_loop().time()
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(ORIGIN, make_request())
        assert asyncio.get_running_loop().time() - started < 3.0
        release.set()
        await hogging
        await job_service.close()
        assert await stored(database) == []


async def slow_down_commits(database: Database, pause_s: float) -> None:
    """Have each commit of a new job take its time, after all of its statements are done."""
    async with database.write() as connection:
        await connection.exec_driver_sql(
            f"CREATE FUNCTION pause() RETURNS trigger AS 'BEGIN PERFORM pg_sleep({pause_s}); RETURN NULL; END' "
            "LANGUAGE plpgsql"
        )
        await connection.exec_driver_sql(
            "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON jobs DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION pause()"
        )


async def test_a_commit_under_way_is_waited_for_a_little_longer(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine has time to come to the commit, and to come back from it.
    monkeypatch.setattr(service_module, "_ACCEPT_TIMEOUT_S", 1.5)
    monkeypatch.setattr(service_module, "_COMMIT_TIMEOUT_S", 20.0)
    async with Database.open(postgres_url) as database, open_studio(database) as job_service:
        await slow_down_commits(database, 2.0)
        job = await job_service.request(ORIGIN, make_request())
        assert await stored(database) == [job]


async def test_a_commit_that_comes_too_late_is_taken_back(postgres_url: str) -> None:
    async with Database.open(postgres_url) as database, open_studio(database) as job_service:
        await slow_down_commits(database, 4.0)
        started = asyncio.get_running_loop().time()
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(ORIGIN, make_request())
        assert asyncio.get_running_loop().time() - started < 3.5
        await job_service.close()
        assert [job.state for job in await stored(database)] == [JobState.CANCELLED]


async def test_a_database_that_fails_takes_nothing(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as database, open_studio(database) as job_service:
        async with database.write() as connection:
            await connection.exec_driver_sql("ALTER TABLE jobs RENAME TO elsewhere")
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(ORIGIN, make_request())
