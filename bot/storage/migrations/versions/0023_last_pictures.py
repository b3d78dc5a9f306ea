"""pictures that videos end with."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("last_image_path", sa.Text()))
    op.add_column("jobs", sa.Column("last_image_url", sa.Text()))
    # Added together with its check, because SQLite can't add one later.
    kind = "BLOB" if op.get_bind().dialect.name == "sqlite" else "BYTEA"
    op.execute(
        f"ALTER TABLE job_pictures ADD COLUMN last_data {kind} "
        "CONSTRAINT ck_job_pictures_last_data_small CHECK (length(last_data) BETWEEN 1 AND 8388608)"
    )
    op.add_column("approvals", sa.Column("last_picture", sa.LargeBinary()))
