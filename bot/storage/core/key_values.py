"""Small facts that survive a restart, such as the hash of the registered commands."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.key_values import key_values

_BY_NAME = select(key_values.c.value).where(key_values.c.name == bindparam("name"))


async def get_fact(connection: AsyncConnection, name: str) -> str | None:
    """Read a fact; None if it was never set."""
    return (await connection.execute(_BY_NAME, {"name": name})).scalar_one_or_none()


async def set_fact(connection: AsyncConnection, name: str, value: str) -> bool:
    """Write a fact, replacing the previous value; returns whether it changed, to one of several callers at once."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    fact = insert(key_values).values(name=name, value=value)
    # In one statement, since another process may set the same fact at the same time.
    written = await connection.execute(
        fact.on_conflict_do_update(
            index_elements=["name"], set_={"value": value}, where=key_values.c.value != fact.excluded.value
        )
    )
    return written.rowcount > 0
