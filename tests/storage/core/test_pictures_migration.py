"""A database of before pictures were in it: those on disk are taken over, and then need no disk."""

import shutil
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.clock import Clock
from bot.domain.jobs import NO_PICTURES, Pictures
from bot.services.jobs.pictures import JobPictures
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.cleanup import DiskCleanup
from tests.storage.core.test_models_migration import build_old_database
from tests.support.models import IMAGE_MODEL


async def test_a_picture_on_disk_is_taken_over(empty_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "SPOILER_x.jpg").write_bytes(b"jpeg")
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(build_old_database)
        path = {"path": "pictures/SPOILER_x.jpg", "model": IMAGE_MODEL}
        await connection.execute(text("UPDATE jobs SET image_path = :path WHERE model = :model"), path)
    await engine.dispose()
    async with Database.open(empty_database_url) as database:
        async with database.read() as connection:
            [job] = [job for job in await jobs.list_jobs(connection) if job.image_path is not None]
        assert await JobPictures(database, tmp_path).read(job) == Pictures(b"jpeg"), "also before it is taken over"
        assert await JobPictures(database, tmp_path / "elsewhere").read(job) == NO_PICTURES
        await DiskCleanup(database, tmp_path, Clock(), timedelta(days=7)).tidy()
        shutil.rmtree(tmp_path / "pictures")
        assert await JobPictures(database, tmp_path / "elsewhere").read(job) == Pictures(b"jpeg")
