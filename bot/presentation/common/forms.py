"""What somebody wrote into a form, whichever it was."""

from collections.abc import Iterator, Mapping
from typing import Any

import discord

#: The fields that take some time to write.
_LONG = ("prompt", "motion")


def read_prompt(interaction: discord.Interaction[Any]) -> str:
    """What a handed-in form says about the video, as it was typed; empty if this is no such form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    fields = read_fields(interaction)
    return next((fields[name] for name in _LONG if fields.get(name)), "")


def read_fields(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """What was typed and chosen in any handed-in form, by the custom ids of its fields; of a choice the first."""
    data: Mapping[str, Any] = interaction.data or {}
    return dict(_walk(data.get("components", [])))


def _walk(components: Any) -> Iterator[tuple[str, str]]:
    for component in components:
        if "component" in component:
            yield from _walk([component["component"]])
        yield from _walk(component.get("components", []))
        if "custom_id" in component:
            values = component.get("values") or [component.get("value") or ""]
            yield str(component["custom_id"]), str(values[0])
