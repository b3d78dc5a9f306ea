"""The field of forms in which people choose how many variations to make, each number with what it takes."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.money import format_usd
from bot.domain.requests import COUNT_MAX, VideoRequest
from bot.models import ModelSpec
from bot.presentation.cards.frame_field import make_choice
from bot.sentences import say
from bot.services.quota.alternatives import make_draft
from bot.services.quota.quotes import Quotes

#: Stands before the number of drafts in a value.
DRAFT = "draft:"


def make_count_field(
    request: VideoRequest,
    spec: ModelSpec,
    specs: Sequence[ModelSpec],
    quotes: Quotes,
    locale: str,
    *,
    chosen: int = 1,
) -> ui.Label[ui.Modal]:
    """The field with the numbers that can be requested together, as they are and as drafts by any of `specs`."""
    options = []
    draft, full = make_draft(request, specs, quotes)
    kinds = [("", "group-count", spec, request)]
    cheapest = next((one for one in specs if draft.model in one.slugs), None)
    if full is not None and cheapest is not None:
        kinds.append((DRAFT, "draft-count", cheapest, draft))
    for prefix, key, by, one in kinds:
        for count in range(1, COUNT_MAX + 1):
            seconds = say(locale, "seconds", seconds=one.duration_s * count)
            price = say(locale, "card-price", price=format_usd(quotes.price_micros(by, one) * count))
            options.append(
                discord.SelectOption(
                    label=say(locale, key, count=count),
                    value=f"{prefix}{count}",
                    description=f"{seconds} · {price}",
                    default=not prefix and count == chosen,
                )
            )
    return ui.Label(
        text=say(locale, "edit-count"),
        description=say(locale, "edit-count-hint"),
        component=make_choice("count", options),
    )
