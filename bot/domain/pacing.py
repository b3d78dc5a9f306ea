"""Which request to Segmind goes out next, when only so many may go out in any minute.

Requests are the scarce resource: one video needs three at least (submit, look, read the result). A `RequestBudget`
knows how many may still go out, a `Pacer` gives each free one to the request that saves the most waiting. Nothing here
reads a clock or does I/O: instants are seconds on any monotonic clock, passed in as `now`; jobs are named by id.

What a look is worth: a job that was unfinished when last looked at, `l` seconds old, has at age `a` been finished and
unnoticed for E[max(0, a - T) | T > l] seconds on average, T being its completion time. It is looked at when that
passes the price of a request: `BASE_PRICE_S` while there is room, rising as the minute fills up, so that the last
requests are kept for what is more urgent. This rule is optimal for a constant hazard; for lognormal times it costs
about 1 % more than the optimal schedule while looks are cheap (up to 1 s), and the exact price matters little.

The order: results of finished videos, looks that are nearly sure to find one, submissions, other looks that are due.
"""

import itertools
import math
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.latency import CompletionTimes, LatencyKey, LatencyModel
from bot.domain.request_budget import WINDOW_S, RequestBudget

__all__ = ["Action", "Decision", "LookPlan", "Pacer", "Queued", "RequestBudget", "Send", "Wait", "take_turns"]

#: The price of a look in seconds of waiting: BASE while less than FULL_FROM of the minute is used or spoken for, then
#: growing e-fold with each tenth, up to a load of LOAD_MAX. Found by simulation (benchmarks/pacing.py).
BASE_PRICE_S = 0.25
FULL_FROM = 0.8
PRICE_GROWTH = 10.0
LOAD_MAX = 1.1
#: Prices are rounded to powers of this, so that few plans have to be made.
PRICE_STEP = 1.2
#: A look this likely to find a video goes before submissions; being overdue by OVERDUE_S counts like certainty.
SURE = 0.9
OVERDUE_S = 300.0
#: Past the usual times a job is looked at when it has grown older by this share, at most this many seconds.
LATE_GROWTH = 1 / 12
LATE_GAP_MAX_S = 120.0
#: Submissions may take a third of the requests (a little more, so that none is left over): evenly, which keeps jobs
#: from finishing in bunches, after a burst of at most this share of a minute's requests.
SUBMIT_SHARE = 0.35
SUBMIT_BURST_SHARE = 0.5
#: A request that brought no usable answer is repeated after this, doubled each time up to the maximum.
RETRY_MIN_S = 2.0
RETRY_MAX_S = 60.0
#: A job found running although this share of its kind would be finished may tell that the service became slower.
TELLING_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Queued:
    """A job that waits to be submitted."""

    job_id: str
    person_id: int
    queued_at: float


def take_turns(queued: Iterable[Queued], served_at: Mapping[int, float] | None = None) -> list[Queued]:
    """Order waiting jobs so that people take turns, each with their oldest job first.

    A person lines up when their oldest waiting job came, or when they were last served (`served_at`, by person) if that
    was later. So between two jobs of one person everybody else in line is served once. Jobs of one instant keep the
    order in which they are given.
    """
    by_person: dict[int, list[Queued]] = {}
    for job in sorted(queued, key=lambda job: job.queued_at):
        by_person.setdefault(job.person_id, []).append(job)
    last = served_at or {}
    line = sorted(by_person, key=lambda person: max(by_person[person][0].queued_at, last.get(person, -math.inf)))
    rounds = itertools.zip_longest(*(by_person[person] for person in line))
    return [job for jobs in rounds for job in jobs if job is not None]


