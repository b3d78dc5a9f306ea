"""What a person wants: the values of a command or form, and how their own, the channel's and the server's defaults
complete them.
"""

from dataclasses import dataclass, replace
from typing import Self, TypeVar

from bot.domain.choices import NO_STYLE
from bot.domain.requests import AspectRatio, InvalidRequest, LastFrame, Mode, VideoRequest, clean_prompt
from bot.domain.styles import StyleKind, Styles
from bot.models import ModelSpec
from bot.services.jobs.requests import RequestExtras
from bot.services.quota.place_models import PlaceModels

_NO_EXTRAS = RequestExtras()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person wants to make; None means the model's default."""

    prompt: str = ""
    #: The model's slug or id; None: the usual one.
    model: str | None = None
    duration_s: int | None = None
    aspect: AspectRatio | None = None
    resolution: str | None = None
    has_sound: bool | None = None
    negative_prompt: str = ""
    #: None: a random one is drawn.
    seed: int | None = None
    #: The named style, which is already in the prompt; None: the usual one is added.
    style: str | None = None
    #: Whether only the requester may see the card and the video; None: as in their settings.
    is_private: bool | None = None
    #: Whether a picture keeps its own shape, even if another shape is the default here.
    keeps_shape: bool = False
    #: Whether no defaults are filled in, as when a video is repeated.
    is_whole: bool = False
    #: Whether a cheap draft of it is made first.
    is_draft: bool = False
    extras: RequestExtras = _NO_EXTRAS

    @property
    def last_frame(self) -> LastFrame:
        """What the video ends with."""
        return LastFrame.OPEN

    def make_request(self, spec: ModelSpec, mode: Mode) -> VideoRequest:
        """Check the order and turn it into a request; without a shape, a picture's request gets a preliminary one.

        Raises InvalidRequest.
        """
        return spec.make_request(
            mode,
            prompt=self.prompt,
            duration_s=self.duration_s,
            aspect_ratio=self.aspect,
            resolution=self.resolution,
            has_sound=self.has_sound,
            negative_prompt=self.negative_prompt,
            seed=self.seed,
            last_frame=self.last_frame,
        )

    def adopt(self, request: VideoRequest) -> Self:
        """Take over the values of a request that was offered instead; what wasn't named stays open."""
        return replace(
            self,
            model=request.model,
            duration_s=request.duration_s,
            aspect=None if self.aspect is None else request.aspect_ratio,
            resolution=request.resolution or None,
            has_sound=request.has_sound,
            negative_prompt=request.negative_prompt,
            seed=None if self.seed is None else request.seed,
        )


AnyOrder = TypeVar("AnyOrder", bound=Order)


def complete_order(order: AnyOrder, mode: Mode, models: PlaceModels, styles: Styles) -> AnyOrder:
    """Fill in the usual length, shape, style and audience where the order names none.

    Choices that the model can't make, and styles that are gone or don't fit into the prompt, are skipped. Raises
    ModelUnavailable.
    """
    if order.is_whole:
        return order
    choices, spec = models.choices, models.choose(mode, order.model)
    aspect = order.aspect
    if aspect is None and not order.keeps_shape:
        aspect = models.usual_aspect(spec, order.resolution)
    order = replace(
        order,
        is_whole=True,
        duration_s=models.usual_duration_s(spec) if order.duration_s is None else order.duration_s,
        aspect=aspect,
        is_private=bool(choices.own.is_private) if order.is_private is None else order.is_private,
    )
    return _add_style(order, mode, models, styles) if order.style is None else order


def dress_order(order: AnyOrder, mode: Mode, styles: Styles, camera: str | None) -> AnyOrder:
    """Add the phrases of the order's style, and of a camera move, to its prompt."""
    added = None if order.style == NO_STYLE else order.style
    if not added and not camera:
        return order
    prompt = styles.dress(order.prompt, style=added, camera=camera, needs_prompt=mode is Mode.TEXT)
    extras = replace(order.extras, own_prompt=clean_prompt(order.prompt), style=added, camera=camera)
    return replace(order, prompt=prompt, extras=extras)


def _add_style(order: AnyOrder, mode: Mode, models: PlaceModels, styles: Styles) -> AnyOrder:
    known = {NO_STYLE, *styles.by_kind[StyleKind.STYLE]}
    style = models.choices.find(lambda one: one.style, lambda one: one in known)
    if style in (None, NO_STYLE):
        return order
    try:
        prompt = styles.dress(order.prompt, style=style, camera=None, needs_prompt=mode is Mode.TEXT)
    except InvalidRequest:
        return order  # an empty prompt is refused with the rest of the request
    own = clean_prompt(order.prompt) if order.extras.own_prompt is None else order.extras.own_prompt
    return replace(order, prompt=prompt, extras=replace(order.extras, own_prompt=own, style=style))
