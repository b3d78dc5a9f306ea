"""The tables of deletions to come: of people's data, and of the settings of servers that the bot has left."""

from sqlalchemy import BigInteger, Column, Index, Table

from bot.storage.tables.columns import Instant, RowId, metadata

#: People whose data was deleted, until their id can also be removed from usage that counts towards limits.
erasures = Table(
    "erasures",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("user_id", BigInteger, nullable=False),
    #: What replaces their id: a random negative number, which no person has.
    Column("anonym_id", BigInteger, nullable=False, unique=True),
    Column("requested_at", Instant, nullable=False),
    #: The last entry of the ledger at that time; later ones aren't part of the deletion.
    Column("last_entry_id", BigInteger, nullable=False),
    Index("ix_erasures_user_id", "user_id"),
)

#: Servers that the bot has left, as long as their settings are kept.
departures = Table(
    "departures",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    #: When the bot noticed it.
    Column("left_at", Instant, nullable=False),
)
