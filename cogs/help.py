"""/veo-help: how to use the bot."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import VeoBot
from bot.presentation.common.translator import localized
from bot.presentation.info.help import show_help


class Help(commands.Cog):
    """Help for everyone."""

    def __init__(self, bot: VeoBot) -> None:
        self._bot = bot

    @app_commands.command(name="veo-help", description=localized("command-veo-help"))
    async def help(self, interaction: discord.Interaction) -> None:
        """Explain the bot privately."""
        is_admin = interaction.guild_id is not None and interaction.permissions.manage_guild
        is_admin = is_admin or interaction.user.id in self._bot.context.operators.ids()
        names = {command.name for command in self._bot.tree.get_commands()}
        await show_help(interaction, names, self._bot.command_ids, is_admin=is_admin)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(Help(bot))
