"""First and last frames, and joining parts into one video."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.media.ffmpeg import Ffmpeg
from bot.media.videos import VideoDamaged, VideoInfo, first_frame, join_videos, last_frame
from tests.support.film_memory import FilmMemory
from tests.support.videos import (
    COUNTER,
    find_ffmpeg_processes,
    make_film,
    make_video,
    measure_loudness,
    read_boxes,
    read_number,
    read_numbers,
    run_ffmpeg,
    wait_for_ffmpeg,
)

pytestmark = pytest.mark.usefixtures("unconfined")
#: Small, as most of them are encoded again.
make_part = partial(make_video, size="80x46")
#: A film that starts with the frame after another's last.
SECOND = COUNTER.replace("*N", "*(N+24)")


class CountingFfmpeg(Ffmpeg):
    """Tells whether anything was encoded."""

    has_encoded = False

    async def run(self, arguments, **options):  # type: ignore[no-untyped-def]  # passed on
        self.has_encoded = self.has_encoded or "libx264" in arguments
        return await super().run(arguments, **options)


async def join(parts: list[Path], target: Path, *, is_encoded: bool, duration_s: float | None = None) -> VideoInfo:
    """Join parts, of a second each unless they last otherwise, and check all that is promised of every result."""
    before = [part.read_bytes() for part in parts]
    others = set(target.parent.iterdir())
    ffmpeg = CountingFfmpeg()

    info = await join_videos(parts, target, ffmpeg=ffmpeg)

    assert ffmpeg.has_encoded is is_encoded
    assert [part.read_bytes() for part in parts] == before
    assert set(target.parent.iterdir()) == others | {target}
    assert info.size_bytes == target.stat().st_size
    assert info.is_streamable
    assert read_boxes(target)[:2] == ["ftyp", "moov"]
    assert info.duration_s == pytest.approx(duration_s or len(parts), abs=1.5 / 24)
    return info


@pytest.mark.parametrize(
    ("options", "flags"),
    [
        (("-preset", "ultrafast", "-g", "1"), "+faststart"),
        (("-preset", "medium", "-bf", "3"), "0"),
        (("-preset", "medium", "-bf", "3"), "+frag_keyframe+empty_moov"),
        (("-preset", "medium", "-g", "5", "-x264-params", "open-gop=1"), "+faststart"),
    ],
    ids=["intra", "b-frames and moov last", "fragments", "open-gop"],
)
async def test_first_and_last_frame(tmp_path: Path, options: tuple[str, ...], flags: str) -> None:
    film = make_part(tmp_path / "film.mp4", options=options, flags=flags)

    await first_frame(film, tmp_path / "first.png")
    await last_frame(film, tmp_path / "last.png")

    assert read_number(tmp_path / "first.png") == 0
    assert read_number(tmp_path / "last.png") == 23
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mp4", "first.png", "last.png"]


@pytest.mark.parametrize("frames", [1, 2])
async def test_frames_of_very_short_films(tmp_path: Path, frames: int) -> None:
    film = make_part(tmp_path / "film.mp4", duration_s=frames / 24, options=("-preset", "medium"))

    await last_frame(film, tmp_path / "last.png")

    assert read_number(tmp_path / "last.png") == frames - 1


async def test_last_frame_where_the_sound_goes_on(tmp_path: Path) -> None:
    film = make_part(tmp_path / "film.mp4", sound_s=3)

    await last_frame(film, tmp_path / "last.png")

    assert read_number(tmp_path / "last.png") == 23


async def test_last_frame_of_uneven_times(tmp_path: Path) -> None:
    """Frames that are shown for very different times are neither dropped nor doubled."""
    uneven = f"testsrc2=s=160x90:r=24:d=1,{COUNTER},setpts='N*N*10/24/TB/24'"
    options = ("-fps_mode", "passthrough", "-c:v", "libx264")
    film = make_film(tmp_path / "film.mp4", "-f", "lavfi", "-i", uneven, *options)

    await last_frame(film, tmp_path / "last.png")

    assert read_number(tmp_path / "last.png") == 23


async def test_last_frame_of_what_is_left(tmp_path: Path) -> None:
    film = make_part(tmp_path / "film.mp4", options=("-preset", "ultrafast", "-g", "1"))
    film.write_bytes(film.read_bytes()[: film.stat().st_size * 9 // 10])

    await last_frame(film, tmp_path / "last.png")

    assert 12 < read_number(tmp_path / "last.png") < 23


async def test_frame_is_true_to_the_film(tmp_path: Path) -> None:
    """A picture turned into a film and taken out of it again has the same size and colours."""
    picture = Image.linear_gradient("L").resize((160, 90))
    source = Image.merge("RGB", (picture, picture.transpose(Image.Transpose.ROTATE_180), Image.new("L", (160, 90), 90)))
    source.save(tmp_path / "source.png")
    run_ffmpeg(
        *("-loop", "1", "-i", str(tmp_path / "source.png"), "-t", "0.5", "-c:v", "libx264", "-crf", "5"),
        *("-pix_fmt", "yuv420p", str(tmp_path / "film.mp4")),
    )

    await last_frame(tmp_path / "film.mp4", tmp_path / "last.png")

    with Image.open(tmp_path / "last.png") as last:
        assert (last.format, last.mode, last.size) == ("PNG", "RGB", (160, 90))
        difference = ImageStat.Stat(ImageChops.difference(last, source))
    assert max(difference.mean) < 2


async def test_no_frame_to_take(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"no film" * 1000)

    for take in (first_frame, last_frame):
        with pytest.raises(VideoDamaged):
            await take(tmp_path / "film.mp4", tmp_path / "frame.png")
        with pytest.raises(FileNotFoundError):
            await take(tmp_path / "nothing.mp4", tmp_path / "frame.png")

    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize("options", [("-preset", "ultrafast"), ("-preset", "medium", "-bf", "3")])
async def test_parts_made_alike_are_joined_as_they_are(tmp_path: Path, options: tuple[str, ...]) -> None:
    one = make_part(tmp_path / "one.mp4", options=options)
    two = make_part(tmp_path / "two.mp4", options=options, show=SECOND)

    info = await join([one, two, one], tmp_path / "joined.mp4", is_encoded=False)

    assert info == await FilmMemory().read(tmp_path / "joined.mp4")
    assert info.plays_everywhere
    assert read_numbers(tmp_path / "joined.mp4") == [*range(48), *range(24)]


@pytest.mark.parametrize(
    "other",
    [
        {"codec": "libx265", "options": ("-x265-params", "log-level=none")},
        {"options": ("-preset", "medium", "-bf", "3")},
        {"pixels": "yuv420p10le"},
    ],
    ids=["codec", "options", "pixels"],
)
async def test_different_parts_are_encoded_anew(tmp_path: Path, other: dict[str, object]) -> None:
    one = make_part(tmp_path / "one.mp4")
    two = make_part(tmp_path / "two.mp4", show=SECOND, **other)  # type: ignore[arg-type]  # whichever it is

    info = await join([one, two], tmp_path / "joined.mp4", is_encoded=True)

    assert (info.width, info.height, info.plays_everywhere, info.audio_codec) == (80, 46, True, None)
    assert read_numbers(tmp_path / "joined.mp4") == list(range(48))


@pytest.mark.parametrize("kind", [".mkv", ".ts"])
async def test_parts_made_alike_of_another_kind_are_encoded_anew(tmp_path: Path, kind: str) -> None:
    part = make_part(tmp_path / f"part{kind}").rename(tmp_path / "part.mp4")
    joined = await join_videos([part, part], tmp_path / "film.mp4")
    assert joined.duration_s == pytest.approx(2, abs=0.1)
    assert joined.plays_everywhere


async def test_other_frame_rates_and_shapes_are_brought_to_the_first(tmp_path: Path) -> None:
    one = make_part(tmp_path / "one.mp4", rate="24000/1001", duration_s=1.001, show="null")
    two = make_part(tmp_path / "two.mp4", rate="30", size="90x160", show="null", duration_s=2)

    info = await join([one, two], tmp_path / "joined.mp4", is_encoded=True, duration_s=3.001)

    assert info == await FilmMemory().read(tmp_path / "joined.mp4")
    assert (info.width, info.height) == (80, 46)
    assert info.frame_count == pytest.approx(3 * 24000 / 1001, abs=1.5)


async def test_sound_of_all_parts_is_kept_in_time(tmp_path: Path) -> None:
    """Sound that ends early or late does not shift the parts after it."""
    one = make_part(tmp_path / "one.mp4", sound_s=0.4)
    two = make_part(tmp_path / "two.mp4", sound_s=3, show=SECOND, size="160x92")

    info = await join([one, two, one], tmp_path / "joined.mp4", is_encoded=True)

    assert info.audio_codec == "aac"
    assert read_numbers(tmp_path / "joined.mp4") == [*range(48), *range(24)]


async def test_silent_parts_and_one_with_sound_are_joined_and_the_sound_is_where_it_was(tmp_path: Path) -> None:
    silent = make_part(tmp_path / "silent.mp4")
    loud = make_part(tmp_path / "loud.mp4", sound_s=1)

    info = await join([silent, loud, silent], tmp_path / "joined.mp4", is_encoded=True)

    assert (info.audio_codec, info.plays_everywhere) == ("aac", True)
    assert read_numbers(tmp_path / "joined.mp4") == [*range(24)] * 3
    before, within, after = [
        measure_loudness(tmp_path / "joined.mp4", start_s=start + 0.1, length_s=0.8) for start in range(3)
    ]
    assert max(before, after) < 0.001
    assert within > 0.05


async def test_sound_of_another_kind_is_brought_to_that_of_the_others(tmp_path: Path) -> None:
    one = make_part(tmp_path / "one.mp4", sound_s=1)
    options = ("-preset", "ultrafast", "-ac", "2", "-ar", "22050")
    stereo = make_part(tmp_path / "stereo.mp4", sound_s=1, options=options)

    info = await join([one, stereo], tmp_path / "joined.mp4", is_encoded=True)

    assert info.audio_codec == "aac"
    loudness = [measure_loudness(tmp_path / "joined.mp4", start_s=start + 0.1, length_s=0.8) for start in range(2)]
    assert min(loudness) > 0.05


async def test_alike_with_sound(tmp_path: Path) -> None:
    one = make_part(tmp_path / "one.mp4", sound_s=1)
    two = make_part(tmp_path / "two.mp4", sound_s=1, show=SECOND)

    info = await join([one, two], tmp_path / "joined.mp4", is_encoded=False)

    assert info.audio_codec == "aac"
    assert read_numbers(tmp_path / "joined.mp4") == list(range(48))


async def test_sound_that_goes_on_makes_no_gap_in_the_picture(tmp_path: Path) -> None:
    one = make_part(tmp_path / "one.mp4", sound_s=2)

    info = await join([one, one], tmp_path / "joined.mp4", is_encoded=True)

    assert info.audio_codec == "aac"
    assert read_numbers(tmp_path / "joined.mp4") == [*range(24)] * 2


@pytest.mark.usefixtures("confined")
async def test_six_parts_are_joined_within_the_limits_of_a_process(tmp_path: Path) -> None:
    """Nothing else takes as many threads."""
    part = make_part(tmp_path / "part.mp4", show="null")
    other = make_part(tmp_path / "other.mp4", show="null", size="64x36")

    info = await join([part, other] * 3, tmp_path / "joined.mp4", is_encoded=True)

    assert info.frame_count == 6 * 24


async def test_names_of_parts_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["it's.mp4", "two\nfile x.mp4", "-i.mp4", "per%cent \\ 'all'.mp4"]
    for name in names:
        make_part(tmp_path / "film.mp4").rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)

    await join([*map(Path, names), tmp_path / names[0]], tmp_path / "joined.mp4", is_encoded=False)

    assert read_numbers(tmp_path / "joined.mp4") == [*range(24)] * 5


async def test_damaged_part_joins_nothing(tmp_path: Path) -> None:
    one = make_part(tmp_path / "one.mp4", show="null")
    two = tmp_path / "two.mp4"
    data = one.read_bytes()

    for content in (data[: len(data) // 2], b"text" * 1000):
        two.write_bytes(content)
        with pytest.raises(VideoDamaged):
            await join_videos([one, two], tmp_path / "joined.mp4")

    assert set(tmp_path.iterdir()) == {one, two}


async def test_nothing_to_join(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no videos"):
        await join_videos([], tmp_path / "joined.mp4")
    with pytest.raises(FileNotFoundError):
        await join_videos([tmp_path / "nothing.mp4"], tmp_path / "joined.mp4")


async def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    one = make_part(tmp_path / "one.mp4", duration_s=4, size="640x360", show="null")
    two = make_part(tmp_path / "two.mp4", duration_s=4, show="null")
    task = asyncio.create_task(join_videos([one, two], tmp_path / "joined.mp4"))
    await wait_for_ffmpeg()
    await asyncio.sleep(0.05)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert set(tmp_path.iterdir()) == {one, two}
    assert find_ffmpeg_processes() == []
