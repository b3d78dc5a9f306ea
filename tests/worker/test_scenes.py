"""Scenes of a film: each waits for the one before, whatever ends, dies or is wiped in between."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.jobs import FailureReason, Job, JobState
from bot.media.picture_files import is_spoiler
from bot.media.videos import read_video
from bot.services.jobs import lifecycle
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger_audit
from bot.worker import scenes as scenes_module
from bot.worker.pending_jobs import PendingJobs
from bot.worker.scenes import Scenes
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.support.jobs import store_job
from tests.support.models import IMAGE_MODEL, TEXT_MODEL
from tests.support.scenes import TEXTS, make_scenes, order_scenes, read_scenes
from tests.support.shared_film import show_one_film
from tests.support.worker_harness import RecordingNotifier, WorkerHarness, open_harness
from tests.worker.test_wiped_disk import wipe

pytestmark = pytest.mark.usefixtures("film_memory")

S = JobState


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn(StandInOptions(latency_s=0.3, sigma=0.05, fast_films=True)) as stand_in:
        show_one_film(stand_in)
        yield stand_in


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    """For tests that are about something else than SQL."""
    async with Database.open(sqlite_url) as database:
        yield database


async def wait_over(harness: WorkerHarness, scenes: list[Job]) -> list[Job]:
    """Wait until a film is over, and check that the books are right."""
    for scene in scenes:
        await harness.wait(scene)
    findings = await ledger_audit.check(harness.database)
    assert [one for one in findings if any(scene.id in one for scene in scenes)] == []
    return await read_scenes(harness, scenes)


def continuing(before: Job) -> dict[str, Any]:
    """What makes the first of some scenes continue another job, as Try again does."""
    return {"parent_id": before.id, "part": before.part + 1, "model": IMAGE_MODEL, "request_key": "retry:1"}


def states_of(scenes: list[Job]) -> list[JobState]:
    return [scene.state for scene in scenes]


async def test_each_scene_continues_the_one_before_and_the_film_grows(
    database: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    async with open_harness(database, tmp_path, stand_in=stand_in, speed=10) as harness:
        scenes = await wait_over(harness, await order_scenes(harness, 3))
        assert states_of(scenes) == [S.DELIVERED] * 3
        assert [one.slug for one in stand_in.accepted] == [TEXT_MODEL, IMAGE_MODEL, IMAGE_MODEL]
        for number, scene in enumerate(scenes):
            steps = await harness.steps(scene)
            assert steps[0] == "queued"
            assert steps.count("submitting") == 1
            if number:
                assert scene.created_at < scenes[number - 1].changed_at <= (scene.submitted_at or scene.created_at)
        [film] = harness.notifier.films[scenes[2].id]
        path = tmp_path / "posted.mp4"
        await asyncio.to_thread(path.write_bytes, film)
        assert abs((await read_video(path)).duration_s - 15) < 0.2
        assert list(harness.notifier.films) == [scenes[1].id, scenes[2].id]
        assert [job_id for job_id, _ in harness.notifier.told_directly] == [scenes[2].id], "told once, at the end"
        await harness.wait_forgotten()


#: What makes the second scene end, and how.
ENDS: dict[str, tuple[Fault | None, JobState, FailureReason | None]] = {
    "failed": (Fault("submit", FaultKind.ERROR, status=400, times=1, match=TEXTS[1]), S.FAILED, FailureReason.REJECTED),
    "picture refused": (Fault("upload", FaultKind.ERROR, status=400, times=1), S.FAILED, FailureReason.UPLOAD_FAILED),
    "no message": (None, S.UNDELIVERABLE, None),
}


@pytest.mark.on_both_databases
@pytest.mark.parametrize("how", ENDS)
async def test_the_scenes_after_one_without_a_video_are_cancelled_and_refunded(
    database: Database, tmp_path: Path, stand_in: StandIn, how: str
) -> None:
    fault, state, failure = ENDS[how]
    async with open_harness(database, tmp_path, stand_in=stand_in, speed=10) as harness:
        if fault is not None:
            stand_in.faults.add(fault)
        ordered = await order_scenes(harness, 4)
        await harness.wait(ordered[0], S.DELIVERED)
        if fault is None:
            harness.notifier.troubles.append(DeliveryImpossible("closed"))
        scenes = await wait_over(harness, ordered)
        assert states_of(scenes) == [S.DELIVERED, state, S.CANCELLED, S.CANCELLED]
        assert scenes[1].failure is failure
        assert len(stand_in.accepted) == (1 if fault is not None else 2)
    async with database.read() as connection:
        events = await jobs.list_events(connection, scenes[3].id)
    assert events[-1].detail == {"why": "the scene before is cancelled"}


async def test_a_scene_before_that_was_deleted_or_cancelled_ends_the_film(
    sqlite: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, speed=10) as harness:
        ordered = await order_scenes(harness, 3)
        async with sqlite.write() as connection:
            await lifecycle.move(connection, ordered[1], S.CANCELLED, at=harness.clock.now(), cancelled_by=1)
        harness.worker.wake(ordered[1].id)
        assert states_of(await wait_over(harness, ordered)) == [S.DELIVERED, S.CANCELLED, S.CANCELLED]
        now = harness.clock.now()
        gone = await harness.order(state=S.DELIVERED, result_message_id=5, deleted_at=now, closed_at=now, user_id=9)
        left = await wait_over(harness, await order_scenes(harness, 2, **continuing(gone)))
        # Nothing else would tell its person that there is no film.
        assert states_of(left) == [S.FAILED, S.CANCELLED]
        assert left[0].failure is FailureReason.SCENE_LOST
    assert len(stand_in.accepted) == 1


async def test_a_model_that_is_gone_between_scenes_ends_the_film(
    sqlite: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, speed=10) as harness:
        stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=410, times=1, match=TEXTS[1]))
        ordered = await order_scenes(harness, 3)
        scenes = await wait_over(harness, ordered)
        assert scenes[1].failure is FailureReason.MODEL_GONE
        assert states_of(scenes)[0] is S.DELIVERED
        assert all(one.state in (S.FAILED, S.CANCELLED) for one in scenes[1:])
        async with asyncio.timeout(60):
            while not any(one.kind is AlertKind.MODEL_OUT for one in harness.notifier.alerts):
                await asyncio.sleep(0.02)


async def test_a_wiped_folder_between_scenes_loses_nothing(
    sqlite: Database, tmp_path: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_picture = Scenes._make_picture

    async def wipe_and_make_picture(self: Scenes, job: Job, before: Job) -> float | None:
        await asyncio.to_thread(wipe, tmp_path)
        return await make_picture(self, job, before)

    monkeypatch.setattr(Scenes, "_make_picture", wipe_and_make_picture)
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, speed=10) as harness:
        scenes = await wait_over(harness, await order_scenes(harness, 3))
        assert states_of(scenes) == [S.DELIVERED] * 3
        assert list(harness.notifier.films) == [scenes[1].id, scenes[2].id]
    assert len(stand_in.accepted) == 3


async def test_another_machine_takes_up_the_next_scene_from_the_message_alone(
    sqlite: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    away = RecordingNotifier(troubles=[])
    async with open_harness(sqlite, tmp_path / "a", stand_in=stand_in, notifier=away, speed=10) as harness:
        ordered = await order_scenes(harness, 4)
        await harness.wait(ordered[1], S.DELIVERED)
    # Only the message has the film now, and Segmind has nothing: the frame is the film's last one.
    [film] = away.films[ordered[1].id]
    async with sqlite.write() as connection:
        for scene in await jobs.list_group(connection, ordered[0].id):
            if scene.state is S.DELIVERED:
                await jobs.amend(connection, scene, output_url=None, video_path=None)
    async with open_harness(sqlite, tmp_path / "b", stand_in=stand_in, speed=10, is_running=False) as harness:
        harness.archive.films[ordered[1].id] = film
        harness.archive.failures = 1
        running = asyncio.create_task(harness.worker.run())
        scenes = await wait_over(harness, ordered)
        await harness.worker.stop()
        await running
    assert states_of(scenes) == [S.DELIVERED] * 4
    assert [job.part for job in scenes] == [1, 2, 3, 4]


async def test_a_scene_whose_start_picture_is_nowhere_fails_unpaid(
    sqlite: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, speed=10) as harness:
        first = await harness.order(state=S.DELIVERED, result_message_id=5, closed_at=harness.clock.now(), user_id=9)
        ordered = await order_scenes(harness, 2, **continuing(first))
        scenes = await wait_over(harness, ordered)
    assert states_of(scenes) == [S.FAILED, S.CANCELLED]
    assert scenes[0].failure is FailureReason.SCENE_LOST
    assert stand_in.accepted == []


async def test_what_cannot_be_read_now_is_read_later_and_given_up_at_last(
    sqlite: Database, tmp_path: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes_module, "_TRIES_MAX", 3)
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, speed=20) as harness:
        ordered = await order_scenes(harness, 2)
        await harness.wait(ordered[0], S.DELIVERED)
        await harness.wait(ordered[1], S.DELIVERED)
        first = await harness.order(state=S.DELIVERED, result_message_id=5, closed_at=harness.clock.now(), user_id=9)
        harness.archive.failures = 10_000
        lost = await order_scenes(harness, 1, **continuing(first))
        assert (await harness.wait(lost[0])).failure is FailureReason.SCENE_LOST
        steps = await harness.steps(lost[0])
        assert steps == ["queued", "failed"]


@pytest.mark.parametrize("state", [S.GENERATING, S.FETCHING, S.DELIVERING, S.DELIVERED, S.QUEUED])
async def test_a_film_goes_on_after_a_restart_at_each_step_of_a_scene(
    sqlite: Database, tmp_path: Path, stand_in: StandIn, state: JobState
) -> None:
    away = RecordingNotifier(troubles=[DeliveryDelayed("away", 3600.0)] if state is S.DELIVERING else [])
    if state is S.FETCHING:
        stand_in.faults.add(Fault("download", FaultKind.ERROR, status=503, times=1))
    if state is S.QUEUED:
        stand_in.faults.add(Fault("upload", FaultKind.ERROR, status=503, times=1))
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, notifier=away, speed=5) as harness:
        ordered = await order_scenes(harness, 2)
        if state is S.QUEUED:
            async with asyncio.timeout(60):
                while (await harness.read(ordered[1])).awaits_scene:
                    await asyncio.sleep(0.02)
        else:
            await harness.wait(ordered[0], state)
    notifier = RecordingNotifier()
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, notifier=notifier, speed=10) as harness:
        scenes = await wait_over(harness, ordered)
        posted = away.delivered.keys() | notifier.delivered.keys()
    assert states_of(scenes) == [S.DELIVERED] * 2
    assert posted == {scene.id for scene in scenes}
    assert len(stand_in.accepted) == 2


@pytest.mark.on_both_databases
async def test_two_processes_give_a_scene_one_start_picture(
    database: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    async with open_harness(database, tmp_path, stand_in=stand_in, is_running=False) as harness:
        ordered = await order_scenes(harness, 2)
        two = [PendingJobs(database, harness.clock), PendingJobs(database, harness.clock)]
        outcomes = await asyncio.gather(
            *(one.take_up_scene(ordered[1], f"pictures/{ordered[1].id}.png", "films/x.mp4", b"png") for one in two),
            return_exceptions=True,
        )
        assert [type(one) for one in outcomes if isinstance(one, BaseException)] == [jobs.StaleJob]
        taken_up = await harness.read(ordered[1])
        assert not taken_up.awaits_scene
        assert taken_up.not_before_at == taken_up.changed_at > ordered[1].created_at, "only now it waits"
        assert await harness.kept_pictures() == [ordered[1].id]


async def test_what_was_hidden_stays_hidden_in_the_scenes_after_it(
    sqlite: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, speed=10) as harness:
        [hidden] = await wait_over(harness, await order_scenes(harness, 1, is_spoiler=True))
        # Taken up again in a place where videos aren't spoilers any more.
        scenes = await wait_over(harness, await order_scenes(harness, 2, **continuing(hidden), is_spoiler=False))
        assert states_of(scenes) == [S.DELIVERED] * 2
        assert [is_spoiler(scene.image_path) for scene in scenes] == [True, True]


async def test_a_scene_that_turns_up_late_is_told_directly_since_it_ends_the_film(
    sqlite: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    async with open_harness(sqlite, tmp_path, stand_in=stand_in, speed=10) as harness:
        now = harness.clock.now()
        first = make_scenes(3, created_at=now, not_before_at=now, changed_at=now)[0]
        late = replace(first, has_failed_before=True)  # so those after it were cancelled, and are closed
        async with sqlite.write() as connection:
            await store_job(connection, late)
        harness.worker.wake(late.id)
        await harness.wait(late, S.DELIVERED)
        await harness.wait_closed(late)
        assert late.id in [job_id for job_id, _ in harness.notifier.told_directly]
