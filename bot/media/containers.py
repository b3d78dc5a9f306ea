"""Kinds of video files, recognized by their first bytes, never by their name or declared type."""

from dataclasses import dataclass
from pathlib import Path

#: The possible top-level boxes of an mp4 or mov.
BOXES = frozenset(
    b"ftyp moov mdat moof mfra free skip wide uuid styp sidx ssix prft pdin meta meco emsg udta pnot".split()
)
_HEAD_BYTES = 1024
_PACKET_BYTES, _PACKET_START = 188, 0x47


@dataclass(frozen=True, slots=True)
class Container:
    """A container format for video."""

    #: The name of ffmpeg's demuxer.
    demuxer: str
    #: The suffix of such files' names.
    ending: str


#: For ffmpeg also MP4, M4V and 3GP.
MP4 = Container("mov", ".mp4")
QUICKTIME = Container("mov", ".mov")
WEBM, MATROSKA = Container("matroska", ".webm"), Container("matroska", ".mkv")
GIF = Container("gif", ".gif")
AVI = Container("avi", ".avi")
MPEG_TS = Container("mpegts", ".ts")
_MATROSKA_MAGIC = b"\x1a\x45\xdf\xa3"
_MAGICS = (
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"FLV\x01", Container("flv", ".flv")),
    (b"OggS", Container("ogg", ".ogv")),
    (b"\0\0\x01\xba", Container("mpeg", ".mpg")),
)
#: All suffixes of video files.
ENDINGS = tuple(
    sorted({one.ending for one in (MP4, QUICKTIME, WEBM, MATROSKA, AVI, MPEG_TS, *(kind for _, kind in _MAGICS))})
)


def recognise_video(path: Path) -> Container | None:
    """Return the kind of video that a file may be; None if it isn't one, or a playlist. Blocks; raises OSError."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head[4:8] in BOXES:
        return QUICKTIME if head[4:12] == b"ftypqt  " else MP4
    if head.startswith(_MATROSKA_MAGIC):
        return WEBM if b"webm" in head[:64] else MATROSKA
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return AVI
    if len(head) > 2 * _PACKET_BYTES and set(head[: 3 * _PACKET_BYTES : _PACKET_BYTES]) == {_PACKET_START}:
        return MPEG_TS
    return next((kind for magic, kind in _MAGICS if head.startswith(magic)), None)
