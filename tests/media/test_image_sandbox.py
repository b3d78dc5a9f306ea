"""Pictures are prepared in processes of their own: the bot goes on, whatever becomes of them."""

import asyncio
import contextlib
import dataclasses
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

import psutil
import pytest
from PIL import Image
from structlog.testing import capture_logs

from bot.domain.requests import AspectRatio
from bot.media import image_sandbox, image_sandbox_process
from bot.media.errors import MediaError, PictureError, PictureFault
from bot.media.image_sandbox import ImageSandbox
from bot.media.image_sandbox_process import PreparationTask, answer_order, read_answer, write_answer
from bot.media.picture_checks import DEFAULT_LIMITS, Fit, PictureLimits
from bot.sentences import Sentence
from tests.support import pictures as make
from tests.support.keeping import find_draft, find_place
from tests.support.models import TINY_SIZES, prepare_picture, prepare_tiny

PICTURE = make.make_oriented("JPEG", 6)


@pytest.fixture
async def room() -> AsyncIterator[ImageSandbox]:
    async with ImageSandbox(at_once=2) as opened:
        yield opened
    assert not list_children()


@pytest.fixture(scope="module")
def slow_picture() -> bytes:
    """A picture that takes about a second."""
    place = find_place("slow picture", suffix=".png")
    if not place.is_file():
        Image.new("RGB", (6500, 6500)).save(find_draft(place), compress_level=1)
        find_draft(place).replace(place)
    return place.read_bytes()


def list_children() -> list[psutil.Process]:
    """The living picture processes of this one."""
    children = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):
            if "bot.media.image_sandbox_process" in child.cmdline():
                children.append(child)
    return children


async def wait_for_children(count: int = 1) -> list[psutil.Process]:
    while len(children := list_children()) < count:
        await asyncio.sleep(0.01)
    return children


async def test_the_same_as_without_a_process(room: ImageSandbox) -> None:
    how: Any = {"aspect": AspectRatio.PORTRAIT, "fit": Fit.AUTO, "sizes": TINY_SIZES}
    assert await room.prepare(PICTURE, **how) == prepare_picture(PICTURE, **how)


async def test_the_limits_reach_the_process_and_refusals_come_back_as_they_are() -> None:
    limits = PictureLimits(max_pixels=50_000)
    with pytest.raises(PictureError, match=r"the limit is 0\.05 megapixels") as expected:
        prepare_tiny(PICTURE, limits=limits)
    async with ImageSandbox(limits=limits) as room:
        with pytest.raises(PictureError) as caught:
            await room.prepare(PICTURE, sizes=TINY_SIZES)
    assert (caught.value.fault, str(caught.value)) == (expected.value.fault, str(expected.value))


async def test_what_is_no_picture_needs_no_process(monkeypatch: pytest.MonkeyPatch, room: ImageSandbox) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(PictureError, match="PDF"):
        await room.prepare(b"%PDF-1.7", sizes=TINY_SIZES)


async def test_without_a_process_there_is_a_plain_sentence(monkeypatch: pytest.MonkeyPatch, room: ImageSandbox) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(MediaError, match="could not be started") as caught:
        await room.prepare(PICTURE, sizes=TINY_SIZES)
    assert not isinstance(caught.value, PictureError)


async def test_the_event_loop_goes_on_while_many_are_prepared(room: ImageSandbox) -> None:
    data = make.encode(make.make_photo(320, 180), "JPEG", quality=95)
    longest_s = 0.0
    running = asyncio.gather(*(room.prepare(data, sizes=TINY_SIZES) for _ in range(3)))
    most = 0
    while not running.done():
        started = time.perf_counter()
        await asyncio.sleep(0.02)
        longest_s = max(longest_s, time.perf_counter() - started - 0.02)
        most = max(most, len(list_children()))
    assert len({picture.data for picture in await running}) == 1
    assert longest_s < 1.0
    assert most == 2


async def test_a_process_that_takes_too_long_is_ended(slow_picture: bytes) -> None:
    async with ImageSandbox(time_limit_s=0.1) as room:
        with pytest.raises(PictureError, match=r"longer than 0\.1 seconds") as caught:
            await room.prepare(slow_picture, sizes=TINY_SIZES)
        assert caught.value.fault is PictureFault.TOO_DEMANDING
        assert not list_children()


async def test_a_process_that_dies_takes_one_picture_only(room: ImageSandbox, slow_picture: bytes) -> None:
    slow = [asyncio.create_task(room.prepare(slow_picture, sizes=TINY_SIZES)) for _ in range(2)]
    waiting = asyncio.create_task(room.prepare(PICTURE, sizes=TINY_SIZES))
    children = await wait_for_children(2)
    with capture_logs() as logs:
        for child, how in zip(children, (signal.SIGKILL, signal.SIGSEGV), strict=True):
            child.send_signal(how)
            while len(logs) < (1 if how is signal.SIGKILL else 2):
                await asyncio.sleep(0.01)
            assert (logs[-1]["event"], logs[-1]["exit_status"]) == ("picture_process_died", -how)
        outcomes = await asyncio.gather(*slow, return_exceptions=True)
    for outcome in outcomes:
        assert isinstance(outcome, PictureError)
        assert outcome.fault is PictureFault.TOO_DEMANDING
    assert (await waiting).data


