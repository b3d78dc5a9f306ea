"""What Discord does with a message: its checks, its attachments, its mentions, its edits."""

import copy
import re
from collections.abc import Mapping

from tests.fakes.discord.basics import ChannelType, Flag, Json, Permission
from tests.fakes.discord.errors import ApiError, invalid_form
from tests.fakes.discord.objects import Attachment, Channel, Message, User, walk
from tests.fakes.discord.state import State, Upload, clean_filename

CONTENT_LIMIT = 2000
V2_TEXT_LIMIT = 4000
V2_COMPONENT_LIMIT = 40
NONCE_LIMIT = 25
ACTION_ROW = 1
OLD_AFTER_S = 3600.0

#: Fields that a component always has when Discord sends it back, by component type.
DEFAULTS: dict[int, Json] = {
    3: {"min_values": 1, "max_values": 1},
    11: {"description": None, "spoiler": False},
    13: {"name": None, "size": None, "spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}


def check_may_post(state: State, channel: Channel, files: Mapping[int, Upload]) -> None:
    """Refuses what the bot may not post here: 50001, 50007, 50013, 50083."""
    if channel.guild is None:
        if channel.recipient is not None and not channel.recipient.accepts_dms:
            raise ApiError.of(50007)
        return
    in_thread = channel.type is ChannelType.THREAD
    state.channel(channel.id, Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES)
    if files:
        state.channel(channel.id, Permission.ATTACH_FILES)
    if channel.is_locked and not channel.bot_permissions & Permission.MANAGE_THREADS:
        raise ApiError.of(50083)
    channel.is_archived = False


def post(
    state: State,
    channel: Channel,
    author: User,
    body: Json,
    files: Mapping[int, Upload],
    *,
    message_type: int = 0,
    interaction: Json | None = None,
    reply_to: Message | None = None,
) -> Message:
    """A new message in the channel. Who may post here is checked before, by ``check_may_post``."""
    _check_size(state, channel, files)
    kept = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.IS_COMPONENTS_V2
    if interaction is not None:
        kept |= Flag.EPHEMERAL | Flag.LOADING
    message = Message(state.ids.next(), channel, author, state.clock.now(), type=message_type, interaction=interaction)
    message.flags = (body.get("flags") or 0) & kept
    message.content = body.get("content") or ""
    message.nonce = body.get("nonce")
    message.allowed_mentions = body.get("allowed_mentions")
    message.reference = reply_to or _find_reference(state, channel, body.get("message_reference"))
    if message.reference is not None:
        message.type = 19
    if author.is_bot:
        message.application_id = state.application_id
    message.attachments = _attach(state, channel, body.get("attachments"), files, [])
    message.embeds = _complete_embeds(body.get("embeds") or [], message.attachments)
    message.components = _complete(body.get("components") or [], message.attachments)
    _check(message)
    _resolve_mentions(state, message)
    channel.messages.append(message)
    state.messages[message.id] = message
    announce(state, "MESSAGE_CREATE", message)
    state.touch()
    return message


def edit(state: State, message: Message, body: Json, files: Mapping[int, Upload]) -> Message:
    """Changes what the body names and leaves the rest."""
    _check_size(state, message.channel, files)
    if state.is_over(message.created_at, OLD_AFTER_S):
        recent = [change for change in message.edits if not state.is_over(change.at, OLD_AFTER_S)]
        if len(recent) >= state.limits.old_edits:
            raise ApiError.of(30046, {"retry_after": 1.0, "global": False})
    changed = copy.copy(message)
    if body.get("flags") is not None:
        changed.flags = (message.flags & ~Flag.SUPPRESS_EMBEDS) | (
            body["flags"] & (Flag.SUPPRESS_EMBEDS | Flag.IS_COMPONENTS_V2)
        )
    changed.flags &= ~Flag.LOADING
    if "content" in body:
        changed.content = body["content"] or ""
    if "attachments" in body or files:
        changed.attachments = _attach(state, message.channel, body.get("attachments"), files, message.attachments)
    if "embeds" in body:
        changed.embeds = _complete_embeds(body["embeds"] or [], changed.attachments)
    if "components" in body:
        changed.components = _complete(body["components"] or [], changed.attachments)
    _check(changed)
    for name in ("flags", "content", "attachments", "embeds", "components"):
        setattr(message, name, getattr(changed, name))
    state.add_edit(message, body)
    announce(state, "MESSAGE_UPDATE", message)
    state.touch()
    return message


def delete(state: State, message: Message) -> None:
    """Takes the message away."""
    message.is_deleted = True
    message.channel.messages.remove(message)
    message.channel.deleted_messages.append(message)
    if not message.is_ephemeral:
        guild = message.channel.guild
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        state.dispatch("MESSAGE_DELETE", {**data, **({"guild_id": str(guild.id)} if guild else {})}, guild)
    state.touch()


def repeated(state: State, author: User, body: Json) -> Message | None:
    """The first message with the same enforced nonce by the same author, while its window is open."""
    nonce = body.get("nonce")
    if nonce is None:
        return None
    if len(str(nonce)) > NONCE_LIMIT:
        raise invalid_form("nonce", "BASE_TYPE_MAX_LENGTH", f"Must be {NONCE_LIMIT} or fewer in length.")
    first = state.nonces.get((author.id, str(nonce)))
    if not body.get("enforce_nonce") or first is None:
        return None
    message, at = first
    return None if state.is_over(at, state.limits.nonce_s) or message.is_deleted else message


def remember_nonce(state: State, message: Message) -> None:
    """Opens the window of the message's nonce."""
    if message.nonce is not None:
        state.nonces[message.author.id, str(message.nonce)] = (message, message.created_at)


def history(
    channel: Channel, *, limit: int, before: int | None, after: int | None, around: int | None
) -> list[Message]:
    """Messages of the channel, newest first, as GET gives them."""
    messages = channel.public_messages
    if before is not None:
        messages = [message for message in messages if message.id < before][-limit:]
    elif after is not None:
        messages = [message for message in messages if message.id > after][:limit]
    elif around is not None:
        half = limit // 2
        older = [message for message in messages if message.id < around][-half:] if half else []
        messages = [*older, *[message for message in messages if message.id >= around][: limit - len(older)]]
    else:
        messages = messages[-limit:]
    return messages[::-1]


def announce(state: State, event: str, message: Message) -> None:
    """Tells the bot over the gateway; the content is left out where that takes the privileged intent."""
    if message.is_ephemeral:
        return
    guild = message.channel.guild
    data = message.payload(with_nonce=event == "MESSAGE_CREATE")
    if guild is not None:
        data |= {"guild_id": str(guild.id), "member": guild.member_payload(message.author, with_user=False)}
    public = data
    if guild is not None and message.author is not state.bot and state.bot not in message.mentions:
        public = {**data, "content": "", "embeds": [], "attachments": [], "components": []}
    state.dispatch(event, data, guild, public)


# -- checks ---------------------------------------------------------------------------------------


def _check_size(state: State, channel: Channel, files: Mapping[int, Upload]) -> None:
    limit_bytes = state.upload_limit_bytes(channel.guild)
    if any(len(upload.data) > limit_bytes for upload in files.values()):
        raise ApiError.of(40005)


def _check(message: Message) -> None:
    if len(message.content) > CONTENT_LIMIT:
        raise invalid_form("content", "BASE_TYPE_MAX_LENGTH", f"Must be {CONTENT_LIMIT} or fewer in length.")
    custom_ids = [c["custom_id"] for c in walk(message.components) if c.get("custom_id")]
    if len(custom_ids) != len(set(custom_ids)):
        raise invalid_form("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    if message.is_v2:
        _check_v2(message)
        return
    if any(component.get("type") != ACTION_ROW for component in message.components):
        raise invalid_form("components", "UNION_TYPE_CHOICES", "Value of field type must be one of (1,).")
    if not (message.content or message.embeds or message.attachments or message.is_loading):
        raise ApiError.of(50006)


def _check_v2(message: Message) -> None:
    for name in ("content", "embeds"):
        if getattr(message, name):
            code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
            raise invalid_form(
                name, code, f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            )
    everything = walk(message.components)
    if not everything:
        raise ApiError.of(50006)
    if len(everything) > V2_COMPONENT_LIMIT:
        raise invalid_form("components", "BASE_TYPE_BAD_LENGTH", "The total number of components exceeds 40")
    if sum(len(component.get("content") or "") for component in everything) > V2_TEXT_LIMIT:
        raise invalid_form(
            "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Text exceeds maximum size of 4000"
        )


def _find_reference(state: State, channel: Channel, reference: Json | None) -> Message | None:
    if not reference:
        return None
    if channel.guild and not channel.bot_permissions & Permission.READ_MESSAGE_HISTORY:
        raise ApiError.of(160002)
    try:
        return state.message(channel, int(reference["message_id"]))
    except ApiError:
        if reference.get("fail_if_not_exists") is False:
            return None
        raise invalid_form("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message") from None


# -- attachments and components -------------------------------------------------------------------


def _attach(
    state: State,
    channel: Channel,
    named: list[Json] | None,
    files: Mapping[int, Upload],
    present: list[Attachment],
) -> list[Attachment]:
    """The attachments that the message has afterwards: those named by id stay, ``files[n]`` are named by n."""
    if named is None:
        return [*present, *(state.add_file(upload, channel) for _, upload in sorted(files.items()))]
    by_id = {attachment.id: attachment for attachment in present}
    result = []
    for position, item in enumerate(named):
        key = int(item["id"])
        if key in by_id:
            result.append(by_id[key])
        elif key in files:
            sent = files[key]
            upload = Upload(item.get("filename") or sent.filename, sent.data, item.get("description"), None)
            result.append(state.add_file(upload, channel))
        else:
            raise invalid_form(f"attachments.{position}.id", "ATTACHMENT_NOT_FOUND", "Attachment data not found")
    unnamed = set(files) - {int(item["id"]) for item in named}
    return result + [state.add_file(files[key], channel) for key in sorted(unnamed)]


def _media(media: Json, attachments: list[Attachment]) -> Json:
    url = str(media["url"])
    file_id = 0
    if url.startswith("attachment://"):
        name = clean_filename(url.removeprefix("attachment://"))
        found = [attachment for attachment in attachments if attachment.filename == name]
        if not found:
            raise invalid_form("components", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", f"No file {name}")
        url, file_id = found[0].url, found[0].id
    return {**media, "id": str(file_id), "url": url, "proxy_url": url}


def _complete(components: list[Json], attachments: list[Attachment]) -> list[Json]:
    """The components with the ids and defaults that Discord adds, and addresses for ``attachment://``."""
    completed = copy.deepcopy(components)
    everything = walk(completed)
    taken = {component["id"] for component in everything if component.get("id")}
    free = (number for number in range(1, len(everything) + len(taken) + 1) if number not in taken)
    for component in everything:
        if not component.get("id"):
            component["id"] = next(free)
        for name, value in DEFAULTS.get(component["type"], {}).items():
            if component.get(name) is None:
                component[name] = value
        for name in ("media", "file"):
            if component.get(name):
                component[name] = _media(component[name], attachments)
        for item in component.get("items") or []:
            item["media"] = _media(item["media"], attachments)
            item.setdefault("description", None)
            item.setdefault("spoiler", False)
    return completed


def _complete_embeds(embeds: list[Json], attachments: list[Attachment]) -> list[Json]:
    completed = copy.deepcopy(embeds)
    for embed in completed:
        embed.setdefault("type", "rich")
        for name in ("image", "thumbnail"):
            if embed.get(name):
                media = _media(embed[name], attachments)
                embed[name] = {"url": media["url"], "proxy_url": media["url"]}
    return completed


# -- mentions -------------------------------------------------------------------------------------


def _resolve_mentions(state: State, message: Message) -> None:
    """Who is named, and who is told, under the message's allowed_mentions."""
    texts = [message.content, *(str(c["content"]) for c in walk(message.components) if c.get("content"))]
    text = "\n".join(texts)
    allowed = message.allowed_mentions
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or [])
    users = {int(user_id) for user_id in (allowed or {}).get("users") or []}
    roles = {int(role_id) for role_id in (allowed or {}).get("roles") or []}
    if allowed is not None and (("users" in parse and users) or ("roles" in parse and roles)):
        raise invalid_form("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "Mutually exclusive")
    named = [int(user_id) for user_id in dict.fromkeys(re.findall(r"<@!?(\d+)>", text))]
    message.mentions = [
        state.users[user_id] for user_id in named if user_id in state.users and ("users" in parse or user_id in users)
    ]
    message.mentioned_roles = [
        int(role_id)
        for role_id in dict.fromkeys(re.findall(r"<@&(\d+)>", text))
        if "roles" in parse or int(role_id) in roles
    ]
    message.pings_everyone = "everyone" in parse and re.search(r"@everyone|@here", text) is not None
    if message.reference is not None:
        replied_to = message.reference.author
        pings_author = True if allowed is None else bool(allowed.get("replied_user"))
        if pings_author and replied_to is not message.author and replied_to not in message.mentions:
            message.mentions.append(replied_to)
    message.pings = [user for user in message.mentions if user is not message.author]
