"""What is no picture that can be animated is refused, each with its own sentence that says what to do."""

import io
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.errors import UserError
from bot.media import file_types
from bot.media.errors import PictureError, PictureFault
from bot.media.picture_checks import DEFAULT_LIMITS, PictureLimits, check_file
from tests.support import pictures as make
from tests.support.models import TINY_SIZES, prepare_tiny

#: Pillow remarks on some broken files before it fails; the process that reads them in earnest ignores that.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@dataclass(frozen=True)
class Refusal:
    """A file, and why it is refused."""

    name: str
    make: Callable[[], bytes]
    fault: PictureFault
    #: What the sentence must contain.
    words: str
    limits: PictureLimits = DEFAULT_LIMITS


def fixed(data: bytes) -> Callable[[], bytes]:
    return lambda: data.ljust(400, b"\0")


def iso_media(brand: bytes, *compatible: bytes) -> Callable[[], bytes]:
    size = 16 + 4 * len(compatible)
    return fixed(size.to_bytes(4, "big") + b"ftyp" + brand + bytes(4) + b"".join(compatible) + b"\0\0\1\0mdat")


def cut(kind: str, share: float, **options: object) -> Callable[[], bytes]:
    def make_it() -> bytes:
        data = make.encode(make.make_photo(160, 90), kind, **options)
        return data[: round(len(data) * share)]

    return make_it


def plain(kind: str, size: tuple[int, int], mode: str = "RGB", **options: object) -> Callable[[], bytes]:
    return lambda: make.encode(Image.new(mode, size), kind, **options)


def many_chunks(count: int) -> Callable[[], bytes]:
    """A PNG with so many notes that are empty."""

    def make_it() -> bytes:
        data = make.encode(make.draw_corners(), "PNG")
        return data[:33] + (bytes(4) + b"tEXt" + zlib.crc32(b"tEXt").to_bytes(4, "big")) * count + data[33:]

    return make_it


def many_segments() -> bytes:
    data = make.encode(make.draw_corners(), "JPEG")
    return data[:2] + b"\xff\xfe\0\2" * 1_000_000 + data[2:]


def many_scans() -> bytes:
    data = make.encode(make.make_photo(320, 180), "JPEG", progressive=True)
    scan = data.rindex(b"\xff\xda")
    return data[:scan] + data[scan:-2] * 500 + data[-2:]


def many_comments() -> bytes:
    data = make.encode(make.draw_corners().convert("P"), "GIF")
    start = 13 + (3 << ((data[10] & 7) + 1))
    return data[:start] + b"\x21\xfe\1a\0" * 1_000_000 + data[start:]


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("picture.png", make.encode(make.draw_corners(), "PNG"))
    return file.getvalue()


NO, VIDEO, UNSUPPORTED, DAMAGED = (
    PictureFault.NOT_A_PICTURE,
    PictureFault.VIDEO,
    PictureFault.UNSUPPORTED,
    PictureFault.DAMAGED,
)
NOT_NUMBERS = Image.new("F", make.SIZE, float("inf"))

