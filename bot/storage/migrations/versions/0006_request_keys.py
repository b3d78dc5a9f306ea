"""each job is unique by the interaction or message that asked for it; drops the unused size and hash of videos."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("request_key", sa.String(length=40)))
    op.create_index("ix_jobs_request_key", "jobs", ["request_key"], unique=True)
    op.drop_column("jobs", "video_size_bytes")
    op.drop_column("jobs", "video_sha256")
