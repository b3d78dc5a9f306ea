"""The buttons of a job: on its card, below its video, and in lists.

A button's custom id is `veo:<verb>:<job id>`, so it works as long as its message exists, whichever process sent it.
`cogs/buttons.py` has the action of each verb. discord.py doesn't need to know these buttons, so views with only such
buttons are stopped before they are sent; otherwise it would keep each of them forever.
"""

from collections.abc import Mapping

import discord
from discord import ui

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.money import format_usd
from bot.domain.offers import Offer
from bot.domain.stories import PARTS_MAX
from bot.markdown import shorten
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
#: The limit of Discord's buttons.
_LABEL_CHARS = 80
#: Failures after which the same request may succeed.
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
_WORTH_CHANGING = frozenset({FailureReason.REJECTED, FailureReason.MODEL_GONE, FailureReason.CONTENT_BLOCKED})


def make_button(
    verb: str,
    job_id: str,
    locale: str = FALLBACK,
    *,
    text: str = "",
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[ui.LayoutView]:
    """A button of a job, with the verb's usual text unless another one is given."""
    key, emoji = _LOOKS[verb]
    return ui.Button(label=say(locale, text or key), emoji=emoji, style=style, custom_id=f"veo:{verb}:{job_id}")


def label_offer(offer: Offer, locale: str) -> str:
    """The text of a button that requests what is offered."""
    price = format_usd(offer.price_micros)
    text = say(locale, "model-next", model=offer.name, seconds=offer.duration_s, price=price)
    return shorten(text, _LABEL_CHARS)


def make_offer_button(job: Job, offer: Offer) -> ui.Button[ui.LayoutView]:
    """The button that requests the next model if that of a job is gone."""
    label = label_offer(offer, job.locale)
    return ui.Button(label=label, style=discord.ButtonStyle.primary, custom_id=f"veo:next:{job.id}")


def has_buttons_of(message: discord.Message, job_id: str) -> bool:
    """Whether a message has a button of a job."""
    parts: list[object] = list(message.components)
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", [])
        if str(getattr(part, "custom_id", None) or "").endswith(f":{job_id}"):
            return True
    return False


def make_card_row(job: Job) -> ui.ActionRow[ui.LayoutView] | None:
    """The buttons of a card in the job's current state; None if there are none."""
    if job.state is JobState.QUEUED:
        return ui.ActionRow(make_button("cancel", job.id, job.locale))
    if job.state is JobState.FAILED and job.offer is not None:
        return ui.ActionRow(make_offer_button(job, job.offer))
    if job.state is JobState.FAILED and job.failure in _WORTH_REPEATING:
        return ui.ActionRow(make_button("again", job.id, job.locale, text="button-try-again"))
    if job.state is JobState.FAILED and job.failure in _WORTH_CHANGING:
        return ui.ActionRow(make_button("edit", job.id, job.locale))
    return None


def list_result_buttons(job: Job) -> list[ui.Button[ui.LayoutView]]:
    """The buttons below a finished video, in order; at most five."""
    verbs = ["again", "edit", *(["continue"] if job.part < PARTS_MAX else []), "delete"]
    return [make_button(verb, job.id, job.locale) for verb in verbs]


def make_failure_view(job: Job) -> ui.View | None:
    """The view of a message about a failure, for what isn't only on its card; None if there is none."""
    if job.offer is None:
        return None
    view = ui.View(timeout=None)
    view.add_item(make_offer_button(job, job.offer))
    view.stop()
    return view


def make_result_view(job: Job) -> ui.View:
    """The view with the buttons of a result."""
    view = ui.View(timeout=None)
    for button in list_result_buttons(job):
        view.add_item(button)
    view.stop()
    return view
