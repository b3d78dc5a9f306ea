"""What a person asks for, checked before anything is reserved, sent or paid."""

import random
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import UserError

PROMPT_MAX_CHARS = 2_000
DURATION_MIN_S = 5
DURATION_MAX_S = 8
DURATION_DEFAULT_S = 5
SEED_MAX = 2**31 - 1

_seed_source = random.SystemRandom()


class InvalidRequest(UserError):
    """A request that no video can be made from."""


class Model(StrEnum):
    """The models, by their Segmind slug."""

    TEXT_TO_VIDEO = "veo-2"
    IMAGE_TO_VIDEO = "veo-2-image2video"


class AspectRatio(StrEnum):
    """The shapes that both models make."""

    LANDSCAPE = "16:9"
    PORTRAIT = "9:16"

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the video, in pixels."""
        return (1280, 720) if self is AspectRatio.LANDSCAPE else (720, 1280)


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """A valid request: constructing one checks it.

    Raises InvalidRequest, with a sentence for the person, if a value is out of its range.
    """

    model: Model
    #: 1 to 2,000 characters without surrounding white space; may be empty for image-to-video only.
    prompt: str
    duration_s: int
    aspect_ratio: AspectRatio
    #: Always ours: Segmind's default is a constant, which would make the same video again.
    seed: int

    def __post_init__(self) -> None:
        """Trim the prompt and refuse what is out of range."""
        object.__setattr__(self, "prompt", self.prompt.strip())
        if not self.prompt and self.model is Model.TEXT_TO_VIDEO:
            raise InvalidRequest("Your prompt is empty. Describe the video you would like to see.")
        if len(self.prompt) > PROMPT_MAX_CHARS:
            raise InvalidRequest(
                f"Your prompt has {len(self.prompt):,} characters; at most {PROMPT_MAX_CHARS:,} are possible. "
                "Please shorten it."
            )
        if not DURATION_MIN_S <= self.duration_s <= DURATION_MAX_S:
            raise InvalidRequest(
                f"A video can last {DURATION_MIN_S} to {DURATION_MAX_S} seconds, not {self.duration_s}. "
                "Please choose a duration in that range."
            )
        if not 0 <= self.seed <= SEED_MAX:
            raise InvalidRequest(f"A seed is a whole number from 0 to {SEED_MAX:,}. Leave it out for a random one.")


def draw_seed() -> int:
    """Draw a random seed for a request whose author named none."""
    return _seed_source.randint(0, SEED_MAX)
