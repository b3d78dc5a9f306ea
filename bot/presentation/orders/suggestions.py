"""Suggestions while a person fills in a command: their own latest prompts, and the styles."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.domain.choices import NO_STYLE
from bot.domain.jobs import is_job_id
from bot.domain.money import format_usd
from bot.domain.requests import AspectRatio, Mode
from bot.domain.styles import StyleKind, Styles
from bot.errors import DatabaseUnavailable
from bot.markdown import bare, shorten
from bot.models import ModelSpec
from bot.presentation.cards.form_fields import describe_quote, name_style
from bot.presentation.common.translator import localized
from bot.presentation.orders.placing import make_origin
from bot.sentences import say
from bot.services.jobs.listing import PromptHistory
from bot.services.quota.place_models import ModelChoices
from bot.services.quota.quotes import Quotes
from bot.services.quota.service import QuotaService

#: The limits of Discord's list, and of a name or value in it.
_CHOICES_MAX = 25
_CHOICE_CHARS = 100
#: How much of a model's name fits into a description.
_MODEL_CHARS = 15
#: The prefix for a prompt too long for a choice, followed by the id of the job that had it.
_MARK = "#"


async def suggest_prompts(
    history: PromptHistory, user_id: int, typed: str, *, locale: str, mode: Mode
) -> list[Choice[str]]:
    """A person's own earlier prompts that contain what they typed, newest first; examples if they have none."""
    found = await history.search(user_id, typed)
    if not found and not typed.strip():
        return [Choice(name=example, value=example) for example in example_prompts(locale, mode)]
    return [_make_choice(job_id, prompt) for job_id, prompt in found[:_CHOICES_MAX]]


def example_prompts(locale: str, mode: Mode) -> list[str]:
    """Three prompts that give good videos, each short enough for a choice."""
    return [say(locale, f"example-{mode}-{number}") for number in (1, 2, 3)]


async def recall_prompt(history: PromptHistory, user_id: int, text: str) -> str:
    """Return the prompt for a chosen suggestion; any other text is a prompt already.

    Raises InvalidRequest if it isn't one of this person's, DatabaseUnavailable.
    """
    job_id = text.strip().removeprefix(_MARK)
    if not text.strip().startswith(_MARK) or not is_job_id(job_id):
        return text
    return await history.find(user_id, job_id)


def offer_styles(command: app_commands.Command[Any, ..., Any], styles: Styles) -> None:
    """Add the styles and camera moves to a command's options. Call this before the command is registered."""
    lists = {
        kind.value: [Choice(name=name_style(kind, one), value=one.id) for one in styles.by_kind[kind].values()]
        for kind in StyleKind
    }
    style_ids = styles.by_kind[StyleKind.STYLE]
    if len(style_ids) < _CHOICES_MAX and NO_STYLE not in style_ids:
        lists[StyleKind.STYLE.value].append(Choice(name=localized("choice-no-style"), value=NO_STYLE))
    named = {parameter.name for parameter in command.parameters}
    app_commands.choices(**{name: choices for name, choices in lists.items() if name in named})(command)


async def suggest_models(
    models: ModelChoices,
    quota: QuotaService,
    interaction: discord.Interaction,
    mode: Mode,
    typed: str,
    is_able: Callable[[ModelSpec], bool] = lambda _spec: True,
) -> list[Choice[str]]:
    """Suggest the able models that the person can use here, the usual one first, with their prices."""
    word = typed.casefold()
    known = [spec for spec in await _list_usable(models, interaction, mode) if is_able(spec)]
    fitting = [spec for spec in known if word in spec.name.casefold() or word in spec.id]
    quotes = await quota.quotes(make_origin(interaction).requester)
    return [
        Choice(name=_with_quote(spec.name, quotes, spec, mode, interaction), value=spec.id)
        for spec in fitting[:_CHOICES_MAX]
    ]


async def suggest_resolutions(
    models: ModelChoices, quota: QuotaService, interaction: discord.Interaction, mode: Mode, typed: str
) -> list[Choice[str]]:
    """Suggest the resolutions of the chosen model, with prices; without one, those of all models usable here."""
    known = await _list_usable(models, interaction, mode)
    named = str(getattr(interaction.namespace, "model", None) or "")
    chosen = [spec for spec in known if named in (spec.id, spec.name)] or known
    resolutions = dict.fromkeys(one for spec in chosen for one in spec.resolutions)
    fitting = [one for one in resolutions if typed.casefold() in one.casefold()]
    if len(chosen) != 1:
        return [Choice(name=one, value=one) for one in fitting[:_CHOICES_MAX]]
    [spec] = chosen
    quotes = await quota.quotes(make_origin(interaction).requester)
    return [
        Choice(name=_with_quote(one, quotes, spec, mode, interaction, resolution=one), value=one)
        for one in fitting[:_CHOICES_MAX]
    ]


def _with_quote(
    name: str,
    quotes: Quotes,
    spec: ModelSpec,
    mode: Mode,
    interaction: discord.Interaction,
    *,
    resolution: str | None = None,
) -> str:
    """Add to a name what a video of the chosen length costs, if the model makes that length."""
    chosen = getattr(interaction.namespace, "duration", None)
    duration_s = chosen if chosen in spec.durations_s else None
    request = spec.make_request(mode, prompt=spec.name, duration_s=duration_s, resolution=resolution)
    taken = describe_quote(quotes, spec, request, interaction.locale.value)
    return f"{shorten(name, max(1, _CHOICE_CHARS - len(taken) - 3))} · {taken}"


async def _list_usable(models: ModelChoices, interaction: discord.Interaction, mode: Mode) -> Sequence[ModelSpec]:
    try:
        return (await models.of(make_origin(interaction).requester)).on_for(mode)
    except DatabaseUnavailable:
        return []


async def tell_price(
    command: app_commands.Command[Any, ..., Any], quota: QuotaService, specs: Iterable[ModelSpec], mode: Mode
) -> None:
    """Put the price of a video by the usual model, the first of these, into the description of a command's length.

    Call this before the command is registered.
    """
    for spec in specs:
        request = spec.make_request(mode, prompt=spec.name)
        price = format_usd((await quota.quotes()).price_micros(spec, request))
        text = localized(
            "command-veo-duration-price",
            model=shorten(spec.name, _MODEL_CHARS),
            seconds=request.duration_s,
            price=price,
        )
        app_commands.describe(duration=text)(command)
        return


def offer_settings(
    command: app_commands.Command[Any, ..., Any], specs: Iterable[ModelSpec], *more_shapes: Choice[str]
) -> None:
    """Offer the lengths and shapes that any of these models makes, and these other shapes, in a command's options.

    Call this before the command is registered.
    """
    specs = list(specs)
    lengths = sorted({duration_s for spec in specs for duration_s in spec.durations_s})
    known = {shape for spec in specs for sizes in spec.sizes.values() for shape in sizes}
    shapes = [Choice(name=shape.value, value=shape.value) for shape in AspectRatio if shape in known]
    durations = [Choice(name=localized("seconds", seconds=s), value=s) for s in lengths[:_CHOICES_MAX]]
    app_commands.choices(duration=durations)(command)
    app_commands.choices(aspect_ratio=[*more_shapes, *shapes])(command)


def _make_choice(job_id: str, prompt: str) -> Choice[str]:
    name = shorten(bare(prompt), _CHOICE_CHARS)
    return Choice(name=name, value=prompt if len(prompt) <= _CHOICE_CHARS else f"{_MARK}{job_id}")
