"""The webhook for alerts, over real HTTP: what it sends, and what it makes of slow, broken and angry servers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from bot.domain.clock import Backoff
from bot.services import alert_webhook
from bot.services.alert_webhook import AlertWebhook, open_webhook
from bot.services.ports import DeliveryDelayed, DeliveryImpossible

SECRET = "a-secret-token"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_webhook, "_RETRIES", Backoff(first_s=0.01, max_s=0.01))


@asynccontextmanager
async def serving(
    *answers: Callable[[], Awaitable[web.StreamResponse]],
) -> AsyncIterator[tuple[AlertWebhook, list[Any]]]:
    """A webhook whose server gives these answers, the last one again and again; and the bodies that it got."""
    bodies: list[Any] = []

    async def take(request: web.Request) -> web.StreamResponse:
        bodies.append(await request.json())
        return await answers[min(len(bodies), len(answers)) - 1]()

    app = web.Application()
    app.router.add_post(f"/api/webhooks/1/{SECRET}", take)
    async with TestServer(app) as server, open_webhook(str(server.make_url(f"/api/webhooks/1/{SECRET}"))) as webhook:
        assert webhook is not None
        yield webhook, bodies


def answering(status: int, **headers: str) -> Callable[[], Awaitable[web.StreamResponse]]:
    async def answer() -> web.StreamResponse:
        return web.Response(status=status, text="x" * 10_000, headers=headers)

    return answer


async def test_it_posts_the_text_and_mentions_nobody() -> None:
    async with serving(answering(204)) as (webhook, bodies):
        await webhook.post("Achtung @everyone")
    assert bodies == [{"content": "Achtung @everyone", "allowed_mentions": {"parse": []}}]


async def test_what_may_pass_is_tried_again_and_then_left_to_the_caller() -> None:
    async with serving(answering(500), answering(429, **{"Retry-After": "0.01"}), answering(200)) as (webhook, bodies):
        await webhook.post("text")
        assert len(bodies) == 3
    async with serving(answering(503)) as (webhook, bodies):
        with pytest.raises(DeliveryDelayed):
            await webhook.post("text")
        assert len(bodies) == 3
    async with serving(answering(429, **{"Retry-After": "600"})) as (webhook, bodies):
        with pytest.raises(DeliveryDelayed) as caught:
            await webhook.post("text")
        assert (caught.value.retry_after_s, len(bodies)) == (600.0, 1)


async def test_what_is_refused_or_sent_elsewhere_is_not_tried_again() -> None:
    for answer in (answering(404), answering(401), answering(302, Location="http://127.0.0.1:9/")):
        async with serving(answer) as (webhook, bodies):
            with pytest.raises(DeliveryImpossible, match="ALERT_WEBHOOK_URL"):
                await webhook.post("text")
            assert len(bodies) == 1


async def test_a_slow_and_a_closed_server_cost_little_time_and_show_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alert_webhook, "_TRIES", 1)
    monkeypatch.setattr(alert_webhook, "_TIMEOUT", aiohttp.ClientTimeout(total=0.5))

    async def slow() -> web.StreamResponse:
        await asyncio.sleep(2)
        return web.Response()

    with capture_logs() as logs:
        async with serving(slow) as (webhook, _), asyncio.timeout(30):
            with pytest.raises(DeliveryDelayed) as caught:
                await webhook.post("text")
        async with open_webhook(f"http://127.0.0.1:9/{SECRET}") as closed:
            assert closed is not None
            with pytest.raises(DeliveryDelayed) as refused:
                await closed.post("text")
    for error in (caught.value, refused.value):
        assert SECRET not in str(error)
        assert error.__cause__ is None
    assert SECRET not in str(logs)


async def test_there_is_none_without_an_address() -> None:
    async with open_webhook(None) as webhook:
        assert webhook is None
