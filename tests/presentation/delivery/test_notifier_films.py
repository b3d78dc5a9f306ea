"""A later part and the film of all parts come in one message, each as large as Discord takes it, over real sockets."""

import dataclasses
from pathlib import Path

import pytest

from bot.domain.stories import name_film
from bot.media.videos import read_video
from bot.presentation.delivery.attachments import Attachments, Attempt
from bot.services.ports import Way
from tests.fakes.discord.server import Message
from tests.presentation.delivery.test_notifier import Scene, client, scene, server  # noqa: F401 - fixtures
from tests.support.videos import NOISE, make_video

ALONE = "I couldn't add a film of all parts"


@dataclasses.dataclass
class Story:
    """A scene whose job is the third part of a story."""

    scene: Scene
    film: Path

    @property
    def part(self) -> Path:
        return self.scene.video

    async def deliver(self, way: Way = Way.CHANNEL, *, look_first: bool = False) -> Message:
        """Deliver, and give the one message that came of it."""
        job = self.scene.job
        posted = await self.scene.notifier.deliver(job, self.part, film=self.film, look_first=look_first)
        assert posted.way is way
        message = self.scene.server.state.messages[posted.message_id]
        assert self.scene.results == ([] if way is Way.ANSWER else [message])
        return message

    def limit(self, stated_bytes: int, real_bytes: int | None = None) -> None:
        self.scene.job = dataclasses.replace(self.scene.job, upload_limit_bytes=stated_bytes)
        self.scene.guild.upload_limit_bytes = real_bytes or stated_bytes


@pytest.fixture
def story(scene: Scene) -> Story:  # noqa: F811 - the fixture
    scene.job = dataclasses.replace(scene.job, parent_id="0123456789abcdef", part=3)
    make_video(scene.video, show=NOISE)
    film = scene.video.with_name(name_film(scene.job.id))
    make_video(film, duration_s=3, show=NOISE)
    return Story(scene, film)


def names(message: Message) -> list[str]:
    return [attachment.filename for attachment in message.attachments]


async def test_both_are_in_one_message_that_is_found_again(story: Story) -> None:
    message = await story.deliver()
    job_id = story.scene.job.id
    assert names(message) == [f"veo-{job_id}.mp4", f"veo-{job_id}-film.mp4"]
    assert [file.data for file in message.attachments] == [story.part.read_bytes(), story.film.read_bytes()]
    assert "part 3 of the story, and a film of all parts so far" in message.text
    assert message.pings == [story.scene.user]
    assert await story.deliver() is message
    story.scene.server.advance(600)
    assert await story.deliver(look_first=True) is message


@pytest.mark.parametrize("is_true", [True, False], ids=["the limit is true", "the stated limit is too high"])
async def test_a_film_that_is_too_large_becomes_smaller_beside_a_part_that_is_not(story: Story, is_true: bool) -> None:
    room = story.film.stat().st_size * 4 // 5
    assert story.part.stat().st_size < room
    story.limit(room if is_true else story.film.stat().st_size + 64 * 1024, room)
    message = await story.deliver()
    part, film = (attachment.data or b"" for attachment in message.attachments)
    assert 0 < len(part) <= story.part.stat().st_size
    assert len(film) <= room
    shown = story.film.with_name("shown.mp4")
    shown.write_bytes(film)
    assert abs((await read_video(shown)).duration_s - 3) < 0.1


async def test_a_film_that_cannot_be_made_small_enough_is_left_out_and_that_is_said(story: Story) -> None:
    make_video(story.part, size="160x90")
    make_video(story.film, duration_s=12, size="160x90", rate="60")
    story.limit(64 * 1024 + story.part.stat().st_size + 1000)
    message = await story.deliver()
    assert [file.data for file in message.attachments] == [story.part.read_bytes()]
    assert ALONE in message.text


async def test_without_a_film_it_is_said_that_there_is_none(story: Story) -> None:
    posted = await story.scene.notifier.deliver(story.scene.job, story.part, film=None, look_first=False)
    message = story.scene.server.state.messages[posted.message_id]
    assert len(message.attachments) == 1
    assert "part 3 of the story" in message.text
    assert ALONE in message.text


async def test_a_private_answer_has_both_in_it(story: Story) -> None:
    story.scene.job = dataclasses.replace(story.scene.job, is_private=True)
    posted = await story.scene.notifier.deliver(story.scene.job, story.part, film=story.film, look_first=False)
    assert posted.way is not Way.CHANNEL
    message = story.scene.server.state.messages[posted.message_id]
    assert len(message.attachments) == 2


async def test_where_the_channel_is_closed_both_come_in_the_answer(story: Story) -> None:
    story.scene.job = dataclasses.replace(story.scene.job, channel_id=1)
    message = await story.deliver(Way.ANSWER)
    assert len(message.attachments) == 2


async def test_a_request_never_has_more_than_discord_takes_at_once(story: Story) -> None:
    attachments = Attachments(story.scene.job, story.part, story.film)
    size = sum(path.stat().st_size for path in (story.part, story.film))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.presentation.delivery.attachments._REQUEST_MAX_BYTES", size * 4 // 5)
        fitted = await Attempt(attachments, size * 4 // 5).fit()
    assert fitted.video == story.part
    assert fitted.film is not None
    assert fitted.video.stat().st_size + fitted.film.stat().st_size <= size * 4 // 5