class LookPlan:
    """When to look next at a job, for one distribution of completion times and one price of a look, as a table."""

    def __init__(self, times: CompletionTimes, price_s: float) -> None:
        grid = times.grid
        ages_s, survivals, overdue_s = grid.ages_s, grid.survivals, grid.overdue_s
        self.times = times
        self._ages_s = ages_s
        self._usual_until_s = times.usual_until_s
        #: For a job last looked at at each age of the grid, the age at which it has waited for `price_s` on average.
        self._due_s: list[float] = []
        j = 1
        for i, looked_s in enumerate(ages_s):
            done, wait_s, shorter_s = 1 - survivals[i], 0.0, 0.0
            j = max(j - 1, i + 1)
            while j < len(ages_s):
                wait_s = (overdue_s[j] - overdue_s[i] - (ages_s[j] - looked_s) * done) / survivals[i]
                if wait_s >= price_s:
                    break
                shorter_s = wait_s
                j += 1
            else:
                break
            share = (price_s - shorter_s) / (wait_s - shorter_s)
            self._due_s.append(ages_s[j - 1] + (ages_s[j] - ages_s[j - 1]) * min(1.0, share))

    def next_look_s(self, looked_s: float) -> float:
        """The age for the next look at a job that was unfinished at this age; 0 for one not looked at yet.

        The first look comes no later than the usual times end; past them looks become ever rarer.
        """
        i = bisect_right(self._ages_s, looked_s)
        if i < len(self._due_s):
            due_s = self._due_s[i]
            if i > 0:
                share = (looked_s - self._ages_s[i - 1]) / (self._ages_s[i] - self._ages_s[i - 1])
                due_s = self._due_s[i - 1] + share * (due_s - self._due_s[i - 1])
        else:
            due_s = math.inf
        if looked_s < self._usual_until_s:
            return min(due_s, self._usual_until_s)
        gap_s = looked_s * LATE_GROWTH if due_s == math.inf else max(due_s - looked_s, looked_s * LATE_GROWTH)
        return looked_s + min(gap_s, LATE_GAP_MAX_S)


class Action(StrEnum):
    """The kinds of request that are paced."""

    SUBMIT = "submit"
    POLL = "poll"
    FETCH_RESULT = "fetch_result"


