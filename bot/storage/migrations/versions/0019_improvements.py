"""calls to the language model that improves prompts, and their entries in the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COLUMNS = (
    "id, job_id, kind, user_id, guild_id, seconds, granted_seconds, micros, recorded_at, counts_at, expires_at, "
    "actor_id, reason"
)
_OWNER = "(CASE WHEN job_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN improvement_id IS NULL THEN 0 ELSE 1 END) = (CASE WHEN kind = 'grant' THEN 0 ELSE 1 END)"  # noqa: E501 - one constraint
_GRANTED = sa.text("granted_seconds <> 0")
_ENDS = sa.text("kind IN ('settle', 'refund')")
_CALLS = sa.text("improvement_id IS NOT NULL")
_UNDER_WAY = sa.text("state IN ('asked', 'sending')")


def upgrade() -> None:
    _create_improvements()
    if op.get_bind().dialect.name == "sqlite":
        _copy_ledger()
    else:
        op.add_column("ledger", sa.Column("improvement_id", sa.String(length=16)))
        op.create_foreign_key(op.f("fk_ledger_improvement_id"), "ledger", "improvements", ["improvement_id"], ["id"])
        op.drop_constraint(op.f("ck_ledger_only_grants_have_no_job"), "ledger", type_="check")
        op.create_check_constraint(op.f("ck_ledger_only_grants_have_no_owner"), "ledger", _OWNER)
    # A call has one entry of each kind.
    op.create_index(
        "uq_ledger_calls",
        "ledger",
        ["improvement_id", "kind"],
        unique=True,
        sqlite_where=_CALLS,
        postgresql_where=_CALLS,
    )


def _create_improvements() -> None:
    op.create_table(
        "improvements",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger()),
        sa.Column("request_key", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("has_picture", sa.Boolean(), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("improved", sa.Text()),
        sa.Column("problem", sa.String(length=16)),
        sa.Column("estimate_micros", sa.BigInteger(), nullable=False),
        sa.Column("cost_micros", sa.BigInteger()),
        sa.Column("cost_said", sa.String(length=100)),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvements")),
    )
    op.create_index("ix_improvements_user_id", "improvements", ["user_id", "created_at"])
    op.create_index("ix_improvements_created_at", "improvements", ["created_at"])
    op.create_index("ix_improvements_request_key", "improvements", ["request_key"], unique=True)
    op.create_index(
        "ix_improvements_under_way",
        "improvements",
        ["created_at"],
        sqlite_where=_UNDER_WAY,
        postgresql_where=_UNDER_WAY,
    )


def _copy_ledger() -> None:
    """SQLite can't change a constraint, so the table is copied."""
    op.create_table(
        "ledger_with",
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
        sa.Column("improvement_id", sa.String(length=16)),
        sa.CheckConstraint(_OWNER, name=op.f("ck_ledger_only_grants_have_no_owner")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_ledger_job_id")),
        sa.ForeignKeyConstraint(["improvement_id"], ["improvements.id"], name=op.f("fk_ledger_improvement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
    )
    op.execute(f"INSERT INTO ledger_with ({_COLUMNS}) SELECT {_COLUMNS} FROM ledger ORDER BY id")  # noqa: S608 - constants
    op.drop_table("ledger")
    op.rename_table("ledger_with", "ledger")
    op.create_index("ix_ledger_job_id", "ledger", ["job_id"])
    op.create_index("uq_ledger_ends", "ledger", ["job_id", "kind"], unique=True, sqlite_where=_ENDS)
    op.create_index("ix_ledger_user_id", "ledger", ["user_id", "counts_at"])
    op.create_index("ix_ledger_guild_id", "ledger", ["guild_id", "counts_at"])
    op.create_index("ix_ledger_counts_at", "ledger", ["counts_at"])
    op.create_index("ix_ledger_granted", "ledger", ["user_id"], sqlite_where=_GRANTED)
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_no_{event.lower()} BEFORE {event} ON ledger "
            "BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END"
        )
