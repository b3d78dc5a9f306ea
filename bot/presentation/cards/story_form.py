"""The form of a film: its scenes, and what they have in common.

It has no state: its fields contain everything, so it works after a restart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import discord
from discord import ui

from bot.domain.requests import AspectRatio, Mode, VideoRequest, clean_prompt
from bot.domain.stories import SCENES_MAX, SCENES_MIN, TEXT_MAX_CHARS, SceneText, read_scenes, require_scene
from bot.domain.styles import StyleKind, Styles
from bot.errors import UserError
from bot.models import ModelSpec
from bot.presentation.cards.edit_form import ask_negative_prompt, describe_choice
from bot.presentation.cards.form_fields import (
    ChosenModel,
    choice_of,
    describe_quote,
    make_frame_field,
    make_model_field,
    make_style_field,
    read_frame,
    read_model_field,
)
from bot.sentences import Sentence, say
from bot.services.quota.quotes import Quotes


def make_story_form(
    custom_id: str,
    request: VideoRequest,
    spec: ModelSpec,
    specs: Sequence[ModelSpec],
    locale: str,
    *,
    styles: Styles,
    style: str | None,
    quotes: Quotes,
    scenes: str = "",
) -> ui.Modal:
    """The form, filled in: `request` is like the first scene's, `specs` are the models to choose from.

    It shows the price of a scene before anything is paid.
    """
    form = ui.Modal(title=say(locale, "story-form"), custom_id=custom_id)
    written: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="scenes",
        style=discord.TextStyle.paragraph,
        placeholder=say(locale, "story-scenes-placeholder"),
        default=scenes[:TEXT_MAX_CHARS] or None,
        max_length=TEXT_MAX_CHARS,
    )
    label = say(locale, "story-scenes", least=SCENES_MIN, most=SCENES_MAX)
    form.add_item(ui.Label(text=label, description=say(locale, "story-scenes-hint"), component=written))
    frame = make_frame_field(request, spec, specs, quotes, locale)
    frame.text = say(locale, "story-frame")
    frame.description = describe_quote(quotes, spec, request, locale, is_scene=True)
    form.add_item(frame)
    describe = partial(describe_choice, request, quotes, locale)
    model = make_model_field(specs, locale, choice_of(spec, request), describe=describe)
    if model is not None:
        form.add_item(model)
    form.add_item(make_style_field(StyleKind.STYLE, styles, style, locale))
    if spec.fields.negative_prompt is not None or request.negative_prompt:
        form.add_item(ask_negative_prompt(request.negative_prompt, locale))
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form


@dataclass(frozen=True, slots=True)
class WrittenFilm:
    """The values of a submitted form, unchecked."""

    scenes: str
    frame: str
    model: str
    style: str
    negative_prompt: str

    @property
    def chosen(self) -> ChosenModel | None:
        """The model that was chosen; None if there was nothing to choose. Raises InvalidValue."""
        return read_model_field(self.model)

    def read_texts(self) -> list[str]:
        """What happens in each scene, in the person's own words. Raises InvalidRequest."""
        return read_scenes(self.scenes)

    def make_request(self, spec: ModelSpec, prompt: str) -> VideoRequest:
        """Make the request of the first scene to a model. Raises InvalidValue and InvalidRequest."""
        chosen = self.chosen
        duration_s: int | None = None
        aspect: AspectRatio | None = None
        if (frame := read_frame(self.frame)) is not None:
            duration_s, aspect = frame
        return spec.make_request(
            Mode.TEXT,
            prompt=prompt,
            duration_s=duration_s,
            aspect_ratio=aspect,
            resolution=None if chosen is None else chosen.resolution,
            has_sound=None if chosen is None else chosen.has_sound,
            negative_prompt=clean_prompt(self.negative_prompt),
        )


def read_story_form(fields: Mapping[str, str]) -> WrittenFilm:
    """Read a submitted form by its fields."""
    names = ("scenes", "frame", "model", "style", "negative_prompt")
    return WrittenFilm(*(fields.get(name, "") for name in names))


def dress_scenes(texts: Sequence[str], styles: Styles, style: str | None) -> tuple[SceneText, ...]:
    """Add a style to each scene. Raises UserError, which names the scene by its number, counted from 1."""
    scenes = []
    for number, own in enumerate(texts, 1):
        require_scene(own, number)
        try:
            prompt = styles.dress(own, style=style, camera=None, needs_prompt=True)
        except UserError as error:
            raise UserError(Sentence("story-about-scene", scene=number), *error.sentences) from error
        scenes.append(SceneText(prompt, own if prompt != own else None))
    return tuple(scenes)
