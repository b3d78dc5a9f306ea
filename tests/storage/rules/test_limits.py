"""Limits, grants and rules as they are kept and applied, on SQLite and on PostgreSQL."""

import asyncio
import itertools
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import FailureReason, Job
from bot.domain.limits import WHOLE_BOT, Defaults, Field, InvalidLimit, Scope, StoredLimit, Window
from bot.domain.quota import RefusalReason, UsageKind
from bot.domain.rules import PlaceKind
from bot.domain.strikes import StrikeKind, Tally
from bot.domain.words import InvalidWord
from bot.errors import UserError
from bot.services.admin.changes import AdminActor, Change, Forbidden
from bot.services.admin.limits import GRANT_MAX_S, LimitChanges
from bot.services.admin.refusal_counts import RefusalCounts
from bot.services.admin.rules import RuleChanges
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from bot.storage.money.ledger_audit import check
from bot.storage.rules import rules as rules_module
from tests.support.jobs import NOW, make_job
from tests.support.models import read_catalogue
from tests.support.money import ADMIN, OPERATOR, UNLIMITED, MovedClock, S, accept, ask, complete, lead, refusal

HERE, ME, USD = 2001, 1001, 1_000_000
DAY_S = Field.SECONDS_PER_DAY
MEMBER = AdminActor(user_id=3, guild_id=HERE, can_manage=False, is_operator=False)
STRANGER = AdminActor(user_id=4, guild_id=9, can_manage=True, is_operator=False)

#: The cheapest model decides how many seconds a budget can pay for.
VEO_2_ALONE = read_catalogue(models="veo-2")


class Money:
    """The services on one database, under one clock."""

    def __init__(self, database: Database, defaults: Defaults) -> None:
        self.database = database
        self.clock = MovedClock()
        self.quota_service = QuotaService(database, defaults, self.clock, VEO_2_ALONE)
        self.limits = LimitChanges(database, defaults, self.clock, VEO_2_ALONE)
        self.rules = RuleChanges(database, self.clock)

    async def accept(self, **changes: Any) -> Job:
        return await accept(self.quota_service, self.clock, **changes)

    async def why(self, **changes: Any) -> RefusalReason:
        return (await refusal(self.quota_service, self.clock, **changes)).reason

    async def set(self, scope: Scope, field: Field, value: int | None, **changes: Any) -> Change[StoredLimit | None]:
        actor = changes.pop("actor", OPERATOR)
        return await self.limits.set_limit(actor, limit(scope, field, value, **changes))

    async def history(self, guild_id: int = HERE) -> list[tuple[str, str, str, str]]:
        records = await self.rules.list_audit(OPERATOR, guild_id)
        return [(record.action, record.subject, record.before, record.after) for record in reversed(records)]


def limit(scope: Scope, field: Field, value: int | None, *, subject_id: int = 0, guild_id: int = HERE) -> StoredLimit:
    return StoredLimit(guild_id=guild_id, scope=scope, subject_id=subject_id, field=field, value=value)


@pytest.fixture
def money(database: Database) -> Money:
    """Default limits, but no cooldown."""
    return Money(database, Defaults(user_cooldown_s=0))


@pytest.fixture
def free(database: Database) -> Money:
    """No limits."""
    return Money(database, UNLIMITED)


async def test_a_refusal_stores_nothing_and_says_when_it_will_fit(money: Money) -> None:
    for minute in range(2):
        money.clock.at = NOW + timedelta(minutes=minute)
        await lead(money.database, money.clock, await money.accept(duration_s=8), S.SUBMITTING, S.GENERATING)
    money.clock.advance(hours=1)
    refused = await refusal(money.quota_service, money.clock, duration_s=8)
    assert (refused.reason, refused.limit, refused.left, refused.offers) == (RefusalReason.SECONDS, 20, 4, ())
    assert refused.comes_back_at == NOW + timedelta(days=1)
    async with money.database.read() as connection:
        assert len(await jobs.list_jobs(connection)) == 2
        assert (await connection.execute(text("SELECT count(*) FROM ledger"))).scalar_one() == 2
    money.clock.at = refused.comes_back_at - timedelta(minutes=2)
    assert await money.why(duration_s=8) is RefusalReason.SECONDS
    money.clock.at = refused.comes_back_at
    assert await money.why(duration_s=8) is RefusalReason.JOBS_AT_ONCE
    assert await check(money.database) == []


