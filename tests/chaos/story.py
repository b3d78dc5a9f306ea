"""Many short lives of the bot in one world, and what must hold when the last one has done its work."""

import asyncio
import contextlib
import itertools
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import select

from bot.domain.jobs import FINAL, FailureReason, Job, JobState
from bot.domain.stories import name_film
from bot.services.admin.ledger_command import prove
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.tables.jobs import job_pictures
from sandbox.faults import Fault, FaultKind
from tests.chaos.bot_process import PATIENCE_S, World
from tests.chaos.lives import Life, Zygote
from tests.fakes.discord.server import Interaction, Message, Permission, Upload
from tests.support.pictures import draw_corners, encode

Deed: TypeAlias = Callable[[], Awaitable[object]]
PICTURE = Upload("photo.png", encode(draw_corners((640, 360)), "PNG"), None, "image/png")


@dataclass
class Story:
    """Everything that happens to the orders of one world."""

    world: World
    zygote: Zygote
    #: How many lives were ended by SIGKILL.
    kills: int = 0
    _seeds: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def order(self, prompt: str = "a red panda") -> Interaction:
        """Order a video with a seed of its own; whether it is answered depends on how long the bot lives."""
        world = self.world
        return await world.discord.slash(world.user, world.channel, "veo", prompt=prompt, seed=next(self._seeds))

    async def order_picture(self) -> Interaction:
        """The same, of a picture."""
        world = self.world
        return await world.discord.slash(
            world.user, world.channel, "veo-image", image=PICTURE, prompt="it nods", seed=next(self._seeds)
        )

    async def order_and_cancel(self) -> None:
        """Order, and press the button that takes the order back."""
        answer = await (await self.order()).response()
        assert answer.message is not None
        [custom_id] = [name for name in answer.message.custom_ids if "cancel" in name]
        await self.world.discord.component(self.world.user, answer.message, custom_id)

    async def order_and_close(self, *, expire: bool = False) -> None:
        """Order in a new channel; and once that is answered, or never will be, the bot may not post there any more.

        With `expire`, the life of the answer's token is over then too: only direct messages are left.
        """
        world = self.world
        assert world.channel.guild is not None
        world.channel = world.discord.add_channel(world.channel.guild)
        interaction = await self.order()
        try:
            await interaction.response(PATIENCE_S)
        finally:
            if expire:
                interaction.expire()
            world.discord.update_channel(
                world.channel, bot_permissions=world.channel.bot_permissions & ~Permission.SEND_MESSAGES
            )

    async def live_until(self, kill: str, deed: Deed | None = None, *, nth: int = 1) -> bool:
        """Live, do the deed (none named: order), and be killed at a step; tell whether it came to that."""
        life = await self.zygote.start(self.world, kill=kill, nth=nth)
        if await life.is_ready():
            doing = asyncio.ensure_future((deed or self.order)())
            futures: set[asyncio.Future[Any]] = {doing, life.ended}
            await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
            if doing.done() and not life.is_over:
                doing.result()
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
        return await self._end_killed(life)

    async def live_until_asked(self, step: str) -> float:
        """Live, order, and be asked to stop at a step; gives the seconds that took. Nothing may be left to do before.

        Otherwise that may come to the step first.
        """
        life = await self.zygote.start(self.world, kill=step, number=signal.SIGTERM)
        assert await life.is_ready()
        began = asyncio.get_running_loop().time()
        await self.order()
        assert await life.wait_end() == 0, life.log
        return asyncio.get_running_loop().time() - began

    async def live_until_called(self, method: str, path_glob: str, *, is_done: bool) -> None:
        """Live, take an order, and be killed by Discord in the middle of a call: before it is carried out, or after."""
        life = await self.zygote.start(self.world)
        assert await life.is_ready()
        self.world.discord.fail(method, path_glob, after=is_done, drop=True, on_hit=lambda _call: life.kill())
        await self.order()
        assert await self._end_killed(life), f"never called: {method} {path_glob}"

    async def live_until_accepted(self) -> None:
        """Live, take an order, and be killed when Segmind has accepted it and not yet answered."""
        segmind = self.world.segmind
        segmind.faults.add(Fault("submit", FaultKind.SLOW, delay_s=1.0))
        before = len(segmind.accepted)
        life = await self.zygote.start(self.world)
        assert await life.is_ready()
        await self.order()
        async with asyncio.timeout(PATIENCE_S):
            while len(segmind.accepted) == before:
                await asyncio.sleep(0.01)
        life.kill()
        assert await self._end_killed(life)

    async def live_for(self, seconds: float, prompts: list[str], *, is_asked: bool = False) -> None:
        """Live, take orders, and be killed after some time; `is_asked` to stop a moment before that."""
        life = await self.zygote.start(self.world)
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(end):
                if await life.is_ready():
                    for prompt in prompts:
                        await self.order(prompt)
                await asyncio.sleep(max(0.0, end - loop.time()))
        if is_asked and not life.is_over:
            os.kill(life.pid, signal.SIGTERM)
            await asyncio.sleep(0.05)
        life.kill()
        await self._end_killed(life)

    async def end(self) -> list[Job]:
        """Let a last life finish everything, check what must hold for each order, and give the jobs."""
        await self.finish()
        await self.check()
        return await self.world.jobs()

    async def finish(self) -> None:
        """Let a life finish everything, and end in order."""
        life = await self.zygote.start(self.world)
        # From then on it ends in order when it is asked to.
        assert await life.is_ready()
        async with Database.open(self.world.database_url) as database, asyncio.timeout(PATIENCE_S):
            while open_jobs := await list_open(database):
                assert not life.is_over, f"the last life ended: {open_jobs}"
                await asyncio.sleep(0.1)
        assert await life.stop() == 0

    async def check(self) -> None:
        """What `check_jobs` checks, and that nothing is left behind."""
        world, stored = self.world, await self.check_jobs()
        kept = {f"{job.id}.mp4" for job in stored if job.state in {JobState.DELIVERED, JobState.UNDELIVERABLE}}
        kept |= {name_film(job.id) for job in stored if job.part > 1 and f"{job.id}.mp4" in kept}
        assert self._list("videos") == kept, "something is left behind in the spool"
        assert self._list("pictures") == set(), "pictures are in the database"
        async with Database.open(world.database_url) as database, database.read() as connection:
            left = (await connection.execute(select(job_pictures.c.job_id))).all()
        assert left == [], "a picture is left behind"
        said = (world.folder / "bot.log").read_text("utf-8", errors="replace")
        assert "Traceback" not in said, said[max(0, said.index("Traceback") - 500) :][:5000]

    async def check_jobs(self) -> list[Job]:
        """At most one paid order and exactly one message for each job, and the books in order; gives the jobs."""
        world = self.world
        assert world.discord.violations == []
        paid = Counter(accepted.seed for accepted in world.segmind.accepted)
        assert all(count == 1 for count in paid.values()), f"paid twice: {paid}"
        stored = await world.jobs()
        assert len({job.request.seed for job in stored}) == len(stored)
        for job in stored:
            self._check_told(job)
            if job.state in {JobState.DELIVERED, JobState.UNDELIVERABLE}:
                assert paid[job.request.seed] == 1, f"{job} came from nowhere: {paid}"
            if job.state is JobState.CANCELLED:
                assert paid[job.request.seed] == 0, f"{job.id} was taken back and is paid"
        findings = await prove(world.database_url)
        assert not findings.wrong, findings.wrong[:5]
        return stored

    def _check_told(self, job: Job) -> None:
        """One message with the video, or about its failure; none for what was taken back; the card for what is kept."""
        about = [message for message in self._messages() if not message.is_ephemeral and _is_about(message, job)]
        videos = [message for message in about if _has_video(message, job)]
        # Killed as soon as it was stored, it may never have had a card, and now there is no way to show one.
        has_card = job.card_message_id is not None or bool(about)
        wanted = {
            JobState.DELIVERED: (1, 1),
            JobState.FAILED: (1, 0),
            JobState.UNDELIVERABLE: (int(has_card), 0),
        }.get(job.state, (0, 0))
        assert (len(about), len(videos)) == wanted, f"{job.id} {job.state}: {len(about)} messages, {len(videos)} videos"
        if job.state is JobState.DELIVERED:
            assert job.result_message_id == about[0].id
        elif job.state is JobState.FAILED:
            assert any(f"veo:edit:{job.id}" in name for name in about[0].custom_ids)

    async def _end_killed(self, life: Life, timeout_s: float = 20.0) -> bool:
        """Wait for the end of a life, and tell whether it was killed; whatever has not ended then, is."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(life.ended), timeout_s)
        has_ended = life.is_over
        life.kill()
        is_killed = await life.wait_end() == -signal.SIGKILL
        self.kills += is_killed
        return has_ended and is_killed

    def _messages(self) -> list[Message]:
        """All that the bot said, in any channel; what operators are told is another matter."""
        discord = self.world.discord
        places = [channel for channel in discord.channels.values() if channel.recipient is not discord.owner]
        return [m for channel in places for m in channel.messages if m.author is discord.bot]

    def _list(self, folder: str) -> set[str]:
        """The names of the files in a folder of the bot."""
        path = self.world.folder / folder
        return {file.name for file in path.iterdir()} if path.is_dir() else set()


async def list_open(database: Database) -> list[tuple[str, str]]:
    """The jobs that are not settled, or whose end was not shown yet."""
    async with database.read() as connection:
        found = await jobs.list_jobs(connection, set(JobState) - FINAL) + await jobs.list_unclosed(connection)
    return [(job.id, job.state) for job in found]


def _has_video(message: Message, job: Job) -> bool:
    return any(job.id in file.filename and file.filename.endswith(".mp4") for file in message.attachments)


def _is_about(message: Message, job: Job) -> bool:
    """Whether it shows the job: its card, its video, or anything with its buttons."""
    has_button = any(name.endswith(f":{job.id}") for name in message.custom_ids)
    return has_button or message.id == job.card_message_id or _has_video(message, job)


def is_lost(job: Job) -> bool:
    """Whether a kill came when the request may just have gone out: it's looked for, not found, and never sent again.

    While one request is killed on purpose, this can happen to any other that is on its way.
    """
    return job.failure is FailureReason.SUBMISSION_LOST
