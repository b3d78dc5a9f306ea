"""Queries on jobs and their events. Each takes a connection, so the caller decides what belongs into a transaction."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import (
    NO_PICTURES,
    PENDING,
    Doubt,
    FailureReason,
    Job,
    JobEvent,
    JobState,
    Pictures,
    can_transition,
)
from bot.domain.requests import AspectRatio, LastFrame, Mode, VideoRequest
from bot.storage.core.database import StorageError
from bot.storage.jobs.pictures import forget_pictures, store_pictures
from bot.storage.tables.jobs import IS_UNCLOSED, job_events, jobs

Detail: TypeAlias = Mapping[str, str | int | float | None]

_PLAIN_REQUEST_COLUMNS = ("model", "prompt", "duration_s", "seed", "resolution", "has_sound", "negative_prompt")
_REQUEST_COLUMNS = frozenset({*_PLAIN_REQUEST_COLUMNS, "aspect_ratio", "mode", "last_frame"})
#: The other columns that belong to a request.
_CHANGED_COLUMNS = frozenset(
    {
        *("own_prompt", "style", "camera", "estimate_micros", "price_key", "remaining", "not_before_at"),
        *("instead_of", "full_video"),
    }
)
_COLUMNS = tuple(column for column in jobs.c if column.name != "payload")
# Building a statement of so many columns takes longer than SQLite takes to answer it.
_JOBS = select(*_COLUMNS)
_BY_ID = _JOBS.where(jobs.c.id == bindparam("id"))
_BY_GROUP = _JOBS.where(jobs.c.group_id == bindparam("group_id")).order_by(jobs.c.group_position)
_BY_STATE = _JOBS.where(jobs.c.state.in_(bindparam("states", expanding=True))).order_by(jobs.c.created_at, jobs.c.id)
_UPDATE = update(jobs).returning(*_COLUMNS)
_UNCLOSED = _JOBS.where(text(IS_UNCLOSED)).order_by(jobs.c.created_at, jobs.c.id)
_MINE = jobs.alias("mine")

#: The values of a job whose prompt and everything else it was made from are deleted; its figures stay.
WITHOUT_CONTENT: Mapping[str, str | None] = {
    **dict.fromkeys(("prompt", "negative_prompt"), ""),
    **dict.fromkeys(("own_prompt", "style", "camera", "payload", "film_path", "output_url")),
    **dict.fromkeys(("image_path", "image_url", "last_image_path", "last_image_url")),
    **dict.fromkeys(("failure_detail", "remaining", "offer", "instead_of", "full_video")),
}


class StaleJob(StorageError):
    """A guarded change found the job in another state than expected: another process was first."""


@dataclass(frozen=True, slots=True)
class LatencySample:
    """How long a past job took from acceptance to its end; both bounds are equal if that is known exactly."""

    model: str
    duration_s: int
    min_s: float
    max_s: float
    ended_at: datetime
    has_failed: bool


def insert_job(connection: Connection, job: Job, pictures: Pictures = NO_PICTURES) -> None:
    """Store a new job, its pictures and the first event of its history."""
    connection.execute(insert(jobs), _to_row(job))
    store_pictures(connection, job.id, pictures)
    connection.execute(insert(job_events), {"job_id": job.id, "at": job.created_at, "target": job.state})


def find_by_key(connection: Connection, request_key: str | None) -> str | None:
    """Find the id of the job that an interaction or a message created; None if there is none."""
    if request_key is None:
        return None
    return connection.execute(_BY_KEY, {"key": request_key}).scalar_one_or_none()


def read_job(connection: Connection, job_id: str) -> Job:
    """Read one job. Raises NoResultFound if there is none."""
    return _from_row(connection.execute(_BY_ID, {"id": job_id}).one())


def read_price(connection: Connection, job_id: str) -> tuple[int, str]:
    """Read a job's reserved estimate, in millionths of a USD, and its price key. Raises NoResultFound."""
    row = connection.execute(select(jobs.c.estimate_micros, jobs.c.price_key).where(jobs.c.id == job_id)).one()
    return row.estimate_micros, row.price_key


_BY_KEY = select(jobs.c.id).where(jobs.c.request_key == bindparam("key"))


def has_deleted(connection: Connection, job_ids: Iterable[str]) -> bool:
    """Whether the result of any of these jobs was deleted."""
    found = exists().where(jobs.c.id.in_(list(job_ids)), jobs.c.deleted_at.is_not(None))
    return bool(connection.execute(select(found)).scalar_one())


