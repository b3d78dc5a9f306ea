"""Requests with a picture: from a picture in Discord to a stored job whose card shows its first frame.

Nothing is stored or reserved before the picture is downloaded and prepared, so a bad picture costs nothing. Meanwhile
the person sees that the bot is working.
"""

import asyncio
import contextlib
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.domain.jobs import Job
from bot.domain.requests import AspectRatio, Mode, VideoRequest
from bot.domain.uploads import DEFAULT_UPLOAD_LIMIT_BYTES
from bot.errors import UserError
from bot.media.picture_checks import Fit
from bot.models import Catalogue, ModelSpec, ModelUnavailable
from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.permissions import check_permissions, require_permissions
from bot.presentation.common.waiting import acknowledge
from bot.presentation.orders.next_offer import offer_next
from bot.presentation.orders.placing import OrderPlacer, make_origin, parent_of, roles_of
from bot.presentation.orders.prompts import spell_prompt
from bot.presentation.orders.shorter_offer import offer_shorter
from bot.presentation.pictures.discord_files import FileSource
from bot.presentation.pictures.frame_queue import FrameQueue
from bot.presentation.pictures.message_pictures import FoundPicture, require_same_audience
from bot.sentences import FALLBACK, Sentence, say
from bot.services.jobs.service import JobService, RequestExtras, RequestOrigin
from bot.services.quota.refusals import RequestRefused

log = get_logger(__name__)

#: How long a shutdown waits for the last answers.
_CLOSE_S = 3.0
_NO_EXTRAS = RequestExtras()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder:
    """What a person wants to make from a picture."""

    prompt: str = ""
    #: The model's slug or id; None: the usual one.
    model: str | None = None
    #: None: as long as is usual for the model.
    duration_s: int | None = None
    #: None: the picture's own shape decides.
    aspect: AspectRatio | None = None
    fit: Fit = Fit.AUTO
    #: None: as is usual for the model.
    resolution: str | None = None
    has_sound: bool | None = None
    negative_prompt: str = ""
    #: None: a random one is drawn.
    seed: int | None = None
    #: Whether only the requester may see the card and the video.
    is_private: bool = False
    extras: RequestExtras = _NO_EXTRAS

    def make_request(self, spec: ModelSpec) -> VideoRequest:
        """Check the order and make it a request, whose shape is preliminary; raises InvalidRequest."""
        return spec.make_request(
            Mode.IMAGE,
            prompt=self.prompt,
            duration_s=self.duration_s,
            aspect_ratio=self.aspect,
            resolution=self.resolution,
            has_sound=self.has_sound,
            negative_prompt=self.negative_prompt,
            seed=self.seed,
        )


def order_like(request: VideoRequest, **more: Any) -> PictureOrder:
    """An order of the same, but for its shape and seed."""
    return PictureOrder(
        model=request.model,
        prompt=request.prompt,
        duration_s=request.duration_s,
        resolution=request.resolution,
        has_sound=request.has_sound,
        negative_prompt=request.negative_prompt,
        **more,
    )


