"""Every kind of picture comes out upright, in its colours, exactly sized, and with nothing private in it."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PIL import Image, ImageCms

from bot.domain.requests import AspectRatio
from bot.media import file_types, pictures
from bot.media.picture_checks import Fit, PreparedPicture, Sizes
from tests.support import pictures as make
from tests.support.models import CATALOGUE, SMALL_SIZES, TINY_SIZES, prepare_small, prepare_tiny
from tests.support.pictures import CORNERS, GREYS, SIZE, WHITE, Corners

DARK = (32, 34, 37)
CHECKED: Corners = (WHITE, make.BLACK, make.BLACK, WHITE)
HOLED: Corners = (*CORNERS[:3], WHITE)
CYAN_LAB = (55, -37, -50)


@dataclass(frozen=True)
class Sample:
    """A file, and the colours of its quarters once prepared."""

    name: str
    make: Callable[[], bytes]
    corners: Corners = CORNERS
    #: Per channel, of 255.
    tolerance: int = 2
    source_format: str = ""


def saved(kind: str, draw: Callable[[], Image.Image] = make.draw_corners, **options: object) -> Callable[[], bytes]:
    return lambda: make.encode(draw(), kind, **options)


def deep(kind: str, mode: str, scale: float, **options: object) -> Callable[[], bytes]:
    return lambda: make.encode(make.deep_corners(mode, scale), kind, **options)


def oriented(kind: str, orientation: int, **options: object) -> Callable[[], bytes]:
    return lambda: make.make_oriented(kind, orientation, **options)


def in_mode(mode: str, draw: Callable[[], Image.Image] = make.draw_corners) -> Callable[[], Image.Image]:
    return lambda: draw().convert(mode)


def with_profile(kind: str, **options: object) -> Callable[[], bytes]:
    profile = make.make_rgb_profile(make.P3_PRIMARIES)
    return lambda: make.encode(make.convert_to_profile(profile), kind, icc_profile=profile, **options)


def in_lab() -> Image.Image:
    lab = ImageCms.profileToProfile(
        make.draw_corners(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    return lab


def pure_cyan() -> Image.Image:
    return Image.new("CMYK", SIZE, (255, 0, 0, 0))


def lab_as_srgb(lab: tuple[int, int, int]) -> Corners:
    pixel = Image.frombytes("LAB", (1, 1), bytes((round(lab[0] * 2.55), lab[1] % 256, lab[2] % 256)))
    return (make.read_pixel(pixel.convert("RGB"), (0, 0)),) * 4


def from_linear(level: int) -> tuple[int, int, int]:
    """What is as bright in sRGB as `level` on a grey scale without gamma."""
    linear = level / 255
    encoded = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return (round(encoded * 255),) * 3


LINEAR_GREYS: Corners = (from_linear(101), from_linear(124), from_linear(75), from_linear(191))
NAIVE_CYAN: Corners = ((0, 255, 255),) * 4
GREY_KEY = {"transparency": 75}

KINDS = [
    Sample("png", saved("PNG")),
    Sample("png indexed", saved("PNG", make.indexed_corners)),
    Sample("png indexed with a transparent entry", saved("PNG", make.indexed_corners, transparency=1), HOLED),
    Sample(
        "png indexed with an alpha per entry", saved("PNG", make.indexed_corners, transparency=b"\xff\0\xff"), HOLED
    ),
    Sample("png opaque rgba", saved("PNG", in_mode("RGBA"))),
    Sample("png rgba", saved("PNG", make.holed_corners), HOLED),
    Sample("png with a transparent colour", saved("PNG", transparency=CORNERS[3]), HOLED),
    Sample("png grey", saved("PNG", make.grey_corners), GREYS),
    Sample(
        "png grey with a transparent level", saved("PNG", make.grey_corners, **GREY_KEY), (*GREYS[:2], WHITE, GREYS[3])
    ),
    Sample("png grey with alpha", saved("PNG", in_mode("LA", make.holed_corners)), (*GREYS[:3], WHITE)),
    Sample("png 1 bit", saved("PNG", make.checked_corners), CHECKED),
    Sample("png 16 bit grey", deep("PNG", "I;16", 257), GREYS),
    Sample("png 16 bit colour", make.make_deep_png),
    Sample("apng", saved("PNG", **make.make_frames())),
    Sample("jpeg", saved("JPEG", quality=95)),
    Sample("jpeg progressive", saved("JPEG", quality=95, progressive=True)),
    Sample("jpeg grey", saved("JPEG", make.grey_corners, quality=95), GREYS),
    Sample("jpeg cmyk", saved("JPEG", in_mode("CMYK"), quality=95)),
    Sample("jpeg cmyk without profile", saved("JPEG", pure_cyan), NAIVE_CYAN),
    Sample(
        "jpeg cmyk with profile",
        saved("JPEG", pure_cyan, icc_profile=make.make_cmyk_profile(CYAN_LAB)),
        lab_as_srgb(CYAN_LAB),
        tolerance=4,
    ),
    Sample("jpeg wide gamut", with_profile("JPEG", quality=95), tolerance=3),
    Sample("jpeg broken profile", saved("JPEG", quality=95, icc_profile=b"not a profile" * 20)),
    Sample("jpeg foreign profile", saved("JPEG", quality=95, icc_profile=make.make_cmyk_profile(CYAN_LAB))),
    Sample("jpeg broken exif", saved("JPEG", quality=95, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff garbage")),
    Sample("png broken exif", make.make_png_with_broken_exif),
    Sample(
        "jpeg grey with a colour profile",
        saved("JPEG", make.grey_corners, quality=95, icc_profile=make.make_rgb_profile(make.P3_PRIMARIES)),
        GREYS,
        tolerance=5,
    ),
    Sample("jpeg of several views", make.make_mpo, source_format="JPEG"),
    Sample("png wide gamut", with_profile("PNG")),
    Sample(
        "png grey profile",
        saved("PNG", make.grey_corners, icc_profile=make.make_grey_profile(1.0)),
        LINEAR_GREYS,
    ),
    Sample("webp", saved("WEBP", quality=95), tolerance=5),
    Sample("webp lossless with alpha", saved("WEBP", make.holed_corners, lossless=True), HOLED),
    Sample("webp animated", saved("WEBP", **make.make_frames(lossless=True))),
    Sample("webp wide gamut", with_profile("WEBP", lossless=True)),
    Sample("gif", saved("GIF", make.indexed_corners)),
    Sample("gif transparent", saved("GIF", make.indexed_corners, transparency=1), HOLED),
    Sample("gif animated", saved("GIF", make.indexed_corners, **make.make_frames())),
    Sample("bmp", saved("BMP")),
    Sample("bmp indexed", saved("BMP", make.indexed_corners)),
    Sample("bmp 1 bit", saved("BMP", make.checked_corners), CHECKED),
    Sample("bmp 32 bit", saved("BMP", in_mode("RGBA"))),
    Sample("tiff", saved("TIFF")),
    Sample("tiff lzw", saved("TIFF", compression="tiff_lzw")),
    Sample("tiff jpeg", saved("TIFF", compression="jpeg", quality=95)),
    Sample("tiff fax", saved("TIFF", make.checked_corners, compression="group4"), CHECKED),
    Sample("tiff big", saved("TIFF", big_tiff=True)),
    Sample("tiff of pages", saved("TIFF", **make.make_frames())),
    Sample("tiff rgba", saved("TIFF", make.holed_corners), HOLED),
    Sample("tiff indexed", saved("TIFF", make.indexed_corners)),
    Sample("tiff cmyk", saved("TIFF", in_mode("CMYK"))),
    Sample("tiff ycbcr", saved("TIFF", in_mode("YCbCr"), compression="tiff_lzw"), tolerance=3),
    Sample("tiff lab", saved("TIFF", in_lab), tolerance=4),
    Sample("tiff 16 bit grey", deep("TIFF", "I;16", 257), GREYS),
    Sample("tiff 16 bit grey big-endian", deep("TIFF", "I;16B", 257), GREYS),
    Sample("tiff 32 bit grey", deep("TIFF", "I", 257), GREYS),
    Sample("tiff float to 1", deep("TIFF", "F", 1 / 255), GREYS),
    Sample("tiff float to 255", deep("TIFF", "F", 1.0), GREYS),
    Sample("tiff float to 65535", deep("TIFF", "F", 257.0, compression="tiff_lzw"), GREYS),
    *(Sample(f"jpeg turned {turn}", oriented("JPEG", turn, quality=95)) for turn in range(1, 9)),
    *(Sample(f"png turned {turn}", oriented("PNG", turn)) for turn in (2, 5, 6, 8)),
    *(Sample(f"tiff turned {turn}", oriented("TIFF", turn)) for turn in (3, 4, 6, 7)),
    *(Sample(f"tiff lzw turned {turn}", oriented("TIFF", turn, compression="tiff_lzw")) for turn in (5, 6)),
    *(Sample(f"webp turned {turn}", oriented("WEBP", turn, lossless=True)) for turn in (3, 6, 7)),
    Sample("avif", saved("AVIF", quality=90), tolerance=5),
    Sample("avif with alpha", saved("AVIF", make.holed_corners, quality=90), HOLED, tolerance=5),
    Sample("avif animated", saved("AVIF", **make.make_frames(quality=90)), tolerance=5),
    *(Sample(f"avif turned {turn}", oriented("AVIF", turn, quality=90), tolerance=5) for turn in (2, 6, 8)),
    Sample("jpeg with secrets", make.make_jpeg_with_secrets, tolerance=3),
    Sample("png with secrets", make.make_png_with_secrets),
    Sample("gif with a comment", saved("GIF", make.indexed_corners, comment=make.SECRET)),
    Sample("webp with secrets", saved("WEBP", lossless=True, exif=make.make_exif(), xmp=make.SECRET.encode())),
    Sample("tiff with secrets", saved("TIFF", description=make.SECRET, software=make.SECRET)),
    Sample(
        "avif with secrets", saved("AVIF", quality=90, exif=make.make_exif(), xmp=make.SECRET.encode()), tolerance=5
    ),
]


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_comes_out_right(kind: Sample) -> None:
    prepared = prepare_tiny(kind.make())
    check_frame(prepared, AspectRatio.LANDSCAPE, TINY_SIZES)
    check_colours(prepared, kind.corners, kind.tolerance)
    assert prepared.source_format == (
        kind.source_format or {"apng": "PNG"}.get(kind.name, kind.name.split()[0].upper())
    )
    assert (prepared.source_width, prepared.source_height) == SIZE


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.corners is HOLED or "turned 6" in kind.name], ids=lambda kind: kind.name
)
def test_padding_treats_them_alike(kind: Sample) -> None:
    """The picture fits in the middle third of an upright frame, on a backdrop of itself."""
    prepared = prepare_small(kind.make(), aspect=AspectRatio.PORTRAIT, fit=Fit.PAD)
    check_frame(prepared, AspectRatio.PORTRAIT)
    with Image.open(io.BytesIO(prepared.data)) as frame:
        middle = make.encode(frame.crop((0, (640 - 202) // 2, 360, (640 + 202) // 2)), "PNG")
        above = make.read_pixel(frame, (360 - 300, 40))
    for colour, expected in zip(make.read_corners(middle), kind.corners, strict=True):
        assert max(abs(a - b) for a, b in zip(colour, expected, strict=True)) <= kind.tolerance
    assert 0.4 * sum(CORNERS[0]) < sum(above) < 0.8 * sum(CORNERS[0])


@pytest.mark.skipif(not file_types.has_heic_library(), reason="no library for HEIC is installed")
def test_heic_comes_out_right() -> None:
    prepared = prepare_small(make.HEIC)
    check_frame(prepared, AspectRatio.LANDSCAPE)
    check_colours(prepared, make.HEIC_CORNERS, 4)


def test_the_secrets_are_there_before() -> None:
    """Otherwise the test above would find none because none was written."""
    for kind in KINDS:
        if "secret" in kind.name or "comment" in kind.name:
            assert make.SECRET.encode() in kind.make(), kind.name


@pytest.mark.parametrize("orientation", [1, 3, 6, 7])
def test_the_upright_shape_decides(orientation: int) -> None:
    for aspect in (None, *SMALL_SIZES):
        prepared = prepare_tiny(make.make_oriented("JPEG", orientation), aspect=aspect)
        assert prepared.aspect_ratio is (aspect or AspectRatio.LANDSCAPE)
        check_frame(prepared, prepared.aspect_ratio, TINY_SIZES)
        check_colours(prepared, CORNERS, 4)


@pytest.mark.parametrize(
    ("size", "aspect"),
    [
        ((200, 100), AspectRatio.LANDSCAPE),
        ((100, 100), AspectRatio.LANDSCAPE),
        ((100, 101), AspectRatio.PORTRAIT),
        ((64, 3000), AspectRatio.PORTRAIT),
        ((3000, 64), AspectRatio.LANDSCAPE),
    ],
)
def test_any_shape_fills_the_frame(size: tuple[int, int], aspect: AspectRatio) -> None:
    for fit in Fit:
        prepared = prepare_tiny(make.encode(make.draw_corners(size), "PNG"), fit=fit)
        assert prepared.aspect_ratio is aspect
        check_frame(prepared, aspect, TINY_SIZES)
        assert (prepared.source_width, prepared.source_height) == size


def test_a_large_jpeg_is_not_decoded_in_full_and_looks_the_same() -> None:
    """1600 pixels are decoded as 800, and the quarters keep their borders."""
    data = make.encode(make.draw_corners((1600, 900)), "JPEG", quality=90)
    prepared = prepare_small(data)
    assert (prepared.source_width, prepared.source_height) == (1600, 900)
    check_colours(prepared, CORNERS, 3)
    with Image.open(io.BytesIO(prepared.data)) as frame:
        assert make.read_pixel(frame, (315, 175))[0] > 190
        assert make.read_pixel(frame, (325, 185))[2] < 90


def test_a_transparent_picture_stands_out_from_its_background() -> None:
    """White on white would be nothing to animate."""
    light = Image.new("RGBA", SIZE, (250, 250, 250, 255))
    light.paste((0, 0, 0, 0), (0, 0, SIZE[0] // 2, SIZE[1]))
    assert make.read_corners(prepare_tiny(make.encode(light, "PNG")).data) == (DARK, (250,) * 3, DARK, (250,) * 3)


def test_half_transparent_edges_mix_with_the_background_only() -> None:
    """The hidden colour of transparent pixels does not bleed into what is seen."""
    picture = make.holed_corners(hole=(0, 255, 0))
    with Image.open(io.BytesIO(prepare_small(make.encode(picture, "PNG")).data)) as frame:
        edge = [make.read_pixel(frame, (x, 300)) for x in range(300, 340)]
    assert edge[0] == CORNERS[2]
    assert edge[-1] == WHITE
    assert all(green <= max(red, blue) + 15 for red, green, blue in edge)


@pytest.mark.parametrize(
    ("scale", "offset", "expected"),
    [(1000.0, -70_000.0, (0, 255)), (1.0, -10.0, (0, 255)), (0.0, 3.0, (3, 3))],
)
def test_unusual_number_ranges_are_stretched(scale: float, offset: float, expected: tuple[int, int]) -> None:
    """Measurements have no brightness of their own: lowest is black, highest is white."""
    values = Image.linear_gradient("L").convert("F").point(lambda value: value * scale + offset)
    with Image.open(io.BytesIO(prepare_tiny(make.encode(values, "TIFF")).data)) as frame:
        low, high = frame.convert("L").getextrema()
    if scale:  # the crop leaves the middle 9 / 16 of the gradient
        assert 50 < int(str(low)) < 60
        assert 195 < int(str(high)) < 205
    else:
        assert (low, high) == expected


def test_a_photograph_becomes_a_jpeg_and_a_drawing_a_png() -> None:
    photo = prepare_small(make.encode(make.make_photo(640, 360), "PNG", compress_level=0))
    drawing = prepare_small(make.encode(make.draw_corners((640, 360)), "JPEG", quality=100, subsampling=0))
    assert photo.content_type == "image/jpeg"
    assert drawing.content_type == "image/png"
    assert len(drawing.data) < len(make.encode(make.draw_corners((640, 360)), "JPEG", quality=95)) + 1


def test_plain_noise_can_be_encoded() -> None:
    """Pillow's JPEG encoder fails with it where it is told to optimise."""
    noise = Image.merge("RGB", [make.draw_noise((640, 360), 200, seed=seed) for seed in range(3)])
    prepared = prepare_small(make.encode(noise, "PNG", compress_level=0))
    check_frame(prepared, AspectRatio.LANDSCAPE)
    assert len(prepared.data) < 640 * 360 * 3.1