async def test_a_cancelled_picture_leaves_nothing_behind(room: ImageSandbox, slow_picture: bytes) -> None:
    for delay_s in (0.0, 0.001, 0.02, 0.15):
        task = asyncio.create_task(room.prepare(slow_picture, sizes=TINY_SIZES))
        await asyncio.sleep(delay_s)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not list_children()
    assert (await room.prepare(PICTURE, sizes=TINY_SIZES)).data


@pytest.mark.parametrize("delay_s", [0.0, 0.001, 0.005, 0.15])
async def test_closing_ends_starting_running_and_waiting_pictures(slow_picture: bytes, delay_s: float) -> None:
    room = ImageSandbox(at_once=1)
    tasks = [asyncio.create_task(room.prepare(slow_picture, sizes=TINY_SIZES)) for _ in range(4)]
    await asyncio.sleep(delay_s)
    await room.aclose()
    assert not list_children()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(outcome, PictureError)
        assert outcome.fault is PictureFault.INTERRUPTED
    await room.aclose()
    with pytest.raises(PictureError, match="restarting"):
        await room.prepare(PICTURE, sizes=TINY_SIZES)


async def test_the_process_knows_no_secret(
    monkeypatch: pytest.MonkeyPatch, room: ImageSandbox, slow_picture: bytes
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", make.SECRET)
    task = asyncio.create_task(room.prepare(slow_picture, sizes=TINY_SIZES))
    [child] = await wait_for_children()
    assert set(child.environ()) <= {"PYTHONPATH", "LD_LIBRARY_PATH"}
    task.cancel()
    await asyncio.wait([task])


async def test_too_little_memory_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, room: ImageSandbox, slow_picture: bytes
) -> None:
    monkeypatch.setattr(image_sandbox, "_BASE_MEMORY_BYTES", 80 * 2**20)
    monkeypatch.setattr(image_sandbox, "_MEMORY_BYTES_PER_PIXEL", 0)
    with pytest.raises(PictureError, match=r"more memory|damaged|could not read"):
        await room.prepare(slow_picture, sizes=TINY_SIZES)


def test_the_process_is_confined() -> None:
    """Memory, processor time, no files, no core dumps, and everything else first."""
    script = (
        "import os, resource, warnings; from PIL import Image; from bot.media import image_sandbox_process as process;"
        "process._confine(process.PreparationTask.from_json(os.sys.argv[1]));"
        "names = ('AS', 'CPU', 'FSIZE', 'CORE');"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1] for name in names],"
        " os.nice(0), Image.MAX_IMAGE_PIXELS)"
    )
    order = make_order(cpu_limit_s=7)
    shown = subprocess.run(
        [sys.executable, "-c", script, order.to_json()],
        env=image_sandbox._make_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    niceness = min(os.nice(0) + 10, 19)
    assert shown.stdout.split("\n")[0] == f"[{order.memory_limit_bytes}, 7, 0, 0] {niceness} 50000000"
    assert shown.stderr == ""


def make_order(**changes: Any) -> PreparationTask:
    order = PreparationTask(TINY_SIZES, Fit.CROP, DEFAULT_LIMITS, memory_limit_bytes=2**30, cpu_limit_s=10)
    return dataclasses.replace(order, **changes)


def test_orders_survive_the_way() -> None:
    order = make_order(sizes=dict.fromkeys(AspectRatio, (640, 480)), fit=Fit.PAD, limits=PictureLimits(1, 2, 3))
    assert PreparationTask.from_json(order.to_json()) == order


def test_answers_survive_the_way() -> None:
    answer = answer_order(make_order(), PICTURE)
    assert read_answer(answer) == prepare_tiny(PICTURE)
    error = PictureError(PictureFault.DAMAGED, Sentence("picture-fault-unknown", accepted=Sentence("kind-svg")))
    with pytest.raises(PictureError, match=r"Please send an SVG drawing\.") as caught:
        read_answer(write_answer(error))
    assert caught.value.fault is PictureFault.DAMAGED
    with pytest.raises(PictureError, match="damaged"):
        read_answer(answer_order(make_order(), PICTURE[:300]))


def test_a_wrong_answer_is_noticed() -> None:
    faults = (b'{"fault": "new", "sentence": ""}\n', b'{"fault": "damaged", "sentence": ["no-such", {}]}\n')
    for answer in (b"", b"\n", b"nonsense", b"[]\n", b"{}\n", b"1\nx", *faults):
        with pytest.raises((ValueError, KeyError, TypeError)):
            read_answer(answer)


def test_main_reads_and_writes_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        buffer = io.BytesIO(PICTURE)

    class Out:
        buffer = io.BytesIO()

    monkeypatch.setattr(image_sandbox_process, "_confine", lambda order: None)
    monkeypatch.setattr(sys, "argv", ["process", make_order().to_json()])
    monkeypatch.setattr(sys, "stdin", Pipe)
    monkeypatch.setattr(sys, "stdout", Out)
    image_sandbox_process.main()
    assert read_answer(Out.buffer.getvalue()) == prepare_tiny(PICTURE)
