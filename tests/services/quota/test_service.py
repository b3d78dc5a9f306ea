"""Money in the bot's own steps: what is accepted is reserved, and what becomes of a job is booked with it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.alerts import AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.limits import Defaults, Window
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.requests import Mode
from bot.domain.rules import Requester
from bot.errors import DatabaseUnavailable, UserError
from bot.services.admin.refusal_counts import RefusalCounts
from bot.services.catalogue import load_catalogue
from bot.services.jobs import lifecycle
from bot.services.jobs.requests import RequestOrigin
from bot.services.jobs.service import JobService
from bot.services.quota.allowances import Strikes
from bot.services.quota.refusals import RequestRefused
from bot.settings import SettingsError, load_settings
from bot.storage.core.database import Database
from bot.storage.jobs import alerts, jobs
from bot.storage.money import ledger_audit
from tests.support.jobs import anew, make_request
from tests.support.models import CATALOGUE, VEO_2
from tests.support.money import OPERATOR, UNLIMITED, Money, MovedClock, open_money

S = JobState
ORIGIN = RequestOrigin(
    request_key="interaction:1",
    user_id=1001,
    guild_id=2001,
    channel_id=3001,
    interaction_token=None,
    upload_limit_bytes=10_485_760,
    locale="en-US",
)
Opening = Callable[..., AbstractAsyncContextManager[tuple[JobService, Money]]]


@pytest.fixture
async def opening(database: Database) -> AsyncIterator[Opening]:
    """Opens a job service with some limits; the ledger is audited at the end."""

    @asynccontextmanager
    async def open_job_service(
        defaults: Defaults, clock: Clock | None = None
    ) -> AsyncIterator[tuple[JobService, Money]]:
        clock = clock or Clock()
        async with open_money(database, defaults, clock) as money:
            job_service = JobService(
                database,
                clock,
                quota_service=money.quota_service,
                undo_window_s=0,
                on_refused=RefusalCounts(database, clock).note,
            )
            try:
                yield job_service, money
            finally:
                await job_service.close()

    yield open_job_service
    assert await ledger_audit.check(database) == []


async def stored(database: Database) -> list[Job]:
    async with database.read() as connection:
        return await jobs.list_jobs(connection, JobState)


async def step(database: Database, job: Job, *targets: JobState, at: datetime | None = None, **changes: object) -> Job:
    """Take a job through states; the changes go with the last step."""
    for target in targets:
        async with database.write() as connection:
            job = await lifecycle.move(
                connection,
                job,
                target,
                at=at or Clock().now(),
                **(changes if target is targets[-1] else {}),  # type: ignore[arg-type]  # columns of any type
            )
    return job


@pytest.mark.on_both_databases
async def test_however_many_ask_at_once_no_limit_is_passed(database: Database, opening: Opening) -> None:
    async with opening(replace(UNLIMITED, user_seconds={Window.DAY: 10})) as (job_service, _):
        asked = [job_service.request(anew(ORIGIN), make_request(seed=seed)) for seed in range(60)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
    accepted = [outcome for outcome in outcomes if isinstance(outcome, Job)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, RequestRefused | DatabaseUnavailable)]
    assert (len(accepted), len(refused)) == (2, 58)
    assert {job.id for job in await stored(database)} == {job.id for job in accepted}


async def test_the_estimate_is_the_price_of_what_was_chosen(opening: Opening) -> None:
    dear, cheap = CATALOGUE.get("veo-3.1"), CATALOGUE.get("hailuo-2.3-fast")
    async with opening(UNLIMITED) as (job_service, _):
        for spec, mode, choice, key, micros in (
            (VEO_2, Mode.TEXT, {"duration_s": 6}, "veo-2", 3_750_000),
            (VEO_2, Mode.IMAGE, {"duration_s": 8}, "veo-2-image2video", 5_000_000),
            (dear, Mode.TEXT, {"has_sound": False}, "veo-3.1 720p silent", 1_600_000),
            (dear, Mode.IMAGE, {"resolution": "1080p", "duration_s": 4}, "veo-3.1 1080p sound", 1_600_000),
            (cheap, Mode.IMAGE, {"resolution": "768p"}, "hailuo-2.3-fast 768p 6s", 240_000),
            (cheap, Mode.IMAGE, {"duration_s": 10}, "hailuo-2.3-fast 1080p 10s", 410_000),
        ):
            job = await job_service.request(anew(ORIGIN), spec.make_request(mode, prompt="x", **choice))
            assert (job.price_key, job.estimate_micros) == (key, micros)


async def test_what_a_model_cannot_do_or_is_off_is_refused_before_anything_is_stored(
    database: Database, opening: Opening
) -> None:
    async with opening(UNLIMITED) as (job_service, _):
        for changes, sentence in (
            ({"duration_s": 4}, "5, 6, 7, 8 seconds, not 4"),
            ({"model": "kling-2.5-turbo"}, "Kling 2.5 Turbo isn't available"),
            ({"model": "gone"}, "gone isn't available"),
        ):
            with pytest.raises(UserError, match=sentence):
                await job_service.request(anew(ORIGIN), make_request(**changes))
    assert await stored(database) == []


@pytest.mark.on_both_databases
async def test_a_step_and_its_entry_are_written_together_or_not_at_all(database: Database, opening: Opening) -> None:
    async with opening(UNLIMITED) as (job_service, _):
        job = await job_service.request(anew(ORIGIN), make_request())
        async with database.write() as connection:
            await connection.execute(text("ALTER TABLE ledger RENAME TO elsewhere"))
        with pytest.raises(SQLAlchemyError):
            await job_service.cancel(job, why="test")
        assert [one.state for one in await stored(database)] == [S.QUEUED]
        async with database.write() as connection:
            await connection.execute(text("ALTER TABLE elsewhere RENAME TO ledger"))
        await job_service.cancel(job, why="test")


async def test_what_is_cancelled_can_be_used_again(opening: Opening) -> None:
    async with opening(replace(UNLIMITED, user_seconds={Window.DAY: 5})) as (job_service, _):
        for _ in range(3):
            await job_service.cancel(await job_service.request(anew(ORIGIN), make_request()), why="test")
        await job_service.request(anew(ORIGIN), make_request())
        with pytest.raises(RequestRefused, match="You have 0 of"):
            await job_service.request(anew(ORIGIN), make_request())


async def test_prices_that_differ_are_reserved_from_then_on_and_operators_hear_of_it(
    database: Database, opening: Opening
) -> None:
    async with opening(UNLIMITED) as (job_service, _):
        for _ in range(5):
            job = await job_service.request(anew(ORIGIN), make_request())
            assert job.estimate_micros == 3_125_000
            now = Clock().now()
            job = await step(database, job, S.SUBMITTING, S.GENERATING)
            await step(database, job, S.FETCHING, cost_said="4", completed_at=now)
        job = await job_service.request(anew(ORIGIN), make_request())
        assert job.estimate_micros == 4_000_000
        async with database.read() as connection:
            [alert] = await alerts.list_unsent(connection)
    assert alert.kind is AlertKind.PRICE_CHANGED
    assert alert.detail == "veo-2: $0.800 instead of $0.625"


async def test_a_request_that_was_too_slow_and_is_refused_late_leaves_nothing(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.jobs.service.PATIENCE_S", 0.2)
    async with (
        Database.open(sqlite_url) as database,
        open_money(database, replace(UNLIMITED, user_seconds={Window.DAY: 1}), Clock()) as money,
    ):
        job_service = JobService(database, Clock(), quota_service=money.quota_service, undo_window_s=0)
        entered, release = asyncio.Event(), asyncio.Event()

        async def hog() -> None:
            async with database.write():
                entered.set()
                await release.wait()

        hogging = asyncio.create_task(hog())
        await entered.wait()
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(anew(ORIGIN), make_request())
        release.set()
        await hogging
        await job_service.close()
        assert await stored(database) == []


async def test_refusals_by_a_budget_and_only_those_are_in_the_audit(opening: Opening) -> None:
    budget = replace(UNLIMITED, server_micros={Window.DAY: 1}, user_seconds={Window.DAY: 6})
    async with opening(budget) as (job_service, money):
        with pytest.raises(RequestRefused):
            await job_service.request(anew(ORIGIN), make_request(duration_s=5))
        with pytest.raises(RequestRefused) as caught:
            await job_service.request(anew(ORIGIN, guild_id=None), make_request(duration_s=8))
        assert caught.value.refusal.reason is RefusalReason.SECONDS
        await job_service.close()
        [record] = await money.rules.list_audit(OPERATOR, 2001)
        assert (record.action, record.actor_id) == ("refused", 1001)
        assert await money.rules.list_audit(OPERATOR, 0) == []


async def test_an_audit_that_fails_does_not_change_the_answer(opening: Opening) -> None:
    async def explode(_requester: Requester, _refusal: Refusal) -> None:
        raise OSError("disk")

    async with opening(replace(UNLIMITED, user_seconds={Window.DAY: 1})) as (job_service, _):
        job_service.on_refused = explode
        with pytest.raises(RequestRefused):
            await job_service.request(anew(ORIGIN), make_request())


async def test_strikes_are_counted_as_they_were_when_the_job_was_blocked(database: Database, opening: Opening) -> None:
    clock = MovedClock()
    strikes = Strikes(database, UNLIMITED)
    blocked: list[Job] = []
    async with opening(UNLIMITED, clock) as (job_service, money):
        for _ in range(3):
            clock.advance(hours=1)
            job = await job_service.request(anew(ORIGIN), make_request())
            job = await step(database, job, S.SUBMITTING, at=clock.now())
            job = await step(database, job, S.FAILED, at=clock.now(), failure=FailureReason.CONTENT_BLOCKED)
            blocked.append(job)
        told = [await strikes.warn(job) for job in blocked]
        assert [one.count for one in told if one is not None] == [1, 2, 3]
        assert [one.paused_until for one in told if one is not None] == [None, None, clock.now() + timedelta(days=1)]
        assert await Strikes(database, replace(UNLIMITED, strikes_per_day=0)).warn(blocked[-1]) is None
        assert await strikes.warn(replace(blocked[-1], failure=FailureReason.REJECTED)) is None
        with pytest.raises(RequestRefused, match="blocked for their content"):
            await job_service.request(anew(ORIGIN), make_request())
        await money.rules.forgive(OPERATOR, 1001)
        assert await strikes.warn(blocked[-1]) is None
        await job_service.request(anew(ORIGIN), make_request())


def test_the_defaults_are_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    monkeypatch.setenv("SEGMIND_API_KEY", "SG_0123456789abcdef")
    assert load_settings(None).defaults == replace(
        Defaults(),
        user_seconds={Window.DAY: 20, Window.WEEK: None, Window.MONTH: None},
        user_micros={Window.DAY: None, Window.WEEK: None, Window.MONTH: None},
        server_micros={Window.DAY: 25_000_000, Window.WEEK: None, Window.MONTH: None},
        bot_micros={Window.DAY: 50_000_000, Window.WEEK: None, Window.MONTH: 500_000_000},
    )
    for name, value in {
        "USER_SECONDS_PER_DAY": "Unlimited",
        "USER_SECONDS_PER_WEEK": "100",
        "USER_JOBS_AT_ONCE": "unlimited",
        "BOT_USD_PER_DAY": "",
        "USER_USD_PER_WEEK": "7.25",
        "SERVER_USD_PER_MONTH": "12.5",
        "PRICE_USD_PER_SECOND_IMAGE": "0.7",
        "OPERATOR_IDS": "123, 456",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load_settings(None)
    defaults = settings.defaults
    assert defaults.user_seconds == {Window.DAY: None, Window.WEEK: 100, Window.MONTH: None}
    assert defaults.user_jobs_at_once is None
    assert defaults.bot_micros[Window.DAY] == 50_000_000
    assert defaults.server_micros[Window.MONTH] == 12_500_000
    spec = load_catalogue(settings).default
    prices = [spec.price_micros_per_second(spec.make_request(mode, prompt="x")) for mode in Mode]
    assert prices == [625_000, 700_000]
    assert set(settings.operator_ids) == {123, 456}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("USER_SECONDS_PER_DAY", "-1"),
        ("USER_SECONDS_PER_DAY", "many"),
        ("USER_SECONDS_PER_MONTH", "99999999999999999999"),
        ("USER_JOBS_AT_ONCE", "1.5"),
        ("USER_COOLDOWN_S", "unlimited"),
        ("SERVER_USD_PER_DAY", "nan"),
        ("BOT_USD_PER_MONTH", "-0.01"),
        ("MIN_BALANCE_USD", "inf"),
        ("OPERATOR_IDS", "me"),
        ("OPERATOR_IDS", "0"),
        ("ALERT_CHANNEL_ID", "-5"),
        ("PRICE_USD_PER_SECOND_IMAGE", "0"),
    ],
)
def test_an_impossible_limit_stops_the_start(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    monkeypatch.setenv("SEGMIND_API_KEY", "SG_0123456789abcdef")
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings(None)


def test_a_refusal_is_safe_to_show() -> None:
    assert issubclass(RequestRefused, UserError)
