"""failures of a person are counted beside blocked requests."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # All that was counted before were blocked requests.
    op.add_column("strikes", sa.Column("kind", sa.String(length=8), nullable=False, server_default="block"))
