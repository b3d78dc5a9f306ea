"""The demo's page: simcord's, with a proxy that delivers everything a visitor does.

simcord refuses an action during another one or from an outdated state of the page, and its page then loses the action.
Discord does neither. So the demo serves the page through a small proxy, which handles one action at a time and updates
each to the current state; page.js does the rest in the browser.
"""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
import discord
import yarl
from aiohttp import web
from discord import app_commands
from simcord.actors import MemberActor, MessageLike
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.preview import Preview, _markdown

from bot.errors import UserError
from bot.observability import get_logger
from sandbox.guide import MISSING, TIPS, WHOLE_ADDRESS
from sandbox.serving import LocalServer

log = get_logger(__name__)

_HOST = "127.0.0.1"
_SCRIPTS = ("page.js", "guide.js")
_SCRIPT_TAGS = b"".join(b'<script src="/%s"></script>' % name.encode() for name in _SCRIPTS) + b"</head>"
#: The page sends at most 25 MiB of files, with 256 KiB of other data.
_MAX_ACTION_BYTES = 26 * 2**20
#: Headers that identify the page, and that it needs in an answer.
_REQUEST_HEADERS = ("X-Simcord-Capability", "X-Simcord-Context", "Content-Type")
_ANSWER_HEADERS = (
    *("Content-Type", "Content-Disposition", "Content-Security-Policy"),
    *("Cache-Control", "Pragma", "Referrer-Policy", "X-"),
)
#: simcord's reasons for refusing an action whose control is gone.
_GONE = frozenset({"stale-revision", "control-unavailable"})
#: The types of everything that the bot and the visitor post.
_SERVED_UNCHANGED = ("video/", "image/png", "image/jpeg", "image/webp", "image/gif")
#: How much of attached files simcord may keep: fifty videos and their films don't fit into its usual 128 MiB.
_MEDIA_MAX_BYTES = 2**30
#: The form field with a message's pictures, since simcord's own page only attaches files to commands.
_PICTURE_PART = "file:picture"
#: Enough, since a page acts on a recent state: it polls twice a second, and stops while its visitor acts.
_STATES_KEPT = 8
_PARSERS_KEPT = 64

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What simcord's server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def passed_on(self, body: bytes | None = None) -> web.Response:
        return web.Response(status=self.status, headers=self.headers, body=self.body if body is None else body)


class _Parsers:
    """Keeps simcord's Markdown parsers: it would make one for each text of a page, which takes longer than all else."""

    def __init__(self, make: Callable[[Mapping[str, Any], Mapping[str, Any]], Any]) -> None:
        self._make = make
        self._kept: dict[str, Any] = {}

    def __call__(self, policy: Mapping[str, Any], context: Mapping[str, Any]) -> Any:
        """The parser of a kind of text in which these people, roles, channels and commands are mentioned."""
        key = repr((policy, context))
        if key not in self._kept:
            if len(self._kept) == _PARSERS_KEPT:
                self._kept.clear()
            self._kept[key] = self._make(policy, context)
        return self._kept[key]


