"""The composition root: opens everything in order, hands each part what it needs, and closes it in reverse."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import discord

from bot.client import VeoBot, discord_api
from bot.domain.clock import Clock
from bot.domain.latency import PUBLISHED_MEDIANS_S
from bot.domain.requests import Model
from bot.errors import VeoBotError
from bot.observability import configure_logging, get_logger
from bot.presentation.courier import DiscordCourier
from bot.presentation.desk import Desk
from bot.segmind.client import SegmindClient
from bot.services.studio import Studio
from bot.settings import Settings
from bot.storage.database import Database
from bot.worker.courier import Outlook
from bot.worker.worker import Worker

log = get_logger(__name__)

#: From SIGTERM to the end of the process; what is not done by then goes on after the next start.
STOP_TIMEOUT_S = 9.0


class LoginError(VeoBotError):
    """Discord does not let the bot in."""


@dataclass(frozen=True, slots=True)
class App:
    """The opened bot: its two halves and what they share."""

    bot: VeoBot
    worker: Worker
    database: Database
    settings: Settings

    async def run(self, stop: asyncio.Event) -> None:
        """Run both halves until `stop` is set or one of them fails; then stop the worker cleanly, and the client.

        Raises LoginError if Discord does not accept the token.
        """
        worker = asyncio.create_task(self.worker.run(), name="worker")
        client = asyncio.create_task(self._connect(), name="discord")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        try:
            await asyncio.wait({worker, client, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            await self._shut_down(worker, client)
        for task in (client, worker):
            if task.done() and not task.cancelled():
                task.result()

    async def _connect(self) -> None:
        try:
            await self.bot.start(self.settings.discord_token.get_secret_value())
        except discord.LoginFailure as error:
            raise LoginError(
                "Discord does not accept DISCORD_TOKEN. Reset it at https://discord.com/developers/applications "
                "(Bot, Reset Token) and put the new one into .env. To look around without any token, run: make demo"
            ) from error
        except discord.PrivilegedIntentsRequired as error:
            raise LoginError("Discord refuses the bot's intents; allow them in the developer portal.") from error

    async def _shut_down(self, worker: asyncio.Task[None], client: asyncio.Task[None]) -> None:
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await self.worker.stop()
                await asyncio.wait({worker})
                await self.bot.close()
                await asyncio.wait({client})
        except TimeoutError:
            log.warning("stopped before everything was finished; it goes on after the next start")
        finally:
            for task in (worker, client):
                task.cancel()
            await asyncio.gather(worker, client, return_exceptions=True)


@asynccontextmanager
async def open_app(
    settings: Settings, clock: Clock | None = None, medians_s: Mapping[Model, float] = PUBLISHED_MEDIANS_S
) -> AsyncIterator[App]:
    """Open the database, Segmind and the bot, wired together; nothing is running yet.

    `medians_s` is how long each model is expected to take until the bot's own jobs tell better.
    Raises StorageError if the database cannot be used.
    """
    clock = clock or Clock()
    async with AsyncExitStack() as stack:
        stack.enter_context(discord_api(str(settings.discord_api_url)))
        database = await stack.enter_async_context(Database.open(settings.database_address))
        segmind = await stack.enter_async_context(
            SegmindClient(
                api_url=str(settings.segmind_api_url),
                storage_url=str(settings.segmind_storage_url),
                history_url=str(settings.segmind_history_url),
                api_key=settings.segmind_api_key.get_secret_value(),
                allow_private_urls=settings.allow_private_urls,
                clock=clock.now,
            )
        )
        studio = Studio(
            database,
            clock,
            price_micros_per_second=settings.price_micros_per_second,
            undo_window_s=settings.undo_window_s,
        )
        stack.push_async_callback(studio.close)
        desk = Desk(studio, lambda _job: Outlook(at=clock.now()))
        bot = VeoBot(desk=desk, database=database, shard_ids=settings.shard_ids, shard_count=settings.shard_count)
        worker = Worker(
            database=database,
            segmind=segmind,
            courier=DiscordCourier(bot),
            clock=clock,
            requests_per_minute=settings.segmind_rpm,
            data_dir=settings.data_dir,
            medians_s=medians_s,
        )
        studio.wake = worker.wake
        desk.outlook = worker.outlook
        yield App(bot, worker, database, settings)


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    configure_logging(settings.log_level, settings.log_format)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_app(settings) as app:
        await app.run(stop)
    log.info("stopped")
