"""Sentences: all texts for people are in `bot/locales/<language>/` and are formatted here.

Code that raises an error or pauses the worker doesn't know who will read about it, nor in which language. It passes on
a Sentence, which the presentation formats in the reader's language.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

FALLBACK = "en-US"
FOLDER = Path(__file__).parent / "locales"

#: The types of values; integers get the language's thousands separators.
Value: TypeAlias = Union[str, int, float, "Sentence"]


class Sentence:
    """One sentence that isn't formatted yet: its key in the catalogues, and the values.

    Values can be sentences themselves. Equal if key and values are; `str` formats it in English, for logs.
    """

    __slots__ = ("_values", "key")

    def __init__(self, key: str, /, **values: Value) -> None:
        #: A message's key, or `key.attribute`.
        self.key = key
        self._values = tuple(sorted(values.items()))

    @property
    def values(self) -> dict[str, Value]:
        """The values by name."""
        return dict(self._values)

    def say(self, locale: str) -> str:
        """Format it in a language; raises the same as the function `say`."""
        return say(locale, self.key, **self.values)

    def __str__(self) -> str:
        """Format it in English."""
        return self.say(FALLBACK)

    def __repr__(self) -> str:
        """Show the key and its values."""
        return f"Sentence({', '.join([repr(self.key), *(f'{name}={value!r}' for name, value in self._values)])})"

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same key and values."""
        return isinstance(other, Sentence) and (self.key, self._values) == (other.key, other._values)

    def __hash__(self) -> int:
        """Consistent with `==`."""
        return hash((self.key, self._values))


def say(locale: str, key: str, /, **values: Value) -> str:
    """Format a sentence in a language, or in English if the language or the sentence is missing or broken.

    `key` is a message's key, or `key.attribute`. Raises KeyError for a sentence that English lacks too, ValueError for
    a missing value: both are mistakes in the code.
    """
    name, _, attribute = key.partition(".")
    said = {one: value.say(locale) if isinstance(value, Sentence) else value for one, value in values.items()}
    known = pick_locale(locale)
    problem: Exception = KeyError(key)
    for language in dict.fromkeys((known, FALLBACK)):
        bundle = _load(language)
        if not bundle.has_message(name):
            continue
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            continue
        text, errors = bundle.format_pattern(pattern, said)
        if not errors:
            return str(text)
        problem = ValueError(f"text {key!r}: {errors[0]}")
    raise problem


def say_all(locale: str, sentences: Iterable[str | Sentence]) -> str:
    """Format several sentences, joined by spaces; plain text stays as it is."""
    return " ".join(one.say(locale) if isinstance(one, Sentence) else one for one in sentences)


@cache
def locales() -> tuple[str, ...]:
    """The languages with a catalogue, by Discord's codes."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if any(path.glob("*.ftl"))))


@cache
def pick_locale(locale: str) -> str:
    """Return the closest language: the same, another variant of it, else English."""
    if locale in locales():
        return locale
    tongue = locale.partition("-")[0]
    return next((known for known in locales() if known.partition("-")[0] == tongue), FALLBACK)


@cache
def _load(locale: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415 - some processes never format a sentence

    # Isolation marks separate mixed writing directions, but Discord shows them as boxes inside code and links.
    bundle = FluentBundle([locale], use_isolating=False)
    for file in sorted((FOLDER / locale).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
