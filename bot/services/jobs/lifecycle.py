"""The steps of a job, each in one transaction with its entry in the ledger.

The costs that Segmind reports are judged here; they teach prices and raise alerts.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.alerts import Alert, AlertKind
from bot.domain.jobs import FINAL, Doubt, FailureReason, Job, JobEvent, JobState
from bot.domain.ledger import SURELY_UNPAID, step_kind
from bot.domain.money import CostVerdict, JudgedCost, format_price, format_usd, judge_cost
from bot.sentences import Sentence
from bot.storage.jobs import alerts, jobs
from bot.storage.money import ledger, prices


async def judge(connection: AsyncConnection, job: Job, said: str | None, *, is_video: bool) -> JudgedCost:
    """Decide which cost to book for a job, given the reported one. A job without a video may be free."""
    expected_micros = await prices.expect_cost(connection, job)
    return judge_cost(job.estimate_micros, said, expected_micros=expected_micros, may_be_free=not is_video)


async def learn(connection: AsyncConnection, job: Job, judged: JudgedCost, at: datetime, *, is_video: bool) -> None:
    """Learn from the cost of a job, and raise alerts for unusual costs and changed prices."""
    lesson = await prices.learn(connection, job, judged, at, is_video=is_video)
    change = lesson.price_change
    said = Sentence(
        "alert-cost-said",
        said=judged.said or "",
        model=job.price_key,
        duration=job.request.duration_s,
        estimate=format_usd(job.estimate_micros),
    )
    if lesson.is_nonsense:
        kind = AlertKind.MODEL_PAUSED if lesson.is_pausing else AlertKind.COST_NONSENSE
        alert = Alert(name=f"{kind}:{job.id}", kind=kind, job_id=job.id, sentences=(said,), raised_at=at)
    elif change is not None and judged.verdict is CostVerdict.HIGH and change.after_micros > change.before_micros:
        price = Sentence("alert-cost-price", price=format_price(change.after_micros))
        alert = Alert(
            name=f"{AlertKind.COST_HIGH}:{job.id}",
            kind=AlertKind.COST_HIGH,
            job_id=job.id,
            sentences=(said, price),
            raised_at=at,
        )
    elif change is not None:
        prices_said = Sentence(
            "alert-price-said",
            model=change.key,
            after=format_price(change.after_micros),
            before=format_price(change.before_micros),
        )
        alert = Alert(name=f"price:{job.id}", kind=AlertKind.PRICE_CHANGED, sentences=(prices_said,), raised_at=at)
    else:
        return
    await alerts.raise_alert(connection, alert)


#: Failures that raise an alert, because money may be lost.
_ALERTS = {
    FailureReason.SUBMISSION_LOST: AlertKind.SUBMISSION_LOST,
    FailureReason.VIDEO_LOST: AlertKind.VIDEO_LOST,
    FailureReason.TIMED_OUT: AlertKind.VIDEO_LOST,
}


async def move(
    connection: AsyncConnection,
    job: Job,
    target: JobState,
    *,
    at: datetime,
    detail: jobs.Detail | None = None,
    cost_said: str | None = None,
    differs: Sequence[Sentence] = (),
    **changes: Any,
) -> Job:
    """Move a job one step further and make the ledger entry; returns the changed job.

    `cost_said` is the cost that Segmind reports. An alert is raised if it is unusual or changes the price, if `differs`
    says how the video differs from the request, or if it is undeliverable. While the cost is in doubt, it is stored but
    not booked.
    Raises StaleJob if another process moved the job first; then nothing was changed.
    """
    if job.state in FINAL or step_kind(job, replace(job, state=target)) is not None:
        # First of all, like everything that changes jobs and books: otherwise the two could wait for each other. And a
        # deletion of a person's data, which holds it, must not take a job that goes on for one that is over.
        await connection.run_sync(ledger.lock)
    if job.state in FINAL:
        changes = {"closed_at": None, **changes}
    if job.state is JobState.FAILED:
        changes["has_failed_before"] = True
    is_video = changes.get("failure") not in SURELY_UNPAID
    judged: JudgedCost | None = None
    if changes.get("doubt") is Doubt.COST:
        changes["cost_said"] = cost_said
    elif cost_said is not None:
        judged = await judge(connection, job, cost_said, is_video=is_video)
        changes |= {"cost_micros": judged.booked_micros, "cost_said": cost_said}
        detail = {**(detail or {}), "cost_said": cost_said, "cost_micros": judged.booked_micros}
    moved = await jobs.transition(connection, job, target, at=at, detail=detail, **changes)
    if target is JobState.FAILED and moved.doubt is None:
        await _alert(connection, moved, at)
    if differs:
        await _raise(connection, moved, AlertKind.VIDEO_DIFFERS, at, tuple(differs))
    if target is JobState.UNDELIVERABLE:
        await _raise(connection, moved, AlertKind.VIDEO_UNDELIVERABLE, at)
    await ledger.book(connection, job, moved, at)
    if judged is not None:
        await learn(connection, moved, judged, at, is_video=is_video)
    return moved


async def end_search(connection: AsyncConnection, job: Job, *, at: datetime) -> Job:
    """Stop looking for a failed job in the history; from now on operators decide what happened to it.

    Raises StaleJob if the job has continued after all.
    """
    ended = await jobs.amend(connection, job, doubt=None)
    await _alert(connection, ended, at)
    return ended


async def settle_failure(connection: AsyncConnection, job: Job, cost_said: str | None, *, at: datetime) -> Job:
    """Book the final cost of a failed job according to Segmind; without a reported cost, it was free.

    Safe to repeat: a cost that is settled already, perhaps by an attempt whose answer was lost, stays and teaches once.
    Raises StaleJob if the job has continued after all.
    """
    await connection.run_sync(ledger.lock)
    known = await jobs.get_job(connection, job.id)
    if known is not None and known.state is job.state and known.doubt is None:
        return known
    judged = await judge(connection, job, cost_said, is_video=False)
    settled = await jobs.amend(connection, job, doubt=None, cost_micros=judged.booked_micros, cost_said=cost_said)
    await ledger.book_late_cost(connection, job, judged.booked_micros or 0, at)
    event = JobEvent(
        job_id=job.id,
        at=at,
        source=job.state,
        target=job.state,
        detail={"cost_said": cost_said, "cost_micros": judged.booked_micros},
    )
    await jobs.record_event(connection, event)
    await learn(connection, settled, judged, at, is_video=False)
    return settled


async def _alert(connection: AsyncConnection, job: Job, at: datetime) -> None:
    """Raise an alert for a failed job that may have cost money."""
    kind = None if job.failure is None else _ALERTS.get(job.failure)
    if kind is not None:
        await _raise(connection, job, kind, at)


async def _raise(
    connection: AsyncConnection, job: Job, kind: AlertKind, at: datetime, sentences: tuple[Sentence, ...] = ()
) -> None:
    alert = Alert(name=f"{kind}:{job.id}", kind=kind, job_id=job.id, sentences=sentences, raised_at=at)
    await alerts.raise_alert(connection, alert)
