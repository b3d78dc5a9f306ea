"""Around every call of the HTTP API: its record, injected faults, rate limits, the token, the check of its body."""

import asyncio
import functools
import json
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord import openapi
from tests.fakes.discord.basics import MIB
from tests.fakes.discord.errors import NO_ROUTE, UNAUTHORIZED, ApiError
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.routes import Handler, Incoming, Routes
from tests.fakes.discord.state import State, Upload
from tests.fakes.discord.traffic import Call, Fault, Faults, RateLimits, too_many_requests

PREFIX = "/api/v10"
MAX_BODY_BYTES = 1024 * MIB


class Rest:
    """The web server's application: the API under ``/api/v10``, the gateway and the CDN."""

    def __init__(self, state: State, gateway: Gateway, *, limits: RateLimits, is_validating: bool) -> None:
        self._state = state
        self._gateway = gateway
        self._limits = limits
        self._is_validating = is_validating
        self.calls: list[Call] = []
        self.faults = Faults()
        self.violations: list[str] = []
        #: Exceptions out of this server itself, which are never the bot's fault.
        self.bugs: list[Exception] = []

    def application(self) -> web.Application:
        """The web application with all routes."""
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        app.router.add_get("/gateway", self._gateway.connect)
        app.router.add_get("/attachments/{channel_id}/{attachment_id:[0-9]+}/{filename}", self._download)
        for method, template, handler in Routes(self._state, self._gateway).listed():
            app.router.add_route(method, PREFIX + template, functools.partial(self._take, template, handler))
        app.router.add_route("*", PREFIX + "/{rest:.*}", functools.partial(self._take, None, self._refuse))
        return app

    async def _take(self, template: str | None, handler: Handler, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX)
        call = Call(request.method, path, template, dict(request.query), self._state.clock.now())
        incoming = Incoming(path, request.match_info, call.query)
        try:
            await self._read(request, call, incoming)
        except (ConnectionError, asyncio.IncompleteReadError, web.RequestPayloadError):
            return web.Response(status=400)  # the bot died while it sent this: it never arrived
        except ValueError:
            return self._respond(call, 400, ApiError.of(50109).body(), {})
        except Exception as error:
            self.bugs.append(error)
            raise
        self.calls.append(call)
        if len(self.calls) > 2 * self._state.limits.keep_calls:
            del self.calls[: self._state.limits.keep_calls]
        self._state.touch()
        try:
            return await self._serve(request, incoming, handler, call)
        except Exception as error:
            self.bugs.append(error)
            raise
        finally:
            self._state.touch()

    async def _serve(
        self, request: web.Request, incoming: Incoming, handler: Handler, call: Call
    ) -> web.StreamResponse:
        fault = self.faults.take(call)
        if fault is not None and not fault.after:
            spoilt = await self._spoil(request, call, fault)
            if spoilt is not None:
                return spoilt
        headers, wait_s = self._limits.take(f"{call.method} {call.template}", _major(incoming))
        if wait_s:
            body, more = too_many_requests(round(wait_s, 3))
            return self._respond(call, 429, body, {**headers, **more})
        try:
            self._authorize(request)
            is_multipart = _is_multipart(request)
            result = await self._run(incoming, handler, call, is_multipart=is_multipart)
        except ApiError as error:
            status, result = error.status, error.body()
        else:
            status = 204 if result is None else 200
        if fault is not None and fault.after:
            spoilt = await self._spoil(request, call, fault)
            if spoilt is not None:
                return spoilt
        return self._respond(call, status, result, headers)

    async def _spoil(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse | None:
        """Does what the fault says; None when the call is to go on."""
        await fault.run_hook(call)
        await asyncio.sleep(fault.delay_s)
        if fault.drop:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if fault.status is None:
            return None
        return self._respond(call, fault.status, fault.answer(), fault.headers)

    def _respond(self, call: Call, status: int, body: Any, headers: dict[str, str]) -> web.Response:
        call.status, call.answer = status, body
        # discord.py compares the content type as a whole and takes a 429 for Discord's own only with ``Via``
        sent = {"Via": "1.1 google", "Content-Type": "application/json", **headers}
        if isinstance(body, str):
            sent["Content-Type"] = "text/html"
            return web.Response(status=status, body=body.encode(), headers=sent)
        if body is None:
            del sent["Content-Type"]
            return web.Response(status=status, headers=sent)
        return web.Response(status=status, body=json.dumps(body).encode(), headers=sent)

    def _authorize(self, request: web.Request) -> None:
        path = request.path.removeprefix(PREFIX)
        is_open = path == "/gateway" or path.startswith(("/webhooks/", "/interactions/"))
        if not is_open and request.headers.get("Authorization") != f"Bot {self._state.token}":
            raise UNAUTHORIZED

    async def _run(self, incoming: Incoming, handler: Handler, call: Call, *, is_multipart: bool) -> Any:
        """Checks the body, then carries the call out."""
        found: list[str] = []
        if self._is_validating and call.template is not None and call.method != "GET":
            found = openapi.violations(call.method, call.template, call.body, is_multipart=is_multipart)
            self.violations += found
        try:
            return await handler(incoming)
        except (KeyError, TypeError, ValueError, AttributeError):
            if not found:
                raise
            raise ApiError.of(50035) from None  # the handler stumbled over what is reported already

    async def _refuse(self, incoming: Incoming) -> Any:
        self.violations.append(f"{incoming.path}: this server has no such route")
        raise NO_ROUTE

    async def _read(self, request: web.Request, call: Call, incoming: Incoming) -> None:
        """Reads the whole body: JSON, or multipart with ``payload_json`` and ``files[n]``."""
        if not _is_multipart(request):
            raw = await request.read()
            call.body = json.loads(raw) if raw else None
        else:
            async for part in await request.multipart():
                if not isinstance(part, BodyPartReader):
                    continue
                data = bytes(await part.read())
                if part.name == "payload_json":
                    call.body = json.loads(data)
                elif part.name and part.name.startswith("files["):
                    upload = Upload(part.filename or "file", data)
                    incoming.files[int(part.name[6:-1])] = upload
                    call.files.append((upload.filename, len(data)))
        if call.body is not None:
            incoming.body = call.body

    async def _download(self, request: web.Request) -> web.StreamResponse:
        attachment = self._state.files.get(int(request.match_info["attachment_id"]))
        if attachment is None or attachment.data is None:
            return web.Response(status=404)
        return web.Response(body=attachment.data, headers={"Content-Type": attachment.content_type})


def _is_multipart(request: web.Request) -> bool:
    # aiohttp's own `content_type` takes longer than all the rest of reading a request.
    return request.headers.get("Content-Type", "").startswith("multipart/form-data")


def _major(incoming: Incoming) -> str:
    """What a bucket belongs to besides its route."""
    names = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")
    return "+".join(incoming.parts.get(name, "") for name in names)
