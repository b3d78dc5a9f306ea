"""refused requests are counted by the hour, outside of the audit, whose old entries may be deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "refusals",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("actor_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "actor_id", "subject", "hour", name=op.f("pk_refusals")),
    )
    op.create_index("ix_refusals_at", "refusals", ["at"])
    op.create_index("ix_audit_at", "audit", ["at"])
    op.execute(
        "INSERT INTO refusals (guild_id, actor_id, subject, hour, count, at, before, after) "
        "SELECT guild_id, actor_id, subject, at / 3600000000 * 3600000000, count(*), max(at), max(before), max(after) "
        "FROM audit WHERE action = 'refused' GROUP BY guild_id, actor_id, subject, at / 3600000000 * 3600000000"
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_no_delete")
    else:
        op.execute("DROP TRIGGER audit_no_change ON audit")
        op.execute(
            "CREATE TRIGGER audit_no_change BEFORE UPDATE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        )
    op.execute("DELETE FROM audit WHERE action = 'refused'")
