"""The files that the stand-in serves: uploaded images, and videos that are rendered when needed."""

import asyncio
import base64
import binascii
import hashlib
import io
import uuid
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from bot.models import Size
from sandbox.account import Submission
from sandbox.films import FRAMES_PER_S, Film, render_film

#: The formats that Segmind's storage accepts and Pillow can check, with their media types.
_MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
    "AVIF": "image/avif",
}
_IMAGE_MAX_PX = 50_000_000
_RENDERERS = 2
#: Videos kept at once; an older one is rendered again when requested.
_FILMS_KEPT = 64


class ImageError(ValueError):
    """An upload that isn't an image; the text says why."""


@dataclass(frozen=True, slots=True)
class Asset:
    """An uploaded image."""

    path: Path
    media_type: str
    size_px: Size


class ImageShelf:
    """The uploaded images, on disk, by name."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._assets: dict[str, Asset] = {}
        self._names: dict[str, str] = {}

    async def store(self, data_url: str, *, origin: str) -> str:
        """Check and store an image, and return its new URL. Raises ImageError."""
        name, asset = await asyncio.to_thread(_save_image, data_url, self._directory)
        self._assets[name] = asset
        url = f"{origin}/assets/{name}"
        self._names[url] = name
        return url

    def named(self, name: str) -> Asset | None:
        """The image with this file name."""
        return self._assets.get(name)

    def at(self, url: str) -> Asset | None:
        """The image with this URL. Nothing else is ever read, whatever a URL points to."""
        return self._assets.get(self._names.get(url, ""))


def _save_image(data_url: str, directory: Path) -> tuple[str, Asset]:
    content, media_type, size_px = _decode_image(data_url)
    name = f"{uuid.uuid4()}.{media_type.removeprefix('image/')}"
    path = directory / name
    path.write_bytes(content)
    return name, Asset(path, media_type, size_px)


def _decode_image(data_url: str) -> tuple[bytes, str, Size]:
    head, comma, payload = data_url.partition(",")
    if not comma or not head.startswith("data:image/") or not head.endswith(";base64"):
        raise ImageError("Each data URL must look like data:image/png;base64,….")
    try:
        content = base64.b64decode(payload, validate=True)
    except binascii.Error:
        raise ImageError("A data URL is not valid base64.") from None
    try:
        with Image.open(io.BytesIO(content)) as image:
            media_type = _MEDIA_TYPES.get(image.format or "")
            is_too_large = image.width * image.height > _IMAGE_MAX_PX
            if not is_too_large:
                image.load()
            size_px = ImageOps.exif_transpose(image).size if not is_too_large else image.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ImageError(f"The bytes are not an image that can be read ({type(error).__name__}).") from None
    if is_too_large:
        raise ImageError("The image has too many pixels.")
    if media_type is None:
        raise ImageError("This kind of image is not supported.")
    return content, media_type, size_px


class FilmShelf:
    """The finished videos: each is rendered once, in the background, by at most two ffmpeg processes at a time."""

    def __init__(self, directory: Path, images: ImageShelf, *, fast: bool, frames_per_s: int = FRAMES_PER_S) -> None:
        self._directory = directory
        self._images = images
        self._fast = fast
        self._frames_per_s = frames_per_s
        self._renderers = asyncio.Semaphore(_RENDERERS)
        self._films: dict[str, asyncio.Task[Path]] = {}

    async def film_of(self, job: Submission) -> Path:
        """The video of a job as a file. Raises FilmError if it can't be rendered."""
        return await asyncio.shield(self.start(job))

    def start(self, job: Submission) -> asyncio.Task[Path]:
        """Start rendering the video of a job, unless that is done."""
        film = self._describe(job)
        key = hashlib.sha256(repr(film).encode()).hexdigest()
        task = self._films.pop(key, None)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = asyncio.create_task(self._render(film, self._directory / f"{key}.mp4"))
        self._films[key] = task
        self._forget_oldest()
        return task

    async def close(self) -> None:
        """Stop all rendering."""
        for task in self._films.values():
            task.cancel()
        await asyncio.gather(*self._films.values(), return_exceptions=True)
        self._films.clear()

    def _describe(self, job: Submission) -> Film:
        image, last_image = (self._images.at(url or "") for url in (job.image_url, job.last_image_url))
        request = job.request
        note = [job.slug, f"{request.duration_s} s", f"{job.size_px[0]} × {job.size_px[1]}"]
        if job.takes_seed:
            note.append(f"seed {job.seed}")
        return Film(
            prompt=job.prompt,
            seed=request.seed,
            duration_s=job.film_s,
            size_px=job.size_px,
            note=" · ".join(note),
            image=image.path if image else None,
            is_loop=job.is_loop,
            last_image=last_image.path if last_image else None,
            frames_per_s=self._frames_per_s,
            has_sound=request.has_sound,
        )

    async def _render(self, film: Film, path: Path) -> Path:
        async with self._renderers:
            await render_film(film, path, fast=self._fast)
        return path

    def _forget_oldest(self) -> None:
        for key in list(self._films)[:-_FILMS_KEPT]:
            task = self._films[key]
            if task.done():
                del self._films[key]
                if not task.cancelled() and task.exception() is None:
                    task.result().unlink(missing_ok=True)
