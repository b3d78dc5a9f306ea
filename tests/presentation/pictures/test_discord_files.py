"""Only what Discord serves is fetched, never more than allowed, and a few at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import cast
from unittest.mock import Mock

import pytest
from aiohttp import web

from bot.domain.requests import AspectRatio
from bot.errors import UserError
from bot.media.errors import PictureError, PictureFault
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import DEFAULT_LIMITS, Fit, PictureLimits, PreparedPicture, check_file
from bot.presentation.orders.mentions import EventRateLimit
from bot.presentation.pictures.discord_files import (
    DiscordFiles,
    FileGone,
    FileTooLarge,
    FileUnreachable,
    ForeignAddress,
)
from bot.presentation.pictures.frame_queue import FrameQueue
from bot.presentation.pictures.message_pictures import FoundPicture
from bot.sentences import Sentence
from tests.support.models import SIZES
from tests.support.pictures import draw_corners, encode

PNG = encode(draw_corners(), "PNG")
CDN = "https://cdn.discordapp.com/attachments/100000000000000001/200000000000000002"
PROXY = "https://images-ext-1.discordapp.net/external/abc/https/example.org"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """A server on this machine that stands for Discord's, or for somebody else's."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[str] = []
        self.answer: Handler = self._serve

    async def _serve(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(body=PNG)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        return await self.answer(request)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_get("/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture
async def files(server: Server) -> AsyncIterator[DiscordFiles]:
    async with DiscordFiles(f"{server.url}/api/v10") as files:
        yield files


async def read(files: DiscordFiles, url: str, max_bytes: int = 1_000_000) -> bytes:
    return await files.read(url, max_bytes=max_bytes, check_head=lambda head: check_file(head, DEFAULT_LIMITS))


async def test_a_file_is_read_with_its_signature_as_it_is(files: DiscordFiles, server: Server) -> None:
    assert await read(files, f"{server.url}/attachments/1/2/a%20b.png?ex=%2f&hm=A%2B") == PNG
    assert server.asked == ["/attachments/1/2/a%20b.png?ex=%2f&hm=A%2B"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.png",
        "https://cdn.discordapp.com.example.org/a.png",
        "https://cdn.discordapp.com@example.org/a.png",
        "https://someone@cdn.discordapp.com/a.png",
        "https://cdn.discordapp.com:8443/a.png",
        "http://cdn.discordapp.com/a.png",
        "https://images-ext-1.discordapp.net.evil/a.png",
        "https://images-ext-x.discordapp.net/a.png",
        "https://127.0.0.1/a.png",
        "https://[::1]/a.png",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "attachment://a.png",
        "//cdn.discordapp.com/a.png",
        "/a.png",
        "",
        "https://cdn.discordapp.com/a b.png",
        "https://cdn.discordapp.com/a\r\nHost: x",
        "https://cdn.discоrdapp.com/a.png",
        "https://cdn.discordapp.com:99999/a.png",
        "https://[cdn.discordapp.com/a.png",
    ],
)
async def test_no_other_address_is_requested(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with DiscordFiles("https://discord.com/api/v10") as files:
        monkeypatch.setattr("aiohttp.ClientSession.get", Mock(side_effect=AssertionError("requested")))
        with pytest.raises(ForeignAddress):
            await read(files, url)


async def test_another_host_is_allowed_only_where_it_is_the_api(server: Server) -> None:
    async with DiscordFiles("https://discord.com/api/v10") as files:
        with pytest.raises(ForeignAddress):
            await read(files, f"{server.url}/a.png")
    async with DiscordFiles("http://127.0.0.1:1/api/v10") as files:
        with pytest.raises(ForeignAddress):
            await read(files, f"{server.url}/a.png")
    assert server.asked == []


async def test_discords_own_hosts_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with DiscordFiles("https://discord.com/api/v10") as files:
        asked = Mock(side_effect=OSError("no network in tests"))
        monkeypatch.setattr("aiohttp.ClientSession.get", asked)
        monkeypatch.setattr("bot.presentation.pictures.discord_files._RETRY_S", 0)
        for url in (f"{CDN}/a.png?ex=1", f"{PROXY}/a.png", "https://media.discordapp.net/attachments/1/2/a.png"):
            with pytest.raises(FileUnreachable):
                await read(files, url)
        assert asked.call_count == 6
        assert all(call.kwargs["allow_redirects"] is False for call in asked.call_args_list)


async def test_a_redirect_is_not_followed(files: DiscordFiles, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.presentation.pictures.discord_files._RETRY_S", 0)

    async def redirect(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": f"{server.url}/secret"})

    server.answer = redirect
    with pytest.raises(FileUnreachable):
        await read(files, f"{server.url}/a.png")
    assert "/secret" not in server.asked


@pytest.mark.parametrize("status", [403, 404, 410, 415])
async def test_what_is_gone_is_gone(files: DiscordFiles, server: Server, status: int) -> None:
    async def refuse(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text="This content is no longer available.")

    server.answer = refuse
    with pytest.raises(FileGone):
        await read(files, f"{server.url}/a.png")
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_what_fails_in_passing_is_tried_once_more(
    files: DiscordFiles, server: Server, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.presentation.pictures.discord_files._RETRY_S", 0)

    async def fail_once(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=status) if len(server.asked) == 1 else web.Response(body=PNG)

    server.answer = fail_once
    assert await read(files, f"{server.url}/a.png") == PNG


async def test_a_connection_that_breaks_off_is_no_picture(
    files: DiscordFiles, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.presentation.pictures.discord_files._RETRY_S", 0)

    async def break_off(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(PNG) + 1000)})
        await response.prepare(request)
        await response.write(PNG)
        assert request.transport is not None
        request.transport.close()
        return response

    server.answer = break_off
    with pytest.raises(FileUnreachable):
        await read(files, f"{server.url}/a.png")
    assert len(server.asked) == 2


@pytest.mark.parametrize("is_declared", [True, False])
async def test_the_cap_holds_while_it_streams(files: DiscordFiles, server: Server, is_declared: bool) -> None:
    total = 50_000_000
    sent = 0

    async def pour(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Length": str(total)} if is_declared else {})
        await response.prepare(request)
        while sent < total:
            await response.write(PNG.ljust(100_000, b"\0"))
            sent += 100_000
        return response

    server.answer = pour
    with pytest.raises(FileTooLarge) as caught:
        await read(files, f"{server.url}/a.png", max_bytes=1_000_000)
    assert caught.value.size_bytes == total if is_declared else caught.value.size_bytes > 1_000_000
    assert sent < total / 2, "the rest was never taken"


async def test_what_is_no_picture_is_told_by_its_first_bytes(files: DiscordFiles, server: Server) -> None:
    async def send_video(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"\0\0\0\x20ftypisom" + bytes(5_000_000), content_type="image/png")

    server.answer = send_video
    with pytest.raises(PictureError) as caught:
        await read(files, f"{server.url}/a.png")
    assert caught.value.fault is PictureFault.VIDEO, "what it is counts more than how large it is"


async def test_bytes_are_not_unpacked_on_the_way(files: DiscordFiles, server: Server) -> None:
    async def send_packed(request: web.Request) -> web.StreamResponse:
        assert request.headers["Accept-Encoding"] == "identity"
        response = web.Response(body=PNG)
        response.headers["Content-Encoding"] = "gzip"
        return response

    server.answer = send_packed
    assert await read(files, f"{server.url}/a.png") == PNG


class SlowFiles:
    """Hands files over when it is told to, and counts."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.now = self.most = 0
        self.order: list[str] = []

    async def read(self, url: str, *, max_bytes: int, check_head: Callable[[bytes], object]) -> bytes:
        self.order.append(url)
        self.now += 1
        self.most = max(self.most, self.now)
        await self.go.wait()
        check_head(PNG)
        self.now -= 1
        raise FileTooLarge(max_bytes + 1)


async def test_few_pictures_are_held_at_once_and_nobody_waits_behind_one_person() -> None:
    files = SlowFiles()
    async with ImageSandbox() as image_sandbox:
        frames = FrameQueue(files, image_sandbox, PictureLimits())

        async def make(user_id: int, name: str) -> None:
            picture = FoundPicture(f"{user_id}-{name}", name)
            await frames.make(
                picture, user_id=user_id, aspect=AspectRatio.LANDSCAPE, fit=Fit.CROP, locale="en-US", sizes=SIZES
            )

        greedy = [asyncio.create_task(make(1, str(i))) for i in range(6)]
        modest = [asyncio.create_task(make(user_id, "0")) for user_id in range(2, 7)]
        await asyncio.sleep(0.05)
        assert files.order == ["1-0", "2-0", "3-0"]
        files.go.set()
        results = await asyncio.gather(*greedy, *modest, return_exceptions=True)
        assert files.most == 3
        assert all(isinstance(result, UserError) for result in results)
        assert [str(r)[:20] for r in results[:6]].count("I'm still preparing ") == 2
        assert not frames._lines


async def test_the_queue_is_bounded_and_a_closed_room_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.presentation.pictures.frame_queue._WAITING", 4)
    files = SlowFiles()
    async with ImageSandbox() as image_sandbox:
        frames = FrameQueue(files, image_sandbox, PictureLimits())
        tasks = [
            asyncio.create_task(
                frames.make(FoundPicture("x", "x"), user_id=i, aspect=None, fit=Fit.CROP, locale="en-US", sizes=SIZES)
            )
            for i in range(5)
        ]
        await asyncio.sleep(0.02)
        with pytest.raises(UserError, match="A lot of pictures"):
            await tasks[4]
        await frames.close()
        files.go.set()
        results = await asyncio.gather(*tasks[:4], return_exceptions=True)
        assert sum("restarting" in str(result) for result in results) == 1, "the one that was still waiting"


class BrokenRoom:
    """Finds every picture damaged, until it is told otherwise."""

    def __init__(self) -> None:
        self.fault: PictureFault | None = PictureFault.DAMAGED
        self.count = 0

    async def prepare(self, data: bytes, **_options: object) -> PreparedPicture:
        self.count += 1
        if self.fault is not None:
            raise PictureError(self.fault, Sentence("picture-fault-damaged"))
        return PreparedPicture(data, "image/png", 1280, 720, AspectRatio.LANDSCAPE, "PNG", 1280, 720)


async def test_whoever_sends_many_pictures_that_cannot_be_read_waits_and_nobody_else_does(
    files: DiscordFiles, server: Server
) -> None:
    room, now = BrokenRoom(), 0.0
    frames = FrameQueue(files, cast("ImageSandbox", room), PictureLimits(), lambda: now)

    async def send(user_id: int) -> str:
        picture = FoundPicture(f"{server.url}/a.png", "a.png")
        try:
            await frames.make(picture, user_id=user_id, aspect=None, fit=Fit.CROP, locale="en-US", sizes=SIZES)
        except UserError as error:
            return str(error)
        return ""

    for _ in range(3):
        assert "damaged" in await send(1)
    assert "You can send the next one <t:" in await send(1)
    assert room.count == 3, "the fourth cost nothing"
    assert "damaged" in await send(2)
    now += 31
    assert "damaged" in await send(1)
    now += 31
    assert "You can send the next one" in await send(1), "twice as long"
    now += 30
    room.fault = None
    assert await send(1) == ""
    room.fault = PictureFault.DAMAGED
    assert "damaged" in await send(1), "one that could be read makes up for all"
    assert "damaged" in await send(1)
    now += 4000
    assert "damaged" in await send(1)
    assert len(frames._bad_pictures) == 1, "what is long over is forgotten"


async def test_pictures_that_are_refused_at_once_make_nobody_wait(files: DiscordFiles, server: Server) -> None:
    room = BrokenRoom()
    room.fault = PictureFault.INVISIBLE
    frames = FrameQueue(files, cast("ImageSandbox", room), PictureLimits())
    picture = FoundPicture(f"{server.url}/a.png", "a.png")
    for _ in range(5):
        with pytest.raises(PictureError):
            await frames.make(picture, user_id=1, aspect=None, fit=Fit.CROP, locale="en-US", sizes=SIZES)


async def test_sizes_are_said_in_the_limits_that_are_set(files: DiscordFiles, server: Server) -> None:
    async with ImageSandbox() as image_sandbox:
        frames = FrameQueue(files, image_sandbox, PictureLimits(max_bytes=500))
        picture = FoundPicture(f"{server.url}/a.png", "a.png")
        with pytest.raises(UserError, match=r"the limit is 0\.0005 MB"):
            await frames.make(picture, user_id=1, aspect=None, fit=Fit.CROP, locale="en-US", sizes=SIZES)


def test_a_quota_forgets_what_is_over() -> None:
    now = 0.0
    quota = EventRateLimit(2, 60, lambda: now)
    for _ in range(2):
        assert quota.has_room("a")
        quota.note("a")
    assert not quota.has_room("a")
    assert quota.has_room("b")
    now = 61.0
    assert quota.has_room("a")
    assert not quota._times
