"""Keeps the cards up to date within Discord's limits.

Discord accepts about five edits in five seconds for all messages of a channel together. So each channel has a budget of
edits slightly below that. Ended jobs go first, then edits that remove a Cancel button that no longer works, then other
changes of state. The rest is for progress. If several jobs in a channel end at once, the k-th card is edited within 5 +
1.25 k seconds. A single one is usually edited at once, because progress always leaves room for one edit.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from bot.domain.clock import Backoff, Clock, Elapsed
from bot.domain.jobs import Job, JobState
from bot.services.ports import DeliveryDelayed, Notifier, ProgressEstimate
from bot.worker.delay_queue import DelayQueue

#: A card's progress is edited at most this often; in this time a channel gets one edit per _CHANNEL_EDIT_S.
EDIT_INTERVAL_S = 5.0
_CHANNEL_EDIT_S = 1.25
#: A new card was just posted and is correct until the job may be submitted.
_FIRST_EDIT_S = {JobState.QUEUED: 0.5}
_RETRIES = Backoff(first_s=10.0, max_s=300.0)
#: The older an unfinished card is, the less often it is edited: people check it less often, too, and Discord accepts
#: few edits of a message older than an hour.
_AGE_SHARE = 1 / 60
_OLD_S = 3600.0
_OLD_SHARE = 1 / 4
_WIDTH = 8
#: States in which a card changes by itself.
_MOVING = frozenset({JobState.QUEUED, JobState.GENERATING})


class _Rank(IntEnum):
    """The purpose of an edit; lower values go first."""

    END = 0
    CANCEL_GOES = 1
    STATE = 2
    PROGRESS = 3


@dataclass(slots=True)
class _Card:
    """A card that isn't gone and doesn't show the end yet, with the job or the variations that it shows."""

    #: The job that changed last; with variations, one that hasn't ended, if any.
    job: Job
    #: Whose budget its edits use: its channel's, or its own if it isn't in a channel.
    budget: str
    seen_at: float
    #: By id; only one if the job has no variations.
    jobs: dict[str, Job] = field(default_factory=dict)
    #: The states that it shows; every card is posted with queued jobs, and with a Cancel button.
    shown: dict[str, JobState] = field(default_factory=dict)
    edited_at: float | None = None
    #: When a job changed since then; None if the card is up to date.
    changed_at: float | None = None
    #: No edits before this, because Discord couldn't be reached.
    retry_at: float = 0.0
    #: No edits before this, because Discord asked to wait.
    asked_until: float = 0.0
    tries: int = 0
    #: Jobs that don't need it any more, because they have ended and another message says how.
    superseded: set[str] = field(default_factory=set)
    is_under_way: bool = False

    @property
    def rank(self) -> _Rank:
        """The purpose of its next edit."""
        if not self.is_pending:
            return _Rank.END
        if all(job.state is self._shown_state(job) for job in self.jobs.values()):
            return _Rank.PROGRESS
        could_cancel = any(self._shown_state(job) is JobState.QUEUED for job in self.jobs.values())
        can_cancel = any(job.state is JobState.QUEUED for job in self.jobs.values())
        return _Rank.CANCEL_GOES if could_cancel and not can_cancel else _Rank.STATE

    @property
    def is_pending(self) -> bool:
        """Whether one of its jobs hasn't ended."""
        return any(job.is_pending for job in self.jobs.values())

    @property
    def is_superseded(self) -> bool:
        """Whether it is deleted, because all of its jobs have ended and other messages say how."""
        return not self.is_pending and self.jobs.keys() <= self.superseded

    @property
    def is_wanting(self) -> bool:
        """Whether it has something new to show, or will have."""
        is_moving = any(job.state in _MOVING for job in self.jobs.values())
        return not self.is_under_way and (self.changed_at is not None or is_moving)

    def update(self, job: Job, *, is_superseded: bool) -> None:
        """Take in a changed job."""
        self.jobs[job.id] = job
        if is_superseded:
            self.superseded.add(job.id)
        else:
            self.superseded.discard(job.id)
        self.job = job if job.is_pending else next((one for one in self.jobs.values() if one.is_pending), job)

    def _shown_state(self, job: Job) -> JobState:
        return self.shown.get(job.id, JobState.QUEUED)


@dataclass(slots=True)
class _Budget:
    """The cards that share a budget, and how much of it they used."""

    cards: dict[str, _Card] = field(default_factory=dict)
    #: When edits were sent in the last interval, and the cards whose edits are about to be sent.
    sent_at: deque[float] = field(default_factory=deque)
    granted: set[str] = field(default_factory=set)

    def room(self, now: float) -> int:
        """How many more edits may be sent now."""
        while self.sent_at and self.sent_at[0] <= now - EDIT_INTERVAL_S:
            self.sent_at.popleft()
        return round(EDIT_INTERVAL_S / _CHANNEL_EDIT_S) - len(self.sent_at) - len(self.granted)


