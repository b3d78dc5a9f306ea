"""The whole bot as `veo-bot run` builds it, on a stand-in for Segmind, in simcord's Discord."""

import asyncio
import json
import marshal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from discord.ext import commands
from simcord import components, gateway, results
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.http import router

from bot import app as app_module
from bot.app import App, open_app
from bot.client import EXTENSIONS
from bot.command_registration import CommandRegistration
from bot.domain import pacing
from bot.domain.jobs import FINAL, Job, JobState
from bot.errors import UserError
from bot.presentation.context import BotContext
from bot.services import improvements
from bot.storage.jobs import jobs
from bot.worker import alerts, approvals, cards, worker
from cogs import buttons
from sandbox.demo import SimulatedFiles, stand_in_settings
from sandbox.segmind import StandIn, StandInOptions
from tests.support.databases import Writes, lay_database
from tests.support.in_process_sandbox import InProcessSandbox
from tests.support.shared_film import reading_once, show_one_film

#: No limit gets in the way of a test that is about something else.
GENEROUS: dict[str, Any] = {
    "user_seconds_per_day": None,
    "user_jobs_at_once": None,
    "user_cooldown_s": 0,
    "server_usd_per_day": None,
    "bot_usd_per_day": None,
    "bot_usd_per_month": None,
    "min_balance_usd": 0,
    "failures_per_day": 0,
}


#: How long the bot waits before it looks at something again, or for more of its kind.
_SOON: list[tuple[ModuleType, str, float]] = [
    (pacing, "LOOK_GAP_S", 0.1),
    (worker, "_INTAKE_S", 0.5),
    (alerts, "GATHER_S", 0.25),
    (approvals, "_LOOK_S", 0.5),
    (cards, "EDIT_INTERVAL_S", 0.5),
    (cards, "_CHANNEL_EDIT_S", 0.125),
    (buttons, "_OTHERS_S", 0.15),
    (improvements, "_LOOK_S", 0.02),
]
#: As they were imported first: a bot that closes forgets its extensions, and tests may have put something into these.
_EXTENSIONS = {name: import_module(name) for name in EXTENSIONS}
_TRANSLATED: dict[str, "_Translated"] = {}
#: The settings that commands depend on, and the commands that were registered with these.
_COMMANDS = ("default_model", "models", "price_usd_per_second", "price_usd_per_second_image")
_REGISTERED: dict[str, list[Any]] = {}


@dataclass
class BotHarness:
    """A running bot in a server with one channel and one member."""

    app: App
    env: Env
    stand_in: StandIn
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    commands_key: str | None = None
    _forgiven: int = 0

    @property
    def context(self) -> BotContext:
        """What the bot's commands use."""
        return self.app.bot.context

    async def jobs(self) -> list[Job]:
        """All jobs, oldest first."""
        async with self.app.database.read() as connection:
            return await jobs.list_jobs(connection, JobState)

    async def wait_done(self, count: int = 1, timeout_s: float = 60.0) -> list[Job]:
        """Wait until so many jobs have ended."""
        writes = Writes(self.app.database)
        async with asyncio.timeout(timeout_s):
            while len(ended := [job for job in await self.jobs() if job.state in FINAL]) < count:
                await writes.wait()
        return ended

    async def wait_closed(self, timeout_s: float = 60.0) -> list[Job]:
        """Wait until all jobs have ended, their people know how, and their cards are gone."""
        writes = Writes(self.app.database)
        async with asyncio.timeout(timeout_s):
            while await self._is_any_open():
                await writes.wait()
        return await self.jobs()

    async def _is_any_open(self) -> bool:
        async with self.app.database.read() as connection:
            found = await connection.exec_driver_sql("SELECT 1 FROM jobs WHERE closed_at IS NULL LIMIT 1")
            return found.first() is not None

    async def messages(self) -> list[discord.Message]:
        """The channel's messages, oldest first."""
        return self.channel.history()

    async def wait_text(self, text: str, timeout_s: float = 60.0) -> discord.Message:
        """Wait for a message that says this, in its content or on its card."""
        async with asyncio.timeout(timeout_s):
            while True:
                for message in self.channel.history():
                    if text in text_of(message):
                        return message
                await asyncio.sleep(0.05)

    def forgive(self) -> None:
        """Take the errors so far as expected."""
        self._forgiven = len(self.env.errors)

    def unexpected_errors(self) -> list[BaseException]:
        """What the bot raised other than refusals, since they were forgiven."""
        errors = self.env.errors[self._forgiven :]
        causes = [e.original if isinstance(e, app_commands.CommandInvokeError) else e for e in errors]
        return [cause for cause in causes if not isinstance(cause, UserError)]


def text_of(message: Any) -> str:
    """Everything that a message says, its components included."""
    parts = [message.content or ""]
    pending = list(message.components)
    while pending:
        component = pending.pop(0)
        if isinstance(component, dict):
            parts.append(component.get("content") or "")
            pending[:0] = component.get("components", [])
        else:
            parts.append(getattr(component, "content", None) or "")
            pending[:0] = getattr(component, "children", [])
    return "\n".join(parts)


