"""Runs ffmpeg on untrusted files: a few at a time, with limits, without network, leaving no process behind.

MediaError                   (bot.media.errors)
└── FfmpegError              ffmpeg failed
    ├── FfmpegMissing        it isn't installed or can't be started
    ├── FfmpegStopped        it ran out of time or memory, or was killed; says nothing about the file
    │   └── FfmpegTimedOut   it took longer than allowed
    └── FfmpegFailed         it gave up by itself: the file isn't what it should be
"""

import asyncio
import contextlib
import errno
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from bot.media.confinement import CANNOT_START, make_command
from bot.media.errors import MediaError
from bot.media.file_types import MP4, recognise_video
from bot.observability import get_logger

log = get_logger(__name__)

#: Threads of each decoder and encoder; fixed, so that memory doesn't grow with the machine.
THREADS = 2
#: 4096 x 2160: larger frames aren't decoded.
MAX_PIXELS = 8_847_360
#: The codecs that videos commonly use; ffmpeg has hundreds of old decoders that untrusted files should not reach.
_DECODERS = ",".join(
    (
        *("h264", "hevc", "av1", "libdav1d", "vp8", "vp9", "mpeg4", "mpeg1video", "mpeg2video", "theora"),
        *("prores", "mjpeg", "gif", "aac", "mp3float", "mp3", "mp2float", "mp2", "opus", "libopus", "vorbis"),
        *("flac", "ac3", "pcm_s16le", "pcm_s16be", "pcm_s24le"),
    )
)
_GLOBAL = ("-hide_banner", "-nostdin", "-v", "error", "-filter_threads", "1", "-max_alloc", str(2**30), "-y")
#: How much of the end of ffmpeg's error output is kept.
_COMPLAINTS_MAX_BYTES = 8 * 1024
#: For comparison, a list of one minute's frames takes 150 KB.
_OUTPUT_MAX_BYTES = 8 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024
#: How much ffmpeg's priority is lowered, since the bot must answer within three seconds.
_NICENESS = 10
#: ffmpeg's messages about the machine, not the file: no memory, no more threads, an encoder without memory, a broken
#: disk.
_MACHINE_COMPLAINTS = (
    "Cannot allocate memory",
    "Resource temporarily unavailable",
    "Generic error in an external library",
    "Too many open files",
    "Input/output error",
)
#: ffmpeg's exit status after a signal.
_ENDED_BY_SIGNAL = 255
#: The only environment variables that ffmpeg gets: no token, no key.
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
#: Without this, glibc reserves 64 MiB of address space for nearly each thread on a machine with many processors.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}
_BUSY = "The video could not be worked on just now. Please try again in a few minutes."


class FfmpegError(MediaError):
    """ffmpeg failed."""


class FfmpegMissing(FfmpegError):
    """ffmpeg isn't installed or can't be started."""


class FfmpegStopped(FfmpegError):
    """ffmpeg was ended before it finished; this says nothing about the file, and trying again may help."""


class FfmpegTimedOut(FfmpegStopped):
    """ffmpeg took longer than allowed."""


class FfmpegFailed(FfmpegError):
    """ffmpeg gave up by itself."""

    def __init__(self, complaints: str, output: bytes = b"") -> None:
        super().__init__("The video could not be read to its end.")
        #: The end of its stderr; may contain paths and text from untrusted files.
        self.complaints = complaints
        #: Its stdout so far.
        self.output = output


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """The limits of one run."""

    #: From its start to its end, without waiting for its turn.
    timeout_s: float = 180
    #: Processor time, on Linux.
    cpu_s: int = 120
    #: Address space, on Linux. Decoding 1280x720 takes 300 MiB, encoding it 700 MiB; encoding 4K just fits.
    memory_bytes: int = 2 * 2**30
    #: Size of each file written, on Linux.
    file_bytes: int = 2**30


DEFAULT_LIMITS = ProcessLimits()


class Ffmpeg:
    """Runs ffmpeg, at most `at_once` at a time; belongs to one event loop.

    Without `executable`, each run looks it up: IMAGEIO_FFMPEG_EXE, else the one from imageio-ffmpeg, else the system's.
    """

    def __init__(self, *, at_once: int = 2, executable: str | None = None) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._executable = executable

    async def run(self, arguments: Sequence[str], *, limits: ProcessLimits = DEFAULT_LIMITS) -> bytes:
        """Run ffmpeg with these arguments and return its stdout.

        Name files with `read_from` and `write_to`. When this returns, even by cancellation, the process has ended.
        Raises FfmpegError, and OSError if the disk is full.
        """
        async with self._places:
            process = await _start(self._executable, arguments, limits)
            is_done = False
            try:
                async with asyncio.timeout(limits.timeout_s):
                    output, complaints = await asyncio.gather(_read_output(process), _read_complaints(process))
                    status = await process.wait()
                is_done = True
            except TimeoutError:
                raise FfmpegTimedOut(_BUSY) from None
            finally:
                if not is_done:
                    _kill(process)
                # Read everything left in the pipes; otherwise they would stay open.
                cancelled = await _outlast(asyncio.ensure_future(process.communicate()))
                if cancelled is not None:
                    raise cancelled
        if len(output) > _OUTPUT_MAX_BYTES:
            raise FfmpegFailed(f"more than {_OUTPUT_MAX_BYTES} bytes of output", output)
        if status != 0:
            raise _explain(status, complaints, output)
        return output


