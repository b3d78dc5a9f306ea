"""What somebody pressed, typed into a form, or chose from a list, whichever it was."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import discord

from bot.domain.requests import clean_text

#: The fields that take some time to write.
_LONG = ("prompt", "motion")


def read_prompt(interaction: discord.Interaction) -> str:
    """What a handed-in form says about the video, as it was typed; empty if this is no such form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    fields = read_fields(interaction)
    return next((fields[name] for name in _LONG if fields.get(name)), "")


def read_fields(interaction: discord.Interaction) -> dict[str, str]:
    """What was typed and chosen in any handed-in form, by the custom ids of its fields; of a choice the first."""
    return dict(_walk(_data_of(interaction).get("components", [])))


def read_choice(interaction: discord.Interaction) -> str:
    """The first of what was chosen from a list; empty if nothing was."""
    return next(_texts(_data_of(interaction).get("values")), "")


def custom_id_of(interaction: discord.Interaction) -> str:
    """The custom id of what was pressed, chosen from or handed in; empty for a command."""
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
    """The texts among the values that were sent, without what no text can have."""
    for value in values if isinstance(values, list) else ():
        if isinstance(value, str):
            yield clean_text(value)
