"""Decides which request to Segmind goes out next, because only so many may go out per minute.

Requests are the scarce resource: one video needs at least three (submit, look, read the result). A `RequestBudget`
knows how many may still go out, a `Pacer` chooses what they are for. Nothing here reads a clock or does I/O: instants
are seconds on any monotonic clock, passed in as `now`; jobs are named by id.

A look is worth the time that the job has, on average, been ended and unnoticed. It is due when that reaches the price:
the lowest at which everything expected in the next 5, 20 and 40 s (looks, results, submissions) fits into the limit. So
looks use only idle requests, and there is room for a new job and for each result.

The order: results of finished videos, looks that are nearly sure to find an end, submissions, other due looks.
"""

import itertools
import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.latency import LatencyKey, LatencyModel, LookTable
from bot.domain.request_budget import WINDOW_S, RequestBudget

__all__ = ["Action", "Decision", "Pacer", "Queued", "RequestBudget", "Send", "Wait", "take_turns"]

#: The price is the lowest at which everything expected within each of these fits, and at most the maximum below, in
#: seconds of waiting.
HORIZONS_S = (5.0, 20.0, 40.0)
PRICE_MAX_S = 5.0
#: Requests kept free for the next submission; more would delay finding ends on small plans. The rate of further ones is
#: averaged over this time.
KEPT_FREE = 0.8
RATE_S = 300.0
#: Looks may take at most this share of the requests, however low the price: evenly, after a burst of at most the second
#: share of a minute's requests, so that one is always free.
LOOK_SHARE = 0.83
LOOK_BURST_SHARE = 0.16
#: People who made a mistake want to know at once, so the odds of an early end are multiplied by this while requests are
#: idle. The factor falls with this power of the load: the number of running jobs, times the share of requests expected
#: to be submissions, in units of QUIET_SHARE (at least 1).
EARLY_ODDS = 40
EARLY_ODDS_FALL = 1.25
QUIET_SHARE = 0.02
#: A look this likely to find an end goes before submissions; being overdue by OVERDUE_S counts like certainty.
SURE = 0.92
OVERDUE_S = 600.0
#: At most one look at a job per second, and past a minute one per sixtieth of its age; at least one every 2 minutes.
LOOK_GAP_S = 1.0
LOOK_GAP_GROWTH = 1 / 60
LOOK_GAP_MAX_S = 120.0
#: While nothing is due, looks are weighed again after a time between these two.
TICK_S, TICK_MAX_S = 0.25, 1.0
#: Submissions may take a third of the requests (a little more, so that none is left over): evenly, which keeps jobs
#: from finishing in bunches, after a burst of at most this share of a minute's requests.
SUBMIT_SHARE = 0.35
SUBMIT_BURST_SHARE = 0.5
#: A burst may be this many requests, however small the plan.
BURST_MIN = 3.0
#: A request that brought no usable answer is repeated after this, doubled each time up to the maximum.
RETRY_MIN_S = 2.0
RETRY_MAX_S = 60.0


@dataclass(frozen=True, slots=True)
class Queued:
    """A job that waits to be submitted."""

    job_id: str
    person_id: int
    queued_at: float


def take_turns(queued: Iterable[Queued], served_at: Mapping[int, float] | None = None) -> list[Queued]:
    """Order waiting jobs so that people take turns, each with their oldest job first.

    People line up by when their oldest waiting job came, or by when they were last served (`served_at`, by person) if
    that was later. So between two jobs of one person everyone else in line is served once. Jobs with the same time keep
    their order.
    """
    by_person: dict[int, list[Queued]] = {}
    for job in sorted(queued, key=lambda job: job.queued_at):
        by_person.setdefault(job.person_id, []).append(job)
    last = served_at or {}
    line = sorted(by_person, key=lambda person: max(by_person[person][0].queued_at, last.get(person, -math.inf)))
    rounds = itertools.zip_longest(*(by_person[person] for person in line))
    return [job for jobs in rounds for job in jobs if job is not None]


class Action(StrEnum):
    """The kinds of request that are paced."""

    SUBMIT = "submit"
    POLL = "poll"
    FETCH_RESULT = "fetch_result"


