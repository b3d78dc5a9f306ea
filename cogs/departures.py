"""Servers that the bot leaves or rejoins."""

import discord
from discord.ext import commands, tasks

from bot.client import VeoBot

_INTERVAL_H = 1.0


class LeftServers(commands.Cog):
    """Notices which servers the bot is in, for the shards that this process carries."""

    def __init__(self, bot: VeoBot) -> None:
        self._bot = bot
        #: The shards of which this process knows all servers now.
        self._shards: set[int] = set()

    async def cog_load(self) -> None:
        """Start looking every hour."""
        self._look.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._look.cancel()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot left the server; Discord reports outages in another way."""
        await self._bot.context.departures.note_left(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep the settings."""
        await self._bot.context.departures.note_returned(guild.id)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Notice what happened while the bot was offline: Discord lists all servers, including those with an outage."""
        self._shards.add(shard_id)
        present = [guild.id for guild in self._bot.guilds]
        await self._bot.context.departures.compare(present, lambda guild_id: self._shard_of(guild_id) == shard_id)

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard_id: int) -> None:
        """Trust the list of servers again: Discord has replayed all missed events."""
        self._shards.add(shard_id)

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Stop trusting the list of servers: from now on, events may be missing."""
        self._shards.discard(shard_id)

    @tasks.loop(hours=_INTERVAL_H)
    async def _look(self) -> None:
        await self._bot.context.departures.forget_settings(self._is_away)

    def _is_away(self, guild_id: int) -> bool:
        return self._shard_of(guild_id) in self._shards and self._bot.get_guild(guild_id) is None

    def _shard_of(self, guild_id: int) -> int:
        return (guild_id >> 22) % (self._bot.shard_count or 1)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(LeftServers(bot))
