"""The form behind "Edit". It has no state: its custom id contains the job's id, so it works after a restart."""

from collections.abc import Mapping
from dataclasses import dataclass

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.domain.requests import PROMPT_MAX_CHARS, AspectRatio, Mode, VideoRequest
from bot.errors import UserError
from bot.models import ModelSpec
from bot.presentation.common.inputs import InvalidValue, read_choice_of, read_duration, read_number
from bot.sentences import Sentence, say

_SEED_CHARS = 20


def make_edit_form(job: Job, spec: ModelSpec, locale: str) -> ui.Modal:
    """The form, filled in with a job's request; `spec` is its model."""
    request = job.request
    endpoint = spec.endpoint(request.mode)
    is_optional = endpoint is not None and not endpoint.needs_prompt
    form = ui.Modal(title=say(locale, "edit-title"), custom_id=f"veo:edit-form:{job.id}")
    prompt: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        default=request.prompt or None,
        required=not is_optional,
        max_length=PROMPT_MAX_CHARS,
    )
    duration: ui.Select[ui.Modal] = ui.Select(
        custom_id="duration",
        options=[
            discord.SelectOption(label=say(locale, "seconds", seconds=s), value=str(s), default=s == request.duration_s)
            for s in spec.durations_s
        ],
    )
    shape: ui.Select[ui.Modal] = ui.Select(
        custom_id="shape",
        options=[
            discord.SelectOption(
                label=_name_shape(aspect, locale),
                value=aspect.value,
                default=aspect is request.aspect_ratio,
            )
            for aspect in spec.sizes_in(request.resolution)
        ],
    )
    is_picture = request.mode is Mode.IMAGE
    form.add_item(ui.Label(text=say(locale, "edit-motion" if is_picture else "edit-prompt"), component=prompt))
    form.add_item(ui.Label(text=say(locale, "edit-duration"), component=duration))
    form.add_item(ui.Label(text=say(locale, "edit-shape"), component=shape))
    if spec.seed is not None:
        form.add_item(_ask_seed(request.seed, locale))
    # cogs/buttons.py hears what is handed in, so the library must not remember the form.
    form.stop()
    return form


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
    """The values of a submitted form, unchecked."""

    prompt: str
    duration: str
    shape: str
    seed: str

    def make_request(self, job: Job, spec: ModelSpec) -> VideoRequest:
        """Check it and make it a request of the job's kind; `spec` is its model.

        Raises UserError, also if nothing was changed: that would make and pay for the same video again.
        """
        before = job.request
        request = spec.make_request(
            before.mode,
            prompt=self.prompt,
            duration_s=read_duration(self.duration, spec, before.duration_s),
            aspect_ratio=read_choice_of(AspectRatio, self.shape) if self.shape else before.aspect_ratio,
            resolution=before.resolution,
            has_sound=before.has_sound,
            negative_prompt=before.negative_prompt,
            seed=read_seed(self.seed, spec),
        )
        if request == before and job.result_message_id is not None:
            raise UserError(Sentence("edit-unchanged"))
        return request


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
    return Edited(*(fields.get(name, "") for name in ("prompt", "duration", "shape", "seed")))
