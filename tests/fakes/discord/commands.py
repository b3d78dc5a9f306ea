"""Registered commands, and what a person can make of them, as the picker of a Discord client allows it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tests.fakes.discord.basics import Json, Permission
from tests.fakes.discord.errors import ApiError, invalid_form
from tests.fakes.discord.objects import Channel, Guild, Message, Role, User
from tests.fakes.discord.state import State, Upload

SLASH, USER_MENU, MESSAGE_MENU, ENTRY_POINT = 1, 2, 3, 4
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
IN_GUILD, IN_BOT_DM = 0, 1
GUILD_INSTALL, USER_INSTALL = 0, 1


class CommandRefused(Exception):
    """A client of Discord would not let the person send this."""


# -- registering ----------------------------------------------------------------------------------


def register(state: State, guild_id: int | None, body: Json) -> Json:
    """One command, created or replaced; keeps its id while its name and type stay."""
    _check_definition(body)
    key = (str(body["name"]), int(body.get("type") or SLASH))
    known = state.commands.setdefault(guild_id, {})
    command_id = known[key]["id"] if key in known else str(state.ids.next())
    permissions = body.get("default_member_permissions")
    known[key] = {
        "description": "",
        "name_localizations": None,
        "description_localizations": None,
        "dm_permission": True,
        "contexts": None,
        "nsfw": False,
        **body,
        "type": key[1],
        "integration_types": body.get("integration_types") or [GUILD_INSTALL],
        "default_member_permissions": None if permissions is None else str(permissions),
        "id": command_id,
        "application_id": str(state.application_id),
        "version": str(state.ids.next()),
        **({"guild_id": str(guild_id)} if guild_id else {}),
    }
    state.touch()
    return known[key]


def replace_all(state: State, guild_id: int | None, bodies: list[Json]) -> list[Json]:
    """Bulk overwrite: what is not named goes."""
    for body in bodies:
        _check_definition(body)
    keys = {(str(body["name"]), int(body.get("type") or SLASH)) for body in bodies}
    known = state.commands.setdefault(guild_id, {})
    if any(kind == ENTRY_POINT and (name, kind) not in keys for name, kind in known):
        raise ApiError.of(50240)
    state.syncs += 1
    state.commands[guild_id] = {key: command for key, command in known.items() if key in keys}
    return [register(state, guild_id, body) for body in bodies]


def find_registered(state: State, guild_id: int | None, command_id: int) -> Json:
    """The command, or 10063."""
    for command in state.commands.get(guild_id, {}).values():
        if int(command["id"]) == command_id:
            return command
    raise ApiError.of(10063)


def _check_definition(body: Json) -> None:
    if int(body.get("type") or SLASH) != SLASH:
        return
    if not re.fullmatch(r"[-_'\w]{1,32}", body["name"]) or body["name"] != body["name"].lower():
        raise invalid_form("name", "APPLICATION_COMMAND_INVALID_NAME", f"Command name is invalid: {body['name']}")
    if not body.get("description"):
        raise invalid_form("description", "BASE_TYPE_REQUIRED", "This field is required")
    options = body.get("options") or []
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        code = "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
        raise invalid_form("options", code, "Required options must be placed before non-required options")
    names = [option["name"] for option in options]
    if len(names) != len(set(names)):
        raise invalid_form("options", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "Option names must be unique")
    for option in options:
        _check_definition({**option, "type": SLASH})


# -- using ----------------------------------------------------------------------------------------


def pick(state: State, user: User, channel: Channel, name: str, kind: int) -> Json:
    """The registered command of this name that the person sees in this channel."""
    scopes = [channel.guild.id, None] if channel.guild else [None]
    for scope in scopes:
        command = state.commands.get(scope, {}).get((name, kind))
        if command is not None:
            _check_offered(command, user, channel)
            return command
    known = sorted(name for commands in state.commands.values() for name, _ in commands)
    raise CommandRefused(f"no command {name!r} of type {kind} is registered here, only {known}")


def _check_offered(command: Json, user: User, channel: Channel) -> None:
    guild = channel.guild
    contexts = command.get("contexts")
    if contexts is None:
        contexts = [IN_GUILD, IN_BOT_DM, 2] if command.get("dm_permission") is not False else [IN_GUILD]
    if (IN_GUILD if guild else IN_BOT_DM) not in contexts:
        raise CommandRefused(f"{command['name']} is not offered in this kind of channel (contexts {contexts})")
    installs = command["integration_types"]
    is_here = guild is None or (guild.bot is not None and GUILD_INSTALL in installs)
    if not is_here and not (user.has_app and USER_INSTALL in installs):
        raise CommandRefused(f"{command['name']} is installed neither in {guild and guild.name} nor by {user.name}")
    needed = command.get("default_member_permissions")
    if guild is None:
        return
    if user not in guild.members:
        raise CommandRefused(f"{user.name} is not in {guild.name}")
    held = guild.permissions(user)
    wanted = int(Permission.USE_APPLICATION_COMMANDS) | int(needed or 0)
    if held & wanted != wanted or (needed == "0" and not held & Permission.ADMINISTRATOR):
        raise CommandRefused(f"{user.name} has not the permissions that {command['name']} asks for ({needed})")


def slash_data(
    state: State, user: User, channel: Channel, path: str, values: Mapping[str, Any], focused: str | None = None
) -> Json:
    """The ``data`` of a slash command's interaction; ``path`` is ``"veo"`` or ``"veo-admin limits set"``.

    With ``focused`` it is that of an autocompletion, which takes unfinished values.
    """
    name, *below = path.split()
    command = pick(state, user, channel, name, SLASH)
    options = command.get("options") or []
    chosen = []
    for part in below:
        found = [o for o in options if o["name"] == part and o["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)]
        if not found:
            raise CommandRefused(f"/{name} has no subcommand {part!r} in {path!r}")
        chosen.append(found[0])
        options = found[0].get("options") or []
    if any(option["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP) for option in options):
        raise CommandRefused(f"/{path} needs one of {[option['name'] for option in options]}")
    resolved = Resolved(state, channel)
    given = _encode_options(path, options, values, resolved, focused)
    for part in reversed(chosen):
        given = [{"name": part["name"], "type": part["type"], "options": given}]
    data: Json = {"id": command["id"], "name": name, "type": SLASH, "options": given}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return resolved.added_to(data)


def message_menu_data(state: State, user: User, message: Message, name: str) -> Json:
    """The ``data`` of a message command's interaction."""
    command = pick(state, user, message.channel, name, MESSAGE_MENU)
    resolved = Resolved(state, message.channel)
    resolved.add_message(message)
    return resolved.added_to({"id": command["id"], "name": name, "type": MESSAGE_MENU, "target_id": str(message.id)})


