"""Everything the test server knows, kept in memory, with the look-ups that refuse as Discord refuses."""

import asyncio
import base64
import io
import mimetypes
import re
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from PIL import Image, UnidentifiedImageError

from tests.fakes.discord.basics import MIB, USUAL, ChannelType, Clock, Json, Permission, Snowflakes
from tests.fakes.discord.errors import ApiError
from tests.fakes.discord.objects import Attachment, Channel, Edit, Guild, Message, Role, User

if TYPE_CHECKING:
    from tests.fakes.discord.interactions import Interaction


@dataclass
class DiscordLimits:
    """The limits of Discord that a test may want shorter. Times in seconds, sizes in bytes."""

    #: The first answer to an interaction, else 10062.
    answer_s: float = 3.0
    #: The life of an interaction's token, else 50027.
    token_s: float = 900.0
    #: How long a repeated nonce returns the first message. Discord says "a few minutes" and no more.
    nonce_s: float = 180.0
    #: Where uploads really stop in direct messages, and in servers that name no limit of their own.
    upload_bytes: int | None = None
    #: Edits that a message older than an hour takes before 30046. Discord does not publish its number.
    old_edits: int = 3
    #: Attachments whose bytes are kept; older ones keep only their size and checksum.
    keep_files: int = 500
    #: Calls that are kept, and edits whose bodies are.
    keep_calls: int = 20_000


@dataclass(frozen=True)
class Upload:
    """A file that comes with a message: from a person, or in a multipart body of the bot."""

    filename: str
    data: bytes = field(repr=False)
    description: str | None = None
    content_type: str | None = None


