"""The form behind "Edit". It has no state: its custom id contains the job's id, so it works after a restart."""

from collections.abc import Mapping
from dataclasses import dataclass

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.domain.requests import (
    DURATION_MAX_S,
    DURATION_MIN_S,
    PROMPT_MAX_CHARS,
    SEED_MAX,
    AspectRatio,
    Model,
    VideoRequest,
    draw_seed,
)
from bot.errors import UserError
from bot.presentation.common.inputs import InvalidValue, read_choice_of, read_duration, read_number
from bot.sentences import Sentence, say

_SEED_CHARS = 20


def make_edit_form(job: Job, locale: str) -> ui.Modal:
    """The form, filled in with a job's request."""
    request = job.request
    form = ui.Modal(title=say(locale, "edit-title"), custom_id=f"veo:edit-form:{job.id}")
    prompt: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        default=request.prompt or None,
        required=request.model is Model.TEXT_TO_VIDEO,
        max_length=PROMPT_MAX_CHARS,
    )
    duration: ui.Select[ui.Modal] = ui.Select(
        custom_id="duration",
        options=[
            discord.SelectOption(label=say(locale, "seconds", seconds=s), value=str(s), default=s == request.duration_s)
            for s in range(DURATION_MIN_S, DURATION_MAX_S + 1)
        ],
    )
    shape: ui.Select[ui.Modal] = ui.Select(
        custom_id="shape",
        options=[
            discord.SelectOption(
                label=say(locale, f"edit-shape-{aspect.name.lower()}"),
                value=aspect.value,
                default=aspect is request.aspect_ratio,
            )
            for aspect in AspectRatio
        ],
    )
    seed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="seed", default=str(request.seed), required=False, max_length=_SEED_CHARS
    )
    is_optional = request.model is Model.IMAGE_TO_VIDEO
    form.add_item(ui.Label(text=say(locale, "edit-motion" if is_optional else "edit-prompt"), component=prompt))
    form.add_item(ui.Label(text=say(locale, "edit-duration"), component=duration))
    form.add_item(ui.Label(text=say(locale, "edit-shape"), component=shape))
    form.add_item(ui.Label(text=say(locale, "edit-seed"), description=say(locale, "edit-seed-hint"), component=seed))
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form


@dataclass(frozen=True, slots=True)
class Edited:
    """The values of a submitted form, unchecked."""

    prompt: str
    duration: str
    shape: str
    seed: str

    def make_request(self, job: Job) -> VideoRequest:
        """Check the values and make a request of the same kind as the job's.

        Raises UserError, also if nothing was changed: that would make and pay for the same video again.
        """
        request = VideoRequest(
            model=job.request.model,
            prompt=self.prompt,
            duration_s=read_duration(self.duration, job.request.duration_s),
            aspect_ratio=read_choice_of(AspectRatio, self.shape) if self.shape else job.request.aspect_ratio,
            seed=read_seed(self.seed),
        )
        if request == job.request and job.result_message_id is not None:
            raise UserError(Sentence("edit-unchanged"))
        return request


def read_seed(typed: str) -> int:
    """Parse a seed that a person typed; an empty one is replaced by a random one. Raises UserError."""
    plain = "".join(typed.split()).replace(",", "").replace(".", "")
    if not plain:
        return draw_seed()
    try:
        return read_number(plain, 0, SEED_MAX)
    except InvalidValue as error:
        raise UserError(Sentence("edit-seed-wrong", most=SEED_MAX)) from error


def read_edit_form(fields: Mapping[str, str]) -> Edited:
    """Read a submitted form by its fields."""
    return Edited(*(fields.get(name, "") for name in ("prompt", "duration", "shape", "seed")))
