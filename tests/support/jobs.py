"""Makers of jobs for tests."""

import itertools
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job, JobState, Pictures, new_job_id
from bot.domain.requests import AspectRatio, Mode, VideoRequest
from bot.services.jobs.requests import RequestOrigin
from bot.storage.jobs import jobs
from bot.storage.money.ledger import book_reserve
from bot.storage.money.window_totals import read_totals
from tests.support.models import IMAGE_MODEL, TEXT_MODEL

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def make_request(**changes: Any) -> VideoRequest:
    """A valid request."""
    values: dict[str, Any] = {
        "model": TEXT_MODEL,
        "prompt": "a red panda riding a skateboard",
        "duration_s": 5,
        "aspect_ratio": AspectRatio.LANDSCAPE,
        "seed": 42,
    }
    values |= changes
    values.setdefault("mode", Mode.IMAGE if values["model"] == IMAGE_MODEL else Mode.TEXT)
    return VideoRequest(**values)


def make_job(**changes: Any) -> Job:
    """A queued job of somebody's."""
    at = changes.get("created_at", NOW)
    request_names = {one.name for one in fields(VideoRequest)}
    request = make_request(**{name: changes[name] for name in request_names & changes.keys()})
    values: dict[str, Any] = {
        "id": new_job_id(at),
        "state": JobState.QUEUED,
        "request": request,
        "price_key": request.model,
        "user_id": 1001,
        "guild_id": 2001,
        "channel_id": 3001,
        "estimate_micros": 3_125_000,
        "created_at": at,
        "not_before_at": at,
        "changed_at": at,
    }
    return Job(**values | {name: value for name, value in changes.items() if name not in request_names})


async def store_job(
    connection: AsyncConnection, job: Job, picture: bytes | None = None, last_picture: bytes | None = None
) -> None:
    """Store a job, in any state, with its reserve in the ledger, as accepting it does, but without asking any limit."""

    def store(sync: Connection) -> None:
        jobs.insert_job(sync, job, Pictures(picture, last_picture))
        totals_by_kind = read_totals(sync, job.user_id, job.budget_guild_id, job.created_at)
        book_reserve(sync, job, totals_by_kind, granted_s=0, at=job.created_at)

    await connection.run_sync(store)


#: Other ones than tests write by hand.
_NUMBERS = itertools.count(1_000_000)


def anew(origin: RequestOrigin, **changes: Any) -> RequestOrigin:
    """The same asking once more, by another interaction."""
    return replace(origin, request_key=f"interaction:{next(_NUMBERS)}", **changes)
