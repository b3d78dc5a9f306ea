"""The fields of forms: model, resolution and sound; length and shape; style and camera move; the number of variations.

Each shows the price of a choice.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import TypeAlias

import discord
from discord import app_commands, ui

from bot.domain.jobs import Remaining
from bot.domain.money import format_usd
from bot.domain.requests import COUNT_MAX, AspectRatio, VideoRequest
from bot.domain.styles import Style, StyleKind, Styles
from bot.errors import UserError
from bot.models import ModelSpec
from bot.presentation.common.inputs import InvalidValue, read_choice_of, read_length
from bot.presentation.common.translator import localized
from bot.sentences import FALLBACK, Sentence, say
from bot.services.quota.alternatives import make_draft
from bot.services.quota.quotes import Quotes


def describe_quote(
    quotes: Quotes, spec: ModelSpec, request: VideoRequest, locale: str, *, is_scene: bool = False
) -> str:
    """The length and the price of a video or of each scene, and what is left; short enough to describe a field."""
    parts = [describe_price(quotes, spec, request, locale)]
    if is_scene:
        price = format_usd(quotes.price_micros(spec, request))
        parts = [say(locale, "story-quote", seconds=request.duration_s, price=price)]
    if quotes.remaining is not None:
        parts.append(describe_remaining(quotes.remaining, locale))
    return " · ".join(parts)


def describe_price(quotes: Quotes, spec: ModelSpec, request: VideoRequest, locale: str) -> str:
    """The length and the price of a video."""
    price = say(locale, "card-price", price=format_usd(quotes.price_micros(spec, request)))
    return f"{say(locale, 'seconds', seconds=request.duration_s)} · {price}"


def describe_remaining(remaining: Remaining, locale: str) -> str:
    """What is left, as the end of a line."""
    left = format_usd(remaining.amount) if remaining.is_money else say(locale, "seconds", seconds=remaining.amount)
    return say(locale, f"quote-left-{remaining.window}", left=left)


#: How many lines Discord shows in a list, and how much of each.
_OPTIONS_MAX = 25
_LINE_CHARS = 100
_SOUNDS = {"sound": True, "silent": False}


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """A model, with a resolution and sound."""

    model: str
    resolution: str
    has_sound: bool

    @property
    def value(self) -> str:
        """The value that a form sends for it."""
        return f"{self.model} {self.resolution} {'sound' if self.has_sound else 'silent'}"


#: Describes the price of a video by a model with this choice.
DescribeChoice: TypeAlias = Callable[[ModelSpec, ChosenModel], str]


def make_model_field(
    specs: Sequence[ModelSpec],
    locale: str,
    chosen: ChosenModel | None = None,
    *,
    describe: DescribeChoice | None = None,
) -> ui.Label[ui.Modal] | None:
    """The field with these models, the chosen one selected; None if there is nothing to choose.

    `describe` shows the price of a video by each.
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
    """A model's defaults."""
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
    """List all choices if there is room; else defaults, and all choices of the chosen model, come before others."""
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


_RADIOS = range(2, 11)
#: A field for choosing one of several, in either form.
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
    """Make a field for choosing one: all at once if Discord can show that, else a menu. Choosing is optional."""
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
    """List as many as there is room for, preferably those nearest to the request's own; shorter ones first."""

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


_NAME_CHARS = 100
_EMOJI = {StyleKind.STYLE: "🎨", StyleKind.CAMERA: "🎥"}


def name_style(kind: StyleKind, style: Style) -> str | app_commands.locale_str:
    """The name of a style or camera move for Discord, translated if it is built-in and not the operator's own."""
    key = _key_of(kind, style)
    return style.name if key is None else localized(key)


