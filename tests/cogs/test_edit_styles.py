"""Edit and Again know the style and the camera move of a video, which can be changed."""

from pathlib import Path
from typing import Any

from simcord.results import InteractionResult

from tests.support.admin import said
from tests.support.bot_harness import open_bot_harness
from tests.support.buttons import add_member, others, post_finished, restart
from tests.support.forging import hand_in
from tests.support.models import TEXT_MODEL

NOIR = "1940s film noir, high-contrast black and white, hard shadows, rain and street lamps."
PUSH = "The camera slowly pushes in towards the subject."
MADE: dict[str, Any] = {
    "model": TEXT_MODEL,
    "prompt": f"a cat. {PUSH} {NOIR}",
    "own_prompt": "a cat",
    "style": "noir",
    "camera": "push-in",
}


def chosen_in(form: InteractionResult) -> dict[str, Any]:
    """What a form is filled in with."""
    assert form.modal is not None
    fields = {part["component"]["custom_id"]: part["component"] for part in form.modal["components"]}
    return {
        name: [one["value"] for one in field["options"] if one.get("default")]
        if "options" in field
        else field.get("value")
        for name, field in fields.items()
    }


async def test_the_commands_store_what_was_chosen(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a cat", style="noir", camera="push-in")
        await harness.alice.slash(harness.channel, "veo", prompt="a cat")
        dressed, plain = await harness.jobs()
        assert (dressed.own_prompt, dressed.style, dressed.camera) == ("a cat", "noir", "push-in")
        assert (plain.own_prompt, plain.style, plain.camera) == (None, None, None)


async def test_again_keeps_them_and_edit_shows_the_own_words_and_changes_them(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, **MADE)
        await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        [again] = await others(harness, done.job)
        assert (again.request.prompt, again.own_prompt) == (MADE["prompt"], "a cat")
        assert (again.style, again.camera) == ("noir", "push-in")
        bob = add_member(harness, "bob")
        form = await bob.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        filled = chosen_in(form)
        assert list(filled) == ["prompt", "frame", "model", "count", "looks"]
        assert (filled["prompt"], filled["looks"]) == ("a cat", ["style:noir", "camera:push-in"])
        await restart(harness)
        await bob.submit_modal(form, {"prompt": "a dog", "looks": ["style:pencil"]})
        [job] = await others(harness, done.job, again)
        assert (job.own_prompt, job.style, job.camera) == ("a dog", "pencil", None)
        assert job.request.prompt.startswith("a dog. ")
        assert NOIR not in job.request.prompt
        assert PUSH not in job.request.prompt

        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await harness.alice.submit_modal(form, {"prompt": "a cat", "looks": []})
        bare = max(await harness.jobs(), key=lambda one: one.id)
        assert (bare.request.prompt, bare.own_prompt, bare.style, bare.camera) == ("a cat", None, None, None)


async def test_a_video_of_before_they_were_stored_is_edited_as_it_was_sent(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, **MADE | {"style": None, "camera": None})
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert chosen_in(form)["prompt"] == MADE["prompt"]
        await harness.alice.submit_modal(form, {"prompt": MADE["prompt"], "frame": ["8 16:9"]})
        [job] = await others(harness, done.job)
        assert (job.request.prompt, job.request.duration_s) == (MADE["prompt"], 8)
        assert job.own_prompt == "a cat", "nothing of its words was changed"
        done = await post_finished(harness, **MADE | {"style": "gone"})
        filled = chosen_in(await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}"))
        assert (filled["prompt"], filled["style"]) == (MADE["prompt"], []), "nor if the operator has removed the style"


async def test_edit_always_offers_how_many(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2,veo-3.1") as harness:
        veo_3 = {"model": "veo-3.1", "duration_s": 8, "resolution": "720p", "negative_prompt": "rain"}
        for changes in (MADE, MADE | veo_3, {**veo_3, "style": "noir"}, veo_3):
            done = await post_finished(harness, **changes)
            form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
            filled = chosen_in(form)
            assert (list(filled)[:4], len(filled)) == (["prompt", "frame", "model", "count"], 5)
        # What there was no room for stays as it was.
        filled_looks = ["style:noir", "camera:push-in"]
        done = await post_finished(harness, **MADE | veo_3)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await harness.alice.submit_modal(form, {"prompt": "a dog", "count": "3", "looks": filled_looks})
        made = [job for job in await harness.jobs() if job.group_size == 3]
        assert {(job.request.negative_prompt, job.style, job.camera) for job in made} == {("rain", "noir", "push-in")}


async def test_forged_styles_are_refused_and_nothing_is_made(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, **MADE)
        for looks, words in (
            (["style:noir", "style:pencil"], "one style"),
            (["x:y"], "a valid choice"),
            (["style:x"], "longer"),
            (None, "no longer available"),
        ):
            forged = {"prompt": "a cat"} | ({"looks": looks} if looks else {"style": ["no-such-style"]})
            answer = await hand_in(harness, f"veo:edit-form:{done.job.id}", forged, done.result)
            assert words in said(answer)
        assert await others(harness, done.job) == []


async def test_what_is_negative_is_kept_and_can_be_changed_where_there_is_room(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        done = await post_finished(harness, seed=42)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert list(chosen_in(form)) == ["prompt", "frame", "count", "style", "seed"]
        assert form.modal is not None
        frame = form.modal["components"][1]["component"]
        assert frame["type"] == 21, "few enough to be shown at once"


async def test_a_form_from_before_the_update_still_works(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        old = {"prompt": "a dog", "duration": ["8"], "shape": ["9:16"], "seed": "7"}
        await hand_in(harness, f"veo:edit-form:{done.job.id}", old, done.result)
        [job] = await others(harness, done.job)
        assert (job.request.duration_s, job.request.aspect_ratio.value, job.request.seed) == (8, "9:16", 7)