async def record_event(connection: AsyncConnection, event: JobEvent) -> None:
    """Append an event to a job's history."""
    await connection.execute(
        insert(job_events),
        {
            "job_id": event.job_id,
            "at": event.at,
            "source": event.source,
            "target": event.target,
            "detail": json.dumps(event.detail, ensure_ascii=False),
        },
    )


async def transition(
    connection: AsyncConnection,
    job: Job,
    target: JobState,
    *,
    at: datetime,
    detail: Detail | None = None,
    **changes: Any,
) -> Job:
    """Move a job from its known state to another, with changes to its columns; returns the changed job.

    Raises StaleJob if the stored job is in another state, was changed, or was deleted; ValueError if there is no such
    step.
    """
    if not can_transition(job.state, target):
        raise ValueError(f"a job cannot go from {job.state} to {target}")
    is_same = jobs.c.deleted_at.is_not_distinct_from(job.deleted_at)
    row = (
        await connection.execute(
            _UPDATE.where(
                jobs.c.id == job.id, jobs.c.state == job.state, jobs.c.revision == job.revision, is_same
            ).values(state=target, changed_at=at, **changes)
        )
    ).one_or_none()
    if row is None:
        raise StaleJob(f"job {job.id} is no longer {job.state}")
    event = JobEvent(job_id=job.id, at=at, source=job.state, target=target, detail=dict(detail or {}))
    await record_event(connection, event)
    return _from_row(row)


async def amend(connection: AsyncConnection, job: Job, **changes: Any) -> Job:
    """Change columns of a job that stays in its state; returns the changed job.

    Raises StaleJob if the stored job is in another state, was changed, or was deleted.
    """
    is_same = jobs.c.deleted_at.is_not_distinct_from(job.deleted_at)
    where = (jobs.c.id == job.id, jobs.c.state == job.state, jobs.c.revision == job.revision, is_same)
    row = (await connection.execute(_UPDATE.where(*where).values(**changes))).one_or_none()
    if row is None:
        raise StaleJob(f"job {job.id} is no longer {job.state}")
    return _from_row(row)


async def take_up_scene(
    connection: AsyncConnection, job: Job, image_path: str, film_path: str, picture: bytes, *, at: datetime
) -> Job:
    """Store the start picture of a scene that waits for it; returns the changed job with its next revision.

    Raises StaleJob if it isn't queued any more, or has its picture already.
    """
    paths = {"image_path": image_path, "film_path": film_path}
    times = {"changed_at": at, "not_before_at": at}  # its wait to be submitted begins only now
    taken_up = await amend(connection, job, **paths, **times, awaits_scene=False, revision=job.revision + 1)
    await connection.run_sync(store_pictures, job.id, Pictures(picture))
    return taken_up


async def close(connection: AsyncConnection, job: Job, *, at: datetime) -> None:
    """Close an ended job, and delete its pictures.

    Raises StaleJob if the job goes on, was deleted since, or has a card that wasn't known here.
    """
    is_same = jobs.c.card_message_id.is_not_distinct_from(job.card_message_id)
    where = (jobs.c.id == job.id, jobs.c.state == job.state, jobs.c.deleted_at.is_not_distinct_from(job.deleted_at))
    row = await connection.execute(update(jobs).where(*where, is_same).values(closed_at=at))
    if row.rowcount != 1:
        raise StaleJob(f"job {job.id} is no longer {job.state}")
    if job.image_path is not None:
        await forget_pictures(connection, job.id)


def change_queued(connection: Connection, before: Job, after: Job, *, at: datetime, why: str) -> Job:
    """Replace what a queued job asks for, and record the change; returns the changed job with its next revision.

    Raises StaleJob if the stored job is no longer queued, or was changed.
    """
    names = _REQUEST_COLUMNS | _CHANGED_COLUMNS
    values = {name: value for name, value in _to_row(after).items() if name in names}
    where = (jobs.c.id == before.id, jobs.c.state == JobState.QUEUED, jobs.c.revision == before.revision)
    statement = _UPDATE.where(*where).values(**values, revision=before.revision + 1)
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise StaleJob(f"job {before.id} is no longer as it was")
    event = {"job_id": before.id, "at": at, "source": JobState.QUEUED, "target": JobState.QUEUED}
    connection.execute(insert(job_events), event | {"detail": json.dumps({"why": why})})
    return _from_row(row)


async def erase(connection: AsyncConnection, job: Job, *, at: datetime) -> Job:
    """Clear what an ended job was about, and record that its video is being deleted; returns the changed job.

    It isn't closed until everything else is deleted, too. Raises StaleJob if it was already deleted.
    """
    row = (
        await connection.execute(
            _UPDATE.where(jobs.c.id == job.id, jobs.c.state == job.state, jobs.c.deleted_at.is_(None)).values(
                **WITHOUT_CONTENT, deleted_at=at, closed_at=None
            )
        )
    ).one_or_none()
    if row is None:
        raise StaleJob(f"job {job.id} is deleted already")
    await forget_pictures(connection, job.id)
    return _from_row(row)


