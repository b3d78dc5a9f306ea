"""The bot's two halves in this process, connected to a small Discord over real sockets, without any Segmind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import open_app
from bot.settings import Settings
from tests.fakes.discord.server import DiscordServer

_NOBODY = "http://127.0.0.1:9"


def make_settings(discord: DiscordServer, folder: Path, http_port: int = 0) -> Settings:
    """The settings of a bot on a small Discord."""
    return Settings(
        _env_file=None,
        discord_token=discord.token,
        segmind_api_key="SG_0123456789abcdef",
        discord_api_url=discord.api_url,
        segmind_api_url=_NOBODY,
        segmind_history_url=_NOBODY,
        data_dir=folder,
        http_port=http_port,
    )


@asynccontextmanager
async def online(discord: DiscordServer, folder: Path, http_port: int = 0) -> AsyncIterator[None]:
    """The bot while it is connected; it is still running at the end, and then stops."""
    async with open_app(make_settings(discord, folder, http_port)) as app:
        stop = asyncio.Event()
        running = asyncio.create_task(app.run(stop))
        await discord.wait_ready()
        yield
        assert not running.done()
        stop.set()
        await running
