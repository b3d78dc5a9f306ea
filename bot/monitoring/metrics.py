"""The metrics of this process itself, in their own registry. docs/monitoring.md lists all of them.

No label contains an id or a person's text; each has few values.
"""

from collections.abc import Collection

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from bot import __version__
from bot.domain.quota import Refusal, RefusalReason

#: In seconds; the last bound of each is where something is clearly wrong.
_CALL_BUCKETS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 75)
_VIDEO_BUCKETS = (15, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 3600)
_POSTING_BUCKETS = (0.5, 1, 2, 3, 5, 10, 30, 60, 300, 900)
_LAG_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
#: The label for models that are no longer in the catalogue.
_OTHER = "other"


class Metrics:
    """Counts and measures; every method returns at once, and may be called from any thread."""

    def __init__(self, models: Collection[str]) -> None:
        #: The models that may be a label, by their slugs.
        self._models = frozenset(models)
        self.registry = CollectorRegistry()
        registry = self.registry
        ProcessCollector(registry=registry)
        info = Gauge("veo_build_info", "The running version", ["version"], registry=registry)
        info.labels(__version__).set(1)
        self._requests = Counter("veo_segmind_requests", "Requests to Segmind", ["call", "answer"], registry=registry)
        self._request_s = Histogram(
            "veo_segmind_request_seconds",
            "From a request to Segmind to its answer",
            ["call"],
            buckets=_CALL_BUCKETS,
            registry=registry,
        )
        self._refusals = Counter("veo_refusals", "Requests of people that were refused", ["limit"], registry=registry)
        self._lock_wait_s = Histogram(
            "veo_database_lock_wait_seconds",
            "How long a transaction waited: for its turn in this process, or for the database's lock",
            ["lock"],
            buckets=_LAG_BUCKETS,
            registry=registry,
        )
        self._ping_s = Histogram(
            "veo_database_ping_seconds",
            "How long the database takes to answer the simplest question",
            buckets=_LAG_BUCKETS,
            registry=registry,
        )
        self._loop_lag_s = Histogram(
            "veo_event_loop_lag_seconds",
            "How much later than planned the event loop woke up",
            buckets=_LAG_BUCKETS,
            registry=registry,
        )
        self._accepted = Counter("veo_jobs_accepted", "Accepted requests", ["model"], registry=registry)
        self._ended = Counter("veo_jobs_ended", "Jobs that ended", ["outcome", "model"], registry=registry)
        self._video_s = Histogram(
            "veo_request_to_video_seconds",
            "From a request to its posted video",
            ["model"],
            buckets=_VIDEO_BUCKETS,
            registry=registry,
        )
        self._posting_s = Histogram(
            "veo_ready_to_posted_seconds",
            "From noticing that a video is ready to its message",
            ["model"],
            buckets=_POSTING_BUCKETS,
            registry=registry,
        )
        self._spent = Counter("veo_spent_usd", "Booked costs in US dollars", ["model"], registry=registry)

    def segmind_answered(self, call: str, status: int | None, seconds: float) -> None:
        """Count a request to Segmind; `status` is None without an answer."""
        self._requests.labels(call, describe_status(status)).inc()
        self._request_s.labels(call).observe(seconds)

    def refused(self, refusal: Refusal) -> None:
        """Count a refused request by its limit; for a budget, also by its scope and window."""
        limit = refusal.reason.value
        if refusal.reason is RefusalReason.BUDGET:
            limit = f"{refusal.scope}_usd_per_{refusal.window}"
        elif refusal.window is not None:
            limit = f"{limit}_per_{refusal.window}"
        self._refusals.labels(limit).inc()

    def lock_waited(self, lock: str, seconds: float) -> None:
        """Measure how long a transaction waited for a lock: `process` or `database`."""
        self._lock_wait_s.labels(lock).observe(seconds)

    def database_answered(self, seconds: float) -> None:
        """Measure the database's answer to a ping."""
        self._ping_s.observe(seconds)

    def loop_lagged(self, seconds: float) -> None:
        """Measure by how much the event loop was late."""
        self._loop_lag_s.observe(max(0.0, seconds))

    def job_accepted(self, model: str) -> None:
        """Count an accepted request."""
        self._accepted.labels(self.name_model(model)).inc()

    def job_ended(self, model: str, outcome: str) -> None:
        """Count the end of a job; `outcome` is its final state, or why it failed."""
        self._ended.labels(outcome, self.name_model(model)).inc()

    def video_posted(self, model: str, *, since_request_s: float, since_ready_s: float | None) -> None:
        """Measure how long a person waited for their video, and how much of that it was ready."""
        self._video_s.labels(self.name_model(model)).observe(max(0.0, since_request_s))
        if since_ready_s is not None:
            self._posting_s.labels(self.name_model(model)).observe(max(0.0, since_ready_s))

    def cost_booked(self, model: str, usd: float) -> None:
        """Add a booked cost."""
        if usd > 0:
            self._spent.labels(self.name_model(model)).inc(usd)

    def name_model(self, slug: str) -> str:
        """The label for a model."""
        return slug if slug in self._models else _OTHER


def describe_status(status: int | None) -> str:
    """The label for an answer: `429`, a class such as `2xx`, or `none`."""
    if status is None:
        return "none"
    return "429" if status == 429 else f"{min(max(status // 100, 1), 5)}xx"