def user_menu_data(state: State, user: User, channel: Channel, target: User, name: str) -> Json:
    """The ``data`` of a user command's interaction."""
    command = pick(state, user, channel, name, USER_MENU)
    resolved = Resolved(state, channel)
    resolved.add(USER, target)
    return resolved.added_to({"id": command["id"], "name": name, "type": USER_MENU, "target_id": str(target.id)})


def _encode_options(
    path: str, options: list[Json], values: Mapping[str, Any], resolved: "Resolved", focused: str | None
) -> list[Json]:
    by_name = {option["name"]: option for option in options}
    unknown = sorted(set(values) - set(by_name))
    if unknown:
        raise CommandRefused(f"/{path} has no options {unknown}, only {sorted(by_name)}")
    missing = [name for name, option in by_name.items() if option.get("required") and name not in values]
    if missing and focused is None:
        raise CommandRefused(f"/{path} needs {missing}")
    encoded = []
    for name, value in values.items():
        option: Json = {"name": name, "type": by_name[name]["type"]}
        if focused is None:
            option["value"] = _encode(by_name[name], value, resolved)
        else:
            option |= {"value": value, **({"focused": True} if name == focused else {})}
        encoded.append(option)
    return encoded


def _encode(option: Json, value: Any, resolved: "Resolved") -> str | int | float | bool:
    name, kind = option["name"], option["type"]
    if option.get("choices"):
        for choice in option["choices"]:
            if value in (choice["value"], choice["name"]) and not isinstance(value, bool):
                picked: str | int | float = choice["value"]
                return picked
        raise CommandRefused(f"{name}: {value!r} is not among {[c['name'] for c in option['choices']]}")
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT):
        return resolved.add(kind, value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    fits = {
        STRING: isinstance(value, str),
        INTEGER: isinstance(value, int) and is_number,
        BOOLEAN: isinstance(value, bool),
        NUMBER: is_number,
    }
    if not fits[kind]:
        raise CommandRefused(f"{name}: {value!r} is no value of option type {kind}")
    _check_range(option, value)
    plain: str | int | float | bool = value
    return plain


def _check_range(option: Json, value: Any) -> None:
    if isinstance(value, str):
        low, high, size = option.get("min_length"), option.get("max_length"), float(len(value))
        high = 6000 if high is None else high
    elif isinstance(value, bool):
        return
    else:
        low, high, size = option.get("min_value"), option.get("max_value"), float(value)
    if (low is not None and size < low) or (high is not None and size > high):
        raise CommandRefused(f"{option['name']}: {value!r} is outside {low} to {high}")


class Resolved:
    """The ``resolved`` part of an interaction: the objects that its ids stand for."""

    def __init__(self, state: State, channel: Channel) -> None:
        self._state = state
        self._channel = channel
        self._data: dict[str, dict[str, Json]] = {}

    def _put(self, kind: str, object_id: int, payload: Json) -> str:
        self._data.setdefault(kind, {})[str(object_id)] = payload
        return str(object_id)

    def _add_user(self, user: User) -> str:
        guild: Guild | None = self._channel.guild
        if guild is not None and user in guild.members:
            member = guild.member_payload(user, with_user=False)
            self._put("members", user.id, {**member, "permissions": str(guild.permissions(user))})
        return self._put("users", user.id, user.payload())

    def add(self, kind: int, value: Any) -> str:
        """The id of a person, role, channel or file that a person chose, with the object it stands for."""
        if isinstance(value, User) and kind in (USER, MENTIONABLE):
            return self._add_user(value)
        if isinstance(value, Role) and kind in (ROLE, MENTIONABLE):
            return self._put("roles", value.id, value.payload())
        if isinstance(value, Channel) and kind == CHANNEL:
            return self._put("channels", value.id, {**value.payload(), "permissions": str(value.bot_permissions)})
        if isinstance(value, Upload) and kind == ATTACHMENT:
            attachment = self._state.add_file(value, self._channel)
            return self._put("attachments", attachment.id, {**attachment.payload(), "ephemeral": True})
        raise CommandRefused(f"{value!r} is no value of option type {kind}")

    def add_all(self, kind: int, values: Iterable[Any]) -> list[str]:
        """The ids of several."""
        return [self.add(kind, value) for value in values]

    def add_message(self, message: Message) -> str:
        """The id of a message, with the message."""
        return self._put("messages", message.id, message.payload())

    def added_to(self, data: Json) -> Json:
        """The data with ``resolved``, when there is anything in it."""
        return {**data, "resolved": self._data} if self._data else data
