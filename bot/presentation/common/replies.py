"""Private answers: refusals, and what to say after an unexpected error."""

import io
import secrets
from typing import Any

import discord
from discord import app_commands

from bot.errors import AskedTwice, RequestTaken, UserError
from bot.markdown import plain, shorten
from bot.observability import get_logger
from bot.presentation.common.discord_errors import ALREADY_ANSWERED
from bot.presentation.common.inputs import read_prompt
from bot.presentation.common.waiting import read_answer
from bot.sentences import say

log = get_logger(__name__)

_VALUE_CHARS = 100
_MESSAGE_CHARS = 2000


async def tell_privately(
    interaction: discord.Interaction, text: str, *, view: discord.ui.View = discord.utils.MISSING
) -> None:
    """Answer so that only the person sees it, as the first answer or a later one."""
    await _tell(interaction, {"content": shorten(text, _MESSAGE_CHARS), "view": view})


async def show_privately(interaction: discord.Interaction, view: discord.ui.LayoutView) -> int:
    """Answer with a laid-out message that only the person sees; returns its id."""
    no_mentions = discord.AllowedMentions.none()
    if interaction.response.is_done():
        return (await interaction.edit_original_response(view=view, allowed_mentions=no_mentions)).id
    response = await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=no_mentions)
    return response.message_id or (await interaction.original_response()).id


async def refuse_privately(
    interaction: discord.Interaction, text: str, *, view: discord.ui.View = discord.utils.MISSING
) -> None:
    """Do the same; for a refused form, repeat what was typed, since Discord doesn't keep it."""
    written = read_prompt(interaction)
    if not written:
        await tell_privately(interaction, text, view=view)
        return
    await tell_text(interaction, f"{text}\n{say(interaction.locale.value, 'form-written')}", written, view=view)


async def tell_text(
    interaction: discord.Interaction, text: str, written: str, *, view: discord.ui.View = discord.utils.MISSING
) -> None:
    """Answer privately with a person's whole text, for copying; as a file if it doesn't fit into a message."""
    quoted = f"{text}\n```\n{written}\n```".strip()
    if len(quoted) <= _MESSAGE_CHARS and "```" not in written:
        await tell_privately(interaction, quoted, view=view)
    else:
        file = discord.File(io.BytesIO(written.encode(errors="replace")), "prompt.txt")
        await _tell(interaction, {"content": shorten(text, _MESSAGE_CHARS), "view": view, "file": file})


async def _tell(interaction: discord.Interaction, message: dict[str, Any]) -> None:
    message |= {"ephemeral": True, "allowed_mentions": discord.AllowedMentions.none()}
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(**message)
        except discord.HTTPException as error:
            answer = await read_answer(interaction) if error.code == ALREADY_ANSWERED else None
            if answer is None or not answer.flags.loading:
                raise  # another process has answered
        else:
            return
    await interaction.followup.send(**message)


async def answer_error(interaction: discord.Interaction, error: BaseException) -> None:
    """Answer any error of a command: a refusal with its own sentence, anything else with a reference to the log.

    If another process has the request, that one answers.
    """
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, RequestTaken) or (isinstance(cause, discord.HTTPException) and cause.code == ALREADY_ANSWERED):
        log.info("request taken already", command=_name(interaction))
        return
    if interaction.type is discord.InteractionType.autocomplete:
        await _suggest_nothing(interaction)
        return
    text = describe_error(error, interaction.locale.value, command=_name(interaction))
    answer = tell_privately if isinstance(error, AskedTwice) else refuse_privately
    try:
        await answer(interaction, text)
    except discord.HTTPException as failure:
        log.warning("answer not delivered", command=_name(interaction), code=failure.code)


def describe_error(error: BaseException, locale: str, *, command: str | None) -> str:
    """Return what to tell a person whose `command` raised this; an unexpected error is logged under a reference."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, UserError):
        return cause.say(locale)
    if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return say(locale, "error-command-changed")
    if isinstance(cause, app_commands.TransformerError):
        return say(locale, "error-option", value=plain(str(cause.value), _VALUE_CHARS))
    reference = secrets.token_hex(4)
    log.error("unexpected error", reference=reference, command=command, exc_info=cause)
    return say(locale, "error-unexpected", reference=reference)


async def _suggest_nothing(interaction: discord.Interaction) -> None:
    """Answer a person who is still typing with no suggestions."""
    try:
        await interaction.response.autocomplete([])
    except (discord.HTTPException, discord.InteractionResponded) as error:
        log.info("no suggestions", why=type(error).__name__)


def _name(interaction: discord.Interaction) -> str | None:
    return interaction.command.qualified_name if interaction.command else None


def mention_person(user_id: int, locale: str) -> str:
    """Mention a person; for the negative number of a deleted person, say that instead."""
    return say(locale, "admin-deleted-person") if user_id < 0 else f"<@{user_id}>"