def make_style_field(kind: StyleKind, styles: Styles, chosen: str | None, locale: str) -> ui.Label[ui.Modal]:
    """The field with all styles, or all camera moves, of which one or none is chosen."""
    select: ui.Select[ui.Modal] = ui.Select(
        custom_id=kind.value,
        options=[
            discord.SelectOption(label=say_style(kind, one, locale), value=one.id, default=one.id == chosen)
            for one in styles.by_kind[kind].values()
        ],
        min_values=0,
        required=False,
    )
    title = say(locale, "edit-style") if kind is StyleKind.STYLE else say(locale, "edit-camera")
    return ui.Label(text=title, component=select)


def make_looks_field(styles: Styles, style: str, camera: str, locale: str) -> ui.Label[ui.Modal]:
    """The field with styles and camera moves together, of which one of each is chosen.

    Options that don't fit are left out, but never the chosen ones.
    """
    chosen = {(StyleKind.STYLE, style), (StyleKind.CAMERA, camera)}
    known = [(kind, one) for kind in StyleKind for one in styles.by_kind[kind].values()]
    first = sorted(known, key=lambda pair: (pair[0], pair[1].id) not in chosen)[:_OPTIONS_MAX]
    select: ui.Select[ui.Modal] = ui.Select(
        custom_id="looks",
        options=[
            discord.SelectOption(
                label=say_style(kind, one, locale),
                value=f"{kind.value}:{one.id}",
                emoji=_EMOJI[kind],
                default=(kind, one.id) in chosen,
            )
            for kind, one in known
            if (kind, one) in first
        ],
        min_values=0,
        max_values=2,
        required=False,
    )
    return ui.Label(text=say(locale, "edit-looks"), component=select)


def read_looks(values: Collection[str]) -> tuple[str, str]:
    """Read the style and the camera move that were chosen together; empty: none. Raises UserError."""
    chosen: dict[str, list[str]] = {kind.value: [] for kind in StyleKind}
    for value in values:
        kind, _, name = value.partition(":")
        if kind not in chosen:
            raise InvalidValue(value)
        chosen[kind].append(name)
    if any(len(names) > 1 for names in chosen.values()):
        raise UserError(Sentence("edit-looks-many"))
    style, camera = (next(iter(chosen[kind.value]), "") for kind in (StyleKind.STYLE, StyleKind.CAMERA))
    return style, camera


def say_style(kind: StyleKind, style: Style, locale: str) -> str:
    """The name of a style or camera move in a language; an operator's own keep their names."""
    key = _key_of(kind, style)
    return (style.name if key is None else say(locale, key))[:_NAME_CHARS]


@cache
def _key_of(kind: StyleKind, style: Style) -> str | None:
    """The key of a built-in one's name; None for an operator's own."""
    key = f"{kind}-{style.id}"
    try:
        return key if say(FALLBACK, key) == style.name else None
    except KeyError:
        return None


#: The prefix of a value that means a number of drafts.
DRAFT = "draft:"


def make_count_field(
    request: VideoRequest,
    spec: ModelSpec,
    specs: Sequence[ModelSpec],
    quotes: Quotes,
    locale: str,
    *,
    chosen: int = 1,
) -> ui.Label[ui.Modal]:
    """The field for how many to request together, as full videos or as drafts by any of `specs`."""
    options = []
    draft, full = make_draft(request, specs, quotes)
    kinds = [("", "group-count", spec, request)]
    cheapest = next((one for one in specs if draft.model in one.slugs), None)
    if full is not None and cheapest is not None:
        kinds.append((DRAFT, "draft-count", cheapest, draft))
    for prefix, key, by, one in kinds:
        for count in range(1, COUNT_MAX + 1):
            seconds = say(locale, "seconds", seconds=one.duration_s * count)
            price = say(locale, "card-price", price=format_usd(quotes.price_micros(by, one) * count))
            options.append(
                discord.SelectOption(
                    label=say(locale, key, count=count),
                    value=f"{prefix}{count}",
                    description=f"{seconds} · {price}",
                    default=not prefix and count == chosen,
                )
            )
    return ui.Label(
        text=say(locale, "edit-count"),
        description=say(locale, "edit-count-hint"),
        component=make_choice("count", options),
    )
