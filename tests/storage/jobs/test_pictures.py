"""Start pictures live and die with their jobs, and none is large."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import NO_PICTURES, Job, JobState, Pictures
from bot.domain.uploads import PICTURE_MAX_BYTES
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, pictures
from bot.storage.tables.jobs import job_pictures
from bot.storage.tables.jobs import jobs as jobs_table
from tests.support.jobs import NOW, make_job, store_job


async def store(database: Database, **changes: object) -> Job:
    job = make_job(image_path="pictures/x.jpg", **changes)
    async with database.write() as connection:
        await store_job(connection, job, b"jpeg of %s" % job.id.encode())
    return job


async def kept(database: Database) -> set[str]:
    async with database.read() as connection:
        return set((await connection.execute(select(job_pictures.c.job_id))).scalars())


async def test_a_picture_goes_when_its_job_is_closed_or_erased(database: Database) -> None:
    done, erased, stays = [await store(database, state=JobState.DELIVERED) for _ in range(3)]
    async with database.write() as connection:
        await jobs.close(connection, done, at=NOW)
        await jobs.erase(connection, erased, at=NOW)
        assert await pictures.read_pictures(connection, stays.id) == Pictures(b"jpeg of %s" % stays.id.encode())
        assert await pictures.read_pictures(connection, done.id) == NO_PICTURES
    assert await kept(database) == {stays.id}


async def test_a_job_that_goes_on_keeps_its_picture(database: Database) -> None:
    job = await store(database, state=JobState.FAILED)
    with pytest.raises(jobs.StaleJob):
        async with database.write() as connection:
            await jobs.close(connection, make_job(id=job.id, state=JobState.DELIVERED, image_path="x"), at=NOW)
    assert await kept(database) == {job.id}


async def test_what_is_left_of_closed_jobs_and_of_a_person_can_be_deleted(database: Database) -> None:
    closed = await store(database, state=JobState.CANCELLED, closed_at=NOW)
    mine, other = await store(database, user_id=1), await store(database, user_id=2)
    async with database.write() as connection:
        await pictures.forget_closed(connection)
    assert await kept(database) == {mine.id, other.id}
    async with database.write() as connection:
        assert await connection.run_sync(pictures.forget_pictures_of, 1) == 1
        assert await connection.run_sync(pictures.forget_pictures_of, 1) == 0
        await pictures.take_over(connection, closed.id, b"too late")
        await pictures.take_over(connection, mine.id, b"from a disk")
        await pictures.take_over(connection, mine.id, b"from another disk")
        await pictures.take_over(connection, "0123456789abcdef", b"of no job")
        assert await pictures.read_pictures(connection, mine.id) == Pictures(b"from a disk")
    assert await kept(database) == {mine.id, other.id}


async def test_nothing_huge_and_nothing_empty_gets_in(database: Database) -> None:
    for wrong in (b"", bytes(PICTURE_MAX_BYTES + 1)):
        for files in ([wrong], [b"first", wrong]):
            job = make_job(image_path="pictures/x.jpg")
            with pytest.raises(IntegrityError):
                async with database.write() as connection:
                    await store_job(connection, job, *files)
            async with database.read() as connection:
                assert await jobs.get_job(connection, job.id) is None, "neither the job nor what it reserved"


async def test_a_picture_goes_with_its_row(database: Database) -> None:
    async def remove(connection: AsyncConnection, job: Job) -> None:
        await connection.execute(delete(jobs_table).where(jobs_table.c.id == job.id))

    job = make_job(image_path="pictures/x.jpg")
    async with database.write() as connection:
        await connection.run_sync(lambda sync: jobs.insert_job(sync, job, Pictures(b"jpeg", b"last")))
        await remove(connection, job)
    assert await kept(database) == set()
