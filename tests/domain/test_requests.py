"""What a person may ask for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests import SEED_MAX, InvalidRequest, Model, VideoRequest, draw_seed
from tests.support.jobs import make_request


def test_the_prompt_is_trimmed() -> None:
    assert make_request(prompt="  a cat \n").prompt == "a cat"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"prompt": ""}, "prompt is empty"),
        ({"prompt": " \n\t "}, "prompt is empty"),
        ({"prompt": "x" * 2001}, "2,001 characters"),
        ({"duration_s": 4}, "5 to 8 seconds, not 4"),
        ({"duration_s": 9}, "5 to 8 seconds, not 9"),
        ({"duration_s": -1}, "5 to 8 seconds"),
        ({"seed": -1}, "0 to 2,147,483,647"),
        ({"seed": SEED_MAX + 1}, "0 to 2,147,483,647"),
    ],
)
def test_what_is_out_of_range_is_refused_with_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        make_request(**changes)


def test_the_ends_of_the_ranges_are_allowed() -> None:
    for changes in ({"prompt": "x" * 2000}, {"duration_s": 5}, {"duration_s": 8}, {"seed": 0}, {"seed": SEED_MAX}):
        assert isinstance(make_request(**changes), VideoRequest)


def test_white_space_does_not_count_towards_the_length() -> None:
    assert len(make_request(prompt=" " * 500 + "x" * 2000 + "\n").prompt) == 2000


def test_image_to_video_needs_no_prompt() -> None:
    assert make_request(model=Model.IMAGE_TO_VIDEO, prompt=" ").prompt == ""


def test_seeds_are_drawn_from_the_whole_range_and_differ() -> None:
    seeds = {draw_seed() for _ in range(200)}
    assert len(seeds) > 190
    assert all(0 <= seed <= SEED_MAX for seed in seeds)
    assert max(seeds) > SEED_MAX // 2


@given(st.text())
def test_any_text_is_either_valid_or_refused(text: str) -> None:
    try:
        request = make_request(prompt=text)
    except InvalidRequest:
        assert not text.strip() or len(text.strip()) > 2000
    else:
        assert request.prompt == text.strip()
