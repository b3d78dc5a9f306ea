"""The card of a film that is made scene by scene: which scene is being made, and which wait for it."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.domain.money import format_usd
from bot.domain.requests import NO_SEED
from bot.markdown import plain, shorten
from bot.presentation.cards.buttons import make_button
from bot.presentation.cards.card import (
    COLOURS,
    SYMBOLS,
    WORKING_SYMBOL,
    NameModel,
    describe_duration,
    describe_progress,
    describe_request,
    describe_source,
    is_held,
)
from bot.presentation.cards.ending import describe_failure
from bot.presentation.cards.form_fields import describe_remaining
from bot.sentences import say
from bot.services.ports import ProgressEstimate

#: How much is shown of a scene's text, and of its outcome: there may be six scenes.
SCENE_CHARS = 150
_STATE_CHARS = 260
_COLOUR = discord.Colour(0x5865F2)


class FilmCard(ui.LayoutView):
    """A film in progress, as a message: its scenes, and how the current one is doing."""

    def __init__(
        self, scenes: Sequence[tuple[Job, ProgressEstimate]], *, note: str = "", name_model: NameModel = str
    ) -> None:
        super().__init__(timeout=None)
        if note:
            self.add_item(ui.TextDisplay(note))
        jobs = [job for job, _ in scenes]
        first, progress = scenes[0]
        is_waiting = all(job.state is JobState.QUEUED for job in jobs)
        present = find_present(jobs)
        colour = COLOURS.get(jobs[-1].state, _COLOUR) if present is None else _COLOUR
        container = ui.Container[FilmCard](accent_colour=colour)
        symbol = SYMBOLS[JobState.QUEUED] if is_waiting else WORKING_SYMBOL
        container.add_item(ui.TextDisplay(f"### {symbol} {_title(jobs, progress)}"))
        is_held_now = is_waiting and is_held(first, progress)
        for text in (describe_source(first), describe_film_settings(jobs, name_model, is_held=is_held_now)):
            if text:
                container.add_item(ui.TextDisplay(text))
        container.add_item(ui.Separator())
        lines = [describe_scene(job, estimate if job is present else None, name_model) for job, estimate in scenes]
        container.add_item(ui.TextDisplay("\n".join(lines)))
        if any(job.state is JobState.QUEUED for job in jobs):
            container.add_item(make_film_row(first))
        self.add_item(container)
        self.stop()


def find_present(scenes: Sequence[Job]) -> Job | None:
    """The scene that is being made, or that comes next; None if the film is over."""
    return next((one for one in scenes if one.is_pending), None)


def make_film_row(job: Job) -> ui.ActionRow[ui.LayoutView]:
    """The buttons for a film while scenes of it wait."""
    return ui.ActionRow(make_button("cancel-all", job.card_key, job.locale, text="button-cancel"))


def describe_film_settings(scenes: Sequence[Job], name_model: NameModel = str, *, is_held: bool = False) -> str:
    """What the scenes have in common, in one small line, and what they cost together."""
    first = scenes[0]
    locale = first.locale
    micros = sum(job.estimate_micros if job.cost_micros is None else job.cost_micros for job in scenes)
    marks = [
        describe_request(replace(first.request, seed=NO_SEED, is_stored=True), locale, name_model, scenes=first.scenes),
        say(locale, "card-price", price=format_usd(micros)),
    ]
    if is_held and first.remaining is not None:
        marks.append(describe_remaining(first.remaining, locale))
    done_at = max((job.completed_at for job in scenes if job.completed_at is not None), default=None)
    if done_at is not None and find_present(scenes) is None:
        took = describe_duration(locale, (done_at - first.created_at).total_seconds())
        marks.append(say(locale, "card-took", took=took))
    text = " · ".join(marks)
    if first.instead_of is not None:
        text += f"\n-# {say(locale, 'card-instead', model=plain(first.instead_of))}"
    return f"-# {text}"


def name_scene(job: Job, *, is_of: bool = False) -> str:
    """What a scene is called: "Scene 2"."""
    if is_of:
        return say(job.locale, "story-scene-of", scene=job.part, count=job.scenes)
    return say(job.locale, "story-scene", scene=job.part)


def describe_scene(job: Job, progress: ProgressEstimate | None, name_model: NameModel = str) -> str:
    """What happens in a scene, and what became of it or, with `progress`, how it is doing."""
    symbol = SYMBOLS.get(job.state, WORKING_SYMBOL)
    words = plain(job.own_prompt or job.request.prompt, SCENE_CHARS).replace("\n", " ")
    line = f"{symbol} **{name_scene(job)}**{f' · {words}' if words else ''}"
    state = _describe_state(job, progress, name_model)
    return f"{line}\n{shorten(state, _STATE_CHARS)}" if state else line


def _describe_state(job: Job, progress: ProgressEstimate | None, name_model: NameModel) -> str:
    seconds = job.request.duration_s
    match job.state:
        case JobState.FAILED:
            # Another model is offered when the film is resumed.
            return describe_failure(replace(job, offer=None), name_model)
        case JobState.CANCELLED if job.needs_notice:
            return say(job.locale, "group-cancelled-by", by=f"<@{job.cancelled_by}>", seconds=seconds)
        case JobState.CANCELLED:
            key = "story-not-made" if job.cancelled_by is None else "group-cancelled"
            return say(job.locale, key, seconds=seconds)
        case JobState.UNDELIVERABLE:
            return say(job.locale, "card-kept")
        case JobState.DELIVERED:
            return say(job.locale, "group-deleted") if job.deleted_at is not None else ""
        case _ if progress is None:
            return ""
        case JobState.QUEUED if job.awaits_scene:
            return say(job.locale, "story-next")
        case _:
            return describe_progress(job, progress)


def _title(scenes: Sequence[Job], progress: ProgressEstimate) -> str:
    first = scenes[0]
    if first.state is JobState.QUEUED and not first.awaits_scene:
        return say(first.locale, "card-held-title" if is_held(first, progress) else "card-queued")
    scene = find_present(scenes) or scenes[-1]
    key = "story-title" if scene.is_pending else "story-over"
    return say(first.locale, key, scene=scene.part, count=first.scenes)
