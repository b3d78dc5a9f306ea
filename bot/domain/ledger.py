"""The ledger: which entry a job's step makes, and what grants are left.

| step of a job | entry | seconds | money |
| --- | --- | --- | --- |
| accepted | reserve | its duration | the estimate |
| changed while queued | release | all given back | all given back |
| the same | reserve | its new duration | the new estimate |
| completed | settle | - | up or down to the real cost; unchanged if that isn't known |
| failed, cancelled | refund | all refunded | refunded if certainly nothing was paid; what may have been paid stays |
| the cost of a failure is known | settle | - | down to that cost, usually nothing |
| an admin gives seconds | grant | added to the person's grants | - |
| a person's data is deleted | grant | what is left of each grant is taken back | - |

Calls to the language model that improves prompts make the same entries, without seconds: see
`bot.domain.improvements`.

Every entry of a job counts at the instant of its reserve, so all of them leave a rolling window together. A changed job
counts from the change on; the release counts at the instant of the earlier reserve.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.jobs import Doubt, FailureReason, Job, JobState


class EntryKind(StrEnum):
    """What an entry is."""

    RESERVE = "reserve"
    RELEASE = "release"
    SETTLE = "settle"
    REFUND = "refund"
    GRANT = "grant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One immutable line of the ledger. Amounts are signed: usage is positive, refunds are negative."""

    #: Its position in the ledger; 0 before it is written.
    id: int = 0
    #: None for grants and for calls to the language model.
    job_id: str | None
    kind: EntryKind
    user_id: int
    #: None in direct messages, and for a grant that is valid everywhere.
    guild_id: int | None
    #: Seconds of the person's normal limit, and of their grants (negative in a grant itself).
    seconds: int
    granted_seconds: int = 0
    #: Millionths of a USD, which count for the person, the server and the bot.
    micros: int = 0
    recorded_at: datetime
    #: The instant at which it counts in rolling windows.
    counts_at: datetime
    #: For grants: when they expire (None: never), who gave them and why.
    expires_at: datetime | None = None
    actor_id: int | None = None
    reason: str | None = None
    #: The call to the language model that it belongs to.
    improvement_id: str | None = None


#: Failures that certainly cost nothing, or that Segmind says it doesn't charge for; the actual charge is still looked
#: up.
SURELY_UNPAID = frozenset(
    {
        FailureReason.REJECTED,
        FailureReason.MODEL_GONE,
        FailureReason.CONTENT_BLOCKED,
        FailureReason.GENERATION_FAILED,
        FailureReason.UPLOAD_FAILED,
        FailureReason.SCENE_LOST,
    }
)


def reserve(job: Job, *, granted_s: int, at: datetime) -> Entry:
    """The entry of an accepted job; this many of its seconds come from grants."""
    return Entry(
        job_id=job.id,
        kind=EntryKind.RESERVE,
        user_id=job.user_id,
        guild_id=job.budget_guild_id,
        seconds=job.request.duration_s - granted_s,
        granted_seconds=granted_s,
        micros=job.estimate_micros,
        recorded_at=at,
        counts_at=at,
    )


def release(job: Job, booked: Sequence[Entry], at: datetime) -> Entry:
    """The entry that gives back everything a queued job reserved, so that it can be reserved anew."""
    return _entry(
        job,
        EntryKind.RELEASE,
        booked,
        at,
        seconds=-sum(entry.seconds for entry in booked),
        granted_seconds=-sum(entry.granted_seconds for entry in booked),
        micros=-sum(entry.micros for entry in booked),
    )


def step_kind(before: Job, after: Job) -> EntryKind | None:
    """The kind of entry that a job's step makes, None if the step doesn't affect money."""
    if after.state in (JobState.FAILED, JobState.CANCELLED):
        return None if before.state is after.state else EntryKind.REFUND
    if (before.state, after.state) == (JobState.GENERATING, JobState.FETCHING):
        return EntryKind.SETTLE
    return None


def follow(before: Job, after: Job, booked: Sequence[Entry], at: datetime) -> Entry | None:
    """The entry that a job's step makes after those already booked; None if there is none or it is already booked."""
    kind = step_kind(before, after)
    kinds = {entry.kind for entry in booked}
    if kind is None or (kind in kinds and not (kind is EntryKind.REFUND and EntryKind.SETTLE not in kinds)):
        return None
    charged = sum(entry.micros for entry in booked)
    if kind is EntryKind.SETTLE:
        cost = charged if after.cost_micros is None else after.cost_micros
        return _entry(after, kind, booked, at, micros=cost - charged)
    if after.cost_micros is not None:
        paid = after.cost_micros
    else:
        is_unpaid = after.state is JobState.CANCELLED or (
            after.failure in SURELY_UNPAID and after.doubt is not Doubt.COST
        )
        paid = 0 if is_unpaid and before.state is not JobState.FETCHING else charged
    if kind in kinds:
        # The job was lost and refunded, then an operator adopted it, and now it has failed.
        return None if paid == charged else _entry(after, EntryKind.SETTLE, booked, at, micros=paid - charged)
    return _entry(
        after,
        kind,
        booked,
        at,
        seconds=-sum(entry.seconds for entry in booked),
        granted_seconds=-sum(entry.granted_seconds for entry in booked),
        micros=paid - charged,
    )


