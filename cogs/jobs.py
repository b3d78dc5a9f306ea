"""/veo-jobs: a person's videos, in progress and done."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import VeoBot
from bot.domain.jobs import JobFilter
from bot.presentation.common.translator import localized
from bot.presentation.jobs.listing import JobListing, ListPage

_SHOW_CHOICES = [app_commands.Choice(name=localized(f"jobs-show-{show}"), value=show.value) for show in JobFilter]


class Jobs(commands.Cog):
    """Lists of jobs."""

    def __init__(self, listing: JobListing) -> None:
        self._listing = listing

    @app_commands.command(name="veo-jobs", description=localized("command-veo-jobs"))
    @app_commands.describe(show=localized("command-veo-jobs-show"), member=localized("command-veo-jobs-member"))
    @app_commands.choices(show=_SHOW_CHOICES)
    async def jobs(
        self,
        interaction: discord.Interaction,
        show: str = JobFilter.ALL.value,
        member: discord.User | discord.Member | None = None,
    ) -> None:
        """Show the first page privately."""
        whose = interaction.user if member is None else member
        await self._listing.show(interaction, ListPage(user_id=whose.id, show=JobFilter(show)))


async def setup(bot: VeoBot) -> None:
    """Add the cog; cogs.buttons handles the buttons of a list."""
    await bot.add_cog(Jobs(bot.context.job_listing))
