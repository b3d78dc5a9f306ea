"""Finds pictures in messages: attachments, link previews, components, forwarded messages, and replied-to messages."""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import SplitResult, urlsplit

import aiohttp
import discord

from bot.errors import UserError
from bot.presentation.common.permissions import is_age_restricted
from bot.sentences import say

#: Declared types of attachments that may be pictures; only the content shows what a file really is.
_PERHAPS_PICTURES = ("image/", "application/octet-stream")
#: Discord's attachment addresses contain the id of the channel that they were posted in.
_ATTACHMENT_PATH = re.compile(r"/attachments/(\d{1,20})/\d{1,20}/")
_SPOILER = re.compile(r"\|\|.+?\|\|", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A file on Discord that is probably a picture."""

    #: Discord's own address for it, never one that a person typed.
    url: str
    #: The file's name, or the title of a link's preview; may be empty.
    name: str
    #: Whether it was a spoiler where it was posted.
    is_spoiler: bool = False
    #: Whether Discord can show it as a picture.
    is_shown: bool = True
    #: The channel where it was first posted; None if the address doesn't say.
    source_channel_id: int | None = None
    #: Returns its bytes, if it is a frame of a video instead of a file on Discord.
    read: Callable[[], Awaitable[bytes]] | None = None


def read_attachment(attachment: discord.Attachment) -> FoundPicture:
    """Treat an attachment as a picture, whatever its declared type."""
    return FoundPicture(
        url=attachment.url,
        name=attachment.filename,
        is_spoiler=attachment.is_spoiler(),
        is_shown=(attachment.content_type or "").startswith("image/"),
        source_channel_id=_source_of(attachment.url),
    )


def find_pictures(message: discord.Message) -> list[FoundPicture]:
    """The pictures of a message, each once: its own, else those of the message that it forwards."""
    own = _find(message)
    if own:
        return own
    origin_id = message.reference.channel_id if message.reference is not None else None
    forwarded = [picture for snapshot in message.message_snapshots for picture in _find(snapshot)]
    return [replace(p, source_channel_id=p.source_channel_id or origin_id) for p in forwarded]


async def find_replied_pictures(message: discord.Message, locale: str) -> list[FoundPicture]:
    """The pictures of the message that this one replies to; none if it isn't a reply.

    Without the message-content intent, Discord shows the bot only some messages: those that mention it, its own and
    those in direct messages. Raises UserError if the replied-to message was deleted or can't be read.
    """
    reference = message.reference
    if reference is None or reference.type is not discord.MessageReferenceType.reply or reference.message_id is None:
        return []
    target = reference.resolved
    if isinstance(target, discord.DeletedReferencedMessage):
        raise UserError(say(locale, "picture-target-deleted"))
    if target is None or _is_blank(target):
        try:
            # Over HTTP the application's own setting counts, not the intents of the gateway connection.
            target = await message.channel.fetch_message(reference.message_id)
        except discord.NotFound as error:
            raise UserError(say(locale, "picture-target-deleted")) from error
        except discord.Forbidden as error:
            raise UserError(say(locale, "picture-target-unreadable")) from error
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            raise UserError(say(locale, "picture-unreachable")) from error
    if _is_blank(target):
        raise UserError(say(locale, "picture-target-hidden"))
    return find_pictures(target)


def require_same_audience(
    picture: FoundPicture, channel: object, channel_id: int, client: discord.Client, locale: str
) -> None:
    """Refuse a picture that was hidden from people who would now see it in this server's channel.

    A spoiler in the same channel stays a spoiler. Raises UserError.
    """
    source_id = picture.source_channel_id
    if source_id is None or source_id == channel_id:
        return
    if is_age_restricted(client.get_channel(source_id)) and not is_age_restricted(channel):
        raise UserError(say(locale, "picture-age-restricted"))
    if picture.is_spoiler:
        raise UserError(say(locale, "picture-spoiler-elsewhere"))


def _find(message: discord.Message | discord.MessageSnapshot) -> list[FoundPicture]:
    found: dict[str, FoundPicture] = {}
    for picture in (
        *_read_attachments(message.attachments),
        *_read_embeds(message.embeds, message.content),
        *_read_components(_parts_of(message)),
    ):
        key = picture.url.partition("?")[0]
        is_spoiler = picture.is_spoiler or (key in found and found[key].is_spoiler)
        found[key] = replace(found.get(key, picture), is_spoiler=is_spoiler)
    return list(found.values())


def _read_attachments(attachments: Iterable[discord.Attachment]) -> list[FoundPicture]:
    """Read all attachments except those that clearly aren't pictures; those too if there is nothing better."""
    files = [attachment for attachment in attachments if not attachment.is_voice_message()]
    likely = [file for file in files if not file.content_type or file.content_type.startswith(_PERHAPS_PICTURES)]
    return [read_attachment(file) for file in likely or files]


def _read_embeds(embeds: Iterable[discord.Embed], content: str) -> Iterator[FoundPicture]:
    hidden = " ".join(_SPOILER.findall(content))
    for embed in embeds:
        for media in (embed.image, embed.thumbnail):
            if media.proxy_url:
                yield FoundPicture(
                    url=media.proxy_url,
                    name=embed.title or _split(embed.url or "").hostname or "",
                    is_spoiler=media.flags.spoiler or bool(embed.url and embed.url in hidden),
                    source_channel_id=_source_of(media.proxy_url),
                )


def _parts_of(message: discord.Message | discord.MessageSnapshot) -> list[Any]:
    """The components of a message; discord.py doesn't set the attribute if the payload has none."""
    return getattr(message, "components", [])


def _read_components(components: Iterable[Any], *, is_hidden: bool = False) -> Iterator[FoundPicture]:
    """The pictures in a message's components, such as one of another bot."""
    for component in components:
        is_covered = is_hidden or bool(getattr(component, "spoiler", False))
        if isinstance(component, discord.MediaGalleryComponent):
            for item in component.items:
                yield from _read_media(item.media, is_spoiler=is_covered or item.spoiler)
        elif isinstance(component, discord.ThumbnailComponent | discord.FileComponent):
            yield from _read_media(component.media, is_spoiler=is_covered)
        accessory = getattr(component, "accessory", None)
        parts = [*getattr(component, "children", ()), *([accessory] if accessory is not None else [])]
        yield from _read_components(parts, is_hidden=is_covered)


def _read_media(media: discord.UnfurledMediaItem, *, is_spoiler: bool) -> Iterator[FoundPicture]:
    # An attachment's address is Discord's own; for any other address from a bot, only Discord's copy is used.
    url = media.url if media.attachment_id is not None else media.proxy_url
    if url and (media.content_type or "image/").startswith("image/"):
        name = _split(media.url).path.rpartition("/")[2]
        yield FoundPicture(url=url, name=name, is_spoiler=is_spoiler, source_channel_id=_source_of(url))


def _is_blank(message: discord.Message) -> bool:
    """Whether nothing of a message is visible, which means that Discord hides its content from the bot."""
    parts = (message.content, message.attachments, message.embeds, _parts_of(message), message.stickers)
    return not any(parts) and message.poll is None and not any(map(_find, message.message_snapshots))


def _source_of(url: str) -> int | None:
    found = _ATTACHMENT_PATH.search(_split(url).path)
    return int(found[1]) if found else None


def _split(url: str) -> SplitResult:
    """Split an address; empty if malformed."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
