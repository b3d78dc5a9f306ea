"""Messages that mention the bot: one picture requests a video, several get a question, none gets a hint.

This doesn't need the message-content intent: Discord shows the bot every message that mentions it.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import Any

import discord

from bot.domain.requests import Mode
from bot.errors import RequestTaken
from bot.markdown import shorten
from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.replies import describe_error
from bot.presentation.common.waiting import refused_if_stopped
from bot.presentation.orders.picture_choice import (
    ask_which,
    can_end_with_picture,
    find_mentioned_pictures,
    order_from_message,
)
from bot.presentation.orders.pictures import PictureOrders, locale_of, permissions_in
from bot.sentences import say

log = get_logger(__name__)

#: Replies other than cards, per person and per channel in a minute.
_REPLIES_PER_PERSON = 3
_REPLIES_PER_CHANNEL = 6
_REPLIES_WINDOW_S = 60.0
#: Hints are always the same, so there are fewer.
_HINTS_PER_PERSON = 1
_HINTS_WINDOW_S = 60.0
#: How many messages are remembered, since the gateway may repeat events after an interruption.
_REMEMBERED = 1000


class EventRateLimit:
    """Limits how often something happens in a window of time, counted for each key."""

    def __init__(self, count: int, window_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._window_s = window_s
        self._clock = clock
        self._times: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def has_room(self, key: Hashable) -> bool:
        """Whether it may happen now."""
        now = self._clock()
        while self._times and next(iter(self._times.values()))[-1] <= now - self._window_s:
            self._times.popitem(last=False)
        times = self._times.get(key, ())
        return sum(at > now - self._window_s for at in times) < self._count

    def note(self, key: Hashable) -> None:
        """Count that it happened."""
        self._times.setdefault(key, deque(maxlen=self._count)).append(self._clock())
        self._times.move_to_end(key)


class Mentions:
    """Receives all messages and answers those for the bot."""

    def __init__(self, orders: PictureOrders) -> None:
        self._orders = orders
        self._heard: OrderedDict[int, None] = OrderedDict()
        self._per_person = EventRateLimit(_REPLIES_PER_PERSON, _REPLIES_WINDOW_S)
        self._per_channel = EventRateLimit(_REPLIES_PER_CHANNEL, _REPLIES_WINDOW_S)
        self._hints = EventRateLimit(_HINTS_PER_PERSON, _HINTS_WINDOW_S)

    async def hear(self, client: discord.Client, message: discord.Message) -> None:
        """Request a video if a message mentions the bot and has, or replies to, a picture; never raises."""
        if client.user is None or not is_addressed(message, client.user.id) or not self._is_new(message):
            return
        locale = locale_of(message)
        try:
            with refused_if_stopped():
                await self._answer(client, message, locale)
        except RequestTaken:
            log.info("request taken already", command="mention")
        except Exception as error:  # noqa: BLE001 - told to the person and logged, as for a command
            await self._reply(message, describe_error(error, locale, command="mention"))

    async def _answer(self, client: discord.Client, message: discord.Message, locale: str) -> None:
        pictures = await find_mentioned_pictures(message, locale)
        if len(pictures) > 1:
            await self._orders.require_admission(message)
            has_pairs = can_end_with_picture(self._orders.catalogue.on_for(Mode.IMAGE))
            view = ask_which(message, pictures, locale, has_pairs=has_pairs)
            await self._reply(message, say(locale, "animate-pick"), view=view)
        elif pictures:
            await order_from_message(self._orders, client, message, pictures[0])
        elif self._hints.has_room(message.author.id):
            self._hints.note(message.author.id)
            await self._reply(message, say(locale, "mention-hint"))

    def _is_new(self, message: discord.Message) -> bool:
        if message.id in self._heard:
            return False
        self._heard[message.id] = None
        if len(self._heard) > _REMEMBERED:
            self._heard.popitem(last=False)
        return True

    async def _reply(self, message: discord.Message, text: str, *, view: discord.ui.View | None = None) -> None:
        """Reply without notifying anyone; do nothing if there were too many replies lately."""
        person, channel = message.author.id, message.channel.id
        permissions = permissions_in(message)
        is_thread = isinstance(message.channel, discord.Thread)
        may_send = permissions.send_messages_in_threads if is_thread else permissions.send_messages
        if not (may_send and self._per_person.has_room(person) and self._per_channel.has_room(channel)):
            log.info("mention not answered", channel_id=channel, user_id=person)
            return
        self._per_person.note(person)
        self._per_channel.note(channel)
        reference = message.to_reference(fail_if_not_exists=False) if permissions.read_message_history else None
        # If two processes receive the same message, only one reply is posted.
        more: dict[str, Any] = {"nonce": f"{message.id}-re"}
        if reference is not None:
            more["reference"] = reference
        if view is not None:
            more["view"] = view
        try:
            await message.channel.send(shorten(text, 2000), allowed_mentions=discord.AllowedMentions.none(), **more)
        except DISCORD_FAILURES as error:
            log.warning("mention not answered", channel_id=channel, why=type(error).__name__)


def is_addressed(message: discord.Message, bot_id: int) -> bool:
    """Whether a person mentioned the bot in the text: not another bot, and not just a reply or role that pings it."""
    return (
        not message.author.bot
        and message.webhook_id is None
        and message.type in {discord.MessageType.default, discord.MessageType.reply}
        and bot_id in message.raw_mentions
        and any(user.id == bot_id for user in message.mentions)
    )
