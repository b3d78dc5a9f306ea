"""What a picture file is made of, read without decoding anything: refuses what would only keep a decoder busy.

A PNG is written anew with those chunks alone that its pixels need, so that notes and profiles of any size, or damaged
ones, are no obstacle.
"""

import zlib
from collections.abc import Iterator

from bot.media.errors import PictureError, PictureFault
from bot.sentences import Sentence

#: A chunk of pixels has 8 KB and more in usual files, of which 25 MB are allowed; a JPEG has a few segments.
_PARTS_MAX = 20_000
#: A progressive JPEG has about ten; each is as much work as a whole picture.
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
#: As much of a profile as Pillow unpacks; the largest that are in use have half of it.
_PROFILE_MAX_BYTES = 2**20
_START_OF_SCAN, _START_OF_SCAN_MARKER = 0xDA, b"\xff\xda"
#: Markers without a length: restarts and the start of the picture.
_BARE_MARKERS = frozenset((0x01, *range(0xD0, 0xD9)))


def check_parts(data: bytes, kind: str) -> None:
    """Count the parts of a file of this kind, as far as a decoder reads them one by one.

    Takes a few milliseconds at most. Raises PictureError (TOO_DEMANDING) for more than any real picture has.
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
    """Give the same picture without what its pixels do not need; anything but a PNG as it is."""
    if kind != "PNG":
        return data
    kept = [data[:_PNG_MAGIC_BYTES]]
    for name, start, end in _list_chunks(data):
        if name in _PNG_NEEDED and not (name == b"iCCP" and _is_profile_too_large(data[start + 8 : end - 4])):
            kept.append(data[start:end])
    return b"".join(kept)


def _list_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name the chunks of a PNG, and where each starts and ends, its length and checksum included."""
    at = _PNG_MAGIC_BYTES
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        yield name, at, end
        if name == b"IEND":
            return
        at = end


def _list_segments(data: bytes) -> Iterator[int]:
    """Give the marker of each segment of a JPEG before its first scan."""
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
    """Give the length of each block of a GIF before its first picture: comments and the like."""
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
    """Whether a colour profile is more than Pillow unpacks, or is damaged; the picture is shown without it then."""
    _, _, packed = chunk.partition(b"\0")
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed[1:], _PROFILE_MAX_BYTES)
    except zlib.error:
        return True
    return bool(unpacking.unconsumed_tail)


def _refuse() -> PictureError:
    return PictureError(PictureFault.TOO_DEMANDING, Sentence("picture-fault-demanding"))
