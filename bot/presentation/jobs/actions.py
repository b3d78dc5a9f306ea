"""What people can do with a job: cancel it, repeat it, edit it."""

from dataclasses import replace
from functools import partial

import discord

from bot.domain.jobs import Job
from bot.domain.requests import Mode, VideoRequest
from bot.media.picture_files import is_spoiler, name_picture
from bot.models import CannotMake, ModelUnavailable
from bot.observability import get_logger
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.edit_form import make_edit_form, read_edit_form
from bot.presentation.cards.shown_jobs import ShownJobs
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.forms import read_fields
from bot.presentation.common.permissions import actor_of, is_outside, require_permissions
from bot.presentation.common.replies import tell_privately
from bot.presentation.common.waiting import acknowledge, in_time, wait_with
from bot.presentation.jobs.listing import JobListing
from bot.presentation.orders.continuation import Continuations
from bot.presentation.orders.next_offer import offer_next
from bot.presentation.orders.offers import offer_instead
from bot.presentation.orders.pictures import PictureOrders, order_like
from bot.presentation.orders.placing import OrderPlacer, make_origin
from bot.presentation.orders.prompts import spell_request
from bot.presentation.pictures.message_pictures import FoundPicture, find_pictures, require_same_audience
from bot.sentences import Sentence, say
from bot.services.jobs.access import ActionNotPossible, JobActor
from bot.services.jobs.service import JobService, RequestExtras
from bot.services.quota.place_models import ModelChoices, PlaceModels
from bot.services.quota.refusals import RequestRefused

log = get_logger(__name__)

#: How long an identical form counts as submitted twice.
_FORM_REPEAT_S = 30.0


class JobActions:
    """Carries out buttons and forms; each method answers, or raises what to answer."""

    def __init__(
        self,
        job_service: JobService,
        *,
        orders: OrderPlacer,
        picture_orders: PictureOrders,
        continuations: Continuations,
        listing: JobListing,
        operators: Operators,
        models: ModelChoices,
    ) -> None:
        self._models = models
        self._job_service = job_service
        self._orders = orders
        self._picture_orders = picture_orders
        self._continuations = continuations
        self._listing = listing
        self._operators = operators
        self._debouncer = Debouncer()

    async def cancel(self, interaction: discord.Interaction, job_id: str) -> None:
        """Cancel a job that wasn't submitted yet, for its owner or an admin; its card or the list shows that at once.

        Raises UserError if it is too late, or not allowed.
        """
        job = await wait_with(interaction, self._job_service.cancel_for(job_id, self._actor_of(interaction)))
        is_open = not interaction.response.is_done()  # otherwise the worker edits the card
        if (
            is_open
            and interaction.message is not None
            and interaction.message.id in (job.card_message_id, job.answer_message_id)
        ):
            card = self._orders.make_card(job)
            try:
                await interaction.response.edit_message(view=card, allowed_mentions=discord.AllowedMentions.none())
            except DISCORD_FAILURES as error:
                log.info("cancelled card left to the worker", job_id=job_id, why=type(error).__name__)
            else:
                return
        if is_open and await self._listing.redraw(interaction):
            return
        locale = interaction.locale.value
        await tell_privately(interaction, say(locale, "cancel-done", seconds=job.request.duration_s))

    async def again(self, interaction: discord.Interaction, job_id: str) -> None:
        """Repeat a job with a new seed, on the account of the person who pressed the button. Raises UserError."""
        async with self._debouncer.once("again", job_id, interaction.user.id) as press:
            job = await wait_with(interaction, self._find_to_repeat(interaction, job_id))
            press.is_done = await self._order(interaction, job, self._draw_anew(job.request))

    async def take_offer(self, interaction: discord.Interaction, job_id: str) -> None:
        """Request what the owner of a job is offered because its model is gone; each offer once. Raises UserError."""
        async with self._debouncer.once("next", job_id, interaction.user.id) as press:
            finding = self._job_service.find_offer(job_id, self._actor_of(interaction))
            job, key = await wait_with(interaction, finding)
            if job.offer is not None:
                request = self._orders.offers.adapt(job.request, job.offer)
                press.is_done = await self._order(interaction, job, request, request_key=key)

    async def show_form(self, interaction: discord.Interaction, job_id: str) -> None:
        """Show a job's request as a form. Raises UserError."""
        job, models = await in_time(self._find_with_models(interaction, job_id))
        spec = models.catalogue.find(job.request.model) or models.default_for(job.request.mode)
        specs = models.on_for(job.request.mode)
        await interaction.response.send_modal(make_edit_form(job, spec, specs, interaction.locale.value))

    async def edit(self, interaction: discord.Interaction, job_id: str) -> None:
        """Request what a submitted form says, on the account of the person who submitted it. Raises UserError."""
        edited = read_edit_form(read_fields(interaction))
        key = ("edit", job_id, interaction.user.id, edited)
        async with self._debouncer.once(*key, repeat_s=_FORM_REPEAT_S) as press:
            job = await wait_with(interaction, self._find_to_repeat(interaction, job_id))
            catalogue = self._models.catalogue

            async def order(again: discord.Interaction, instead: VideoRequest) -> bool:
                return await self._order(again, job, instead)

            try:
                request = edited.make_request(job, catalogue.look_up(edited.model_id or job.request.model))
            except CannotMake as cannot:
                await offer_instead(interaction, cannot, order, catalogue)
                return
            press.is_done = await order(interaction, request)

    def _draw_anew(self, request: VideoRequest) -> VideoRequest:
        return replace(request, seed=self._models.catalogue.look_up(request.model).draw_seed())

    async def _find_with_models(self, interaction: discord.Interaction, job_id: str) -> tuple[Job, PlaceModels]:
        job = await self._find_to_repeat(interaction, job_id)
        return job, await self._models.of(make_origin(interaction).requester)

    async def _find_to_repeat(self, interaction: discord.Interaction, job_id: str) -> Job:
        shown = ShownJobs(interaction)
        return await self._job_service.find_to_use(job_id, self._actor_of(interaction), shown.is_pressed)

    def _actor_of(self, interaction: discord.Interaction) -> JobActor:
        return actor_of(interaction, self._operators.ids())

    # -- ordering ---------------------------------------------------------------------------------

    async def _order(
        self, interaction: discord.Interaction, job: Job, request: VideoRequest, *, request_key: str | None = None
    ) -> bool:
        """Request a video like a job's; it stays private if the job was. Returns whether there is a new job."""
        request = await spell_request(interaction, request)
        own_prompt = job.own_prompt if request.prompt == job.request.prompt else None
        extras = RequestExtras(own_prompt=own_prompt, source_id=job.id, request_key=request_key)
        is_ordered = await self._continuations.repeat(interaction, job, request, extras)
        if is_ordered is not None:
            return is_ordered
        if request.mode is Mode.TEXT:
            return await self._orders.place(interaction, request, is_private=job.is_private, extras=extras)
        picture = _find_here(interaction, job)
        if picture is None and (job.is_apart or is_outside(interaction)):
            # The bot can't read its card.
            _require_known_picture(interaction, job)
            known = replace(extras, image_url=job.image_url)
            return await self._orders.place(interaction, request, is_private=job.is_private, extras=known)
        if not job.is_private:
            require_permissions(interaction, interaction.locale.value)
        if picture is None:
            await acknowledge(interaction)
            picture = await _find_on_card(interaction.client, job)
        if picture is None:
            _require_known_picture(interaction, job)
            return await self._order_without_frame(interaction, request, replace(extras, image_url=job.image_url))
        order = order_like(
            request, aspect=request.aspect_ratio, seed=request.seed, is_private=job.is_private, extras=extras
        )
        return await self._picture_orders.place(interaction, picture, order)

    async def _order_without_frame(
        self, interaction: discord.Interaction, request: VideoRequest, extras: RequestExtras
    ) -> bool:
        """Animate a picture that only Segmind still has, after a private acknowledgement."""
        origin = replace(make_origin(interaction), interaction_token=None)
        order = partial(self._orders.place, extras=extras)
        try:
            job = await self._job_service.request(origin, request, extras=extras)
        except RequestRefused as refused:
            await offer_instead(interaction, refused, order, self._models.catalogue)
            return False
        except ModelUnavailable as gone:
            await offer_next(
                interaction, gone, self._orders.offers, request, partial(self._orders.place, extras=extras)
            )
            return False
        return await self._orders.show_after(interaction, job)


