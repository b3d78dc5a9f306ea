"""A stage on which pictures are animated, and a look at what reached the stand-in."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import discord
from simcord.results import InteractionResult

from bot.domain.jobs import Job
from sandbox.account import Submission
from sandbox.segmind import StandInOptions
from tests.support.bot_harness import BotHarness, open_bot_harness
from tests.support.pictures import draw_corners, encode

#: Nothing that a test of pictures is about.
UNLIMITED: dict[str, Any] = {
    "user_seconds_per_day": None,
    "user_jobs_at_once": None,
    "user_cooldown_s": 0,
    "server_usd_per_day": None,
    "bot_usd_per_day": None,
    "bot_usd_per_month": None,
}
PNG = encode(draw_corners(), "PNG")


@asynccontextmanager
async def open_picture_stage(
    data_dir: Path, *, options: StandInOptions | None = None, is_working: bool = True, **settings: Any
) -> AsyncIterator[BotHarness]:
    """A stage without limits, patient enough for preparing pictures on a loaded machine."""
    async with open_bot_harness(data_dir, options=options, is_working=is_working, **UNLIMITED | settings) as harness:
        yield harness


async def wait_accepted(harness: BotHarness, count: int = 1) -> list[Submission]:
    """Return what Segmind was sent, as soon as there is so much of it: long before the videos are done."""
    async with asyncio.timeout(60):
        while len(harness.stand_in.accepted) < count:
            await asyncio.sleep(0.02)
    return harness.stand_in.accepted


async def fetch_image(accepted: Submission) -> bytes:
    """The picture that a submission names, from where the stand-in keeps it."""
    async with aiohttp.ClientSession() as session, session.get(accepted.inputs["image"]) as response:
        assert response.status == 200
        return await response.read()


def kept_pictures(data_dir: Path) -> dict[str, bytes]:
    """The prepared pictures in the database, by their job; none may be on disk."""
    assert not (data_dir / "pictures").exists()
    with closing(sqlite3.connect(data_dir / "veo.db", timeout=10)) as connection:
        return dict(connection.execute("SELECT job_id, data FROM job_pictures").fetchall())


async def wait_tidy(data_dir: Path) -> None:
    """Return when no prepared picture is left."""
    async with asyncio.timeout(60):
        while kept_pictures(data_dir):
            await asyncio.sleep(0.02)


def said_privately(answer: InteractionResult) -> str:
    """What only the person saw."""
    assert answer.response is not None
    assert answer.response.ephemeral
    assert answer.followups == []
    return answer.response.content


async def assert_nothing_ordered(harness: BotHarness, data_dir: Path) -> None:
    """Nothing is stored, reserved, sent, kept or shown."""
    assert await harness.jobs() == []
    assert harness.stand_in.accepted == []
    assert kept_pictures(data_dir) == {}
    assert [m for m in harness.channel.history() if m.author.bot and not m.flags.ephemeral] == []


def card_of(harness: BotHarness, job: Job) -> discord.Message:
    """The message that shows a job."""
    [card] = [message for message in harness.channel.history() if message.id == job.card_message_id]
    return card


def result_of(harness: BotHarness, job: Job) -> discord.Message:
    """The message with a job's video."""
    [result] = [message for message in harness.channel.history() if message.id == job.result_message_id]
    return result


def posted_card(harness: BotHarness, job: Job) -> dict[str, Any]:
    """What was sent to post a job's card, which may be gone since."""
    posts = [r for r in harness.env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
    [card] = [r.json for r in posts if isinstance(r.json, dict) and r.json.get("nonce") == f"{job.id}-card"]
    return card


def assert_notifies_nobody(harness: BotHarness, job: Job) -> None:
    """The card names people, but its allowed mentions let it notify none of them."""
    allowed = posted_card(harness, job)["allowed_mentions"]
    assert (allowed["parse"], allowed.get("users", []), allowed["replied_user"]) == ([], [], False)


def frame_of(card: discord.Message) -> discord.MediaGalleryItem:
    """The picture that a card shows."""
    [container] = [part for part in card.components if isinstance(part, discord.Container)]
    [gallery] = [part for part in container.children if isinstance(part, discord.MediaGalleryComponent)]
    [item] = gallery.items
    return item
