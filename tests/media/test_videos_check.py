"""Which files are accepted as a finished video, and what is said of them."""

import hashlib
import os
import random
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import VeoBotError
from bot.media.videos import (
    NotAVideo,
    VideoDamaged,
    VideoError,
    VideoInfo,
    VideoTooLarge,
    VideoTruncated,
    read_video,
    recall_video,
)
from tests.support.videos import make_film, make_video, read_boxes

pytestmark = pytest.mark.usefixtures("unconfined")
MAX_BYTES = 10_000_000


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds, as Segmind's videos are made: H.264, 24 frames a second, no sound."""
    return make_video(
        tmp_path_factory.mktemp("films") / "film.mp4", duration_s=2, show="null", options=("-preset", "veryfast")
    )


async def check(path: Path) -> VideoInfo:
    return await read_video(path, max_bytes=MAX_BYTES)


def cut(film: Path, target: Path, size_bytes: int) -> Path:
    target.write_bytes(film.read_bytes()[:size_bytes])
    return target


async def test_good_film(film: Path) -> None:
    before = hashlib.sha256(film.read_bytes()).digest()

    info = await check(film)

    assert info == VideoInfo(
        size_bytes=film.stat().st_size,
        duration_s=2.0,
        width=160,
        height=90,
        frame_count=48,
        codec="h264",
        audio_codec=None,
        is_420_8bit=True,
        is_streamable=True,
    )
    assert info.plays_everywhere
    assert hashlib.sha256(film.read_bytes()).digest() == before


@pytest.mark.parametrize("flags", ["+faststart", "0"])
async def test_cut_off(tmp_path: Path, flags: str) -> None:
    whole = make_video(tmp_path / "whole.mp4", flags=flags)

    for share in (0.001, 0.02, 0.1, 0.5, 0.9, 0.99):
        with pytest.raises((VideoTruncated, NotAVideo)):
            await check(cut(whole, tmp_path / "cut.mp4", int(whole.stat().st_size * share)))


async def test_last_bytes_missing(film: Path, tmp_path: Path) -> None:
    for missing_bytes in (1, 7, 8, 9, 100):
        with pytest.raises(VideoTruncated):
            await check(cut(film, tmp_path / "cut.mp4", film.stat().st_size - missing_bytes))


