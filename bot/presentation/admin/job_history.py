"""The history of one video, for admins: who asked for what, what happened to it, and what it cost."""

import re
from collections.abc import Iterator
from dataclasses import replace

import discord

from bot.domain.jobs import Job, JobEvent, is_job_id
from bot.domain.ledger import Entry
from bot.domain.money import format_usd
from bot.errors import UserError
from bot.markdown import code, plain, quote
from bot.presentation.admin.access import AdminAccess, answer_lines
from bot.presentation.cards.buttons import result_address
from bot.presentation.cards.card import NameModel, describe_request
from bot.presentation.cards.ending import describe_failure
from bot.presentation.common.replies import mention_person
from bot.sentences import say
from bot.services.admin.reports import JobHistory, Reports

_PROMPT_CHARS = 300
_DETAIL_CHARS = 200
_TYPED_CHARS = 40
_LINK = re.compile(r"<?https://(?:\w+\.)?discord(?:app)?\.com/channels/(?:\d{1,20}|@me)/\d{1,20}/(\d{1,19})/?>?")
_MESSAGE_ID = re.compile(r"\d{17,19}")
#: The texts for the reasons that steps record.
_WHYS = {
    "restart": "restart",
    "found in the history": "found",
    "adopted": "adopted",
    "written off": "written-off",
    "sent again": "sent-again",
    "result deleted": "deleted",
    "database restored": "restored",
    "no answer possible": "unanswered",
    "too slow to accept": "late",
}
_CANCELLED_BY = "cancelled by "


async def show_history(
    interaction: discord.Interaction, admin: AdminAccess, reports: Reports, job: str | int, name_model: NameModel
) -> None:
    """Show an admin the history of a job, named by its id or by the id of one of its messages."""
    async with admin.enter(interaction) as session:
        history = await reports.history(session.actor, session.guild_id, job)
    title = say(session.locale, "admin-job-title", id=history.job.id)
    lines = list_history(history, session.locale, name_model)
    await answer_lines(interaction, title, lines, file_name=f"{history.job.id}.txt")


def parse_job(text: str, locale: str) -> str | int:
    """Parse a video's id, its file's name, or its message's link or id; raises UserError."""
    typed = text.strip()
    found = _LINK.fullmatch(typed)
    if found or _MESSAGE_ID.fullmatch(typed):
        return int(found[1] if found else typed)
    name = typed.casefold().removeprefix("veo-").partition(".")[0]
    if not is_job_id(name):
        raise UserError(say(locale, "admin-job-unreadable", text=plain(text, _TYPED_CHARS)))
    return name


def list_history(history: JobHistory, locale: str, name_model: NameModel = str) -> list[str]:
    """Describe a job in lines: the request, each step with the seconds since the one before, and what was booked."""
    events = history.events
    return [
        *_describe_job(history.job, locale, name_model),
        say(locale, "admin-job-events"),
        *(_describe_step(event, last, locale) for last, event in zip([None, *events], events, strict=False)),
        say(locale, "admin-job-entries"),
        *(_describe_entry(entry, locale) for entry in history.entries),
    ]


def _describe_job(job: Job, locale: str, name_model: NameModel) -> list[str]:
    cost = say(locale, "admin-job-unknown-cost") if job.cost_micros is None else format_usd(job.cost_micros)
    request = job.request
    shown = say(locale, "jobs-private") if job.is_personal else quote(request.prompt, _PROMPT_CHARS)
    lines = shown.splitlines()
    if job.deleted_at is not None or job.forgotten_at is not None:
        lines = [say(locale, "jobs-forgotten" if job.deleted_at is None else "jobs-state-deleted")]
    when = discord.utils.format_dt(job.created_at, "F")
    who = mention_person(job.user_id, locale)
    asked = say(locale, "admin-job-request", user=who, channel=f"<#{job.channel_id}>", when=when)
    address = None if job.is_personal else result_address(job)
    lines.append(asked if address is None else f"{asked} · [{say(locale, 'jobs-watch')}]({address})")
    settings = describe_request(request, locale, name_model)
    money = say(locale, "admin-job-money", estimate=format_usd(job.estimate_micros), cost=cost)
    lines.append(f"{settings} · {money}")
    if job.group_id is not None:
        place = {"position": job.group_position, "count": job.group_size}
        lines.append(say(locale, "group-story", group=code(job.group_id), **place))
    if job.cost_said is not None:
        lines.append(say(locale, "admin-job-cost-said", said=code(job.cost_said)))
    if job.request_id is not None:
        lines.append(f"Segmind {code(job.request_id)}")
    if job.failure is not None:
        lines.append(describe_failure(replace(job, locale=locale), name_model))
    return lines


def _describe_step(event: JobEvent, last: JobEvent | None, locale: str) -> str:
    # Seconds matter here, and Discord's timestamps only show them together with the date.
    parts = [f"`{event.at:%H:%M:%S}`"]
    if last is not None and last.at.date() != event.at.date():
        parts = [f"`{event.at:%Y-%m-%d %H:%M:%S}`"]
    if event.source == event.target:
        step = "changed"
    else:
        step = event.target.value if event.source is not None else "requested"
    parts.append(f"**{say(locale, f'admin-step-{step}')}**")
    if last is not None:
        parts.append(f"+{max(0.0, (event.at - last.at).total_seconds()):.1f} s")
    return f"- {' '.join(parts)}{''.join(f' · {part}' for part in _details(event, locale))}"


def _details(event: JobEvent, locale: str) -> Iterator[str]:
    """Yield what a step recorded, if it means something to people."""
    detail = event.detail
    why = str(detail.get("why") or "")
    who = detail.get("operator_id") or detail.get("user_id") or why.removeprefix(_CANCELLED_BY)
    if why.startswith(_CANCELLED_BY):
        yield say(locale, "admin-why-cancelled", who=_mention(str(who), locale))
    elif why in _WHYS:
        yield say(locale, f"admin-why-{_WHYS[why]}", who=_mention(str(who), locale))
    elif why:
        yield plain(why, _DETAIL_CHARS)
    if detail.get("cost_said") is not None:
        yield say(locale, "admin-why-cost", said=code(str(detail["cost_said"])))
    if detail.get("status"):
        yield f"HTTP {plain(str(detail['status']), _TYPED_CHARS)}"
    for key in ("said", "differs"):
        if detail.get(key):
            yield plain(str(detail[key]), _DETAIL_CHARS)


def _mention(who: str, locale: str) -> str:
    return mention_person(int(who), locale) if who.removeprefix("-").isdecimal() else f"<@{who}>"


def _describe_entry(entry: Entry, locale: str) -> str:
    parts = [f"`{entry.recorded_at:%H:%M:%S}` **{say(locale, f'admin-entry-{entry.kind.value}')}**"]
    parts.append(format_usd(entry.micros))
    if entry.seconds:
        parts.append(say(locale, "admin-entry-seconds", seconds=entry.seconds))
    if entry.granted_seconds:
        parts.append(say(locale, "admin-entry-granted", seconds=entry.granted_seconds))
    return f"- {' · '.join(parts)}"
