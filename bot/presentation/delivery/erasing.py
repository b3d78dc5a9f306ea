"""Deletes the messages that show a job: its card and its result, wherever they are."""

from collections.abc import Iterator

import discord

from bot.domain.jobs import Job
from bot.presentation.common.discord_errors import DISCORD_FAILURES, translate
from bot.presentation.delivery.interaction_messages import InteractionMessages
from bot.presentation.delivery.superseded import SupersededMessages
from bot.services.ports import DeliveryDelayed, DeliveryError, DeliveryImpossible


async def erase_messages(
    client: discord.Client, answers: InteractionMessages, superseded: SupersededMessages, job: Job, gone: int | None
) -> None:
    """Delete all of them that can be deleted, except the one that is `gone` already.

    After trying all, raises the same as `Notifier.erase`.
    """
    problems: list[DeliveryError] = []
    if job.needs_notice:
        try:
            await superseded.remove_notices(job, is_brief=True)
        except DISCORD_FAILURES as error:
            problems.append(translate(error))
    for channel_id, message_id in _list_messages(job):
        if message_id == gone:
            continue
        try:
            if channel_id is not None and await delete_message(client, channel_id, message_id):
                continue
            if not await answers.delete(job, message_id):
                problems.append(DeliveryImpossible("Discord does not let the bot delete a message"))
        except DISCORD_FAILURES as error:
            problems.append(translate(error))
    for problem in sorted(problems, key=lambda one: not isinstance(one, DeliveryDelayed)):
        raise problem


def _list_messages(job: Job) -> Iterator[tuple[int | None, int]]:
    """The messages with the channel in which they can be deleted; None if only an interaction's token gives access."""
    hidden = job.is_apart
    if job.card_message_id is not None:
        yield None if hidden else job.channel_id, job.card_message_id
    if job.result_message_id is None or job.result_message_id == job.card_message_id:
        return
    if job.result_channel_id is not None:
        yield job.result_channel_id, job.result_message_id
    else:
        is_answer_to_a_press = job.result_message_id == job.answer_message_id
        yield None if hidden or is_answer_to_a_press else job.channel_id, job.result_message_id


async def delete_message(client: discord.Client, channel_id: int, message_id: int) -> bool:
    """Delete a message of a channel; returns whether it is gone. Raises Discord's error if it may work later."""
    try:
        await client.get_partial_messageable(channel_id).get_partial_message(message_id).delete()
    except discord.NotFound:
        return True  # the message, or its channel
    except DISCORD_FAILURES as error:
        if isinstance(translate(error), DeliveryDelayed):
            raise
        return False
    return True
