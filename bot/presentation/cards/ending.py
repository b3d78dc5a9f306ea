"""The message that remains of a job: its video or why there is none, and everything about the request."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.stories import PARTS_MAX
from bot.domain.strikes import StrikeKind, Tally
from bot.markdown import plain, shorten
from bot.media.picture_files import is_spoiler, name_picture
from bot.presentation.cards.buttons import make_button, make_offer_button
from bot.presentation.cards.card import COLOURS, NameModel, describe_prompt, describe_settings, describe_source
from bot.sentences import say
from bot.services.quota.refusals import exact_time

#: How much of a prompt is shown, in characters and lines; a button shows the rest.
PROMPT_CHARS = 280
PROMPT_LINES = 5
#: How many of Discord's 4,000 characters for all texts of a message the text above the rest may have.
_HEADING_CHARS = 1500
#: Failures after which the request must be changed, so Edit comes first.
_WORTH_CHANGING = frozenset({FailureReason.REJECTED, FailureReason.MODEL_GONE, FailureReason.CONTENT_BLOCKED})


class Ending(ui.LayoutView):
    """How a job ended, as a message.

    `heading` says it in a sentence; `files` are the video and perhaps a film, and `has_picture` says whether the job's
    pictures are files of the message, too.
    """

    def __init__(
        self,
        job: Job,
        heading: str,
        *,
        files: Sequence[discord.File] = (),
        has_picture: bool = False,
        name_model: NameModel = str,
    ) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(shorten(heading, _HEADING_CHARS)))
        container = ui.Container[Ending](accent_colour=COLOURS.get(job.state, COLOURS[JobState.DELIVERED]))
        texts = _describe(job, name_model)
        if has_picture and job.image_path is not None:
            container.add_item(ui.Section(*texts, accessory=_show_picture(job, job.image_path, "card-frame")))
            if job.last_image_path is not None:
                text = f"-# {say(job.locale, 'card-ends-with')}"
                thumbnail = _show_picture(job, job.last_image_path, "card-last-frame")
                container.add_item(ui.Section(text, accessory=thumbnail))
        else:
            for text in texts:
                container.add_item(ui.TextDisplay(text))
        if files:
            container.add_item(ui.MediaGallery[Ending](*(_show_file(file) for file in files)))
        if job.state is JobState.FAILED:
            container.add_item(ui.Separator())
            reference = say(job.locale, "failure-reference", reference=job.id)
            container.add_item(ui.TextDisplay(f"{describe_failure(job, name_model)}\n-# {reference}"))
        if has_full_button(job):
            container.add_item(ui.ActionRow(make_full_button(job)))
        container.add_item(ui.ActionRow(*list_ending_buttons(job)))
        self.add_item(container)
        self.stop()


def list_ending_buttons(job: Job) -> list[ui.Button[ui.LayoutView]]:
    """The buttons of a job that has ended, in order; at most five."""
    if job.state is JobState.FAILED and job.offer is not None:
        buttons = [make_offer_button(job, job.offer), _make("edit", job)]
    elif job.state is JobState.FAILED:
        buttons = [make_button("again", job.id, job.locale, text="button-try-again"), _make("edit", job)]
        if job.failure in _WORTH_CHANGING:
            buttons.reverse()
    elif job.state is JobState.CANCELLED:
        buttons = [_make("edit", job), _make("again", job)]
    else:
        verbs = ["again", "edit", *(["continue"] if job.part < PARTS_MAX else []), "delete"]
        buttons = [_make(verb, job) for verb in verbs]
    if is_folded(job.request.prompt):
        buttons.append(_make("prompt", job))
    return buttons


def has_full_button(job: Job) -> bool:
    """Whether a job is a draft from which the full video can be made."""
    return job.full_video is not None and job.state not in (JobState.FAILED, JobState.CANCELLED)


def make_full_button(job: Job) -> ui.Button[ui.LayoutView]:
    """The button that shows the price of a draft's full video."""
    return make_button("full", job.id, job.locale, style=discord.ButtonStyle.primary)


def is_folded(prompt: str) -> bool:
    """Whether only the beginning of a prompt is shown."""
    return fold(prompt) != prompt


def fold(prompt: str) -> str:
    """The beginning of a prompt, with an ellipsis if anything is missing."""
    lines = prompt.splitlines()
    if len(lines) > PROMPT_LINES:
        prompt = "\n".join(lines[:PROMPT_LINES]).rstrip() + "…"
    return shorten(prompt, PROMPT_CHARS)


def describe_heading(job: Job, warned: Tally | None = None) -> str:
    """The sentence above a job that has ended without a video; `warned` adds a warning about strikes."""
    mention = f"<@{job.user_id}>"
    if job.state is JobState.FAILED:
        warning = "" if warned is None else describe_warning(warned, job.locale)
        return f"{say(job.locale, 'failure', mention=mention)} {warning}".strip()
    if job.needs_notice:
        seconds = job.request.duration_s
        return say(job.locale, "cancelled-by", mention=mention, by=f"<@{job.cancelled_by}>", seconds=seconds)
    return say(job.locale, "cancel-done", seconds=job.request.duration_s)


def describe_warning(warned: Tally, locale: str) -> str:
    """A person's count of strikes in words."""
    if warned.paused_until is not None:
        key = "strike-paused" if warned.kind is StrikeKind.BLOCK else "failures-paused"
        return say(locale, key, count=warned.count, when=exact_time(warned.paused_until))
    if warned.kind is StrikeKind.BLOCK:
        return say(locale, "strike-warning", count=warned.count, most=warned.most)
    return say(locale, "failures-warning", count=warned.count, most=warned.most, left=warned.left)


def describe_failure(job: Job, name_model: NameModel = str) -> str:
    """Why the job failed, what the person can do, and what was refunded."""
    said = plain(job.failure_detail or "")
    is_sought = job.failure is FailureReason.SUBMISSION_LOST and job.doubt is not None
    key = f"failure-{job.failure}{'-sought' if is_sought else ''}"
    why = say(job.locale, key, said=said, model=plain(name_model(job.request.model)))
    if job.offer is not None:
        why += f" {say(job.locale, 'failure-offer', model=plain(job.offer.name))}"
    return f"{why} {say(job.locale, 'failure-given-back', seconds=job.request.duration_s)}"


def _describe(job: Job, name_model: NameModel) -> list[str]:
    """What the job is about, in at most three texts, which is what a section can hold."""
    texts = [describe_prompt(job, fold(job.request.prompt)), describe_source(job), describe_settings(job, name_model)]
    return [text for text in texts if text]


def _make(verb: str, job: Job) -> ui.Button[ui.LayoutView]:
    return make_button(verb, job.id, job.locale)


def _show_picture(job: Job, image_path: str, key: str) -> ui.Thumbnail[ui.LayoutView]:
    return ui.Thumbnail(
        f"attachment://{name_picture(image_path)}",
        description=say(job.locale, key),
        spoiler=job.is_spoiler or is_spoiler(image_path),
    )


def _show_file(file: discord.File) -> discord.MediaGalleryItem:
    return discord.MediaGalleryItem(f"attachment://{file.filename}", description=file.description, spoiler=file.spoiler)
