"""One process of several that race for the same limits: `python -m tests.support.racing_process URL TASKS SILENCE`.

Says "ready", waits for a line, asks for that many videos of one person at once, and prints how many were accepted and
how many refused; then the same for as many people of one server. After one more line it freezes where it hurts most.
"""

import asyncio
import os
import signal
import sys
from collections import Counter
from decimal import Decimal

from sqlalchemy import Connection

from bot.domain.clock import Clock
from bot.domain.limits import Defaults, Window
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.service import QuotaService
from bot.storage.core import database as database_module
from bot.storage.core.database import Database
from bot.storage.money import ledger
from tests.support.jobs import make_job
from tests.support.models import read_catalogue
from tests.support.money import UNLIMITED, ask

USD = 1_000_000
ESTIMATE = 4 * USD
DURATION_S = 8
_CATALOGUE = read_catalogue(price_usd_per_second=Decimal(ESTIMATE) / DURATION_S / USD)
#: A person has room for 2 videos, a server for 7.
ROOM_FOR_TWO = Defaults(user_seconds={Window.DAY: 20}, user_jobs_at_once=None, user_cooldown_s=0)
ROOM_FOR_SEVEN = Defaults(
    user_seconds={},
    user_jobs_at_once=None,
    user_cooldown_s=0,
    server_micros={Window.DAY: 31 * USD},
    bot_micros={},
)


async def race(database: Database, *, tasks: int, is_one_person: bool) -> Counter[str]:
    """Ask for many videos at once; gives how many were accepted, and how many refused for which reason."""
    quota_service = QuotaService(database, ROOM_FOR_TWO if is_one_person else ROOM_FOR_SEVEN, Clock(), _CATALOGUE)
    now = Clock().now()

    async def request(number: int) -> str:
        user_id = 1001 if is_one_person else os.getpid() * 1000 + number
        guild_id = 2001 if is_one_person else 2002
        job = make_job(user_id=user_id, guild_id=guild_id, duration_s=DURATION_S, created_at=now)
        try:
            await quota_service.accept(ask(job), job)
        except RequestRefused as error:
            return error.refusal.reason
        return "accepted"

    return Counter(await asyncio.gather(*(request(number) for number in range(tasks))))


async def freeze(url: str, silence: str) -> None:
    """Stop this process inside of the transaction that books money, and go on with the request when it is woken.

    Prints how many times the transaction began. PostgreSQL ends it after the silence.
    """
    lock, begun = ledger.lock, 0

    def lock_and_freeze(connection: Connection) -> None:
        nonlocal begun
        lock(connection)
        begun += 1
        if begun == 1:
            print("frozen", flush=True)
            os.kill(os.getpid(), signal.SIGSTOP)

    ledger.lock = lock_and_freeze
    assert "idle_in_transaction_session_timeout" in database_module._POSTGRES_SETTINGS
    database_module._POSTGRES_SETTINGS["idle_in_transaction_session_timeout"] = silence
    async with Database.open(url) as database:
        clock = Clock()
        job = make_job(created_at=clock.now(), user_id=7)
        await QuotaService(database, UNLIMITED, clock, _CATALOGUE).accept(ask(job), job)
        print(f"{begun} accepted", flush=True)


async def main() -> None:
    """Race as one of several processes, then freeze."""
    url, tasks, silence = sys.argv[1:]
    async with Database.open(url) as database:
        print("ready", flush=True)
        for is_one_person in (True, False):
            await asyncio.to_thread(sys.stdin.readline)
            outcomes = await race(database, tasks=int(tasks), is_one_person=is_one_person)
            print(outcomes["accepted"], outcomes.total() - outcomes["accepted"], flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await freeze(url, silence)


if __name__ == "__main__":
    asyncio.run(main())
