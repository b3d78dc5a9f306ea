"""Puts monitoring together: what is measured, and the pages that show it."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.domain.clock import Clock
from bot.domain.quota import Refusal
from bot.domain.rules import Requester
from bot.models import Catalogue
from bot.monitoring.http import MonitoringServer
from bot.monitoring.metrics import Metrics
from bot.monitoring.process import Gateway, ProcessState
from bot.monitoring.stored import StoredMetrics
from bot.services.replica import ReplicaStatus
from bot.settings import Settings
from bot.storage.core.database import Database

#: The text of all metrics is written at most once in this time, however often it is requested.
_PAGE_FRESH_S = 1.0


class Monitoring:
    """Measures, and serves `/healthz`, `/readyz` and `/metrics` unless HTTP_PORT is 0."""

    def __init__(self, settings: Settings, database: Database, clock: Clock, catalogue: Catalogue) -> None:
        #: Counts what other parts report.
        self.metrics = Metrics({slug for spec in catalogue.specs for slug in spec.slugs})
        #: Shows what is in the database.
        self.stored = StoredMetrics(database, self.metrics, clock, catalogue, settings.defaults)
        self._database = database
        database.on_lock_wait = self.metrics.lock_waited
        #: What this process does; None before `run`.
        self.state: ProcessState | None = None
        pages = {"/healthz": _show_health, "/readyz": self._show_readiness, "/metrics": self._show_metrics}
        self.server = MonitoringServer(settings.http_host, settings.http_port, pages) if settings.http_port else None
        self._page = b""
        self._page_at = -_PAGE_FRESH_S

    def hear_balance(self, then: Callable[[int], None]) -> Callable[[int], None]:
        """Make a callback that remembers a balance before it is passed on."""

        def hear(balance_micros: int) -> None:
            self.stored.note_balance(balance_micros)
            then(balance_micros)

        return hear

    def hear_refusals(
        self, then: Callable[[Requester, Refusal], Awaitable[object]]
    ) -> Callable[[Requester, Refusal], Awaitable[object]]:
        """Make a callback that counts a refused request before it is passed on."""

        def hear(requester: Requester, refusal: Refusal) -> Awaitable[object]:
            self.metrics.refused(refusal)
            return then(requester, refusal)

        return hear

    async def run(
        self, gateway: Gateway, replica: Callable[[], ReplicaStatus], on_outage: Callable[[float], Awaitable[None]]
    ) -> None:
        """Measure and serve until cancelled; `on_outage` gets the seconds since the database went down."""
        self.state = ProcessState(self.metrics, self._database, gateway, replica, on_outage)
        await self.stored.start()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.state.run())
            if self.server is not None:
                tasks.create_task(self.server.run())

    async def _show_readiness(self) -> web.Response:
        missing = ["start"] if self.state is None else self.state.missing()
        return web.json_response({"ready": not missing, "missing": missing}, status=503 if missing else 200)

    async def _show_metrics(self) -> web.Response:
        await self.stored.refresh(is_leader=self.state is not None and self.state.is_leader)
        if time.monotonic() - self._page_at >= _PAGE_FRESH_S:
            self._page = generate_latest(self.metrics.registry)
            self._page_at = time.monotonic()
        return web.Response(body=self._page, headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _show_health() -> web.Response:
    """Answer 200: a process that answers is alive, since the same event loop answers people."""
    return web.Response(text="ok\n")
