"""Alembic's entry: runs the migrations on the connection that bot.storage.core.database hands over."""

from alembic import context

from bot.storage.tables import jobs, key_values, money, privacy, rules
from bot.storage.tables.columns import metadata

#: A table is in the metadata once its module is imported.
__all__ = ["jobs", "key_values", "money", "privacy", "rules"]

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
