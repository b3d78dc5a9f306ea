"""What a video is expected to cost."""

from sqlalchemy import Connection

from bot.domain.requests import VideoRequest
from bot.models import ModelSpec
from bot.storage.money import prices


def estimate_micros(connection: Connection, spec: ModelSpec, request: VideoRequest) -> int:
    """What to reserve for a video, in millionths of a USD: by the real costs where they differ from the entry."""
    price = prices.read_price(connection, spec.price_key(request))
    return (price.reserved_micros or spec.price_micros_per_second(request)) * request.duration_s
