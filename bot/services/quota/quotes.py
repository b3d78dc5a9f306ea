"""What videos are expected to cost, and what a person has left."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.domain.jobs import Remaining
from bot.domain.requests import VideoRequest
from bot.models import ModelSpec
from bot.storage.money import prices


@dataclass(frozen=True, slots=True)
class Quotes:
    """Learned prices; where there is none, the model's catalogue entry decides."""

    #: Millionths of a USD per second, by price key, if real costs differ from the entry.
    micros_per_second: Mapping[str, int] = field(default_factory=dict)
    #: None: unlimited, or it couldn't be read.
    remaining: Remaining | None = None

    def price_micros(self, spec: ModelSpec, request: VideoRequest) -> int:
        """What would be reserved for a video, in millionths of a USD."""
        learned = self.micros_per_second.get(spec.price_key(request))
        return (learned or spec.price_micros_per_second(request)) * request.duration_s


#: Only the prices of the models' catalogue entries.
NO_QUOTES = Quotes()


def estimate_micros(connection: Connection, spec: ModelSpec, request: VideoRequest) -> int:
    """What to reserve for a video, in millionths of a USD: by real costs if they differ from the catalogue entry."""
    price = prices.read_price(connection, spec.price_key(request))
    return (price.reserved_micros or spec.price_micros_per_second(request)) * request.duration_s
