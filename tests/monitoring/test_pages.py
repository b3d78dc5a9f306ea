"""The monitoring pages over real HTTP, for friends and for enemies."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from bot.domain.clock import Clock
from bot.monitoring import http, process
from bot.monitoring.http import MonitoringServer
from bot.monitoring.metrics import Metrics
from bot.monitoring.monitoring import Monitoring
from bot.monitoring.process import ProcessState
from bot.services.ports import DeliveryDelayed
from bot.services.replica import ReplicaStatus
from bot.settings import Settings
from bot.storage.core.database import Database
from tests.fakes.discord.server import DiscordServer
from tests.support.models import CATALOGUE
from tests.support.online_app import online


@dataclass
class FakeGateway:
    """A connection to Discord as it is set."""

    is_connected: bool = True
    shard_latencies: Mapping[int, float] = field(default_factory=lambda: {0: 0.125, 1: float("nan")})


async def nobody_told(lasted_s: float) -> None:
    raise AssertionError(f"told of an outage of {lasted_s} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings(**more: Any) -> Settings:
    return Settings(_env_file=None, discord_token="token", segmind_api_key="SG_0123456789abcdef", **more)


@asynccontextmanager
async def served(
    database: Database, gateway: FakeGateway, status: list[ReplicaStatus]
) -> AsyncIterator[tuple[str, Monitoring]]:
    """The pages of a process, and their address."""
    monitoring = Monitoring(settings(http_port=free_port()), database, Clock(), CATALOGUE)
    assert monitoring.server is not None
    running = asyncio.create_task(monitoring.run(gateway, lambda: status[0], nobody_told))
    try:
        await asyncio.wait_for(monitoring.server.listening.wait(), 30)
        yield "http://{}:{}".format(*monitoring.server.address), monitoring
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


LEADER = ReplicaStatus(is_leader=True, slot=2, shards=(0, 1), is_standby=False)
STANDBY = ReplicaStatus(is_leader=False, slot=None, shards=(), is_standby=True)


async def away() -> None:
    raise OSError("away")


async def test_readiness_says_what_is_missing_and_health_only_that_the_process_lives(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_PING_EVERY_S", 0.01)
    gateway, status = FakeGateway(is_connected=False), [LEADER]
    async with served(database, gateway, status) as (url, _), aiohttp.ClientSession(url) as client:

        async def ready() -> tuple[int, list[str]]:
            async with client.get("/readyz") as answer:
                said = await answer.json()
                assert said["ready"] is (answer.status == 200)
                return answer.status, said["missing"]

        assert await ready() == (503, ["gateway"])
        gateway.is_connected = True
        assert await ready() == (200, [])
        status[0] = STANDBY
        monkeypatch.setattr(database, "ping", away)
        async with asyncio.timeout(30):
            while await ready() != (503, ["slot", "database"]):
                await asyncio.sleep(0.01)
        async with client.get("/healthz") as answer:
            assert (answer.status, await answer.text()) == (200, "ok\n")


async def test_metrics_tell_the_state_of_the_process(database: Database) -> None:
    status = [LEADER]
    async with served(database, FakeGateway(), status) as (url, monitoring), aiohttp.ClientSession(url) as client:
        monitoring.metrics.segmind_answered("submit", 429, 0.2)
        monitoring.metrics.segmind_answered("submit", None, 75.0)
        async with client.get("/metrics") as answer:
            assert answer.content_type == "text/plain"
            text = await answer.text()
    values = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert values["veo_leader",] == 1
    assert values["veo_slot",] == 2
    assert values["veo_gateway_latency_seconds", "0"] == 0.125
    assert ("veo_gateway_latency_seconds", "1") not in values, "unknown"
    assert values["veo_segmind_requests_total", "429", "submit"] == 1
    assert values["veo_segmind_requests_total", "none", "submit"] == 1
    assert values["veo_database_up",] == 1
    assert values["veo_budget_usd", "day"] == 50


async def test_an_outage_is_told_again_until_operators_know_and_then_hourly(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []

    async def tell(lasted_s: float) -> None:
        told.append(lasted_s)
        if len(told) < 3:
            raise DeliveryDelayed("Discord doesn't answer")

    monkeypatch.setattr(database, "ping", away)
    monkeypatch.setattr(process, "_PING_EVERY_S", 0.01)
    monkeypatch.setattr(process, "OUTAGE_S", 0.05)
    state = ProcessState(Metrics(()), database, FakeGateway(), lambda: LEADER, tell)
    running = asyncio.create_task(state.run())
    async with asyncio.timeout(10):
        while len(told) < 3:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(told) == 3
    assert min(told) >= 0.05


async def test_only_the_pages_are_served_and_only_to_be_read(database: Database) -> None:
    async with served(database, FakeGateway(), [LEADER]) as (url, _), aiohttp.ClientSession(url) as client:
        for method, path, status in (
            ("GET", "/", 404),
            ("GET", "/metrics/../.env", 404),
            ("POST", "/metrics", 405),
            ("DELETE", "/healthz", 405),
            ("HEAD", "/healthz", 200),
        ):
            async with client.request(method, path) as answer:
                assert answer.status == status, (method, path)


@asynccontextmanager
async def open_server(page: http.Page) -> AsyncIterator[MonitoringServer]:
    server = MonitoringServer("127.0.0.1", 0, {"/healthz": page})
    running = asyncio.create_task(server.run())
    try:
        await asyncio.wait_for(server.listening.wait(), 30)
        yield server
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def healthy() -> web.Response:
    return web.Response(text="ok\n")


async def ask(server: MonitoringServer, data: bytes) -> bytes:
    """Send bytes, and return everything that comes back until the connection is closed."""
    reader, writer = await asyncio.open_connection(*server.address)
    try:
        try:
            writer.write(data)
            await writer.drain()
            return await asyncio.wait_for(reader.read(), 30)
        except ConnectionError:
            return b""
    finally:
        writer.close()
        await asyncio.gather(writer.wait_closed(), return_exceptions=True)


async def test_hostile_requests_are_refused_and_the_next_one_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LIFE_MAX_S", 0.3)
    async with open_server(healthy) as server:
        huge = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n"
        many = b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"X: a\r\n" * 10_000 + b"\r\n"
        for data in (huge, many, b"\x00\xff" * 1000, b"GET /healthz HTTP/9.9\r\n\r\n"):
            assert b" 200 " not in await ask(server, data)
        slow = await ask(server, b"GET /healthz HT")
        assert b" 200 " not in slow, "it never sent the rest, and was cut off"
        body = b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
        assert b" 405 " in await ask(server, body)
        good = await ask(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert good.startswith(b"HTTP/1.1 200 ")
        assert b"Connection: close" in good


async def test_too_many_connections_are_closed_and_room_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "CONNECTIONS_MAX", 3)
    async with open_server(healthy) as server:
        silent = [await asyncio.open_connection(*server.address) for _ in range(3)]
        request = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
        assert await ask(server, request) == b""
        for _, writer in silent:
            writer.close()
            await writer.wait_closed()
        async with asyncio.timeout(30):
            while not (await ask(server, request)).startswith(b"HTTP/1.1 200 "):
                await asyncio.sleep(0.01)


async def test_a_broken_page_is_logged_and_answered() -> None:
    async def broken() -> web.Response:
        raise RuntimeError("broken")

    async with open_server(broken) as server:
        with capture_logs() as logs:
            assert (await ask(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")).startswith(b"HTTP/1.1 500 ")
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["monitoring page failed"]


async def test_a_port_that_is_taken_is_logged_once_and_used_when_it_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_RETRY_S", 0.01)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server = MonitoringServer("127.0.0.1", other.getsockname()[1], {"/healthz": healthy})
        with capture_logs() as logs:
            running = asyncio.create_task(server.run())
            while not logs:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
        assert not running.done()
        [entry] = logs
        assert "HTTP_PORT=0" in entry["hint"]
    await asyncio.wait_for(server.listening.wait(), 30)
    assert b" 200 " in await ask(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_port_of_nothing_turns_it_off(database: Database) -> None:
    for port in (0, "0", ""):
        assert Monitoring(settings(http_port=port), database, Clock(), CATALOGUE).server is None


async def test_the_whole_bot_is_ready_when_it_is_connected_and_shows_no_ids(tmp_path: Path) -> None:
    port = free_port()
    async with (
        DiscordServer() as discord,
        online(discord, tmp_path, http_port=port),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
        asyncio.timeout(60),
    ):
        missing = ["?"]
        while missing:
            async with client.get("/readyz") as answer:
                missing = (await answer.json())["missing"]
        async with client.get("/metrics") as answer:
            text = await answer.text()
    assert "veo_gateway_connected 1.0" in text
    assert "veo_leader 1.0" in text
    assert not re.search(r"[=\" ]\d{17,}[\" ]", text), "no id of Discord's"