@dataclass(frozen=True, slots=True)
class Send:
    """Send this request now, and call `Pacer.sent`."""

    action: Action
    job_id: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Send nothing before this instant (infinity: at all), unless something happens: then ask again."""

    until: float


Decision = Send | Wait


@dataclass(slots=True)
class _Job:
    """A job as the pacer sees it."""

    id: str
    action: Action
    not_before: float = -math.inf
    #: The ticket of its request in flight, and when that was sent.
    ticket: int | None = None
    sent_at: float = 0.0
    failures: int = 0
    queued: Queued | None = None
    key: LatencyKey | None = None
    accepted_at: float = 0.0
    #: The age at which it was last seen unfinished.
    looked_s: float = 0.0
    finished_at: float = 0.0


@dataclass(slots=True)
class _Bucket:
    """Lets out a share of the limit evenly, after a burst of at most another share of a minute's requests."""

    share: float
    burst_share: float
    #: How many may go out at once, as of `filled_at`.
    tokens: float = math.inf
    filled_at: float = 0.0

    def free_at(self, limit: int, now: float) -> float:
        """When the next may go out: now or later."""
        per_s = limit * self.share / WINDOW_S
        came = max(0.0, now - self.filled_at) * per_s
        self.tokens = min(self.tokens + came, max(BURST_MIN, limit * self.burst_share))
        self.filled_at = now
        return now if self.tokens >= 1 else now + (1 - self.tokens) / per_s + 1e-3

    def free_within(self, limit: int, now: float, horizon_s: float) -> float:
        """How many may go out in the next `horizon_s` seconds."""
        self.free_at(limit, now)
        return self.tokens + horizon_s * limit * self.share / WINDOW_S

    def take(self, limit: int, now: float) -> None:
        """Count one that goes out."""
        self.free_at(limit, now)
        self.tokens -= 1


