"""Interactions: what a person started, what the bot answered and how long it took, and their tokens."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.fakes.discord import messages
from tests.fakes.discord.basics import AS_GUEST, IN_DIRECT_MESSAGES, Flag, Json
from tests.fakes.discord.commands import (
    ATTACHMENT,
    CHANNEL,
    GUILD_INSTALL,
    IN_BOT_DM,
    IN_GUILD,
    MENTIONABLE,
    ROLE,
    SLASH,
    USER,
    USER_INSTALL,
    CommandRefused,
    Resolved,
)
from tests.fakes.discord.errors import ApiError, invalid_form
from tests.fakes.discord.objects import Channel, Guild, Message, User, walk
from tests.fakes.discord.state import State, Upload

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

#: Which answers Discord takes for which kind of interaction.
ANSWERS = {
    COMMAND: {MESSAGE, DEFER, MODAL},
    COMPONENT: {MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {MESSAGE, DEFER, DEFER_UPDATE, UPDATE},
}

#: Component type of a select -> option type of what it chooses; string selects (3) choose plain strings.
SELECTS = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL, 19: ATTACHMENT}


@dataclass(frozen=True)
class Answer:
    """The first answer to an interaction: its type (4 message, 5 deferred, 6, 7 update, 8 choices, 9 modal)."""

    type: int
    data: Json
    #: The message it made or changed.
    message: Message | None
    #: Seconds between the person's action and the answer.
    after_s: float


@dataclass(eq=False)
class Interaction:
    """One action of a person and everything the bot made of it."""

    id: int
    token: str
    type: int
    user: User
    channel: Channel
    data: Json
    created_at: datetime
    state: State = field(repr=False)
    #: The message whose component was used.
    message: Message | None = None
    parent: "Interaction | None" = None
    #: Whether any session of the bot was there to hear of it.
    is_delivered: bool = False
    answer: Answer | None = None
    #: What ``@original`` means for this token.
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    #: Error codes that the bot got for answers which were refused.
    refused_codes: list[int] = field(default_factory=list)

    async def response(self, timeout_s: float = 5.0) -> Answer:
        """The first answer; TimeoutError when there is none in time."""
        async with asyncio.timeout(timeout_s):
            while self.answer is None:
                await self.state.wait_for_change(1.0)
        return self.answer

    def expire(self) -> None:
        """Let the life of its token be over, however long that is."""
        self.created_at -= timedelta(seconds=self.state.limits.token_s)

    @property
    def messages(self) -> list[Message]:
        """The messages that this interaction's token made, the first answer first."""
        made = [self.original] if self.original and self.original is not self.message else []
        return made + self.followups

    @property
    def modal(self) -> Json:
        """The modal that the bot showed."""
        if self.answer is None or self.answer.type != MODAL:
            raise CommandRefused("the bot showed no modal")
        return self.answer.data

    @property
    def app_permissions(self) -> int:
        """What the bot is told that it may do where this happened."""
        guild = self.channel.guild
        if guild is None:
            return IN_DIRECT_MESSAGES
        return AS_GUEST if guild.bot is None else self.channel.bot_permissions

    def owners(self) -> dict[str, str]:
        """``authorizing_integration_owners``."""
        guild = self.channel.guild
        owners = {}
        if guild is None or guild.bot is not None:
            owners[str(GUILD_INSTALL)] = str(guild.id) if guild else "0"
        if self.user.has_app:
            owners[str(USER_INSTALL)] = str(self.user.id)
        return owners

    def metadata(self) -> Json:
        """What a message says of the interaction that made it."""
        metadata: Json = {
            "id": str(self.id),
            "type": self.type,
            "user": self.user.payload(),
            "authorizing_integration_owners": self.owners(),
        }
        if self.type == COMPONENT and self.message:
            metadata["interacted_message_id"] = str(self.message.id)
        if self.type == MODAL_SUBMIT and self.parent:
            metadata["triggering_interaction_metadata"] = self.parent.metadata()
        return metadata

    def payload(self) -> Json:
        """What INTERACTION_CREATE brings."""
        guild: Guild | None = self.channel.guild
        payload: Json = {
            "id": str(self.id),
            "application_id": str(self.state.application_id),
            "type": self.type,
            "token": self.token,
            "version": 1,
            "data": self.data,
            "locale": self.user.locale,
            "channel_id": str(self.channel.id),
            "channel": self.channel.payload(),
            "app_permissions": str(int(self.app_permissions)),
            "entitlements": [],
            "authorizing_integration_owners": self.owners(),
            "context": IN_GUILD if guild else IN_BOT_DM,
            "attachment_size_limit": self.state.stated_limit_bytes(guild),
        }
        if guild is None:
            payload["user"] = self.user.payload()
        else:
            member = {**guild.member_payload(self.user), "permissions": str(guild.permissions(self.user))}
            features: list[str] = []
            about = {"id": str(guild.id), "locale": guild.locale, "features": features}
            payload |= {"member": member, "guild_id": str(guild.id), "guild_locale": guild.locale, "guild": about}
        if self.message is not None:
            payload["message"] = self.message.payload()
        return payload


