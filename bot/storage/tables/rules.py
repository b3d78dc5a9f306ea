"""The tables of limits, rules, choices and their changes.

In these tables guild_id 0 stands for the whole bot if it is part of a key.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, false

from bot.storage.tables.columns import Instant, RowId, metadata

#: NULL is an explicit "unlimited".
limits = Table(
    "limits",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("scope", String(8), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("field", String(20), primary_key=True),
    Column("value", BigInteger),
)

blocks = Table(
    "blocks",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("until_at", Instant),
)

pauses = Table(
    "pauses",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
)

#: The channels and roles that may use the bot in a server (none: all of them), and its audit and approval channels.
places = Table(
    "places",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(8), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
)

#: The default model and the allowed models of a server (subject 0), a channel or a role, as JSON, since they are always
#: used together.
model_rules = Table(
    "model_rules",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("scope", String(8), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("models", Text, nullable=False),
)

#: The usual choices of a person (server 0), a server (subject 0) or a channel, one per row.
choices = Table(
    "choices",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("field", String(16), primary_key=True),
    Column("value", Text, nullable=False),
)

#: The forbidden words of a server as one JSON list, since they are always used together.
word_lists = Table(
    "word_lists",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)

#: Changes by admins and operators; entries can't be changed, and old ones are deleted.
audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("actor_id", BigInteger, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Index("ix_audit_guild_id", "guild_id", "id"),
    Index("ix_audit_at", "at"),
)

#: How many requests of a person a budget refused in an hour, with the values of the last one.
refusals = Table(
    "refusals",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("actor_id", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", String(100), primary_key=True),
    Column("hour", Instant, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Index("ix_refusals_at", "at"),
)

#: Requests over the requester's own limits that moderators were asked to approve. Once decided, their contents are soon
#: cleared.
approvals = Table(
    "approvals",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("locale", String(8), nullable=False),
    #: The requester, the job and the refusal, as JSON, and the job's pictures.
    Column("details", Text, nullable=False),
    Column("picture", LargeBinary),
    Column("last_picture", LargeBinary),
    Column("estimate_micros", BigInteger, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("decided_by", BigInteger),
    Column("decided_at", Instant),
    Column("word", Text, nullable=False, server_default=""),
    Column("told_at", Instant),
    Column("is_shown", Boolean, nullable=False, server_default=false()),
    Index("ix_approvals_user_id", "user_id", "guild_id", "created_at"),
    Index("ix_approvals_created_at", "created_at"),
)
