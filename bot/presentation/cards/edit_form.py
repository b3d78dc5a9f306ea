"""The form behind "Edit". It has no state: its custom id contains the job's id, so it works after a restart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.domain.money import format_usd
from bot.domain.requests import NEGATIVE_PROMPT_MAX_CHARS, PROMPT_MAX_CHARS, AspectRatio, Mode, VideoRequest
from bot.errors import UserError
from bot.models import ModelSpec
from bot.presentation.cards.model_field import (
    ChosenModel,
    choice_of,
    list_lengths,
    make_model_field,
    read_model_field,
)
from bot.presentation.cards.quotes import describe_price, describe_quote
from bot.presentation.common.inputs import InvalidValue, read_choice_of, read_length, read_number
from bot.sentences import Sentence, say
from bot.services.quota.quotes import NO_QUOTES, Quotes

_SEED_CHARS = 20
#: The most fields that Discord shows in a form.
_FIELDS_MAX = 5


def make_edit_form(
    job: Job, spec: ModelSpec, specs: Sequence[ModelSpec], locale: str, quotes: Quotes = NO_QUOTES
) -> ui.Modal:
    """The form, filled in with a job's request; `spec` is its model, `specs` are those that can be chosen instead.

    It says what a video takes before it is paid. What there is no room for stays as it is.
    """
    request = job.request
    form = ui.Modal(title=say(locale, "edit-title"), custom_id=f"veo:edit-form:{job.id}")
    known = [spec, *specs]
    lengths = sorted({request.duration_s, *list_lengths(known)})
    shapes = [one for one in AspectRatio if any(one in spec.sizes_in(request.resolution) for spec in known)]
    duration: ui.Select[ui.Modal] = ui.Select(
        custom_id="duration",
        options=[length_option(s, request, spec, quotes, locale) for s in lengths],
    )
    shape: ui.Select[ui.Modal] = ui.Select(
        custom_id="shape",
        options=[
            discord.SelectOption(label=_name_shape(one, locale), value=one.value, default=one is request.aspect_ratio)
            for one in shapes
        ],
    )
    fields: list[ui.Label[ui.Modal] | None] = [
        _ask_prompt(request, spec, locale),
        ui.Label(
            text=say(locale, "edit-duration"),
            description=describe_quote(quotes, spec, request, locale),
            component=duration,
        ),
        ui.Label(text=say(locale, "edit-shape"), component=shape),
        make_model_field(
            specs, locale, choice_of(spec, request), describe=partial(describe_choice, request, quotes, locale)
        ),
        ask_negative_prompt(request.negative_prompt, locale) if request.negative_prompt else None,
        _ask_seed(request.seed, locale) if spec.seed is not None else None,
        ask_negative_prompt("", locale) if spec.fields.negative_prompt and not request.negative_prompt else None,
    ]
    for field in [one for one in fields if one is not None][:_FIELDS_MAX]:
        form.add_item(field)
    # cogs/buttons.py hears what is handed in, so the library must not remember the form.
    form.stop()
    return form


def length_option(
    duration_s: int, request: VideoRequest, spec: ModelSpec, quotes: Quotes, locale: str
) -> discord.SelectOption:
    """A length to choose, and what a request by a model costs in it; the request's own is chosen."""
    taken = None
    if duration_s in spec.durations_s:
        micros = quotes.price_micros(spec, replace(request, duration_s=duration_s))
        taken = say(locale, "card-price", price=format_usd(micros))
    return discord.SelectOption(
        label=say(locale, "seconds", seconds=duration_s),
        value=str(duration_s),
        description=taken,
        default=duration_s == request.duration_s,
    )


def describe_choice(request: VideoRequest, quotes: Quotes, locale: str, spec: ModelSpec, chosen: ChosenModel) -> str:
    """What a request takes if another model makes it, in the nearest length that it makes."""
    endpoint = spec.endpoint(request.mode)
    like = replace(
        request,
        model=request.model if endpoint is None else endpoint.slug,
        duration_s=spec.nearest_duration_s(request.duration_s),
        resolution=chosen.resolution,
        has_sound=chosen.has_sound,
    )
    return describe_price(quotes, spec, like, locale)


