"""How well requests to Segmind are paced: the bot's own pacing beside a fixed 2 s poll and an oracle, simulated.

    python benchmarks/pacing.py [--seed N] [--minutes N]

A discrete-event simulation in simulated time, repeatable by its seed: people ask at random (Poisson arrivals, or evenly
where it says so), Segmind takes a lognormal time for each video and counts requests in a sliding window of 60 s; what
is over the limit it refuses with a 429. Each request takes 30 to 150 ms each way. A video needs a submission, at least
one look at its status and the reading of its result. The delay of noticing is from completion to the answer that tells
it. The first 10 minutes do not count, except where the start is what is measured.

The learned pacing is the real `bot.domain.pacing.Pacer` with the real `bot.domain.latency.LatencyModel`, which starts
from the published median and learns from the simulated results. The fixed poll looks at each job every 2 s, as the
official SDK's example does; to keep to the limit its requests are spaced evenly, looks before new submissions. The
oracle is told each completion, and looks once, at that instant.

Prints the figures beside their targets; exits with 1 if one is missed.
"""

import argparse
import heapq
import math
import random
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from bot.domain.latency import CompletionTimes, LatencyKey, LatencyModel, Sample
from bot.domain.pacing import Action, Decision, Pacer, RequestBudget, Send, Wait

KEY = LatencyKey("veo-2", 5)
MEDIAN_S = 39.85
RPM = 50
FREE_RPM = 5
WARM_UP_MINUTES = 10
RATES = (1, 2, 4, 8, 12, 16)
#: Jobs that wait at any moment when saturation is measured.
BACKLOG = 60


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What happens in one simulation."""

    seed: int
    minutes: float
    sigma: float
    jobs_per_minute: float = math.inf  # infinity: saturation, there are always jobs waiting
    rpm: int = RPM
    is_even: bool = False
    median_s: float = MEDIAN_S
    #: When the median doubles, in minutes.
    doubles_at: float = math.inf
    #: Whether results tell the exact time; otherwise it is only known to lie between two looks.
    has_metrics: bool = True
    counts_from: float = WARM_UP_MINUTES


@dataclass(slots=True)
class SimulatedJob:
    """One video, with its instants in seconds."""

    asked_at: float
    accepted_at: float = math.inf
    completes_at: float = math.inf
    looks: int = 0
    sent_at: float = 0.0
    unfinished_at: float = 0.0
    noticed_at: float = math.inf
    done_at: float = math.inf


@dataclass(frozen=True)
class Figures:
    """What came of a simulation."""

    videos_per_minute: float
    looks_per_job: float
    delay_s: float
    delay_p95_s: float
    wait_s: float
    asked: int
    done: int
    refused: int

    def __str__(self) -> str:
        return (
            f"{self.videos_per_minute:8.2f} {self.looks_per_job:10.2f} {self.delay_s:9.2f} {self.delay_p95_s:9.2f}"
            f" {self.wait_s:10.1f} {self.refused:5d}"
        )


class Segmind:
    """The service: its rate limit, and when each job completes."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._seen: deque[float] = deque()
        self.refused = 0

    def admit(self, now: float) -> float | None:
        """Count a request; None if it is let through, else the instant from which the next one would be."""
        while self._seen and self._seen[0] <= now - 60:
            self._seen.popleft()
        if len(self._seen) < self._scenario.rpm:
            self._seen.append(now)
            return None
        self.refused += 1
        return self._seen[0] + 60

    def draw_time_s(self, job_id: str, now: float) -> float:
        """How long a job accepted now takes; the same for the same job and seed under every policy."""
        one = self._scenario
        median_s = one.median_s * (2 if now >= one.doubles_at * 60 else 1)
        return median_s * math.exp(random.Random(f"{one.seed} {job_id}").gauss(0, one.sigma))


