"""Other videos than the one that was asked for: the nearest that a model makes, cheaper ones, and drafts with the full
videos that they stand for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from bot.domain.requests import NO_SEED, FullVideo, InvalidRequest, VideoRequest
from bot.models import ModelSpec
from bot.services.quota.quotes import Quotes


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


def make_draft(
    request: VideoRequest, specs: Iterable[ModelSpec], quotes: Quotes
) -> tuple[VideoRequest, FullVideo | None]:
    """The draft of a request by the cheapest of these models, a second of video for a second, and what it stands for.

    It has the same shape, and the nearest length that its model makes. None: nothing is cheaper, so the request itself
    is returned.
    """
    specs = list(specs)
    own = next((spec for spec in specs if request.model in spec.slugs), None)
    drafts = [(spec, one) for spec in specs for one in _list_drafts(spec, request)]

    def rank(draft: tuple[ModelSpec, VideoRequest]) -> tuple[float, int]:
        spec, one = draft
        return quotes.price_micros(spec, one) / one.duration_s, abs(one.duration_s - request.duration_s)

    if not drafts or own is None:
        return request, None
    spec, cheapest = min(drafts, key=rank)
    full = FullVideo(request.model, request.duration_s, request.has_sound, request.negative_prompt, request.seed)
    if quotes.price_micros(spec, cheapest) >= quotes.price_micros(own, make_full(full, request, own)):
        return request, None
    return cheapest, full


def make_full(full: FullVideo, draft: VideoRequest, spec: ModelSpec) -> VideoRequest:
    """What a draft stands for, in the best resolution of its model; the seed is the draft's if the model takes that.

    Raises InvalidRequest if the model can't make it any more.
    """
    like = replace(
        draft,
        model=full.model,
        duration_s=full.duration_s,
        has_sound=full.has_sound,
        negative_prompt=full.negative_prompt,
        seed=full.seed if draft.seed == NO_SEED else draft.seed,
        resolution="",
    )
    best = [one for one, sizes in spec.sizes.items() if draft.aspect_ratio in sizes] or list(spec.sizes)
    return spec.adapt(replace(like, resolution=max(best, key=count_lines)))


def keeps_seed(draft: VideoRequest, full: VideoRequest) -> bool:
    """Whether a full video has the seed of its draft, so that it should look like it."""
    return draft.seed != NO_SEED and draft.seed == full.seed


def _list_drafts(spec: ModelSpec, request: VideoRequest) -> Iterator[VideoRequest]:
    """What a model makes of the same shape and nearest length, in each resolution, with sound and without."""
    try:
        nearest = find_nearest(spec, request)
    except InvalidRequest:
        return
    if nearest is None or nearest.aspect_ratio is not request.aspect_ratio:
        return
    for resolution, sizes in spec.sizes.items():
        if request.aspect_ratio in sizes:
            for has_sound in spec.sounds:
                yield replace(nearest, resolution=resolution, has_sound=has_sound)
