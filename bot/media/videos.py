"""Processes finished videos: checks them, fits them under an upload limit, extracts frames, joins parts, and lists how
they differ from their requests.

bot.media.probe defines the errors of videos.
"""

import asyncio
import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from bot.domain.requests import VideoRequest
from bot.media.ffmpeg import THREADS, Ffmpeg, FfmpegFailed, ProcessLimits, read_from, shared_ffmpeg, write_to
from bot.media.file_types import MP4, recognise_video
from bot.media.probe import (
    TOLERANT,
    NotAVideo,
    Track,
    VideoDamaged,
    VideoDoesNotFit,
    VideoError,
    VideoInfo,
    VideoTooLarge,
    VideoTruncated,
    list_tracks,
    read_video,
    salvage_video,
)
from bot.sentences import Sentence

__all__ = [
    "Encoding",
    "NotAVideo",
    "VideoDamaged",
    "VideoDoesNotFit",
    "VideoError",
    "VideoInfo",
    "VideoTooLarge",
    "VideoTruncated",
    "first_frame",
    "fit_video",
    "join_videos",
    "last_frame",
    "plan_encoding",
    "read_video",
    "recall_video",
    "salvage_video",
]

#: Settings that look identical to the source; the size is limited separately.
_QUALITY = ("-c:v", "libx264", "-preset", "faster", "-crf", "18", "-pix_fmt", "yuv420p", "-threads", str(THREADS))
_PLAIN = ("-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart")
#: x264 may use up the rate in advance for this share of the film's length.
_BUFFER_SHARE = 1 / 8
#: The buffer starts nine tenths full, so a film can exceed its rate by this much.
_RATE_EXCESS = 1 + 0.9 * _BUFFER_SHARE
#: The bits per pixel of a frame above which a smaller picture wouldn't look better, and those below which it isn't
#: worth watching.
_GOOD_BITS, _LEAST_BITS = 0.045, 0.015
_SCALES = (Fraction(1), Fraction(3, 4), Fraction(1, 2), Fraction(3, 8), Fraction(1, 4))
_AUDIO_MAX_BPS, _AUDIO_MIN_BPS = 128_000, 16_000
#: The format to which every part's sound is converted before they are joined.
_SOUND = "aresample=48000,aformat=channel_layouts=stereo"
_FIT_TRIES = 3
#: More videos than are ever processed at once.
_KNOWN_MAX = 32
_NO_FRAME = "No picture could be taken from the video."
_DOES_NOT_FIT = "The video is too large to be posted here, even with far less detail."


async def recall_video(path: Path, *, ffmpeg: Ffmpeg | None = None) -> VideoInfo:
    """Return what `read_video` returns, but don't decode a file again that was just read here."""
    status = await asyncio.to_thread(path.stat)
    key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
    known = _list_known()
    if key not in known:
        known[key] = await read_video(path, ffmpeg=ffmpeg)
        while len(known) > _KNOWN_MAX:
            del known[next(iter(known))]
    return known[key]


@lru_cache(maxsize=1)
def _list_known() -> dict[tuple[int, ...], VideoInfo]:
    return {}


