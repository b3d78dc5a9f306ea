"""Offers other videos if the requested one can't be made, or exceeds what is left."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

import discord
from discord import ui

from bot.domain.approvals import Approval
from bot.domain.money import format_usd
from bot.domain.quota import Offer
from bot.domain.requests import VideoRequest
from bot.errors import UserError
from bot.markdown import shorten
from bot.models import CannotMake, Catalogue, ModelSpec, ModelUnavailable
from bot.observability import get_logger
from bot.presentation.cards.buttons import label_offer
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.permissions import require_same_person
from bot.presentation.common.replies import answer_error, refuse_privately, tell_privately
from bot.presentation.common.waiting import refused_if_stopped
from bot.sentences import say
from bot.services.jobs.offers import ModelOffers
from bot.services.quota.alternatives import find_nearest
from bot.services.quota.refusals import RequestRefused, relative_time

log = get_logger(__name__)

#: The refusal can be edited for 15 minutes; then its buttons are removed.
_TIMEOUT_S = 840.0
#: The most that Discord shows on a button.
_LABEL_CHARS = 80
#: How many other models are offered at once.
_OTHERS_MAX = 3

#: Asks the moderators about the refused request, in a person's language.
AskModerators: TypeAlias = Callable[[str], Awaitable[Approval]]


class OrderInstead(Protocol):
    """Requests a video in response to a button; `count` replaces the requested number."""

    def __call__(
        self, interaction: discord.Interaction, request: VideoRequest, /, *, count: int | None = None
    ) -> Awaitable[object]:
        """Request it."""


async def offer_instead(
    interaction: discord.Interaction, refused: RequestRefused | CannotMake, order: OrderInstead, catalogue: Catalogue
) -> None:
    """Answer a refusal privately, with a button for each video that can be made instead.

    If the server's moderators can allow the request, there is a button for that, too. Raises the refusal if there is no
    button at all.
    """
    locale = interaction.locale.value
    if isinstance(refused, CannotMake):
        request, spec = refused.request, catalogue.look_up(refused.request.model)
        if spec.fields.can_end(request.last_frame):
            nearest = find_nearest(spec, request)
            offered = [] if nearest is None else [Offered(_describe(request, nearest, locale), nearest)]
        else:
            offered = _list_able(catalogue, request, locale)
    else:
        offered = [
            Offered(_label(one, locale), one.request, one.count if one.is_just_fewer else None)
            for one in refused.refusal.offers
        ]
    ask = refused.ask if isinstance(refused, RequestRefused) else None
    if not offered and ask is None:
        raise refused
    await refuse_privately(interaction, refused.say(locale), view=Offers(interaction, offered, order, ask))


def _list_able(catalogue: Catalogue, request: VideoRequest, locale: str) -> "list[Offered]":
    """List offers of the same video by the next models in the catalogue that can make the requested ending."""
    able = catalogue.after(catalogue.find(request.model), request.mode)
    nearest = [(spec, one) for spec in able if (one := find_nearest(spec, request)) is not None]
    return [Offered(name_other(spec, one, locale), one) for spec, one in nearest[:_OTHERS_MAX]]


def name_other(spec: ModelSpec, request: VideoRequest, locale: str) -> str:
    """The text of the button that offers another model."""
    price = format_usd(spec.price_micros_per_second(request) * request.duration_s)
    seconds = say(locale, "seconds", seconds=request.duration_s)
    return _join([spec.name, seconds, say(locale, "card-price", price=price)])


def _label(offer: Offer, locale: str) -> str:
    request = offer.request
    price = format_usd(offer.ask.total_micros)
    if offer.is_just_fewer:
        key = "refusal-fewer" if offer.at_once is None else "story-fewer"
        return _join([say(locale, key, count=offer.count), say(locale, "card-price", price=price)])
    if offer.is_just_shorter:
        return shorten(say(locale, "refusal-shorter", seconds=request.duration_s), _LABEL_CHARS)
    sound = say(locale, "card-sound" if request.has_sound else "offer-silent")
    parts = [offer.model_name, say(locale, "seconds", seconds=request.duration_s), request.resolution, sound]
    return _join([*parts, price])


def _describe(asked: VideoRequest, nearest: VideoRequest, locale: str) -> str:
    """Describe how the nearest video that the model makes differs."""
    if asked.negative_prompt and not nearest.negative_prompt:
        change = say(locale, "offer-no-negative")
    elif asked.has_sound is not nearest.has_sound:
        change = say(locale, "card-sound" if nearest.has_sound else "offer-silent")
    else:
        change = ""
    return _join(
        [
            say(locale, "seconds", seconds=nearest.duration_s),
            nearest.aspect_ratio.value,
            nearest.resolution,
            change,
        ]
    )


def _join(parts: Sequence[str]) -> str:
    return shorten(" · ".join(part for part in parts if part), _LABEL_CHARS)


@dataclass(frozen=True, slots=True)
class Offered:
    """A button's text, and what it requests."""

    label: str
    request: VideoRequest
    #: How many videos; None: as many as were requested.
    count: int | None = None


