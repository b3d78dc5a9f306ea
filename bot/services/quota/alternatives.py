"""Other videos than the one that was asked for: the nearest that a model makes, and cheaper ones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from bot.domain.requests import InvalidRequest, VideoRequest
from bot.models import ModelSpec


def find_nearest(spec: ModelSpec, request: VideoRequest) -> VideoRequest | None:
    """The video that a model makes and that comes nearest to a request; None if it makes none from the same."""
    try:
        return spec.adapt(request)
    except InvalidRequest:
        return None


def list_cheaper(
    spec: ModelSpec, request: VideoRequest, others: Iterable[ModelSpec]
) -> tuple[Iterable[VideoRequest], Iterable[VideoRequest], Iterable[VideoRequest]]:
    """What may cost less: the same but shorter; the same length but plainer; and by other models.

    The nearest of each come first.
    """
    variants = list(_list_variants(spec, request))
    return (
        [one for one in variants if _plainness(spec, one) == _plainness(spec, request)],
        [one for one in variants if one.duration_s == request.duration_s],
        _list_of_others(request, [one for one in others if one.id != spec.id]),
    )


def _list_of_others(request: VideoRequest, others: Sequence[ModelSpec]) -> Iterator[VideoRequest]:
    nearest = [(spec, one) for spec in others if (one := find_nearest(spec, request)) is not None]
    yield from (one for _, one in nearest)
    for spec, one in nearest:
        yield from _list_variants(spec, one)


def _list_variants(spec: ModelSpec, request: VideoRequest) -> Sequence[VideoRequest]:
    """The same by the same model, shorter or plainer or both; those that keep the length come first."""
    lengths = sorted((one for one in spec.durations_s if one <= request.duration_s), reverse=True)
    resolutions = [one for one, sizes in spec.sizes.items() if request.aspect_ratio in sizes] or [request.resolution]
    found = [
        replace(request, duration_s=length, resolution=resolution, has_sound=has_sound)
        for length, resolution, has_sound in product(lengths, resolutions, spec.sounds)
    ]
    least = _plainness(spec, request)
    plainer = [one for one in found if all(a >= b for a, b in zip(_plainness(spec, one), least, strict=True))]
    plainer.sort(key=lambda one: (-one.duration_s, sum(_plainness(spec, one))))
    return [one for one in plainer if (one.duration_s, _plainness(spec, one)) != (request.duration_s, least)]


def _plainness(spec: ModelSpec, request: VideoRequest) -> tuple[int, int]:
    """How many resolutions are larger, and whether there is no sound."""
    lines = count_lines(request.resolution or spec.resolutions[0])
    return sum(count_lines(one) > lines for one in spec.sizes), int(not request.has_sound)


def count_lines(resolution: str) -> int:
    """The number in the name of a resolution, such as 720p; 0 if there is none."""
    digits = re.search(r"\d{1,5}", resolution)
    return 0 if digits is None else int(digits[0])
