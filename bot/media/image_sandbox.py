"""Prepares pictures outside the event loop and isolated from the rest of the bot.

Each picture gets its own process, which takes about 0.1 s of CPU time to start; nobody notices that in the 40 s that a
video takes. In return, the time limit is always enforced, a decoder that crashes or uses too much memory only affects
one picture, the process has no token or key, and all its memory is freed.
"""

import asyncio
import contextlib
import math
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog

import bot
from bot.domain.requests import AspectRatio
from bot.media.errors import MediaError, PictureError, PictureFault
from bot.media.image_sandbox_process import PreparationTask, read_answer
from bot.media.picture_checks import DEFAULT_LIMITS, Fit, PictureLimits, PreparedPicture, Sizes, check_file
from bot.sentences import Sentence

_log = structlog.stdlib.get_logger(__name__)

#: Address space for the interpreter and its libraries, without any picture.
_BASE_MEMORY_BYTES = 512 * 2**20
#: 50 megapixels took at most 17 (WebP; AVIF 12, PNG 9); this is higher so that no good picture fails on other machines.
_MEMORY_BYTES_PER_PIXEL = 24
_LOG_TAIL_CHARS = 500


class ImageSandbox:
    """Prepares pictures, a few at a time, without blocking the event loop.

    Use it with `async with`, or close it with `aclose`.
    """

    def __init__(
        self, *, limits: PictureLimits = DEFAULT_LIMITS, at_once: int | None = None, time_limit_s: float = 30.0
    ) -> None:
        self._limits = limits
        #: By default at most two, so that memory stays bounded on machines with many processors.
        self._places_count = at_once or min(2, os.cpu_count() or 1)
        self._places = asyncio.Semaphore(self._places_count)
        self._time_limit_s = time_limit_s
        self._running: set[asyncio.subprocess.Process] = set()
        self._is_closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def prepare(
        self,
        data: bytes,
        *,
        sizes: Sizes,
        aspect: AspectRatio | None = None,
        fit: Fit = Fit.CROP,
        limits: PictureLimits | None = None,
    ) -> PreparedPicture:
        """Make the first frame of a video from any accepted picture, like `prepare_picture`.

        A file that isn't an accepted picture is refused at once; others wait for their turn, which is when the time
        limit starts. `limits` replaces the usual ones for this picture. Raises PictureError with a sentence for the
        person, and MediaError if no process can be started.
        """
        limits = limits or self._limits
        check_file(data, limits)
        async with self._places:
            self._check_open()  # the wait may have been long
            return await self._prepare(data, sizes if aspect is None else {aspect: sizes[aspect]}, fit, limits)

    async def aclose(self) -> None:
        """End running preparations (they raise PictureError, INTERRUPTED) and return when no process is left.

        Safe to repeat.
        """
        self._is_closed = True
        for process in self._running:
            _kill(process)
        for _ in range(self._places_count):
            await self._places.acquire()
        for _ in range(self._places_count):
            self._places.release()

    async def _prepare(self, data: bytes, sizes: Sizes, fit: Fit, limits: PictureLimits) -> PreparedPicture:
        process = await self._start(sizes, fit, limits)
        self._running.add(process)
        try:
            self._check_open()  # `aclose` during the start found nothing to end yet
            async with asyncio.timeout(self._time_limit_s):
                answer, complaints = await process.communicate(data)
        except TimeoutError:
            raise PictureError(
                PictureFault.TOO_DEMANDING, Sentence("picture-fault-slow", seconds=self._time_limit_s)
            ) from None
        finally:
            self._running.discard(process)
            await _end(process)
        try:
            return read_answer(answer)
        except (ValueError, KeyError, TypeError):
            self._check_open()
            _log.error(
                "picture_process_died",
                exit_status=process.returncode,
                size_bytes=len(data),
                complaints=complaints.decode(errors="replace")[-_LOG_TAIL_CHARS:],
            )
        raise PictureError(PictureFault.TOO_DEMANDING, Sentence("picture-fault-demanding"))

    async def _start(self, sizes: Sizes, fit: Fit, limits: PictureLimits) -> asyncio.subprocess.Process:
        order = PreparationTask(
            sizes=sizes,
            fit=fit,
            limits=limits,
            memory_limit_bytes=_BASE_MEMORY_BYTES + _MEMORY_BYTES_PER_PIXEL * limits.max_pixels,
            cpu_limit_s=math.ceil(self._time_limit_s) + 1,
        )
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.media.image_sandbox_process",
                order.to_json(),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=_make_environment(),
                start_new_session=True,  # the terminal's Ctrl-C is for the bot, which then ends this process itself
            )
        except OSError as error:
            raise MediaError("The process that prepares pictures could not be started.") from error

    def _check_open(self) -> None:
        if self._is_closed:
            raise PictureError(PictureFault.INTERRUPTED, Sentence("picture-restarting"))


def _make_environment() -> dict[str, str]:
    """Make an environment with which the process finds the same modules, but no token and no key."""
    home = str(Path(bot.__file__).parents[1])
    environment = {"PYTHONPATH": os.pathsep.join([home, *filter(None, sys.path)])}
    if libraries := os.environ.get("LD_LIBRARY_PATH"):
        environment["LD_LIBRARY_PATH"] = libraries
    return environment


def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()


async def _end(process: asyncio.subprocess.Process) -> None:
    """Make sure that a process has ended and its pipes are closed."""
    if process.returncode is None:
        _kill(process)
    await process.communicate()
