"""VeoBot: discord.py's client with our cogs, command registration and error handler."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.observability import get_logger
from bot.presentation.desk import Desk
from bot.presentation.operators import Operators
from bot.presentation.picture_desk import PictureDesk
from bot.presentation.replies import answer_error
from bot.services.money import Money
from bot.services.rescue import Rescue
from bot.storage import facts
from bot.storage.database import Database

log = get_logger(__name__)

#: Loaded by name: nothing below imports the cogs.
EXTENSIONS = ("cogs.veo", "cogs.alerts", "cogs.veo_image", "cogs.quota", "cogs.admin")
_OFFICIAL_API = Route.BASE
# No warnings about what only voice would need.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class VeoBot(commands.AutoShardedBot):
    """The gateway side of the bot; everything a command needs is handed over here."""

    #: Handed over after the client is made, since they need it.
    operators: Operators
    rescue: Rescue

    def __init__(
        self,
        *,
        desk: Desk,
        picture_desk: PictureDesk,
        money: Money,
        database: Database,
        shard_ids: tuple[int, ...] | None = None,
        shard_count: int | None = None,
    ) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            # Who has to wait longer is told so, and comes back; the least that the library takes.
            max_ratelimit_timeout=30.0,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            shard_count=shard_count,
        )
        if shard_ids is not None:
            self.shard_ids = list(shard_ids)
        self.desk = desk
        self.money = money
        self.picture_desk = picture_desk
        self._database = database
        self.tree.error(answer_error)

    async def log_in(self, token: str) -> None:
        """Log in as `login` does; after a failure it can be called again, which `login` alone cannot."""
        try:
            await self.login(token)
        except BaseException:
            self.http.token = None
            await self.http.close()
            self.http.connector = discord.utils.MISSING
            raise

    async def setup_hook(self) -> None:
        """Load the cogs, and register their commands with Discord if they are not what is registered."""
        for extension in EXTENSIONS:
            if extension not in self.extensions:
                await self.load_extension(extension)
        await self._register_commands()
        await self._find_gateway()

    async def on_ready(self) -> None:
        """Say in the log that the gateway is up."""
        log.info("discord ready", user=str(self.user), guilds=len(self.guilds), shards=self.shard_count)

    async def on_message(self, message: discord.Message, /) -> None:
        """No text commands: cogs listen for themselves."""

    async def _find_gateway(self) -> None:
        """Ask another API for its gateway: with a fixed number of shards discord.py would take the official one."""
        if Route.BASE != _OFFICIAL_API and self.shard_count is not None:
            _, url, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)

    async def _register_commands(self) -> None:
        """Register the command tree only when it changed, or Discord lost it: a day has 200 registrations."""
        name = f"commands:{self.application_id}"
        ours = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps(ours, sort_keys=True).encode()).hexdigest()
        async with self._database.read() as connection:
            known = await facts.get_fact(connection, name)
        registered = {command.name for command in await self.tree.fetch_commands()}
        if known == digest and registered == {command["name"] for command in ours}:
            return
        await self.tree.sync()
        async with self._database.write() as connection:
            await facts.set_fact(connection, name, digest)
        log.info("commands registered", count=len(ours))


Interaction: TypeAlias = discord.Interaction[VeoBot]


@contextmanager
def discord_api(url: str) -> Iterator[None]:
    """Talk to this Discord API instead of the official one, in the whole process, until the block ends.

    discord.py has no setting for it: only this class attribute.
    """
    official = Route.BASE
    Route.BASE = url.rstrip("/")
    try:
        yield
    finally:
        Route.BASE = official
