"""The budget of edits: what is shown when, with many cards in one channel."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.services.ports import DeliveryDelayed, ProgressEstimate
from bot.worker.cards import Cards
from tests.support.jobs import make_job
from tests.support.worker_harness import RecordingNotifier

SPEED = 40.0
#: Discord's own limit; the cards stay a little below.
MOST, WINDOW_S = 5, 5.0
#: What the module promises for a single end, and for each more that comes at the same time.
FIRST_END_S, EACH_END_S = 5.0, 1.25
#: What a loaded machine may add, in real seconds.
SLACK_S = 0.5


@dataclass
class Wall(RecordingNotifier):
    """Notes when each card was edited, and with what."""

    clock: Clock = field(default_factory=Clock)
    edits: list[tuple[float, Job]] = field(default_factory=list)
    trouble: DeliveryDelayed | None = None

    async def show(self, job: Job, progress: ProgressEstimate) -> None:
        self.edits.append((self.clock.monotonic(), job))
        await super().show(job, progress)
        self._fail_once()

    async def remove_card(self, job: Job) -> None:
        self.edits.append((self.clock.monotonic(), job))
        await super().remove_card(job)
        self._fail_once()

    def _fail_once(self) -> None:
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble

    def first(self, job: Job) -> float | None:
        """When a job was first shown in its present state."""
        return next((at for at, shown in self.edits if (shown.id, shown.state) == (job.id, job.state)), None)

    def most(self, channel_id: int | None = None) -> int:
        """The most edits within any window of Discord's."""
        times = [at for at, job in self.edits if channel_id in (None, job.channel_id)]
        return max(sum(start <= at < start + WINDOW_S for at in times) for start in times)


@dataclass
class CardsHarness:
    """Cards, their clock and what they showed."""

    cards: Cards
    wall: Wall
    clock: Clock
    ended: list[Job]

    def new(self, **changes: object) -> Job:
        now = self.clock.now()
        job = make_job(**{"created_at": now, "changed_at": now, "not_before_at": now} | changes)
        self.cards.changed(job)
        return job

    def move(self, job: Job, state: JobState) -> Job:
        job = replace(job, state=state, changed_at=self.clock.now())
        self.cards.changed(job, is_superseded=not job.is_pending)
        return job

    async def wait_shown(self, job: Job, timeout_s: float = 60.0) -> float:
        """When the job's present state was shown."""
        async with asyncio.timeout(timeout_s):
            while True:
                at = self.wall.first(job)
                if at is not None:
                    return at
                await asyncio.sleep(0.002)


@asynccontextmanager
async def open_office(speed: float = SPEED) -> AsyncIterator[CardsHarness]:
    clock = Clock(speed)
    wall = Wall(clock=clock)
    cards = Cards(wall, lambda _job: ProgressEstimate(at=clock.now()), clock)
    harness = CardsHarness(cards, wall, clock, [])
    cards.on_end = harness.ended.append
    running = [asyncio.create_task(delay_queue.run()) for delay_queue in cards.delay_queues]
    try:
        yield harness
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


@pytest.fixture
async def harness() -> AsyncIterator[CardsHarness]:
    async with open_office() as harness:
        yield harness


async def test_fifty_cards_in_one_channel_stay_within_discords_limits_and_ends_come_first(
    harness: CardsHarness,
) -> None:
    chance = random.Random(1)
    jobs = [harness.move(harness.new(), JobState.GENERATING) for _ in range(50)]
    waited: list[float] = []

    async def end(job: Job) -> None:
        # As fast as Segmind lets videos be made at the usual limit: 16 a minute.
        await harness.clock.sleep(20 + chance.uniform(0, 50 / 16 * 60))
        begun = harness.clock.monotonic()
        waited.append(await harness.wait_shown(harness.move(job, JobState.DELIVERED)) - begun)

    await asyncio.gather(*(end(job) for job in jobs))
    assert harness.wall.most() <= MOST
    assert len(harness.ended) == 50
    # Chance puts several ends together; none waits for progress.
    assert sorted(waited)[24] <= FIRST_END_S + SLACK_S * SPEED
    assert max(waited) <= FIRST_END_S + 8 * EACH_END_S + SLACK_S * SPEED


async def test_fifty_ends_at_once_come_as_fast_as_they_may(harness: CardsHarness) -> None:
    jobs = [harness.new(state=JobState.GENERATING) for _ in range(50)]
    await harness.clock.sleep(10)
    begun = harness.clock.monotonic()
    ended = [harness.move(job, JobState.DELIVERED) for job in jobs]
    times = sorted([await harness.wait_shown(job) - begun for job in ended])
    assert harness.wall.most() <= MOST
    for place, took_s in enumerate(times, 1):
        assert took_s <= FIRST_END_S + place * EACH_END_S + SLACK_S * SPEED


