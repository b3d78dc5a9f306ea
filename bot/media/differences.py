"""What a finished video is that nobody asked for."""

from bot.domain.requests import VideoRequest
from bot.media.videos import VideoInfo
from bot.sentences import Sentence

#: A length is rounded to whole frames, and so may be a little off.
_LENGTH_TOLERANCE_S = 0.5
_SHAPE_TOLERANCE = 0.05


def list_differences(request: VideoRequest, info: VideoInfo) -> list[Sentence]:
    """Say how a video differs from what was asked for; nothing for one that is as it should be."""
    found = []
    if not info.is_whole:
        found.append(Sentence("differs-damaged"))
    if is_shorter(request, info) or info.duration_s > request.duration_s + _LENGTH_TOLERANCE_S:
        found.append(Sentence("differs-length", seconds=round(info.duration_s, 1), asked=request.duration_s))
    width, height = request.aspect_ratio.size_px
    if abs(info.width * height / (info.height * width) - 1) > _SHAPE_TOLERANCE:
        size = f"{info.width} × {info.height}"
        found.append(Sentence("differs-shape", size=size, asked=request.aspect_ratio.value))
    return found


def is_shorter(request: VideoRequest, info: VideoInfo) -> bool:
    """Tell whether a video lacks some of the time that was asked for, as one does whose file was cut."""
    return info.duration_s < request.duration_s - _LENGTH_TOLERANCE_S
