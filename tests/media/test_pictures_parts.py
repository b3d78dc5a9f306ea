"""What a file has beside its pixels or lacks at its end is no obstacle; of animations what shows something is taken."""

import io
import zlib
from typing import Any

import pytest
from PIL import Image, ImageChops

from bot.media.errors import PictureError, PictureFault
from bot.media.picture_checks import Fit
from tests.media.test_pictures import check_colours
from tests.support import pictures as make
from tests.support.models import prepare_tiny
from tests.support.pictures import CORNERS

#: Of each frame of an animation, as all of them are encoded and decoded.
SIZE = (160, 90)


def png_with(chunk: bytes, content: bytes, *, count: int = 1) -> bytes:
    """The quarters as a PNG with more chunks, right behind its header."""
    data = make.encode(make.draw_corners(), "PNG")
    body = chunk + content
    extra = len(content).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return data[:33] + extra * count + data[33:]


@pytest.mark.parametrize(
    ("chunk", "content"),
    [
        (b"zTXt", b"Raw profile\0\0" + zlib.compress(bytes(3_000_000))),
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b"<x>" * 1_000_000)),
        (b"tEXt", b"Comment\0" + b"x" * 3_000_000),
        (b"iCCP", b"Large\0\0" + zlib.compress(bytes(3_000_000))),
        (b"iCCP", b"Broken\0\0not compressed"),
        (b"zTXt", b"Broken\0\0not compressed"),
        (b"caBX", bytes(100_000)),
    ],
)
def test_notes_and_profiles_of_any_size_are_no_obstacle(chunk: bytes, content: bytes) -> None:
    check_colours(prepare_tiny(png_with(chunk, content)), CORNERS, 1)


def test_a_damaged_note_is_no_obstacle_either() -> None:
    data = bytearray(png_with(b"zTXt", b"Comment\0\0" + zlib.compress(b"a")))
    data[40] ^= 255
    check_colours(prepare_tiny(bytes(data)), CORNERS, 1)


def test_a_png_that_lacks_its_last_bytes_is_read() -> None:
    for missing in (1, 4, 8, 12):
        check_colours(prepare_tiny(make.encode(make.draw_corners(), "PNG")[:-missing]), CORNERS, 1)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"exif": make.make_exif(6)}, {"quality": 30}])
def test_a_jpeg_that_lacks_its_last_bytes_is_read(options: dict[str, Any]) -> None:
    data = make.encode(make.make_photo(160, 90), "JPEG", **options)
    with Image.open(io.BytesIO(prepare_tiny(data).data)) as whole:
        for missing in (1, 2, 3, 40):
            with Image.open(io.BytesIO(prepare_tiny(data[:-missing]).data)) as cut:
                upper = (0, 0, whole.width, whole.height // 2)
                difference = ImageChops.difference(whole.crop(upper), cut.crop(upper))
            assert difference.getbbox() is None, missing


def moving(kind: str, *frames: Image.Image, **options: Any) -> bytes:
    """An animation of these frames."""
    options = {"duration": 100, **({"disposal": 2} if kind == "GIF" else {}), **options}
    return make.encode(frames[0], kind, save_all=True, append_images=frames[1:], **options)


BLACK_FRAME = Image.new("RGBA", SIZE, (0, 0, 0, 255))
NEARLY_BLACK_FRAME = make.draw_noise(SIZE, 1).point(lambda level: max(0, level - 124)).convert("RGBA")
EMPTY_FRAME = Image.new("RGBA", SIZE, (0, 0, 0, 0))
WHITE_FRAME = Image.new("RGBA", SIZE, (255, 255, 255, 255))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
@pytest.mark.parametrize(
    "before",
    [
        [BLACK_FRAME],
        [EMPTY_FRAME],
        [WHITE_FRAME],
        [BLACK_FRAME, EMPTY_FRAME, NEARLY_BLACK_FRAME],
    ],
    ids=["black", "empty", "white", "several"],
)
def test_of_an_animation_the_first_frame_that_shows_something_is_taken(kind: str, before: list[Image.Image]) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    data = moving(kind, *before, make.draw_corners(SIZE).convert("RGBA"), BLACK_FRAME, **options)
    check_colours(prepare_tiny(data), CORNERS, 6)


def test_an_animation_that_shows_nothing_is_taken_as_it_begins_or_refused_if_nobody_sees_it() -> None:
    grey = Image.new("RGBA", SIZE, (90, 90, 90, 255))
    check_colours(prepare_tiny(moving("PNG", EMPTY_FRAME, grey, WHITE_FRAME)), ((90,) * 3,) * 4, 1)
    with pytest.raises(PictureError) as caught:
        prepare_tiny(moving("PNG", EMPTY_FRAME, Image.new("RGBA", SIZE, (1, 0, 0, 0))))
    assert caught.value.fault is PictureFault.INVISIBLE


def test_an_animation_whose_end_is_damaged_is_read_up_to_there() -> None:
    data = moving("GIF", BLACK_FRAME, make.draw_corners(SIZE).convert("RGBA"), make.make_photo(*SIZE).convert("RGBA"))
    check_colours(prepare_tiny(data[: len(data) * 2 // 3]), CORNERS, 6)


@pytest.mark.parametrize(
    ("size", "is_padded"),
    [((10_000, 100), True), ((100, 3000), True), ((100, 100), True), ((1060, 1000), True), ((1070, 1000), False)],
)
def test_by_default_what_a_crop_would_lose_too_much_of_is_padded(size: tuple[int, int], is_padded: bool) -> None:
    """16:9 keeps 56 % of a square, and 60 % of a picture of 1067x1000."""
    picture = make.encode(make.draw_corners(size), "PNG")
    prepared = prepare_tiny(picture, fit=Fit.AUTO)
    assert prepared.is_padded is is_padded
    like = prepare_tiny(picture, fit=Fit.PAD if prepared.is_padded else Fit.CROP)
    assert prepared.data == like.data
    assert not like.is_padded, "only what nobody asked for has to be told"
