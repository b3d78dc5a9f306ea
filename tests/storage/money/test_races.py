"""No number of simultaneous requests passes a limit, on SQLite, on PostgreSQL, and from several processes."""

import asyncio
import signal
import sys
from collections import Counter
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.jobs import Job
from bot.domain.limits import WHOLE_BOT
from bot.services.admin.limits import LimitChanges
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.service import QuotaService
from bot.storage.core import database as database_module
from bot.storage.core.database import IDLE_IN_TRANSACTION, Database, StorageError
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from bot.storage.money.ledger_audit import check
from tests.support.jobs import make_job
from tests.support.models import CATALOGUE
from tests.support.money import OPERATOR, UNLIMITED, MovedClock, S, accept, ask, lead
from tests.support.racing_process import ROOM_FOR_TWO, race
from tests.support.soak import IS_SOAK

pytestmark = pytest.mark.usefixtures("threads")
ROOT = Path(__file__).parents[3]
#: More than there are connections; `make soak` has many more.
TASKS = 200 if IS_SOAK else 44
LIVES = 45 if IS_SOAK else 21
#: After what time without a word PostgreSQL ends a transaction: in the bot, and in a test that waits for it.
SILENCE = IDLE_IN_TRANSACTION if IS_SOAK else "1500ms"


async def counts(database: Database) -> tuple[int, int]:
    """How many jobs and how many ledger entries are stored."""
    async with database.read() as connection:
        entries = (await connection.execute(text("SELECT count(*) FROM ledger"))).scalar_one()
        return len(await jobs.list_jobs(connection)), entries


