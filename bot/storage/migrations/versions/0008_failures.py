"""a person's failed videos are counted as well as blocked requests."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # Until now only blocked requests were counted.
    op.add_column("strikes", sa.Column("kind", sa.String(length=8), nullable=False, server_default="block"))
