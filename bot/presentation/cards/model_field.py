"""The field of forms in which people choose a model, its resolution and its sound, all at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import discord
from discord import ui

from bot.domain.requests import VideoRequest
from bot.models import ModelSpec
from bot.presentation.common.inputs import InvalidValue
from bot.sentences import say

#: The most that Discord shows in a list, and of a line in it.
_OPTIONS_MAX = 25
_LINE_CHARS = 100
_SOUNDS = {"sound": True, "silent": False}


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """A model, and what to choose of it."""

    model: str
    resolution: str
    has_sound: bool

    @property
    def value(self) -> str:
        """How a form sends it."""
        return f"{self.model} {self.resolution} {'sound' if self.has_sound else 'silent'}"


#: Says what a video by a model takes, chosen like this.
DescribeChoice: TypeAlias = Callable[[ModelSpec, ChosenModel], str]


def make_model_field(
    specs: Sequence[ModelSpec],
    locale: str,
    chosen: ChosenModel | None = None,
    *,
    describe: DescribeChoice | None = None,
) -> ui.Label[ui.Modal] | None:
    """The field with these models, the chosen one selected; None if there is nothing to choose.

    `describe` says what a video by each would take.
    """
    lines = [
        (one, _name(spec, one, locale), None if describe is None else describe(spec, one))
        for spec, one in _list_choices(specs, chosen)
    ]
    if len(lines) < 2:
        return None
    select: ui.Select[ui.Modal] = ui.Select(
        custom_id="model",
        options=[
            discord.SelectOption(label=name[:_LINE_CHARS], value=one.value, default=one == chosen, description=taken)
            for one, name, taken in lines
        ],
        required=False,
    )
    return ui.Label(text=say(locale, "edit-model"), component=select)


def usual_choice(spec: ModelSpec) -> ChosenModel:
    """What a model makes unless something else is chosen."""
    return ChosenModel(spec.id, spec.resolutions[0], spec.sounds[0])


def choice_of(spec: ModelSpec, request: VideoRequest) -> ChosenModel:
    """What a request to a model chose."""
    return ChosenModel(spec.id, request.resolution or spec.resolutions[0], request.has_sound)


def read_model_field(text: str) -> ChosenModel | None:
    """Read what was chosen; None if nothing was. Raises InvalidValue."""
    if not text:
        return None
    parts = text.split(" ")
    if len(parts) != 3 or parts[2] not in _SOUNDS:
        raise InvalidValue(text)
    return ChosenModel(parts[0], parts[1], _SOUNDS[parts[2]])


def list_lengths(specs: Iterable[ModelSpec]) -> Sequence[int]:
    """Every length that one of these models makes."""
    return sorted({duration_s for spec in specs for duration_s in spec.durations_s})[:_OPTIONS_MAX]


def _list_choices(specs: Sequence[ModelSpec], chosen: ChosenModel | None) -> list[tuple[ModelSpec, ChosenModel]]:
    """All of them if there is room; else what is usual, and all of the chosen model, counts before others."""
    every = [
        (spec, ChosenModel(spec.id, resolution, has_sound))
        for spec in specs
        for resolution, has_sound in product(spec.resolutions, spec.sounds)
    ]
    if len(every) > _OPTIONS_MAX:
        model = None if chosen is None else chosen.model
        is_needed = [one.model == model or one == usual_choice(spec) for spec, one in every]
        ranked = sorted(range(len(every)), key=lambda number: not is_needed[number])
        every = [every[number] for number in sorted(ranked[:_OPTIONS_MAX])]
    return every


def _name(spec: ModelSpec, one: ChosenModel, locale: str) -> str:
    parts = [spec.name]
    if len(spec.sizes) > 1:
        parts.append(one.resolution)
    if len(spec.sounds) > 1:
        parts.append(say(locale, "card-sound" if one.has_sound else "offer-silent"))
    return " · ".join(parts)