class Offers(ui.View):
    """Buttons that only work for the person who was refused; the first one pressed counts."""

    def __init__(
        self,
        refused: discord.Interaction,
        offered: Sequence[Offered],
        order: OrderInstead,
        ask: AskModerators | None = None,
    ) -> None:
        super().__init__(timeout=_TIMEOUT_S)
        self._refused = refused
        self._order = order
        self._is_taken = False
        for one in offered:
            button: ui.Button[Offers] = ui.Button(label=one.label, style=discord.ButtonStyle.primary)
            button.callback = partial(self._press, wanted=one)  # type: ignore[method-assign]  # as discord.py means it
            self.add_item(button)
        if ask is not None:
            label = say(refused.locale.value, "approval-ask")
            asking: ui.Button[Offers] = ui.Button(label=label, style=discord.ButtonStyle.secondary, emoji="🙋")
            asking.callback = partial(self._ask, ask=ask)  # type: ignore[method-assign]  # as discord.py means it
            self.add_item(asking)

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Refuse presses by anyone else, even though the message is private; raises UserError."""
        return require_same_person(interaction, self._refused)

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: object, /) -> None:
        """Answer errors like any command."""
        await answer_error(interaction, error)

    async def on_timeout(self) -> None:
        """Remove the buttons."""
        if not self._is_taken:
            await self._remove()

    async def _press(self, interaction: discord.Interaction, *, wanted: Offered) -> None:
        if self._is_taken:
            await tell_privately(interaction, say(interaction.locale.value, "refusal-shorter-again"))
            return
        self._is_taken = True
        try:
            with refused_if_stopped():
                await self._order(interaction, wanted.request, count=wanted.count)
        except UserError:
            self._is_taken = False  # no video was requested
            raise
        await self._remove()

    async def _ask(self, interaction: discord.Interaction, *, ask: AskModerators) -> None:
        """Show the refused request to the moderators of this server."""
        if self._is_taken:
            await tell_privately(interaction, say(interaction.locale.value, "refusal-shorter-again"))
            return
        self._is_taken = True
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            with refused_if_stopped():
                approval = await ask(interaction.locale.value)
        except UserError:
            self._is_taken = False
            raise
        when = relative_time(approval.expires_at)
        await tell_privately(interaction, say(interaction.locale.value, "approval-asked", when=when))
        await self._remove()

    async def _remove(self) -> None:
        try:
            await self._refused.edit_original_response(view=None)
        except DISCORD_FAILURES as error:
            log.info("offer not removed", why=type(error).__name__)


async def offer_next(
    interaction: discord.Interaction,
    gone: ModelUnavailable,
    offers: ModelOffers,
    request: VideoRequest,
    order: OrderInstead,
) -> None:
    """Answer privately that a model can't be used, with a button that requests the same from the next one.

    Raises `gone` if there is no next one.
    """
    offer = await offers.find_in_time(request)
    if offer is None:
        raise gone
    locale = interaction.locale.value
    adapted = offers.adapt(request, offer)
    view = Offers(interaction, [Offered(label_offer(offer, locale), adapted)], order)
    await refuse_privately(interaction, offers.describe(request, offer).say(locale), view=view)
