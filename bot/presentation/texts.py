"""The words: every sentence that people see stands in `locales/<language>/` and is said through here."""

import unicodedata
from functools import cache
from pathlib import Path

import discord
from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en-US"
_FOLDER = Path(__file__).with_name("locales")

Value = str | int | float


def say(locale: str, key: str, /, **values: Value) -> str:
    """Say a sentence in a language, or in English where that language or sentence is missing.

    `key` is a message's name, or `name.attribute`. Raises KeyError for a sentence that English lacks too, ValueError
    if a value that it needs is not given: both are mistakes in the code.
    """
    name, _, attribute = key.partition(".")
    for bundle in (_load(pick_locale(locale)), _load(FALLBACK)):
        if not bundle.has_message(name):
            continue
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            continue
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"text {key!r}: {errors[0]}")
        return str(text)
    raise KeyError(key)


@cache
def locales() -> tuple[str, ...]:
    """The languages that there are texts for, by Discord's codes."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if any(path.glob("*.ftl"))))


@cache
def pick_locale(locale: str) -> str:
    """Find the language that fits best: the same, another of the same tongue, else English."""
    if locale in locales():
        return locale
    tongue = locale.partition("-")[0]
    return next((known for known in locales() if known.partition("-")[0] == tongue), FALLBACK)


@cache
def _load(locale: str) -> FluentBundle:
    # Isolation marks keep mixed writing directions apart; Discord shows them as boxes inside code and links.
    bundle = FluentBundle([locale], use_isolating=False)
    for file in sorted((_FOLDER / locale).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle


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
    safe = discord.utils.escape_mentions(discord.utils.escape_markdown(shorten(text, limit)))
    return "\n".join(f"> {line}" for line in safe.splitlines())
