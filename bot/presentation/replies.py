"""Private answers to whoever asked: refusals, and what to say when something unexpected happened."""

import secrets

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.texts import say, shorten

log = get_logger(__name__)

#: Discord's codes for an interaction that nobody waits for any more, and one that is answered already.
UNKNOWN_INTERACTION = 10062
ALREADY_ANSWERED = 40060
_VALUE_CHARS = 100

AnyInteraction = discord.Interaction[commands.AutoShardedBot]


async def tell_privately(
    interaction: AnyInteraction, text: str, *, view: discord.ui.View = discord.utils.MISSING
) -> None:
    """Answer so that only the person sees it, whether or not something was answered before."""
    text = shorten(text, 2000)
    no_mentions = discord.AllowedMentions.none()
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True, view=view, allowed_mentions=no_mentions)
    else:
        await interaction.response.send_message(text, ephemeral=True, view=view, allowed_mentions=no_mentions)


async def answer_error(interaction: AnyInteraction, error: BaseException) -> None:
    """Answer whatever a command raised: a refusal with its own sentence, anything else with a reference to the log."""
    text = describe_error(error, interaction.locale.value, command=_name(interaction))
    try:
        await tell_privately(interaction, text)
    except discord.HTTPException as failure:
        log.warning("answer not delivered", command=_name(interaction), code=failure.code)


def describe_error(error: BaseException, locale: str, *, command: str | None) -> str:
    """What to tell a person whose `command` raised this; what nobody expected goes to the log under a reference."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, UserError):
        return cause.say(locale)
    if isinstance(cause, app_commands.TransformerError):
        return say(locale, "error-option", value=shorten(str(cause.value), _VALUE_CHARS))
    reference = secrets.token_hex(4)
    log.error("unexpected error", reference=reference, command=command, exc_info=cause)
    return say(locale, "error-unexpected", reference=reference)


def _name(interaction: AnyInteraction) -> str | None:
    return interaction.command.qualified_name if interaction.command else None
