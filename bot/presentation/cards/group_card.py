"""The card of variations that were requested together: how each of them is doing, in one message."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.domain.money import format_usd
from bot.domain.requests import NO_SEED
from bot.markdown import plain, shorten
from bot.media.picture_files import is_padded
from bot.presentation.cards.buttons import make_button
from bot.presentation.cards.card import (
    COLOURS,
    SYMBOLS,
    WORKING_SYMBOL,
    NameModel,
    describe_draft,
    describe_progress,
    describe_prompt,
    describe_request,
    describe_source,
    is_held,
    show_frames,
)
from bot.presentation.cards.ending import describe_failure
from bot.presentation.cards.form_fields import describe_remaining
from bot.sentences import say
from bot.services.ports import ProgressEstimate

_PROMPT_CHARS = 600
_LINE_CHARS = 300
_COLOUR = discord.Colour(0x5865F2)


class GroupCard(ui.LayoutView):
    """Variations as a message: what they have in common, and how each of them is doing."""

    def __init__(
        self,
        members: Sequence[tuple[Job, ProgressEstimate]],
        *,
        note: str = "",
        name_model: NameModel = str,
    ) -> None:
        super().__init__(timeout=None)
        if note:
            self.add_item(ui.TextDisplay(note))
        jobs = [job for job, _ in members]
        first, progress = members[0]
        queued = [job for job in jobs if job.state is JobState.QUEUED]
        has_ended = not any(job.is_pending for job in jobs)
        colour = COLOURS.get(first.state, _COLOUR) if has_ended else _COLOUR
        container = ui.Container[GroupCard](accent_colour=colour)
        symbol = SYMBOLS[JobState.QUEUED] if len(queued) == len(jobs) else WORKING_SYMBOL
        container.add_item(ui.TextDisplay(f"### {symbol} {_title(jobs, progress)}"))
        if first.image_path is not None:
            container.add_item(show_frames(first))
        is_waiting = len(queued) == len(jobs) and is_held(first, progress)
        about = [
            describe_prompt(first, shorten(first.request.prompt, _PROMPT_CHARS)),
            describe_source(first),
            describe_group_settings(jobs, name_model, is_waiting=is_waiting),
        ]
        for text in about:
            if text:
                container.add_item(ui.TextDisplay(text))
        container.add_item(ui.Separator())
        lines = [describe_member(job, estimate, name_model) for job, estimate in members]
        container.add_item(ui.TextDisplay("\n".join(lines)))
        if queued:
            container.add_item(make_group_row(first))
        self.add_item(container)
        self.stop()


def repeat_first(first: Job, progress: ProgressEstimate) -> list[tuple[Job, ProgressEstimate]]:
    """The variations of a group that was just stored, as copies of the first: no difference between them is shown."""
    return [(replace(first, group_position=number + 1), progress) for number in range(first.group_size)]


def make_group_row(job: Job) -> ui.ActionRow[ui.LayoutView]:
    """The buttons for variations while some of them wait."""
    group_id = job.card_key
    return ui.ActionRow(*(make_button(verb, group_id, job.locale) for verb in ("cancel-all", "edit-all")))


def describe_group_settings(jobs: Sequence[Job], name_model: NameModel = str, *, is_waiting: bool = False) -> str:
    """What variations have in common, in one small line, and what they cost together."""
    first = jobs[0]
    locale = first.locale
    micros = sum(job.estimate_micros if job.cost_micros is None else job.cost_micros for job in jobs)
    marks = [
        say(locale, "group-count", count=len(jobs)),
        describe_request(replace(first.request, seed=NO_SEED, is_stored=True), locale, name_model),
        say(locale, "card-price", price=format_usd(micros)),
    ]
    if is_waiting and first.remaining is not None:
        marks.append(describe_remaining(first.remaining, locale))
    elif first.image_path is not None and any(job.is_pending for job in jobs):
        marks.append(say(locale, "card-requester", mention=f"<@{first.user_id}>"))
    text = " · ".join(marks)
    if first.instead_of is not None:
        text += f"\n-# {say(locale, 'card-instead', model=plain(first.instead_of))}"
    if first.full_video is not None:
        text += f"\n-# {describe_draft(first, name_model)}"
    if any(map(is_padded, first.shown_image_paths)):
        text += f"\n-# {say(locale, 'card-padded')}"
    return f"-# {text}"


def name_member(job: Job, *, is_of: bool = False) -> str:
    """What a variation is called among the others: "Video 2"."""
    if is_of:
        return say(job.locale, "group-video-of", position=job.group_position, count=job.group_size)
    return say(job.locale, "group-video", position=job.group_position)


def describe_member(job: Job, progress: ProgressEstimate, name_model: NameModel = str) -> str:
    """How one of the variations is doing, in one line or two."""
    match job.state:
        case JobState.FAILED:
            text = describe_failure(job, name_model)
        case JobState.CANCELLED:
            text = say(job.locale, "group-cancelled", seconds=job.request.duration_s)
        case JobState.DELIVERED:
            text = say(job.locale, "group-deleted" if job.deleted_at is not None else "group-ready")
        case _:
            text = describe_progress(job, progress)
    symbol = SYMBOLS.get(job.state, WORKING_SYMBOL)
    return f"{symbol} **{name_member(job)}** · {shorten(text, _LINE_CHARS)}"


def _title(jobs: Sequence[Job], progress: ProgressEstimate) -> str:
    locale = jobs[0].locale
    if all(job.state is JobState.QUEUED for job in jobs):
        return say(locale, "card-held-title" if is_held(jobs[0], progress) else "card-queued")
    done = sum(job.state is JobState.DELIVERED for job in jobs)
    return say(locale, "group-title", done=done, count=len(jobs))
