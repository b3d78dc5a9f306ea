"""the choices that a model offers, and prices by them; an old job has its model's price."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("mode", sa.String(length=8), nullable=False, server_default="text"))
    op.add_column("jobs", sa.Column("resolution", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("has_sound", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("jobs", sa.Column("negative_prompt", sa.Text(), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("price_key", sa.String(length=100), nullable=False, server_default=""))
    op.execute("UPDATE jobs SET mode = 'image' WHERE model = 'veo-2-image2video'")
    op.execute("UPDATE jobs SET price_key = model")
    op.create_table(
        "prices_by_key",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("samples", sa.Text(), nullable=False),
        sa.Column("micros_per_second", sa.BigInteger()),
        sa.Column("raised_micros_per_second", sa.BigInteger()),
        sa.Column("nonsense", sa.Text(), nullable=False, server_default="[]"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_prices_by_key")),
    )
    op.execute(
        "INSERT INTO prices_by_key (key, samples, micros_per_second, raised_micros_per_second, nonsense) "
        "SELECT model, samples, micros_per_second, raised_micros_per_second, nonsense FROM prices"
    )
    op.drop_table("prices")
    op.rename_table("prices_by_key", "prices")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_prices_by_key RENAME TO pk_prices")
