"""How many requests a second can be accepted, on SQLite with full durability.

Accepting is one transaction: check every limit and rule, store the job, reserve its seconds and money, commit to disk.
It is compared, in turns within one run so that a busy machine slows down all of them alike, with

- a bare aiosqlite insert of the same job into the same table with the same past jobs, and its commit with the same
  durability: accepting must reach at least 0.35 of its transactions per second;
- itself in a database that has 100,000 past jobs, all of the last 30 days: at most 20 % slower than with none.

    python -m benchmarks.accept [--rounds 40]

Exits with 1 if a target is missed.
"""

import argparse
import asyncio
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiosqlite

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState, new_job_id
from bot.domain.ledger import reserve
from bot.domain.limits import Defaults, Window
from bot.domain.requests import AspectRatio, VideoRequest
from bot.domain.rules import Requester
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database
from bot.storage.core.sql_timestamps import to_micros
from bot.storage.tables.jobs import jobs
from tests.support.models import CATALOGUE

PAST_JOBS = 100_000
BATCH = 50
MIN_SHARE_OF_BARE = 0.35
MIN_SHARE_WITH_PAST = 0.8
USERS, SERVERS = 500, 10
#: Every kind of window has a limit, so every check is made; none is reached.
UNREACHED = Defaults(
    user_seconds=dict.fromkeys(Window, 10**9),
    user_jobs_at_once=10**6,
    user_cooldown_s=0,
    server_micros=dict.fromkeys(Window, 10**15),
    bot_micros=dict.fromkeys(Window, 10**15),
)


@dataclass(frozen=True, slots=True)
class Contender:
    """One of the things compared: does one transaction."""

    name: str
    once: Callable[[Job], Awaitable[object]]


def make_job(created_at: datetime, number: int) -> Job:
    """A request as people make them."""
    job_id = new_job_id(created_at)
    return Job(
        id=job_id,
        request_key=f"interaction:{job_id}",
        state=JobState.QUEUED,
        request=VideoRequest(
            model="veo-2",
            prompt="a red panda riding a skateboard through a neon-lit street in the rain, slow motion, close-up",
            duration_s=5 + number % 4,
            aspect_ratio=AspectRatio.LANDSCAPE,
            seed=number,
        ),
        user_id=1_000_000_000_000_000_000 + number % USERS,
        guild_id=2_000_000_000_000_000_000 + number % SERVERS,
        channel_id=3_000_000_000_000_000_000,
        interaction_token="t" * 200,
        estimate_micros=(5 + number % 4) * 625_000,
        created_at=created_at,
        not_before_at=created_at,
        changed_at=created_at,
    )


def _read_values(job: Job) -> dict[str, object]:
    """A job's row, as SQLite keeps it."""
    row: dict[str, object] = {column.name: getattr(job, column.name, None) for column in _COLUMNS}
    row |= {field.name: getattr(job.request, field.name) for field in fields(VideoRequest) if field.name in row}
    return {name: to_micros(value) if isinstance(value, datetime) else value for name, value in row.items()}


_COLUMNS = tuple(jobs.c)
_INSERT_JOB = (
    f"INSERT INTO jobs ({', '.join(column.name for column in _COLUMNS)}) "  # noqa: S608 - constants
    f"VALUES ({', '.join(f':{column.name}' for column in _COLUMNS)})"
)


