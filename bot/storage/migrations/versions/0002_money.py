"""the ledger, limits and rules; existing jobs are booked as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PENDING = sa.text("state IN ('queued', 'submitting', 'unknown', 'generating', 'fetching', 'delivering')")
_GRANTED = sa.text("granted_seconds <> 0")


def upgrade() -> None:
    op.create_index("ix_jobs_pending", "jobs", ["user_id"], sqlite_where=_PENDING, postgresql_where=_PENDING)
    _create_ledger()
    _create_prices_and_strikes()
    _create_limits_and_rules()
    _create_audit()
    _book_jobs()
    for table in ("ledger", "audit"):
        _forbid_changes(table)


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("job_id", sa.String(length=16)),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger()),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.Column("granted_seconds", sa.BigInteger(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("counts_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("actor_id", sa.BigInteger()),
        sa.Column("reason", sa.Text()),
        sa.CheckConstraint("(job_id IS NULL) = (kind = 'grant')", name=op.f("ck_ledger_only_grants_have_no_job")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_ledger_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("job_id", "kind", name=op.f("uq_ledger_job_id_kind")),
    )
    op.create_index("ix_ledger_user_id", "ledger", ["user_id", "counts_at"])
    op.create_index("ix_ledger_guild_id", "ledger", ["guild_id", "counts_at"])
    op.create_index("ix_ledger_counts_at", "ledger", ["counts_at"])
    op.create_index("ix_ledger_granted", "ledger", ["user_id"], sqlite_where=_GRANTED, postgresql_where=_GRANTED)
    op.create_table(
        "window_totals",
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("day_from", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.BigInteger(), nullable=False),
        sa.Column("week_from", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.BigInteger(), nullable=False),
        sa.Column("month_from", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "subject_id", name=op.f("pk_window_totals")),
        sqlite_with_rowid=False,
    )


def _create_prices_and_strikes() -> None:
    op.create_table(
        "prices",
        sa.Column("model", sa.String(length=32), nullable=False),
        sa.Column("samples", sa.Text(), nullable=False),
        sa.Column("micros_per_second", sa.BigInteger()),
        sa.PrimaryKeyConstraint("model", name=op.f("pk_prices")),
    )
    op.create_table(
        "strikes",
        sa.Column("job_id", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_strikes")),
    )
    op.create_index("ix_strikes_user_id", "strikes", ["user_id", "at"])


def _create_limits_and_rules() -> None:
    op.create_table(
        "limits",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.PrimaryKeyConstraint("guild_id", "scope", "subject_id", "field", name=op.f("pk_limits")),
    )
    op.create_table(
        "blocks",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_blocks")),
    )
    op.create_table(
        "pauses",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_pauses")),
    )
    op.create_table(
        "places",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "kind", "subject_id", name=op.f("pk_places")),
    )
    op.create_table(
        "word_lists",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_word_lists")),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_guild_id", "audit", ["guild_id", "id"])


def _book_jobs() -> None:
    """Write the entries that older jobs would have made, and the resulting totals."""
    columns = "job_id, kind, user_id, guild_id, seconds, granted_seconds, micros, recorded_at, counts_at"
    owner = "user_id, guild_id"
    op.execute(
        f"INSERT INTO ledger ({columns}) SELECT id, 'reserve', {owner}, duration_s, 0, estimate_micros, "  # noqa: S608 - constants
        "created_at, created_at FROM jobs ORDER BY created_at"
    )
    op.execute(
        f"INSERT INTO ledger ({columns}) SELECT id, 'settle', {owner}, 0, 0, coalesce(cost_micros, estimate_micros) - "  # noqa: S608 - constants
        "estimate_micros, coalesce(completed_at, changed_at), created_at FROM jobs WHERE completed_at IS NOT NULL "
        "OR state IN ('fetching', 'delivering', 'delivered', 'undeliverable') ORDER BY created_at"
    )
    op.execute(
        f"INSERT INTO ledger ({columns}) SELECT id, 'refund', {owner}, -duration_s, 0, "  # noqa: S608 - constants
        "CASE WHEN completed_at IS NOT NULL THEN 0 WHEN cost_micros IS NOT NULL THEN cost_micros - estimate_micros "
        "WHEN state = 'cancelled' OR failure IN "
        "('rejected', 'content_blocked', 'generation_failed', 'upload_failed') THEN -estimate_micros ELSE 0 END, "
        "changed_at, created_at FROM jobs WHERE state IN ('failed', 'cancelled') ORDER BY created_at"
    )
    for scope, subject, amount, group in (
        ("bot", "0", "micros", "HAVING count(*) > 0"),
        ("server", "guild_id", "micros", "WHERE guild_id IS NOT NULL GROUP BY guild_id"),
        ("user", "user_id", "seconds", "GROUP BY user_id"),
    ):
        total = f"CAST(sum({amount}) AS BIGINT), 0"
        op.execute(
            f"INSERT INTO window_totals SELECT '{scope}', {subject}, {total}, {total}, {total} FROM ledger {group}"  # noqa: S608 - constants
        )


def _forbid_changes(table: str) -> None:
    """Make the database itself keep a table append-only."""
    message = f"{table} is append-only"
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
    )