async def test_finished_jobs_make_room_and_others_are_not_concerned(money: Money) -> None:
    first, _ = await money.accept(), await money.accept()
    assert await money.why() is RefusalReason.JOBS_AT_ONCE
    await money.accept(user_id=ME + 1)
    await lead(money.database, money.clock, first, S.CANCELLED)
    await money.accept()


async def test_the_cooldown_counts_from_the_last_accepted_job(free: Money) -> None:
    await free.set(Scope.SERVER, Field.COOLDOWN_S, 10)
    await free.accept()
    await free.limits.grant(OPERATOR, HERE, ME, 5)
    free.clock.advance(seconds=9)
    refused = await refusal(free.quota_service, free.clock)
    assert (refused.reason, refused.comes_back_at) == (RefusalReason.COOLDOWN, NOW + timedelta(seconds=10))
    free.clock.advance(seconds=1)
    await free.accept()
    free.clock.advance(seconds=9)
    assert await free.why() is RefusalReason.COOLDOWN


async def test_limits_are_changed_while_it_runs_and_each_change_tells_what_it_was(free: Money) -> None:
    server = limit(Scope.SERVER, DAY_S, 5)
    assert await free.limits.set_limit(ADMIN, server) == Change(None, server)
    await free.accept()
    assert await free.why() is RefusalReason.SECONDS
    role = limit(Scope.ROLE, DAY_S, 10, subject_id=77)
    await free.limits.set_limit(ADMIN, role)
    assert await free.why() is RefusalReason.SECONDS
    job = make_job()
    await free.quota_service.accept(ask(job, role_ids=frozenset({77, 78})), job)
    user = limit(Scope.USER, DAY_S, None, subject_id=ME)
    await free.limits.set_limit(ADMIN, user)
    await free.accept()
    stricter = limit(Scope.USER, DAY_S, 15, subject_id=ME)
    assert await free.limits.set_limit(ADMIN, stricter) == Change(user, stricter)
    assert await free.why(role_ids=frozenset({77})) is RefusalReason.SECONDS
    assert await free.limits.clear_limit(ADMIN, user) == Change(stricter, None)
    assert await free.limits.clear_limit(ADMIN, user) == Change(None, None)
    assert await free.limits.list_limits(ADMIN, HERE) == [role, server]
    shown = await free.limits.show_limits(ADMIN, HERE, ME, [77])
    assert shown.person[DAY_S].value == 10
    assert await free.history() == [
        ("limit", "server: seconds_per_day", "not set", "5 s"),
        ("limit", "role 77: seconds_per_day", "not set", "10 s"),
        ("limit", f"user {ME}: seconds_per_day", "not set", "unlimited"),
        ("limit", f"user {ME}: seconds_per_day", "unlimited", "15 s"),
        ("limit", f"user {ME}: seconds_per_day", "15 s", "not set"),
    ]


async def test_what_was_used_elsewhere_counts_here(free: Money) -> None:
    await free.set(Scope.BOT, DAY_S, 10, guild_id=WHOLE_BOT)
    await free.accept(guild_id=5)
    await free.accept(guild_id=None)
    assert await free.why() is RefusalReason.SECONDS
    assert await free.why(guild_id=None) is RefusalReason.SECONDS


