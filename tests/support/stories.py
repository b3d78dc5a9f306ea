"""Stories to be continued: chains of finished videos, on disk and in the channel, without waiting for their making."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.jobs import FailureReason, Job, JobState, new_job_id
from bot.domain.stories import name_film
from bot.presentation.cards.ending import Ending
from bot.presentation.delivery.attachments import Attachments
from bot.storage.jobs import jobs
from tests.support.bot_harness import BotHarness
from tests.support.films import join, make_part
from tests.support.jobs import make_job, store_job
from tests.support.skipped_waits import read_time


async def tell(
    harness: BotHarness, data_dir: Path, parts: int = 1, *, on_disk: bool = True, is_posted: bool = True, **changes: Any
) -> tuple[Job, discord.Message]:
    """Store and post a story whose last part ended just now; gives that part and its message."""
    folder = data_dir / "videos"
    folder.mkdir(parents=True, exist_ok=True)
    film: Path | None = None
    job: Job | None = None
    for number in range(1, parts + 1):
        now = read_time() - timedelta(minutes=parts - number)
        job_id = new_job_id(now)
        video = make_part(folder / f"{job_id}.mp4", number=number)
        if film is not None:
            joined = folder / name_film(job_id)
            await asyncio.to_thread(join, [film, video], joined)
        job = make_job(
            **{
                "id": job_id,
                "state": JobState.DELIVERED,
                "user_id": harness.alice.id,
                "guild_id": harness.guild.id,
                "channel_id": harness.channel.id,
                "created_at": now,
                "completed_at": now,
                "closed_at": now,
                "video_path": f"videos/{job_id}.mp4" if on_disk else None,
                "parent_id": None if job is None else job.id,
                "part": number,
                "failure": FailureReason.TIMED_OUT if changes.get("state") is JobState.FAILED else None,
            }
            | changes
        )
        film = video if number == 1 else folder / name_film(job_id)
        async with harness.app.database.write() as connection:
            await store_job(connection, job)
    assert job is not None
    assert film is not None
    video = folder / f"{job.id}.mp4"
    message = await post(harness, Attachments(job, video, None if parts == 1 else film), is_posted=is_posted)
    async with harness.app.database.write() as connection:
        job = await jobs.amend(connection, job, result_message_id=message.id)
    if not on_disk:
        for path in folder.iterdir():
            path.unlink()
    return job, message


async def post(harness: BotHarness, attachments: Attachments, *, is_posted: bool) -> discord.Message:
    """Post a result as the notifier does; without its files if it is not `is_posted`."""
    view, files = attachments.make_message() if is_posted else (Ending(attachments.job, attachments.text), [])
    channel = harness.app.bot.get_partial_messageable(harness.channel.id, guild_id=harness.guild.id)
    message = await channel.send(view=view, files=files)
    [shown] = [one for one in harness.channel.history() if one.id == message.id]
    return shown


async def open_form(
    harness: BotHarness, message: discord.Message, actor: MemberActor | None = None
) -> InteractionResult:
    """Press Continue, and get the form."""
    shown = await (actor or harness.alice).click(message, label="Continue")
    assert shown.modal is not None, shown.response and shown.response.content
    return shown


async def wait_part(harness: BotHarness, part: int, timeout_s: float = 90.0) -> tuple[Job, discord.Message]:
    """Wait until a part is delivered; gives it and its message."""
    async with asyncio.timeout(timeout_s):
        while True:
            done = [job for job in await harness.jobs() if job.part == part and job.state is JobState.DELIVERED]
            if done and done[-1].closed_at is not None:
                break
            await asyncio.sleep(0.05)
    [message] = [one for one in harness.channel.history() if one.id == done[-1].result_message_id]
    return done[-1], message
