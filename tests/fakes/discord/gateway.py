"""The gateway: sessions over websockets that identify, hear events, are resumed, and survive the death of a bot.

Frames go out as uncompressed text whatever ``compress`` asks for; discord.py decompresses binary frames only.
"""

import asyncio
import json
import secrets
import time
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord.basics import Json
from tests.fakes.discord.objects import Guild
from tests.fakes.discord.state import State

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT

#: Event -> the intent it takes in a guild; DIRECT_MESSAGES outside. Interactions take none.
INTENTS = {
    "MESSAGE_CREATE": GUILD_MESSAGES,
    "MESSAGE_UPDATE": GUILD_MESSAGES,
    "MESSAGE_DELETE": GUILD_MESSAGES,
    "GUILD_CREATE": GUILDS,
    "GUILD_UPDATE": GUILDS,
    "GUILD_DELETE": GUILDS,
    "CHANNEL_CREATE": GUILDS,
    "CHANNEL_UPDATE": GUILDS,
    "CHANNEL_DELETE": GUILDS,
    "THREAD_CREATE": GUILDS,
    "THREAD_UPDATE": GUILDS,
    "THREAD_DELETE": GUILDS,
}


class Session:
    """What one shard of the bot heard; lives on while its connection is away, until it is resumed or replaced."""

    def __init__(self, shard: int, shards: int, intents: int) -> None:
        self.id = secrets.token_hex(16)
        self.shard = shard
        self.shards = shards
        self.intents = intents
        self.sequence = 0
        self.socket: web.WebSocketResponse | None = None
        self._frames: dict[int, str] = {}
        self._sent = 0
        self._wake = asyncio.Event()

    def hears(self, event: str, guild: Guild | None) -> bool:
        """Whether an event of this guild, or of none, belongs to this session."""
        if (guild.id >> 22) % self.shards != self.shard if guild else self.shard != 0:
            return False
        needed = INTENTS.get(event, 0)
        if needed == GUILD_MESSAGES and guild is None:
            needed = DIRECT_MESSAGES
        return self.intents & needed == needed

    def put(self, event: str, data: Any) -> None:
        """Queues an event."""
        self.sequence += 1
        frame = {"op": DISPATCH, "t": event, "s": self.sequence, "d": data}
        self._frames[self.sequence] = json.dumps(frame)
        self._wake.set()

    def forget(self, sequence: int) -> None:
        """Lets go of the events that the bot says it has."""
        for number in [number for number in self._frames if number <= sequence]:
            del self._frames[number]

    def rewind(self, sequence: int) -> None:
        """What came after this is sent again."""
        self._sent = sequence
        self._wake.set()

    async def write(self, socket: web.WebSocketResponse) -> None:
        """Sends what is queued, for as long as the connection lives."""
        while not socket.closed:
            self._wake.clear()
            while self._sent < self.sequence:
                frame = self._frames.get(self._sent + 1)
                if frame is not None:
                    await socket.send_str(frame)
                self._sent += 1
            await self._wake.wait()


class Gateway:
    """All sessions of the bot."""

    def __init__(
        self, state: State, *, shards: int, privileged_intents: int, heartbeat_s: float, max_concurrency: int
    ) -> None:
        self._state = state
        self.shards = shards
        self._privileged = privileged_intents
        self._heartbeat_s = heartbeat_s
        self.max_concurrency = max_concurrency
        #: When a session of each bucket began, on the monotonic clock.
        self.identified_at: dict[int, list[float]] = {}
        self.sessions: dict[str, Session] = {}
        #: How often a session began, and how often one was resumed.
        self.identifies = 0
        self.resumes = 0
        self._sockets: set[web.WebSocketResponse] = set()
        state.dispatch = self.dispatch

    @property
    def connected(self) -> list[Session]:
        """The sessions that have a live connection."""
        return [session for session in self.sessions.values() if session.socket is not None]

    def dispatch(self, event: str, data: Json, guild: Guild | None = None, public_data: Json | None = None) -> bool:
        """Queues an event for the sessions it belongs to; whether one of them is connected.

        ``public_data`` is for those without the intent to read message content.
        """
        if guild is not None and guild.bot is None and event != "INTERACTION_CREATE":
            return False
        is_heard = False
        for session in self.sessions.values():
            if session.hears(event, guild):
                sees_all = public_data is None or session.intents & MESSAGE_CONTENT
                session.put(event, data if sees_all else public_data)
                is_heard = is_heard or session.socket is not None
        return is_heard

    async def disconnect(self, code: int = 4000) -> None:
        """Closes every connection; the sessions stay and can be resumed."""
        for socket in list(self._sockets):
            await socket.close(code=code)

    def forget_sessions(self) -> None:
        """What is resumed from now on is told to begin anew."""
        self.sessions = {key: session for key, session in self.sessions.items() if session.socket is not None}

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0, timeout=2.0)
        await socket.prepare(request)
        self._sockets.add(socket)
        session: Session | None = None
        writer: asyncio.Task[None] | None = None
        try:
            await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": int(self._heartbeat_s * 1000)}})
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    break
                message = json.loads(frame.data)
                if message["op"] == HEARTBEAT:
                    await socket.send_json({"op": HEARTBEAT_ACK})
                    if session is not None and message.get("d"):
                        session.forget(int(message["d"]))
                elif message["op"] in (IDENTIFY, RESUME):
                    session = await self._begin(socket, message)
                    if session is not None:
                        session.socket = socket
                        writer = asyncio.create_task(session.write(socket))
                        self._state.touch()
        except ConnectionResetError:
            pass  # the bot was killed in the middle of a frame
        finally:
            self._sockets.discard(socket)
            if writer is not None:
                writer.cancel()
                await asyncio.gather(writer, return_exceptions=True)
            if session is not None and session.socket is socket:
                session.socket = None
            self._state.touch()
        return socket

    async def _begin(self, socket: web.WebSocketResponse, message: Json) -> Session | None:
        data = message["d"]
        if data.get("token") != self._state.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        return await (self._resume(socket, data) if message["op"] == RESUME else self._identify(socket, data))

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID_SESSION, "d": False})
            return None
        if session.socket is not None:
            await session.socket.close(code=4000)
        self.resumes += 1
        session.rewind(int(data["seq"] or 0))
        session.put("RESUMED", {})
        return session

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        shard, shards = data.get("shard") or [0, 1]
        intents = int(data["intents"])
        if not 0 <= shard < shards:
            await socket.close(code=4010, message=b"Invalid shard.")
            return None
        if intents & PRIVILEGED & ~self._privileged:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        gone = [key for key, old in self.sessions.items() if old.socket is None and old.shard == shard]
        for key in gone:
            del self.sessions[key]
        session = Session(shard, shards, intents)
        self.sessions[session.id] = session
        self.identifies += 1
        self.identified_at.setdefault(shard % self.max_concurrency, []).append(time.monotonic())
        state = self._state
        guilds = [g for g in state.guilds.values() if g.bot and (g.id >> 22) % shards == shard]
        session.put(
            "READY",
            {
                "v": 10,
                "user": {**state.bot.payload(), "verified": True, "mfa_enabled": False, "email": None},
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": [shard, shards],
                "application": {"id": str(state.application_id), "flags": 0},
            },
        )
        for guild in guilds:
            session.put("GUILD_CREATE", guild.gateway_payload())
        return session

    @property
    def url(self) -> str:
        """Where the bot connects."""
        return self._state.base_url.replace("http", "ws", 1) + "/gateway"
