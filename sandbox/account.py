"""The stand-in's account: accepted submissions, their costs, and its rate limit."""

import heapq
import random
import time
import uuid
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import inf
from typing import Any

from bot.domain.money import MICROS_PER_USD
from bot.domain.requests import VideoRequest
from bot.media.crops import choose_aspect
from bot.models import Size
from sandbox.chat import ChatCall
from sandbox.faults import Fault, FaultKind
from sandbox.inputs import read_inputs
from sandbox.models import Models

#: The share of a job's time that it spends in the queue, and the longest wait.
_QUEUE_SHARE = 0.05
_QUEUE_MAX_S = 2.0

RAI_ERROR = (
    "Veo could not generate a video: the request violates Google's Responsible AI (RAI) content policy. "
    "Support codes: 58061214"
)
FAIL_ERROR = "Internal error while generating the video. Please try again."


class Clock:
    """The stand-in's time, which tests can move forward."""

    def __init__(self) -> None:
        self._offset_s = 0.0

    def now_s(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic() + self._offset_s

    def now_at(self) -> datetime:
        """The stand-in's current date and time."""
        return datetime.now(UTC) + timedelta(seconds=self._offset_s)

    def advance(self, seconds: float) -> None:
        """Move the time forward. Raises ValueError for a negative amount."""
        if not 0 <= seconds < inf:
            raise ValueError("time only moves forward")
        self._offset_s += seconds


class State(StrEnum):
    """The states of a request, in Segmind's words."""

    QUEUED = "QUEUED"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


@dataclass(slots=True)
class Submission:
    """One accepted submission; it is paid when it completes."""

    request_id: str
    slug: str
    #: The request, as read from the inputs.
    request: VideoRequest
    size_px: Size
    takes_seed: bool
    #: The uploaded picture that it starts with.
    image_url: str | None
    #: Whether it ends with that picture, too; and the other picture that it ends with.
    is_loop: bool
    last_image_url: str | None
    #: The body as it was sent, with its exact JSON types.
    inputs: dict[str, Any]
    accepted_at: datetime
    #: On the stand-in's clock.
    accepted_s: float
    #: Seconds from acceptance to the start, and to the end; infinite if it never ends.
    queue_s: float
    total_s: float
    #: Its cost if it completes.
    cost_usd: float
    #: Why it fails; None if it completes.
    error: str | None
    #: The scheme and host of the submission, which its URLs use.
    origin: str
    #: The length of the video that is really rendered.
    film_s: float
    is_hidden: bool = False
    #: Its cost if it fails, which only the history shows.
    failure_cost_usd: float = 0
    #: The credits left when it was paid.
    remaining_usd: float | None = None

    @property
    def prompt(self) -> str:
        """The prompt; empty if none was sent."""
        return self.request.prompt

    @property
    def seed(self) -> int:
        """The seed that was sent, or the one that takes its place."""
        return self.request.seed

    @property
    def charged_usd(self) -> float:
        """The cost that is charged when it ends."""
        return self.cost_usd if self.error is None else self.failure_cost_usd

    @property
    def output_url(self) -> str:
        """The address of the finished video."""
        return f"{self.origin}/outputs/{self.request_id}.mp4"

    @property
    def finished_s(self) -> float:
        """When it ends, on the stand-in's clock."""
        return self.accepted_s + self.total_s

    def state_at(self, now_s: float) -> State:
        """The state at an instant of the stand-in's clock."""
        age_s = now_s - self.accepted_s
        if age_s >= self.total_s:
            return State.COMPLETED if self.error is None else State.FAILED
        return State.QUEUED if age_s < self.queue_s else State.PROCESSING


class Account:
    """The submissions of one key, and its credits."""

    def __init__(
        self,
        *,
        clock: Clock,
        models: Models,
        balance_usd: float,
        price_usd_per_s: float | None,
        medians_s: Mapping[str, float],
        sigma: float,
        seed: int | None,
    ) -> None:
        self.clock = clock
        self.models = models
        #: Replaces each model's own price.
        self.price_usd_per_s = price_usd_per_s
        #: How long a video usually takes, by slug.
        self.medians_s = medians_s
        self.sigma = sigma
        #: Every accepted submission, in order.
        self.accepted: list[Submission] = []
        #: Every call to a language model that was answered, in order.
        self.chats: list[ChatCall] = []
        self._by_id: dict[str, Submission] = {}
        self._unpaid: list[tuple[float, int, Submission]] = []
        self._balance_usd = balance_usd
        self._random = random.Random(seed)

    @property
    def balance_usd(self) -> float:
        """The credits, after all jobs that have completed so far."""
        self._settle()
        return self._balance_usd

    @balance_usd.setter
    def balance_usd(self, amount_usd: float) -> None:
        self._settle()
        self._balance_usd = amount_usd

    def cost_of(self, slug: str, inputs: Mapping[str, Any]) -> float:
        """The list price of a submission, in USD."""
        spec = self.models.get(slug)
        request = read_inputs(spec, slug, inputs).request
        usd_per_s = self.price_usd_per_s
        if usd_per_s is None:
            usd_per_s = spec.price_micros_per_second(request) / MICROS_PER_USD
        # The price of a clip is divided by its seconds and rounded up, by less than this.
        return round(usd_per_s * request.duration_s, 4)

    def accept(
        self,
        slug: str,
        inputs: dict[str, Any],
        *,
        origin: str,
        fates: list[Fault],
        picture_px: Size | None = None,
        error: str | None = None,
    ) -> Submission:
        """Accept a checked submission, which will be paid unless it fails; `picture_px` is the size of its picture."""
        median_s = self.medians_s[slug]
        drawn_s = median_s * self._random.lognormvariate(0.0, self.sigma) if median_s else 0.0
        spec, request_id = self.models.get(slug), str(uuid.uuid4())
        asked = read_inputs(spec, slug, inputs, otherwise=request_id)
        request = asked.request
        sizes, shape = spec.sizes_in(request.resolution), request.aspect_ratio
        if picture_px is not None and not asked.has_shape:
            shape = choose_aspect(picture_px, sizes)
        job = Submission(
            request_id=request_id,
            slug=slug,
            request=request,
            size_px=sizes[shape],
            takes_seed=spec.seed is not None,
            image_url=asked.image_url,
            is_loop=asked.is_loop,
            last_image_url=asked.last_image_url,
            inputs=inputs,
            accepted_at=self.clock.now_at(),
            accepted_s=self.clock.now_s(),
            queue_s=min(_QUEUE_MAX_S, drawn_s * _QUEUE_SHARE),
            total_s=drawn_s,
            cost_usd=self.cost_of(slug, inputs),
            error=error,
            origin=origin,
            film_s=request.duration_s,
        )
        for fate in fates:
            _befall(job, fate)
        self.accepted.append(job)
        self._by_id[job.request_id] = job
        if (job.error is None or job.failure_cost_usd) and job.total_s < inf:
            heapq.heappush(self._unpaid, (job.finished_s, len(self.accepted), job))
        return job

    def pay_chat(self, call: ChatCall) -> None:
        """Charge for a call to a language model."""
        self.balance_usd = round(self.balance_usd - call.cost_usd, 6)
        self.chats.append(call)

    def find(self, request_id: str) -> Submission | None:
        """The submission with this id, however old."""
        return self._by_id.get(request_id)

    def metrics_of(self, job: Submission) -> dict[str, float | int]:
        """The metrics of a job: empty until it has ended."""
        balance_usd = self.balance_usd
        if job.state_at(self.clock.now_s()) not in {State.COMPLETED, State.FAILED}:
            return {}
        remaining_usd = balance_usd if job.remaining_usd is None else job.remaining_usd
        return {
            "inference_time": round(job.total_s - job.queue_s, 3),
            "queue_time": round(job.queue_s, 3),
            "total_time": round(job.total_s, 3),
            "cost": job.cost_usd if job.error is None else 0,
            "remaining_credits": round(remaining_usd, 6),
            "retry_count": 0,
        }

    def _settle(self) -> None:
        now_s = self.clock.now_s()
        while self._unpaid and self._unpaid[0][0] <= now_s:
            job = heapq.heappop(self._unpaid)[2]
            self._balance_usd = round(self._balance_usd - job.charged_usd, 6)
            job.remaining_usd = self._balance_usd


def _befall(job: Submission, fate: Fault) -> None:
    match fate.kind:
        case FaultKind.RAI:
            job.error = fate.error or RAI_ERROR
        case FaultKind.FAIL:
            job.error = fate.error or FAIL_ERROR
        case FaultKind.NEVER:
            job.total_s = inf
        case FaultKind.LATE:
            job.total_s += fate.delay_s
        case FaultKind.COST:
            job.cost_usd = job.cost_usd if fate.cost_usd is None else float(fate.cost_usd)
            job.failure_cost_usd = job.cost_usd
        case FaultKind.HIDDEN:
            job.is_hidden = True
        case FaultKind.SHORT_FILM:
            job.film_s = 1.0


class RateLimiter:
    """Limits the requests in any window of time. It uses real time, because clients wait in real time."""

    def __init__(self, rpm: int | None, window_s: float = 60.0) -> None:
        self.rpm = rpm
        self._window_s = window_s
        self._admitted: deque[float] = deque()

    def admit(self) -> datetime | None:
        """Count a request and return None, or refuse it and return when the next one may pass."""
        if self.rpm is None:
            return None
        now_s = time.monotonic()
        while self._admitted and self._admitted[0] <= now_s - self._window_s:
            self._admitted.popleft()
        if len(self._admitted) < self.rpm:
            self._admitted.append(now_s)
            return None
        wait_s = self._admitted[-self.rpm] + self._window_s - now_s
        return datetime.now(UTC) + timedelta(seconds=wait_s)
