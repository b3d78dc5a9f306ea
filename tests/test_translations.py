"""Every text in every language: complete, with the same values inside, and as short as Discord needs it."""

import importlib
import re

import pytest

from bot.errors import UserError
from bot.sentences import FALLBACK, locales, say
from tests.support.catalogues import CONTENT, ROOT, SOURCES, limit_of, read_texts, read_uses

TRANSLATED = [locale for locale in locales() if locale != FALLBACK]
#: Numbers of every plural category, and texts.
VALUES: list[str | int] = [0, 1, 2, 5, 100, "word"]
#: What is written the same in other languages, too, though it has several words.
SAME: frozenset[str] = frozenset()


def test_the_promised_languages_are_there() -> None:
    assert set(locales()) == {"en-US", "de", "es-ES", "fr", "ja", "pt-BR"}


@pytest.mark.parametrize("locale", TRANSLATED)
def test_a_language_is_complete(locale: str) -> None:
    english, texts = read_texts(FALLBACK), read_texts(locale)
    assert sorted(english.keys() - texts.keys()) == [], "missing"
    assert sorted(texts.keys() - english.keys()) == [], "no such text in English"
    assert {key: text.variables for key, text in texts.items()} == {
        key: text.variables for key, text in english.items()
    }


@pytest.mark.parametrize("locale", TRANSLATED)
def test_nothing_is_left_in_english(locale: str) -> None:
    english, texts = read_texts(FALLBACK), read_texts(locale)
    same = [
        key
        for key in english.keys() & texts.keys() - SAME
        if _plain(texts[key].source) == _plain(english[key].source) and len(_plain(english[key].source).split()) >= 4
    ]
    assert sorted(same) == []


@pytest.mark.parametrize("locale", locales())
def test_every_text_can_be_said_and_fits_where_it_stands(locale: str) -> None:
    too_long = []
    for key, text in read_texts(locale).items():
        for value in VALUES if text.variables else VALUES[:1]:
            said = say(locale, key, **dict.fromkeys(text.variables, value))
            assert said.strip() == said != "", key
            assert said.count("**") % 2 == 0, f"{key}: an odd number of **"
            assert said.count("`") % 2 == 0, f"{key}: an odd number of `"
            if len(said) > limit_of(key):
                too_long.append(f"{key}: {len(said)} of {limit_of(key)}")
    assert too_long == []


def test_limits_are_known_where_discord_has_them() -> None:
    assert limit_of("command-veo") == 100
    assert limit_of("command-animate") == 32
    assert limit_of("animate-title") == 45
    assert limit_of("animate-motion-placeholder") == 100
    assert limit_of("example-text-1") == 100
    assert limit_of("result") == CONTENT


def test_the_code_names_only_texts_that_exist() -> None:
    keys = read_texts(FALLBACK).keys()
    missing = [
        f"{pattern} ({where})"
        for pattern, where in read_uses().named.items()
        if not any(re.fullmatch(pattern, key) for key in keys)
    ]
    assert missing == []


def test_no_text_is_left_over() -> None:
    strings = read_uses().strings
    # A pattern of anything at all would excuse every text.
    patterns = [re.compile(one) for one in strings if re.match(r"[a-z]+(\\-|\[)", one)]
    plain = {one.replace("\\", "") for one in strings}
    unused = [
        key
        for key in read_texts(FALLBACK)
        if key not in plain and not any(pattern.fullmatch(key) for pattern in patterns) and not _is_computed(key)
    ]
    assert unused == []


def test_no_refusal_is_worded_in_the_code() -> None:
    """What people are refused with stands in the catalogues, and is handed on by its name."""
    for path in SOURCES:
        if path.parts[len(ROOT.parts)] == "bot" and not path.name.startswith("__") and "migrations" not in path.parts:
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    names = {one.__name__ for one in _subclasses(UserError)} - {"ReconciliationRefused"}
    worded = [
        f"{path}:{line}"
        for name, path, line in read_uses().worded
        if name in names
        and path.parts[len(ROOT.parts)] != "sandbox"
        # Segmind's refusals are errors of another kind that has the same name.
        and "segmind" not in path.parts
    ]
    assert worded == []


def _subclasses(kind: type[Exception]) -> set[type[Exception]]:
    return {kind}.union(*(_subclasses(one) for one in kind.__subclasses__()))


def _is_computed(key: str) -> bool:
    """Whether a text is named by the data that comes with the bot."""
    return key.startswith(("style-", "camera-"))


def _plain(source: str) -> str:
    """The words of a text, without its name and what stands inside."""
    return re.sub(r"\{[^}]*\}|[^\w ]", " ", source.partition("=")[2]).strip().casefold()
