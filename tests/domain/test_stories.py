"""The scenes of a film are told apart however people write them, and refused with a sentence that names the scene."""

import pytest

from bot.domain.requests import PROMPT_MAX_CHARS, InvalidRequest
from bot.domain.stories import read_scenes, write_scenes


@pytest.mark.parametrize(
    "text",
    [
        "a fox wakes up\n\nit runs\n\nit sleeps",
        "a fox wakes up\n \n\n\nit runs\r\n\r\nit sleeps\n",
        "a fox wakes up\nit runs\nit sleeps",
        "1. a fox wakes up\n2. it runs\n3. it sleeps",
        "Scene 1: a fox wakes up\n\nScene 2: it runs\n\nScene 3: it sleeps",
        "Szene 1:\na fox wakes up\n\nSzene 2:\nit runs\n\nSzene 3:\nit sleeps",
        "シーン1：a fox wakes up\nシーン2：it runs\nシーン3：it sleeps",
        "a fox wakes up\n---\nit runs\n***\nit sleeps",
        "a fox wakes up\n\u200b\nit runs\n\u2800\nit sleeps",
    ],
)
def test_scenes_are_told_apart(text: str) -> None:
    assert read_scenes(text) == ["a fox wakes up", "it runs", "it sleeps"]


def test_a_scene_of_several_lines_stays_whole_and_numbers_in_a_scene_stay() -> None:
    scenes = ["3 foxes\nin the snow", "2 of them leave"]
    assert read_scenes("3 foxes\nin the snow\n\n2 of them leave") == scenes
    assert read_scenes(write_scenes(scenes)) == scenes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "I found none"),
        ("\u200b\n\n\u200b", "I found none"),
        ("only one", "I found only one"),
        ("\n\n".join("abcdefg"), "at most 6 scenes, and I found 7"),
        ("1. one\n\n2.\n\n3. three", "Scene 2 is empty"),
        ("one\n\ntwo\n\n" + "x" * (PROMPT_MAX_CHARS + 1), "Scene 3 has 2001 characters; the limit is 2000"),
    ],
)
def test_a_text_that_is_no_film_is_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read_scenes(text)
    plain = str(refused.value).replace("\u2068", "").replace("\u2069", "").replace(",", "", 0)
    assert said.replace("2001", "2,001").replace("2000", "2,000") in plain or said in plain
    assert "No video was started" in plain
