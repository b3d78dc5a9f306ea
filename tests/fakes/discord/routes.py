"""The routes of Discord's HTTP API that a bot of this kind uses; each handler returns what goes into the answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord import commands, interactions, messages
from tests.fakes.discord.basics import Json, Permission
from tests.fakes.discord.errors import ApiError
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.objects import Channel, Guild
from tests.fakes.discord.state import State, Upload


@dataclass
class Incoming:
    """A request that is read already."""

    path: str
    #: What stands for the names in the route's path.
    parts: Mapping[str, str]
    query: Mapping[str, str]
    #: The JSON body, of a multipart body its ``payload_json``; an empty object when there is none.
    body: Any = field(default_factory=dict)
    #: ``files[n]`` by n.
    files: dict[int, Upload] = field(default_factory=dict)

    def id(self, name: str) -> int:
        """An id in the path, or 50035."""
        text = self.parts[name]
        if not text.isdigit():
            raise ApiError.of(50035)
        return int(text)


#: Returns the JSON of a 200, or None for a 204; raises ApiError.
Handler = Callable[[Incoming], Awaitable[Any]]


class Routes:
    """What each route does; paths are written as in Discord's description."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self._state = state
        self._gateway = gateway

    def listed(self) -> list[tuple[str, str, Handler]]:
        """Method, path and handler of every route."""
        message = "/channels/{channel_id}/messages/{message_id}"
        hook = "/webhooks/{webhook_id}/{webhook_token}"
        listed: list[tuple[str, str, Handler]] = [
            ("GET", "/gateway", self._get_gateway),
            ("GET", "/gateway/bot", self._get_gateway),
            ("GET", "/users/@me", self._get_me),
            ("GET", "/users/@me/guilds", self._get_my_guilds),
            ("GET", "/users/{user_id}", self._get_user),
            ("POST", "/users/@me/channels", self._open_dm),
            ("GET", "/oauth2/applications/@me", self._get_application),
            ("GET", "/applications/@me", self._get_application),
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self._answer),
            ("POST", hook, self._follow_up),
            ("GET", "/channels/{channel_id}", self._get_channel),
            ("GET", "/channels/{channel_id}/messages", self._get_messages),
            ("POST", "/channels/{channel_id}/messages", self._post_message),
            ("GET", message, self._get_message),
            ("PATCH", message, self._edit_message),
            ("DELETE", message, self._delete_message),
            ("PUT", message + "/reactions/{emoji_name}/@me", self._react),
            ("POST", "/channels/{channel_id}/typing", self._type),
            ("GET", "/guilds/{guild_id}", self._get_guild),
            ("GET", "/guilds/{guild_id}/channels", self._get_guild_channels),
            ("GET", "/guilds/{guild_id}/roles", self._get_roles),
            ("GET", "/guilds/{guild_id}/members", self._get_members),
            ("GET", "/guilds/{guild_id}/members/{user_id}", self._get_member),
        ]
        for name in ("@original", "{message_id}"):
            listed += [
                ("GET", f"{hook}/messages/{name}", self._get_token_message),
                ("PATCH", f"{hook}/messages/{name}", self._edit_token_message),
                ("DELETE", f"{hook}/messages/{name}", self._delete_token_message),
            ]
        for base in ("/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"):
            listed += [
                ("GET", f"{base}/commands", self._get_commands),
                ("PUT", f"{base}/commands", self._put_commands),
                ("POST", f"{base}/commands", self._post_command),
                ("PATCH", f"{base}/commands/{{command_id}}", self._patch_command),
                ("DELETE", f"{base}/commands/{{command_id}}", self._delete_command),
            ]
        return listed

    # -- the bot itself ---------------------------------------------------------------------------

    async def _get_gateway(self, request: Incoming) -> Any:
        url = {"url": self._gateway.url}
        if request.path.endswith("/gateway"):
            return url
        start = {
            "total": 1000,
            "remaining": 1000,
            "reset_after": 86_400_000,
            "max_concurrency": self._gateway.max_concurrency,
        }
        return {**url, "shards": self._gateway.shards, "session_start_limit": start}

    async def _get_me(self, request: Incoming) -> Any:
        return {**self._state.bot.payload(), "mfa_enabled": False, "locale": "en-US", "verified": True}

    async def _get_application(self, request: Incoming) -> Any:
        state = self._state
        return {
            "id": str(state.application_id),
            "name": state.bot.name,
            "icon": None,
            "description": "",
            "type": None,
            "verify_key": "0" * 64,
            "flags": 0,
            "flags_new": "0",
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": state.owner.payload(),
            "team": None,
            "bot": state.bot.payload(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "approximate_guild_count": sum(guild.bot is not None for guild in state.guilds.values()),
            "approximate_user_install_count": sum(user.has_app for user in state.users.values()),
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "eligible_oauth2_scopes": [],
            "integration_types_config": {"0": {}, "1": {}},
            **state.portal,
        }

    async def _get_my_guilds(self, request: Incoming) -> Any:
        joined = [guild for guild in self._state.guilds.values() if guild.bot is not None]
        asked = [guild for guild in joined if guild.id > int(request.query.get("after", 0))]
        bot = self._state.bot
        return [
            {
                "id": str(guild.id),
                "name": guild.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(int(guild.permissions(bot))),
                "features": [],
            }
            for guild in asked[: int(request.query.get("limit", 200))]
        ]

    async def _get_user(self, request: Incoming) -> Any:
        return self._state.user(request.id("user_id")).payload()

    async def _open_dm(self, request: Incoming) -> Any:
        return self._state.dm(self._state.user(int(request.body["recipient_id"]))).payload()

    # -- commands ---------------------------------------------------------------------------------

    def _scope(self, request: Incoming) -> int | None:
        if request.id("application_id") != self._state.application_id:
            raise ApiError.of(20012)
        if "guild_id" not in request.parts:
            return None
        return self._state.guild(request.id("guild_id")).id

    async def _get_commands(self, request: Incoming) -> Any:
        return list(self._state.commands.get(self._scope(request), {}).values())

    async def _put_commands(self, request: Incoming) -> Any:
        return commands.replace_all(self._state, self._scope(request), request.body)

    async def _post_command(self, request: Incoming) -> Any:
        return commands.register(self._state, self._scope(request), request.body)

    async def _patch_command(self, request: Incoming) -> Any:
        scope = self._scope(request)
        command = commands.find_registered(self._state, scope, request.id("command_id"))
        return commands.register(self._state, scope, {**command, **request.body})

    async def _delete_command(self, request: Incoming) -> Any:
        scope = self._scope(request)
        command = commands.find_registered(self._state, scope, request.id("command_id"))
        del self._state.commands[scope][command["name"], command["type"]]

    # -- interactions -----------------------------------------------------------------------------

    async def _answer(self, request: Incoming) -> Any:
        interaction, answer = interactions.answer(
            self._state,
            request.id("interaction_id"),
            request.parts["interaction_token"],
            request.body,
            request.files,
        )
        if request.query.get("with_response", "").lower() not in ("1", "true"):
            return None
        about: Json = {"id": str(interaction.id), "type": interaction.type}
        given: Json = {"interaction": about}
        if answer.message is not None:
            about["response_message_id"] = str(answer.message.id)
            about["response_message_loading"] = answer.message.is_loading
            about["response_message_ephemeral"] = answer.message.is_ephemeral
            if answer.type != interactions.DEFER:
                given["resource"] = {"type": answer.type, "message": answer.message.payload()}
        return given

    def _by_token(self, request: Incoming) -> interactions.Interaction:
        return interactions.of_token(self._state, request.id("webhook_id"), request.parts["webhook_token"])

    async def _follow_up(self, request: Incoming) -> Any:
        message = interactions.follow_up(self._state, self._by_token(request), request.body, request.files)
        return message.payload()

    async def _get_token_message(self, request: Incoming) -> Any:
        return interactions.message_of(self._by_token(request), _message_name(request)).payload()

    async def _edit_token_message(self, request: Incoming) -> Any:
        message = interactions.message_of(self._by_token(request), _message_name(request))
        return messages.edit(self._state, message, request.body, request.files).payload()

    async def _delete_token_message(self, request: Incoming) -> Any:
        messages.delete(self._state, interactions.message_of(self._by_token(request), _message_name(request)))

    # -- channels and messages --------------------------------------------------------------------

    def _channel(self, request: Incoming, *needed: Permission) -> Channel:
        return self._state.channel(request.id("channel_id"), *needed)

    async def _get_channel(self, request: Incoming) -> Any:
        return self._channel(request).payload()

    async def _get_messages(self, request: Incoming) -> Any:
        channel = self._channel(request)
        if channel.guild and not channel.bot_permissions & Permission.READ_MESSAGE_HISTORY:
            return []
        query = request.query
        limit = int(query.get("limit", "50"))
        if not 1 <= limit <= 100:
            raise ApiError.of(50035)
        before, after, around = (int(query[k]) if k in query else None for k in ("before", "after", "around"))
        found = messages.history(channel, limit=limit, before=before, after=after, around=around)
        return [message.payload() for message in found]

    async def _post_message(self, request: Incoming) -> Any:
        state, body, files = self._state, request.body, request.files
        channel = self._channel(request)
        messages.check_may_post(state, channel, files)
        message = messages.repeated(state, state.bot, body)
        if message is None:
            message = messages.post(state, channel, state.bot, body, files)
            messages.remember_nonce(state, message)
        return message.payload(with_nonce=True)

    async def _get_message(self, request: Incoming) -> Any:
        channel = self._channel(request, Permission.READ_MESSAGE_HISTORY)
        return self._state.message(channel, request.id("message_id")).payload()

    async def _edit_message(self, request: Incoming) -> Any:
        channel = self._channel(request)
        message = self._state.message(channel, request.id("message_id"))
        if message.author is not self._state.bot:
            raise ApiError.of(50005)
        if channel.is_archived:
            raise ApiError.of(50083)
        return messages.edit(self._state, message, request.body, request.files).payload()

    async def _delete_message(self, request: Incoming) -> Any:
        channel = self._channel(request)
        message = self._state.message(channel, request.id("message_id"))
        if message.author is not self._state.bot and not channel.bot_permissions & Permission.MANAGE_MESSAGES:
            raise ApiError.of(50013)
        messages.delete(self._state, message)

    async def _react(self, request: Incoming) -> Any:
        channel = self._channel(request, Permission.READ_MESSAGE_HISTORY, Permission.ADD_REACTIONS)
        self._state.message(channel, request.id("message_id")).reactions.append(request.parts["emoji_name"])

    async def _type(self, request: Incoming) -> Any:
        self._channel(request, Permission.SEND_MESSAGES).typing_at.append(self._state.clock.now())

    # -- guilds -----------------------------------------------------------------------------------

    def _guild(self, request: Incoming) -> Guild:
        return self._state.guild(request.id("guild_id"))

    async def _get_guild(self, request: Incoming) -> Any:
        return self._guild(request).payload()

    async def _get_guild_channels(self, request: Incoming) -> Any:
        return self._guild(request).gateway_payload()["channels"]

    async def _get_roles(self, request: Incoming) -> Any:
        return [role.payload() for role in self._guild(request).roles.values()]

    async def _get_members(self, request: Incoming) -> Any:
        guild = self._guild(request)
        return [guild.member_payload(user) for user in guild.members]

    async def _get_member(self, request: Incoming) -> Any:
        guild = self._guild(request)
        user = self._state.user(request.id("user_id"))
        if user not in guild.members:
            raise ApiError.of(10007)
        return guild.member_payload(user)


def _message_name(request: Incoming) -> str:
    return request.parts.get("message_id", "@original")
