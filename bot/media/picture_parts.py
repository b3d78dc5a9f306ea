"""Reads the parts of a picture file without decoding, and refuses files that would keep a decoder busy.

A PNG is rewritten with only the chunks that its pixels need, so large or damaged notes and profiles do no harm.
"""

import zlib
from collections.abc import Iterator

from bot.media.errors import PictureError, PictureFault
from bot.sentences import Sentence

#: A chunk of pixels usually has 8 KB or more, and 25 MB are allowed; a JPEG has a few segments.
_PARTS_MAX = 20_000
#: A progressive JPEG has about ten scans; each is as much work as a whole picture.
_SCANS_MAX = 100
_PNG_MAGIC_BYTES = 8
_PNG_NEEDED = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"IDAT",
        b"IEND",
        b"acTL",
        b"fcTL",
        b"fdAT",
        b"iCCP",
        b"sRGB",
        b"gAMA",
        b"cHRM",
        b"eXIf",
    )
)
#: The largest profile that Pillow unpacks; the largest in common use are half that size.
_PROFILE_MAX_BYTES = 2**20
_START_OF_SCAN, _START_OF_SCAN_MARKER = 0xDA, b"\xff\xda"
#: Markers without a length: restarts and the start of the picture.
_BARE_MARKERS = frozenset((0x01, *range(0xD0, 0xD9)))


def check_parts(data: bytes, kind: str) -> None:
    """Refuse a file with too many parts that a decoder reads one by one.

    Takes at most a few milliseconds. Raises PictureError (TOO_DEMANDING) for more than any real picture has.
    """
    if kind == "PNG":
        parts: Iterator[object] = _list_chunks(data)
    elif kind == "JPEG":
        parts = _list_segments(data)
        if data.count(_START_OF_SCAN_MARKER) > _SCANS_MAX:
            raise _refuse()
    elif kind == "GIF":
        parts = _list_blocks(data)
    else:
        return
    for count, _ in enumerate(parts, 1):
        if count > _PARTS_MAX:
            raise _refuse()


def keep_needed(data: bytes, kind: str) -> bytes:
    """Return a PNG with only what its pixels need; other kinds of picture unchanged."""
    if kind != "PNG":
        return data
    kept = [data[:_PNG_MAGIC_BYTES]]
    for name, start, end in _list_chunks(data):
        if name in _PNG_NEEDED and not (name == b"iCCP" and _is_profile_too_large(data[start + 8 : end - 4])):
            kept.append(data[start:end])
    return b"".join(kept)


def _list_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """List the chunks of a PNG by name, start and end, including length and checksum."""
    at = _PNG_MAGIC_BYTES
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        yield name, at, end
        if name == b"IEND":
            return
        at = end


def _list_segments(data: bytes) -> Iterator[int]:
    """List the markers of a JPEG's segments before its first scan."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at = data.find(b"\xff", at)
            if at < 0:
                return
        marker = data[at + 1]
        if marker == _START_OF_SCAN:
            return
        yield marker
        if marker == 0xFF:
            at += 1
        elif marker in _BARE_MARKERS or marker == 0:
            at += 2
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))


def _list_blocks(data: bytes) -> Iterator[int]:
    """List the lengths of a GIF's blocks before its first picture, such as comments."""
    flags = data[10] if len(data) > 10 else 0
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    while at + 2 < len(data) and data[at] == 0x21:
        at += 2
        while at < len(data):
            length = data[at]
            yield length
            at += 1 + length
            if length == 0:
                break


def _is_profile_too_large(chunk: bytes) -> bool:
    """Whether a colour profile is damaged or too large for Pillow; the picture is then shown without it."""
    _, _, packed = chunk.partition(b"\0")
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed[1:], _PROFILE_MAX_BYTES)
    except zlib.error:
        return True
    return bool(unpacking.unconsumed_tail)


def _refuse() -> PictureError:
    return PictureError(PictureFault.TOO_DEMANDING, Sentence("picture-fault-demanding"))
