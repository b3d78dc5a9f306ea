"""Videos that end with the picture that they begin with: by the command and by Animate, and where a model can't."""

from pathlib import Path
from typing import Any

from simcord.results import InteractionResult

from bot.domain.requests import LastFrame, Mode
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, text_of
from tests.support.buttons import others, post_finished
from tests.support.picture_harness import PNG, open_picture_stage, wait_accepted


async def order(harness: BotHarness, **options: Any) -> InteractionResult:
    values = {"prompt": "it turns", "loop": True} | options
    return await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), **values)


async def test_a_loop_ends_with_its_first_picture_also_when_it_is_made_again(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        await order(harness, model="veo-3.1-fast")
        await order(harness, model="ray-flash-2-720p")
        await wait_accepted(harness, 2)
        first, second = await harness.jobs()
        accepted = {one.slug: one.inputs for one in harness.stand_in.accepted}
        by_field, by_switch = accepted["veo-3.1-fast"], accepted["ray-flash-2-720p"]
        assert by_field["last_frame"] == by_field["image"] == first.image_url
        assert by_switch["loop"] is True
        assert "end_image_url" not in by_switch
        done = await post_finished(
            harness, frame=PNG, model="veo-3.1-fast", mode=Mode.IMAGE, last_frame=LastFrame.LOOP, duration_s=4
        )
        assert "in a loop" in text_of(done.result)
        await harness.alice.click(done.result, label="Again")
        form = await harness.alice.click(done.result, label="Edit")
        await harness.alice.submit_modal(form, {"prompt": "it jumps"})
        repeated = await others(harness, first, second, done.job)
        assert [job.request.last_frame for job in repeated] == [LastFrame.LOOP] * 2


async def test_a_model_that_cannot_is_named_and_others_are_offered_before_anything_is_paid(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        refused = await order(harness)
        assert "Veo 2 can't make a loop" in said(refused)
        assert await harness.jobs() == []
        assert refused.response is not None
        labels = [
            str(button.label) for row in refused.response.message.components for button in getattr(row, "children", [])
        ]
        assert labels[0].startswith("Veo 3.1 · 4 s · about $")
        await harness.alice.click(refused.response, label=labels[0])
        [accepted] = await wait_accepted(harness)
        assert accepted.slug == "veo-3.1"
        assert accepted.inputs["last_frame"] == accepted.inputs["image"]


async def test_the_form_of_animate_and_a_better_prompt_keep_it(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        message = await harness.alice.send(harness.channel, attachments=[("a.png", PNG)])
        form = await harness.alice.context_menu(harness.channel, "Animate", message)
        fields = {"motion": "it turns", "model": ["veo-3.1-lite 720p silent"], "options": ["loop", "improve"]}
        submitted = await harness.alice.submit_modal(form, fields)
        [shown] = [*([submitted.response] if submitted.response else []), *submitted.followups]
        await harness.alice.click(shown, label="Use it")
        [accepted] = await wait_accepted(harness)
        assert accepted.inputs["last_frame"] == accepted.inputs["image"]
