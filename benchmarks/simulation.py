"""Segmind, the people who ask for videos and the worker's loop, event by event in simulated time.

Repeatable by its seed: people ask at random (Poisson arrivals), Segmind takes a lognormal time for each video and
counts requests in a sliding window of 60 s; what is over the limit it refuses with a 429. Each request takes 30 to
150 ms each way. A video needs a submission, at least one look at its status and the reading of its result; a job that
ends early has failed, and has no result. A delay is from the end at Segmind to the answer that tells it.
"""

import heapq
import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from bot.domain.latency import CompletionTimes, LatencyKey, LatencyModel, Sample
from bot.domain.pacing import Action, Decision, Pacer, Send, Wait
from bot.domain.request_budget import RequestBudget

KEY = LatencyKey("veo-2", 5)
MEDIAN_S = 39.85
RPM = 50
#: Jobs that wait at any moment when saturation is measured.
BACKLOG = 60


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What happens in one simulation."""

    seed: int = 1
    minutes: float
    sigma: float
    jobs_per_minute: float = math.inf  # infinity: saturation, there are always jobs waiting
    rpm: int = RPM
    median_s: float = MEDIAN_S
    #: This share of jobs fails early, at any age up to so many seconds.
    early_share: float = 0.0
    early_until_s: float = 20.0
    #: From this minute on the median is another.
    changes_at: float = math.inf
    changes_by: float = 1.0
    #: Whether results tell the exact time; otherwise it is only known to lie between two looks.
    has_metrics: bool = True
    #: From when on figures are taken: a minute, and so many jobs ended since the change.
    counts_from: float = 10.0
    counts_after_jobs: int = 0


@dataclass(slots=True)
class SimulatedJob:
    """One video, with its instants in seconds."""

    asked_at: float
    submitted_at: float = math.inf
    accepted_at: float = math.inf
    ends_at: float = math.inf
    is_early: bool = False
    looks: int = 0
    sent_at: float = 0.0
    unfinished_at: float = 0.0
    noticed_at: float = math.inf
    done_at: float = math.inf
    counts: bool = False


@dataclass(frozen=True)
class Figures:
    """What came of a simulation; delays and waits in seconds."""

    videos_per_minute: float
    looks_per_job: float
    delay_s: float
    delay_p95_s: float
    early_delay_s: float
    start_s: float
    start_p95_s: float
    asked: int
    done: int
    refused: int


class Policy(Protocol):
    """What decides on requests: the bot's `Pacer`, or what it is compared with."""

    def next(self, now: float) -> Decision:
        """Choose what goes out."""

    def sent(self, send: Send, now: float) -> None:
        """It goes out."""

    def add_waiting(self, job_id: str, person_id: int, now: float) -> None:
        """A job waits to be submitted."""

    def add_running(self, job_id: str, key: LatencyKey, now: float) -> None:
        """It is accepted."""

    def looked(self, job_id: str, now: float) -> None:
        """It was unfinished when looked at."""

    def add_finished(self, job_id: str, now: float) -> None:
        """It is completed, its result is to be read."""

    def throttled(self, job_id: str, now: float, until: float) -> None:
        """Its request was refused."""

    def remove(self, job_id: str, now: float) -> None:
        """It is over."""


MakePolicy = Callable[["Simulation"], tuple[Policy, LatencyModel]]


class Segmind:
    """The service: its rate limit, and when each job ends."""

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

    def draw(self, job_id: str, now: float) -> tuple[float, bool]:
        """How long a job accepted now takes, and whether that is a failure; the same under every policy."""
        one, source = self._scenario, random.Random(f"{self._scenario.seed} {job_id}")
        usual_s = one.median_s * math.exp(source.gauss(0, one.sigma))
        early_s = source.uniform(0, one.early_until_s)
        if source.random() < one.early_share:
            return early_s, True
        return usual_s * (one.changes_by if now >= one.changes_at * 60 else 1), False


