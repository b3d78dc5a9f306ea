"""The tables in SQLAlchemy Core; a test checks that the migrations build exactly these."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
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
    false,
    text,
)

from bot.domain.offers import Offer
from bot.domain.remaining import Remaining

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
    """An aware UTC instant, stored as whole microseconds since 1970: the same on every database, exact to compare."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Refuse naive times, which would be in an unknown time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Return an aware UTC datetime."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class OfferText(TypeDecorator[Offer]):
    """An offer as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Offer | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return it as JSON."""
        return None if value is None else json.dumps(asdict(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Offer | None:  # noqa: ARG002 - SQLAlchemy's
        """Read the JSON."""
        return None if value is None else Offer(**json.loads(value))


class RemainingText(TypeDecorator[Remaining]):
    """What a person has left, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Remaining | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return it as JSON."""
        return None if value is None else json.dumps(asdict(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Remaining | None:  # noqa: ARG002 - SQLAlchemy's
        """Read the JSON."""
        return None if value is None else Remaining(**json.loads(value))


#: SQLite assigns ids only if the column has the exact type INTEGER.
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
    Column("mode", String(8), nullable=False, server_default="text"),
    Column("resolution", String(16), nullable=False, server_default=""),
    Column("has_sound", Boolean, nullable=False, server_default=false()),
    Column("negative_prompt", Text, nullable=False, server_default=""),
    #: What its price is learned by.
    Column("price_key", String(100), nullable=False, server_default=""),
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
    Column("remaining", RemainingText),
    Column("cost_micros", BigInteger),
    #: The cost that Segmind reported, word for word; the booked cost may differ.
    Column("cost_said", String(100)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    #: The body of the paid POST as JSON, stored before it is sent.
    Column("payload", Text),
    #: What is looked up in the history: while the state is unknown, and for a while after some failures.
    Column("doubt", String(16)),
    Column("request_id", Text, unique=True),
    Column("output_url", Text),
    Column("video_path", Text),
    Column("failure", String(32)),
    Column("failure_detail", Text),
    #: The next model and its price, if the job's own model is gone.
    Column("offer", OfferText),
    #: The name of the usual model if that was out of service, so that another one was used.
    Column("instead_of", String(64)),
    Column("result_message_id", BigInteger),
    #: Where the result was posted, if not in the job's channel.
    Column("result_channel_id", BigInteger),
    Column("created_at", Instant, nullable=False),
    Column("not_before_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("submitted_at", Instant),
    Column("accepted_at", Instant),
    Column("completed_at", Instant),
    #: When people had been told how it ended; until then the job isn't closed.
    Column("closed_at", Instant),
    Column("latency_min_s", Float),
    Column("latency_max_s", Float),
    Column("is_private", Boolean, nullable=False, server_default=false()),
    Column("is_outside", Boolean, nullable=False, server_default=false()),
    #: When the interaction of the stored token was received, and the message that the token can edit.
    Column("interaction_at", Instant),
    Column("answer_message_id", BigInteger),
    #: The person's own prompt if a style or camera move was added to it.
    Column("own_prompt", Text),
    Column("style", String(32)),
    #: How many times it was changed while it was queued.
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("camera", String(32)),
    #: The video that this one continues, its part number in the story, and the film so far on disk.
    Column("parent_id", String(16)),
    Column("part", Integer, nullable=False, server_default="1"),
    Column("film_path", Text),
    #: The interaction or message that requested it, such as `interaction:123`; null for jobs older than this column.
    Column("request_key", String(40)),
    #: When someone deleted the message with the result.
    Column("deleted_at", Instant),
    #: The message whose button asked for it, in its own channel, and the owner of that message's video.
    Column("source_message_id", BigInteger),
    Column("source_user_id", BigInteger),
    Column("cancelled_by", BigInteger),
    #: Whether it went on after it had failed, so that a message may still say that it failed.
    Column("has_failed_before", Boolean, nullable=False, server_default=false()),
    #: Whether its place hides videos as spoilers.
    Column("is_spoiler", Boolean, nullable=False, server_default=false()),
    CheckConstraint("seed >= 0", name="seed_not_negative"),
    CheckConstraint("estimate_micros >= 0", name="estimate_not_negative"),
    Index("ix_jobs_state", "state", "created_at"),
    Index("ix_jobs_user_id", "user_id", "created_at"),
    Index("ix_jobs_completed_at", "completed_at"),
    Index("ix_jobs_parent_id", "parent_id"),
    Index("ix_jobs_request_key", "request_key", unique=True),
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

#: Ended jobs whose people haven't been told yet, which the worker looks up at the start.
IS_UNCLOSED = "closed_at IS NULL AND state IN ('delivered', 'failed', 'cancelled', 'undeliverable')"
Index("ix_jobs_unclosed", jobs.c.id, sqlite_where=text(IS_UNCLOSED), postgresql_where=text(IS_UNCLOSED))

#: Models with which something was wrong since they last accepted a request.
model_states = Table(
    "model_states",
    metadata,
    #: The slug.
    Column("model", String(32), primary_key=True),
    #: How many requests in a row it refused because of a field.
    Column("refusals", Integer, nullable=False, server_default="0"),
    #: Since when it has been out of service, and when to look at it again; null if it is in service.
    Column("out_since", Instant),
    Column("look_at", Instant),
)

#: Alerts for operators: each is sent once, until it is over and is raised again.
alerts = Table(
    "alerts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    #: Null if it isn't about a job.
    Column("job_id", String(16), ForeignKey("jobs.id", ondelete="CASCADE")),
    Column("detail", Text, nullable=False, server_default=""),
    Column("raised_at", Instant, nullable=False),
    Column("sent_at", Instant),
)

#: Small facts that survive a restart, such as the hash of the registered commands.
key_values = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# --- money: what was used, and what may be ---
# In these tables guild_id 0 stands for the whole bot if it is part of a key.

#: Each request counts the person's pending jobs, so the index leaves out past jobs.
IS_PENDING = "state IN ('queued', 'submitting', 'unknown', 'generating', 'fetching', 'delivering')"
Index("ix_jobs_pending", jobs.c.user_id, sqlite_where=text(IS_PENDING), postgresql_where=text(IS_PENDING))

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
    CheckConstraint("(job_id IS NULL) = (kind = 'grant')", name="only_grants_have_no_job"),
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

#: What counts in each rolling window (seconds for users, micros for servers and the bot): the sum of the ledger's
#: entries after `*_from`. It follows from the ledger alone, and saves summing it up for each request.
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
    #: The model's slug, and what else its price depends on.
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

#: The channels and roles that may use the bot in a server (none: all of them), and its audit channel.
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

#: What is usual for a person (server 0), a server (subject 0) or a channel, each choice by itself; none is as usual.
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
