"""Storing a new job as steps of a larger transaction; what is stored is what `jobs.insert_job` stores."""

from dataclasses import fields
from operator import attrgetter

from bot.domain.jobs import Job
from bot.domain.requests import VideoRequest
from bot.storage.core.sql_timestamps import to_micros
from bot.storage.core.steps import Steps
from bot.storage.core.tables import Instant, jobs

_COLUMNS = tuple(column for column in jobs.c if column.name != "payload")
_INSERT_JOB = (
    f"INSERT INTO jobs ({', '.join(column.name for column in _COLUMNS)}) "  # noqa: S608 - constants
    f"VALUES ({', '.join(f':{column.name}' for column in _COLUMNS)})"
)
_INSERT_EVENT = "INSERT INTO job_events (job_id, at, target) VALUES (:id, :at, :target)"
_INSTANTS = tuple(column.name for column in _COLUMNS if isinstance(column.type, Instant))
_OF_REQUEST = tuple(field.name for field in fields(VideoRequest))
_OF_JOB = tuple(column.name for column in _COLUMNS if column.name not in _OF_REQUEST)
_read_job, _read_request = attrgetter(*_OF_JOB), attrgetter(*_OF_REQUEST)


def insert_job(job: Job) -> Steps[None]:
    """Store a new job and the first event of its history."""
    values = dict(zip(_OF_JOB, _read_job(job), strict=True))
    values |= zip(_OF_REQUEST, _read_request(job.request), strict=True)
    for name in _INSTANTS:
        values[name] = to_micros(values[name])
    yield _INSERT_JOB, values
    yield _INSERT_EVENT, {"id": job.id, "at": values["created_at"], "target": job.state}
