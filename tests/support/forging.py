"""Interactions as a client can send them that is not Discord's own: any id, any value, on any message."""

from typing import Any, TypeAlias

import discord
from simcord.actors import MemberActor, MessageLike, _dispatch_actor_interaction
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.enums import ComponentType, InteractionType
from simcord.results import InteractionResult

from tests.support.bot_harness import BotHarness

Shown: TypeAlias = dict[str, Any]


def show(harness: BotHarness, message: MessageLike) -> Shown:
    """A message as it is now, which an interaction can stand on even when it is gone."""
    backend = harness.env.backend
    channel_id = message.channel.id if isinstance(message, discord.Message) else message.channel_id
    return dict(serializers.message_payload(backend, backend.get_message(channel_id, message.id)))


async def press(
    harness: BotHarness,
    custom_id: str,
    message: MessageLike | Shown,
    by: MemberActor | None = None,
    *,
    channel: ChannelHandle | None = None,
    **data: Any,
) -> InteractionResult:
    """Press a button of this id on a message, whether or not it has one."""
    values = {"custom_id": custom_id, "component_type": ComponentType.BUTTON} | data
    return await _send(harness, by, InteractionType.MESSAGE_COMPONENT, values, message=message, channel=channel)


async def hand_in(
    harness: BotHarness,
    custom_id: str,
    fields: dict[str, Any],
    message: MessageLike | Shown | None = None,
    by: MemberActor | None = None,
) -> InteractionResult:
    """Hand in a form of this id that nobody was shown; a list is what was chosen, all else what was typed."""
    components = [
        {
            "type": ComponentType.LABEL,
            "component": {"type": ComponentType.STRING_SELECT, "custom_id": name, "values": value}
            if isinstance(value, list)
            else {
                "type": ComponentType.CHECKBOX if isinstance(value, bool) else ComponentType.TEXT_INPUT,
                "custom_id": name,
                "value": value,
            },
        }
        for name, value in fields.items()
    ]
    data = {"custom_id": custom_id, "components": components}
    return await _send(harness, by, InteractionType.MODAL_SUBMIT, data, message=message)


async def command(harness: BotHarness, data: dict[str, Any], by: MemberActor | None = None) -> InteractionResult:
    """Use a command with this data, as it is."""
    return await _send(harness, by, InteractionType.APPLICATION_COMMAND, data)


async def type_in(harness: BotHarness, data: dict[str, Any], by: MemberActor | None = None) -> InteractionResult:
    """Ask for suggestions while filling in a command."""
    return await _send(harness, by, InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, data)


async def _send(
    harness: BotHarness,
    by: MemberActor | None,
    kind: InteractionType,
    data: dict[str, Any],
    *,
    message: MessageLike | Shown | None = None,
    channel: ChannelHandle | None = None,
) -> InteractionResult:
    shown = message if isinstance(message, dict) or message is None else show(harness, message)
    return await _dispatch_actor_interaction(
        by or harness.alice,
        kind,
        channel or harness.channel,
        data,
        extra={} if shown is None else {"message": shown},
        source_message_id=None if shown is None else int(shown["id"]),
    )
