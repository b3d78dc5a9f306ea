"""One HTTP exchange with Segmind: limited in time and size, never repeated, with the key only in its header."""

import io
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
from multidict import CIMultiDictProxy
from yarl import URL

from bot import __version__
from bot.segmind.responses import Unreadable, parse_json, plain_text
from bot.settings import KEY_MIN_CHARS

USER_AGENT = f"veo-bot/{__version__}"

#: The exceptions of a broken connection; TimeoutError is an OSError.
NETWORK_ERRORS = (aiohttp.ClientError, OSError, EOFError)
#: The exceptions that happen before the first byte of a request is sent.
_CONNECT_ERRORS = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class CallTimeouts:
    """The time limits of a call in seconds. Raises ValueError if they contradict each other."""

    #: Until the connection is made: name lookup, TCP and TLS.
    connect_s: float
    #: Between two pieces of the answer, and until the first one.
    read_s: float
    #: In total. Longer than for connecting, so that a failed connection is recognized as one.
    total_s: float

    def __post_init__(self) -> None:
        """Refuse limits that make errors indistinguishable."""
        if not (0 < self.connect_s < self.total_s and self.read_s > 0):
            raise ValueError(f"these time-outs contradict each other: {self}")

    def for_aiohttp(self) -> aiohttp.ClientTimeout:
        """Convert to aiohttp's format."""
        return aiohttp.ClientTimeout(
            total=self.total_s, connect=self.connect_s, sock_connect=self.connect_s, sock_read=self.read_s
        )


class Lost(Exception):
    """An exchange without an answer; `is_sent` is False if certainly nothing was sent."""

    def __init__(self, reason: str, *, is_sent: bool) -> None:
        self.is_sent = is_sent
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer."""

    status: int
    headers: CIMultiDictProxy[str] = field(repr=False)
    #: None if it was cut off, too slow or too large.
    body: bytes | None = field(repr=False)
    #: The problem with the body.
    defect: str = ""

    def json(self) -> Any:
        """Parse the body as JSON, or raise Unreadable."""
        if self.body is None:
            raise Unreadable(self.defect)
        return parse_json(self.body)

    def has_own_error(self) -> bool:
        """Whether the body is Segmind's own error format, and not a gateway's page."""
        try:
            body = self.json()
        except Unreadable:
            return False
        return isinstance(body, dict) and bool(plain_text(body.get("error")))

    def detail(self) -> str:
        """Summarize the body in a few words that are safe to show; empty if it isn't readable."""
        if self.body is None:
            return ""
        try:
            return plain_text(parse_json(self.body)) or ""
        except Unreadable:
            return plain_text(self.body.decode("utf-8", "replace")) or ""


def describe(error: BaseException, secret: str | None = None) -> str:
    """Describe a network error for logs, without links that it may contain and without the secret."""
    text = f"{type(error).__name__}: {error}".rstrip(": ")
    return plain_text(text.replace(secret, "(key)") if secret else text) or type(error).__name__


def check_base_url(name: str, url: str) -> str:
    """Return a base URL without its last slash; raises ValueError, without its text, if it is unusable."""
    try:
        parsed = URL(url)
        is_usable = parsed.scheme in ("http", "https") and bool(parsed.host) and all("!" <= char <= "~" for char in url)
        is_bare = not (parsed.user or parsed.password or parsed.query_string or parsed.fragment)
    except ValueError:
        is_usable = is_bare = False
    if not (is_usable and is_bare):
        raise ValueError(f"{name} is not an http or https address that calls can be sent to")
    return url.rstrip("/")


class Transport:
    """Sends requests with the API key. An async context manager, which closes its session at the end.

    `before_post` is awaited just before a POST; if it raises OSError, nothing is sent.
    """

    def __init__(self, api_key: str, before_post: Callable[[], Awaitable[None]] | None = None) -> None:
        if len(api_key) < KEY_MIN_CHARS or not all("!" <= char <= "~" for char in api_key):
            raise ValueError("the Segmind API key is empty or has characters that no key has")
        self._api_key = api_key
        self._before_post = before_post

    async def __aenter__(self) -> Self:
        # A new connection for each call: the server could close a kept one just as it is used again, and nobody would
        # know whether a submission arrived.
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True, limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            middlewares=(send_once,),
            trust_env=False,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def exchange(
        self,
        method: str,
        url: str,
        *,
        timeouts: CallTimeouts,
        max_bytes: int,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request, once, without following redirects. Raises Lost if no status came back."""
        if method == "POST" and self._before_post is not None:
            try:
                await self._before_post()
            except OSError as error:
                raise Lost(str(error), is_sent=False) from None
        try:
            async with self._session.request(
                method,
                URL(url, encoded=True),
                params=query,
                data=None if body is None else io.BytesIO(json.dumps(body).encode()),
                # Built here and not stored in a variable, since a logged traceback may show variables.
                headers={"x-api-key": self._api_key, "Content-Type": "application/json"},
                timeout=timeouts.for_aiohttp(),
                allow_redirects=False,
            ) as response:
                return await self._read(response, max_bytes)
        except NETWORK_ERRORS as error:
            # Without a cause: aiohttp's errors contain the request's headers, and with them the key.
            is_sent = not isinstance(error, _CONNECT_ERRORS)
            raise Lost(describe(error, self._api_key), is_sent=is_sent) from None

    async def _read(self, response: ClientResponse, max_bytes: int) -> Answer:
        """Read as much of the body as possible; the status counts even without the body."""
        content = bytearray()
        try:
            async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
                content += chunk
                if len(content) > max_bytes:
                    response.close()
                    return Answer(
                        response.status, response.headers, None, f"the answer has more than {max_bytes} bytes"
                    )
        except NETWORK_ERRORS as error:
            return Answer(response.status, response.headers, None, describe(error, self._api_key))
        # A server may repeat the key that it was sent.
        body = bytes(content) if response.ok else bytes(content).replace(self._api_key.encode(), b"(key)")
        return Answer(response.status, response.headers, body)


async def send_once(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
    """Keep aiohttp from silently repeating a request after a broken connection, as it does for GETs.

    It only repeats after two errors of its own, so this raises another one instead.
    """
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise aiohttp.ClientConnectionError(f"{type(error).__name__}: {error}") from None
