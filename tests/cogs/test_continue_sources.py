"""Where Continue takes a video and the film so far from: the disk, the message, Segmind; and what if it is nowhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.domain.jobs import Job
from bot.domain.stories import name_film
from bot.media.picture_checks import PictureLimits
from bot.presentation.delivery.attachments import Attachments, name_posted
from bot.presentation.orders.continuation import find_file
from bot.presentation.pictures.discord_files import FileUnreachable
from bot.storage.jobs import jobs
from tests.support.bot_harness import BotHarness
from tests.support.films import RATE, left_films, make_part
from tests.support.picture_harness import card_of, kept_pictures, open_picture_stage, said_privately
from tests.support.stories import open_form, tell
from tests.support.videos import read_number, read_numbers


def count(parts: int) -> list[int]:
    """The grey levels of a film's frames, one by one; four of them are one number of a counting film."""
    return [round(level / 4) for level in range(parts * 5 * RATE)]


async def go_on(harness: BotHarness, parent: Job, message: discord.Message) -> Job:
    """Continue a video, and give the new job."""
    answer = await harness.alice.submit_modal(await open_form(harness, message), {})
    assert answer.response is None, answer.response.content
    [job] = [job for job in await harness.jobs() if job.parent_id == parent.id]
    return job


async def assert_goes_on(harness: BotHarness, data_dir: Path, parent: Job, message: discord.Message) -> Job:
    """Continue a video, and check its first frame and the film so far."""
    job = await go_on(harness, parent, message)
    frame = data_dir / "frame"
    frame.write_bytes(await card_of(harness, job).attachments[0].read())
    assert read_number(frame) == count(parent.part)[-1]
    assert job.film_path is not None
    assert read_numbers(data_dir / job.film_path) == count(parent.part)
    assert left_films(data_dir) == [Path(job.film_path).name], "the workplace is gone"
    return job


async def amend(harness: BotHarness, job: Job, **changes: Any) -> Job:
    async with harness.app.database.write() as connection:
        return await jobs.amend(connection, job, **changes)


