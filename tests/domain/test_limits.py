"""Whose limit counts, which numbers make sense, and what grants are left."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import Entry, EntryKind, Grant, granted_now, remaining_grants
from bot.domain.limits import (
    WHOLE_BOT,
    Defaults,
    Field,
    InvalidLimit,
    Limit,
    Scope,
    StoredLimit,
    Window,
    budget_cap_micros,
    parse_limit,
    resolve,
)
from bot.domain.rules import Block, Pause, Requester, Rules, admit
from bot.domain.strikes import Strike, StrikeKind, struck_until, tally
from bot.domain.words import WordList

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HERE, ELSEWHERE, ME, USD = 2001, 2002, 1001, 1_000_000
DAY_S = Field.SECONDS_PER_DAY


def row(
    scope: Scope, value: int | None, *, subject_id: int = 0, guild_id: int = HERE, field: Field = DAY_S
) -> StoredLimit:
    return StoredLimit(guild_id=guild_id, scope=scope, subject_id=subject_id, field=field, value=value)


def seconds(*rows: StoredLimit, guild_id: int | None = HERE) -> Limit:
    return resolve(rows, Defaults(), user_id=ME, guild_id=guild_id, role_ids={7, 8}).person[DAY_S]


def test_the_more_particular_limit_counts() -> None:
    everybody = row(Scope.BOT, 30, guild_id=WHOLE_BOT)
    server, role, user = row(Scope.SERVER, 40), row(Scope.ROLE, 50, subject_id=7), row(Scope.USER, 1, subject_id=ME)
    everywhere = row(Scope.USER, 60, subject_id=ME, guild_id=WHOLE_BOT)
    rows = [user, everywhere, role, server, everybody]
    for expected in [
        Limit(1, Scope.USER),
        Limit(60, Scope.USER),
        Limit(50, Scope.ROLE),
        Limit(40, Scope.SERVER),
        Limit(30, Scope.BOT),
    ]:
        assert seconds(*rows) == seconds(*reversed(rows)) == expected
        rows.pop(0)
    assert seconds() == Limit(20)


def test_of_a_members_roles_the_most_generous_counts() -> None:
    roles = [row(Scope.ROLE, 10, subject_id=7), row(Scope.ROLE, 30, subject_id=8), row(Scope.ROLE, 99, subject_id=9)]
    assert seconds(*roles) == Limit(30, Scope.ROLE)
    assert seconds(roles[1], row(Scope.ROLE, None, subject_id=7)) == Limit(None, Scope.ROLE)
    waits = [row(Scope.ROLE, value, subject_id=role, field=Field.COOLDOWN_S) for value, role in ((5, 7), (60, 8))]
    assert resolve(waits, Defaults(), user_id=ME, guild_id=HERE, role_ids={7, 8}).person[Field.COOLDOWN_S].value == 5


def test_each_limit_is_resolved_by_itself_and_other_servers_and_people_do_not_matter() -> None:
    rows = [
        row(Scope.USER, 90, subject_id=ME, field=Field.SECONDS_PER_WEEK),
        row(Scope.SERVER, 40),
        row(Scope.USER, 1, subject_id=ME + 1),
        row(Scope.USER, 1, subject_id=ME, guild_id=ELSEWHERE),
        row(Scope.SERVER, 1, guild_id=ELSEWHERE),
    ]
    assert seconds(*rows) == Limit(40, Scope.SERVER)
    in_direct_messages = [row(Scope.USER, 33, subject_id=ME, guild_id=WHOLE_BOT), *rows]
    assert seconds(*in_direct_messages, guild_id=None) == Limit(33, Scope.USER)


def test_a_servers_budget_is_the_smaller_of_its_own_and_its_ceiling() -> None:
    def budget(*rows: StoredLimit) -> Limit:
        return resolve(rows, Defaults(), user_id=ME, guild_id=HERE).server[Window.DAY]

    own = row(Scope.SERVER, 10 * USD, field=Field.USD_PER_DAY)
    raised = row(Scope.CEILING, 100 * USD, field=Field.USD_PER_DAY)
    assert budget() == Limit(25 * USD)
    assert budget(own) == Limit(10 * USD, Scope.SERVER)
    assert budget(row(Scope.SERVER, 90 * USD, field=Field.USD_PER_DAY)) == Limit(25 * USD)
    assert budget(raised) == Limit(100 * USD, Scope.CEILING)
    assert budget(raised, own) == Limit(10 * USD, Scope.SERVER)
    assert budget(row(Scope.CEILING, None, field=Field.USD_PER_DAY)) == Limit(None, Scope.CEILING)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (DAY_S, "60", 60),
        (DAY_S, " 60 s ", 60),
        (DAY_S, "Unlimited", None),
        (DAY_S, "no  limit", None),
        (Field.COOLDOWN_S, "none", 0),
        (Field.COOLDOWN_S, "0", 0),
        (Field.JOBS_AT_ONCE, "100", 100),
        (Field.USD_PER_DAY, "$12.50", 12_500_000),
        (Field.USD_PER_DAY, "25 USD", 25_000_000),
        (Field.USD_PER_DAY, ".01", 10_000),
        (Field.USD_PER_MONTH, "1000000", 10**12),
    ],
)
def test_what_people_type_is_read(field: Field, text: str, value: int | None) -> None:
    assert parse_limit(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        (DAY_S, "-5", "negative"),
        (DAY_S, "0", "block"),
        (DAY_S, "1000001", "limit here is 1,000,000"),
        (DAY_S, "9" * 20, "too much"),
        (DAY_S, "9" * 5000, "isn't a whole number"),
        (DAY_S, "5.5", "isn't a whole number"),
        (DAY_S, "", "isn't a whole number"),
        (DAY_S, "1e9", "isn't a whole number"),
        (DAY_S, "--5", "isn't a whole number"),
        (Field.JOBS_AT_ONCE, "101", "limit here is 100"),
        (Field.COOLDOWN_S, "-1", "negative"),
        (Field.USD_PER_DAY, "-1", "negative"),
        (Field.USD_PER_DAY, "-0.000001", "negative"),
        (Field.USD_PER_DAY, "0", "block"),
        (Field.USD_PER_DAY, "0.0000001", "isn't an amount"),
        (Field.USD_PER_DAY, "1000000.01", "limit here is $1,000,000.00"),
        (Field.USD_PER_DAY, "NaN", "isn't an amount"),
        (Field.USD_PER_DAY, "Infinity", "isn't an amount"),
        (Field.USD_PER_DAY, "1e400", "isn't an amount"),
        (Field.USD_PER_DAY, "9" * 400, "isn't an amount"),
        (Field.USD_PER_DAY, "25 €", "isn't an amount"),
        (Field.USD_PER_DAY, "٢٥", "isn't an amount"),
    ],
)
def test_nonsense_gets_a_sentence(field: Field, text: str, sentence: str) -> None:
    with pytest.raises(InvalidLimit, match=re.escape(sentence)) as caught:
        parse_limit(field, text)
    assert len(str(caught.value)) < 200


@given(st.sampled_from(Field), st.text(max_size=30))
def test_whatever_is_typed_gives_a_sensible_number_or_a_sentence(field: Field, text: str) -> None:
    try:
        value = parse_limit(field, text)
    except InvalidLimit:
        return
    assert value is None or 0 <= value <= 10**12


def test_budgets_of_other_windows_cap_a_window() -> None:
    budgets = {Window.DAY: Limit(25 * USD), Window.WEEK: Limit(None), Window.MONTH: Limit(500 * USD)}
    assert [budget_cap_micros(window, budgets) for window in Window] == [25 * USD, 175 * USD, 500 * USD]
    assert budget_cap_micros(Window.DAY, {Window.MONTH: Limit(10 * USD)}) == 10 * USD
    assert budget_cap_micros(Window.MONTH, {Window.WEEK: Limit(10 * USD)}) == 50 * USD
    assert budget_cap_micros(Window.DAY, {}) is None


# --- grants ---


def grant(entry_id: int, given: int, *, guild_id: int | None = HERE, hours: float | None = None) -> Entry:
    expires_at = None if hours is None else NOW + timedelta(hours=hours)
    return entry(entry_id, EntryKind.GRANT, -given, guild_id=guild_id, expires_at=expires_at)


def entry(
    entry_id: int,
    kind: EntryKind,
    granted: int,
    *,
    job_id: str | None = None,
    guild_id: int | None = HERE,
    hours: float = 0,
    expires_at: datetime | None = None,
) -> Entry:
    at = NOW + timedelta(hours=hours)
    return Entry(
        id=entry_id,
        job_id=job_id,
        kind=kind,
        user_id=ME,
        guild_id=guild_id,
        seconds=0,
        granted_seconds=granted,
        recorded_at=at,
        counts_at=at,
        expires_at=expires_at,
    )


def left(*entries: Entry) -> dict[int, int]:
    return {grant.id: grant.seconds for grant in remaining_grants(entries)}


def test_grants_that_expire_first_are_used_first() -> None:
    grants = [grant(1, 10), grant(2, 10, hours=48), grant(3, 10, hours=24)]
    assert left(*grants, entry(4, EntryKind.RESERVE, 8, job_id="a")) == {3: 2, 2: 10, 1: 10}
    assert left(*grants, entry(4, EntryKind.RESERVE, 25, job_id="a")) == {3: 0, 2: 0, 1: 5}


def test_a_grant_is_good_in_its_server_until_it_expires_and_a_general_one_everywhere() -> None:
    entries = [grant(1, 10, hours=24), grant(2, 7, guild_id=None), grant(3, 5, guild_id=ELSEWHERE)]
    grants = remaining_grants(entries)
    assert granted_now(grants, HERE, NOW) == 17
    assert granted_now(grants, ELSEWHERE, NOW) == 12
    assert granted_now(grants, None, NOW) == 7
    assert granted_now(grants, HERE, NOW + timedelta(hours=24)) == 7
    late = entry(4, EntryKind.RESERVE, 5, job_id="a", hours=25)
    assert left(*entries, late) == {1: 10, 2: 2, 3: 5}


def test_what_a_job_gives_back_was_never_drawn() -> None:
    grants = [grant(1, 10, hours=24), grant(2, 10)]
    drawn = [entry(3, EntryKind.RESERVE, 8, job_id="a"), entry(4, EntryKind.RESERVE, 8, job_id="b", hours=1)]
    assert left(*grants, *drawn) == {1: 0, 2: 4}
    refund = entry(5, EntryKind.REFUND, -8, job_id="a", hours=30)
    assert left(*grants, *drawn, refund) == {1: 2, 2: 10}


def test_drawing_more_than_was_granted_is_found() -> None:
    with pytest.raises(ValueError, match="3 s more"):
        remaining_grants([grant(1, 5), entry(2, EntryKind.RESERVE, 8, job_id="a")])
    with pytest.raises(ValueError, match="8 s more"):
        remaining_grants([entry(1, EntryKind.RESERVE, 8, job_id="a"), grant(2, 50)])


grant_events = st.lists(
    st.tuples(
        st.sampled_from(["grant", "draw", "refund"]), st.integers(1, 9), st.sampled_from([HERE, ELSEWHERE, None])
    ),
    max_size=25,
)


@given(grant_events, st.lists(st.none() | st.integers(0, 30), min_size=25, max_size=25))
def test_what_was_let_in_can_always_be_accounted_for(
    events: list[tuple[str, int, int | None]], ends: list[int | None]
) -> None:
    """Whatever is refunded later, no draw that was covered when it was made is uncovered afterwards."""
    entries: list[Entry] = []
    drawn: list[tuple[int, Entry]] = []
    for hour, (what, amount, guild_id) in enumerate(events):
        at = NOW + timedelta(hours=hour)
        before = remaining_grants(entries)
        if what == "grant":
            end = ends[hour]
            expires_at = None if end is None else at + timedelta(hours=end, minutes=1)
            entries.append(
                entry(hour + 1, EntryKind.GRANT, -amount, guild_id=guild_id, hours=hour, expires_at=expires_at)
            )
        elif what == "draw":
            part = min(amount, granted_now(before, guild_id, at))
            if part:
                entries.append(
                    entry(hour + 1, EntryKind.RESERVE, part, job_id=str(hour), guild_id=guild_id, hours=hour)
                )
                drawn.append((part, entries[-1]))
        elif drawn:
            part, reserve = drawn.pop(amount % len(drawn))
            entries.append(
                entry(hour + 1, EntryKind.REFUND, -part, job_id=reserve.job_id, guild_id=guild_id, hours=hour)
            )
        after: list[Grant] = remaining_grants(entries)
        assert all(one.seconds >= 0 for one in after)
        given_out = -sum(one.granted_seconds for one in entries if one.kind is EntryKind.GRANT)
        assert sum(one.seconds for one in after) == given_out - sum(part for part, _ in drawn)


# --- who may ask ---

ASKER = Requester(user_id=ME, guild_id=HERE, channel_id=3001, parent_channel_id=3000, role_ids=frozenset({7}))


def why(**rules: object) -> str | None:
    refusal = admit(Rules(**rules), ASKER, "a red panda", NOW)  # type: ignore[arg-type]  # each test names its own
    return None if refusal is None else f"{refusal.reason} by {refusal.scope}"


def test_who_may_ask_where_and_for_what() -> None:
    def block(guild_id: int, hours: float | None) -> Block:
        until_at = None if hours is None else NOW + timedelta(hours=hours)
        return Block(guild_id=guild_id, user_id=ME, reason="", until_at=until_at)

    assert why() is None
    assert why(pauses=[Pause(guild_id=HERE, reason="")]) == "paused by server"
    assert why(pauses=[Pause(guild_id=HERE, reason=""), Pause(guild_id=WHOLE_BOT, reason="")]) == "paused by bot"
    assert why(blocks=[block(HERE, None)]) == "blocked by server"
    assert why(blocks=[block(HERE, 1), block(WHOLE_BOT, 2)]) == "blocked by bot"
    assert why(blocks=[block(HERE, None), block(WHOLE_BOT, 2)]) == "blocked by server"
    assert why(blocks=[block(HERE, 0)]) is None
    assert why(channel_ids=frozenset({1})) == "channel by server"
    assert why(channel_ids=frozenset({1, 3001})) is None
    assert why(channel_ids=frozenset({3000})) is None
    assert why(role_ids=frozenset({8})) == "role by server"
    assert why(role_ids=frozenset({7, 8})) is None
    assert why(words=[WordList(("x",)), WordList(("Panda",))]) == "words by server"


@pytest.mark.parametrize("per_day", [1, 2, 3, 5, 6, 100])
def test_fewer_strikes_than_the_limit_never_pause(per_day: int) -> None:
    struck = [NOW - timedelta(minutes=number) for number in range(per_day, 0, -1)]
    for fewer in range(per_day):
        assert struck_until(struck[:fewer], per_day, NOW) is None
    assert struck_until(struck, per_day, NOW) == struck[-1] + timedelta(days=1)


def test_three_strikes_within_a_day_pause_for_a_day() -> None:
    def ago(*hours: float) -> list[datetime]:
        return [NOW - timedelta(hours=hour) for hour in hours]

    assert struck_until(ago(3, 2), 3, NOW) is None
    assert struck_until(ago(3, 2, 1), 3, NOW) == NOW + timedelta(hours=23)
    assert struck_until(ago(24, 2, 1), 3, NOW) == NOW + timedelta(hours=23)
    assert struck_until(ago(25, 2, 1), 3, NOW) is None
    assert struck_until(ago(30, 23, 20), 3, NOW) == NOW + timedelta(hours=4)
    assert struck_until(ago(26, 25, 24), 3, NOW) is None
    assert struck_until(ago(5, 4, 3, 1), 3, NOW) == NOW + timedelta(hours=23)
    assert struck_until(ago(3, 2, 1), 0, NOW) is None
    assert struck_until(ago(1), 1, NOW) == NOW + timedelta(hours=23)
    assert struck_until([], 1, NOW) is None
    strikes = [Strike(StrikeKind.BLOCK, at) for at in ago(25, 24, 23, 1)]
    assert tally(strikes, StrikeKind.BLOCK, 3, NOW).count == 2
    assert tally(strikes, StrikeKind.FAILURE, 3, NOW).count == 0
