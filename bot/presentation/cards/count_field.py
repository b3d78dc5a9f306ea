"""The field of forms in which people choose how many variations to make, each number with what it takes."""

import discord
from discord import ui

from bot.domain.money import format_usd
from bot.domain.requests import COUNT_MAX, VideoRequest
from bot.models import ModelSpec
from bot.presentation.cards.frame_field import make_choice
from bot.sentences import say
from bot.services.quota.quotes import Quotes


def make_count_field(
    request: VideoRequest, spec: ModelSpec, quotes: Quotes, locale: str, *, chosen: int = 1
) -> ui.Label[ui.Modal]:
    """The field with the numbers that can be requested together."""
    options = []
    for count in range(1, COUNT_MAX + 1):
        seconds = say(locale, "seconds", seconds=request.duration_s * count)
        price = say(locale, "card-price", price=format_usd(quotes.price_micros(spec, request) * count))
        options.append(
            discord.SelectOption(
                label=say(locale, "group-count", count=count),
                value=str(count),
                description=f"{seconds} · {price}",
                default=count == chosen,
            )
        )
    return ui.Label(
        text=say(locale, "edit-count"),
        description=say(locale, "edit-count-hint"),
        component=make_choice("count", options),
    )
