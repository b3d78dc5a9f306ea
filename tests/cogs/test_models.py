"""Choosing a model, its resolution and its sound with /veo and /veo-image, and what keeps the choice."""

from pathlib import Path

from bot.domain.requests import Mode
from bot.sentences import say
from tests.support.bot_harness import open_bot_harness, text_of
from tests.support.picture_harness import PNG, open_picture_stage


async def test_what_is_chosen_is_ordered_reserved_and_shown(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        shown = await harness.alice.slash(
            harness.channel,
            "veo",
            prompt="a red panda",
            model="veo-3.1",
            duration=4,
            resolution="1080p",
            sound=False,
            negative_prompt="rain",
            seed=7,
        )
        [job] = await harness.jobs()
        request = job.request
        assert (request.model, request.mode, request.duration_s, request.seed) == ("veo-3.1", Mode.TEXT, 4, 7)
        assert (request.resolution, request.has_sound, request.negative_prompt) == ("1080p", False, "rain")
        assert (job.price_key, job.estimate_micros) == ("veo-3.1 1080p silent", 800_000)
        assert shown.response is not None
        text = text_of(shown.response)
        assert "Veo 3.1 · 1080p" in text
        assert say("en-US", "card-price", price="$0.80") in text
        assert say("en-US", "card-sound") not in text


async def test_what_is_not_named_is_as_the_model_usually_makes_it(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, default_model="veo-3.1-lite") as harness:
        shown = await harness.alice.slash(harness.channel, "veo", prompt="a red panda")
        [job] = await harness.jobs()
        request = job.request
        assert (request.model, request.duration_s, request.resolution, request.has_sound) == (
            "veo-3.1-lite",
            8,
            "720p",
            True,
        )
        assert shown.response is not None
        assert say("en-US", "card-sound") in text_of(shown.response)


async def test_a_picture_is_made_as_large_as_the_model_needs_it(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        await harness.alice.slash(
            harness.channel,
            "veo-image",
            image=("a.png", PNG),
            prompt="waves",
            model="runway-gen4-turbo",
            aspect_ratio="21:9",
        )
        [job] = await harness.jobs()
        request = job.request
        assert (request.model, request.mode, request.aspect_ratio.value) == ("runway-gen4-turbo", Mode.IMAGE, "21:9")
