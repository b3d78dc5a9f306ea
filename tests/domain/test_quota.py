"""Deciding whether a request fits: values in, values out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limits import (
    BUDGETS,
    SECONDS,
    USER_USD,
    Defaults,
    EffectiveLimits,
    Field,
    Limit,
    Scope,
    Window,
    resolve,
)
from bot.domain.quota import (
    NOTHING,
    Allowed,
    Offer,
    QuotaRequest,
    Refusal,
    RefusalReason,
    Usage,
    UsageEntry,
    UsageKind,
    allowance_left,
    comes_back_at,
    decide,
    find_fitting,
    shortages,
)
from bot.services.quota.refusals import RequestRefused, relative_time
from tests.support.jobs import make_request

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USD = 1_000_000
DAY, WEEK, MONTH = Window


def limits(**changes: Any) -> EffectiveLimits:
    """No limit but those named: `seconds={DAY: 20}`, `jobs=2`, `cooldown=10`, `server={DAY: 5}`, `bot={…}`."""
    person = {SECONDS[window]: changes.get("seconds", {}).get(window) for window in Window}
    person |= {USER_USD[window]: changes.get("user_usd", {}).get(window) for window in Window}
    person |= {Field.JOBS_AT_ONCE: changes.get("jobs"), Field.COOLDOWN_S: changes.get("cooldown", 0)}
    return EffectiveLimits(
        person={name: Limit(value) for name, value in person.items()},
        server={window: Limit(changes.get("server", {}).get(window)) for window in Window},
        bot={window: Limit(changes.get("bot", {}).get(window)) for window in Window},
    )


def spent(day: int, week: int | None = None, month: int | None = None) -> dict[Window, int]:
    week = day if week is None else week
    return {DAY: day, WEEK: week, MONTH: week if month is None else month}


def refuse(ask: QuotaRequest, limits: EffectiveLimits, usage: Usage, uses: Any = None) -> Refusal:
    decision = decide(ask, limits, usage, NOW, uses)
    assert isinstance(decision, Refusal)
    return decision


FIVE = QuotaRequest(5, 3 * USD)


def lasting(duration_s: int, cost_micros: int) -> QuotaRequest:
    """A video by a model that makes every length from 5 s, for the same price a second."""
    return QuotaRequest(duration_s, cost_micros)


def shorter(ask: QuotaRequest) -> list[Offer]:
    """The same in every shorter length from 5 s, the longest first."""
    return [offer(one, -(-ask.cost_micros * one // ask.duration_s)) for one in range(ask.duration_s - 1, 4, -1)]


def offer(duration_s: int, cost_micros: int, *, is_just_shorter: bool = True) -> Offer:
    return Offer(make_request(duration_s=duration_s), cost_micros, "Veo 2", is_just_shorter)


def longest(offers: Sequence[Offer], limits: EffectiveLimits, usage: Usage) -> int | None:
    """The length of what is offered."""
    return next((one.request.duration_s for one in find_fitting([offers], limits, usage, NOW)), None)


def test_without_limits_everything_is_allowed() -> None:
    usage = Usage(user=spent(10**9), server=spent(10**12), bot=spent(10**12), running=99, last_at=NOW)
    assert decide(QuotaRequest(8, 10**12), limits(), usage, NOW) == Allowed(0)


def test_each_window_is_a_limit_of_its_own_and_its_last_second_can_be_used() -> None:
    for window in Window:
        allowed = limits(seconds={window: 20})
        assert decide(FIVE, allowed, Usage(user={**NOTHING, window: 15}), NOW) == Allowed(0)
        refusal = refuse(FIVE, allowed, Usage(user={**NOTHING, window: 16}))
        assert (refusal.reason, refusal.scope, refusal.window) == (RefusalReason.SECONDS, Scope.USER, window)
        assert (refusal.limit, refusal.left, refusal.needed) == (20, 4, 5)


def test_budgets_of_the_server_and_the_bot_count_money() -> None:
    for scope in (Scope.SERVER, Scope.BOT):
        for window in Window:
            budget = limits(**{scope: {window: 10 * USD}})
            used = {**NOTHING, window: 7 * USD}
            usage = Usage(server=used) if scope is Scope.SERVER else Usage(bot=used)
            assert decide(FIVE, budget, usage, NOW) == Allowed(0)
            used[window] += 1
            refusal = refuse(FIVE, budget, usage)
            assert (refusal.reason, refusal.scope, refusal.window) == (RefusalReason.BUDGET, scope, window)
            assert (refusal.limit, refusal.left, refusal.needed) == (10 * USD, 3 * USD - 1, 3 * USD)


def test_a_limit_of_zero_allows_nothing_but_grants_and_over_use_leaves_nothing() -> None:
    assert refuse(FIVE, limits(seconds={DAY: 0}), Usage()).is_hopeless
    assert decide(FIVE, limits(seconds={DAY: 0}), Usage(granted_s=5), NOW) == Allowed(5)
    assert refuse(FIVE, limits(jobs=0), Usage()).reason is RefusalReason.JOBS_AT_ONCE
    assert refuse(FIVE, limits(seconds={DAY: 20}), Usage(user=spent(100))).left == 0


def test_grants_give_only_what_the_allowance_does_not_reach() -> None:
    both = limits(seconds={DAY: 20, WEEK: 50})
    assert decide(FIVE, both, Usage(user=spent(10, 20), granted_s=100), NOW) == Allowed(0)
    assert decide(FIVE, both, Usage(user=spent(17, 20), granted_s=2), NOW) == Allowed(2)
    assert decide(FIVE, both, Usage(user=spent(10, 49), granted_s=4), NOW) == Allowed(4)
    refusal = refuse(FIVE, both, Usage(user=spent(17, 20), granted_s=1))
    assert (refusal.left, refusal.needed) == (3, 4)


def test_jobs_at_once_and_the_cooldown() -> None:
    refusal = refuse(FIVE, limits(jobs=2), Usage(running=2))
    assert (refusal.reason, refusal.limit, refusal.left, refusal.comes_back_at) == (
        RefusalReason.JOBS_AT_ONCE,
        2,
        0,
        None,
    )
    waiting = Usage(last_at=NOW - timedelta(seconds=9))
    refusal = refuse(FIVE, limits(cooldown=10), waiting)
    assert (refusal.reason, refusal.comes_back_at) == (RefusalReason.COOLDOWN, NOW + timedelta(seconds=1))
    assert decide(FIVE, limits(cooldown=9), waiting, NOW) == Allowed(0)


def test_of_several_limits_the_one_that_lasts_longest_is_named() -> None:
    usage = Usage(user=spent(20, 50), running=2, last_at=NOW, bot=spent(100 * USD))
    uses = {
        (UsageKind.USER_SECONDS, DAY): [UsageEntry(NOW - timedelta(hours=20), 20)],
        (UsageKind.USER_SECONDS, WEEK): [UsageEntry(NOW - timedelta(days=5), 20)],
        (UsageKind.BOT, DAY): [UsageEntry(NOW - timedelta(hours=2), 100 * USD)],
    }
    everything = {"seconds": {DAY: 20, WEEK: 50}, "jobs": 2, "cooldown": 10, "bot": {DAY: 100 * USD}}
    refusal = refuse(FIVE, limits(**everything), usage, uses)
    assert (refusal.window, refusal.comes_back_at) == (WEEK, NOW + timedelta(days=2))
    del everything["seconds"]
    assert refuse(FIVE, limits(**everything), usage, uses).reason is RefusalReason.BUDGET
    del everything["bot"]
    assert refuse(FIVE, limits(**everything), usage, uses).reason is RefusalReason.JOBS_AT_ONCE
    del everything["jobs"]
    assert refuse(FIVE, limits(**everything), usage, uses).reason is RefusalReason.COOLDOWN
    too_small = limits(seconds={WEEK: 50}, bot={DAY: USD})
    assert refuse(FIVE, too_small, usage, uses).reason is RefusalReason.BUDGET


def test_a_shorter_video_is_offered_if_it_fits_everywhere() -> None:
    eight = shorter(lasting(8, 5 * USD))
    assert longest(eight, limits(seconds={DAY: 20}), Usage(user=spent(13))) == 7
    assert longest(eight, limits(seconds={DAY: 20}), Usage(user=spent(15))) == 5
    assert longest(eight, limits(seconds={DAY: 20}), Usage(user=spent(16))) is None
    assert longest(eight, limits(seconds={DAY: 20}), Usage(user=spent(16), granted_s=2)) == 6
    assert longest(eight, limits(server={DAY: 4 * USD}), Usage()) == 6
    assert longest(eight, limits(server={DAY: 4 * USD}, seconds={DAY: 5}), Usage()) == 5
    assert longest(eight, limits(seconds={DAY: 7}, jobs=1), Usage(running=1)) is None


def test_only_lengths_that_the_model_makes_are_offered_for_their_own_price() -> None:
    eight = [offer(6, 5 * USD), offer(4, 2 * USD)]
    assert longest(eight, limits(seconds={DAY: 20}), Usage(user=spent(13))) == 6
    assert longest(eight, limits(server={DAY: 4 * USD}), Usage()) == 4
    assert longest(eight, limits(seconds={DAY: 3}), Usage()) is None


def test_what_comes_back_is_what_leaves_the_window() -> None:
    uses = [
        UsageEntry(NOW - timedelta(hours=30), 5),
        UsageEntry(NOW - timedelta(hours=20), 5),
        UsageEntry(NOW - timedelta(hours=10), 5),
    ]
    assert comes_back_at(uses, DAY, NOW, 5) == NOW + timedelta(hours=4)
    assert comes_back_at(uses, DAY, NOW, 6) == NOW + timedelta(hours=14)
    assert comes_back_at(uses, DAY, NOW, 11) is None
    exactly = [UsageEntry(NOW - timedelta(days=1), 5)]
    assert comes_back_at(exactly, DAY, NOW, 1) is None


spends = st.fixed_dictionaries({window: st.integers(0, 40) for window in Window})
maybe = st.none() | st.integers(0, 40)


@given(
    duration_s=st.integers(5, 8),
    user=spends,
    server=spends,
    bot=spends,
    granted_s=st.integers(0, 10),
    user_usd=spends,
    caps=st.lists(maybe, min_size=12, max_size=12),
)
def test_a_decision_is_right_whatever_the_numbers(
    duration_s: int,
    user: dict[Window, int],
    server: dict[Window, int],
    bot: dict[Window, int],
    granted_s: int,
    user_usd: dict[Window, int],
    caps: Sequence[int | None],
) -> None:
    """Against the definition: everything fits below every limit, and the offered shorter video is the longest one."""
    by = [dict(zip(Window, caps[start : start + 3], strict=True)) for start in (0, 3, 6, 9)]
    allowed = limits(seconds=by[0], server=by[1], bot=by[2], user_usd=by[3])
    usage = Usage(user=user, user_micros=user_usd, server=server, bot=bot, granted_s=granted_s)

    def fits(seconds: int, cost: int) -> bool:
        left = min((max(0, cap - user[window]) for window, cap in by[0].items() if cap is not None), default=10**9)
        return seconds <= left + granted_s and all(
            cap is None or used[window] + cost <= cap
            for caps_by, used in ((by[1], server), (by[2], bot), (by[3], user_usd))
            for window, cap in caps_by.items()
        )

    ask = lasting(duration_s, 2 * duration_s)
    decision = decide(ask, allowed, usage, NOW)
    assert isinstance(decision, Allowed) == fits(duration_s, 2 * duration_s)
    if isinstance(decision, Allowed):
        left = allowance_left(allowed.person, user)
        assert decision.granted_s == (0 if left is None else max(0, duration_s - left))
        assert not list(shortages(ask, allowed, usage))
    else:
        fitting = [s for s in range(5, duration_s) if fits(s, 2 * s)]
        assert longest(shorter(ask), allowed, usage) == max(fitting, default=None)
        assert decision.left is not None
        assert decision.left >= 0


@given(ages=st.lists(st.integers(0, 3_000_000), max_size=20), amount=st.integers(1, 100))
def test_at_the_promised_instant_it_fits_and_not_before(ages: list[int], amount: int) -> None:
    uses = sorted((UsageEntry(NOW - timedelta(seconds=age), 5) for age in ages), key=lambda use: use.counts_at)

    def counting(at: datetime) -> int:
        return sum(use.amount for use in uses if use.counts_at > at - DAY.length)

    at = comes_back_at(uses, DAY, NOW, amount)
    if at is None:
        assert counting(NOW) < amount
    else:
        assert counting(NOW) - counting(at) >= amount
        assert counting(NOW) - counting(at - timedelta(microseconds=1)) < amount


def test_refusals_name_the_limit_what_is_left_and_when_it_comes_back() -> None:
    at = datetime(2026, 3, 2, 4, 0, 0, 500, tzinfo=UTC)
    stamp = int(at.timestamp()) + 1
    when = f"<t:{stamp}:R> (<t:{stamp}:f>)"
    uses = {
        (UsageKind.USER_SECONDS, DAY): [UsageEntry(at - timedelta(days=1), 20)],
        (UsageKind.SERVER, DAY): [UsageEntry(at - timedelta(days=1), 9 * USD)],
    }
    refusal = refuse(lasting(8, USD), limits(seconds={DAY: 20}), Usage(user=spent(15)), uses)
    sentence = str(RequestRefused(replace(refusal, offers=(offer(5, USD),))))
    assert sentence == (
        f"You have 5 of your 20 s left today. You'll have enough for this video {when}. "
        "A 5 s video would still fit now."
    )
    sentence = str(
        RequestRefused(
            refuse(QuotaRequest(5, 3 * USD), limits(server={DAY: 10 * USD}), Usage(server=spent(9 * USD)), uses)
        )
    )
    assert sentence == (
        "This server has $1.00 of its $10.00 budget left today, and this video costs about $3.00. "
        f"There'll be enough for this video {when}."
    )
    uses = {(UsageKind.USER_USD, DAY): [UsageEntry(at - timedelta(days=1), 9 * USD)]}
    spender = Usage(user_micros=spent(9 * USD))
    sentence = str(RequestRefused(refuse(FIVE, limits(user_usd={DAY: 10 * USD}), spender, uses)))
    assert sentence == (
        "You have $1.00 of your $10.00 left today, and this video costs about $3.00. "
        f"You'll have enough for this video {when}."
    )
    hopeless = refuse(FIVE, limits(user_usd={WEEK: USD}), Usage())
    assert "more than your whole limit of $1.00 ($1.00 left this week)" in str(RequestRefused(hopeless))
    hopeless = refuse(QuotaRequest(5, 3 * USD), limits(bot={MONTH: USD}), Usage())
    assert "more than the bot's whole budget of $1.00 ($1.00 left this month)" in str(RequestRefused(hopeless))
    assert "2 videos in progress at once" in str(RequestRefused(refuse(FIVE, limits(jobs=2), Usage(running=2))))
    assert relative_time(NOW) == f"<t:{int(NOW.timestamp())}:R>"


def test_every_reason_has_a_sentence() -> None:
    for reason in RefusalReason:
        for scope in (Scope.USER, Scope.SERVER, Scope.BOT):
            refusal = Refusal(reason=reason, scope=scope, window=DAY, limit=3, left=1, detail="why.", places=(5, 6))
            sentence = str(RequestRefused(refusal))
            assert sentence.endswith("."), sentence
            assert "None" not in sentence
            assert ".." not in sentence


def test_defaults_are_those_of_the_settings() -> None:
    resolved = resolve((), Defaults(), user_id=1, guild_id=2)
    assert {name: limit.value for name, limit in resolved.person.items()} == {
        Field.SECONDS_PER_DAY: 20,
        Field.SECONDS_PER_WEEK: None,
        Field.SECONDS_PER_MONTH: None,
        Field.USER_USD_PER_DAY: None,
        Field.USER_USD_PER_WEEK: None,
        Field.USER_USD_PER_MONTH: None,
        Field.JOBS_AT_ONCE: 2,
        Field.COOLDOWN_S: 10,
    }
    assert [resolved.server[window].value for window in Window] == [25 * USD, None, None]
    assert [resolved.bot[window].value for window in Window] == [50 * USD, None, 500 * USD]
    assert resolve((), Defaults(), user_id=1, guild_id=None).server == {}
    assert set(BUDGETS.values()).isdisjoint(resolved.person)
