"""Downloads a finished video: untrusted bytes from an untrusted address."""

import asyncio
import hashlib
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import ParamSpec, Self

import aiohttp
from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.segmind.errors import (
    DownloadError,
    DownloadGone,
    DownloadInterrupted,
    DownloadTooLarge,
    TooManyRedirects,
    UnsafeAddress,
)
from bot.segmind.transport import NETWORK_ERRORS, USER_AGENT, CallTimeouts, describe, send_once

MAX_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
#: Temporary 4xx answers; any other means that the address no longer works.
_PASSING = (408, 425, 429)
_CHUNK_BYTES = 256 * 1024

_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True)
class Downloaded:
    """The result of a download."""

    size_bytes: int
    sha256: str
    #: Whether the connection ended before all announced bytes arrived. The file may still be complete.
    is_short: bool = False


class Downloader:
    """Downloads files without any credentials. An async context manager, which closes its session at the end.

    Unless `allow_private_urls`, it only connects to public addresses, checked again at every redirect. `resolver`
    replaces the system's name lookup.
    """

    def __init__(self, *, allow_private_urls: bool = False, resolver: AbstractResolver | None = None) -> None:
        self._allow_private_urls = allow_private_urls
        self._resolver = resolver

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                force_close=True,
                limit=0,
                resolver=self._resolver,
                socket_factory=None if self._allow_private_urls else open_public_socket,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT, "Accept": "video/*, */*;q=0.5", "Accept-Encoding": "identity"},
            middlewares=(send_once,),
            trust_env=False,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def download(
        self, url: str, path: Path, max_bytes: int, *, timeouts: CallTimeouts, keeps_short: bool = False
    ) -> Downloaded:
        """Download a file to `path`, which is written atomically and synced to disk.

        Until then the bytes are in `path` + `.part`. The next attempt overwrites a leftover of a crash, so two
        downloads must not share a path. `timeouts.total_s` includes all redirects. `keeps_short` also accepts a file
        that is shorter than announced, since the announcement may be wrong. Raises DownloadError, and OSError for
        problems with the disk. Safe to repeat.
        """
        partial = path.with_name(f"{path.name}.part")
        try:
            downloaded = await self._fetch(_parse_url(url), partial, max_bytes, timeouts)
            if downloaded.is_short and not keeps_short:
                raise DownloadInterrupted(f"ended after {downloaded.size_bytes} bytes")
            await _in_thread(_publish, partial, path)
        finally:
            partial.unlink(missing_ok=True)
        return downloaded

    async def _fetch(self, url: URL, partial: Path, max_bytes: int, timeouts: CallTimeouts) -> Downloaded:
        """Download within the total time."""
        deadline = asyncio.timeout(timeouts.total_s)
        try:
            async with deadline:
                return await self._follow(url, partial, max_bytes, timeouts)
        except TimeoutError:
            if not deadline.expired():
                raise
            raise DownloadInterrupted(f"not complete after {timeouts.total_s:g} s") from None

    async def _follow(self, url: URL, partial: Path, max_bytes: int, timeouts: CallTimeouts) -> Downloaded:
        """Download from an address, or from where it redirects to."""
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response = await self._session.get(url, timeout=timeouts.for_aiohttp(), allow_redirects=False)
            except NETWORK_ERRORS as error:
                raise _connection_error(error) from None
            async with response:
                if response.status not in _REDIRECTS:
                    _check_answer(response, max_bytes)
                    return await _save(response, partial, max_bytes)
                url = _parse_url(response.headers.get("Location", ""), base=response.url)
        raise TooManyRedirects(f"more than {MAX_REDIRECTS} redirects")


def _parse_url(text: str, base: URL | None = None) -> URL:
    """Parse an address, or raise UnsafeAddress. A valid one is kept unchanged, since it may be signed."""
    try:
        url = URL(text, encoded=all("!" <= char <= "~" for char in text))
        url = url if base is None else base.join(url)
        is_usable = bool(text) and url.scheme in ("http", "https") and bool(url.host) and url.port != 0
        has_user = url.user is not None or url.password is not None
    except ValueError:
        raise UnsafeAddress("not an address") from None
    if not is_usable or has_user:
        raise UnsafeAddress("an address with a user name" if has_user else "not an http or https address")
    return url


def _connection_error(error: BaseException) -> DownloadError:
    """Distinguish a refused address from a failed connection."""
    if isinstance(error, aiohttp.InvalidURL):
        return UnsafeAddress(describe(error))
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, PrivateAddress):
        return UnsafeAddress("not a public address")
    return DownloadInterrupted(describe(error))