def start(
    state: State,
    kind: int,
    user: User,
    channel: Channel,
    data: Json,
    *,
    message: Message | None = None,
    parent: Interaction | None = None,
) -> Interaction:
    """A new interaction, told to the bot."""
    new_id = state.ids.next()
    token = secrets.token_urlsafe(96)
    interaction = Interaction(new_id, token, kind, user, channel, data, state.clock.now(), state, message, parent)
    state.interactions[new_id] = interaction
    state.interactions_by_token[token] = interaction
    interaction.is_delivered = state.dispatch("INTERACTION_CREATE", interaction.payload(), channel.guild)
    return interaction


# -- the first answer -----------------------------------------------------------------------------


def answer(
    state: State, interaction_id: int, token: str, body: Json, files: Mapping[int, Upload]
) -> tuple[Interaction, Answer]:
    """Takes the first answer: 10062 when unknown or too late, 40060 when there is one already."""
    interaction = state.interactions.get(interaction_id)
    if interaction is None or interaction.token != token:
        raise ApiError.of(10062)
    try:
        given = _answer(state, interaction, body, files)
    except ApiError as error:
        interaction.refused_codes.append(error.code)
        state.touch()
        raise
    state.touch()
    return interaction, given


def _answer(state: State, interaction: Interaction, body: Json, files: Mapping[int, Upload]) -> Answer:
    if interaction.answer is not None:
        raise ApiError.of(40060)
    after_s = (state.clock.now() - interaction.created_at).total_seconds()
    if after_s > state.limits.answer_s:
        raise ApiError.of(10062)
    kind = body.get("type")
    allowed = ANSWERS[interaction.type]
    if kind not in allowed or (kind in (DEFER_UPDATE, UPDATE) and interaction.message is None):
        raise invalid_form("type", "BASE_TYPE_CHOICES", f"Value must be one of {sorted(allowed)}.")
    data: Json = body.get("data") or {}
    message = None
    if kind == MESSAGE:
        message = _post(state, interaction, data, files)
    elif kind == DEFER:
        flags = Flag.LOADING | ((data.get("flags") or 0) & Flag.EPHEMERAL)
        message = _post(state, interaction, {"flags": int(flags)}, {})
    elif kind == UPDATE and interaction.message is not None:
        message = messages.edit(state, interaction.message, data, files)
    interaction.original = message or (interaction.message if kind == DEFER_UPDATE else None)
    interaction.answer = Answer(kind, data, message, after_s)
    return interaction.answer


def _post(state: State, interaction: Interaction, data: Json, files: Mapping[int, Upload]) -> Message:
    is_slash = interaction.data.get("type") == SLASH
    message_type = {COMMAND: 20 if is_slash else 23}.get(interaction.type, 0)
    return messages.post(
        state,
        interaction.channel,
        state.bot,
        data,
        files,
        message_type=message_type,
        interaction=interaction.metadata(),
        reply_to=interaction.message if interaction.type == COMPONENT else None,
    )


# -- the token ------------------------------------------------------------------------------------


def of_token(state: State, application_id: int, token: str) -> Interaction:
    """The answered interaction of this token: 10015 when there is none, 50027 when the token's life is over."""
    interaction = state.interactions_by_token.get(token)
    if application_id != state.application_id or interaction is None:
        raise ApiError.of(10015)
    if state.is_over(interaction.created_at, state.limits.token_s):
        raise ApiError.of(50027)
    if interaction.answer is None:
        raise ApiError.of(10015)
    return interaction


