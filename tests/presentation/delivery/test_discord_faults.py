"""Every way in which Discord can fail a finished video: where it ends, how it went, and what its person reads.

The worker's own step, with the real notifier and discord.py, over real sockets. Each row may fail as often as it
likes: there is one message in the end, and nothing is given up that trying again can help.
"""

import asyncio
import dataclasses
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import discord
import pytest

from bot.domain.clock import Clock
from bot.domain.jobs import FailureReason, Job, JobState
from bot.media.ffmpeg import FfmpegStopped
from bot.media.picture_files import name_picture
from bot.presentation.cards.card import Card
from bot.presentation.delivery import attachments as attachments_module
from bot.sentences import say
from bot.services.ports import DeliveryDelayed, ProgressEstimate, Way
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.delivery import Delivery
from bot.worker.pending_jobs import PendingJobs
from tests.fakes.discord.server import Message
from tests.presentation.delivery import test_notifier as test_courier
from tests.presentation.delivery.test_notifier import (
    Scene,
    client,
    delete_channel,
    forbid_sending,
    hide_channel,
    remove_bot,
    scene,
    server,
)
from tests.support.jobs import store_job
from tests.support.videos import make_video

__all__ = ["client", "scene", "server"]

MESSAGES, ANSWER, OPEN_DM = "/channels/*/messages", "/webhooks/*/*/messages/*", "/users/@me/channels"
HERE, LINK, KEPT = (
    "Here's your video",
    "too large to post. You can download it here until <t:",
    "Video done, but I couldn't post it",
)
DELIVERED, UNDELIVERABLE = JobState.DELIVERED, JobState.UNDELIVERABLE
Breaking = Callable[[Scene], object]


@dataclass(frozen=True)
class Row:
    """What goes wrong, and how it ends."""

    name: str
    goes_wrong: Breaking
    way: Way | None
    said: str = HERE
    #: How often the worker has to try again, and what Discord asked it to wait at least.
    delays: int = 0
    wait_s: float = 0.0


def fail(method: str, path: str, *more: Any, **how: Any) -> Breaking:
    """Discord answers so."""
    return lambda scene: scene.server.fail(method, path, *more, **how)


def both(*parts: Breaking) -> Breaking:
    """One after the other."""
    return lambda scene: [part(scene) for part in parts]


def end_token(scene: Scene) -> None:
    """The interaction is older than a quarter of an hour."""
    scene.server.advance(901)


def close_dms(scene: Scene) -> None:
    """The person takes no direct messages."""
    scene.user.accepts_dms = False


def delete_card(scene: Scene) -> None:
    """A moderator deletes the card, to which the result would reply."""
    scene.server.delete_message(scene.card)


def lock_thread(scene: Scene) -> None:
    """The card's channel is a thread, which is then archived and locked."""
    scene.channel.parent = scene.server.add_channel(scene.guild, "parent")
    scene.channel.type = scene.server.add_thread(scene.channel.parent).type
    scene.server.update_channel(scene.channel, is_archived=True, is_locked=True)


def archive_thread(scene: Scene) -> None:
    """The same, but only archived: posting opens it again."""
    lock_thread(scene)
    scene.server.update_channel(scene.channel, is_locked=False)


def limit(retry_after_s: float, *, is_global: bool = False) -> Breaking:
    """Discord asks to wait."""
    return lambda scene: scene.server.rate_limit("POST", MESSAGES, retry_after_s, is_global=is_global)


