"""A job's steps, each in one transaction with everything that must change together with it."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job, JobState
from bot.storage import jobs


async def accept(connection: AsyncConnection, job: Job) -> None:
    """Store a new job."""
    await jobs.insert_job(connection, job)


async def move(
    connection: AsyncConnection,
    job: Job,
    target: JobState,
    *,
    at: datetime,
    detail: jobs.Detail | None = None,
    **changes: Any,
) -> Job:
    """Take a job one step further; gives it as it is now.

    Raises StaleJob if somebody else moved it first: then nothing was changed.
    """
    return await jobs.transition(connection, job, target, at=at, detail=detail, **changes)
