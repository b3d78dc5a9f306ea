"""Sentences: every one that people see stands in `bot/locales/<language>/`, and is said through here.

Whoever raises an error or pauses the worker does not know who will read of it, nor in which language: they hand on a
Sentence, which the presentation says in the language of whoever reads it.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

FALLBACK = "en-US"
FOLDER = Path(__file__).parent / "locales"

#: What a sentence may have inside; an integer is written with the language's own thousands separators.
Value: TypeAlias = Union[str, int, float, "Sentence"]


class Sentence:
    """One sentence that is not said yet: its name in the catalogues, and the values inside.

    Values can be sentences themselves. Equal if both are; `str` says it in English, as logs have it.
    """

    __slots__ = ("_values", "key")

    def __init__(self, key: str, /, **values: Value) -> None:
        #: A message's name, or `name.attribute`.
        self.key = key
        self._values = tuple(sorted(values.items()))

    @property
    def values(self) -> dict[str, Value]:
        """What stands inside, by name."""
        return dict(self._values)

    def say(self, locale: str) -> str:
        """Say it in a language; raises as the function `say` does."""
        return say(locale, self.key, **self.values)

    def __str__(self) -> str:
        """Say it in English."""
        return self.say(FALLBACK)

    def __repr__(self) -> str:
        """Name it and its values."""
        return f"Sentence({', '.join([repr(self.key), *(f'{name}={value!r}' for name, value in self._values)])})"

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same."""
        return isinstance(other, Sentence) and (self.key, self._values) == (other.key, other._values)

    def __hash__(self) -> int:
        """Fit `==`."""
        return hash((self.key, self._values))


def say(locale: str, key: str, /, **values: Value) -> str:
    """Say a sentence in a language, or in English where that language or sentence is missing or broken.

    `key` is a message's name, or `name.attribute`. Raises KeyError for a sentence that English lacks too, ValueError
    if a value that it needs is not given: both are mistakes in the code.
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
    """Say several sentences after each other; a text is taken as it is."""
    return " ".join(one.say(locale) if isinstance(one, Sentence) else one for one in sentences)


@cache
def locales() -> tuple[str, ...]:
    """The languages that there are texts for, by Discord's codes."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if any(path.glob("*.ftl"))))


@cache
def pick_locale(locale: str) -> str:
    """Find the language that fits best: the same, another of the same tongue, else English."""
    if locale in locales():
        return locale
    tongue = locale.partition("-")[0]
    return next((known for known in locales() if known.partition("-")[0] == tongue), FALLBACK)


@cache
def _load(locale: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415 - not where no sentence is ever said

    # Isolation marks keep mixed writing directions apart; Discord shows them as boxes inside code and links.
    bundle = FluentBundle([locale], use_isolating=False)
    for file in sorted((FOLDER / locale).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
