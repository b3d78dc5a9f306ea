"""Values for preparing a picture, and checks without decoding it. Doesn't import Pillow, which takes 5 MB."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.domain.requests import AspectRatio
from bot.media.errors import PictureError, PictureFault
from bot.media.file_types import name_accepted_kinds, recognise_picture
from bot.media.picture_parts import check_parts
from bot.sentences import Sentence

#: Width and height of a frame in each shape that a video can have, the usual shape first.
Sizes: TypeAlias = Mapping[AspectRatio, tuple[int, int]]


#: The lost shares that count as a crop and as a heavy one: 3:2 to 16:9 loses 16 %, 4:3 to 16:9 loses 25 %.
_CROPPED_MIN = 0.02
_CROPPED_HEAVILY = 0.2
_CROPPED_UNDO_S = 10.0


class Fit(StrEnum):
    """How to fit a picture of another shape into the frame."""

    #: Cropped, unless that would lose more than 40 % of it.
    AUTO = "auto"
    CROP = "crop"
    PAD = "pad"


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """The limits for a picture."""

    #: Size of the file.
    max_bytes: int = 25_000_000
    #: Width times height, read from the header before decoding.
    max_pixels: int = 50_000_000
    #: Both sides must have at least this many pixels.
    min_side_px: int = 64


DEFAULT_LIMITS = PictureLimits()


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """The first frame of a video: upright sRGB, exactly the video's size, without any metadata."""

    #: A JPEG or PNG file.
    data: bytes
    #: "image/jpeg" or "image/png".
    content_type: str
    width: int
    height: int
    aspect_ratio: AspectRatio
    #: The original format: "JPEG", "PNG", "GIF" ...
    source_format: str
    #: The size of the original, upright.
    source_width: int
    source_height: int
    #: Whether it was padded automatically because a crop would have lost too much.
    is_padded: bool = False
    #: How much of the original was cut off, from 0 to 1.
    cropped_share: float = 0.0

    @property
    def is_cropped(self) -> bool:
        """Whether more was cut off than the rounding of a shape explains."""
        return self.cropped_share > _CROPPED_MIN

    @property
    def least_undo_s(self) -> float:
        """How long people can look at it before it is submitted, at least: longer if much was cut off."""
        return _CROPPED_UNDO_S if self.cropped_share > _CROPPED_HEAVILY else 0.0


def check_file(data: bytes, limits: PictureLimits) -> str:
    """Check a file without decoding it, and return the kind of picture as Pillow's name of the format.

    Raises PictureError with a sentence for the person.
    """
    if not data:
        sentence = Sentence("picture-fault-empty", accepted=name_accepted_kinds())
        raise PictureError(PictureFault.NOT_A_PICTURE, sentence)
    if len(data) > limits.max_bytes:
        size, limit = f"{len(data) / 1e6:.1f}", f"{limits.max_bytes / 1e6:g}"
        raise PictureError(PictureFault.TOO_LARGE, Sentence("picture-fault-too-large", size=size, limit=limit))
    kind = recognise_picture(data)
    check_parts(data, kind)
    return kind
