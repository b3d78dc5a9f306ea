"""Keeping the cards up to date without wasting Discord's patience."""

from collections import Counter
from collections.abc import Callable

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.worker.courier import Courier, DeliveryDelayed, Outlook
from bot.worker.lane import Lane

#: A card is edited at most this often; a channel takes about five edits in five seconds for all its cards together.
EDIT_INTERVAL_S = 5.0
_CHANNEL_EDIT_S = 1.25
#: A new card was posted as the answer to the command and says what is true until the first step; sending the order
#: is over in a second, so that its words would only use up the edit that shows the next state.
_FIRST_EDIT_S = {JobState.QUEUED: EDIT_INTERVAL_S, JobState.SUBMITTING: 1.5}
_RETRY_S = 10.0
_RETRY_MAX_S = 300.0
#: A card that shows no end yet is edited less often the older it is: a person looks less often too, and Discord takes
#: few edits of a message that is older than an hour.
_AGE_SHARE = 1 / 60
_OLD_S = 3600.0
_OLD_SHARE = 1 / 4
_WIDTH = 8


class Cards:
    """Shows each job's progress on its card: soon after a change, and regularly while it is generating."""

    def __init__(self, courier: Courier, outlook: Callable[[Job], Outlook], clock: Clock) -> None:
        self._courier = courier
        self._outlook = outlook
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        self._edited_at: dict[str, float] = {}
        self._per_channel: Counter[int] = Counter()
        self._tries: Counter[str] = Counter()
        #: Called with each job whose card shows its end, or never will.
        self.on_end: Callable[[Job], None] = lambda _job: None
        self.lane = Lane("card", self._update, width=_WIDTH, clock=clock)

    def changed(self, job: Job) -> None:
        """Show the job as it is now, as soon as its card may be edited."""
        if job.id not in self._jobs:
            self._per_channel[job.channel_id] += 1
        self._jobs[job.id] = job
        self.lane.put(job.id, self._pause_s(job))

    def _pause_s(self, job: Job) -> float:
        """How long to wait, so that this card and all of its channel stay inside the limits."""
        edited_at = self._edited_at.get(job.id)
        if edited_at is None:
            return _FIRST_EDIT_S.get(job.state, 0.0)
        interval_s = max(EDIT_INTERVAL_S, _CHANNEL_EDIT_S * self._per_channel[job.channel_id])
        if job.is_pending:
            age_s = (self._clock.now() - job.created_at).total_seconds()
            interval_s = max(interval_s, age_s * (_AGE_SHARE if age_s < _OLD_S else _OLD_SHARE))
        return max(0.0, edited_at + interval_s - self._clock.monotonic())

    async def _update(self, job_id: str) -> None:
        job = self._jobs[job_id]
        self._edited_at[job_id] = self._clock.monotonic()
        try:
            await self._courier.show(job, self._outlook(job))
        except DeliveryDelayed as error:
            self._tries[job_id] += 1
            delay_s = min(_RETRY_MAX_S, _RETRY_S * 2.0 ** (self._tries[job_id] - 1))
            self.lane.put(job_id, max(delay_s, error.retry_after_s or 0.0))
            return
        del self._tries[job_id]
        now_job = self._jobs[job_id]
        if now_job is not job:
            self.lane.put(job_id, self._pause_s(now_job))
        elif not job.is_pending:
            del self._jobs[job_id]
            del self._edited_at[job_id]
            self._per_channel[job.channel_id] -= 1
            self.on_end(job)
        elif job.state in {JobState.QUEUED, JobState.GENERATING}:
            self.lane.put(job_id, self._pause_s(job))