@pytest.mark.on_both_databases
async def test_budgets_stop_everybody_of_a_server_or_of_the_bot(free: Money) -> None:
    await free.set(Scope.SERVER, Field.USD_PER_WEEK, 7 * USD, actor=ADMIN)
    await free.set(Scope.BOT, Field.USD_PER_MONTH, 10 * USD, guild_id=WHOLE_BOT)
    await free.accept(user_id=1)
    await free.accept(user_id=2)
    free.clock.advance(days=1)
    refused = await refusal(free.quota_service, free.clock, user_id=3)
    assert (refused.scope, refused.window, refused.limit, refused.left) == (Scope.SERVER, Window.WEEK, 7 * USD, 750_000)
    assert refused.comes_back_at == NOW + timedelta(days=7)
    await free.accept(user_id=3, guild_id=5)
    refused = await refusal(free.quota_service, free.clock, user_id=4, guild_id=5)
    assert (refused.scope, refused.window, refused.left) == (Scope.BOT, Window.MONTH, 625_000)
    requester = ask(make_job(user_id=4, guild_id=5))
    assert len(await RefusalCounts(free.database, free.clock).note(requester, refused)) == 1
    assert await free.history(5) == [
        ("refused", "budget of the bot for a month", "$0.62 of $10.00 left", "$3.12 needed")
    ]


@pytest.mark.on_both_databases
async def test_grants_are_used_last_and_come_back_when_a_job_fails(free: Money) -> None:
    await free.set(Scope.SERVER, DAY_S, 8)
    change = await free.limits.grant(ADMIN, HERE, ME, 10, expires_at=NOW + timedelta(hours=2), reason=" well \n done ")
    assert change == Change(0, 10)
    job = await free.accept(duration_s=5)
    await free.accept(duration_s=5)
    allowance = await free.quota_service.allowance(ask(job))
    assert (allowance.left_s, allowance.granted_s) == (8, 8)
    await free.accept(duration_s=8)
    assert await free.why() is RefusalReason.SECONDS
    await lead(free.database, free.clock, job, S.CANCELLED)
    assert (await free.quota_service.allowance(ask(job))).left_s == 5
    assert await free.limits.grant(OPERATOR, WHOLE_BOT, ME, 5) == Change(0, 5)
    await free.accept(duration_s=8, guild_id=HERE)
    free.clock.advance(hours=3)
    assert (await free.quota_service.allowance(ask(job))).left_s == 2
    async with free.database.read() as connection:
        granted = [(e.kind, e.seconds, e.granted_seconds) for e in await ledger.list_granted(connection, ME)]
    assert granted == [("grant", 0, -10), ("reserve", 3, 2), ("reserve", 0, 8), ("grant", 0, -5), ("reserve", 5, 3)]
    assert await check(free.database) == []
    assert (await free.history())[1] == (
        "grant",
        f"user {ME}",
        "0 s",
        "10 s, 10 s of them new until 2026-03-01 14:00 UTC: well done",
    )


async def test_a_grant_of_one_server_is_not_good_in_another(free: Money) -> None:
    await free.set(Scope.BOT, DAY_S, 5, guild_id=WHOLE_BOT)
    await free.accept(guild_id=5)
    await free.limits.grant(ADMIN, HERE, ME, 5)
    assert await free.why(guild_id=5) is RefusalReason.SECONDS
    assert await free.why(guild_id=None) is RefusalReason.SECONDS
    await free.accept(guild_id=HERE)


async def test_three_content_blocks_pause_a_person_until_forgiven(money: Money) -> None:
    counted = []
    for _ in range(3):
        job = await lead(money.database, money.clock, await money.accept(), S.SUBMITTING, S.GENERATING)
        async with money.database.write() as connection:
            failed = await jobs.transition(
                connection, job, S.FAILED, at=money.clock.now(), failure=FailureReason.CONTENT_BLOCKED
            )
            booking = await ledger.book(connection, job, failed, money.clock.now())
        assert booking is not None
        counted.append(booking.strikes)
        money.clock.advance(hours=1)
    assert counted == [1, 2, 3]
    refused = await refusal(money.quota_service, money.clock)
    assert (refused.reason, refused.comes_back_at) == (RefusalReason.STRIKES, NOW + timedelta(hours=26))
    allowance = await money.quota_service.allowance(ask(make_job()))
    blocked = Tally(kind=StrikeKind.BLOCK, count=3, most=3, paused_until=NOW + timedelta(hours=26))
    assert allowance.strikes == [blocked, Tally(kind=StrikeKind.FAILURE, count=0, most=6, paused_until=None)]
    with pytest.raises(Forbidden):
        await money.rules.forgive(ADMIN, ME)
    assert await money.rules.forgive(OPERATOR, ME) == Change(3, 0)
    await money.accept()