class Visitor(MemberActor):
    """A member whose next message can have pictures."""

    #: The name and content of each file.
    pictures: Sequence[tuple[str, bytes]] = ()

    async def send(
        self,
        channel: ChannelHandle,
        content: str = "",
        *,
        reply_to: MessageLike | None = None,
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> discord.Message:
        """Post a message."""
        files = [*attachments, *self.pictures]
        return await super().send(channel, content, reply_to=reply_to, attachments=files)


class DemoPage:
    """Serves a preview's page on a port of its own, and refreshes it between actions.

    A page shows the channel that the request to open it names, or the first one.
    """

    def __init__(self, preview: Preview, env: Env, channels: Sequence[ChannelHandle], port: int = 0) -> None:
        self._preview = preview
        if not isinstance(_markdown._markdown_parser, _Parsers):  # noqa: SLF001
            _markdown._markdown_parser = _Parsers(_markdown._markdown_parser)  # noqa: SLF001
        preview._MAX_MEDIA_BYTES = _MEDIA_MAX_BYTES  # type: ignore[misc]  # noqa: SLF001 - it has no setting
        self._channels = {channel.id: channel for channel in channels}
        self._env = env
        self._port = port
        self._turn = asyncio.Lock()
        self._first = channels[0]
        #: The channel of each page, and the last states that it was sent.
        self._shows: dict[str, ChannelHandle] = {}
        self._shown: dict[str, deque[bytes]] = {}
        #: Actions that the bot refused or is still handling, or whose button has just gone; none of these is a failure.
        self._handled: set[str] = set()
        self._stack = AsyncExitStack()
        self._upstream = yarl.URL(preview.url).with_fragment(None)
        self._session: aiohttp.ClientSession

    @property
    def url(self) -> str:
        """The address to open; anyone who has it can use the demo."""
        return str(yarl.URL(self._preview.url).with_port(self._port))

    async def __aenter__(self) -> Self:
        """Serve."""
        self._session = await self._stack.enter_async_context(
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        )
        app = web.Application(client_max_size=_MAX_ACTION_BYTES, middlewares=[self._check_origin])
        app.router.add_get("/", self._index)
        app.router.add_get("/page.js", self._page_script)
        app.router.add_get("/guide.js", self._guide_script)
        app.router.add_post("/api/pages", self._open)
        app.router.add_get("/api/state", self._state)
        app.router.add_post("/api/action", self._action)
        app.router.add_get("/api/assets/{asset_id}", self._asset)
        app.router.add_delete("/api/pages/{page_id}", self._close)
        app.router.add_get("/{path:.*}", self._forward)
        server = LocalServer(app, _HOST, self._port, shutdown_s=0.5)
        await server.start()
        self._stack.push_async_callback(server.stop)
        self._port = server.port
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop serving."""
        await self._stack.aclose()

    async def refresh(self) -> None:
        """Show what has happened, after a visitor's running action."""
        async with self._turn:
            await self._leave_behind_what_took_too_long()
            self._preview.capture_time = datetime.now(UTC)  # the simulated Discord's clock stands still, unlike ours
            await self._preview.refresh()

    async def _leave_behind_what_took_too_long(self) -> None:
        """Keep simcord from failing what comes next because an earlier action took too long."""
        advancing = self._env._real_advance_task  # noqa: SLF001
        if advancing is not None:
            await asyncio.wait({advancing})
            if self._env._real_advance_task is advancing:  # noqa: SLF001
                self._env._real_advance_task = None  # noqa: SLF001

    @web.middleware
    async def _check_origin(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Keep out other sites' pages, as simcord's own server does."""
        origin = request.headers.get("Origin", "")
        if not self._is_own(f"http://{request.host}") or (origin and not self._is_own(origin)):
            raise web.HTTPForbidden
        response: web.StreamResponse = await handler(request)
        return response

    def _is_own(self, origin: str) -> bool:
        try:
            url = yarl.URL(origin)
        except ValueError:
            return False
        return url.scheme == "http" and url.host in {_HOST, "localhost"} and url.port == self._port

    async def _ask(
        self, request: web.Request, path: str | None = None, *, method: str | None = None, data: Any = None
    ) -> _Answer:
        headers = {name: request.headers[name] for name in _REQUEST_HEADERS if name in request.headers}
        if isinstance(data, (aiohttp.FormData, aiohttp.JsonPayload)):
            headers.pop("Content-Type", None)  # it has its own
        url = self._upstream.join(yarl.URL(path or request.path_qs, encoded=True))
        async with self._session.request(method or request.method, url, headers=headers, data=data) as answer:
            kept = {name: value for name, value in answer.headers.items() if name.startswith(_ANSWER_HEADERS)}
            return _Answer(answer.status, kept, await answer.read())

    async def _forward(self, request: web.Request) -> web.Response:
        return (await self._ask(request)).passed_on()

    async def _index(self, request: web.Request) -> web.Response:
        page = await self._ask(request)
        return page.passed_on(page.body.replace(b"</head>", _SCRIPT_TAGS, 1))

    async def _page_script(self, _: web.Request) -> web.Response:
        return _as_script(_read("page.js"))

    async def _guide_script(self, _: web.Request) -> web.Response:
        guide = {
            "tips": [asdict(tip) for tip in TIPS],
            "missing": MISSING,
            "wholeAddress": WHOLE_ADDRESS,
            "channels": [{"id": str(channel.id), "name": channel.name} for channel in self._channels.values()],
        }
        return _as_script(f"const GUIDE = {json.dumps(guide)};\n{_read('guide.js')}")

    async def _open(self, request: web.Request) -> web.Response:
        """Open a page on the channel and in the time zone that the browser names."""
        async with self._turn:
            channel = self._channels.get(_number(request.headers.get("X-Demo-Channel", "")), self._first)
            with suppress(ValueError, ZoneInfoNotFoundError):
                self._preview.timezone = ZoneInfo(request.headers.get("X-Demo-Timezone", "UTC")).key
            self._preview.capture_time = datetime.now(UTC)
            self._preview.channel = channel
            answer = await self._ask(request, data=await request.read() or None)
        if answer.status == 200:
            self._shows[json.loads(answer.body)["context"]["id"]] = channel
        return self._show(request, answer)

    async def _state(self, request: web.Request) -> web.Response:
        return self._show(request, await self._ask(request))

    def _show(self, request: web.Request, answer: _Answer) -> web.Response:
        if answer.status != 200:
            return answer.passed_on()
        self._remember(answer.body, request.headers.get("X-Simcord-Context"))
        if not self._handled:
            return answer.passed_on()
        state = json.loads(answer.body)
        for receipt in (state["lastAction"], *state["activity"]):
            if receipt and receipt["requestId"] in self._handled:
                _settle(receipt)
        return answer.passed_on(json.dumps(state).encode())

    def _remember(self, state: bytes, page_id: str | None) -> None:
        page_id = page_id or json.loads(state)["context"]["id"]
        shown = self._shown.setdefault(page_id, deque(maxlen=_STATES_KEPT))
        if not shown or shown[-1] != state:
            shown.append(state)

    async def _close(self, request: web.Request) -> web.Response:
        for pages in (self._shown, self._shows):
            pages.pop(request.match_info["page_id"], None)
        return (await self._ask(request)).passed_on()

    async def _asset(self, request: web.Request) -> web.Response:
        """Serve a video or picture unchanged.

        simcord would encode it again, for longer than the video lasts, and refuse a long video or many pictures.
        """
        if not request.query:
            original = await self._ask(request, f"{request.path}?download=1")
            if original.headers.get("Content-Type", "").startswith(_SERVED_UNCHANGED):
                original.headers["Content-Disposition"] = "inline"
                return original.passed_on()
        return (await self._ask(request)).passed_on()

    async def _action(self, request: web.Request) -> web.Response:
        """Do what a visitor requested, one action at a time, in the page's current state."""
        action, files = await _read_action(request)
        page_id = request.headers.get("X-Simcord-Context", "")
        async with self._turn:
            await self._leave_behind_what_took_too_long()
            now = await self._ask(request, "/api/state", method="GET")
            if now.status == 200:
                self._aim(action, json.loads(now.body), page_id)
            self._preview.channel = self._shows.get(page_id, self._first)
            self._preview.capture_time = datetime.now(UTC)
            cursor = self._env.error_cursor
            if action.get("kind") == "send_message":
                answer = await self._send(request, action, files, json.loads(now.body).get("viewerId"))
            else:
                answer = await self._ask(request, data=_write_action(action, files))
            errors = self._env.errors_since(cursor)
        if answer.status != 200:
            return answer.passed_on()
        receipt = json.loads(answer.body)
        is_gone = receipt["rejected"] and {item["code"] for item in receipt["diagnostics"]} <= _GONE
        if is_gone or receipt["settlement"] == "timeout" or (errors and all(map(_is_refusal, errors))):
            self._handled.add(receipt["requestId"])
            _settle(receipt)
        return answer.passed_on(json.dumps(receipt).encode())

    async def _send(
        self, request: web.Request, action: JSON, files: list[tuple[str, web.FileField]], viewer_id: object
    ) -> _Answer:
        """Post a message with its pictures; "@Veo Bot" is a mention, as in Discord's own clients."""
        bot = self._env.backend.bot_user
        content = str(action.get("content", ""))
        action["content"] = re.sub(rf"@{re.escape(bot.name)}\b", f"<@{bot.id}>", content, flags=re.IGNORECASE)
        pictures = [(file.filename, file.file.read()) for name, file in files if name == _PICTURE_PART]
        visitors = [one for one in self._preview.viewers if str(one.id) == viewer_id]
        for visitor in visitors:
            visitor.pictures = pictures
        try:
            return await self._ask(request, data=_write_action(action, []))
        finally:
            for visitor in visitors:
                visitor.pictures = ()

    def _aim(self, action: JSON, now: JSON, page_id: str) -> None:
        """Update an action to the current state, if its control still exists; otherwise simcord refuses it."""
        revision = action.get("published_revision")
        if revision == now["publishedRevision"]:
            return
        key = action.get("control_key")
        if isinstance(key, str) and key.startswith("message:"):
            states = map(json.loads, self._shown.get(page_id, ()))
            seen = next((state for state in states if state["publishedRevision"] == revision), None)
            control = dict(_controls(seen["messages"])).get(key) if seen else None
            key = next((other for other, its in _controls(now["messages"]) if its == control), None)
            if control is None or key is None:
                return
            action["control_key"] = key
        action["published_revision"] = now["publishedRevision"]


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text()


def _as_script(text: str) -> web.Response:
    return web.Response(text=text, content_type="application/javascript")


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,20}", text) else 0


async def _read_action(request: web.Request) -> tuple[JSON, list[tuple[str, web.FileField]]]:
    """The requested action, and its files."""
    if not request.content_type.startswith("multipart/"):
        body, files = await request.text(), []
    else:
        form = await request.post()
        body = str(form.get("payload"))
        files = [(name, value) for name, value in form.items() if isinstance(value, web.FileField)]
    try:
        action = json.loads(body)
    except ValueError:
        raise web.HTTPBadRequest from None
    if not isinstance(action, dict):
        raise web.HTTPBadRequest
    return action, files


def _write_action(action: JSON, files: list[tuple[str, web.FileField]]) -> aiohttp.JsonPayload | aiohttp.FormData:
    if not files:
        return aiohttp.JsonPayload(action)
    form = aiohttp.FormData({"payload": json.dumps(action)})
    for name, file in files:
        form.add_field(name, file.file, filename=file.filename, content_type=file.content_type)
    return form


def _controls(messages: Mapping[str, JSON]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The key of each usable control, and what it is: a control is identified by its custom_id, not by its position."""
    for message_id, message in messages.items():
        pending: list[Any] = [message.get("components")]
        while pending:
            item = pending.pop()
            if isinstance(item, list):
                pending += item
            elif isinstance(item, dict):
                pending += (value for value in item.values() if isinstance(value, (list, dict)))
                if "control_key" in item and "custom_id" in item and not item.get("disabled"):
                    yield item["control_key"], (message_id, item["custom_id"])


def _is_refusal(error: BaseException) -> bool:
    """Whether the bot refused something that the person can fix, and said so."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    return isinstance(cause, (UserError, app_commands.TransformerError))


def _settle(receipt: JSON) -> None:
    """Mark an action as finished; the messages show the result."""
    receipt["settlement"] = "settled"
    receipt["rejected"] = receipt["uncertain"] = False
    if receipt["acknowledgement"] == "unacknowledged":
        receipt["acknowledgement"] = "pending"
    receipt["diagnostics"] = [
        item
        for item in receipt["diagnostics"]
        if item["code"] not in {"action-callback-error", "action-timeout", *_GONE}
    ]
