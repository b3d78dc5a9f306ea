"""Keeping the cards up to date without wasting Discord's patience.

Discord takes about five edits in five seconds for all messages of a channel together. So each channel has one budget
of edits, a little below that. What tells an end goes first, then what takes a Cancel button away that would not work
any more, then other changes of state, and what is left is for progress. Of several ends at once in a channel, the
k-th is sent within 5 + 1.25 k seconds; a single one mostly at once, as progress always leaves room for one.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from bot.domain.backoff import Backoff
from bot.domain.clock import Clock
from bot.domain.elapsed import Elapsed
from bot.domain.jobs import Job, JobState
from bot.services.ports import DeliveryDelayed, Notifier, ProgressEstimate
from bot.worker.delay_queue import DelayQueue

#: A card's progress is edited at most this often, and in this time a channel has one edit for each _CHANNEL_EDIT_S.
EDIT_INTERVAL_S = 5.0
_CHANNEL_EDIT_S = 1.25
#: A new card was posted by whoever took the order: it says what is true until the job may be submitted.
_FIRST_EDIT_S = {JobState.QUEUED: 0.5}
_RETRIES = Backoff(first_s=10.0, max_s=300.0)
#: A card that shows no end yet is edited less often the older it is: a person looks less often too, and Discord takes
#: few edits of a message that is older than an hour.
_AGE_SHARE = 1 / 60
_OLD_S = 3600.0
_OLD_SHARE = 1 / 4
_WIDTH = 8
#: States in which a card changes by itself.
_MOVING = frozenset({JobState.QUEUED, JobState.GENERATING})


class _Rank(IntEnum):
    """What an edit is for; the lower goes first."""

    END = 0
    CANCEL_GOES = 1
    STATE = 2
    PROGRESS = 3


@dataclass(slots=True)
class _Card:
    """A card that is not at its end yet."""

    job: Job
    #: Whose budget its edits count against: its channel's, or its own if it is in no channel.
    budget: str
    seen_at: float
    #: The state that it shows; every card was posted with a queued job, and with a button to cancel it.
    shown: JobState = JobState.QUEUED
    edited_at: float | None = None
    #: When the job changed since; None if the card shows it as it is.
    changed_at: float | None = None
    #: Not before this, because Discord could not be reached.
    retry_at: float = 0.0
    #: Until when Discord asked to wait.
    asked_until: float = 0.0
    tries: int = 0
    is_under_way: bool = False

    @property
    def rank(self) -> _Rank:
        """What its next edit is for."""
        if not self.job.is_pending:
            return _Rank.END
        if self.job.state is self.shown:
            return _Rank.PROGRESS
        return _Rank.CANCEL_GOES if self.shown is JobState.QUEUED else _Rank.STATE

    @property
    def is_wanting(self) -> bool:
        """Whether there is, or will be, something to show."""
        return not self.is_under_way and (self.changed_at is not None or self.job.state in _MOVING)


@dataclass(slots=True)
class _Budget:
    """The cards that share one budget, and what they used of it."""

    cards: dict[str, _Card] = field(default_factory=dict)
    #: When edits were sent, within the last interval; and those that are about to be.
    sent_at: deque[float] = field(default_factory=deque)
    granted: set[str] = field(default_factory=set)

    def room(self, now: float) -> int:
        """How many more edits may be sent now."""
        while self.sent_at and self.sent_at[0] <= now - EDIT_INTERVAL_S:
            self.sent_at.popleft()
        return round(EDIT_INTERVAL_S / _CHANNEL_EDIT_S) - len(self.sent_at) - len(self.granted)


class Cards:
    """Shows each job's progress on its card: soon after a change, and regularly while it is generating."""

    def __init__(self, notifier: Notifier, progress: Callable[[Job], ProgressEstimate], clock: Clock) -> None:
        self._notifier = notifier
        self._progress = progress
        self._clock = clock
        self._elapsed = Elapsed(clock)
        self._cards: dict[str, _Card] = {}
        self._budgets: dict[str, _Budget] = {}
        #: Called with each job whose card shows its end, or never will.
        self.on_end: Callable[[Job], None] = lambda _job: None
        self._pacing = DelayQueue("card budget", self._grant, width=_WIDTH, clock=clock)
        self._editing = DelayQueue("card", self._update, width=_WIDTH, clock=clock)
        #: What has to run: one decides which card is edited next in each channel, the other does it.
        self.delay_queues = (self._pacing, self._editing)

    def changed(self, job: Job) -> None:
        """Show the job as it is now, as soon as its card may be edited."""
        now = self._clock.monotonic()
        card = self._cards.get(job.id)
        if card is None:
            budget = job.id if job.is_apart else str(job.channel_id)
            card = self._cards[job.id] = _Card(job, budget, seen_at=now)
            self._budgets.setdefault(budget, _Budget()).cards[job.id] = card
        if job.state is not card.job.state:
            # What could not be shown before does not keep back what is new.
            card.tries, card.retry_at = 0, 0.0
        card.job = job
        card.changed_at = now
        self._pacing.put(card.budget)

    def _due(self, card: _Card) -> float:
        """When the card may be edited next, as far as it alone is concerned."""
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
        """Have the most important cards edited, as many as there is room for, and come back when there may be more."""
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
                break  # one place is kept free for what is more important
            card.is_under_way = True
            budget.granted.add(card.job.id)
            self._editing.put(card.job.id)
        next_s = self._next_s(budget, now, [due for due, card in waiting if not card.is_under_way])
        if next_s is not None:
            self._pacing.put(name, next_s)
        elif not budget.cards:
            del self._budgets[name]

    def _next_s(self, budget: _Budget, now: float, dues: Iterable[float]) -> float | None:
        """Seconds until something may be granted again; None if nothing will be, unless something changes."""
        refill_s = budget.sent_at[0] + EDIT_INTERVAL_S - now if budget.sent_at else _CHANNEL_EDIT_S
        first = min(dues, default=None)
        if first is not None:
            # What is due and still waits, waits for room.
            return first - now if first > now else refill_s
        # A budget without cards is remembered as long as it counts.
        return refill_s if budget.sent_at and not budget.cards else None

    async def _update(self, job_id: str) -> None:
        card = self._cards[job_id]
        budget = self._budgets[card.budget]
        job, changed_at = card.job, card.changed_at
        now = self._clock.monotonic()
        budget.granted.discard(job_id)
        budget.sent_at.append(now)
        card.edited_at = now
        try:
            await self._notifier.show(job, self._progress(job))
        except DeliveryDelayed as error:
            card.tries += 1
            failed_at = self._clock.monotonic()
            card.retry_at = failed_at + _RETRIES.pause_s(card.tries)
            card.asked_until = failed_at + (error.retry_after_s or 0.0)
            card.changed_at = card.changed_at or now
        else:
            card.tries = 0
            card.shown = job.state
            if card.changed_at == changed_at:
                card.changed_at = None
            if card.job is job and not job.is_pending:
                del self._cards[job_id], budget.cards[job_id]
                self.on_end(job)
        card.is_under_way = False
        self._pacing.put(card.budget)


def _order(card: _Card) -> tuple[_Rank, float, float]:
    """Whose edit goes first: by what it is for; of changes the oldest, of progress what was shown longest ago."""
    since = card.changed_at if card.changed_at is not None and card.rank is not _Rank.PROGRESS else 0.0
    return card.rank, since, card.edited_at or 0.0
