"""The demo's page: simcord's, with a proxy that delivers everything a visitor does.

simcord refuses an action for an older state of the page than its newest one, or during another action, and its page
loses what was refused. Discord does neither. So the demo serves the page through a small proxy that does one thing at a
time, and updates each action to the current state; page.js does the rest in the browser.
"""

import asyncio
import json
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
import yarl
from aiohttp import web
from discord import app_commands
from simcord.env import Env
from simcord.preview import Preview

from bot.errors import UserError
from bot.observability import get_logger

log = get_logger(__name__)

_HOST = "127.0.0.1"
_SCRIPT = Path(__file__).with_name("page.js")
_SCRIPT_TAG = b'<script src="/page.js"></script></head>'
#: The page sends at most 25 MiB of files, with 256 KiB of other data.
_MAX_ACTION_BYTES = 26 * 2**20
#: Fields with which the page identifies itself, and needs in an answer.
_REQUEST_HEADERS = ("X-Simcord-Capability", "X-Simcord-Context", "Content-Type")
_ANSWER_HEADERS = (
    *("Content-Type", "Content-Disposition", "Content-Security-Policy"),
    *("Cache-Control", "Pragma", "Referrer-Policy", "X-"),
)
#: A page acts on a recent state: it polls twice a second, and stops while its visitor acts.
_STATES_KEPT = 8

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What simcord's server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def passed_on(self, body: bytes | None = None) -> web.Response:
        return web.Response(status=self.status, headers=self.headers, body=self.body if body is None else body)


class DemoPage:
    """Serves the page of a preview on its own port, and refreshes it between actions."""

    def __init__(self, preview: Preview, env: Env, port: int = 0) -> None:
        self._preview = preview
        self._env = env
        self._port = port
        self._turn = asyncio.Lock()
        #: By page: the last states that it was sent.
        self._shown: dict[str, deque[bytes]] = {}
        #: Actions that the bot refused or is still handling; neither is a failure.
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
        app.router.add_get("/page.js", self._script)
        app.router.add_post("/api/pages", self._state)
        app.router.add_get("/api/state", self._state)
        app.router.add_post("/api/action", self._action)
        app.router.add_get("/api/assets/{asset_id}", self._asset)
        app.router.add_delete("/api/pages/{page_id}", self._close)
        app.router.add_get("/{path:.*}", self._forward)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, _HOST, self._port).start()
        self._port = runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop serving."""
        await self._stack.aclose()

    async def refresh(self) -> None:
        """Show what has happened, after a visitor's running action."""
        async with self._turn:
            self._preview.capture_time = datetime.now(UTC)  # the simulated Discord's clock stands still, unlike ours
            await self._preview.refresh()

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
        if isinstance(data, aiohttp.FormData):
            headers.pop("Content-Type", None)  # it has a new boundary
        url = self._upstream.join(yarl.URL(path or request.path_qs, encoded=True))
        async with self._session.request(method or request.method, url, headers=headers, data=data) as answer:
            kept = {name: value for name, value in answer.headers.items() if name.startswith(_ANSWER_HEADERS)}
            return _Answer(answer.status, kept, await answer.read())

    async def _forward(self, request: web.Request) -> web.Response:
        return (await self._ask(request)).passed_on()

    async def _index(self, request: web.Request) -> web.Response:
        page = await self._ask(request)
        return page.passed_on(page.body.replace(b"</head>", _SCRIPT_TAG, 1))

    async def _script(self, _: web.Request) -> web.Response:
        return web.Response(text=_SCRIPT.read_text(), content_type="application/javascript")

    async def _state(self, request: web.Request) -> web.Response:
        answer = await self._ask(request, data=await request.read() or None)
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
        self._shown.pop(request.match_info["page_id"], None)
        return (await self._ask(request)).passed_on()

    async def _asset(self, request: web.Request) -> web.Response:
        """Serve a video unchanged: simcord would encode it again, for longer than it lasts, and refuse a long one."""
        if request.query.keys() <= {"poster"}:
            original = await self._ask(request, f"{request.path}?download=1")
            if original.headers.get("Content-Type", "").startswith("video/"):
                if "poster" in request.query:
                    raise web.HTTPNotFound  # the player shows the first frame
                original.headers["Content-Disposition"] = "inline"
                return original.passed_on()
        return (await self._ask(request)).passed_on()

    async def _action(self, request: web.Request) -> web.Response:
        """Do what a visitor requested, one action at a time, in the page's current state."""
        action, files = await _read_action(request)
        async with self._turn:
            now = await self._ask(request, "/api/state", method="GET")
            if now.status == 200:
                self._aim(action, json.loads(now.body), request.headers.get("X-Simcord-Context", ""))
            cursor = self._env.error_cursor
            answer = await self._ask(request, data=_write_action(action, files))
            errors = self._env.errors_since(cursor)
        if answer.status != 200:
            return answer.passed_on()
        receipt = json.loads(answer.body)
        if receipt["settlement"] == "timeout" or (errors and all(map(_is_refusal, errors))):
            self._handled.add(receipt["requestId"])
            _settle(receipt)
        return answer.passed_on(json.dumps(receipt).encode())

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


def _write_action(action: JSON, files: list[tuple[str, web.FileField]]) -> bytes | aiohttp.FormData:
    if not files:
        return json.dumps(action).encode()
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
    """Whether the bot told a person what is wrong, as it does for everything that people can fix."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    return isinstance(cause, (UserError, app_commands.TransformerError))


def _settle(receipt: JSON) -> None:
    """Mark an action as finished; the messages show the result."""
    receipt["settlement"] = "settled"
    receipt["uncertain"] = False
    receipt["diagnostics"] = [
        item for item in receipt["diagnostics"] if item["code"] not in {"action-callback-error", "action-timeout"}
    ]
