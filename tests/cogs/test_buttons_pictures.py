"""Again and Edit of videos that were made from a picture."""

from pathlib import Path
from typing import Any

from bot.domain.jobs import JobState
from bot.domain.requests import AspectRatio
from bot.media.picture_files import is_spoiler
from tests.support.admin import said
from tests.support.bot_harness import text_of
from tests.support.buttons import others, post_finished, post_old
from tests.support.models import IMAGE_MODEL
from tests.support.picture_harness import (
    fetch_image,
    frame_of,
    kept_pictures,
    open_picture_stage,
    wait_accepted,
    wait_tidy,
)
from tests.support.pictures import draw_corners, encode, read_corners

FRAME = encode(draw_corners((1280, 720)), "PNG")
PICTURE: dict[str, Any] = {
    "model": IMAGE_MODEL,
    "prompt": "waves roll",
    "image_url": "https://segmind.test/picture.png",
}


async def test_the_picture_is_taken_from_the_message_that_has_it(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, frame=FRAME, **PICTURE)
        answer = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert answer.response is None, "the private note that it is at work is gone"
        [job] = await others(harness, done.job)
        assert (job.request.prompt, job.request.aspect_ratio) == ("waves roll", AspectRatio.LANDSCAPE)
        assert job.request.seed != done.job.request.seed
        assert job.image_path is not None
        assert len(kept_pictures(tmp_path)) == 1
        [card] = [one for one in harness.channel.history() if one.id == job.card_message_id]
        assert not frame_of(card).spoiler
        assert card.attachments[0].description == "The first frame of the video"

        failed = await post_finished(harness, frame=FRAME, state=JobState.FAILED, failure="upload_failed", **PICTURE)
        known = await harness.jobs()
        await harness.alice.click(failed.result, label="Try again")
        [job] = await others(harness, *known)
        assert job.image_path is not None, "a failure has it, too"

        old = await post_old(harness, FRAME, **PICTURE)
        known = await harness.jobs()
        await harness.alice.click(old.result, custom_id=f"veo:again:{old.job.id}")
        [job] = await others(harness, *known)
        assert job.image_path is not None, "an old result has it on its card"

        own = await post_finished(harness, frame=FRAME, is_private=True, **PICTURE)
        known, before = await harness.jobs(), {message.id for message in harness.channel.history()}
        answer = await harness.alice.click(own.result, custom_id=f"veo:again:{own.job.id}")
        [job] = await others(harness, *known)
        assert (job.is_private, job.image_path is not None, answer.ephemeral) == (True, True, True)
        public = [one for one in harness.channel.history() if one.id not in before and not one.flags.ephemeral]
        assert public == [], "what is private stays so"


async def test_when_the_files_are_gone_the_same_picture_is_animated_again(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", FRAME), prompt="waves roll")
        [job] = await harness.wait_done()
        await wait_tidy(tmp_path)
        result = await harness.wait_text("Here's your video")
        await harness.alice.click(result, custom_id=f"veo:again:{job.id}")
        first, second = await wait_accepted(harness, 2)
        assert first.inputs["seed"] != second.inputs["seed"]
        assert {**first.inputs, "image": "", "seed": 0} == {**second.inputs, "image": "", "seed": 0}
        corners = [read_corners(await fetch_image(sent)) for sent in (first, second)]
        assert all(abs(a - b) <= 3 for a, b in zip(sum(corners[0], ()), sum(corners[1], ()), strict=True))


async def test_a_spoiler_stays_one_and_a_changed_shape_is_heeded(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, frame=FRAME, image_path="pictures/SPOILER_x.png", **PICTURE)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await harness.alice.submit_modal(form, {"prompt": "", "frame": ["5 9:16"]})
        [job] = await others(harness, done.job)
        assert (job.request.prompt, job.request.aspect_ratio) == ("", AspectRatio.PORTRAIT)
        assert is_spoiler(job.image_path)
        [card] = [one for one in harness.channel.history() if one.id == job.card_message_id]
        assert frame_of(card).spoiler


async def test_without_it_what_segmind_has_is_used_and_else_it_is_asked_for(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        done = await post_old(harness, FRAME, **PICTURE)
        await done.card.delete()
        answer = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert answer.response is None
        [job] = await others(harness, done.job)
        assert (job.image_url, job.image_path) == (PICTURE["image_url"], None)
        [card] = [one for one in harness.channel.history() if one.id == job.card_message_id]
        assert "waves roll" in text_of(card)

        for changes in ({"image_url": None}, {"image_path": "pictures/SPOILER_x.png"}):
            bare = await post_old(harness, FRAME, **PICTURE | changes)
            await bare.card.delete()
            answer = await harness.alice.click(bare.result, custom_id=f"veo:again:{bare.job.id}")
            assert "no longer have the picture" in said(answer)
        assert [one for one in await harness.jobs() if one.state is JobState.QUEUED] == [job]
