"""Videos that are not what was asked for, or that not every player plays, are posted with a word about it."""

import dataclasses
from pathlib import Path

import pytest

from bot.domain.requests import AspectRatio
from bot.media.videos import VideoDamaged, read_video
from bot.presentation.delivery import attachments as attachments_module
from bot.sentences import locales, say
from bot.services.ports import Way
from tests.fakes.discord.server import Message
from tests.presentation.delivery.test_notifier import Scene, client, scene, server  # noqa: F401 - fixtures
from tests.support.videos import make_video

QUICK = ("-deadline", "realtime", "-cpu-used", "8")


async def deliver(scene: Scene, *, look_first: bool = False) -> Message:  # noqa: F811 - the fixture
    """Deliver, and give the one message that came of it."""
    assert await scene.deliver(look_first=look_first) is Way.CHANNEL
    [message] = scene.results
    return message


def make_webm(scene: Scene, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    """The job's video is a WebM, under the name that every video has."""
    make_video(tmp_path / "a.webm", duration_s=5, rate="8", codec="libvpx", options=QUICK).rename(scene.video)


@pytest.mark.parametrize("locale", locales())
async def test_what_differs_is_said_in_the_requesters_language(scene: Scene, locale: str) -> None:  # noqa: F811
    request = dataclasses.replace(scene.job.request, aspect_ratio=AspectRatio.PORTRAIT, has_sound=True)
    scene.job = dataclasses.replace(scene.job, locale=locale, request=request)
    make_video(scene.video, duration_s=8, rate="8")
    message = await deliver(scene)
    assert say(locale, "differs-length", seconds=8.0, asked=5) in message.text
    assert say(locale, "differs-shape", size="160 × 90", asked="9:16") in message.text
    assert say(locale, "differs-silent") in message.text


async def test_what_is_as_asked_has_no_word_more(scene: Scene) -> None:  # noqa: F811 - the fixture
    make_video(scene.video, duration_s=5, rate="8")
    message = await deliver(scene)
    assert message.text.splitlines()[0] == say("en-US", "result", mention=f"<@{scene.job.user_id}>")


async def test_a_webm_becomes_an_mp4(scene: Scene, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    make_webm(scene, tmp_path)
    message = await deliver(scene)
    assert message.text.splitlines()[0] == say("en-US", "result", mention=f"<@{scene.job.user_id}>")
    [file] = message.attachments
    assert file.filename == f"veo-{scene.job.id}.mp4"
    (tmp_path / "posted.mp4").write_bytes(file.data or b"")
    assert (await read_video(tmp_path / "posted.mp4")).plays_everywhere


async def test_what_cannot_be_converted_is_posted_as_it_is_and_found_again(
    scene: Scene,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_webm(scene, tmp_path)

    async def fail(*_: object, **__: object) -> None:
        raise VideoDamaged("no way")

    monkeypatch.setattr(attachments_module, "fit_video", fail)
    message = await deliver(scene)
    [file] = message.attachments
    assert (file.filename, file.data) == (f"veo-{scene.job.id}.webm", scene.video.read_bytes())
    assert say("en-US", "differs-as-is") in message.text
    scene.server.advance(600)
    assert await deliver(scene, look_first=True) is message


async def test_what_shows_nothing_is_no_file_to_post(scene: Scene) -> None:  # noqa: F811 - the fixture
    scene.video.write_bytes(b"<html>")
    message = await deliver(scene)
    assert message.attachments == []
    assert scene.job.output_url is not None
    assert scene.job.output_url in message.text
