"""Runs ffmpeg on files that nobody vouches for: a few at a time, with limits, without network, and always to its end.

MediaError                   (bot.media.errors)
└── FfmpegError              ffmpeg did not do what it was asked to
    ├── FfmpegMissing        it is not installed, or cannot be started
    ├── FfmpegStopped        it was ended before it was done: out of time or memory, or killed; says nothing of the file
    │   └── FfmpegTimedOut   the time limit was over
    └── FfmpegFailed         it gave up by itself: the file is not what it should be
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

from bot.media import confinement
from bot.media.confinement import CANNOT_START, Restrictions
from bot.media.containers import MP4, recognise_video
from bot.media.errors import MediaError
from bot.observability import get_logger

log = get_logger(__name__)

#: Threads of each decoder and encoder; the same everywhere, so that memory does not grow with the machine.
THREADS = 2
#: 4096 x 2160: the most that is decoded, whatever a header announces.
MAX_PIXELS = 8_847_360
#: What a video reasonably has in it; ffmpeg knows hundreds of old decoders that strangers' files should not reach.
_DECODERS = ",".join(
    (
        *("h264", "hevc", "av1", "libdav1d", "vp8", "vp9", "mpeg4", "mpeg1video", "mpeg2video", "theora"),
        *("prores", "mjpeg", "gif", "aac", "mp3float", "mp3", "mp2float", "mp2", "opus", "libopus", "vorbis"),
        *("flac", "ac3", "pcm_s16le", "pcm_s16be", "pcm_s24le"),
    )
)
_GLOBAL = ("-hide_banner", "-nostdin", "-v", "error", "-filter_threads", "1", "-max_alloc", str(2**30), "-y")
#: Of what ffmpeg complains, the end is kept.
_COMPLAINTS_MAX_BYTES = 8 * 1024
#: A list of all frames of a minute takes 150 KB.
_OUTPUT_MAX_BYTES = 8 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024
#: How much this gives way to the bot itself, which must answer within three seconds.
_NICENESS = 10
#: Complaints about the machine, not the file: no memory, no more threads, an encoder without memory, a broken disk.
_MACHINE_COMPLAINTS = (
    "Cannot allocate memory",
    "Resource temporarily unavailable",
    "Generic error in an external library",
    "Too many open files",
    "Input/output error",
)
#: What ffmpeg ends with when a signal told it to.
_ENDED_BY_SIGNAL = 255
#: Nothing else that the bot knows: no token, no key.
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
#: Else glibc reserves 64 MiB of address space for nearly each thread on a machine with many processors.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}
_BUSY = "The video could not be worked on just now. Please try again in a few minutes."


class FfmpegError(MediaError):
    """ffmpeg did not do what it was asked to."""


class FfmpegMissing(FfmpegError):
    """ffmpeg is not installed, or cannot be started."""


class FfmpegStopped(FfmpegError):
    """ffmpeg was ended before it was done; that says nothing of the file, trying again may help."""


class FfmpegTimedOut(FfmpegStopped):
    """ffmpeg took longer than it was given."""


class FfmpegFailed(FfmpegError):
    """ffmpeg gave up by itself."""

    def __init__(self, complaints: str, output: bytes = b"") -> None:
        super().__init__("The video could not be read to its end.")
        #: The end of what it wrote to stderr; it may quote paths and what strangers put into the file.
        self.complaints = complaints
        #: What it wrote to stdout until then.
        self.output = output


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What one run may take at most."""

    #: From its start to its end; waiting for a turn does not count.
    timeout_s: float = 180
    #: Processor time, on Linux.
    cpu_s: int = 120
    #: Address space, on Linux. Decoding 1280x720 takes 300 MiB of it, encoding 700 MiB; encoding 4K just fits.
    memory_bytes: int = 2 * 2**30
    #: Size of each file written, on Linux.
    file_bytes: int = 2**30


DEFAULT_LIMITS = ProcessLimits()


