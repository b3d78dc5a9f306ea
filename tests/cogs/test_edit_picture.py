"""Edit on a video from a picture can take another picture, as a file in its form."""

from pathlib import Path
from typing import Any

from bot.domain.requests import Mode
from tests.support.admin import said
from tests.support.buttons import others, post_finished
from tests.support.forging import hand_in
from tests.support.models import IMAGE_MODEL
from tests.support.picture_harness import PNG, card_of, frame_of, open_picture_stage

MADE: dict[str, Any] = {"model": IMAGE_MODEL, "mode": Mode.IMAGE}


async def test_another_picture_is_animated_instead_though_nothing_else_changed(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, frame=PNG, **MADE)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert form.modal is not None
        kinds = [part["component"]["type"] for part in form.modal["components"]]
        assert 19 in kinds, "a file can be chosen"
        assert len(kinds) <= 5
        same = {"prompt": done.job.request.prompt, "picture": [("dog.png", PNG)]}
        await harness.alice.submit_modal(form, same)
        [job] = await others(harness, done.job)
        assert (job.request.mode, job.request.prompt) == (Mode.IMAGE, done.job.request.prompt)
        assert job.image_path is not None
        assert frame_of(card_of(harness, job)).description == "The first frame of the video"
        forged = same | {"picture": ["123"]}
        assert said(await hand_in(harness, f"veo:edit-form:{done.job.id}", forged, done.result))
        assert await others(harness, done.job) == [job], "a forged file is no picture"
