"""discord.py's command tree, with a check of all options first, since discord.py trusts them."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.errors import UserError
from bot.presentation.common.inputs import CommandChanged, check_option
from bot.presentation.common.replies import answer_error
from bot.presentation.common.waiting import refused_if_stopped

Options: TypeAlias = list[dict[str, Any]]
_SUBCOMMANDS = (discord.AppCommandOptionType.subcommand.value, discord.AppCommandOptionType.subcommand_group.value)
_USER = discord.AppCommandType.user.value
_SLASH = discord.AppCommandType.chat_input.value


class CheckedCommandTree(app_commands.CommandTree[discord.Client]):
    """Refuses unknown options and impossible values with a sentence."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Check the command and its options, and clean its texts; if they are invalid, answers and returns False."""
        try:
            self._check(interaction)
        except UserError as error:
            await answer_error(interaction, error)
            return False
        return True

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer errors like all other errors."""
        await answer_error(interaction, error)

    async def _call(self, interaction: discord.Interaction) -> None:
        try:
            with refused_if_stopped():
                await super()._call(interaction)
        except UserError as error:
            await answer_error(interaction, error)

    def _check(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data or {}
        if data.get("type", _SLASH) != _SLASH:
            targets = "users" if data["type"] == _USER else "messages"
            if str(data.get("target_id")) not in data.get("resolved", {}).get(targets, {}):
                raise CommandChanged
            return
        command, options = self._find(data)
        parameters = {parameter.display_name: parameter for parameter in command.parameters}
        kept = list(_check_options(interaction, parameters, options))
        options[:] = kept
        named = {option["name"] for option in kept}
        is_whole = all(name in named for name, parameter in parameters.items() if parameter.required)
        if interaction.type is discord.InteractionType.autocomplete:
            if not any(option.get("focused") for option in kept):
                raise CommandChanged
        elif not is_whole:
            raise CommandChanged

    def _find(self, data: dict[str, Any]) -> tuple[app_commands.Command[Any, ..., Any], Options]:
        """Find the command that an interaction names, and the options that were sent for it; raises CommandChanged."""
        found: object = self.get_command(str(data.get("name")))
        options: Options = data.setdefault("options", [])
        while isinstance(found, app_commands.Group) and options and options[0].get("type") in _SUBCOMMANDS:
            found = found.get_command(str(options[0].get("name")))
            options = options[0].setdefault("options", [])
        if not isinstance(found, app_commands.Command):
            raise CommandChanged
        return found, options


def _check_options(
    interaction: discord.Interaction, parameters: dict[str, app_commands.Parameter], options: Options
) -> Iterator[dict[str, Any]]:
    """Check the options and return their values; raises UserError.

    While the person is still typing, invalid options are left out.
    """
    data: Any = interaction.data or {}
    for option in options:
        try:
            parameter = parameters.get(str(option.get("name")))
            if parameter is None:
                raise CommandChanged
            yield {**option, "value": check_option(parameter, option, data.get("resolved", {}))}
        except UserError:
            if interaction.type is not discord.InteractionType.autocomplete:
                raise
