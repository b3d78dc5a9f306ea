"""Queries on requests that need a moderator's approval. Each takes a connection of the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from bot.domain.approvals import APPROVAL_WAIT, Approval, ApprovalState, ErasedApproval
from bot.domain.jobs import NO_PICTURES, Job, Pictures
from bot.domain.quota import Refusal
from bot.domain.rules import Requester
from bot.domain.stories import SceneText
from bot.errors import UserError
from bot.observability import get_logger
from bot.storage.tables.rules import approvals

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Details:
    requester: Requester
    job: Job
    refusal: Refusal
    count: int = 1
    scenes: tuple[SceneText, ...] = ()


_DETAILS = TypeAdapter(_Details)
_STORED_AS_JSON = frozenset({"requester", "job", "refusal", "count", "scenes"})
#: Everything except the pictures, which are only needed for an approval.
_COLUMNS = tuple(column for column in approvals.c if column.name not in {"picture", "last_picture"})


#: Values that nobody needs once an approval is over.
_CLEARED = {"details": "", "word": "", "picture": None, "last_picture": None, "is_shown": True}
_IS_TOLD = func.coalesce(approvals.c.told_at, approvals.c.created_at)


def add(connection: Connection, approval: Approval, pictures: Pictures) -> None:
    """Store a new approval, with the job's pictures."""
    values = {name: getattr(approval, name) for name in approval.__dataclass_fields__ if name not in _STORED_AS_JSON}
    details = _Details(approval.requester, approval.job, approval.refusal, approval.count, approval.scenes)
    values |= {"details": _DETAILS.dump_json(details).decode(), "picture": pictures.first}
    values["last_picture"] = pictures.last
    connection.execute(insert(approvals), values)


def get(connection: Connection, approval_id: str) -> Approval | None:
    """Read an approval, unless its contents were cleared."""
    is_it = (approvals.c.id == approval_id, approvals.c.details != "")
    row = connection.execute(select(*_COLUMNS).where(*is_it)).one_or_none()
    return None if row is None else _from_row(row)


def require(connection: Connection, approval_id: str) -> Approval:
    """Read an approval. Raises NoResultFound if there is none."""
    return _from_row(connection.execute(select(*_COLUMNS).where(approvals.c.id == approval_id)).one())


def read_pictures(connection: Connection, approval_id: str) -> Pictures:
    """Read the pictures of an approval."""
    query = select(approvals.c.picture, approvals.c.last_picture).where(approvals.c.id == approval_id)
    row = connection.execute(query).one_or_none()
    return NO_PICTURES if row is None else Pictures(*row)


def count(connection: Connection, user_id: int, guild_id: int, since: datetime) -> tuple[int, int]:
    """Count a person's approvals in a server since an instant: those that wait, and all."""
    is_waiting = and_(approvals.c.state == ApprovalState.WAITING, approvals.c.created_at > since)
    row = connection.execute(
        select(func.count().filter(is_waiting), func.count()).where(
            approvals.c.user_id == user_id, approvals.c.guild_id == guild_id, approvals.c.created_at > since
        )
    ).one()
    return int(row[0]), int(row[1])


def decide(
    connection: Connection, approval_id: str, state: ApprovalState, *, at: datetime, by: int | None, word: str = ""
) -> bool:
    """End an approval that waits, and clear its pictures; returns False if it isn't waiting any more."""
    found = connection.execute(
        update(approvals)
        .where(approvals.c.id == approval_id, approvals.c.state == ApprovalState.WAITING)
        .values(state=state, decided_at=at, decided_by=by, word=word, picture=None, last_picture=None)
    )
    return found.rowcount == 1


def list_expired(connection: Connection, now: datetime) -> list[str]:
    """Read the ids of approvals that have waited too long."""
    query = select(approvals.c.id).where(
        approvals.c.state == ApprovalState.WAITING, approvals.c.created_at <= now - APPROVAL_WAIT
    )
    return list(connection.execute(query).scalars())


