"""What all buttons of a job have in common: they carry its id, and nothing else, so that they work for years."""

import re
from typing import Any, ClassVar, Protocol, Self

import discord
from discord import ui

from bot.presentation.common.replies import AnyInteraction, answer_error

#: The part of a custom id that names the job, for templates.
JOB_ID = r"(?P<job_id>[0-9a-z]{16})"
#: Noted with an interaction that a button has taken up; see cogs.buttons.
TAKEN_UP = "taken up by a button"


class JobActions(Protocol):
    """What can be asked for about a job; see bot.presentation.jobs.actions. Each answers, or raises what to answer."""

    async def cancel(self, interaction: AnyInteraction, job_id: str) -> None:
        """Cancel it."""

    async def again(self, interaction: AnyInteraction, job_id: str) -> None:
        """Order the same with a new seed."""

    async def show_form(self, interaction: AnyInteraction, job_id: str) -> None:
        """Show its order as a form."""

    async def delete(self, interaction: AnyInteraction, job_id: str) -> None:
        """Delete the message with its video."""


class JobButton(ui.DynamicItem[ui.Button[Any]], template=""):
    """A button with the custom id `veo:<verb>:<job id>`; whatever pressing it raises is answered privately."""

    verb: ClassVar[str]

    def __init__(
        self,
        job_id: str,
        label: str = "",
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        emoji: str | None = None,
    ) -> None:
        self.job_id = job_id
        super().__init__(ui.Button(label=label, style=style, emoji=emoji, custom_id=f"veo:{self.verb}:{job_id}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["job_id"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button is for, or say why not."""
        interaction.extras[TAKEN_UP] = True
        text_orders: JobActions = interaction.client.job_actions
        try:
            await self.press(interaction, text_orders)
        except Exception as error:  # noqa: BLE001 - the library would only log it
            await answer_error(interaction, error)

    async def press(self, interaction: discord.Interaction[Any], text_orders: JobActions) -> None:
        """Do what the button is for."""
        raise NotImplementedError
