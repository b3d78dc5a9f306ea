"""Reads what people typed, chose or attached, and checks it: a client other than Discord's own can send any value.

Invalid characters are removed from texts; all other invalid values are refused with a sentence.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

import discord
from discord import AppCommandOptionType as Kind
from discord.app_commands import Parameter

from bot.domain.limits import ID_MAX
from bot.domain.requests import clean_text
from bot.errors import UserError
from bot.markdown import plain
from bot.sentences import Sentence

E = TypeVar("E", bound=StrEnum)

_SHOWN_CHARS = 100
#: Longer than any model's videos.
_LENGTH_MAX_S = 600
#: More digits than any valid number.
_DIGITS_MAX = 20
_SNOWFLAKES = frozenset({Kind.user, Kind.channel, Kind.role, Kind.mentionable, Kind.attachment})


class InvalidValue(UserError):
    """A value that isn't a valid choice; nothing was done."""

    def __init__(self, value: object) -> None:
        super().__init__(Sentence("error-option", value=plain(clean_text(str(value)), _SHOWN_CHARS)))


class CommandChanged(UserError):
    """Discord sent a command in a form that doesn't exist (any more)."""

    def __init__(self) -> None:
        super().__init__(Sentence("error-command-changed"))


def read_number(text: str, least: int, most: int) -> int:
    """Parse a whole number in digits; raises InvalidValue if it isn't one, or is out of range."""
    if len(text) > _DIGITS_MAX or not (text.isascii() and text.isdecimal()) or not least <= int(text) <= most:
        raise InvalidValue(text)
    return int(text)


def read_length(text: str) -> int | None:
    """Read the length that was chosen, in seconds; None if none was. Raises InvalidValue.

    Whether the model makes such videos is checked with the rest of the request.
    """
    return read_number(text, 1, _LENGTH_MAX_S) if text else None


def read_id(text: str) -> int:
    """Parse a Discord ID; raises InvalidValue."""
    return read_number(text, 1, ID_MAX)


def read_choice_of(kind: type[E], text: str) -> E:
    """Parse one of several values; raises InvalidValue."""
    try:
        return kind(text)
    except ValueError as error:
        raise InvalidValue(text) from error


def check_option(parameter: Parameter, sent: Mapping[str, Any], resolved: Mapping[str, Any]) -> object:
    """Return the value that was sent for a command's option; raises UserError if it is invalid."""
    value = sent.get("value")
    if sent.get("type") != parameter.type.value:
        raise InvalidValue(value)
    if parameter.type in _SNOWFLAKES:
        return _check_snowflake(parameter, value, resolved)
    is_right = {
        Kind.string: isinstance(value, str),
        Kind.integer: isinstance(value, int) and not isinstance(value, bool),
        Kind.boolean: isinstance(value, bool),
    }.get(parameter.type, False)
    if not is_right:
        raise InvalidValue(value)
    if isinstance(value, str):
        value = clean_text(value)
    if parameter.choices and value not in {choice.value for choice in parameter.choices}:
        raise InvalidValue(value)
    _check_range(parameter, value)
    return value


def _check_range(parameter: Parameter, value: object) -> None:
    """Refuse a number out of range, and a text that is too long; the command itself refuses one that is too short."""
    least, most = parameter.min_value, parameter.max_value
    if isinstance(value, str):
        if most is not None and len(value) > most:
            raise UserError(Sentence("error-option-long", option=parameter.display_name, most=str(most)))
    elif isinstance(value, int) and ((least is not None and value < least) or (most is not None and value > most)):
        raise UserError(Sentence("error-option-range", option=parameter.display_name, least=str(least), most=str(most)))


def _check_snowflake(parameter: Parameter, value: object, resolved: Mapping[str, Any]) -> object:
    """Refuse an invalid id, and a file that wasn't sent; the command itself looks up people, roles and channels."""
    if not isinstance(value, str):
        raise InvalidValue(value)
    read_id(value)
    if parameter.type is Kind.attachment and value not in resolved.get("attachments", {}):
        raise InvalidValue(value)
    return value


#: The fields that take time to fill in.
_LONG = ("prompt", "motion", "scenes")


def read_prompt(interaction: discord.Interaction) -> str:
    """The prompt in a submitted form, as it was typed; empty if it is another kind of form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    fields = read_fields(interaction)
    return next((fields[name] for name in _LONG if fields.get(name)), "")


def read_fields(interaction: discord.Interaction) -> dict[str, str]:
    """All values of any submitted form by the custom ids of its fields; of a choice the first one.

    A ticked box is "true", one that isn't is empty.
    """
    return dict(_walk(_data_of(interaction).get("components", [])))


def read_choice(interaction: discord.Interaction) -> str:
    """The first value chosen from a list; empty if there is none."""
    return next(_texts(_data_of(interaction).get("values")), "")


def read_values(interaction: discord.Interaction, name: str) -> list[str]:
    """All values that are ticked in a field of a submitted form."""
    for component in _list_fields(_data_of(interaction).get("components", [])):
        if component.get("custom_id") == name:
            return list(_texts(component.get("values")))
    return []


def read_files(interaction: discord.Interaction, name: str) -> list[discord.Attachment]:
    """The files in a field of a submitted form."""
    data = _data_of(interaction)
    known = data.get("resolved", {}).get("attachments", {})
    for component in _list_fields(data.get("components", [])):
        if component.get("custom_id") == name:
            found = [known[file_id] for file_id in _texts(component.get("values")) if file_id in known]
            # discord.py reads files only for forms that it remembers.
            return [discord.Attachment(data=one, state=interaction._state) for one in found]  # noqa: SLF001
    return []


def _list_fields(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        if "component" in component:
            yield from _list_fields([component["component"]])
        yield from _list_fields(component.get("components", []))
        yield component


def custom_id_of(interaction: discord.Interaction) -> str:
    """The custom id of a pressed button, a list or a submitted form; empty for a command."""
    return str(_data_of(interaction).get("custom_id", ""))


def _data_of(interaction: discord.Interaction) -> Mapping[str, Any]:
    """The interaction's data, as the JSON that Discord sent."""
    return interaction.data or {}


def _walk(components: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        if "component" in component:
            yield from _walk([component["component"]])
        yield from _walk(component.get("components", []))
        if "custom_id" in component:
            values = component.get("values") or [component.get("value")]
            yield str(component["custom_id"]), next(_texts(values), "")


def _texts(values: object) -> Iterator[str]:
    """The texts among the values that were sent, without invalid characters."""
    for value in values if isinstance(values, list) else ():
        if isinstance(value, str):
            yield clean_text(value)
        elif value is True:
            yield "true"