class Simulation:
    """One run of the worker's loop against the service, event by event."""

    def __init__(self, scenario: Scenario, make_policy: "Callable[[Simulation], tuple[Policy, LatencyModel]]") -> None:
        self.scenario = scenario
        self.segmind = Segmind(scenario)
        self.jobs: dict[str, SimulatedJob] = {}
        self.policy, self.book = make_policy(self)
        self._arrivals = random.Random(f"{scenario.seed} arrivals")
        self._network = random.Random(f"{scenario.seed} network")
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._event_count = 0
        self._waiting = 0
        self._wake_at = math.inf

    def run(self) -> Figures:
        """Play the scenario to its end."""
        self._at(0.0, self._step if math.isinf(self.scenario.jobs_per_minute) else self._ask)
        while self._events[0][0] < self.scenario.minutes * 60:
            now, _, happen = heapq.heappop(self._events)
            happen(now)
        return self._figures()

    def _at(self, instant: float, happen: Callable[[float], None]) -> None:
        self._event_count += 1
        heapq.heappush(self._events, (instant, self._event_count, happen))

    def _add_job(self, now: float) -> None:
        job_id = str(len(self.jobs))
        self.jobs[job_id] = SimulatedJob(now)
        self._waiting += 1
        self.policy.add_waiting(job_id, self._arrivals.randrange(1000), now)

    def _ask(self, now: float) -> None:
        self._add_job(now)
        gap_s = 60 / self.scenario.jobs_per_minute
        self._at(now + (gap_s if self.scenario.is_even else self._arrivals.expovariate(1 / gap_s)), self._ask)
        self._step(now)

    def _step(self, now: float) -> None:
        while math.isinf(self.scenario.jobs_per_minute) and self._waiting < BACKLOG:
            self._add_job(now)
        while isinstance(decision := self.policy.next(now), Send):
            self.policy.sent(decision, now)
            self.jobs[decision.job_id].sent_at = now
            self._at(now + self._network.uniform(0.03, 0.15), partial(self._serve, decision))
        if decision.until < self._wake_at or self._wake_at <= now:
            self._wake_at = decision.until
            if decision.until < math.inf:
                self._at(decision.until, self._wake)

    def _wake(self, now: float) -> None:
        if now >= self._wake_at:
            self._wake_at = math.inf
            self._step(now)

    def _serve(self, send: Send, now: float) -> None:
        job = self.jobs[send.job_id]
        until = self.segmind.admit(now)
        if until is None and send.action is Action.SUBMIT:
            job.accepted_at = now
            job.completes_at = now + self.segmind.draw_time_s(send.job_id, now)
        is_completed = now >= job.completes_at
        self._at(now + self._network.uniform(0.03, 0.15), partial(self._answer, send, until, is_completed))

    def _answer(self, send: Send, until: float | None, is_completed: bool, now: float) -> None:
        job, job_id = self.jobs[send.job_id], send.job_id
        if until is not None:
            self.policy.throttled(job_id, now, until)
        elif send.action is Action.SUBMIT:
            self._waiting -= 1
            self.policy.add_running(job_id, KEY, now)
        elif send.action is Action.POLL:
            job.looks += 1
            if is_completed:
                job.noticed_at = now
                self.policy.add_finished(job_id, now)
            else:
                job.unfinished_at = job.sent_at
                self.policy.looked(job_id, now)
        else:
            job.done_at = now
            self.policy.remove(job_id, now)
            self.book.observe(KEY, self._sample(job))
        self._step(now)

    def _sample(self, job: SimulatedJob) -> Sample:
        if self.scenario.has_metrics:
            exact_s = job.completes_at - job.accepted_at
            return Sample(exact_s, exact_s)
        return Sample(max(0.0, job.unfinished_at - job.accepted_at), job.noticed_at - job.accepted_at)

    def _figures(self) -> Figures:
        start = self.scenario.counts_from * 60
        done = [job for job in self.jobs.values() if job.done_at < math.inf and job.asked_at >= start]
        delays = sorted(job.noticed_at - job.completes_at for job in done) or [math.nan]
        count = max(1, len(done))
        videos = sum(start <= job.done_at < math.inf for job in self.jobs.values())
        return Figures(
            videos_per_minute=videos / (self.scenario.minutes - self.scenario.counts_from),
            looks_per_job=sum(job.looks for job in done) / count,
            delay_s=sum(delays) / count,
            delay_p95_s=delays[int(0.95 * len(delays))],
            wait_s=sum(job.done_at - job.asked_at for job in done) / count,
            asked=len(self.jobs),
            done=sum(job.done_at < math.inf for job in self.jobs.values()),
            refused=self.segmind.refused,
        )