@asynccontextmanager
async def open_bot_harness(
    data_dir: Path, *, options: StandInOptions | None = None, is_working: bool = True, **settings: Any
) -> AsyncIterator[BotHarness]:
    """Open everything; at the end, fail if the bot raised anything other than refusals."""
    options = options or StandInOptions(latency_s=0.2, sigma=0.05, fast_films=True)
    commands_key = None if data_dir.exists() and any(data_dir.iterdir()) else repr([settings.get(n) for n in _COMMANDS])
    if not (data_dir / "veo.db").exists():
        lay_database(data_dir / "veo.db")
    async with AsyncExitStack() as stack:
        stack.enter_context(reading_once())
        stack.enter_context(looking_soon())
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(app_module, "ImageSandbox", InProcessSandbox)
        for module in (gateway, router):
            patch.setattr(module, "copy", SimpleNamespace(deepcopy=copy_json))
        for module in (components, results):
            patch.setattr(module, "deepcopy", copy_json)
        stand_in = await stack.enter_async_context(StandIn(options))
        show_one_film(stand_in)
        values = GENEROUS | {"undo_window_s": 0.0, "segmind_rpm": 1000} | settings
        app = await stack.enter_async_context(
            open_app(
                stand_in_settings(stand_in.url, data_dir, **values),
                medians_s=stand_in.medians_s,
                make_files=SimulatedFiles,
            )
        )
        with starting_quickly(commands_key):
            env = await stack.enter_async_context(simcord.run(app.bot, shard_count=1, check_errors=False))
        env.settle_timeout = 60  # on a busy machine
        guild = env.create_guild("Cinema")
        harness = BotHarness(
            app=app,
            env=env,
            stand_in=stand_in,
            guild=guild,
            channel=guild.create_text_channel("videos"),
            alice=guild.add_member(env.create_user("alice")),
            commands_key=commands_key,
        )
        if is_working:
            working = asyncio.create_task(app.work())
            stack.push_async_callback(_end, app, working)
        yield harness
        assert harness.unexpected_errors() == []


def copy_json(value: Any) -> Any:
    """Copy what simcord hands on: mostly JSON, which Python can write and read much faster than copy."""
    try:
        return marshal.loads(marshal.dumps(value))
    except ValueError:
        return deepcopy(value)


@contextmanager
def looking_soon() -> Iterator[None]:
    """Have the bot look again soon at what is not finished; a video takes a fraction of a second here."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, seconds in _SOON:
            patch.setattr(module, name, seconds)
        yield


@contextmanager
def starting_quickly(commands_key: str | None = None) -> Iterator[None]:
    """Have a bot load the cogs as they were imported, and its commands be translated once: there are 10,000 texts.

    With a key, it registers the same commands as the first bot with this key.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands.bot.BotBase, "_load_from_module_spec", _load_imported)
        for kind in (app_commands.Command, app_commands.ContextMenu, app_commands.Group):
            patch.setattr(kind, "get_translated_payload", _recalling(kind.get_translated_payload))
        if commands_key is not None:
            patch.setattr(CommandRegistration, "register_once", _registering(commands_key))
        yield


async def _load_imported(bot: Any, spec: Any, name: str) -> None:
    """What discord.py does to load an extension, except that it would run a module anew for each bot."""
    module = _EXTENSIONS[name]
    await module.setup(bot)
    bot._BotBase__extensions[name] = module


class _Translated(dict[str, Any]):
    """What a command was translated to; it's never changed, so that the log of requests needs no copy."""

    def __deepcopy__(self, _memo: object) -> "_Translated":
        return self


def _recalling(original: Callable[..., Awaitable[dict[str, Any]]]) -> Callable[..., Awaitable[dict[str, Any]]]:
    async def recall(self: Any, tree: Any, translator: app_commands.Translator) -> dict[str, Any]:
        plain = f"{self.qualified_name} {json.dumps(self.to_dict(tree))}"
        if plain not in _TRANSLATED:
            _TRANSLATED[plain] = _Translated(await original(self, tree, translator))
        return _TRANSLATED[plain]

    return recall


def _registering(key: str) -> Callable[[CommandRegistration, BotContext], Awaitable[None]]:
    register = CommandRegistration.register_once

    async def register_once(self: CommandRegistration, context: BotContext) -> None:
        http: Any = self._client.http
        if key in _REGISTERED:
            self._note_ids(await http.bulk_upsert_global_commands(self._application_id(), payload=_REGISTERED[key]))
        else:
            await register(self, context)
            _REGISTERED[key] = http.backend.http_requests[-1].json

    return register_once


async def _end(app: App, working: "asyncio.Task[None]") -> None:
    await app.supervisor.stop()
    await asyncio.wait_for(working, 60)