@pytest.mark.on_both_databases
@pytest.mark.parametrize("per_day", [6, 2, 0])
async def test_failures_pause_a_person_like_blocks_and_each_kind_by_itself(database: Database, per_day: int) -> None:
    limits = Defaults(user_seconds={}, user_cooldown_s=0, server_micros={}, bot_micros={}, failures_per_day=per_day)
    money = Money(database, limits)
    reasons = [FailureReason.CONTENT_BLOCKED, *[FailureReason.GENERATION_FAILED] * 6, FailureReason.UPLOAD_FAILED]
    for reason in reasons[: per_day + 1] if per_day else reasons:
        job = await lead(money.database, money.clock, await money.accept(), S.SUBMITTING)
        await lead(money.database, money.clock, job, S.FAILED, failure=reason)
        money.clock.advance(hours=1)
    blocks, failures = (await money.quota_service.allowance(ask(make_job()))).strikes
    assert (blocks.count, blocks.paused_until, failures.count) == (1, None, per_day or 6)
    if per_day == 0:
        await money.accept()
        return
    refused = await refusal(money.quota_service, money.clock)
    assert (refused.reason, refused.limit) == (RefusalReason.FAILURES, per_day)
    assert refused.comes_back_at == failures.paused_until == money.clock.now() + timedelta(hours=23)
    assert await money.rules.forgive(OPERATOR, ME) == Change(per_day + 1, 0)
    await money.accept()


@pytest.mark.on_both_databases
async def test_blocks_hold_until_their_end_here_or_everywhere(free: Money) -> None:
    until_at = NOW + timedelta(hours=1)
    change = await free.rules.block(ADMIN, HERE, ME, reason="spam", until_at=until_at)
    assert change.before is None
    refused = await refusal(free.quota_service, free.clock)
    assert (refused.reason, refused.detail, refused.comes_back_at) == (RefusalReason.BLOCKED, "spam", until_at)
    await free.accept(guild_id=5)
    await free.accept(guild_id=None)
    free.clock.at = until_at
    await free.accept()
    again = await free.rules.block(OPERATOR, WHOLE_BOT, ME)
    assert again.before is None
    assert await free.why(guild_id=5) is RefusalReason.BLOCKED
    assert (await free.rules.unblock(OPERATOR, WHOLE_BOT, ME)).before == again.after
    assert (await free.rules.unblock(OPERATOR, WHOLE_BOT, ME)) == Change(None, None)
    assert [block.user_id for block in await free.rules.list_blocks(ADMIN, HERE)] == [ME]
    assert (await free.history())[0] == (
        "block",
        f"user {ME}",
        "not blocked",
        "blocked until 2026-03-01 13:00 UTC: spam",
    )


@pytest.mark.on_both_databases
async def test_two_processes_that_add_channels_at_once_lose_none(free: Money, monkeypatch: pytest.MonkeyPatch) -> None:
    other = RuleChanges(free.database, free.clock)
    read, pauses_s = rules_module.get_places, itertools.chain([0.1], itertools.repeat(0))

    async def read_and_pause(connection: AsyncConnection, guild_id: int, kind: PlaceKind) -> frozenset[int]:
        found = await read(connection, guild_id, kind)
        await asyncio.sleep(next(pauses_s))  # the first one has read what the others change, if they don't wait
        return found

    monkeypatch.setattr(rules_module, "get_places", read_and_pause)
    adding = [
        rules.change_places(ADMIN, HERE, PlaceKind.CHANNEL, frozenset({one}).union)
        for one, rules in zip(range(1, 11), [free.rules, other] * 5, strict=True)
    ]
    await asyncio.gather(*adding)
    assert await free.rules.get_places(HERE, PlaceKind.CHANNEL) == frozenset(range(1, 11))


