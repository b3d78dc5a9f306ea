"""The message that fills up with the variations that were requested together, each with its own buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.domain.requests import NO_SEED
from bot.markdown import shorten
from bot.media.picture_files import is_spoiler, name_picture
from bot.presentation.cards.buttons import make_button
from bot.presentation.cards.card import (
    COLOURS,
    SYMBOLS,
    WORKING_SYMBOL,
    NameModel,
    describe_duration,
    describe_prompt,
    describe_source,
    show_frames,
)
from bot.presentation.cards.ending import (
    describe_failure,
    fold,
    has_full_button,
    is_folded,
    list_ending_buttons,
    make_full_button,
)
from bot.presentation.cards.group_card import describe_group_settings, describe_member, make_group_row, name_member
from bot.sentences import say
from bot.services.ports import ProgressEstimate

_HEADING_CHARS = 600
_TEXT_CHARS = 420
#: The component with the text above a video has this id plus the video's position, and is found again by it.
_TITLE_ID = 100


@dataclass(frozen=True, slots=True)
class ShownVideo:
    """One variation's part of a message."""

    #: The video and perhaps a film, which are files of the message.
    items: Sequence[discord.MediaGalleryItem]
    #: The text above it; empty: the usual one.
    title: str = ""


class GroupEnding(ui.LayoutView):
    """How variations ended, as a message; those that are still on their way have a line.

    `shown` are those whose videos are files of this message. With `is_home`, this message also says what became of the
    others; with `progress`, it is also the card, with a Cancel button.
    """

    def __init__(
        self,
        members: Sequence[Job],
        heading: str,
        *,
        shown: Mapping[str, ShownVideo],
        has_picture: bool = False,
        is_home: bool = True,
        progress: Mapping[str, ProgressEstimate] | None = None,
        name_model: NameModel = str,
    ) -> None:
        super().__init__(timeout=None)
        first = members[0]
        self.add_item(ui.TextDisplay(shorten(heading, _HEADING_CHARS)))
        has_failed = not shown and any(job.state is JobState.FAILED for job in members)
        colour = COLOURS[JobState.FAILED if has_failed else JobState.DELIVERED]
        container = ui.Container[GroupEnding](accent_colour=colour)
        known = next((job for job in members if job.deleted_at is None), first)
        about = [
            describe_prompt(known, fold(known.request.prompt)),
            describe_source(known),
            describe_group_settings(members, name_model),
        ]
        # One text, since a message has room for forty components.
        text = ui.TextDisplay[GroupEnding]("\n".join(one for one in about if one))
        if has_picture and known.last_image_path is None:
            container.add_item(ui.Section(text, accessory=_show_picture(known)))
        else:
            container.add_item(text)
            if has_picture:
                container.add_item(show_frames(known))
        for job in members:
            if job.id in shown:
                _add_video(container, job, shown[job.id])
            elif is_home:
                _add_other(container, job, None if progress is None else progress.get(job.id), name_model)
        if not shown and all(job.state is JobState.CANCELLED and not job.needs_notice for job in members):
            container.add_item(ui.ActionRow(*(make_button(verb, first.id, first.locale) for verb in ("edit", "again"))))
        if is_folded(known.request.prompt):
            container.add_item(ui.ActionRow(make_button("prompt", known.id, known.locale)))
        if progress is not None and any(job.state is JobState.QUEUED for job in members):
            container.add_item(make_group_row(first))
        self.add_item(container)
        self.stop()


def title_video(job: Job, differences: str = "") -> str:
    """The text above a video: its number, its seed, and how it differs from the request."""
    marks = [f"**{name_member(job)}**"]
    if job.part > 1:
        marks[0] += f" ({say(job.locale, 'part-without-words', part=job.part)})"
    if job.request.seed != NO_SEED:
        marks.append(say(job.locale, "group-seed", seed=str(job.request.seed)))
    if job.completed_at is not None:
        took = describe_duration(job.locale, (job.completed_at - job.created_at).total_seconds())
        marks.append(say(job.locale, "card-took", took=took))
    return " · ".join(marks) + (f"\n{differences}" if differences else "")


def make_title(job: Job, title: str) -> ui.TextDisplay[ui.LayoutView]:
    """The text above a video, by which it is found again."""
    return ui.TextDisplay(shorten(title, _TEXT_CHARS), id=_TITLE_ID + job.group_position)


def find_titles(message: discord.Message) -> dict[int, str]:
    """The text above each video of such a message, by the video's position."""
    titles: dict[int, str] = {}
    parts: list[object] = list(message.components)
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", [])
        if isinstance(part, discord.TextDisplay) and part.id is not None and part.id > _TITLE_ID:
            titles[part.id - _TITLE_ID] = part.content
    return titles


def _add_video(container: ui.Container["GroupEnding"], job: Job, video: ShownVideo) -> None:
    container.add_item(make_title(job, video.title or title_video(job)))
    if video.items:
        container.add_item(ui.MediaGallery[GroupEnding](*video.items))
    buttons = [one for one in list_ending_buttons(job) if not _is_prompt(one)]
    if has_full_button(job):
        buttons.insert(0, make_full_button(job))
    container.add_item(ui.ActionRow(*buttons))


def _add_other(
    container: ui.Container["GroupEnding"], job: Job, progress: ProgressEstimate | None, name_model: NameModel
) -> None:
    """Say what became of a variation whose video isn't in this message, or that it is on its way."""
    if job.is_pending and progress is not None:
        container.add_item(ui.TextDisplay(describe_member(job, progress, name_model)))
        return
    seconds = job.request.duration_s
    if job.state is JobState.FAILED:
        text = describe_failure(job, name_model)
    elif job.state is JobState.CANCELLED and job.needs_notice:
        text = say(job.locale, "group-cancelled-by", by=f"<@{job.cancelled_by}>", seconds=seconds)
    elif job.state is JobState.CANCELLED:
        text = say(job.locale, "group-cancelled", seconds=seconds)
    elif job.state is JobState.UNDELIVERABLE:
        text = say(job.locale, "card-kept")
    elif job.deleted_at is not None:
        text = say(job.locale, "group-deleted")
    else:
        text = say(job.locale, "group-on-its-way" if job.is_pending else "group-elsewhere")
    symbol = SYMBOLS.get(job.state, WORKING_SYMBOL)
    container.add_item(ui.TextDisplay(f"{symbol} **{name_member(job)}** · {shorten(text, _TEXT_CHARS)}"))
    if job.state is JobState.FAILED or job.needs_notice:
        buttons = [one for one in list_ending_buttons(job) if not _is_prompt(one)]
        container.add_item(ui.ActionRow(*buttons))


def _is_prompt(button: ui.Button[ui.LayoutView]) -> bool:
    return (button.custom_id or "").startswith("veo:prompt:")


def _show_picture(job: Job) -> ui.Thumbnail[ui.LayoutView]:
    return ui.Thumbnail(
        f"attachment://{name_picture(job.shown_image_paths[0])}",
        description=say(job.locale, "card-frame"),
        spoiler=job.is_spoiler or is_spoiler(job.image_path),
    )
