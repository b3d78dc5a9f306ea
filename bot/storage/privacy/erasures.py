"""Deletes a person's data in two steps: at once everything they wrote, made and chose; later their id.

Until then the id stays with usage that counts towards limits, because a deletion would otherwise be a way around them.
Call each function in a transaction that holds the lock to book money.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Case,
    Column,
    Connection,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from bot.domain.approvals import ApprovalState
from bot.domain.choices import NOWHERE
from bot.domain.ledger import remaining_grants, withdraw
from bot.domain.limits import WHOLE_BOT
from bot.domain.reports import BOT_ITSELF
from bot.storage.jobs.jobs import WITHOUT_CONTENT
from bot.storage.jobs.pictures import forget_pictures_of
from bot.storage.money import ledger as booking
from bot.storage.money import window_totals
from bot.storage.rules.approvals import forget_person
from bot.storage.tables.jobs import IS_PENDING, alerts, job_events, jobs
from bot.storage.tables.money import IS_UNDER_WAY, improvements, ledger, strikes
from bot.storage.tables.privacy import erasures
from bot.storage.tables.rules import approvals, audit, choices, refusals

_ID_BITS = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """A person whose data was deleted, but whose id is still with usage that counts towards limits."""

    id: int
    user_id: int
    anonym_id: int
    requested_at: datetime
    last_entry_id: int


def count_unfinished(connection: Connection, user_id: int) -> int:
    """Count a person's unfinished jobs (in progress, in doubt or not closed), approvals and improvements."""
    is_untold = and_(jobs.c.closed_at.is_(None), jobs.c.deleted_at.is_(None))
    where = (jobs.c.user_id == user_id, or_(text(IS_PENDING), jobs.c.doubt.is_not(None), is_untold))
    count: int = connection.execute(select(func.count()).select_from(jobs).where(*where)).scalar_one()
    is_open = or_(approvals.c.state == ApprovalState.WAITING, approvals.c.told_at.is_(None), ~approvals.c.is_shown)
    asked = select(func.count()).select_from(approvals).where(approvals.c.user_id == user_id, is_open)
    calls = select(func.count()).select_from(improvements)
    calls = calls.where(improvements.c.user_id == user_id, text(IS_UNDER_WAY))
    return count + sum(int(connection.execute(query).scalar_one()) for query in (asked, calls))


def count_videos(connection: Connection, user_id: int) -> int:
    """Count a person's jobs that aren't deleted."""
    where = (jobs.c.user_id == user_id, jobs.c.deleted_at.is_(None))
    return connection.execute(select(func.count()).select_from(jobs).where(*where)).scalar_one()


def is_anything_kept(connection: Connection, user_id: int) -> bool:
    """Whether there is anything that a deletion would delete now, rather than once the windows are over."""
    # Records from before an earlier deletion wait for its second step.
    last = func.coalesce(
        select(func.max(erasures.c.last_entry_id)).where(erasures.c.user_id == user_id).scalar_subquery(), 0
    )
    at = select(func.max(erasures.c.requested_at)).where(erasures.c.user_id == user_id).scalar_subquery()
    known = or_(
        exists().where(jobs.c.user_id == user_id, jobs.c.deleted_at.is_(None)),
        exists().where(ledger.c.user_id == user_id, ledger.c.id > last),
        exists().where(approvals.c.user_id == user_id),
        exists().where(choices.c.guild_id == NOWHERE, choices.c.subject_id == user_id),
        exists().where(refusals.c.actor_id == user_id, or_(at.is_(None), refusals.c.at > at)),
        exists().where(audit.c.actor_id == user_id, or_(at.is_(None), audit.c.at > at)),
    )
    return bool(connection.execute(select(known)).scalar_one())


def new_anonym_id() -> int:
    """Draw the number that replaces a person's id."""
    return -1 - secrets.randbits(_ID_BITS)


def has_erased(connection: Connection, anonym_id: int) -> bool:
    """Whether a deletion with this number was begun."""
    return bool(connection.execute(select(exists().where(erasures.c.anonym_id == anonym_id))).scalar_one())


def erase_content(connection: Connection, user_id: int, anonym_id: int, at: datetime) -> int:
    """Delete everything a person wrote, made and chose, and record that their id will follow; returns how many videos.

    The worker deletes the messages and files. All of the person's jobs must be over.
    """
    count = count_videos(connection, user_id)
    mine = jobs.c.user_id == user_id
    connection.execute(
        update(job_events).where(job_events.c.job_id.in_(select(jobs.c.id).where(mine))).values(detail="{}")
    )
    connection.execute(update(jobs).where(mine, jobs.c.deleted_at.is_not(None)).values(**WITHOUT_CONTENT))
    connection.execute(
        update(jobs).where(mine, jobs.c.deleted_at.is_(None)).values(**WITHOUT_CONTENT, deleted_at=at, closed_at=None)
    )
    connection.execute(
        update(improvements).where(improvements.c.user_id == user_id).values(prompt="", improved=None, order="{}")
    )
    forget_pictures_of(connection, user_id)
    forget_person(connection, user_id)
    connection.execute(delete(choices).where(choices.c.guild_id == NOWHERE, choices.c.subject_id == user_id))
    for grant in remaining_grants(booking.read_granted(connection, user_id)):
        if grant.seconds > 0:
            booking.take_back(connection, withdraw(grant, user_id, at))
    last_entry_id = connection.execute(select(func.coalesce(func.max(ledger.c.id), 0))).scalar_one()
    erasure = {"user_id": user_id, "anonym_id": anonym_id, "requested_at": at, "last_entry_id": last_entry_id}
    connection.execute(insert(erasures), erasure)
    event = {"at": at, "guild_id": WHOLE_BOT, "actor_id": BOT_ITSELF, "action": "privacy", "subject": "", "before": ""}
    connection.execute(insert(audit), event | {"after": f"a person's data was deleted: {count} videos"})
    return count


