"""The card: the message that shows how a job is doing, until another message shows how it ended."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

import discord
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.domain.money import format_usd
from bot.domain.requests import NO_SEED, LastFrame, VideoRequest
from bot.markdown import plain, quote, shorten
from bot.media.picture_files import is_cropped, is_padded, is_spoiler, name_picture
from bot.presentation.cards.buttons import make_button
from bot.presentation.cards.form_fields import describe_remaining
from bot.sentences import say, say_all
from bot.services.ports import ProgressEstimate
from bot.services.quota.refusals import relative_time

_PROMPT_CHARS = 900
_BAR_CELLS = 16
_STEP_S = 5

#: The colour of a job in each state that it stays in.
COLOURS = {
    JobState.DELIVERED: discord.Colour(0x3BA55D),
    JobState.FAILED: discord.Colour(0xD83C3E),
    JobState.CANCELLED: discord.Colour(0x747F8D),
    JobState.UNDELIVERABLE: discord.Colour(0xD98E04),
}
_WORKING_COLOUR = discord.Colour(0x5865F2)
#: Shown in addition to words, never instead of them.
SYMBOLS = {
    JobState.QUEUED: "⏳",
    JobState.DELIVERED: "✅",
    JobState.FAILED: "⚠️",
    JobState.CANCELLED: "🚫",
    JobState.UNDELIVERABLE: "📦",
}
WORKING_SYMBOL = "🎬"
#: What a job's pictures are, in their order.
FRAME_KEYS = ("card-frame", "card-last-frame")
#: Returns the name of the model with a slug.
NameModel: TypeAlias = Callable[[str], str]
#: The share of the total wait that is over when a job reaches these states.
_LATE_SHARES = {JobState.FETCHING: 0.96, JobState.DELIVERING: 0.98}


class Card(ui.LayoutView):
    """A job as a message: state, prompt, settings, progress and what comes next."""

    def __init__(self, job: Job, progress: ProgressEstimate, *, note: str = "", name_model: NameModel = str) -> None:
        super().__init__(timeout=None)
        if note:
            self.add_item(ui.TextDisplay(note))
        locale = job.locale
        symbol = SYMBOLS.get(job.state, WORKING_SYMBOL)
        container = ui.Container[Card](accent_colour=COLOURS.get(job.state, _WORKING_COLOUR))
        container.add_item(ui.TextDisplay(f"### {symbol} {say(locale, _title_key(job, progress))}"))
        is_queued = job.state is JobState.QUEUED
        has_crop = any(map(is_cropped, job.shown_image_paths))
        if is_queued and has_crop:
            # Shows both at once: what is left of the picture, and how to stop it.
            container.add_item(_make_queue_row(job))
        if job.image_path is not None:
            container.add_item(show_frames(job))
        texts = [describe_prompt(job, shorten(job.request.prompt, _PROMPT_CHARS)), describe_source(job)]
        for text in (*texts, describe_settings(job, name_model, is_held=is_held(job, progress))):
            if text:
                container.add_item(ui.TextDisplay(text))
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(describe_progress(job, progress)))
        if is_queued and not has_crop:
            container.add_item(_make_queue_row(job))
        self.add_item(container)
        self.stop()


def _make_queue_row(job: Job) -> ui.ActionRow[ui.LayoutView]:
    """The buttons for a waiting job."""
    return ui.ActionRow(*(make_button(verb, job.id, job.locale) for verb in ("cancel", "edit")))


def show_frames(job: Job) -> ui.MediaGallery[ui.LayoutView]:
    """The prepared pictures, which are files of the message with their own names."""
    items = [
        discord.MediaGalleryItem(
            f"attachment://{name_picture(path)}",
            description=say(job.locale, key),
            spoiler=job.is_spoiler or is_spoiler(path),
        )
        for path, key in zip(job.shown_image_paths, FRAME_KEYS, strict=False)
    ]
    return ui.MediaGallery(*items)


class Notice(ui.LayoutView):
    """A message with one text, in a layout that a card or a video can replace."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(text))