def settle_late(job: Job, cost_micros: int, booked: Sequence[Entry], at: datetime) -> Entry | None:
    """The entry for the real cost of a lost or failed job (0: nothing); None if it is already booked."""
    if any(entry.kind is EntryKind.SETTLE for entry in booked):
        return None
    return _entry(job, EntryKind.SETTLE, booked, at, micros=cost_micros - sum(entry.micros for entry in booked))


def _entry(
    job: Job,
    kind: EntryKind,
    booked: Sequence[Entry],
    at: datetime,
    *,
    micros: int,
    seconds: int = 0,
    granted_seconds: int = 0,
) -> Entry:
    return Entry(
        job_id=job.id,
        kind=kind,
        user_id=job.user_id,
        guild_id=job.budget_guild_id,
        seconds=seconds,
        granted_seconds=granted_seconds,
        micros=micros,
        recorded_at=at,
        counts_at=next(entry.counts_at for entry in reversed(booked) if entry.kind is EntryKind.RESERVE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What is left of a grant."""

    id: int
    guild_id: int | None
    seconds: int
    recorded_at: datetime
    expires_at: datetime | None

    def is_good(self, guild_id: int | None, at: datetime) -> bool:
        """Whether it can be used in a server (None: in direct messages) at an instant."""
        return self.guild_id in (None, guild_id) and (self.expires_at is None or at < self.expires_at)


def remaining_grants(entries: Iterable[Entry]) -> list[Grant]:
    """Compute what is left of a person's grants from all their entries with granted seconds.

    Each job uses the grants that were valid when and where it was accepted, starting with those that expire first;
    refunded seconds count as never used. Raises ValueError if more was used than granted.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    drawn: dict[str, int] = {}
    #: The last reserve of each job; those before it were released.
    reserves: dict[str, int] = {}
    for entry in ordered:
        if entry.job_id is not None:
            drawn[entry.job_id] = drawn.get(entry.job_id, 0) + entry.granted_seconds
            if entry.kind is EntryKind.RESERVE:
                reserves[entry.job_id] = entry.id
    left: dict[int, int] = {}
    grants: list[Grant] = []
    for entry in ordered:
        if entry.kind is EntryKind.GRANT and entry.granted_seconds > 0:
            _draw(entry.granted_seconds, [g for g in grants if _is_alike(g, entry)], left)
        elif entry.kind is EntryKind.GRANT:
            left[entry.id] = -entry.granted_seconds
            grants.append(
                Grant(
                    id=entry.id,
                    guild_id=entry.guild_id,
                    seconds=-entry.granted_seconds,
                    recorded_at=entry.recorded_at,
                    expires_at=entry.expires_at,
                )
            )
            grants.sort(key=_expires_first)
        elif entry.job_id is not None and reserves.get(entry.job_id) == entry.id:
            _draw(drawn[entry.job_id], [g for g in grants if g.is_good(entry.guild_id, entry.counts_at)], left)
    return [
        Grant(id=g.id, guild_id=g.guild_id, seconds=left[g.id], recorded_at=g.recorded_at, expires_at=g.expires_at)
        for g in grants
    ]


def granted_now(grants: Iterable[Grant], guild_id: int | None, at: datetime) -> int:
    """The granted seconds that can be used in a server (None: in direct messages) at an instant."""
    return sum(grant.seconds for grant in grants if grant.is_good(guild_id, at))


def withdraw(grant: Grant, user_id: int, at: datetime) -> Entry:
    """The entry that takes back what is left of a grant."""
    return Entry(
        job_id=None,
        kind=EntryKind.GRANT,
        user_id=user_id,
        guild_id=grant.guild_id,
        seconds=0,
        granted_seconds=grant.seconds,
        recorded_at=at,
        counts_at=at,
        expires_at=grant.expires_at,
    )


def _is_alike(grant: Grant, entry: Entry) -> bool:
    """Whether an entry that takes seconds back can take them from this grant."""
    return (grant.guild_id, grant.expires_at) == (entry.guild_id, entry.expires_at)


def _draw(seconds: int, grants: Iterable[Grant], left: dict[int, int]) -> None:
    for grant in grants:
        part = min(seconds, left[grant.id])
        left[grant.id] -= part
        seconds -= part
    if seconds > 0:
        raise ValueError(f"{seconds} s more were drawn than granted")


def _expires_first(grant: Grant) -> tuple[bool, datetime, bool, int]:
    """Sort key: those that expire first come first; among equals, those for one server only."""
    return (grant.expires_at is None, grant.expires_at or grant.recorded_at, grant.guild_id is None, grant.id)