@pytest.mark.on_both_databases
async def test_pauses_channels_roles_and_words(free: Money) -> None:
    change = await free.rules.pause(ADMIN, HERE, "back at noon")
    assert change.before is None
    refused = await refusal(free.quota_service, free.clock)
    assert (refused.reason, refused.scope, refused.detail) == (RefusalReason.PAUSED, Scope.SERVER, "back at noon")
    await free.accept(guild_id=None)
    assert (await free.rules.resume(ADMIN, HERE)).before == change.after
    assert await free.rules.resume(ADMIN, HERE) == Change(None, None)
    await free.rules.pause(OPERATOR, WHOLE_BOT)
    assert await free.why(guild_id=None) is RefusalReason.PAUSED
    await free.rules.resume(OPERATOR, WHOLE_BOT)

    assert await free.rules.set_places(ADMIN, HERE, PlaceKind.CHANNEL, [5, 6]) == Change(frozenset(), frozenset({5, 6}))
    refused = await refusal(free.quota_service, free.clock)
    assert (refused.reason, refused.places) == (RefusalReason.CHANNEL, (5, 6))
    await free.accept(channel_id=6)
    await free.rules.set_places(ADMIN, HERE, PlaceKind.CHANNEL, [])
    await free.rules.set_places(ADMIN, HERE, PlaceKind.ROLE, [8])
    assert await free.why() is RefusalReason.ROLE
    assert await free.why(role_ids=frozenset({9})) is RefusalReason.ROLE
    await free.rules.set_places(ADMIN, HERE, PlaceKind.ROLE, [])
    await free.rules.set_places(ADMIN, HERE, PlaceKind.AUDIT, [99])
    assert await free.rules.get_places(HERE, PlaceKind.AUDIT) == {99}
    await free.accept()

    await free.rules.change_words(ADMIN, HERE, add=["Skate-Board"])
    assert await free.why(prompt="a panda on a ＳＫＡＴＥ　ｂｏａｒｄ") is RefusalReason.WORDS
    await free.accept(prompt="a panda on a skateboard")
    await free.rules.change_words(OPERATOR, WHOLE_BOT, add=["panda"])
    refused = await refusal(free.quota_service, free.clock, guild_id=None)
    assert (refused.reason, refused.detail) == (RefusalReason.WORDS, "panda")
    await free.rules.change_words(OPERATOR, WHOLE_BOT, remove=["PANDA"])
    assert (await free.rules.get_words(OPERATOR, WHOLE_BOT)).words == ()
    with pytest.raises(InvalidWord):
        await free.rules.change_words(ADMIN, HERE, add=["fine"], remove=["unknown"])
    assert (await free.rules.get_words(ADMIN, HERE)).words == ("Skate-Board",)


