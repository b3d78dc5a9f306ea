"""The words."""

import pytest
from discord import AppCommandOptionType
from discord.app_commands import Transformer, TransformerError
from fluent.runtime import FluentBundle, FluentResource

from bot import sentences
from bot.errors import UserError
from bot.markdown import quote, shorten
from bot.presentation.common.replies import describe_error
from bot.presentation.common.translator import localized
from bot.sentences import Sentence, locales, pick_locale, say


def test_english_is_there_and_is_the_fallback() -> None:
    assert "en-US" in locales()
    assert pick_locale("en-GB") == "en-US"
    assert pick_locale("xx") == "en-US"
    assert say("xx", "card-queued") == say("en-US", "card-queued")


def test_plurals_are_the_languages_business() -> None:
    assert say("en-US", "card-position", position=1) == "You're next in line."
    assert say("en-US", "card-position", position=3) == "You're number 3 in line."


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


def test_a_broken_translation_falls_back_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = FluentBundle(["de"], use_isolating=False)
    broken.add_resource(FluentResource("card-position = Platz { $rank }\ncard-queued = Wartet\n"))
    load = sentences._load
    monkeypatch.setattr(sentences, "_load", lambda locale: broken if locale == "de" else load(locale))
    assert say("de", "card-queued") == "Wartet"
    assert say("de", "card-position", position=1) == "You're next in line."
    assert say("de", "card-almost") == "Almost there."


def test_an_error_is_several_sentences_in_the_readers_language_and_english_in_the_log() -> None:
    error = UserError(Sentence("refusal-fits", seconds=5), "As it is.", Sentence("kind-pdf"))
    assert str(error) == "A 5 s video would still fit now. As it is. a PDF document"
    german = f"{say('de', 'refusal-fits', seconds=5)} As it is. {say('de', 'kind-pdf')}"
    assert describe_error(error, "de", command="veo") == german


def test_a_value_that_discord_made_up_is_answered_in_words() -> None:
    error = TransformerError("x" * 300, AppCommandOptionType.integer, Transformer())
    said = describe_error(error, "en-US", command="veo")
    assert said.startswith("“xxx")
    assert len(said) < 250


def test_a_text_of_a_command_is_english_and_knows_its_key() -> None:
    text = localized("seconds", seconds=5)
    assert str(text) == "5 s"
    assert text.extras == {"key": "seconds", "values": {"seconds": 5}}
