"""Films of several scenes, as they are stored when they are accepted."""

from typing import Any

from bot.domain.jobs import Job
from bot.domain.stories import SceneText
from bot.services.quota.scenes import number_scenes
from bot.storage.jobs import jobs
from tests.support.jobs import make_job, store_job
from tests.support.models import VEO_2
from tests.support.worker_harness import WorkerHarness

TEXTS = ("a fox wakes up", "it runs through snow", "it finds a friend", "both sleep", "a storm comes", "spring")


def make_scenes(count: int, **changes: Any) -> list[Job]:
    """The jobs of a film of somebody's; the changes are those of the first scene."""
    first = make_job(**{"prompt": TEXTS[0], "resolution": "720p", "request_key": "interaction:7"} | changes)
    return number_scenes(first, VEO_2, [SceneText(text) for text in TEXTS[:count]])


async def order_scenes(harness: WorkerHarness, count: int, **changes: Any) -> list[Job]:
    """Store a film, and wake the worker."""
    now = harness.clock.now()
    scenes = make_scenes(count, **{"created_at": now, "not_before_at": now, "changed_at": now} | changes)
    async with harness.database.write() as connection:
        for scene in scenes:
            await store_job(connection, scene)
    for scene in scenes:
        harness.worker.wake(scene.id)
    return scenes


async def read_scenes(harness: WorkerHarness, scenes: list[Job]) -> list[Job]:
    """The scenes as they are stored."""
    async with harness.database.read() as connection:
        return await jobs.list_group(connection, scenes[0].id)
