"""Videos of other kinds than mp4 are read, and become mp4s that play everywhere; damaged ones as far as they go."""

from pathlib import Path

import pytest

from bot.media.file_types import ENDINGS, recognise_video
from bot.media.videos import NotAVideo, VideoDamaged, VideoTruncated, fit_video, read_video, salvage_video
from tests.support.film_memory import FilmMemory
from tests.support.videos import make_film, make_video

MAX_BYTES = 10_000_000
#: For what was read as an mp4 in an earlier run.
read_again = FilmMemory().read
VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libvorbis")
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac")
KINDS = {
    "vp8.webm": VP8,
    "vp9.webm": VP9,
    "h264.mkv": H264,
    "h264.mov": H264,
    "prores.mov": ("-c:v", "prores", "-c:a", "pcm_s16le"),
    "odd.gif": ("-vf", "scale=161:91", "-an"),
    "mpeg4.avi": ("-c:v", "mpeg4", "-c:a", "libmp3lame"),
    # Not all of its packets say when they are shown.
    "h264.avi": ("-c:v", "libx264", "-bf", "3", "-pix_fmt", "yuv420p", "-c:a", "libmp3lame"),
    "h264-silent.avi": ("-c:v", "libx264", "-bf", "3", "-pix_fmt", "yuv420p", "-an"),
    "h264.ts": H264,
    "h264.flv": H264,
    "theora.ogv": ("-c:v", "libtheora", "-c:a", "libvorbis"),
    "mpeg2.mpg": ("-c:v", "mpeg2video", "-c:a", "mp2"),
    "h264.3gp": H264,
}


def make(target: Path, options: tuple[str, ...]) -> Path:
    """A second of film, with sound where the kind of file has any."""
    sound = ("-f", "lavfi", "-i", "sine=d=1")
    return make_film(target, "-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=1", *sound, *options, "-shortest")


@pytest.mark.parametrize("name", KINDS)
async def test_what_plays_is_read_and_becomes_an_mp4(tmp_path: Path, name: str, request: pytest.FixtureRequest) -> None:
    source = make(tmp_path / name, KINDS[name]).rename(tmp_path / "video.mp4")
    kind = recognise_video(source)
    assert kind is not None
    assert kind.ending == Path(name).suffix.replace(".3gp", ".mp4")
    assert kind.ending in ENDINGS
    info = await read_video(source, max_bytes=MAX_BYTES)
    request.getfixturevalue("unconfined")  # from here on all of them are treated alike
    assert info.duration_s == pytest.approx(1, abs=0.1)
    assert (info.width, info.height) == ((161, 91) if name == "odd.gif" else (160, 90))
    assert info.is_whole
    assert not (info.plays_everywhere and info.is_streamable) or name == "h264.3gp"

    shown = await read_again(await fit_video(source, tmp_path / "fitted.mp4", max_bytes=MAX_BYTES, info=info))
    assert (shown.plays_everywhere, shown.is_streamable) == (True, True)
    assert shown.duration_s == pytest.approx(1, abs=0.1)
    assert shown.frame_count == pytest.approx(24, abs=2)
    assert (shown.audio_codec is not None) == (info.audio_codec is not None)


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n", b"\x89PNG\r\n\x1a\n"]
)
def test_other_things_are_no_kind_of_video(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp4").write_bytes(content)
    assert recognise_video(tmp_path / "a.mp4") is None


@pytest.mark.usefixtures("unconfined")
@pytest.mark.parametrize("damage", ["cut", "inside"])
async def test_of_a_damaged_film_the_rest_is_kept(tmp_path: Path, damage: str) -> None:
    film = make_video(tmp_path / "film.mp4", duration_s=3, rate="12", size="80x46", show="null")
    data = bytearray(film.read_bytes())
    if damage == "cut":
        del data[len(data) * 2 // 3 :]
    else:
        middle = len(data) * 2 // 3
        data[middle : middle + 3000] = b"\xa5" * 3000
    film.write_bytes(data)
    with pytest.raises((VideoDamaged, VideoTruncated)):
        await read_video(film)

    info = await salvage_video(film)
    assert not info.is_whole
    assert 1 < info.duration_s < 3.1
    shown = await read_again(await fit_video(film, tmp_path / "fitted.mp4", max_bytes=MAX_BYTES, info=info))
    assert (shown.is_whole, shown.plays_everywhere) == (True, True)
    assert shown.duration_s == pytest.approx(info.duration_s, abs=1)


async def test_of_a_film_without_its_index_nothing_is_left(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", flags="0")
    film.write_bytes(film.read_bytes()[:-2000])
    with pytest.raises(NotAVideo):
        await salvage_video(film)
