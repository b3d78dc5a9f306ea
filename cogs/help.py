"""/veo-help: how to use the bot."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, VeoBot
from bot.presentation.common.texts import localized
from bot.presentation.info.help import show_help


class Help(commands.Cog):
    """Help, for everybody."""

    @app_commands.command(name="veo-help", description=localized("command-veo-help"))
    async def help(self, interaction: Interaction) -> None:
        """Explain the bot, to the person alone."""
        bot = interaction.client
        is_admin = interaction.guild_id is not None and interaction.permissions.manage_guild
        names = {command.name for command in bot.tree.get_commands()}
        is_admin = is_admin or interaction.user.id in bot.operators.ids()
        await show_help(interaction, names, bot.command_ids, is_admin=is_admin)


async def setup(bot: VeoBot) -> None:
    """Add the cog, as discord.py asks of an extension."""
    await bot.add_cog(Help())
