"""The bot as a process of its own, `python -m bot run`, on a stand-in for Segmind and a small Discord: to be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState, new_job_id
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from sandbox.segmind import StandIn, StandInOptions
from tests.fakes.discord.server import Channel, DiscordLimits, DiscordServer, User
from tests.support.databases import lay_database
from tests.support.jobs import make_job, store_job
from tests.support.models import IMAGE_MODEL, TEXT_MODEL
from tests.support.shared_film import show_one_film

#: Long enough for a slow, loaded machine; never waited for in full.
PATIENCE_S = 60.0
LATENCY_S = 0.1
_PAST_JOBS = 40


@dataclass
class World:
    """What outlives every process of the bot: both services, a person in a channel, and the bot's folder."""

    discord: DiscordServer
    segmind: StandIn
    channel: Channel
    user: User
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def database_url(self) -> str:
        """The address of the bot's database."""
        return self.environment.get("DATABASE_URL") or f"sqlite+aiosqlite:///{self.folder / 'veo.db'}"

    async def jobs(self) -> list[Job]:
        """All jobs that were asked for, oldest first."""
        async with Database.open(self.database_url) as database, database.read() as connection:
            found = await jobs.list_jobs(connection, JobState)
        return [job for job in found if job.user_id == self.user.id]

    async def learn(self, latency_s: float = LATENCY_S) -> None:
        """Let the bot have a past, from which it learns at its start how long a video takes here."""
        now = Clock().now()
        async with Database.open(self.database_url) as database, database.write() as connection:
            for i in range(_PAST_JOBS):
                at = now - timedelta(hours=1, seconds=_PAST_JOBS - i)
                took = {"latency_min_s": latency_s, "latency_max_s": latency_s}
                ends = dict.fromkeys(("changed_at", "completed_at", "closed_at"), at)
                model = (TEXT_MODEL, IMAGE_MODEL)[i % 2]
                past = make_job(id=new_job_id(at), created_at=at, user_id=1, state=JobState.DELIVERED, **took, **ends)
                past = replace(past, request=replace(past.request, model=model))
                past = replace(past, cost_micros=past.estimate_micros)
                await store_job(connection, past)
                before, after = (replace(past, state=state) for state in (JobState.GENERATING, JobState.FETCHING))
                await ledger.book(connection, before, after, at)


@asynccontextmanager
async def open_world(
    folder: Path, *, shards: int = 1, latency_s: float = LATENCY_S, database_url: str = "", nonce_s: float = 180.0
) -> AsyncIterator[World]:
    """Both services, and a bot that knows how fast the one of them is.

    A repeated nonce brings the first message for `nonce_s`; Discord says "a few minutes" and no more.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not database_url:
        lay_database(folder / "veo.db")
    options = StandInOptions(latency_s=latency_s, sigma=0.05, fast_films=True, balance_usd=1_000_000)
    async with (
        DiscordServer(shards=shards, limits=DiscordLimits(nonce_s=nonce_s)) as discord,
        StandIn(options) as segmind,
    ):
        show_one_film(segmind)
        guild = discord.add_guild()
        channel, user = discord.add_channel(guild), discord.add_user(guilds=[guild])
        world = World(discord, segmind, channel, user, folder)
        world.environment = {
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "SEGMIND_API_KEY": segmind.api_key,
            "SEGMIND_API_URL": segmind.url,
            "SEGMIND_STORAGE_URL": segmind.url,
            "SEGMIND_HISTORY_URL": segmind.url,
            "SEGMIND_RPM": "2000",
            "ALLOW_PRIVATE_URLS": "true",
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "UNDO_WINDOW_S": "0",
            "HTTP_PORT": "0",
            # What limits do is tested elsewhere.
            "USER_SECONDS_PER_DAY": "unlimited",
            "USER_JOBS_AT_ONCE": "unlimited",
            "USER_COOLDOWN_S": "0",
            "CONTENT_STRIKES_PER_DAY": "0",
            "FAILURES_PER_DAY": "0",
            "SERVER_USD_PER_DAY": "unlimited",
            "BOT_USD_PER_DAY": "unlimited",
            "BOT_USD_PER_MONTH": "unlimited",
        }
        await world.learn(latency_s)
        yield world


class BotProcess:
    """One life of the bot; `async with` starts it, and at the end kills what is still running."""

    def __init__(self, world: World, command: Sequence[str] = ("-m", "bot", "run"), **environment: str) -> None:
        self._world = world
        self._command = command
        inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR", "LANG"}}
        # Every one of the bot's own settings is named here, so that what the machine has set does not matter.
        self._environment = inherited | world.environment | environment
        self._log_path = world.folder / "bot.log"

    async def __aenter__(self) -> Self:
        self._identified = self._world.discord.identifies
        with self._log_path.open("ab") as log:
            self._start = log.tell()
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self._command,
                cwd=self._world.folder,  # no .env is there
                env={name: value for name, value in self._environment.items() if value},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()
        if error is not None:
            error.add_note(f"the bot's last words:\n{self.log[-4000:]}")

    @property
    def log(self) -> str:
        """What this life of the bot has said so far."""
        with self._log_path.open("rb") as log:
            log.seek(self._start)
            return log.read().decode("utf-8", "replace")

    @property
    def is_alive(self) -> bool:
        """Whether the process is running."""
        return self.process.returncode is None

    async def wait_said(self, text: str) -> None:
        """Return when the bot has said this."""
        async with asyncio.timeout(PATIENCE_S):
            while text not in self.log:
                if not self.is_alive:
                    raise AssertionError(f"ended with {self.process.returncode} before it said {text!r}:\n{self.log}")
                await asyncio.sleep(0.02)

    async def wait_ready(self, *, shards: int | None = None) -> None:
        """Return when the bot works and is connected to the gateway with so many shards (all of them)."""
        await self.wait_said("worker started")
        discord = self._world.discord
        wanted = self._identified + (shards or discord.gateway.shards)
        await discord.wait_for(lambda: discord.identifies >= wanted, PATIENCE_S)

    async def wait_end(self) -> int:
        """Return the exit status."""
        return await asyncio.wait_for(self.process.wait(), PATIENCE_S)

    async def stop(self) -> int:
        """Ask it to stop, as an operator or a container does; gives the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return await self.wait_end()

    async def kill(self) -> None:
        """End it at once, without any last word."""
        if self.is_alive:
            self.process.kill()
        await self.process.wait()