def _check_answer(response: aiohttp.ClientResponse, max_bytes: int) -> None:
    """Raise the error for an answer without the file."""
    status = response.status
    if 400 <= status < 500 and status not in _PASSING:
        raise DownloadGone(f"answered {status}", status=status)
    if status != 200:
        raise DownloadInterrupted(f"answered {status}", status=status)
    if (response.content_length or 0) > max_bytes:
        raise DownloadTooLarge(f"{response.content_length} bytes announced, at most {max_bytes} allowed", status=status)


async def _save(response: aiohttp.ClientResponse, partial: Path, max_bytes: int) -> Downloaded:
    """Stream a body to a file and sync it to disk."""
    file = _PartFile(partial)
    is_short = False
    try:
        while not is_short:
            chunk, is_short = await _read_chunk(response)
            if not chunk:
                break
            if file.size_bytes + len(chunk) > max_bytes:
                raise DownloadTooLarge(f"more than {max_bytes} bytes")
            await _in_thread(file.write, chunk)
        if not file.size_bytes:
            raise DownloadInterrupted("an empty file")
        await _in_thread(file.sync)
    finally:
        file.close()
    return Downloaded(file.size_bytes, file.digest.hexdigest(), is_short)


async def _read_chunk(response: aiohttp.ClientResponse) -> tuple[bytes, bool]:
    """Read the next bytes, none at the end; returns whether the body ended early with them."""
    try:
        return await response.content.read(_CHUNK_BYTES), False
    except aiohttp.ClientPayloadError:
        # aiohttp has no other way to get the bytes that arrived before the connection ended.
        return response.content._read_nowait(-1), True  # noqa: SLF001
    except NETWORK_ERRORS as error:
        raise DownloadInterrupted(describe(error)) from None


async def _in_thread(call: Callable[_P, None], *args: _P.args, **kwargs: _P.kwargs) -> None:
    """Run a blocking function in a thread; if this is cancelled, still wait for it, because it uses an open file."""
    work = asyncio.ensure_future(asyncio.to_thread(call, *args, **kwargs))
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        with suppress(OSError):
            work.result()
        raise


def _publish(partial: Path, path: Path) -> None:
    """Move a complete file to its name, and sync the folder."""
    partial.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class _PartFile:
    """A partial file, with its size and checksum so far. Its methods block."""

    def __init__(self, path: Path) -> None:
        self.size_bytes = 0
        self.digest = hashlib.sha256()
        self._file = path.open("wb")

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self.digest.update(chunk)
        self.size_bytes += len(chunk)

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


#: IPv6 networks with an IPv4 address in the last 32 bits: IPv4-mapped, IPv4-compatible, NAT64.
_EMBEDDING = tuple(IPv6Network(network) for network in ("::ffff:0:0/96", "::/96", "64:ff9b::/96"))


#: IANA's special-purpose registries, listed here to be the same on every Python: networks that aren't globally
#: reachable or never serve videos. Plus public-looking addresses of a cloud's own services (Azure's 168.63.129.16).
_SPECIAL = tuple(
    ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "168.63.129.16/32"),
        *("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20"),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")


class PrivateAddress(OSError):
    """The bot refused to connect to an address that isn't public."""

    def __init__(self) -> None:
        # Always the same text: if a name has several addresses, the connector merges errors with different texts.
        super().__init__("this address is not public")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    False for special-purpose addresses (private, loopback, link-local, shared, multicast, reserved and so on), for a
    cloud's own services, for either of these inside an IPv6 address (mapped, compatible, NAT64, 6to4), and for
    anything that isn't an IP address in its usual form.
    """
    try:
        ip = _unwrap(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    return not any(ip in network for network in _SPECIAL)


def open_public_socket(info: AddrInfoType) -> socket.socket:
    """Open a socket for an address, or raise PrivateAddress.

    As a connector's `socket_factory`, this checks each address after the name lookup, and the connection goes to
    exactly that address. So a name that changes its address in between can't bypass the check.
    """
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise PrivateAddress
    return socket.socket(family, kind, protocol)


def _unwrap(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address inside an IPv6 address."""
    if isinstance(ip, IPv4Address):
        return ip
    if any(ip in network for network in _EMBEDDING):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip if ip.sixtofour is None else ip.sixtofour
