"""The buttons of an alert about a paused model; their custom ids contain the id of the job whose cost paused it."""

import discord
from discord import ui

from bot.sentences import say

_BUTTONS = (("costs-right", "alert-costs-right"), ("costs-wrong", "alert-costs-wrong"))


def make_price_buttons(job_id: str, locale: str) -> ui.View:
    """The buttons for one paused model; cogs/buttons.py has their actions."""
    view = ui.View(timeout=None)
    for verb, key in _BUTTONS:
        view.add_item(
            ui.Button(label=say(locale, key), style=discord.ButtonStyle.secondary, custom_id=f"veo:{verb}:{job_id}")
        )
    view.stop()
    return view
