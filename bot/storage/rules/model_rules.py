"""The rules about models of servers, channels and roles."""

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.model_rules import ModelRule, ModelScope
from bot.storage.tables.rules import model_rules

_BY_SERVER = (
    select(model_rules)
    .where(model_rules.c.guild_id == bindparam("guild_id"))
    .order_by(model_rules.c.scope, model_rules.c.subject_id)
)


async def list_rules(connection: AsyncConnection, guild_id: int) -> Sequence[ModelRule]:
    """Read the rules of a server, its channels and its roles."""
    rows = await connection.execute(_BY_SERVER, {"guild_id": guild_id})
    return [parse_rule(row.scope, row.subject_id, row.models) for row in rows]


async def set_rule(connection: AsyncConnection, guild_id: int, rule: ModelRule) -> None:
    """Replace a rule; an empty one is removed."""
    key = {"guild_id": guild_id, "scope": rule.scope, "subject_id": rule.subject_id}
    table = model_rules.c
    await connection.execute(
        delete(model_rules).where(
            table.guild_id == guild_id, table.scope == rule.scope, table.subject_id == rule.subject_id
        )
    )
    if not rule.is_empty:
        models = json.dumps({"default": rule.default, "allowed": rule.allowed})
        await connection.execute(insert(model_rules), {**key, "models": models})


def parse_rule(scope: str, subject_id: int, models: str) -> ModelRule:
    """Parse a stored rule."""
    known = json.loads(models)
    return ModelRule(
        scope=ModelScope(scope), subject_id=subject_id, default=known["default"], allowed=tuple(known["allowed"])
    )
