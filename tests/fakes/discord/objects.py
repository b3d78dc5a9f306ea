"""The things a Discord has, as the test server keeps them, and how each looks on the wire."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from tests.fakes.discord.basics import EVERY_PERMISSION, TIER_LIMITS, USUAL, ChannelType, Flag, Json, Permission

#: Fields of a guild that are null, and that are 0, in every guild of this server.
UNUSED = (
    *("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id"),
    *("afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code"),
    *("rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
)
ZERO = (
    *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
    *("explicit_content_filter", "premium_subscription_count", "nsfw_level"),
)


@dataclass(eq=False)
class User:
    """A person, or a bot."""

    id: int
    name: str
    is_bot: bool = False
    #: False: a direct message to this person is refused with 50007.
    accepts_dms: bool = True
    #: This person has the application installed for themselves, so its commands go wherever they are.
    has_app: bool = False
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        """How a text names this person."""
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """A user object."""
        return {
            "id": str(self.id),
            "username": self.name.lower().replace(" ", "_"),
            "global_name": None if self.is_bot else self.name,
            "discriminator": "0000" if self.is_bot else "0",
            "avatar": None,
            "avatar_decoration_data": None,
            "primary_guild": None,
            "public_flags": 0,
            "flags": 0,
            "bot": self.is_bot,
        }


@dataclass(eq=False)
class Role:
    """A role of one guild; the one whose id is the guild's own is @everyone."""

    id: int
    name: str
    permissions: int
    position: int

    def payload(self) -> Json:
        """A role object."""
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(int(self.permissions)),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }


@dataclass(eq=False)
class Guild:
    """A server in Discord's sense. ``upload_limit_bytes`` is what uploads really stop at; None: as the tier says."""

    id: int
    name: str
    owner: User
    bot: User | None
    joined_at: datetime
    premium_tier: int = 0
    upload_limit_bytes: int | None = None
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict, repr=False)
    #: person -> ids of the roles they have, @everyone left out.
    members: dict[User, list[int]] = field(default_factory=dict, repr=False)
    channels: dict[int, "Channel"] = field(default_factory=dict, repr=False)

    @property
    def stated_limit_bytes(self) -> int:
        """The upload size that Discord tells bots."""
        return TIER_LIMITS[self.premium_tier]

    def permissions(self, user: User) -> int:
        """What a member may do in the whole guild."""
        held = self.roles[self.id].permissions
        for role_id in self.members.get(user, []):
            held |= self.roles[role_id].permissions
        return EVERY_PERMISSION if user is self.owner or held & Permission.ADMINISTRATOR else int(held)

    def member_payload(self, user: User, *, with_user: bool = True) -> Json:
        """A member object."""
        member: Json = {
            "roles": [str(role_id) for role_id in self.members.get(user, [])],
            "joined_at": self.joined_at.isoformat(),
            "nick": None,
            "avatar": None,
            "banner": None,
            "communication_disabled_until": None,
            "premium_since": None,
            "pending": False,
            "mute": False,
            "deaf": False,
            "flags": 0,
        }
        return {**member, "user": user.payload()} if with_user else member

    def payload(self) -> Json:
        """A guild object, as GET gives it."""
        nothing = dict.fromkeys(UNUSED)
        zeros = dict.fromkeys(ZERO, 0)
        return {
            **nothing,
            **zeros,
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "features": [],
            "region": "us-east",
            "afk_timeout": 300,
            "widget_enabled": False,
            "roles": [role.payload() for role in self.roles.values()],
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "premium_tier": self.premium_tier,
            "preferred_locale": self.locale,
            "premium_progress_bar_enabled": False,
            "nsfw": False,
            "emojis": [],
            "stickers": [],
        }

    def gateway_payload(self) -> Json:
        """A guild object, as GUILD_CREATE brings it."""
        channels = [channel for channel in self.channels.values() if not channel.is_deleted]
        return {
            **self.payload(),
            "joined_at": self.joined_at.isoformat(),
            "large": False,
            "unavailable": False,
            "member_count": len(self.members),
            "members": [self.member_payload(user) for user in self.members],
            "channels": [c.payload() for c in channels if c.type is not ChannelType.THREAD],
            "threads": [c.payload() for c in channels if c.type is ChannelType.THREAD],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }


@dataclass(eq=False)
class Channel:
    """A text channel, a thread or the direct messages with one person."""

    id: int
    type: ChannelType
    name: str = ""
    guild: Guild | None = None
    parent: "Channel | None" = None
    #: The person on the other side of direct messages.
    recipient: User | None = None
    #: What the application's bot may do here.
    bot_permissions: int = int(USUAL)
    is_archived: bool = False
    is_locked: bool = False
    is_deleted: bool = False
    #: Every message that is there, ephemeral ones too, oldest first.
    messages: list["Message"] = field(default_factory=list, repr=False)
    #: Messages that were deleted.
    deleted_messages: list["Message"] = field(default_factory=list, repr=False)
    #: The instants at which the bot showed that it is typing.
    typing_at: list[datetime] = field(default_factory=list)

    @property
    def public_messages(self) -> list["Message"]:
        """The messages that everybody here sees, oldest first."""
        return [message for message in self.messages if not message.is_ephemeral]

    def payload(self) -> Json:
        """A channel object."""
        last = next((message for message in reversed(self.messages) if not message.is_ephemeral), None)
        base: Json = {
            "id": str(self.id),
            "type": int(self.type),
            "flags": 0,
            "last_message_id": str(last.id) if last else None,
        }
        if self.guild is None:
            return {**base, "recipients": [self.recipient.payload()] if self.recipient else []}
        base |= {"guild_id": str(self.guild.id), "name": self.name}
        base |= {"parent_id": str(self.parent.id) if self.parent else None, "rate_limit_per_user": 0}
        if self.type is ChannelType.THREAD:
            metadata = {
                "archived": self.is_archived,
                "locked": self.is_locked,
                "archive_timestamp": self.guild.joined_at.isoformat(),
                "auto_archive_duration": 1440,
            }
            total = len(self.messages)
            counts = {"message_count": total, "total_message_sent": total, "member_count": 1}
            return {**base, **counts, "owner_id": str(self.guild.owner.id), "thread_metadata": metadata}
        overwrites = []
        if self.guild.bot:
            deny = EVERY_PERMISSION & ~self.bot_permissions
            overwrites = [
                {"id": str(self.guild.bot.id), "type": 1, "allow": str(int(self.bot_permissions)), "deny": str(deny)}
            ]
        if self.type is ChannelType.VOICE:
            base |= {"bitrate": 64_000, "user_limit": 0}
        return {**base, "position": 0, "topic": None, "nsfw": False, "permission_overwrites": overwrites}


@dataclass(eq=False)
class Attachment:
    """A file of a message. ``data`` is None once the server let go of the bytes (``keep_files``)."""

    id: int
    filename: str
    data: bytes | None = field(repr=False)
    url: str
    content_type: str
    description: str | None = None
    size_px: tuple[int, int] | None = None
    size_bytes: int = 0
    sha256: str = ""

    def __post_init__(self) -> None:
        if self.data is not None:
            self.size_bytes = len(self.data)
            self.sha256 = hashlib.sha256(self.data).hexdigest()

    def payload(self) -> Json:
        """An attachment object."""
        payload: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": self.size_bytes,
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        if self.size_px:
            payload |= {"width": self.size_px[0], "height": self.size_px[1]}
        if self.description is not None:
            payload["description"] = self.description
        return payload


@dataclass(eq=False)
class Edit:
    """One change of a message: when, and the body as received; None once the server let go of it (``keep_calls``)."""

    at: datetime
    body: Json | None