CLOSED = both(forbid_sending, end_token)
ROWS = [
    Row("channel gone, 10003", delete_channel, Way.ANSWER),
    Row("thread archived", archive_thread, Way.CHANNEL),
    Row("thread archived and locked", lock_thread, Way.ANSWER),
    Row("thread archived, 50083", fail("POST", MESSAGES, code=50083), Way.ANSWER),
    Row("permission lost, 50013", forbid_sending, Way.ANSWER),
    Row("no access, 50001", hide_channel, Way.ANSWER),
    Row("bot removed", remove_bot, Way.ANSWER),
    Row("card deleted, 10008", delete_card, Way.CHANNEL),
    Row("rate limited shortly", limit(0.05), Way.CHANNEL),
    Row("rate limited for a while", limit(40), Way.CHANNEL, delays=1, wait_s=40),
    Row("rate limited for long", limit(120), Way.ANSWER),
    Row("rate limited everywhere", limit(0.05, is_global=True), Way.CHANNEL),
    *(Row(f"{status} once", fail("POST", MESSAGES, status), Way.CHANNEL) for status in (500, 502, 504)),
    Row("503 once", fail("POST", MESSAGES, 503), Way.CHANNEL, delays=1),
    *(Row(f"{code} for long", fail("POST", MESSAGES, code, times=10), Way.CHANNEL, delays=2) for code in (500, 502)),
    Row("503, a proxy's page", fail("POST", MESSAGES, 503, body="<html>", times=2), Way.CHANNEL, delays=2),
    Row("answered though, 500", fail("POST", MESSAGES, 500, after=True, times=5), Way.CHANNEL, delays=1),
    Row("dropped before", fail("POST", MESSAGES, drop=True, times=2), Way.CHANNEL, delays=2),
    Row("dropped after", fail("POST", MESSAGES, drop=True, after=True), Way.CHANNEL, delays=1),
    Row("too large once, 40005", fail("POST", MESSAGES, code=40005), Way.CHANNEL),
    Row("too large once, 413", fail("POST", MESSAGES, 413, body="<html>"), Way.CHANNEL),
    Row("too large three times", fail("POST", MESSAGES, code=40005, times=3), Way.CHANNEL, LINK),
    Row("token expired, 50027", both(delete_channel, end_token), Way.DIRECT),
    Row("webhook gone, 10015", both(hide_channel, fail("PATCH", ANSWER, code=10015)), Way.DIRECT),
    Row("answer deleted, 10008", both(forbid_sending, delete_card), Way.DIRECT),
    Row("answer too large", both(forbid_sending, fail("PATCH", ANSWER, code=40005, times=3)), Way.DIRECT),
    Row("answer dropped after", both(remove_bot, fail("PATCH", ANSWER, drop=True, after=True)), Way.ANSWER, delays=1),
    Row("answer 502", both(remove_bot, fail("PATCH", ANSWER, 502, times=5)), Way.ANSWER, delays=1),
    Row("direct messages 503", both(CLOSED, fail("POST", OPEN_DM, 503)), Way.DIRECT, delays=1),
    Row("direct message dropped", both(CLOSED, fail("POST", OPEN_DM, drop=True)), Way.DIRECT, delays=1),
    Row("direct messages closed, 50007", both(CLOSED, close_dms), None, KEPT),
    Row("person gone, 10013", both(CLOSED, fail("POST", OPEN_DM, code=10013)), None, KEPT),
]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_video(tmp_path_factory.mktemp("film") / "film.mp4")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, film: Path) -> Iterator[None]:
    """One film for all, and pauses of the library that nobody waits for."""
    monkeypatch.setattr(test_courier, "make_video", lambda path: shutil.copy(film, path))
    sleep = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda seconds: sleep(min(seconds, 0.001)))
    yield
    monkeypatch.undo()


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


class NoFilms:
    """Nothing here continues anything."""

    async def join(self, _job: Job, _video: Path) -> None:
        """There is no film of several parts."""


async def settle(scene: Scene, database: Database) -> list[float]:
    """Have the worker deliver until that is settled; gives the pauses between its tries."""
    job = dataclasses.replace(scene.job, video_path=scene.video.name)
    async with database.write() as connection:
        await store_job(connection, job)
    pending_jobs = PendingJobs(database, Clock())
    await pending_jobs.load()

    async def restore(_job: Job, _video: Path) -> None:
        raise AssertionError("the video is there")

    delivering = Delivery(pending_jobs, scene.notifier, scene.video.parent, Clock(), restore, cast("Any", NoFilms()))
    delivering.expect(job.id)
    delays: list[float] = []
    while (delay_s := await delivering.deliver(job)) is not None:
        delays.append(delay_s)
        scene.server.advance(delay_s)
        assert len(delays) < 10
    return delays


