"""Asks which of a message's pictures is meant: with a list below the message, for its author only.

The list's id contains everything it needs, so it works in any process, as long as its message exists.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import discord
from discord import ui

from bot.domain.requests import LastFrame, clean_prompt
from bot.errors import UserError
from bot.markdown import bare, shorten
from bot.models import ModelSpec
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.inputs import InvalidValue, read_choice, read_id
from bot.presentation.common.replies import tell_privately
from bot.presentation.common.waiting import acknowledge
from bot.presentation.orders.pictures import PictureOrder, PictureOrders, locale_of
from bot.presentation.orders.prompts import find_texts, read_prompt
from bot.presentation.pictures.message_pictures import FoundPicture, find_pictures, find_replied_pictures
from bot.sentences import Sentence, say

_OPTIONS_MAX = 25
_LABEL_CHARS = 100
_NUMBER = re.compile(r"[1-9][0-9]?")


class PictureChoices:
    """Handles the answer to "which picture": requests the video that a message asks for."""

    def __init__(self, orders: PictureOrders) -> None:
        self._orders = orders
        #: Keeps the same choice from being handled twice.
        self._debouncer = Debouncer()

    async def choose(self, interaction: discord.Interaction, asked: str) -> None:
        """Request the video, and remove the question; `asked` is `<message id>:<user id>`. Raises UserError."""
        message_id, _, user_id = asked.partition(":")
        locale = interaction.locale.value
        if str(interaction.user.id) != user_id:
            await tell_privately(interaction, say(locale, "mention-pick-not-yours"))
            return
        pick = read_pick(read_choice(interaction))
        await acknowledge(interaction, is_new=False)
        async with self._debouncer.once("pick", message_id):
            message = await _find_message(interaction, read_id(message_id), locale)
            if message.author.id != interaction.user.id:  # the id may be forged; only the message's author may choose
                raise UserError(Sentence("mention-pick-not-yours"))
            pictures = await find_mentioned_pictures(message, locale)
            picked = [pictures[number - 1] for number in pick if number <= len(pictures)]
            if not picked or len(picked) < len(pick):
                raise UserError(say(locale, "picture-message-deleted"))
            if len(picked) > 1:
                await self._order_between(interaction, message, *picked)
                return
            await order_from_message(
                self._orders,
                interaction.client,
                message,
                picked[0],
                request_key=f"interaction:{interaction.id}",
            )
            await interaction.delete_original_response()

    async def _order_between(
        self, interaction: discord.Interaction, message: discord.Message, first: FoundPicture, last: FoundPicture
    ) -> None:
        """Request a video from one picture to another; if the usual model can't make it, offers others."""
        prompt = await read_prompt(interaction.client, message, self._orders.files, locale_of(message))
        # A mention is public, and so is its answer. Once there is one, delete the question.
        order = PictureOrder(prompt=clean_prompt(prompt), last_picture=last, is_private=False)
        await self._orders.place(interaction, first, order, source=message)


def ask_which(
    message: discord.Message, pictures: Sequence[FoundPicture], locale: str, *, has_pairs: bool = False
) -> ui.View:
    """Make the list of a message's pictures; with `has_pairs`, it also has pairs of them."""
    options = list_picks(pictures, locale, has_pairs=has_pairs)
    view = ui.View(timeout=None)
    select: ui.Select[ui.View] = ui.Select(
        custom_id=f"veo:pick:{message.id}:{message.author.id}",
        placeholder=say(locale, "animate-pick-placeholder"),
        options=options,
    )
    view.add_item(select)
    # cogs/buttons.py handles the choice by its id, so discord.py must not keep the view.
    view.stop()
    return view


async def order_from_message(
    orders: PictureOrders,
    client: discord.Client,
    message: discord.Message,
    picture: FoundPicture,
    *,
    request_key: str | None = None,
) -> None:
    """Request the video that a message asks for, from one of its pictures; raises UserError."""
    await orders.require_admission(message)
    prompt = await read_prompt(client, message, orders.files, locale_of(message))
    order = PictureOrder(prompt=clean_prompt(prompt))
    await orders.place_from_message(client, message, picture, order, request_key=request_key)


async def find_mentioned_pictures(message: discord.Message, locale: str) -> list[FoundPicture]:
    """Find the pictures that a mention is about: its own, else those of the message that it replies to."""
    texts = {one.url for one in find_texts(message)}
    own = [picture for picture in find_pictures(message) if picture.url not in texts]
    return own or await find_replied_pictures(message, locale)


def list_picks(pictures: Sequence[FoundPicture], locale: str, *, has_pairs: bool) -> list[discord.SelectOption]:
    """List what can be chosen: one of the pictures, or two of them as the video's first and last one."""
    options = [
        discord.SelectOption(label=name_picture_option(number, picture, locale), value=str(number))
        for number, picture in enumerate(pictures[:_OPTIONS_MAX], 1)
    ]
    if has_pairs:
        numbers = range(1, len(options) + 1)
        pairs = [*combinations(numbers, 2), *((b, a) for a, b in combinations(numbers, 2))]
        options += [
            discord.SelectOption(label=say(locale, "animate-pair", first=a, last=b), value=f"{a}-{b}", emoji="🎞️")
            for a, b in pairs[: _OPTIONS_MAX - len(options)]
        ]
    return options


def read_pick(chosen: str) -> Sequence[int]:
    """Read the numbers of the chosen pictures: one, or two different ones. Raises InvalidValue."""
    numbers = [int(one) for one in chosen.split("-") if _NUMBER.fullmatch(one)]
    if not numbers or chosen != "-".join(map(str, numbers)) or len(numbers) > 2 or len(set(numbers)) < len(numbers):
        raise InvalidValue(chosen)
    return numbers


def can_end_with_picture(specs: Iterable[ModelSpec]) -> bool:
    """Whether one of these models can make a video that ends with a picture."""
    return any(spec.fields.can_end(LastFrame.PICTURE) for spec in specs)


def name_picture_option(number: int, picture: FoundPicture, locale: str) -> str:
    """The name of one of several pictures in a list."""
    return shorten(f"{number} · {bare(picture.name) or say(locale, 'animate-unnamed')}", _LABEL_CHARS)


async def _find_message(interaction: discord.Interaction, message_id: int, locale: str) -> discord.Message:
    for known in interaction.client.cached_messages:
        if known.id == message_id:
            return known
    channel: Any = interaction.channel
    try:
        fetched: discord.Message = await channel.fetch_message(message_id)
    except discord.NotFound as error:
        raise UserError(say(locale, "picture-message-deleted")) from error
    except discord.Forbidden as error:
        raise UserError(say(locale, "picture-target-unreadable")) from error
    except DISCORD_FAILURES as error:
        raise UserError(say(locale, "picture-unreachable")) from error
    return fetched
