"""Sending again what could not be posted, as the person who ordered it does it."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import text, update

from bot.domain.jobs import Job, JobState
from bot.services.jobs.redelivery import NotResent
from bot.services.ports import Way
from bot.storage.core import tables
from bot.storage.jobs import jobs
from bot.storage.money import ledger_audit as books
from tests.support.bot_harness import Stage, open_stage, text_of

CHANNEL, ANSWER, DIRECT = "/channels/*/messages", "/webhooks/*/*/messages/*", "/users/@me/channels"


def close(stage: Stage, *paths: str) -> None:
    """Have Discord refuse these from now on; a message in a channel, an edited answer, opening direct messages."""
    codes = {CHANNEL: ("POST", 403, 50013), ANSWER: ("PATCH", 401, 50027), DIRECT: ("POST", 403, 50007)}
    stage.env.backend.faults.clear()
    for path in paths:
        method, status, code = codes[path]
        stage.env.inject_error(method, path, status=status, code=code, message="closed", times=None)


async def keep_one(stage: Stage, **options: Any) -> Job:
    """Have a video made that cannot be delivered in any way."""
    close(stage, CHANNEL, ANSWER, DIRECT)
    await stage.alice.slash(stage.channel, "veo", prompt="a red panda", **options)
    [job] = await stage.wait_done()
    assert job.state is JobState.UNDELIVERABLE
    return job


async def wait_over(stage: Stage) -> Job:
    """Wait until the job is over; gives it as it is then."""
    [job] = await stage.wait_done()
    return job


async def wait_told(stage: Stage, message_id: int, words: str) -> None:
    """Wait until a message that Alice sees says this."""
    async with asyncio.timeout(60):
        while words not in text_of(find(stage, message_id)):
            await asyncio.sleep(0.05)


async def press(stage: Stage) -> discord.Message:
    """Look at the kept videos and have the one that is there sent again; gives the private answer to that."""
    listed = await stage.alice.slash(stage.channel, "veo-jobs", show="kept")
    assert listed.response is not None
    answer = await stage.alice.click(listed.response, label="Send again")
    assert answer.response is not None
    assert answer.response.ephemeral
    return find(stage, answer.response.id)


def find(stage: Stage, message_id: int) -> discord.Message:
    """A message as Alice sees it now."""
    [found] = [one for one in stage.channel.history(viewer=stage.alice) if one.id == message_id]
    return found


def videos(stage: Stage) -> list[discord.Message]:
    """The messages with a video that Alice sees, wherever they are."""
    return [one for one in stage.channel.history(viewer=stage.alice) if one.attachments]


async def ways(stage: Stage, job: Job) -> list[Any]:
    """In which ways a job was delivered."""
    async with stage.app.database.read() as connection:
        events = await jobs.list_events(connection, job.id)
    return [event.detail["way"] for event in events if event.target is JobState.DELIVERED]


async def test_where_the_channel_is_still_closed_the_answer_becomes_the_video(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        job = await keep_one(stage)
        assert videos(stage) == []
        close(stage, CHANNEL, DIRECT)
        answer = await press(stage)
        sent = await wait_over(stage)
        assert (sent.state, sent.result_message_id, sent.answer_message_id) == (
            JobState.DELIVERED,
            answer.id,
            answer.id,
        )
        assert sent.interaction_at is not None
        assert sent.interaction_at > job.created_at
        assert await ways(stage, job) == [Way.ANSWER]
        [video] = videos(stage)
        assert video.id == answer.id
        assert (await video.attachments[0].read())[4:8] == b"ftyp"
        assert stage.channel.history() != [], "the card stands for everybody"
        assert [one for one in stage.channel.history() if one.attachments] == []
        card = await stage.wait_text("I showed it to who ordered it")
        assert card.id == job.card_message_id
        assert "https://" not in text_of(card)
        assert len(stage.stand_in.accepted) == 1, "nothing is paid twice"
        assert await books.check(stage.app.database) == []
        listed = await stage.alice.slash(stage.channel, "veo-jobs")
        assert listed.response is not None
        assert "Send again" not in str(listed.response.components)
        assert "Watch it" not in text_of(listed.response), "nobody can open a private answer by its address"


async def test_where_the_channel_is_open_again_it_is_posted_there(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        job = await keep_one(stage)
        close(stage)
        answer = await press(stage)
        sent = await wait_over(stage)
        assert await ways(stage, job) == [Way.CHANNEL]
        [video] = videos(stage)
        assert video.id == sent.result_message_id != answer.id
        assert video.reference is not None
        assert video.reference.message_id == job.card_message_id
        await wait_told(stage, answer.id, f"/{video.id}")


async def test_if_nothing_is_open_the_answer_says_so_and_it_can_be_tried_once_more(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await keep_one(stage)
        close(stage, CHANNEL, DIRECT)
        # What is shown is refused, what is said is not: as if the file could not be made to fit.
        stage.env.inject_error("PATCH", ANSWER, status=403, code=50013, message="closed", times=1)
        answer = await press(stage)
        again = await wait_over(stage)
        assert again.state is JobState.UNDELIVERABLE
        await wait_told(stage, answer.id, "did not work this time either")
        answer = await press(stage)
        sent = await wait_over(stage)
        assert (sent.state, sent.result_message_id) == (JobState.DELIVERED, answer.id)
        assert len(videos(stage)) == 1


async def test_a_private_video_is_sent_again_to_its_person_alone(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await keep_one(stage, private=True)
        close(stage)
        answer = await press(stage)
        sent = await wait_over(stage)
        assert (sent.state, sent.result_message_id) == (JobState.DELIVERED, answer.id)
        assert stage.channel.history() == []
        assert [video.id for video in videos(stage)] == [answer.id]


async def test_a_double_click_sends_once(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        job = await keep_one(stage)
        resending = stage.app.bot.jobs_desk._resending
        kept = await resending.find(job.id, stage.alice.id)
        way: dict[str, Any] = {"token": "x", "at": job.changed_at, "upload_limit_bytes": 10_000_000}
        close(stage, ANSWER, DIRECT)
        tries = [resending.send(kept, message_id=number, **way) for number in (1, 2)]
        first, second = await asyncio.gather(*tries, return_exceptions=True)
        assert isinstance(first, Job) != isinstance(second, Job), "one of them wins"
        assert isinstance(first, NotResent) or isinstance(second, NotResent)
        sent = await wait_over(stage)
        assert sent.state is JobState.DELIVERED
        assert len(videos(stage)) == 1


async def test_pressing_again_is_answered_in_words(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        job = await keep_one(stage)
        listed = await stage.alice.slash(stage.channel, "veo-jobs", show="kept")
        assert listed.response is not None
        close(stage)
        await stage.alice.click(listed.response, label="Send again")
        await wait_over(stage)
        answer = await stage.alice.click(listed.response, label="Send again")
        assert answer.response is not None
        assert "It was sent already" in answer.response.content
        assert len(videos(stage)) == 1
        desk: Any = stage.app.bot.jobs_desk
        for state, words in ((JobState.DELIVERING, "sending it already"), (JobState.FAILED, "no kept video")):
            async with stage.app.database.write() as connection:
                await connection.execute(text(f"UPDATE jobs SET state = '{state}'"))
            with pytest.raises(NotResent, match=words):
                await desk._resending.find(job.id, stage.alice.id)
        async with stage.app.database.write() as connection:
            await connection.execute(text("UPDATE jobs SET state = 'delivered'"))


async def test_a_file_that_is_gone_is_fetched_again_while_segmind_has_it(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        job = await keep_one(stage)
        (tmp_path / str(job.video_path)).unlink()
        async with stage.app.database.write() as connection:  # as after VIDEO_RETENTION_DAYS
            await connection.execute(update(tables.jobs).values(video_path=None, interaction_token=None))
        close(stage)
        await press(stage)
        sent = await wait_over(stage)
        assert (sent.state, sent.video_path) == (JobState.DELIVERED, job.video_path)
        assert len(videos(stage)) == 1


async def test_what_is_kept_nowhere_any_more_is_not_offered_and_said_honestly(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        job = await keep_one(stage)
        listed = await stage.alice.slash(stage.channel, "veo-jobs", show="kept")
        assert listed.response is not None
        (tmp_path / str(job.video_path)).unlink()
        async with stage.app.database.write() as connection:
            long_ago = job.created_at - timedelta(days=8)
            await connection.execute(update(tables.jobs).values(completed_at=long_ago))
        answer = await stage.alice.click(listed.response, label="Send again")
        assert answer.ephemeral
        assert answer.response is not None
        assert "no longer kept" in answer.response.content
        listed = await stage.alice.slash(stage.channel, "veo-jobs", show="kept")
        assert listed.response is not None
        assert "no longer kept" in text_of(listed.response)
        assert "Send again" not in str(listed.response.components)
        assert [one.state for one in await stage.jobs()] == [JobState.UNDELIVERABLE]


async def test_it_is_sent_after_a_restart_too(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await keep_one(stage)
    async with open_stage(tmp_path, is_working=False) as stage:
        [job] = await stage.jobs()
        moved = await stage.app.bot.jobs_desk._resending.send(
            job, token="x", message_id=1, at=job.changed_at, upload_limit_bytes=10_000_000
        )
        assert (moved.state, moved.closed_at) == (JobState.DELIVERING, None)
    async with open_stage(tmp_path) as stage:
        close(stage, CHANNEL, ANSWER)
        sent = await wait_over(stage)
        assert sent.state in {JobState.DELIVERED, JobState.UNDELIVERABLE}, "the worker took it up by itself"
