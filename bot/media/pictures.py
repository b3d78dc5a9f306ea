"""Turns a picture from a person into the first frame of a video: upright, sRGB, without metadata, exactly sized.

Everything here is synchronous and takes a fraction of a second of CPU time; `bot.media.image_sandbox` keeps it out of
the event loop.
"""

import importlib
import io
import math
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageCms, ImageStat
from PIL.Image import Transpose
from PIL.ImageFile import ImageFile
from PIL.TiffImagePlugin import TiffImageFile

from bot.domain.requests import AspectRatio
from bot.domain.uploads import PICTURE_MAX_BYTES
from bot.media.crops import choose_aspect, crop_to, fills_frame, loses_much, lost_share, pad_to, shrink_to
from bot.media.errors import PictureError, PictureFault
from bot.media.file_types import refuse_kind, register_heic_library
from bot.media.picture_checks import DEFAULT_LIMITS, Fit, PictureLimits, PreparedPicture, Sizes, check_file
from bot.media.picture_parts import keep_needed
from bot.sentences import Sentence

#: Pillow finds these by importing all its plugins, unless they are already imported.
_LATE_PLUGINS = {"WEBP": "PIL.WebPImagePlugin", "AVIF": "PIL.AvifImagePlugin"}
_ORIENTATION_TAG = 0x0112
_NEW_SUBFILE_TYPE_TAG = 254
#: How to turn a picture upright, by EXIF orientation; from 5 on width and height are swapped.
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_TURNS_THAT_SWAP = frozenset({5, 6, 7, 8})
#: The picture mode for an ICC profile's colour space.
_PROFILE_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
#: The first quality is used that keeps the file small enough; only a huge and noisy frame needs another one.
_JPEG_QUALITIES = (95, 85, 60)
_END_OF_JPEG = b"\xff\xd9"
#: How much of a JPEG's end may be missing, as a share of its height; a decoder fills it in.
_MISSING_MAX = 0.05
_ANIMATED = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
#: How many frames, and how many pixels in total, are searched for a frame that shows something.
_FRAMES_MAX, _FRAMES_MAX_PIXELS = 250, 500_000_000
#: A frame whose channels vary no more than this counts as a single colour.
_LEAST_CONTRAST = 12
_LIGHT_BACKGROUND, _DARK_BACKGROUND = (255, 255, 255), (32, 34, 37)
#: Mean brightness, of 255, above which a transparent picture is hard to see on white.
_BRIGHT = 200
#: A whole PNG is only tried if a sample predicts one smaller than this many times the JPEG.
_PNG_MARGIN = 1.3
_SAMPLE_BANDS, _SAMPLE_BAND_ROWS = 9, 8


def prepare_picture(
    data: bytes,
    *,
    sizes: Sizes,
    aspect: AspectRatio | None = None,
    fit: Fit = Fit.CROP,
    limits: PictureLimits = DEFAULT_LIMITS,
) -> PreparedPicture:
    """Make the first frame of a video from any accepted picture; without `aspect`, the picture's shape decides.

    `sizes` has the frame's size for each shape that the video can have. An animated picture becomes its first frame
    that shows something. Nothing of the file's metadata survives. Raises PictureError, and nothing else, with a
    sentence for the person. Not bounded in time or memory, so files from people belong in a process of their own.
    """
    kind = check_file(data, limits)
    try:
        known = sizes if aspect is None else {aspect: sizes[aspect]}
        return _prepare(keep_needed(data, kind), kind, known, fit, limits)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(
            PictureFault.TOO_MANY_PIXELS, Sentence("picture-fault-megapixels", limit=_megapixels(limits))
        ) from error
    except MemoryError as error:
        raise PictureError(PictureFault.TOO_DEMANDING, Sentence("picture-fault-memory")) from error
    except Exception as error:  # decoders raise a dozen unrelated exceptions for broken files
        raise PictureError(PictureFault.DAMAGED, Sentence("picture-fault-damaged")) from error


@dataclass(frozen=True, slots=True)
class _Decoded:
    """A picture as stored in its file, in one of the modes L, LA, RGB, RGBA and CMYK with 8 bits per channel."""

    image: Image.Image
    #: The EXIF orientation, 1 to 8.
    orientation: int
    #: The bytes of its ICC profile, unchecked.
    profile: bytes | None
    #: Width and height in the file, which may be more than was decoded.
    size: tuple[int, int]


