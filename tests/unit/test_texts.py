"""The words."""

import pytest

from bot.presentation.texts import locales, pick_locale, quote, say, shorten


def test_english_is_there_and_is_the_fallback() -> None:
    assert "en-US" in locales()
    assert pick_locale("en-GB") == "en-US"
    assert pick_locale("xx") == "en-US"
    assert say("xx", "card-queued") == say("en-US", "card-queued")


def test_plurals_are_the_languages_business() -> None:
    assert say("en-US", "card-position", position=1) == "Next in line."
    assert say("en-US", "card-position", position=3) == "Number 3 in line."


def test_mistakes_in_the_code_are_loud() -> None:
    with pytest.raises(KeyError):
        say("en-US", "no-such-text")
    with pytest.raises(ValueError, match="card-position"):
        say("en-US", "card-position")


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab  cd", 4, "ab…"), ("e\u0301e\u0301e\u0301", 4, "e\u0301…")],
)
def test_long_texts_are_cut_with_an_ellipsis_and_never_inside_a_character(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
    assert len(shorten(text, limit)) <= limit


def test_a_quoted_prompt_is_harmless() -> None:
    text = quote("# Big **bold** @everyone\n> quoted <@123>", 100)
    assert "@everyone" not in text
    assert "**bold**" not in text
    assert all(line.startswith("> ") for line in text.splitlines())
