"""Kinds of picture and video files, recognized by their first bytes, never by their name or declared type."""

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from bot.media.errors import PictureError, PictureFault
from bot.sentences import Sentence

#: The optional libraries for reading HEIC with Pillow, the preferred one first. Broken pictures have crashed the second
#: one (1.4.0, with an older libheif).
HEIC_LIBRARIES = ("pillow_heif", "pi_heif")

_PICTURE_MAGICS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
)
_VIDEO_MAGICS = (
    b"\x1a\x45\xdf\xa3",  # Matroska and WebM
    b"FLV\x01",
    b"OggS",
    b"\0\0\x01\xba",  # MPEG program stream
    b"\0\0\x01\xb3",  # MPEG video
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # WMV
)
_OTHER_MAGICS = (
    (b"%PDF-", "pdf"),
    (b"%!PS", "eps"),
    (b"\xc5\xd0\xd3\xc6", "eps"),
    (b"8BPS", "photoshop"),
    (b"\0\0\x01\0", "icon"),
    (b"\xff\x0a", "jpeg-xl"),
    (b"\0\0\0\x0cJXL ", "jpeg-xl"),
    (b"\0\0\0\x0cjP  ", "jpeg-2000"),
    (b"\xff\x4f\xff\x51", "jpeg-2000"),
)
#: Possible sizes of a BMP header: "BM" alone also starts ordinary text.
_BMP_HEADER_SIZES = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
#: ISO media files (mp4, mov, heic, avif ...) list the standards that they follow.
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_BRANDS_WITHOUT_VIDEO = frozenset({b"M4A ", b"M4B ", b"crx ", b"mif1", b"msf1", b"miaf"})
#: The possible first boxes of old QuickTime films, which don't name their standard.
_OLD_QUICKTIME_BOXES = frozenset({b"moov", b"mdat", b"wide", b"skip"})


def recognise_picture(data: bytes) -> str:
    """Return the accepted kind of picture that this is, as Pillow's name of the format ("PNG", "HEIF", ...).

    Reads the first bytes only: a damaged picture is still recognized. Raises PictureError (VIDEO, UNSUPPORTED,
    NO_LIBRARY or NOT_A_PICTURE), with a sentence for the person.
    """
    kind = _match_picture(data)
    if kind == "AVIF" and not _has_avif():
        raise _miss_library("AVIF")
    if kind == "HEIF" and not has_heic_library():
        raise _miss_library("HEIC")
    if kind:
        return kind
    if _is_video(data):
        raise PictureError(PictureFault.VIDEO, Sentence("picture-fault-video"))
    if other := _name_other(data):
        raise refuse_kind(other)
    raise PictureError(PictureFault.NOT_A_PICTURE, Sentence("picture-fault-unknown", accepted=name_accepted_kinds()))


def refuse_kind(name: str) -> PictureError:
    """Create the refusal of a known kind of file; `name` is the key of its text, without the prefix `kind-`."""
    return PictureError(PictureFault.UNSUPPORTED, Sentence("picture-fault-kind", kind=Sentence(f"kind-{name}")))


def name_accepted_kinds() -> Sentence:
    """Name, for people, the kinds of picture that can be opened on this machine."""
    kinds = ["PNG", "JPEG", "WebP", "GIF", "BMP", "TIFF"]
    kinds += ["AVIF"] if _has_avif() else []
    kinds += ["HEIC"] if has_heic_library() else []
    return Sentence("picture-kinds", kinds=", ".join(kinds[:-1]), last=kinds[-1])


def _has_avif() -> bool:
    from PIL import features  # noqa: PLC0415 - most runs of the bot never see a picture

    return bool(features.check("avif"))


def has_heic_library() -> bool:
    """Whether HEIC pictures can be opened on this machine."""
    return _find_heic_library() is not None


def register_heic_library() -> None:
    """Register HEIC support in Pillow; safe to repeat, and does nothing if no library is installed."""
    if name := _find_heic_library():
        importlib.import_module(name).register_heif_opener()


def _find_heic_library() -> str | None:
    return next((name for name in HEIC_LIBRARIES if importlib.util.find_spec(name)), None)


def _miss_library(name: str) -> PictureError:
    return PictureError(PictureFault.NO_LIBRARY, Sentence("picture-fault-library", kind=name))


def _match_picture(data: bytes) -> str | None:
    if _is_camera_raw(data):
        return None
    for magic, kind in _PICTURE_MAGICS:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith(b"BM") and int.from_bytes(data[14:18], "little") in _BMP_HEADER_SIZES:
        return "BMP"
    brands = _read_brands(data)
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIC_BRANDS else None


def _read_brands(data: bytes) -> set[bytes]:
    if data[4:8] != b"ftyp":
        return set()
    box = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    return {box[:4], *(box[start : start + 4] for start in range(8, len(box) - 3, 4))}


def _is_camera_raw(data: bytes) -> bool:
    # Canon's older raw format starts like TIFF; others are recognized by their tags once opened.
    return (data[:4] == b"II*\0" and data[8:10] == b"CR") or data[4:12] == b"ftypcrx "


def _is_video(data: bytes) -> bool:
    if data.startswith(_VIDEO_MAGICS) or (data.startswith(b"RIFF") and data[8:12] == b"AVI "):
        return True
    if len(data) > 376 and data[0] == data[188] == data[376] == 0x47:  # MPEG transport stream
        return True
    if data[4:8] == b"ftyp":
        return data[8:12] not in _BRANDS_WITHOUT_VIDEO
    return data[4:8] in _OLD_QUICKTIME_BOXES


def _name_other(data: bytes) -> str | None:
    for magic, name in _OTHER_MAGICS:
        if data.startswith(magic):
            return name
    if _is_camera_raw(data):
        return "raw"
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in start:
        return "svg"
    return None


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
    """Return the kind of video that a file may be; None if it isn't one, or is a playlist. Blocks; raises OSError."""
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
