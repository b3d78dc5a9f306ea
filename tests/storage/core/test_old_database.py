"""A database of before there was a choice of models, limits of money, and pictures in it: everything goes on."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.clock import Clock
from bot.domain.jobs import NO_PICTURES, Job, JobState, Pictures, new_job_id
from bot.domain.limits import Window
from bot.domain.quota import UsageKind
from bot.domain.requests import Mode
from bot.segmind.payloads import build_payload
from bot.services.jobs.pictures import JobPictures
from bot.storage.core import database as database_module
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import prices
from bot.storage.money.ledger_audit import check
from bot.storage.money.window_totals import read_totals
from bot.worker.cleanup import DiskCleanup
from tests.support.jobs import NOW
from tests.support.models import CATALOGUE, IMAGE_MODEL, TEXT_MODEL

_AT = int(NOW.timestamp()) * 1_000_000
_DAY = 24 * 3600 * 1_000_000
_PICTURE = "pictures/SPOILER_x.jpg"


def build_old_database(connection: Connection) -> None:
    """The tables as they were, with a job and a price of each model, and what these people spent."""
    config = Config()
    config.set_main_option("script_location", str(Path(database_module.__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0009")
    ids = {TEXT_MODEL: new_job_id(NOW), IMAGE_MODEL: new_job_id(NOW)}
    for model, job_id in ids.items():
        values = {
            "id": job_id,
            "state": JobState.QUEUED,
            "model": model,
            "prompt": "a cat",
            "duration_s": 6,
            "aspect_ratio": "9:16",
            "seed": 7,
            "user_id": 1,
            "channel_id": 2,
            "upload_limit_bytes": 3,
            "locale": "de",
            "image_path": _PICTURE if model == IMAGE_MODEL else None,
            "estimate_micros": 4,
            "created_at": _AT,
            "not_before_at": _AT,
            "changed_at": _AT,
        }
        places = ", ".join(f":{name}" for name in values)
        connection.execute(text(f"INSERT INTO jobs ({', '.join(values)}) VALUES ({places})"), values)
    samples = {"samples": json.dumps([[6, 4_200_000]]), "micros": 700_000}
    insert = "INSERT INTO prices (model, samples, micros_per_second) VALUES ('veo-2', :samples, :micros)"
    connection.execute(text(insert), samples)
    names = "job_id, kind, user_id, guild_id, seconds, granted_seconds, micros, recorded_at, counts_at"
    for row in (
        f"'{ids[TEXT_MODEL]}', 'reserve', 1, NULL, 6, 0, 4, {_AT}, {_AT}",
        f"'{ids[IMAGE_MODEL]}', 'reserve', 1, NULL, 6, 0, 4, {_AT - 3 * _DAY}, {_AT - 3 * _DAY}",
        f"NULL, 'grant', 9, NULL, 0, -5, 0, {_AT}, {_AT}",
    ):
        connection.execute(text(f"INSERT INTO ledger ({names}) VALUES ({row})"))
    for scope, subject, amount in (("bot", 0, 8), ("user", 1, 12)):
        totals = ", ".join([f"{amount}, 0"] * 3)
        connection.execute(text(f"INSERT INTO window_totals VALUES ('{scope}', {subject}, {totals})"))


async def test_jobs_prices_sums_and_pictures_of_an_old_database_go_on(empty_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / _PICTURE).write_bytes(b"jpeg")
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(build_old_database)
    await engine.dispose()
    async with Database.open(empty_database_url) as database:
        async with database.read() as connection:
            found = {job.request.model: job for job in await jobs.list_jobs(connection)}
            assert (await connection.run_sync(prices.read_price, TEXT_MODEL)).learned_micros == 700_000
            totals = await connection.run_sync(read_totals, 1, None, NOW)
        assert await check(database) == []
        assert totals[UsageKind.USER_USD].spent == {Window.DAY: 4, Window.WEEK: 8, Window.MONTH: 8}
        assert totals[UsageKind.USER_SECONDS].spent == {Window.DAY: 6, Window.WEEK: 12, Window.MONTH: 12}
        await look_at_the_picture(database, found[IMAGE_MODEL], tmp_path)
    first, second = found[TEXT_MODEL], found[IMAGE_MODEL]
    assert [(job.request.mode, job.price_key) for job in (first, second)] == [
        (Mode.TEXT, TEXT_MODEL),
        (Mode.IMAGE, IMAGE_MODEL),
    ]
    for job in (first, second):
        CATALOGUE.get(job.request.model).check(job.request)
    assert json.dumps(build_payload(CATALOGUE.get(TEXT_MODEL), first.request)) == (
        '{"prompt": "a cat", "duration": "6", "aspect_ratio": "9:16", "seed": 7}'
    )


async def look_at_the_picture(database: Database, job: Job, folder: Path) -> None:
    """One on disk is taken over, and then needs no disk."""
    assert await JobPictures(database, folder).read(job) == Pictures(b"jpeg"), "also before it is taken over"
    assert await JobPictures(database, folder / "elsewhere").read(job) == NO_PICTURES
    await DiskCleanup(database, folder, Clock(), timedelta(days=7)).tidy()
    shutil.rmtree(folder / "pictures")
    assert await JobPictures(database, folder / "elsewhere").read(job) == Pictures(b"jpeg")
