"""`veo-bot db settle`: what another program restored is looked for, and never just submitted."""

from datetime import UTC, datetime

import pytest

from bot.domain.jobs import Doubt, JobState
from bot.services.jobs.after_restore import settle_unused
from bot.storage.core.database import Database, StorageError
from bot.storage.core.leadership import hold_alone, open_leadership
from bot.storage.jobs import jobs
from tests.support.jobs import make_job, store_job
from tests.support.models import CATALOGUE

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def test_what_waited_is_in_doubt(database_url: str) -> None:
    async with Database.open(database_url) as database, database.write() as connection:
        await store_job(connection, make_job())
    assert await settle_unused(database_url, NOW, CATALOGUE) == 1
    assert await settle_unused(database_url, NOW, CATALOGUE) == 1
    async with Database.open(database_url) as database, database.read() as connection:
        [job] = await jobs.list_jobs(connection, JobState)
    assert (job.state, job.doubt) == (JobState.UNKNOWN, Doubt.NO_ANSWER)


async def test_a_database_that_a_bot_uses_is_left_alone(sqlite_url: str, postgres_url: str) -> None:
    with hold_alone(sqlite_url), pytest.raises(StorageError, match="Another Veo Bot"):
        await settle_unused(sqlite_url, NOW, CATALOGUE)
    async with Database.open(postgres_url) as database, open_leadership(database) as leadership:
        await leadership.win()
        with pytest.raises(StorageError, match="A Veo Bot is using"):
            await settle_unused(postgres_url, NOW, CATALOGUE)
