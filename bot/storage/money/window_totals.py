"""The totals of the rolling windows: the usage of each person (seconds and money), each server and the bot.

They are derived from the ledger, and save summing it up for each request. Each total stores the instant from which it
counts. Moving it to the present only subtracts what has left the window since, so a request reads few rows, however
long the ledger is. `bot.storage.money.ledger_audit` checks the totals against the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, TextClause, text

from bot.domain.ledger import Entry
from bot.domain.limits import WHOLE_BOT, Window
from bot.domain.quota import NOTHING, Spent, UsageEntry, UsageKind
from bot.storage.core.sql_timestamps import from_micros, to_micros

#: How many instants are read at once when looking for room, and at most how many times; nobody waits longer anyway.
_USES_PAGE = 200
_USES_PAGES = 5
_LENGTHS = {window: window.length // timedelta(microseconds=1) for window in Window}


@dataclass(frozen=True, slots=True)
class Totals:
    """The usage in each window, and the instant from which each total counts."""

    spent: Spent
    #: In microseconds since 1970, as in the database.
    starts: Mapping[Window, int]


#: The totals of the bot, of a person and, outside direct messages, of a server.
WindowTotals = Mapping[UsageKind, Totals]


def _select_totals(kind: UsageKind, amount: str, owner: str, subject: str) -> str:
    # Subtract what has left the window since, and add back what is in it again because the clock was set back.
    between = f"(SELECT CAST(sum(l.{amount}) AS BIGINT) FROM ledger l WHERE {owner} l.counts_at > "  # noqa: S608 - constants
    totals = ", ".join(
        f"t.{window} - coalesce({between} t.{window}_from AND l.counts_at <= :{window}_start), 0)"
        f" + coalesce({between} :{window}_start AND l.counts_at <= t.{window}_from), 0) AS {window}, t.{window}_from"
        for window in Window
    )
    return (
        f"SELECT '{kind}' AS tag, CAST(NULL AS TEXT) AS label, CAST(NULL AS TEXT) AS note, {totals} "  # noqa: S608 - constants
        f"FROM window_totals t WHERE t.scope = '{kind}' AND t.subject_id = {subject}"
    )


#: One row for each existing kind of usage: its name, two empty texts, and three pairs of total and start.
TOTALS_SQL = " UNION ALL ".join(
    (
        _select_totals(UsageKind.BOT, "micros", "", str(WHOLE_BOT)),
        _select_totals(UsageKind.SERVER, "micros", "l.guild_id = :guild AND", ":guild"),
        _select_totals(UsageKind.USER_SECONDS, "seconds", "l.user_id = :user AND", ":user"),
        _select_totals(UsageKind.USER_USD, "micros", "l.user_id = :user AND", ":user"),
    )
)


def totals_values(user_id: int, guild_id: int | None, now: datetime) -> dict[str, int | str | None]:
    """The parameters of TOTALS_SQL."""
    now_micros = to_micros(now)
    starts = {f"{window}_start": now_micros - length for window, length in _LENGTHS.items()}
    return {"user": user_id, "guild": WHOLE_BOT if guild_id is None else guild_id, **starts}


def parse_totals(rows: Iterable[Sequence[Any]], guild_id: int | None, now: datetime) -> WindowTotals:
    """Parse the rows of TOTALS_SQL; a missing kind has used nothing."""
    totals_by_kind: dict[UsageKind, Totals] = {}
    for kind, _, _, day, day_from, week, week_from, month, month_from in rows:
        totals_by_kind[UsageKind(kind)] = Totals(
            {Window.DAY: day, Window.WEEK: week, Window.MONTH: month},
            {Window.DAY: day_from, Window.WEEK: week_from, Window.MONTH: month_from},
        )
    for kind in UsageKind:
        if kind not in totals_by_kind and not (kind is UsageKind.SERVER and guild_id is None):
            now_micros = to_micros(now)
            starts = {window: now_micros - length for window, length in _LENGTHS.items()}
            totals_by_kind[kind] = Totals(NOTHING, starts)
    return totals_by_kind


def read_totals(connection: Connection, user_id: int, guild_id: int | None, now: datetime) -> WindowTotals:
    """Read the totals of a person, their server and the bot."""
    rows = connection.execute(_TOTALS, totals_values(user_id, guild_id, now))
    return parse_totals([tuple(row) for row in rows], guild_id, now)


_TOTALS = text(TOTALS_SQL)


def move_totals(connection: Connection, totals_by_kind: WindowTotals, reserve: Entry, now: datetime) -> None:
    """Move all totals to the present and add a new reserve. The totals must have been read in the same transaction."""
    values: dict[str, int | str | None] = {"user": reserve.user_id, "guild": reserve.guild_id}
    now_micros = to_micros(now)
    for kind, window, length_micros, total, start in _PLACES:
        if kind in totals_by_kind:
            amount = reserve.seconds if kind is UsageKind.USER_SECONDS else reserve.micros
            values[total] = totals_by_kind[kind].spent[window] + amount
            values[start] = now_micros - length_micros
    connection.execute(_REPLACE_IN_SERVER if UsageKind.SERVER in totals_by_kind else _REPLACE, values)


#: The position of each total among the parameters of the statements below.
_PLACES = tuple(
    (kind, window, _LENGTHS[window], f"{kind}_{window}", f"{kind}_{window}_from")
    for kind in UsageKind
    for window in Window
)


def _replace(subjects: Mapping[UsageKind, str]) -> TextClause:
    names = [f"{window}{suffix}" for window in Window for suffix in ("", "_from")]
    rows = ", ".join(
        f"('{kind}', {subject}, {', '.join(f':{kind}_{name}' for name in names)})" for kind, subject in subjects.items()
    )
    return text(
        f"INSERT INTO window_totals (scope, subject_id, {', '.join(names)}) VALUES {rows} "  # noqa: S608 - constants
        f"ON CONFLICT (scope, subject_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"
    )


_EVERYWHERE = {UsageKind.BOT: str(WHOLE_BOT), UsageKind.USER_SECONDS: ":user", UsageKind.USER_USD: ":user"}
_REPLACE = _replace(_EVERYWHERE)
_REPLACE_IN_SERVER = _replace({**_EVERYWHERE, UsageKind.SERVER: ":guild"})


def add_to_totals(connection: Connection, entry: Entry) -> None:
    """Add a later entry of a job to the windows that still contain its instant."""
    values = {
        "seconds": entry.seconds,
        "micros": entry.micros,
        "at": to_micros(entry.counts_at),
        "user": entry.user_id,
        "guild": WHOLE_BOT if entry.guild_id is None else entry.guild_id,
    }
    connection.execute(_ADD, values)


_ADD = text(
    "UPDATE window_totals SET "  # noqa: S608 - constants
    + ", ".join(
        f"{window} = {window} + CASE WHEN {window}_from >= :at THEN 0 "
        f"WHEN scope = '{UsageKind.USER_SECONDS}' THEN CAST(:seconds AS BIGINT) ELSE CAST(:micros AS BIGINT) END"
        for window in Window
    )
    + f" WHERE (scope = '{UsageKind.BOT}' AND subject_id = {WHOLE_BOT})"
    f" OR (scope = '{UsageKind.SERVER}' AND subject_id = :guild)"
    f" OR (scope IN ('{UsageKind.USER_SECONDS}', '{UsageKind.USER_USD}') AND subject_id = :user)"
)


def recompute_totals(connection: Connection, user_id: int, now: datetime) -> None:
    """Sum up a person's totals again, after their entries were given to someone else or came from someone else."""
    starts = {f"{window}_start": to_micros(now) - length for window, length in _LENGTHS.items()}
    for kind, statement in _RECOMPUTE.items():
        connection.execute(_FORGET, {"kind": kind, "user": user_id})
        connection.execute(statement, {"user": user_id, **starts})


