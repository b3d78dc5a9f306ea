"""What videos would cost a person now, and what they have left, to be told before anything is paid."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.jobs import Remaining
from bot.domain.requests import VideoRequest
from bot.models import ModelSpec


@dataclass(frozen=True, slots=True)
class Quotes:
    """Prices by what makes a difference to them; without one, the entry of the model decides."""

    #: Millionths of a USD per second, by price key, where real costs differ from the entry.
    micros_per_second: Mapping[str, int] = field(default_factory=dict)
    #: None: unlimited, or it couldn't be read.
    remaining: Remaining | None = None

    def price_micros(self, spec: ModelSpec, request: VideoRequest) -> int:
        """What would be reserved for a video, in millionths of a USD."""
        learned = self.micros_per_second.get(spec.price_key(request))
        return (learned or spec.price_micros_per_second(request)) * request.duration_s


#: Prices by the entries of the models alone.
NO_QUOTES = Quotes()
