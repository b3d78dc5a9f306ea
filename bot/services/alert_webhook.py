"""Posts alerts to a webhook: Discord's own, or any other that accepts `{"content": "…"}`.

It works even while Discord's gateway is down. Its address is a secret: anyone who knows it can post there.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from yarl import URL

from bot import __version__
from bot.domain.clock import Backoff
from bot.services.ports import DeliveryDelayed, DeliveryImpossible

_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5, sock_connect=5, sock_read=5)
#: How many times a post is tried; after that, the caller decides.
_TRIES = 3
_RETRIES = Backoff(first_s=1.0, max_s=10.0)
#: A longer wait that the server asks for is left to the caller.
_WAIT_MAX_S = 10.0
#: Only the status matters, so no more than this is read of an answer.
_READ_MAX_BYTES = 4096


class AlertWebhook:
    """Posts texts to one address."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = URL(url, encoded=True)

    async def post(self, text: str) -> None:
        """Post a text that mentions nobody. Raises DeliveryDelayed, or DeliveryImpossible if the address is refused."""
        error = DeliveryDelayed("not tried")
        for number in range(1, _TRIES + 1):
            try:
                return await self._post_once(text)
            except DeliveryDelayed as delayed:
                error = delayed
            wait_s = _RETRIES.pause_s(number) if error.retry_after_s is None else error.retry_after_s
            if number == _TRIES or wait_s > _WAIT_MAX_S:
                break
            await asyncio.sleep(wait_s)
        raise error

    async def _post_once(self, text: str) -> None:
        body = {"content": text, "allowed_mentions": {"parse": []}}
        try:
            async with self._session.post(self._url, json=body, allow_redirects=False) as answer:
                status, retry_after = answer.status, answer.headers.get("Retry-After")
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    await answer.content.read(_READ_MAX_BYTES)
        except (aiohttp.ClientError, OSError) as error:
            # Without its text and cause, which contain the address.
            raise DeliveryDelayed(f"the webhook can't be reached ({type(error).__name__})") from None
        if 200 <= status < 300:
            return
        if status == 429 or status >= 500:
            raise DeliveryDelayed(f"the webhook answered {status}", _seconds(retry_after))
        raise DeliveryImpossible(f"the webhook answered {status}; check ALERT_WEBHOOK_URL")


def _seconds(value: str | None) -> float | None:
    try:
        return min(max(float(value or ""), 0.0), 3600.0)
    except ValueError:
        return None


@asynccontextmanager
async def open_webhook(url: str | None) -> AsyncIterator[AlertWebhook | None]:
    """Open the webhook at an address, if there is one."""
    if url is None:
        yield None
        return
    async with aiohttp.ClientSession(
        timeout=_TIMEOUT,
        connector=aiohttp.TCPConnector(force_close=True, limit=4),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": f"veo-bot/{__version__}"},
        trust_env=False,
    ) as session:
        yield AlertWebhook(session, url)
