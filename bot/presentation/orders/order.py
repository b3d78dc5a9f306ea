"""What a person wants: the values of a command or form, before it is known what their model makes of them."""

from dataclasses import dataclass, replace
from typing import Self

from bot.domain.requests import AspectRatio, LastFrame, Mode, VideoRequest
from bot.models import ModelSpec
from bot.services.jobs.requests import RequestExtras

_NO_EXTRAS = RequestExtras()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person wants to make; None is as usual for the model."""

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
    #: The style that was named, which the prompt already has; None: the usual one is added.
    style: str | None = None
    #: Whether only the requester may see the card and the video; None is as usual for them.
    is_private: bool | None = None
    #: Whether a picture keeps its own shape, whatever is usual.
    keeps_shape: bool = False
    #: Whether nothing is left open for what is usual, as when a video is repeated.
    is_whole: bool = False
    #: Whether a cheap draft of it is made first.
    is_draft: bool = False
    extras: RequestExtras = _NO_EXTRAS

    @property
    def last_frame(self) -> LastFrame:
        """What the video ends with."""
        return LastFrame.OPEN

    def make_request(self, spec: ModelSpec, mode: Mode) -> VideoRequest:
        """Check the order and make it a request; without a shape, that of a picture's is preliminary.

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
        """The same, as it is in a request that was offered instead; what wasn't named stays open."""
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