async def test_people_have_limits_of_money_in_each_place_where_seconds_can_be_limited(free: Money) -> None:
    """A second costs $0.625, so 5 s are $3.125."""
    usd = Field.USER_USD_PER_DAY
    await free.set(Scope.BOT, usd, 1 * USD, guild_id=WHOLE_BOT)
    refused = await refusal(free.quota_service, free.clock)
    assert (refused.reason, refused.scope, refused.window) == (RefusalReason.USER_USD, Scope.USER, Window.DAY)
    assert (refused.limit, refused.left, refused.needed) == (USD, USD, 3_125_000)
    assert refused.is_hopeless
    await free.set(Scope.SERVER, usd, 4 * USD)
    await free.set(Scope.ROLE, usd, 7 * USD, subject_id=77)
    await free.set(Scope.ROLE, usd, 2 * USD, subject_id=78)
    first = await free.accept()
    assert await free.why() is RefusalReason.USER_USD
    await free.accept(user_id=ME + 1)  # somebody else's money
    job = make_job(created_at=free.clock.now())
    await free.quota_service.accept(ask(job, role_ids=frozenset({77, 78})), job)
    await free.set(Scope.USER, usd, None, subject_id=ME)
    await free.accept()
    await free.set(Scope.USER, usd, 12 * USD, subject_id=ME)
    free.clock.advance(hours=3)
    await lead(free.database, free.clock, first, S.CANCELLED)
    await free.accept()  # what was given back can be used again
    refused = await refusal(free.quota_service, free.clock)
    assert (refused.left, refused.comes_back_at) == (12 * USD - 3 * 3_125_000, NOW + timedelta(days=1))
    assert (await free.history())[0] == ("limit", "server: user_usd_per_day", "not set", "$4.00")
    windows = (await free.quota_service.allowance(ask(make_job()))).windows
    assert [(w.used, w.limit, w.next_at) for w in windows if w.kind is UsageKind.USER_USD] == [
        (3 * 3_125_000, 12 * USD, NOW + timedelta(days=1)),
        (3 * 3_125_000, None, NOW + timedelta(days=7)),
        (3 * 3_125_000, None, NOW + timedelta(days=30)),
    ]
    assert await check(free.database) == []


async def test_the_real_cost_counts_against_a_persons_money_and_extra_seconds_do_not_raise_it(free: Money) -> None:
    await free.set(Scope.SERVER, Field.USER_USD_PER_WEEK, 10 * USD)
    await free.limits.grant(OPERATOR, HERE, ME, 60)
    await complete(free.database, free.clock, await free.accept(), 7 * USD)
    assert (await refusal(free.quota_service, free.clock)).left == 3 * USD
    lost = await free.accept(user_id=ME + 1)
    lost = await lead(free.database, free.clock, lost, S.SUBMITTING, S.UNKNOWN)
    await lead(free.database, free.clock, lost, S.FAILED, failure=FailureReason.SUBMISSION_LOST)
    windows = (await free.quota_service.allowance(ask(make_job(user_id=ME + 1)))).windows
    # It may have been paid.
    assert [w.used for w in windows if w.window is Window.WEEK] == [0, 3_125_000]


async def test_the_allowance_tells_everything_that_is_left(money: Money) -> None:
    await money.set(Scope.SERVER, Field.SECONDS_PER_WEEK, 30)
    requester = ask(make_job())
    fresh = await money.quota_service.allowance(requester)
    assert [(w.window, w.used, w.limit, w.left, w.next_at) for w in fresh.windows[:3]] == [
        (Window.DAY, 0, 20, 20, None),
        (Window.WEEK, 0, 30, 30, None),
        (Window.MONTH, 0, None, None, None),
    ]
    assert (fresh.left_s, fresh.running, fresh.jobs_at_once, fresh.refusal) == (20, 0, 2, None)
    await money.accept(duration_s=8)
    money.clock.advance(hours=1)
    await lead(money.database, money.clock, await money.accept(duration_s=6), S.CANCELLED)
    await money.accept(duration_s=5)
    money.clock.advance(hours=1)
    used = await money.quota_service.allowance(requester)
    assert [(w.used, w.left, w.next_amount) for w in used.windows[:3]] == [(13, 7, 8), (13, 17, 8), (13, None, 8)]
    assert used.windows[0].next_at == NOW + timedelta(days=1)
    assert used.windows[1].next_at == NOW + timedelta(days=7)
    assert (used.left_s, used.running) == (7, 2)
    assert used.refusal is not None
    assert used.refusal.reason is RefusalReason.JOBS_AT_ONCE
    money.clock.advance(hours=22)
    assert [w.used for w in (await money.quota_service.allowance(requester)).windows[:3]] == [5, 13, 13]
    await money.rules.block(ADMIN, HERE, ME, reason="spam")
    blocked = (await money.quota_service.allowance(requester)).refusal
    assert blocked is not None
    assert blocked.detail == "spam"
    in_direct_messages = await money.quota_service.allowance(ask(make_job(guild_id=None)))
    assert in_direct_messages.windows[1].limit is None