def shared_ffmpeg() -> Ffmpeg:
    """Return the instance that the running event loop shares, so that `at_once` limits all runs together."""
    return _make_shared(asyncio.get_running_loop())


@lru_cache(maxsize=1)
def _make_shared(_loop: asyncio.AbstractEventLoop) -> Ffmpeg:
    return Ffmpeg()


def read_from(path: Path) -> list[str]:
    """Return the arguments for an untrusted video as the next input. Blocks briefly.

    Its first bytes decide the format, not its name; an unrecognized file is read as mp4. So a playlist can't refer to
    other files or the network. Raises FileNotFoundError if it isn't a regular file, since a pipe could block forever.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    kind = recognise_video(path) or MP4
    return [
        *("-f", kind.demuxer, "-protocol_whitelist", "file", "-codec_whitelist", _DECODERS),
        *("-max_pixels", str(MAX_PIXELS), "-threads", str(THREADS), "-i", f"file:{path.absolute()}"),
    ]


def write_to(path: Path, kind: str) -> list[str]:
    """Return the arguments for an output file, which is overwritten, in ffmpeg's format of this name."""
    return ["-f", kind, f"file:{path.absolute()}"]


async def _start(executable: str | None, arguments: Sequence[str], limits: ProcessLimits) -> asyncio.subprocess.Process:
    """Start the process; if this is cancelled, no process is left when it returns."""
    starting = asyncio.ensure_future(_spawn(executable, arguments, limits))
    cancelled = await _outlast(starting)
    error = starting.exception()
    if cancelled is not None:
        if error is None:
            _kill(starting.result())
            await _outlast(asyncio.ensure_future(starting.result().communicate()))
        raise cancelled
    if isinstance(error, OSError | RuntimeError):
        log.error("ffmpeg cannot be started", why=str(error))
        raise FfmpegMissing(_BUSY) from error
    return starting.result()


async def _spawn(executable: str | None, arguments: Sequence[str], limits: ProcessLimits) -> asyncio.subprocess.Process:
    if executable is None:  # the first lookup runs the binary
        executable = str(await asyncio.to_thread(imageio_ffmpeg.get_ffmpeg_exe))
    return await asyncio.create_subprocess_exec(
        *_confined(limits),
        executable,
        *_GLOBAL,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ} | _ENVIRONMENT,
        start_new_session=True,  # the terminal's Ctrl-C is for the bot, which then ends this process itself
    )


def _confined(limits: ProcessLimits) -> list[str]:
    """The command that runs another one with these limits and restrictions.

    Doing this in the child before it starts (`preexec_fn`) can deadlock in a process with threads. Outside Linux, only
    the time limit and ffmpeg's own limits on pixels and single allocations apply.
    """
    if sys.platform != "linux":
        return []
    return make_command(
        memory_bytes=limits.memory_bytes, cpu_s=limits.cpu_s, file_bytes=limits.file_bytes, niceness=_NICENESS
    )


async def _read_output(process: asyncio.subprocess.Process) -> bytes:
    """Read stdout to its end; if there is more than allowed, end the process and return a part."""
    output = bytearray()
    while chunk := await _read_chunk(process.stdout):
        if len(output) <= _OUTPUT_MAX_BYTES:
            output += chunk
        else:
            _kill(process)
    return bytes(output)


async def _read_complaints(process: asyncio.subprocess.Process) -> str:
    """Read stderr to its end, and keep the last part."""
    complaints = bytearray()
    while chunk := await _read_chunk(process.stderr):
        complaints += chunk
        del complaints[:-_COMPLAINTS_MAX_BYTES]
    return complaints.decode("utf-8", "replace")


async def _read_chunk(stream: asyncio.StreamReader | None) -> bytes:
    return b"" if stream is None else await stream.read(_CHUNK_BYTES)


def _kill(process: asyncio.subprocess.Process) -> None:
    """Kill a process and its children; the configured executable may be a script."""
    # It may be gone already; macOS raises PermissionError for one that has ended but wasn't reaped yet.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


async def _outlast(work: asyncio.Future[Any]) -> asyncio.CancelledError | None:
    """Wait for a task even if this is cancelled; returns the cancellation, to be raised afterwards."""
    cancelled = None
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError as error:
            cancelled = error
    return cancelled


def _explain(status: int, complaints: str, output: bytes) -> FfmpegError | OSError:
    """Convert a failed run to an error."""
    if status == CANNOT_START:
        log.error("ffmpeg cannot be started", why=complaints.strip())
        return FfmpegMissing(_BUSY)
    if "No space left on device" in complaints:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if status < 0 or status == _ENDED_BY_SIGNAL or any(text in complaints for text in _MACHINE_COMPLAINTS):
        log.warning("ffmpeg was stopped", exit_status=status)
        return FfmpegStopped(_BUSY)
    return FfmpegFailed(complaints, output)