def message_of(interaction: Interaction, message_id: str) -> Message:
    """The message of this token, ``@original`` or by id, or 10008."""
    if message_id == "@original":
        found = interaction.original
    else:
        found = next((m for m in interaction.messages if str(m.id) == message_id), None)
    if found is None or found.is_deleted:
        raise ApiError.of(10008)
    return found


def follow_up(state: State, interaction: Interaction, body: Json, files: Mapping[int, Upload]) -> Message:
    """A further message; the first one after a deferred answer becomes that answer, as Discord documents."""
    if interaction.original is not None and interaction.original.is_loading:
        return messages.edit(state, interaction.original, body, files)
    message = messages.post(
        state,
        interaction.channel,
        state.bot,
        body,
        files,
        interaction=interaction.metadata(),
        reply_to=interaction.original,
    )
    interaction.followups.append(message)
    return message


# -- components and modals ------------------------------------------------------------------------


def component_data(state: State, user: User, message: Message, custom_id: str, values: list[Any] | None) -> Json:
    """The ``data`` of a used button or select; refuses one that is not there, is disabled or is someone else's."""
    if message.is_deleted:
        raise CommandRefused("the message is gone")
    if message.is_ephemeral and message.interaction and message.interaction["user"]["id"] != str(user.id):
        raise CommandRefused(f"{user.name} does not see this message")
    found = next((c for c in walk(message.components) if c.get("custom_id") == custom_id), None)
    if found is None or found.get("disabled"):
        raise CommandRefused(f"no component {custom_id!r} can be used, only {message.custom_ids}")
    resolved = Resolved(state, message.channel)
    data: Json = {"custom_id": custom_id, "component_type": found["type"], "id": found["id"]}
    if found["type"] != 2:
        data["values"] = _select(found, values or [], resolved)
    return resolved.added_to(data)


def modal_data(interaction: Interaction, values: Mapping[str, Any]) -> Json:
    """The ``data`` of a submitted modal: values by custom_id, a text, or a list for selects and file uploads."""
    modal = interaction.modal
    fields = {c["custom_id"]: c for c in walk(modal["components"]) if c.get("custom_id")}
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise CommandRefused(f"the modal has no fields {unknown}, only {sorted(fields)}")
    resolved = Resolved(interaction.state, interaction.channel)
    rows = []
    for number, row in enumerate(modal["components"], 1):
        shown: Json = {"type": row["type"], "id": row.get("id") or number}
        if row.get("components"):
            shown["components"] = [_submit(item, values, resolved) for item in row["components"]]
        elif row.get("component"):
            shown["component"] = _submit(row["component"], values, resolved)
        rows.append(shown)
    return resolved.added_to({"custom_id": modal["custom_id"], "components": rows})


def _submit(item: Json, values: Mapping[str, Any], resolved: Resolved) -> Json:
    custom_id = item["custom_id"]
    submitted: Json = {"type": item["type"], "id": item.get("id") or 100, "custom_id": custom_id}
    if item["type"] == 4:
        text = str(values.get(custom_id, item.get("value") or ""))
        if (item.get("required", True) and not text) or len(text) > (item.get("max_length") or 4000):
            raise CommandRefused(f"{custom_id}: Discord does not submit {len(text)} characters")
        if text and len(text) < (item.get("min_length") or 0):
            raise CommandRefused(f"{custom_id}: at least {item['min_length']} characters")
        return {**submitted, "value": text}
    if item["type"] == 23:
        return {**submitted, "value": bool(values.get(custom_id, item.get("default", False)))}
    if item["type"] == 21:
        return {**submitted, "value": values.get(custom_id)}
    return {**submitted, "values": _select(item, list(values.get(custom_id) or []), resolved)}


def _select(component: Json, values: list[Any], resolved: Resolved) -> list[str]:
    low, high = (1 if component.get(key) is None else component[key] for key in ("min_values", "max_values"))
    low = 0 if component.get("required") is False and not values else low
    if not low <= len(values) <= high:
        raise CommandRefused(f"{component['custom_id']}: {len(values)} chosen, {low} to {high} can be")
    if component["type"] in SELECTS:
        return resolved.add_all(SELECTS[component["type"]], values)
    options = {option["value"] for option in component["options"]}
    if not set(values) <= options:
        raise CommandRefused(f"{component['custom_id']}: {values} are not among {sorted(options)}")
    return [str(value) for value in values]
