"""Waits for the data of an answer: Discord wants a first answer within three seconds, and the database may be slow."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import discord

from bot.errors import DatabaseUnavailable, UserError
from bot.observability import get_logger
from bot.presentation.common.discord_errors import ALREADY_ANSWERED, DISCORD_FAILURES
from bot.sentences import Sentence

log = get_logger(__name__)
T = TypeVar("T")

#: The first answer needs time to arrive, too.
_ACKNOWLEDGE_AFTER_S = 1.8


async def wait_with(interaction: discord.Interaction, decision: Awaitable[T]) -> T:
    """Wait for a decision; if it takes too long for Discord, show the person that the bot is working."""
    deciding = asyncio.ensure_future(decision)
    try:
        done, _ = await asyncio.wait({deciding}, timeout=_ACKNOWLEDGE_AFTER_S)
        if not done:
            await acknowledge(interaction)
        return await deciding
    except DISCORD_FAILURES as error:
        if deciding.done():
            raise
        log.info("not acknowledged", why=repr(error))
        return await deciding
    finally:
        deciding.cancel()


@contextmanager
def refused_if_stopped() -> Iterator[None]:
    """Turn the cancellation by a shutdown into a UserError, which tells people who still wait to try again."""
    try:
        yield
    except asyncio.CancelledError:
        raise UserError(Sentence("error-restarting")) from None


async def in_time(decision: Awaitable[T]) -> T:
    """Wait for a form's data; a form must be the first answer. Raises DatabaseUnavailable if it takes too long."""
    try:
        async with asyncio.timeout(_ACKNOWLEDGE_AFTER_S):
            return await decision
    except TimeoutError as error:
        raise DatabaseUnavailable(Sentence("error-database-slow")) from error


async def acknowledge(interaction: discord.Interaction, *, is_new: bool = True) -> None:
    """Acknowledge, unless there is an answer already, ours or another process's.

    The answer is a private placeholder; if not `is_new`, it is the message whose button was pressed, unchanged.
    """
    if interaction.response.is_done():
        return
    try:
        await interaction.response.defer(ephemeral=True, thinking=is_new)
    except discord.HTTPException as error:
        if error.code != ALREADY_ANSWERED:
            raise


async def read_answer(interaction: discord.Interaction) -> discord.InteractionMessage | None:
    """The existing answer; None if it can't be read."""
    try:
        return await interaction.original_response()
    except DISCORD_FAILURES as error:
        log.info("answer not read", why=repr(error))
        return None
