"""Texts within Discord's limits, escaped where quoted, and marked for translation."""

from discord.app_commands import locale_str

from bot.sentences import FALLBACK, say


def localized(key: str, /, **values: str | int) -> locale_str:
    """Mark a text of a command for translation, so that Discord shows it in each person's language, by default English.

    For descriptions, names of choices and of message commands; bot.presentation.common.translator translates them.
    """
    return locale_str(say(FALLBACK, key, **values), key=key, values=values)
