"""Texts as Discord takes them: cut to its limits, quoted without harm, and marked for translation."""

import unicodedata

import discord
from discord.app_commands import locale_str

from bot.sentences import FALLBACK, say


def localized(key: str, /, **values: str | int) -> locale_str:
    """Name a text of a command, so that Discord shows it in each person's language; in English by itself.

    For descriptions, names of choices and of message commands; bot.presentation.common.translator does the rest.
    """
    return locale_str(say(FALLBACK, key, **values), key=key, values=values)


def shorten(text: str, limit: int) -> str:
    """Cut a text to so many characters, with an ellipsis, never inside a combined character."""
    if len(text) <= limit:
        return text
    cut = limit - 1
    while cut > 0 and (unicodedata.combining(text[cut]) or text[cut] in "\u200d\ufe0f"):
        cut -= 1
    return text[:cut].rstrip() + "…"


def quote(text: str, limit: int) -> str:
    """Show somebody's text as a quotation: cut, without formatting, and with mentions made harmless."""
    return "\n".join(f"> {line}" for line in escape(shorten(text, limit)).splitlines())


def plain(text: str) -> str:
    """Somebody's text on one line, without formatting or links to people."""
    return " ".join(escape(text).split())


def escape(text: str) -> str:
    """Somebody's text without formatting, and with mentions made harmless."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))
