"""An order as JSON, to be placed later: by another process, after the person has seen a better prompt."""

import json
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any

import discord

from bot.domain.requests import AspectRatio
from bot.media.picture_checks import Fit
from bot.presentation.orders.order import Order
from bot.presentation.orders.pictures import PictureOrder
from bot.presentation.pictures.message_pictures import FoundPicture
from bot.services.jobs.requests import RequestExtras

#: Fields that are stored separately: the prompt, a last picture, and the number of variations from the extras.
_LEFT_OUT = frozenset({"prompt", "extras", "last_picture"})
_ENUMS = {"aspect": AspectRatio, "fit": Fit}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedOrder:
    """An order in a person's own words, with everything needed to place it."""

    order: Order
    #: The camera move; the style is in the order.
    camera: str | None = None
    #: The picture that it begins with; the order is a `PictureOrder` then.
    picture: FoundPicture | None = None
    #: The message that has the picture, in the same channel.
    source_id: int | None = None

    def find_source(self, channel: object) -> discord.PartialMessage | None:
        """The message with the picture, if there is one."""
        ask = getattr(channel, "get_partial_message", None)
        if self.source_id is None or ask is None:
            return None
        found: discord.PartialMessage = ask(self.source_id)
        return found


def dump_order(saved: SavedOrder) -> str:
    """Return an order as JSON, without its prompt."""
    order = saved.order
    values = {
        one.name: value
        for one in fields(order)
        if one.name not in _LEFT_OUT and (value := getattr(order, one.name)) != one.default
    }
    body = {
        "order": values,
        "camera": saved.camera,
        "count": order.extras.count,
        "picture": _dump_picture(saved.picture),
        "last_picture": _dump_picture(order.last_picture if isinstance(order, PictureOrder) else None),
        "source_id": saved.source_id,
    }
    return json.dumps(body, ensure_ascii=False)


def load_order(text: str, prompt: str) -> SavedOrder:
    """Read an order from JSON, with this prompt; skips fields that only another version of the bot knows.

    Raises ValueError for anything else.
    """
    body: dict[str, Any] = json.loads(text)
    stored, picture = body.get("order", {}), body.get("picture")
    kind = Order if picture is None else PictureOrder
    known = {one.name for one in fields(kind) if one.default is not MISSING} - _LEFT_OUT
    values = {name: value for name, value in stored.items() if name in known}
    values |= {name: enum(values[name]) for name, enum in _ENUMS.items() if values.get(name) is not None}
    if (last_picture := _load_picture(body.get("last_picture"))) is not None:
        values["last_picture"] = last_picture
    return SavedOrder(
        order=kind(prompt=prompt, extras=RequestExtras(count=body.get("count", 1)), **values),
        camera=body.get("camera"),
        picture=_load_picture(picture),
        source_id=body.get("source_id"),
    )


def _dump_picture(picture: FoundPicture | None) -> dict[str, Any] | None:
    """Return all fields except the function that reads a frame of a video."""
    return None if picture is None else {name: value for name, value in asdict(picture).items() if name != "read"}


def _load_picture(values: dict[str, Any] | None) -> FoundPicture | None:
    return None if values is None else FoundPicture(**values)
