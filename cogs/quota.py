"""/veo-quota: what somebody has left."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, VeoBot
from bot.presentation.common.texts import localized
from bot.presentation.info.quota import show_quota


class Quota(commands.Cog):
    """What is left, for people."""

    @app_commands.command(name="veo-quota", description=localized("command-veo-quota"))
    async def quota(self, interaction: Interaction) -> None:
        """Show what the person has left here, to them alone."""
        await show_quota(interaction, interaction.client.money.quota_service)


async def setup(bot: VeoBot) -> None:
    """Add the cog, as discord.py asks of an extension."""
    await bot.add_cog(Quota())
