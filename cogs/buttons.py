"""Every button, menu and form whose message may outlive this process: what is done when somebody uses it.

Their custom ids are `veo:<verb>:<what it is about>`. The library is not asked to remember any of them: it would need
each view again after a restart, and forgets kinds of buttons when a view with one of them ends.
"""

import re
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import discord
from discord.ext import commands

from bot.client import VeoBot
from bot.presentation.common.forms import custom_id_of
from bot.presentation.common.replies import answer_error
from bot.presentation.context import BotContext

_CUSTOM_ID = re.compile(r"veo:([a-z-]+):(.+)")
Handler: TypeAlias = Callable[[discord.Interaction, str], Awaitable[None]]


class Buttons(commands.Cog):
    """Hears what people press, choose and hand in."""

    def __init__(self, context: BotContext) -> None:
        actions, listing, reconciliation = context.job_actions, context.job_listing, context.reconciliation
        self._handlers: dict[str, Handler] = {
            # A job, on its card, below its video or in a list.
            "cancel": actions.cancel,
            "again": actions.again,
            "edit": actions.show_form,
            "edit-form": actions.edit,
            "delete": context.job_deletions.ask,
            "delete-now": context.job_deletions.delete,
            "continue": context.continuations.show_form,
            "continue-form": context.continuations.order,
            "send": listing.send_again,
            # A message with several pictures.
            "pick": context.picture_choices.choose,
            # A list of jobs.
            "jobs": listing.turn,
            "jobs-show": listing.choose,
            # An alert to operators.
            "adopt": reconciliation.show_form,
            "adopting": reconciliation.adopt,
            "lost-charged": reconciliation.write_off_charged,
            "lost-free": reconciliation.write_off_free,
            "costs-right": context.prices.confirm,
            "costs-wrong": context.prices.reject,
        }

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer one of them; whatever that raises is answered privately."""
        custom_id = _CUSTOM_ID.fullmatch(custom_id_of(interaction))
        handle = None if custom_id is None else self._handlers.get(custom_id[1])
        if custom_id is None or handle is None:
            return
        try:
            await handle(interaction, custom_id[2])
        except Exception as error:  # noqa: BLE001 - answered as for a command
            await answer_error(interaction, error)


async def setup(bot: VeoBot) -> None:
    """Add the cog, as discord.py asks of an extension."""
    await bot.add_cog(Buttons(bot.context))