async def test_cut_off_without_saying_its_length(film: Path, tmp_path: Path) -> None:
    data = bytearray(film.read_bytes())
    start = data.index(b"mdat") - 4
    data[start : start + 4] = bytes(4)  # "to the end of the file"
    (tmp_path / "open.mp4").write_bytes(data)
    assert (await check(tmp_path / "open.mp4")).frame_count == 48

    with pytest.raises(VideoDamaged):
        await check(cut(tmp_path / "open.mp4", tmp_path / "cut.mp4", len(data) // 2))


async def test_cut_off_between_fragments_is_too_short(tmp_path: Path) -> None:
    flags = "+frag_keyframe+empty_moov+default_base_moof"
    whole = make_video(
        tmp_path / "whole.mp4", duration_s=5, flags=flags, options=("-preset", "ultrafast", "-g", "24"), show="null"
    )
    assert (await check(whole)).is_streamable is False
    data = whole.read_bytes()

    shorter = await check(cut(whole, tmp_path / "cut.mp4", data.index(b"moof", len(data) // 2) - 4))
    assert shorter.duration_s < 4


async def test_damaged_inside(film: Path, tmp_path: Path) -> None:
    data = bytearray(film.read_bytes())
    middle = len(data) * 2 // 3
    data[middle : middle + 1000] = random.Random(1).randbytes(1000)
    (tmp_path / "damaged.mp4").write_bytes(data)

    with pytest.raises(VideoDamaged):
        await check(tmp_path / "damaged.mp4")


async def test_bytes_after_the_end_do_no_harm(film: Path, tmp_path: Path) -> None:
    for trailer in (b"\n", b"\0" * 100, b"trailing garbage, longer than a box header"):
        (tmp_path / "film.mp4").write_bytes(film.read_bytes() + trailer)

        assert (await check(tmp_path / "film.mp4")).frame_count == 48


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
        b'{"error": "not found"}',
        b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile film.mp4\n",
        b"\0\0\0\x18ftypisom\0\0\2\0isomiso2",
        bytes(10_000),
        b"\0\0\0\x08free" * 20_000,
        b"\0\0\0\x08moov\0\0\0\x08mdat",
        b"\0\0\0\x01mdat" + b"\xff" * 8,
    ],
    ids=["empty", "x", "html", "json", "hls", "concat", "ftyp", "zeros", "boxes", "hollow", "giant"],
)
async def test_other_content(film: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "film.mp4").write_bytes(film.read_bytes())
    (tmp_path / "other.mp4").write_bytes(content)

    with pytest.raises((NotAVideo, VideoTruncated)):
        await check(tmp_path / "other.mp4")


async def test_pictures_and_sound_are_no_videos(tmp_path: Path) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / "png.mp4", "PNG")
    Image.new("RGB", (64, 64)).save(tmp_path / "gif.mp4", "GIF")
    for kind in ("mp4", "webm"):
        make_film(tmp_path / f"sound.{kind}", "-f", "lavfi", "-i", "sine=d=1")

    for name in ("png.mp4", "gif.mp4", "sound.mp4", "sound.webm"):
        with pytest.raises(NotAVideo):
            await check(tmp_path / name)


async def test_odd_decoders_are_not_reached(tmp_path: Path) -> None:
    with pytest.raises(NotAVideo):
        await check(make_video(tmp_path / "film.mov", codec="qtrle", pixels="rgb24", options=()))


async def test_huge_picture_is_not_decoded(tmp_path: Path) -> None:
    bomb = make_video(tmp_path / "bomb.mp4", duration_s=0.1, rate="10", size="64x64", show="scale=4400:4400")
    assert bomb.stat().st_size < MAX_BYTES

    with pytest.raises(NotAVideo):
        await check(bomb)


async def test_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")

    for path in (tmp_path / "pipe.mp4", tmp_path):
        with pytest.raises(NotAVideo):
            await check(path)


async def test_missing_file_is_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await check(tmp_path / "film.mp4")


async def test_length_is_what_can_be_seen_not_what_the_header_says(film: Path, tmp_path: Path) -> None:
    data = bytearray(film.read_bytes())
    duration_at = data.index(b"mvhd") + 4 + 16
    data[duration_at : duration_at + 4] = (8_000).to_bytes(4)
    (tmp_path / "liar.mp4").write_bytes(data)

    assert (await check(tmp_path / "liar.mp4")).duration_s == 2


async def test_too_large_is_seen_before_anything_is_decoded(tmp_path: Path) -> None:
    with (tmp_path / "large.mp4").open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(VideoTooLarge, match="at most 10,000,000"):
        await check(tmp_path / "large.mp4")


async def test_index_at_the_end(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", flags="0")
    assert read_boxes(film)[-1] == "moov"

    info = await read_video(film)

    assert (info.is_streamable, info.plays_everywhere, info.frame_count) == (False, True, 24)


@pytest.mark.parametrize(
    ("codec", "pixels", "options", "expected"),
    [
        ("libx265", "yuv420p", ("-preset", "ultrafast", "-x265-params", "log-level=none"), ("hevc", True, False)),
        ("libx264", "yuv420p10le", ("-preset", "ultrafast"), ("h264", False, False)),
        ("libx264", "yuv444p", ("-preset", "ultrafast"), ("h264", False, False)),
        ("libvpx-vp9", "yuv420p", ("-deadline", "realtime", "-cpu-used", "8"), ("vp9", True, False)),
        ("mpeg4", "yuv420p", (), ("mpeg4", True, False)),
    ],
)
async def test_other_encodings(
    tmp_path: Path, codec: str, pixels: str, options: tuple[str, ...], expected: tuple[str, bool, bool]
) -> None:
    info = await read_video(
        make_video(tmp_path / "film.mp4", codec=codec, pixels=pixels, options=options, rate="30000/1001")
    )

    assert (info.codec, info.is_420_8bit, info.plays_everywhere) == expected
    assert (info.frame_count, info.width, info.height) == (30, 160, 90)
    assert info.duration_s == pytest.approx(1.001, abs=0.001)


async def test_sound(tmp_path: Path) -> None:
    info = await read_video(make_video(tmp_path / "film.mp4", sound_s=2))

    assert (info.audio_codec, info.plays_everywhere) == ("aac", True)
    assert info.duration_s == 1  # of the picture


async def test_the_same_file_is_decoded_once(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    video = tmp_path / "video.mp4"
    video.write_bytes(film.read_bytes())
    info = await recall_video(video)
    with monkeypatch.context() as without:
        without.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
        assert await recall_video(video) == info
        link = tmp_path / "link.mp4"
        link.hardlink_to(video)
        assert await recall_video(link) == info
    make_video(tmp_path / "other.mp4").replace(video)
    assert (await recall_video(video)).duration_s == 1


async def test_every_verdict_is_a_sentence_without_paths(film: Path, tmp_path: Path) -> None:
    cut(film, tmp_path / "cut.mp4", 5_000)
    (tmp_path / "text.mp4").write_text("text", "utf-8")

    for path in (tmp_path / "cut.mp4", tmp_path / "text.mp4"):
        with pytest.raises(VideoError) as caught:
            await check(path)
        assert isinstance(caught.value, VeoBotError)
        assert str(caught.value).endswith(".")
        assert str(tmp_path) not in str(caught.value)
