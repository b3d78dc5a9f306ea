"""/veo-privacy: what the bot keeps about a person, and what they can do about it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import VeoBot
from bot.presentation.common.translator import localized
from bot.presentation.info.privacy import PrivacyPanel


class Privacy(commands.Cog):
    """A person's own data."""

    def __init__(self, panel: PrivacyPanel) -> None:
        self._panel = panel

    @app_commands.command(name="veo-privacy", description=localized("command-veo-privacy"))
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Show privately what is kept, with buttons to download or delete it."""
        await self._panel.show(interaction)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(Privacy(bot.context.privacy))
