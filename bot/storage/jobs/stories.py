"""Queries on stories: which videos continue which."""

from sqlalchemy import exists, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job
from bot.storage.jobs.jobs import get_jobs
from bot.storage.tables.jobs import IS_PENDING, jobs


async def list_lineage(connection: AsyncConnection, job_id: str) -> list[Job]:
    """Read a job and everything that it continues, starting with the first part; nothing for an unknown id."""
    chain = select(jobs.c.id, jobs.c.parent_id).where(jobs.c.id == job_id).cte("chain", recursive=True)
    # UNION drops duplicates, so a circle would end.
    chain = chain.union(select(jobs.c.id, jobs.c.parent_id).join(chain, jobs.c.id == chain.c.parent_id))
    ids = (await connection.execute(select(chain.c.id))).scalars().all()
    return sorted((await get_jobs(connection, ids)).values(), key=lambda job: job.part)


async def has_twin(connection: AsyncConnection, parent_id: str, *, user_id: int, prompt: str, duration_s: int) -> bool:
    """Whether an equal request of this person to continue this job is already in progress."""
    twin = exists().where(
        jobs.c.parent_id == parent_id,
        jobs.c.user_id == user_id,
        jobs.c.prompt == prompt,
        jobs.c.duration_s == duration_s,
        text(IS_PENDING),
    )
    return bool((await connection.execute(select(twin))).scalar_one())


async def needs_film(connection: AsyncConnection, film_path: str) -> bool:
    """Whether a pending job will be joined to this film."""
    found = exists().where(jobs.c.film_path == film_path, text(IS_PENDING))
    return bool((await connection.execute(select(found))).scalar_one())


async def list_films(connection: AsyncConnection) -> list[str]:
    """Read the films that pending jobs will be joined to."""
    query = select(jobs.c.film_path).where(jobs.c.film_path.is_not(None), text(IS_PENDING))
    return list((await connection.execute(query)).scalars())
