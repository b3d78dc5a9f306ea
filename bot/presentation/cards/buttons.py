"""The buttons and links of a job: on its card, below its video, and in lists."""

from collections.abc import Mapping

import discord
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.domain.money import format_usd
from bot.domain.requests import ModelOffer
from bot.markdown import shorten
from bot.sentences import FALLBACK, say

#: The text and the emoji of each verb.
_LOOKS: Mapping[str, tuple[str, str]] = {
    "cancel": ("button-cancel", "✖️"),
    "again": ("button-again", "🔁"),
    "cancel-all": ("button-cancel-all", "✖️"),
    "edit": ("button-edit", "✏️"),
    "take-up": ("button-try-again", "🔁"),
    "edit-all": ("button-edit", "✏️"),
    "continue": ("continue-button", "⏩"),
    "full": ("draft-button", "💎"),
    "prompt": ("button-prompt", "📄"),
    "delete": ("button-delete", "🗑️"),
    "delete-now": ("button-delete-now", "🗑️"),
    "send": ("jobs-send-again", "📨"),
}
#: The limit of Discord's buttons.
_LABEL_CHARS = 80


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


def label_offer(offer: ModelOffer, locale: str) -> str:
    """The text of a button that requests what is offered."""
    price = format_usd(offer.price_micros)
    text = say(locale, "model-next", model=offer.name, seconds=offer.duration_s, price=price)
    return shorten(text, _LABEL_CHARS)


def make_offer_button(job: Job, offer: ModelOffer) -> ui.Button[ui.LayoutView]:
    """The button that requests the next model if that of a job is gone."""
    label = label_offer(offer, job.locale)
    return ui.Button(label=label, style=discord.ButtonStyle.primary, custom_id=f"veo:next:{job.id}")


def find_verbs(message: discord.Message, job_id: str) -> set[str]:
    """The verbs of the buttons that a message has for a job."""
    verbs = set()
    parts: list[object] = list(getattr(message, "components", []))
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", [])
        custom_id = str(getattr(part, "custom_id", None) or "")
        if custom_id.startswith("veo:") and custom_id.endswith(f":{job_id}"):
            verbs.add(custom_id.removeprefix("veo:").removesuffix(f":{job_id}"))
    return verbs


def has_buttons_of(message: discord.Message, job_id: str) -> bool:
    """Whether a message has a button of a job."""
    return bool(find_verbs(message, job_id))


def result_address(job: Job) -> str | None:
    """The link to the message with a job's video; None if there is none, or nobody can open it."""
    if job.state is not JobState.DELIVERED or job.result_message_id is None or job.deleted_at is not None:
        return None
    if job.result_channel_id is not None:
        return message_address(None, job.result_channel_id, job.result_message_id)
    is_answer_to_a_press = job.result_message_id == job.answer_message_id != job.card_message_id
    if job.is_private or is_answer_to_a_press:
        return None  # a private answer, which only the client that received it can show
    return message_address(job.guild_id, job.channel_id, job.result_message_id)


def message_address(guild_id: int | None, channel_id: int, message_id: int) -> str:
    """The link to a message."""
    return f"https://discord.com/channels/{guild_id or '@me'}/{channel_id}/{message_id}"
