"""Differences between a finished video and its request."""

from bot.domain.requests import VideoRequest
from bot.media.videos import VideoInfo
from bot.sentences import Sentence

#: Lengths are rounded to whole frames, so they may differ slightly.
_LENGTH_TOLERANCE_S = 0.5
_SHAPE_TOLERANCE = 0.05


def list_differences(request: VideoRequest, info: VideoInfo) -> list[Sentence]:
    """Describe how a video differs from its request; empty if it doesn't."""
    found = []
    if not info.is_whole:
        found.append(Sentence("differs-damaged"))
    if is_shorter(request, info) or info.duration_s > request.duration_s + _LENGTH_TOLERANCE_S:
        found.append(Sentence("differs-length", seconds=round(info.duration_s, 1), asked=request.duration_s))
    if abs(info.width / info.height / request.aspect_ratio.ratio - 1) > _SHAPE_TOLERANCE:
        size = f"{info.width} × {info.height}"
        found.append(Sentence("differs-shape", size=size, asked=request.aspect_ratio.value))
    if request.has_sound and info.audio_codec is None:
        found.append(Sentence("differs-silent"))
    return found


def is_shorter(request: VideoRequest, info: VideoInfo) -> bool:
    """Whether a video is shorter than requested, as one from a truncated file is."""
    return info.duration_s < request.duration_s - _LENGTH_TOLERANCE_S
