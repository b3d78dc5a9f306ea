"""Real processes on PostgreSQL, each with a DATA_DIR of its own: one works for all, and another takes over from it.

Pictures, stories and videos need no shared disk.
"""

import asyncio
import shutil
import time
from pathlib import Path

from sqlalchemy import select

from bot.domain.jobs import FINAL, JobState
from bot.domain.stories import name_film
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger_audit
from bot.storage.tables.jobs import job_pictures
from tests.chaos.bot_process import PATIENCE_S, World, open_world
from tests.chaos.lives import Zygote
from tests.chaos.story import PICTURE, list_open
from tests.fakes.discord.server import Channel, Message, User

TAKEOVER_S = 8.0


async def place_on(world: World, shard: int) -> tuple[Channel, User]:
    """A channel and a person in a guild of this shard of two."""
    guild = world.discord.add_guild(guild_id=(1 << 22) * (1000 + shard))
    return world.discord.add_channel(guild), world.discord.add_user(guilds=[guild])


def videos_in(channel: Channel) -> list[Message]:
    """The messages with videos, oldest first."""
    return [message for message in channel.messages if any(".mp4" in file.filename for file in message.attachments)]


async def test_another_process_answers_takes_over_and_needs_no_shared_disk(
    tmp_path: Path, clean_postgres_url: str, zygote: Zygote
) -> None:
    disks = [tmp_path / "a", tmp_path / "b"]
    async with open_world(tmp_path / "world", shards=2, database_url=clean_postgres_url) as world:
        discord = world.discord
        places = [await place_on(world, shard) for shard in range(2)]
        channel, user = places[1]

        async def wait_videos(count: int) -> Message:
            await discord.wait_for(lambda: len(videos_in(channel)) == count, PATIENCE_S)
            # The message is there a moment before its job has ended.
            async with Database.open(clean_postgres_url) as database, asyncio.timeout(PATIENCE_S):
                while await list_open(database):
                    await asyncio.sleep(0.1)
            return videos_in(channel)[-1]

        async def go_on(video: Message, prompt: str) -> None:
            [custom_id] = [name for name in video.custom_ids if "continue" in name]
            pressed = await discord.component(user, video, custom_id)
            await pressed.response()
            await (await discord.modal_submit(pressed, prompt=prompt)).response()

        settings = [
            world.environment | {"SHARD_COUNT": "2", "SHARD_IDS": str(shard), "DATA_DIR": str(disk)}
            for shard, disk in enumerate(disks)
        ]
        leader = await zygote.start(world, environment=settings[0])
        await leader.wait_said("worker started")
        other = await zygote.start(world, environment=settings[1])
        await discord.wait_ready(PATIENCE_S)
        # The other process takes the picture, and the leader uploads it and posts it with the video.
        await (await discord.slash(user, channel, "veo-image", image=PICTURE, prompt="one")).response()
        first = await wait_videos(1)
        assert any(file.filename.endswith(".png") for file in first.attachments)
        # The other process doesn't have the video, and the leader doesn't have the film so far.
        await go_on(first, "two")
        second = await wait_videos(2)
        assert any(name_film("") in file.filename for file in second.attachments)
        # A wiped disk, a dead leader, and a successor that never had any of the videos.
        await asyncio.to_thread(shutil.rmtree, disks[0])
        await asyncio.to_thread(shutil.rmtree, disks[1])
        await go_on(second, "three")
        assert "worker started" not in other.log
        killed_at = time.monotonic()
        leader.kill()
        await other.wait_said("worker started")
        assert time.monotonic() - killed_at < TAKEOVER_S
        third = await wait_videos(3)
        assert any(name_film("") in file.filename for file in third.attachments)
        assert await other.stop() == 0
        assert len(world.segmind.accepted) == 3
        async with Database.open(clean_postgres_url) as database:
            async with database.read() as connection:
                ended = [job for job in await jobs.list_jobs(connection, FINAL) if job.user_id == user.id]
                assert [job.state for job in ended] == [JobState.DELIVERED] * 3
                assert (await connection.execute(select(job_pictures.c.job_id))).all() == []
            assert await ledger_audit.check(database) == []
        assert not (disks[0] / "pictures").exists()
        assert not (disks[1] / "pictures").exists()
        log = (world.folder / "bot.log").read_text("utf-8", "replace")
        assert "Traceback" not in log, log[-5000:]
