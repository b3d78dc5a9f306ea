"""An order that waits for its person's choice is the same when it is read again, by whatever version of the bot."""

import json

from bot.domain.requests import AspectRatio
from bot.media.picture_checks import Fit
from bot.presentation.orders.order import Order
from bot.presentation.orders.pictures import PictureOrder
from bot.presentation.orders.saved_order import SavedOrder, dump_order, load_order
from bot.presentation.pictures.message_pictures import FoundPicture
from bot.services.jobs.requests import RequestExtras


def test_it_is_the_same_when_it_is_read_again() -> None:
    order = Order(
        prompt="a fox",
        model="veo-2",
        duration_s=8,
        aspect=AspectRatio.PORTRAIT,
        seed=7,
        style="noir",
        is_private=True,
        extras=RequestExtras(count=3),
    )
    saved = SavedOrder(order=order, camera="push-in")
    assert load_order(dump_order(saved), "a fox") == saved
    picture = FoundPicture(url="https://cdn.example/a.png", name="a.png", is_spoiler=True, source_channel_id=9)
    more = SavedOrder(order=PictureOrder(prompt="", fit=Fit.PAD, keeps_shape=True), picture=picture, source_id=5)
    assert load_order(dump_order(more), "") == more


def test_what_another_version_wrote_is_left_out() -> None:
    body = json.loads(dump_order(SavedOrder(order=Order(prompt="a fox"))))
    body["order"]["colour"] = "red"
    del body["count"]
    assert load_order(json.dumps(body), "a fox").order == Order(prompt="a fox")
