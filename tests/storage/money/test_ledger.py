"""The ledger: what each step of a job writes, on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.domain.jobs import TRANSITIONS, Doubt, FailureReason, Job, JobState
from bot.domain.ledger import EntryKind, step_kind
from bot.domain.limits import Window
from bot.domain.quota import UsageKind
from bot.domain.reports import AuditRecord
from bot.services.jobs import lifecycle
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database, StorageError
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from bot.storage.money.ledger_audit import EXPORT_HEADER, check, check_books, export_rows
from bot.storage.money.window_totals import read_totals
from bot.storage.rules import audit
from tests.support.jobs import NOW, make_job, store_job
from tests.support.models import CATALOGUE
from tests.support.money import UNLIMITED, MovedClock, S, accept, ask, complete, lead, step

ESTIMATE = 3_125_000


@pytest.fixture
def moved_clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def quota_service(database: Database, moved_clock: MovedClock) -> QuotaService:
    return QuotaService(database, UNLIMITED, moved_clock, CATALOGUE)


async def entries(database: Database, job: Job) -> list[tuple[EntryKind, int, int]]:
    async with database.read() as connection:
        return [(entry.kind, entry.seconds, entry.micros) for entry in await ledger.list_entries(connection, job.id)]


async def used(database: Database, clock: MovedClock, window: Window = Window.DAY) -> tuple[int, int, int]:
    """Seconds of the person, money of the server and of the bot."""
    async with database.read() as connection:
        totals_by_kind = await connection.run_sync(read_totals, 1001, 2001, clock.now())
    return tuple(
        totals_by_kind[kind].spent[window] for kind in (UsageKind.USER_SECONDS, UsageKind.SERVER, UsageKind.BOT)
    )  # type: ignore[return-value]  # three


async def test_accepting_stores_the_job_with_its_event_and_reserves(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    job = make_job(prompt="naïve 🦊'; --", interaction_token="t", locale="de", image_path="a/b.png")
    await quota_service.accept(ask(job), job)
    other = make_job(user_id=7)
    async with database.write() as connection:
        await store_job(connection, other)
        assert await jobs.get_job(connection, job.id) == job
        mine, theirs = await jobs.list_events(connection, job.id), await jobs.list_events(connection, other.id)
        assert [(e.source, e.target, e.at, e.detail) for e in mine] == [
            (e.source, e.target, e.at, e.detail) for e in theirs
        ]
    assert await entries(database, job) == [(EntryKind.RESERVE, 5, ESTIMATE)]
    assert await used(database, moved_clock) == (5, 2 * ESTIMATE, 2 * ESTIMATE)
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_completion_settles_to_the_real_cost(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    total = 0
    for cost, delta in [(3_000_000, -125_000), (4_260_000, 1_135_000), (ESTIMATE, 0), (None, 0), (0, -ESTIMATE)]:
        job = await accept(quota_service, moved_clock)
        moved_clock.advance(minutes=1)
        job = await complete(database, moved_clock, job, cost)
        assert await entries(database, job) == [(EntryKind.RESERVE, 5, ESTIMATE), (EntryKind.SETTLE, 0, delta)]
        total += ESTIMATE + delta
        await lead(database, moved_clock, job, S.DELIVERING, S.DELIVERED)
        assert len(await entries(database, job)) == 2
    assert await used(database, moved_clock) == (25, total, total)
    assert await check(database) == []


F = FailureReason


FAILURES: list[tuple[tuple[JobState, ...], FailureReason | None, int | None, int]] = [
    ((S.CANCELLED,), None, None, 0),
    ((S.FAILED,), F.UPLOAD_FAILED, None, 0),
    ((S.FAILED,), F.SCENE_LOST, None, 0),
    ((S.FAILED,), F.MODEL_GONE, None, 0),
    ((S.SUBMITTING, S.FAILED), F.MODEL_GONE, None, 0),
    ((S.SUBMITTING, S.FAILED), F.REJECTED, None, 0),
    ((S.SUBMITTING, S.UNKNOWN, S.FAILED), F.SUBMISSION_LOST, None, ESTIMATE),
    ((S.SUBMITTING, S.GENERATING, S.FAILED), F.GENERATION_FAILED, None, 0),
    ((S.SUBMITTING, S.GENERATING, S.FAILED), F.CONTENT_BLOCKED, None, 0),
    ((S.SUBMITTING, S.GENERATING, S.FAILED), F.GENERATION_FAILED, 1_000_000, 1_000_000),
    ((S.SUBMITTING, S.GENERATING, S.FAILED), F.TIMED_OUT, None, ESTIMATE),
    ((S.SUBMITTING, S.GENERATING, S.FAILED), F.VIDEO_LOST, None, ESTIMATE),
    ((S.SUBMITTING, S.GENERATING, S.FAILED), F.VIDEO_LOST, 4_000_000, 4_000_000),
]


@pytest.mark.on_both_databases
async def test_failing_gives_the_seconds_back_and_what_was_surely_not_paid(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    assert {failure for _, failure, _, _ in FAILURES} == {None, *FailureReason}
    total = 0
    for path, failure, cost, kept in FAILURES:
        job = await accept(quota_service, moved_clock)
        moved_clock.advance(minutes=1)
        changes = {"failure": failure, "cost_micros": cost} if failure else {}
        job = await lead(database, moved_clock, job, *path, **changes)
        refunded = (EntryKind.REFUND, -5, kept - ESTIMATE)
        assert await entries(database, job) == [(EntryKind.RESERVE, 5, ESTIMATE), refunded], failure
        total += kept
        assert await used(database, moved_clock) == (0, total, total)
    assert await check(database) == []


@pytest.mark.parametrize(
    ("said", "micros"), [("0", 0), (None, 0), ("3.125", ESTIMATE), ("0.5", 500_000), ("free", 0), ("1000", ESTIMATE)]
)
@pytest.mark.on_both_databases
async def test_a_failure_counts_until_it_is_known_what_it_cost(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock, said: str | None, micros: int
) -> None:
    job = await lead(database, moved_clock, await accept(quota_service, moved_clock), S.SUBMITTING, S.GENERATING)
    async with database.write() as connection:
        job = await lifecycle.move(
            connection, job, S.FAILED, at=NOW, cost_said="0", failure=F.GENERATION_FAILED, doubt=Doubt.COST
        )
    assert (await used(database, moved_clock), job.cost_said) == ((0, ESTIMATE, ESTIMATE), "0")
    assert await check(database) == []
    for _ in range(2):
        async with database.write() as connection:
            settled = await lifecycle.settle_failure(connection, job, said, at=NOW)
        assert (settled.doubt, settled.cost_said) == (None, said)
        assert await used(database, moved_clock) == (0, micros, micros)
        assert await check(database) == []


async def test_a_video_lost_after_completion_stays_paid(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    total = 0
    for cost, paid in ((4_000_000, 4_000_000), (None, ESTIMATE)):
        job = await complete(database, moved_clock, await accept(quota_service, moved_clock), cost)
        await lead(database, moved_clock, job, S.FAILED, failure=F.VIDEO_LOST)
        assert await entries(database, job) == [
            (EntryKind.RESERVE, 5, ESTIMATE),
            (EntryKind.SETTLE, 0, paid - ESTIMATE),
            (EntryKind.REFUND, -5, 0),
        ]
        total += paid
    assert await used(database, moved_clock) == (0, total, total)
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_repeating_a_step_changes_nothing(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    job = await accept(quota_service, moved_clock)
    generating = await lead(database, moved_clock, job, S.SUBMITTING, S.GENERATING)
    async with database.write() as connection:
        fetching = await step(connection, moved_clock, generating, S.FETCHING, cost_micros=4, completed_at=NOW)
        for _ in range(2):
            assert await ledger.book(connection, generating, fetching, NOW) is None
        failed = await step(connection, moved_clock, fetching, S.FAILED, failure=F.VIDEO_LOST)
        assert await ledger.book(connection, fetching, failed, NOW) is None
        assert await ledger.book(connection, failed, failed, NOW) is None
    assert len(await entries(database, job)) == 3
    assert await check(database) == []
    with pytest.raises((IntegrityError, StorageError), match=r"(?i)unique"):
        await quota_service.accept(ask(job), job)
    assert await used(database, moved_clock) == (0, 4, 4)


async def test_only_money_steps_make_entries(database: Database, moved_clock: MovedClock) -> None:
    for source in JobState:
        for target in TRANSITIONS[source]:
            before, after = make_job(state=source), make_job(state=target)
            means_money = target in (S.FAILED, S.CANCELLED) or (source, target) == (S.GENERATING, S.FETCHING)
            assert (step_kind(before, after) is not None) is means_money


async def test_a_lost_submission_can_be_settled_late_once(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    for cost in (4_000_000, 0):
        job = await accept(quota_service, moved_clock)
        job = await lead(database, moved_clock, job, S.SUBMITTING, S.UNKNOWN, S.FAILED, failure=F.SUBMISSION_LOST)
        async with database.write() as connection:
            assert await ledger.book_late_cost(connection, job, cost, NOW) is not None
            assert await ledger.book_late_cost(connection, job, 9, NOW) is None
    assert await used(database, moved_clock) == (0, 4_000_000, 4_000_000)
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_a_late_entry_leaves_the_window_with_its_reserve(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    job = await accept(quota_service, moved_clock)
    generating = await lead(database, moved_clock, job, S.SUBMITTING, S.GENERATING)
    moved_clock.advance(hours=23)
    await lead(database, moved_clock, generating, S.FETCHING, cost_micros=4_000_000, completed_at=moved_clock.now())
    assert await used(database, moved_clock) == (5, 4_000_000, 4_000_000)
    moved_clock.advance(hours=1)
    assert await used(database, moved_clock) == (0, 0, 0)
    assert await used(database, moved_clock, Window.WEEK) == (5, 4_000_000, 4_000_000)
    moved_clock.advance(days=6)
    assert await used(database, moved_clock, Window.WEEK) == (0, 0, 0)
    assert await used(database, moved_clock, Window.MONTH) == (5, 4_000_000, 4_000_000)


async def test_an_entry_after_its_window_has_moved_on_does_not_count_in_it(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    job = await lead(database, moved_clock, await accept(quota_service, moved_clock), S.SUBMITTING, S.GENERATING)
    moved_clock.advance(days=2)
    await accept(quota_service, moved_clock)
    await lead(database, moved_clock, job, S.FAILED, failure=F.GENERATION_FAILED)
    assert await used(database, moved_clock) == (5, ESTIMATE, ESTIMATE)
    assert await used(database, moved_clock, Window.WEEK) == (5, ESTIMATE, ESTIMATE)
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_a_clock_that_was_set_back_neither_frees_nor_loses_anything(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    await accept(quota_service, moved_clock)
    moved_clock.advance(days=-40)
    job = await accept(quota_service, moved_clock)
    assert await used(database, moved_clock) == (10, 2 * ESTIMATE, 2 * ESTIMATE)
    await lead(database, moved_clock, job, S.CANCELLED)
    assert await used(database, moved_clock) == (5, ESTIMATE, ESTIMATE)
    moved_clock.advance(days=42)
    await accept(quota_service, moved_clock)
    moved_clock.advance(days=-1, hours=-12)
    await accept(quota_service, moved_clock)
    # What left the window by the clock of before is back in it by this one.
    assert await used(database, moved_clock) == (15, 3 * ESTIMATE, 3 * ESTIMATE)
    assert await check(database) == []


async def test_after_a_clock_that_was_years_ahead_the_windows_roll_on(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    moved_clock.advance(days=3650)
    await accept(quota_service, moved_clock)
    moved_clock.advance(days=-3650)
    await accept(quota_service, moved_clock)
    assert await used(database, moved_clock) == (10, 2 * ESTIMATE, 2 * ESTIMATE)
    moved_clock.advance(days=2)
    assert await used(database, moved_clock) == (5, ESTIMATE, ESTIMATE)
    await accept(quota_service, moved_clock)
    assert await used(database, moved_clock) == (10, 2 * ESTIMATE, 2 * ESTIMATE)
    assert await check(database) == []


async def test_direct_messages_have_no_server_budget(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    job = await accept(quota_service, moved_clock, guild_id=None)
    assert await used(database, moved_clock) == (5, 0, ESTIMATE)
    await lead(database, moved_clock, job, S.CANCELLED)
    assert await used(database, moved_clock) == (0, 0, 0)
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_the_database_itself_keeps_the_books_append_only(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    await accept(quota_service, moved_clock)
    record = AuditRecord(at=NOW, guild_id=0, actor_id=0, action="a", subject="", before="", after="")
    async with database.write() as connection:
        await audit.record(connection, record)
    # Old entries of the audit are deleted, but none is changed.
    for statement in ("UPDATE ledger SET id = id", "DELETE FROM ledger", "UPDATE audit SET id = id"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with database.write() as connection:
                await connection.execute(text(statement))


@pytest.mark.on_both_databases
async def test_a_job_with_entries_cannot_be_deleted(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    await accept(quota_service, moved_clock)
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(text("DELETE FROM jobs"))


TAMPERINGS = [
    ("UPDATE jobs SET estimate_micros = 1", "was reserved instead of"),
    ("UPDATE jobs SET duration_s = 8", "it counts 5 s and 0 extra s instead of 8 s"),
    ("UPDATE jobs SET state = 'delivered'", "delivered but not settled"),
    ("UPDATE jobs SET state = 'failed'", "has 0 refunds"),
    ("UPDATE jobs SET user_id = 5", "a different person"),
    ("UPDATE jobs SET guild_id = NULL", "a different person or server"),
    ("UPDATE window_totals SET week = week + 1 WHERE scope = 'bot'", "total of bot 0 per week"),
    (
        "UPDATE window_totals SET day_from = day_from + 999999999999 WHERE scope = 'user'",
        "user 1001 per day",
    ),
    ("DELETE FROM window_totals WHERE scope = 'server'", "of server 2001, but there is no total"),
]


@pytest.mark.on_both_databases
async def test_the_check_finds_what_was_tampered_with(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    await accept(quota_service, moved_clock)
    assert await check(database) == []
    for statement, found in TAMPERINGS:
        with pytest.raises(AssertionError, match=found):
            async with database.write() as connection:
                await connection.execute(text(statement))
                raise AssertionError(" ".join(await check_books(connection)))
    assert await check(database) == []


async def test_the_check_finds_a_job_without_entries(database: Database) -> None:
    async with database.write() as connection:
        await connection.run_sync(jobs.insert_job, make_job())
    assert "0 reserve entries instead of one" in (await check(database))[0]


@pytest.mark.on_both_databases
async def test_the_check_looks_at_one_instant(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    await accept(quota_service, moved_clock)
    async with database.read() as connection:
        if not database.is_sqlite:
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        for _ in range(2):
            assert await check_books(connection) == []
            await accept(quota_service, moved_clock)
    assert await check(database) == []


@pytest.mark.on_both_databases
async def test_the_export_is_the_whole_ledger(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    first = await accept(quota_service, moved_clock)
    await accept(quota_service, moved_clock, guild_id=None, user_id=5)
    moved_clock.advance(days=1)
    await lead(database, moved_clock, first, S.CANCELLED)
    async with database.read() as connection:
        rows = [dict(zip(EXPORT_HEADER, row, strict=True)) async for row in export_rows(connection)]
        here = [row async for row in export_rows(connection, 2001, NOW, NOW + timedelta(days=1))]
    assert [(row["kind"], row["usd"], row["server_id"]) for row in rows] == [
        ("reserve", "3.125000", "2001"),
        ("reserve", "3.125000", ""),
        ("refund", "-3.125000", "2001"),
    ]
    assert rows[2]["recorded_at"] == "2026-03-02T12:00:00.000000+00:00"
    assert rows[2]["counts_at"] == "2026-03-01T12:00:00.000000+00:00"
    assert len(here) == 1