def describe_request(
    request: VideoRequest, locale: str, name_model: NameModel = str, *, scenes: int | None = None
) -> str:
    """Describe length, shape and seed, and the options of the model; for a film, how many `scenes` of that length."""
    length_and_shape = {"duration": request.duration_s, "aspect_ratio": request.aspect_ratio.value}
    if scenes is not None:
        count = say(locale, "story-count", count=scenes, seconds=request.duration_s)
        marks = [count, request.aspect_ratio.value]
    elif request.seed == NO_SEED:
        marks = [say(locale, "card-settings-no-seed", **length_and_shape)]
    else:
        marks = [say(locale, "card-settings", **length_and_shape, seed=str(request.seed))]
    marks.append(name_model(request.model))
    if request.resolution:
        marks.append(request.resolution)
    if request.has_sound:
        marks.append(say(locale, "card-sound"))
    if request.last_frame is not LastFrame.OPEN:
        marks.append(say(locale, "card-loop" if request.last_frame is LastFrame.LOOP else "card-last"))
    return " · ".join(marks)


def describe_prompt(job: Job, shown: str) -> str:
    """Quote what is shown of a job's prompt; a later part of a story begins with its number."""
    if job.part == 1:
        return quote(shown, _PROMPT_CHARS)
    title = say(job.locale, "part-with-words" if shown else "part-without-words", part=job.part, words="\0")
    # The words are escaped separately, because they may contain anything.
    before, _, after = title.partition("\0")
    words = quote(shown, _PROMPT_CHARS).removeprefix("> ")
    return f"> {before}{words}{after}"


def describe_source(job: Job) -> str:
    """Say in one small line which video this one was made from, and by whom; usually empty."""
    if job.source_message_id is None or job.source_user_id is None:
        return ""
    link = link_to(job, job.source_message_id)
    if job.source_user_id == job.user_id:
        return f"-# {say(job.locale, 'source-own', link=link)}"
    people = {"mention": f"<@{job.user_id}>", "owner": f"<@{job.source_user_id}>"}
    return f"-# {say(job.locale, 'source-theirs', link=link, **people)}"


def describe_settings(job: Job, name_model: NameModel = str, *, is_held: bool = False) -> str:
    """The settings in one small line, and how long it took once it is done.

    With a picture, this includes the requester, since that card may not be a command's answer; while the job is held,
    also what its requester has left after it.
    """
    micros = job.estimate_micros if job.cost_micros is None else job.cost_micros
    price = say(job.locale, "card-price", price=format_usd(micros))
    text = f"{describe_request(job.request, job.locale, name_model)} · {price}"
    if is_held and job.attempts == 0 and job.remaining is not None:
        text += f" · {describe_remaining(job.remaining, job.locale)}"
    if job.completed_at is not None:
        took = describe_duration(job.locale, (job.completed_at - job.created_at).total_seconds())
        text += f" · {say(job.locale, 'card-took', took=took)}"
    elif job.image_path is not None and job.is_pending:
        text += f" · {say(job.locale, 'card-requester', mention=f'<@{job.user_id}>')}"
    if job.instead_of is not None:
        text += f"\n-# {say(job.locale, 'card-instead', model=plain(job.instead_of))}"
    if job.full_video is not None:
        text += f"\n-# {describe_draft(job, name_model)}"
    if any(map(is_padded, job.shown_image_paths)):
        text += f"\n-# {say(job.locale, 'card-padded')}"
    return f"-# {text}"


def describe_draft(job: Job, name_model: NameModel) -> str:
    """What a draft stands for; empty if it is none."""
    full = job.full_video
    if full is None:
        return ""
    return say(job.locale, "draft-note", model=plain(name_model(full.model)), seconds=full.duration_s)


