"""Finds out what a video file contains, by decoding it to its end.

MediaError                   (bot.media.errors)
└── VideoError               the file is bad; another check would give the same result
    ├── NotAVideo            nothing in it can be shown
    ├── VideoTruncated       its end is missing
    ├── VideoDamaged         it can't be decoded to its end
    ├── VideoTooLarge        it has more bytes than allowed
    └── VideoDoesNotFit      it can't be made small enough and still be worth watching

If ffmpeg is missing, too slow or killed, that is an FfmpegError, not a VideoError: it says nothing about the file.
"""

import asyncio
import re
import stat
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from bot.media.errors import MediaError
from bot.media.ffmpeg import DEFAULT_LIMITS, Ffmpeg, FfmpegFailed, ProcessLimits, read_from, shared_ffmpeg
from bot.media.file_types import BOXES, GIF, MP4, QUICKTIME, Container, recognise_video

#: A fragmented film has two boxes for each fragment; no short film has this many.
_BOXES_MAX = 10_000
#: ffmpeg's value for a packet without a time.
_NO_TIME = -(2**63)
#: A GIF with fewer frames is a picture.
_FRAMES_MIN = 2
#: Makes ffmpeg continue after anything that it can't decode.
TOLERANT = ("-max_error_rate", "1")
_NOTHING_PLAYS = "The file has no video that can be played."


class VideoError(MediaError):
    """A video isn't what it should be; another check of the same file would give the same result."""


class NotAVideo(VideoError):
    """Nothing in the file can be shown."""


class VideoTruncated(VideoError):
    """The end of the file is missing."""


class VideoDamaged(VideoError):
    """The video can't be decoded to its end."""


class VideoTooLarge(VideoError):
    """The file has more bytes than allowed."""


class VideoDoesNotFit(VideoError):
    """The video can't be made small enough and still be worth watching."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoInfo:
    """A video that was decoded to its end."""

    size_bytes: int
    #: From the first frame's start to the last one's end.
    duration_s: float
    #: In pixels, as shown.
    width: int
    height: int
    frame_count: int
    #: ffmpeg's name: "h264", "hevc", "av1" ...
    codec: str
    #: None without sound.
    audio_codec: str | None
    #: Whether the pixels are 4:2:0 with 8 bits, the only format that every browser and phone plays.
    is_420_8bit: bool
    #: Whether it is an mp4 that can be played before it is completely downloaded (faststart).
    is_streamable: bool
    #: Whether the file is complete; if not, all values are about the part that can be decoded.
    is_whole: bool = True
    #: Whether each frame says when it is shown; in an AVI some don't, and only decoding tells.
    is_timed: bool = True

    @property
    def picture_plays_everywhere(self) -> bool:
        """Whether every browser and phone can show it."""
        return self.codec == "h264" and self.is_420_8bit

    @property
    def plays_everywhere(self) -> bool:
        """Whether every browser and phone can play it, with its sound."""
        return self.picture_plays_everywhere and self.audio_codec in (None, "aac")


@dataclass(frozen=True, slots=True)
class Track:
    """A stream of a file, as ffmpeg lists it; two with the same parameters can be joined without encoding."""

    #: ffmpeg's parameters of the whole stream: "codec_id", "dimensions", "tb" (time base), "extradata" and so on.
    key_values: dict[str, str]
    count: int
    duration_s: float
    #: Of the first frame or packet.
    first_bytes: int
    #: Whether each packet says when it is shown.
    is_timed: bool = True

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height; 0 for sound."""
        width, _, height = self.key_values.get("dimensions", "0x0").partition("x")
        return int(width), int(height)


@dataclass(frozen=True, slots=True)
class _File:
    """What the container says about the file."""

    size_bytes: int
    kind: Container
    is_streamable: bool
    is_cut: bool


async def read_video(path: Path, *, max_bytes: int | None = None, ffmpeg: Ffmpeg | None = None) -> VideoInfo:
    """Decode a video to its end, which takes at most a fifth of its length in CPU time, and describe it.

    Raises VideoError, FfmpegError, and OSError if the file doesn't exist. Changes nothing.
    """
    file = await asyncio.to_thread(_inspect, path, max_bytes)
    if file.is_cut:
        raise VideoTruncated("The end of the video is missing.")
    try:
        encoded, shown, *audio = await list_tracks(path, ffmpeg, "-xerror")
    except FfmpegFailed as error:
        if _has_shown(_parse_listing(error.output)):
            raise VideoDamaged("The video is damaged and cannot be played to its end.") from error
        raise NotAVideo(_NOTHING_PLAYS) from error
    return _describe(file, encoded, shown, audio, duration_s=encoded.duration_s)


async def salvage_video(path: Path, *, ffmpeg: Ffmpeg | None = None) -> VideoInfo:
    """Describe the playable part of a damaged video. Raises NotAVideo if there is none, FfmpegError, OSError."""
    file = await asyncio.to_thread(_inspect, path, None)
    try:
        tracks = await list_tracks(path, ffmpeg, *TOLERANT)
    except FfmpegFailed as error:
        tracks = _parse_listing(error.output)
    if not _has_shown(tracks):
        raise NotAVideo(_NOTHING_PLAYS)
    encoded, shown, *audio = tracks
    if not shown.duration_s:
        raise NotAVideo(_NOTHING_PLAYS)
    return replace(_describe(file, encoded, shown, audio, duration_s=shown.duration_s), is_whole=False)


