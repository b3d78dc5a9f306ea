"""A message that may be there already is looked for before a video is posted, and none that can't be."""

from pathlib import Path
from typing import Any

from bot.domain.jobs import JobState, new_job_id
from bot.storage.core.database import Database
from tests.support.worker_harness import open_harness


async def test_a_variation_looks_for_the_message_that_another_may_have_made_before_a_restart(
    sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "videos").mkdir()
    (tmp_path / "videos" / "any.mp4").write_bytes(b"film")
    async with Database.open(sqlite_url) as database, open_harness(database, tmp_path, is_running=False) as harness:
        delivery, posted = harness.worker._delivery, harness.notifier
        group: dict[str, Any] = {"group_id": new_job_id(harness.clock.now()), "group_size": 3}
        group |= {"state": JobState.DELIVERING, "video_path": "videos/any.mp4"}
        old, *fetched = [await harness.order(group_position=number, **group) for number in (1, 2, 3)]
        await harness.worker._pending_jobs.load()
        for job in fetched:
            delivery.expect(job.id)
        assert await delivery.deliver(fetched[0]) is None
        assert await delivery.deliver(old) is None
        assert posted.looked_first == [fetched[0].id, old.id]
        assert await delivery.deliver(fetched[1]) is None
        assert posted.looked_first == [fetched[0].id, old.id], "by now it's known where the others are"
        assert list(posted.delivered) == [fetched[0].id, old.id, fetched[1].id]
