"""The answer to /veo-help: the commands, how the limits work, and tips; more for admins."""

from collections.abc import Collection, Mapping

import discord
from discord import ui

from bot.presentation.common.permissions import is_outside
from bot.presentation.info.invite import missing_from
from bot.presentation.info.welcome import describe_permissions, show_command
from bot.presentation.orders.examples import make_example_buttons
from bot.sentences import say

_COLOUR = discord.Colour(0x5865F2)
#: In the order in which people need them; commands that this bot doesn't have are left out.
_COMMANDS = ("veo", "veo-image", "animate", "veo-story", "veo-jobs", "veo-quota", "veo-settings", "veo-privacy")
_ADMIN = "veo-admin"
_PERMISSIONS = ("help-admin-permissions-fine", "help-admin-permissions-missing")
_TIPS = ("prompt", "again", "seed")
#: What each button says, and what it does.
_BUTTONS = {
    "button-again": "help-button-again",
    "button-edit": "help-button-edit",
    "continue-button": "help-button-continue",
    "button-delete": "help-button-delete",
    "button-cancel": "help-button-cancel",
    "jobs-send-again": "help-button-send",
}


async def show_help(
    interaction: discord.Interaction, command_names: Collection[str], command_ids: Mapping[str, int], *, is_admin: bool
) -> None:
    """Answer privately; `command_names` are the names of all existing commands."""
    locale = interaction.locale.value
    missing = None
    if is_admin and interaction.guild_id is not None and not is_outside(interaction):
        missing = missing_from(interaction.app_permissions)
    view = HelpCard(locale, command_names, command_ids, is_admin=is_admin, missing=missing)
    await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=discord.AllowedMentions.none())


class HelpCard(ui.LayoutView):
    """The help as a message; for admins, also with their commands and the bot's permissions."""

    def __init__(
        self,
        locale: str,
        command_names: Collection[str],
        command_ids: Mapping[str, int],
        *,
        is_admin: bool,
        missing: list[str] | None,
    ) -> None:
        super().__init__(timeout=None)
        container = ui.Container[HelpCard](accent_colour=_COLOUR)
        container.add_item(ui.TextDisplay(f"### 🎬 {say(locale, 'help-title')}"))
        lines = [_describe(name, locale, command_ids) for name in _COMMANDS if name in {*command_names, "animate"}]
        container.add_item(ui.TextDisplay("\n".join(f"- {line}" for line in lines)))
        if "veo" in command_names:
            container.add_item(ui.TextDisplay(say(locale, "help-examples")))
            container.add_item(make_example_buttons(locale))
        container.add_item(ui.Separator())
        buttons = "\n".join(f"- **{say(locale, name)}**: {say(locale, key)}" for name, key in _BUTTONS.items())
        container.add_item(ui.TextDisplay(f"{say(locale, 'help-buttons-title')}\n{buttons}"))
        container.add_item(ui.Separator())
        limits = f"{say(locale, 'help-limits-title')}\n{say(locale, 'help-limits')}"
        container.add_item(ui.TextDisplay(limits))
        tips = "\n".join(f"- {say(locale, f'help-tip-{tip}')}" for tip in _TIPS)
        container.add_item(ui.TextDisplay(f"{say(locale, 'help-tips-title')}\n{tips}"))
        if is_admin:
            container.add_item(ui.Separator())
            parts = [say(locale, "help-admin-title"), f"- {_describe(_ADMIN, locale, command_ids)}"]
            if missing is not None:
                parts.append(f"- {describe_permissions(_PERMISSIONS, missing, locale)}")
            container.add_item(ui.TextDisplay("\n".join(parts)))
        self.add_item(container)


def _describe(name: str, locale: str, command_ids: Mapping[str, int]) -> str:
    command = say(locale, "command-animate") if name == "animate" else show_command(name, command_ids)
    return say(locale, f"help-command-{name}", command=command)
