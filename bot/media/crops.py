"""Fits a picture of any shape into the frame of a video: cropped to its detail, or padded with itself.

Everything here is symmetric: turning or mirroring the picture and the frame also turns and mirrors the result. So a
picture that lies on its side can be framed as it is, and only the small result needs to be turned upright.
"""

import math
from array import array
from collections.abc import Iterable

from PIL import Image, ImageChops, ImageFilter
from PIL.Image import Resampling

from bot.domain.requests import AspectRatio

#: The resolution in which detail is measured, along the direction in which the crop can move, and across it.
_PROFILE_STEPS, _PROFILE_ACROSS = 160, 90
#: How much more detail, as a share of all of it, a crop at the very end needs than one in the middle.
_CENTRE_PRIOR = 0.25
#: Bars thinner than this share of the frame look like a mistake, so the picture is cropped by that much instead.
_MIN_BARS = 0.02
#: The largest share that `auto` crops.
_MOST_CROPPED = 0.4
_BACKDROP_BRIGHTNESS = 0.55
#: The backdrop is blurred on a copy that is smaller by this factor.
_BACKDROP_SHRINK = 16
#: Reductions by more than this start with plain averaging; Pillow documents no visible difference from 3 on.
_REDUCING_GAP = 3.0


def choose_aspect(size: tuple[int, int], shapes: Iterable[AspectRatio]) -> AspectRatio:
    """Choose the shape that loses least of an upright picture of this width and height; the first of equal ones."""
    ratio = size[0] / size[1]
    return min(shapes, key=lambda shape: abs(math.log(ratio / shape.ratio)))


def loses_much(size: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Whether a crop to the frame's shape would lose more than 40 % of a picture."""
    width, height = _fit_inside(frame, size)
    return width * height < (1 - _MOST_CROPPED) * size[0] * size[1]


def lost_share(size: tuple[int, int], frame: tuple[int, int]) -> float:
    """The share of a picture that a crop to the frame's shape loses, from 0 to 1."""
    width, height = _fit_inside(frame, size)
    return max(0.0, 1 - width * height / (size[0] * size[1]))


def fills_frame(size: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Whether a picture's shape is so close to the frame's that padding would leave only thin bars."""
    fitted = _fit_inside(size, frame)
    return fitted[0] >= frame[0] * (1 - _MIN_BARS) and fitted[1] >= frame[1] * (1 - _MIN_BARS)


def crop_to(picture: Image.Image, frame: tuple[int, int]) -> Image.Image:
    """Scale a picture to cover the frame, in pixels, and keep the part with the most detail, preferably the middle."""
    return picture.resize(frame, Resampling.LANCZOS, find_crop(picture, frame), _REDUCING_GAP)


def shrink_to(picture: Image.Image, frame: tuple[int, int]) -> Image.Image:
    """Scale a whole picture to the largest size, at least 1 pixel per side, that fits into the frame."""
    return picture.resize(_fit_inside(picture.size, frame), Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)


def pad_to(fitted: Image.Image, frame: tuple[int, int]) -> Image.Image:
    """Place an RGB picture that fits into the frame on a blurred, darkened copy of itself that fills it."""
    small = (frame[0] // _BACKDROP_SHRINK, frame[1] // _BACKDROP_SHRINK)
    cover = _centre_box(fitted.size, frame)
    backdrop = fitted.resize(small, Resampling.BOX, cover, 1.0).filter(ImageFilter.GaussianBlur(2))
    backdrop = backdrop.point(lambda level: level * _BACKDROP_BRIGHTNESS)
    padded = backdrop.resize(frame, Resampling.BICUBIC)
    padded.paste(fitted, ((frame[0] - fitted.width) // 2, (frame[1] - fitted.height) // 2))
    return padded


def find_crop(picture: Image.Image, frame: tuple[int, int]) -> tuple[float, float, float, float]:
    """Find the largest box of the frame's shape, in the picture's pixels, with the most detail.

    Detail is how much the brightness changes from one point to the next. The box stays in the middle unless another
    position is clearly better.
    """
    left, top, right, bottom = _centre_box(picture.size, frame)
    slack_x, slack_y = left * 2, top * 2
    if slack_x > picture.width * _MIN_BARS:
        left = slack_x * _find_window(_measure_detail(picture, along_x=True), (right - left) / picture.width)
        return (left, top, left + picture.width - slack_x, bottom)
    if slack_y > picture.height * _MIN_BARS:
        top = slack_y * _find_window(_measure_detail(picture, along_x=False), (bottom - top) / picture.height)
        return (left, top, right, top + picture.height - slack_y)
    return (left, top, right, bottom)


def _measure_detail(picture: Image.Image, *, along_x: bool) -> list[float]:
    size = (_PROFILE_STEPS, _PROFILE_ACROSS) if along_x else (_PROFILE_ACROSS, _PROFILE_STEPS)
    thumbnail = picture.resize(size, Resampling.BOX, reducing_gap=1.0)
    if thumbnail.mode in {"LA", "RGBA"}:  # transparent pixels have no detail, whatever their colour
        grey = Image.new("L", size, 128)
        grey.paste(thumbnail.convert("L"), mask=thumbnail.getchannel("A"))
    else:
        grey = thumbnail.convert("L")
    profiles = []
    for step in ((1, 0), (0, 1)):
        changes = ImageChops.difference(grey, ImageChops.offset(grey, *step))
        # The offset wraps around, so the first column or row compares opposite edges.
        inner = changes.crop((*step, *size)).convert("F")
        profile = inner.resize((_PROFILE_STEPS, 1) if along_x else (1, _PROFILE_STEPS), Resampling.BOX)
        profiles.append(array("f", profile.tobytes()))
    return list(map(sum, zip(*profiles, strict=True)))


def _find_window(profile: list[float], share: float) -> float:
    """Find the best start of a window that covers this share of the profile: 0.0 at one end, 1.0 at the other.

    Detail in the middle of the window counts most, so that it doesn't end up at the edge.
    """
    length = max(1, round(share * len(profile)))
    last_start, total = len(profile) - length, sum(profile)
    if total <= 0 or last_start <= 0:
        return 0.5
    weights = [1 - ((2 * step + 1) / length - 1) ** 2 / 2 for step in range(length)]

    def score(start: int) -> float:
        off_centre = 2 * start / last_start - 1
        seen = sum(weight * detail for weight, detail in zip(weights, profile[start:], strict=False)) / total
        return seen - _CENTRE_PRIOR * off_centre**2

    return max(range(last_start + 1), key=score) / last_start


def _fit_inside(size: tuple[int, int], frame: tuple[int, int]) -> tuple[int, int]:
    scale = min(frame[0] / size[0], frame[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _centre_box(size: tuple[int, int], frame: tuple[int, int]) -> tuple[float, float, float, float]:
    scale = max(frame[0] / size[0], frame[1] / size[1])
    left, top = (size[0] - frame[0] / scale) / 2, (size[1] - frame[1] / scale) / 2
    left, top = max(left, 0.0), max(top, 0.0)
    return (left, top, size[0] - left, size[1] - top)
