"""Running ffmpeg: limits, cancellation, and what a failure means."""

import asyncio
import errno
import gc
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.media.ffmpeg import (
    Ffmpeg,
    FfmpegFailed,
    FfmpegMissing,
    FfmpegStopped,
    FfmpegTimedOut,
    ProcessLimits,
    read_from,
    shared_ffmpeg,
    write_to,
)
from tests.media.test_confinement import has_no_network
from tests.support.videos import find_ffmpeg_processes, make_video, wait_for_ffmpeg

ENDLESS = ["-re", "-f", "lavfi", "-i", "testsrc2=s=64x64", "-f", "null", "-"]


@pytest.fixture(autouse=True)
def _no_process_left() -> Iterator[None]:
    """No process and no zombie survives a test."""
    yield
    assert find_ffmpeg_processes() == []


@pytest.fixture(autouse=True, scope="module")
def _no_pipe_left() -> Iterator[None]:
    """The collector turns an open pipe into a warning, which is an error."""
    yield
    gc.collect()


def make_script(tmp_path: Path, text: str) -> str:
    """Something else to run in place of ffmpeg; `$last` is its last argument."""
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\nfor last; do :; done\n{text}\n", "utf-8")
    script.chmod(0o755)
    return str(script)


async def test_gives_what_ffmpeg_writes(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4")

    listing = await Ffmpeg().run([*read_from(film), "-f", "framecrc", "-"])

    assert listing.count(b"\n0,") == 24


async def test_time_limit_ends_it() -> None:
    started = time.monotonic()

    with pytest.raises(FfmpegTimedOut):
        await Ffmpeg().run(ENDLESS, limits=ProcessLimits(timeout_s=0.2))

    assert time.monotonic() - started < 2


async def test_time_limit_ends_waiting_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")

    with pytest.raises(FfmpegTimedOut):
        await Ffmpeg().run(["-i", str(tmp_path / "pipe.mp4"), "-f", "null", "-"], limits=ProcessLimits(timeout_s=0.2))


def test_only_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")

    for name in ("pipe.mp4", "nothing.mp4", "."):
        with pytest.raises(FileNotFoundError):
            read_from(tmp_path / name)


async def test_cancelling_ends_it() -> None:
    task = asyncio.create_task(Ffmpeg().run(ENDLESS))
    await wait_for_ffmpeg()

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert find_ffmpeg_processes() == []


async def test_cancelling_again_and_again_still_reaps_it() -> None:
    task = asyncio.create_task(Ffmpeg().run(ENDLESS))
    await wait_for_ffmpeg()

    while not task.done():
        task.cancel()
        await asyncio.sleep(0)

    assert task.cancelled()
    assert find_ffmpeg_processes() == []


async def test_cancelling_while_it_starts_leaves_nothing() -> None:
    for steps in (0, 1, 2, 3, 5, 8, 13):
        task = asyncio.create_task(Ffmpeg().run(ENDLESS))
        for _ in range(steps):
            await asyncio.sleep(0.0005)

        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert find_ffmpeg_processes() == [], steps


def test_nothing_is_left_when_the_loop_closes_at_once() -> None:
    async def run_and_stop() -> None:
        async with asyncio.timeout(0.1):
            await Ffmpeg().run(ENDLESS)

    with pytest.raises(TimeoutError):
        asyncio.run(run_and_stop())


async def test_what_a_script_started_ends_with_it(tmp_path: Path) -> None:
    script = make_script(tmp_path, "sleep 1000 &\nexit 0")

    with pytest.raises(FfmpegTimedOut):
        await Ffmpeg(executable=script).run([], limits=ProcessLimits(timeout_s=0.2))


async def test_processor_time_is_limited(tmp_path: Path) -> None:
    """The system ends what takes more, as others do below."""
    script = make_script(tmp_path, "ulimit -t")

    assert await Ffmpeg(executable=script).run([], limits=ProcessLimits(cpu_s=7)) == b"7\n"


async def test_memory_is_limited() -> None:
    film = ["-f", "lavfi", "-i", "testsrc2=s=3840x2160:d=20", "-vf", "reverse", "-f", "null", "-"]

    with pytest.raises(FfmpegStopped):
        await Ffmpeg().run(film, limits=ProcessLimits(timeout_s=30, memory_bytes=350 * 2**20))


async def test_size_of_files_is_limited(tmp_path: Path) -> None:
    target = tmp_path / "film.avi"
    film = ["-f", "lavfi", "-i", "testsrc2", "-c:v", "rawvideo", *write_to(target, "avi")]

    with pytest.raises(FfmpegStopped):
        await Ffmpeg().run(film, limits=ProcessLimits(timeout_s=30, file_bytes=1_000_000))

    assert target.stat().st_size <= 1_000_000


async def test_gives_way_to_the_bot() -> None:
    task = asyncio.create_task(Ffmpeg().run(ENDLESS))
    await wait_for_ffmpeg()

    async with asyncio.timeout(60):
        while find_ffmpeg_processes()[0].nice() < 10:
            await asyncio.sleep(0.01)

    assert not task.done()
    task.cancel()
    await asyncio.wait([task])


async def test_being_ended_by_others_is_no_word_on_the_file() -> None:
    numbers = (signal.SIGKILL, signal.SIGTERM, signal.SIGXCPU)
    ffmpeg = Ffmpeg(at_once=len(numbers))
    tasks = [asyncio.create_task(ffmpeg.run(ENDLESS, limits=ProcessLimits(timeout_s=30))) for _ in numbers]
    while len(find_ffmpeg_processes()) < len(numbers):
        await asyncio.sleep(0.005)
    await asyncio.sleep(0.2)  # until they listen to signals

    for process, number in zip(find_ffmpeg_processes(), numbers, strict=True):
        process.send_signal(number)

    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(outcome, FfmpegStopped)
        assert not isinstance(outcome, FfmpegTimedOut)


async def test_full_disk_is_an_oserror() -> None:
    film = ["-f", "lavfi", "-i", "testsrc2=d=5", "-c:v", "rawvideo", *write_to(Path("/dev/full"), "avi")]

    with pytest.raises(OSError, match="No space left") as caught:
        await Ffmpeg().run(film)

    assert caught.value.errno == errno.ENOSPC


@pytest.mark.usefixtures("unconfined")
async def test_failure_keeps_what_was_said_and_written(tmp_path: Path) -> None:
    script = make_script(tmp_path, "echo some; head -c 1000000 /dev/zero | tr '\\0' x >&2; echo END >&2; exit 1")

    with pytest.raises(FfmpegFailed) as caught:
        await Ffmpeg(executable=script).run([])

    assert caught.value.complaints.endswith("xEND\n")
    assert len(caught.value.complaints) == 8 * 1024
    assert caught.value.output == b"some\n"
    assert "END" not in str(caught.value)


@pytest.mark.usefixtures("unconfined")
async def test_endless_output_ends_it(tmp_path: Path) -> None:
    script = make_script(tmp_path, "cat /dev/zero")

    with pytest.raises(FfmpegFailed, match="read to its end"):
        await Ffmpeg(executable=script).run([], limits=ProcessLimits(timeout_s=20))


async def test_missing_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "ffmpeg"))

    with pytest.raises(FfmpegMissing):
        await Ffmpeg().run([])


