"""The form behind "Continue". It has no state: its custom id contains the job's id, so it works after a restart."""

from collections.abc import Mapping
from dataclasses import dataclass

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.domain.requests import PROMPT_MAX_CHARS, clean_prompt
from bot.domain.stories import PARTS_MAX
from bot.models import ModelSpec
from bot.presentation.cards.edit_form import ask_negative_prompt
from bot.presentation.common.inputs import read_length
from bot.sentences import say


def make_continue_form(job: Job, spec: ModelSpec, locale: str) -> ui.Modal:
    """The form that asks what happens after a job's video; `spec` is the model of the next part."""
    usual_s = spec.nearest_duration_s(job.request.duration_s)
    form = ui.Modal(title=say(locale, "continue-title"), custom_id=f"veo:continue-form:{job.id}")
    prompt: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        placeholder=say(locale, "continue-prompt-placeholder"),
        required=False,
        max_length=PROMPT_MAX_CHARS,
    )
    duration: ui.Select[ui.Modal] = ui.Select(
        custom_id="duration",
        options=[
            discord.SelectOption(label=say(locale, "seconds", seconds=s), value=str(s), default=s == usual_s)
            for s in spec.durations_s
        ],
        required=False,
    )
    form.add_item(
        ui.Label(
            text=say(locale, "continue-prompt", part=job.part + 1, most=PARTS_MAX),
            description=say(locale, "continue-prompt-description"),
            component=prompt,
        )
    )
    form.add_item(ui.Label(text=say(locale, "continue-duration"), component=duration))
    if spec.fields.negative_prompt is not None:
        form.add_item(ask_negative_prompt(job.request.negative_prompt, locale))
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form


@dataclass(frozen=True, slots=True)
class NextPart:
    """The values of a submitted form, unchecked."""

    prompt: str
    duration: str
    #: None: the form didn't ask for it.
    negative_prompt: str | None = None

    def duration_s(self, parent: Job, spec: ModelSpec) -> int:
        """The chosen length, else about that of the part before; raises InvalidValue."""
        return read_length(self.duration) or spec.nearest_duration_s(parent.request.duration_s)


def read_continue_form(fields: Mapping[str, str]) -> NextPart:
    """Read a submitted form by its fields."""
    prompt, duration = clean_prompt(fields.get("prompt", "")), fields.get("duration", "")
    return NextPart(prompt, duration, fields.get("negative_prompt"))
