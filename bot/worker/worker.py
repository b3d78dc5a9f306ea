"""The worker: one supervised background task that takes every pending job to its end, independent of Discord.

    queued ─ Scenes (the picture of a scene that continues another one)
    queued ─ Uploading (a picture, if there is one)
    queued ─ Scheduler/Submission ─> generating ─ Scheduler/Polling ─> fetching ─ Fetching ─> delivering ─ Delivery
                    └─> unknown ─ Lookups/Reconciliation

Pending jobs are kept in memory. Every stage hears of each change of a job; the one whose turn it is works on it.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.domain.latency import LatencyKey, LatencyModel, Sample
from bot.domain.pacing import SUBMIT_SHARE, Pacer
from bot.domain.request_budget import RequestBudget
from bot.media.film_files import FilmFiles
from bot.media.image_sandbox import ImageSandbox
from bot.models import Catalogue
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.services.catalogue import ModelsInService
from bot.services.jobs.deletion import Deletions
from bot.services.jobs.pictures import JobPictures
from bot.services.jobs.stories import Stories
from bot.services.jobs.video_search import VideoSource
from bot.services.ports import Notifier, ProgressEstimate
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.alerts import Alerts
from bot.worker.approvals import ApprovalMessenger
from bot.worker.balance import BalanceGuard
from bot.worker.cards import Cards
from bot.worker.cleanup import USUAL_RETENTION, Cleanup, Retention, UnfinishedDeletions
from bot.worker.delivery import Delivery
from bot.worker.estimates import Estimates
from bot.worker.fetching import Fetching
from bot.worker.finalizer import Finalizer
from bot.worker.improving import Improving
from bot.worker.lookups import Lookups
from bot.worker.pending_jobs import PendingJobs
from bot.worker.polling import Polling
from bot.worker.reconciliation import Reconciliation
from bot.worker.retirement import Retirement
from bot.worker.scenes import Films, Scenes
from bot.worker.scheduler import Scheduler
from bot.worker.submission import Submission
from bot.worker.submission_gate import SubmissionGate
from bot.worker.uploading import Uploading
from bot.worker.watch import Watch

log = get_logger(__name__)

#: This process's new jobs wake the worker; this is how often it looks for those of other processes, on PostgreSQL.
_INTAKE_S = 5.0
_SHARED_INTAKE_S = 1.0
_RESTART_S = 1.0
#: How many past jobs the waiting times are learned from.
_LATENCIES = 1000


class Worker:
    """Submits, polls, downloads and delivers; survives every exception and resumes everything pending at its start."""

    def __init__(
        self,
        *,
        database: Database,
        segmind: SegmindClient,
        notifier: Notifier,
        clock: Clock,
        requests_per_minute: int,
        data_dir: Path,
        archive: VideoSource,
        models_in_service: ModelsInService,
        image_sandbox: ImageSandbox,
        medians_s: Mapping[str, float] | None = None,
        late_after_s: float = 900.0,
        retention: Retention = USUAL_RETENTION,
        balance_floor_micros: int = 0,
        approvals: ApprovalMessenger | None = None,
        price_micros_per_prompt: int = 0,
    ) -> None:
        catalogue = models_in_service.catalogue
        self._database = database
        self._clock = clock
        self._latency_model = LatencyModel({**catalogue.usual_s, **(medians_s or {})})
        # How much an earlier process sent in the last minute is unknown, so assume that half of the limit is used.
        budget = RequestBudget(requests_per_minute, clock.monotonic(), assumed_before=requests_per_minute // 2)
        self._pending_jobs = PendingJobs(database, clock)
        self._submission_gate = SubmissionGate(clock)
        self._reconciliation = Reconciliation(self._pending_jobs, segmind, database, clock, catalogue)
        self._polling = Polling(self._pending_jobs, segmind, self._reconciliation, clock)
        self._fetching = Fetching(self._pending_jobs, segmind, self._reconciliation, data_dir, clock)
        self._films = Films(database, data_dir, segmind, archive, clock)
        self._delivery = Delivery(self._pending_jobs, notifier, data_dir, clock, self._fetching.restore, self._films)
        self._finalizer = Finalizer(database, notifier, clock)
        self._deletions = UnfinishedDeletions(Deletions(database, clock, data_dir), notifier, clock)
        self._alerts = Alerts(database, notifier, clock, self._pending_jobs.carry_out)
        self._approvals = approvals
        self._cleanup = Cleanup(database, clock, retention)
        self._lookups = Lookups(self._pending_jobs, self._reconciliation, self._polling, clock)
        self._retirement = Retirement(
            self._pending_jobs, segmind, self._submission_gate, models_in_service, database, clock
        )
        submission = Submission(self._pending_jobs, segmind, self._submission_gate, self._retirement, clock, data_dir)
        pacer = Pacer(budget, self._latency_model)
        self._scheduler = self._make_scheduler(pacer, submission)
        self._balance = self._make_balance_guard(segmind, budget, catalogue, balance_floor_micros)
        self._watch = Watch(
            database,
            clock,
            budget=budget,
            submission_gate=self._submission_gate,
            pending_jobs=self._pending_jobs,
            on_alert=self._alerts.wake,
        )
        self._improving = Improving(
            database, segmind, budget, self._scheduler, self._submission_gate, clock, price_micros_per_prompt
        )
        self._uploading = Uploading(self._pending_jobs, segmind, JobPictures(database, data_dir), clock)
        stories = Stories(database, FilmFiles(data_dir), segmind, clock)
        self._scenes = Scenes(self._pending_jobs, database, stories, archive, image_sandbox, self._retirement, clock)
        self._estimates = self._make_estimates(pacer, late_after_s, requests_per_minute)
        self._cards = Cards(notifier, self._estimates.of, clock)
        self._background: list[asyncio.Task[None]] = []
        self._new: set[str] = set()
        self._woken = asyncio.Event()
        self._connect(submission)

    def _make_scheduler(self, pacer: Pacer, submission: Submission) -> Scheduler:
        return Scheduler(
            pacer=pacer,
            latency_model=self._latency_model,
            pending_jobs=self._pending_jobs,
            submission=submission,
            polling=self._polling,
            submission_gate=self._submission_gate,
            clock=self._clock,
            on_expired=self._lookups.expire,
            on_doubt=self._lookups.doubt,
        )

    def _make_balance_guard(
        self, segmind: SegmindClient, budget: RequestBudget, catalogue: Catalogue, floor_micros: int
    ) -> BalanceGuard:
        return BalanceGuard(
            client=segmind,
            budget=budget,
            submission_gate=self._submission_gate,
            database=self._database,
            clock=self._clock,
            floor_micros=floor_micros,
            catalogue=catalogue,
            on_answered=self._scheduler.wake,
            on_alert=self._alerts.wake,
        )

    def _make_estimates(self, pacer: Pacer, late_after_s: float, requests_per_minute: int) -> Estimates:
        return Estimates(
            latency_model=self._latency_model,
            pacer=pacer,
            polling=self._polling,
            uploading=self._uploading,
            submission_gate=self._submission_gate,
            clock=self._clock,
            late_after_s=late_after_s,
            submit_gap_s=60 / (requests_per_minute * SUBMIT_SHARE),
        )

    def _connect(self, submission: Submission) -> None:
        """Connect the parts' callbacks."""
        self._pending_jobs.on_change = self._route
        self._submission_gate.on_change = lambda _reason: self._show_queued()
        self._submission_gate.on_alarm = self._alerts.pause
        self._submission_gate.on_relief = self._alerts.resume
        self._uploading.on_trouble = self._cards.changed
        self._polling.on_balance = self._balance.note_result
        self._fetching.on_fetched = self._delivery.expect
        self._fetching.on_unsaved = submission.keep_back
        self._cards.on_end = self._finalizer.shown
        self._finalizer.on_told = lambda job, is_superseded: self._cards.changed(job, is_superseded=is_superseded)
        self._lookups.on_alert = self._retirement.on_alert = self._alerts.wake
        self._lookups.is_under_way = self._retirement.is_under_way = self._scheduler.__contains__

    def wake(self, job_id: str) -> None:
        """Report a new or changed job. Returns at once; may be called from any callback."""
        self._new.add(job_id)
        self._woken.set()

    def wake_improving(self) -> None:
        """Report a prompt to improve. Returns at once; may be called from any callback."""
        self._improving.wake()

    def note_balance(self, balance_micros: int) -> None:
        """Report the balance from an answer of Segmind. Returns at once; may be called from any callback."""
        self._balance.note(balance_micros)

    def progress(self, job: Job) -> ProgressEstimate:
        """Estimate how a job is doing."""
        return self._estimates.of(job)

    async def run(self) -> None:
        """Work until `stop` is called or it is cancelled; everything continues after the next start."""
        await self._resume()
        delay_queues = (
            *self._lookups.delay_queues,
            self._scenes.delay_queue,
            self._uploading.delay_queue,
            self._fetching.delay_queue,
            self._delivery.delay_queue,
            self._finalizer.delay_queue,
            self._deletions.delay_queue,
            *self._cards.delay_queues,
        )
        self._background = [
            asyncio.create_task(delay_queue.run(), name=f"queue {delay_queue.name}") for delay_queue in delay_queues
        ]
        self._background.append(asyncio.create_task(self._take_in(), name="intake"))
        self._background.append(asyncio.create_task(self._alerts.run(), name="alerts"))
        if self._approvals is not None:
            self._background.append(asyncio.create_task(self._approvals.run(), name="approvals"))
        self._background.append(asyncio.create_task(self._watch.run(), name="watch"))
        self._background.append(asyncio.create_task(self._cleanup.run(), name="cleanup"))
        self._background.append(asyncio.create_task(self._balance.run(), name="balance"))
        self._background.append(asyncio.create_task(self._retirement.run(), name="retirement"))
        self._background.append(asyncio.create_task(self._improving.run(), name="improving"))
        try:
            await self._scheduler.run()
        finally:
            for task in self._background:
                task.cancel()
            await asyncio.gather(*self._background, return_exceptions=True)
            await self._pending_jobs.settle()

    async def stop(self) -> None:
        """Make `run` end: nothing new is submitted, paid submissions in progress are finished. Returns at once."""
        self._scheduler.stop()

    async def abandon(self) -> None:
        """Make `run` end because another process may work: like `stop`, but cancel everything that can be repeated."""
        for task in self._background:
            task.cancel()
        self._scheduler.stop()

    async def _resume(self) -> None:
        """Load everything pending, as soon as the database responds."""
        is_loaded = False
        while not is_loaded:
            try:
                await self._learn_latencies()
                await self._retirement.refresh()
                await self._pending_jobs.load()
                await self._retirement.end_queued()
                await self._take_up_endings()
                is_loaded = True
            except Exception:  # until the database responds there is nothing else to do
                log.exception("pending jobs not read yet")
                await self._clock.sleep(_RESTART_S)
        log.info("worker started", pending=len(self._pending_jobs))

    async def _learn_latencies(self) -> None:
        """Learn from past jobs how long videos take, and when they fail."""
        async with self._database.read() as connection:
            samples = await jobs.list_latencies(connection, _LATENCIES)
        for sample in samples:
            key = LatencyKey(sample.model, sample.duration_s)
            if sample.has_failed:
                self._latency_model.observe_failure(key, sample.max_s)
            elif sample.max_s > 0:
                self._latency_model.observe(key, Sample(sample.min_s, sample.max_s))

    async def _take_up_endings(self) -> None:
        """Pick up ended jobs that no process has closed yet, and failed ones that are still looked up."""
        async with self._database.read() as connection:
            unclosed = await jobs.list_unclosed(connection)
            sought = await jobs.list_doubted(connection)
        for job in unclosed:
            if job.deleted_at is not None:
                self._deletions.take_up(job)
                continue
            self._films.discard(job)
            await self._delivery.tidy(job)
            self._finalizer.ended(job, is_old=True)
        for job in sought:
            self._lookups.seek(job)

    async def _take_up_deletions(self) -> None:
        """Pick up deletions that another process started."""
        async with self._database.read() as connection:
            begun = await jobs.list_deletions(connection)
        for job in begun:
            self._route(job)

    async def _take_in(self) -> None:
        """Read new and changed jobs: at once when woken, and regularly for those of other processes."""
        interval_s = _INTAKE_S if self._database.is_sqlite else _SHARED_INTAKE_S
        while True:
            woken = await self._clock.wait(self._woken, interval_s)
            self._woken.clear()
            job_id: str | None = None
            try:
                while self._new:
                    job_id = self._new.pop()
                    await self._pending_jobs.reload(job_id)
                await self._retirement.refresh()
                if not woken:
                    await self._pending_jobs.compare()
                    await self._take_up_deletions()
            except Exception:  # the worker waits until the database works again
                log.exception("jobs not read")
                if job_id is not None:
                    self._new.add(job_id)
                await self._clock.sleep(_RESTART_S)
                self._woken.set()

    def _route(self, job: Job) -> None:
        """Pass a new or changed job to all stages, and update its card."""
        if job.deleted_at is not None:
            self._finalizer.forget(job.id)
            self._deletions.take_up(job)
            return
        self._scenes.follow(job)
        self._uploading.follow(job)
        if not self._needs_pictures(job):
            self._scheduler.follow(job)
        self._fetching.follow(job)
        self._delivery.follow(job)
        self._lookups.follow(job)
        if job.is_pending:
            self._finalizer.forget(job.id)
            self._cards.changed(job)
        else:
            self._films.discard(job)
            self._finalizer.ended(job)
        if job.state is JobState.FETCHING or not job.is_pending:
            self._alerts.wake()  # its cost or its failure may have raised an alert

    def _needs_pictures(self, job: Job) -> bool:
        """Whether a queued job's pictures haven't all reached Segmind yet."""
        return self._scenes.is_needed(job) or self._uploading.is_needed(job)

    def _show_queued(self) -> None:
        """Update all queued jobs, because the gate opened or shut, for all or for some models."""
        for job in self._pending_jobs:
            if job.state is JobState.QUEUED:
                if not self._needs_pictures(job):
                    self._scheduler.follow(job)
                self._cards.changed(job)
        self._scheduler.wake()