class KnownBook(LatencyModel):
    """A book that knows the true distribution and has nothing to learn."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self._times = CompletionTimes(scenario.median_s, scenario.sigma)

    def observe(self, key: LatencyKey, sample: Sample) -> None:
        """Learn nothing."""

    def watch(self, key: LatencyKey, unfinished_at_s: Iterable[float]) -> None:
        """Learn nothing."""

    def distribution(self, key: LatencyKey) -> CompletionTimes:  # noqa: ARG002 - there is only one
        """The true distribution."""
        return self._times


class Cadence:
    """Looks at each job when it is told to: results first, then looks, then submissions, each in order."""

    def __init__(self, budget: RequestBudget, next_look_at: Callable[[str, float], float], gap_s: float = 0.0) -> None:
        self._budget = budget
        self._gap_s = gap_s
        self._sent_at = -math.inf
        self._next_look_at = next_look_at
        self._queues: dict[Action, list[tuple[float, int, str]]] = {action: [] for action in Action}
        self._tickets: dict[str, int] = {}
        self._count = 0

    def _push(self, action: Action, job_id: str, now: float, at: float) -> None:
        if job_id in self._tickets:
            self._budget.answered(self._tickets.pop(job_id), now)
        self._count += 1
        heapq.heappush(self._queues[action], (at, self._count, job_id))

    def next(self, now: float) -> Decision:
        """The first of the due results, looks and submissions."""
        free_at = max(self._budget.free_at(now), self._sent_at + self._gap_s)
        first_at = math.inf
        for action in (Action.FETCH_RESULT, Action.POLL, Action.SUBMIT):
            if self._queues[action]:
                at, _, job_id = self._queues[action][0]
                if max(at, free_at) <= now:
                    return Send(action, job_id)
                first_at = min(first_at, at)
        return Wait(max(first_at, free_at))

    def sent(self, send: Send, now: float) -> None:
        """Count it."""
        heapq.heappop(self._queues[send.action])
        self._sent_at = now
        self._tickets[send.job_id] = self._budget.take(now)

    def add_waiting(self, job_id: str, person_id: int, now: float) -> None:  # noqa: ARG002 - it knows no turns
        """Wait in order of arrival."""
        self._push(Action.SUBMIT, job_id, now, now)

    def add_running(self, job_id: str, key: LatencyKey, now: float) -> None:  # noqa: ARG002 - it knows no distributions
        """Look for the first time when told to."""
        self._push(Action.POLL, job_id, now, self._next_look_at(job_id, now))

    def looked(self, job_id: str, now: float) -> None:
        """Look again when told to."""
        self._push(Action.POLL, job_id, now, self._next_look_at(job_id, now))

    def add_finished(self, job_id: str, now: float) -> None:
        """Read the result at once."""
        self._push(Action.FETCH_RESULT, job_id, now, now)

    def throttled(self, job_id: str, now: float, until: float | None) -> None:
        """It keeps to the budget, so this is a fault of the simulation."""
        raise AssertionError(f"job {job_id} was refused at {now} until {until}")

    def remove(self, job_id: str, now: float) -> None:
        """The end."""
        self._budget.answered(self._tickets.pop(job_id), now)


Policy = Pacer | Cadence


def learned(simulation: Simulation) -> tuple[Policy, LatencyModel]:
    """The bot's own pacing, which learns."""
    book = LatencyModel()
    return Pacer(RequestBudget(simulation.scenario.rpm, 0.0), book), book


def given(simulation: Simulation) -> tuple[Policy, LatencyModel]:
    """The bot's own pacing, which is told the true distribution."""
    book = KnownBook(simulation.scenario)
    return Pacer(RequestBudget(simulation.scenario.rpm, 0.0), book), book


def fixed(simulation: Simulation) -> tuple[Policy, LatencyModel]:
    """A look every 2 s."""
    rpm = simulation.scenario.rpm
    return Cadence(RequestBudget(rpm, 0.0), lambda _job_id, now: now + 2, 60 / rpm), KnownBook(simulation.scenario)


def oracle(simulation: Simulation) -> tuple[Policy, LatencyModel]:
    """One look, at completion."""
    budget = RequestBudget(simulation.scenario.rpm, 0.0)
    return Cadence(budget, lambda job_id, _now: simulation.jobs[job_id].completes_at), KnownBook(simulation.scenario)


POLICIES = {"learned": learned, "fixed 2 s": fixed, "oracle": oracle}
HEADING = f"{'':28}videos/min  looks/job   delay s     p95 s     wait s   429s"


