"""Offers the next model if the one that was requested can't be used any more."""

import discord

from bot.domain.requests import VideoRequest
from bot.models import ModelUnavailable
from bot.presentation.cards.buttons import label_offer
from bot.presentation.common.replies import refuse_privately
from bot.presentation.orders.offers import Offered, Offers, OrderInstead
from bot.services.jobs.offers import ModelOffers


async def offer_next(
    interaction: discord.Interaction,
    gone: ModelUnavailable,
    offers: ModelOffers,
    request: VideoRequest,
    order: OrderInstead,
) -> None:
    """Answer privately that a model can't be used, with a button that requests the same of the next one.

    Raises what was `gone` if there is none.
    """
    offer = await offers.find_in_time(request)
    if offer is None:
        raise gone
    locale = interaction.locale.value
    adapted = offers.adapt(request, offer)
    view = Offers(interaction, [Offered(label_offer(offer, locale), adapted)], order)
    await refuse_privately(interaction, offers.describe(request, offer).say(locale), view=view)
