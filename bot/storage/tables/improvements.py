"""The table of calls to the language model that improves prompts."""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text, text

from bot.storage.tables.columns import Instant, metadata

#: Their texts are forgotten after a day, what they cost never.
improvements = Table(
    "improvements",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    #: The interaction that asked for it.
    Column("request_key", String(40), nullable=False),
    Column("model", String(64), nullable=False),
    Column("prompt", Text, nullable=False),
    Column("has_picture", Boolean, nullable=False),
    #: What is to be ordered with the text, as JSON.
    Column("order", Text, nullable=False),
    Column("improved", Text),
    Column("problem", String(16)),
    Column("estimate_micros", BigInteger, nullable=False),
    Column("cost_micros", BigInteger),
    #: The cost that Segmind reported, word for word; the booked cost may differ.
    Column("cost_said", String(100)),
    Column("created_at", Instant, nullable=False),
    Index("ix_improvements_user_id", "user_id", "created_at"),
    Index("ix_improvements_created_at", "created_at"),
    Index("ix_improvements_request_key", "request_key", unique=True),
)

#: What the worker looks for.
IS_UNDER_WAY = "state IN ('asked', 'sending')"
Index(
    "ix_improvements_under_way",
    improvements.c.created_at,
    sqlite_where=text(IS_UNDER_WAY),
    postgresql_where=text(IS_UNDER_WAY),
)