REFUSALS = [
    Refusal("empty", lambda: b"", NO, "empty"),
    Refusal("text", fixed(b"Dear bot, this is a letter."), NO, "don't recognise"),
    Refusal("text like bmp", fixed(b"BMW makes cars."), NO, "don't recognise"),
    Refusal("html", fixed(b"<!doctype html><html><body>404"), NO, "don't recognise"),
    Refusal("zip", archive, NO, "PNG, JPEG, WebP, GIF"),
    Refusal("sound", iso_media(b"M4A ", b"mp42"), NO, "don't recognise"),
    Refusal("ppm", plain("PPM", (100, 100)), NO, "don't recognise"),
    Refusal("tga", plain("TGA", (100, 100)), NO, "don't recognise"),
    Refusal("mp4", iso_media(b"isom", b"iso2", b"avc1", b"mp41"), VIDEO, "video, not a picture"),
    Refusal("mov", iso_media(b"qt  "), VIDEO, "screenshot"),
    Refusal("old mov", fixed(b"\0\0\0\x08wide\0\0\0\0mdat"), VIDEO, "video"),
    Refusal("webm", fixed(b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01webm"), VIDEO, "video"),
    Refusal("avi", fixed(b"RIFF\0\0\0\0AVI LIST"), VIDEO, "video"),
    Refusal("mpeg", fixed(b"\0\0\1\xba"), VIDEO, "video"),
    Refusal("transport stream", lambda: (b"G" + bytes(187)) * 4, VIDEO, "video"),
    Refusal("svg", fixed(b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'), UNSUPPORTED, "an SVG drawing"),
    Refusal("svg with prolog", fixed(b'\xef\xbb\xbf\n<?xml version="1.0"?>\n<svg>'), UNSUPPORTED, "PNG or JPEG"),
    Refusal("pdf", plain("PDF", (100, 100)), UNSUPPORTED, "a PDF document"),
    Refusal("eps", plain("EPS", (100, 100)), UNSUPPORTED, "an EPS drawing"),
    Refusal("ico", plain("ICO", (100, 100)), UNSUPPORTED, "an icon file"),
    Refusal("psd", fixed(b"8BPS\0\1"), UNSUPPORTED, "a Photoshop file"),
    Refusal("jpeg xl", fixed(b"\xff\x0a\xfa"), UNSUPPORTED, "a JPEG XL picture"),
    Refusal("jpeg 2000", plain("JPEG2000", (100, 100)), UNSUPPORTED, "a JPEG 2000 picture"),
    Refusal("camera raw", iso_media(b"crx ", b"isom"), UNSUPPORTED, "a camera raw file"),
    Refusal("old camera raw", fixed(b"II*\0\x10\0\0\0CR\2\0"), UNSUPPORTED, "a camera raw file"),
    Refusal("raw with thumbnail", plain("TIFF", (160, 120), tiffinfo={254: 1}), UNSUPPORTED, "a camera raw file"),
    Refusal("narrow", plain("PNG", (63, 500)), PictureFault.TOO_SMALL, "63 x 500 pixels; each side needs at least 64"),
    Refusal("flat", plain("JPEG", (500, 63)), PictureFault.TOO_SMALL, "larger"),
    Refusal(
        "large file",
        fixed(b"\x89PNG\r\n\x1a\n" + bytes(2_500_000)),
        PictureFault.TOO_LARGE,
        "2.5 MB; the limit is 2 MB",
        PictureLimits(max_bytes=2_000_000),
    ),
    Refusal(
        "many pixels",
        plain("GIF", (1001, 1000), "L"),
        PictureFault.TOO_MANY_PIXELS,
        "1,001 x 1,000 pixels; the limit is 1 megapixels",
        PictureLimits(max_pixels=1_000_000),
    ),
    Refusal("bomb", lambda: make.make_png_bomb(8000, 8000), PictureFault.TOO_MANY_PIXELS, "8,000 x 8,000 pixels"),
    Refusal(
        "bomb that Pillow warns of", lambda: make.make_png_bomb(10_000, 10_000), PictureFault.TOO_MANY_PIXELS, "50"
    ),
    Refusal("bomb that Pillow refuses", lambda: make.make_png_bomb(60_000, 60_000), PictureFault.TOO_MANY_PIXELS, "50"),
    Refusal("bmp bomb", lambda: make.encode(Image.new("1", (7100, 7100)), "BMP"), PictureFault.TOO_MANY_PIXELS, "50"),
    Refusal("nothing to see", plain("PNG", (100, 100), "RGBA"), PictureFault.INVISIBLE, "fully transparent"),
    Refusal("header only", fixed(b"\x89PNG\r\n\x1a\n"), DAMAGED, "damaged"),
    Refusal("gif header only", fixed(b"GIF89a"), DAMAGED, "damaged"),
    Refusal("jpeg header only", fixed(b"\xff\xd8\xff\xe0"), DAMAGED, "save it again"),
    Refusal("empty avif", iso_media(b"avif", b"mif1"), DAMAGED, "damaged"),
    Refusal("endless brightness", lambda: make.encode(NOT_NUMBERS, "TIFF"), DAMAGED, "damaged"),
    Refusal("png of a million chunks", many_chunks(1_000_000), PictureFault.TOO_DEMANDING, "smaller copy"),
    Refusal("jpeg of a million segments", many_segments, PictureFault.TOO_DEMANDING, "smaller copy"),
    Refusal("jpeg of many scans", many_scans, PictureFault.TOO_DEMANDING, "smaller copy"),
    Refusal("gif of a million comments", many_comments, PictureFault.TOO_DEMANDING, "smaller copy"),
    Refusal("cut png", cut("PNG", 0.6), DAMAGED, "incomplete"),
    Refusal("cut jpeg", cut("JPEG", 0.6), DAMAGED, "incomplete"),
    Refusal("cut progressive jpeg", cut("JPEG", 0.6, progressive=True), DAMAGED, "incomplete"),
    Refusal("cut webp", cut("WEBP", 0.6), DAMAGED, "incomplete"),
    Refusal("cut gif", cut("GIF", 0.6), DAMAGED, "incomplete"),
    Refusal("cut bmp", cut("BMP", 0.6), DAMAGED, "incomplete"),
    Refusal("cut tiff", cut("TIFF", 0.6), DAMAGED, "incomplete"),
    Refusal("cut avif", cut("AVIF", 0.6), DAMAGED, "incomplete"),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.name)
def test_refused_with_a_sentence(refusal: Refusal) -> None:
    with pytest.raises(PictureError) as caught:
        prepare_tiny(refusal.make(), limits=refusal.limits)
    assert caught.value.fault is refusal.fault
    sentence = str(caught.value)
    assert refusal.words in sentence
    assert sentence.endswith(".")
    assert "lease" in sentence, "it should say what to do"
    assert isinstance(caught.value, UserError)


@pytest.mark.skipif(file_types.has_heic_library(), reason="a library for HEIC is installed")
def test_heic_without_a_library_is_refused() -> None:
    with pytest.raises(PictureError, match="cannot open HEIC pictures here") as caught:
        prepare_tiny(make.HEIC)
    assert caught.value.fault is PictureFault.NO_LIBRARY
    assert "HEIC" not in str(file_types.name_accepted_kinds())


def test_the_limits_themselves_are_allowed() -> None:
    data = make.encode(make.draw_corners((80, 64)), "PNG")
    limits = PictureLimits(max_bytes=len(data), max_pixels=80 * 64, min_side_px=64)
    assert prepare_tiny(data, limits=limits).source_width == 80


@pytest.mark.parametrize("make_it", [many_chunks(1_000_000), many_segments, many_scans, many_comments])
def test_what_would_only_keep_a_decoder_busy_is_seen_at_once(make_it: Callable[[], bytes]) -> None:
    data = make_it()
    started = time.process_time()  # whatever else the machine does
    with pytest.raises(PictureError):
        check_file(data, DEFAULT_LIMITS)
    assert time.process_time() - started < 0.25


def test_as_many_chunks_as_encoders_write_are_read() -> None:
    assert prepare_tiny(many_chunks(10_000)()).source_width == make.SIZE[0]


SMALL = [
    *(make.encode(make.make_photo(80, 64), kind) for kind in ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "AVIF")),
    make.encode(make.make_photo(80, 64).convert("P"), "GIF", transparency=3),
    make.encode(make.make_photo(80, 64), "JPEG", exif=make.make_exif(6), icc_profile=make.make_grey_profile(2.0)),
    make.encode(make.make_photo(80, 64), "PNG", exif=make.make_exif(6), icc_profile=make.make_grey_profile(2.0)),
    make.encode(make.make_photo(80, 64), "TIFF", compression="tiff_lzw", exif=make.make_exif(6)),
    make.encode(make.make_photo(80, 64).convert("F"), "TIFF", compression="tiff_deflate"),
    make.encode(Image.new("RGB", (80, 64)), "PNG", save_all=True, append_images=[make.make_photo(80, 64)]),
]
#: Small enough that even a lie about the size is soon read.
FUZZ_LIMITS = PictureLimits(max_pixels=250_000)
FUZZ = settings(max_examples=60, deadline=timedelta(seconds=10), derandomize=True)


@FUZZ
@given(start=st.sampled_from([data[:12] for data in SMALL] + [b""]), rest=st.binary(max_size=300))
def test_random_bytes_are_refused(start: bytes, rest: bytes) -> None:
    with pytest.raises(PictureError):
        prepare_tiny(start + rest, limits=FUZZ_LIMITS)


@FUZZ
@given(data=st.sampled_from(SMALL), share=st.floats(0, 1))
def test_cut_files_are_refused_or_read(data: bytes, share: float) -> None:
    check_answer(data[: int(len(data) * share)])


@FUZZ
@given(
    data=st.sampled_from(SMALL),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
    span=st.sampled_from([1.0, 0.1]),
)
def test_corrupted_files_are_refused_or_read(data: bytes, changes: list[tuple[float, int]], span: float) -> None:
    """Anywhere in the file, or in its headers only."""
    broken = bytearray(data)
    for where, value in changes:
        broken[int(where * span * len(broken))] = value
    check_answer(bytes(broken))


def check_answer(data: bytes) -> None:
    """There are two ways it may end: a frame, or a PictureError."""
    try:
        prepared = prepare_tiny(data, limits=FUZZ_LIMITS)
    except PictureError:
        return
    with Image.open(io.BytesIO(prepared.data)) as frame:
        assert frame.size == TINY_SIZES[prepared.aspect_ratio]
