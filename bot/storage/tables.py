"""The tables, as SQLAlchemy Core sees them; the migrations build exactly these (a test compares)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, kept as whole microseconds since 1970: the same on every database, exact to compare."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Refuse naive times; they would be somebody's local time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Give back an aware UTC datetime."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


#: SQLite fills in ids only for a column of the exact type INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("model", String(32), nullable=False),
    Column("prompt", Text, nullable=False),
    Column("duration_s", Integer, nullable=False),
    Column("aspect_ratio", String(8), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("card_message_id", BigInteger),
    Column("interaction_token", Text),
    Column("upload_limit_bytes", BigInteger, nullable=False),
    Column("locale", String(8), nullable=False),
    Column("image_path", Text),
    Column("image_url", Text),
    Column("estimate_micros", BigInteger, nullable=False),
    Column("cost_micros", BigInteger),
    Column("attempts", Integer, nullable=False, server_default="0"),
    #: The body of the paid POST, as JSON, written down before it is sent.
    Column("payload", Text),
    #: Why it is not known whether the last paid POST took effect; only while the state is unknown.
    Column("doubt", String(16)),
    Column("request_id", Text, unique=True),
    Column("output_url", Text),
    Column("video_path", Text),
    Column("video_size_bytes", BigInteger),
    Column("video_sha256", String(64)),
    Column("failure", String(32)),
    Column("failure_detail", Text),
    Column("result_message_id", BigInteger),
    Column("created_at", Instant, nullable=False),
    Column("not_before_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("submitted_at", Instant),
    Column("accepted_at", Instant),
    Column("completed_at", Instant),
    Column("latency_min_s", Float),
    Column("latency_max_s", Float),
    CheckConstraint("seed >= 0", name="seed_not_negative"),
    CheckConstraint("estimate_micros >= 0", name="estimate_not_negative"),
    Index("ix_jobs_state", "state", "created_at"),
    Index("ix_jobs_user_id", "user_id", "created_at"),
    Index("ix_jobs_completed_at", "completed_at"),
)

job_events = Table(
    "job_events",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("job_id", String(16), ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("source", String(16)),
    Column("target", String(16), nullable=False),
    Column("detail", Text, nullable=False, server_default="{}"),
    Index("ix_job_events_job_id", "job_id", "id"),
)

#: Small facts that outlive a restart, such as the hash of the registered commands.
facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
