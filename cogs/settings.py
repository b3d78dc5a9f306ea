"""/veo-settings: a person's own defaults."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import VeoBot
from bot.presentation.common.translator import localized
from bot.presentation.info.settings import SettingsPanel


class OwnSettings(commands.Cog):
    """A person's own defaults."""

    def __init__(self, panel: SettingsPanel) -> None:
        self._panel = panel

    @app_commands.command(name="veo-settings", description=localized("command-veo-settings"))
    async def settings(self, interaction: discord.Interaction) -> None:
        """Show privately what the person has chosen, with menus to change it."""
        await self._panel.show(interaction)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(OwnSettings(bot.context.settings))
