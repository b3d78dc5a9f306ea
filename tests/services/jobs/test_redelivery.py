"""What can be sent again doesn't depend on which process is asked."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.jobs import JobState
from bot.services.jobs.redelivery import Redelivery
from bot.storage.core.database import Database
from tests.support.jobs import make_job
from tests.support.money import MovedClock


@pytest.mark.parametrize("days", [6, 9, 15])
async def test_a_video_is_offered_as_long_as_some_process_may_have_it(
    database: Database, tmp_path: Path, days: int
) -> None:
    clock = MovedClock()
    redelivery = Redelivery(database, clock, tmp_path, timedelta(days=14))
    completed_at = clock.now() - timedelta(days=days)
    job = make_job(state=JobState.UNDELIVERABLE, output_url="https://x/a.mp4", completed_at=completed_at)
    # Segmind keeps it for 7 days. After that, another process may have it, but with SQLite there is none.
    assert redelivery.is_there(job) is (days < 7 or (days < 14 and not database.is_sqlite))
    (tmp_path / "videos").mkdir()
    (tmp_path / "videos" / f"{job.id}.mp4").write_bytes(b"video")
    assert redelivery.is_there(job)