async def test_the_allowance_tells_the_cooldown_and_an_exhausted_budget(free: Money) -> None:
    await free.set(Scope.SERVER, Field.COOLDOWN_S, 60)
    await free.set(Scope.SERVER, Field.USD_PER_DAY, 5 * USD)
    await free.accept()
    allowance = await free.quota_service.allowance(ask(make_job()))
    assert allowance.left_s is None
    assert allowance.cooldown_until == NOW + timedelta(seconds=60)
    assert allowance.refusal is not None
    assert (allowance.refusal.reason, allowance.refusal.comes_back_at) == (
        RefusalReason.BUDGET,
        NOW + timedelta(days=1),
    )


async def test_only_those_who_may_change_anything(free: Money) -> None:
    server, ceiling = limit(Scope.SERVER, DAY_S, 5), limit(Scope.CEILING, Field.USD_PER_DAY, 5 * USD)
    bot = limit(Scope.BOT, DAY_S, 5, guild_id=WHOLE_BOT)
    for actor in (MEMBER, STRANGER):
        for attempt in (
            free.limits.set_limit(actor, server),
            free.limits.clear_limit(actor, server),
            free.limits.list_limits(actor, HERE),
            free.limits.show_limits(actor, HERE),
            free.limits.grant(actor, HERE, ME, 5),
            free.rules.block(actor, HERE, ME),
            free.rules.unblock(actor, HERE, ME),
            free.rules.list_blocks(actor, HERE),
            free.rules.set_places(actor, HERE, PlaceKind.ROLE, [1]),
            free.rules.change_words(actor, HERE, add=["x"]),
            free.rules.get_words(actor, HERE),
            free.rules.pause(actor, HERE),
            free.rules.resume(actor, HERE),
            free.rules.list_audit(actor, HERE),
        ):
            with pytest.raises(Forbidden, match="Manage Server"):
                await attempt
    for attempt in (
        free.limits.set_limit(ADMIN, bot),
        free.limits.set_limit(ADMIN, ceiling),
        free.limits.grant(ADMIN, WHOLE_BOT, ME, 5),
        free.rules.block(ADMIN, WHOLE_BOT, ME),
        free.rules.pause(ADMIN, WHOLE_BOT),
        free.rules.change_words(ADMIN, WHOLE_BOT, add=["x"]),
    ):
        with pytest.raises(Forbidden, match="operators"):
            await attempt
    assert await free.limits.list_limits(OPERATOR, HERE) == []
    assert await free.history() == await free.history(WHOLE_BOT) == []
    await free.accept()


