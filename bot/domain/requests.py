"""What a person asks for, checked before anything is reserved, sent or paid."""

import random
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import UserError
from bot.sentences import Sentence

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
            raise InvalidRequest(Sentence("request-prompt-empty"))
        if len(self.prompt) > PROMPT_MAX_CHARS:
            count = len(self.prompt)
            raise InvalidRequest(Sentence("request-prompt-long", count=count, most=PROMPT_MAX_CHARS))
        if not DURATION_MIN_S <= self.duration_s <= DURATION_MAX_S:
            raise InvalidRequest(
                Sentence("request-duration", least=DURATION_MIN_S, most=DURATION_MAX_S, seconds=self.duration_s)
            )
        if not 0 <= self.seed <= SEED_MAX:
            raise InvalidRequest(Sentence("request-seed", most=SEED_MAX))


def draw_seed() -> int:
    """Draw a random seed for a request whose author named none."""
    return _seed_source.randint(0, SEED_MAX)
