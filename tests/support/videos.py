"""Makers of real films, and readers of what they show."""

import asyncio
import contextlib
import hashlib
import subprocess
from array import array
from pathlib import Path

import imageio_ffmpeg
import psutil
from PIL import Image

from tests.support.keeping import find_draft, find_place

#: Frame n of a counting film has the grey level 20 + 4 n, so that no frame looks like another.
_DARKEST, _STEP = 20, 4
COUNTER = f"geq=lum='{_DARKEST}+{_STEP}*N':cb=128:cr=128"
#: Detail everywhere, that no encoder can foresee.
NOISE = "noise=alls=60:allf=t"


def run_ffmpeg(*arguments: str) -> bytes:
    """Run ffmpeg to make or read what a test needs."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-v", "error", "-y", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def make_video(
    target: Path,
    *,
    duration_s: float = 1,
    size: str = "160x90",
    rate: str = "24",
    show: str = COUNTER,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    sound_s: float = 0,
    flags: str = "+faststart",
    options: tuple[str, ...] = ("-preset", "ultrafast"),
) -> Path:
    """Make a film; as mp4 unless the target's name says otherwise."""
    source = f"testsrc2=s={size}:r={rate}:d={duration_s},{show}"
    sound = ["-f", "lavfi", "-i", f"sine=d={sound_s}"] if sound_s else []
    options = ("-c:v", codec, *options, "-pix_fmt", pixels, "-movflags", flags, "-c:a", "aac")
    return make_film(target, "-f", "lavfi", "-i", source, *sound, *options)


def make_film(target: Path, *arguments: str) -> Path:
    """Make a film that depends on nothing but these arguments for ffmpeg; it is made only once."""
    place = find_place(*arguments, suffix=target.suffix)
    if not place.is_file():
        run_ffmpeg(*arguments, str(find_draft(place)))
        find_draft(place).replace(place)
    target.write_bytes(place.read_bytes())
    return target


def measure_loudness(film: Path, *, start_s: float = 0, length_s: float | None = None) -> float:
    """The loudest sample of a film's sound, or of a part of it: 0 for silence, 1 at most; 0 also without any sound."""
    span = ["-ss", str(start_s), *([] if length_s is None else ["-t", str(length_s)])]
    sound = read_raw(film, *span, "-map", "0:a?", "-ac", "1", "-f", "s16le")
    samples = array("h", sound[: len(sound) // 2 * 2])
    return max(map(abs, samples), default=0) / 2**15


def read_numbers(video: Path) -> list[int]:
    """Tell which frames of a counting film a video shows."""
    picture = ("-vf", "format=yuv420p,extractplanes=y,scale=1:1", "-fps_mode", "passthrough")
    return [round((level - _DARKEST) / _STEP) for level in read_raw(video, *picture, "-f", "rawvideo")]


def read_raw(film: Path, *arguments: str) -> bytes:
    """What ffmpeg makes of a film; of the same film only once."""
    place = find_place("read", hashlib.sha256(film.read_bytes()).hexdigest(), *arguments, suffix=".raw")
    if not place.is_file():
        find_draft(place).write_bytes(run_ffmpeg("-i", str(film), *arguments, "-"))
        find_draft(place).replace(place)
    return place.read_bytes()


def read_number(picture: Path) -> int:
    """Tell which frame of a counting film a picture is."""
    with Image.open(picture) as image:
        level = image.convert("L").resize((1, 1), Image.Resampling.BOX).tobytes()[0]
    return round((level * 219 / 255 + 16 - _DARKEST) / _STEP)


def read_boxes(video: Path) -> list[str]:
    """Give the kinds of an mp4's outermost boxes."""
    data = video.read_bytes()
    kinds, start = [], 0
    while start < len(data):
        kinds.append(data[start + 4 : start + 8].decode())
        start += int.from_bytes(data[start : start + 4]) or len(data)
    return kinds


async def wait_for_ffmpeg() -> None:
    """Wait until something of what this process started runs."""
    async with asyncio.timeout(5):
        while not find_ffmpeg_processes():
            await asyncio.sleep(0.005)


def find_ffmpeg_processes() -> list[psutil.Process]:
    """Find what runs, or was not reaped, of what this process started."""
    mine = [child for child in psutil.Process().children() if not _is_shared(child)]
    return [process for child in mine for process in (child, *_read_children(child))]


def _read_children(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return process.children(recursive=True)
    return []


def _is_shared(child: psutil.Process) -> bool:
    """Whether it serves other tests as well: a database server, or the parent of the bot's lives."""
    with contextlib.suppress(psutil.Error):
        command = child.cmdline()
        return "postgres" in child.name() or "tests.chaos.process" in command or command == psutil.Process().cmdline()
    return False
