"""The tables of money: what was used, and what it costs.

In these tables guild_id 0 stands for the whole bot if it is part of a key.
"""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, ForeignKey, Index, String, Table, Text, text

from bot.storage.tables.columns import Instant, RowId, metadata

#: Their texts are forgotten after a day, their costs never.
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
    #: The rest of the order, as JSON.
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

#: The calls that the worker looks for.
IS_UNDER_WAY = "state IN ('asked', 'sending')"
Index(
    "ix_improvements_under_way",
    improvements.c.created_at,
    sqlite_where=text(IS_UNDER_WAY),
    postgresql_where=text(IS_UNDER_WAY),
)


#: Append-only, enforced by triggers. A job with ledger entries can't be deleted.
ledger = Table(
    "ledger",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("job_id", String(16), ForeignKey("jobs.id")),
    Column("kind", String(8), nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("seconds", BigInteger, nullable=False),
    Column("granted_seconds", BigInteger, nullable=False),
    Column("micros", BigInteger, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    #: The instant at which it counts in rolling windows: for all entries of a job, that of its reserve.
    Column("counts_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("actor_id", BigInteger),
    Column("reason", Text),
    Column("improvement_id", String(16), ForeignKey(improvements.c.id)),
    #: An entry belongs to a job or to a call to the language model, unless it is a grant.
    CheckConstraint(
        "(CASE WHEN job_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN improvement_id IS NULL THEN 0 ELSE 1 END) = "
        "(CASE WHEN kind = 'grant' THEN 0 ELSE 1 END)",
        name="only_grants_have_no_owner",
    ),
    #: A queued job can be changed, and so reserved, more than once.
    Index("ix_ledger_job_id", "job_id"),
    Index(
        "uq_ledger_ends",
        "job_id",
        "kind",
        unique=True,
        sqlite_where=text("kind IN ('settle', 'refund')"),
        postgresql_where=text("kind IN ('settle', 'refund')"),
    ),
    Index(
        "uq_ledger_calls",
        "improvement_id",
        "kind",
        unique=True,
        sqlite_where=text("improvement_id IS NOT NULL"),
        postgresql_where=text("improvement_id IS NOT NULL"),
    ),
    Index("ix_ledger_user_id", "user_id", "counts_at"),
    Index("ix_ledger_guild_id", "guild_id", "counts_at"),
    Index("ix_ledger_counts_at", "counts_at"),
    Index(
        "ix_ledger_granted",
        "user_id",
        sqlite_where=text("granted_seconds <> 0"),
        postgresql_where=text("granted_seconds <> 0"),
    ),
)

#: What counts in each rolling window (seconds and micros for users, micros for servers and the bot): the sum of the
#: ledger's entries after `*_from`. It is derived from the ledger, and saves summing that up for each request.
window_totals = Table(
    "window_totals",
    metadata,
    Column("scope", String(8), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", BigInteger, nullable=False),
    Column("day_from", Instant, nullable=False),
    Column("week", BigInteger, nullable=False),
    Column("week_from", Instant, nullable=False),
    Column("month", BigInteger, nullable=False),
    Column("month_from", Instant, nullable=False),
    sqlite_with_rowid=False,
)

#: What the latest videos of one price really cost (JSON), and the price per second learned from it, if it differs.
prices = Table(
    "prices",
    metadata,
    #: The model's slug, and everything else that its price depends on.
    Column("key", String(100), primary_key=True),
    Column("samples", Text, nullable=False),
    Column("micros_per_second", BigInteger),
    #: The price reserved after one video cost far more, until more costs show which price is right.
    Column("raised_micros_per_second", BigInteger),
    #: The latest implausibly high costs in a row (JSON); too many of them pause the model.
    Column("nonsense", Text, nullable=False, server_default="[]"),
)

#: Blocked requests and failed videos; too many of one kind pause a person.
strikes = Table(
    "strikes",
    metadata,
    Column("job_id", String(16), primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(8), nullable=False, server_default="block"),
    Index("ix_strikes_user_id", "user_id", "at"),
)
