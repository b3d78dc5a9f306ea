"""videos that end with the picture that they begin with."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("last_frame", sa.String(length=8), nullable=False, server_default=""))
