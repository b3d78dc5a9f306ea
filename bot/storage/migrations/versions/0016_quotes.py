"""what a job's requester had left after it, its style and camera move; and queued jobs that are changed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COLUMNS = (
    "id, job_id, kind, user_id, guild_id, seconds, granted_seconds, micros, recorded_at, counts_at, expires_at, "
    "actor_id, reason"
)
_GRANTED = sa.text("granted_seconds <> 0")
_ENDS = sa.text("kind IN ('settle', 'refund')")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("remaining", sa.Text()))
    op.add_column("jobs", sa.Column("style", sa.String(length=32)))
    op.add_column("jobs", sa.Column("camera", sa.String(length=32)))
    op.add_column("jobs", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    if op.get_bind().dialect.name == "sqlite":
        _copy_ledger()
    else:
        op.drop_constraint("uq_ledger_job_id_kind", "ledger", type_="unique")
    op.create_index("ix_ledger_job_id", "ledger", ["job_id"])
    op.create_index(
        "uq_ledger_ends", "ledger", ["job_id", "kind"], unique=True, sqlite_where=_ENDS, postgresql_where=_ENDS
    )


def _copy_ledger() -> None:
    """SQLite can't drop a constraint, so the table is copied without it."""
    op.create_table(
        "ledger_without",
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
    )
    op.execute(f"INSERT INTO ledger_without ({_COLUMNS}) SELECT {_COLUMNS} FROM ledger ORDER BY id")  # noqa: S608 - constants
    op.drop_table("ledger")
    op.rename_table("ledger_without", "ledger")
    op.create_index("ix_ledger_user_id", "ledger", ["user_id", "counts_at"])
    op.create_index("ix_ledger_guild_id", "ledger", ["guild_id", "counts_at"])
    op.create_index("ix_ledger_counts_at", "ledger", ["counts_at"])
    op.create_index("ix_ledger_granted", "ledger", ["user_id"], sqlite_where=_GRANTED)
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_no_{event.lower()} BEFORE {event} ON ledger "
            "BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END"
        )