def _prepare(data: bytes, kind: str, sizes: Sizes, fit: Fit, limits: PictureLimits) -> PreparedPicture:
    if kind == "HEIF":
        register_heic_library()
    elif kind in _LATE_PLUGINS:
        importlib.import_module(_LATE_PLUGINS[kind])
    try:
        decoded = _open(data, kind, sizes, limits)
    except OSError:
        if kind != "JPEG":
            raise
        decoded = _open(data + _END_OF_JPEG, kind, sizes, limits)
        # Decode it again without some more of the end: what changes shows where the end is.
        shorter = _open(data[: -max(64, len(data) // 50)] + _END_OF_JPEG, kind, sizes, limits)
        if not _reaches_end(decoded.image, shorter.image):
            raise
    aspect, frame_size = _choose_frame(decoded.size, decoded.orientation, sizes)
    is_padded = fit is Fit.AUTO and loses_much(decoded.image.size, frame_size)
    cropped = 0.0
    if is_padded or (fit is Fit.PAD and not fills_frame(decoded.image.size, frame_size)):
        frame = pad_to(_to_srgb(shrink_to(decoded.image, frame_size), decoded.profile), frame_size)
    else:
        frame = _to_srgb(crop_to(decoded.image, frame_size), decoded.profile)
        cropped = lost_share(decoded.image.size, frame_size)
    if decoded.orientation in _TURNS:
        frame = frame.transpose(_TURNS[decoded.orientation])
    encoded, content_type = _encode(frame)
    source_size = _swap_if_turned(decoded.size, decoded.orientation)
    return PreparedPicture(
        encoded, content_type, *frame.size, aspect, kind, *source_size, is_padded=is_padded, cropped_share=cropped
    )


def _open(data: bytes, kind: str, sizes: Sizes, limits: PictureLimits) -> _Decoded:
    with Image.open(io.BytesIO(data), formats=(kind,)) as source:
        _check_header(source, limits)
        return _decode(source, sizes)


def _check_header(source: ImageFile, limits: PictureLimits) -> None:
    width, height = source.size
    if width * height > limits.max_pixels:
        raise PictureError(
            PictureFault.TOO_MANY_PIXELS,
            Sentence("picture-fault-pixels", width=width, height=height, limit=_megapixels(limits)),
        )
    if min(width, height) < limits.min_side_px:
        raise PictureError(
            PictureFault.TOO_SMALL,
            Sentence("picture-fault-small", width=width, height=height, least=limits.min_side_px),
        )
    if isinstance(source, TiffImageFile) and source.tag_v2.get(_NEW_SUBFILE_TYPE_TAG, 0) & 1:
        raise refuse_kind("raw")  # its first picture is only a thumbnail


def _decode(source: ImageFile, sizes: Sizes) -> _Decoded:
    if source.format in {"JPEG", "MPO"}:
        size, orientation = source.size, _read_orientation(source)
        _, (width, height) = _choose_frame(size, orientation, sizes)
        # Lets the decoder itself halve what stays at least twice as large as needed: less memory, same picture.
        source.draft(None, (2 * width, 2 * height))
        source.load()
    else:
        source.load()
        # Read only now: a PNG may have it after the pixels, and loading a TIFF turns it upright.
        size, orientation = source.size, _read_orientation(source)
        if source.format in _ANIMATED and getattr(source, "is_animated", False):
            return _Decoded(_find_frame(source), orientation, source.info.get("icc_profile"), size)
    return _Decoded(_simplify_mode(source), orientation, source.info.get("icc_profile"), size)


def _find_frame(source: ImageFile) -> Image.Image:
    """Return the first frame of an animation that shows something; if none does, the first that isn't invisible."""
    frames_max = min(_FRAMES_MAX, max(2, _FRAMES_MAX_PIXELS // (source.width * source.height)))
    first = best = None
    for number in range(frames_max):
        try:
            source.seek(number)
            frame = _simplify_mode(source).copy()
        except (EOFError, OSError, ValueError, SyntaxError):
            if first is None:
                raise
            break  # the end, or a damaged part: earlier frames count
        first = first or frame
        alpha = frame.getchannel("A") if frame.mode in {"LA", "RGBA"} else None
        if alpha is not None and alpha.getextrema()[1] == 0:
            continue
        best = best or frame
        shown = frame.crop(alpha.getbbox()) if alpha is not None else frame
        if alpha is not None and alpha.getextrema()[0] == 0:
            return frame  # not just a single colour
        if any(most - least > _LEAST_CONTRAST for least, most in ImageStat.Stat(shown.convert("RGB")).extrema):
            return frame
    return best or first or source


def _reaches_end(decoded: Image.Image, shorter: Image.Image) -> bool:
    """Whether two pictures differ down to their lowest rows."""
    changed = ImageChops.difference(decoded, shorter).getbbox()
    return changed is not None and changed[3] >= decoded.height * (1 - _MISSING_MAX)


def _read_orientation(source: ImageFile) -> int:
    try:
        orientation = source.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001  broken EXIF fails in as many ways as it has bytes; the picture is still good
        return 1
    return orientation if orientation in _TURNS else 1


def _choose_frame(size: tuple[int, int], orientation: int, sizes: Sizes) -> tuple[AspectRatio, tuple[int, int]]:
    """Choose the video's shape; return it with the frame's size in the orientation of the file."""
    aspect = choose_aspect(_swap_if_turned(size, orientation), sizes)
    return aspect, _swap_if_turned(sizes[aspect], orientation)


def _swap_if_turned(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    return size[::-1] if orientation in _TURNS_THAT_SWAP else size


def _simplify_mode(source: Image.Image) -> Image.Image:
    if source.mode.startswith(("I", "F")):
        return _to_8_bit(source)
    if source.has_transparency_data:
        return source if source.mode in {"LA", "RGBA"} else source.convert("RGBA")
    if source.mode == "1":
        return source.convert("L")
    return source if source.mode in {"L", "RGB", "CMYK"} else source.convert("RGB")


def _to_8_bit(deep: Image.Image) -> Image.Image:
    """Convert 16-bit, 32-bit and floating-point greys to 0 to 255, by the range of their type or values."""
    values = deep.convert("F")
    black, white = values.getextrema()
    if not isinstance(black, float) or not isinstance(white, float) or not math.isfinite(white - black):
        raise ValueError("the values are no numbers")
    if deep.mode.startswith("I;16"):
        black, white = 0.0, 65535.0
    elif black >= 0 and white <= 65535:
        black, white = 0.0, next(top for top in (1.0, 255.0, 65535.0) if white <= top)
    scale = 255 / ((white - black) or 1.0)
    return values.point(lambda value: value * scale + (0.5 - black * scale)).convert("L")


def _to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert to opaque sRGB; transparent parts get a background that contrasts with the rest."""
    alpha = picture.getchannel("A") if picture.mode in {"LA", "RGBA"} else None
    colours = picture.convert({"LA": "L", "RGBA": "RGB"}[picture.mode]) if alpha else picture
    colours = (profile and _apply_profile(colours, profile)) or colours.convert("RGB")
    # A new picture has none of the comments, profiles and EXIF that Pillow would otherwise write into the file.
    if alpha is None:
        frame = Image.new("RGB", colours.size)
        frame.paste(colours)
        return frame
    if alpha.getextrema()[1] == 0:
        raise PictureError(PictureFault.INVISIBLE, Sentence("picture-fault-invisible"))
    brightness = ImageStat.Stat(colours.convert("L"), mask=alpha).mean[0]
    frame = Image.new("RGB", colours.size, _DARK_BACKGROUND if brightness >= _BRIGHT else _LIGHT_BACKGROUND)
    frame.paste(colours, mask=alpha)
    return frame


def _apply_profile(colours: Image.Image, profile: bytes) -> Image.Image | None:
    """Convert from the profile's colours to sRGB; None if the profile is broken or for other colours."""
    try:
        described = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = _PROFILE_MODES[described.profile.xcolor_space.strip()]
        if mode == "RGB" and colours.mode == "L":
            colours = colours.convert("RGB")
        if colours.mode != mode:
            return None
        return ImageCms.profileToProfile(
            colours,
            described,
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, KeyError, OSError, TypeError, ValueError):
        return None


def _encode(frame: Image.Image) -> tuple[bytes, str]:
    """Encode as JPEG, or as PNG if that is smaller, as it is for drawings and screenshots."""
    jpeg = b""
    for quality in _JPEG_QUALITIES:
        jpeg = _save(frame, "JPEG", quality=quality, subsampling=0)
        if len(jpeg) <= PICTURE_MAX_BYTES:
            break
    if _estimate_png_bytes(frame) < _PNG_MARGIN * len(jpeg):
        png = _save(frame, "PNG")
        if len(png) < len(jpeg):
            return png, "image/png"
    return jpeg, "image/jpeg"


def _estimate_png_bytes(frame: Image.Image) -> int:
    """Estimate the PNG's size from some bands of rows, because encoding a whole photo takes too long."""
    sample = Image.new("RGB", (frame.width, _SAMPLE_BANDS * _SAMPLE_BAND_ROWS))
    for band in range(_SAMPLE_BANDS):
        top = (frame.height - _SAMPLE_BAND_ROWS) * band // (_SAMPLE_BANDS - 1)
        sample.paste(frame.crop((0, top, frame.width, top + _SAMPLE_BAND_ROWS)), (0, band * _SAMPLE_BAND_ROWS))
    return len(_save(sample, "PNG", compress_level=1)) * frame.height // sample.height


def _save(picture: Image.Image, name: str, **options: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, name, **options)
    return file.getvalue()


def _megapixels(limits: PictureLimits) -> str:
    return f"{limits.max_pixels / 1e6:g}"
