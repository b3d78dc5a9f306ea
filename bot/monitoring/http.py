"""The HTTP server for monitoring: small, read-only, and unable to harm the bot, whatever is sent to it.

Each connection serves one request, lives for a few seconds at most, and there are only a few at once. aiohttp limits
the size of each header and their number.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot.observability import get_logger

log = get_logger(__name__)

#: More connections than this are closed at once; a monitoring system has a few.
CONNECTIONS_MAX = 32
#: Longer than Prometheus waits for an answer by default.
LIFE_MAX_S = 15.0
#: How many new connections the event loop accepts at a time.
_BACKLOG = 16
#: How soon to try again if the port is taken, perhaps by a process that is about to end.
_RETRY_S = 15.0
#: aiohttp would log each bad request with a traceback; errors of our own are logged here.
_SILENT = logging.getLogger(f"{__name__}.silent")
_SILENT.disabled = True

Page = Callable[[], Awaitable[web.Response]]


class MonitoringServer:
    """Answers GET requests for a few pages by their paths."""

    def __init__(self, host: str, port: int, pages: Mapping[str, Page]) -> None:
        self._host = host
        self._port = port
        self._pages = pages
        #: Set while it listens; then `address` says where.
        self.listening = asyncio.Event()
        self.address: tuple[str, int] = (host, port)

    async def run(self) -> None:
        """Serve until cancelled. If the port can't be used, log that and try again: the bot works without it."""
        server = _BoundedServer(
            self._answer, access_log=None, logger=_SILENT, keepalive_timeout=LIFE_MAX_S, lingering_time=0
        )
        runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await self._listen(runner)
            await asyncio.Event().wait()
        finally:
            self.listening.clear()
            await runner.cleanup()

    async def _listen(self, runner: web.ServerRunner) -> None:
        failures = 0
        while True:
            site = web.TCPSite(runner, self._host, self._port, backlog=_BACKLOG)
            try:
                await site.start()
            except OSError as error:
                await site.stop()
                failures += 1
                if failures == 1:
                    hint = "the bot works without it; change HTTP_HOST or HTTP_PORT, or turn it off with HTTP_PORT=0"
                    log.warning(
                        "monitoring not served yet", host=self._host, port=self._port, why=str(error), hint=hint
                    )
                await asyncio.sleep(_RETRY_S)
                continue
            self.address = runner.addresses[0][:2]
            log.info("monitoring served", host=self.address[0], port=self.address[1])
            self.listening.set()
            return

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        page = self._pages.get(request.path)
        if page is None:
            response = web.Response(status=404, text="not found\n")
        elif request.method not in ("GET", "HEAD"):
            response = web.Response(status=405, text="only GET\n", headers={"Allow": "GET, HEAD"})
        else:
            try:
                response = await page()
            except Exception:
                log.exception("monitoring page failed", path=request.path)
                response = web.Response(status=500, text="see the log\n")
        response.headers["Cache-Control"] = "no-store"
        response.force_close()
        return response


class _BoundedServer(web.Server):
    """Closes connections that are too many or too old."""

    def __init__(self, handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]], **options: Any) -> None:
        super().__init__(handler, **options)
        self._ends: dict[RequestHandler, asyncio.TimerHandle] = {}

    def connection_made(self, handler: RequestHandler, transport: asyncio.Transport) -> None:
        """Take a connection, for a limited time."""
        super().connection_made(handler, transport)
        if len(self._ends) >= CONNECTIONS_MAX:
            transport.abort()
            return
        self._ends[handler] = asyncio.get_running_loop().call_later(LIFE_MAX_S, transport.abort)

    def connection_lost(self, handler: RequestHandler, exc: BaseException | None = None) -> None:
        """Forget a connection."""
        super().connection_lost(handler, exc)
        end = self._ends.pop(handler, None)
        if end is not None:
            end.cancel()