class Pacer:
    """Decides which request goes out next; the worker calls `next` and `sent`, sends it, and reports the outcome.

    A job's life here: `add_waiting`, SUBMIT, `add_running`, POLL, `looked`, ... POLL, `add_finished`, FETCH_RESULT,
    `remove`. A job can enter at any stage, so a restart just adds what is pending. Report a result's completion time to
    `LatencyModel.observe`.

    From `sent` until a report on it the job isn't chosen; the reports are the methods named `add_...`, `looked`,
    `failed`, `throttled` and `remove`. `looked`, `failed` and `throttled` raise KeyError for an unknown job. Requests
    that aren't chosen here (the balance, an upload) are counted by `budget.take` and `budget.answered`.
    """

    def __init__(self, budget: RequestBudget, book: LatencyModel) -> None:
        self.budget = budget
        self.book = book
        self._jobs: dict[str, _Job] = {}
        self._stages: dict[Action, dict[str, _Job]] = {action: {} for action in Action}
        #: The waiting jobs in turn; None when it has to be worked out again. May still name jobs that are gone.
        self._turns: deque[str] | None = None
        self._served_at: dict[int, float] = {}
        self._looks = _Bucket(LOOK_SHARE, LOOK_BURST_SHARE)
        self._submissions = _Bucket(SUBMIT_SHARE, SUBMIT_BURST_SHARE)
        #: How many submissions are expected per second, as of an instant.
        self._rate, self._rate_at = 0.0, 0.0

    def next(self, now: float, *, may_submit: bool = True) -> Decision:
        """Choose the next request, without counting it yet; with `may_submit` false no submission is chosen."""
        free_at = self.budget.free_at(now)
        if free_at > now:
            return Wait(free_at if self._jobs else math.inf)
        result = min(
            (job for job in self._stages[Action.FETCH_RESULT].values() if job.ticket is None and job.not_before <= now),
            key=lambda job: job.finished_at,
            default=None,
        )
        if result is not None:
            return Send(Action.FETCH_RESULT, result.id)
        look, urgency, look_at = self._choose_look(now)
        if look is not None and urgency >= SURE:
            return Send(Action.POLL, look.id)
        submission, submit_at = self._choose_submission(now) if may_submit else (None, math.inf)
        if submission is not None:
            return Send(Action.SUBMIT, submission)
        if look is not None:
            return Send(Action.POLL, look.id)
        retries = (job.not_before for job in self._stages[Action.FETCH_RESULT].values() if job.ticket is None)
        return Wait(min(look_at, submit_at, min(retries, default=math.inf)))

    def position(self, job_id: str) -> int | None:
        """The place of a waiting job in the line, from 1; None if it doesn't wait to be submitted."""
        waiting = self._stages[Action.SUBMIT]
        if job_id not in waiting:
            return None
        return 1 + sum(1 for one in itertools.takewhile(lambda one: one != job_id, self._line()) if one in waiting)

    @property
    def awaited(self) -> int:
        """How many videos wait for a request that must not be late: to be submitted, or for their result."""
        return len(self._stages[Action.SUBMIT]) + len(self._stages[Action.FETCH_RESULT])

    def sent(self, send: Send, now: float) -> None:
        """Record that a request goes out. Raises ValueError if the budget has no room or the job has one in flight."""
        job = self._stages[send.action][send.job_id]
        if job.ticket is not None:
            raise ValueError(f"job {job.id} has a request in flight")
        job.ticket, job.sent_at = self.budget.take(now), now
        if job.key is not None:
            self._looks.take(self.budget.limit_at(now), now)
        if job.queued is not None:
            self._submissions.take(self.budget.limit_at(now), now)
            self._rate = self._expected_rate(now) + 1 / RATE_S
            self._rate_at = now
            self._served_at[job.queued.person_id] = now

    def add_waiting(
        self, job_id: str, person_id: int, now: float, *, queued_at: float | None = None, not_before: float = -math.inf
    ) -> None:
        """Record that a job waits to be submitted, not before an instant (the undo window, a back-off).

        This is also the report on a submission that certainly wasn't accepted.
        """
        self._refund(self._jobs.get(job_id))
        queued = Queued(job_id, person_id, now if queued_at is None else queued_at)
        self._enter(_Job(job_id, Action.SUBMIT, not_before, queued=queued), now)

    def add_running(self, job_id: str, key: LatencyKey, now: float, *, accepted_at: float | None = None) -> None:
        """Record that Segmind has accepted a job (now, unless given), which needs looks until it is finished.

        Safe to repeat: what is known from looks at a running job is kept.
        """
        accepted_at = now if accepted_at is None else accepted_at
        job = self._stages[Action.POLL].get(job_id)
        if job is not None and job.key == key:
            self._land(job, now)
            job.accepted_at = accepted_at
        else:
            self._enter(_Job(job_id, Action.POLL, key=key, accepted_at=accepted_at), now)

    def looked(self, job_id: str, now: float) -> None:
        """Record that a look found the job still running at the time the look was sent."""
        job = self._stages[Action.POLL][job_id]
        self._land(job, now)
        job.looked_s = max(job.looked_s, job.sent_at - job.accepted_at)
        job.failures, job.not_before = 0, -math.inf

    def add_finished(self, job_id: str, now: float) -> None:
        """Record that a look found the job completed, so its result must be read."""
        self._enter(_Job(job_id, Action.FETCH_RESULT, finished_at=now), now)

    def failed(self, job_id: str, now: float) -> None:
        """Record that a request got no usable answer; it goes out again after a back-off.

        Don't use this for a submission that may have been accepted: `remove` the job until that is known.
        """
        job = self._jobs[job_id]
        self._refund(job)
        self._land(job, now)
        job.not_before = now + min(RETRY_MIN_S * 2 ** min(job.failures, 10), RETRY_MAX_S)
        job.failures, self._turns = job.failures + 1, None

    def throttled(self, job_id: str, now: float, until: float | None = None) -> None:
        """Record a refusal with a 429 that names this reset (None: it names none); the job keeps its place."""
        job = self._jobs[job_id]
        self._refund(job)
        if job.ticket is not None:
            self.budget.throttled(job.ticket, now, until)
            job.ticket = None

    def remove(self, job_id: str, now: float) -> None:
        """Drop a job that needs no more requests: it is read, failed or cancelled. Ignores unknown jobs."""
        job = self._jobs.get(job_id)
        if job is not None:
            self._leave(job, now)

    def _enter(self, job: _Job, now: float) -> None:
        before = self._jobs.get(job.id)
        if before is not None:
            self._leave(before, now)
        self._jobs[job.id] = self._stages[job.action][job.id] = job
        if job.queued is not None:
            self._turns = None

    def _leave(self, job: _Job, now: float) -> None:
        self._land(job, now)
        del self._jobs[job.id], self._stages[job.action][job.id]

    def _land(self, job: _Job, now: float) -> None:
        if job.ticket is not None:
            self.budget.answered(job.ticket, now)
            job.ticket = None

    def _choose_look(self, now: float) -> tuple[_Job | None, float, float]:
        """The most urgent look that is due, how urgent it is, and when the next one may be due."""
        early_odds = self._early_odds(now)
        running = [
            (job, self.book.distribution(job.key).looks(early_odds))
            for job in self._stages[Action.POLL].values()
            if job.key
        ]
        free_at = self._looks.free_at(self.budget.limit_at(now), now)
        if not running or free_at > now:
            return None, 0.0, free_at if running else math.inf
        price_s = self._price_s(running, now)
        chosen, highest, next_at = None, 0.0, math.inf
        for job, looks in running:
            if job.ticket is not None:
                continue
            age_s = now - job.accepted_at
            gap_s = min(max(LOOK_GAP_S, job.looked_s * LOOK_GAP_GROWTH), LOOK_GAP_MAX_S) if job.looked_s else 0.0
            free_at = max(job.not_before, job.accepted_at + job.looked_s + gap_s)
            if free_at > now:
                next_at = min(next_at, free_at)
                continue
            chance, worth_s = looks.worth(job.looked_s, age_s)
            if worth_s < price_s and age_s < job.looked_s + LOOK_GAP_MAX_S:
                # Each second of waiting adds at most a second to what a look is worth.
                next_at = min(next_at, now + min(max(TICK_S, price_s - worth_s), TICK_MAX_S))
                continue
            urgency = chance + (age_s - job.looked_s) / OVERDUE_S
            if chosen is None or urgency > highest:
                chosen, highest = job, urgency
        return chosen, highest, next_at

    def _price_s(self, running: Sequence[tuple[_Job, LookTable]], now: float) -> float:
        """The price at which everything expected fits; the number of wanted looks falls with its square root."""
        price_s, limit = 0.0, self.budget.limit_at(now)
        for horizon_s in HORIZONS_S:
            kept_free = KEPT_FREE + horizon_s * self._expected_rate(now) + len(self._stages[Action.FETCH_RESULT])
            left = min(self.budget.free_by(now + horizon_s) - kept_free, self._looks.free_within(limit, now, horizon_s))
            wanted = 0.0
            for job, looks in running:
                age_s = now - job.accepted_at
                looks_wanted, ends = looks.expected(job.looked_s, age_s, age_s + horizon_s)
                wanted += looks_wanted
                left -= ends  # each result is read
                if wanted >= left * PRICE_MAX_S**0.5:
                    return PRICE_MAX_S
            price_s = max(price_s, (wanted / left) ** 2)
        return price_s

    def _early_odds(self, now: float) -> int:
        """What to multiply the odds of an early end by: the more there is to do, the less."""
        share = self._expected_rate(now) * WINDOW_S / self.budget.limit_at(now)
        load = len(self._stages[Action.POLL]) * max(1.0, share / QUIET_SHARE)
        return max(1, round(EARLY_ODDS / math.pow(max(1.0, load), EARLY_ODDS_FALL)))

    def _expected_rate(self, now: float) -> float:
        return self._rate * math.exp(-max(0.0, now - self._rate_at) / RATE_S)

    def _choose_submission(self, now: float) -> tuple[str | None, float]:
        """The waiting job whose turn it is (None if none may be submitted now), and when the next may be."""
        waiting = self._stages[Action.SUBMIT]
        if not waiting:
            return None, math.inf
        free_at = self._submissions.free_at(self.budget.limit_at(now), now)
        if free_at > now:
            return None, free_at
        next_at = math.inf
        for job_id in self._line():
            job = waiting.get(job_id)
            if job is not None and job.ticket is None:
                if job.not_before <= now:
                    return job_id, now
                next_at = min(next_at, job.not_before)
        return None, next_at

    def _line(self) -> deque[str]:
        """The waiting jobs in turn, after dropping those in front that don't wait any more."""
        waiting = self._stages[Action.SUBMIT]
        if self._turns is None:
            queued = [job.queued for job in waiting.values() if job.queued is not None]
            people = {one.person_id for one in queued}
            self._served_at = {person: at for person, at in self._served_at.items() if person in people}
            self._turns = deque(one.job_id for one in take_turns(queued, self._served_at))
        while self._turns and self._turns[0] not in waiting:
            self._turns.popleft()
        return self._turns

    def _refund(self, job: _Job | None) -> None:
        if job is not None and job.queued is not None and job.ticket is not None:
            self._submissions.tokens += 1
