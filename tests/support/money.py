"""Makers for tests about money: a clock that is moved by hand, requesters, and jobs led through their states."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.domain.improvements import Improvement, ImprovementState
from bot.domain.jobs import Job, JobState, new_job_id
from bot.domain.limits import Defaults
from bot.domain.quota import Refusal
from bot.domain.rules import Requester
from bot.services.admin.changes import AdminActor
from bot.services.admin.limits import LimitChanges
from bot.services.admin.rules import RuleChanges
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from tests.support.jobs import NOW, make_job
from tests.support.models import CATALOGUE

#: No limit at all, for tests that set the one they are about.
UNLIMITED = Defaults(user_seconds={}, user_jobs_at_once=None, user_cooldown_s=0, server_micros={}, bot_micros={})
OPERATOR = AdminActor(user_id=1, guild_id=None, can_manage=False, is_operator=True)
ADMIN = AdminActor(user_id=2, guild_id=2001, can_manage=True, is_operator=False)
S = JobState


def make_call(at: datetime, **changes: Any) -> Improvement:
    """A call to the language model by user 1 outside of servers, which nobody has sent yet."""
    call_id = new_job_id(at)
    values: dict[str, Any] = {
        "id": call_id,
        "state": ImprovementState.ASKED,
        "user_id": 1,
        "guild_id": None,
        "request_key": f"interaction:{call_id}",
        "model": "a-model",
        "prompt": "a fox",
        "has_picture": False,
        "estimate_micros": 1,
        "created_at": at,
    }
    return Improvement(**values | changes)


@dataclass(frozen=True, slots=True)
class Money:
    """The services that tests about money use, all on one database."""

    quota_service: QuotaService
    limits: LimitChanges
    rules: RuleChanges


@asynccontextmanager
async def open_money(database: Database, defaults: Defaults, clock: Clock) -> AsyncIterator[Money]:
    """Open them with the same defaults and clock."""
    quota_service = QuotaService(database, defaults, clock, CATALOGUE)
    yield Money(quota_service, LimitChanges(database, defaults, clock, CATALOGUE), RuleChanges(database, clock))


class MovedClock(Clock):
    """A clock that stands still until a test moves it: ahead as time passes, or back as if it were set."""

    def __init__(self, at: datetime = NOW) -> None:
        super().__init__()
        self._at = at
        self._passed_s = 0.0

    @property
    def at(self) -> datetime:
        return self._at

    @at.setter
    def at(self, at: datetime) -> None:
        self._passed_s += max(0.0, (at - self._at).total_seconds())
        self._at = at

    def now(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return self._passed_s

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


def ask(job: Job, **changes: Any) -> Requester:
    """The one who asks for this job."""
    values: dict[str, Any] = {"user_id": job.user_id, "guild_id": job.guild_id, "channel_id": job.channel_id}
    return Requester(**values | changes)


async def accept(quota_service: QuotaService, clock: Clock, **changes: Any) -> Job:
    """Have a new job accepted; raises RequestRefused."""
    job = make_job(created_at=clock.now(), **changes)
    return await quota_service.accept(ask(job), job)


async def refusal(
    quota_service: QuotaService, clock: Clock, *, role_ids: frozenset[int] = frozenset(), **changes: Any
) -> Refusal:
    """Have a new job refused; gives why."""
    job = make_job(created_at=clock.now(), **changes)
    try:
        await quota_service.accept(ask(job, role_ids=role_ids), job)
    except RequestRefused as error:
        return error.refusal
    raise AssertionError("it was accepted")


async def lead(database: Database, clock: Clock, job: Job, *targets: JobState, **changes: Any) -> Job:
    """Take a job through states, each step booked in its own transaction; the changes go with the last one."""
    for target in targets:
        async with database.write() as connection:
            job = await step(connection, clock, job, target, **(changes if target is targets[-1] else {}))
    return job


async def step(connection: AsyncConnection, clock: Clock, job: Job, target: JobState, **changes: Any) -> Job:
    """One step of a job and its entry."""
    moved = await jobs.transition(connection, job, target, at=clock.now(), **changes)
    await ledger.book(connection, job, moved, clock.now())
    return moved


async def complete(database: Database, clock: Clock, job: Job, cost_micros: int | None) -> Job:
    """Take a queued job to where its video is made."""
    return await lead(
        database,
        clock,
        job,
        S.SUBMITTING,
        S.GENERATING,
        S.FETCHING,
        cost_micros=cost_micros,
        completed_at=clock.now(),
    )
