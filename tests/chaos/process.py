"""Lives of the bot, started quickly and ended at a chosen step: `python -m tests.chaos.process` is their parent.

It imports the bot once and then forks a process for each line of JSON on its standard input, which runs
`python -m bot` from there. Before each commit and each call to the outside, and after it, a life says what it is
about to do, or has done; the one that is armed with that label kills itself, as a power cut would. The bot itself knows
nothing of this: everything here is put around it. Only its pauses are shorter, so that tests need not wait for them.
"""

import asyncio
import contextvars
import functools
import gc
import importlib
import json
import os
import select
import signal
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NoReturn

import discord
from discord.backoff import ExponentialBackoff
from discord.webhook.async_ import AsyncWebhookAdapter

from bot import app, client, sentences, serving
from bot.__main__ import main
from bot.client import EXTENSIONS
from bot.domain import pacing
from bot.domain.clock import Backoff
from bot.presentation.pictures.discord_files import DiscordFiles
from bot.segmind.client import SegmindClient
from bot.services.catalogue import read_built_in
from bot.storage.core import slots
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import improvements
from bot.worker import approvals, cards, lookups, reconciliation, scenes
from tests.support import texts
from tests.support.databases import hurry_databases
from tests.support.film_memory import FilmMemory
from tests.support.in_process_sandbox import InProcessSandbox

#: What a life imports only when it needs it, and every life does.
WARM = (
    "bot.settings",
    "bot.media.pictures",
    *EXTENSIONS,
    "aiosqlite",
    "asyncpg",
    "fluent.runtime",
    "sqlalchemy.dialects.sqlite",
)
CALLS = ("upload_image", "submit", "status", "result", "history", "history_item", "download", "chat")
#: How often the parent looks whether a life has ended.
_LOOK_S = 0.02

_doing: contextvars.ContextVar[list[str]] = contextvars.ContextVar("doing")


class Fuse:
    """Ends the process, or asks it to stop, at the n-th time that its label is said."""

    def __init__(self, label: str | None, nth: int, record_path: str | None, number: int = signal.SIGKILL) -> None:
        self._label = label
        self._number = number
        self._left = nth
        self._record = Path(record_path).open("a", buffering=1) if record_path else None  # noqa: SIM115 - for a life

    def __call__(self, label: str) -> None:
        if self._record is not None:
            self._record.write(f"{label}\n")
        if label == self._label:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), self._number)


def surround(owner: Any, name: str, fuse: Fuse, label: Callable[..., str]) -> None:
    """Have the fuse told before and after each call of a coroutine function."""
    original: Callable[..., Awaitable[Any]] = getattr(owner, name)

    @functools.wraps(original)
    async def surrounded(*args: Any, **kwargs: Any) -> Any:
        words = label(*args, **kwargs)
        fuse(f"before {words}")
        try:
            return await original(*args, **kwargs)
        finally:
            fuse(f"after {words}")

    setattr(owner, name, surrounded)


def watch_commits(fuse: Fuse) -> None:
    """Have the fuse told before and after each commit, by what it is about."""
    write = Database.write

    @asynccontextmanager
    async def watched(self: Database) -> AsyncIterator[Any]:
        doing: list[str] = []
        token = _doing.set(doing)
        try:
            async with write(self) as connection:
                yield connection
                fuse(f"before commit {' '.join(doing) or 'other'}")
        finally:
            _doing.reset(token)
        fuse(f"after commit {' '.join(doing) or 'other'}")

    Database.write = watched  # type: ignore[method-assign]  # the same, told of
    surround(Database, "transact", fuse, lambda *_: "commit accepted")
    note("transition", lambda _connection, _job, target, **_: str(target))
    note("amend", lambda *_, **changes: "+".join(["amend", *changes]))
    note("set_card", lambda *_, **__: "set_card")
    note("close", lambda *_, **__: "closed")
    claim = improvements.claim

    def claim_told(*args: Any) -> bool:
        fuse("before claim")
        return claim(*args)

    name = "claim"
    setattr(improvements, name, claim_told)


def note(name: str, describe: Callable[..., str]) -> None:
    """Have a transaction know which job's step it is about."""
    original: Callable[..., Awaitable[Any]] = getattr(jobs, name)

    @functools.wraps(original)
    async def noted(*args: Any, **kwargs: Any) -> Any:
        doing = _doing.get(None)
        if doing is not None:
            doing.append(describe(*args, **kwargs))
        return await original(*args, **kwargs)

    setattr(jobs, name, noted)


