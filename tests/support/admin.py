"""A stage with people who manage the server, and what they are told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.reports import AuditRecord
from bot.storage.rules import audit, limits
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of

BUDGETS: dict[str, Any] = {
    "server_usd_per_day": "25",
    "bot_usd_per_day": "50",
    "user_seconds_per_day": 20,
    "user_jobs_at_once": 2,
}


@dataclass
class AdminHarness:
    """The stage, somebody who manages the server, and an operator who is a member of it."""

    harness: BotHarness
    boss: MemberActor
    operator: MemberActor

    async def ask(self, command: str, who: MemberActor | None = None, **options: Any) -> str:
        """Use a command of /veo-admin; gives what it answers, which only that person may see."""
        return said(await (who or self.boss).slash(self.harness.channel, f"veo-admin {command}", **options))

    async def records(self, guild_id: int | None = None) -> list[AuditRecord]:
        """The audit of the server, newest first."""
        async with self.harness.app.database.read() as connection:
            return await audit.list_records(connection, self.harness.guild.id if guild_id is None else guild_id)

    async def limit_count(self) -> int:
        """How many limits are set, here and everywhere."""
        async with self.harness.app.database.read() as connection:
            return len(await limits.list_limits(connection, self.harness.guild.id))


def said(result: InteractionResult) -> str:
    """Everything that an interaction was answered; fails if it was not private."""
    answers: list[ResponseMessage] = [*([result.response] if result.response else []), *result.followups]
    assert answers, "no answer"
    assert all(one.ephemeral for one in answers)
    return "\n".join(text_of(one) for one in answers)


@asynccontextmanager
async def open_admins(data_dir: Path, *, is_working: bool = False, **settings: Any) -> AsyncIterator[AdminHarness]:
    """Open a stage with an admin and an operator, and budgets unless others are given."""
    async with open_bot_harness(data_dir, is_working=is_working, **BUDGETS | settings) as harness:
        manages = harness.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        boss = harness.guild.add_member(harness.env.create_user("boss"), roles=[manages])
        operator = harness.guild.add_member(harness.env.create_user("operator"), roles=[manages])
        # As OPERATOR_IDS would say, had its id been known before.
        harness.context.operators._operator_ids = frozenset({operator.id})
        yield AdminHarness(harness, boss, operator)