class State:
    """Users, guilds, channels, messages, commands and interactions of one test server."""

    def __init__(self, limits: DiscordLimits) -> None:
        self.limits = limits
        self.clock = Clock()
        self.ids = Snowflakes(self.clock)
        self.base_url = ""
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self.interactions_by_token: dict[str, Interaction] = {}
        #: guild id (None: everywhere) -> (name, type) -> command, as registered.
        self.commands: dict[int | None, dict[tuple[str, int], Json]] = {None: {}}
        #: What the application's page in the developer portal has instead of the usual.
        self.portal: Json = {}
        self.files: dict[int, Attachment] = {}
        self._kept_files: deque[Attachment] = deque()
        self._kept_edits: deque[Edit] = deque()
        self.messages: dict[int, Message] = {}
        #: How often all commands were registered anew.
        self.syncs = 0
        self.nonces: dict[tuple[int, str], tuple[Message, datetime]] = {}
        #: Called as ``dispatch(event, data, guild, public_data)`` for what the bot is to hear; whether it was there.
        self.dispatch: Callable[..., bool] = lambda *_args: False
        self._waiters: set[asyncio.Event] = set()
        self.owner = self.add_user("Olive Owner")
        self.bot = self.add_user("Veo Bot", is_bot=True)
        self.application_id = self.bot.id
        encoded = base64.urlsafe_b64encode(str(self.bot.id).encode()).decode().rstrip("=")
        self.token = f"{encoded}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"

    # -- change -----------------------------------------------------------------------------------

    def touch(self) -> None:
        """Wakes everybody who waits for a change."""
        for event in self._waiters:
            event.set()

    async def wait_for_change(self, timeout_s: float) -> None:
        """Returns at the next change, or when the time is over."""
        event = asyncio.Event()
        self._waiters.add(event)
        try:
            await asyncio.wait_for(event.wait(), timeout_s)
        except TimeoutError:
            return
        finally:
            self._waiters.discard(event)

    def is_over(self, since: datetime, seconds: float) -> bool:
        """Whether more than so many seconds went by since then."""
        return self.clock.now() - since > timedelta(seconds=seconds)

    # -- making things ----------------------------------------------------------------------------

    def add_user(self, name: str, *, is_bot: bool = False) -> User:
        """A new user, in no guild."""
        user = User(self.ids.next(), name, is_bot=is_bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, guild_id: int | None, has_bot: bool, premium_tier: int) -> Guild:
        """A new guild with @everyone, its owner and, when asked, the bot."""
        new_id = guild_id or self.ids.next()
        guild = Guild(new_id, name, self.owner, self.bot if has_bot else None, self.clock.now(), premium_tier)
        guild.roles[new_id] = Role(new_id, "@everyone", int(USUAL), 0)
        guild.members[self.owner] = []
        if has_bot:
            guild.members[self.bot] = []
        self.guilds[new_id] = guild
        return guild

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        bot_permissions: int,
        parent: Channel | None = None,
        kind: ChannelType = ChannelType.TEXT,
    ) -> Channel:
        """A new channel of this kind, or a thread of ``parent``."""
        kind = ChannelType.THREAD if parent else kind
        channel = Channel(self.ids.next(), kind, name, guild, parent, bot_permissions=int(bot_permissions))
        self.channels[channel.id] = guild.channels[channel.id] = channel
        return channel

    def dm(self, user: User) -> Channel:
        """The direct messages between the bot and this person; always the same channel."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self.ids.next(), ChannelType.DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def add_file(self, upload: Upload, channel: Channel) -> Attachment:
        """A stored file with an address of its own that serves the real bytes."""
        file_id = self.ids.next()
        name = clean_filename(upload.filename)
        url = f"{self.base_url}/attachments/{channel.id}/{file_id}/{quote(name)}"
        kind = upload.content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        size_px = _measure(upload.data) if kind.startswith("image/") else None
        attachment = Attachment(file_id, name, upload.data, url, kind, upload.description, size_px)
        self.files[file_id] = attachment
        self._kept_files.append(attachment)
        while len(self._kept_files) > self.limits.keep_files:
            self._kept_files.popleft().data = None
        return attachment

    def add_edit(self, message: Message, body: Json) -> None:
        """Notes one more change of the message."""
        edit = Edit(self.clock.now(), body)
        message.edited_at = edit.at
        message.edits.append(edit)
        self._kept_edits.append(edit)
        while len(self._kept_edits) > self.limits.keep_calls:
            self._kept_edits.popleft().body = None

    # -- looking up -------------------------------------------------------------------------------

    def user(self, user_id: int) -> User:
        """The user, or 10013."""
        if user_id not in self.users:
            raise ApiError.of(10013)
        return self.users[user_id]

    def guild(self, guild_id: int) -> Guild:
        """The guild, or 10004; 50001 when the bot is not in it."""
        if guild_id not in self.guilds:
            raise ApiError.of(10004)
        guild = self.guilds[guild_id]
        if guild.bot is None:
            raise ApiError.of(50001)
        return guild

    def channel(self, channel_id: int, *needed: Permission) -> Channel:
        """A channel that the bot sees, or 10003; 50001 without access, 50013 without one of the permissions."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.is_deleted:
            raise ApiError.of(10003)
        if channel.guild is None:
            return channel
        if channel.guild.bot is None or not channel.bot_permissions & Permission.VIEW_CHANNEL:
            raise ApiError.of(50001)
        for permission in needed:
            if not channel.bot_permissions & permission:
                raise ApiError.of(50013)
        return channel

    def message(self, channel: Channel, message_id: int) -> Message:
        """A message that everybody in the channel sees, or 10008."""
        message = self.messages.get(message_id)
        if message is None or message.channel is not channel or message.is_deleted or message.is_ephemeral:
            raise ApiError.of(10008)
        return message

    def upload_limit_bytes(self, guild: Guild | None) -> int:
        """Where uploads really stop, which may be under what Discord states."""
        own = guild.upload_limit_bytes if guild else None
        return own or self.limits.upload_bytes or self.stated_limit_bytes(guild)

    def stated_limit_bytes(self, guild: Guild | None) -> int:
        """The upload size that Discord tells bots."""
        return guild.stated_limit_bytes if guild else 10 * MIB


def clean_filename(name: str) -> str:
    """The file's name as Discord keeps it: spaces become underscores, other odd characters go."""
    return re.sub(r"[^\w.-]", "", name.replace(" ", "_")) or "file"


def _measure(data: bytes) -> tuple[int, int] | None:
    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.size
    except (UnidentifiedImageError, OSError):
        return None