class Report:
    """Prints figures beside their targets and remembers what was missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def check(self, what: str, value: float, target: float, *, at_least: bool = False) -> None:
        """Print one figure beside its target."""
        is_reached = value >= target if at_least else value <= target
        relation = ">=" if at_least else "<="
        print(f"  {what:72} {value:8.2f} {relation} {target:7.2f}  {'ok' if is_reached else 'MISSED'}")
        if not is_reached:
            self.missed.append(what)


def compare_rates(report: Report, seed: int, minutes: float) -> None:
    """Print the three policies side by side at each rate, for a narrow and a wide distribution."""
    for sigma in (0.15, 0.3):
        print(f"\n{RPM} requests a minute, Poisson arrivals, median {MEDIAN_S} s, sigma {sigma}\n{HEADING}")
        refused = 0
        for rate in RATES:
            for name, policy in POLICIES.items():
                scenario = Scenario(seed=seed, minutes=minutes, sigma=sigma, jobs_per_minute=rate)
                figures = Simulation(scenario, policy).run()
                refused += figures.refused if name == "learned" else 0
                print(f"{rate:4} a minute   {name:12} {figures}")
        for name, policy in POLICIES.items():
            figures = Simulation(Scenario(seed=seed, minutes=minutes, sigma=sigma), policy).run()
            print(f"saturated       {name:12} {figures}")
            if name == "learned":
                refused += figures.refused
                report.check("saturated: videos a minute", figures.videos_per_minute, 15.5, at_least=True)
        report.check("429s of the learned pacing", refused, 0)


def check_learning(report: Report, seed: int, minutes: float) -> None:
    """Compare learning with knowing at 4 jobs a minute: from the start, and after the median doubles overnight."""
    print("\n4 jobs a minute: learned from the prior (first minutes included) beside the true distribution given")
    for sigma, delay_s, looks in ((0.15, 2.0, 5.5), (0.3, 2.6, 6.5)):
        for has_metrics in (True, False):
            kind = f"sigma {sigma}, {'exact times' if has_metrics else 'times between looks'}"
            start = Scenario(
                seed=seed, minutes=2 * minutes, sigma=sigma, jobs_per_minute=4, has_metrics=has_metrics, counts_from=0
            )
            known, own = Simulation(start, given).run(), Simulation(start, learned).run()
            if has_metrics:
                report.check(f"{kind}, given: mean delay of noticing, s", known.delay_s, delay_s)
                report.check(f"{kind}, given: looks a job", known.looks_per_job, looks)
            report.check(f"{kind}, learned: mean delay of noticing, s", own.delay_s, known.delay_s * 1.25)
            report.check(f"{kind}, learned: looks a job", own.looks_per_job, known.looks_per_job * 1.25)
            later = replace(start, counts_from=minutes)
            known = Simulation(replace(later, median_s=2 * MEDIAN_S), given).run()
            own = Simulation(replace(later, doubles_at=minutes), learned).run()
            report.check(f"{kind}, after doubling: mean delay of noticing, s", own.delay_s, known.delay_s * 1.25)
            report.check(f"{kind}, after doubling: looks a job", own.looks_per_job, known.looks_per_job * 1.25)


def check_free_plan(report: Report, seed: int, minutes: float) -> None:
    """One video a minute with 5 requests a minute."""
    print(f"\nFree plan: {FREE_RPM} requests a minute, one job a minute\n{HEADING}")
    for sigma in (0.15, 0.3):
        for is_even in (True, False):
            scenario = Scenario(
                seed=seed, minutes=2 * minutes, sigma=sigma, jobs_per_minute=1, rpm=FREE_RPM, is_even=is_even
            )
            figures = Simulation(scenario, learned).run()
            print(f"{'even' if is_even else 'Poisson':8} sigma {sigma:<4}  learned  {figures}")
            report.check("429s", figures.refused, 0)
            report.check("jobs not through at the end", figures.asked - figures.done, 5)


def check_cost(report: Report) -> None:
    """Time one decision with many jobs running (real time, the median of several)."""
    print("\nCost of one decision, ms")
    for count, limit_ms in ((1_000, 5.0), (10_000, 50.0)):
        for age_s, what in ((30.0, "none due"), (60.0, "all due")):
            pacer = Pacer(RequestBudget(RPM, 0.0), LatencyModel())
            for i in range(count):
                pacer.add_running(str(i), KEY, 0.0, accepted_at=-age_s * i / count if what == "none due" else -age_s)
            pacer.next(0.0)
            times_ms = []
            for step in range(1, 10):
                started = time.perf_counter()
                decision = pacer.next(step / 100)
                times_ms.append((time.perf_counter() - started) * 1000)
                if isinstance(decision, Send):
                    pacer.sent(decision, step / 100)
            report.check(f"{count:,} running, {what}", sorted(times_ms)[4], limit_ms)


def main() -> int:
    """Run everything and tell whether all targets are reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=120, help="simulated minutes of each run, more than 10")
    options = parser.parse_args()
    if options.minutes <= WARM_UP_MINUTES:
        parser.error(f"--minutes must be more than {WARM_UP_MINUTES}")
    started = time.perf_counter()
    report = Report()
    compare_rates(report, options.seed, options.minutes)
    check_learning(report, options.seed, options.minutes)
    check_free_plan(report, options.seed, options.minutes)
    check_cost(report)
    print(f"\n{time.perf_counter() - started:.0f} s. ", end="")
    print(
        f"MISSED: {len(report.missed)} targets: {'; '.join(report.missed)}" if report.missed else "All targets reached."
    )
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
