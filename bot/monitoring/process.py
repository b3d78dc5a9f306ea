"""The current state of this process: its role among the others, its gateway, its database and its event loop."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Protocol

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.monitoring.metrics import Metrics
from bot.observability import get_logger
from bot.services.ports import DeliveryError
from bot.services.replica import ReplicaStatus
from bot.storage.core.database import DATABASE_FAILURES, Database

log = get_logger(__name__)

_PING_EVERY_S = 5.0
_PING_TIMEOUT_S = 5.0
#: How long the database may be down before operators are told, and the shortest time between two such alerts.
OUTAGE_S = 60.0
_TOLD_EVERY_S = 3600.0
#: Often enough to see a pause of one second, rarely enough to cost nothing.
_WAKE_EVERY_S = 0.5


class Gateway(Protocol):
    """The connection to Discord."""

    @property
    def is_connected(self) -> bool:
        """Whether all shards of this process are connected and ready."""

    @property
    def shard_latencies(self) -> Mapping[int, float]:
        """The seconds between each shard's heartbeat and Discord's answer; NaN or infinity if unknown."""


class ProcessState(Collector):
    """Says what this process serves. `run` keeps looking at the database and the event loop."""

    def __init__(
        self,
        metrics: Metrics,
        database: Database,
        gateway: Gateway,
        replica: Callable[[], ReplicaStatus],
        on_outage: Callable[[float], Awaitable[None]],
    ) -> None:
        self._metrics = metrics
        self._database = database
        self._gateway = gateway
        self._replica = replica
        #: Whether the database answered the last ping; true at first, since it answered at the start.
        self.has_database = True
        self._on_outage = on_outage
        metrics.registry.register(self)

    @property
    def is_leader(self) -> bool:
        """Whether this process runs the worker."""
        return self._replica().is_leader

    def missing(self) -> list[str]:
        """What keeps this process from serving: `slot`, `database` or `gateway`; empty if it serves."""
        missing = {
            "slot": self._replica().is_standby,
            "database": not self.has_database,
            "gateway": not self._gateway.is_connected,
        }
        return [name for name, is_missing in missing.items() if is_missing]

    def collect(self) -> Iterator[Metric]:
        """Read the state as metrics."""
        status = self._replica()
        yield GaugeMetricFamily("veo_leader", "1 if this process runs the worker", value=status.is_leader)
        yield GaugeMetricFamily("veo_standby", "1 if it waits for a slot", value=status.is_standby)
        if status.slot is not None:
            yield GaugeMetricFamily("veo_slot", "The number of its slot", value=status.slot)
        yield GaugeMetricFamily("veo_database_up", "1 if the database answers", value=self.has_database)
        yield GaugeMetricFamily(
            "veo_gateway_connected", "1 if all its shards are connected", value=self._gateway.is_connected
        )
        latency = GaugeMetricFamily(
            "veo_gateway_latency_seconds", "Between a heartbeat and Discord's answer", labels=["shard"]
        )
        for shard, seconds in sorted(self._gateway.shard_latencies.items()):
            if math.isfinite(seconds):
                latency.add_metric([str(shard)], seconds)
        yield latency

    async def run(self) -> None:
        """Look at the database and the event loop until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_database())
            tasks.create_task(self._watch_loop())

    async def _watch_database(self) -> None:
        down_since: float | None = None
        told_at = -math.inf
        while True:
            start = time.monotonic()
            try:
                async with asyncio.timeout(_PING_TIMEOUT_S):
                    await self._database.ping()
                self.has_database = True
                down_since = None
            except DATABASE_FAILURES:
                self.has_database = False
                down_since = start if down_since is None else down_since
                is_due = start - down_since >= OUTAGE_S and start - told_at >= _TOLD_EVERY_S
                if is_due and await self._tell_outage(start - down_since):
                    told_at = start
            self._metrics.database_answered(time.monotonic() - start)
            await asyncio.sleep(_PING_EVERY_S)

    async def _tell_outage(self, lasted_s: float) -> bool:
        """Tell operators; returns whether that worked. If not, the next check tries again."""
        try:
            await self._on_outage(lasted_s)
        except DeliveryError as error:
            log.warning("outage of the database not told", why=str(error))
            return False
        except Exception:  # whatever went wrong, keep watching the database
            log.exception("outage of the database not told")
            return False
        return True

    async def _watch_loop(self) -> None:
        while True:
            start = time.monotonic()
            await asyncio.sleep(_WAKE_EVERY_S)
            self._metrics.loop_lagged(time.monotonic() - start - _WAKE_EVERY_S)
