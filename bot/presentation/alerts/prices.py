"""Operators' decisions about a paused model, with buttons below the alert."""

import discord

from bot.domain.money import format_price
from bot.presentation.alerts.operators import Operators
from bot.presentation.alerts.reconciliation import conclude
from bot.sentences import say
from bot.services.admin.price_decisions import PriceDecisions


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