async def test_nonsense_gets_a_sentence_and_changes_nothing(money: Money) -> None:
    far, past = NOW + timedelta(days=9999), NOW - timedelta(seconds=1)
    big = 10**400
    for attempt in (
        *(money.set(Scope.SERVER, DAY_S, value) for value in (0, -1, 10**9, big)),
        *(money.set(Scope.SERVER, Field.USD_PER_DAY, value) for value in (0, -1, 10**13, big)),
        money.set(Scope.SERVER, Field.JOBS_AT_ONCE, 0),
        money.set(Scope.SERVER, Field.COOLDOWN_S, -1),
        money.set(Scope.ROLE, Field.USD_PER_DAY, USD, subject_id=5),
        money.set(Scope.USER, Field.USD_PER_DAY, USD, subject_id=5),
        money.set(Scope.CEILING, DAY_S, 5),
        money.set(Scope.CEILING, Field.USER_USD_PER_DAY, USD),
        money.set(Scope.ROLE, Field.USER_USD_PER_DAY, 0, subject_id=5),
        money.set(Scope.SERVER, DAY_S, 5, guild_id=WHOLE_BOT),
        money.set(Scope.BOT, DAY_S, 5, guild_id=HERE),
        money.set(Scope.ROLE, DAY_S, 5, subject_id=5, guild_id=WHOLE_BOT),
        *(money.set(Scope.USER, DAY_S, 5, subject_id=subject) for subject in (0, -5, 2**63, big)),
        money.set(Scope.SERVER, DAY_S, 5, subject_id=5),
        *(money.limits.grant(ADMIN, HERE, ME, amount) for amount in (0, -5, GRANT_MAX_S + 1, big)),
        *(money.limits.grant(ADMIN, HERE, ME, 5, expires_at=at) for at in (NOW, past, far)),
        money.limits.grant(ADMIN, HERE, ME, 5, reason="x" * 201),
        *(money.limits.grant(ADMIN, HERE, user, 5) for user in (0, -1, 2**63)),
        *(money.rules.block(ADMIN, HERE, ME, until_at=at) for at in (NOW, past, far)),
        money.rules.block(ADMIN, HERE, 0),
        money.rules.block(ADMIN, HERE, ME, reason="x" * 201),
        money.rules.pause(ADMIN, HERE, "x" * 201),
        money.rules.set_places(ADMIN, HERE, PlaceKind.CHANNEL, [0]),
        money.rules.set_places(ADMIN, HERE, PlaceKind.CHANNEL, range(1, 102)),
        money.rules.set_places(ADMIN, HERE, PlaceKind.AUDIT, [1, 2]),
        money.rules.set_places(OPERATOR, WHOLE_BOT, PlaceKind.ROLE, [1]),
        money.rules.change_words(ADMIN, HERE, add=["..."]),
    ):
        with pytest.raises(UserError) as caught:
            await attempt
        assert str(caught.value).endswith(".")
        assert len(str(caught.value)) < 250
    assert await money.limits.list_limits(OPERATOR, HERE) == []
    assert await money.history() == await money.history(WHOLE_BOT) == []
    await money.accept()


async def test_limits_above_the_budget_are_refused(money: Money) -> None:
    """By default a server has $25 a day, the bot $50 a day and $500 a month, and a second costs $0.625."""
    await money.set(Scope.SERVER, DAY_S, 40)
    for field, value, sentence in (
        (DAY_S, 41, r"41 s of video can cost \$25.62.*\$25.00 per day.*limit is 40 s"),
        (Field.SECONDS_PER_WEEK, 281, r"\$175.00 per week"),
        (Field.SECONDS_PER_MONTH, 801, r"\$500.00 per month"),
        (Field.USD_PER_DAY, 26 * USD, r"at most \$25.00 per day"),
        (Field.USD_PER_DAY, None, r"at most \$25.00 per day"),
        (Field.USD_PER_MONTH, 501 * USD, r"at most \$500.00 per month"),
    ):
        with pytest.raises(InvalidLimit, match=sentence):
            await money.set(Scope.SERVER, field, value, actor=ADMIN)
    with pytest.raises(InvalidLimit, match=r"only allow \$25.00 per day"):
        await money.set(Scope.USER, Field.USER_USD_PER_DAY, 26 * USD, subject_id=ME, actor=ADMIN)
    with pytest.raises(InvalidLimit, match=r"801 s"):
        await money.limits.grant(ADMIN, HERE, ME, 801)
    with pytest.raises(InvalidLimit, match=r"at most \$50.00"):
        await money.set(Scope.CEILING, Field.USD_PER_DAY, 51 * USD)
    await money.set(Scope.CEILING, Field.USD_PER_DAY, 50 * USD)
    await money.set(Scope.SERVER, Field.USD_PER_DAY, 30 * USD, actor=ADMIN)
    await money.set(Scope.SERVER, DAY_S, 48)
    await money.set(Scope.USER, DAY_S, None, subject_id=ME)
    await money.set(Scope.BOT, Field.USD_PER_DAY, None, guild_id=WHOLE_BOT)
    await money.set(Scope.CEILING, Field.USD_PER_DAY, None)
    await money.set(Scope.SERVER, Field.USD_PER_MONTH, 500 * USD)