class Cards:
    """Shows each job's progress on its card: soon after a change, regularly while it is generating, until it ends."""

    def __init__(self, notifier: Notifier, progress: Callable[[Job], ProgressEstimate], clock: Clock) -> None:
        self._notifier = notifier
        self._progress = progress
        self._clock = clock
        self._elapsed = Elapsed(clock)
        self._cards: dict[str, _Card] = {}
        self._budgets: dict[str, _Budget] = {}
        #: Called with each job whose card is gone or shows its end, or never will.
        self.on_end: Callable[[Job], None] = lambda _job: None
        self._pacing = DelayQueue("card budget", self._grant, width=_WIDTH, clock=clock)
        self._editing = DelayQueue("card", self._update, width=_WIDTH, clock=clock)
        #: Both must run: one chooses the next cards to edit in each channel, the other edits them.
        self.delay_queues = (self._pacing, self._editing)

    def changed(self, job: Job, *, is_superseded: bool = False) -> None:
        """Show the job's current state as soon as its card may be edited; delete the card if it is superseded."""
        now = self._clock.monotonic()
        key = job.card_key
        card = self._cards.get(key)
        if card is None:
            budget = key if job.is_apart else str(job.channel_id)
            card = self._cards[key] = _Card(job, budget, seen_at=now, jobs={job.id: job})
            self._budgets.setdefault(budget, _Budget()).cards[key] = card
        elif job.id in card.jobs and job.state is not card.jobs[job.id].state:
            # An earlier failure must not delay the new change.
            card.tries, card.retry_at = 0, 0.0
        card.update(job, is_superseded=is_superseded)
        card.changed_at = now
        self._pacing.put(card.budget)

    def _due(self, card: _Card) -> float:
        """When the card may be edited next, apart from its channel's budget."""
        if card.rank <= _Rank.CANCEL_GOES:
            due = card.changed_at or 0.0
        elif card.edited_at is None:
            due = card.seen_at + self._first_pause_s(card.job)
        elif card.rank is _Rank.STATE:
            due = card.edited_at + _CHANNEL_EDIT_S
        else:
            age_s = self._elapsed.age_s(card.job.id, card.job.created_at)
            due = card.edited_at + max(EDIT_INTERVAL_S, age_s * (_AGE_SHARE if age_s < _OLD_S else _OLD_SHARE))
        return max(due, card.retry_at, card.asked_until)

    def _first_pause_s(self, job: Job) -> float:
        held_s = (job.not_before_at - job.changed_at).total_seconds() - self._elapsed.age_s(job.id, job.changed_at)
        return max(0.0, held_s) + _FIRST_EDIT_S.get(job.state, 0.0)

    async def _grant(self, name: str) -> None:
        """Edit the most important cards that there is room for, and schedule the next call."""
        budget = self._budgets.get(name)
        if budget is None:
            return
        now = self._clock.monotonic()
        room = budget.room(now)
        waiting = [(self._due(card), card) for card in budget.cards.values() if card.is_wanting]
        ready = [card for due, card in waiting if due <= now]
        chosen = heapq.nsmallest(max(0, room), ready, key=_order)
        for place, card in enumerate(chosen):
            if card.rank is _Rank.PROGRESS and place >= room - 1:
                break  # one edit is reserved for something more important
            card.is_under_way = True
            budget.granted.add(card.job.card_key)
            self._editing.put(card.job.card_key)
        next_s = self._next_s(budget, now, [due for due, card in waiting if not card.is_under_way])
        if next_s is not None:
            self._pacing.put(name, next_s)
        elif not budget.cards:
            del self._budgets[name]

    def _next_s(self, budget: _Budget, now: float, dues: Iterable[float]) -> float | None:
        """Seconds until the next edit may be possible; None if there is nothing to edit without a change."""
        refill_s = budget.sent_at[0] + EDIT_INTERVAL_S - now if budget.sent_at else _CHANNEL_EDIT_S
        first = min(dues, default=None)
        if first is not None:
            # Cards that are due are waiting for room.
            return first - now if first > now else refill_s
        # A budget without cards is kept while its edits still count.
        return refill_s if budget.sent_at and not budget.cards else None

    async def _update(self, key: str) -> None:
        card = self._cards[key]
        budget = self._budgets[card.budget]
        job, jobs, changed_at = card.job, dict(card.jobs), card.changed_at
        now = self._clock.monotonic()
        budget.granted.discard(key)
        budget.sent_at.append(now)
        card.edited_at = now
        try:
            if card.is_superseded:
                await self._notifier.remove_card(job)
            else:
                await self._notifier.show(job, self._progress(job))
        except DeliveryDelayed as error:
            card.tries += 1
            failed_at = self._clock.monotonic()
            card.retry_at = failed_at + _RETRIES.pause_s(card.tries)
            card.asked_until = failed_at + (error.retry_after_s or 0.0)
            card.changed_at = card.changed_at or now
        else:
            card.tries = 0
            card.shown = {job_id: one.state for job_id, one in jobs.items()}
            if card.changed_at == changed_at:
                card.changed_at = None
            if card.jobs == jobs and not card.is_pending:
                del self._cards[key], budget.cards[key]
                for one in jobs.values():
                    self.on_end(one)
        card.is_under_way = False
        self._pacing.put(card.budget)


def _order(card: _Card) -> tuple[_Rank, float, float]:
    """Sort key: first by purpose; changes by age, progress by the time of the last edit."""
    since = card.changed_at if card.changed_at is not None and card.rank is not _Rank.PROGRESS else 0.0
    return card.rank, since, card.edited_at or 0.0
