"""Processes the costs that Segmind reports: judges them, learns prices, and raises alerts."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.alerts import Alert, AlertKind
from bot.domain.jobs import Job
from bot.domain.money import CostVerdict, JudgedCost, format_price, format_usd, judge_cost
from bot.sentences import Sentence
from bot.storage.jobs import alerts
from bot.storage.money import prices


async def judge(connection: AsyncConnection, job: Job, said: str | None, *, is_video: bool) -> JudgedCost:
    """Decide what to book for a job, given the reported cost. A job without a video may be free."""
    expected_micros = await prices.expect_cost(connection, job)
    return judge_cost(job.estimate_micros, said, expected_micros=expected_micros, may_be_free=not is_video)


async def learn(connection: AsyncConnection, job: Job, judged: JudgedCost, at: datetime, *, is_video: bool) -> None:
    """Learn from the cost of a job. Raises alerts for unusual costs and changed prices."""
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
