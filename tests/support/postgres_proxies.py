"""What may stand between the bot and PostgreSQL: TLS, an address that fails, and a pooler in transaction mode."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from sqlalchemy.engine import make_url

#: A client's question whether the server speaks TLS.
_TLS_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
_READY, _IDLE = b"Z", b"I"


@asynccontextmanager
async def _listening(serve: Callable[[StreamReader, StreamWriter], Awaitable[None]]) -> AsyncIterator[int]:
    """A server on a port of this machine; its connections end with it."""
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await serve(reader, writer)
        except asyncio.CancelledError:
            pass  # at the end, which a server's own task must not be told of
        finally:
            writer.transport.abort()
            tasks.discard(task)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _connect(url: str) -> tuple[StreamReader, StreamWriter]:
    return await asyncio.open_unix_connection(f"{make_url(url).query['host']}/.s.PGSQL.5432")


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


@asynccontextmanager
async def forward(url: str, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A port that leads to the server of an address, over TLS if the context is given."""

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        first = await reader.readexactly(8)
        if first == _TLS_REQUEST:
            writer.write(b"S" if tls else b"N")
            if tls:
                await writer.start_tls(tls)
            first = b""
        elif tls:
            return
        behind, before = await _connect(url)
        before.write(first)
        pumps = {asyncio.create_task(_pump(reader, before)), asyncio.create_task(_pump(behind, writer))}
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            before.transport.abort()

    async with _listening(serve) as port:
        yield port


@asynccontextmanager
async def pool_transactions(url: str) -> AsyncIterator[int]:
    """A port of a pooler that gives each transaction of a connection the next one of two sessions."""

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        first = await reader.readexactly(8)
        if first == _TLS_REQUEST:
            writer.write(b"N")
            first = await reader.readexactly(8)
        startup = first + await reader.readexactly(int.from_bytes(first[:4], "big") - 8)
        sessions = [await _connect(url) for _ in range(2)]
        current = 0

        async def answer(number: int) -> None:
            """Pass on what a session says, and give the next transaction to the other one when it is ready for one."""
            nonlocal current
            is_hidden = number > 0  # the client learns of one session only
            while True:
                kind, message = await _read(sessions[number][0])
                if not is_hidden:
                    writer.write(message)
                if kind == _READY and is_hidden:
                    is_hidden = False
                elif kind == _READY and message.endswith(_IDLE):
                    current = 1 - number

        for _, before in sessions:
            before.write(startup)
        answering = [asyncio.create_task(answer(number)) for number in range(2)]
        try:
            while True:
                sessions[current][1].write((await _read(reader))[1])
        finally:
            for task in answering:
                task.cancel()
            await asyncio.gather(*answering, return_exceptions=True)
            for _, before in sessions:
                before.transport.abort()

    async with _listening(serve) as port:
        yield port


async def _read(reader: StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readexactly(5)
    return head[:1], head + await reader.readexactly(int.from_bytes(head[1:], "big") - 4)
