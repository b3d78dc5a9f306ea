"""The buttons and forms of jobs, which work for as long as their message is there, whichever process sent them."""

import re
from collections.abc import Mapping
from typing import Any, Final

import discord
from discord import ui
from discord.ext import commands

from bot.client import Interaction, VeoBot
from bot.presentation.cards.card_buttons import CancelButton
from bot.presentation.cards.continue_form import ContinueButton
from bot.presentation.cards.edit_form import CUSTOM_ID, read_edit_form
from bot.presentation.cards.job_buttons import TAKEN_UP, JobButton
from bot.presentation.cards.result_buttons import AgainButton, DeleteButton, EditButton
from bot.presentation.common.forms import read_fields
from bot.presentation.common.replies import answer_error

BUTTONS: Final[tuple[type[JobButton], ...]] = (CancelButton, AgainButton, EditButton, ContinueButton, DeleteButton)


class Buttons(commands.Cog):
    """Hears the forms, and what the library let pass."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take up a form that was handed in, and a press on a button that the library did not know any more.

        The library forgets a kind of button when a view with one of it ends that has other components too.
        """
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit:
            form = CUSTOM_ID.fullmatch(custom_id)
            if form is not None:
                await self._take_form(interaction, form["job_id"])
        elif interaction.type is discord.InteractionType.component and TAKEN_UP not in interaction.extras:
            for kind in JobButton.__subclasses__():
                match = kind.__discord_ui_compiled_template__.fullmatch(custom_id)
                if match is not None:
                    await self._press(interaction, kind, match)

    async def _take_form(self, interaction: Interaction, job_id: str) -> None:
        try:
            await interaction.client.job_actions.edit(interaction, job_id, read_edit_form(read_fields(interaction)))
        except Exception as error:  # noqa: BLE001 - answered as for a command
            await answer_error(interaction, error)

    async def _press(self, interaction: Interaction, kind: type[JobButton], match: re.Match[str]) -> None:
        interaction.client.add_dynamic_items(kind)
        item: ui.Button[ui.View] = ui.Button()
        button = await kind.from_custom_id(interaction, item, match)
        await button.callback(interaction)


async def setup(bot: VeoBot) -> None:
    """Have discord.py know the buttons by their ids."""
    bot.add_dynamic_items(*BUTTONS)
    await bot.add_cog(Buttons())
