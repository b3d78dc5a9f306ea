"""Queries on calls to the language model, with their entries in the ledger.

Every write that books something must be in a transaction that holds the lock for money.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, text, update

from bot.domain.improvements import UNDER_WAY, Improvement, ImprovementState, Problem, end_call, reserve_call
from bot.storage.money import ledger
from bot.storage.money import window_totals as totals
from bot.storage.tables.money import IS_UNDER_WAY, improvements

#: How many texts are forgotten in one transaction.
_CHUNK = 500


def insert_call(connection: Connection, improvement: Improvement, totals_by_kind: totals.WindowTotals) -> None:
    """Store a call and reserve its cost. The caller holds the lock and has read the totals in this transaction."""
    connection.execute(insert(improvements), _to_row(improvement))
    ledger.write_reserve(connection, reserve_call(improvement), totals_by_kind, improvement.created_at)


def find_by_key(connection: Connection, request_key: str) -> Improvement | None:
    """Find the call that an interaction asked for."""
    query = select(improvements).where(improvements.c.request_key == request_key)
    row = connection.execute(query).one_or_none()
    return None if row is None else _from_row(row)


def read_call(connection: Connection, improvement_id: str) -> Improvement | None:
    """Read one call; None if there is none."""
    row = connection.execute(select(improvements).where(improvements.c.id == improvement_id)).one_or_none()
    return None if row is None else _from_row(row)


_UNDER_WAY = select(improvements).where(text(IS_UNDER_WAY)).order_by(improvements.c.created_at, improvements.c.id)


def list_under_way(connection: Connection) -> list[Improvement]:
    """Read all calls that aren't over, oldest first."""
    return [_from_row(row) for row in connection.execute(_UNDER_WAY)]


def estimate(connection: Connection, improvement: Improvement) -> Improvement:
    """Set what to reserve for a call: the expected cost, or that of the model's latest call if it is higher."""
    query = select(improvements.c.cost_micros).where(
        improvements.c.model == improvement.model, improvements.c.cost_micros.is_not(None)
    )
    latest = connection.execute(query.order_by(improvements.c.created_at.desc()).limit(1)).scalar_one_or_none()
    return replace(improvement, estimate_micros=max(improvement.estimate_micros, latest or 0))


def count_recent(connection: Connection, user_id: int, since: datetime) -> tuple[int, datetime | None]:
    """Count the calls that a person has asked for since then; also returns when the first one was."""
    query = select(func.count(), func.min(improvements.c.created_at))
    query = query.where(improvements.c.user_id == user_id, improvements.c.created_at > since)
    count, first_at = connection.execute(query).one()
    return count, first_at


def claim(connection: Connection, improvement: Improvement) -> bool:
    """Record that a call is about to be sent; returns False if it isn't waiting any more."""
    return _move(connection, improvement, ImprovementState.ASKED, state=ImprovementState.SENDING)


def finish(
    connection: Connection,
    improvement: Improvement,
    *,
    at: datetime,
    improved: str | None = None,
    problem: Problem | None = None,
    cost_micros: int | None = None,
    cost_said: str | None = None,
) -> bool:
    """End a call and book its cost; returns False if it isn't in the state of `improvement` any more.

    Without a cost, the reservation stays booked, unless the problem means that nothing was paid.
    """
    ledger.lock(connection)
    ended = replace(
        improvement,
        state=ImprovementState.DONE if problem is None else ImprovementState.USELESS,
        improved=improved,
        problem=problem,
        cost_micros=cost_micros,
        cost_said=cost_said,
    )
    changes = {"improved": improved, "problem": problem, "cost_micros": cost_micros, "cost_said": cost_said}
    if not _move(connection, improvement, improvement.state, state=ended.state, **changes):
        return False
    ledger.append(connection, end_call(ended, at))
    return True


def doubt_waiting(connection: Connection) -> None:
    """Treat all waiting calls as sent, so that none is sent again; their reservations stay booked."""
    waiting = improvements.c.state == ImprovementState.ASKED
    connection.execute(update(improvements).where(waiting).values(state=ImprovementState.SENDING))


def forget_texts(connection: Connection, before: datetime) -> int:
    """Clear the texts of some old calls that are over; returns how many there were, 0 once none is left."""
    old = (
        select(improvements.c.id)
        .where(improvements.c.created_at < before, improvements.c.prompt != "", improvements.c.state.not_in(UNDER_WAY))
        .limit(_CHUNK)
    )
    query = update(improvements).where(improvements.c.id.in_(old))
    return connection.execute(query.values(prompt="", improved=None, order="{}")).rowcount


def _move(connection: Connection, improvement: Improvement, expected: ImprovementState, **changes: Any) -> bool:
    query = update(improvements).where(improvements.c.id == improvement.id, improvements.c.state == expected)
    return connection.execute(query.values(**changes)).rowcount == 1


def _to_row(improvement: Improvement) -> dict[str, Any]:
    return {column.name: getattr(improvement, column.name) for column in improvements.c}


def _from_row(row: Row[Any]) -> Improvement:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's names
    problem = values["problem"]
    return Improvement(
        **values
        | {
            "state": ImprovementState(values["state"]),
            "problem": None if problem is None else Problem(problem),
        }
    )
