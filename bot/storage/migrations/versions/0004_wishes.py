"""private requests and requests from outside, continued videos, people's own prompts, and deleted results."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("is_private", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("jobs", sa.Column("is_outside", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("jobs", sa.Column("interaction_at", sa.BigInteger()))
    op.add_column("jobs", sa.Column("answer_message_id", sa.BigInteger()))
    op.add_column("jobs", sa.Column("own_prompt", sa.Text()))
    op.add_column("jobs", sa.Column("parent_id", sa.String(length=16)))
    op.add_column("jobs", sa.Column("part", sa.Integer(), server_default="1", nullable=False))
    op.add_column("jobs", sa.Column("film_path", sa.Text()))
    op.add_column("jobs", sa.Column("deleted_at", sa.BigInteger()))
    op.create_index("ix_jobs_parent_id", "jobs", ["parent_id"])
    op.execute("UPDATE jobs SET answer_message_id = card_message_id WHERE interaction_token IS NOT NULL")
