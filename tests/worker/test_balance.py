"""The balance guard: submission rests before the credits are used up, and goes on by itself."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.domain.alerts import Alert, AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import JobState
from bot.domain.request_budget import RequestBudget
from bot.segmind.client import SegmindClient
from bot.sentences import Sentence
from bot.services.ports import DeliveryDelayed
from bot.storage.core.database import Database
from bot.storage.money import ledger_audit
from bot.worker.balance import RESTING, BalanceGuard
from bot.worker.submission_gate import SubmissionGate
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.support.jobs import make_job
from tests.support.models import CATALOGUE
from tests.support.worker_harness import RecordingNotifier, WorkerHarness, open_harness, open_stand_in

FLOOR_MICROS = 10_000_000
#: The clock runs so much faster that a minute is over in a third of a second.
SPEED = 200.0


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@asynccontextmanager
async def open_guarded(
    database: Database, folder: Path, *, balance_usd: float = 100.0, **options: object
) -> AsyncIterator[WorkerHarness]:
    """A worker that rests under 10 USD."""
    stand_in = StandInOptions(latency_s=0.05, sigma=0.05, balance_usd=balance_usd)
    values: dict[str, object] = {"speed": SPEED, "balance_floor_micros": FLOOR_MICROS} | options
    async with open_harness(database, folder, options=stand_in, **values) as harness:  # type: ignore[arg-type]  # as given
        yield harness


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.05)


def asked(stand_in: StandIn) -> int:
    """How many times the balance was asked for."""
    return sum(entry.call == "balance" for entry in stand_in.log)


def _is_asked(stand_in: StandIn, times: int) -> bool:
    return asked(stand_in) >= times


def told(harness: WorkerHarness, kind: AlertKind = AlertKind.BALANCE_LOW) -> list[Alert]:
    return [alert for alert in harness.notifier.alerts if alert.kind is kind]


async def test_a_low_balance_pauses_tells_people_and_operators_once_and_ends_by_itself(
    database: Database, tmp_path: Path
) -> None:
    async with open_guarded(database, tmp_path, balance_usd=9.5) as harness:
        await until(lambda: bool(told(harness)))
        job = await harness.order()
        await until(lambda: any(progress.paused == RESTING for _, progress in harness.notifier.cards))
        count = asked(harness.stand_in)
        await until(lambda: asked(harness.stand_in) >= count + 3)
        assert (await harness.read(job)).state is JobState.QUEUED
        assert harness.stand_in.accepted == []
        harness.stand_in.balance_usd = 50.0
        assert (await harness.wait(job)).state is JobState.DELIVERED
        [alert] = told(harness)
        assert alert.detail == "$9.50 left, enough for about 3 videos of 5 s"
        assert await ledger_audit.check(database) == []


async def test_the_next_time_operators_are_told_again(database: Database, tmp_path: Path) -> None:
    async with open_guarded(database, tmp_path, balance_usd=1.0) as harness:
        await until(lambda: len(told(harness)) == 1)
        harness.stand_in.balance_usd = 50.0
        await until(lambda: harness.worker.progress(make_job()).paused is None)
        harness.stand_in.balance_usd = 2.0
        await until(lambda: len(told(harness)) == 2)
        assert told(harness)[1].detail.startswith("$2.00 left, enough for about 0 videos")


async def test_a_restart_while_resting_tells_nobody_again(database: Database, tmp_path: Path) -> None:
    notifier = RecordingNotifier()
    async with open_stand_in(StandInOptions(latency_s=0.05, balance_usd=1.0)) as stand_in:
        for _ in range(2):
            async with open_guarded(database, tmp_path, stand_in=stand_in, notifier=notifier) as harness:
                count = asked(stand_in)
                await until(partial(_is_asked, stand_in, count + 2))
                assert harness.worker.progress(make_job()).paused == RESTING
        assert len(notifier.alerts) == 1


async def test_the_alert_waits_for_a_discord_that_is_away(database: Database, tmp_path: Path) -> None:
    notifier = RecordingNotifier(alert_troubles=[DeliveryDelayed("away", 1.0)])
    async with open_guarded(database, tmp_path, balance_usd=1.0, notifier=notifier) as harness:
        await until(lambda: len(told(harness)) == 1)
    assert notifier.alert_troubles == [], "it was away, and was asked again"


async def test_every_answer_that_tells_the_balance_is_heard(database: Database, tmp_path: Path) -> None:
    """Nobody has to ask: the answer to a submission says that there is too little for the next one."""
    async with open_guarded(database, tmp_path, balance_usd=12.0, speed=20.0) as harness:
        await until(lambda: asked(harness.stand_in) == 1)
        first = await harness.order(duration_s=8)
        await harness.wait(first)
        second = await harness.order(seed=43)
        await until(lambda: bool(told(harness)))
        assert (await harness.read(second)).state is JobState.QUEUED
        assert len(harness.stand_in.accepted) == 1
        assert asked(harness.stand_in) == 1


async def test_asking_goes_on_through_faults_and_within_the_request_limit(database: Database, tmp_path: Path) -> None:
    async with open_stand_in(StandInOptions(latency_s=0.05, balance_usd=1.0)) as stand_in:
        for kind, times in ((FaultKind.ERROR, 1), (FaultKind.DROP, 2), (FaultKind.TRUNCATED, 1)):
            stand_in.faults.add(Fault("balance", kind, times=times, status=503))
        async with open_guarded(database, tmp_path, stand_in=stand_in, rpm=2) as harness:
            await until(lambda: bool(told(harness)))
            await until(lambda: asked(stand_in) >= 6)
            times_s = [entry.at_s * SPEED for entry in stand_in.log]
            assert all(later - earlier >= 55 for earlier, later in zip(times_s, times_s[2:], strict=False)), times_s


def test_a_submission_that_goes_through_does_not_end_the_rest() -> None:
    """Both reasons hold: when the account problem is over, the balance is still too low, and the other way round."""
    clock = Clock()
    submission_gate = SubmissionGate(clock)
    shown: list[Sentence | str | None] = []
    submission_gate.on_change = shown.append
    submission_gate.shut("The key is not accepted.", 60)
    submission_gate.hold("balance", RESTING)
    submission_gate.open()
    assert shown == ["The key is not accepted.", RESTING]
    assert math.isinf(submission_gate.wait_s())
    submission_gate.shut("The key is not accepted.", 60)
    submission_gate.lift("balance")
    assert shown[2:] == ["The key is not accepted."]
    assert 0 < submission_gate.wait_s() <= 60
    submission_gate.lift("balance")
    submission_gate.open()
    assert shown[3:] == [None]
    assert submission_gate.wait_s() == 0.0


async def test_an_old_result_does_not_hide_what_is_known_better(database: Database) -> None:
    clock = Clock()
    submission_gate = SubmissionGate(clock)
    async with SegmindClient(
        api_url="http://127.0.0.1:9",
        storage_url="http://127.0.0.1:9",
        history_url="http://127.0.0.1:9",
        api_key="SG_0123456789abcdef",
    ) as client:
        guard = BalanceGuard(
            client=client,
            budget=RequestBudget(10, clock.monotonic()),
            submission_gate=submission_gate,
            database=database,
            clock=clock,
            floor_micros=FLOOR_MICROS,
            catalogue=CATALOGUE,
            on_answered=lambda: None,
            on_alert=lambda: None,
        )
        seen = []
        for note, micros in (
            (guard.note_result, 11_000_000),
            (guard.note, 9_999_999),
            (guard.note_result, 20_000_000),
            (guard.note, -5),
        ):
            note(micros)
            seen.append((guard._balance_micros, guard.is_low, submission_gate.reason))
        assert seen == [
            (11_000_000, False, None),
            (9_999_999, True, RESTING),
            (9_999_999, True, RESTING),
            (-5, True, RESTING),
        ]
        await clock.sleep(61)
        guard.note_result(20_000_000)
        assert not guard.is_low
        assert submission_gate.reason is None
