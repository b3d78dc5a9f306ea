"""The field of forms in which people choose length and shape together, each with what it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

import discord
from discord import ui

from bot.domain.money import format_usd
from bot.domain.requests import AspectRatio, VideoRequest
from bot.models import ModelSpec
from bot.presentation.cards.quotes import describe_quote
from bot.presentation.common.inputs import InvalidValue, read_choice_of, read_length
from bot.sentences import say
from bot.services.quota.quotes import Quotes

#: The most that Discord shows in a list, and all at once.
_OPTIONS_MAX = 25
_RADIOS = range(2, 11)
#: A list to choose one from, however it looks.
Choice: TypeAlias = "ui.Select[ui.Modal] | ui.RadioGroup[ui.Modal]"
_Frame: TypeAlias = tuple[int, AspectRatio]


def make_frame_field(
    request: VideoRequest, spec: ModelSpec, specs: Sequence[ModelSpec], quotes: Quotes, locale: str
) -> ui.Label[ui.Modal]:
    """The field with the lengths and shapes that `spec` makes, and the lengths of the models in `specs`.

    The request's own is chosen.
    """
    options = []
    for duration_s, shape in _list_frames(request, spec, specs):
        taken = say_price(replace(request, duration_s=duration_s, aspect_ratio=shape), spec, quotes, locale)
        label = f"{say(locale, 'seconds', seconds=duration_s)} · {_name_shape(shape, locale)}"
        is_chosen = (duration_s, shape) == (request.duration_s, request.aspect_ratio)
        options.append(
            discord.SelectOption(label=label, value=f"{duration_s} {shape.value}", description=taken, default=is_chosen)
        )
    taken = describe_quote(quotes, spec, request, locale)
    return ui.Label(text=say(locale, "edit-frame"), description=taken, component=make_choice("frame", options))


def make_length_field(
    text: str, request: VideoRequest, spec: ModelSpec, quotes: Quotes, locale: str
) -> ui.Label[ui.Modal]:
    """The field with the lengths that a model makes; that of the request is chosen."""
    options = [
        discord.SelectOption(
            label=say(locale, "seconds", seconds=s),
            value=str(s),
            description=say_price(replace(request, duration_s=s), spec, quotes, locale),
            default=s == request.duration_s,
        )
        for s in spec.durations_s
    ]
    taken = describe_quote(quotes, spec, request, locale)
    return ui.Label(text=text, description=taken, component=make_choice("duration", options))


def make_choice(custom_id: str, options: Sequence[discord.SelectOption]) -> Choice:
    """A list of which one is chosen: all at once if Discord can show it like that. Nothing needs to be chosen."""
    if len(options) not in _RADIOS:
        return ui.Select(custom_id=custom_id, options=list(options), required=False)
    radios = [
        discord.RadioGroupOption(label=one.label, value=one.value, description=one.description, default=one.default)
        for one in options
    ]
    return ui.RadioGroup(custom_id=custom_id, options=radios, required=False)


def say_price(request: VideoRequest, spec: ModelSpec, quotes: Quotes, locale: str) -> str | None:
    """What a request costs if a model makes it; None if it doesn't make this length."""
    if request.duration_s not in spec.durations_s:
        return None
    return say(locale, "card-price", price=format_usd(quotes.price_micros(spec, request)))


def read_frame(text: str) -> _Frame | None:
    """Read what was chosen; None if nothing was. Raises InvalidValue."""
    if not text:
        return None
    duration, _, shape = text.partition(" ")
    duration_s = read_length(duration)
    if duration_s is None:
        raise InvalidValue(text)
    return duration_s, read_choice_of(AspectRatio, shape)


def _list_frames(request: VideoRequest, spec: ModelSpec, specs: Sequence[ModelSpec]) -> list[_Frame]:
    """As many as there is room for, those that come nearest to the request's own before others; shorter ones first."""

    def frames() -> Iterator[_Frame]:
        own = sorted({request.duration_s, *spec.durations_s})
        shapes = [one for one in AspectRatio if one in spec.sizes_in(request.resolution)]
        others = sorted({s for one in specs for s in one.durations_s})
        yield request.duration_s, request.aspect_ratio
        yield from ((s, request.aspect_ratio) for s in own)
        yield from ((request.duration_s, shape) for shape in shapes)
        yield from ((s, shape) for s in own for shape in shapes)
        yield from ((s, request.aspect_ratio) for s in others)

    shapes = list(AspectRatio)
    kept = list(dict.fromkeys(frames()))[:_OPTIONS_MAX]
    return sorted(kept, key=lambda one: (shapes.index(one[1]), one[0]))


def _name_shape(aspect: AspectRatio, locale: str) -> str:
    if aspect in (AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT):
        return say(locale, f"edit-shape-{aspect.name.lower()}")
    return aspect.value
