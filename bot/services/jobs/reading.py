"""Reads one job for an action of a person, who waits for the answer."""

import asyncio

from bot.domain.jobs import Job
from bot.observability import get_logger
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import jobs

log = get_logger(__name__)


async def read_job(database: Database, job_id: str) -> Job | None:
    """Return a job, None if it doesn't exist. Raises DatabaseUnavailable."""
    try:
        async with asyncio.timeout(PATIENCE_S), database.read() as connection:
            return await jobs.get_job(connection, job_id)
    except DATABASE_FAILURES as error:
        log.exception("job not read", job_id=job_id)
        raise unavailable(error) from error
