"""The models that make videos: what each of them takes, makes and costs.

Entries come from files, which bot/services/catalogue.py reads; the code has no numbers of a particular model.
"""

import itertools
import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self, TypeAlias

from pydantic import Field, FiniteFloat, model_validator

from bot.domain.money import usd_to_micros
from bot.domain.requests import NO_SEED, SEED_MAX, AspectRatio, InvalidRequest, LastFrame, Mode, VideoRequest
from bot.errors import UserError, VeoBotError
from bot.markdown import plain
from bot.model_parts import (
    CatalogueTable,
    Endpoint,
    Fields,
    Name,
    Price,
    Resolution,
    Video,
    require_inputs,
    require_prices,
)
from bot.sentences import Sentence

#: The values in the body of a submission.
PayloadValue: TypeAlias = str | int | float | bool | list[str]
#: Width and height in pixels.
Size: TypeAlias = tuple[int, int]

_seed_source = random.SystemRandom()
_Pixels = Annotated[int, Field(ge=16, le=8192)]
_Seconds = Annotated[int, Field(ge=1, le=600)]


class CatalogueError(VeoBotError):
    """The catalogue of models cannot be used; the sentence names the file, the entry and the field."""


class ModelUnavailable(UserError):
    """A model doesn't exist, is turned off or is out of service; nothing was done."""


class CannotMake(InvalidRequest):
    """The model can't make the request as it is."""

    def __init__(self, sentence: Sentence, request: VideoRequest) -> None:
        super().__init__(sentence)
        self.request = request


class Audio(StrEnum):
    """Whether a model's videos have sound."""

    NEVER = "never"
    OPTIONAL = "optional"
    ALWAYS = "always"


