"""Taking requests: a slow database is waited for, and nothing is stored behind anybody's back."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.domain.limits import Defaults, Window
from bot.domain.quota import RefusalReason
from bot.errors import DatabaseUnavailable, RequestTaken
from bot.services.jobs import service as service_module
from bot.services.jobs.requests import RequestOrigin
from bot.services.jobs.service import JobService
from bot.services.quota.refusals import RequestRefused
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from bot.storage.money.ledger_audit import check
from tests.support.jobs import anew, make_job, make_request
from tests.support.money import UNLIMITED, ask, open_money

ORIGIN = RequestOrigin(
    request_key="interaction:1",
    user_id=1001,
    guild_id=2001,
    channel_id=3001,
    interaction_token="token",
    upload_limit_bytes=10_485_760,
    locale="en-US",
)


@pytest.fixture
async def job_service(database: Database) -> AsyncIterator[JobService]:
    async with open_job_service(database) as job_service:
        yield job_service


@asynccontextmanager
async def open_job_service(database: Database, limits: Defaults = UNLIMITED) -> AsyncIterator[JobService]:
    """A job service whose requests no limit stops, unless one is named."""
    async with open_money(database, limits, Clock()) as money:
        job_service = JobService(database, Clock(), quota_service=money.quota_service, undo_window_s=3)
        try:
            yield job_service
        finally:
            await job_service.close()


async def stored(database: Database) -> list[Job]:
    async with database.read() as connection:
        return await jobs.list_jobs(connection, JobState)


async def test_an_accepted_request_is_a_queued_job_that_is_held(job_service: JobService, database: Database) -> None:
    job = await job_service.request(anew(ORIGIN), make_request(duration_s=6))
    assert await stored(database) == [job]
    assert job.state is JobState.QUEUED
    assert job.estimate_micros == 3_750_000
    assert job.not_before_at - job.created_at == timedelta(seconds=3)
    assert "token" not in repr(job)


async def test_the_card_is_noted_and_the_worker_woken(job_service: JobService, database: Database) -> None:
    woken: list[str] = []
    job_service.wake = woken.append
    job = await job_service.request(anew(ORIGIN), make_request())
    await job_service.show_card(job, 77)
    assert woken[-1] == job.id
    assert (await stored(database))[0].card_message_id == 77


async def test_cancel_works_once_and_only_while_queued(job_service: JobService, database: Database) -> None:
    job = await job_service.request(anew(ORIGIN), make_request())
    assert (await job_service.cancel(job, why="test")).state is JobState.CANCELLED
    with pytest.raises(jobs.StaleJob):
        await job_service.cancel(job, why="test")


@pytest.mark.on_both_databases
async def test_an_interaction_makes_one_job_in_however_many_processes(database_url: str) -> None:
    async with Database.open(database_url) as one, Database.open(database_url) as other:
        async with open_job_service(one) as first, open_job_service(other) as second:
            asked = [process.request(ORIGIN, make_request()) for process in (first, second, first, second)]
            results = await asyncio.gather(*asked, return_exceptions=True)
            assert Counter(type(result) for result in results) == {Job: 1, RequestTaken: 3}
            [job] = await stored(one)
            await first.cancel(job, why="test")
            with pytest.raises(RequestTaken):
                await second.request(ORIGIN, make_request())
        assert [job.state for job in await stored(one)] == [JobState.CANCELLED]
        assert await check(one) == []


async def test_a_request_that_is_refused_for_its_own_job_is_taken(database: Database) -> None:
    async with open_job_service(database, replace(UNLIMITED, user_cooldown_s=60)) as job_service:
        await job_service.request(ORIGIN, make_request())
        with pytest.raises(RequestTaken):
            await job_service.require_admission(ORIGIN)
        with pytest.raises(RequestRefused):
            await job_service.require_admission(anew(ORIGIN))


async def test_seconds_that_are_enough_for_another_model_refuse_nobody_in_advance(database: Database) -> None:
    """The usual model makes 5 s at least, others 4 s."""
    async with open_job_service(database, replace(UNLIMITED, user_seconds={Window.DAY: 4})) as job_service:
        await job_service.require_admission(anew(ORIGIN))
    async with open_job_service(database, replace(UNLIMITED, user_seconds={Window.DAY: 3})) as job_service:
        with pytest.raises(RequestRefused):
            await job_service.require_admission(anew(ORIGIN))


@pytest.mark.on_both_databases
async def test_an_attempt_whose_answer_was_lost_is_found_again(database: Database) -> None:
    async with open_money(database, UNLIMITED, Clock()) as money:
        job = make_job(request_key="interaction:1", created_at=Clock().now())
        for _ in range(2):
            await money.quota_service.accept(ask(job), job)
    assert await stored(database) == [job]
    assert await check(database) == []


async def test_a_busy_database_is_waited_for(job_service: JobService, database: Database) -> None:
    async with holding(database) as release:
        requesting = asyncio.create_task(job_service.request(anew(ORIGIN), make_request()))
        await asyncio.sleep(0.3)
        assert not requesting.done()
        release()
    job = await requesting
    assert await stored(database) == [job]


@pytest.mark.on_both_databases
async def test_more_requests_at_once_than_connections_are_all_decided_truly(database: Database) -> None:
    limits = Defaults(
        user_seconds={Window.DAY: 10}, user_jobs_at_once=None, user_cooldown_s=0, server_micros={}, bot_micros={}
    )

    async def request(job_service: JobService, number: int) -> str:
        try:
            await job_service.request(anew(ORIGIN, user_id=number % 20), make_request(duration_s=5))
        except RequestRefused as refused:
            return refused.refusal.reason
        return "accepted"

    async with open_job_service(database, limits) as job_service:
        outcomes = Counter(await asyncio.gather(*(request(job_service, number) for number in range(60))))
    assert outcomes == {"accepted": 40, RefusalReason.SECONDS: 20}
    assert len(await stored(database)) == 40
    assert await check(database) == []


async def test_what_is_stored_after_its_person_gave_up_is_taken_back(
    job_service: JobService, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_module, "PATIENCE_S", 0.2)
    async with holding(database) as release:
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(anew(ORIGIN), make_request())
        release()
    await job_service.close()
    assert {job.state for job in await stored(database)} <= {JobState.CANCELLED}
    assert await check(database) == []


@asynccontextmanager
async def holding(database: Database) -> AsyncIterator[Callable[[], None]]:
    """Keep everybody else from accepting requests until that is called."""
    entered, release = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with database.write() as connection:
            await connection.run_sync(ledger.lock)
            entered.set()
            await release.wait()

    held = asyncio.create_task(hold())
    await entered.wait()
    try:
        yield release.set
    finally:
        release.set()
        await held


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


async def test_a_commit_that_comes_too_late_is_taken_back(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "PATIENCE_S", 0.3)
    async with Database.open(postgres_url) as database, open_job_service(database) as job_service:
        await slow_down_commits(database, 1.0)
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(anew(ORIGIN), make_request())
        await job_service.close()
        assert [job.state for job in await stored(database)] == [JobState.CANCELLED]


async def test_a_database_that_fails_takes_nothing(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as database, open_job_service(database) as job_service:
        async with database.write() as connection:
            await connection.exec_driver_sql("ALTER TABLE jobs RENAME TO elsewhere")
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(anew(ORIGIN), make_request())