def list_erasures(connection: Connection) -> list[Erasure]:
    """Read the deletions whose second step is yet to come, oldest first."""
    return [
        Erasure(**row._mapping)  # noqa: SLF001 - the documented way to a row's names
        for row in connection.execute(select(erasures).order_by(erasures.c.id))
    ]


def remove_identity(connection: Connection, erasure: Erasure, now: datetime) -> bool:
    """Replace the person's id wherever it is left; all sums stay the same.

    Admins' decisions about the person stay, too. Returns False if it is too early, because a message must still be
    deleted. Safe to repeat.
    """
    user_id, anonym_id, at = erasure.user_id, erasure.anonym_id, erasure.requested_at
    entries = and_(ledger.c.user_id == user_id, ledger.c.id <= erasure.last_entry_id)
    job_ids = select(ledger.c.job_id).where(entries, ledger.c.job_id.is_not(None))
    if connection.execute(select(exists().where(jobs.c.id.in_(job_ids), jobs.c.closed_at.is_(None)))).scalar_one():
        return False
    connection.execute(delete(alerts).where(alerts.c.job_id.in_(job_ids)))
    _rename_jobs(connection, erasure, job_ids)
    call_ids = select(ledger.c.improvement_id).where(entries, ledger.c.improvement_id.is_not(None))
    calls = update(improvements).where(improvements.c.user_id == user_id, improvements.c.id.in_(call_ids))
    connection.execute(calls.values(user_id=anonym_id, request_key=improvements.c.id))
    renamed = select(jobs.c.id).where(jobs.c.user_id == anonym_id)
    connection.execute(
        update(ledger)
        .where(ledger.c.user_id == user_id, or_(ledger.c.job_id.in_(renamed), and_(entries, ledger.c.job_id.is_(None))))
        .values(user_id=anonym_id, reason=None, actor_id=_replaced(ledger.c.actor_id, user_id, anonym_id))
    )
    connection.execute(
        update(ledger).where(ledger.c.actor_id == user_id, ledger.c.recorded_at <= at).values(actor_id=anonym_id)
    )
    for subject_id in (user_id, anonym_id):
        window_totals.recompute_totals(connection, subject_id, now)
    connection.execute(delete(strikes).where(strikes.c.user_id == user_id, strikes.c.at <= at))
    connection.execute(
        update(refusals).where(refusals.c.actor_id == user_id, refusals.c.at <= at).values(actor_id=anonym_id)
    )
    _rename_in_audit(connection, erasure)
    connection.execute(delete(erasures).where(erasures.c.id == erasure.id))
    return True


def _rename_jobs(connection: Connection, erasure: Erasure, job_ids: Select[tuple[str | None]]) -> None:
    user_id, anonym_id = erasure.user_id, erasure.anonym_id
    places = ("card_message_id", "answer_message_id", "result_message_id", "result_channel_id")
    traces = ("request_key", "request_id", "source_message_id", "source_user_id", "interaction_token", "cancelled_by")
    connection.execute(
        update(jobs)
        .where(jobs.c.user_id == user_id, jobs.c.id.in_(job_ids))
        .values(
            **dict.fromkeys((*places, *traces)),
            user_id=anonym_id,
            # The channel of direct messages identifies the person.
            channel_id=0,
            guild_id=case((jobs.c.is_outside, None), else_=jobs.c.guild_id),
        )
    )
    is_old = jobs.c.created_at <= erasure.requested_at
    for column in (jobs.c.source_user_id, jobs.c.cancelled_by):
        connection.execute(
            update(jobs).where(column == user_id, is_old, jobs.c.closed_at.is_not(None)).values({column: None})
        )
    decided = and_(approvals.c.decided_by == user_id, approvals.c.created_at <= erasure.requested_at)
    connection.execute(update(approvals).where(decided).values(decided_by=None))
    old, new = str(user_id), str(anonym_id)
    is_named = and_(job_events.c.detail.contains(old), job_events.c.at <= erasure.requested_at)
    connection.execute(update(job_events).where(is_named).values(detail=func.replace(job_events.c.detail, old, new)))


def _rename_in_audit(connection: Connection, erasure: Erasure) -> None:
    old, new = str(erasure.user_id), str(erasure.anonym_id)
    texts = (audit.c.subject, audit.c.before, audit.c.after)
    is_named = or_(audit.c.actor_id == erasure.user_id, *(column.contains(old) for column in texts))
    connection.execute(
        update(audit)
        .where(is_named, audit.c.at <= erasure.requested_at)
        .values(
            actor_id=_replaced(audit.c.actor_id, erasure.user_id, erasure.anonym_id),
            **{column.name: func.replace(column, old, new) for column in texts},
        )
    )


def _replaced(column: Column[int], old: int, new: int) -> Case[int]:
    return case((column == old, new), else_=column)
