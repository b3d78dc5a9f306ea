"""Fitting a video under an upload limit."""

import asyncio
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.media.ffmpeg import Ffmpeg, FfmpegMissing
from bot.media.videos import (
    VideoDamaged,
    VideoDoesNotFit,
    VideoInfo,
    fit_video,
    plan_encoding,
)
from tests.support.film_memory import FilmMemory
from tests.support.videos import (
    NOISE,
    find_ffmpeg_processes,
    make_film,
    make_video,
    measure_loudness,
    read_boxes,
    read_numbers,
    read_raw,
    wait_for_ffmpeg,
)

pytestmark = pytest.mark.usefixtures("unconfined")
#: What it finds in films is tested in test_videos_check.py; so the same ones are read once.
read_video = FilmMemory().read
MIB = 2**20
#: What Veo 2 makes.
FILM = VideoInfo(
    size_bytes=20 * MIB,
    duration_s=8,
    width=1280,
    height=720,
    frame_count=192,
    codec="h264",
    audio_codec=None,
    is_420_8bit=True,
    is_streamable=True,
)


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds that are hard to compress, in more than 1.5 MiB."""
    film = make_video(
        tmp_path_factory.mktemp("films") / "noise.mp4", duration_s=4, size="320x180", rate="12", show=NOISE
    )
    assert film.stat().st_size > 1.5 * MIB
    return film


async def fit(source: Path, target: Path, max_bytes: int) -> tuple[Path, VideoInfo]:
    """Fit a video and check all that is promised of every result."""
    info = await read_video(source)
    before = hashlib.sha256(source.read_bytes()).digest()

    fitted = await fit_video(source, target, max_bytes=max_bytes, info=info)

    assert hashlib.sha256(source.read_bytes()).digest() == before
    assert fitted.stat().st_size <= max_bytes
    assert {path for path in target.parent.iterdir() if path != source} <= {target}
    result = await read_video(fitted)
    assert (result.plays_everywhere, result.is_streamable) == (True, True)
    assert result.frame_count == info.frame_count
    assert result.duration_s == pytest.approx(info.duration_s, abs=0.001)
    return fitted, result


async def test_what_fits_is_taken_as_it_is(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4")

    fitted, _ = await fit(film, tmp_path / "fitted.mp4", film.stat().st_size)

    assert fitted == film
    assert not (tmp_path / "fitted.mp4").exists()


async def test_index_is_moved_to_the_front_without_encoding(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", flags="0", sound_s=1)
    assert read_boxes(film)[-1] == "moov"

    fitted, info = await fit(film, tmp_path / "fitted.mp4", film.stat().st_size + 1_000)

    assert read_boxes(fitted)[:2] == ["ftyp", "moov"]
    assert fitted.stat().st_size == pytest.approx(film.stat().st_size, abs=1_000)
    assert info.audio_codec == "aac"
    assert read_numbers(fitted) == list(range(24))


async def test_index_moved_to_the_front_must_fit_too(tmp_path: Path) -> None:
    """Moving the index can add bytes: then it is encoded anew."""
    flags = "+frag_keyframe+empty_moov"
    film = make_video(tmp_path / "film.mp4", duration_s=0.5, flags=flags, show=NOISE)

    await fit(film, tmp_path / "fitted.mp4", film.stat().st_size - 2_000)


async def test_a_film_that_is_hardly_too_large_keeps_its_size(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", show=NOISE, options=("-preset", "ultrafast", "-crf", "8"))
    max_bytes = film.stat().st_size * 95 // 100

    fitted, info = await fit(film, tmp_path / "fitted.mp4", max_bytes)

    assert fitted.stat().st_size > 0.5 * max_bytes
    assert info.width == 160


@pytest.mark.usefixtures("confined")
async def test_1080p_with_sound_is_made_smaller_and_keeps_both(tmp_path: Path) -> None:
    """Within the limits of a process: this is what takes the most memory."""
    options = ("-preset", "ultrafast", "-crf", "10")
    film = make_video(tmp_path / "film.mp4", size="1920x1080", rate="1", show="null", sound_s=1, options=options)

    fitted, info = await fit(film, tmp_path / "fitted.mp4", film.stat().st_size // 2)

    assert (info.width, info.height, info.audio_codec) == (1920, 1080, "aac")
    assert measure_loudness(fitted) > 0.05


async def test_only_the_sound_is_encoded_if_only_that_would_not_play(tmp_path: Path) -> None:
    sources = ("-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=1", "-f", "lavfi", "-i", "sine=d=1")
    codecs = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "libmp3lame", "-movflags", "+faststart")
    film = make_film(tmp_path / "film.mp4", *sources, *codecs)

    fitted, info = await fit(film, tmp_path / "fitted.mp4", 10 * MIB)

    assert info.audio_codec == "aac"
    assert measure_loudness(fitted) > 0.05
    shown = [read_raw(one, "-map", "0:v", "-c", "copy", "-f", "framemd5") for one in (film, fitted)]
    assert shown[0] == shown[1], "not a bit of the picture differs"


@pytest.mark.parametrize(("max_bytes", "width"), [(100 * 1024, 320), (11 * 1024, 160)])
async def test_hard_film_fits_and_uses_the_room(noise: Path, tmp_path: Path, max_bytes: int, width: int) -> None:
    fitted, info = await fit(noise, tmp_path / "fitted.mp4", max_bytes)

    assert fitted == tmp_path / "fitted.mp4"
    assert fitted.stat().st_size > 0.7 * max_bytes
    assert info.width == width
    assert info.height == pytest.approx(width * 9 / 16, abs=1)


async def test_easy_film_is_not_blown_up_to_the_limit(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", codec="mpeg4", options=("-q:v", "2"), duration_s=2)

    fitted, _ = await fit(film, tmp_path / "fitted.mp4", 10 * MIB)

    assert fitted.stat().st_size < film.stat().st_size


@pytest.mark.parametrize(("codec", "pixels"), [("libx265", "yuv420p10le"), ("libx264", "yuv444p")])
async def test_other_encodings_become_h264(tmp_path: Path, codec: str, pixels: str) -> None:
    options = ("-x265-params", "log-level=none") if codec == "libx265" else ()
    film = make_video(tmp_path / "film.mp4", codec=codec, pixels=pixels, options=options, sound_s=1)

    fitted, info = await fit(film, tmp_path / "fitted.mp4", 10 * MIB)

    assert info.audio_codec == "aac"
    assert read_numbers(fitted) == list(range(24))


async def test_odd_sizes_become_even(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", pixels="yuv444p", show="scale=161:91")

    _, info = await fit(film, tmp_path / "fitted.mp4", 10 * MIB)

    assert (info.width, info.height) == (160, 92)


async def test_sound_that_is_too_much_is_left_out(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", duration_s=2, sound_s=2, rate="5", show=NOISE)
    assert film.stat().st_size > 60_000

    _, roomy = await fit(film, tmp_path / "roomy.mp4", 60_000)
    (tmp_path / "roomy.mp4").unlink()
    _, tight = await fit(film, tmp_path / "tight.mp4", 15_000)

    assert (roomy.audio_codec, tight.audio_codec) == ("aac", None)


@pytest.mark.parametrize("max_bytes", [-1, 0, 1, 3_500, 20_000])
async def test_no_room_at_all(tmp_path: Path, max_bytes: int) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(20_001))

    with pytest.raises(VideoDoesNotFit):
        await fit_video(film, tmp_path / "fitted.mp4", max_bytes=max_bytes, info=FILM)

    assert list(tmp_path.iterdir()) == [film]


async def test_what_comes_out_too_large_is_tried_again_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an encoder makes of its orders, nothing larger than the limit is handed out."""
    runs = []
    run = Ffmpeg.run

    async def pad(self: Ffmpeg, arguments: list[str], **options: object) -> bytes:
        output = await run(self, arguments, **options)  # type: ignore[arg-type]  # passed on
        runs.append(arguments)
        target = Path(arguments[-1].removeprefix("file:"))
        with target.open("ab") as file:
            file.write(bytes(60 * 1024 if len(runs) == 1 else 0))
        return output

    film = make_video(tmp_path / "film.mp4", show=NOISE)
    info = await read_video(film)
    monkeypatch.setattr(Ffmpeg, "run", pad)
    fitted = await fit_video(film, tmp_path / "fitted.mp4", max_bytes=60 * 1024, info=info)

    rates = [int(arguments[arguments.index("-maxrate") + 1]) for arguments in runs]
    assert len(rates) == 2
    assert rates[1] < 0.8 * rates[0]
    assert fitted.stat().st_size <= 60 * 1024


