"""The texts of alerts, in the operator's language: what happened, to which jobs, and what to do."""

from collections.abc import Mapping

import discord

from bot.domain.alerts import JOBS_SHOWN, PAUSED_PREFIX, Alert, AlertBundle, AlertKind
from bot.domain.jobs import Job
from bot.domain.money import format_usd
from bot.markdown import plain
from bot.sentences import say, say_all

#: Discord allows 2,000; the rest is for mentioning up to 20 operators, and for their decision.
CHARS_MAX = 1500
#: The longest detail, so that five of them leave room for the rest.
_DETAIL_CHARS = 400
#: The pauses with advice of their own; for all others, operators should look at the log.
_PAUSES = frozenset(
    {"key_rejected", "not_allowed", "credits_exhausted", "spend_limit_reached", "disk_full", "database"}
)


def describe_alert(bundle: AlertBundle, jobs: Mapping[str, Job], locale: str) -> str:
    """Format alerts of one kind as one message, at most as long as Discord allows; `jobs` are those that they name."""
    first = bundle.first
    lines = [say(locale, f"alert-{bundle.kind}", detail=_detail(first, locale))]
    count = len(bundle.alerts)
    if count > 1:
        since = discord.utils.format_dt(first.raised_at, "R")
        lines.append(say(locale, "alert-gathered", count=count, since=since))
    for alert in bundle.alerts[:JOBS_SHOWN]:
        if alert is not first and alert.detail:
            lines.append(f"- {_detail(alert, locale)}")
        job = jobs.get(alert.job_id or "")
        if job is not None:
            lines.append(_describe_job(job, locale))
    if count > JOBS_SHOWN:
        lines.append(say(locale, "alert-more", count=count - JOBS_SHOWN))
    if bundle.repeats:
        lines.append(say(locale, "alert-repeated", count=bundle.repeats))
    advice = f"➡️ {say(locale, _advice_key(first))}"
    text = "\n".join(lines)
    room = CHARS_MAX - len(advice) - 1
    return f"{text if len(text) <= room else text[: room - 1] + '…'}\n{advice}"


def _advice_key(alert: Alert) -> str:
    """The key of what the operator should do."""
    if alert.kind is not AlertKind.SUBMISSION_PAUSED:
        return f"alert-do-{alert.kind}"
    pause = alert.name.removeprefix(PAUSED_PREFIX)
    return f"alert-do-pause-{pause if pause in _PAUSES else 'other'}"


def _detail(alert: Alert, locale: str) -> str:
    said = say_all(locale, alert.sentences) if alert.sentences else alert.detail
    return plain(said if len(said) <= _DETAIL_CHARS else said[: _DETAIL_CHARS - 1] + "…")


def _describe_job(job: Job, locale: str) -> str:
    return say(
        locale,
        "alert-job",
        job_id=job.id,
        cost=format_usd(job.estimate_micros if job.cost_micros is None else job.cost_micros),
        seed=str(job.request.seed),
        ordered=discord.utils.format_dt(job.submitted_at or job.created_at),
        mention=f"<@{job.user_id}>",
    )
