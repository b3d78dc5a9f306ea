"""The desk for lists of jobs: who may see which, and sending a kept video again."""

import asyncio
from datetime import UTC, datetime

import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.jobs import Job, JobState
from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.cards.card import Notice
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.permissions import is_outside
from bot.presentation.common.replies import AnyInteraction, answer_error
from bot.presentation.common.texts import Sentence, say
from bot.presentation.jobs.actions import actor_of
from bot.presentation.jobs.list_view import JOBS_PER_PAGE, JobListView, ListPage, find_look
from bot.services.jobs.redelivery import Redelivery, RedeliveryRefused
from bot.storage.core.database import Database, StorageError
from bot.storage.jobs.listings import JobPage, read_page

log = get_logger(__name__)

#: Discord waits 3 s for the answer.
_READ_TIMEOUT_S = 2.0


class JobListing:
    """Shows lists of jobs, always to one person alone."""

    def __init__(self, database: Database, redelivery: Redelivery) -> None:
        self._database = database
        self._redelivery = redelivery

    async def show(self, interaction: AnyInteraction, look: ListPage) -> None:
        """Answer with a page. Raises UserError if the person may not see it, or the database does not answer."""
        view = await self._make(interaction, look)
        await interaction.response.send_message(
            view=view, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
        )

    async def turn(self, interaction: AnyInteraction, look: ListPage) -> None:
        """Show another page in place of the one whose button was pressed; answers whatever stands in the way."""
        try:
            view = await self._make(interaction, look)
            await interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())
        except Exception as error:  # noqa: BLE001 - the library would only log it
            await answer_error(interaction, error)

    async def redraw(self, interaction: AnyInteraction) -> bool:
        """Show the list as it is now, if what was pressed stands on one; tells whether that is the answer."""
        look = find_look(interaction.message)
        if look is None:
            return False
        try:
            view = await self._make(interaction, look)
            await interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())
        except (UserError, *DISCORD_FAILURES) as error:
            log.info("list not redrawn", user_id=interaction.user.id, why=type(error).__name__)
        return interaction.response.is_done()

    async def send_again(self, interaction: AnyInteraction, job_id: str) -> None:
        """Send a kept video to its owner, where it was ordered or else as the answer. Raises UserError."""
        job = await self._redelivery.find(job_id, interaction.user.id)
        locale = interaction.locale.value
        at = datetime.now(UTC)
        # The answer comes first: what delivers the video may be quicker than a second one from here.
        response = await interaction.response.send_message(view=Notice(say(locale, "private-sending")), ephemeral=True)
        message_id = response.message_id or (await interaction.original_response()).id
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

    async def _make(self, interaction: AnyInteraction, look: ListPage) -> JobListView:
        locale = interaction.locale.value
        is_own = look.user_id == interaction.user.id
        guild_id = None if is_own else _require_admin(interaction)
        page = await self._read(look, guild_id)
        member = f"<@{look.user_id}>"
        if is_own:
            title = say(locale, "jobs-title")
        else:
            title = say(locale, "jobs-title-everywhere" if guild_id is None else "jobs-title-here", member=member)
        return JobListView(look, page, locale, title=title, is_own=is_own, is_kept=self._is_kept)

    async def _read(self, look: ListPage, guild_id: int | None) -> JobPage:
        try:
            async with asyncio.timeout(_READ_TIMEOUT_S), self._database.read() as connection:
                return await read_page(
                    connection, look.user_id, look.show, look.page, guild_id=guild_id, size=JOBS_PER_PAGE
                )
        except (SQLAlchemyError, StorageError, OSError) as error:  # a time-out is an OSError, too
            log.warning("jobs not read", user_id=look.user_id, why=repr(error))
            raise UserError(Sentence("jobs-unreadable")) from error

    def _is_kept(self, job: Job) -> bool:
        return job.state is JobState.UNDELIVERABLE and self._redelivery.is_there(job)


def _require_admin(interaction: AnyInteraction) -> int | None:
    """Let those in who may see somebody else's jobs; gives the server whose jobs, None for all. Raises UserError.

    An operator sees everything, though in a server its jobs alone, as do those who manage it.
    """
    actor = actor_of(interaction)
    is_here = interaction.guild_id is not None and not is_outside(interaction)
    if actor.is_operator or (is_here and actor.managed_guild_id is not None):
        return interaction.guild_id if is_here else None
    raise UserError(Sentence("jobs-not-theirs"))
