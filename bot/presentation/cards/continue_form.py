"""The form behind "Continue". It has no state: its custom id contains the job's id, so it works after a restart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.domain.requests import PROMPT_MAX_CHARS, Mode, VideoRequest, clean_prompt
from bot.domain.stories import PARTS_MAX
from bot.models import ModelSpec
from bot.presentation.cards.edit_form import ask_negative_prompt
from bot.presentation.cards.form_fields import make_length_field
from bot.presentation.common.inputs import read_length
from bot.sentences import say
from bot.services.quota.quotes import NO_QUOTES, Quotes


def make_continue_form(job: Job, spec: ModelSpec, locale: str, quotes: Quotes = NO_QUOTES) -> ui.Modal:
    """The form that asks what happens after a job's video; `spec` is the model of the next part.

    It shows the part's price before anything is paid.
    """
    part = make_part_request(job.request, spec)
    form = ui.Modal(title=say(locale, "continue-title"), custom_id=f"veo:continue-form:{job.id}")
    prompt: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        placeholder=say(locale, "continue-prompt-placeholder"),
        required=False,
        max_length=PROMPT_MAX_CHARS,
    )
    form.add_item(
        ui.Label(
            text=say(locale, "continue-prompt", part=job.part + 1, most=PARTS_MAX),
            description=say(locale, "continue-prompt-description"),
            component=prompt,
        )
    )
    form.add_item(make_length_field(say(locale, "continue-duration"), part, spec, quotes, locale))
    if spec.fields.negative_prompt is not None:
        form.add_item(ask_negative_prompt(job.request.negative_prompt, locale))
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form


def make_part_request(before: VideoRequest, spec: ModelSpec) -> VideoRequest:
    """Make a request for a part after another one, of about the same length, to calculate its price."""
    endpoint = spec.endpoint(Mode.IMAGE)
    return replace(
        before,
        model=before.model if endpoint is None else endpoint.slug,
        mode=Mode.IMAGE,
        duration_s=spec.nearest_duration_s(before.duration_s),
        resolution=before.resolution if before.resolution in spec.sizes else spec.resolutions[0],
        has_sound=before.has_sound if before.has_sound in spec.sounds else spec.sounds[0],
    )


@dataclass(frozen=True, slots=True)
class NextPart:
    """The values of a submitted form, unchecked."""

    prompt: str
    duration: str
    #: None: the form didn't ask for it.
    negative_prompt: str | None = None

    def duration_s(self, parent: Job, spec: ModelSpec) -> int:
        """The chosen length, else about that of the previous part; raises InvalidValue."""
        return read_length(self.duration) or spec.nearest_duration_s(parent.request.duration_s)


def read_continue_form(fields: Mapping[str, str]) -> NextPart:
    """Read a submitted form by its fields."""
    prompt, duration = clean_prompt(fields.get("prompt", "")), fields.get("duration", "")
    return NextPart(prompt, duration, fields.get("negative_prompt"))
