"""How a picture of any shape fills the frame of a video: cropped to its detail, or padded with itself.

Everything here is symmetric: turning or mirroring the picture and the frame alike turns and mirrors the result. So
a picture that lies on its side can be framed as it lies, and only the small result be turned upright.
"""

from array import array

from PIL import Image, ImageChops, ImageFilter
from PIL.Image import Resampling

from bot.domain.requests import AspectRatio

#: Picture columns (or rows) that detail is measured in, along the way that the crop can move, and across it.
_PROFILE_STEPS, _PROFILE_ACROSS = 160, 90
#: How much of all detail a crop at the very end must win over one in the middle.
_CENTRE_PRIOR = 0.25
#: Bars thinner than this share of the frame look like a mistake; and so little is cropped away instead.
_MIN_BARS = 0.02
#: What `auto` crops away at most.
_MOST_CROPPED = 0.4
_BACKDROP_BRIGHTNESS = 0.55
#: The backdrop is blurred on a copy this many times smaller.
_BACKDROP_SHRINK = 16
#: A shrink by a larger factor starts with plain averaging; from 3 on Pillow documents no visible difference.
_REDUCING_GAP = 3.0


def choose_aspect(size: tuple[int, int]) -> AspectRatio:
    """Choose the shape that loses least of an upright picture of this width and height; 16:9 for a square one."""
    width, height = size
    return AspectRatio.LANDSCAPE if width >= height else AspectRatio.PORTRAIT


def loses_much(size: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Tell whether a crop to the frame's shape would lose more than 40 % of a picture."""
    width, height = _fit_inside(frame, size)
    return width * height < (1 - _MOST_CROPPED) * size[0] * size[1]


def fills_frame(size: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Tell whether a picture has so nearly the frame's shape that padding it would leave no bars worth showing."""
    fitted = _fit_inside(size, frame)
    return fitted[0] >= frame[0] * (1 - _MIN_BARS) and fitted[1] >= frame[1] * (1 - _MIN_BARS)


def crop_to(picture: Image.Image, frame: tuple[int, int]) -> Image.Image:
    """Scale a picture to cover the frame, in pixels, and keep the part with the most detail, preferably the middle."""
    return picture.resize(frame, Resampling.LANCZOS, find_crop(picture, frame), _REDUCING_GAP)


def shrink_to(picture: Image.Image, frame: tuple[int, int]) -> Image.Image:
    """Scale a whole picture to the largest size, at least 1 pixel a side, that fits in the frame."""
    return picture.resize(_fit_inside(picture.size, frame), Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)


def pad_to(fitted: Image.Image, frame: tuple[int, int]) -> Image.Image:
    """Lay an RGB picture that fits in the frame on a blurred, darkened backdrop of itself that fills it."""
    small = (frame[0] // _BACKDROP_SHRINK, frame[1] // _BACKDROP_SHRINK)
    cover = _centre_box(fitted.size, frame)
    backdrop = fitted.resize(small, Resampling.BOX, cover, 1.0).filter(ImageFilter.GaussianBlur(2))
    backdrop = backdrop.point(lambda level: level * _BACKDROP_BRIGHTNESS)
    padded = backdrop.resize(frame, Resampling.BICUBIC)
    padded.paste(fitted, ((frame[0] - fitted.width) // 2, (frame[1] - fitted.height) // 2))
    return padded


def find_crop(picture: Image.Image, frame: tuple[int, int]) -> tuple[float, float, float, float]:
    """Find the largest box of the frame's shape, in the picture's pixels, that shows the most detail.

    Detail is how much the brightness changes from one point to the next. The box stays in the middle unless
    something else wins clearly.
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
    if thumbnail.mode in {"LA", "RGBA"}:  # what is transparent has no detail, whatever its colour
        grey = Image.new("L", size, 128)
        grey.paste(thumbnail.convert("L"), mask=thumbnail.getchannel("A"))
    else:
        grey = thumbnail.convert("L")
    changes = ImageChops.add(
        ImageChops.difference(grey, ImageChops.offset(grey, 1, 0)),
        ImageChops.difference(grey, ImageChops.offset(grey, 0, 1)),
    )
    # The offset wraps around, so the first column and row compare opposite edges.
    inner = changes.crop((1, 1, *size)).convert("F")
    profile = inner.resize((_PROFILE_STEPS, 1) if along_x else (1, _PROFILE_STEPS), Resampling.BOX)
    return list(array("f", profile.tobytes()))


def _find_window(profile: list[float], share: float) -> float:
    """Find where the window that covers this share of the profile should start: 0.0 at one end, 1.0 at the other.

    Detail counts most in the middle of the window, so that it is not left standing at the edge.
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
