"""The buttons of a job: on its card, below its video, and in lists.

A button's custom id is `veo:<verb>:<job id>`, so it works for as long as its message exists, whichever process sent it.
`cogs/buttons.py` says what each verb does. The library need not know these buttons, so views that have no others are
stopped before they are sent: it would remember each of them for good.
"""

from collections.abc import Mapping

import discord
from discord import ui

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.stories import PARTS_MAX
from bot.sentences import FALLBACK, say

#: The text and the emoji of each verb.
_LOOKS: Mapping[str, tuple[str, str]] = {
    "cancel": ("button-cancel", "✖️"),
    "again": ("button-again", "🔁"),
    "edit": ("button-edit", "✏️"),
    "continue": ("continue-button", "⏩"),
    "delete": ("button-delete", "🗑️"),
    "delete-now": ("button-delete-now", "🗑️"),
    "send": ("jobs-send-again", "📨"),
}
#: Failures after which the same request may well succeed.
_WORTH_REPEATING = frozenset(
    {
        FailureReason.GENERATION_FAILED,
        FailureReason.UPLOAD_FAILED,
        FailureReason.TIMED_OUT,
        FailureReason.SUBMISSION_LOST,
        FailureReason.VIDEO_LOST,
    }
)
#: Failures after which the request has to be changed first.
_WORTH_CHANGING = frozenset({FailureReason.REJECTED, FailureReason.CONTENT_BLOCKED})


def make_button(
    verb: str,
    job_id: str,
    locale: str = FALLBACK,
    *,
    text: str = "",
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[ui.LayoutView]:
    """One button of a job, with the verb's own text unless another one is named."""
    key, emoji = _LOOKS[verb]
    return ui.Button(label=say(locale, text or key), emoji=emoji, style=style, custom_id=f"veo:{verb}:{job_id}")


def has_buttons_of(message: discord.Message, job_id: str) -> bool:
    """Whether a message carries a button of a job."""
    parts: list[object] = list(message.components)
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", [])
        if str(getattr(part, "custom_id", None) or "").endswith(f":{job_id}"):
            return True
    return False


def make_card_row(job: Job) -> ui.ActionRow[ui.LayoutView] | None:
    """The buttons of a card: what can still be done about the job in its present state; None if nothing can."""
    if job.state is JobState.QUEUED:
        return ui.ActionRow(make_button("cancel", job.id, job.locale))
    if job.state is JobState.FAILED and job.failure in _WORTH_REPEATING:
        return ui.ActionRow(make_button("again", job.id, job.locale, text="button-try-again"))
    if job.state is JobState.FAILED and job.failure in _WORTH_CHANGING:
        return ui.ActionRow(make_button("edit", job.id, job.locale))
    return None


def list_result_buttons(job: Job) -> list[ui.Button[ui.LayoutView]]:
    """The buttons below a finished video, in the order in which they stand; at most five."""
    verbs = ["again", "edit", *(["continue"] if job.part < PARTS_MAX else []), "delete"]
    return [make_button(verb, job.id, job.locale) for verb in verbs]


def make_result_view(job: Job) -> ui.View:
    """The buttons of a message with text and a file."""
    view = ui.View(timeout=None)
    for button in list_result_buttons(job):
        view.add_item(button)
    view.stop()
    return view
