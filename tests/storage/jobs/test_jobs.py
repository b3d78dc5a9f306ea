"""Jobs and their events, on SQLite and on PostgreSQL."""

import asyncio
import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.jobs import TRANSITIONS, Doubt, FailureReason, Job, JobState
from bot.storage.core import key_values
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from tests.support.jobs import NOW, make_job, store_job
from tests.support.models import TEXT_MODEL


async def insert(database: Database, job: Job) -> Job:
    async with database.write() as connection:
        await store_job(connection, job)
    return job


async def read(database: Database, job: Job) -> Job | None:
    async with database.read() as connection:
        return await jobs.get_job(connection, job.id)


async def test_a_job_comes_back_exactly_as_it_was_stored(database: Database) -> None:
    job = make_job(
        prompt="naïve 🦊 \u202e @everyone\n'; DROP TABLE jobs; --",
        seed=2**31 - 1,
        user_id=2**63 - 1,
        guild_id=None,
        state=JobState.UNKNOWN,
        doubt=Doubt.NO_ANSWER,
        failure=FailureReason.REJECTED,
        latency_min_s=39.5,
        created_at=NOW + timedelta(microseconds=1),
    )
    await insert(database, job)
    assert await read(database, job) == job


async def test_a_missing_job_is_none(database: Database) -> None:
    assert await read(database, make_job()) is None


async def test_every_allowed_step_is_stored_with_its_event_and_every_other_is_refused(database: Database) -> None:
    for source in JobState:
        for target in JobState:
            job = await insert(database, make_job(state=source))
            async with database.write() as connection:
                if target in TRANSITIONS[source]:
                    moved = await jobs.transition(connection, job, target, at=NOW, detail={"why": "test"})
                    assert moved == dataclasses.replace(job, state=target)
                    events = await jobs.list_events(connection, job.id)
                    assert [(e.source, e.target) for e in events] == [(None, source), (source, target)]
                    assert events[1].detail == {"why": "test"}
                else:
                    with pytest.raises(ValueError, match="cannot go"):
                        await jobs.transition(connection, job, target, at=NOW)


@pytest.mark.usefixtures("threads")
async def test_only_one_of_many_simultaneous_transitions_wins(database: Database) -> None:
    job = await insert(database, make_job())

    async def submit() -> bool:
        try:
            async with database.write() as connection:
                await jobs.transition(connection, job, JobState.SUBMITTING, at=NOW, attempts=job.attempts + 1)
        except jobs.StaleJob:
            return False
        return True

    wins = await asyncio.gather(*(submit() for _ in range(20)))
    assert sum(wins) == 1
    stored = await read(database, job)
    assert stored is not None
    assert stored.attempts == 1
    async with database.read() as connection:
        assert len(await jobs.list_events(connection, job.id)) == 2


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    job = make_job()
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await store_job(connection, job)
            raise RuntimeError
    assert await read(database, job) is None


async def test_amend_is_guarded_too(database: Database) -> None:
    job = await insert(database, make_job())
    async with database.write() as connection:
        amended = await jobs.amend(connection, job, image_url="https://images.example/1.png")
        assert amended.image_url == "https://images.example/1.png"
        moved = await jobs.transition(connection, amended, JobState.CANCELLED, at=NOW)
        with pytest.raises(jobs.StaleJob):
            await jobs.amend(connection, amended, image_url=None)
    assert await read(database, job) == moved


async def test_pending_jobs_are_listed_oldest_first(database: Database) -> None:
    made = [
        make_job(state=state, created_at=NOW + timedelta(seconds=offset))
        for state, offset in [
            (JobState.GENERATING, 3),
            (JobState.QUEUED, 1),
            (JobState.DELIVERED, 0),
            (JobState.UNKNOWN, 2),
            (JobState.FAILED, 4),
        ]
    ]
    for job in made:
        await insert(database, job)
    async with database.read() as connection:
        assert await jobs.list_jobs(connection) == [made[1], made[3], made[0]]
        assert len(await jobs.list_jobs(connection)) == 3
        assert await jobs.list_jobs(connection, {JobState.FAILED}) == [made[4]]


async def test_two_jobs_cannot_share_a_paid_request(database: Database) -> None:
    await insert(database, make_job(request_id="r1"))
    with pytest.raises(IntegrityError):
        await insert(database, make_job(request_id="r1"))


async def test_the_payload_is_kept_beside_the_job(database: Database) -> None:
    job = await insert(database, make_job())
    async with database.write() as connection:
        assert await jobs.get_payload(connection, job.id) is None
        await jobs.transition(connection, job, JobState.SUBMITTING, at=NOW, payload='{"duration": "5"}')
        assert await jobs.get_payload(connection, job.id) == {"duration": "5"}


async def test_latencies_are_of_the_latest_ends_oldest_first(database: Database) -> None:
    for second in range(5):
        await insert(
            database,
            make_job(
                duration_s=5 + second % 2,
                completed_at=NOW + timedelta(seconds=second),
                latency_min_s=30.0 + second,
                latency_max_s=31.0 + second,
            ),
        )
    await insert(database, make_job())
    await insert(database, make_job(state=JobState.FAILED))
    for failed_at in (NOW + timedelta(seconds=2.5), NOW - timedelta(seconds=1)):
        await insert(
            database, make_job(state=JobState.FAILED, changed_at=failed_at, latency_min_s=3.0, latency_max_s=3.0)
        )
    async with database.read() as connection:
        samples = await jobs.list_latencies(connection, limit=4)
    assert [(s.model, s.duration_s, s.min_s, s.max_s, s.has_failed) for s in samples] == [
        (TEXT_MODEL, 5, 32.0, 33.0, False),
        (TEXT_MODEL, 5, 3.0, 3.0, True),
        (TEXT_MODEL, 6, 33.0, 34.0, False),
        (TEXT_MODEL, 5, 34.0, 35.0, False),
    ]


async def test_the_card_is_noted_in_any_state(database: Database) -> None:
    job = await insert(database, make_job(state=JobState.DELIVERED))
    async with database.write() as connection:
        await jobs.set_card(connection, job.id, 77)
    stored = await read(database, job)
    assert stored is not None
    assert stored.card_message_id == 77


async def test_facts_are_replaced(database: Database) -> None:
    async with database.write() as connection:
        assert await key_values.get_fact(connection, "commands") is None
        await key_values.set_fact(connection, "commands", "a")
        await key_values.set_fact(connection, "commands", "b")
    async with database.read() as connection:
        assert await key_values.get_fact(connection, "commands") == "b"
