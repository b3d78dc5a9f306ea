"""The full history of one video for admins."""

import json
from datetime import datetime

from bot.domain.jobs import Job, JobEvent, is_job_id
from bot.domain.ledger import Entry
from bot.domain.money import format_usd
from bot.errors import UserError
from bot.markdown import code, plain, quote
from bot.presentation.cards.card import describe_request
from bot.sentences import say
from bot.services.admin.reports import JobHistory

_PROMPT_CHARS = 300
_DETAIL_CHARS = 200
_TYPED_CHARS = 40


def parse_job_id(text: str, locale: str) -> str:
    """Parse the id of a video, or the name of its file; raises UserError."""
    name = text.strip().casefold().removeprefix("veo-").partition(".")[0]
    if not is_job_id(name):
        raise UserError(say(locale, "admin-job-unreadable", text=plain(text, _TYPED_CHARS)))
    return name


def list_history(history: JobHistory, locale: str) -> list[str]:
    """Describe a job in lines: the request, each step, and each entry in the ledger."""
    return [
        *_describe_job(history.job, locale),
        say(locale, "admin-job-events"),
        *(_describe_event(event, locale) for event in history.events),
        say(locale, "admin-job-entries"),
        *(_describe_entry(entry, locale) for entry in history.entries),
    ]


def _describe_job(job: Job, locale: str) -> list[str]:
    cost = say(locale, "admin-job-unknown-cost") if job.cost_micros is None else format_usd(job.cost_micros)
    request = job.request
    shown = say(locale, "jobs-private") if job.is_personal else quote(request.prompt, _PROMPT_CHARS)
    lines = [say(locale, "jobs-state-deleted")] if job.deleted_at is not None else shown.splitlines()
    lines.append(
        say(
            locale,
            "admin-job-request",
            user=f"<@{job.user_id}>",
            channel=f"<#{job.channel_id}>",
            when=_show(job.created_at),
        )
    )
    settings = describe_request(request, locale)
    money = say(locale, "admin-job-money", estimate=format_usd(job.estimate_micros), cost=cost)
    lines.append(f"{settings} · {money}")
    if job.cost_said is not None:
        lines.append(say(locale, "admin-job-cost-said", said=code(job.cost_said)))
    if job.request_id is not None:
        lines.append(f"Segmind {code(job.request_id)}")
    if job.failure is not None:
        lines.append(f"{job.failure.value}: {plain(job.failure_detail or '', _DETAIL_CHARS)}")
    return lines


def _describe_event(event: JobEvent, locale: str) -> str:
    detail = json.dumps(event.detail, ensure_ascii=False) if event.detail else ""
    text = say(
        locale,
        "admin-job-event",
        when=_show(event.at),
        source="–" if event.source is None else event.source.value,
        target=event.target.value,
        detail=plain(detail, _DETAIL_CHARS),
    )
    return f"- {text}"


def _describe_entry(entry: Entry, locale: str) -> str:
    text = say(
        locale,
        "admin-job-entry",
        when=_show(entry.recorded_at),
        kind=entry.kind.value,
        usd=format_usd(entry.micros),
        seconds=entry.seconds,
        granted=entry.granted_seconds,
    )
    return f"- {text}"


def _show(at: datetime) -> str:
    # Seconds matter here, and Discord's timestamps only show them together with the date.
    return f"`{at:%Y-%m-%d %H:%M:%S}`"