@asynccontextmanager
async def serve(file: Path) -> AsyncIterator[str]:
    """Serve a file as Segmind serves its outputs."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(file) if file.is_file() else web.Response(status=404)

    app = web.Application()
    app.router.add_get("/output.mp4", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/output.mp4"))


@pytest.mark.parametrize(("parts", "on_disk"), [(3, True), (3, False)])
async def test_from_the_disk_and_else_from_the_message(tmp_path: Path, parts: int, on_disk: bool) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, message = await tell(harness, tmp_path, parts, on_disk=on_disk, is_posted=not on_disk)
        job = await assert_goes_on(harness, tmp_path, parent, message)
        assert job.part == parts + 1


async def test_else_from_segmind_and_a_film_that_is_gone_is_joined_anew(tmp_path: Path) -> None:
    served = make_part(tmp_path / "served.mp4", number=2)
    async with open_picture_stage(tmp_path, is_working=False) as harness, serve(served) as url:
        second, message = await tell(harness, tmp_path, 2, is_posted=False, output_url=url)
        for name in (f"{second.id}.mp4", name_film(second.id)):
            (tmp_path / "videos" / name).unlink()
        await assert_goes_on(harness, tmp_path, second, message)


async def test_what_is_no_good_video_is_passed_over_and_left_as_it_is(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, message = await tell(harness, tmp_path)
        damaged = tmp_path / (parent.video_path or "")
        damaged.write_bytes(damaged.read_bytes()[:-200])
        cut = damaged.read_bytes()
        await assert_goes_on(harness, tmp_path, parent, message)
        assert damaged.read_bytes() == cut


async def test_a_video_that_is_nowhere_is_not_continued_nor_is_a_story_with_a_lost_part(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness, serve(tmp_path / "gone") as url:
        parent, message = await tell(harness, tmp_path, on_disk=False, is_posted=False, output_url=url)
        answer = await harness.alice.submit_modal(await open_form(harness, message), {})
        assert "can't continue this video because its file is gone" in said_privately(answer)
        too_old = parent.created_at.replace(year=2025)
        await amend(harness, parent, output_url=url.replace("output", "other"), completed_at=too_old)
        answer = await harness.alice.submit_modal(await open_form(harness, message), {})
        assert "can't continue this video because its file is gone" in said_privately(answer), (
            "nobody asks for what has expired"
        )
        parent, message = await tell(harness, tmp_path, 2, is_posted=False)
        (tmp_path / "videos" / name_film(parent.id)).unlink()
        (tmp_path / "videos" / f"{parent.parent_id}.mp4").unlink()
        answer = await harness.alice.submit_modal(await open_form(harness, message), {})
        assert "can't continue this video because its file is gone" in said_privately(answer)
        assert len(await harness.jobs()) == 3
        assert left_films(tmp_path) == []
        assert kept_pictures(tmp_path) == {}


async def test_what_discord_does_not_give_just_now_may_be_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, message = await tell(harness, tmp_path, on_disk=False)

        async def be_away(*_: object, **__: object) -> bytes:
            raise FileUnreachable("Discord did not answer")

        monkeypatch.setattr(harness.context.continuations._files, "read", be_away)
        answer = await harness.alice.submit_modal(await open_form(harness, message), {})
        assert "couldn't get this video just now" in said_privately(answer)
        monkeypatch.undo()
        await assert_goes_on(harness, tmp_path, parent, message)


async def test_a_spoiler_stays_one_and_a_prompt_is_not_needed(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, message = await tell(harness, tmp_path, image_path="pictures/SPOILER_x.jpg")
        assert message.attachments[0].is_spoiler()
        job = await go_on(harness, parent, message)
        assert job.request.prompt == ""
        assert job.request.duration_s == parent.request.duration_s
        assert (job.image_path or "").startswith("pictures/SPOILER_")


async def test_a_laid_out_message_has_the_video_too(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, _ = await tell(harness, tmp_path, is_posted=False)
        attachments = Attachments(parent, tmp_path / "videos" / f"{parent.id}.mp4")
        view, files = attachments.make_message()
        channel = harness.app.bot.get_partial_messageable(harness.channel.id, guild_id=harness.guild.id)
        posted = await channel.send(view=view, files=files)
        [message] = [one for one in harness.channel.history() if one.id == posted.id]
        attachments.video.unlink()
        await assert_goes_on(harness, tmp_path, parent, message)
        assert find_file(message, name_posted(parent, is_film=False)) is not None
        message.attachments = []
        assert find_file(message, name_posted(parent, is_film=False)) is not None, "if only its components name it"


async def test_the_limits_for_what_people_send_do_not_hold_for_frames(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        frames = harness.context.picture_orders._frames
        frames._limits = frames._image_sandbox._limits = PictureLimits(max_bytes=100)
        parent, message = await tell(harness, tmp_path)
        await assert_goes_on(harness, tmp_path, parent, message)


async def test_a_bot_that_stops_says_so_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        _, message = await tell(harness, tmp_path)
        closing: list[asyncio.Task[None]] = []

        async def hang(*_: object, **__: object) -> None:
            closing.append(asyncio.create_task(harness.context.picture_orders._frames.close()))
            await asyncio.Event().wait()

        monkeypatch.setattr("bot.services.jobs.stories.last_frame", hang)
        answer = await harness.alice.submit_modal(await open_form(harness, message), {})
        assert "I'm restarting" in said_privately(answer)
        await asyncio.gather(*closing)
        assert len(await harness.jobs()) == 1
        assert left_films(tmp_path) == []


async def test_again_on_a_later_part_makes_that_part_anew(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        second, message = await tell(harness, tmp_path, 2, prompt="it turns around")
        answer = await harness.alice.click(message, label="Again")
        assert answer.response is None
        job = (await harness.jobs())[-1]
        assert (job.parent_id, job.part) == (second.parent_id, 2)
        assert (job.request.prompt, job.request.duration_s) == ("it turns around", second.request.duration_s)
        assert job.request.seed != second.request.seed
        assert read_numbers(tmp_path / (job.film_path or "")) == count(1)
