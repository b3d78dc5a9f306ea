"""Drafts: the cheapest video that comes near to a request, and the full video that a draft stands for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.requests import NO_SEED, FullVideo, InvalidRequest, VideoRequest
from bot.models import ModelSpec
from bot.services.quota.alternatives import count_lines, find_nearest
from bot.services.quota.quotes import Quotes


def make_draft(
    request: VideoRequest, specs: Iterable[ModelSpec], quotes: Quotes
) -> tuple[VideoRequest, FullVideo | None]:
    """The draft of a request by the cheapest of these models, a second of video for a second, and what it stands for.

    It has the same shape, and the nearest length that its model makes. None: nothing is cheaper, so the request itself
    is returned.
    """
    specs = list(specs)
    own = next((spec for spec in specs if request.model in spec.slugs), None)
    drafts = [(spec, one) for spec in specs for one in _list_variants(spec, request)]

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


def _list_variants(spec: ModelSpec, request: VideoRequest) -> Iterator[VideoRequest]:
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
