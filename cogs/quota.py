"""/veo-quota: what a person has left."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import VeoBot
from bot.presentation.common.translator import localized
from bot.presentation.info.quota import show_quota
from bot.services.quota.service import QuotaService


class Quota(commands.Cog):
    """What a person has left."""

    def __init__(self, quota: QuotaService) -> None:
        self._quota = quota

    @app_commands.command(name="veo-quota", description=localized("command-veo-quota"))
    async def quota(self, interaction: discord.Interaction) -> None:
        """Show privately what the person has left here."""
        await show_quota(interaction, self._quota)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(Quota(bot.context.quota))
