"""The buttons of a card: what can still be done about the job in its present state."""

from typing import Any

import discord
from discord import ui

from bot.domain.jobs import FailureReason, Job, JobState
from bot.presentation.cards.job_buttons import JOB_ID, JobActions, JobButton
from bot.presentation.cards.result_buttons import AgainButton, EditButton
from bot.presentation.common.texts import FALLBACK, say

#: Failures after which the same order may well succeed.
_WORTH_REPEATING = frozenset(
    {
        FailureReason.GENERATION_FAILED,
        FailureReason.UPLOAD_FAILED,
        FailureReason.TIMED_OUT,
        FailureReason.SUBMISSION_LOST,
        FailureReason.VIDEO_LOST,
    }
)
#: Failures after which the order has to be changed first.
_WORTH_CHANGING = frozenset({FailureReason.REJECTED, FailureReason.CONTENT_BLOCKED})


class CancelButton(JobButton, template=f"veo:cancel:{JOB_ID}"):
    """Takes an order back that was not submitted yet, for its owner and for admins."""

    verb = "cancel"

    def __init__(self, job_id: str, locale: str = FALLBACK) -> None:
        super().__init__(job_id, say(locale, "button-cancel"), emoji="✖️")

    async def press(self, interaction: discord.Interaction[Any], text_orders: JobActions) -> None:
        """Cancel it."""
        await text_orders.cancel(interaction, self.job_id)


def make_card_row(job: Job) -> ui.ActionRow[Any] | None:
    """The buttons of a card as a row; None if there are none."""
    if job.state is JobState.QUEUED:
        return ui.ActionRow(CancelButton(job.id, job.locale))
    if job.state is JobState.FAILED and job.failure in _WORTH_REPEATING:
        return ui.ActionRow(AgainButton(job.id, job.locale, text="button-try-again"))
    if job.state is JobState.FAILED and job.failure in _WORTH_CHANGING:
        return ui.ActionRow(EditButton(job.id, job.locale))
    return None