async def test_executable_of_the_environment_is_used_and_told_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", make_script(tmp_path, "env"))
    monkeypatch.setenv("DISCORD_TOKEN", "a-secret")
    monkeypatch.setenv("SEGMIND_API_KEY", "a-secret")

    environment = await Ffmpeg().run([])

    assert b"PATH=" in environment
    assert b"secret" not in environment


@pytest.mark.usefixtures("unconfined")
async def test_only_so_many_run_at_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = make_script(tmp_path, 'echo 1 >> "$last"; sleep 0.1; echo -1 >> "$last"')
    ffmpeg = Ffmpeg(at_once=2, executable=script)

    await asyncio.gather(*(ffmpeg.run([str(log)]) for _ in range(6)))

    running, most = 0, 0
    for change in log.read_text().split():
        running += int(change)
        most = max(most, running)
    assert (running, most) == (0, 2)


@pytest.mark.usefixtures("unconfined")
async def test_waiting_for_a_turn_does_not_count_and_can_be_cancelled(tmp_path: Path) -> None:
    ffmpeg = Ffmpeg(at_once=1, executable=make_script(tmp_path, "sleep 0.4"))
    # The last one waits for longer than it may run.
    runs = [asyncio.create_task(ffmpeg.run([], limits=ProcessLimits(timeout_s=1.15))) for _ in range(5)]
    await asyncio.sleep(0.1)

    runs[1].cancel()

    outcomes = await asyncio.gather(*runs, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [bytes, asyncio.CancelledError, bytes, bytes, bytes]


async def test_all_of_one_loop_share_one() -> None:
    assert shared_ffmpeg() is shared_ffmpeg()


def test_another_loop_has_its_own() -> None:
    async def get() -> Ffmpeg:
        return shared_ffmpeg()

    assert asyncio.run(get()) is not asyncio.run(get())


async def test_playlist_is_no_way_to_the_network(tmp_path: Path) -> None:
    visits = []

    def close(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(writer.get_extra_info("peername"))
        writer.close()

    server = await asyncio.start_server(close, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    playlist = tmp_path / "playlist.mp4"
    playlist.write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n", "utf-8"
    )
    async with server:
        with pytest.raises(FfmpegFailed):
            await Ffmpeg().run(
                [
                    *("-protocol_whitelist", "file,http,tcp", "-f", "hls", "-allowed_extensions", "ALL"),
                    *("-i", str(playlist), "-f", "null", "-"),
                ]
            )
        assert len(visits) > 0 or has_no_network()  # this is what a playlist can do where nothing else hinders it
        visits.clear()

        with pytest.raises(FfmpegFailed, match="read to its end"):
            await Ffmpeg().run([*read_from(playlist), "-f", "null", "-"])
    assert not visits


@pytest.mark.usefixtures("unconfined")
async def test_names_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "videos"
    folder.mkdir()
    # The folder that .env may be in is closed to ffmpeg, in which everything else is a folder below.
    monkeypatch.chdir(tmp_path)
    for name in ("-v.mp4", "concat:a|b.mp4", "pipe:0.mp4", "a 'quoted' \"name\".mp4", "100%d.mp4", "two\nlines.mp4"):
        make_video(tmp_path / "film.mp4").rename(folder / name)
        target = Path("videos") / f"{name}.copy"

        await Ffmpeg().run([*read_from(Path("videos") / name), "-c", "copy", *write_to(target, "mp4")])

        assert target.stat().st_size > 1000, name
