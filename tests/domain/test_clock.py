"""Time: the clock, and pauses between retries."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.clock import Backoff, Clock, Elapsed

START = datetime(2026, 3, 1, tzinfo=UTC)


class Machine:
    """A machine whose clocks a test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wall_s = START.timestamp()
        self.passed_s = 1000.0
        monkeypatch.setattr(time, "time", lambda: self.wall_s)
        monkeypatch.setattr(time, "monotonic", lambda: self.passed_s)
        monkeypatch.setattr(time, "clock_gettime", lambda _clock: self.passed_s)

    def spend(self, seconds: float) -> None:
        """Let time pass."""
        self.wall_s += seconds
        self.passed_s += seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_it_tells_the_time_of_the_machine(machine: Machine) -> None:
    clock = Clock()
    assert clock.now() == START
    machine.spend(90)
    assert clock.now() == START + timedelta(seconds=90)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("jump_s", [-7200.0, -1.0, 1.0, 2400.0, 80_000.0])
def test_a_clock_that_is_set_is_followed_without_a_jump(machine: Machine, jump_s: float) -> None:
    clock = Clock()
    machine.wall_s += jump_s
    before = clock.now()
    assert before == START
    for _ in range(10_000):
        machine.spend(20)
        now = clock.now()
        assert 10 <= (now - before).total_seconds() <= 40
        before = now
    assert before == datetime.fromtimestamp(machine.wall_s, UTC)


@pytest.mark.parametrize("days", [-20_000, -2, 2, 20_000])
def test_a_clock_that_was_wrong_by_days_is_followed_at_once(machine: Machine, days: int) -> None:
    clock = Clock()
    machine.wall_s += days * 86_400
    machine.spend(1)
    assert clock.now() == START + timedelta(days=days, seconds=1)


@pytest.mark.parametrize("days", [-20_000, -2, 2, 20_000])
def test_an_age_is_told_by_what_has_passed_however_the_clock_is_set(machine: Machine, days: int) -> None:
    clock = Clock()
    elapsed = Elapsed(clock)
    at = clock.now()
    assert elapsed.age_s("job", at) == 0
    machine.wall_s += days * 86_400
    machine.spend(10)
    assert elapsed.age_s("job", at) == 10
    assert elapsed.redate("job", at, clock.now()) == clock.now() - timedelta(seconds=10)


def test_an_instant_that_is_still_to_come_was_now(machine: Machine) -> None:
    elapsed = Elapsed(Clock())
    at = START + timedelta(hours=2)
    assert elapsed.age_s("job", at) == 0
    machine.spend(5)
    assert elapsed.age_s("job", at) == 5


def test_pauses_double_up_to_the_limit_and_never_overflow() -> None:
    backoff = Backoff(first_s=2.0, max_s=60.0)
    assert [backoff.pause_s(failures) for failures in (1, 2, 3, 6, 10_000)] == [2.0, 4.0, 8.0, 60.0, 60.0]
