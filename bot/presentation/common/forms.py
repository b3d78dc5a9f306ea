"""Reads pressed buttons, submitted forms and choices from lists."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import discord

from bot.domain.requests import clean_text

#: The fields that take some time to write.
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
