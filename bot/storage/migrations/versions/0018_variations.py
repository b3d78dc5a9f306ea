"""variations that were requested together, and drafts"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("group_id", sa.String(length=16)))
    op.add_column("jobs", sa.Column("group_position", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("jobs", sa.Column("group_size", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("jobs", sa.Column("full_video", sa.Text()))
    op.create_index("ix_jobs_group_id", "jobs", ["group_id"])