def _describe(file: _File, encoded: Track, shown: Track, audio: list[Track], *, duration_s: float) -> VideoInfo:
    if file.kind is GIF and shown.count < _FRAMES_MIN:
        raise NotAVideo("The file is a picture.")
    width, height = shown.size_px
    return VideoInfo(
        size_bytes=file.size_bytes,
        duration_s=duration_s,
        width=width,
        height=height,
        frame_count=shown.count,
        codec=encoded.key_values["codec_id"],
        audio_codec=audio[0].key_values["codec_id"] if audio else None,
        is_420_8bit=shown.first_bytes == width * height + 2 * ((width + 1) // 2) * ((height + 1) // 2),
        is_streamable=file.is_streamable,
        is_timed=encoded.is_timed,
    )


async def list_tracks(
    path: Path, ffmpeg: Ffmpeg | None, *options: str, decode: bool = True, limits: ProcessLimits = DEFAULT_LIMITS
) -> list[Track]:
    """List a file's video stream as stored and (if it is to be decoded) as shown, and its first audio stream, if any.

    Raises FfmpegError; FfmpegFailed also if there is no frame.
    """
    shown = ["-map", "0:V:0", "-c:v:1", "rawvideo"] if decode else []
    listing = await (ffmpeg or shared_ffmpeg()).run(
        [
            *options,
            *(*read_from(path), "-map", "0:V:0", *shown, "-map", "0:a:0?"),
            *("-c:v:0", "copy", "-c:a", "copy", "-fps_mode", "passthrough", "-f", "framecrc", "pipe:1"),
        ],
        limits=limits,
    )
    tracks = _parse_listing(listing)
    if not tracks or not tracks[0].duration_s or (decode and not _has_shown(tracks)):
        raise FfmpegFailed("no frames", listing)
    return tracks


def _has_shown(tracks: list[Track]) -> bool:
    return any(track.key_values.get("codec_id") == "rawvideo" for track in tracks)


def _inspect(path: Path, max_bytes: int | None) -> _File:
    """Check a file without decoding it; raises VideoError if it can't be a video."""
    status = path.stat()
    size_bytes = status.st_size
    if not stat.S_ISREG(status.st_mode):
        raise NotAVideo("This is not a file.")
    if max_bytes is not None and size_bytes > max_bytes:
        raise VideoTooLarge(f"The video has {size_bytes:,} bytes; at most {max_bytes:,} are allowed.")
    kind = recognise_video(path)
    if kind is None:
        raise NotAVideo("The file is not a video.")
    if kind not in (MP4, QUICKTIME):
        return _File(size_bytes, kind, is_streamable=False, is_cut=False)
    kinds, end = _list_boxes(path, size_bytes)
    is_cut = end > size_bytes or not {b"moov", b"mdat"} <= set(kinds)
    is_fast = not is_cut and kinds.index(b"moov") < kinds.index(b"mdat") and b"moof" not in kinds
    return _File(size_bytes, kind, is_streamable=is_fast and kind is MP4, is_cut=is_cut)


def _list_boxes(path: Path, size_bytes: int) -> tuple[list[bytes], int]:
    """List the types of an mp4's top-level boxes in order, and where the last one should end.

    ffmpeg sometimes reads a truncated file as a shorter film; the boxes show the truth.
    """
    kinds: list[bytes] = []
    start = 0
    with path.open("rb") as file:
        while start < size_bytes and len(kinds) < _BOXES_MAX:
            file.seek(start)
            header = file.read(16)
            length, kind = int.from_bytes(header[:4]), header[4:8]
            if length == 0:
                length = size_bytes - start
            elif length == 1:
                length = int.from_bytes(header[8:16])
            if kind not in BOXES or length < 8:
                break  # players also ignore anything after the film
            start += length
            kinds.append(kind)
    return kinds, start


def _parse_listing(listing: bytes) -> list[Track]:
    """Parse ffmpeg's framecrc format: `#fact stream: value`, then `stream, dts, pts, duration, size, checksum`."""
    key_values: dict[int, dict[str, str]] = {}
    shown_at: dict[int, list[tuple[int, int]]] = {}
    stored_at: dict[int, list[tuple[int, int]]] = {}
    first_bytes: dict[int, int] = {}
    counts: Counter[int] = Counter()
    for line in listing.decode("utf-8", "replace").splitlines():
        if fact := re.fullmatch(r"#(\w+) (\d+):\s*(.*)", line):
            key_values.setdefault(int(fact[2]), {})[fact[1]] = fact[3]
        elif packet := re.match(r"(\d+),\s*(-?\d+),\s*(-?\d+),\s*(\d+),\s*(\d+),", line):
            index, stored, shown, duration, size = (int(number) for number in packet.groups())
            counts[index] += 1
            for at, spans in ((shown, shown_at), (stored, stored_at)):
                if at != _NO_TIME:
                    spans.setdefault(index, []).append((at, at + duration))
            first_bytes.setdefault(index, size)
    return [
        Track(
            key_values=key_values[index],
            count=counts[index],
            duration_s=_measure(key_values[index]["tb"], shown_at.get(index) or stored_at.get(index, [])),
            first_bytes=first_bytes[index],
            is_timed=len(shown_at.get(index, [])) == counts[index],
        )
        for index in sorted(counts)
        if "tb" in key_values.get(index, {})
    ]


def _measure(time_base: str, spans: list[tuple[int, int]]) -> float:
    """Seconds from the first beginning to the last end; 0 if no time is known."""
    if not spans:
        return 0.0
    return float(Fraction(time_base) * (max(end for _, end in spans) - min(start for start, _ in spans)))
