"""A person's earlier prompts, which only that person can see."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.jobs import jobs

#: How many of the latest jobs are searched for suggestions.
_LOOK_BACK = 100


async def list_prompts(connection: AsyncConnection, user_id: int) -> list[tuple[str, str]]:
    """Read a person's latest distinct prompts, newest first, each with the id of its latest job.

    If a style was added to a prompt, this is the person's own text.
    """
    written = func.coalesce(jobs.c.own_prompt, jobs.c.prompt).label("written")
    query = (
        select(jobs.c.id, written)
        .where(jobs.c.user_id == user_id, func.coalesce(jobs.c.own_prompt, jobs.c.prompt) != "")
        .order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
        .limit(_LOOK_BACK)
    )
    found: dict[str, str] = {}
    for row in await connection.execute(query):
        found.setdefault(row.written, row.id)
    return [(job_id, prompt) for prompt, job_id in found.items()]


async def find_prompt(connection: AsyncConnection, user_id: int, job_id: str) -> str | None:
    """Read a person's own prompt for one of their jobs; None if there is no such job, or it is someone else's."""
    query = select(func.coalesce(jobs.c.own_prompt, jobs.c.prompt)).where(
        jobs.c.id == job_id, jobs.c.user_id == user_id
    )
    found: str | None = (await connection.execute(query)).scalar_one_or_none()
    return found
