"""The buttons below a finished video. Anyone may make it anew on their own account; who may delete it is looked up."""

from typing import Any

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.presentation.cards.continue_form import ContinueButton, can_offer_continue
from bot.presentation.cards.job_buttons import JOB_ID, JobActions, JobButton
from bot.presentation.common.texts import FALLBACK, say


class AgainButton(JobButton, template=f"veo:again:{JOB_ID}"):
    """Orders the same with a new seed, for whoever presses it."""

    verb = "again"

    def __init__(self, job_id: str, locale: str = FALLBACK, *, text: str = "button-again") -> None:
        super().__init__(job_id, say(locale, text), emoji="🔁")

    async def press(self, interaction: discord.Interaction[Any], text_orders: JobActions) -> None:
        """Order it."""
        await text_orders.again(interaction, self.job_id)


class EditButton(JobButton, template=f"veo:edit:{JOB_ID}"):
    """Shows a form with the order, to be changed and handed in by whoever presses it."""

    verb = "edit"

    def __init__(self, job_id: str, locale: str = FALLBACK) -> None:
        super().__init__(job_id, say(locale, "button-edit"), emoji="✏️")

    async def press(self, interaction: discord.Interaction[Any], text_orders: JobActions) -> None:
        """Show the form."""
        await text_orders.show_form(interaction, self.job_id)


class DeleteButton(JobButton, template=f"veo:delete:{JOB_ID}"):
    """Deletes the message with the video, for its owner and for admins."""

    verb = "delete"

    def __init__(self, job_id: str, locale: str = FALLBACK) -> None:
        super().__init__(job_id, say(locale, "button-delete"), emoji="🗑️")

    async def press(self, interaction: discord.Interaction[Any], text_orders: JobActions) -> None:
        """Delete it."""
        await text_orders.delete(interaction, self.job_id)


def list_result_buttons(job: Job) -> list[ui.Item[Any]]:
    """The buttons below a finished video, in the order in which they stand; at most five."""
    return [
        AgainButton(job.id, job.locale),
        EditButton(job.id, job.locale),
        *([ContinueButton(job.id, job.locale)] if can_offer_continue(job) else []),
        DeleteButton(job.id, job.locale),
    ]


def make_result_row(job: Job) -> ui.ActionRow[Any]:
    """The buttons as a row, for laid-out messages."""
    return ui.ActionRow(*list_result_buttons(job))


def make_result_view(job: Job) -> ui.View:
    """The buttons of a message with text and a file."""
    view = ui.View(timeout=None)
    for button in list_result_buttons(job):
        view.add_item(button)
    return view