def _find_here(interaction: discord.Interaction, job: Job) -> FoundPicture | None:
    """Return the picture of a job if the pressed button is on its card."""
    if interaction.message is None or interaction.message.id != job.card_message_id:
        return None
    return _take_picture(interaction.message, job)


async def _find_on_card(client: discord.Client, job: Job) -> FoundPicture | None:
    """Return the picture on a job's card; None if the card is gone or can't be read."""
    if job.card_message_id is None:
        return None
    try:
        channel = client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        return _take_picture(await channel.fetch_message(job.card_message_id), job)
    except DISCORD_FAILURES as error:
        log.info("card not read", job_id=job.id, why=repr(error))
        return None


def _take_picture(card: discord.Message, job: Job) -> FoundPicture | None:
    if job.image_path is None:
        return None
    name = name_picture(job.image_path)
    picture = next((one for one in find_pictures(card) if one.name == name), None)
    if picture is None:
        return None  # for example, the card has become the result
    hidden = is_spoiler(job.image_path) or picture.is_spoiler
    return replace(picture, is_spoiler=hidden, source_channel_id=picture.source_channel_id or job.channel_id)


def _require_known_picture(interaction: discord.Interaction, job: Job) -> None:
    """Refuse if Segmind doesn't have a job's picture either, or if its video couldn't be a spoiler as before."""
    if job.image_url is None or is_spoiler(job.image_path):
        raise ActionNotPossible(Sentence("again-no-picture"))
    if interaction.guild_id is not None and interaction.channel_id is not None:
        picture = FoundPicture(url="", name="", source_channel_id=job.channel_id)
        require_same_audience(
            picture, interaction.channel, interaction.channel_id, interaction.client, interaction.locale.value
        )
