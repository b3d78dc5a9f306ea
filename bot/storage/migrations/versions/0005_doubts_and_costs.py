"""what is still looked up after a failure."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # From now on, a failed job with a doubt is still being looked up.
    op.execute("UPDATE jobs SET doubt = NULL WHERE state = 'failed'")