async def test_what_stays_too_large_is_not_handed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter((2 * MIB, MIB + 100, MIB + 1))

    async def make(_self: Ffmpeg, arguments: list[str], **_options: object) -> bytes:
        Path(arguments[-1].removeprefix("file:")).write_bytes(bytes(next(sizes)))
        return b""

    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(2 * MIB))
    monkeypatch.setattr(Ffmpeg, "run", make)

    with pytest.raises(VideoDoesNotFit):
        await fit_video(film, tmp_path / "fitted.mp4", max_bytes=MIB, info=FILM)

    assert list(sizes) == []
    assert list(tmp_path.iterdir()) == [film]


async def test_source_is_never_the_target(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", flags="0")

    with pytest.raises(ValueError, match="never written to"):
        await fit(film, film, 10 * MIB)


async def test_existing_target_is_replaced_only_by_a_whole_one(noise: Path, tmp_path: Path) -> None:
    target = tmp_path / "fitted.mp4"
    target.write_text("old", "utf-8")

    with pytest.raises(FfmpegMissing):
        await fit_video(noise, target, max_bytes=MIB // 4, info=FILM, ffmpeg=Ffmpeg(executable="/nowhere/ffmpeg"))

    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


async def test_cancelling_leaves_nothing(noise: Path, tmp_path: Path) -> None:
    info = await read_video(noise)
    task = asyncio.create_task(fit_video(noise, tmp_path / "fitted.mp4", max_bytes=MIB // 4, info=info))
    await wait_for_ffmpeg()
    await asyncio.sleep(0.05)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert list(tmp_path.iterdir()) == []
    assert find_ffmpeg_processes() == []


async def test_source_gone_bad_is_its_fault(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"no film any more" * 1000)

    with pytest.raises(VideoDamaged):
        await fit_video(tmp_path / "film.mp4", tmp_path / "fitted.mp4", max_bytes=MIB, info=replace(FILM, codec="hevc"))

    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


async def test_many_at_once_into_one_target(tmp_path: Path) -> None:
    film = make_video(tmp_path / "film.mp4", flags="0")
    info = await read_video(film)
    target = tmp_path / "fitted.mp4"

    await asyncio.gather(*(fit_video(film, target, max_bytes=MIB, info=info) for _ in range(3)))

    assert (await read_video(target)).frame_count == 24
    assert set(tmp_path.iterdir()) == {film, target}


@pytest.mark.parametrize(
    ("max_bytes", "duration_s", "size"),
    [
        (10 * MIB, 8, (1280, 720)),
        (10 * MIB, 48, (1280, 720)),
        (MIB, 8, (960, 540)),
        (300 * 1024, 8, (640, 360)),
        (100 * 1024, 8, (320, 180)),
    ],
)
def test_plan_shrinks_the_picture_with_the_room(max_bytes: int, duration_s: int, size: tuple[int, int]) -> None:
    encoding = plan_encoding(replace(FILM, duration_s=duration_s, frame_count=24 * duration_s), max_bytes)

    assert (encoding.width, encoding.height) == size
    assert encoding.video_bps * duration_s / 8 < max_bytes


def test_plan_keeps_a_portrait_upright() -> None:
    encoding = plan_encoding(replace(FILM, width=720, height=1280), 300 * 1024)

    assert (encoding.width, encoding.height) == (360, 640)


def test_plan_gives_sound_its_share() -> None:
    silent, loud = plan_encoding(FILM, MIB), plan_encoding(replace(FILM, audio_codec="aac"), MIB)

    assert (silent.audio_bps, loud.audio_bps) == (0, 128_000)
    assert loud.video_bps < silent.video_bps - 100_000
