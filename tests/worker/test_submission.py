"""What becomes of a paid order whose answer comes at a bad moment: it is taken or looked for, and never sent again."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.domain.jobs import Doubt, Job, JobState
from bot.segmind.client import SegmindClient
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from sandbox.segmind import StandInOptions
from tests.support.worker_harness import WorkerHarness, open_harness

submit_plainly = SegmindClient.submit
#: A history that shows nothing.
HIDING = StandInOptions(latency_s=0.1, history_lag_s=3600.0, fast_films=True)


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


async def make(harness: WorkerHarness) -> Job:
    """Order a video, which is paid once."""
    done = await harness.wait(await harness.order())
    assert (done.state, done.attempts, len(harness.stand_in.accepted)) == (JobState.DELIVERED, 1, 1)
    return done


async def test_an_answer_is_taken_though_another_process_has_put_the_order_in_doubt(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a pause in which another one took over."""

    async def submit_slowly(client: SegmindClient, model: str, payload: Any) -> Any:
        submitted = await submit_plainly(client, model, payload)
        async with database.write() as connection:
            [job] = await jobs.list_jobs(connection, [JobState.SUBMITTING])
            at = job.changed_at
            await jobs.transition(connection, job, JobState.UNKNOWN, at=at, doubt=Doubt.NO_ANSWER)
        return submitted

    monkeypatch.setattr(SegmindClient, "submit", submit_slowly)
    async with open_harness(database, tmp_path, options=HIDING, speed=20) as harness:
        done = await make(harness)
        assert (await harness.steps(done))[2:4] == ["unknown", "generating"]


async def test_an_answer_that_cannot_be_stored_at_first_is_stored_later(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=HIDING, speed=20) as harness:
        failed: list[str] = []

        def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if statement.startswith("UPDATE jobs") and harness.stand_in.accepted and len(failed) < 2:
                failed.append(statement)
                raise OperationalError(statement, None, Exception("disk I/O error"))

        event.listen(database.engine.sync_engine, "before_cursor_execute", fail)
        done = await make(harness)
        assert len(failed) == 2
        assert "unknown" not in await harness.steps(done)


async def test_a_submission_that_ends_with_a_mistake_of_the_bot_is_looked_for(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(client: SegmindClient, model: str, payload: Any) -> Any:
        await submit_plainly(client, model, payload)
        raise RuntimeError("a mistake")

    monkeypatch.setattr(SegmindClient, "submit", stumble)
    async with open_harness(database, tmp_path, speed=20) as harness:
        assert "unknown" in await harness.steps(await make(harness))
