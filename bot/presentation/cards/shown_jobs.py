"""Checks whether people can see a job where they ask for it: knowing its id, as anyone may, gives no access."""

import discord

from bot.domain.jobs import Job
from bot.observability import get_logger
from bot.presentation.cards.buttons import has_buttons_of
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.permissions import is_outside

log = get_logger(__name__)


class ShownJobs:
    """The jobs that are visible where an interaction came from."""

    def __init__(self, interaction: discord.Interaction) -> None:
        self._interaction = interaction

    async def is_pressed(self, job: Job) -> bool:
        """Whether the interaction is on an existing message that shows the job.

        A forwarded message has no buttons.
        """
        message = self._interaction.message
        if message is None or not has_buttons_of(message, job.id):
            return False
        # A pressed message exists, but a form may be submitted long after it was opened.
        if self._interaction.type is discord.InteractionType.component or is_outside(self._interaction):
            return True
        return await self._is_there(message.channel.id, message.id)

    async def is_posted(self, job: Job) -> bool:
        """Whether the job's video still exists in the channel of the request."""
        if job.result_message_id is None or job.result_channel_id is not None:
            return False
        return await self._is_there(job.channel_id, job.result_message_id)

    async def _is_there(self, channel_id: int, message_id: int) -> bool:
        """Whether a message exists; also True if Discord can't be asked."""
        channel = self._interaction.client.get_partial_messageable(channel_id, guild_id=self._interaction.guild_id)
        try:
            await channel.fetch_message(message_id)
        except discord.NotFound:
            return False
        except DISCORD_FAILURES as error:
            log.info("message not looked at", why=type(error).__name__)
        return True