async def fit_video(
    source: Path, target: Path, *, max_bytes: int, info: VideoInfo, ffmpeg: Ffmpeg | None = None
) -> Path:
    """Return a file with this video that plays everywhere, starts playing at once, and has at most `max_bytes`.

    That is `source` itself if possible; else `target`, which is written atomically: only remuxed if that is enough,
    otherwise encoded again, smaller and with less detail the less room there is. `info` is the result of `read_video`
    or `salvage_video` for `source`, which is never changed. Safe to repeat. Raises VideoDoesNotFit, VideoDamaged,
    FfmpegError, OSError.
    """
    ffmpeg = ffmpeg or shared_ffmpeg()
    is_small = _size_bytes(source) <= max_bytes
    may_stay = info.picture_plays_everywhere and info.is_whole and info.is_timed and is_small
    if may_stay and info.plays_everywhere and info.is_streamable:
        return source
    with _workplace(target, source) as folder:
        fitted = folder / "fitted.mp4"
        as_it_is = ["-c:v", "copy", *(["-c:a", "copy"] if info.plays_everywhere else _encode_sound(_AUDIO_MAX_BPS))]
        with contextlib.suppress(VideoDamaged):  # some streams do not fit into an mp4; encoding may still work
            if may_stay and await _convert(source, fitted, as_it_is, info, ffmpeg) <= max_bytes:
                return await asyncio.to_thread(_publish, fitted, target)
        budget_bytes = 0.98 * max_bytes
        for _ in range(_FIT_TRIES):
            encoding = plan_encoding(info, int(budget_bytes))
            size_bytes = await _convert(source, fitted, encoding.to_arguments(info.duration_s), info, ffmpeg)
            if size_bytes <= max_bytes:
                return await asyncio.to_thread(_publish, fitted, target)
            budget_bytes *= min(0.9, 0.95 * max_bytes / size_bytes)
    raise VideoDoesNotFit(_DOES_NOT_FIT)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to encode a video to reach a size."""

    width: int
    height: int
    #: Bits per second for the picture, on average over the buffer.
    video_bps: int
    #: 0 for no sound.
    audio_bps: int

    def to_arguments(self, duration_s: float) -> list[str]:
        """Return the arguments for ffmpeg."""
        audio = _encode_sound(self.audio_bps) if self.audio_bps else ["-an"]
        return [
            *("-vf", f"scale={self.width}:{self.height}", *_QUALITY, "-maxrate", str(self.video_bps)),
            *("-bufsize", str(max(1, int(self.video_bps * duration_s * _BUFFER_SHARE))), *audio),
        ]


def _encode_sound(bps: int) -> list[str]:
    return ["-c:a", "aac", "-ac", "2", "-b:a", str(bps)]


def plan_encoding(info: VideoInfo, budget_bytes: int) -> Encoding:
    """Choose the size and rate with which a video looks best in this many bytes.

    Raises VideoDoesNotFit if it wouldn't be worth watching.
    """
    # An mp4 has an entry for each frame, and for each of about 47 packets of sound per second.
    overhead_bytes = 3_000 + 24 * info.frame_count + (600 * info.duration_s if info.audio_codec else 0)
    total_bps = (budget_bytes - overhead_bytes) * 8 / info.duration_s
    audio_bps = min(_AUDIO_MAX_BPS, int(total_bps / 8)) if info.audio_codec else 0
    if audio_bps < _AUDIO_MIN_BPS:
        audio_bps = 0
    video_bps = (total_bps - 1.1 * audio_bps) / _RATE_EXCESS
    frame_rate = info.frame_count / info.duration_s
    width, height, bits = 0, 0, 0.0
    for scale in _SCALES:
        width, height = (max(2, round(side * scale / 2) * 2) for side in (info.width, info.height))
        bits = video_bps / frame_rate / (width * height)
        if bits >= _GOOD_BITS:
            break
    if bits < _LEAST_BITS:
        raise VideoDoesNotFit(_DOES_NOT_FIT)
    return Encoding(width, height, int(video_bps), audio_bps)


async def first_frame(source: Path, target: Path, *, ffmpeg: Ffmpeg | None = None) -> None:
    """Write the first frame of a video as a PNG file, atomically.

    Raises VideoDamaged, FfmpegError, OSError.
    """
    await _save_frame(source, target, 0, ffmpeg or shared_ffmpeg())


async def last_frame(source: Path, target: Path, *, ffmpeg: Ffmpeg | None = None) -> None:
    """Write the last frame of a video that can be decoded as a PNG file, atomically.

    Raises VideoDamaged, FfmpegError, OSError.
    """
    ffmpeg = ffmpeg or shared_ffmpeg()
    with _blaming_file(_NO_FRAME):
        _, shown, *_ = await list_tracks(source, ffmpeg)
    await _save_frame(source, target, shown.count - 1, ffmpeg)


async def join_videos(parts: Sequence[Path], target: Path, *, ffmpeg: Ffmpeg | None = None) -> VideoInfo:
    """Write one mp4 with all parts in sequence, atomically and only if it can be decoded to its end.

    No frame is dropped: if a part starts with the last frame of the previous one, that frame appears twice. Parts with
    the same parameters are joined without encoding; others are encoded in the size and frame rate of the first. Sound
    is kept; parts without it are silent. Raises VideoError, FfmpegError, OSError.
    """
    if not parts:
        raise ValueError("no videos to join")
    ffmpeg = ffmpeg or shared_ffmpeg()
    with _blaming_file("The videos could not be joined."), _workplace(target, *parts) as folder:
        tracks = [await list_tracks(part, ffmpeg, "-xerror", decode=False) for part in parts]
        duration_s = sum(video.duration_s for video, *_ in tracks)
        limits = _give_time(duration_s)
        joined = folder / "joined.mp4"
        info = None
        if await asyncio.to_thread(_are_mp4s, parts) and all(
            [track.key_values for track in part] == [track.key_values for track in tracks[0]] for part in tracks
        ):
            await ffmpeg.run([*_join_as_they_are(parts, folder), *_PLAIN, *write_to(joined, "mp4")], limits=limits)
            info = await _read_joined(joined, duration_s, ffmpeg)
        if info is None:
            await ffmpeg.run([*_join_anew(parts, tracks), *_PLAIN, *write_to(joined, "mp4")], limits=limits)
            info = await read_video(joined, ffmpeg=ffmpeg)
        await asyncio.to_thread(_publish, joined, target)
    return info


def _are_mp4s(parts: Sequence[Path]) -> bool:
    """Whether all parts are mp4s, the only kind that is joined without encoding. Blocks."""
    return all(kind is not None and kind.demuxer == MP4.demuxer for kind in map(recognise_video, parts))


def _join_as_they_are(parts: Sequence[Path], folder: Path) -> list[str]:
    """Return the arguments for all parts as one input; links with safe names avoid quoting in ffmpeg's list."""
    names = [f"part{number}.mp4" for number in range(len(parts))]
    for name, part in zip(names, parts, strict=True):
        (folder / name).symlink_to(part.absolute())
    listing = folder / "parts.txt"
    listing.write_text("ffconcat version 1.0\n" + "".join(f"file {name}\n" for name in names), "ascii")
    return [
        *("-f", "concat", "-safe", "1", "-protocol_whitelist", "file"),
        *("-format_whitelist", "concat,mov,mp4,m4a,3gp,3g2,mj2", "-i", f"file:{listing.absolute()}"),
        *("-map", "0:V:0", "-map", "0:a:0?", "-c", "copy"),
    ]


