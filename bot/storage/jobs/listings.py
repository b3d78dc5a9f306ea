"""A person's jobs in pages, newest first, and their earlier prompts, which only that person can see."""

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import PENDING, JobFilter, JobPage, JobState
from bot.storage.jobs.jobs import get_jobs
from bot.storage.tables.jobs import jobs

#: The states of each filter; None: all states.
_STATES: dict[JobFilter, frozenset[JobState] | None] = {
    JobFilter.ALL: None,
    JobFilter.RUNNING: PENDING,
    JobFilter.DONE: frozenset({JobState.DELIVERED}),
    JobFilter.FAILED: frozenset({JobState.FAILED, JobState.CANCELLED}),
    JobFilter.KEPT: frozenset({JobState.UNDELIVERABLE}),
}


async def read_page(
    connection: AsyncConnection, user_id: int, show: JobFilter, number: int, *, guild_id: int | None, size: int
) -> JobPage:
    """Read a page of a person's jobs: in one server where the bot was a member, or (None) everywhere.

    Returns the last page instead of one after it: the list may have become shorter since the person saw it.
    """
    where = _select(user_id, show, guild_id)
    total: int = (await connection.execute(select(func.count()).select_from(jobs).where(*where))).scalar_one()
    pages = max(1, -(-total // size))
    number = min(max(0, number), pages - 1)
    # Only the ids are sorted, so that a late page doesn't read everything before it.
    query = select(jobs.c.id).where(*where).order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
    ids = (await connection.execute(query.limit(size).offset(number * size))).scalars().all()
    found = await get_jobs(connection, ids)
    return JobPage(jobs=[found[job_id] for job_id in ids if job_id in found], number=number, pages=pages, total=total)


def _select(user_id: int, show: JobFilter, guild_id: int | None) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [jobs.c.user_id == user_id]
    states = _STATES[show]
    if states is not None:
        where.append(jobs.c.state.in_(sorted(states)))
    if guild_id is not None:
        where += [jobs.c.guild_id == guild_id, jobs.c.is_outside == false()]
    return where


#: How many of the latest jobs are searched for suggestions.
_LOOK_BACK = 100


async def list_prompts(connection: AsyncConnection, user_id: int) -> list[tuple[str, str]]:
    """Read a person's latest distinct prompts, newest first, each with the id of its latest job.

    If a style or camera move was added to a prompt, this is the person's own text.
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
