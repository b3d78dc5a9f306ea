"""A local server that leaves no connection open when it stops."""

import asyncio

from aiohttp import web


class LocalServer:
    """Serves an app on a port, 0 for a free one.

    aiohttp's own sites would lose a connection that is accepted while they stop: its transport would belong to nobody,
    and Python would report it much later, somewhere else.
    """

    def __init__(self, app: web.Application, host: str, port: int, *, shutdown_s: float) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=shutdown_s)
        self._host = host
        self.port = port
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen. Raises OSError if the port is in use."""
        await self._runner.setup()
        if self._runner.server is None:
            raise RuntimeError("aiohttp set up no server")
        try:
            self._server = await asyncio.get_running_loop().create_server(
                self._runner.server, self._host, self.port, reuse_address=True
            )
        except BaseException:
            await self._runner.cleanup()
            raise
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop accepting, and close every connection, even one accepted just now or one whose client doesn't read."""
        if self._server is None or self._runner.server is None:
            return
        # The server only owns a just accepted connection after a few steps of the loop; closing before would lose it.
        await asyncio.sleep(0.01)
        self._server.close()
        transports = [connection.transport for connection in self._runner.server.connections]
        await self._runner.cleanup()
        for transport in transports:
            if transport is not None and transport.get_extra_info("socket").fileno() != -1:
                transport.abort()
        await asyncio.sleep(0)
