"""Requests with a picture: from a picture in Discord to a stored job whose card shows its first frame.

Nothing is stored or reserved before the picture is downloaded and prepared, so a bad picture costs nothing. Meanwhile,
the person sees that the bot is working.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord

from bot.domain.jobs import Job, Pictures
from bot.domain.requests import InvalidRequest, LastFrame, Mode, VideoRequest
from bot.domain.uploads import DEFAULT_UPLOAD_LIMIT_BYTES
from bot.errors import UserError
from bot.media.picture_checks import Fit
from bot.models import CannotMake, Catalogue, ModelSpec, ModelUnavailable
from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.permissions import check_permissions, is_age_restricted, require_permissions
from bot.presentation.common.waiting import acknowledge, wait_with
from bot.presentation.orders.offers import OrderInstead, offer_instead, offer_next
from bot.presentation.orders.order import Order, complete_order
from bot.presentation.orders.placing import OrderPlacer, make_origin, parent_of, roles_of
from bot.presentation.orders.prompts import spell_prompt
from bot.presentation.pictures.discord_files import FileSource
from bot.presentation.pictures.frame_queue import FrameQueue
from bot.presentation.pictures.message_pictures import FoundPicture, require_same_audience
from bot.sentences import FALLBACK, Sentence, say
from bot.services.jobs.requests import RequestOrigin
from bot.services.jobs.service import JobService
from bot.services.quota.alternatives import make_draft
from bot.services.quota.place_models import ModelChoices, PlaceModels
from bot.services.quota.quotes import Quotes
from bot.services.quota.refusals import RequestRefused

log = get_logger(__name__)

#: How long a shutdown waits for the last answers.
_CLOSE_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder(Order):
    """What a person wants to make from a picture; its own shape decides unless they name one."""

    fit: Fit = Fit.AUTO
    #: Whether it ends with the picture that it begins with.
    is_loop: bool = False
    #: The picture that it ends with; None: the model decides.
    last_picture: FoundPicture | None = None

    @property
    def last_frame(self) -> LastFrame:
        """What the video ends with."""
        if self.last_picture is not None:
            return LastFrame.PICTURE
        return LastFrame.LOOP if self.is_loop else LastFrame.OPEN

    def make_request(self, spec: ModelSpec, mode: Mode) -> VideoRequest:
        """Check the order and turn it into a request; see `Order`."""
        if self.is_loop and self.last_picture is not None:
            raise InvalidRequest(Sentence("last-or-loop"))
        # Not `super()`, which doesn't find the class of a dataclass with slots.
        return Order.make_request(self, spec, mode)

    def list_pictures(self, first: FoundPicture) -> Sequence[FoundPicture]:
        """The picture that it begins with, and the one that it ends with if there is one."""
        return [first] if self.last_picture is None else [first, self.last_picture]

    def require_same_audience(
        self, first: FoundPicture, channel: object, channel_id: int, client: discord.Client, locale: str
    ) -> None:
        """Refuse if any of the pictures was hidden from people who would now see it. Raises UserError."""
        for one in self.list_pictures(first):
            require_same_audience(one, channel, channel_id, client, locale)


def order_like(request: VideoRequest, **more: Any) -> PictureOrder:
    """Make an order like a request, except for its shape, seed and last picture."""
    return PictureOrder(
        is_whole=True,
        model=request.model,
        prompt=request.prompt,
        duration_s=request.duration_s,
        resolution=request.resolution,
        has_sound=request.has_sound,
        negative_prompt=request.negative_prompt,
        is_loop=request.last_frame is LastFrame.LOOP,
        **more,
    )


class PictureOrders:
    """Accepts requests from commands, forms, buttons and mentions."""

    def __init__(self, orders: OrderPlacer, job_service: JobService, frames: FrameQueue, models: ModelChoices) -> None:
        self._models = models
        self._orders = orders
        self._job_service = job_service
        self._frames = frames
        self._under_way: set[asyncio.Task[object]] = set()

    async def place(
        self,
        interaction: discord.Interaction,
        picture: FoundPicture,
        order: PictureOrder,
        *,
        source: discord.Message | discord.PartialMessage | None = None,
    ) -> bool:
        """Acknowledge privately unless that is done, prepare the picture, store the job and post its card.

        `source` is the message with the picture, to which the card replies. If the request is private, the answer
        becomes the card. Returns whether there is a new job. If a limit refuses it, or the model can't make it, offers
        videos that can be made instead. Raises UserError, with nothing stored, for any other refusal.
        """
        locale = interaction.locale.value
        self._track()
        models = await wait_with(interaction, self.models_for(interaction))
        order = complete_order(order, Mode.IMAGE, models, self._orders.styles)
        if not order.is_private:
            require_permissions(interaction, locale)
        order = _note_replaced(await _spell_order(interaction, order), models)

        async def place(again: discord.Interaction, instead: VideoRequest, *, count: int | None = None) -> None:
            extras = order.extras if count is None else replace(order.extras, count=count)
            await self.place(again, picture, replace(order.adopt(instead), extras=extras), source=source)

        try:
            spec = models.choose(Mode.IMAGE, order.model)
            request = order.make_request(spec, Mode.IMAGE)
        except CannotMake as cannot:
            await offer_instead(interaction, cannot, place, models.catalogue)
            return False
        order, request = await self._make_draft(interaction, order, request, models)
        spec = models.choose(Mode.IMAGE, request.model)
        if not models.catalogue.is_available(request.model):
            await self._offer_next(interaction, request, place)
            return False
        origin = make_origin(interaction, is_private=bool(order.is_private))
        if not origin.is_apart:
            # The card is a separate message; the private answer can't become the result.
            origin = replace(origin, interaction_token=None)
        if origin.guild_id is not None:
            order.require_same_audience(picture, interaction.channel, origin.channel_id, interaction.client, locale)
        await acknowledge(interaction)
        can_reply = interaction.guild_id is None or interaction.app_permissions.read_message_history
        reply_to = source.id if source is not None and can_reply else None
        try:
            await self._job_service.require_admission(origin)
            if source is not None and not origin.is_outside:
                key = "continue-deleted" if picture.read else "picture-message-deleted"
                await _require_present(source, key, locale)
            job, pictures = await self._store(origin, picture, order, request, spec, locale=locale)
        except RequestRefused as refused:
            await offer_instead(interaction, refused, place, models.catalogue)
            return False
        except ModelUnavailable:  # it went out of service after it was chosen
            await self._offer_next(interaction, request, place)
            return False
        return await self._orders.show_after(interaction, job, pictures=pictures, reply_to=reply_to)

    async def place_from_message(
        self,
        client: discord.Client,
        message: discord.Message,
        picture: FoundPicture,
        order: PictureOrder,
        *,
        request_key: str | None = None,
    ) -> None:
        """Do the same for a message that requests a video; the card is a reply to it.

        `request_key` identifies the request, by default the message. Raises UserError, with nothing stored, for any
        refusal.
        """
        locale = locale_of(message)
        self._track()
        await self.require_admission(message)
        models = await self._models.of(_make_message_origin(message).requester)
        # A mention is public, and so is its answer.
        order = _note_replaced(complete_order(order, Mode.IMAGE, models, self._orders.styles), models)
        spec = models.choose(Mode.IMAGE, order.model)
        request = order.make_request(spec, Mode.IMAGE)
        if message.guild is not None:
            order.require_same_audience(picture, message.channel, message.channel.id, client, locale)
        with contextlib.suppress(*DISCORD_FAILURES):
            await message.channel.typing()
        job, pictures = await self._store(
            _make_message_origin(message, request_key), picture, order, request, spec, locale=locale
        )
        reply_to = message.id if permissions_in(message).read_message_history else None
        if not await self._orders.post_card(client, job, pictures=pictures, reply_to=reply_to):
            raise UserError(Sentence("error-not-posted"))

    @property
    def catalogue(self) -> Catalogue:
        """The models that there are."""
        return self._models.catalogue

    @property
    def files(self) -> FileSource:
        """Reads files from Discord."""
        return self._frames.files

    async def models_for(self, interaction: discord.Interaction) -> PlaceModels:
        """Read which models this person can use here. Raises DatabaseUnavailable."""
        return await self._models.of(make_origin(interaction).requester)

    async def quotes_for(self, interaction: discord.Interaction) -> Quotes:
        """What videos would cost this person here and now, and what they have left."""
        return await self._orders.quotes(interaction)

    async def require_admission(self, message: discord.Message) -> None:
        """Refuse a message whose author can't request anything here, before anything is done or shown.

        Raises UserError.
        """
        check_permissions(permissions_in(message), message.channel, locale_of(message))
        await self._job_service.require_admission(_make_message_origin(message))

    async def close(self) -> None:
        """Stop preparing, and return when waiting people have been told, or after a few seconds."""
        await self._frames.close()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_CLOSE_S)

    async def _make_draft(
        self, interaction: discord.Interaction, order: PictureOrder, request: VideoRequest, models: PlaceModels
    ) -> tuple[PictureOrder, VideoRequest]:
        """Return the order and its request, or the draft of both if one is wanted."""
        if not order.is_draft:
            return order, request
        request, full = make_draft(request, models.on_for(Mode.IMAGE), await self.quotes_for(interaction))
        extras = replace(order.extras, full_video=full)
        return replace(order.adopt(request), is_draft=False, extras=extras), request

    async def _offer_next(self, interaction: discord.Interaction, request: VideoRequest, place: OrderInstead) -> None:
        """Offer the next model. Raises ModelUnavailable if there is none."""
        await offer_next(interaction, self.catalogue.unavailable(request.model), self._orders.offers, request, place)

    async def _store(
        self,
        origin: RequestOrigin,
        picture: FoundPicture,
        order: PictureOrder,
        request: VideoRequest,
        spec: ModelSpec,
        *,
        locale: str,
    ) -> tuple[Job, Pictures]:
        """Prepare the pictures and store the job; returns all. Raises UserError, with nothing stored."""
        sizes = spec.sizes_in(request.resolution)
        make = partial(self._frames.make, user_id=origin.user_id, sizes=sizes, fit=order.fit, locale=locale)
        first, last = await make(picture, aspect=order.aspect), None
        if order.last_picture is not None:
            try:
                # The first picture decides the shape.
                last = await make(order.last_picture, aspect=first.aspect_ratio)
            except UserError as error:
                raise UserError(say(locale, "last-picture-fault", why=error.say(locale))) from error
        job = await self._job_service.request(
            origin,
            replace(request, aspect_ratio=first.aspect_ratio),
            picture=first,
            last_picture=last,
            is_spoiler=any(one.is_spoiler for one in order.list_pictures(picture)),
            extras=order.extras,
        )
        return job, Pictures(first.data, None if last is None else last.data)

    def _track(self) -> None:
        """Let `close` wait for this task: its caller tells the person about errors, even during a shutdown."""
        task = asyncio.current_task()
        if task is not None and task not in self._under_way:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)


def _make_message_origin(message: discord.Message, request_key: str | None = None) -> RequestOrigin:
    return RequestOrigin(
        request_key=request_key or f"message:{message.id}",
        user_id=message.author.id,
        guild_id=message.guild.id if message.guild is not None else None,
        channel_id=message.channel.id,
        interaction_token=None,
        # discord.py counts with a lower default than Discord.
        upload_limit_bytes=max(message.guild.filesize_limit if message.guild else 0, DEFAULT_UPLOAD_LIMIT_BYTES),
        locale=locale_of(message),
        parent_channel_id=parent_of(message.channel),
        role_ids=roles_of(message.author),
        is_age_restricted=is_age_restricted(message.channel),
    )


def _note_replaced(order: PictureOrder, models: PlaceModels) -> PictureOrder:
    """Note that the usual model is replaced by another one; the card says so."""
    if order.model is not None:
        return order
    return replace(order, extras=replace(order.extras, instead_of=models.replaced_for(Mode.IMAGE)))


async def _spell_order(interaction: discord.Interaction, order: PictureOrder) -> PictureOrder:
    own = order.extras.own_prompt
    extras = order.extras if own is None else replace(order.extras, own_prompt=await spell_prompt(interaction, own))
    return replace(order, prompt=await spell_prompt(interaction, order.prompt), extras=extras)


def locale_of(message: discord.Message) -> str:
    """The language for answers to a message: the server's, because Discord doesn't say a person's."""
    return message.guild.preferred_locale.value if message.guild is not None else FALLBACK


def permissions_in(message: discord.Message) -> discord.Permissions:
    """The bot's permissions where a message is; all of them if that isn't known."""
    channel = message.channel
    if message.guild is None or isinstance(
        channel, discord.PartialMessageable | discord.DMChannel | discord.GroupChannel
    ):
        return discord.Permissions.all()
    try:
        return channel.permissions_for(message.guild.me)
    except discord.ClientException:  # a thread of an unknown channel
        return discord.Permissions.all()


async def _require_present(source: discord.Message | discord.PartialMessage, key: str, locale: str) -> None:
    """Refuse if a message was deleted in the meantime: its author no longer wants the picture to be shown."""
    try:
        await source.channel.fetch_message(source.id)
    except discord.NotFound as error:
        raise UserError(say(locale, key)) from error
    except DISCORD_FAILURES as error:
        log.info("message not looked at", why=type(error).__name__)  # Discord showed it with the command
