"""Handles gateway events that discord.py can't read, each of which would otherwise end the process."""

import asyncio
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

import discord
from discord.errors import ConnectionClosed
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import HTTPClient, Route
from discord.state import ConnectionState

from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.sentences import FALLBACK, say

log = get_logger(__name__)

_Data = dict[str, Any]
_Read = Callable[[Any], None]
#: The events to answer; all others only keep discord.py's cache up to date.
_ANSWERED = frozenset({"INTERACTION_CREATE", "MESSAGE_CREATE"})
#: The fields of a channel that the bot needs; every channel of an unknown kind is read as a text channel.
_CHANNEL_FIELDS = ("id", "name", "position", "parent_id", "permission_overwrites")
_TEXT_CHANNEL = discord.ChannelType.text.value
_MESSAGE = discord.InteractionResponseType.channel_message.value
_EPHEMERAL = discord.MessageFlags(ephemeral=True).value


class RightToAnswer(Protocol):
    """Whether this process, and no other, should answer what it hears."""

    @property
    def is_sure(self) -> bool:
        """Whether it knows, without asking the database, that it should."""

    async def is_ours(self) -> bool:
        """Ask the database whether it should."""


class RobustWebSocket(DiscordWebSocket):
    """discord.py's connection, which treats an unreadable frame like a broken connection, and reconnects."""

    async def received_message(self, msg: Any, /) -> None:
        """Receive a frame. Raises ConnectionError if it can't be read."""
        try:
            await super().received_message(msg)
        except (ReconnectWebSocket, ConnectionClosed, OSError):
            raise
        except Exception as error:
            log.exception("gateway frame not read", shard=self.shard_id)
            raise ConnectionError("a frame that cannot be read") from error


def survive_unreadable_events(
    state: ConnectionState[Any],
    on_unread_interaction: Callable[[_Data], None] = lambda _: None,
    find_right: Callable[[], RightToAnswer | None] = lambda: None,
) -> None:
    """Log and skip every gateway event that discord.py can't read, or read the readable part of it.

    Unreadable channels and other parts of a server are left out or simplified; so is the channel of an interaction.
    `on_unread_interaction` gets the raw data of an interaction that still can't be read. Commands, presses and messages
    are skipped if `find_right` says no, as for a process that was frozen and has been replaced.
    """
    # discord.py has no setting for this.
    setattr(discord.shard, "DiscordWebSocket", RobustWebSocket)  # noqa: B010 - no assignment that mypy knows
    for event, read in state.parsers.items():
        reader = partial(_read_or_skip, event, read, state, on_unread_interaction)
        state.parsers[event] = _Guarded(event, reader, find_right) if event in _ANSWERED else reader


class _Guarded:
    """Reads the events to answer, once this process is sure that they are its own."""

    def __init__(self, event: str, read: _Read, find_right: Callable[[], RightToAnswer | None]) -> None:
        self._event = event
        self._read = read
        self._find_right = find_right
        #: References to running tasks, so that they aren't garbage-collected.
        self._asking: set[asyncio.Task[None]] = set()

    def __call__(self, data: Any) -> None:
        right = self._find_right()
        if right is None or right.is_sure:
            self._read(data)
            return
        task = asyncio.create_task(self._ask(right, data))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _ask(self, right: RightToAnswer, data: Any) -> None:
        if await right.is_ours():
            self._read(data)
        else:
            log.warning("left to another process", gateway_event=self._event)


async def answer_unread(http: HTTPClient, interaction: _Data) -> None:
    """Tell the person that something went wrong, since the request is unknown. Never raises."""
    reference = secrets.token_hex(4)
    log.error("interaction not read", reference=reference, interaction_type=interaction.get("type"))
    if interaction.get("type") == discord.InteractionType.autocomplete.value:
        return
    try:
        text = say(str(interaction.get("locale", FALLBACK)), "error-unexpected", reference=reference)
        route = Route("POST", "/interactions/{id}/{token}/callback", id=interaction["id"], token=interaction["token"])
        await http.request(route, json={"type": _MESSAGE, "data": {"content": text, "flags": _EPHEMERAL}})
    except (*DISCORD_FAILURES, KeyError) as error:
        log.warning("answer not delivered", reference=reference, why=repr(error))


def _read_or_skip(
    event: str, read: _Read, state: ConnectionState[Any], on_unread_interaction: Callable[[_Data], None], data: Any
) -> None:
    attempts: dict[str, Callable[[_Data], _Data]] = {
        "GUILD_CREATE": lambda guild: _keep_readable(guild, state),
        "INTERACTION_CREATE": lambda interaction: {**interaction, "channel": _simplify(interaction["channel"])},
    }
    try:
        try:
            read(data)
        except Exception:
            if event not in attempts:
                raise
            log.warning("gateway event read in part", gateway_event=event, exc_info=True)
            read(attempts[event](data))
    except Exception:  # the next event may be fine
        log.exception("gateway event skipped", gateway_event=event)
        if event == "INTERACTION_CREATE":
            on_unread_interaction(data)


def _keep_readable(guild: _Data, state: ConnectionState[Any]) -> _Data:
    """Leave out unreadable channels, threads, roles and so on; for channels, first try only the usual fields."""
    lists = {name: entries for name, entries in guild.items() if isinstance(entries, list)}
    empty = {**guild, **{name: [] for name in lists}}

    def is_readable(name: str, entry: object) -> bool:
        try:
            discord.Guild(data={**empty, name: [entry]}, state=state)  # type: ignore[typeddict-item]
        except Exception as error:  # noqa: BLE001 - keep the rest of the server, whatever discord.py raises
            log.warning("part of a server not read", part=name, why=repr(error))
            return False
        return True

    channels = [entry if is_readable("channels", entry) else _simplify(entry) for entry in lists.get("channels", ())]
    lists["channels"] = channels
    return {**empty, **{name: [one for one in entries if is_readable(name, one)] for name, entries in lists.items()}}


def _simplify(channel: Any) -> Any:
    """Convert any channel to a text channel, which has the fewest required fields."""
    if not isinstance(channel, dict):
        return {}
    return {
        "name": "",
        "position": 0,
        **{field: channel[field] for field in _CHANNEL_FIELDS if field in channel},
        "type": _TEXT_CHANNEL,
    }
