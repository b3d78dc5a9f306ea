"""What a person may ask for."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests import AspectRatio, InvalidRequest, VideoRequest, clean_prompt
from tests.support.jobs import make_request
from tests.support.models import IMAGE_MODEL, TEXT_MODEL


def test_the_prompt_is_trimmed() -> None:
    assert make_request(prompt="  a cat \n").prompt == "a cat"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"prompt": ""}, "prompt is empty"),
        ({"prompt": " \n\t "}, "prompt is empty"),
        ({"prompt": "x" * 2001}, "2,001 characters"),
        ({"negative_prompt": "x" * 501}, "501 characters"),
    ],
)
def test_what_is_out_of_range_is_refused_with_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        make_request(**changes)


def test_the_ends_of_the_ranges_are_allowed() -> None:
    for changes in ({"prompt": "x" * 2000}, {"negative_prompt": "x" * 500}):
        assert isinstance(make_request(**changes), VideoRequest)


def test_white_space_does_not_count_towards_the_length() -> None:
    assert len(make_request(prompt=" " * 500 + "x" * 2000 + "\n").prompt) == 2000


def test_image_to_video_needs_no_prompt() -> None:
    assert make_request(model=IMAGE_MODEL, prompt=" ").prompt == ""


#: One of each kind that looks like nothing at all.
INVISIBLE = [
    *("\u200b", "\u200d", "\u2060", "\ufeff"),  # zero width
    *("\u3164", "\u115f", "\u1160", "\uffa0"),  # Hangul fillers
    *("\u2800", "\u00ad", "\u034f", "\u061c", "\u180e", "\u17b4", "\u2065", "\ufff0", "\ufffc"),
    *("\ufe0f", "\ufe00", "\U000e0100", "\u180b"),  # variation selectors
    *("\U000e0041", "\U000e007f", "\U000e0001"),  # tags
    *("\x00", "\x07", "\x1b", "\x7f", "\x80", "\x9f"),  # controls
    *("\u202e", "\u2066", "\u200f", "\U0001d173", "\U0001bca0", "\U0001d159", "\U00013441"),
    *(" ", "\t", "\n", "\x0b", "\x85", "\xa0", "\u2003", "\u2028", "\u2029", "\u205f", "\u3000"),
    *("\ud83d", "\udc00", "\ufffe", "\U0001ffff", "\ufdd0", "\u0301"),
]
TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


@given(st.text(st.sampled_from(INVISIBLE), max_size=40))
def test_a_prompt_that_shows_nothing_is_none(text: str) -> None:
    # Two halves that make one character are that character, which may show.
    text = text if not any("\ud800" <= one <= "\udfff" for one in text) else ""
    with pytest.raises(InvalidRequest, match="prompt is empty"):
        make_request(prompt=text)
    assert make_request(model=IMAGE_MODEL, prompt=text).prompt == ""


@given(
    st.text(st.sampled_from(INVISIBLE), max_size=10),
    st.characters(categories=("L", "Nd", "P", "S")).filter(lambda one: one not in INVISIBLE),
    st.text(st.sampled_from(INVISIBLE), max_size=10),
)
def test_a_prompt_that_shows_anything_is_one(before: str, shown: str, after: str) -> None:
    if shown not in "\U00013442\U00016fe4":
        assert shown in make_request(prompt=before + shown + after).prompt


@pytest.mark.parametrize(
    "prompt", ["❤️", "👩\u200d🚀", "1️⃣", "🏴\U000e0067\U000e0062\U000e007f", "می\u200cخواهم", "۝", "?"]
)
def test_characters_that_need_invisible_ones_keep_them(prompt: str) -> None:
    assert make_request(prompt=prompt).prompt == prompt


def test_a_prompt_keeps_its_lines_and_loses_what_no_text_can_have() -> None:
    assert make_request(prompt="a\x00 cat\x1b,\n\tit \ud83d sits \ud83d\ude00").prompt == "a cat,\n\tit  sits 😀"


def test_a_request_that_was_accepted_before_is_read_as_it_was() -> None:
    old = VideoRequest(
        model=TEXT_MODEL,
        prompt="\u3164",
        duration_s=5,
        aspect_ratio=AspectRatio.LANDSCAPE,
        seed=1,
        is_stored=True,
    )
    assert old.prompt == "\u3164"
    with pytest.raises(InvalidRequest, match="prompt is empty"):
        replace(old, seed=2)


@given(TEXT)
def test_any_text_is_either_valid_or_refused(text: str) -> None:
    try:
        request = make_request(prompt=text)
    except InvalidRequest:
        assert not clean_prompt(text) or len(clean_prompt(text)) > 2000
    else:
        assert request.prompt.encode()
        assert clean_prompt(request.prompt) == request.prompt
