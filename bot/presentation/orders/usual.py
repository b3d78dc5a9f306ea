"""Completes orders: with the phrases of what was chosen, and with what is usual wherever nothing was."""

from dataclasses import replace
from typing import TypeVar

from bot.domain.choices import NO_STYLE
from bot.domain.requests import InvalidRequest, Mode, clean_prompt
from bot.domain.styles import StyleKind, Styles
from bot.presentation.orders.order import Order
from bot.services.quota.place_models import PlaceModels

AnyOrder = TypeVar("AnyOrder", bound=Order)


def complete_order(order: AnyOrder, mode: Mode, models: PlaceModels, styles: Styles) -> AnyOrder:
    """The order with the usual length, shape, style and audience wherever it names none.

    Choices that the model can't make, and styles that are gone or don't fit into the prompt, are skipped. Raises
    ModelUnavailable.
    """
    if order.is_whole:
        return order
    choices, spec = models.choices, models.choose(mode, order.model)
    aspect = order.aspect
    if aspect is None and not order.keeps_shape:
        aspect = models.usual_aspect(spec, order.resolution)
    order = replace(
        order,
        is_whole=True,
        duration_s=models.usual_duration_s(spec) if order.duration_s is None else order.duration_s,
        aspect=aspect,
        is_private=bool(choices.own.is_private) if order.is_private is None else order.is_private,
    )
    return _add_style(order, mode, models, styles) if order.style is None else order


def dress_order(order: AnyOrder, mode: Mode, styles: Styles, camera: str | None) -> AnyOrder:
    """The order with the phrases of the style that it names, and of a camera move, in its prompt."""
    added = None if order.style == NO_STYLE else order.style
    if not added and not camera:
        return order
    prompt = styles.dress(order.prompt, style=added, camera=camera, needs_prompt=mode is Mode.TEXT)
    extras = replace(order.extras, own_prompt=clean_prompt(order.prompt), style=added, camera=camera)
    return replace(order, prompt=prompt, extras=extras)


def _add_style(order: AnyOrder, mode: Mode, models: PlaceModels, styles: Styles) -> AnyOrder:
    known = {NO_STYLE, *styles.by_kind[StyleKind.STYLE]}
    style = models.choices.find(lambda one: one.style, lambda one: one in known)
    if style in (None, NO_STYLE):
        return order
    try:
        prompt = styles.dress(order.prompt, style=style, camera=None, needs_prompt=mode is Mode.TEXT)
    except InvalidRequest:
        return order  # an empty prompt is refused with the rest of the request
    own = clean_prompt(order.prompt) if order.extras.own_prompt is None else order.extras.own_prompt
    return replace(order, prompt=prompt, extras=replace(order.extras, own_prompt=own, style=style))