async def close_deleted(connection: AsyncConnection, job_id: str, *, at: datetime) -> None:
    """Close a deleted job of which only the record is left."""
    values = {jobs.c.closed_at: at, jobs.c.video_path: None, jobs.c.interaction_token: None}
    where = (jobs.c.id == job_id, jobs.c.deleted_at.is_not(None), jobs.c.closed_at.is_(None))
    await connection.execute(update(jobs).where(*where).values(values))


async def set_card(
    connection: AsyncConnection, job_id: str, message_id: int, *, is_answer: bool = False
) -> Sequence[str]:
    """Store which message shows the job, in any state; `is_answer` if the interaction's token can edit it.

    The message shows all variations of its group, whose ids are returned. A job that was closed without it is open
    again, until the card is gone or shows the end.
    """
    values: dict[str, int | None] = {"card_message_id": message_id, "closed_at": None}
    if is_answer:
        values["answer_message_id"] = message_id
    is_its = or_(jobs.c.id == job_id, jobs.c.group_id == job_id)
    rows = await connection.execute(update(jobs).where(is_its).values(values).returning(jobs.c.id))
    return [row.id for row in rows]


async def get_job(connection: AsyncConnection, job_id: str) -> Job | None:
    """Read one job."""
    row = (await connection.execute(_BY_ID, {"id": job_id})).one_or_none()
    return None if row is None else _from_row(row)


async def list_group(connection: AsyncConnection, group_id: str) -> list[Job]:
    """Read the variations that were requested together, in their order."""
    return [_from_row(row) for row in await connection.execute(_BY_GROUP, {"group_id": group_id})]


async def find_by_message(connection: AsyncConnection, message_id: int) -> Job | None:
    """Read the newest job with this card or result. Scans the whole table, so only admins should use it."""
    is_its = or_(
        jobs.c.result_message_id == message_id,
        jobs.c.card_message_id == message_id,
        jobs.c.answer_message_id == message_id,
    )
    query = select(*_COLUMNS).where(is_its).order_by(jobs.c.created_at.desc()).limit(1)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _from_row(row)


async def list_jobs(connection: AsyncConnection, states: Iterable[JobState] = PENDING) -> list[Job]:
    """Read all jobs in the given states, oldest first."""
    return [_from_row(row) for row in await connection.execute(_BY_STATE, {"states": sorted(states)})]


async def list_ids(connection: AsyncConnection, states: Iterable[JobState] = PENDING) -> set[str]:
    """Read the ids of all jobs in the given states."""
    return set((await connection.execute(select(jobs.c.id).where(jobs.c.state.in_(sorted(states))))).scalars())


async def list_unclosed(connection: AsyncConnection) -> list[Job]:
    """Read the ended jobs that aren't closed yet, oldest first."""
    return [_from_row(row) for row in await connection.execute(_UNCLOSED)]


async def list_deletions(connection: AsyncConnection) -> list[Job]:
    """Read the jobs whose deletion isn't finished."""
    query = select(*_COLUMNS).where(text(IS_UNCLOSED), jobs.c.deleted_at.is_not(None))
    return [_from_row(row) for row in await connection.execute(query)]


async def list_doubted(connection: AsyncConnection) -> list[Job]:
    """Read the failed jobs that are still looked up in the history, oldest first."""
    query = select(*_COLUMNS).where(jobs.c.state == JobState.FAILED, jobs.c.doubt.is_not(None))
    return [_from_row(row) for row in await connection.execute(query.order_by(jobs.c.created_at, jobs.c.id))]


async def get_jobs(connection: AsyncConnection, job_ids: Iterable[str]) -> dict[str, Job]:
    """Read several jobs by id; missing ones are left out."""
    rows = await connection.execute(select(*_COLUMNS).where(jobs.c.id.in_(list(job_ids))))
    return {row.id: _from_row(row) for row in rows}


async def forget_details(connection: AsyncConnection, before: datetime) -> None:
    """Clear paths, tokens and payloads of jobs that were closed before then."""
    details = (jobs.c.video_path, jobs.c.interaction_token, jobs.c.payload)
    await connection.execute(
        update(jobs)
        .where(jobs.c.closed_at < before, or_(*(column.is_not(None) for column in details)))
        .values(dict.fromkeys(details))
    )


