"""The table of small facts."""

from sqlalchemy import Column, String, Table, Text

from bot.storage.tables.columns import metadata

#: Small facts that survive a restart, such as the hash of the registered commands.
key_values = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
