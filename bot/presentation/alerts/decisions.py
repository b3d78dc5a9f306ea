"""Operators' decisions about paused models and lost submissions, with buttons below the alert."""

import discord

from bot.domain.money import format_price
from bot.presentation.alerts.buttons import REQUEST_ID, make_adopt_form
from bot.presentation.alerts.operators import Operators
from bot.presentation.common.inputs import read_fields
from bot.sentences import say
from bot.services.admin.price_decisions import PriceDecisions
from bot.services.jobs.manual_reconciliation import ManualReconciliation


class PriceActions:
    """Resumes a paused model, for operators only; each method answers, or raises UserError."""

    def __init__(self, decisions: PriceDecisions, operators: Operators) -> None:
        self._decisions = decisions
        self._operators = operators

    async def confirm(self, interaction: discord.Interaction, job_id: str) -> None:
        """Confirm the costs, reserve them from now on, and remove the buttons."""
        self._operators.require(interaction.user.id)
        await interaction.response.defer()
        price_micros = await self._decisions.decide(job_id, are_right=True, operator_id=interaction.user.id)
        price = format_price(price_micros or 0)
        locale = self._operators.locale
        await conclude(
            interaction,
            say(locale, "alert-costs-confirmed", mention=interaction.user.mention, price=price),
        )

    async def reject(self, interaction: discord.Interaction, job_id: str) -> None:
        """Reject the costs, continue with the estimates, and remove the buttons."""
        self._operators.require(interaction.user.id)
        await interaction.response.defer()
        await self._decisions.decide(job_id, are_right=False, operator_id=interaction.user.id)
        locale = self._operators.locale
        await conclude(interaction, say(locale, "alert-costs-rejected", mention=interaction.user.mention))


class ReconciliationActions:
    """Adopts lost submissions or writes them off, for operators only; each method answers, or raises UserError."""

    def __init__(self, manual_reconciliation: ManualReconciliation, operators: Operators) -> None:
        self._manual_reconciliation = manual_reconciliation
        self._operators = operators

    async def show_form(self, interaction: discord.Interaction, job_id: str) -> None:
        """Ask for the submission's request id at Segmind."""
        self._operators.require(interaction.user.id)
        await interaction.response.send_modal(make_adopt_form(job_id, interaction.locale.value))

    async def adopt(self, interaction: discord.Interaction, job_id: str) -> None:
        """Continue the submission with the request id that was typed, and remove the buttons."""
        self._operators.require(interaction.user.id)
        await interaction.response.defer()
        request_id = read_fields(interaction).get(REQUEST_ID, "").strip()
        await self._manual_reconciliation.adopt(job_id, request_id, operator_id=interaction.user.id)
        await conclude(interaction, say(self._operators.locale, "alert-adopted", mention=interaction.user.mention))

    async def write_off_charged(self, interaction: discord.Interaction, job_id: str) -> None:
        """Settle the submission without a video as one that was charged, and remove the buttons."""
        await self._write_off(interaction, job_id, was_charged=True)

    async def write_off_free(self, interaction: discord.Interaction, job_id: str) -> None:
        """Settle it as one that was never charged."""
        await self._write_off(interaction, job_id, was_charged=False)

    async def _write_off(self, interaction: discord.Interaction, job_id: str, *, was_charged: bool) -> None:
        self._operators.require(interaction.user.id)
        await interaction.response.defer()
        await self._manual_reconciliation.write_off(job_id, was_charged=was_charged, operator_id=interaction.user.id)
        key = "alert-written-off" if was_charged else "alert-released"
        await conclude(interaction, say(self._operators.locale, key, mention=interaction.user.mention))


async def conclude(interaction: discord.Interaction, decision: str) -> None:
    """Show the decision below the alert, and remove the buttons."""
    said = interaction.message.content if interaction.message is not None else ""
    text = f"{said}\n\n{decision}".strip()
    await interaction.edit_original_response(content=text, view=None, allowed_mentions=discord.AllowedMentions.none())
