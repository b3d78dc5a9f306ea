"""A database of before there was a choice of models: its jobs and learned prices go on."""

import json
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.jobs import JobState, new_job_id
from bot.domain.requests import Mode
from bot.segmind.payloads import build_payload
from bot.storage.core import database as database_module
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import prices
from tests.support.jobs import NOW
from tests.support.models import CATALOGUE, IMAGE_MODEL, TEXT_MODEL

_AT = int(NOW.timestamp()) * 1_000_000


def build_old_database(connection: Connection) -> None:
    """The tables as they were, with a job and a price of each model."""
    config = Config()
    config.set_main_option("script_location", str(Path(database_module.__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0009")
    for model in (TEXT_MODEL, IMAGE_MODEL):
        values = {
            "id": new_job_id(NOW),
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
            "estimate_micros": 4,
            "created_at": _AT,
            "not_before_at": _AT,
            "changed_at": _AT,
        }
        names = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        connection.execute(text(f"INSERT INTO jobs ({names}) VALUES ({places})"), values)
    samples = {"samples": json.dumps([[6, 4_200_000]]), "micros": 700_000}
    insert = "INSERT INTO prices (model, samples, micros_per_second) VALUES ('veo-2', :samples, :micros)"
    connection.execute(text(insert), samples)


async def test_old_jobs_and_prices_go_on(empty_database_url: str) -> None:
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(build_old_database)
    await engine.dispose()
    async with Database.open(empty_database_url) as database, database.read() as connection:
        found = {job.request.model: job for job in await jobs.list_jobs(connection)}
        assert (await connection.run_sync(prices.read_price, TEXT_MODEL)).learned_micros == 700_000
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
