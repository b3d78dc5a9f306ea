"""Marks the texts of commands and translates them; Discord shows each person the one registered for their language."""

import hashlib
from functools import cache

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.sentences import FALLBACK, FOLDER, Value, locales, pick_locale, say


class CommandTranslator(app_commands.Translator):
    """Translates descriptions, choices and message commands; command names are the same everywhere.

    Only texts marked with `localized` are translated, and only into languages with a catalogue.
    """

    async def translate(self, string: locale_str, locale: Locale, _context: TranslationContextTypes) -> str | None:
        """The text in a language; None if it is the same in English."""
        key = string.extras.get("key")
        if key is None or not has_texts(locale.value):
            return None
        text = _say(pick_locale(locale.value), key, tuple(string.extras["values"].items()))
        return None if text == string.message else text


@cache
def has_texts(locale: str) -> bool:
    """Whether there is a catalogue for a language, or a variant of it, other than English."""
    return pick_locale(locale) != FALLBACK


@cache
def _say(locale: str, key: str, values: tuple[tuple[str, Value], ...]) -> str:
    return say(locale, key, **dict(values))


@cache
def fingerprint() -> str:
    """A hash of all catalogues, without parsing them, because usually the commands are already registered."""
    digest = hashlib.sha256()
    for locale in locales():
        for file in sorted((FOLDER / locale).glob("*.ftl")):
            digest.update(f"{locale}/{file.name}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def localized(key: str, /, **values: str | int) -> locale_str:
    """Mark a text of a command for translation, so that Discord shows it in each person's language, by default English.

    For descriptions, names of choices and of message commands; CommandTranslator translates them.
    """
    return locale_str(say(FALLBACK, key, **values), key=key, values=values)
