"""Continuing a video: hears the form that was handed in, whichever process showed it."""

from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

from bot.client import Interaction, VeoBot
from bot.presentation.cards.continue_form import CONTINUE_FORM_ID, read_continue_form
from bot.presentation.common.forms import read_fields
from bot.presentation.common.replies import answer_error


class Continue(commands.Cog):
    """Orders the next parts of stories."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take up a form."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Mapping[str, Any] = interaction.data or {}
        form = CONTINUE_FORM_ID.fullmatch(str(data.get("custom_id", "")))
        if form is None:
            return
        try:
            wanted = read_continue_form(read_fields(interaction))
            await interaction.client.continuations.order(interaction, form["job_id"], wanted)
        except Exception as error:  # noqa: BLE001 - answered as for a command
            await answer_error(interaction, error)


async def setup(bot: VeoBot) -> None:
    """Add the cog; the button is one of those in cogs.buttons."""
    await bot.add_cog(Continue())