def test_a_frame_of_the_right_size_keeps_every_pixel() -> None:
    drawing = make.draw_corners((640, 360))
    with Image.open(io.BytesIO(prepare_small(make.encode(drawing, "PNG")).data)) as frame:
        assert frame.tobytes() == drawing.tobytes()


def check_frame(prepared: PreparedPicture, aspect: AspectRatio, sizes: Sizes = SMALL_SIZES) -> None:
    """It is what its fields say, and holds pixels and nothing else."""
    assert (prepared.width, prepared.height) == sizes[aspect]
    assert prepared.aspect_ratio is aspect
    with Image.open(io.BytesIO(prepared.data)) as frame:
        frame.load()
        assert frame.size == sizes[aspect]
        assert frame.mode == "RGB"
        assert frame.get_format_mimetype() == prepared.content_type
        assert not dict(frame.getexif())
        assert set(frame.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert list_parts(prepared.data) <= {"IHDR", "IDAT", "IEND", "e0", "db", "c0", "c4", "da"}
    assert make.SECRET.encode() not in prepared.data


def check_colours(prepared: PreparedPicture, corners: Corners, tolerance: int) -> None:
    found = make.read_corners(prepared.data)
    for colour, expected in zip(found, corners, strict=True):
        assert max(abs(a - b) for a, b in zip(colour, expected, strict=True)) <= tolerance, (found, corners)


def list_parts(data: bytes) -> set[str]:
    """The chunks of a PNG, or the segments of a JPEG up to its pixels."""
    parts = set()
    if data.startswith(b"\x89PNG"):
        position = 8
        while position < len(data):
            parts.add(data[position + 4 : position + 8].decode())
            position += 12 + int.from_bytes(data[position : position + 4], "big")
        return parts
    position = 2
    while "da" not in parts:
        parts.add(f"{data[position + 1]:x}")
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return parts


@pytest.mark.parametrize(
    ("size", "shape"),
    [((90, 90), "1:1"), ((100, 76), "4:3"), ((70, 100), "3:4"), ((260, 100), "21:9"), ((100, 260), "9:21")],
)
def test_the_nearest_of_the_models_own_shapes_decides_and_its_size_is_that_of_the_frame(
    size: tuple[int, int], shape: str
) -> None:
    whole = CATALOGUE.get("ray-flash-2-720p").sizes_in("720p")
    sizes = {aspect: (width // 4, height // 4) for aspect, (width, height) in whole.items()}
    prepared = pictures.prepare_picture(make.encode(make.draw_corners(size), "PNG"), sizes=sizes)
    assert prepared.aspect_ratio is AspectRatio(shape)
    assert (prepared.width, prepared.height) == sizes[AspectRatio(shape)]


def test_a_noisy_frame_loses_detail_rather_than_being_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.frombytes("RGB", (320, 180), random.Random(1).randbytes(320 * 180 * 3))
    large, _ = pictures._encode(noise)
    monkeypatch.setattr(pictures, "PICTURE_MAX_BYTES", len(large) - 1)
    small, kind = pictures._encode(noise)
    assert kind == "image/jpeg"
    assert len(small) < len(large)
