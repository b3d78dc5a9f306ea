"""The usual choices of people, channels and servers. A person's own choices have the server NOWHERE."""

from sqlalchemy import Connection, and_, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.choices import NOWHERE, ChoiceField, Choices, UsualChoices, combine, list_subjects, parse_choices
from bot.domain.rules import Requester
from bot.storage.tables.rules import choices

_KEY = (choices.c.guild_id, choices.c.subject_id, choices.c.field)


def read_usual(connection: Connection, requester: Requester) -> UsualChoices:
    """Read the choices that apply to a person in a place."""
    is_wanted = and_(choices.c.guild_id == NOWHERE, choices.c.subject_id == requester.user_id)
    if requester.guild_id is not None:
        subjects = choices.c.subject_id.in_(list_subjects(requester))
        is_wanted = or_(is_wanted, and_(choices.c.guild_id == requester.guild_id, subjects))
    rows = connection.execute(select(choices).where(is_wanted))
    return combine((tuple(row) for row in rows), requester)


async def read_choices(connection: AsyncConnection, guild_id: int, subject_id: int) -> Choices:
    """Read what one person, channel or server has chosen."""
    query = select(choices.c.field, choices.c.value)
    query = query.where(choices.c.guild_id == guild_id, choices.c.subject_id == subject_id)
    return parse_choices({row.field: row.value for row in await connection.execute(query)})


async def list_choices(connection: AsyncConnection, guild_id: int) -> dict[int, Choices]:
    """Read what a server (subject NOWHERE) and its channels have chosen."""
    query = select(choices).where(choices.c.guild_id == guild_id).order_by(choices.c.subject_id)
    found: dict[int, dict[str, str]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.subject_id, {})[row.field] = row.value
    return {subject_id: parse_choices(values) for subject_id, values in found.items()}


async def set_choice(
    connection: AsyncConnection, guild_id: int, subject_id: int, field: ChoiceField, value: str | None
) -> None:
    """Store one choice; None removes it."""
    if value is None:
        key = (choices.c.guild_id == guild_id, choices.c.subject_id == subject_id, choices.c.field == field)
        await connection.execute(delete(choices).where(*key))
        return
    add = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = {"guild_id": guild_id, "subject_id": subject_id, "field": field.value, "value": value}
    statement = add(choices).values(row)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=_KEY, set_={"value": statement.excluded["value"]})
    )
