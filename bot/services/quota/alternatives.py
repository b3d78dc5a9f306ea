"""Alternatives to a requested video: the closest that a model makes, cheaper ones, and drafts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from bot.domain.requests import NO_SEED, FullVideo, InvalidRequest, VideoRequest
from bot.models import ModelSpec
from bot.services.quota.quotes import Quotes


def find_nearest(spec: ModelSpec, request: VideoRequest) -> VideoRequest | None:
    """Return the closest request that a model can make; None if it can't make any from the same input."""
    try:
        return spec.adapt(request)
    except InvalidRequest:
        return None


def list_cheaper(
    spec: ModelSpec, request: VideoRequest, others: Iterable[ModelSpec]
) -> tuple[Iterable[VideoRequest], Iterable[VideoRequest], Iterable[VideoRequest]]:
    """List what may cost less: the same but shorter; the same length but plainer; and by other models.

    The closest of each come first.
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
    """The same by the same model but shorter, plainer or both; longer ones come first."""
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
    """How many larger resolutions there are, and 1 without sound."""
    lines = count_lines(request.resolution or spec.resolutions[0])
    return sum(count_lines(one) > lines for one in spec.sizes), int(not request.has_sound)


def count_lines(resolution: str) -> int:
    """The number in the name of a resolution, such as 720p; 0 if there is none."""
    digits = re.search(r"\d{1,5}", resolution)
    return 0 if digits is None else int(digits[0])


def make_draft(
    request: VideoRequest, specs: Iterable[ModelSpec], quotes: Quotes
) -> tuple[VideoRequest, FullVideo | None]:
    """Make the draft of a request with the model that is cheapest per second, and the full video that it stands for.

    It has the same shape, and the closest length that its model makes. If nothing is cheaper, returns the request
    itself and None.
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
    """Make the full video of a draft, in the best resolution of its model; with the draft's seed if it had one.

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
    """Whether a full video has its draft's seed, so that it should look like the draft."""
    return draft.seed != NO_SEED and draft.seed == full.seed


def _list_drafts(spec: ModelSpec, request: VideoRequest) -> Iterator[VideoRequest]:
    """What a model makes in the same shape and closest length, in each resolution, with and without sound."""
    nearest = find_nearest(spec, request)
    if nearest is None or nearest.aspect_ratio is not request.aspect_ratio:
        return
    for resolution, sizes in spec.sizes.items():
        if request.aspect_ratio in sizes:
            for has_sound in spec.sounds:
                yield replace(nearest, resolution=resolution, has_sound=has_sound)
