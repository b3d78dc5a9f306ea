"""Downloads files from Discord only: the bot never requests an address that a person typed."""

import asyncio
import re
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

import aiohttp
import yarl

from bot.errors import VeoBotError

OFFICIAL_API_HOST = "discord.com"
#: The hosts of attachments, and of Discord's own copies of pictures from elsewhere.
_HOSTS = re.compile(r"cdn\.discordapp\.com|media\.discordapp\.net|images-ext-\d{1,3}\.discordapp\.net")
_TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=10, sock_read=15)
_CHUNK_BYTES = 64 * 1024
#: Enough bytes to recognize the kind of file.
HEAD_BYTES = 4096
_TRIES = 2
_RETRY_S = 1.0
#: Temporary refusals.
_BUSY = (408, 425, 429)


class DiscordFileError(VeoBotError):
    """A file couldn't be downloaded from Discord."""


class ForeignAddress(DiscordFileError):
    """The address isn't Discord's; it was not requested."""


class FileGone(DiscordFileError):
    """Discord doesn't have the file (any more)."""


class FileUnreachable(DiscordFileError):
    """Discord couldn't provide the file now, but may be able to later."""


class FileTooLarge(DiscordFileError):
    """The file has more bytes than allowed."""

    def __init__(self, size_bytes: int) -> None:
        super().__init__("the file is too large")
        #: The minimum number of bytes it has.
        self.size_bytes = size_bytes


class FileSource(Protocol):
    """Reads files that Discord serves."""

    async def read(self, url: str, *, max_bytes: int, check_head: Callable[[bytes], object]) -> bytes:
        """Read a whole file. `check_head` sees its beginning first and may raise, which ends the download.

        Raises DiscordFileError, and what `check_head` raises.
        """


class DiscordFiles:
    """Reads files from Discord's own hosts, over HTTPS, without redirects, up to a size limit.

    Used with `async with`. `api_url` is the API that the bot uses: if that isn't Discord's own, files from its host are
    read, too.
    """

    def __init__(self, api_url: str) -> None:
        api = yarl.URL(api_url)
        self._own_origin = None if api.host == OFFICIAL_API_HOST else api.origin()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        # Compressed answers aren't accepted: pictures don't need it, and a few bytes could expand to very many.
        self._session = aiohttp.ClientSession(
            timeout=_TIMEOUT,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"Accept-Encoding": "identity"},
            auto_decompress=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def read(self, url: str, *, max_bytes: int, check_head: Callable[[bytes], object]) -> bytes:
        """Read a whole file; see FileSource. Temporary failures are retried once."""
        address = self._check(url)
        for _ in range(_TRIES - 1):
            try:
                return await self._read_once(address, max_bytes, check_head)
            except FileUnreachable:
                await asyncio.sleep(_RETRY_S)
        return await self._read_once(address, max_bytes, check_head)

    def _check(self, url: str) -> yarl.URL:
        if not url.isascii() or not url.isprintable() or " " in url:
            raise ForeignAddress("not an address that Discord gives")
        try:
            # Keep it unchanged: part of it is a signature.
            address = yarl.URL(url, encoded=True)
            is_official = (
                address.scheme == "https"
                and address.port == 443
                and address.user is None
                and address.password is None
                and _HOSTS.fullmatch(address.host or "") is not None
            )
            is_own = address.is_absolute() and self._own_origin is not None and address.origin() == self._own_origin
        except ValueError as error:
            raise ForeignAddress("not an address") from error
        if not is_official and not is_own:
            raise ForeignAddress("not one of Discord's addresses")
        return address

    async def _read_once(self, address: yarl.URL, max_bytes: int, check_head: Callable[[bytes], object]) -> bytes:
        if self._session is None:
            raise RuntimeError("the files are not open")
        try:
            async with self._session.get(address, allow_redirects=False) as response:
                if response.status != 200:
                    is_final = 400 <= response.status < 500 and response.status not in _BUSY
                    error = FileGone if is_final else FileUnreachable
                    raise error(f"Discord answered {response.status}")
                return await _receive(response, max_bytes, check_head)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise FileUnreachable(f"Discord did not answer: {type(error).__name__}") from error


async def _receive(response: aiohttp.ClientResponse, max_bytes: int, check_head: Callable[[bytes], object]) -> bytes:
    """Receive the bytes up to the limit; checks the kind of file before its size."""
    data = bytearray()
    is_checked = False
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        data += chunk
        if not is_checked and len(data) >= HEAD_BYTES:
            check_head(bytes(data[:HEAD_BYTES]))
            is_checked = True
        size_bytes = max(len(data), response.content_length or 0)
        if is_checked and size_bytes > max_bytes:
            raise FileTooLarge(size_bytes)
    if not is_checked:
        check_head(bytes(data))
    if len(data) > max_bytes:
        raise FileTooLarge(len(data))
    return bytes(data)
