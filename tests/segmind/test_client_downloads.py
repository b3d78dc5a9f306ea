"""Untrusted bytes from untrusted addresses: whole or not at all, bounded, and from public addresses only."""

import asyncio
import errno
import hashlib
import os
import random
import socket
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.segmind.client import SegmindClient
from bot.segmind.download import is_public
from bot.segmind.errors import (
    DownloadError,
    DownloadGone,
    DownloadInterrupted,
    DownloadTooLarge,
    TooManyRedirects,
    Transient,
    UnsafeAddress,
)
from tests.segmind.conftest import (
    DROP,
    IMPATIENT,
    PATIENT,
    STALL,
    Reply,
    WireServer,
    answer,
    listen,
    make_client,
    same_timeouts,
)

MAX_BYTES = 2_000_000
VIDEO = random.Random(1).randbytes(700_000)


class FixedResolver(AbstractResolver):
    """Looks names up in a list of answers, the last of which stays."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        found = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        kind = socket.AF_INET6 if ":" in found else socket.AF_INET
        return [ResolveResult(hostname=host, host=found, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)]

    async def close(self) -> None:
        pass


@pytest.fixture
async def strict() -> AsyncIterator[SegmindClient]:
    """A client that fetches from public addresses only, as in production."""
    async with make_client("http://api.example", allow_private_urls=False) as client:
        yield client


def found_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_a_video_is_saved_with_its_size_and_checksum(
    client: SegmindClient, server: WireServer, tmp_path: Path
) -> None:
    server.default = answer(200, VIDEO, headers={"Content-Type": "text/html"})
    saved = await client.download(f"{server.url}/out.mp4?sig=a%2Fb%20c+d~%7E", tmp_path / "1.mp4", MAX_BYTES)
    assert (saved.size_bytes, saved.sha256) == (len(VIDEO), hashlib.sha256(VIDEO).hexdigest())
    assert (tmp_path / "1.mp4").read_bytes() == VIDEO
    assert found_in(tmp_path) == ["1.mp4"]
    (request,) = server.received
    assert request.target == "/out.mp4?sig=a%2Fb%20c+d~%7E", "a signed address is used to the letter"
    assert request.headers["accept-encoding"] == "identity"


async def test_the_key_goes_nowhere_with_a_download(
    client: SegmindClient, server: WireServer, other_server: WireServer, tmp_path: Path
) -> None:
    # Even from the API's own host, which may see the key in calls.
    server.replies.extend([answer(302, headers={"Location": f"{other_server.url}/1.mp4", "Set-Cookie": "a=b; Path=/"})])
    other_server.default = answer(200, VIDEO)
    await client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", MAX_BYTES)
    sent = {name for request in [*server.received, *other_server.received] for name in request.headers}
    assert sent <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


async def test_a_file_that_is_there_is_replaced_and_a_leftover_too(
    client: SegmindClient, server: WireServer, tmp_path: Path
) -> None:
    server.default = answer(200, VIDEO)
    (tmp_path / "1.mp4").write_bytes(b"old")
    (tmp_path / "1.mp4.part").write_bytes(b"leftover of a crash" * 100_000)
    await client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", MAX_BYTES)
    assert (tmp_path / "1.mp4").read_bytes() == VIDEO
    assert found_in(tmp_path) == ["1.mp4"]


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BAD: dict[str, tuple[Reply, type[DownloadError]]] = {
    "cut off": (answer(200, VIDEO, cut=True), DownloadInterrupted),
    "cut off in a chunk": (Reply(CHUNKED + b"400\r\nabc"), DownloadInterrupted),
    "cut off between chunks": (Reply(CHUNKED + b"3\r\nabc\r\n"), DownloadInterrupted),
    "dropped": (DROP, DownloadInterrupted),
    "empty": (answer(200), DownloadInterrupted),
    "no content": (Reply(b"HTTP/1.1 204 No Content\r\n\r\n"), DownloadInterrupted),
    "a part nobody asked for": (answer(206, VIDEO), DownloadInterrupted),
    "no http": (Reply(b"hello\r\n\r\n"), DownloadInterrupted),
    "silence": (STALL, DownloadInterrupted),
    "silence halfway": (Reply(answer(200, VIDEO, cut=True).data, stall=True), DownloadInterrupted),
    "too large, announced": (Reply(OK + b"Content-Length: 2000001\r\n\r\n", stall=True), DownloadTooLarge),
    "too large": (Reply(OK + b"\r\n" + bytes(MAX_BYTES + 1), stall=True), DownloadTooLarge),
    "too large in chunks": (Reply(CHUNKED + b"1e8481\r\n" + bytes(MAX_BYTES + 1), stall=True), DownloadTooLarge),
    "404": (answer(404, b"<html>"), DownloadGone),
    "410": (answer(410), DownloadGone),
    "403": (answer(403, b"<Error><Code>AccessDenied</Code></Error>"), DownloadGone),
    "401": (answer(401), DownloadGone),
    "400": (answer(400), DownloadGone),
    "408": (answer(408), DownloadInterrupted),
    "429": (answer(429), DownloadInterrupted),
    "500": (answer(500), DownloadInterrupted),
    "503": (answer(503, b"<html>"), DownloadInterrupted),
    "304": (Reply(b"HTTP/1.1 304 Not Modified\r\n\r\n"), DownloadInterrupted),
    "redirect to nowhere": (answer(302), UnsafeAddress),
    "redirect to a file": (answer(302, headers={"Location": "file:///etc/passwd"}), UnsafeAddress),
    "redirect to an odd port": (answer(302, headers={"Location": "http://x.example:99999/"}), UnsafeAddress),
    "redirect to oneself": (answer(302, headers={"Location": "/1.mp4"}), TooManyRedirects),
}


async def test_what_does_not_arrive_whole_leaves_nothing(
    client: SegmindClient, server: WireServer, tmp_path: Path
) -> None:
    (tmp_path / "1.mp4").write_bytes(b"old")
    for name, (reply, kind) in BAD.items():
        server.default = reply
        is_silent = reply.stall and kind is DownloadInterrupted
        timeouts = (IMPATIENT if is_silent else PATIENT).download
        with pytest.raises(DownloadError) as caught:
            await client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", MAX_BYTES, timeouts=timeouts)
        assert (name, type(caught.value)) == (name, kind)
        assert isinstance(caught.value, Transient) is (kind is DownloadInterrupted)
        assert caught.value.detail
        assert found_in(tmp_path) == ["1.mp4"]
        assert (tmp_path / "1.mp4").read_bytes() == b"old"


async def test_exactly_the_allowed_size_is_allowed(client: SegmindClient, server: WireServer, tmp_path: Path) -> None:
    server.default = answer(200, VIDEO)
    saved = await client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", len(VIDEO))
    assert saved.size_bytes == len(VIDEO)
    with pytest.raises(DownloadTooLarge):
        await client.download(f"{server.url}/1.mp4", tmp_path / "2.mp4", len(VIDEO) - 1)


async def test_three_redirects_are_followed_and_not_four(
    client: SegmindClient, server: WireServer, tmp_path: Path
) -> None:
    hops = [answer(status, headers={"Location": f"next?{status}"}) for status in (301, 302, 307, 308)]
    server.default = answer(200, VIDEO)
    server.replies.extend(hops[:3])
    await client.download(f"{server.url}/a/1.mp4", tmp_path / "1.mp4", MAX_BYTES)
    assert [request.target for request in server.received] == ["/a/1.mp4", "/a/next?301", "/a/next?302", "/a/next?307"]
    server.replies.extend(hops)
    with pytest.raises(TooManyRedirects):
        await client.download(f"{server.url}/a/1.mp4", tmp_path / "2.mp4", MAX_BYTES)


async def test_a_drip_of_bytes_ends_at_the_total_time_out(tmp_path: Path) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    timeouts = same_timeouts(0.3, 0.3, 0.4)
    async with listen(drip) as port, make_client("http://a", timeouts=timeouts) as client:
        with pytest.raises(DownloadInterrupted, match="broke off") as caught:
            await client.download(f"http://127.0.0.1:{port}/", tmp_path / "1.mp4", MAX_BYTES)
    assert caught.value.detail
    assert found_in(tmp_path) == []


async def test_a_cancelled_download_leaves_nothing(client: SegmindClient, server: WireServer, tmp_path: Path) -> None:
    server.default = Reply(answer(200, VIDEO, cut=True).data, stall=True)
    task = asyncio.create_task(client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", MAX_BYTES))
    async with asyncio.timeout(10):
        while not (tmp_path / "1.mp4.part").exists():
            await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert found_in(tmp_path) == []


async def test_what_the_disk_says_comes_as_it_is(client: SegmindClient, server: WireServer, tmp_path: Path) -> None:
    server.default = answer(200, VIDEO)
    with pytest.raises(FileNotFoundError):
        await client.download(f"{server.url}/1.mp4", tmp_path / "missing" / "1.mp4", MAX_BYTES)
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        await client.download(f"{server.url}/1.mp4", tmp_path / "folder", MAX_BYTES)
    assert found_in(tmp_path) == ["folder"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
async def test_a_full_disk_is_an_error_of_the_disk(client: SegmindClient, server: WireServer, tmp_path: Path) -> None:
    server.default = answer(200, VIDEO)
    (tmp_path / "1.mp4.part").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        await client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", MAX_BYTES)
    assert found_in(tmp_path) == []


async def test_a_disk_that_times_out_is_an_error_of_the_disk(
    client: SegmindClient, server: WireServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise TimeoutError(errno.ETIMEDOUT, "Connection timed out")

    server.default = answer(200, VIDEO)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(TimeoutError, match="Connection timed out"):
        await client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", MAX_BYTES)
    assert found_in(tmp_path) == []


async def test_a_download_cancelled_while_the_disk_works_waits_for_it(
    client: SegmindClient, server: WireServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, finish = threading.Event(), threading.Event()

    def work(_descriptor: int) -> None:
        started.set()
        assert finish.wait(10)

    server.default = answer(200, VIDEO)
    monkeypatch.setattr(os, "fsync", work)
    task = asyncio.create_task(client.download(f"{server.url}/1.mp4", tmp_path / "1.mp4", MAX_BYTES))
    assert await asyncio.to_thread(started.wait, 10)
    task.cancel()
    await asyncio.sleep(0.05)
    assert not task.done(), "the file is still in use"
    finish.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert found_in(tmp_path) == []


PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1",
    "fd00:ec2::254", "ff02::1", "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe",
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe", "", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "1.1.1",
    # Services of clouds, and everything else in IANA's special-purpose registries.
    "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110", "2002:a83f:8110::", "100.100.100.200", "192.0.0.192",
    "192.0.0.9", "192.0.0.10", "192.0.0.170", "192.0.0.255", "64:ff9b::c000:9", "192.31.196.1", "192.52.193.1",
    "192.88.99.1", "192.175.48.1", "fd20:ce::254", "::ffff:0:10.0.0.1", "::ffff:0:8.8.8.8", "2001::1", "2001:1::1",
    "2001:10::1", "2001:20::1", "2001:1ff::1", "2620:4f:8000::1", "3fff::1", "5f00::1", "100:0:0:1::1", "4000::1",
    "64:ff9b:2::1", "2002:c0a8:101::1",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "2001:200::1",
    "168.63.129.17",
    "192.0.1.1",
    "223.255.255.255",
]


def test_which_addresses_are_public() -> None:
    assert [address for address in PRIVATE if is_public(address)] == []
    assert [address for address in PUBLIC if not is_public(address)] == []


async def test_private_addresses_are_never_dialled(strict: SegmindClient, server: WireServer, tmp_path: Path) -> None:
    server.default = answer(200, VIDEO)
    port = server.url.rpartition(":")[2]
    for host in (
        "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433", "0x7f.1",
        "0177.0.0.1", "169.254.169.254", "10.255.255.1",
    ):  # fmt: skip
        with pytest.raises(UnsafeAddress):
            await strict.download(f"http://{host}:{port}/1.mp4", tmp_path / "1.mp4", MAX_BYTES)
        assert (host, server.connections) == (host, 0)


async def test_names_of_private_addresses_are_never_dialled(server: WireServer, tmp_path: Path) -> None:
    server.default = answer(200, VIDEO)
    addresses = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254"]
    names = [f"videos{number}.example" for number in range(len(addresses))]
    resolver = FixedResolver(*addresses)
    async with make_client("http://a", allow_private_urls=False, resolver=resolver) as client:
        for name, address in zip(names, addresses, strict=True):
            with pytest.raises(UnsafeAddress):
                await client.download(f"http://{name}:{server.url.rpartition(':')[2]}/1.mp4", tmp_path / "1", 9)
            assert (address, server.connections) == (address, 0)
    assert resolver.asked == names


async def test_a_name_that_changes_its_address_is_checked_when_it_is_dialled(
    server: WireServer, other_server: WireServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The name is public while the first hop is dialled, and private right afterwards.
    monkeypatch.setattr("bot.segmind.download.is_public", lambda address: address == "127.0.0.2")
    server.default = answer(200, VIDEO)

    async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer(302, headers={"Location": f"http://again.example:{server.url.rpartition(':')[2]}/"}).data)

    async with listen(redirect, "127.0.0.2") as port:
        resolver = FixedResolver("127.0.0.2", "127.0.0.1")
        async with make_client("http://a", allow_private_urls=False, resolver=resolver) as client:
            with pytest.raises(UnsafeAddress):
                await client.download(f"http://videos.example:{port}/1.mp4", tmp_path / "1.mp4", MAX_BYTES)
    assert resolver.asked == ["videos.example", "again.example"]
    assert server.connections == 0


async def test_private_addresses_work_where_they_are_allowed(server: WireServer, tmp_path: Path) -> None:
    server.default = answer(200, VIDEO)
    async with make_client("http://a", resolver=FixedResolver("127.0.0.1")) as client:
        await client.download(f"http://videos.example:{server.url.rpartition(':')[2]}/1", tmp_path / "1.mp4", MAX_BYTES)
    assert (tmp_path / "1.mp4").read_bytes() == VIDEO


async def test_what_is_no_address_of_a_video_is_refused(client: SegmindClient, tmp_path: Path) -> None:
    for url in (
        "", "1.mp4", "//x.example/1.mp4", "ftp://x.example/1.mp4", "file:///etc/passwd", "http://", "http:///1.mp4",
        "https://user:secret@x.example/1.mp4", "http://[::1", "http://x.example:port/", "data:video/mp4;base64,AAAA",
    ):  # fmt: skip
        with pytest.raises(UnsafeAddress) as caught:
            await client.download(url, tmp_path / "1.mp4", MAX_BYTES)
        assert "secret" not in repr(vars(caught.value))
        assert (url, found_in(tmp_path)) == (url, [])


async def test_many_downloads_at_once(client: SegmindClient, server: WireServer, tmp_path: Path) -> None:
    server.default = answer(200, VIDEO)
    await asyncio.gather(
        *(client.download(f"{server.url}/{n}.mp4", tmp_path / f"{n}.mp4", MAX_BYTES) for n in range(20))
    )
    assert all((tmp_path / f"{n}.mp4").read_bytes() == VIDEO for n in range(20))
