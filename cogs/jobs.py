"""/veo-jobs: what somebody has in the making, and what was made."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, VeoBot
from bot.presentation.common.texts import localized
from bot.presentation.jobs.list_view import FilterSelect, ListPage, PageButton, SendAgainButton
from bot.storage.jobs.listings import JobFilter

_SHOW_CHOICES = [app_commands.Choice(name=localized(f"jobs-show-{show}"), value=show.value) for show in JobFilter]


class Jobs(commands.Cog):
    """Lists of jobs, for people."""

    @app_commands.command(name="veo-jobs", description=localized("command-veo-jobs"))
    @app_commands.describe(show=localized("command-veo-jobs-show"), member=localized("command-veo-jobs-member"))
    @app_commands.choices(show=_SHOW_CHOICES)
    async def jobs(
        self,
        interaction: Interaction,
        show: str = JobFilter.ALL.value,
        member: discord.User | discord.Member | None = None,
    ) -> None:
        """Show the first page, to the person alone."""
        whose = interaction.user if member is None else member
        await interaction.client.job_listing.show(interaction, ListPage(user_id=whose.id, show=JobFilter(show)))


async def setup(bot: VeoBot) -> None:
    """Add the cog, and have discord.py know the buttons by their ids."""
    bot.add_dynamic_items(SendAgainButton, PageButton, FilterSelect)
    await bot.add_cog(Jobs())
