"""what a job's messages say besides its request: what it was made from, and who cancelled it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("source_message_id", sa.BigInteger()))
    op.add_column("jobs", sa.Column("source_user_id", sa.BigInteger()))
    op.add_column("jobs", sa.Column("cancelled_by", sa.BigInteger()))
    op.add_column("jobs", sa.Column("has_failed_before", sa.Boolean(), nullable=False, server_default=sa.false()))
