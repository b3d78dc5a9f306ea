"""The parts of an entry of the catalogue of models: where a model is, what its inputs are called, what it costs."""

from decimal import Decimal
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.requests import Mode

Name = Annotated[str, Field(min_length=1, max_length=64)]
_Usd = Annotated[Decimal, Field(ge=Decimal("0.001"), le=100)]


class Entry(BaseModel):
    """What has fields of a catalogue; an unknown one is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Endpoint(Entry):
    """Where one mode of a model is, and what is particular to it."""

    #: Segmind's name for it, which is the address. The database keeps no longer one.
    slug: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=32)]
    #: How a length is written: 5, "5" or "5s".
    duration: Literal["integer", "string", "seconds"] = "integer"
    needs_prompt: bool = True


class Fields(Entry):
    """What Segmind calls each input; what is not named is not sent."""

    prompt: Name = "prompt"
    duration: Name = "duration"
    #: False: it takes none, as a model does whose videos have the shape of their picture.
    shape: Name | Literal[False] = "aspect_ratio"
    resolution: Name | None = None
    sound: Name | None = None
    seed: Name | None = None
    negative_prompt: Name | None = None
    image: Name | None = None
    #: Whether it takes a list of pictures.
    image_is_list: bool = False
    last_frame: Name | None = None


class Price(Entry):
    """What a video costs, in USD; a condition that is not named holds for every video."""

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
        """Whether it is the price of such a video."""
        conditions = (self.mode, self.resolution, self.sound, self.duration_s)
        return all(one is None or one == value for one, value in zip(conditions, video, strict=True))


class Video(NamedTuple):
    """What a price depends on."""

    mode: Mode
    resolution: str
    has_sound: bool
    duration_s: int
