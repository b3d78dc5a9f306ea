"""Better prompts: asks for one, shows it privately, and orders a video with it once the person has chosen.

The private answer has no state: its buttons contain the id of a row with the whole order, so they work after a restart,
until the row's texts are deleted after a day.
"""

import time
from dataclasses import replace

import discord
from discord import ui

from bot.domain.improvements import Improvement, Problem
from bot.domain.requests import PROMPT_MAX_CHARS, Mode, clean_prompt
from bot.errors import UserError
from bot.markdown import quote
from bot.models import CannotMake
from bot.observability import get_logger
from bot.presentation.cards.form_fields import describe_quote
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.inputs import read_fields
from bot.presentation.common.permissions import require_permissions
from bot.presentation.common.replies import tell_privately
from bot.presentation.common.waiting import acknowledge, in_time, wait_with
from bot.presentation.orders.order import complete_order, dress_order
from bot.presentation.orders.pictures import PictureOrder, PictureOrders
from bot.presentation.orders.placing import OrderPlacer, make_origin
from bot.presentation.orders.prompts import spell_prompt
from bot.presentation.orders.saved_order import SavedOrder, dump_order, load_order
from bot.sentences import Sentence, say
from bot.services.improvements import Improvements

log = get_logger(__name__)

_SHOWN_CHARS = 900
_OWN_SHOWN_CHARS = 150
#: How long an identical press counts as the same one.
_REPEAT_S = 30.0
#: How long an answer can be edited, and how many are remembered so that their buttons can be removed.
_EDITABLE_S = 840.0
_REMEMBERED = 1_000
#: The ways in which an answer isn't a scene.
_UNUSABLE = frozenset({Problem.EMPTY, Problem.LONG, Problem.MARKUP, Problem.DECLINED})