class Simulation:
    """One run of the worker's loop against the service, event by event."""

    def __init__(self, scenario: Scenario, make_policy: MakePolicy) -> None:
        self.scenario = scenario
        self.segmind = Segmind(scenario)
        self.jobs: dict[str, SimulatedJob] = {}
        self.policy, self.model = make_policy(self)
        self._arrivals = random.Random(f"{scenario.seed} arrivals")
        self._network = random.Random(f"{scenario.seed} network")
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._event_count = 0
        self._waiting = 0
        self._wake_at = math.inf
        self._ended_since_change = 0

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
        self._at(now + self._arrivals.expovariate(self.scenario.jobs_per_minute / 60), self._ask)
        self._step(now)

    def _step(self, now: float) -> None:
        while math.isinf(self.scenario.jobs_per_minute) and self._waiting < BACKLOG:
            self._add_job(now)
        while isinstance(decision := self.policy.next(now), Send):
            self.policy.sent(decision, now)
            job = self.jobs[decision.job_id]
            job.sent_at, job.submitted_at = now, min(job.submitted_at, now)
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
            took_s, job.is_early = self.segmind.draw(send.job_id, now)
            job.accepted_at, job.ends_at = now, now + took_s
        self._at(now + self._network.uniform(0.03, 0.15), partial(self._answer, send, until, now >= job.ends_at))

    def _answer(self, send: Send, until: float | None, is_over: bool, now: float) -> None:
        job, job_id = self.jobs[send.job_id], send.job_id
        if until is not None:
            self.policy.throttled(job_id, now, until)
        elif send.action is Action.SUBMIT:
            self._waiting -= 1
            self.policy.add_running(job_id, KEY, now)
        elif send.action is Action.FETCH_RESULT:
            self._end(job_id, job, now)
            self.model.observe(KEY, self._sample(job))
        else:
            job.looks += 1
            if not is_over:
                job.unfinished_at = job.sent_at
                self.policy.looked(job_id, now)
            elif job.is_early:
                job.noticed_at = now
                self._end(job_id, job, now)
                self.model.observe_failure(KEY, self._sample(job).max_s)
            else:
                job.noticed_at = now
                self.policy.add_finished(job_id, now)
        self._step(now)

    def _end(self, job_id: str, job: SimulatedJob, now: float) -> None:
        job.done_at = now
        self.policy.remove(job_id, now)
        change = self.scenario.changes_at * 60
        self._ended_since_change += job.accepted_at >= change
        start = self.scenario.counts_from * 60
        job.counts = job.asked_at >= start and self._ended_since_change >= self.scenario.counts_after_jobs

    def _sample(self, job: SimulatedJob) -> Sample:
        if self.scenario.has_metrics:
            exact_s = job.ends_at - job.accepted_at
            return Sample(exact_s, exact_s)
        return Sample(max(0.0, job.unfinished_at - job.accepted_at), job.noticed_at - job.accepted_at)

    def _figures(self) -> Figures:
        done = [job for job in self.jobs.values() if job.counts]
        delays = sorted(job.noticed_at - job.ends_at for job in done if not job.is_early) or [math.nan]
        early = [job.noticed_at - job.ends_at for job in done if job.is_early] or [math.nan]
        starts = sorted(job.submitted_at - job.asked_at for job in done) or [math.nan]
        start = self.scenario.counts_from * 60
        videos = sum(start <= job.done_at < math.inf for job in self.jobs.values())
        return Figures(
            videos_per_minute=videos / (self.scenario.minutes - self.scenario.counts_from),
            looks_per_job=sum(job.looks for job in done) / max(1, len(done)),
            delay_s=sum(delays) / len(delays),
            delay_p95_s=delays[int(0.95 * len(delays))],
            early_delay_s=sum(early) / len(early),
            start_s=sum(starts) / len(starts),
            start_p95_s=starts[int(0.95 * len(starts))],
            asked=len(self.jobs),
            done=sum(job.done_at < math.inf for job in self.jobs.values()),
            refused=self.segmind.refused,
        )


class KnownTimes(LatencyModel):
    """A model that knows the true distribution and has nothing to learn."""

    def __init__(self, times: CompletionTimes) -> None:
        super().__init__({})
        self._times = times

    def observe(self, key: LatencyKey, sample: Sample) -> None:
        """Learn nothing."""

    def observe_failure(self, key: LatencyKey, age_s: float) -> None:
        """Learn nothing."""

    def distribution(self, key: LatencyKey) -> CompletionTimes:  # noqa: ARG002 - there is only one
        """The true distribution."""
        return self._times


class PlainPoll:
    """Looks at each job every 2 s: results first, then looks, then submissions, each in order, evenly spaced."""

    def __init__(self, budget: RequestBudget, every_s: float = 2.0) -> None:
        self._budget = budget
        self._every_s = every_s
        self._gap_s = 60 / budget.limit_per_minute
        self._sent_at = -math.inf
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
        """Look for the first time after 2 s."""
        self._push(Action.POLL, job_id, now, now + self._every_s)

    def looked(self, job_id: str, now: float) -> None:
        """Look again after 2 s."""
        self._push(Action.POLL, job_id, now, now + self._every_s)

    def add_finished(self, job_id: str, now: float) -> None:
        """Read the result at once."""
        self._push(Action.FETCH_RESULT, job_id, now, now)

    def throttled(self, job_id: str, now: float, until: float) -> None:
        """It keeps to the budget, so this is a fault of the simulation."""
        raise AssertionError(f"job {job_id} was refused at {now} until {until}")

    def remove(self, job_id: str, now: float) -> None:
        """The end."""
        self._budget.answered(self._tickets.pop(job_id), now)


def learned(simulation: Simulation) -> tuple[Policy, LatencyModel]:
    """The bot's own pacing, which learns."""
    model = LatencyModel({KEY.model: MEDIAN_S})
    return Pacer(RequestBudget(simulation.scenario.rpm, 0.0), model), model


def plain_poll(simulation: Simulation) -> tuple[Policy, LatencyModel]:
    """A look every 2 s."""
    return PlainPoll(RequestBudget(simulation.scenario.rpm, 0.0)), LatencyModel({KEY.model: MEDIAN_S})
