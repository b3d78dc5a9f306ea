"""Finds our messages about a job that were posted just before a crash, so that none is posted twice or left over."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import discord

from bot.domain.jobs import Job
from bot.presentation.cards.buttons import find_verbs
from bot.presentation.delivery.interaction_messages import has_video, is_waiting_card
from bot.presentation.delivery.ways import call_limit

#: How far before the card a search starts, since the two clocks may differ; and how much of a busy channel it reads.
_SKEW = timedelta(minutes=10)
_SEARCH_MESSAGES = 5000
#: The same when looking for a message only to delete it, perhaps together with hundreds of others.
_TIDY_MESSAGES = 500


async def find_result(client: discord.Client, job: Job, channel: discord.PartialMessageable) -> int | None:
    """Find the message with a job's video or the link to it; no other message has a Delete button."""
    async with call_limit():
        async for message in _list_ours(client, job, channel):
            if has_video(message, job) or "delete" in find_verbs(message, job.id):
                return message.id
    return None


async def find_group_result(
    client: discord.Client, members: Sequence[Job], channel: discord.PartialMessageable
) -> int | None:
    """Find the message with a video of any of these variations."""
    async with call_limit():
        async for message in _list_ours(client, members[0], channel):
            if any(has_video(message, job) for job in members):
                return message.id
    return None


async def find_notice(
    client: discord.Client, job: Job, channel: discord.PartialMessageable, *, is_brief: bool = False
) -> int | None:
    """Find the message that says that a job failed, or that someone else cancelled it.

    If `is_brief`, the search ends earlier and misses a message that was posted long after the card.
    """
    async with call_limit():
        async for message in _list_ours(client, job, channel, limit=_TIDY_MESSAGES if is_brief else _SEARCH_MESSAGES):
            verbs = find_verbs(message, job.id)
            # The card of a waiting job has Edit, too.
            if "edit" in verbs and not verbs & {"cancel", "delete"} and not has_video(message, job):
                return message.id
    return None


async def find_card(client: discord.Client, job: Job, channel: discord.PartialMessageable) -> int | None:
    """Find the card of a job whose message isn't known, by the Cancel button that it was posted with."""
    async with call_limit():
        async for message in _list_ours(client, job, channel):
            if is_waiting_card(message, job):
                return message.id
    return None


async def _list_ours(
    client: discord.Client, job: Job, channel: discord.PartialMessageable, *, limit: int = _SEARCH_MESSAGES
) -> AsyncIterator[discord.Message]:
    # An old application's id differs from its bot user's.
    ours = {client.application_id, None if client.user is None else client.user.id}
    after = discord.Object(job.card_message_id or discord.utils.time_snowflake(job.created_at - _SKEW))
    async for message in channel.history(limit=limit, after=after, oldest_first=True):
        if message.author.bot and message.author.id in ours:
            yield message
