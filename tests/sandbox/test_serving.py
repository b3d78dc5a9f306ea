"""A local server that stops leaves no connection open: Python would report it in some later test."""

import asyncio
import contextlib
import gc
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from aiohttp import web

from sandbox.segmind import StandIn
from sandbox.serving import LocalServer
from tests.fakes.discord.server import DiscordServer

_BODY_BYTES = 50_000_000
_Stop = Callable[[], Awaitable[None]]


async def _stand_in(stack: AsyncExitStack) -> tuple[str, _Stop]:
    server = await stack.enter_async_context(StandIn())
    return server.url, server.stop_listening


async def _discord(stack: AsyncExitStack) -> tuple[str, _Stop]:
    server = await stack.enter_async_context(DiscordServer())
    return server.api_url, server.go_down


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("serve", [_stand_in, _discord])
async def test_a_connection_made_while_it_stops_is_closed(
    serve: Callable[[AsyncExitStack], Awaitable[tuple[str, _Stop]]],
) -> None:
    for steps in range(6):
        async with AsyncExitStack() as stack:
            url, stop = await serve(stack)
            host, port = url.split("/")[2].split(":")
            with socket.create_connection((host, int(port)), timeout=5) as client:
                for _ in range(steps):
                    await asyncio.sleep(0)
                await stop()
                assert await asyncio.to_thread(_is_closed, client), steps
    gc.collect()


def _is_closed(client: socket.socket) -> bool:
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True


async def test_connections_made_while_it_stops_are_all_closed() -> None:
    for _ in range(5):
        server = LocalServer(web.Application(), "127.0.0.1", 0, shutdown_s=0.05)
        await server.start()
        clients: list[socket.socket] = []
        is_over = threading.Event()
        connecting = asyncio.create_task(asyncio.to_thread(_connect, server.port, clients, is_over))
        while not clients:
            await asyncio.sleep(0)
        await server.stop()
        is_over.set()
        await connecting
        assert [await asyncio.to_thread(_is_closed, one) for one in clients] == [True] * len(clients)
        for one in clients:
            one.close()


def _connect(port: int, clients: list[socket.socket], is_over: threading.Event) -> None:
    """Connect again and again until nothing listens any more.

    If too many wait to be accepted, the system lets one wait a second before it hears that nothing listens.
    """
    while not is_over.is_set():
        try:
            client = socket.create_connection(("127.0.0.1", port), timeout=0.2)
        except OSError:
            return
        client.settimeout(5)
        clients.append(client)


async def test_a_client_that_does_not_read_is_dropped() -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=bytes(_BODY_BYTES))

    app = web.Application()
    app.router.add_get("/", answer)
    server = LocalServer(app, "127.0.0.1", 0, shutdown_s=0.05)
    await server.start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(0.1)
        await server.stop()
        assert await asyncio.to_thread(_drain, client) < _BODY_BYTES


def _drain(client: socket.socket) -> int:
    """Read until the other side closes; returns how many bytes there were."""
    count = 0
    with contextlib.suppress(ConnectionResetError):
        while part := client.recv(1_000_000):
            count += len(part)
    return count
