"""Reads everything that is kept about one person, and nothing about others, as values for JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Select, or_, select

from bot.domain.choices import NOWHERE
from bot.domain.limits import Scope
from bot.domain.money import MICROS_PER_USD
from bot.storage.tables.jobs import job_events, job_pictures, jobs
from bot.storage.tables.money import improvements, ledger, strikes
from bot.storage.tables.privacy import erasures
from bot.storage.tables.rules import approvals, audit, blocks, choices, limits, refusals

Values: TypeAlias = dict[str, Any]

#: Secrets, places on disk, and the ids of others.
_LEFT_OUT = frozenset(
    {
        *("interaction_token", "image_path", "last_image_path", "video_path", "film_path"),
        *("source_user_id", "cancelled_by", "user_id", "order"),
    }
)
_MICROS = "_micros"
#: Pictures are kept while their job is in progress, so there are few; each has a few megabytes at most.
_PICTURES_MAX = 20


def read_personal_data(connection: Connection, user_id: int) -> Values:
    """Read all rows about a person. Ids are texts, because many programs can't read such large numbers exactly."""
    mine = select(jobs).where(jobs.c.user_id == user_id).order_by(jobs.c.created_at, jobs.c.id)
    steps: dict[str, list[Values]] = {}
    where = job_events.c.job_id.in_(select(jobs.c.id).where(jobs.c.user_id == user_id))
    # The details of a step may name others.
    for row in connection.execute(select(job_events).where(where).order_by(job_events.c.id)):
        steps.setdefault(row.job_id, []).append({"at": _plain(row.at), "from": row.source, "to": row.target})
    return {
        "user_id": str(user_id),
        "videos": [_describe_job(row, user_id) | {"steps": steps.get(row.id, [])} for row in connection.execute(mine)],
        "bookings": _list(connection, select(ledger).where(ledger.c.user_id == user_id).order_by(ledger.c.id)),
        "strikes": _list(connection, select(strikes).where(strikes.c.user_id == user_id)),
        "choices": {
            row.field: row.value
            for row in connection.execute(
                select(choices).where(choices.c.guild_id == NOWHERE, choices.c.subject_id == user_id)
            )
        },
        "blocks": _list(connection, select(blocks).where(blocks.c.user_id == user_id)),
        "limits": _list(connection, select(limits).where(limits.c.scope == Scope.USER, limits.c.subject_id == user_id)),
        "improved_prompts": _list(
            connection,
            select(improvements).where(improvements.c.user_id == user_id).order_by(improvements.c.created_at),
        ),
        "asked_moderators": list(_list_approvals(connection, user_id)),
        "refused_by_budgets": _list(connection, select(refusals).where(refusals.c.actor_id == user_id)),
        "log_of_changes": list(_list_audit(connection, user_id)),
        "deletions": _list(
            connection,
            select(erasures.c.requested_at).where(erasures.c.user_id == user_id),
        ),
    }


def list_own_films(connection: Connection, user_id: int) -> set[str]:
    """Find the ids of the person's jobs whose film has no part by anyone else."""
    start = select(jobs.c.id.label("film_id"), jobs.c.parent_id, jobs.c.user_id)
    films = start.where(jobs.c.user_id == user_id, jobs.c.part > 1).cte("films", recursive=True)
    # UNION drops duplicates, so a circle would end.
    above = select(films.c.film_id, jobs.c.parent_id, jobs.c.user_id).join(films, jobs.c.id == films.c.parent_id)
    films = films.union(above)
    owners: dict[str, set[int]] = {}
    for row in connection.execute(select(films.c.film_id, films.c.user_id)):
        owners.setdefault(row.film_id, set()).add(row.user_id)
    return {film_id for film_id, people in owners.items() if people == {user_id}}


def list_pictures(connection: Connection, user_id: int) -> dict[str, Sequence[tuple[str, bytes]]]:
    """Read the person's own pictures by job, each with its name; one from someone else's video isn't theirs."""
    is_own = or_(jobs.c.source_user_id.is_(None), jobs.c.source_user_id == user_id)
    query = select(jobs.c.id, jobs.c.image_path, jobs.c.last_image_path, job_pictures.c.data, job_pictures.c.last_data)
    query = query.join(job_pictures, job_pictures.c.job_id == jobs.c.id).where(jobs.c.user_id == user_id, is_own)
    return {
        row.id: [
            (path or "", data)
            for path, data in ((row.image_path, row.data), (row.last_image_path, row.last_data))
            if data is not None
        ]
        for row in connection.execute(query.limit(_PICTURES_MAX))
    }


def _describe_job(row: Row[Any], user_id: int) -> Values:
    values = _describe(row)
    payload = values.pop("payload")
    values["sent_to_segmind"] = None if payload is None else json.loads(payload)
    values["was_cancelled_by_someone_else"] = row.cancelled_by not in (None, user_id)
    values["was_made_from_someone_elses_video"] = row.source_user_id not in (None, user_id)
    if row.result_message_id is not None and row.deleted_at is None:
        place = "@me" if row.guild_id is None or row.result_channel_id is not None else row.guild_id
        channel_id = row.result_channel_id or row.channel_id
        values["message"] = f"https://discord.com/channels/{place}/{channel_id}/{row.result_message_id}"
    return values


def _list_approvals(connection: Connection, user_id: int) -> Iterator[Values]:
    """List what the person asked moderators for, without who decided."""
    query = select(approvals).where(approvals.c.user_id == user_id).order_by(approvals.c.created_at)
    for row in connection.execute(query):
        details = json.loads(row.details or "{}")
        yield {
            "at": _plain(row.created_at),
            "server_id": str(row.guild_id),
            "state": row.state,
            # Empty once it was forgotten.
            "prompt": details["job"]["request"]["prompt"] if details else "",
            "scenes": [scene["prompt"] for scene in details.get("scenes", [])],
            "decided_at": _plain(row.decided_at),
            "answer": row.word,
        }


def _list_audit(connection: Connection, user_id: int) -> Iterator[Values]:
    """List what the person changed, without whom it was about; and what was changed about them, without who did it."""
    is_about = audit.c.subject.contains(str(user_id))
    query = select(audit).where(or_(audit.c.actor_id == user_id, is_about)).order_by(audit.c.id)
    for row in connection.execute(query):
        values = {"at": _plain(row.at), "server_id": str(row.guild_id), "action": row.action}
        if str(user_id) in row.subject:
            values |= {"about": "you", "before": row.before, "after": row.after}
        else:
            values |= {"by": "you"}
        yield values


def _list(connection: Connection, query: Select[Any]) -> list[Values]:
    return [_describe(row) for row in connection.execute(query)]


def _describe(row: Row[Any]) -> Values:
    values = {}
    for name, value in row._mapping.items():  # noqa: SLF001 - the documented way to a row's names
        if name in _LEFT_OUT or name == "actor_id":
            continue
        if name.endswith(_MICROS) or name == "micros":
            values[name.removesuffix("micros") + "usd"] = None if value is None else f"{value / MICROS_PER_USD:.6f}"
        else:
            is_id = name.endswith("_id") and isinstance(value, int)
            values[name] = str(value) if is_id else _plain(value)
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(one) for name, one in asdict(value).items()}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return value