class PictureOrders:
    """Accepts requests from commands, forms, buttons and mentions."""

    def __init__(self, orders: OrderPlacer, job_service: JobService, frames: FrameQueue, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
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
        source: discord.Message | None = None,
    ) -> bool:
        """Acknowledge privately unless that is done, prepare the picture, store the job and post its card.

        `source` is the message with the picture, to which the card replies. If the request is private, the answer
        becomes the card. Returns whether there is a new job. If a limit refuses it, offers a shorter video that fits
        instead. Raises UserError, with nothing stored, for any other refusal.
        """
        locale = interaction.locale.value
        self._track()
        if not order.is_private:
            require_permissions(interaction, locale)
        order = await _spell_order(interaction, order)
        request = order.make_request(self._spec_of(order))
        if not self.catalogue.is_available(request.model):
            return await self._offer_next(interaction, picture, order, request, source)
        origin = make_origin(interaction, is_private=order.is_private)
        if not origin.is_apart:
            # The card is a separate message; the private answer can't become the result.
            origin = replace(origin, interaction_token=None)
        if origin.guild_id is not None:
            require_same_audience(picture, interaction.channel, origin.channel_id, interaction.client, locale)
        await acknowledge(interaction)
        can_reply = interaction.guild_id is None or interaction.app_permissions.read_message_history
        reply_to = source.id if source is not None and can_reply else None
        try:
            await self._job_service.require_admission(origin)
            if source is not None and not origin.is_outside:
                key = "continue-deleted" if picture.read else "picture-message-deleted"
                await _require_present(source, key, locale)
            job, frame = await self._store(origin, picture, order, request, locale=locale)
        except RequestRefused as refused:
            await offer_shorter(
                interaction,
                refused,
                lambda again, seconds: self.place(again, picture, replace(order, duration_s=seconds), source=source),
            )
            return False
        except ModelUnavailable:  # since it was chosen
            return await self._offer_next(interaction, picture, order, request, source)
        return await self._orders.show_after(interaction, job, frame=frame, reply_to=reply_to)

    async def place_from_message(
        self,
        client: discord.Client,
        message: discord.Message,
        picture: FoundPicture,
        order: PictureOrder,
        *,
        request_key: str | None = None,
    ) -> None:
        """The same for a message that requests it; its answer is the card, as a reply.

        `request_key` identifies the request, by default the message. Raises UserError, with nothing stored, for any
        refusal.
        """
        locale = locale_of(message)
        self._track()
        await self.require_admission(message)
        request = order.make_request(self._spec_of(order))
        if message.guild is not None:
            require_same_audience(picture, message.channel, message.channel.id, client, locale)
        with contextlib.suppress(*DISCORD_FAILURES):
            await message.channel.typing()
        job, frame = await self._store(
            _make_message_origin(message, request_key), picture, order, request, locale=locale
        )
        reply_to = message.id if permissions_in(message).read_message_history else None
        if not await self._orders.post_card(client, job, frame=frame, reply_to=reply_to):
            raise UserError(Sentence("error-not-posted"))

    @property
    def files(self) -> FileSource:
        """Reads files from Discord."""
        return self._frames.files

    async def require_admission(self, message: discord.Message) -> None:
        """Refuse a message whose author can't request anything here, before anything is done or shown for it.

        Raises UserError.
        """
        check_permissions(permissions_in(message), message.channel, locale_of(message))
        await self._job_service.require_admission(_make_message_origin(message))

    async def close(self) -> None:
        """Stop preparing, and return when waiting people have been told, as far as time allows."""
        await self._frames.close()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_CLOSE_S)

    async def _offer_next(
        self,
        interaction: discord.Interaction,
        picture: FoundPicture,
        order: PictureOrder,
        request: VideoRequest,
        source: discord.Message | None,
    ) -> bool:
        """Offer the next model; returns False, since there is no new job. Raises ModelUnavailable if there is none."""

        async def place(again: discord.Interaction, adapted: VideoRequest) -> None:
            aspect = None if order.aspect is None else adapted.aspect_ratio
            like = order_like(
                adapted,
                aspect=aspect,
                seed=adapted.seed,
                fit=order.fit,
                is_private=order.is_private,
                extras=order.extras,
            )
            await self.place(again, picture, like, source=source)

        await offer_next(interaction, self.catalogue.unavailable(request.model), self._orders.offers, request, place)
        return False

    async def _store(
        self, origin: RequestOrigin, picture: FoundPicture, order: PictureOrder, request: VideoRequest, *, locale: str
    ) -> tuple[Job, bytes]:
        """Prepare the first frame and store the job; returns both. Raises UserError, with nothing stored."""
        frame = await self._frames.make(
            picture,
            user_id=origin.user_id,
            sizes=self._spec_of(order).sizes_in(request.resolution),
            aspect=order.aspect,
            fit=order.fit,
            locale=locale,
        )
        request = replace(request, aspect_ratio=frame.aspect_ratio)
        extras = order.extras
        if order.model is None:
            extras = replace(extras, instead_of=self.catalogue.replaced_for(Mode.IMAGE))
        job = await self._job_service.request(
            origin, request, picture=frame, is_spoiler=picture.is_spoiler, extras=extras
        )
        return job, frame.data

    def _spec_of(self, order: PictureOrder) -> ModelSpec:
        return self.catalogue.choose(Mode.IMAGE, order.model)

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
    )


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


async def _require_present(source: discord.Message, key: str, locale: str) -> None:
    """Refuse if a message was deleted in the meantime: its author doesn't want the picture to be shown again."""
    try:
        await source.channel.fetch_message(source.id)
    except discord.NotFound as error:
        raise UserError(say(locale, key)) from error
    except DISCORD_FAILURES as error:
        log.info("message not looked at", why=type(error).__name__)  # Discord showed it with the command