class ImprovedOrders:
    """Shows better prompts and places the chosen orders; each method answers, or raises the error to answer with."""

    def __init__(self, improvements: Improvements, orders: OrderPlacer, picture_orders: PictureOrders) -> None:
        self._improvements = improvements
        self._orders = orders
        self._picture_orders = picture_orders
        self._debouncer = Debouncer()
        #: The interactions whose answers are suggestions, by the suggestion's id.
        self._shown: dict[str, tuple[float, discord.Interaction]] = {}

    @property
    def is_on(self) -> bool:
        """Whether prompts can be improved."""
        return self._improvements.is_on

    async def suggest(self, interaction: discord.Interaction, saved: SavedOrder) -> None:
        """Show a better prompt for an order privately; nothing else is ordered or paid.

        Raises UserError, with nothing paid, if the order couldn't be placed as it is.
        """
        if not self.is_on:
            raise UserError(Sentence("improve-off"))
        # A language model needs longer than Discord waits.
        await acknowledge(interaction)
        prompt = clean_prompt(await spell_prompt(interaction, saved.order.prompt))
        if not prompt:
            raise UserError(Sentence("improve-empty"))
        saved = replace(saved, order=replace(saved.order, prompt=prompt))
        await self._quote(interaction, saved, prompt)
        origin = make_origin(interaction)
        found = await self._improvements.improve(
            origin.requester,
            origin.request_key,
            prompt,
            has_picture=saved.picture is not None,
            order=dump_order(saved),
        )
        await self._show(interaction, found, saved)

    async def use(self, interaction: discord.Interaction, improvement_id: str) -> None:
        """Order the video with the better prompt."""
        await self._take(interaction, improvement_id, is_own=False)

    async def use_own(self, interaction: discord.Interaction, improvement_id: str) -> None:
        """Order the video with the person's own prompt."""
        await self._take(interaction, improvement_id, is_own=True)

    async def again(self, interaction: discord.Interaction, improvement_id: str) -> None:
        """Show another prompt for the same order."""
        async with self._debouncer.once("again", improvement_id, interaction.user.id):
            found = await wait_with(interaction, self._improvements.find(improvement_id, interaction.user.id))
            await self.suggest(interaction, load_order(found.order, found.prompt))
            await self._retire(improvement_id)

    async def show_form(self, interaction: discord.Interaction, improvement_id: str) -> None:
        """Show the better prompt, or else the person's own, as a form."""
        found = await in_time(self._improvements.find(improvement_id, interaction.user.id))
        saved = load_order(found.order, found.prompt)
        locale = interaction.locale.value
        form = ui.Modal(title=say(locale, "improve-form-title"), custom_id=f"veo:improve-form:{improvement_id}")
        prompt: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id="prompt",
            style=discord.TextStyle.paragraph,
            default=found.improved or found.prompt,
            max_length=PROMPT_MAX_CHARS,
        )
        taken = await in_time(self._quote(interaction, saved, found.prompt))
        form.add_item(ui.Label(text=say(locale, "edit-prompt"), description=taken, component=prompt))
        # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
        form.stop()
        await interaction.response.send_modal(form)

    async def order(self, interaction: discord.Interaction, improvement_id: str) -> None:
        """Order the video with the prompt of a submitted form."""
        prompt = read_fields(interaction).get("prompt", "")
        async with self._debouncer.once(improvement_id, prompt, repeat_s=_REPEAT_S) as press:
            found = await wait_with(interaction, self._improvements.find(improvement_id, interaction.user.id))
            press.is_done = await self._place(interaction, found, prompt)

    async def _take(self, interaction: discord.Interaction, improvement_id: str, *, is_own: bool) -> None:
        async with self._debouncer.once(improvement_id, repeat_s=_REPEAT_S) as press:
            found = await wait_with(interaction, self._improvements.find(improvement_id, interaction.user.id))
            prompt = found.prompt if is_own or found.improved is None else found.improved
            press.is_done = await self._place(interaction, found, prompt)

    async def _place(self, interaction: discord.Interaction, found: Improvement, prompt: str) -> bool:
        """Place the order with this prompt; returns whether there is a new job."""
        saved = load_order(found.order, prompt)
        mode = Mode.TEXT if saved.picture is None else Mode.IMAGE
        order = dress_order(saved.order, mode, self._orders.styles, saved.camera)
        if isinstance(order, PictureOrder) and saved.picture is not None:
            source = saved.find_source(interaction.channel)
            is_placed = await self._picture_orders.place(interaction, saved.picture, order, source=source)
        else:
            is_placed = await self._orders.place_order(interaction, order)
        if is_placed:
            await self._retire(found.id)
        return is_placed

    async def _quote(self, interaction: discord.Interaction, saved: SavedOrder, prompt: str) -> str:
        """Describe the price and what is left. Raises UserError if the video couldn't be ordered with any prompt."""
        mode = Mode.TEXT if saved.picture is None else Mode.IMAGE
        models = await self._picture_orders.models_for(interaction)
        order = complete_order(saved.order, mode, models, self._orders.styles)
        if not order.is_private:
            require_permissions(interaction, interaction.locale.value)
        spec = models.choose(mode, order.model)
        try:
            request = replace(order, prompt=prompt).make_request(spec, mode)
        except CannotMake as cannot:
            # The order itself will offer the nearest video that the model makes.
            request = cannot.request
        quotes = await self._orders.quotes(interaction)
        return describe_quote(quotes, spec, request, interaction.locale.value)

    async def _show(self, interaction: discord.Interaction, found: Improvement, saved: SavedOrder) -> None:
        locale = interaction.locale.value
        taken = await self._quote(interaction, saved, found.prompt)
        if found.improved is None:
            lines = [say(locale, _name_problem(found)), quote(found.prompt, _SHOWN_CHARS)]
        else:
            lines = [
                say(locale, "improve-title"),
                quote(found.improved, _SHOWN_CHARS),
                say(locale, "improve-yours"),
                quote(found.prompt, _OWN_SHOWN_CHARS),
            ]
        lines.append(f"-# {say(locale, 'improve-unpaid', taken=taken)}")
        view = make_suggestion_buttons(found, locale)
        await tell_privately(interaction, "\n".join(lines), view=view)
        now = time.monotonic()
        self._shown = {one: kept for one, kept in self._shown.items() if kept[0] > now - _EDITABLE_S}
        if len(self._shown) < _REMEMBERED:
            self._shown[found.id] = (now, interaction)

    async def _retire(self, improvement_id: str) -> None:
        """Remove the buttons of a used suggestion, so that nobody presses them by mistake; best effort."""
        _, shown = self._shown.pop(improvement_id, (0.0, None))
        if shown is None:
            return
        try:
            await shown.edit_original_response(view=None)
        except DISCORD_FAILURES as error:
            log.info("suggestion not retired", why=type(error).__name__)


def _name_problem(found: Improvement) -> str:
    """The key of the sentence that says why there is no better prompt."""
    problem = found.problem or Problem.NO_ANSWER
    return f"improve-problem-{'unusable' if problem in _UNUSABLE else problem}"


def make_suggestion_buttons(found: Improvement, locale: str) -> ui.View:
    """The buttons below a suggestion, or below the reason why there is none; cogs/buttons.py handles them."""
    is_better = found.improved is not None
    primary, secondary = discord.ButtonStyle.primary, discord.ButtonStyle.secondary
    buttons = [("improve-use", "✨", primary)] if is_better else []
    buttons += [
        ("improve-edit", "✏️", secondary),
        ("improve-own", "💬", secondary if is_better else primary),
        ("improve-again", "🔁", secondary),
    ]
    view = ui.View(timeout=None)
    for verb, emoji, style in buttons:
        text = "improve-retry" if verb == "improve-again" and not is_better else verb
        view.add_item(ui.Button(label=say(locale, text), emoji=emoji, style=style, custom_id=f"veo:{verb}:{found.id}"))
    # cogs/buttons.py handles the buttons by their ids, so discord.py must not keep the view.
    view.stop()
    return view
