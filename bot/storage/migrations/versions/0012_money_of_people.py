"""the money of each person counts in windows, too; the totals follow from the ledger."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    total = "CAST(sum(micros) AS BIGINT), 0"
    op.execute(
        f"INSERT INTO window_totals SELECT 'user_usd', user_id, {total}, {total}, {total} FROM ledger "  # noqa: S608 - constants
        "WHERE kind <> 'grant' GROUP BY user_id"
    )
