"""The desk: takes an order from an interaction and answers it with a card, within Discord's three seconds."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import aiohttp
import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.jobs import Job
from bot.domain.requests import VideoRequest
from bot.media.picture_files import name_picture
from bot.observability import get_logger
from bot.presentation.cards import Card
from bot.presentation.permissions import require_permissions
from bot.presentation.replies import AnyInteraction
from bot.presentation.shorter import offer_shorter
from bot.presentation.texts import say
from bot.services.refusals import Refused
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

        If a limit stands in the way, a shorter video that fits is offered. Raises UserError, with nothing stored, if
        the bot may not post here or the request is refused.
        """
        require_permissions(interaction, interaction.locale.value)
        try:
            job = await self._studio.request(make_place(interaction), request)
        except Refused as refused:
            await offer_shorter(
                interaction, refused, lambda again, seconds: self.take(again, replace(request, duration_s=seconds))
            )
            return
        try:
            message_id = await self._answer(interaction, job)
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("answer not shown", job_id=job.id, why=repr(error))
            note = say(job.locale, "error-no-answer", mention=f"<@{job.user_id}>")
            await self.post_card(interaction.client, job, note=note)
        else:
            if message_id is not None:
                await self._note_card(job, message_id)

    async def post_card(
        self,
        client: discord.Client,
        job: Job,
        *,
        note: str = "",
        frame: bytes | None = None,
        reply_to: int | None = None,
    ) -> bool:
        """Post a job's card as a message, or take the order back that nobody would know of; tell whether it is there.

        `note` stands above it and may mention the requester; `frame` is the prepared picture that the card shows.
        """
        more: dict[str, Any] = {}
        if frame is not None and job.image_path is not None:
            more["file"] = discord.File(io.BytesIO(frame), name_picture(job.image_path))
        if reply_to is not None:
            more["reference"] = discord.MessageReference(
                message_id=reply_to, channel_id=job.channel_id, guild_id=job.guild_id, fail_if_not_exists=False
            )
            more["mention_author"] = False
        mentioned = [discord.Object(job.user_id)] if note else False
        try:
            message = await client.get_partial_messageable(job.channel_id, guild_id=job.guild_id).send(
                view=Card(job, self.outlook(job), note=note),
                allowed_mentions=discord.AllowedMentions(
                    everyone=False, roles=False, replied_user=False, users=mentioned
                ),
                nonce=f"{job.id}-card",
                **more,
            )
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("card not posted", job_id=job.id, why=repr(error))
        else:
            await self._note_card(job, message.id)
            return True
        try:
            await self._studio.cancel(job, why="no answer possible")
        except (StorageError, SQLAlchemyError, OSError) as error:
            log.warning("unseen job not cancelled", job_id=job.id, why=repr(error))
        return False

    async def _note_card(self, job: Job, message_id: int) -> None:
        try:
            await self._studio.show_card(job, message_id)
        except (StorageError, SQLAlchemyError, OSError) as error:
            # The order stands all the same, only its card stays as it is: that is no refusal.
            log.warning("card not noted", job_id=job.id, why=repr(error))

    async def _answer(self, interaction: AnyInteraction, job: Job) -> int | None:
        response = await interaction.response.send_message(
            view=Card(job, self.outlook(job)), allowed_mentions=discord.AllowedMentions.none()
        )
        return response.message_id


def make_place(interaction: AnyInteraction) -> Place:
    """Who asks, and where the video is to appear, of an interaction in a channel."""
    if interaction.channel_id is None:
        raise ValueError("a command without a channel")
    return Place(
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        interaction_token=interaction.token,
        upload_limit_bytes=interaction.filesize_limit,
        locale=public_locale(interaction),
        parent_channel_id=parent_of(interaction.channel),
        role_ids=roles_of(interaction.user),
    )


def parent_of(channel: object) -> int | None:
    """The channel that a thread belongs to; None for everything else."""
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def roles_of(user: discord.abc.User) -> frozenset[int]:
    """The ids of a member's roles; none outside of servers."""
    return frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()


def public_locale(interaction: AnyInteraction) -> str:
    """The language for what everybody sees: the server's; in direct messages the person's."""
    return (interaction.guild_locale or interaction.locale).value
