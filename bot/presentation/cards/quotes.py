"""Says what a video will take, and what a person has left: "8 s · about $1.20 · you have 12 s left today"."""

from bot.domain.jobs import Remaining
from bot.domain.money import format_usd
from bot.domain.requests import VideoRequest
from bot.models import ModelSpec
from bot.sentences import say
from bot.services.quota.quotes import Quotes


def describe_quote(
    quotes: Quotes, spec: ModelSpec, request: VideoRequest, locale: str, *, is_scene: bool = False
) -> str:
    """The length and the price of a video or of each scene, and what is left; short enough to describe a field."""
    parts = [describe_price(quotes, spec, request, locale)]
    if is_scene:
        price = format_usd(quotes.price_micros(spec, request))
        parts = [say(locale, "story-quote", seconds=request.duration_s, price=price)]
    if quotes.remaining is not None:
        parts.append(describe_remaining(quotes.remaining, locale))
    return " · ".join(parts)


def describe_price(quotes: Quotes, spec: ModelSpec, request: VideoRequest, locale: str) -> str:
    """The length and the price of a video."""
    price = say(locale, "card-price", price=format_usd(quotes.price_micros(spec, request)))
    return f"{say(locale, 'seconds', seconds=request.duration_s)} · {price}"


def describe_remaining(remaining: Remaining, locale: str) -> str:
    """What is left, as the end of a line."""
    left = format_usd(remaining.amount) if remaining.is_money else say(locale, "seconds", seconds=remaining.amount)
    return say(locale, f"quote-left-{remaining.window}", left=left)