def told(scene: Scene) -> list[Message]:
    """The messages that bring the video, or say where it is."""
    everywhere = [message for channel in scene.server.channels.values() for message in channel.messages]
    words = (HERE, LINK)
    return [m for m in everywhere if m.attachments or any(text in f"{m.text} {m.components}" for text in words)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_where_a_video_ends_up(scene: Scene, database: Database, row: Row) -> None:
    row.goes_wrong(scene)
    delays = await settle(scene, database)
    async with database.read() as connection:
        job = await jobs.get_job(connection, scene.job.id)
        *_, last = await jobs.list_events(connection, scene.job.id)
    assert job is not None
    assert (job.state, last.detail.get("way")) == (UNDELIVERABLE if row.way is None else DELIVERED, row.way)
    assert len(delays) == row.delays
    assert all(delay_s >= row.wait_s for delay_s in delays)
    found = told(scene)
    if row.way is None:
        assert found == []
        assert scene.video.is_file()
        await scene.notifier.show(job, ProgressEstimate(at=job.changed_at))
        assert row.said in str(scene.card.components)
        return
    [message] = found
    assert row.said in message.text
    place = {Way.CHANNEL: scene.channel, Way.ANSWER: scene.channel, Way.DIRECT: scene.server.dm(scene.user)}[row.way]
    assert message.channel is place
    assert (message is scene.card) == (row.way is Way.ANSWER)
    assert message.id == job.result_message_id
    assert [file.filename for file in message.attachments] == ([] if row.said == LINK else [f"veo-{job.id}.mp4"])
    assert scene.user in message.pings or row.way is Way.ANSWER


# -- what is not the result -----------------------------------------------------------------------


async def test_a_card_with_a_picture_is_not_taken_for_the_video(scene: Scene) -> None:
    """The process was killed after it posted the card, and before it wrote down where that is."""
    picture = f"pictures/{scene.job.id}.jpg"
    job = dataclasses.replace(scene.job, image_path=picture, card_message_id=None, interaction_token=None)
    channel = scene.notifier._posting.channel(job)
    scene.video.with_suffix(".jpg").write_bytes(b"\xff\xd8\xff")
    file = discord.File(scene.video.with_suffix(".jpg"), name_picture(picture))
    await channel.send(view=Card(job, scene.progress()), file=file)
    for _ in range(2):
        posted = await scene.notifier.deliver(job, scene.video, look_first=True)
        scene.server.advance(600)
        message = scene.server.state.messages[posted.message_id]
        assert [file.filename for file in message.attachments] == [f"veo-{job.id}.mp4"]
    failed = dataclasses.replace(job, state=JobState.FAILED, failure=FailureReason.TIMED_OUT)
    await scene.notifier.tell_failure(failed, look_first=True)


@pytest.mark.parametrize("has_failed", [False, True])
async def test_the_word_that_an_order_is_there_is_not_taken_for_its_end(scene: Scene, has_failed: bool) -> None:
    job = dataclasses.replace(
        scene.job, is_private=True, card_message_id=None, answer_message_id=None, interaction_token=None
    )
    target = await scene.notifier._posting.direct_messages(job)
    await target.channel.send(say(job.locale, "private-no-answer", reference=job.id))
    for _ in range(2):
        if has_failed:
            failed = dataclasses.replace(job, state=JobState.FAILED, failure=FailureReason.TIMED_OUT)
            await scene.notifier.tell_failure(failed, look_first=True)
        else:
            await scene.notifier.deliver(job, scene.video, look_first=True)
        scene.server.advance(600)
    assert len(scene.direct) == 2
    assert scene.direct[-1].attachments or has_failed


# -- where it is already --------------------------------------------------------------------------


@pytest.mark.parametrize("way", [Way.ANSWER, Way.DIRECT])
async def test_a_channel_that_opens_again_gets_no_second_message(scene: Scene, way: Way) -> None:
    """The process was killed after another way took the video, and before it wrote that down."""
    open_permissions = scene.channel.bot_permissions
    forbid_sending(scene)
    if way is Way.DIRECT:
        scene.server.advance(901)
    assert await scene.deliver() is way
    scene.server.advance(600 if way is Way.DIRECT else 60)
    scene.server.update_channel(scene.channel, bot_permissions=open_permissions)
    assert await scene.deliver(look_first=True) is way
    assert len(scene.results) == (1 if way is Way.DIRECT else 0)


@pytest.mark.parametrize("way", list(Way))
async def test_a_posted_video_is_found_without_its_file(scene: Scene, way: Way) -> None:
    """The process was killed after it posted the video, and then its disk was wiped."""
    if way is not Way.CHANNEL:
        forbid_sending(scene)
    if way is Way.DIRECT:
        scene.server.advance(901)
    assert await scene.notifier.find(scene.job) is None
    assert await scene.deliver() is way
    scene.video.unlink()
    found = await scene.notifier.find(scene.job)
    assert found is not None
    assert found.way is way


async def test_a_channel_that_cannot_be_looked_into_gets_nothing(scene: Scene) -> None:
    await scene.deliver()
    scene.server.advance(600)
    scene.server.fail("GET", "/channels/*/messages", status=403, code=50001)
    assert await scene.deliver(look_first=True) is Way.ANSWER
    assert len(scene.results) == 1


# -- the machine ----------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [FfmpegStopped("no memory"), OSError(28, "No space left on device")])
async def test_what_this_machine_cannot_do_just_now_is_tried_again(
    scene: Scene, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read_video(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as trouble:
        trouble.setattr(attachments_module, "recall_video", read_video)
        with pytest.raises(DeliveryDelayed):
            await scene.deliver()
        assert told(scene) == []
    assert await scene.deliver(look_first=True) is Way.CHANNEL
    assert len(told(scene)) == 1


@pytest.mark.parametrize("by", [timedelta(hours=2), timedelta(hours=-2)])
async def test_setting_the_clock_changes_nothing_about_that_hour(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, by: timedelta
) -> None:
    async def read_video(*_: object, **__: object) -> None:
        raise FfmpegStopped("too slow")

    clock, passed_s = scene.notifier._elapsed._clock, 0.0
    monkeypatch.setattr(attachments_module, "recall_video", read_video)
    monkeypatch.setattr(clock, "monotonic", lambda: passed_s)
    with pytest.raises(DeliveryDelayed):
        await scene.deliver()
    is_set = scene.job.changed_at + by
    monkeypatch.setattr(clock, "now", lambda: is_set)
    passed_s = 3_500.0
    with pytest.raises(DeliveryDelayed):
        await scene.deliver()
    passed_s = 3_700.0
    assert await scene.deliver() is Way.CHANNEL


@pytest.mark.parametrize("is_large", [False, True])
async def test_a_machine_that_never_can_gives_the_file_or_the_link_after_an_hour(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    async def read_video(*_: object, **__: object) -> None:
        raise FfmpegStopped("too slow")

    monkeypatch.setattr(attachments_module, "recall_video", read_video)
    earlier = scene.job.changed_at - timedelta(hours=1)
    limit_bytes = 70_000 if is_large else 10_000_000
    if is_large:
        scene.video.write_bytes(scene.video.read_bytes() + bytes(10_000))
    assert await scene.deliver(changed_at=earlier, upload_limit_bytes=limit_bytes) is Way.CHANNEL
    [message] = told(scene)
    if is_large:
        assert LINK in message.text
    else:
        assert [file.data for file in message.attachments] == [scene.video.read_bytes()]
        assert say("en-US", "differs-as-is") in message.text
