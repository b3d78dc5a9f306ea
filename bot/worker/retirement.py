"""Takes models out of service if Segmind drops them or their catalogue entry is wrong, and puts them back.

The database records which models are out of service. Their queued jobs end, unpaid, with an offer of the next model;
submitted ones go on as usual. Once a day the bot checks whether Segmind lists such a model; every hour if no other can
make such videos, and at start if its entry was wrong. The model stays out only if the list clearly lacks it; otherwise
it goes back into service, and the next request shows whether it works. So checking costs nothing.
"""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Coroutine, Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.domain.alerts import Alert, AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.model_states import LOOK_EVERY, LOOK_SOON, REFUSALS_MAX
from bot.domain.requests import Mode, VideoRequest
from bot.models import Catalogue, PayloadValue
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import NotFound, SegmindError, SegmindRefused
from bot.sentences import Sentence
from bot.services.catalogue import ModelsInService
from bot.services.jobs.offers import ModelOffers
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import alerts, model_states
from bot.storage.jobs.jobs import StaleJob
from bot.storage.money import prices
from bot.worker.pending_jobs import PendingJobs
from bot.worker.submission_gate import SubmissionGate

log = get_logger(__name__)

#: How often to see which models are due for a check, and to ask again for a list that couldn't be read.
_CHECK_EVERY_S = 3600.0
_RETRY_S = 60.0


