"""The message with a film, which grows scene by scene; and the notice if there is no film at all."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.domain.jobs import Job, JobState
from bot.domain.stories import PARTS_MAX, find_stopped, is_over
from bot.markdown import plain, shorten
from bot.presentation.cards.buttons import make_button
from bot.presentation.cards.card import COLOURS, NameModel, describe_source
from bot.presentation.cards.film_card import (
    SCENE_CHARS,
    describe_film_settings,
    describe_scene,
    find_present,
    make_film_row,
)
from bot.presentation.cards.group_ending import ShownVideo, make_title
from bot.sentences import say
from bot.services.ports import ProgressEstimate

_HEADING_CHARS = 600


class FilmEnding(ui.LayoutView):
    """A film so far, as a message: the video, what happens in its scenes, and what became of missing ones.

    `shown` is the video that is a file of this message, by the id of the scene it ends with; without one, this is the
    notice that there is no film. With `progress`, it is also the card, with a Cancel button.
    """

    def __init__(
        self,
        scenes: Sequence[Job],
        heading: str,
        *,
        shown: Mapping[str, ShownVideo],
        progress: Mapping[str, ProgressEstimate] | None = None,
        name_model: NameModel = str,
    ) -> None:
        super().__init__(timeout=None)
        first, present = scenes[0], find_present(scenes)
        last = next((scene for scene in reversed(scenes) if scene.id in shown), None)
        self.add_item(ui.TextDisplay(shorten(heading, _HEADING_CHARS)))
        has_failed = last is None and any(scene.state is JobState.FAILED for scene in scenes)
        colour = COLOURS[JobState.FAILED if has_failed else JobState.DELIVERED]
        container = ui.Container[FilmEnding](accent_colour=colour)
        texts = [describe_source(first), describe_film_settings(scenes, name_model)]
        container.add_item(ui.TextDisplay("\n".join(text for text in texts if text)))
        if last is not None:
            _add_film(container, last, shown[last.id])
        estimates = {} if progress is None else progress
        lines = [
            describe_scene(scene, estimates.get(scene.id) if scene is present else None, name_model)
            for scene in scenes
            if scene.deleted_at is None
        ]
        if lines:
            container.add_item(ui.TextDisplay("\n".join(lines)))
        for row in _list_rows(scenes, last):
            container.add_item(row)
        if progress is not None and any(scene.state is JobState.QUEUED for scene in scenes):
            container.add_item(make_film_row(first))
        self.add_item(container)
        self.stop()


def describe_film_heading(scenes: Sequence[Job], *, done: int) -> str:
    """The sentence above a film with this many scenes."""
    first = scenes[0]
    if done >= first.scenes:
        key = "story-result"
    elif is_over(scenes):
        key = "story-result-stopped"
    else:
        key = "story-result-some"
    return say(first.locale, key, mention=f"<@{first.user_id}>", done=done, count=first.scenes)


def describe_no_film(scenes: Sequence[Job]) -> str:
    """The sentence above the notice that none of these scenes was made."""
    first = scenes[0]
    seconds = sum(scene.request.duration_s for scene in scenes)
    mention = f"<@{first.user_id}>"
    if all(scene.state is JobState.CANCELLED for scene in scenes):
        by = next((scene.cancelled_by for scene in scenes if scene.needs_notice), None)
        if by is None:
            return say(first.locale, "story-cancelled", count=len(scenes), seconds=seconds)
        return say(first.locale, "cancelled-by", mention=mention, by=f"<@{by}>", seconds=seconds)
    stopped = find_stopped(scenes) or first
    return say(first.locale, "story-failed", mention=mention, scene=stopped.part, count=first.scenes)


def _add_film(container: ui.Container[FilmEnding], last: Job, video: ShownVideo) -> None:
    if video.title:
        container.add_item(make_title(last, video.title))
    if video.items:
        container.add_item(ui.MediaGallery[FilmEnding](*video.items))


def _list_rows(scenes: Sequence[Job], last: Job | None) -> list[ui.ActionRow[ui.LayoutView]]:
    """The buttons, which name the scene that the message's film ends with."""
    known = last or scenes[0]
    has_ended, stopped = is_over(scenes), find_stopped(scenes)
    is_withdrawn = stopped is not None and all(
        scene.state is JobState.CANCELLED and not scene.needs_notice for scene in scenes
    )
    verbs: list[str] = []
    if has_ended and stopped is not None and not is_withdrawn and stopped.state is not JobState.UNDELIVERABLE:
        verbs.append("take-up")
    if last is None:
        verbs += ["edit", *(["again"] if is_withdrawn else [])] if has_ended else []
    else:
        can_continue = has_ended and last.part < PARTS_MAX
        verbs += [*(["continue"] if can_continue else []), "again", "edit", "delete"]
    rows = [verbs, ["prompt"] if any(map(_is_cut, scenes)) else []]
    return [ui.ActionRow(*(make_button(verb, known.id, known.locale) for verb in row)) for row in rows if row]


def _is_cut(scene: Job) -> bool:
    words = scene.own_prompt or scene.request.prompt
    return len(words) > SCENE_CHARS or plain(words, SCENE_CHARS) != plain(words)
