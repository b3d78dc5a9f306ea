"""The stand-in's videos: real H.264 mp4s, different for each seed, that show their prompt.

A text becomes a painted scene that moves; a picture is zoomed and panned, and the first frame is the picture itself. If
there is a last picture, the video fades to it. Sound is a soft chord. Pillow paints everything, and the ffmpeg binary
of imageio-ffmpeg makes the video. ffmpeg gets prompts as pixels only, never in a command or a filter.
"""

import asyncio
import hashlib
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
from PIL import Image, ImageOps

from sandbox.captions import draw_caption
from sandbox.scenery import Layer, Motion, paint_scene

FRAMES_PER_S = 24
#: For films in tests, which are rendered in a fraction of a second.
FAST_FRAMES_PER_S = 2

_RENDER_TIMEOUT_S = 120.0
_MARGIN_PX = 36
_LINE_PX = 5
#: The share of a film before it fades to its last picture, and the share of the fade.
_FADE = 0.4
#: How far the camera zooms into a picture.
_ZOOM = 0.16


class FilmError(RuntimeError):
    """A film couldn't be made; the text is ffmpeg's message."""


@dataclass(frozen=True, slots=True)
class Film:
    """The content of a film: two equal ones give two equal films."""

    prompt: str
    seed: int
    duration_s: float
    size_px: tuple[int, int]
    #: A small line below the prompt.
    note: str = ""
    #: The first frame, as any image file that Pillow reads; None for a painted scene.
    image: Path | None = None
    #: Whether it ends with that picture, too; or the other picture that it ends with.
    is_loop: bool = False
    last_image: Path | None = None
    has_sound: bool = False
    frames_per_s: int = FRAMES_PER_S


async def render_film(film: Film, target: Path, *, fast: bool = False) -> None:
    """Render the film to `target` (H.264, yuv420p, faststart; an existing file is replaced).

    Never blocks the event loop; when cancelled, ffmpeg is stopped and nothing is left behind. Raises FilmError.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="film-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        part = directory / "film.mp4"
        try:
            command = await asyncio.to_thread(_prepare, film, directory, fast=fast)
            await _run([*command, str(part)])
            part.replace(target)
        except OSError as error:
            raise FilmError(f"The film could not be made: {error}.") from error


def _prepare(film: Film, directory: Path, *, fast: bool) -> list[str]:
    """Paint all layers to files, and return the command that renders them, without its last argument."""
    source = random.Random(hashlib.sha256(f"{film.seed}\n{film.prompt}".encode("utf-8", "replace")).digest())
    frames_per_s = FAST_FRAMES_PER_S if fast else film.frames_per_s
    frames = max(1, round(film.duration_s * frames_per_s))
    if film.image is None:
        layers = paint_scene(source, film.size_px, film.duration_s, plain=fast)
        camera = ""
    else:
        layers = [Layer(_first_frame(film.image, film.size_px), Motion(0), Motion(0))]
        camera = _camera(source, frames, turns_back=film.is_loop)
    last = [] if film.last_image is None else [_first_frame(film.last_image, film.size_px)]
    overlays = [(layer.image, layer.x.expression(), layer.y.expression()) for layer in layers[1:]]
    overlays += _titles(film)
    images = [layers[0].image, *(image for image, _, _ in overlays), *last]
    inputs = [part for index, image in enumerate(images) for part in ("-i", _save(image, directory / f"{index}.png"))]
    still = f"format=yuv420p,loop=loop=-1:size=1,setpts=N/({frames_per_s}*TB)"
    steps = [f"[0]{still}{camera}[v0]"]
    if last:
        # Fades to the last picture, which is shown alone in the end.
        fade = f"xfade=transition=fade:duration={_FADE * film.duration_s:.3f}:offset={_FADE * film.duration_s:.3f}"
        steps = [f"[0]{still}{camera}[from]", f"[{len(images) - 1}]{still}[to]", f"[from][to]{fade}[v0]"]
    steps += [
        f"[v{index}][{index + 1}]overlay=x='{x}':y='{y}'[v{index + 1}]" for index, (_, x, y) in enumerate(overlays)
    ]
    speed = ["-preset", "ultrafast", "-crf", "30"] if fast else ["-preset", "superfast", "-crf", "20"]
    return [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y"),
        *inputs,
        *(_chord(source, film.duration_s) if film.has_sound else ()),
        *("-filter_complex", ";".join(steps), "-map", f"[v{len(overlays)}]"),
        *("-r", str(frames_per_s), "-frames:v", str(frames)),
        *(("-map", f"{len(images)}:a", "-c:a", "aac", "-b:a", "96k") if film.has_sound else ("-an",)),
        *("-c:v", "libx264", *speed, "-pix_fmt", "yuv420p", "-threads", "2"),
        *("-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4"),
    ]


def _chord(source: random.Random, duration_s: float) -> list[str]:
    """A soft chord that swells and fades, as another input."""
    root_hz = source.choice((131, 147, 165, 196))
    tones = "+".join(f"sin(2*PI*{root_hz * ratio:.1f}*t)" for ratio in (1, 1.25, 1.5))
    swell = f"0.1*sin(PI*t/{duration_s})*(1+0.3*sin(2*PI*t/{source.uniform(1.5, 2.5):.2f}))"
    return ["-f", "lavfi", "-i", f"aevalsrc='{swell}*({tones})':s=44100:d={duration_s}"]


def _save(image: Image.Image, path: Path) -> str:
    image.save(path, compress_level=1)
    return str(path)


def _first_frame(path: Path, size_px: tuple[int, int]) -> Image.Image:
    """The picture, upright, cropped to the frame's shape from its middle."""
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    return ImageOps.fit(upright, size_px, Image.Resampling.LANCZOS)


