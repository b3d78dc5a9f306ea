"""How fast a restarted bot has its work again, and what a thousand pending jobs cost it.

- 10,000 pending jobs in all states, in a SQLite file: from the start of the worker until all of them stand where they
  are worked on next, at most 2 s;
- 1,000 pending jobs: at most 100 MB more than none, and not one thread for each.

Neither service is reached: connections are refused, as in an outage at both.

    python -m benchmarks.resume [--jobs 10000]

Exits with 1 if a target is missed.
"""

import argparse
import asyncio
import itertools
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Never

import psutil
import structlog

from bot.domain.clock import Clock
from bot.domain.jobs import Doubt, Job, JobState, new_job_id
from bot.domain.requests import AspectRatio, VideoRequest
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import DEFAULT_LIMITS
from bot.segmind.client import SegmindClient
from bot.services.catalogue import ModelsInService
from bot.services.ports import DeliveryDelayed
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.worker import Worker
from tests.support.models import CATALOGUE

RESUME_MAX_S = 2.0
MEMORY_MAX_BYTES = 100_000_000
MEMORY_JOBS = 1_000
SPARE_THREADS = 40
USERS = 100
#: Nothing listens there.
NOWHERE = "http://127.0.0.1:9"
STATES = [
    JobState.QUEUED,
    JobState.SUBMITTING,
    JobState.UNKNOWN,
    JobState.GENERATING,
    JobState.FETCHING,
    JobState.DELIVERING,
]


class NoCourier:
    """A Discord that is away, also as an archive of posted videos."""

    async def _fail(self, *_: object, **__: object) -> Never:
        raise DeliveryDelayed("away", 3600)

    show = remove_card = deliver = find = read = tell_directly = tell_failure = erase = alert = _fail


@dataclass(frozen=True, slots=True)
class Start:
    """What one start of a worker was like."""

    seconds: float
    memory_bytes: int
    threads: int


def make_jobs(count: int, clock: Clock) -> list[Job]:
    """Make pending jobs, of many people, in all states in turn."""
    now = clock.now()
    made = []
    for number, state in zip(range(count), itertools.cycle(STATES), strict=False):
        at = now - timedelta(seconds=count - number)
        is_sent = state not in (JobState.QUEUED, JobState.SUBMITTING, JobState.UNKNOWN)
        made.append(
            Job(
                id=new_job_id(at),
                state=state,
                request=VideoRequest("veo-2", f"prompt {number} " * 20, 5, AspectRatio.LANDSCAPE, number),
                user_id=1000 + number % USERS,
                guild_id=1,
                channel_id=1 + number % 50,
                card_message_id=10_000 + number,
                estimate_micros=3_125_000,
                doubt=Doubt.NO_ANSWER if state is JobState.UNKNOWN else None,
                request_id=f"request-{number}" if is_sent else None,
                output_url=f"{NOWHERE}/{number}.mp4" if is_sent else None,
                video_path=f"videos/{number}.mp4" if state is JobState.DELIVERING else None,
                created_at=at,
                not_before_at=at,
                changed_at=at,
                submitted_at=None if state is JobState.QUEUED else at,
                accepted_at=at if is_sent else None,
            )
        )
    return made


@asynccontextmanager
async def open_worker(folder: Path, count: int) -> AsyncIterator[Worker]:
    """A worker on a database with so many pending jobs; it is not running."""
    clock = Clock()
    async with (
        Database.open(f"sqlite+aiosqlite:///{folder / 'veo.db'}") as database,
        SegmindClient(api_url=NOWHERE, storage_url=NOWHERE, history_url=NOWHERE, api_key="SG_0123456789") as segmind,
    ):
        async with database.write() as connection:
            for job in make_jobs(count, clock):
                await connection.run_sync(jobs.insert_job, job)
        yield Worker(
            database=database,
            segmind=segmind,
            notifier=NoCourier(),
            clock=clock,
            requests_per_minute=50,
            data_dir=folder,
            archive=NoCourier(),
            models_in_service=ModelsInService(database, copy(CATALOGUE), clock),
            image_sandbox=ImageSandbox(limits=DEFAULT_LIMITS),
        )


async def measure(count: int) -> Start:
    """Start a worker on so many jobs and let it work for a moment."""
    with tempfile.TemporaryDirectory() as name:
        async with open_worker(Path(name), count) as worker:
            process = psutil.Process()
            before_bytes = process.memory_info().rss
            started = time.perf_counter()
            running = asyncio.create_task(worker.run())
            while len(worker._pending_jobs) < count:  # noqa: ASYNC110, SLF001 - nobody is told, as in production
                await asyncio.sleep(0.002)
            seconds = time.perf_counter() - started
            await asyncio.sleep(2)
            threads = threading.active_count()
            memory_bytes = process.memory_info().rss - before_bytes
            await worker.stop()
            await running
    return Start(seconds, memory_bytes, threads)


def measure_apart(count: int) -> Start:
    """Measure in a process of its own, so that nothing measured before counts."""
    command = [sys.executable, "-m", "benchmarks.resume", "--only", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])  # noqa: S603 - ourselves
    seconds, memory_bytes, threads = done.stdout.split()
    return Start(float(seconds), int(memory_bytes), int(threads))


def main() -> int:
    """Run everything and tell whether all targets are reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--jobs", type=int, default=10_000, help="pending jobs that are resumed (10,000)")
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    if options.only is not None:
        start = asyncio.run(measure(options.only))
        print(start.seconds, start.memory_bytes, start.threads)
        return 0
    many, some, none = (measure_apart(count) for count in (options.jobs, MEMORY_JOBS, 0))
    extra_bytes = some.memory_bytes - none.memory_bytes
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    print(f"{options.jobs:,} pending jobs resumed in {many.seconds:.2f} s (at most {RESUME_MAX_S:g} s)")
    print(f"{MEMORY_JOBS:,} pending jobs take {extra_bytes / 1e6:.1f} MB more than none (at most 100 MB)")
    print(f"{MEMORY_JOBS:,} pending jobs: {some.threads} threads; none: {none.threads}")
    is_reached = (
        many.seconds <= RESUME_MAX_S
        and extra_bytes <= MEMORY_MAX_BYTES
        and some.threads <= none.threads + SPARE_THREADS
    )
    print("All targets reached." if is_reached else "A target is MISSED.")
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
