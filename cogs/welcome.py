"""The welcome when the bot joins a server."""

import discord
from discord.ext import commands

from bot.client import VeoBot


class Welcome(commands.Cog):
    """Listens for new servers."""

    def __init__(self, bot: VeoBot) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Welcome a server."""
        await self._bot.context.welcomes.greet(guild, self._bot.command_ids)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(Welcome(bot))
