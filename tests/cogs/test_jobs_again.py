"""Sending again what could not be posted, as the person who ordered it does it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import text, update

from bot.domain.jobs import Job, JobState
from bot.presentation.cards.card import Card
from bot.services.jobs.redelivery import RedeliveryRefused
from bot.services.ports import ProgressEstimate, Way
from bot.storage.jobs import jobs
from bot.storage.money import ledger_audit
from bot.storage.tables import jobs as tables
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.films import make_part
from tests.support.jobs import make_job, store_job

CHANNEL, ANSWER, DIRECT = "/channels/*/messages", "/webhooks/*/*/messages/*", "/users/@me/channels"


def close(harness: BotHarness, *paths: str) -> None:
    """Have Discord refuse these from now on; a message in a channel, an edited answer, opening direct messages."""
    codes = {CHANNEL: ("POST", 403, 50013), ANSWER: ("PATCH", 401, 50027), DIRECT: ("POST", 403, 50007)}
    harness.env.backend.faults.clear()
    for path in paths:
        method, status, code = codes[path]
        harness.env.inject_error(method, path, status=status, code=code, message="closed", times=None)


async def keep_one(harness: BotHarness, **options: Any) -> Job:
    """Have a video made that cannot be delivered in any way."""
    close(harness, CHANNEL, ANSWER, DIRECT)
    await harness.alice.slash(harness.channel, "veo", prompt="a red panda", **options)
    [job] = await harness.wait_done()
    assert job.state is JobState.UNDELIVERABLE
    return job


async def store_kept(harness: BotHarness, data_dir: Path) -> Job:
    """The same without its making, as the worker leaves it."""
    now = discord.utils.utcnow()
    job = make_job(
        state=JobState.UNDELIVERABLE,
        user_id=harness.alice.id,
        guild_id=harness.guild.id,
        channel_id=harness.channel.id,
        **dict.fromkeys(("created_at", "changed_at", "completed_at", "closed_at"), now),
    )
    (data_dir / "videos").mkdir()
    make_part(data_dir / "videos" / f"{job.id}.mp4", number=1)
    channel = harness.env.bot.get_partial_messageable(harness.channel.id, guild_id=harness.guild.id)
    card = await channel.send(view=Card(job, ProgressEstimate(at=now)))
    job = replace(job, video_path=f"videos/{job.id}.mp4", card_message_id=card.id)
    async with harness.app.database.write() as connection:
        await store_job(connection, job)
    close(harness, CHANNEL, ANSWER, DIRECT)
    return job


async def wait_over(harness: BotHarness) -> Job:
    """Wait until the job is over; gives it as it is then."""
    [job] = await harness.wait_done()
    return job


async def wait_told(harness: BotHarness, message_id: int, words: str) -> None:
    """Wait until a message that Alice sees says this."""
    async with asyncio.timeout(60):
        while words not in text_of(find(harness, message_id)):
            await asyncio.sleep(0.05)


async def press(harness: BotHarness) -> discord.Message:
    """Look at the kept videos and have the one that is there sent again; gives the private answer to that."""
    listed = await harness.alice.slash(harness.channel, "veo-jobs", show="kept")
    assert listed.response is not None
    answer = await harness.alice.click(listed.response, label="Send again")
    assert answer.response is not None
    assert answer.response.ephemeral
    return find(harness, answer.response.id)


def find(harness: BotHarness, message_id: int) -> discord.Message:
    """A message as Alice sees it now."""
    [found] = [one for one in harness.channel.history(viewer=harness.alice) if one.id == message_id]
    return found


def videos(harness: BotHarness) -> list[discord.Message]:
    """The messages with a video that Alice sees, wherever they are."""
    return [one for one in harness.channel.history(viewer=harness.alice) if one.attachments]


async def ways(harness: BotHarness, job: Job) -> list[Any]:
    """In which ways a job was delivered."""
    async with harness.app.database.read() as connection:
        events = await jobs.list_events(connection, job.id)
    return [event.detail["way"] for event in events if event.target is JobState.DELIVERED]


async def test_where_the_channel_is_still_closed_the_answer_becomes_the_video(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        job = await keep_one(harness)
        assert videos(harness) == []
        close(harness, CHANNEL, DIRECT)
        answer = await press(harness)
        sent = await wait_over(harness)
        assert (sent.state, sent.result_message_id, sent.answer_message_id) == (
            JobState.DELIVERED,
            answer.id,
            answer.id,
        )
        assert sent.interaction_at is not None
        assert sent.interaction_at > job.created_at
        assert await ways(harness, job) == [Way.ANSWER]
        [video] = videos(harness)
        assert video.id == answer.id
        assert (await video.attachments[0].read())[4:8] == b"ftyp"
        assert harness.channel.history() != [], "the card stands for everybody"
        assert [one for one in harness.channel.history() if one.attachments] == []
        card = await harness.wait_text("I showed it to the person who requested it")
        assert card.id == job.card_message_id
        assert "https://" not in text_of(card)
        assert len(harness.stand_in.accepted) == 1, "nothing is paid twice"
        assert await ledger_audit.check(harness.app.database) == []
        listed = await harness.alice.slash(harness.channel, "veo-jobs")
        assert listed.response is not None
        assert "Send again" not in str(listed.response.components)
        assert "[Watch]" not in text_of(listed.response), "nobody can open a private answer by its address"


async def test_where_the_channel_is_open_again_it_is_posted_there(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        job = await store_kept(harness, tmp_path)
        close(harness)
        answer = await press(harness)
        sent = await wait_over(harness)
        assert await ways(harness, job) == [Way.CHANNEL]
        [video] = videos(harness)
        assert video.id == sent.result_message_id != answer.id
        assert video.reference is None
        await wait_told(harness, answer.id, f"/{video.id}")


async def test_if_nothing_is_open_the_answer_says_so_and_it_can_be_tried_once_more(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await store_kept(harness, tmp_path)
        close(harness, CHANNEL, DIRECT)
        # What is shown is refused, what is said is not: as if the file could not be made to fit.
        harness.env.inject_error("PATCH", ANSWER, status=403, code=50013, message="closed", times=1)
        answer = await press(harness)
        again = await wait_over(harness)
        assert again.state is JobState.UNDELIVERABLE
        await wait_told(harness, answer.id, "didn't work this time either")
        answer = await press(harness)
        sent = await wait_over(harness)
        assert (sent.state, sent.result_message_id) == (JobState.DELIVERED, answer.id)
        assert len(videos(harness)) == 1


async def test_a_private_video_is_sent_again_to_its_person_alone(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await keep_one(harness, private=True)
        close(harness)
        answer = await press(harness)
        sent = await wait_over(harness)
        assert (sent.state, sent.result_message_id) == (JobState.DELIVERED, answer.id)
        assert harness.channel.history() == []
        assert [video.id for video in videos(harness)] == [answer.id]


async def test_a_double_click_sends_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        job = await store_kept(harness, tmp_path)
        redelivery = harness.context.job_listing._redelivery
        kept = await redelivery.find(job.id, harness.alice.id)
        way: dict[str, Any] = {"token": "x", "at": job.changed_at, "upload_limit_bytes": 10_000_000}
        close(harness, ANSWER, DIRECT)
        tries = [redelivery.send(kept, message_id=number, **way) for number in (1, 2)]
        first, second = await asyncio.gather(*tries, return_exceptions=True)
        assert isinstance(first, Job) != isinstance(second, Job), "one of them wins"
        assert isinstance(first, RedeliveryRefused) or isinstance(second, RedeliveryRefused)
        sent = await wait_over(harness)
        assert sent.state is JobState.DELIVERED
        assert len(videos(harness)) == 1


async def test_pressing_again_is_answered_in_words(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        job = await store_kept(harness, tmp_path)
        listed = await harness.alice.slash(harness.channel, "veo-jobs", show="kept")
        assert listed.response is not None
        close(harness)
        await harness.alice.click(listed.response, label="Send again")
        await wait_over(harness)
        answer = await harness.alice.click(listed.response, label="Send again")
        assert answer.response is not None
        assert "already been sent" in answer.response.content
        assert len(videos(harness)) == 1
        for state, words in ((JobState.DELIVERING, "already sending it"), (JobState.FAILED, "no video to send again")):
            async with harness.app.database.write() as connection:
                await connection.execute(text(f"UPDATE jobs SET state = '{state}'"))
            with pytest.raises(RedeliveryRefused, match=words):
                await harness.context.job_listing._redelivery.find(job.id, harness.alice.id)
        async with harness.app.database.write() as connection:
            await connection.execute(text("UPDATE jobs SET state = 'delivered'"))


async def test_a_file_that_is_gone_is_fetched_again_while_segmind_has_it(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        job = await keep_one(harness)
        (tmp_path / str(job.video_path)).unlink()
        async with harness.app.database.write() as connection:  # as after VIDEO_RETENTION_DAYS
            await connection.execute(update(tables.jobs).values(video_path=None, interaction_token=None))
        close(harness)
        await press(harness)
        sent = await wait_over(harness)
        assert (sent.state, sent.video_path) == (JobState.DELIVERED, job.video_path)
        assert len(videos(harness)) == 1


async def test_what_is_kept_nowhere_any_more_is_not_offered_and_said_honestly(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        job = await store_kept(harness, tmp_path)
        listed = await harness.alice.slash(harness.channel, "veo-jobs", show="kept")
        assert listed.response is not None
        (tmp_path / str(job.video_path)).unlink()
        async with harness.app.database.write() as connection:
            long_ago = job.created_at - timedelta(days=8)
            await connection.execute(update(tables.jobs).values(completed_at=long_ago))
        answer = await harness.alice.click(listed.response, label="Send again")
        assert answer.ephemeral
        assert answer.response is not None
        assert "file is gone" in answer.response.content
        listed = await harness.alice.slash(harness.channel, "veo-jobs", show="kept")
        assert listed.response is not None
        assert "file is gone" in text_of(listed.response)
        assert "Send again" not in str(listed.response.components)
        assert [one.state for one in await harness.jobs()] == [JobState.UNDELIVERABLE]


async def test_it_is_sent_after_a_restart_too(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        job = await store_kept(harness, tmp_path)
        moved = await harness.context.job_listing._redelivery.send(
            job, token="x", message_id=1, at=job.changed_at, upload_limit_bytes=10_000_000
        )
        assert (moved.state, moved.closed_at) == (JobState.DELIVERING, None)
    async with open_bot_harness(tmp_path) as harness:
        close(harness, CHANNEL, ANSWER)
        sent = await wait_over(harness)
        assert sent.state in {JobState.DELIVERED, JobState.UNDELIVERABLE}, "the worker took it up by itself"