async def forget_contents(connection: AsyncConnection, before: datetime, *, at: datetime) -> int:
    """Clear the contents of jobs that were closed before then; returns how many there were."""
    where = (jobs.c.closed_at < before, jobs.c.deleted_at.is_(None), jobs.c.forgotten_at.is_(None))
    return (await connection.execute(update(jobs).where(*where).values(**WITHOUT_CONTENT, forgotten_at=at))).rowcount


async def forget_events(connection: AsyncConnection, before: datetime) -> None:
    """Delete the events of jobs that were closed before then; the jobs and the ledger stay."""
    closed = select(jobs.c.id).where(jobs.c.closed_at < before)
    await connection.execute(delete(job_events).where(job_events.c.job_id.in_(closed)))


async def has_request(connection: AsyncConnection, request_id: str) -> bool:
    """Whether any job has this request id at Segmind."""
    found = await connection.execute(select(jobs.c.id).where(jobs.c.request_id == request_id))
    return found.first() is not None


async def list_rivals(connection: AsyncConnection, job: Job) -> list[tuple[str, datetime]]:
    """Read which other jobs sent the same payload, and may have been accepted, but have no request id yet.

    Returns their ids, and when they were submitted.
    """
    is_in_doubt = or_(jobs.c.state == JobState.SUBMITTING, jobs.c.doubt.in_((Doubt.NO_ANSWER, Doubt.SERVER_ERROR)))
    query = (
        select(jobs.c.id, jobs.c.submitted_at)
        .join(_MINE, and_(_MINE.c.model == jobs.c.model, _MINE.c.payload == jobs.c.payload))
        .where(_MINE.c.id == job.id, jobs.c.id != job.id, is_in_doubt, jobs.c.submitted_at.is_not(None))
    )
    return [(row.id, row.submitted_at) for row in await connection.execute(query)]


async def list_events(connection: AsyncConnection, job_id: str) -> list[JobEvent]:
    """Read a job's history, oldest first."""
    query = select(job_events).where(job_events.c.job_id == job_id).order_by(job_events.c.id)
    return [
        JobEvent(
            job_id=row.job_id,
            at=row.at,
            source=None if row.source is None else JobState(row.source),
            target=JobState(row.target),
            detail=json.loads(row.detail),
        )
        for row in await connection.execute(query)
    ]


async def get_payload(connection: AsyncConnection, job_id: str) -> dict[str, Any] | None:
    """Read the body of the job's paid POST, as it was stored before it was sent."""
    text = (await connection.execute(select(jobs.c.payload).where(jobs.c.id == job_id))).scalar_one_or_none()
    return None if text is None else json.loads(text)


async def list_latencies(connection: AsyncConnection, limit: int) -> list[LatencySample]:
    """Read how long the latest jobs took until they were completed or failed at Segmind, oldest first."""
    columns = select(jobs.c.model, jobs.c.duration_s, jobs.c.latency_min_s, jobs.c.latency_max_s)
    completed = (
        columns.add_columns(jobs.c.completed_at)
        .where(jobs.c.completed_at.is_not(None), jobs.c.latency_max_s.is_not(None))
        .order_by(jobs.c.completed_at.desc())
        .limit(limit)
    )
    failed = (
        columns.add_columns(jobs.c.changed_at)
        .where(jobs.c.state == JobState.FAILED, jobs.c.completed_at.is_(None), jobs.c.latency_max_s.is_not(None))
        .order_by(jobs.c.created_at.desc())
        .limit(limit)
    )
    samples = [
        LatencySample(row[0], row[1], row[2], row[3], row[4], has_failed)
        for query, has_failed in ((completed, False), (failed, True))
        for row in await connection.execute(query)
    ]
    return sorted(samples, key=lambda sample: sample.ended_at)[-limit:]


def _to_row(job: Job) -> dict[str, Any]:
    request = job.request
    values = {column.name: getattr(job, column.name) for column in _COLUMNS if column.name not in _REQUEST_COLUMNS}
    return values | {name: getattr(request, name) for name in _REQUEST_COLUMNS}


def _from_row(row: Row[Any]) -> Job:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's names
    request = VideoRequest(
        **{name: values.pop(name) for name in _PLAIN_REQUEST_COLUMNS},
        last_frame=LastFrame(values.pop("last_frame")),
        aspect_ratio=AspectRatio(values.pop("aspect_ratio")),
        mode=Mode(values.pop("mode")),
        is_stored=True,
    )
    values["state"] = JobState(values["state"])
    values["doubt"] = None if values["doubt"] is None else Doubt(values["doubt"])
    values["failure"] = None if values["failure"] is None else FailureReason(values["failure"])
    return Job(request=request, **values)
