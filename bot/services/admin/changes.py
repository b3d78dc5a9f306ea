"""Shared by all changes of admins and operators: permission, checks of values, and the audit."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.limits import ID_MAX, WHOLE_BOT
from bot.domain.reports import AuditRecord
from bot.errors import DatabaseUnavailable, UserError
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.money import ledger
from bot.storage.rules import audit

log = get_logger(__name__)

T = TypeVar("T")
#: The latest end of a grant or a block.
END_MAX = timedelta(days=5 * 365)
REASON_MAX_CHARS = 200


class Forbidden(UserError):
    """Someone isn't allowed to change or see something."""


class InvalidChange(UserError):
    """A change with invalid values; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminActor:
    """The person who makes a change, according to Discord."""

    user_id: int
    #: The server they are in; None in direct messages.
    guild_id: int | None
    #: Whether they may manage that server, and whether they are an operator.
    can_manage: bool
    is_operator: bool


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """A value before and after a change."""

    before: T
    after: T


def authorize(actor: AdminActor, guild_id: int) -> None:
    """Raise Forbidden unless the person manages this server or is an operator."""
    if actor.is_operator:
        return
    if guild_id == WHOLE_BOT:
        raise Forbidden(Sentence("change-only-operators"))
    if actor.guild_id != guild_id or not actor.can_manage:
        raise Forbidden(Sentence("change-only-managers"))


def check_id(one: int) -> int:
    """Return a Discord ID; raises InvalidChange if it isn't valid."""
    if not 0 < one <= ID_MAX:
        raise InvalidChange(Sentence("change-id"))
    return one


def check_reason(reason: str) -> str:
    """Return a reason as one line; raises InvalidChange if it is too long."""
    reason = " ".join(reason.split())
    if len(reason) > REASON_MAX_CHARS:
        raise InvalidChange(Sentence("change-reason-long", most=REASON_MAX_CHARS, count=len(reason)))
    return reason


def check_end(end_at: datetime | None, now: datetime) -> None:
    """Raise InvalidChange unless an end is in the future, but not too far."""
    if end_at is None:
        return
    if end_at <= now:
        raise InvalidChange(Sentence("change-end-past"))
    if end_at > now + END_MAX:
        raise InvalidChange(Sentence("change-end-far", days=END_MAX.days))


@contextlib.asynccontextmanager
async def reading(database: Database) -> AsyncIterator[AsyncConnection]:
    """Open one consistent view for reading. Raises DatabaseUnavailable."""
    with _answering():
        async with database.read() as connection:
            yield connection


@contextlib.asynccontextmanager
async def changing(database: Database) -> AsyncIterator[AsyncConnection]:
    """Open a transaction for a change; it excludes other changes and new requests. Raises DatabaseUnavailable."""
    with _answering():
        async with database.write() as connection:
            await connection.run_sync(ledger.lock)
            yield connection


@contextlib.contextmanager
def _answering() -> Iterator[None]:
    """Raise DatabaseUnavailable for any error of the database; nothing was changed then."""
    try:
        yield
    except DATABASE_FAILURES as error:
        log.exception("database does not answer an admin")
        raise DatabaseUnavailable(Sentence("admin-error-database")) from error


async def record(
    connection: AsyncConnection,
    actor: AdminActor,
    guild_id: int,
    at: datetime,
    *,
    action: str,
    subject: str = "",
    before: str,
    after: str,
) -> None:
    """Record a change in the audit."""
    entry = AuditRecord(
        at=at,
        guild_id=guild_id,
        actor_id=actor.user_id,
        action=action,
        subject=subject,
        before=before,
        after=after,
    )
    await audit.record(connection, entry)
