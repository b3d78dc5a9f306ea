"""Continue, as a person in Discord would use it, on real films."""

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from bot.domain.jobs import JobState
from bot.media import videos
from bot.media.videos import first_frame, last_frame
from bot.presentation.orders.continuation import find_file
from sandbox.segmind import StandInOptions
from tests.support.bot_harness import text_of
from tests.support.films import left_films
from tests.support.picture_harness import fetch_image, open_picture_stage
from tests.support.stories import open_form, wait_part


async def test_a_video_goes_on_from_its_last_frame(tmp_path: Path) -> None:
    async with open_picture_stage(
        tmp_path, options=StandInOptions(latency_s=0.5, sigma=0.05, fast_films=True)
    ) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a red panda rides a skateboard", aspect_ratio="9:16")
        first, message = await wait_part(harness, 1)
        shown = await open_form(harness, message)
        assert shown.modal is not None
        assert shown.modal["custom_id"] == f"veo:continue-form:{first.id}"
        answer = await harness.alice.submit_modal(shown, {"prompt": " it jumps over a dog ", "duration": "6"})
        assert answer.acknowledged
        assert answer.response is None, "the private note that it is at work is gone"
        second, result = await wait_part(harness, 2)

        assert (second.parent_id, second.part, second.user_id) == (first.id, 2, harness.alice.id)
        assert second.request.prompt == "it jumps over a dog"
        assert (second.request.duration_s, second.request.aspect_ratio.value) == (6, "9:16")
        sent = await fetch_image(harness.stand_in.accepted[1])
        assert harness.stand_in.accepted[1].slug == "veo-2-image2video"
        *films, frame = result.attachments
        assert await frame.read() == sent
        assert [file.filename for file in films] == [f"veo-{second.id}.mp4", f"veo-{second.id}-film.mp4"]
        assert "part 2 of the story" in text_of(result)
        assert "> Part 2: it jumps over a dog" in text_of(result)
        assert f"Made from [this video]({message.jump_url})" in text_of(result)
        listed = await harness.alice.slash(harness.channel, "veo-jobs")
        assert "> Part 2: it jumps over a dog" in text_of(listed.response)
        assert result.attachments[1].description == "Film of the story so far: parts 1 to 2 joined"
        paths = tmp_path / "one.mp4", tmp_path / "two.mp4", tmp_path / "film.mp4"
        for file, path in zip([*message.attachments, *films], paths, strict=True):
            path.write_bytes(await file.read())
        one, two, film = [await videos.read_video(path) for path in paths]
        assert (film.width, film.height) == (720, 1280)
        assert film.frame_count == one.frame_count + two.frame_count
        assert abs(film.duration_s - (one.duration_s + two.duration_s)) < 0.05
        assert abs(film.duration_s - 11) < 0.1
        end, start = tmp_path / "end.png", tmp_path / "start.png"
        await last_frame(paths[0], end)
        await first_frame(paths[1], start)
        assert differ(end.read_bytes(), sent) < 2, "a JPEG or PNG of high quality"
        assert differ(end.read_bytes(), start.read_bytes()) < 4, "encoding noise"
        assert left_films(tmp_path) == []
        assert second.state is JobState.DELIVERED
        assert sorted(path.name for path in (tmp_path / "videos").iterdir()) == sorted(
            [f"{first.id}.mp4", f"{second.id}.mp4", f"{second.id}-film.mp4"]
        )


def differ(one: bytes, other: bytes) -> float:
    """By how many of 255 levels two pictures differ on average."""
    with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
        assert first.size == second.size
        difference = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
    return max(ImageStat.Stat(difference).mean)


async def test_a_private_video_goes_on_where_nobody_else_sees_it(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a red panda", private=True)
        assert answer.response is not None
        [first] = await harness.wait_done()
        assert first.result_message_id == answer.response.id
        [message] = [one for one in harness.channel.history(viewer=harness.alice) if one.id == first.result_message_id]
        shown = await open_form(harness, message)
        handed_in = await harness.alice.submit_modal(shown, {"prompt": "it waves"})
        assert handed_in.response is not None
        assert handed_in.response.ephemeral
        _, second = await harness.wait_done(2)
        assert (second.parent_id, second.is_private, second.state) == (first.id, True, JobState.DELIVERED)
        assert second.result_message_id == handed_in.response.id
        [seen] = [one for one in harness.channel.history(viewer=harness.alice) if one.id == second.result_message_id]
        assert "part 2 of the story" in text_of(seen)
        assert find_file(seen, f"veo-{second.id}.mp4") is not None
        assert find_file(seen, f"veo-{second.id}-film.mp4") is not None
        assert [one for one in harness.channel.history() if not one.flags.ephemeral] == []
