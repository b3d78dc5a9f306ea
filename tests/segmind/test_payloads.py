"""Request bodies to the letter, and finding one's own in the request history."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.requests import SEED_MAX, AspectRatio, Model, VideoRequest, clean_prompt
from bot.segmind.payloads import build_payload, matches

IMAGE = "https://images.segmind.com/assets/1.png"


def make_request(model: Model = Model.TEXT_TO_VIDEO, prompt: str = "a red panda", seed: int = 7) -> VideoRequest:
    return VideoRequest(model, prompt, duration_s=6, aspect_ratio=AspectRatio.PORTRAIT, seed=seed)


def test_text_to_video_sends_its_duration_as_a_string() -> None:
    assert json.dumps(build_payload(make_request())) == (
        '{"prompt": "a red panda", "duration": "6", "aspect_ratio": "9:16", "seed": 7}'
    )


def test_image_to_video_sends_its_duration_as_a_number() -> None:
    assert json.dumps(build_payload(make_request(Model.IMAGE_TO_VIDEO), IMAGE)) == (
        f'{{"image": "{IMAGE}", "prompt": "a red panda", "duration": 6, "aspect_ratio": "9:16", "seed": 7}}'
    )


def test_image_to_video_without_a_prompt_sends_none() -> None:
    assert "prompt" not in build_payload(make_request(Model.IMAGE_TO_VIDEO, prompt="  "), IMAGE)


def test_a_seed_of_zero_is_sent() -> None:
    assert build_payload(make_request(seed=0))["seed"] == 0


@pytest.mark.parametrize(("model", "image"), [(Model.TEXT_TO_VIDEO, IMAGE), (Model.IMAGE_TO_VIDEO, None)])
def test_an_image_belongs_to_one_model_only(model: Model, image: str | None) -> None:
    with pytest.raises(ValueError, match="image"):
        build_payload(make_request(model), image)


TEXT = build_payload(make_request())
PICTURE = build_payload(make_request(Model.IMAGE_TO_VIDEO, prompt=""), IMAGE)


@pytest.mark.parametrize(
    ("row", "payload", "is_ours"),
    [
        (TEXT, TEXT, True),
        (PICTURE, PICTURE, True),
        (TEXT | {"duration": 6, "seed": "7"}, TEXT, True),
        (TEXT | {"seed": 7.0, "duration": 6.0}, TEXT, True),
        (TEXT | {"negative_prompt": "", "user": {"id": 1}, "webhook": None}, TEXT, True),
        (TEXT | {"prompt": " a red panda\n"}, TEXT, True),
        ({"prompt": "a red panda", "seed": 7}, TEXT, True),
        (TEXT | {"duration": None}, TEXT, True),
        (TEXT | {"image": None}, TEXT, True),
        (PICTURE | {"prompt": ""}, PICTURE, True),
        (PICTURE | {"prompt": None}, PICTURE, True),
        (TEXT | {"seed": 8}, TEXT, False),
        (TEXT | {"seed": None}, TEXT, False),
        (TEXT | {"seed": True}, TEXT | {"seed": 1}, False),
        (TEXT | {"seed": 7.5}, TEXT, False),
        (TEXT | {"prompt": "A red panda"}, TEXT, False),
        ({"seed": 7}, TEXT, False),
        ({}, TEXT, False),
        (TEXT | {"duration": "5"}, TEXT, False),
        (TEXT | {"aspect_ratio": "16:9"}, TEXT, False),
        (TEXT | {"image": IMAGE}, TEXT, False),
        (PICTURE, TEXT, False),
        (TEXT, PICTURE, False),
        (PICTURE | {"image": IMAGE + "2"}, PICTURE, False),
        ({key: value for key, value in PICTURE.items() if key != "image"}, PICTURE, False),
        (PICTURE | {"prompt": "zoom in"}, PICTURE, False),
    ],
)
def test_which_history_rows_are_ours(row: dict[str, Any], payload: dict[str, str | int], is_ours: bool) -> None:
    assert matches(row, payload) is is_ours


def test_a_prompt_in_another_unicode_form_is_the_same() -> None:
    assert matches(TEXT | {"prompt": "cafe\u0301"}, TEXT | {"prompt": "caf\u00e9"})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=200).filter(clean_prompt), st.integers(0, SEED_MAX))
def test_what_was_sent_is_found_after_a_trip_through_json(prompt: str, seed: int) -> None:
    payload = build_payload(make_request(prompt=prompt, seed=seed))
    assert matches(json.loads(json.dumps(payload)), payload)
    assert not matches(payload | {"seed": seed + 1}, payload)


ODD = st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.integers())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*PICTURE, "prompt"]), ODD))
def test_no_row_is_too_odd(row: dict[str, Any]) -> None:
    assert matches(row, PICTURE) in (True, False)
