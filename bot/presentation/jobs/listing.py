"""Lists of jobs: permissions, turning pages, and sending a kept video again."""

from datetime import UTC, datetime

import discord

from bot.domain.jobs import Job, JobFilter, JobState
from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.card import NameModel, Notice
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.forms import read_choice
from bot.presentation.common.inputs import read_choice_of, read_id
from bot.presentation.common.permissions import actor_of, is_outside
from bot.presentation.common.replies import show_privately
from bot.presentation.common.waiting import wait_with
from bot.presentation.jobs.list_view import JOBS_PER_PAGE, JobListView, ListPage, find_list_page, parse_list_page
from bot.sentences import Sentence, say
from bot.services.jobs.listing import JobLists
from bot.services.jobs.redelivery import Redelivery, RedeliveryRefused

log = get_logger(__name__)


class JobListing:
    """Shows lists of jobs, always privately; each method answers, or raises what to answer."""

    def __init__(
        self, lists: JobLists, redelivery: Redelivery, operators: Operators, name_model: NameModel = str
    ) -> None:
        self._lists = lists
        self._name_model = name_model
        self._redelivery = redelivery
        self._operators = operators

    async def show(self, interaction: discord.Interaction, wanted: ListPage) -> None:
        """Answer with a page. Raises UserError if the person may not see it, or the database doesn't respond."""
        await show_privately(interaction, await wait_with(interaction, self._make(interaction, wanted)))

    async def turn(self, interaction: discord.Interaction, wanted: str) -> None:
        """Show the page of the pressed button's custom id. Raises UserError like `show`."""
        await self._replace(interaction, parse_list_page(wanted))

    async def choose(self, interaction: discord.Interaction, user_id: str) -> None:
        """Show the first page for the filter chosen from the menu. Raises UserError like `show`."""
        await self._replace(
            interaction, ListPage(user_id=read_id(user_id), show=read_choice_of(JobFilter, read_choice(interaction)))
        )

    async def redraw(self, interaction: discord.Interaction) -> bool:
        """Update the list if the pressed button is on one; returns whether that is the answer."""
        wanted = find_list_page(interaction.message)
        if wanted is None:
            return False
        try:
            await self._replace(interaction, wanted)
        except (UserError, *DISCORD_FAILURES) as error:
            log.info("list not redrawn", user_id=interaction.user.id, why=type(error).__name__)
        return interaction.response.is_done()

    async def send_again(self, interaction: discord.Interaction, job_id: str) -> None:
        """Send a kept video to its owner, in its channel or else as the answer. Raises UserError."""
        job = await wait_with(interaction, self._redelivery.find(job_id, interaction.user.id))
        locale = interaction.locale.value
        at = datetime.now(UTC)
        # Answer first: the delivery of the video may be faster than a second answer from here.
        message_id = await show_privately(interaction, Notice(say(locale, "private-sending")))
        try:
            await self._redelivery.send(
                job,
                token=interaction.token,
                message_id=message_id,
                at=at,
                upload_limit_bytes=interaction.filesize_limit,
            )
        except RedeliveryRefused as error:
            await interaction.edit_original_response(view=Notice(error.say(locale)))

    async def _replace(self, interaction: discord.Interaction, wanted: ListPage) -> None:
        view = await wait_with(interaction, self._make(interaction, wanted))
        if interaction.response.is_done():
            await show_privately(interaction, view)
        else:
            await interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())

    async def _make(self, interaction: discord.Interaction, wanted: ListPage) -> JobListView:
        locale = interaction.locale.value
        is_own = wanted.user_id == interaction.user.id
        guild_id = None if is_own else self._require_admin(interaction)
        page = await self._lists.read(
            wanted.user_id, wanted.show, wanted.page, guild_id=guild_id, page_size=JOBS_PER_PAGE
        )
        member = f"<@{wanted.user_id}>"
        if is_own:
            title = say(locale, "jobs-title")
        else:
            title = say(locale, "jobs-title-everywhere" if guild_id is None else "jobs-title-here", member=member)
        return JobListView(
            wanted, page, locale, title=title, is_own=is_own, is_kept=self._is_kept, name_model=self._name_model
        )

    def _is_kept(self, job: Job) -> bool:
        return job.state is JobState.UNDELIVERABLE and self._redelivery.is_there(job)

    def _require_admin(self, interaction: discord.Interaction) -> int | None:
        """Require that the person may see other people's jobs; returns the server whose jobs, None for all.

        An operator sees everything, but in a server only its jobs, like those who manage it. Raises UserError.
        """
        actor = actor_of(interaction, self._operators.ids())
        is_here = interaction.guild_id is not None and not is_outside(interaction)
        if actor.is_operator or actor.is_manager:
            return interaction.guild_id if is_here else None
        raise UserError(Sentence("jobs-not-theirs"))
