"""models that are out of service, and what is offered instead of them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "model_states",
        sa.Column("model", sa.String(length=32), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("out_since", sa.BigInteger()),
        sa.Column("look_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("model", name=op.f("pk_model_states")),
    )
    op.add_column("jobs", sa.Column("offer", sa.Text()))
    op.add_column("jobs", sa.Column("instead_of", sa.String(length=64)))