async def test_cancel_is_taken_away_at_once_and_before_progress(harness: CardsHarness) -> None:
    for _ in range(30):
        harness.new(state=JobState.GENERATING)
    held = harness.new()
    await harness.clock.sleep(60)
    begun = harness.clock.monotonic()
    assert await harness.wait_shown(harness.move(held, JobState.SUBMITTING)) - begun <= FIRST_END_S + SLACK_S * SPEED
    assert harness.wall.most() <= MOST


async def test_alone_in_a_channel_nothing_waits() -> None:
    async with open_office(speed=1.0) as harness:
        job = harness.new(not_before_at=harness.clock.now() + timedelta(seconds=3))
        for state in (JobState.SUBMITTING, JobState.FAILED):
            begun = harness.clock.monotonic()
            job = harness.move(job, state)
            assert await harness.wait_shown(job) - begun < 2.0


async def test_other_channels_do_not_wait(harness: CardsHarness) -> None:
    busy = [harness.new(state=JobState.DELIVERED) for _ in range(40)]
    other = harness.new(state=JobState.FAILED, channel_id=2)
    await harness.wait_shown(other)
    assert sum(harness.wall.first(job) is not None for job in busy) <= 20
    private = harness.new(state=JobState.FAILED, is_private=True)
    await harness.wait_shown(private)
    assert sum(harness.wall.first(job) is not None for job in busy) <= 20, "its edits go through its own token"
    assert harness.wall.most(2) == 1


async def test_the_budget_outlives_the_cards(harness: CardsHarness) -> None:
    for _ in range(3):
        ended = [harness.move(harness.new(), JobState.CANCELLED) for _ in range(4)]
        for job in ended:
            await harness.wait_shown(job)
    assert harness.wall.most() <= MOST
    assert len(harness.ended) == 12


async def test_progress_takes_turns(harness: CardsHarness) -> None:
    jobs = [harness.new(state=JobState.GENERATING) for _ in range(12)]
    await harness.clock.sleep(60)
    shown = [sum(job.id == each.id for _, job in harness.wall.edits) for each in jobs]
    assert min(shown) >= 1
    assert max(shown) - min(shown) <= 2
    assert harness.wall.most() <= MOST


async def test_a_card_out_of_reach_is_tried_later_and_holds_up_no_other(harness: CardsHarness) -> None:
    harness.wall.trouble = DeliveryDelayed("away", retry_after_s=30.0)
    begun = harness.clock.monotonic()
    first = harness.move(harness.new(), JobState.DELIVERED)
    await harness.wait_shown(first)
    assert harness.ended == []
    second = harness.move(harness.new(), JobState.DELIVERED)
    await harness.wait_shown(second)
    async with asyncio.timeout(60):
        while len(harness.ended) < 2:
            await asyncio.sleep(0.002)
    assert [job.id for job in harness.ended] == [second.id, first.id]
    assert harness.clock.monotonic() - begun >= 30


async def test_an_end_does_not_wait_as_long_as_what_failed_before(harness: CardsHarness) -> None:
    job = harness.move(harness.new(state=JobState.SUBMITTING), JobState.GENERATING)
    for count in range(1, 4):
        harness.wall.trouble = DeliveryDelayed("away")
        async with asyncio.timeout(60):
            while len(harness.wall.edits) < count:
                await asyncio.sleep(0.002)
    begun = harness.clock.monotonic()
    assert await harness.wait_shown(harness.move(job, JobState.DELIVERED)) - begun <= FIRST_END_S + SLACK_S * SPEED


async def test_an_error_of_one_card_holds_up_no_other(harness: CardsHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    show = harness.wall.show
    broken = harness.new(state=JobState.GENERATING)

    async def fail_once(shown: Job, progress: ProgressEstimate) -> None:
        await show(shown, progress)
        if len(harness.wall.edits) == 1:
            raise RuntimeError("boom")

    monkeypatch.setattr(harness.wall, "show", fail_once)
    await harness.wait_shown(broken)
    jobs = [harness.move(harness.new(), JobState.DELIVERED) for _ in range(8)]
    for job in (*jobs, harness.move(broken, JobState.DELIVERED)):
        await harness.wait_shown(job)
    assert harness.wall.most() <= MOST
    async with asyncio.timeout(60):
        while len(harness.ended) < 9:
            await asyncio.sleep(0.002)


async def test_what_changes_while_it_is_shown_is_shown_again(
    harness: CardsHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = harness.new(state=JobState.GENERATING)
    show = harness.wall.show
    go_on = asyncio.Event()

    async def slowly(shown: Job, progress: ProgressEstimate) -> None:
        await go_on.wait()
        await show(shown, progress)

    monkeypatch.setattr(harness.wall, "show", slowly)
    await harness.clock.sleep(5)
    done = harness.move(job, JobState.DELIVERED)
    go_on.set()
    await harness.wait_shown(done)
    assert [shown.state for _, shown in harness.wall.edits] == [JobState.GENERATING, JobState.DELIVERED]
