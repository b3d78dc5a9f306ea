"""What can be tried again after Discord failed, and what can't: decided for each kind of answer."""

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord

from bot.presentation.common.discord_errors import translate
from bot.services.ports import DeliveryDelayed, DeliveryImpossible


def answered(status: int, code: int | None = None) -> discord.HTTPException:
    """An answer of Discord, or without a code one of a proxy in front of it."""
    response = cast("Any", SimpleNamespace(status=status, reason=""))
    return discord.HTTPException(response, "<html>" if code is None else {"code": code, "message": ""})


PASSING = [
    *(answered(status) for status in (401, 403, 404, 429, 500, 502, 503)),
    *(answered(status, 0) for status in (401, 429, 500)),
    *(answered(status, 40003) for status in (429, 500, 503)),
    aiohttp.ServerDisconnectedError(),
    ConnectionRefusedError(),
    TimeoutError(),
]


def test_what_says_nothing_of_the_message_is_tried_again() -> None:
    for error in PASSING:
        assert type(translate(error)) is DeliveryDelayed, repr(error)


def test_a_limit_says_when_it_ends() -> None:
    delayed = translate(discord.RateLimited(600))
    assert isinstance(delayed, DeliveryDelayed)
    assert delayed.retry_after_s == 600


def test_a_verdict_is_final() -> None:
    for error in (answered(403, 50013), answered(404, 10003), answered(400, 50035), answered(413)):
        assert type(translate(error)) is DeliveryImpossible, error
