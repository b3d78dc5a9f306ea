"""Classifies failed calls to Discord: whether trying again can help."""

import aiohttp
import discord

from bot.services.ports import DeliveryDelayed, DeliveryError, DeliveryImpossible

#: Everything that a call to Discord may raise; TimeoutError is an OSError.
DISCORD_FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError)

#: Discord's codes, from its list of JSON error codes.
UNKNOWN_MESSAGE = 10008
TOO_LARGE = 40005
ALREADY_ANSWERED = 40060
EDITED_TOO_OFTEN = 30046
#: Messages in an archived thread can't be edited; posting reopens it.
THREAD_ARCHIVED = 50083
MAY_NOT_REPLY = 160002


def translate(error: Exception) -> DeliveryError:
    """Convert an error to DeliveryDelayed if the same call can work later, else to DeliveryImpossible."""
    if isinstance(error, discord.RateLimited):
        return DeliveryDelayed("Discord asks to wait", error.retry_after)
    if isinstance(error, discord.HTTPException):
        # An answer without a code says nothing about this message: it is a proxy's page, or the token is no longer
        # valid.
        is_verdict = error.code != 0 or error.status == 413
        if is_verdict and error.status < 500 and error.status != 429:
            return DeliveryImpossible(f"Discord refused: {error.status}, code {error.code}")
        return DeliveryDelayed(f"Discord does not answer properly: {error.status}, code {error.code}")
    return DeliveryDelayed(f"Discord does not answer: {type(error).__name__}")


def is_too_large(error: discord.HTTPException) -> bool:
    """Whether a file has more bytes than Discord accepts here."""
    return error.status == 413 or error.code == TOO_LARGE
