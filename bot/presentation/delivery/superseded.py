"""Removes the messages that are obsolete once a job has ended: its card, and a premature notice of failure."""

from dataclasses import replace

import discord

from bot.domain.jobs import Job, JobState
from bot.observability import get_logger
from bot.presentation.cards.card import SYMBOLS, Notice, link_to
from bot.presentation.common.discord_errors import DISCORD_FAILURES, THREAD_ARCHIVED, translate
from bot.presentation.delivery.interaction_messages import InteractionMessages, is_card
from bot.presentation.delivery.searching import find_card, find_notice
from bot.presentation.delivery.ways import call_limit
from bot.sentences import say
from bot.services.ports import DeliveryDelayed

log = get_logger(__name__)


class SupersededMessages:
    """Deletes them; a card that can't or mustn't be deleted becomes a line with a link to the end."""

    def __init__(self, client: discord.Client, answers: InteractionMessages) -> None:
        self._client = client
        self._answers = answers

    async def remove(self, job: Job, *, is_recent: bool) -> None:
        """Remove those of a job that ended just now (`is_recent`) or long ago. Safe to repeat.

        Raises DeliveryDelayed, or Discord's error, if it may work later.
        """
        if job.card_message_id is not None:
            await self._remove_card(job, job.card_message_id, is_recent=is_recent)
        elif (card_id := await self._find_card(job)) is not None:
            await self._remove_card(replace(job, card_message_id=card_id), card_id, is_recent=is_recent)
        if job.has_failed_before and job.state is JobState.DELIVERED:
            await self.remove_notices(job)

    async def _find_card(self, job: Job) -> int | None:
        """Find the card of a job that ended before the card's id was stored; None also if a search isn't possible."""
        if job.is_apart:
            return await self._answers.find_card(job)
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        try:
            return await find_card(self._client, job, channel)
        except DISCORD_FAILURES as error:
            _require_verdict(error)
            return None

    async def _remove_card(self, job: Job, message_id: int, *, is_recent: bool) -> None:
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        card = channel.get_partial_message(message_id)
        if not _is_only_trace(job):
            is_gone = not job.is_apart and await self._delete(job, card, is_recent=is_recent)
            if is_gone or await self._answers.delete(job, message_id):
                return
        line = Notice(describe_end_in_a_line(job))
        try:
            if not job.is_apart:
                async with call_limit():
                    await card.edit(view=line, attachments=[], allowed_mentions=discord.AllowedMentions.none())
                return
        except DISCORD_FAILURES as error:
            _require_verdict(error)
        if not (is_card(job) and await self._answers.edit(job, line, [])):
            log.info("card stays", job_id=job.id)

    async def _delete(self, job: Job, card: discord.PartialMessage, *, is_recent: bool) -> bool:
        """Delete a message of the channel; returns whether it is gone."""
        try:
            async with call_limit():
                await card.delete()
        except discord.NotFound:
            return True  # the message, or its channel
        except DISCORD_FAILURES as error:
            _require_verdict(error)
            is_archived = isinstance(error, discord.HTTPException) and error.code == THREAD_ARCHIVED
            if is_archived and is_recent:
                raise DeliveryDelayed("the card's thread is archived") from error
            log.info("card not deleted", job_id=job.id, why=str(translate(error)))
            return False
        return True

    async def remove_notices(self, job: Job, *, is_brief: bool = False) -> None:
        """Delete the notice that a job had failed; `is_brief` as for `find_notice`."""
        channels = [] if job.is_apart else [self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)]
        try:
            opened = await self._client.create_dm(discord.Object(job.user_id))
            channels.append(self._client.get_partial_messageable(opened.id))
        except DISCORD_FAILURES as error:
            _require_verdict(error)
        for channel in channels:
            try:
                message_id = await find_notice(self._client, job, channel, is_brief=is_brief)
                if message_id is not None:
                    await channel.get_partial_message(message_id).delete()
            except DISCORD_FAILURES as error:
                _require_verdict(error)


def describe_end_in_a_line(job: Job) -> str:
    """The text of a card that can't be deleted: how the job ended, and where."""
    title = f"{SYMBOLS[job.state]} {say(job.locale, f'card-{job.state}')}"
    if job.state is not JobState.DELIVERED:
        return title
    if job.result_channel_id is not None:
        return f"{title}. {say(job.locale, 'card-sent-directly')}"
    if job.result_message_id == job.answer_message_id:
        return f"{title}. {say(job.locale, 'private-card-shown')}"
    return f"{title} · [{say(job.locale, 'card-watch')}]({link_to(job, job.result_message_id)})"


def _is_only_trace(job: Job) -> bool:
    """Whether the card is all that would remain: the video is in a private answer, which Discord soon forgets."""
    return not job.is_apart and job.result_message_id is not None and job.result_message_id == job.answer_message_id


def _require_verdict(error: Exception) -> None:
    """Return if repeating the call can't help; else raise the error."""
    if isinstance(translate(error), DeliveryDelayed):
        raise error
