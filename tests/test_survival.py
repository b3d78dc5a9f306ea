"""What no error of one part may do to the others: end the process, or keep paid videos from being delivered."""

import asyncio
from pathlib import Path

import pytest

from bot.app import open_app
from bot.client import VeoBot, discord_api
from bot.domain.clock import Backoff, Clock
from bot.storage.core.leadership import Alone, require_leading
from bot.worker.supervisor import Supervisor
from bot.worker.worker import Worker
from tests.fakes.discord.server import DiscordServer
from tests.support.online_app import make_settings, online

SPEED = 100.0


class BrokenWorker(Worker):
    """A worker that a mistake ends."""

    def __init__(self) -> None:
        """Need nothing."""

    async def run(self) -> None:
        """End by an error that nobody expected."""
        raise KeyError("a mistake")


class QuietWorker(BrokenWorker):
    """A worker without work."""

    def __init__(self) -> None:
        """Need nothing."""
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        """Work until stopped."""
        await self.stopping.wait()

    async def stop(self) -> None:
        """Have `run` end."""
        self.stopping.set()


async def test_after_an_error_of_the_worker_another_one_works() -> None:
    workers: list[Worker] = [BrokenWorker(), BrokenWorker(), QuietWorker()]
    supervisor = Supervisor(Alone(), Clock(SPEED))
    running = asyncio.create_task(supervisor.run(lambda: workers.pop(0)))
    async with asyncio.timeout(60):
        while workers:
            await asyncio.sleep(0.01)
        assert not running.done()
        await supervisor.stop()
        await running


class DoubtfulLeadership(Alone):
    """The leadership of a process that has just been frozen."""

    def __init__(self) -> None:
        self.is_sure = False
        self.losing = asyncio.Event()

    async def lost(self) -> None:
        """Return once it is lost."""
        await self.losing.wait()


class AskingWorker(QuietWorker):
    """A worker with a request that can't be repeated."""

    def __init__(self) -> None:
        super().__init__()
        self.asking: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Ask whether the request may be sent, and work until stopped."""
        self.asking = asyncio.create_task(require_leading())
        await super().run()

    async def abandon(self) -> None:
        """Have `run` end."""
        await self.stop()


@pytest.mark.parametrize("is_lost", [False, True])
async def test_what_cannot_be_repeated_waits_until_the_leadership_is_sure(is_lost: bool) -> None:
    leadership, worker = DoubtfulLeadership(), AskingWorker()
    supervisor = Supervisor(leadership, Clock(SPEED))
    await require_leading()  # what people are answered is no matter of the worker
    running = asyncio.create_task(supervisor.run(lambda: worker))
    async with asyncio.timeout(60):
        while worker.asking is None:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert not worker.asking.done()
        if is_lost:
            leadership.losing.set()
            with pytest.raises(ConnectionError):
                await worker.asking
        else:
            leadership.is_sure = True
            await worker.asking
        await supervisor.stop()
        await running


async def test_a_request_to_discord_is_not_sent_if_it_may_not_be() -> None:
    async def refuse() -> None:
        raise ConnectionError("another process leads")

    async with DiscordServer() as server:
        with discord_api(server.api_url):
            bot = VeoBot(before_request=refuse)
            with pytest.raises(ConnectionError):
                await bot.login(server.token)
            await bot.close()
        assert server.rest.calls == []


async def test_who_leaves_while_connecting_hears_nothing(tmp_path: Path) -> None:
    async with DiscordServer() as discord, open_app(make_settings(discord, tmp_path)) as app:

        async def leave(_bucket: int) -> None:
            await app.bot.leave_gateway()

        app.bot.carry(None, None)
        app.bot.wait_turn = leave
        connecting = asyncio.create_task(app.bot.stay_connected(discord.token))
        await discord.wait_for(lambda: discord.identifies > 0, 20)
        await discord.wait_for(lambda: not discord.gateway.connected, 5)
        await asyncio.sleep(0.2)
        assert discord.gateway.connected == []
        await app.bot.close()
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)


async def test_who_stops_while_logging_in_does_not_connect(tmp_path: Path) -> None:
    async with DiscordServer() as discord, open_app(make_settings(discord, tmp_path)) as app:
        discord.fail("GET", "/users/@me", delay_s=0.3)
        serving = asyncio.create_task(app.serving.run())
        await asyncio.sleep(0.1)
        await app.serving.hand_over()
        await asyncio.wait_for(serving, 20)
        assert discord.identifies == 0
        await app.bot.close()


async def test_after_an_error_of_the_library_the_client_logs_in_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = VeoBot.connect
    failures = [KeyError("an error of the library's own"), RuntimeError("another one")]

    async def fail_twice(self: VeoBot) -> None:
        if failures:
            await self.close()
            raise failures.pop()
        await connect(self)

    monkeypatch.setattr(VeoBot, "connect", fail_twice)
    monkeypatch.setattr("bot.serving._LOGIN_RETRIES", Backoff(first_s=0.0, max_s=0.0))
    async with DiscordServer() as discord, online(discord, tmp_path):
        assert not failures