def fill(path: Path, count: int) -> None:
    """Write past jobs with their events, their entries and the totals that follow from them."""
    now = datetime.now(UTC)
    instants = sorted(now - timedelta(days=30) * random.Random(number).random() for number in range(count))
    with sqlite3.connect(path) as connection:
        for number, at in enumerate(instants):
            job = replace(make_job(at, number), state=JobState.DELIVERED, completed_at=at, cost_micros=3_000_000)
            connection.execute(_INSERT_JOB, _read_values(job))
            entry = reserve(job, granted_s=0, at=at)
            counts_at = to_micros(at)
            for kind, seconds, micros in (
                ("reserve", entry.seconds, entry.micros),
                ("settle", 0, 3_000_000 - entry.micros),
            ):
                row = (job.id, kind, job.user_id, job.guild_id, seconds, micros, counts_at, counts_at)
                connection.execute(
                    "INSERT INTO ledger (job_id, kind, user_id, guild_id, seconds, granted_seconds, micros, "
                    "recorded_at, counts_at) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)",
                    row,
                )
        for scope, subject, amount in (
            ("bot", "0", "micros"),
            ("server", "guild_id", "micros"),
            ("user", "user_id", "seconds"),
        ):
            windows = ", ".join(
                f"sum(CASE WHEN counts_at > {start} THEN {amount} ELSE 0 END), {start}"
                for start in (to_micros(now - window.length) for window in Window)
            )
            group = "" if scope == "bot" else f"GROUP BY {subject}"
            connection.execute(f"INSERT INTO window_totals SELECT '{scope}', {subject}, {windows} FROM ledger {group}")  # noqa: S608 - constants
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def bare_insert(connection: aiosqlite.Connection) -> Contender:
    """The yardstick."""

    async def once(job: Job) -> None:
        await connection.execute(_INSERT_JOB, _read_values(job))
        await connection.commit()

    return Contender("bare insert and commit", once)


def acceptance_by(quota_service: QuotaService, name: str) -> Contender:
    """What is measured."""

    async def once(job: Job) -> None:
        requester = Requester(user_id=job.user_id, guild_id=job.guild_id, channel_id=job.channel_id)
        await quota_service.accept(requester, job)

    return Contender(name, once)


async def compare(contenders: list[Contender], rounds: int) -> Mapping[str, list[float]]:
    """Give the transactions per second of each contender in each round; the first round is not counted."""
    rates: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    numbers: Iterator[int] = iter(range(10**9))
    for _ in range(rounds + 1):
        for contender in contenders:
            jobs = [make_job(datetime.now(UTC), next(numbers)) for _ in range(BATCH)]
            started = time.perf_counter()
            for job in jobs:
                await contender.once(job)
            rates[contender.name].append(BATCH / (time.perf_counter() - started))
    return {name: values[1:] for name, values in rates.items()}


async def measure(folder: Path, rounds: int) -> bool:
    """Run everything, print it, and tell whether both targets are met."""
    async with AsyncExitStack() as stack:
        quota_module = []
        for name, past in (("empty", 0), ("full", PAST_JOBS)):
            path = folder / f"{name}.db"
            database = await stack.enter_async_context(Database.open(f"sqlite+aiosqlite:///{path}"))
            if past:
                print(f"writing {past:,} past jobs …", flush=True)
                fill(path, past)
                shutil.copy(path, folder / "bare.db")
            quota_service = QuotaService(database, UNREACHED, Clock(), CATALOGUE)
            quota_module.append(quota_service)
        bare = await stack.enter_async_context(aiosqlite.connect(folder / "bare.db"))
        await bare.execute("PRAGMA synchronous=FULL")
        yardstick = bare_insert(bare)
        empty = acceptance_by(quota_module[0], "accept, no past jobs")
        full = acceptance_by(quota_module[1], f"accept, {PAST_JOBS:,} past jobs")
        rates = await compare([yardstick, empty, full], rounds)
    for name, values in rates.items():
        print(f"{name:32} {statistics.median(values):8,.0f} a second")
    of_bare = statistics.median(a / b for a, b in zip(rates[full.name], rates[yardstick.name], strict=True))
    of_empty = statistics.median(a / b for a, b in zip(rates[full.name], rates[empty.name], strict=True))
    met = True
    for what, share, least in (
        ("accept : bare insert, with past jobs", of_bare, MIN_SHARE_OF_BARE),
        ("accept with past jobs : accept without", of_empty, MIN_SHARE_WITH_PAST),
    ):
        is_met = share >= least
        met = met and is_met
        print(f"{what:40} {share:5.2f}   at least {least:.2f}   {'ok' if is_met else 'MISSED'}")
    return met


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description="Accepting requests against a bare insert.")
    parser.add_argument("--rounds", type=int, default=40, help=f"rounds of {BATCH} transactions each (40)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="veo-bench-") as folder:
        met = asyncio.run(measure(Path(folder), options.rounds))
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
