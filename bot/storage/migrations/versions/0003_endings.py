"""alerts, and whether people have been told how a job ended."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_UNCLOSED = sa.text("closed_at IS NULL AND state IN ('delivered', 'failed', 'cancelled', 'undeliverable')")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("result_channel_id", sa.BigInteger()))
    op.add_column("jobs", sa.Column("closed_at", sa.BigInteger()))
    op.execute(
        "UPDATE jobs SET closed_at = changed_at WHERE state IN ('delivered', 'failed', 'cancelled', 'undeliverable')"
    )
    op.create_index("ix_jobs_unclosed", "jobs", ["id"], sqlite_where=_UNCLOSED, postgresql_where=_UNCLOSED)
    op.create_table(
        "alerts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("job_id", sa.String(length=16)),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_alerts_job_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_alerts")),
    )