class Retirement:
    """Decides by Segmind's answers which models are in service, and ends the queued jobs of the others."""

    def __init__(
        self,
        pending_jobs: PendingJobs,
        client: SegmindClient,
        submission_gate: SubmissionGate,
        models_in_service: ModelsInService,
        database: Database,
        clock: Clock,
    ) -> None:
        self._pending_jobs = pending_jobs
        self._client = client
        self._submission_gate = submission_gate
        self._models_in_service = models_in_service
        self._offers = ModelOffers(database, models_in_service.catalogue)
        self._database = database
        self._clock = clock
        #: Called when there is something to tell operators.
        self.on_alert: Callable[[], None] = lambda: None
        #: Whether a request for a job is being sent.
        self.is_under_way: Callable[[str], bool] = lambda _job_id: False
        #: Models that have had a problem since they last accepted a request.
        self._troubled: set[str] = set()
        #: The models whose queued jobs have been ended.
        self._ended: frozenset[str] = frozenset()
        #: True until the models with a wrong entry have been checked once after the start.
        self._is_new = True
        self._woken = asyncio.Event()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of models."""
        return self._models_in_service.catalogue

    def can_use(self, request: VideoRequest) -> bool:
        """Whether a request's model has the request's mode, is switched on and in service."""
        spec = self.catalogue.find(request.model)
        has_mode = spec is not None and spec.endpoint(request.mode) is not None
        return has_mode and self.catalogue.is_available(request.model)

    async def refresh(self) -> None:
        """Read again which models are in service, and which are paused because of impossible costs.

        If other models are out of service than before, ends queued jobs whose model can't be used. Raises what the
        database raises.
        """
        async with self._database.read() as connection:
            self._submission_gate.pause_models(await connection.run_sync(prices.read_paused))
        await self._models_in_service.refresh()
        out = self.catalogue.out_of_service
        if out != self._ended:
            await self.end_queued()
            self._ended = out

    async def end_queued(self) -> None:
        """End all queued jobs whose model can't be used. Raises what the database raises."""
        for job in self._pending_jobs:
            if job.state is JobState.QUEUED and not self.is_under_way(job.id) and not self.can_use(job.request):
                with contextlib.suppress(StaleJob):  # it was cancelled, for example
                    await self.end(job)

    async def end(self, job: Job) -> None:
        """Fail a job, unpaid, because its model can't be used, and offer its requester the next one.

        Raises StaleJob and what the database raises.
        """
        log.error("model not available", job_id=job.id, model=job.request.model)
        changes = await self.describe_end(job)
        await self._pending_jobs.carry_out(self._pending_jobs.move(job, JobState.FAILED, **changes))

    async def describe_end(self, job: Job, error: SegmindRefused | None = None) -> dict[str, Any]:
        """What to store with a job that fails because its model can't be used; `error` is Segmind's refusal, if any.

        Raises what the database raises.
        """
        detail: dict[str, Any] = {"why": "model not available"}
        if error is not None:
            detail |= {"said": error.detail, "status": error.status}
        return {
            "failure": FailureReason.MODEL_GONE,
            "failure_detail": None if error is None else error.detail or None,
            "offer": await self._offers.find(job.request),
            "detail": detail,
        }

    async def gone(self, model: str, error: SegmindRefused) -> None:
        """Take a model out of service that Segmind says it doesn't have. Never raises database errors."""
        said = Sentence("alert-gone-said", model=model, status=str(error.status), said=error.detail or "…")
        await self._note(self._take_out(model, said))

    async def refused(self, job: Job, field: str, error: SegmindRefused, payload: dict[str, PayloadValue]) -> None:
        """Count a refusal of a field that our catalogue defines; too many in a row take the model out of service.

        Never raises database errors.
        """
        await self._note(self._count_refusal(job, field, error, payload))

    async def accepted(self, model: str) -> None:
        """Clear a model's problems, because it has accepted a request. Never raises database errors."""
        if model in self._troubled:
            await self._note(self._forget(model))

    async def run(self) -> None:
        """Check the models that are out of service whenever they are due, until cancelled."""
        while True:
            self._woken.clear()
            try:
                wait_s = await self._look()
            except Exception:  # the checks must go on, whatever happens
                log.exception("models not looked at")
                wait_s = _RETRY_S
            await self._clock.wait(self._woken, wait_s)

    # -- taking out ---------------------------------------------------------------------------------

    async def _take_out(self, model: str, why: Sentence) -> None:
        now = self._clock.now()
        log.error("model out of service", model=model, why=str(why))
        alert = Alert(name=f"model-out:{model}:", kind=AlertKind.MODEL_OUT, sentences=(why,), raised_at=now)
        async with self._database.write() as connection:
            await model_states.take_out(connection, model, at=now, look_at=now + self._look_after(model))
            await alerts.raise_alert(connection, alert)

    def _look_after(self, model: str) -> timedelta:
        """How long a model stays out before it is checked: a day, or an hour if no other can make its videos."""
        for mode in Mode:
            endpoints = (spec.endpoint(mode) for spec in self.catalogue.on)
            slugs = {endpoint.slug for endpoint in endpoints if endpoint is not None}
            if model in slugs and not slugs - self.catalogue.out_of_service - {model}:
                return LOOK_SOON
        return LOOK_EVERY

    async def _count_refusal(
        self, job: Job, field: str, error: SegmindRefused, payload: dict[str, PayloadValue]
    ) -> None:
        model = job.request.model
        spec = self.catalogue.find(model)
        names = None if spec is None else spec.fields
        # What people wrote is nobody else's business.
        own = set() if names is None else {names.prompt, names.negative_prompt, names.image}
        sent = f"{field} = {payload[field]!r}" if field in payload.keys() - own else ", ".join(payload)
        why = Sentence(
            "alert-field-said",
            entry=model if spec is None else spec.id,
            model=model,
            field=field,
            sent=sent,
            said=error.detail,
        )
        alert = Alert(
            name=f"model-field:{model}:", kind=AlertKind.MODEL_FIELD, sentences=(why,), raised_at=self._clock.now()
        )
        async with self._database.write() as connection:
            count = await model_states.count_refusal(connection, model)
            await alerts.raise_alert(connection, alert)
        log.error("field refused", model=model, field=field, sent=sent, said=error.detail, count=count)
        if count >= REFUSALS_MAX:
            await self._take_out(model, Sentence("alert-refusing-said", model=model, count=count))

    async def _forget(self, model: str) -> None:
        async with self._database.write() as connection:
            await model_states.forget(connection, model)
            for name in ("model-out", "model-field"):
                await alerts.clear_alerts(connection, f"{name}:{model}:")
        self._troubled.discard(model)
        log.info("model accepts requests again", model=model)

    async def _note(self, change: Coroutine[Any, Any, None]) -> None:
        """Store what an answer says about a model; if that fails, the next such answer says the same."""
        try:
            await self._pending_jobs.carry_out(change)
            await self._read_troubled()
            await self.refresh()
        except DATABASE_FAILURES as error:
            log.warning("state of a model not stored", why=repr(error))
        self.on_alert()
        self._woken.set()

    # -- the daily look -----------------------------------------------------------------------------

    async def _read_troubled(self) -> None:
        async with self._database.read() as connection:
            self._troubled = {state.model for state in await model_states.list_states(connection)}

    async def _look(self) -> float:
        """Check the models that are due; returns the seconds until the next check."""
        async with self._database.read() as connection:
            states = await model_states.list_states(connection)
        self._troubled = {state.model for state in states}
        now = self._clock.now()
        # A wait of more than that was written by a wrong clock.
        waits = {one.model: one.look_at - now for one in states if one.look_at is not None}
        due = [model for model, wait in waits.items() if not 0 < wait.total_seconds() <= LOOK_EVERY.total_seconds()]
        if self._is_new:  # the entry may have been corrected
            due += [one.model for one in states if one.refusals >= REFUSALS_MAX and waits.keys() - due >= {one.model}]
        if not due:
            self._is_new = False
            return min([_CHECK_EVERY_S, *(wait.total_seconds() for wait in waits.values())])
        try:
            offered = set(await self._client.offers())
        except SegmindError as error:
            log.warning("list of models not read", why=type(error).__name__, said=error.detail)
            if error.status is None or (error.status >= 400 and not isinstance(error, NotFound)):
                return _CHECK_EVERY_S
            offered = set()  # there is no list, or its format is unknown
        # A list with none of the other models proves nothing either.
        others = {slug for spec in self.catalogue.specs for slug in spec.slugs} - waits.keys()
        gone = set(due) - offered if offered & others else set()
        await self._pending_jobs.carry_out(self._decide(due, gone, now))
        self._is_new = False
        await self._models_in_service.refresh()
        return 0.0

    async def _decide(self, due: Iterable[str], gone: Collection[str], now: datetime) -> None:
        """Put models back into service, except those that are gone, which are checked again later."""
        back = [model for model in due if model not in gone]
        async with self._database.write() as connection:
            for model in gone:
                await model_states.postpone(connection, model, now + self._look_after(model))
            for model in back:
                await model_states.put_back(connection, model)
        log.info("models looked at", gone=sorted(gone), back=back)
