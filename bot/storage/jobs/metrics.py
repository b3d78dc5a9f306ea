"""Queries for metrics: the jobs that haven't ended, and their latest steps."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, null, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import PENDING, JobState
from bot.storage.tables.columns import Instant
from bot.storage.tables.jobs import job_events, jobs

#: Jobs that haven't ended, and those whose video waits for another way to its owner.
_SHOWN = (*sorted(PENDING), JobState.UNDELIVERABLE)
#: How many steps are read at once; more are read the next time.
STEPS_MAX = 10_000


#: When a job was requested; for a scene, when the one before it was ready.
_SINCE = type_coerce(case((jobs.c.is_scene, jobs.c.not_before_at), else_=jobs.c.created_at), Instant())


@dataclass(frozen=True, slots=True)
class JobCount:
    """The jobs of one state and model."""

    state: JobState
    model: str
    count: int
    #: What they have reserved, in millionths of a USD.
    reserved_micros: int
    #: Since when the oldest of them has waited; None if all of them wait for another scene of their film.
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a job, with what metrics need to know about the job."""

    id: int
    model: str
    source: JobState | None
    target: JobState
    at: datetime
    failure: str | None
    requested_at: datetime
    completed_at: datetime | None
    #: The cost that this step booked, in millionths of a USD.
    cost_micros: int | None


async def count_jobs(connection: AsyncConnection) -> list[JobCount]:
    """Count the jobs that haven't ended, and the undeliverable ones, by state and model."""
    reserved = func.sum(case((jobs.c.cost_micros.is_(None), jobs.c.estimate_micros), else_=0))
    since = func.min(case((jobs.c.awaits_scene, null()), else_=_SINCE), type_=Instant())
    query = select(jobs.c.state, jobs.c.model, func.count(), reserved, since)
    query = query.where(jobs.c.state.in_(_SHOWN)).group_by(jobs.c.state, jobs.c.model)
    return [
        JobCount(JobState(state), model, count, 0 if state == JobState.UNDELIVERABLE else int(micros), oldest_at)
        for state, model, count, micros, oldest_at in await connection.execute(query)
    ]


async def last_step(connection: AsyncConnection) -> int:
    """Read the id of the latest step; 0 if there is none."""
    return int((await connection.execute(select(func.coalesce(func.max(job_events.c.id), 0)))).scalar_one())


async def list_steps(connection: AsyncConnection, after_id: int) -> list[Step]:
    """List the steps after one, oldest first."""
    query = (
        select(
            job_events.c.id,
            jobs.c.model,
            job_events.c.source,
            job_events.c.target,
            job_events.c.at,
            jobs.c.failure,
            _SINCE.label("since"),
            jobs.c.completed_at,
            job_events.c.detail,
        )
        .join_from(job_events, jobs, jobs.c.id == job_events.c.job_id)
        .where(job_events.c.id > after_id)
        .order_by(job_events.c.id)
        .limit(STEPS_MAX)
    )
    return [
        Step(
            id=row.id,
            model=row.model,
            source=None if row.source is None else JobState(row.source),
            target=JobState(row.target),
            at=row.at,
            failure=row.failure,
            requested_at=row.since,
            completed_at=row.completed_at,
            cost_micros=_read_cost(row.detail),
        )
        for row in await connection.execute(query)
    ]


def _read_cost(detail: str) -> int | None:
    if '"cost_micros"' not in detail:
        return None
    cost = json.loads(detail).get("cost_micros")
    return cost if isinstance(cost, int) else None
