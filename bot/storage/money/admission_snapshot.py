"""The one query that reads all that decides about a request: usage, and every limit and rule that could apply."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from bot.domain.ledger import Entry, EntryKind, Grant, remaining_grants
from bot.domain.limits import Field, Scope, StoredLimit
from bot.domain.model_rules import ModelRule
from bot.domain.quota import UsageKind
from bot.domain.rules import Block, Pause, PlaceKind
from bot.domain.strikes import STRIKE_WINDOW, Strike, StrikeKind
from bot.domain.words import WordList
from bot.storage.core.sql_timestamps import from_micros, to_micros
from bot.storage.money.window_totals import TOTALS_SQL, WindowTotals, parse_totals, totals_values
from bot.storage.rules.model_rules import parse_rule
from bot.storage.rules.rules import parse_words
from bot.storage.tables.jobs import IS_PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionSnapshot:
    """Everything that decides about one person's request in one place."""

    totals_by_kind: WindowTotals
    limits: Sequence[StoredLimit]
    pauses: Sequence[Pause]
    blocks: Sequence[Block]
    #: The allowed channels and roles; empty means all.
    channel_ids: frozenset[int]
    role_ids: frozenset[int]
    words: Sequence[WordList]
    #: The rules about models of the server, its channels and its roles.
    model_rules: Sequence[ModelRule]
    #: The usual choices of the person, the server and its channels, as server, subject, field and value.
    choices: Sequence[tuple[int, int, str, str]]
    #: Those that still matter, oldest first.
    strikes: Sequence[Strike]
    #: What is left of the person's grants; those that expire first come first.
    grants: Sequence[Grant]
    #: The person's number of pending jobs (a film counts as one), and when their last job was accepted.
    running: int
    last_at: datetime | None
    #: How many were accepted together with it.
    last_count: int


def _select(tag: str, source: str, *, label: str = "NULL", note: str = "NULL", numbers: Sequence[str] = ()) -> str:
    columns = ", ".join((label, note, *numbers, *["NULL"] * (6 - len(numbers))))
    return f" UNION ALL SELECT '{tag}', {columns} {source}"


def _select_limits(where: str) -> str:
    numbers = ("guild_id", "subject_id", "value")
    return _select("limit", f"FROM limits WHERE {where}", label="scope", note="field", numbers=numbers)


#: A film's scenes are made one at a time, so the film counts as one job until it is over.
_RUNNING = (
    "(SELECT count(DISTINCT CASE WHEN is_scene THEN group_id ELSE id END) FROM jobs "  # noqa: S608 - constants
    f"WHERE user_id = :user AND {IS_PENDING})"
)
_LAST = (
    "(SELECT counts_at FROM ledger WHERE user_id = :user AND kind = 'reserve' AND job_id IS NOT NULL "
    "ORDER BY counts_at DESC LIMIT 1)"
)
_LAST_COUNT = (
    "(SELECT count(*) FROM ledger WHERE user_id = :user AND kind = 'reserve' AND job_id IS NOT NULL "  # noqa: S608 - constants
    f"AND counts_at = {_LAST})"
)
_SNAPSHOT = text(
    TOTALS_SQL
    + _select_limits("guild_id = 0 AND scope = 'bot'")
    + _select_limits("guild_id = :guild AND scope IN ('ceiling', 'server', 'role')")
    + _select_limits("guild_id IN (0, :guild) AND scope = 'user' AND subject_id = :user")
    + _select("pause", "FROM pauses WHERE guild_id IN (0, :guild)", label="reason", numbers=("guild_id",))
    + _select(
        "block",
        "FROM blocks WHERE guild_id IN (0, :guild) AND user_id = :user",
        label="reason",
        numbers=("guild_id", "until_at"),
    )
    + _select("place", "FROM places WHERE guild_id = :guild", label="kind", numbers=("subject_id",))
    + _select(
        "models", "FROM model_rules WHERE guild_id = :guild", label="scope", note="models", numbers=("subject_id",)
    )
    + _select(
        "choice",
        "FROM choices WHERE (guild_id = 0 AND subject_id = :user) OR (guild_id = :guild AND guild_id <> 0)",
        label="field",
        note="value",
        numbers=("guild_id", "subject_id"),
    )
    + _select("words", "FROM word_lists WHERE guild_id IN (0, :guild)", label="words")
    + _select("strike", "FROM strikes WHERE user_id = :user AND at > :strikes_start", label="kind", numbers=("at",))
    + _select(
        "granted",
        "FROM ledger WHERE user_id = :user AND granted_seconds <> 0",
        label="kind",
        note="job_id",
        numbers=("id", "granted_seconds", "counts_at", "expires_at", "guild_id"),
    )
    + _select("jobs", "", numbers=(_RUNNING, _LAST, _LAST_COUNT))
)


def read_snapshot(connection: Connection, user_id: int, guild_id: int | None, now: datetime) -> AdmissionSnapshot:
    """Read what decides about this person's request in a server or (None) in direct messages."""
    values = totals_values(user_id, guild_id, now) | {"strikes_start": to_micros(now - 2 * STRIKE_WINDOW)}
    found: dict[str, list[Sequence[Any]]] = {}
    for row in connection.execute(_SNAPSHOT, values):
        found.setdefault(row[0], []).append(row)
    totals = [row for kind in UsageKind for row in found.get(kind, ())]
    places = found.get("place", ())
    strikes = found.get("strike", ())
    (running,) = found["jobs"]
    return AdmissionSnapshot(
        totals_by_kind=parse_totals(totals, guild_id, now),
        limits=[_parse_limit(row) for row in found.get("limit", ())],
        pauses=[Pause(guild_id=row[3], reason=row[1]) for row in found.get("pause", ())],
        blocks=[_parse_block(row, user_id) for row in found.get("block", ())],
        channel_ids=frozenset(row[3] for row in places if row[1] == PlaceKind.CHANNEL),
        role_ids=frozenset(row[3] for row in places if row[1] == PlaceKind.ROLE),
        words=[parse_words(row[1]) for row in found.get("words", ())],
        model_rules=[parse_rule(row[1], row[3], row[2]) for row in found.get("models", ())],
        choices=[(row[3], row[4], row[1], row[2]) for row in found.get("choice", ())],
        strikes=[Strike(StrikeKind(row[1]), from_micros(row[3])) for row in sorted(strikes, key=lambda row: row[3])],
        grants=_parse_grants(found.get("granted", ()), user_id),
        running=running[3],
        last_at=from_micros(running[4]),
        last_count=running[5],
    )


def _parse_limit(row: Sequence[Any]) -> StoredLimit:
    _, scope, name, guild_id, subject_id, value, *_ = row
    return StoredLimit(guild_id=guild_id, scope=Scope(scope), subject_id=subject_id, field=Field(name), value=value)


def _parse_block(row: Sequence[Any], user_id: int) -> Block:
    _, reason, _, guild_id, until_at, *_ = row
    return Block(guild_id=guild_id, user_id=user_id, reason=reason, until_at=from_micros(until_at))


def _parse_grants(rows: Iterable[Sequence[Any]], user_id: int) -> list[Grant]:
    entries = [
        Entry(
            id=row[3],
            job_id=row[2],
            kind=EntryKind(row[1]),
            user_id=user_id,
            guild_id=row[7],
            seconds=0,
            granted_seconds=row[4],
            recorded_at=from_micros(row[5]),
            counts_at=from_micros(row[5]),
            expires_at=from_micros(row[6]),
        )
        for row in rows
    ]
    return remaining_grants(entries)
