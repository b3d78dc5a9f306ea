"""Queries on models out of service. Each takes a connection, so the caller decides what belongs into a transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.model_states import ModelState
from bot.storage.tables.jobs import model_states

_OUT = select(model_states.c.model).where(model_states.c.out_since.is_not(None))
_STATES = select(model_states).order_by(model_states.c.model)


def read_out(connection: Connection) -> frozenset[str]:
    """Read the slugs of the models that are out of service."""
    return frozenset(connection.execute(_OUT).scalars())


async def list_states(connection: AsyncConnection) -> list[ModelState]:
    """Read all models that have had a problem."""
    rows = await connection.execute(_STATES)
    return [ModelState(**row._mapping) for row in rows]  # noqa: SLF001 - the documented way to a row's names


async def count_refusal(connection: AsyncConnection, model: str) -> int:
    """Count a refusal of a field; returns how many there were in a row."""
    insert = _insert(connection).values(model=model, refusals=1)
    counted = insert.on_conflict_do_update(
        index_elements=[model_states.c.model], set_={"refusals": model_states.c.refusals + 1}
    )
    count: int = (await connection.execute(counted.returning(model_states.c.refusals))).scalar_one()
    return count


async def take_out(connection: AsyncConnection, model: str, *, at: datetime, look_at: datetime) -> None:
    """Take a model out of service; if it already is, both instants are set anew."""
    insert = _insert(connection).values(model=model, out_since=at, look_at=look_at)
    await connection.execute(
        insert.on_conflict_do_update(index_elements=[model_states.c.model], set_={"out_since": at, "look_at": look_at})
    )


async def postpone(connection: AsyncConnection, model: str, look_at: datetime) -> None:
    """Set another time for the next check of a model that is out of service."""
    await connection.execute(update(model_states).where(model_states.c.model == model).values(look_at=look_at))


async def put_back(connection: AsyncConnection, model: str) -> None:
    """Put a model back into service; its refusals stay counted until it accepts a request."""
    values = {"out_since": None, "look_at": None}
    await connection.execute(update(model_states).where(model_states.c.model == model).values(values))


async def forget(connection: AsyncConnection, model: str) -> None:
    """Clear a model's problems, because it has accepted a request."""
    await connection.execute(delete(model_states).where(model_states.c.model == model))


def _insert(connection: AsyncConnection) -> Any:
    """The insert of the connection's dialect; those of both can update instead."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(model_states)
