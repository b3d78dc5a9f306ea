"""Makes a restored database safe to use: it doesn't know what happened after the copy was made."""

import json
from datetime import datetime

from bot.domain.jobs import Doubt, Job, JobState
from bot.models import Catalogue, ModelSpec
from bot.observability import get_logger
from bot.segmind.payloads import build_payload
from bot.services.jobs import lifecycle
from bot.storage.core.copying import suspend_timeouts
from bot.storage.core.database import Database, StorageError, has_database, redact
from bot.storage.core.leadership import hold_alone, hold_alone_within
from bot.storage.jobs import jobs
from bot.storage.money import improvements
from bot.storage.rules import approvals

log = get_logger(__name__)


async def settle_restored(database_url: str, now: datetime, catalogue: Catalogue) -> int:
    """Bring a restored database up to date, and doubt every request in it that may have been submitted since.

    Requests that were queued are never just submitted, since they may have been paid. Each one is looked up in
    Segmind's history, like any submission without an answer. One whose pictures weren't uploaded, or whose model isn't
    in the catalogue, is cancelled, since it couldn't be recognized there. Requests that wait for a moderator end, since
    they may have been approved, and calls that wait for the language model count as sent. Returns how many requests are
    affected.
    """
    async with Database.open(database_url) as database:
        async with database.read() as connection:
            doubtful = await jobs.list_jobs(connection, (JobState.QUEUED, JobState.UNKNOWN))
        async with database.write() as connection:
            await connection.run_sync(approvals.end_waiting, now)
            await connection.run_sync(improvements.doubt_waiting)
        for job in doubtful:
            await _doubt(database, job, now, catalogue.find(job.request.model))
    return len(doubtful)


async def settle_unused(database_url: str, now: datetime, catalogue: Catalogue) -> int:
    """Do the same to a database that another program restored and that no bot uses. Safe to repeat.

    Raises StorageError if there is none, or a bot uses it.
    """
    if not has_database(database_url):
        raise StorageError(f"There is no database at {redact(database_url)}.")
    with hold_alone(database_url):
        async with Database.open(database_url) as database, database.read() as connection:
            if not database.is_sqlite:
                await hold_alone_within(connection, redact(database_url))
                await suspend_timeouts(connection)
            return await settle_restored(database_url, now, catalogue)


async def _doubt(database: Database, job: Job, now: datetime, spec: ModelSpec | None) -> None:
    detail = {"why": "database restored"}
    async with database.write() as connection:
        if job.state is JobState.UNKNOWN:
            await jobs.amend(connection, job, doubt=Doubt.NO_ANSWER)
        elif spec is None or not job.is_uploaded:
            await lifecycle.move(connection, job, JobState.CANCELLED, at=now, detail=detail, closed_at=now)
        else:
            body = build_payload(spec, job.request, job.image_url, job.last_image_url)
            payload = json.dumps(body, ensure_ascii=False)
            sent = await lifecycle.move(
                connection, job, JobState.SUBMITTING, at=now, detail=detail, payload=payload, submitted_at=now
            )
            await lifecycle.move(connection, sent, JobState.UNKNOWN, at=now, detail=detail, doubt=Doubt.NO_ANSWER)
    log.info("job doubted", job_id=job.id, state=job.state)
