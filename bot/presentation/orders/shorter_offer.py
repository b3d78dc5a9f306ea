"""Offers a shorter video if the requested one doesn't fit into what is left."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import discord
from discord import ui

from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.permissions import require_same_person
from bot.presentation.common.replies import answer_error, refuse_privately, tell_privately
from bot.sentences import say
from bot.services.quota.refusals import RequestRefused

log = get_logger(__name__)

#: The refusal can be edited for 15 minutes; then its button is removed.
_TIMEOUT_S = 840.0

#: Requests the same video with another length, as the answer to the button press.
OrderAgain: TypeAlias = Callable[[discord.Interaction, int], Awaitable[object]]


async def offer_shorter(interaction: discord.Interaction, refused: RequestRefused, order: OrderAgain) -> None:
    """Answer a refusal privately, with a button that requests the longest video that would fit.

    Raises the refusal if there is none.
    """
    duration_s = refused.refusal.shorter_s
    if duration_s is None:
        raise refused
    label = say(interaction.locale.value, "refusal-shorter", seconds=duration_s)
    offer = OneOffer(interaction, label, lambda again: order(again, duration_s))
    await refuse_privately(interaction, refused.say(interaction.locale.value), view=offer)


class OneOffer(ui.View):
    """One button, which works once, and only for the person who was refused."""

    def __init__(
        self, refused: discord.Interaction, label: str, order: Callable[[discord.Interaction], Awaitable[object]]
    ) -> None:
        super().__init__(timeout=_TIMEOUT_S)
        self._refused = refused
        self._order = order
        self._is_taken = False
        button: ui.Button[OneOffer] = ui.Button(label=label, style=discord.ButtonStyle.primary)
        button.callback = self._press  # type: ignore[method-assign]  # how discord.py means it
        self.add_item(button)

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let nobody else press it, even though the message is private; raises UserError."""
        return require_same_person(interaction, self._refused)

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: object, /) -> None:
        """Answer errors like any command."""
        await answer_error(interaction, error)

    async def on_timeout(self) -> None:
        """Remove the button."""
        if not self._is_taken:
            await self._remove()

    async def _press(self, interaction: discord.Interaction) -> None:
        if self._is_taken:
            await tell_privately(interaction, say(interaction.locale.value, "refusal-shorter-again"))
            return
        self._is_taken = True
        try:
            await self._order(interaction)
        except UserError:
            self._is_taken = False  # no video was requested
            raise
        await self._remove()

    async def _remove(self) -> None:
        try:
            await self._refused.edit_original_response(view=None)
        except DISCORD_FAILURES as error:
            log.info("offer not removed", why=type(error).__name__)
