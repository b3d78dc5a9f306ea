"""people and servers whose data will be deleted; the ledger and the audit allow replacing a person's id."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEPT = {
    "ledger": (
        "id",
        "job_id",
        "kind",
        "guild_id",
        "seconds",
        "granted_seconds",
        "micros",
        "recorded_at",
        "counts_at",
        "expires_at",
        "improvement_id",
    ),
    "audit": ("id", "at", "guild_id", "action"),
}
_IDS = {"ledger": ("user_id", "actor_id"), "audit": ("actor_id",)}
_TEXTS = {"ledger": (), "audit": ("subject", "before", "after")}


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("anonym_id", sa.BigInteger(), nullable=False),
        sa.Column("requested_at", sa.BigInteger(), nullable=False),
        sa.Column("last_entry_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.UniqueConstraint("anonym_id", name=op.f("uq_erasures_anonym_id")),
    )
    op.create_index("ix_erasures_user_id", "erasures", ["user_id"])
    op.create_table(
        "departures",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_departures")),
    )
    op.add_column("jobs", sa.Column("forgotten_at", sa.BigInteger()))
    for table in _KEPT:
        _allow_one_change(table)


def _allow_one_change(table: str) -> None:
    """Forbid every change except replacing the id of a person whose data was deleted with their stand-in."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    same = "IS" if is_sqlite else "IS NOT DISTINCT FROM"
    conditions = [f"NEW.{name} {same} OLD.{name}" for name in _KEPT[table]]
    conditions += [
        f"NEW.{name} {same} CASE WHEN OLD.{name} = e.user_id THEN e.anonym_id ELSE OLD.{name} END"
        for name in _IDS[table]
    ]
    conditions += [
        f"NEW.{name} = replace(OLD.{name}, CAST(e.user_id AS TEXT), CAST(e.anonym_id AS TEXT))"
        for name in _TEXTS[table]
    ]
    if table == "ledger":
        conditions.append(f"(NEW.reason {same} OLD.reason OR (NEW.reason IS NULL AND OLD.user_id = e.user_id))")
    allowed = f"EXISTS (SELECT 1 FROM erasures e WHERE {' AND '.join(conditions)})"  # noqa: S608 - constants
    message = f"{table} is append-only"
    if is_sqlite:
        op.execute(f"DROP TRIGGER {table}_no_update")
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT {allowed} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    events = "DELETE OR TRUNCATE" if table == "ledger" else "TRUNCATE"
    op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE {events} ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
    )
    op.execute(
        f"CREATE FUNCTION {table}_may_be_updated() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {allowed} THEN RAISE EXCEPTION '{message}'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_may_be_updated()"
    )