def _ask_prompt(request: VideoRequest, spec: ModelSpec, locale: str) -> ui.Label[ui.Modal]:
    endpoint = spec.endpoint(request.mode)
    typed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        default=request.prompt or None,
        required=endpoint is None or endpoint.needs_prompt,
        max_length=PROMPT_MAX_CHARS,
    )
    key = "edit-motion" if request.mode is Mode.IMAGE else "edit-prompt"
    return ui.Label(text=say(locale, key), component=typed)


def ask_negative_prompt(negative_prompt: str, locale: str) -> ui.Label[ui.Modal]:
    """The field for what isn't to be in the video."""
    typed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="negative_prompt",
        style=discord.TextStyle.paragraph,
        default=negative_prompt or None,
        required=False,
        max_length=NEGATIVE_PROMPT_MAX_CHARS,
    )
    return ui.Label(text=say(locale, "edit-negative"), component=typed)


def _ask_seed(seed: int, locale: str) -> ui.Label[ui.Modal]:
    typed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="seed", default=str(seed), required=False, max_length=_SEED_CHARS
    )
    return ui.Label(text=say(locale, "edit-seed"), description=say(locale, "edit-seed-hint"), component=typed)


def _name_shape(aspect: AspectRatio, locale: str) -> str:
    if aspect in (AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT):
        return say(locale, f"edit-shape-{aspect.name.lower()}")
    return aspect.value


@dataclass(frozen=True, slots=True)
class Edited:
    """The values of a submitted form, unchecked; those that it didn't have are None, and empty if they are choices."""

    prompt: str
    duration: str
    shape: str
    model: str
    negative_prompt: str | None
    seed: str | None

    @property
    def model_id(self) -> str | None:
        """The model that was chosen; None if none was. Raises InvalidValue."""
        chosen = read_model_field(self.model)
        return None if chosen is None else chosen.model

    def make_request(self, job: Job, spec: ModelSpec) -> VideoRequest:
        """Check it and make it a request of the job's kind; `spec` is the chosen model, else the job's.

        Raises UserError, also if nothing was changed: that would make and pay for the same video again.
        """
        before, chosen = job.request, read_model_field(self.model)
        if chosen == choice_of(spec, before):
            chosen = None  # jobs of before there was a choice don't name the resolution
        request = spec.make_request(
            before.mode,
            prompt=self.prompt,
            duration_s=read_length(self.duration) or before.duration_s,
            aspect_ratio=read_choice_of(AspectRatio, self.shape) if self.shape else before.aspect_ratio,
            resolution=before.resolution if chosen is None else chosen.resolution,
            has_sound=before.has_sound if chosen is None else chosen.has_sound,
            negative_prompt=before.negative_prompt if self.negative_prompt is None else self.negative_prompt,
            seed=self._read_seed(before, spec),
        )
        if request == before and job.result_message_id is not None:
            raise UserError(Sentence("edit-unchanged"))
        return request

    def _read_seed(self, before: VideoRequest, spec: ModelSpec) -> int:
        if before.model not in spec.slugs and self.seed in (None, str(before.seed)):
            return spec.draw_seed()  # the seed is another model's
        return before.seed if self.seed is None else read_seed(self.seed, spec)


def read_seed(typed: str, spec: ModelSpec) -> int:
    """Read a seed that somebody typed; nothing typed draws one, if the model takes any. Raises UserError."""
    plain = "".join(typed.split()).replace(",", "").replace(".", "")
    if not plain or spec.seed is None:
        return spec.draw_seed()
    try:
        return read_number(plain, *spec.seed)
    except InvalidValue as error:
        least, most = spec.seed
        raise UserError(Sentence("model-seed", model=spec.name, least=least, most=most)) from error


def read_edit_form(fields: Mapping[str, str]) -> Edited:
    """Read a submitted form by its fields."""
    prompt, duration, shape, model = (fields.get(name, "") for name in ("prompt", "duration", "shape", "model"))
    return Edited(prompt, duration, shape, model, fields.get("negative_prompt"), fields.get("seed"))
