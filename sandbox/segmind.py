"""A local stand-in for Segmind: a real HTTP server with the same API, with real videos and without costs.

In a test:

    async with StandIn(StandInOptions(latency_s=0.5, fast_films=True)) as stand_in:
        ...  # stand_in.url serves the API, the storage and the history

By itself: `python -m sandbox.segmind --port 8090`; `--help` lists what can be set. Prompts with the words of
`sandbox.faults.MARKERS` (`!rai`, `!fail`, …) go wrong on purpose. It offers the models of the bot's catalogue, and
`POST /_sandbox/models` with `{"model": "veo-2"}` retires one.
"""

import argparse
import asyncio
import logging
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sandbox.account import Account, Clock, RateLimiter, Submission
from sandbox.chat import ChatCall
from sandbox.faults import MARKERS, Fault, FaultError, FaultPlan, parse_fault
from sandbox.films import FRAMES_PER_S
from sandbox.history import History
from sandbox.models import Models
from sandbox.routes import Routes
from sandbox.serving import LocalServer
from sandbox.shelf import FilmShelf, ImageShelf
from sandbox.steering import LoggedRequest

__all__ = ["DEFAULT_API_KEY", "PLANS", "LoggedRequest", "StandIn", "StandInOptions", "Submission"]

DEFAULT_API_KEY = "SG_0123456789abcdef"

#: Requests per minute by plan; None is no limit.
PLANS: dict[str, int | None] = {"free": 5, "pro": 50, "none": None}

#: How long a shutdown waits for answers in progress.
_SHUTDOWN_S = 0.5


@dataclass(frozen=True, slots=True)
class StandInOptions:
    """How the stand-in behaves."""

    host: str = "127.0.0.1"
    #: 0 takes a free port.
    port: int = 0
    #: The only valid key.
    api_key: str = DEFAULT_API_KEY
    #: Completion times are lognormal: the median for the first model (the others scale with it), and the standard
    #: deviation of the logarithm. None: each model takes as long as it usually does.
    latency_s: float | None = None
    sigma: float = 0.15
    #: How long a language model takes.
    chat_s: float = 0.0
    #: Requests per minute on the API host; None is no limit.
    rpm: int | None = None
    rate_window_s: float = 60.0
    balance_usd: float = 100.0
    #: None: each model has its own price.
    price_usd_per_s: float | None = None
    #: How long a row takes to appear, and to change, in the request history.
    history_lag_s: float = 0.0
    #: How long status and result are kept after the submission.
    expiry_s: float = 3600.0
    #: Videos with a few frames per second, rendered when they are requested: for tests.
    fast_films: bool = False
    #: For all other videos.
    film_frames_per_s: int = FRAMES_PER_S
    #: Makes the drawn completion times repeatable.
    seed: int | None = None


class StandIn:
    """The server; `async with` starts it and stops it."""

    def __init__(self, options: StandInOptions | None = None) -> None:
        self.options = options or StandInOptions()
        self.clock = Clock()
        #: The models on offer, each of which can be retired.
        self.models = Models()
        self.account = Account(
            clock=self.clock,
            models=self.models,
            balance_usd=self.options.balance_usd,
            price_usd_per_s=self.options.price_usd_per_s,
            medians_s=self.models.medians_s(self.options.latency_s),
            sigma=self.options.sigma,
            seed=self.options.seed,
        )
        self.limiter = RateLimiter(self.options.rpm, self.options.rate_window_s)
        self.faults = FaultPlan()
        self.history = History(self.account, self.options.history_lag_s)
        #: Every request served, in the order of the answers.
        self.log: list[LoggedRequest] = []
        self._port = self.options.port
        self._server: LocalServer | None = None
        self._routes: Routes | None = None
        self._stack = AsyncExitStack()

    @property
    def url(self) -> str:
        """The base URL of the API, the storage and the history."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.options.host, self.options.host)
        return f"http://[{host}]:{self._port}" if ":" in host else f"http://{host}:{self._port}"

    @property
    def api_key(self) -> str:
        """The valid key."""
        return self.options.api_key

    @property
    def accepted(self) -> list[Submission]:
        """Every accepted submission, in order: each is a paid job, unless it fails."""
        return self.account.accepted

    @property
    def chats(self) -> list[ChatCall]:
        """Every call to a language model that was answered, in order; each is paid."""
        return self.account.chats

    @property
    def balance_usd(self) -> float:
        """The remaining credits; can be set."""
        return self.account.balance_usd

    @balance_usd.setter
    def balance_usd(self, amount_usd: float) -> None:
        self.account.balance_usd = amount_usd

    @property
    def medians_s(self) -> Mapping[str, float]:
        """How long a video usually takes, by slug."""
        return self.account.medians_s

    def advance(self, seconds: float) -> None:
        """Move the time forward for jobs, expiry and history; the rate limit uses real time."""
        self.clock.advance(seconds)

    def count(self, *, call: str | None = None, status: int | None = None) -> int:
        """The number of requests of this call, and with this status."""
        return sum(
            (call is None or entry.call == call) and (status is None or entry.status == status) for entry in self.log
        )

    async def __aenter__(self) -> Self:
        """Start serving. Raises OSError if the port is taken."""
        directory = self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="segmind-", ignore_cleanup_errors=True)
        )
        images = ImageShelf(Path(directory))
        films = FilmShelf(
            Path(directory), images, fast=self.options.fast_films, frames_per_s=self.options.film_frames_per_s
        )
        self._stack.push_async_callback(films.close)
        self._stack.push_async_callback(self.stop_listening)
        self._routes = Routes(
            account=self.account,
            limiter=self.limiter,
            faults=self.faults,
            history=self.history,
            images=images,
            films=films,
            log=self.log,
            api_key=self.options.api_key,
            expiry_s=self.options.expiry_s,
            render_ahead=not self.options.fast_films,
            chat_s=self.options.chat_s,
        )
        try:
            await self.listen()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop serving, and remove all files."""
        await self._stack.aclose()

    async def listen(self) -> None:
        """Serve again on the same port, with all data, after `stop_listening`."""
        if self._routes is None or self._server is not None:
            return
        server = LocalServer(self._routes.make_app(), self.options.host, self._port, shutdown_s=_SHUTDOWN_S)
        await server.start()
        self._server = server
        self._port = server.port

    async def stop_listening(self) -> None:
        """Refuse connections, as in an outage; jobs go on, and no data is lost."""
        if self._server is not None:
            server, self._server = self._server, None
            await server.stop()