class ModelSpec(CatalogueTable):
    """An entry of the catalogue."""

    id: Annotated[str, Field(pattern=r"^[\w.-]+$", max_length=64)]
    name: Name
    text: Endpoint | None = None
    image: Endpoint | None = None
    fields: Fields = Fields()
    durations_s: Annotated[tuple[_Seconds, ...], Field(min_length=1, max_length=25)]
    default_duration_s: int
    #: The size of each video by resolution and shape; the first of each is the default.
    sizes: Annotated[Mapping[Resolution, Mapping[AspectRatio, tuple[_Pixels, _Pixels]]], Field(min_length=1)]
    default_resolution: str = ""
    #: What Segmind calls the shapes, if it uses other names.
    shape_names: Mapping[AspectRatio, str] = {}
    audio: Audio = Audio.NEVER
    #: The smallest and the largest; None: it takes no seed.
    seed: tuple[int, int] | None = None
    #: Inputs that are always sent with these values.
    constants: Mapping[str, str | int | FiniteFloat | bool] = {}
    #: How long a video usually takes, until the bot has seen some.
    usual_s: Annotated[float, Field(gt=0, le=7200)]
    #: The first one that applies counts.
    price: Annotated[tuple[Price, ...], Field(min_length=1)]
    #: The id of the model that replaces it.
    successor: str | None = None
    #: Whether it can be used if the setting MODELS is empty.
    on: bool = True

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        self._require_modes()
        require_inputs(self.fields, self.constants, self.durations_s)
        if self.default_duration_s not in self.durations_s:
            raise ValueError("default_duration_s is none of durations_s")
        if self.default_resolution and self.default_resolution not in self.sizes:
            raise ValueError("default_resolution is none of sizes")
        if any(not sizes for sizes in self.sizes.values()):
            raise ValueError("sizes has a resolution without a shape")
        if self.seed is not None and not 0 <= self.seed[0] <= self.seed[1]:
            raise ValueError("seed is no range")
        if self.seed is not None and self.seed[1] > SEED_MAX:
            raise ValueError(f"seed can be {SEED_MAX} at most")
        if (self.seed is None) != (self.fields.seed is None):
            raise ValueError("seed needs fields.seed, and the other way round")
        if (self.audio is Audio.OPTIONAL) != (self.fields.sound is not None):
            raise ValueError('audio = "optional" needs fields.sound, and the other way round')
        require_prices(self.price, itertools.product(self.modes, self.sizes, self.sounds, self.durations_s))
        return self

    def _require_modes(self) -> None:
        if self.text is None and self.image is None:
            raise ValueError("it has neither text.slug nor image.slug")
        if self.image is not None and self.fields.image is None:
            raise ValueError("image needs fields.image")

    @property
    def modes(self) -> Sequence[Mode]:
        """What it makes videos from: prompts, pictures or both."""
        return [mode for mode in Mode if self.endpoint(mode) is not None]

    @property
    def slugs(self) -> frozenset[str]:
        """Segmind's names for it."""
        return frozenset(one.slug for one in (self.text, self.image) if one is not None)

    @property
    def resolutions(self) -> Sequence[str]:
        """The resolutions, the default first."""
        return sorted(self.sizes, key=lambda one: one != self.default_resolution)

    @property
    def shapes(self) -> Sequence[AspectRatio]:
        """The shapes that it makes in its default resolution, the default first."""
        return list(self.sizes[self.resolutions[0]])

    @property
    def sounds(self) -> Sequence[bool]:
        """With sound, without, or both; the default first."""
        return {Audio.NEVER: (False,), Audio.ALWAYS: (True,), Audio.OPTIONAL: (True, False)}[self.audio]

    def endpoint(self, mode: Mode) -> Endpoint | None:
        """The endpoint of a mode; None if the model doesn't have that mode."""
        return self.text if mode is Mode.TEXT else self.image

    def sizes_in(self, resolution: str) -> Mapping[AspectRatio, Size]:
        """The size of each shape in a resolution; in the default one if the model doesn't have that."""
        return self.sizes.get(resolution, self.sizes[self.resolutions[0]])

    def nearest_duration_s(self, duration_s: int) -> int:
        """The length nearest to this one; the shorter of two that are equally near."""
        return min(self.durations_s, key=lambda one: (abs(one - duration_s), one))

    def draw_seed(self) -> int:
        """A random seed; NO_SEED if it takes none."""
        return NO_SEED if self.seed is None else _seed_source.randint(*self.seed)

    def make_request(
        self,
        mode: Mode,
        *,
        prompt: str,
        duration_s: int | None = None,
        aspect_ratio: AspectRatio | None = None,
        resolution: str | None = None,
        has_sound: bool | None = None,
        negative_prompt: str = "",
        seed: int | None = None,
        last_frame: LastFrame = LastFrame.OPEN,
    ) -> VideoRequest:
        """Make a request; None means the model's default, and for the seed a random one.

        Raises InvalidRequest, with a sentence that says what the model can do.
        """
        endpoint = self.endpoint(mode)
        if endpoint is None:
            raise InvalidRequest(Sentence(f"model-no-{mode}", model=self.name))
        resolution = self.resolutions[0] if resolution is None else resolution
        request = VideoRequest(
            model=endpoint.slug,
            mode=mode,
            prompt=prompt,
            duration_s=self.default_duration_s if duration_s is None else duration_s,
            aspect_ratio=next(iter(self.sizes_in(resolution))) if aspect_ratio is None else aspect_ratio,
            resolution=resolution,
            has_sound=self.sounds[0] if has_sound is None else has_sound,
            negative_prompt=negative_prompt,
            seed=self.draw_seed() if seed is None else seed,
            last_frame=last_frame,
        )
        self.check(request)
        return request

    def adapt(self, request: VideoRequest) -> VideoRequest:
        """The nearest request to one for another model. Raises InvalidRequest if there is none."""
        resolution = request.resolution if request.resolution in self.sizes else self.resolutions[0]
        shapes, wanted = self.sizes_in(resolution), request.aspect_ratio
        keeps_seed = self.seed is not None and request.seed in range(max(1, self.seed[0]), self.seed[1] + 1)
        return self.make_request(
            request.mode,
            prompt=request.prompt,
            duration_s=self.nearest_duration_s(request.duration_s),
            aspect_ratio=min(shapes, key=lambda one: (one is not wanted, abs(one.ratio - wanted.ratio))),
            resolution=resolution,
            has_sound=request.has_sound if request.has_sound in self.sounds else None,
            negative_prompt=request.negative_prompt if self.fields.negative_prompt is not None else "",
            seed=request.seed if keeps_seed else None,
            last_frame=request.last_frame,
        )

    def usual_request(self, duration_s: int | None = None) -> VideoRequest:
        """A request with defaults for everything but the length, to calculate a price."""
        return self.make_request(self.modes[0], prompt=self.name, duration_s=duration_s)

    def check(self, request: VideoRequest) -> None:
        """Raise InvalidRequest if it doesn't make such a video; CannotMake if it makes a similar one."""
        endpoint = self.endpoint(request.mode)
        if not request.prompt and endpoint is not None and endpoint.needs_prompt:
            raise InvalidRequest(Sentence("request-prompt-empty"))
        if not self.fields.can_end(request.last_frame):
            key = "model-no-loop" if request.last_frame is LastFrame.LOOP else "model-no-last"
            raise CannotMake(Sentence(key, model=self.name), request)
        fault = self._find_fault(request) or self._find_fault_of_seed(request.seed)
        if fault is not None:
            raise CannotMake(fault, request)

    def _find_fault(self, request: VideoRequest) -> Sentence | None:
        if request.duration_s not in self.durations_s:
            known = ", ".join(map(str, self.durations_s))
            return Sentence("model-duration", model=self.name, seconds=request.duration_s, known=known)
        if request.resolution and request.resolution not in self.sizes:
            known = ", ".join(self.resolutions)
            return Sentence("model-resolution", model=self.name, resolution=plain(request.resolution), known=known)
        sizes = self.sizes_in(request.resolution)
        if request.aspect_ratio not in sizes:
            return Sentence("model-shape", model=self.name, shape=request.aspect_ratio.value, known=", ".join(sizes))
        if request.has_sound not in self.sounds:
            return Sentence(f"model-sound-{self.audio}", model=self.name)
        if request.negative_prompt and self.fields.negative_prompt is None:
            return Sentence("model-no-negative", model=self.name)
        return None

    def _find_fault_of_seed(self, seed: int) -> Sentence | None:
        if self.seed is None:
            return None if seed == NO_SEED else Sentence("model-no-seed", model=self.name)
        if self.seed[0] <= seed <= self.seed[1]:
            return None
        return Sentence("model-seed", model=self.name, least=self.seed[0], most=self.seed[1])

    def price_micros_per_second(self, request: VideoRequest) -> int:
        """The price of one second of this video, in millionths of a USD, rounded up."""
        video = Video(request.mode, request.resolution or self.resolutions[0], request.has_sound, request.duration_s)
        # An old request may have a resolution that the entry no longer has.
        price = next((one for one in self.price if one.holds_for(video)), self.price[-1])
        if price.usd_per_second is not None:
            return usd_to_micros(price.usd_per_second)
        return -(-usd_to_micros(price.usd_per_clip or Decimal(0)) // request.duration_s)

    def price_key(self, request: VideoRequest) -> str:
        """The key for learning its real costs: the slug, and everything else that affects the price."""
        parts = [request.model]
        if len(self.slugs) < len(self.modes) and any(one.mode is not None for one in self.price):
            parts.append(request.mode)
        if len(self.sizes) > 1:
            parts.append(request.resolution or self.resolutions[0])
        if len(self.sounds) > 1:
            parts.append("sound" if request.has_sound else "silent")
        if any(one.usd_per_clip is not None or one.duration_s is not None for one in self.price):
            parts.append(f"{request.duration_s}s")
        return " ".join(parts)


class Catalogue:
    """All models, and which of them are on."""

    def __init__(self, specs: Iterable[ModelSpec], default_id: str, on_ids: Collection[str] = ()) -> None:
        """`on_ids` are the ones that can be used; if empty, the entries decide. Raises CatalogueError."""
        self._specs = {spec.id: spec for spec in specs}
        self._by_slug: dict[str, ModelSpec] = {}
        for spec in self._specs.values():
            for slug in spec.slugs:
                if slug in self._by_slug:
                    raise CatalogueError(f"{spec.id} and {self._by_slug[slug].id} have the same slug, {slug}.")
                self._by_slug[slug] = spec
        for spec in self._specs.values():
            owner = self._by_slug.get(spec.id, spec)
            if owner is not spec:
                raise CatalogueError(f"The id {spec.id} is also a slug of {owner.id}. Choose another id.")
            if spec.successor is not None and spec.successor not in self._specs:
                raise CatalogueError(f"{spec.id}: its successor {spec.successor} is not in the catalogue.")
        for name in (default_id, *on_ids):
            if name not in self._specs:
                raise CatalogueError(
                    f"There is no model {name}, which DEFAULT_MODEL or MODELS names. Known: {', '.join(self._specs)}."
                )
        #: Those that can be used, the default first.
        self.on = sorted(
            (spec for spec in self._specs.values() if (spec.id in on_ids if on_ids else spec.on)),
            key=lambda spec: spec.id != default_id,
        )
        self.default = self._specs[default_id]
        #: The slugs of models that are out of service; bot/services/catalogue.py keeps this up to date.
        self.out_of_service: frozenset[str] = frozenset()
        if not self.is_on(self.default):
            raise CatalogueError(
                f"The default model {default_id} is off: name it in MODELS, or choose another DEFAULT_MODEL."
            )

    @property
    def specs(self) -> Sequence[ModelSpec]:
        """All models, in the order of the files."""
        return list(self._specs.values())

    @property
    def usual_s(self) -> dict[str, float]:
        """How long each model usually takes, by its slugs."""
        return {slug: spec.usual_s for slug, spec in self._by_slug.items()}

    def find(self, name: str) -> ModelSpec | None:
        """The entry with this slug or id, on or off; None if there is none."""
        return self._by_slug.get(name) or self._specs.get(name)

    def name_of(self, model: str) -> str:
        """The display name of the model with this slug or id; the argument itself if there is none (any more)."""
        spec = self.find(model)
        return model if spec is None else spec.name

    def is_on(self, spec: ModelSpec) -> bool:
        """Whether it can be used."""
        return any(one.id == spec.id for one in self.on)

    def look_up(self, name: str) -> ModelSpec:
        """The entry with this slug or id, on or off. Raises ModelUnavailable if there is none."""
        spec = self.find(name)
        if spec is None:
            raise self.unavailable(name)
        return spec

    def is_available(self, slug: str) -> bool:
        """Whether this slug takes requests: its model is on and in service."""
        spec = self._by_slug.get(slug)
        return spec is not None and self.is_on(spec) and slug not in self.out_of_service

    def get(self, name: str) -> ModelSpec:
        """The entry with this slug or id. Raises ModelUnavailable if it can't be used now."""
        spec = self.look_up(name)
        if not self.is_on(spec) or name in self.out_of_service:
            raise self.unavailable(name)
        return spec

    def unavailable(self, name: str) -> ModelUnavailable:
        """Return the error for a model that can't be used, or doesn't exist."""
        spec = self.find(name)
        known = plain(name) if spec is None else spec.name
        return ModelUnavailable(Sentence("model-off", model=known, other=self.usual.name))

    def on_for(self, mode: Mode) -> Sequence[ModelSpec]:
        """The models that can be used now and have the mode, the default first."""
        endpoints = ((spec, spec.endpoint(mode)) for spec in self.on)
        return [spec for spec, one in endpoints if one is not None and one.slug not in self.out_of_service]

    def default_for(self, mode: Mode) -> ModelSpec:
        """The model for a request that names none: the default, else the next one that has the mode and is in service.

        Raises ModelUnavailable if there is none.
        """
        for spec in self.after(None, mode):
            return spec
        usual = self._usual_for(mode)
        if usual is None:
            raise ModelUnavailable(Sentence(f"model-no-{mode}", model=self.default.name))
        raise ModelUnavailable(Sentence("model-none"))

    @property
    def usual(self) -> ModelSpec:
        """The model of most requests: the default, or its replacement while it is out of service."""
        return next((spec for mode in self.default.modes for spec in self.after(None, mode)), self.default)

    def replaced_for(self, mode: Mode, name: str | None = None) -> str | None:
        """The name of the model that a request asks for (`name`, else the default) if it's out of service."""
        spec = self._usual_for(mode) if name is None else self.find(name)
        endpoint = None if spec is None or not self.is_on(spec) else spec.endpoint(mode)
        is_out = endpoint is not None and endpoint.slug in self.out_of_service
        return spec.name if spec is not None and is_out else None

    def after(self, spec: ModelSpec | None, mode: Mode) -> Iterator[ModelSpec]:
        """The models that can replace one (None: no particular one), the best first.

        First its successor, then that one's successor and so on, then all others that have the mode.
        """
        able = {one.id: one for one in self.on_for(mode)}
        following = self._usual_for(mode) if spec is None else self._successor_of(spec)
        seen = set() if spec is None else {spec.id}
        while following is not None and following.id not in seen:
            seen.add(following.id)
            if following.id in able:
                yield following
            following = self._successor_of(following)
        yield from (one for one in able.values() if one.id not in seen)

    def _usual_for(self, mode: Mode) -> ModelSpec | None:
        """The model for a request that names none, whether or not it is in service."""
        return next((spec for spec in self.on if spec.endpoint(mode) is not None), None)

    def _successor_of(self, spec: ModelSpec) -> ModelSpec | None:
        return None if spec.successor is None else self._specs.get(spec.successor)
