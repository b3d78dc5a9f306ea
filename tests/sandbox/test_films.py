"""The stand-in's films: real mp4s, different for each seed, whatever the prompt."""

import asyncio
import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest
from PIL import Image, ImageChops, ImageStat

from sandbox.captions import draw_caption
from sandbox.films import FAST_FRAMES_PER_S, Film, FilmError, _prepare, render_film

LANDSCAPE = (320, 180)
PORTRAIT = (180, 320)
HOSTILE = "x':drawtext=textfile=/etc/passwd;[0][1]overlay,`id` $(id) %{pts} \\ \" | -y /etc/out.mp4"


def probe(path: Path) -> str:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(path)]
    return subprocess.run(command, capture_output=True, check=False).stderr.decode()


def frame_at(path: Path, at_s: float, size: tuple[int, int]) -> Image.Image:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-ss", str(at_s), "-i", str(path), "-frames:v", "1"]
    raw = subprocess.run([*command, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], capture_output=True, check=True).stdout
    return Image.frombytes("RGB", size, raw)


def difference(first: Image.Image, second: Image.Image) -> float:
    """The mean difference of two pictures, in levels of 255."""
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


def a_picture(path: Path, size: tuple[int, int]) -> Path:
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    rings = Image.radial_gradient("L").resize(size).point([level * 5 % 256 for level in range(256)])
    Image.merge("RGB", (across, down, rings)).save(path)
    return path


@pytest.mark.parametrize(("size", "duration_s"), [(LANDSCAPE, 5), (PORTRAIT, 8)])
async def test_it_is_an_mp4_of_the_asked_length_and_size(
    tmp_path: Path, size: tuple[int, int], duration_s: int
) -> None:
    path = tmp_path / "film.mp4"
    await render_film(Film("a red panda", 7, duration_s, size), path, fast=True)
    about = probe(path)
    assert f"Duration: 00:00:0{duration_s}.00" in about
    assert re.search(rf"Video: h264 .*yuv420p.* {size[0]}x{size[1]}", about)
    assert list(tmp_path.iterdir()) == [path]


async def test_a_full_film_plays_at_once_and_moves(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    await render_film(Film("a red panda", 7, 5, LANDSCAPE, note="seed 7"), path)
    content = path.read_bytes()
    assert "24 fps" in probe(path)
    assert "Duration: 00:00:05.00" in probe(path)
    assert 50_000 < len(content) < 1_500_000
    assert content.index(b"moov") < content.index(b"mdat"), "a browser can only start early with the index first"
    assert difference(frame_at(path, 0, LANDSCAPE), frame_at(path, 4.9, LANDSCAPE)) > 1


async def test_each_seed_looks_different_and_the_same_seed_the_same(tmp_path: Path) -> None:
    frames = []
    for name, seed in (("a", 1), ("b", 2), ("c", 3), ("again", 1)):
        await render_film(Film("a red panda", seed, 5, LANDSCAPE), tmp_path / name, fast=True)
        frames.append(frame_at(tmp_path / name, 0, LANDSCAPE))
    first, second, third, again = frames
    assert min(difference(first, second), difference(second, third), difference(first, third)) > 3
    assert difference(first, again) == 0


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
async def test_a_picture_starts_as_it_is_and_then_moves(tmp_path: Path, size: tuple[int, int]) -> None:
    picture = a_picture(tmp_path / "picture.png", size)
    await render_film(Film("", 7, 5, size, image=picture), tmp_path / "film.mp4", fast=True)
    first, last = frame_at(tmp_path / "film.mp4", 0, size), frame_at(tmp_path / "film.mp4", 4.5, size)
    with Image.open(picture) as original:
        assert difference(first, original) < 8
        assert difference(last, original) > 20


async def test_a_loop_ends_as_it_begins(tmp_path: Path) -> None:
    picture, path = a_picture(tmp_path / "first.png", LANDSCAPE), tmp_path / "loop.mp4"
    await render_film(Film("x", 7, 5, LANDSCAPE, image=picture, is_loop=True), path, fast=True)
    above = (0, 0, LANDSCAPE[0], 50)  # the caption
    begin, middle, end = (
        frame_at(path, at_s, LANDSCAPE).crop(above) for at_s in (0, 2.5, 4.99 - 1 / FAST_FRAMES_PER_S)
    )
    assert difference(begin, end) < difference(begin, middle) / 2


async def test_a_film_ends_with_its_last_picture(tmp_path: Path) -> None:
    picture, path = a_picture(tmp_path / "first.png", LANDSCAPE), tmp_path / "film.mp4"
    Image.new("RGB", PORTRAIT, "red").save(tmp_path / "last.png")
    await render_film(Film("x", 7, 5, LANDSCAPE, image=picture, last_image=tmp_path / "last.png"), path, fast=True)
    above = (0, 0, LANDSCAPE[0], 50)  # the caption
    begin, end = (frame_at(path, at_s, LANDSCAPE).crop(above) for at_s in (0, 4.99 - 1 / FAST_FRAMES_PER_S))
    assert difference(begin, Image.open(picture).crop(above)) < 8
    assert difference(end, Image.new("RGB", end.size, "red")) < 4
    assert "Duration: 00:00:05.00" in probe(path)


async def test_a_picture_of_another_shape_is_cut_upright_from_its_middle(tmp_path: Path) -> None:
    picture = Image.new("RGB", (400, 1600), "red")
    picture.paste("blue", (0, 700, 400, 900))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    picture.save(tmp_path / "picture.jpg", exif=exif)
    await render_film(Film("", 7, 5, PORTRAIT, image=tmp_path / "picture.jpg"), tmp_path / "film.mp4", fast=True)
    red, _, blue = ImageStat.Stat(frame_at(tmp_path / "film.mp4", 0, PORTRAIT)).mean
    assert blue > 200
    assert red < 30


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "x" * 2_000,
        "many words " * 200,
        "日本語の長い文章" * 60,
        "שלום עולם مرحبا بالعالم",
        "🎉👩‍👩‍👧‍👦🏳️‍🌈",
        "line\nbreaks\tand\x00\x07\x1b[31mcontrol",
        "lone \ud83d surrogate \udc00",
        "a\u202eright to left\u202c\ufeff\u200b",
        HOSTILE,
    ],
)
def test_a_caption_fits_whatever_the_prompt(prompt: str) -> None:
    caption = draw_caption(prompt, "seed 7", 600)
    assert caption.width <= 600
    assert caption.height <= 320
    assert caption.convert("L").getextrema()[1] == 255, "the note is always readable"