_IS_WAITING = approvals.c.state == ApprovalState.WAITING
_UNFINISHED = (
    select(*_COLUMNS)
    .where(
        or_(
            and_(approvals.c.message_id.is_(None), _IS_WAITING),
            and_(~_IS_WAITING, or_(approvals.c.told_at.is_(None), ~approvals.c.is_shown)),
        )
    )
    .order_by(approvals.c.created_at)
)


def list_unfinished(connection: Connection) -> list[Approval]:
    """Read the approvals that someone must still be told about, oldest first."""
    return [approval for row in connection.execute(_UNFINISHED) if (approval := _try_row(row)) is not None]


def note(connection: Connection, approval_id: str, changes: Mapping[str, object]) -> None:
    """Store who was told (`message_id`, `told_at` or `is_shown`), or a new `estimate_micros`."""
    connection.execute(update(approvals).where(approvals.c.id == approval_id).values(dict(changes)))


def forget(connection: Connection, before: datetime) -> None:
    """Clear finished approvals that were asked for before an instant.

    An approval that was decided before then counts as finished even if nobody could be told. The place of the
    moderators' message is kept, so that it can be cleared when the requester's data is deleted.
    """
    is_told = and_(approvals.c.state != ApprovalState.WAITING, approvals.c.told_at.is_not(None), approvals.c.is_shown)
    over = and_(approvals.c.created_at < before, or_(is_told, approvals.c.decided_at < before))
    connection.execute(delete(approvals).where(over, approvals.c.message_id.is_(None)))
    is_known = and_(over, approvals.c.details != "")
    connection.execute(update(approvals).where(is_known).values(**_CLEARED, told_at=_IS_TOLD))


def end_waiting(connection: Connection, at: datetime) -> None:
    """End all waiting approvals without a decision."""
    waiting = select(approvals.c.id).where(approvals.c.state == ApprovalState.WAITING)
    for approval_id in list(connection.execute(waiting).scalars()):
        decide(connection, approval_id, ApprovalState.EXPIRED, at=at, by=None)


def forget_person(connection: Connection, user_id: int) -> None:
    """Delete a person's approvals, except for the places of the moderators' messages; see `list_erased`."""
    mine = approvals.c.user_id == user_id
    connection.execute(delete(approvals).where(mine, approvals.c.message_id.is_(None)))
    erased = {"state": ApprovalState.ERASED, "user_id": 0, "decided_by": None, "told_at": _IS_TOLD}
    connection.execute(update(approvals).where(mine).values(**_CLEARED, **erased))


_ERASED = (
    select(approvals.c.id, approvals.c.guild_id, approvals.c.channel_id, approvals.c.message_id)
    .where(approvals.c.state == ApprovalState.ERASED)
    .order_by(approvals.c.created_at)
)


def list_erased(connection: Connection) -> list[ErasedApproval]:
    """Read where moderators still see requests of people whose data was deleted."""
    return [ErasedApproval(*row) for row in connection.execute(_ERASED)]


def remove_erased(connection: Connection, approval_id: str) -> None:
    """Delete an erased approval that moderators don't see any more. Safe to repeat."""
    is_it = (approvals.c.id == approval_id, approvals.c.state == ApprovalState.ERASED)
    connection.execute(delete(approvals).where(*is_it))


def _try_row(row: Row[Any]) -> Approval | None:
    """Read an approval; None if another version of the bot stored it in a format that this one can't read."""
    try:
        return _from_row(row)
    except (ValueError, UserError) as error:
        # The error itself would contain what the requester wrote.
        log.error("approval not readable", approval_id=row.id, why=type(error).__name__)
        return None


def _from_row(row: Row[Any]) -> Approval:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's names
    details = _DETAILS.validate_json(values.pop("details"))
    values["state"] = ApprovalState(values["state"])
    return Approval(
        **values,
        requester=details.requester,
        job=details.job,
        refusal=details.refusal,
        count=details.count,
        scenes=details.scenes,
    )
