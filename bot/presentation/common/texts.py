"""Texts as Discord takes them: cut to its limits, quoted without harm, and marked for translation."""

from discord.app_commands import locale_str

from bot.sentences import FALLBACK, say


def localized(key: str, /, **values: str | int) -> locale_str:
    """Name a text of a command, so that Discord shows it in each person's language; in English by itself.

    For descriptions, names of choices and of message commands; bot.presentation.common.translator does the rest.
    """
    return locale_str(say(FALLBACK, key, **values), key=key, values=values)