_FORGET = text("DELETE FROM window_totals WHERE scope = :kind AND subject_id = :user")
_RECOMPUTE = {
    kind: text(
        "INSERT INTO window_totals SELECT "  # noqa: S608 - constants
        + ", ".join(
            (
                f"'{kind}', user_id",
                *(
                    f"CAST(sum(CASE WHEN counts_at > :{window}_start THEN {amount} ELSE 0 END) AS BIGINT), "
                    f"CAST(:{window}_start AS BIGINT)"
                    for window in Window
                ),
            )
        )
        + " FROM ledger WHERE user_id = :user GROUP BY user_id "
        "HAVING sum(CASE WHEN kind <> 'grant' THEN 1 ELSE 0 END) > 0"
    )
    for kind, amount in ((UsageKind.USER_SECONDS, "seconds"), (UsageKind.USER_USD, "micros"))
}


def read_uses(
    connection: Connection, kind: UsageKind, subject_id: int, window: Window, now: datetime, amount: int
) -> list[UsageEntry]:
    """Read the usage in a window, oldest first, until it makes enough room for an amount, or for a few pages."""
    uses: list[UsageEntry] = []
    start = to_micros(now - window.length)
    for _ in range(_USES_PAGES):
        values = {"subject": subject_id, "start": start, "page": _USES_PAGE}
        rows = connection.execute(_USES[kind], values).all()
        uses += [UsageEntry(from_micros(counts_at), used) for counts_at, used in rows]
        amount -= sum(used for _, used in rows)
        if amount <= 0 or len(rows) < _USES_PAGE:
            break
        start = rows[-1][0]
    return uses


_USES = {
    kind: text(
        f"SELECT counts_at, CAST(sum({amount}) AS BIGINT) FROM ledger WHERE {owner} AND counts_at > :start "  # noqa: S608 - constants
        f"GROUP BY counts_at HAVING sum({amount}) > 0 ORDER BY counts_at LIMIT :page"
    )
    for kind, amount, owner in (
        (UsageKind.BOT, "micros", f":subject = {WHOLE_BOT}"),
        (UsageKind.SERVER, "micros", "guild_id = :subject"),
        (UsageKind.USER_SECONDS, "seconds", "user_id = :subject"),
        (UsageKind.USER_USD, "micros", "user_id = :subject"),
    )
}
