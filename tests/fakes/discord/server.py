"""A small Discord over real sockets, for driving the unmodified bot process end to end and killing it at random.

    async with DiscordServer() as discord:
        guild = discord.add_guild()
        channel, user = discord.add_channel(guild), discord.add_user(guilds=[guild])
        ...  # start the bot with DISCORD_API_URL=discord.api_url and DISCORD_TOKEN=discord.token
        await discord.wait_ready()
        interaction = await discord.slash(user, channel, "veo", prompt="a red panda")
        answer = await interaction.response()
        video = await discord.wait_for(lambda: [m for m in channel.messages if m.attachments])
        assert discord.violations == []

It stays while bots come and go. People do only what a client of Discord lets them do, else ``CommandRefused``.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from types import TracebackType
from typing import Any, Self, TypeVar

from sandbox.serving import LocalServer
from tests.fakes.discord import commands, interactions, messages
from tests.fakes.discord.basics import USUAL, ChannelType, Clock, Flag, Json, Permission
from tests.fakes.discord.commands import CommandRefused
from tests.fakes.discord.errors import KNOWN
from tests.fakes.discord.gateway import PRIVILEGED, Gateway
from tests.fakes.discord.interactions import Answer, Interaction
from tests.fakes.discord.objects import Attachment, Channel, Guild, Message, Role, User
from tests.fakes.discord.rest import PREFIX, Rest
from tests.fakes.discord.state import DiscordLimits, State, Upload
from tests.fakes.discord.traffic import Call, Fault, Hook, RateLimits, too_many_requests
from tests.support.ports import pick_port

__all__ = [
    "Answer",
    "Attachment",
    "Channel",
    "Clock",
    "CommandRefused",
    "DiscordLimits",
    "DiscordServer",
    "Flag",
    "Guild",
    "Interaction",
    "Message",
    "Permission",
    "Role",
    "Upload",
    "User",
]

T = TypeVar("T")


class DiscordServer:
    """One Discord with one application in it.

    ``shards`` is what ``/gateway/bot`` recommends. ``rate_limit`` is calls and seconds of each bucket.
    ``max_concurrency`` is how many sessions may begin in 5 s, as large bots are allowed; nothing enforces it.
    ``privileged_intents`` says whether the application was granted them; else asking for one closes with 4014.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        shards: int = 1,
        limits: DiscordLimits | None = None,
        rate_limit: tuple[int, float] = (1000, 1.0),
        privileged_intents: bool = False,
        heartbeat_s: float = 41.25,
        max_concurrency: int = 16,
        validate: bool = True,
    ) -> None:
        self.state = State(limits or DiscordLimits())
        granted = PRIVILEGED if privileged_intents else 0
        self.gateway = Gateway(
            self.state,
            shards=shards,
            privileged_intents=granted,
            heartbeat_s=heartbeat_s,
            max_concurrency=max_concurrency,
        )
        self.rest = Rest(self.state, self.gateway, limits=RateLimits(*rate_limit), is_validating=validate)
        self._port = port or pick_port()
        self._server: LocalServer | None = None

    # -- start and stop ---------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self.come_back()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.go_down()
        if error is None and self.rest.bugs:
            raise ExceptionGroup("the test server itself failed", self.rest.bugs)

    async def go_down(self) -> None:
        """An outage: nothing listens any more; everything is remembered."""
        if self._server is not None:
            server, self._server = self._server, None
            await server.stop()

    async def come_back(self) -> None:
        """Listens, always on the same port."""
        app = self.rest.application()
        # When nothing listens any more; the bot would be back at once, and its new connection waited for.
        app.on_shutdown.append(lambda _: self.gateway.disconnect(1001))
        self._server = LocalServer(app, "127.0.0.1", self._port, shutdown_s=1.0)
        await self._server.start()
        self.state.base_url = f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """What ``DISCORD_API_URL`` is to be."""
        return self.state.base_url + PREFIX

    @property
    def gateway_url(self) -> str:
        """Where ``/gateway/bot`` sends the bot."""
        return self.gateway.url

    @property
    def token(self) -> str:
        """What ``DISCORD_TOKEN`` is to be."""
        return self.state.token

    @property
    def application_id(self) -> int:
        """The application's id, which is its bot's too."""
        return self.state.application_id

    @property
    def bot(self) -> User:
        """The application's bot."""
        return self.state.bot

    @property
    def owner(self) -> User:
        """The application's owner, who owns every guild as well."""
        return self.state.owner

    # -- what happened ----------------------------------------------------------------------------

    @property
    def calls(self) -> list[Call]:
        """The calls of the HTTP API in order of arrival, the last ``DiscordLimits.keep_calls`` at least."""
        return self.rest.calls

    def calls_to(self, method: str, path_glob: str) -> list[Call]:
        """The calls of this kind: ``calls_to("POST", "/channels/*/messages")``."""
        return [call for call in self.calls if call.matches(method, path_glob)]

    @property
    def violations(self) -> list[str]:
        """What the bot sent that Discord's description does not allow; tests assert that it is empty."""
        return self.rest.violations

    @property
    def channels(self) -> dict[int, Channel]:
        """All channels by id."""
        return self.state.channels

    @property
    def registered(self) -> dict[str, Json]:
        """The commands registered everywhere, by name."""
        return {name: command for (name, _), command in self.state.commands[None].items()}

    @property
    def syncs(self) -> int:
        """How often all commands were registered anew."""
        return self.state.syncs

    @property
    def identifies(self) -> int:
        """How often the bot began a new session."""
        return self.gateway.identifies

    # -- waiting ----------------------------------------------------------------------------------

    async def wait_for(self, predicate: Callable[[], T], timeout_s: float = 30.0) -> T:
        """The predicate's first true value; asked at every change here and at least every 50 ms."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        while not (value := predicate()):
            if loop.time() > deadline:
                last = [f"{call.method} {call.path} {call.status}" for call in self.calls[-8:]]
                raise TimeoutError(f"not within {timeout_s} s; last calls: {last}; violations: {self.violations}")
            await self.state.wait_for_change(0.05)
        return value

    async def wait_ready(self, timeout_s: float = 60.0, *, shards: int | None = None) -> None:
        """Returns when every shard of the bot has a session. After a kill, ``wait_gone`` comes first."""
        wanted = shards or self.gateway.shards
        await self.wait_for(lambda: len(self.gateway.connected) >= wanted, timeout_s)

    async def wait_gone(self, timeout_s: float = 30.0) -> None:
        """Returns when no connection of the bot is left."""
        await self.wait_for(lambda: not self.gateway.connected, timeout_s)

    def advance(self, seconds: float) -> None:
        """Moves Discord's clock on: tokens, nonces and the hour for edits run out sooner."""
        self.state.clock.offset += timedelta(seconds=seconds)

    # -- the world --------------------------------------------------------------------------------

    def add_user(
        self, name: str = "Ada", *, guilds: Iterable[Guild] = (), roles: Iterable[Role] = (), has_app: bool = False
    ) -> User:
        """A person, as a member of the guilds with the roles that each of them has."""
        user = self.state.add_user(name)
        user.has_app = has_app
        held = [role.id for role in roles]
        for guild in guilds:
            guild.members[user] = [role_id for role_id in held if role_id in guild.roles]
        return user

    def add_guild(
        self, name: str = "Studio", *, guild_id: int | None = None, has_bot: bool = True, premium_tier: int = 0
    ) -> Guild:
        """A server; without the bot it is one where only people who installed the application use it."""
        guild = self.state.add_guild(name, guild_id=guild_id, has_bot=has_bot, premium_tier=premium_tier)
        self.state.dispatch("GUILD_CREATE", guild.gateway_payload(), guild)
        return guild

    def add_role(self, guild: Guild, name: str, permissions: int = 0) -> Role:
        """A role of the guild."""
        role = Role(self.state.ids.next(), name, int(permissions), len(guild.roles))
        guild.roles[role.id] = role
        self.state.dispatch("GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": role.payload()}, guild)
        return role

    def add_channel(
        self,
        guild: Guild,
        name: str = "videos",
        *,
        bot_permissions: int = USUAL,
        kind: ChannelType = ChannelType.TEXT,
    ) -> Channel:
        """A channel, of text unless said otherwise, in which the bot may do this."""
        channel = self.state.add_channel(guild, name, bot_permissions=bot_permissions, kind=kind)
        self.state.dispatch("CHANNEL_CREATE", channel.payload(), guild)
        return channel

    def add_thread(self, parent: Channel, name: str = "a thread") -> Channel:
        """A public thread under the channel, with its permissions."""
        assert parent.guild is not None
        thread = self.state.add_channel(parent.guild, name, bot_permissions=parent.bot_permissions, parent=parent)
        self.state.dispatch("THREAD_CREATE", {**thread.payload(), "newly_created": True}, parent.guild)
        return thread

    def dm(self, user: User) -> Channel:
        """The direct messages with this person."""
        return self.state.dm(user)

    def update_channel(
        self,
        channel: Channel,
        *,
        bot_permissions: int | None = None,
        is_archived: bool | None = None,
        is_locked: bool | None = None,
    ) -> None:
        """Changes what is named, and tells the bot."""
        channel.bot_permissions = channel.bot_permissions if bot_permissions is None else int(bot_permissions)
        channel.is_archived = channel.is_archived if is_archived is None else is_archived
        channel.is_locked = channel.is_locked if is_locked is None else is_locked
        event = "THREAD_UPDATE" if channel.type is ChannelType.THREAD else "CHANNEL_UPDATE"
        self.state.dispatch(event, channel.payload(), channel.guild)

    def delete_channel(self, channel: Channel) -> None:
        """The channel is gone: 10003 from now on."""
        channel.is_deleted = True
        event = "THREAD_DELETE" if channel.type is ChannelType.THREAD else "CHANNEL_DELETE"
        self.state.dispatch(event, channel.payload(), channel.guild)

    def remove_bot(self, guild: Guild) -> None:
        """The bot is thrown out of the guild: 50001 for everything in it from now on."""
        self.state.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild)
        guild.members.pop(self.bot, None)
        guild.bot = None

    def delete_message(self, message: Message) -> None:
        """A moderator deletes the message."""
        messages.delete(self.state, message)

    # -- what people do ---------------------------------------------------------------------------

    async def slash(self, user: User, channel: Channel, path: str, /, **options: Any) -> Interaction:
        """Types a slash command: ``"veo"``, or ``"veo-admin limits set"``, with its options by name.

        Values are str, int, float, bool, User, Role, Channel, or Upload for a file; a choice by its name or value.
        """
        data = commands.slash_data(self.state, user, channel, path, options)
        return interactions.start(self.state, interactions.COMMAND, user, channel, data)

    async def autocomplete(
        self, user: User, channel: Channel, path: str, focused: str, /, **options: Any
    ) -> list[Json]:
        """The choices that the bot offers for the option being typed."""
        data = commands.slash_data(self.state, user, channel, path, options, focused)
        answer = await interactions.start(self.state, interactions.AUTOCOMPLETE, user, channel, data).response()
        choices: list[Json] = answer.data["choices"]
        return choices

    async def message_command(self, user: User, message: Message, name: str) -> Interaction:
        """Uses a command of the message's context menu."""
        data = commands.message_menu_data(self.state, user, message, name)
        return interactions.start(self.state, interactions.COMMAND, user, message.channel, data)

    async def user_command(self, user: User, channel: Channel, target: User, name: str) -> Interaction:
        """Uses a command of a person's context menu."""
        data = commands.user_menu_data(self.state, user, channel, target, name)
        return interactions.start(self.state, interactions.COMMAND, user, channel, data)

    async def component(
        self, user: User, message: Message, custom_id: str, values: list[Any] | None = None
    ) -> Interaction:
        """Presses a button, or chooses ``values`` in a select."""
        data = interactions.component_data(self.state, user, message, custom_id, values)
        kind = interactions.COMPONENT
        return interactions.start(self.state, kind, user, message.channel, data, message=message)

    async def modal_submit(self, shown: Interaction, /, **values: Any) -> Interaction:
        """Fills in and submits the modal that ``shown`` brought: values by custom_id, lists for selects and files."""
        data = interactions.modal_data(shown, values)
        kind, message = interactions.MODAL_SUBMIT, shown.message
        return interactions.start(self.state, kind, shown.user, shown.channel, data, message=message, parent=shown)

    async def message(
        self,
        user: User,
        channel: Channel,
        content: str = "",
        *,
        attachments: Iterable[Upload] = (),
        mentions: Iterable[User] = (),
        reply_to: Message | None = None,
    ) -> Message:
        """A person posts a message; ``mentions`` not yet in the content are put before it."""
        named = [someone.mention for someone in mentions if someone.mention not in content]
        body = {"content": " ".join([*named, content]).strip()}
        files = dict(enumerate(attachments))
        return messages.post(self.state, channel, user, body, files, reply_to=reply_to)

    # -- what goes wrong --------------------------------------------------------------------------

    def fail(
        self,
        method: str,
        path_glob: str,
        status: int | None = None,
        *,
        code: int | None = None,
        message: str | None = None,
        body: Json | str | None = None,
        times: int = 1,
        after: bool = False,
        drop: bool = False,
        delay_s: float = 0.0,
        on_hit: Hook | None = None,
    ) -> Fault:
        """Lets the next ``times`` such calls go wrong: an error, a dropped connection, a delay, or just a hook.

        ``fail("POST", "/channels/*/messages", 500, after=True)`` posts and loses the answer. A known ``code`` alone
        brings its usual status and message. ``on_hit`` is called when it happens, say to kill the bot just then.
        """
        known_status, known_message = KNOWN.get(code or 0, (None, "injected fault"))
        if not drop:
            status = status or known_status
        if code is not None and status is None and not drop:
            raise ValueError(f"which HTTP status comes with code {code}?")
        fault = Fault(
            method, path_glob, status, code or 0, message or known_message, body, times, after, drop, delay_s, on_hit
        )
        self.rest.faults.pending.append(fault)
        return fault

    def rate_limit(
        self, method: str, path_glob: str, retry_after_s: float, *, times: int = 1, is_global: bool = False
    ) -> Fault:
        """Answers the next ``times`` such calls with 429."""
        fault = self.fail(method, path_glob, 429, times=times)
        fault.body, fault.headers = too_many_requests(retry_after_s, is_global=is_global)
        return fault

    def heal(self) -> None:
        """Takes back every fault that has not happened yet."""
        self.rest.faults.pending.clear()

    async def drop_gateway(self, code: int = 4000, *, is_resumable: bool = True) -> None:
        """Closes the bot's gateway connections; unless resumable it has to begin new sessions."""
        await self.gateway.disconnect(code)
        if not is_resumable:
            await self.wait_gone()
            self.gateway.forget_sessions()
