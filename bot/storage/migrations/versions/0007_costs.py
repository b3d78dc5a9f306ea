"""the reported costs of jobs, prices that one expensive video raised, and implausible costs in a row."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("cost_said", sa.String(length=100)))
    op.add_column("prices", sa.Column("raised_micros_per_second", sa.BigInteger()))
    op.add_column("prices", sa.Column("nonsense", sa.Text(), nullable=False, server_default="[]"))
