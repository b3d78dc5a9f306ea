"""The buttons of alerts, which work for as long as their message is there."""

from bot.client import VeoBot
from bot.presentation.alerts.reconciliation_buttons import AdoptButton, WriteOffButton


async def setup(bot: VeoBot) -> None:
    """Have discord.py know the buttons by their ids, whichever process sent them."""
    bot.add_dynamic_items(AdoptButton, WriteOffButton)