@pytest.mark.on_both_databases
async def test_simultaneous_requests_of_one_person_with_room_for_two(database: Database) -> None:
    outcomes = await race(database, tasks=TASKS, is_one_person=True)
    assert outcomes == {"accepted": 2, "seconds": TASKS - 2}
    assert await counts(database) == (2, 2)
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_many_people_against_a_server_budget_with_room_for_seven(database: Database) -> None:
    outcomes = await race(database, tasks=TASKS // 2, is_one_person=False)
    assert outcomes == {"accepted": 7, "budget": TASKS // 2 - 7}
    assert await counts(database) == (7, 7)
    assert await check(database) == []


async def test_another_process_races_for_the_same_limits_and_holds_nobody_up_when_it_freezes(
    clean_postgres_url: str,
) -> None:
    other = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.support.racing_process", clean_postgres_url, str(TASKS // 2), SILENCE),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    async with Database.open(clean_postgres_url) as database:
        assert await other.stdout.readline() == b"ready\n"
        for room, is_one_person in ((2, True), (7, False)):
            other.stdin.write(b"go\n")
            outcomes = await race(database, tasks=TASKS // 2, is_one_person=is_one_person)
            accepted, refused = map(int, (await other.stdout.readline()).split())
            accepted += outcomes["accepted"]
            refused += outcomes.total() - outcomes["accepted"]
            assert (accepted, refused) == (room, TASKS // 2 * 2 - room)
        assert await counts(database) == (9, 9)
        assert await check(database) == []

        other.stdin.write(b"freeze\n")
        assert await other.stdout.readline() == b"frozen\n"
        started = asyncio.get_running_loop().time()
        await accept(QuotaService(database, UNLIMITED, MovedClock(), CATALOGUE), MovedClock())
        assert asyncio.get_running_loop().time() - started < 8
        other.send_signal(signal.SIGCONT)
        said, _ = await other.communicate()
        assert said.endswith(b"\n2 accepted\n"), "its transaction was gone, so it was run again"
        assert await counts(database) == (11, 11)
        assert await check(database) == []


async def test_two_connections_race_for_one_sqlite_file(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as first, Database.open(sqlite_url) as second:
        outcomes = await asyncio.gather(*(race(one, tasks=TASKS // 2, is_one_person=True) for one in (first, second)))
        assert outcomes[0] + outcomes[1] == {"accepted": 2, "seconds": TASKS - 2}
        assert await check(first) == []


@pytest.mark.on_both_databases
async def test_accepting_failing_granting_and_completing_at_once_keep_the_books(database: Database) -> None:
    clock = MovedClock()
    quota_service = QuotaService(database, UNLIMITED, clock, CATALOGUE)
    limits = LimitChanges(database, UNLIMITED, clock, CATALOGUE)

    async def live(number: int) -> None:
        user_id = 1001 + number % 3
        job = await accept(quota_service, clock, user_id=user_id, guild_id=2001 + number % 2)
        if number % 3 == 0:
            await lead(database, clock, job, S.CANCELLED)
        elif number % 3 == 1:
            await lead(
                database, clock, job, S.SUBMITTING, S.GENERATING, S.FETCHING, cost_micros=5, completed_at=clock.now()
            )
        await limits.grant(OPERATOR, WHOLE_BOT, user_id, 1)

    await asyncio.gather(*(live(number) for number in range(LIVES)))
    assert await check(database) == []
    assert (await quota_service.allowance(ask(make_job()))).granted_s == LIVES // 3


@pytest.mark.on_both_databases
async def test_several_jobs_in_one_transaction_do_not_wait_for_each_other(database: Database) -> None:
    clock = MovedClock()
    quota_service = QuotaService(database, UNLIMITED, clock, CATALOGUE)
    pairs = [[await accept(quota_service, clock), await accept(quota_service, clock)] for _ in range(10)]

    async def cancel(ordered: list[Job]) -> None:
        async with database.write() as connection:
            await connection.run_sync(ledger.lock)
            for job in ordered:
                moved = await jobs.transition(connection, job, S.CANCELLED, at=clock.now())
                await ledger.book(connection, job, moved, clock.now())

    cancels = [cancel(ordered) for pair in pairs for ordered in (pair, pair[::-1])]
    results = await asyncio.gather(*cancels, return_exceptions=True)
    assert Counter(type(result) for result in results) == {type(None): 10, jobs.StaleJob: 10}
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_a_locked_database_is_waited_for(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "_BUSY_TIMEOUT_S", 0.1)
    monkeypatch.setitem(database_module._POSTGRES_SETTINGS, "lock_timeout", "100ms")
    job = make_job()
    async with Database.open(database_url) as database, Database.open(database_url) as other:
        quota_service = QuotaService(database, ROOM_FOR_TWO, MovedClock(), CATALOGUE)
        async with other.write() as connection:
            await connection.run_sync(ledger.lock)
            accepting = asyncio.create_task(quota_service.accept(ask(job), job))
            await asyncio.sleep(0.5)
            assert not accepting.done()
            with pytest.raises(SQLAlchemyError, match=r"locked|lock timeout"):
                await database.transact(ledger_lock_and_write, patience_s=0.3)
        await accepting
        assert await counts(database) == (1, 1)


def ledger_lock_and_write(connection: Connection) -> None:
    """What everybody does who accepts."""
    ledger.lock(connection)


async def test_a_sqlite_file_that_is_gone_refuses_and_does_not_come_back_empty(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as database:
        quota_service = QuotaService(database, UNLIMITED, MovedClock(), CATALOGUE)
        path = Path(str(make_url(sqlite_url).database))
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        with pytest.raises(StorageError, match="moved or replaced"):
            await accept(quota_service, MovedClock())
        assert not path.exists()


async def test_a_postgresql_that_is_gone_refuses(clean_postgres_url: str, postgres_host: str) -> None:
    async with Database.open(clean_postgres_url) as database:
        quota_service = QuotaService(database, UNLIMITED, MovedClock(), CATALOGUE)
        await accept(quota_service, MovedClock())
        connection = await asyncpg.connect(host=postgres_host, user="postgres", database="postgres")
        await connection.execute(f"DROP DATABASE {make_url(clean_postgres_url).database} WITH (FORCE)")
        await connection.close()
        with pytest.raises((SQLAlchemyError, OSError)):
            await accept(quota_service, MovedClock())


@pytest.mark.on_both_databases
async def test_a_refusal_holds_no_lock(database: Database) -> None:
    quota_service = QuotaService(database, ROOM_FOR_TWO, MovedClock(), CATALOGUE)
    for _ in range(2):
        await accept(quota_service, MovedClock(), duration_s=8)
    for _ in range(25):  # more than there are connections
        with pytest.raises(RequestRefused):
            await accept(quota_service, MovedClock(), duration_s=8)
    await accept(quota_service, MovedClock(), user_id=7)
    assert await counts(database) == (3, 3)


async def test_every_session_gives_up_its_locks_when_its_process_hangs(clean_postgres_url: str) -> None:
    async with Database.open(clean_postgres_url) as database, database.read() as connection:
        for name in (
            "idle_in_transaction_session_timeout",
            "lock_timeout",
            "statement_timeout",
        ):
            assert (await connection.execute(text(f"SHOW {name}"))).scalar_one().endswith("s"), name
