"""The answer to /veo-settings: a person's own defaults, with menus and buttons that change them at once.

Their custom ids are `veo:settings:<user id>:<field>`, followed by the new value for buttons. So they work after a
restart, and pressing one twice is the same as pressing it once.
"""

from collections.abc import Mapping

import discord
from discord import ui

from bot.domain.choices import NO_STYLE, YES, ChoiceField, Choices
from bot.domain.requests import AspectRatio
from bot.domain.styles import StyleKind, Styles
from bot.errors import UserError
from bot.markdown import shorten
from bot.models import Catalogue
from bot.presentation.cards.form_fields import list_lengths, say_style
from bot.presentation.common.inputs import InvalidValue, read_choice, read_choice_of
from bot.presentation.common.replies import show_privately
from bot.presentation.common.waiting import wait_with
from bot.sentences import Sentence, say
from bot.services.own_choices import OwnChoices

_COLOUR = discord.Colour(0x5865F2)
#: How many lines Discord shows in a menu, and how much of each.
_OPTIONS_MAX = 25
_LINE_CHARS = 100
#: Stands for no choice of one's own.
_USUAL = "usual"
_FLAGS = (ChoiceField.PRIVATE, ChoiceField.DIRECT)


class SettingsPanel:
    """Shows and changes people's own choices; each method answers, or raises UserError."""

    def __init__(self, own_choices: OwnChoices, catalogue: Catalogue, styles: Styles) -> None:
        self._own_choices = own_choices
        self._catalogue = catalogue
        self._styles = styles

    async def show(self, interaction: discord.Interaction) -> None:
        """Answer privately with the person's choices."""
        chosen = await wait_with(interaction, self._own_choices.of(interaction.user.id))
        await show_privately(interaction, self._make(interaction, chosen))

    async def change(self, interaction: discord.Interaction, what: str) -> None:
        """Store what was chosen or pressed, and show all choices as they are now; only works for their own person."""
        user_id, _, rest = what.partition(":")
        name, _, pressed = rest.partition(":")
        if user_id != str(interaction.user.id):
            raise UserError(Sentence("error-not-asked"))
        field = read_choice_of(ChoiceField, name)
        value = pressed or read_choice(interaction)
        if value not in self._list_options(field, interaction.locale.value, Choices()):
            raise InvalidValue(value)
        if field is ChoiceField.DIRECT and value == YES:
            value = interaction.locale.value  # not known later
        stored = None if value == _USUAL else value
        chosen = await wait_with(interaction, self._own_choices.change(interaction.user.id, field, stored))
        view = self._make(interaction, chosen)
        if interaction.response.is_done():
            await show_privately(interaction, view)
        else:
            await interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())

    def _make(self, interaction: discord.Interaction, chosen: Choices) -> ui.LayoutView:
        locale = interaction.locale.value
        start = f"veo:settings:{interaction.user.id}"
        view = ui.LayoutView(timeout=None)
        container = ui.Container[ui.LayoutView](accent_colour=_COLOUR)
        container.add_item(ui.TextDisplay(f"### ⚙️ {say(locale, 'settings-title')}\n{say(locale, 'settings-about')}"))
        for field, value in self._list_menus(chosen).items():
            options = self._list_options(field, locale, chosen)
            select: ui.Select[ui.LayoutView] = ui.Select(
                custom_id=f"{start}:{field}",
                options=[
                    discord.SelectOption(label=shorten(label, _LINE_CHARS), value=one, default=one == (value or _USUAL))
                    for one, label in options.items()
                ],
            )
            container.add_item(ui.TextDisplay(f"**{say(locale, f'settings-{field}')}**"))
            container.add_item(ui.ActionRow(select))
        for field, is_on in zip(_FLAGS, (chosen.is_private, chosen.tells_directly_in), strict=True):
            key = "settings-turn-off" if is_on else "settings-turn-on"
            button: ui.Button[ui.LayoutView] = ui.Button(
                label=say(locale, key),
                style=discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary,
                custom_id=f"{start}:{field}:{_USUAL if is_on else YES}",
            )
            state = say(locale, "settings-on" if is_on else "settings-off")
            text = f"**{say(locale, f'settings-{field}')}**: {state}\n-# {say(locale, f'settings-{field}-about')}"
            container.add_item(ui.Section(ui.TextDisplay(text), accessory=button))
        view.add_item(container)
        # cogs/buttons.py handles the choices by their ids, so discord.py must not keep the view.
        view.stop()
        return view

    def _list_menus(self, chosen: Choices) -> Mapping[ChoiceField, str | None]:
        duration_s = None if chosen.duration_s is None else str(chosen.duration_s)
        return {
            ChoiceField.MODEL: chosen.model,
            ChoiceField.DURATION: duration_s,
            ChoiceField.SHAPE: chosen.aspect,
            ChoiceField.STYLE: chosen.style,
        }

    def _list_options(self, field: ChoiceField, locale: str, chosen: Choices) -> Mapping[str, str]:
        """The options with their names, including the chosen one, even if it no longer exists."""
        known: dict[str, str]
        match field:
            case ChoiceField.MODEL:
                known = {spec.id: spec.name for spec in self._catalogue.on}
            case ChoiceField.DURATION:
                known = {str(s): say(locale, "seconds", seconds=s) for s in list_lengths(self._catalogue.on)}
            case ChoiceField.SHAPE:
                made = {shape for spec in self._catalogue.on for sizes in spec.sizes.values() for shape in sizes}
                known = {shape.value: shape.value for shape in AspectRatio if shape in made}
            case ChoiceField.STYLE:
                kind = StyleKind.STYLE
                known = {one.id: say_style(kind, one, locale) for one in self._styles.by_kind[kind].values()}
                known = {NO_STYLE: say(locale, "choice-no-style")} | known
            case ChoiceField.PRIVATE | ChoiceField.DIRECT:
                known = {YES: YES}
            case _:
                return {}
        usual = {_USUAL: say(locale, "settings-usual")}
        value = self._list_menus(chosen).get(field)
        kept = {} if value is None else {str(value): known.get(value, value)}
        first = dict(list(known.items())[: _OPTIONS_MAX - 1 - len(kept.keys() - known.keys())])
        if value is not None and value not in first:
            first = dict(list(first.items())[: _OPTIONS_MAX - 2])
        return usual | first | kept
