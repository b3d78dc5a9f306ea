"""Reads one job for an action of a person, who waits for the answer."""

from bot.domain.jobs import Job
from bot.services.unavailable import reading_in_time
from bot.storage.core.database import Database
from bot.storage.jobs import jobs


async def read_job(database: Database, job_id: str) -> Job | None:
    """Return a job, None if it doesn't exist. Raises DatabaseUnavailable."""
    async with reading_in_time(database, "job not read", job_id=job_id) as connection:
        return await jobs.get_job(connection, job_id)
