"""Reports and migrations of money, on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.limits import WHOLE_BOT, Defaults, Limit, Window
from bot.domain.reports import Outcome, Spending
from bot.domain.requests import Mode
from bot.services.admin.changes import AdminActor, Forbidden, InvalidChange
from bot.services.admin.limits import LimitChanges
from bot.services.admin.reports import PERIOD_MAX, Reports, forecast_micros
from bot.services.quota.service import QuotaService
from bot.storage.core import database as database_module
from bot.storage.core.database import Database
from bot.storage.core.sql_timestamps import to_micros
from bot.storage.jobs import jobs
from bot.storage.money.ledger_audit import check
from tests.support.jobs import NOW, make_job
from tests.support.models import CATALOGUE
from tests.support.money import ADMIN, OPERATOR, UNLIMITED, MovedClock, S, accept, complete, lead

HERE, USD = 2001, 1_000_000
ESTIMATE = 3_125_000


@pytest.fixture
def moved_clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def quota_service(database: Database, moved_clock: MovedClock) -> QuotaService:
    return QuotaService(database, UNLIMITED, moved_clock, CATALOGUE)


@pytest.mark.on_both_databases
async def test_a_usage_report_adds_everything_up(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    reports = Reports(database, Defaults(), moved_clock, CATALOGUE.name_of)
    for user_id, guild_id, cost in ((1, HERE, 4 * USD), (1, HERE, 2 * USD), (2, HERE, 5 * USD), (3, 9, 9 * USD)):
        job = await accept(quota_service, moved_clock, user_id=user_id, guild_id=guild_id)
        moved_clock.advance(seconds=user_id * 10)
        job = await complete(database, moved_clock, job, cost)
        await lead(database, moved_clock, job, S.DELIVERING, S.DELIVERED)
    moved_clock.advance(days=1)
    job = await lead(database, moved_clock, await accept(quota_service, moved_clock), S.SUBMITTING, S.GENERATING)
    await lead(database, moved_clock, job, S.FAILED, failure=FailureReason.CONTENT_BLOCKED)
    await accept(quota_service, moved_clock, user_id=2, guild_id=HERE, model="veo-2-image2video", mode=Mode.IMAGE)
    report = await reports.usage(ADMIN, HERE, NOW, NOW + timedelta(days=2))
    assert report.total == Spending(11 * USD + ESTIMATE, 20, 5)
    assert report.days == [
        (date(2026, 3, 1), Spending(11 * USD, 15, 3)),
        (date(2026, 3, 2), Spending(ESTIMATE, 5, 2)),
        (date(2026, 3, 3), Spending(0, 0, 0)),
    ]
    assert report.top_members == [
        (2, Spending(5 * USD + ESTIMATE, 10, 2)),
        (1, Spending(6 * USD, 10, 2)),
        (1001, Spending(0, 0, 1)),
    ]
    assert report.models == [("Veo 2", report.total)]
    assert report.outcomes == [
        Outcome(JobState.DELIVERED, None, 3),
        Outcome(JobState.FAILED, FailureReason.CONTENT_BLOCKED, 1),
        Outcome(JobState.QUEUED, None, 1),
    ]
    assert (report.wait_median_s, report.wait_90_percent_s) == (10, 20)
    assert report.budgets[Window.DAY] == Limit(25 * USD)
    assert report.month_micros == report.total.micros
    assert report.refusals == 0
    everything = await reports.usage(OPERATOR, WHOLE_BOT, NOW, NOW + timedelta(days=2))
    assert everything.total == Spending(20 * USD + ESTIMATE, 25, 6)
    assert everything.budgets[Window.MONTH] == Limit(500 * USD)


async def test_an_empty_report(database: Database, moved_clock: MovedClock) -> None:
    report = await Reports(database, Defaults(), moved_clock).usage(ADMIN, HERE, NOW, NOW + timedelta(hours=1))
    assert report.total == Spending(0, 0, 0)
    assert (report.top_members, report.outcomes, report.wait_median_s, report.forecast_micros) == ([], [], None, 0)


def test_the_forecast_goes_on_like_the_last_week() -> None:
    noon = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)
    assert forecast_micros(100 * USD, 70 * USD, noon) == 100 * USD + 205 * USD
    assert forecast_micros(0, 7 * USD, datetime(2026, 2, 28, tzinfo=UTC)) == USD
    assert forecast_micros(5, 0, noon) == 5
    december = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert forecast_micros(0, 7 * 86_400, december) == 1


async def test_what_cannot_be_shown(database: Database, quota_service: QuotaService, moved_clock: MovedClock) -> None:
    reports = Reports(database, Defaults(), moved_clock)
    job = await accept(quota_service, moved_clock)
    elsewhere = AdminActor(user_id=2, guild_id=9, can_manage=True, is_operator=False)
    for guild_id in (HERE, WHOLE_BOT):
        with pytest.raises(Forbidden):
            await reports.usage(elsewhere, guild_id, NOW, NOW + timedelta(days=1))
        with pytest.raises(Forbidden):
            await reports.history(elsewhere, guild_id, job.id)
        with pytest.raises(Forbidden):
            _ = [line async for line in reports.export(elsewhere, guild_id, NOW, NOW + timedelta(days=1))]
    with pytest.raises(InvalidChange, match="start before"):
        await reports.usage(ADMIN, HERE, NOW, NOW)
    with pytest.raises(InvalidChange, match="366 days"):
        await reports.usage(ADMIN, HERE, NOW, NOW + PERIOD_MAX + timedelta(seconds=1))
    with pytest.raises(InvalidChange, match="no such video"):
        await reports.history(elsewhere, 9, job.id)
    with pytest.raises(InvalidChange, match="no such video"):
        await reports.history(ADMIN, HERE, "0" * 16)


async def test_a_jobs_whole_history(database: Database, quota_service: QuotaService, moved_clock: MovedClock) -> None:
    reports = Reports(database, Defaults(), moved_clock)
    job = await complete(database, moved_clock, await accept(quota_service, moved_clock), 4 * USD)
    history = await reports.history(ADMIN, HERE, job.id)
    assert history.job == job
    assert [event.target for event in history.events] == [S.QUEUED, S.SUBMITTING, S.GENERATING, S.FETCHING]
    assert [entry.kind for entry in history.entries] == ["reserve", "settle"]
    assert await reports.history(OPERATOR, WHOLE_BOT, job.id) == history


async def test_the_csv_of_a_period_has_no_formulas(
    database: Database, quota_service: QuotaService, moved_clock: MovedClock
) -> None:
    reports = Reports(database, UNLIMITED, moved_clock)
    await accept(quota_service, moved_clock)
    await LimitChanges(database, UNLIMITED, moved_clock, CATALOGUE).grant(
        ADMIN, HERE, 5, 9, reason='=HYPERLINK("x"), she said'
    )
    lines = [line async for line in reports.export(ADMIN, HERE, NOW, NOW + timedelta(days=1))]
    assert lines[0].startswith("id,recorded_at,counts_at,kind,job_id,user_id,server_id,seconds,granted_seconds,usd")
    assert lines[1].rstrip().endswith(f"1001,{HERE},5,0,3.125000,,,,")
    assert lines[2].rstrip().endswith("""5,2001,0,-9,0.000000,,2,"'=HYPERLINK(""x""), she said",""")


def build_first_schema(connection: Connection, made: list[Job]) -> None:
    """The tables as they were before the ledger, with jobs in them."""
    config = Config()
    config.set_main_option("script_location", str(Path(database_module.__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    table = Table("jobs", MetaData(), autoload_with=connection)
    for job in made:
        row = jobs._to_row(job)
        values = {name: to_micros(one) if isinstance(one, datetime) else one for name, one in row.items()}
        connection.execute(table.insert(), {c.name: values[c.name] for c in table.c if c.name in values})


#: Models went out of service, and films had scenes, only after that migration.
LATER_FAILURES = {FailureReason.MODEL_GONE, FailureReason.SCENE_LOST}


@pytest.mark.on_both_databases
async def test_jobs_from_before_the_ledger_are_booked_by_the_migration(empty_database_url: str) -> None:
    clock = MovedClock()
    made = [
        make_job(state=S.QUEUED),
        make_job(state=S.GENERATING, guild_id=None),
        make_job(state=S.FETCHING, cost_micros=4 * USD, completed_at=NOW),
        make_job(state=S.DELIVERED, completed_at=NOW),
        make_job(state=S.CANCELLED),
        *(make_job(state=S.FAILED, failure=one) for one in FailureReason if one not in LATER_FAILURES),
        make_job(state=S.FAILED, failure=FailureReason.GENERATION_FAILED, cost_micros=USD),
        make_job(state=S.FAILED, failure=FailureReason.VIDEO_LOST, cost_micros=2 * USD, completed_at=NOW),
    ]
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(build_first_schema, made)
    await engine.dispose()
    async with Database.open(empty_database_url) as database:
        assert await check(database) == []
        await lead(database, clock, made[0], S.CANCELLED)
        quota_service = QuotaService(database, UNLIMITED, clock, CATALOGUE)
        await accept(quota_service, clock)
        assert await check(database) == []
