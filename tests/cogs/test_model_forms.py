"""What the forms know of models, and the buttons with what can be made instead of what was asked for."""

from pathlib import Path
from typing import Any

from simcord.results import InteractionResult

from bot.domain.requests import Mode
from bot.sentences import say
from tests.cogs.test_veo_image_animate import open_form
from tests.support.bot_harness import open_bot_harness, text_of
from tests.support.buttons import others, post_finished
from tests.support.picture_harness import PNG, open_picture_stage

KEPT: dict[str, Any] = {"frame": "4 16:9"}
LITE: dict[str, Any] = {"model": "veo-3.1-lite", "resolution": "1080p", "has_sound": True, "duration_s": 8, "seed": 0}


def labels(answer: InteractionResult) -> list[str]:
    """The buttons of a refusal."""
    assert answer.response is not None
    assert answer.ephemeral
    return [one["label"] for row in answer.response.components for one in row["components"]]


def options(answer: InteractionResult, name: str) -> dict[str, bool]:
    """What a list of a form offers, and what of it is chosen."""
    assert answer.modal is not None
    fields = {part["component"]["custom_id"]: part["component"] for part in answer.modal["components"]}
    return {one["label"]: bool(one.get("default")) for one in fields[name]["options"]}


async def test_a_refused_length_and_shape_come_with_the_nearest_that_fits(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        refused = await harness.alice.slash(
            harness.channel,
            "veo",
            prompt="a red panda",
            model="veo-3.1-fast",
            duration=5,
            aspect_ratio="4:3",
            negative_prompt="rain",
            seed=7,
            private=True,
        )
        assert refused.response is not None
        assert say("en-US", "model-duration", model="Veo 3.1 Fast", known="4, 6, 8", seconds=5) in text_of(
            refused.response
        )
        assert labels(refused) == ["4 s · 16:9 · 720p · without the negative prompt"]
        await harness.alice.click(refused.response, label=labels(refused)[0])
        assert labels(refused) == []  # it works once
        [job] = await harness.jobs()
        request = job.request
        assert (request.model, request.duration_s, request.aspect_ratio.value) == ("veo-3.1-fast", 4, "16:9")
        assert (request.prompt, request.negative_prompt, request.seed, job.is_private) == ("a red panda", "", 7, True)


async def test_what_is_pressed_instead_is_checked_like_any_request(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_seconds_per_day=3) as harness:
        refused = await harness.alice.slash(harness.channel, "veo", prompt="x", model="veo-3.1-fast", duration=5)
        assert refused.response is not None
        pressed = await harness.alice.click(refused.response, label=labels(refused)[0])
        assert pressed.response is not None
        assert "You have 3 of your 3 s left" in pressed.response.content
        assert await harness.jobs() == []


async def test_what_there_is_no_money_for_comes_with_something_cheaper(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_usd_per_day="1") as harness:
        refused = await harness.alice.slash(
            harness.channel, "veo", prompt="x", model="veo-3.1", duration=8, resolution="1080p"
        )
        assert labels(refused) == ["Veo 3.1 Lite · 8 s · 1080p · with sound · $1.00"]
        refused = await harness.alice.slash(harness.channel, "veo", prompt="x", model="veo-3.1", duration=4)
        assert refused.response is not None
        assert "You could use Veo 3.1 now: 4 s, 720p, without sound, about $0.80." in refused.response.content
        assert labels(refused) == [
            "Veo 3.1 · 4 s · 720p · without sound · $0.80",
            "Veo 3.1 Fast · 4 s · 720p · with sound · $0.60",
        ]
        await harness.alice.click(refused.response, label=labels(refused)[0])
        [job] = await harness.jobs()
        assert (job.price_key, job.request.duration_s, job.estimate_micros) == ("veo-3.1 720p silent", 4, 800_000)


async def test_edit_can_change_the_model_and_keeps_what_the_form_has_no_room_for(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        dear: dict[str, Any] = {
            "model": "veo-3.1",
            "resolution": "1080p",
            "has_sound": True,
            "duration_s": 4,
            "seed": 42,
        }
        done = await post_finished(harness, **dear, negative_prompt="rain", user_id=harness.alice.id)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        models = options(form, "model")
        assert [label for label, is_chosen in models.items() if is_chosen] == ["Veo 3.1 · 1080p · with sound"]
        assert {"Veo 2", "Seedance 1.0 Pro", "Veo 3.1 Lite · 720p"} & models.keys() == {"Veo 2"}
        assert len(models) <= 25
        assert options(form, "frame")["4 s · 16:9 (landscape)"]
        await harness.alice.submit_modal(
            form, KEPT | {"prompt": "a cat", "model": ["veo-3.1 720p silent"], "negative_prompt": "snow"}
        )
        [job] = await others(harness, done.job)
        request = job.request
        assert (request.model, request.resolution, request.has_sound) == ("veo-3.1", "720p", False)
        assert (request.prompt, request.duration_s, request.negative_prompt, request.seed) == ("a cat", 4, "snow", 42)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        refused = await harness.alice.submit_modal(
            form, KEPT | {"prompt": "a dog", "model": ["veo-2 720p silent"], "negative_prompt": "rain"}
        )
        assert labels(refused) == ["5 s · 16:9 · 720p · without the negative prompt"]
        assert refused.response is not None
        await harness.alice.click(refused.response, label=labels(refused)[0])
        [edited] = await others(harness, done.job, job)
        assert (edited.request.model, edited.request.prompt) == ("veo-2", "a dog")


async def test_a_seed_of_another_model_is_not_asked_of_one_that_takes_none(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, seed=42, duration_s=6)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        changed = {"prompt": "a cat", "model": ["veo-3.1-lite 720p sound"], "frame": ["6 16:9"]}
        await harness.alice.submit_modal(form, changed)
        [job] = await others(harness, done.job)
        assert (job.request.model, job.request.seed, job.request.duration_s) == ("veo-3.1-lite", 0, 6)


async def test_a_form_with_one_model_asks_for_none(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        done = await post_finished(harness, seed=42)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert form.modal is not None
        assert "model" not in str(form.modal["components"])


async def test_pictures_take_what_fits_instead_and_animate_can_choose_the_model(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        refused = await harness.alice.slash(
            harness.channel, "veo-image", image=("a.png", PNG), prompt="waves", model="veo-3.1-lite", duration=5
        )
        assert refused.response is not None
        await harness.alice.click(refused.response, label="4 s · 16:9 · 720p")
        [job] = await harness.jobs()
        assert (job.request.mode, job.request.model, job.request.duration_s) == (Mode.IMAGE, "veo-3.1-lite", 4)
        assert job.image_path is not None

        message = await harness.alice.send(harness.channel, "my cat", attachments=[("cat.png", PNG)])
        form = await open_form(harness, message)
        assert options(form, "model")["Veo 2"]
        assert options(form, "duration")["the model's usual length"]
        await harness.alice.submit_modal(form, {"motion": "it yawns", "model": ["veo-3.1-lite 1080p sound"]})
        [job] = await others(harness, job)
        request = job.request
        assert (request.model, request.resolution, request.has_sound) == ("veo-3.1-lite", "1080p", True)
        assert request.duration_s == 8


async def test_again_keeps_everything_but_the_seed(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, **LITE)
        await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        [job] = await others(harness, done.job)
        assert job.request == done.job.request
