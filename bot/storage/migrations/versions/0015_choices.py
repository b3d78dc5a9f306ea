"""what people, channels and servers choose as usual, and videos hidden as spoilers."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "choices",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "subject_id", "field", name=op.f("pk_choices")),
    )
    op.add_column("jobs", sa.Column("is_spoiler", sa.Boolean(), nullable=False, server_default=sa.false()))
