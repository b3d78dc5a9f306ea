"""Buttons with examples, for people who are new to the bot: each opens a form with its prompt."""

import discord
from discord import ui

from bot.domain.requests import PROMPT_MAX_CHARS, Mode
from bot.markdown import shorten
from bot.presentation.cards.form_fields import describe_quote
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.inputs import read_fields, read_number
from bot.presentation.common.waiting import in_time
from bot.presentation.orders.improving import ImprovedOrders
from bot.presentation.orders.order import Order
from bot.presentation.orders.placing import OrderPlacer
from bot.presentation.orders.saved_order import SavedOrder
from bot.presentation.orders.suggestions import example_prompts
from bot.sentences import say

_COUNT = 3
_LABEL_CHARS = 80
_PRIVATE = "private"
_IMPROVE = "improve"
#: How long an identical form counts as submitted twice.
_REPEAT_S = 30.0


def make_example_buttons(locale: str) -> ui.ActionRow[ui.LayoutView]:
    """A button for each example; cogs/buttons.py handles them."""
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for number, prompt in enumerate(example_prompts(locale, Mode.TEXT), 1):
        label = shorten(prompt.partition(",")[0], _LABEL_CHARS)
        row.add_item(ui.Button(label=label, emoji="🎬", custom_id=f"veo:try:{number}"))
    return row


class Examples:
    """Shows examples as forms, and requests what is submitted; each method answers, or raises UserError."""

    def __init__(self, orders: OrderPlacer, improved_orders: ImprovedOrders) -> None:
        self._orders = orders
        self._improved_orders = improved_orders
        self._debouncer = Debouncer()

    async def show_form(self, interaction: discord.Interaction, number: str) -> None:
        """Show an example, which the person can change before it is requested."""
        locale = interaction.locale.value
        example = example_prompts(locale, Mode.TEXT)[read_number(number, 1, _COUNT) - 1]
        form = ui.Modal(title=say(locale, "example-title"), custom_id=f"veo:try-form:{number}")
        prompt: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id="prompt", style=discord.TextStyle.paragraph, default=example, max_length=PROMPT_MAX_CHARS
        )
        quotes = await self._orders.quotes(interaction)
        spec, order = await in_time(self._orders.usual_order(interaction, example))
        taken = describe_quote(quotes, spec, order.make_request(spec, Mode.TEXT), locale)
        private: ui.Checkbox[ui.Modal] = ui.Checkbox(custom_id=_PRIVATE, default=bool(order.is_private))
        form.add_item(ui.Label(text=say(locale, "edit-prompt"), description=taken, component=prompt))
        form.add_item(ui.Label(text=say(locale, "example-private"), component=private))
        if self._improved_orders.is_on:
            improve: ui.Checkbox[ui.Modal] = ui.Checkbox(custom_id=_IMPROVE)
            label, hint = say(locale, "improve-box"), say(locale, "improve-box-hint")
            form.add_item(ui.Label(text=label, description=hint, component=improve))
        # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
        form.stop()
        await interaction.response.send_modal(form)

    async def order(self, interaction: discord.Interaction, _number: str) -> None:
        """Request a video from a submitted form, with the usual settings."""
        fields = read_fields(interaction)
        prompt = fields.get("prompt", "")
        is_private = bool(fields[_PRIVATE]) if _PRIVATE in fields else None  # forms opened before the update have none
        async with self._debouncer.once(interaction.user.id, prompt, repeat_s=_REPEAT_S) as press:
            order = Order(prompt=prompt, is_private=is_private)
            if fields.get(_IMPROVE):
                await self._improved_orders.suggest(interaction, SavedOrder(order=order))
            else:
                press.is_done = await self._orders.place_order(interaction, order)
