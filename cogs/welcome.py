"""The welcome in a server that the bot joins."""

import discord
from discord.ext import commands

from bot.client import VeoBot


class Welcome(commands.Cog):
    """Listens for servers."""

    def __init__(self, bot: VeoBot) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a server."""
        await self._bot.context.welcomes.greet(guild, self._bot.command_ids)


async def setup(bot: VeoBot) -> None:
    """Add the cog, as discord.py asks of an extension."""
    await bot.add_cog(Welcome(bot))