def _camera(source: random.Random, frames: int, *, turns_back: bool) -> str:
    """A slow zoom towards a point near the middle, and perhaps back; the first frame is the whole picture."""
    right, down = source.uniform(0.25, 0.75), source.uniform(0.25, 0.75)
    # Slow at both ends, like a real camera.
    progress = f"(0.5-0.5*cos({2 if turns_back else 1}*PI*on/{max(1, frames - 1)}))"
    left_x, right_x = f"W*{_ZOOM * right:.4f}*{progress}", f"W-W*{_ZOOM * (1 - right):.4f}*{progress}"
    top_y, bottom_y = f"H*{_ZOOM * down:.4f}*{progress}", f"H-H*{_ZOOM * (1 - down):.4f}*{progress}"
    corners = ((left_x, top_y), (right_x, top_y), (left_x, bottom_y), (right_x, bottom_y))
    places = ":".join(f"x{index}='{x}':y{index}='{y}'" for index, (x, y) in enumerate(corners))
    return f",perspective={places}:sense=source:eval=frame:interpolation=linear"


def _titles(film: Film) -> list[tuple[Image.Image, str, str]]:
    """The caption and the progress line, with their positions."""
    width, height = film.size_px
    caption = draw_caption(film.prompt, film.note, width - 2 * _MARGIN_PX)
    rest_px = height - caption.height - _MARGIN_PX
    # The picture is shown alone first; then the caption comes in from below.
    away = f"+{caption.height + _MARGIN_PX}*pow(max(0,1-max(0,t-0.3)/0.6),3)" if film.image else ""
    line = Image.new("RGBA", (width, _LINE_PX), (255, 255, 255, 190))
    return [
        (caption, str(_MARGIN_PX), f"{rest_px}{away}"),
        (line, f"-{width}+{width}*t/{film.duration_s:.3f}", str(height - _LINE_PX)),
    ]


async def _run(command: list[str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(_RENDER_TIMEOUT_S):
            _, complaint = await process.communicate()
    except TimeoutError:
        raise FilmError(f"ffmpeg took longer than {_RENDER_TIMEOUT_S:.0f} s.") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    if process.returncode != 0:
        raise FilmError(f"ffmpeg failed: {complaint.decode(errors='replace').strip()[-500:]}")
