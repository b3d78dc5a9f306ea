"""A process that freezes where it hurts most: `python -m tests.support.freezing_process URL SILENCE`.

It asks for a video, stops itself with SIGSTOP inside of the transaction that books money, and, when it is woken, goes
on; then it prints how many times it began, and what came of it. PostgreSQL ends its transaction after the silence.
"""

import asyncio
import os
import signal
import sys

from sqlalchemy import Connection

from bot.domain.clock import Clock
from bot.services.quota.service import QuotaService
from bot.storage.core import database as database_module
from bot.storage.core.database import Database
from bot.storage.money import ledger
from tests.support.jobs import make_job
from tests.support.models import CATALOGUE
from tests.support.money import UNLIMITED, ask


async def main() -> None:
    """Freeze once."""
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
    database_module._POSTGRES_SETTINGS["idle_in_transaction_session_timeout"] = sys.argv[2]
    async with Database.open(sys.argv[1]) as database:
        clock = Clock()
        job = make_job(created_at=clock.now(), user_id=7)
        await QuotaService(database, UNLIMITED, clock, CATALOGUE).accept(ask(job), job)
        print(f"{begun} accepted", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