def test_a_caption_shows_its_prompt() -> None:
    first, second = draw_caption("red panda", "", 600), draw_caption("blue whale", "", 600)
    assert first.tobytes() != second.tobytes()
    assert ImageStat.Stat(first.convert("L")).mean[0] > ImageStat.Stat(draw_caption("", "", 600).convert("L")).mean[0]
    assert draw_caption("red  \n panda", "", 600).tobytes() == first.tobytes()


async def test_a_prompt_reaches_ffmpeg_as_pixels_only(tmp_path: Path) -> None:
    command = _prepare(Film(HOSTILE, 7, 5, LANDSCAPE, note=HOSTILE), tmp_path, fast=True)
    assert not any(word in part for part in command for word in ("drawtext", "passwd", "id)", "out.mp4"))
    await render_film(Film(HOSTILE, 7, 5, LANDSCAPE), tmp_path / "film.mp4", fast=True)
    assert "Duration: 00:00:05.00" in probe(tmp_path / "film.mp4")


async def test_an_unreadable_picture_is_a_film_error(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    with pytest.raises(FilmError):
        await render_film(Film("", 7, 5, LANDSCAPE, image=tmp_path / "picture.png"), tmp_path / "film.mp4", fast=True)
    assert not (tmp_path / "film.mp4").exists()


async def test_a_failing_ffmpeg_is_a_film_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: "/bin/false")
    with pytest.raises(FilmError, match="ffmpeg failed"):
        await render_film(Film("x", 7, 5, LANDSCAPE), tmp_path / "film.mp4", fast=True)
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: "/nowhere/ffmpeg")
    with pytest.raises(FilmError):
        await render_film(Film("x", 7, 5, LANDSCAPE), tmp_path / "film.mp4", fast=True)


async def test_a_cancelled_film_leaves_nothing_behind(tmp_path: Path) -> None:
    task = asyncio.create_task(render_film(Film("x", 7, 8, LANDSCAPE), tmp_path / "film.mp4"))
    while not list(tmp_path.glob("*/film.mp4")):
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list(tmp_path.iterdir()) == []