@dataclass(frozen=True, slots=True)
class Send:
    """Send this request now, and tell `Pacer.sent`."""

    action: Action
    job_id: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is to be sent before this instant (infinity: without end), unless something happens: then ask again."""

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
    #: When the next look is due, by this plan.
    due_at: float = 0.0
    plan: LookPlan | None = None


class Pacer:
    """Decides which request goes out next; the worker asks `next`, tells `sent`, sends it, and reports what came of it.

    A job's life here: `add_waiting`, SUBMIT, `add_running`, POLL, `looked`, ... POLL, `add_finished`, FETCH_RESULT,
    `remove`. A job can enter at any stage, so a restart just adds what is pending. What a result tells about the
    completion time goes to `LatencyModel.observe`.

    From `sent` until a report on it the job is not chosen; the reports are the methods named `add_...`, `looked`,
    `failed`, `throttled` and `remove`. `looked`, `failed` and `throttled` raise KeyError for a job that is not there.
    Requests that are not chosen here (the balance, an upload) are counted by `budget.take` and `budget.answered`.
    """

    def __init__(self, budget: RequestBudget, book: LatencyModel) -> None:
        self.budget = budget
        self.book = book
        self._jobs: dict[str, _Job] = {}
        self._stages: dict[Action, dict[str, _Job]] = {action: {} for action in Action}
        self._plans: dict[LatencyKey, tuple[CompletionTimes, dict[int, LookPlan]]] = {}
        #: The waiting jobs in turn; None when it has to be worked out again. May still name jobs that are gone.
        self._turns: deque[str] | None = None
        self._served_at: dict[int, float] = {}
        #: How many submissions may go out at once, as of an instant.
        self._submissions, self._submissions_at = math.inf, 0.0
        #: When the newest finished job of each kind had been accepted, and the kinds whose running jobs are watched.
        self._newest_finished_at: dict[LatencyKey, float] = {}
        self._watched: set[LatencyKey] = set()

    def next(self, now: float, *, may_submit: bool = True) -> Decision:
        """Choose the next request, without counting it yet; with `may_submit` false no submission is chosen."""
        free_at = self.budget.free_at(now)
        if free_at > now:
            return Wait(free_at if self._jobs else math.inf)
        result = min(
            (job for job in self._stages[Action.FETCH_RESULT].values() if job.ticket is None and job.not_before <= now),
            key=lambda job: job.due_at,
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
        """The place of a waiting job in the line, from 1; None if it does not wait to be submitted."""
        waiting = self._stages[Action.SUBMIT]
        if job_id not in waiting:
            return None
        return 1 + sum(1 for one in itertools.takewhile(lambda one: one != job_id, self._line()) if one in waiting)

    def sent(self, send: Send, now: float) -> None:
        """The chosen request goes out now. Raises ValueError if the budget has no room or the job has one in flight."""
        job = self._stages[send.action][send.job_id]
        if job.ticket is not None:
            raise ValueError(f"job {job.id} has a request in flight")
        job.ticket, job.sent_at = self.budget.take(now), now
        if job.queued is not None:
            self._submissions, self._submissions_at = self._submissions_left(now) - 1, now
            self._served_at[job.queued.person_id] = now

    def add_waiting(
        self, job_id: str, person_id: int, now: float, *, queued_at: float | None = None, not_before: float = -math.inf
    ) -> None:
        """The job waits to be submitted, not before an instant (the undo window, a back-off).

        Also the report on a submission that was surely not accepted.
        """
        self._refund(self._jobs.get(job_id))
        queued = Queued(job_id, person_id, now if queued_at is None else queued_at)
        self._enter(_Job(job_id, Action.SUBMIT, not_before, queued=queued), now)

    def add_running(self, job_id: str, key: LatencyKey, now: float, *, accepted_at: float | None = None) -> None:
        """Segmind has accepted the job (now, if not said otherwise): look at it until it is finished.

        Safe to repeat: what is known from looks at a running job is kept.
        """
        accepted_at = now if accepted_at is None else accepted_at
        job = self._stages[Action.POLL].get(job_id)
        if job is not None and job.key == key:
            self._land(job, now)
            job.accepted_at, job.plan = accepted_at, None
        else:
            self._enter(_Job(job_id, Action.POLL, key=key, accepted_at=accepted_at), now)

    def looked(self, job_id: str, now: float) -> None:
        """A look found the job still running (it was so when the look was sent)."""
        job = self._stages[Action.POLL][job_id]
        self._land(job, now)
        job.looked_s = max(job.looked_s, job.sent_at - job.accepted_at)
        job.failures, job.not_before, job.plan = 0, -math.inf, None
        if job.key is not None and self.book.distribution(job.key).cdf(job.looked_s) > TELLING_SHARE:
            self._watch(job.key)

    def add_finished(self, job_id: str, now: float) -> None:
        """A look found the job completed: its result is to be read."""
        job = self._jobs.get(job_id)
        if job is not None and job.key is not None:
            newest = self._newest_finished_at.get(job.key, -math.inf)
            self._newest_finished_at[job.key] = max(newest, job.accepted_at)
        self._enter(_Job(job_id, Action.FETCH_RESULT, due_at=now), now)

    def failed(self, job_id: str, now: float) -> None:
        """The request brought no usable answer: the same goes out again after a back-off.

        Not for a submission that may have been accepted: `remove` the job until that is known.
        """
        job = self._jobs[job_id]
        self._refund(job)
        self._land(job, now)
        job.not_before = now + min(RETRY_MIN_S * 2 ** min(job.failures, 10), RETRY_MAX_S)
        job.failures, job.plan, self._turns = job.failures + 1, None, None

    def throttled(self, job_id: str, now: float, until: float | None = None) -> None:
        """The request was refused with a 429 that names this reset (None: it names none); the job keeps its place."""
        job = self._jobs[job_id]
        self._refund(job)
        if job.ticket is not None:
            self.budget.throttled(job.ticket, now, until)
            job.ticket = None

    def remove(self, job_id: str, now: float) -> None:
        """The job needs no more requests: it is read, failed or cancelled. Unknown jobs are no error."""
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
        if job.key in self._watched:
            self._watch(job.key)

    def _land(self, job: _Job, now: float) -> None:
        if job.ticket is not None:
            self.budget.answered(job.ticket, now)
            job.ticket = None

    def _watch(self, key: LatencyKey) -> None:
        overtaken_until = self._newest_finished_at.get(key, -math.inf)
        running = [
            job.looked_s
            for job in self._stages[Action.POLL].values()
            if job.key == key and job.looked_s > 0 and job.accepted_at > overtaken_until
        ]
        self.book.watch(key, running)
        (self._watched.add if running else self._watched.discard)(key)

    def _choose_look(self, now: float) -> tuple[_Job | None, float, float]:
        """The most urgent look that is due, how urgent it is, and when the next one may be due."""
        level = self._price_level(now)
        plans: dict[LatencyKey | None, LookPlan] = {}
        chosen, highest, next_at = None, -math.inf, math.inf
        for job in self._stages[Action.POLL].values():
            if job.ticket is not None or job.key is None:
                continue
            plan = plans.get(job.key) or plans.setdefault(job.key, self._plan(job.key, level))
            if job.plan is not plan:
                job.plan = plan
                job.due_at = max(job.accepted_at + plan.next_look_s(job.looked_s), job.not_before)
            if job.due_at > now:
                next_at = min(next_at, job.due_at)
                continue
            survival = plan.times.survival
            found = 1 - survival(now - job.accepted_at) / survival(job.looked_s)
            urgency = found + (now - job.due_at) / OVERDUE_S
            if urgency > highest:
                chosen, highest = job, urgency
        if level > 0:
            next_at = min(next_at, self.budget.next_release_at(now))
        return chosen, highest, next_at

    def _price_level(self, now: float) -> int:
        """How many steps the price of a look is above the base, by how much of the minute is used or spoken for."""
        limit = self.budget.limit_at(now)
        used = self.budget.used_at(now) + 1 + len(self._stages[Action.FETCH_RESULT])
        full = LOAD_MAX * limit
        for job in self._stages[Action.POLL].values():
            if used >= full:
                break
            if job.key is not None:
                times = self.book.distribution(job.key)
                used += times.median_s / 2 < now - job.accepted_at < times.usual_until_s * 1.5
        return max(0, round(PRICE_GROWTH * (min(used / limit, LOAD_MAX) - FULL_FROM) / math.log(PRICE_STEP)))

    def _plan(self, key: LatencyKey, level: int) -> LookPlan:
        times = self.book.distribution(key)
        known = self._plans.get(key)
        if known is None or known[0] is not times:
            known = self._plans[key] = (times, {})
        plan = known[1].get(level)
        if plan is None:
            plan = known[1][level] = LookPlan(times, BASE_PRICE_S * PRICE_STEP**level)
        return plan

    def _choose_submission(self, now: float) -> tuple[str | None, float]:
        """The waiting job whose turn it is, if one may be submitted, else when the next may be."""
        waiting = self._stages[Action.SUBMIT]
        if not waiting:
            return None, math.inf
        left = self._submissions_left(now)
        if left < 1:
            return None, now + (1 - left) * WINDOW_S / (self.budget.limit_at(now) * SUBMIT_SHARE) + 1e-3
        next_at = math.inf
        for job_id in self._line():
            job = waiting.get(job_id)
            if job is not None and job.ticket is None:
                if job.not_before <= now:
                    return job_id, now
                next_at = min(next_at, job.not_before)
        return None, next_at

    def _line(self) -> deque[str]:
        """The waiting jobs in turn; those in front that wait no more are gone."""
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
            self._submissions += 1

    def _submissions_left(self, now: float) -> float:
        limit = self.budget.limit_at(now)
        earned = max(0.0, now - self._submissions_at) * limit * SUBMIT_SHARE / WINDOW_S
        return min(self._submissions + earned, max(1.0, math.ceil(limit * SUBMIT_BURST_SHARE)))
