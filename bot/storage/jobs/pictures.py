"""Queries on the pictures of jobs, which are kept until their job is closed."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, insert, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import NO_PICTURES, Pictures
from bot.storage.tables.jobs import IS_PENDING, IS_UNCLOSED, job_pictures, jobs


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A start picture that an earlier version may have left as a file in DATA_DIR."""

    job_id: str
    image_path: str
    #: Whether the database has it.
    is_stored: bool


def store_pictures(connection: Connection, job_id: str, pictures: Pictures) -> None:
    """Store the pictures, if any, of a job that is stored in the same transaction."""
    if pictures.first is not None:
        values = {"job_id": job_id, "data": pictures.first, "last_data": pictures.last}
        connection.execute(insert(job_pictures), values)


async def take_over(connection: AsyncConnection, job_id: str, data: bytes) -> None:
    """Store the start picture of an older job, unless the job is closed or has one. Safe to repeat."""
    is_open = exists().where(jobs.c.id == job_id, or_(text(IS_PENDING), text(IS_UNCLOSED)))
    if (await connection.execute(select(is_open))).scalar_one():
        make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        await connection.execute(make(job_pictures).values(job_id=job_id, data=data).on_conflict_do_nothing())


async def read_pictures(connection: AsyncConnection, job_id: str) -> Pictures:
    """Read a job's pictures."""
    query = select(job_pictures.c.data, job_pictures.c.last_data).where(job_pictures.c.job_id == job_id)
    row = (await connection.execute(query)).one_or_none()
    return NO_PICTURES if row is None else Pictures(*row)


async def list_files(connection: AsyncConnection) -> list[PictureFile]:
    """Read which unclosed jobs may have their start picture as a file."""
    is_stored = exists().where(job_pictures.c.job_id == jobs.c.id)
    is_open = or_(text(IS_PENDING), text(IS_UNCLOSED))
    query = select(jobs.c.id, jobs.c.image_path, is_stored).where(jobs.c.image_path.is_not(None), is_open)
    return [PictureFile(*row) for row in await connection.execute(query)]


async def forget_pictures(connection: AsyncConnection, job_id: str) -> None:
    """Delete the pictures of a job that is closed. Safe to repeat."""
    await connection.execute(delete(job_pictures).where(job_pictures.c.job_id == job_id))


async def forget_closed(connection: AsyncConnection) -> None:
    """Delete the pictures of all closed jobs, which an older version may have left."""
    closed = select(jobs.c.id).where(jobs.c.closed_at.is_not(None))
    await connection.execute(delete(job_pictures).where(job_pictures.c.job_id.in_(closed)))


def forget_pictures_of(connection: Connection, user_id: int) -> int:
    """Delete all pictures of a person's jobs; returns how many jobs had any.

    A queued job without its pictures fails, unless they are uploaded already, and is refunded.
    """
    theirs = select(jobs.c.id).where(jobs.c.user_id == user_id)
    return connection.execute(delete(job_pictures).where(job_pictures.c.job_id.in_(theirs))).rowcount
