"""The buttons of alerts: about a paused model, and about a lost submission, with its form."""

import discord
from discord import ui

from bot.sentences import say

_PRICE_BUTTONS = (("costs-right", "alert-costs-right"), ("costs-wrong", "alert-costs-wrong"))


def make_price_buttons(job_id: str, locale: str) -> ui.View:
    """The buttons for one paused model; cogs/buttons.py handles them."""
    view = ui.View(timeout=None)
    for verb, key in _PRICE_BUTTONS:
        view.add_item(
            ui.Button(label=say(locale, key), style=discord.ButtonStyle.secondary, custom_id=f"veo:{verb}:{job_id}")
        )
    view.stop()
    return view


#: The maximum length of Segmind's ids; see bot.segmind.responses.
_REQUEST_ID_CHARS = 100
REQUEST_ID = "request_id"
_RECONCILIATION_BUTTONS = (
    ("adopt", "alert-adopt", discord.ButtonStyle.primary),
    ("lost-charged", "alert-charged", discord.ButtonStyle.secondary),
    ("lost-free", "alert-not-charged", discord.ButtonStyle.secondary),
)


def make_reconciliation_buttons(job_id: str, locale: str) -> ui.View:
    """The buttons for one lost submission; cogs/buttons.py handles them."""
    view = ui.View(timeout=None)
    for verb, key, style in _RECONCILIATION_BUTTONS:
        view.add_item(ui.Button(label=say(locale, key), style=style, custom_id=f"veo:{verb}:{job_id}"))
    view.stop()
    return view


def make_adopt_form(job_id: str, locale: str) -> ui.Modal:
    """The form that asks for the submission's request id at Segmind."""
    form = ui.Modal(title=say(locale, "alert-adopt-title"), custom_id=f"veo:adopting:{job_id}")
    request_id: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=REQUEST_ID, min_length=1, max_length=_REQUEST_ID_CHARS)
    form.add_item(ui.Label(text=say(locale, "alert-adopt-request"), component=request_id))
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form
