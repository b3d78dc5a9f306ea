"""The parts of an entry of the catalogue of models: where a model is, what its inputs are called, what it costs."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.requests import LastFrame, Mode

Name = Annotated[str, Field(min_length=1, max_length=64)]
#: The database's column holds 16 characters.
Resolution = Annotated[str, Field(min_length=1, max_length=16)]
_Usd = Annotated[Decimal, Field(ge=Decimal("0.001"), le=100)]


def _require_once(what: str, values: Sequence[object]) -> None:
    """Raise ValueError if a value is in a list twice."""
    for number, one in enumerate(values):
        if one in values[:number]:
            raise ValueError(f"{what} has {one} twice")


class CatalogueTable(BaseModel):
    """A table of the catalogue; refuses unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Endpoint(CatalogueTable):
    """The address of one mode of a model, and how it differs from other modes."""

    #: Segmind's name for it, which is part of the address. The database's column holds 32 characters.
    slug: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=32)]
    #: How a length is written: 5, "5" or "5s".
    duration: Literal["integer", "string", "seconds"] = "integer"
    needs_prompt: bool = True


class Fields(CatalogueTable):
    """What Segmind calls each input; inputs without a name aren't sent."""

    prompt: Name = "prompt"
    duration: Name = "duration"
    #: False: it takes no shape, because its videos have the shape of their picture.
    shape: Name | Literal[False] = "aspect_ratio"
    resolution: Name | None = None
    sound: Name | None = None
    seed: Name | None = None
    negative_prompt: Name | None = None
    image: Name | None = None
    #: Whether it takes a list of pictures.
    image_is_list: bool = False
    last_frame: Name | None = None
    #: A switch that makes the last picture the first.
    loop: Name | None = None

    def can_end(self, last_frame: LastFrame) -> bool:
        """Whether there is an input for this kind of ending."""
        can_loop = last_frame is LastFrame.LOOP and self.loop is not None
        return last_frame is LastFrame.OPEN or can_loop or self.last_frame is not None

    @property
    def names(self) -> list[str]:
        """The names of all inputs."""
        return [name for name in self.model_dump().values() if isinstance(name, str)]


class Price(CatalogueTable):
    """What a video costs, in USD; a condition that isn't set holds for every video."""

    usd_per_second: _Usd | None = None
    usd_per_clip: _Usd | None = None
    mode: Mode | None = None
    resolution: str | None = None
    sound: bool | None = None
    duration_s: int | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.usd_per_second is None) == (self.usd_per_clip is None):
            raise ValueError("give either usd_per_second or usd_per_clip")
        return self

    def holds_for(self, video: "Video") -> bool:
        """Whether this price applies to a video."""
        conditions = (self.mode, self.resolution, self.sound, self.duration_s)
        return all(one is None or one == value for one, value in zip(conditions, video, strict=True))


class Video(NamedTuple):
    """What a price depends on."""

    mode: Mode
    resolution: str
    has_sound: bool
    duration_s: int


def require_prices(prices: Sequence[Price], videos: Iterable[tuple[Mode, str, bool, int]]) -> None:
    """Raise ValueError if a video has no price, or a price names an unknown resolution or length."""
    known = [Video(*parts) for parts in videos]
    for video in known:
        if not any(one.holds_for(video) for one in prices):
            raise ValueError(f"price has none for {video}")
    for one in prices:
        if one.resolution not in {None, *(video.resolution for video in known)}:
            raise ValueError(f"price has a resolution {one.resolution}, which is none of sizes")
        if one.duration_s not in {None, *(video.duration_s for video in known)}:
            raise ValueError(f"price has a duration_s {one.duration_s}, which is none of durations_s")


def require_inputs(fields: Fields, constants: Mapping[str, object], durations_s: Sequence[int]) -> None:
    """Raise ValueError if two inputs share a name, a constant has the name of an input, or a length is listed twice."""
    _require_once("fields", fields.names)
    _require_once("durations_s", durations_s)
    # It would be sent instead of what was requested and reserved.
    for name in constants.keys() & fields.names:
        raise ValueError(f"constants has {name}, which the bot sends itself")
