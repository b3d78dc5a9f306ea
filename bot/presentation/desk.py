"""The desk: takes an order from an interaction and answers it with a card, within Discord's three seconds."""

from collections.abc import Callable

import aiohttp
import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.jobs import Job
from bot.domain.requests import VideoRequest
from bot.observability import get_logger
from bot.presentation.cards import Card
from bot.presentation.permissions import require_permissions
from bot.presentation.replies import AnyInteraction
from bot.presentation.texts import say
from bot.services.studio import Place, Studio
from bot.storage.database import StorageError
from bot.worker.courier import Outlook

log = get_logger(__name__)


class Desk:
    """Where commands, buttons and modals hand in a checked request."""

    def __init__(self, studio: Studio, outlook: Callable[[Job], Outlook]) -> None:
        self._studio = studio
        #: What can be said about a job; a process with a worker sets one that knows more.
        self.outlook = outlook

    async def take(self, interaction: AnyInteraction, request: VideoRequest) -> None:
        """Store the request as a job and answer with its card; the only work before the answer is one transaction.

        Raises UserError, with nothing stored, if the bot may not post here or the request is refused.
        """
        locale = public_locale(interaction)
        require_permissions(interaction, interaction.locale.value)
        place = Place(
            user_id=interaction.user.id,
            guild_id=interaction.guild_id,
            channel_id=_channel_id(interaction),
            interaction_token=interaction.token,
            upload_limit_bytes=interaction.filesize_limit,
            locale=locale,
        )
        job = await self._studio.request(place, request)
        try:
            message_id = await self._answer(interaction, job)
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("answer not shown", job_id=job.id, why=repr(error))
            message_id = await self._post_card(interaction, job)
        if message_id is not None:
            await self._studio.show_card(job, message_id)

    async def _answer(self, interaction: AnyInteraction, job: Job) -> int | None:
        response = await interaction.response.send_message(
            view=Card(job, self.outlook(job)), allowed_mentions=discord.AllowedMentions.none()
        )
        return response.message_id

    async def _post_card(self, interaction: AnyInteraction, job: Job) -> int | None:
        """The answer did not arrive: post the card as a message, or take the order back that nobody knows of."""
        note = say(job.locale, "error-no-answer", mention=f"<@{job.user_id}>")
        channel = interaction.client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        try:
            message = await channel.send(
                view=Card(job, self.outlook(job), note=note),
                allowed_mentions=discord.AllowedMentions(users=[discord.Object(job.user_id)]),
                nonce=f"{job.id}-card",
            )
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("card not posted", job_id=job.id, why=repr(error))
        else:
            return message.id
        try:
            await self._studio.cancel(job, why="no answer possible")
        except (StorageError, SQLAlchemyError, OSError) as error:
            log.warning("unseen job not cancelled", job_id=job.id, why=repr(error))
        return None


def public_locale(interaction: AnyInteraction) -> str:
    """The language for what everybody sees: the server's; in direct messages the person's."""
    return (interaction.guild_locale or interaction.locale).value


def _channel_id(interaction: AnyInteraction) -> int:
    if interaction.channel_id is None:
        raise ValueError("a command without a channel")
    return interaction.channel_id
