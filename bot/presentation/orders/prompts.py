"""Makes prompts from Discord readable for a model: names replace Discord's numeric references."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord

from bot.domain.requests import VideoRequest
from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.pictures.discord_files import DiscordFileError, FileSource
from bot.sentences import say

log = get_logger(__name__)

#: Discord's formats for people, roles, channels, commands, custom emoji, timestamps and guides.
_NUMBERED = re.compile(
    r"<(?:@!?(?P<user>\d{1,20})|@&(?P<role>\d{1,20})|#(?P<channel>\d{1,20})|/(?P<command>[^:<>]{1,100}):\d{1,20}"
    r"|a?:(?P<emoji>\w{1,32}):\d{1,20}|t:(?P<time>-?\d{1,12})(?::\w)?|id:(?P<guide>\w{1,20}))>"
)
#: How long to wait for names from Discord: an answer must come within three seconds.
_ASK_PATIENCE_S = 1.0
_ASKED_MAX = 5
_SOMEBODY, _SOME_ROLE, _SOME_CHANNEL, _SOME_TIME = "somebody", "a group of people", "a channel", "some time"
#: 2,000 characters have at most 8,000 bytes; somewhat longer texts are read to say how long they are.
_TEXT_MAX_BYTES = 64_000


async def spell_out(
    text: str,
    *,
    client: discord.Client,
    guild: discord.Guild | None,
    reader: discord.abc.User,
    known: Mapping[int, str] | None = None,
) -> str:
    """Replace Discord's references with names; `known` are names of people by id.

    Channels are only named for people who can see them. Safe to repeat.
    """
    found = list(_NUMBERED.finditer(text))
    if not found:
        return text
    names = await _name_people({int(one["user"]) for one in found if one["user"]}, client, guild, known or {})

    def name(one: re.Match[str]) -> str:
        if one["user"]:
            return names.get(int(one["user"]), _SOMEBODY)
        if one["role"]:
            role = None if guild is None else guild.get_role(int(one["role"]))
            return _SOME_ROLE if role is None else role.name.removeprefix("@")
        if one["channel"]:
            return _name_channel(int(one["channel"]), guild, reader)
        if one["time"]:
            return _name_time(int(one["time"]))
        return f"/{one['command']}" if one["command"] else one["emoji"] or one["guide"]

    return _NUMBERED.sub(name, text)


async def spell_request(interaction: discord.Interaction, request: VideoRequest) -> VideoRequest:
    """Return the request with names in its prompt; raises InvalidRequest if that makes it too long."""
    prompt = await spell_prompt(interaction, request.prompt)
    return request if prompt == request.prompt else replace(request, prompt=prompt)


async def spell_prompt(interaction: discord.Interaction, text: str) -> str:
    """Replace references with names in a prompt from a command or form."""
    return await spell_out(text, client=interaction.client, guild=interaction.guild, reader=interaction.user)


async def read_prompt(client: discord.Client, message: discord.Message, files: FileSource, locale: str) -> str:
    """Return the prompt of a message: its text without the bot's mention, and the file that Discord made of long text.

    Raises UserError if there is such a file that can't be read.
    """
    text = message.content
    if client.user is not None:
        text = text.replace(f"<@{client.user.id}>", " ").replace(f"<@!{client.user.id}>", " ")
    attached = find_texts(message)
    if attached:
        text = f"{text.strip()}\n{await _read_texts(attached, files, locale)}"
    known = {user.id: user.display_name for user in message.mentions}
    text = await spell_out(text, client=client, guild=message.guild, reader=message.author, known=known)
    return re.sub(r"[ \t]+", " ", text).strip()


def find_texts(message: discord.Message) -> list[discord.Attachment]:
    """The text files of a message, such as the `message.txt` that Discord makes from a long text."""
    return [one for one in message.attachments if (one.content_type or "").startswith("text/plain")]


async def _read_texts(attached: list[discord.Attachment], files: FileSource, locale: str) -> str:
    unreadable = UserError(say(locale, "mention-text-unreadable"))
    if len(attached) > 1:
        raise unreadable
    try:
        data = await files.read(attached[0].url, max_bytes=_TEXT_MAX_BYTES, check_head=lambda _head: None)
        return data.decode("utf-8-sig")
    except (DiscordFileError, UnicodeDecodeError) as error:
        log.info("text of a message not read", why=type(error).__name__)
        raise unreadable from error


async def _name_people(
    ids: set[int], client: discord.Client, guild: discord.Guild | None, known: Mapping[int, str]
) -> dict[int, str]:
    """Find people's names in memory, and ask Discord for the first few that are missing."""
    names = {user_id: known[user_id] for user_id in ids & known.keys()}
    for user_id in ids - names.keys():
        person = (guild.get_member(user_id) if guild is not None else None) or client.get_user(user_id)
        if person is not None:
            names[user_id] = person.display_name
    missing = sorted(ids - names.keys())[:_ASKED_MAX]

    async def ask(user_id: int) -> None:
        try:
            person: Any = await (client.fetch_user(user_id) if guild is None else guild.fetch_member(user_id))
            names[user_id] = person.display_name
        except DISCORD_FAILURES as error:
            log.info("person not named", why=type(error).__name__)

    if missing:
        asking = [asyncio.ensure_future(ask(user_id)) for user_id in missing]
        await asyncio.wait(asking, timeout=_ASK_PATIENCE_S)
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
    return names


def _name_channel(channel_id: int, guild: discord.Guild | None, reader: discord.abc.User) -> str:
    channel = None if guild is None else guild.get_channel_or_thread(channel_id)
    if channel is None or not isinstance(reader, discord.Member) or not channel.permissions_for(reader).view_channel:
        return _SOME_CHANNEL
    return channel.name


def _name_time(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (OverflowError, OSError, ValueError):
        return _SOME_TIME