def describe_progress(job: Job, progress: ProgressEstimate) -> str:
    """What is happening and what comes next, in one to three lines that are true at `progress.at`."""
    locale = job.locale
    match job.state:
        case JobState.QUEUED:
            return _describe_waiting(job, progress)
        case JobState.SUBMITTING:
            return say(locale, "card-sending")
        case JobState.UNKNOWN:
            return say(locale, "card-checking")
        case JobState.GENERATING:
            return _describe_generating(job, progress)
        case JobState.FETCHING | JobState.DELIVERING:
            return f"{draw_bar(_LATE_SHARES[job.state])}\n{say(locale, 'card-almost')}"
        case JobState.UNDELIVERABLE:
            return say(locale, "card-kept")
        case JobState.DELIVERED | JobState.FAILED | JobState.CANCELLED:
            return ""  # its card is deleted


def draw_bar(share: float) -> str:
    """A progress bar with its percentage; full only when everything is done."""
    share = min(1.0, max(0.0, share))
    cells = min(_BAR_CELLS - 1, int(share * _BAR_CELLS)) if share < 1 else _BAR_CELLS
    return f"`{'█' * cells}{'░' * (_BAR_CELLS - cells)}` {min(99, int(share * 100)) if share < 1 else 100} %"


def link_to(job: Job, message_id: int | None) -> str:
    """The link to a message in the job's channel."""
    return f"https://discord.com/channels/{job.guild_id or '@me'}/{job.channel_id}/{message_id}"


def _title_key(job: Job, progress: ProgressEstimate) -> str:
    return "card-held-title" if is_held(job, progress) else f"card-{job.state}"


def is_held(job: Job, progress: ProgressEstimate) -> bool:
    """Whether the job is only waiting so that it can be cancelled, or until a known instant."""
    return job.state is JobState.QUEUED and progress.paused is None and job.not_before_at > progress.at


def _describe_waiting(job: Job, progress: ProgressEstimate) -> str:
    locale = job.locale
    if progress.paused is not None:
        return f"{say_all(locale, [progress.paused])}\n{say(locale, 'card-paused')}"
    if is_held(job, progress):
        return say(locale, "card-starts", when=relative_time(job.not_before_at))
    if progress.position is None:
        return say(locale, "card-held")
    line = say(locale, "card-position", position=progress.position)
    if progress.starts_in_s is None:
        return line
    starts_at = _round_up(progress.at + timedelta(seconds=progress.starts_in_s))
    takes = describe_duration(locale, _STEP_S * math.ceil((progress.usual_s or 0) / _STEP_S))
    key = "card-about-start-and-length" if progress.usual_s else "card-about-start"
    return f"{line} {say(locale, key, when=relative_time(starts_at), takes=takes)}"


def _round_up(at: datetime) -> datetime:
    """Round an estimate, so that a card isn't edited every second."""
    return datetime.fromtimestamp(_STEP_S * math.ceil(at.timestamp() / _STEP_S), at.tzinfo)


def _describe_generating(job: Job, progress: ProgressEstimate) -> str:
    locale = job.locale
    elapsed_s = (progress.at - (job.accepted_at or job.changed_at)).total_seconds()
    elapsed = say(locale, "card-elapsed", elapsed=describe_duration(locale, elapsed_s))
    if progress.remaining_s is None:
        overdue = say(locale, "card-late" if progress.is_late else "card-overdue")
        return f"{draw_bar(0.95)}\n{elapsed} · {overdue}"
    share = elapsed_s / max(1.0, elapsed_s + progress.remaining_s)
    left = say(locale, "card-remaining", remaining=describe_duration(locale, progress.remaining_s))
    return f"{draw_bar(min(share, 0.95))}\n{elapsed} · {left}"


def describe_duration(locale: str, seconds: float) -> str:
    """A length of time in words."""
    whole = max(0, round(seconds))
    if whole < 60:
        return say(locale, "seconds", seconds=whole)
    return say(locale, "minutes", minutes=whole // 60, seconds=whole % 60)