async def _read_joined(joined: Path, duration_s: float, ffmpeg: Ffmpeg) -> VideoInfo | None:
    """Read a film that was joined without encoding; None if it doesn't play to its end or has another length."""
    try:
        info = await read_video(joined, ffmpeg=ffmpeg)
    except VideoError:
        return None
    return info if abs(info.duration_s - duration_s) < 1.5 * info.duration_s / info.frame_count else None


def _join_anew(parts: Sequence[Path], tracks: Sequence[Sequence[Track]]) -> list[str]:
    """Return the arguments for all parts as inputs, and for joining them in one size, with sound if any has it."""
    first = tracks[0][0]
    width, height = (max(2, side // 2 * 2) for side in first.size_px)
    rate = Fraction(first.count / first.duration_s).limit_denominator(1001)
    has_audio = any(len(part) > 1 for part in tracks)
    graph, pads = "", ""
    for index, (video, *audio) in enumerate(tracks):
        graph += (
            f"[{index}:V:0]scale={width}:{height}:force_original_aspect_ratio=decrease,"
            f"pad={width}:{height}:-1:-1,setsar=1,fps={rate},format=yuv420p[v{index}];"
        )
        pads += f"[v{index}]"
        if has_audio:
            sound = f"[{index}:a:0]{_SOUND},apad" if audio else f"anullsrc,{_SOUND}"
            graph += f"{sound},atrim=end={video.duration_s:.6f}[a{index}];"
            pads += f"[a{index}]"
    graph += f"{pads}concat=n={len(parts)}:v=1:a={int(has_audio)}[v]" + "[a]" * has_audio
    sounds = ["-map", "[a]", *_encode_sound(_AUDIO_MAX_BPS)] if has_audio else []
    inputs = [argument for part in parts for argument in read_from(part)]
    return [
        "-xerror",
        *inputs,
        "-filter_complex_threads",
        "1",
        "-filter_complex",
        graph,
        "-map",
        "[v]",
        *sounds,
        *_QUALITY,
    ]


async def _save_frame(source: Path, target: Path, number: int, ffmpeg: Ffmpeg) -> None:
    """Write one frame, counted from 0, as a PNG file."""
    with _blaming_file(_NO_FRAME), _workplace(target, source) as folder:
        picture = folder / "frame.png"
        await ffmpeg.run(
            [
                *(*read_from(source), "-map", "0:V:0", "-vf", f"select=gte(n\\,{number})", "-frames:v", "1"),
                *("-fps_mode", "passthrough", "-sws_flags", "accurate_rnd+full_chroma_int"),
                *("-c:v", "png", "-pix_fmt", "rgb24", *write_to(picture, "image2pipe")),
            ]
        )
        if not _size_bytes(picture):
            raise VideoDamaged(_NO_FRAME)
        await asyncio.to_thread(_publish, picture, target)


async def _convert(source: Path, target: Path, how: Sequence[str], info: VideoInfo, ffmpeg: Ffmpeg) -> int:
    """Encode a video's picture and its first sound track; returns the size in bytes."""
    with _blaming_file("The video could not be converted."):
        await ffmpeg.run(
            [
                *(*TOLERANT, *read_from(source), "-map", "0:V:0", "-map", "0:a:0?"),
                *(*how, *_PLAIN, *write_to(target, "mp4")),
            ],
            limits=_give_time(info.duration_s),
        )
    return _size_bytes(target)


def _give_time(duration_s: float) -> ProcessLimits:
    """Allow about thirty times what encoding 1280x720 takes on one processor of 2024."""
    return ProcessLimits(timeout_s=60 + 30 * duration_s, cpu_s=int(60 + 30 * duration_s))


@contextlib.contextmanager
def _blaming_file(sentence: str) -> Iterator[None]:
    """Treat a failure of ffmpeg itself as a damaged file."""
    try:
        yield
    except FfmpegFailed as error:
        raise VideoDamaged(sentence) from error


@contextlib.contextmanager
def _workplace(target: Path, *sources: Path) -> Iterator[Path]:
    """Open a temporary folder next to the target, with its name plus `.part`."""
    if target.absolute() in {source.absolute() for source in sources}:
        raise ValueError("a source is never written to")
    folder = Path(tempfile.mkdtemp(prefix=f"{target.name}.", suffix=".part", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(file: Path, target: Path) -> Path:
    """Move a finished file to its place and sync it to disk."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
    return file.replace(target)


def _size_bytes(file: Path) -> int:
    return file.stat().st_size


#: Lengths are rounded to whole frames, so they may differ slightly.
_LENGTH_TOLERANCE_S = 0.5
_SHAPE_TOLERANCE = 0.05


def list_differences(request: VideoRequest, info: VideoInfo) -> list[Sentence]:
    """Describe how a video differs from its request; empty if it doesn't."""
    found = []
    if not info.is_whole:
        found.append(Sentence("differs-damaged"))
    if is_shorter(request, info) or info.duration_s > request.duration_s + _LENGTH_TOLERANCE_S:
        found.append(Sentence("differs-length", seconds=round(info.duration_s, 1), asked=request.duration_s))
    if abs(info.width / info.height / request.aspect_ratio.ratio - 1) > _SHAPE_TOLERANCE:
        size = f"{info.width} × {info.height}"
        found.append(Sentence("differs-shape", size=size, asked=request.aspect_ratio.value))
    if request.has_sound and info.audio_codec is None:
        found.append(Sentence("differs-silent"))
    return found


def is_shorter(request: VideoRequest, info: VideoInfo) -> bool:
    """Whether a video is shorter than requested, as after a truncated download."""
    return info.duration_s < request.duration_s - _LENGTH_TOLERANCE_S
