"""The metrics of what all processes share: counted once, by the leader, from the database."""

from datetime import timedelta
from typing import Any

import pytest

from bot import __version__
from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.limits import Defaults, Scope, Window
from bot.domain.quota import Refusal, RefusalReason
from bot.monitoring import stored as stored_module
from bot.monitoring.metrics import Metrics, describe_status
from bot.monitoring.stored import StoredMetrics
from bot.services.jobs import lifecycle
from bot.storage.core.database import Database
from tests.support.jobs import NOW, make_job, store_job
from tests.support.models import CATALOGUE, TEXT_MODEL
from tests.support.money import MovedClock, S


@pytest.fixture(autouse=True)
def never_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_module, "FRESH_S", 0.0)


def open_stored(database: Database) -> tuple[StoredMetrics, Metrics]:
    metrics = Metrics({TEXT_MODEL})
    clock = MovedClock(NOW + timedelta(seconds=100))
    return StoredMetrics(database, metrics, clock, CATALOGUE, Defaults()), metrics


def read(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


async def store(database: Database, **changes: Any) -> Job:
    job = make_job(**changes)
    async with database.write() as connection:
        await store_job(connection, job)
    return job


async def move(database: Database, job: Job, *targets: JobState, **changes: Any) -> Job:
    """Take a job through its states, one each ten seconds; the changes belong to the last one."""
    for target in targets:
        at = job.changed_at + timedelta(seconds=10)
        last: dict[str, Any] = changes if target is targets[-1] else {}
        if target is JobState.FETCHING:
            last = {"completed_at": at, "cost_said": "4.00"}
        async with database.write() as connection:
            job = await lifecycle.move(connection, job, target, at=at, **last)
    return job


@pytest.mark.on_both_databases
async def test_the_leader_counts_each_end_once_and_a_follower_none(database: Database) -> None:
    stored, metrics = open_stored(database)
    follower, other = open_stored(database)
    before = await store(database)
    await move(database, before, JobState.CANCELLED)
    await stored.start()
    await follower.start()
    video = await store(database)
    await move(database, video, S.SUBMITTING, S.GENERATING, S.FETCHING, S.DELIVERING, S.DELIVERED)
    failed = await store(database)
    await move(database, failed, S.SUBMITTING, S.FAILED, failure=FailureReason.REJECTED)
    await store(database)
    for _ in range(2):
        await stored.refresh(is_leader=True)
        await follower.refresh(is_leader=False)
    assert read(metrics, "veo_jobs_ended_total", outcome="delivered", model=TEXT_MODEL) == 1
    assert read(metrics, "veo_jobs_ended_total", outcome="rejected", model=TEXT_MODEL) == 1
    assert read(metrics, "veo_jobs_ended_total", outcome="cancelled", model=TEXT_MODEL) is None, "it was before"
    assert read(metrics, "veo_jobs_accepted_total", model=TEXT_MODEL) == 3
    assert read(metrics, "veo_request_to_video_seconds_sum", model=TEXT_MODEL) == 50
    assert read(metrics, "veo_ready_to_posted_seconds_sum", model=TEXT_MODEL) == 20
    assert read(metrics, "veo_spent_usd_total", model=TEXT_MODEL) == 4
    assert read(metrics, "veo_jobs", state="queued", model=TEXT_MODEL) == 1
    assert read(metrics, "veo_oldest_queued_seconds") == 100
    assert read(metrics, "veo_reserved_usd") == 3.125
    assert read(metrics, "veo_budget_usd", window="day") == 50
    assert read(other, "veo_jobs", state="queued", model=TEXT_MODEL) is None
    assert read(other, "veo_jobs_accepted_total", model=TEXT_MODEL) is None


async def test_a_new_leader_counts_what_happens_from_then_on(database: Database) -> None:
    stored, metrics = open_stored(database)
    await stored.start()
    await store(database)
    await stored.refresh(is_leader=False)
    await store(database)
    await stored.refresh(is_leader=True)
    assert read(metrics, "veo_jobs_accepted_total", model=TEXT_MODEL) == 1
    assert read(metrics, "veo_jobs", state="queued", model=TEXT_MODEL) == 2


async def test_a_database_that_is_away_leaves_the_shared_figures_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, metrics = open_stored(database)
    stored.note_balance(7_500_000)
    await stored.refresh(is_leader=True)
    assert read(metrics, "veo_balance_usd") == 7.5

    def away() -> Any:
        raise OSError("away")

    monkeypatch.setattr(database, "read", away)
    await stored.refresh(is_leader=True)
    assert read(metrics, "veo_balance_usd") is None
    assert read(metrics, "veo_build_info", version=__version__) == 1, "the process itself is there"


@pytest.mark.on_both_databases
async def test_waits_for_locks_are_measured(database: Database) -> None:
    waits: list[str] = []
    database.on_lock_wait = lambda lock, seconds: waits.append(lock)
    job = await store(database)
    await move(database, job, JobState.CANCELLED)
    assert {"process", "database"} <= set(waits)


def test_labels_have_few_values_whatever_comes() -> None:
    metrics = Metrics({TEXT_MODEL})
    assert metrics.name_model("somebody's own model") == "other"
    assert [describe_status(status) for status in (None, 200, 302, 422, 429, 503, 999, 7)] == [
        "none",
        "2xx",
        "3xx",
        "4xx",
        "429",
        "5xx",
        "5xx",
        "1xx",
    ]
    metrics.refused(Refusal(reason=RefusalReason.BUDGET, scope=Scope.SERVER, window=Window.DAY, detail="a secret"))
    metrics.refused(Refusal(reason=RefusalReason.SECONDS, scope=Scope.USER, window=Window.WEEK))
    metrics.refused(Refusal(reason=RefusalReason.WORDS, scope=Scope.SERVER, detail="a word"))
    for limit in ("server_usd_per_day", "seconds_per_week", "words"):
        assert read(metrics, "veo_refusals_total", limit=limit) == 1


async def test_a_scene_waits_from_when_the_one_before_it_is_there(database: Database) -> None:
    stored, metrics = open_stored(database)
    await stored.start()
    early = {"created_at": NOW - timedelta(hours=1), "is_scene": True}
    await store(database, **early, awaits_scene=True, not_before_at=NOW - timedelta(hours=1))
    await stored.refresh(is_leader=True)
    assert read(metrics, "veo_oldest_queued_seconds") == 0
    await store(database, **early, not_before_at=NOW + timedelta(seconds=40))
    await stored.refresh(is_leader=True)
    assert read(metrics, "veo_oldest_queued_seconds") == 60
    assert read(metrics, "veo_jobs", state="queued", model=TEXT_MODEL) == 2
