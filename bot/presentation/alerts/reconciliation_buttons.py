"""The buttons of an alert about a lost order. They carry the job's id, and work for as long as the message is there."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.errors import UserError
from bot.presentation.common.replies import AnyInteraction, answer_error, tell_privately
from bot.presentation.common.texts import FALLBACK, say
from bot.services.jobs.manual_reconciliation import ManualReconciliation, ReconciliationRefused

_JOB = r"(?P<job_id>[0-9a-z]{16})"
#: As long as Segmind's ids may be; see bot.segmind.responses.
_REQUEST_ID_CHARS = 100


def make_reconciliation_buttons(job_id: str) -> ui.View:
    """The buttons of one lost order."""
    view = ui.View(timeout=None)
    view.add_item(AdoptButton(job_id))
    view.add_item(WriteOffButton(job_id, was_charged=True))
    view.add_item(WriteOffButton(job_id, was_charged=False))
    return view


class _ReconciliationButton(ui.DynamicItem[ui.Button[ui.View]], template=""):
    """What both kinds have in common: only operators may press them."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse everybody else, privately."""
        if interaction.user.id in interaction.client.operators.ids():
            return True
        await tell_privately(interaction, say(interaction.locale.value, "error-only-operators"))
        return False


class AdoptButton(_ReconciliationButton, template=f"veo:adopt:{_JOB}"):
    """Asks for the request id under which Segmind has the order."""

    def __init__(self, job_id: str) -> None:
        self._job_id = job_id
        label = say(FALLBACK, "alert-adopt")
        style = discord.ButtonStyle.primary
        super().__init__(ui.Button(label=label, style=style, custom_id=f"veo:adopt:{job_id}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["job_id"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the modal."""
        await interaction.response.send_modal(AdoptModal(self._job_id, interaction.locale.value))


class AdoptModal(ui.Modal):
    """One field: the request id."""

    def __init__(self, job_id: str, locale: str) -> None:
        super().__init__(title=say(locale, "alert-adopt-title"), custom_id=f"veo:adopting:{job_id}")
        self._job_id = job_id
        self._request_id: ui.TextInput[AdoptModal] = ui.TextInput(
            custom_id="request_id", min_length=1, max_length=_REQUEST_ID_CHARS
        )
        self.add_item(ui.Label(text=say(locale, "alert-adopt-request"), component=self._request_id))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Adopt the request, and take the buttons away."""
        manual_reconciliation: ManualReconciliation = interaction.client.manual_reconciliation
        await interaction.response.defer()
        request_id = self._request_id.value.strip()
        try:
            await manual_reconciliation.adopt(self._job_id, request_id, operator_id=interaction.user.id)
        except ReconciliationRefused as error:
            await tell_privately(interaction, say(interaction.locale.value, f"error-{error.reason}"))
        else:
            await _conclude(interaction, "alert-adopted")

    async def on_error(  # type: ignore[override]  # as discord.py's own Modal, which has no item
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Answer like any command."""
        await answer_error(interaction, error)


class WriteOffButton(_ReconciliationButton, template=f"veo:lost-(?P<charged>charged|free):{_JOB}"):
    """Settles the order without a video."""

    def __init__(self, job_id: str, *, was_charged: bool) -> None:
        self._job_id = job_id
        self._was_charged = was_charged
        label = say(FALLBACK, "alert-charged" if was_charged else "alert-not-charged")
        custom_id = f"veo:lost-{'charged' if was_charged else 'free'}:{job_id}"
        super().__init__(ui.Button(label=label, style=discord.ButtonStyle.secondary, custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["job_id"], was_charged=match["charged"] == "charged")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Write the order off, and take the buttons away."""
        manual_reconciliation: ManualReconciliation = interaction.client.manual_reconciliation
        await interaction.response.defer()
        try:
            await manual_reconciliation.write_off(
                self._job_id, was_charged=self._was_charged, operator_id=interaction.user.id
            )
        except UserError as error:
            reason = error.reason if isinstance(error, ReconciliationRefused) else "not-lost"
            await tell_privately(interaction, say(interaction.locale.value, f"error-{reason}"))
        else:
            await _conclude(interaction, "alert-written-off" if self._was_charged else "alert-released")


async def _conclude(interaction: AnyInteraction, key: str) -> None:
    """Say below the alert what became of it."""
    said = interaction.message.content if interaction.message is not None else ""
    text = f"{said}\n\n{say(FALLBACK, key, mention=interaction.user.mention)}".strip()
    await interaction.edit_original_response(content=text, view=None, allowed_mentions=discord.AllowedMentions.none())