class Ffmpeg:
    """Runs ffmpeg, at most `at_once` at a time; belongs to one event loop.

    `executable` is looked up at each run if it is not given: IMAGEIO_FFMPEG_EXE, else the one that imageio-ffmpeg
    brings, else the system's.
    """

    def __init__(self, *, at_once: int = 2, executable: str | None = None) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._executable = executable

    async def run(self, arguments: Sequence[str], *, limits: ProcessLimits = DEFAULT_LIMITS) -> bytes:
        """Run ffmpeg with these arguments and give what it wrote to stdout.

        Files must be named with `read_from` and `write_to`. Whatever happens, cancellation included, the process is
        gone when this returns. Raises FfmpegError, and OSError if the disk is full.
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
                # All that is left in the pipes is read, else they would stay open.
                cancelled = await _outlast(asyncio.ensure_future(process.communicate()))
                if cancelled is not None:
                    raise cancelled
        if len(output) > _OUTPUT_MAX_BYTES:
            raise FfmpegFailed(f"more than {_OUTPUT_MAX_BYTES} bytes of output", output)
        if status != 0:
            raise _explain(status, complaints, output)
        return output


def shared_ffmpeg() -> Ffmpeg:
    """Give the one that everything in the running event loop shares, so that together it keeps to its `at_once`."""
    return _make_shared(asyncio.get_running_loop())


@lru_cache(maxsize=1)
def _make_shared(_loop: asyncio.AbstractEventLoop) -> Ffmpeg:
    return Ffmpeg()


def read_from(path: Path) -> list[str]:
    """Name an untrusted video as the next input. Blocks shortly.

    It is read as what its first bytes say, whatever its name is; what they say nothing of is read as an mp4. So a
    playlist is no way to other files or the network. Raises FileNotFoundError if it is no file; a pipe could be waited
    for without end.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    kind = recognise_video(path) or MP4
    return [
        *("-f", kind.demuxer, "-protocol_whitelist", "file", "-codec_whitelist", _DECODERS),
        *("-max_pixels", str(MAX_PIXELS), "-threads", str(THREADS), "-i", f"file:{path.absolute()}"),
    ]


def write_to(path: Path, kind: str) -> list[str]:
    """Name a file to write, overwriting it, as ffmpeg's format of this name."""
    return ["-f", kind, f"file:{path.absolute()}"]


async def _start(executable: str | None, arguments: Sequence[str], limits: ProcessLimits) -> asyncio.subprocess.Process:
    """Start the process; if this is cancelled meanwhile, there is none when it returns."""
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
    if executable is None:  # looking it up tries the binary, the first time
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
        start_new_session=True,  # the terminal's Ctrl-C is for the bot, which then ends this in order
    )


def _confined(limits: ProcessLimits) -> list[str]:
    """What runs a command with these limits, and takes from it what it does not need.

    Doing it in the child before it starts (`preexec_fn`) can deadlock in a process with threads. Where there is no
    Linux the time limit and ffmpeg's own bounds, on pixels and on single allocations, remain.
    """
    if sys.platform != "linux":
        return []
    restrictions = Restrictions(
        memory_bytes=limits.memory_bytes, cpu_s=limits.cpu_s, file_bytes=limits.file_bytes, niceness=_NICENESS
    )
    return [sys.executable, "-I", "-S", confinement.__file__, restrictions.to_json()]


async def _read_output(process: asyncio.subprocess.Process) -> bytes:
    """Read stdout to its end; if there is more than allowed, some of that, and the process is ended."""
    output = bytearray()
    while chunk := await _read_chunk(process.stdout):
        if len(output) <= _OUTPUT_MAX_BYTES:
            output += chunk
        else:
            _kill(process)
    return bytes(output)


async def _read_complaints(process: asyncio.subprocess.Process) -> str:
    """Read stderr to its end, and keep the last of it."""
    complaints = bytearray()
    while chunk := await _read_chunk(process.stderr):
        complaints += chunk
        del complaints[:-_COMPLAINTS_MAX_BYTES]
    return complaints.decode("utf-8", "replace")


async def _read_chunk(stream: asyncio.StreamReader | None) -> bytes:
    return b"" if stream is None else await stream.read(_CHUNK_BYTES)


def _kill(process: asyncio.subprocess.Process) -> None:
    """End a process and all that it started; what is set as executable may be a script."""
    # It may be gone already; macOS says PermissionError of one that is gone and not reaped yet.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


async def _outlast(work: asyncio.Future[Any]) -> asyncio.CancelledError | None:
    """Wait until the work is done, however often this is cancelled; gives the cancellation, to be raised afterwards."""
    cancelled = None
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError as error:
            cancelled = error
    return cancelled


def _explain(status: int, complaints: str, output: bytes) -> FfmpegError | OSError:
    """Tell what a run that failed means."""
    if status == CANNOT_START:
        log.error("ffmpeg cannot be started", why=complaints.strip())
        return FfmpegMissing(_BUSY)
    if "No space left on device" in complaints:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if status < 0 or status == _ENDED_BY_SIGNAL or any(text in complaints for text in _MACHINE_COMPLAINTS):
        log.warning("ffmpeg was stopped", exit_status=status)
        return FfmpegStopped(_BUSY)
    return FfmpegFailed(complaints, output)
