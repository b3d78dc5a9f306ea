"""The button that continues a video, and the form behind it, which keep nothing here but the job's id."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.domain.requests import DURATION_MAX_S, DURATION_MIN_S, PROMPT_MAX_CHARS
from bot.domain.stories import PARTS_MAX
from bot.presentation.cards.job_buttons import JOB_ID, JobActions, JobButton
from bot.presentation.common.texts import FALLBACK, say

CONTINUE_FORM_ID = re.compile(f"veo:continue-form:{JOB_ID}")


class ContinueButton(JobButton, template=f"veo:continue:{JOB_ID}"):
    """Asks what happens next, and animates it from the last frame, for whoever presses it."""

    verb = "continue"

    def __init__(self, job_id: str, locale: str = FALLBACK) -> None:
        super().__init__(job_id, say(locale, "continue-button"), emoji="⏩")

    async def press(self, interaction: discord.Interaction[Any], _text_orders: JobActions) -> None:
        """Show the form."""
        await interaction.client.continuations.show_form(interaction, self.job_id)


def can_offer_continue(job: Job) -> bool:
    """Whether the button belongs below a job's video: a story ends with its last possible part."""
    return job.part < PARTS_MAX


def make_continue_form(job: Job, locale: str) -> ui.Modal:
    """The form that asks what happens after a job's video."""
    form = ui.Modal(title=say(locale, "continue-title"), custom_id=f"veo:continue-form:{job.id}")
    prompt: ui.TextInput[Any] = ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        placeholder=say(locale, "continue-prompt-placeholder"),
        required=False,
        max_length=PROMPT_MAX_CHARS,
    )
    duration: ui.Select[Any] = ui.Select(
        custom_id="duration",
        options=[
            discord.SelectOption(
                label=say(locale, "seconds", seconds=s), value=str(s), default=s == job.request.duration_s
            )
            for s in range(DURATION_MIN_S, DURATION_MAX_S + 1)
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
    # What is handed in is heard by cogs.continuation, so that the library must not remember the form.
    form.stop()
    return form


@dataclass(frozen=True, slots=True)
class NextPart:
    """What a handed-in form says, as it came."""

    prompt: str
    duration: str

    def duration_s(self, parent: Job) -> int:
        """The length that was chosen, else that of the part before; checked when it becomes a request."""
        return int(self.duration) if self.duration.isdecimal() else parent.request.duration_s


def read_continue_form(fields: Mapping[str, str]) -> NextPart:
    """Take what is needed out of a handed-in form."""
    return NextPart(fields.get("prompt", "").strip(), fields.get("duration", ""))