@dataclass(eq=False)
class Message:
    """A message, and what was sent to make it."""

    id: int
    channel: Channel
    author: User
    created_at: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    #: 0 an ordinary message, 19 a reply, 20 and 23 the answer to a slash and a context-menu command.
    type: int = 0
    #: The message that this one replies to.
    reference: "Message | None" = None
    nonce: str | int | None = None
    #: As received; None when the body had none, which pings everybody that the text names.
    allowed_mentions: Json | None = None
    #: The people whom the text names and allowed_mentions allows.
    mentions: list[User] = field(default_factory=list)
    #: The people who got a notification for this message: mentions, and the author of the message replied to.
    pings: list[User] = field(default_factory=list)
    pings_everyone: bool = False
    mentioned_roles: list[int] = field(default_factory=list)
    #: The interaction that this message answers, as ``interaction_metadata``.
    interaction: Json | None = None
    application_id: int | None = None
    edited_at: datetime | None = None
    edits: list[Edit] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    is_deleted: bool = False

    @property
    def is_ephemeral(self) -> bool:
        """Only the person who started the interaction sees it, and only its token reaches it."""
        return bool(self.flags & Flag.EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        """It shows that the bot is thinking."""
        return bool(self.flags & Flag.LOADING)

    @property
    def is_v2(self) -> bool:
        """It is made of components alone."""
        return bool(self.flags & Flag.IS_COMPONENTS_V2)

    @property
    def text(self) -> str:
        """Everything that can be read in it: content, text components, embeds and labels, in lines."""
        lines = [self.content]
        lines += [str(c[key]) for c in walk(self.components) for key in ("content", "label") if c.get(key)]
        for embed in self.embeds:
            lines += [str(embed[key]) for key in ("title", "description") if embed.get(key)]
            lines += [f"{item['name']} {item['value']}" for item in embed.get("fields") or []]
            lines += [embed["footer"]["text"]] if embed.get("footer") else []
        return "\n".join(line for line in lines if line)

    @property
    def custom_ids(self) -> list[str]:
        """The custom_ids of its buttons and selects that can be used."""
        return [c["custom_id"] for c in walk(self.components) if c.get("custom_id") and not c.get("disabled")]

    def payload(self, *, with_nonce: bool = False, depth: int = 1) -> Json:
        """A message object; the nonce is only in the answer to the POST and in MESSAGE_CREATE."""
        payload: Json = {
            "id": str(self.id),
            "type": self.type,
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": self.created_at.isoformat(),
            "edited_timestamp": self.edited_at.isoformat() if self.edited_at else None,
            "tts": False,
            "pinned": False,
            "mention_everyone": self.pings_everyone,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [str(role_id) for role_id in self.mentioned_roles],
            "attachments": [attachment.payload() for attachment in self.attachments],
            "embeds": self.embeds,
            "components": self.components,
            "flags": self.flags,
        }
        if with_nonce and self.nonce is not None:
            payload["nonce"] = self.nonce
        if self.application_id is not None:
            payload["application_id"] = str(self.application_id)
        if self.interaction is not None:
            payload |= {"interaction_metadata": self.interaction, "webhook_id": str(self.application_id)}
        if self.reference is not None:
            payload["message_reference"] = {
                "type": 0,
                "channel_id": str(self.reference.channel.id),
                "message_id": str(self.reference.id),
                **({"guild_id": str(self.channel.guild.id)} if self.channel.guild else {}),
            }
            if depth:
                gone = self.reference.is_deleted
                payload["referenced_message"] = None if gone else self.reference.payload(depth=depth - 1)
        return payload


def walk(components: list[Json]) -> list[Json]:
    """Every component of a message or a modal, those inside others too, in reading order."""
    found = []
    for component in components:
        found.append(component)
        found += walk(component.get("components") or [])
        found += walk([component[key] for key in ("accessory", "component") if component.get(key)])
    return found
