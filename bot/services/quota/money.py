"""Everything about money that the rest of the bot needs, opened on one database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.domain.limits import Defaults
from bot.services.admin.limits import LimitChanges
from bot.services.admin.reports import Reports
from bot.services.admin.rules import RuleChanges
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database


@dataclass(frozen=True, slots=True)
class Money:
    """What lets requests in, what changes limits and rules, and what tells how things stand."""

    quota_service: QuotaService
    limits: LimitChanges
    rules: RuleChanges
    reports: Reports


@asynccontextmanager
async def open_money(database: Database, defaults: Defaults, clock: Clock) -> AsyncIterator[Money]:
    """Open all of it with the same defaults and clock, and let go of the database at the end."""
    quota_service = QuotaService(database, defaults, clock)
    try:
        yield Money(
            quota_service,
            LimitChanges(database, defaults, clock),
            RuleChanges(database, clock),
            Reports(database, defaults, clock),
        )
    finally:
        await quota_service.close()
