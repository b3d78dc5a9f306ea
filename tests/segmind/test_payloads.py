"""Request bodies to the letter, and finding one's own in the request history."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests import SEED_MAX, AspectRatio, LastFrame, Mode, VideoRequest, clean_prompt
from bot.segmind.payloads import build_payload, find_wrong_field, list_unsent, matches
from tests.support.models import CATALOGUE, IMAGE_MODEL, TEXT_MODEL, VEO_2

IMAGE = "https://images.segmind.com/assets/1.png"
LAST = "https://images.segmind.com/assets/2.png"


def make_request(model: str = TEXT_MODEL, prompt: str = "a red panda", seed: int = 7) -> VideoRequest:
    mode = Mode.IMAGE if model == IMAGE_MODEL else Mode.TEXT
    return VideoRequest(model, prompt, duration_s=6, aspect_ratio=AspectRatio.PORTRAIT, seed=seed, mode=mode)


def test_text_to_video_sends_its_duration_as_a_string() -> None:
    assert json.dumps(build_payload(VEO_2, make_request())) == (
        '{"prompt": "a red panda", "duration": "6", "aspect_ratio": "9:16", "seed": 7}'
    )


def test_image_to_video_sends_its_duration_as_a_number() -> None:
    assert json.dumps(build_payload(VEO_2, make_request(IMAGE_MODEL), IMAGE)) == (
        f'{{"image": "{IMAGE}", "prompt": "a red panda", "duration": 6, "aspect_ratio": "9:16", "seed": 7}}'
    )


def test_image_to_video_without_a_prompt_sends_none() -> None:
    assert "prompt" not in build_payload(VEO_2, make_request(IMAGE_MODEL, prompt="  "), IMAGE)


def test_a_seed_of_zero_is_sent() -> None:
    assert build_payload(VEO_2, make_request(seed=0))["seed"] == 0


@pytest.mark.parametrize(("model", "image"), [(TEXT_MODEL, IMAGE), (IMAGE_MODEL, None)])
def test_an_image_belongs_to_one_model_only(model: str, image: str | None) -> None:
    with pytest.raises(ValueError, match="image"):
        build_payload(VEO_2, make_request(model), image)


def test_a_last_image_is_sent_if_one_is_wanted_and_only_then() -> None:
    for name, field in (("veo-3.1", "last_frame"), ("ray-flash-2-720p", "end_image_url")):
        spec = CATALOGUE.look_up(name)
        request = spec.make_request(Mode.IMAGE, prompt="x", last_frame=LastFrame.PICTURE)
        payload = build_payload(spec, request, IMAGE, LAST)
        assert payload[field] == LAST
        assert "loop" not in payload
        for other in (IMAGE, None):
            assert not matches(payload | {field: other}, payload, list_unsent(spec, payload))
        for wanted, last in ((request, None), (replace(request, last_frame=LastFrame.LOOP), LAST)):
            with pytest.raises(ValueError, match="last image"):
                build_payload(spec, wanted, IMAGE, last)


TEXT = build_payload(VEO_2, make_request())
PICTURE = build_payload(VEO_2, make_request(IMAGE_MODEL, prompt=""), IMAGE)


ROWS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
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
]


def test_which_history_rows_are_ours() -> None:
    for row, payload, is_ours in ROWS:
        assert matches(row, payload) is is_ours, row


def test_a_prompt_in_another_unicode_form_is_the_same() -> None:
    assert matches(TEXT | {"prompt": "cafe\u0301"}, TEXT | {"prompt": "caf\u00e9"})


@given(st.text(min_size=1, max_size=200).filter(clean_prompt), st.integers(0, SEED_MAX))
def test_what_was_sent_is_found_after_a_trip_through_json(prompt: str, seed: int) -> None:
    payload = build_payload(VEO_2, make_request(prompt=prompt, seed=seed))
    assert matches(json.loads(json.dumps(payload)), payload)
    assert not matches(payload | {"seed": seed + 1}, payload)


ODD = st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.integers())


@given(st.dictionaries(st.sampled_from([*PICTURE, "prompt"]), ODD))
def test_no_row_is_too_odd(row: dict[str, Any]) -> None:
    assert matches(row, PICTURE) in (True, False)


@pytest.mark.parametrize(
    ("model", "mode", "choice", "body"),
    [
        (
            "veo-3.1-lite",
            Mode.TEXT,
            {"has_sound": False},
            {"prompt": "x", "duration": 8, "aspect_ratio": "16:9", "resolution": "720p", "generate_audio": False},
        ),
        (
            "veo-3.1-fast",
            Mode.IMAGE,
            {"resolution": "1080p", "seed": 7},
            {
                "image": IMAGE,
                "prompt": "x",
                "duration": 8,
                "aspect_ratio": "16:9",
                "seed": 7,
                "resolution": "1080p",
                "generate_audio": True,
            },
        ),
        (
            "veo-3.1",
            Mode.TEXT,
            {"negative_prompt": "rain", "seed": 7, "duration_s": 4},
            {
                "prompt": "x",
                "duration": 4,
                "aspect_ratio": "16:9",
                "seed": 7,
                "resolution": "720p",
                "generate_audio": True,
                "negative_prompt": "rain",
            },
        ),
        *(
            (
                model,
                Mode.IMAGE,
                {"seed": 7, "aspect_ratio": AspectRatio.SQUARE},
                {
                    "image_url": IMAGE,
                    "prompt": "x",
                    "duration": 5,
                    "aspect_ratio": "1:1",
                    "seed": 7,
                    "resolution": "720p",
                },
            )
            for model in ("seedance-1.0-pro-fast", "seedance-pro")
        ),
        (
            "hailuo-2.3-fast",
            Mode.IMAGE,
            {},
            {"first_frame_image": IMAGE, "prompt": "x", "duration": 6, "resolution": "1080p"},
        ),
        (
            "ray-flash-2-720p",
            Mode.IMAGE,
            {"duration_s": 9},
            {"start_image_url": IMAGE, "prompt": "x", "duration": 9, "aspect_ratio": "16:9"},
        ),
        (
            "runway-gen4-turbo",
            Mode.IMAGE,
            {"seed": 7, "aspect_ratio": AspectRatio.CLASSIC},
            {"promptImage": IMAGE, "promptText": "x", "duration": 5, "ratio": "1104:832", "seed": 7},
        ),
        (
            "kling-2.5-turbo",
            Mode.IMAGE,
            {"negative_prompt": "rain"},
            {
                "image_url": IMAGE,
                "prompt": "x",
                "duration": "5",
                "aspect_ratio": "16:9",
                "negative_prompt": "rain",
                "mode": "pro",
            },
        ),
        (
            "gemini-omni-flash",
            Mode.IMAGE,
            {"seed": 7},
            {"image_urls": [IMAGE], "prompt": "x", "duration": 5, "aspect_ratio": "16:9", "seed": 7},
        ),
    ],
)
def test_each_model_gets_the_fields_and_types_of_its_own(
    model: str, mode: Mode, choice: dict[str, Any], body: dict[str, Any]
) -> None:
    spec = CATALOGUE.find(model)
    assert spec is not None
    request = spec.make_request(mode, prompt="x", **choice)
    payload = build_payload(spec, request, IMAGE if mode is Mode.IMAGE else None)
    assert payload == body
    assert matches(payload, payload)
    other = payload | {next(iter(payload)): "y"}
    assert not matches(other, payload)


LITE = CATALOGUE.look_up("veo-3.1-lite")  # without a seed
KLING = CATALOGUE.look_up("kling-2.5-turbo")  # the same, and it takes a negative prompt
SILENT = build_payload(LITE, LITE.make_request(Mode.TEXT, prompt="x", has_sound=False))
PLAIN = build_payload(KLING, KLING.make_request(Mode.TEXT, prompt="x"))


@pytest.mark.parametrize(
    ("row", "payload", "is_ours"),
    [
        (SILENT, SILENT, True),
        (SILENT | {"generate_audio": True}, SILENT, False),
        (SILENT | {"generate_audio": None}, SILENT, False),
        ({key: value for key, value in SILENT.items() if key != "duration"}, SILENT, False),
        (SILENT | {"duration": 4}, SILENT, False),
        (SILENT | {"last_frame": IMAGE}, SILENT, False),
        (SILENT | {"duration": "8", "webhook": "x"}, SILENT, True),
        (PLAIN, PLAIN, True),
        (PLAIN | {"negative_prompt": ""}, PLAIN, True),
        (PLAIN | {"negative_prompt": "rain"}, PLAIN, False),
        (PLAIN | {"image_url": IMAGE}, PLAIN, False),
    ],
)
def test_without_a_seed_all_inputs_have_to_be_the_same(
    row: dict[str, Any], payload: dict[str, Any], is_ours: bool
) -> None:
    spec = LITE if payload is SILENT else KLING
    assert matches(row, payload, list_unsent(spec, payload)) is is_ours


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("duration must be one of 4, 6, 8", "duration"),
        ("Invalid value for 'generate_audio'", "generate_audio"),
        ("Unknown parameter: resolution.", "resolution"),
        ("Unexpected field `aspect_ratio`", "aspect_ratio"),
        ("text is required.", "text"),
        ("prompt is required", "prompt"),
        ("prompt must be shorter", None),
        ("prompt: a duration of 3 seconds is not allowed", None),
        ("The image could not be read from its URL.", None),
        ("Bad request", None),
        ("Missing required parameter: 'camera'", "camera"),
        ("Extra inputs are not permitted: prompt", "prompt"),
        ("An unexpected error occurred", None),
        ("Unknown error: try again later", None),
        ("The prompt has unexpected content", None),
        ("The prompt has extra words: shorten it", None),
        ("A face is required", None),
        ("The picture is missing a face", None),
        ("", None),
    ],
)
def test_which_refusals_are_about_the_catalogue(said: str, field: str | None) -> None:
    request = LITE.make_request(Mode.TEXT, prompt="a duration of 3 seconds")
    assert find_wrong_field(said, LITE, request, build_payload(LITE, request)) == field


@pytest.mark.parametrize(
    "quote",
    [
        lambda prompt: f'Refused: "{prompt[:120]}…"',
        lambda prompt: f"Refused: {prompt.upper()[7:160]}",
        lambda prompt: "Refused: " + prompt.replace(" ", "  ").replace(",", " /")[:150],
    ],
)
def test_no_prompt_that_a_refusal_quotes_puts_the_blame_on_the_model(quote: Callable[[str], str]) -> None:
    prompt = "unknown field seed, generate_audio is required, duration resolution aspect_ratio " * 20
    request = LITE.make_request(Mode.TEXT, prompt=prompt)
    assert find_wrong_field(quote(request.prompt), LITE, request, build_payload(LITE, request)) is None
