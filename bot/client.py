"""VeoBot: discord.py's client with our cogs, command registration and error handler."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.command_registration import CommandRegistration
from bot.gateway_events import RightToAnswer, answer_unread, survive_unreadable_events
from bot.observability import get_logger
from bot.presentation.common.command_tree import CheckedCommandTree
from bot.presentation.common.translator import CommandTranslator
from bot.presentation.context import BotContext

log = get_logger(__name__)

#: The names of discord.py's tasks that answer people, and how long a stop waits for them. After that, people who are
#: still waiting are told to try again; otherwise they would see that the bot is thinking forever.
_ANSWERING = ("CommandTree-invoker", "discord-ui-", "discord.py: on_interaction", "discord.py: on_message")
_ANSWER_TIMEOUT_S = 6.5
_REFUSAL_TIMEOUT_S = 1.5
#: How long a process that starts to serve waits for its commands to be registered; after that, both go on in parallel.
_REGISTRATION_S = 2.0

#: Loaded by name, because nothing below imports the cogs.
EXTENSIONS = (
    "cogs.veo",
    "cogs.veo_image",
    "cogs.veo_story",
    "cogs.buttons",
    "cogs.jobs",
    "cogs.quota",
    "cogs.settings",
    "cogs.help",
    "cogs.welcome",
    "cogs.privacy",
    "cogs.departures",
    "cogs.admin",
)
_OFFICIAL_API = Route.BASE
# Avoids warnings about packages that only voice needs.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


async def _at_once() -> None:
    """Return at once."""


class VeoBot(commands.AutoShardedBot):
    """The gateway side of the bot.

    It is created before the parts that its commands need, because some of those need the client; `attach` adds them
    later. `before_request` is awaited just before each request to Discord, which isn't sent if that raises OSError.
    """

    def __init__(
        self, *, shard_count: int | None = None, before_request: Callable[[], Awaitable[None]] = _at_once
    ) -> None:
        super().__init__(
            command_prefix=(),
            tree_cls=CheckedCommandTree,
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            # The client is ready this long after Discord's description of the last server, instead of 2 s.
            guild_ready_timeout=0.5,
            # A request that Discord limits for longer raises at once, and is retried later; this is the lowest possible
            # value.
            max_ratelimit_timeout=30.0,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            shard_count=shard_count,
            http_trace=_make_trace(before_request),
        )
        self.registration = CommandRegistration(self, self.tree)
        #: Whether the commands are registered when this process starts to serve, not already at its login.
        self.registers_late = False
        #: Waits for this process's turn to start a session, given the rate-limit bucket; None: as discord.py does.
        self.wait_turn: Callable[[int], Awaitable[None]] | None = None
        self._max_concurrency: int | None = None
        self._is_logged_in = self._is_leaving = False
        self._context: BotContext | None = None
        #: References to running tasks, so that they aren't garbage-collected.
        self._answering: set[asyncio.Task[None]] = set()
        #: Whether this process, and no other, should answer what it hears; None: always.
        self.right: RightToAnswer | None = None
        survive_unreadable_events(self._connection, self._answer_unread, lambda: self.right)

    def attach(self, context: BotContext) -> None:
        """Set what commands need; call this once, before the client starts."""
        self._context = context

    @property
    def context(self) -> BotContext:
        """Everything that commands need. Raises RuntimeError before `attach`."""
        if self._context is None:
            raise RuntimeError("the client has no context yet")
        return self._context

    @property
    def carried_shards(self) -> tuple[int, ...]:
        """The gateway shards of this process; empty until their number is known."""
        return tuple(self.shard_ids if self.shard_ids is not None else range(self.shard_count or 0))

    @property
    def is_connected(self) -> bool:
        """Whether all shards of this process are connected and ready."""
        return self.is_ready() and not self.is_closed() and not any(one.is_closed() for one in self.shards.values())

    @property
    def shard_latencies(self) -> dict[int, float]:
        """The seconds between each shard's heartbeat and Discord's answer; NaN or infinity if unknown."""
        return dict(self.latencies)

    def carry(self, shard_ids: tuple[int, ...] | None, shard_count: int | None) -> None:
        """Set the shards of the next connection; None: all, and as many as Discord recommends."""
        self._is_leaving = False
        self.shard_ids = None if shard_ids is None else list(shard_ids)
        self.shard_count = shard_count  # type: ignore[assignment]  # None is what the library starts with

    async def log_in(self, token: str) -> None:
        """Log in, unless logged in already; no events arrive before `stay_connected`. Raises what `login` raises."""
        if self.is_closed():  # by discord.py after an error of its own, or because this process lost its slot
            self.clear()
            getattr(self, "_AutoShardedClient__shards").clear()  # noqa: B009 - others may follow; discord.py has no function
            await self._log_out()
        if not self._is_logged_in:
            try:
                await self.login(token)
            except BaseException:
                await self._log_out()
                raise
            self._is_logged_in = True

    async def stay_connected(self, token: str) -> None:
        """Log in if needed, and stay connected until the client is closed; after an error, call this again.

        Raises what `login` and `connect` raise.
        """
        await self.log_in(token)
        registering = asyncio.create_task(self._register_late(), name="late registration")
        try:
            # Preparing the commands takes some CPU time; better before there is anybody to answer.
            await asyncio.wait({registering}, timeout=_REGISTRATION_S)
            await self.connect()
        finally:
            registering.cancel()
            await asyncio.gather(registering, return_exceptions=True)

    async def _register_late(self) -> None:
        """Register the commands, unless the login did."""
        if self.registers_late:
            await self.registration.register(self.context)

    async def leave_gateway(self) -> None:
        """Receive no more events until `carry` is called again; answers can still be sent."""
        self._is_leaving = True
        for shard in self.shards.values():
            await shard.disconnect()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard, as discord.py does; disconnect it if this process started to leave in the meantime."""
        await super().launch_shard(gateway, shard_id, initial=initial)
        if self._is_leaving:
            await self.leave_gateway()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for this process's turn to start a session."""
        if self.wait_turn is None:
            await super().before_identify_hook(shard_id, initial=initial)
            return
        if self._max_concurrency is None:
            try:
                self._max_concurrency = (await self.fetch_session_start_limits()).max_concurrency
            except (discord.DiscordException, OSError) as error:
                log.warning("discord didn't tell its limits", why=repr(error))
        await self.wait_turn((shard_id or 0) % (self._max_concurrency or 1))

    async def _log_out(self) -> None:
        """Undo the login so that another one is possible; discord.py has no function for this."""
        self._is_logged_in = False
        self.http.token = None
        await self.http.close()
        self.http.connector = discord.utils.MISSING

    async def setup_hook(self) -> None:
        """Load the cogs, and register their commands with Discord if they changed."""
        await self.tree.set_translator(CommandTranslator())
        for extension in EXTENSIONS:
            if extension not in self.extensions:
                await self.load_extension(extension)
        if not self.registers_late:
            await self.registration.register(self.context)
        await self._find_gateway()

    async def close(self) -> None:
        """Close the connection."""
        self.registration.cancel()
        await super().close()

    @property
    def command_ids(self) -> dict[str, int]:
        """Discord's ids of our commands by name; empty until Discord has sent them."""
        return self.registration.ids

    async def on_ready(self) -> None:
        """Log that the gateway is connected."""
        log.info("discord ready", user=str(self.user), guilds=len(self.guilds), shards=self.shard_count)

    async def on_message(self, message: discord.Message, /) -> None:
        """Ignore text commands: cogs have their own listeners."""

    def _answer_unread(self, interaction: dict[str, Any]) -> None:
        task = asyncio.create_task(answer_unread(self.http, interaction))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _find_gateway(self) -> None:
        """Ask this API for its gateway; discord.py alone often uses the official one, for example to reconnect."""
        if Route.BASE != _OFFICIAL_API:
            _, url, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)


def _make_trace(before_request: Callable[[], Awaitable[None]]) -> aiohttp.TraceConfig:
    """Have aiohttp await something before each request, including those that discord.py retries or holds back."""
    trace = aiohttp.TraceConfig()

    async def wait(*_: object) -> None:
        await before_request()

    trace.on_request_start.append(wait)
    return trace


@contextmanager
def discord_api(url: str) -> Iterator[None]:
    """Use this Discord API instead of the official one, in the whole process, until the block ends.

    discord.py has no setting for it, only this class attribute.
    """
    official = Route.BASE
    Route.BASE = url.rstrip("/")
    try:
        yield
    finally:
        Route.BASE = official


async def finish_answers() -> None:
    """Wait a moment for answers in progress, which need the client; refuse those that take longer."""
    answering = [task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERING)]
    if not answering:
        return
    _, late = await asyncio.wait(answering, timeout=_ANSWER_TIMEOUT_S)
    for task in late:
        task.cancel()
    if late:
        log.warning("stopped before everybody was answered", count=len(late))
        await asyncio.wait(late, timeout=_REFUSAL_TIMEOUT_S)
