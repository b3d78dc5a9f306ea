"""All buttons, menus and forms whose message may outlive this process, and their actions.

Their custom ids are `veo:<verb>:<argument>`. discord.py doesn't store their views: it would need each view again after
a restart, and forgets a kind of button when any view with it ends.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import discord
from discord.ext import commands

from bot.client import VeoBot
from bot.domain.jobs import is_job_id
from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.common.inputs import custom_id_of
from bot.presentation.common.permissions import IS_OPEN
from bot.presentation.common.replies import answer_error
from bot.presentation.common.waiting import refused_if_stopped
from bot.presentation.context import BotContext
from bot.sentences import Sentence, say

log = get_logger(__name__)

_CUSTOM_ID = re.compile(r"veo:([a-z-]+):(.*)", re.DOTALL)
Handler: TypeAlias = Callable[[discord.Interaction, str], Awaitable[None]]
_ANSWERABLE = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})
#: How long other code, perhaps in another process, has to answer an interaction that it remembers.
_OTHERS_S = 1.5
_LOOK_S = 0.05


class Buttons(commands.Cog):
    """Handles presses, choices and submitted forms."""

    def __init__(self, context: BotContext) -> None:
        actions, listing, reconciliation = context.job_actions, context.job_listing, context.reconciliation
        #: For a job: on its card, below its video, in a list or in an alert to operators.
        self._about_jobs: dict[str, Handler] = {
            "cancel": actions.cancel,
            "cancel-all": context.group_actions.cancel,
            "again": actions.again,
            "next": actions.take_offer,
            "edit": actions.show_form,
            "edit-all": context.group_actions.show_form,
            "edit-form": actions.edit,
            "full": context.draft_actions.ask,
            "full-now": context.draft_actions.order,
            "prompt": actions.show_prompt,
            "change-form": actions.change,
            "change-all-form": context.group_actions.change,
            "delete": context.job_deletions.ask,
            "delete-now": context.job_deletions.delete,
            "continue": context.continuations.show_form,
            "continue-form": context.continuations.order,
            "take-up": context.storyboards.take_up,
            "story-edit-form": context.storyboards.edit,
            "send": listing.send_again,
            "adopt": reconciliation.show_form,
            "adopting": reconciliation.adopt,
            "lost-charged": reconciliation.write_off_charged,
            "lost-free": reconciliation.write_off_free,
            "costs-right": context.prices.confirm,
            "costs-wrong": context.prices.reject,
        }
        self._handlers: dict[str, Handler] = self._about_jobs | {
            # For a request that waits for a moderator.
            "approve": context.approvals.approve,
            "deny": context.approvals.show_form,
            "deny-form": context.approvals.deny,
            # For a film, by who sees it.
            "story-form": context.storyboards.order,
            # For a message with several pictures.
            "pick": context.picture_choices.choose,
            # For an example, by its number.
            "try": context.examples.show_form,
            "try-form": context.examples.order,
            # For a better prompt, by its id.
            "improve-use": context.improved_orders.use,
            "improve-own": context.improved_orders.use_own,
            "improve-again": context.improved_orders.again,
            "improve-edit": context.improved_orders.show_form,
            "improve-form": context.improved_orders.order,
            # For a member of a server.
            "block-form": context.blocking.submit,
            # For what a person has chosen for themselves.
            "settings": context.settings.change,
            # For what is kept about a person.
            "privacy": context.privacy.press,
            # For a list of jobs.
            "jobs": listing.turn,
            "jobs-show": listing.choose,
        }

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Handle an interaction; errors are answered privately."""
        if interaction.type not in _ANSWERABLE:
            return
        try:
            with refused_if_stopped():
                await self._handle(interaction, _CUSTOM_ID.fullmatch(custom_id_of(interaction)))
        except Exception as error:  # noqa: BLE001 - answered as for a command
            await answer_error(interaction, error)

    async def _handle(self, interaction: discord.Interaction, custom_id: re.Match[str] | None) -> None:
        handle = None if custom_id is None else self._handlers.get(custom_id[1])
        if custom_id is None or handle is None:
            await _answer_outdated(interaction)
        elif custom_id[1] in self._about_jobs and not is_job_id(custom_id[2]):
            raise UserError(Sentence("job-unknown"))
        else:
            await handle(interaction, custom_id[2])


async def _answer_outdated(interaction: discord.Interaction) -> None:
    """Refuse an answer to a forgotten question: one from before a restart, or one that was open for too long."""
    for _ in range(round(_OTHERS_S / _LOOK_S)):
        await asyncio.sleep(_LOOK_S)
        if IS_OPEN in interaction.extras or interaction.response.is_done():
            return
    try:
        await interaction.response.send_message(say(interaction.locale.value, "error-outdated"), ephemeral=True)
    except discord.HTTPException as error:
        log.info("answered by another process", code=error.code)


async def setup(bot: VeoBot) -> None:
    """Add the cog; discord.py calls this for an extension."""
    await bot.add_cog(Buttons(bot.context))
