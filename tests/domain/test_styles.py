"""Styles and camera moves: the file, and what they make of a prompt."""

import importlib.resources
from pathlib import Path

import pytest

from bot.domain.requests import PROMPT_MAX_CHARS, InvalidRequest
from bot.domain.styles import StyleKind, Styles, StylesError, parse_styles
from bot.sentences import FALLBACK, say
from bot.services.jobs.styles import BUILT_IN, load_styles

STYLE = '[[style]]\nid = "noir"\nname = "Film noir"\nphrase = "Film noir,\\n black and white."\n'
CAMERA = '[[camera]]\nid = "still"\nname = "Still"\nphrase = "The camera is still."\n'


def read() -> Styles:
    return parse_styles(STYLE + CAMERA, "mine.toml")


def test_those_that_come_with_the_bot_are_enough_and_have_names_in_the_catalogue(tmp_path: Path) -> None:
    styles = load_styles(tmp_path).by_kind
    assert 12 <= len(styles[StyleKind.STYLE]) <= 25
    assert 8 <= len(styles[StyleKind.CAMERA]) <= 25
    for kind, entries in styles.items():
        for entry in entries.values():
            assert say(FALLBACK, f"{kind}-{entry.id}") == entry.name
            assert entry.phrase.endswith(".")
    phrases = [entry.phrase for entries in styles.values() for entry in entries.values()]
    assert len(set(phrases)) == len(phrases)


def test_they_are_part_of_the_package() -> None:
    assert importlib.resources.files("bot").joinpath("styles.toml").is_file()
    assert BUILT_IN.name == "styles.toml"


@pytest.mark.parametrize(
    ("prompt", "style", "camera", "dressed"),
    [
        ("  a cat ", None, None, "  a cat "),
        ("  a cat ", "noir", None, "a cat. Film noir, black and white."),
        ("A cat runs!", None, "still", "A cat runs! The camera is still."),
        ("She says “run!”", None, "still", "She says “run!” The camera is still."),
        ("猫が走る。", None, "still", "猫が走る。 The camera is still."),
        ("a cat", "noir", "still", "a cat. The camera is still. Film noir, black and white."),
    ],
)
def test_phrases_follow_the_prompt(prompt: str, style: str | None, camera: str | None, dressed: str) -> None:
    assert read().dress(prompt, style=style, camera=camera) == dressed


def test_a_picture_needs_no_prompt_but_a_style_alone_is_none() -> None:
    assert read().dress(" ", style="noir", camera=None, needs_prompt=False) == "Film noir, black and white."
    with pytest.raises(InvalidRequest, match="prompt is empty"):
        read().dress(" ", style="noir", camera=None)


def test_what_is_too_long_together_is_refused_with_how_much() -> None:
    styles = read()
    fits = PROMPT_MAX_CHARS - len(". The camera is still.")
    assert len(styles.dress("x" * fits, style=None, camera="still")) == PROMPT_MAX_CHARS
    with pytest.raises(InvalidRequest, match=r"has 2,007 characters; the limit is 2,000.* cut 7,"):
        styles.dress("x" * (fits + 7), style=None, camera="still")


@pytest.mark.parametrize("choice", [{"style": "still", "camera": None}, {"style": None, "camera": "noir"}])
def test_what_is_not_offered_is_refused(choice: dict[str, str | None]) -> None:
    with pytest.raises(InvalidRequest, match="choose one from the list"):
        read().dress("x", **choice)  # type: ignore[arg-type]  # both are there


def test_an_operator_can_have_their_own(tmp_path: Path) -> None:
    (tmp_path / "styles.toml").write_text(STYLE + CAMERA, "utf-8")
    assert load_styles(tmp_path) == read()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[style", "is not valid TOML"),
        ("x = 1\n" + STYLE + CAMERA, "has “x”, which is unknown"),
        (STYLE, r"has no \[\[camera\]\]"),
        (STYLE + "[camera]\nid = 1", r"has no \[\[camera\]\]"),
        ("style = [1]\n" + CAMERA, r"\[\[style\]\] number 1 is not a table"),
        (STYLE + STYLE + CAMERA, r"\[\[style\]\] number 2: the id “noir” is used twice"),
        (STYLE + CAMERA + '[[camera]]\nid = "pan"\nname = "Pan"', r"\[\[camera\]\] number 2 has no phrase"),
        (STYLE.replace('"Film noir"', '" "') + CAMERA, r"\[\[style\]\] number 1 has no name"),
        (STYLE.replace('"noir"', "7") + CAMERA, r"\[\[style\]\] number 1 has no id"),
        (STYLE.replace('"noir"', '"Noir!"') + CAMERA, "the id “Noir!” is invalid"),
        (STYLE + "colour = 1\n" + CAMERA, "has “colour”, which is unknown"),
        (STYLE.replace("Film noir,", "x" * 290) + CAMERA, "the phrase has 307 characters; the limit is 300"),
        ("".join(STYLE.replace('"noir"', f'"n{n}"') for n in range(26)) + CAMERA, r"has 26 \[\[style\]\]"),
    ],
)
def test_a_wrong_file_is_explained_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "styles.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(StylesError, match=said) as caught:
        load_styles(tmp_path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_explained(tmp_path: Path) -> None:
    (tmp_path / "styles.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(StylesError, match="can't be read"):
        load_styles(tmp_path)