def _fault(text: str) -> Fault:
    try:
        return parse_fault(text)
    except FaultError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    defaults = StandInOptions()
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.segmind",
        description="A stand-in for the Segmind API: real HTTP, real videos, no bill.",
        epilog=f"Words in a prompt that make it go wrong: {' '.join(MARKERS)}.",
    )
    parser.add_argument("--host", default=defaults.host, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8090, help="port, 0 for a free one (%(default)s)")
    parser.add_argument("--latency", type=float, help="median seconds that a video of the first model takes")
    parser.add_argument("--sigma", type=float, default=defaults.sigma, help="spread of that time (%(default)s)")
    parser.add_argument("--plan", choices=list(PLANS), default="pro", help="rate limit (%(default)s)")
    parser.add_argument("--rpm", type=int, help="requests per minute, instead of a plan's")
    parser.add_argument("--rate-window", type=float, default=60.0, help="seconds that its minute lasts (%(default)s)")
    parser.add_argument("--balance", type=float, default=defaults.balance_usd, help="credits in USD (%(default)s)")
    parser.add_argument("--price", type=float, help="USD a second, instead of each model's own price")
    parser.add_argument("--key", default=defaults.api_key, help="the API key that is let in (%(default)s)")
    parser.add_argument("--history-lag", type=float, default=0.0, help="seconds that the history lags behind")
    parser.add_argument("--expiry", type=float, default=defaults.expiry_s, help="seconds that results are kept")
    parser.add_argument("--fast-films", action="store_true", help="plain, quickly made videos")
    parser.add_argument("--seed", type=int, help="makes the times repeatable")
    parser.add_argument(
        "--fault", type=_fault, action="append", default=[], metavar="CALL:KIND[,NAME=VALUE]…", help="what goes wrong"
    )
    return _check_arguments(parser, parser.parse_args(arguments))


def _check_arguments(parser: argparse.ArgumentParser, values: argparse.Namespace) -> argparse.Namespace:
    for name in ("latency", "sigma", "history_lag", "expiry", "price", "rate_window"):
        if not 0 <= (getattr(values, name) or 0) < float("inf"):
            parser.error(f"--{name.replace('_', '-')} must be a number that is not negative.")
    if not 0 <= values.port <= 65_535:
        parser.error("--port must be from 0 to 65535.")
    if values.rpm is not None and values.rpm < 1:
        parser.error("--rpm must be at least 1.")
    return values


def _options_from(values: argparse.Namespace) -> StandInOptions:
    return StandInOptions(
        host=values.host,
        port=values.port,
        api_key=values.key,
        latency_s=values.latency,
        sigma=values.sigma,
        rpm=PLANS[values.plan] if values.rpm is None else values.rpm,
        rate_window_s=values.rate_window,
        balance_usd=values.balance,
        price_usd_per_s=values.price,
        history_lag_s=values.history_lag,
        expiry_s=values.expiry,
        fast_films=values.fast_films,
        seed=values.seed,
    )


async def _serve(options: StandInOptions, faults: Sequence[Fault]) -> int:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    stand_in = StandIn(options)
    for fault in faults:
        stand_in.faults.add(fault)
    try:
        async with stand_in:
            print(f"Segmind stand-in on {stand_in.url} with the key {stand_in.api_key}; Ctrl+C stops it.", flush=True)
            await stopped.wait()
    except OSError as error:
        print(f"Cannot listen on {options.host}:{options.port}: {error.strerror or error}.", file=sys.stderr)
        return 1
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the stand-in until SIGINT or SIGTERM; returns the exit status."""
    values = _read_arguments(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    return asyncio.run(_serve(_options_from(values), values.fault))


if __name__ == "__main__":
    sys.exit(main())