def watch_calls(fuse: Fuse) -> None:
    """Have the fuse told before and after each call to Segmind and to Discord."""
    for name in CALLS:
        surround(SegmindClient, name, fuse, lambda *_, name=name, **__: f"segmind {name}")

    def describe(_client: Any, route: Any, *_: Any, **__: Any) -> str:
        return f"discord {route.method} {route.path}"

    surround(discord.http.HTTPClient, "request", fuse, describe)
    surround(AsyncWebhookAdapter, "request", fuse, describe)
    surround(DiscordFiles, "read", fuse, lambda *_, **__: "discord file")
    surround(scenes, "join_videos", fuse, lambda *_, **__: "join")


def hurry() -> None:
    """Shorten the pauses between looks; what is done and in which order stays as it is."""
    pacing.LOOK_GAP_S = 0.1
    reconciliation._LOOK_FIRST_S = 0.2
    reconciliation._LOOK_MAX_S = 0.5
    reconciliation._TELL_AFTER_S = 1.0
    reconciliation._LOOK_UNTIL_S = 3.0
    lookups._RETRY_S = 0.3
    approvals._LOOK_S = 0.3
    cards.EDIT_INTERVAL_S = 0.3
    cards._FIRST_EDIT_S = {state: min(0.1, pause_s) for state, pause_s in cards._FIRST_EDIT_S.items()}
    cards._CHANNEL_EDIT_S = 0.01
    slots._SPACE_S = 0.5
    app.STOP_TIMEOUT_S = 4.0
    client._ANSWER_TIMEOUT_S = 2.5
    serving._LOGIN_RETRIES = Backoff(first_s=0.2, max_s=0.5)
    name = "delay"
    setattr(ExponentialBackoff, name, lambda _self: 0.1)
    name = "before_identify_hook"
    setattr(discord.Client, name, lambda *_, **__: asyncio.sleep(0.1))
    name = "ImageSandbox"
    setattr(app, name, InProcessSandbox)
    hurry_databases(setattr)


def live(order: dict[str, Any]) -> None:
    """One life, in a process of its own; never returns."""
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(log, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    FilmMemory().install()
    if not order["is_plain"]:
        fuse = Fuse(order.get("kill"), order.get("nth", 1), order.get("record"), order["signal"])
        watch_commits(fuse)
        watch_calls(fuse)
        hurry()
    status = 70
    try:
        status = main(order["command"])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def warm() -> None:
    """Import, read and translate what every life would."""
    if folder := os.environ.get(texts.FOLDER):
        texts.parse_once(Path(folder))
    for name in WARM:
        importlib.import_module(name)
    read_built_in()
    for language in sentences.locales():
        sentences.say(language, "picture-restarting")  # which reads the catalogue
    gc.collect()
    gc.freeze()
    # A life is short: to look through all that it has for garbage, again and again, is a tenth of its work.
    gc.set_threshold(50_000, 20, 20)


def serve_forked(orders: int, answers: int) -> NoReturn:
    """The same in a copy of a process that is warm already."""
    os.dup2(orders, 0)
    os.dup2(answers, 1)
    sys.stdout = os.fdopen(1, "w")
    sys.unraisablehook, threading.excepthook = sys.__unraisablehook__, threading.__excepthook__
    try:
        serve()
    finally:
        os._exit(0)


def serve() -> None:
    """Fork lives as they are asked for, and tell how each ended, until standard input ends."""
    text, living = b"", 0
    while True:
        readable, _, _ = select.select([0], [], [], _LOOK_S if living else None)
        if readable:
            more = os.read(0, 65536)
            if not more:
                return
            text += more
        while b"\n" in text:
            line, text = text.split(b"\n", 1)
            order = json.loads(line)
            pid = os.fork()
            if pid == 0:
                live(order)
            living += 1
            print(f"born {order['name']} {pid}", flush=True)
        while living and (ended := os.waitpid(-1, os.WNOHANG))[0]:
            living -= 1
            print(f"dead {ended[0]} {os.waitstatus_to_exitcode(ended[1])}", flush=True)


if __name__ == "__main__":
    warm()
    print("ready", flush=True)
    serve()
