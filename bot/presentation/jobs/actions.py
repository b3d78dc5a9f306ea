"""What people can do with a job: cancel it, repeat it, edit it, read it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import discord

from bot.domain.jobs import Job, JobState, Pictures
from bot.domain.requests import FullVideo, LastFrame, Mode, VideoRequest
from bot.domain.stories import write_scenes
from bot.domain.styles import Dressed
from bot.media.picture_files import is_spoiler
from bot.models import CannotMake, ModelUnavailable
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.edit_form import make_edit_form, read_edit_form
from bot.presentation.cards.ending import Ending
from bot.presentation.cards.shown_jobs import ShownJobs
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.inputs import read_files
from bot.presentation.common.permissions import actor_of, is_outside, require_permissions
from bot.presentation.common.replies import tell_privately, tell_text
from bot.presentation.common.waiting import acknowledge, in_time, wait_with
from bot.presentation.delivery.attachments import attach_pictures, find_posted_pictures, take_pictures
from bot.presentation.jobs.listing import JobListing
from bot.presentation.jobs.queued_changes import change_queued
from bot.presentation.orders.continuation import Continuations
from bot.presentation.orders.offers import offer_instead, offer_next
from bot.presentation.orders.pictures import PictureOrders, order_like
from bot.presentation.orders.placing import OrderPlacer, make_origin, with_source
from bot.presentation.orders.prompts import spell_request
from bot.presentation.orders.storyboards import Storyboards
from bot.presentation.pictures.message_pictures import FoundPicture, read_attachment, require_same_audience
from bot.sentences import Sentence, say
from bot.services.jobs.access import ActionNotPossible, JobActor
from bot.services.jobs.changes import QueuedChanges
from bot.services.jobs.requests import RequestExtras
from bot.services.jobs.service import JobService
from bot.services.quota.alternatives import make_draft
from bot.services.quota.place_models import ModelChoices, PlaceModels
from bot.services.quota.refusals import RequestRefused

#: How long an identical form counts as submitted twice.
_FORM_REPEAT_S = 30.0


class JobActions:
    """Handles buttons and forms; each method answers, or raises the error to answer with."""

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
        changes: QueuedChanges,
        storyboards: Storyboards,
    ) -> None:
        self._changes = changes
        self._storyboards = storyboards
        self._models = models
        self._job_service = job_service
        self._orders = orders
        self._picture_orders = picture_orders
        self._continuations = continuations
        self._listing = listing
        self._operators = operators
        self._debouncer = Debouncer()

    async def cancel(self, interaction: discord.Interaction, job_id: str) -> None:
        """Cancel a job that wasn't submitted yet, for its owner or an admin.

        The card is deleted. Its owner keeps a private answer from which they can request it again; a private card
        becomes that answer. Raises UserError if it is too late, or not allowed.
        """
        job, pictures = await wait_with(interaction, self._cancel(job_id, self._actor_of(interaction)))
        if job.user_id != interaction.user.id:
            if interaction.response.is_done() or not await self._listing.redraw(interaction):
                await tell_privately(interaction, describe_cancelled(job, interaction.locale.value))
            return
        job = replace(job, locale=interaction.locale.value)
        view = Ending(
            job,
            describe_cancelled(job, job.locale),
            has_picture=pictures.first is not None,
            name_model=self._models.catalogue.name_of,
        )
        files = attach_pictures(job, pictures)
        no_mentions = discord.AllowedMentions.none()
        if not interaction.response.is_done():
            if _is_own_card(interaction, job):
                await interaction.response.edit_message(view=view, attachments=files, allowed_mentions=no_mentions)
                return
            await self._listing.redraw(interaction)
        if interaction.response.is_done():
            await interaction.followup.send(view=view, files=files, ephemeral=True, allowed_mentions=no_mentions)
        else:
            await interaction.response.send_message(
                view=view, files=files, ephemeral=True, allowed_mentions=no_mentions
            )

    async def show_prompt(self, interaction: discord.Interaction, job_id: str) -> None:
        """Show the whole prompt of a job whose message has only the beginning, privately. Raises UserError."""
        job = await wait_with(interaction, self.find_to_repeat(interaction, job_id))
        if job.is_scene:
            scenes = await wait_with(interaction, self._job_service.find_group(job))
            await tell_text(interaction, "", write_scenes([one.request.prompt for one in scenes]))
            return
        await tell_text(interaction, "", job.request.prompt)

    async def again(self, interaction: discord.Interaction, job_id: str) -> None:
        """Repeat a job with a new seed, on the account of the person who pressed the button. Raises UserError."""
        async with self._debouncer.once("again", job_id, interaction.user.id) as press:
            job = await wait_with(interaction, self.find_to_repeat(interaction, job_id))
            if job.is_scene:
                press.is_done = await self._storyboards.repeat(interaction, job)
                return
            press.is_done = await self.order_like(interaction, job, self._draw_anew(job.request))

    async def take_offer(self, interaction: discord.Interaction, job_id: str) -> None:
        """Request what a job's owner is offered because its model is gone; each offer works once. Raises UserError."""
        async with self._debouncer.once("next", job_id, interaction.user.id) as press:
            finding = self._job_service.find_offer(job_id, self._actor_of(interaction))
            job, key = await wait_with(interaction, finding)
            if job.offer is not None:
                request = self._orders.offers.adapt(job.request, job.offer)
                press.is_done = await self.order_like(interaction, job, request, request_key=key)

    async def show_form(self, interaction: discord.Interaction, job_id: str) -> None:
        """Show a job's request as a form; a job that is still queued is held for its owner. Raises UserError."""
        job, models = await in_time(self._find_with_models(interaction, job_id))
        if job.is_scene:
            await self._storyboards.show_edit_form(interaction, job)
            return
        is_own = job.user_id == interaction.user.id
        is_change = job.state is JobState.QUEUED and is_own and job.group_id is None
        quoting = self._orders.quotes(interaction)
        if is_change:
            # Both at once, because a form must be shown within three seconds.
            quotes, _ = await asyncio.gather(quoting, self._changes.hold(job))
        else:
            quotes = await quoting
        spec = models.catalogue.find(job.request.model) or models.default_for(job.request.mode)
        specs = models.on_for(job.request.mode)
        locale, styles = interaction.locale.value, self._orders.styles
        form = make_edit_form(job, spec, specs, locale, styles=styles, quotes=quotes, is_change=is_change)
        await interaction.response.send_modal(form)

    async def edit(self, interaction: discord.Interaction, job_id: str) -> None:
        """Request what a submitted form says, on the account of the person who submitted it. Raises UserError."""
        edited = read_edit_form(interaction)
        files = read_files(interaction, "picture")[:2]
        picture, last_picture = [*map(read_attachment, files), None, None][:2]
        key = ("edit", job_id, interaction.user.id, edited, *(file.id for file in files))
        async with self._debouncer.once(*key, repeat_s=_FORM_REPEAT_S) as press:
            job = await wait_with(interaction, self.find_to_repeat(interaction, job_id))
            catalogue, styles = self._models.catalogue, self._orders.styles
            look = edited.read_look(job, styles)

            async def order(again: discord.Interaction, instead: VideoRequest, *, count: int | None = None) -> bool:
                wanted = edited.count if count is None else count
                return await self.order_like(
                    again,
                    job,
                    instead,
                    look=look,
                    count=wanted,
                    full_video=full,
                    picture=picture,
                    last_picture=last_picture,
                )

            spec = catalogue.look_up(edited.model_id or job.request.model)
            full: FullVideo | None = None
            is_other = picture is not None or edited.count > 1 or edited.is_draft
            try:
                ends_with = None if last_picture is None else LastFrame.PICTURE
                request = edited.make_request(job, spec, styles, has_picture=is_other, last_frame=ends_with)
            except CannotMake as cannot:
                await offer_instead(interaction, cannot, order, catalogue)
                return
            if request == job.request and edited.count > 1 and not edited.is_draft:
                request = self._draw_anew(request)  # variations of an existing video
            if edited.is_draft:
                models = await wait_with(interaction, self._models.of(make_origin(interaction).requester))
                quotes = await self._orders.quotes(interaction)
                request, full = make_draft(request, models.on_for(request.mode), quotes)
            press.is_done = await order(interaction, request)

    async def _cancel(self, job_id: str, actor: JobActor) -> tuple[Job, Pictures]:
        """Cancel a job; also returns its pictures, which are deleted together with the card."""
        pictures = await self._job_service.read_pictures(await self._job_service.find(job_id))
        return await self._job_service.cancel_for(job_id, actor), pictures

    async def change(self, interaction: discord.Interaction, job_id: str) -> None:
        """Change a queued job to what its owner's submitted form says; it keeps its place. Raises UserError."""
        edited = read_edit_form(interaction)
        key = ("change", job_id, interaction.user.id, edited)
        async with self._debouncer.once(*key, repeat_s=_FORM_REPEAT_S) as press:
            job = await wait_with(interaction, self._job_service.find(job_id))
            if not self._actor_of(interaction).owns(job):
                raise ActionNotPossible(Sentence("change-not-yours"))
            if job.group_id is not None:
                raise ActionNotPossible(Sentence("change-too-late"))  # variations are changed together
            press.is_done = await change_queued(
                interaction,
                job,
                edited,
                store=self._changes.change,
                orders=self._orders,
                catalogue=self._models.catalogue,
            )

    def _draw_anew(self, request: VideoRequest) -> VideoRequest:
        return replace(request, seed=self._models.catalogue.look_up(request.model).draw_seed())

    async def _find_with_models(self, interaction: discord.Interaction, job_id: str) -> tuple[Job, PlaceModels]:
        job = await self.find_to_repeat(interaction, job_id)
        return job, await self._models.of(make_origin(interaction).requester)

    async def find_to_repeat(self, interaction: discord.Interaction, job_id: str) -> Job:
        """Read a job from which the person wants to make a new one. Raises UserError."""
        shown = ShownJobs(interaction)
        return await self._job_service.find_to_use(job_id, self._actor_of(interaction), shown.is_pressed)

    def _actor_of(self, interaction: discord.Interaction) -> JobActor:
        return actor_of(interaction, self._operators.ids())

    # -- ordering ---------------------------------------------------------------------------------

    async def order_like(
        self,
        interaction: discord.Interaction,
        job: Job,
        request: VideoRequest,
        *,
        look: Dressed | None = None,
        picture: FoundPicture | None = None,
        last_picture: FoundPicture | None = None,
        request_key: str | None = None,
        count: int = 1,
        full_video: FullVideo | None = None,
        is_of_result: bool = False,
    ) -> bool:
        """Request a video like a job's; it stays private if the job was. Returns whether there is a new job.

        `look` is what the request's prompt was made of, and `picture` and `last_picture` replace the first and last
        picture; None: as in the job.
        """
        request = await spell_request(interaction, request)
        extras = RequestExtras(source_id=job.id, request_key=request_key, count=count, full_video=full_video)
        extras = with_source(_dress(extras, job, request, look), interaction, job)
        if is_of_result and not job.is_personal and job.result_channel_id is None:
            # The button was on a private answer, but others can open the draft's message.
            extras = replace(extras, source_message_id=job.result_message_id, source_user_id=job.user_id)
        if picture is None:
            is_ordered = await self._continuations.repeat(interaction, job, request, extras)
            if is_ordered is not None:
                return is_ordered
        if request.mode is Mode.TEXT:
            return await self._orders.place(interaction, request, is_private=job.is_private, extras=extras)
        needs_last = request.last_frame is LastFrame.PICTURE and last_picture is None
        posted: Sequence[FoundPicture] = []
        if picture is None or needs_last:
            posted = await _find_pictures(interaction, job)
        last_picture = posted[-1] if needs_last and len(posted) > 1 else last_picture
        if picture is not None and needs_last and last_picture is None:
            raise ActionNotPossible(Sentence("again-no-picture"))  # only Segmind has the last one, with the old first
        picture = picture or next(iter(posted), None)
        if picture is None or (needs_last and last_picture is None):
            return await self._order_without_frame(interaction, job, request, extras)
        order = order_like(
            request,
            aspect=request.aspect_ratio,
            seed=request.seed,
            is_private=job.is_private,
            extras=extras,
            last_picture=last_picture,
        )
        return await self._picture_orders.place(interaction, picture, order)

    async def _order_without_frame(
        self, interaction: discord.Interaction, job: Job, request: VideoRequest, extras: RequestExtras
    ) -> bool:
        """Animate a picture that only Segmind still has. Raises UserError if it lacks one that is needed."""
        _require_known_pictures(interaction, job, request)
        has_last = request.last_frame is LastFrame.PICTURE
        extras = replace(extras, image_url=job.image_url, last_image_url=job.last_image_url if has_last else None)
        if job.is_apart or is_outside(interaction):
            return await self._orders.place(interaction, request, is_private=job.is_private, extras=extras)
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


def _dress(extras: RequestExtras, job: Job, request: VideoRequest, look: Dressed | None) -> RequestExtras:
    """Note what the request's prompt was made of."""
    if look is None or request.prompt == job.request.prompt:
        return replace(extras, own_prompt=job.own_prompt, style=job.style, camera=job.camera)
    if look.style or look.camera:
        return replace(extras, own_prompt=look.own_prompt, style=look.style, camera=look.camera)
    return extras


def describe_cancelled(job: Job, locale: str) -> str:
    """The answer to the person who cancelled a job."""
    return say(locale, "cancel-done", seconds=job.request.duration_s)


def _is_own_card(interaction: discord.Interaction, job: Job) -> bool:
    """Whether the pressed button is on a private card, which the person keeps."""
    return job.is_private and interaction.message is not None and interaction.message.id == job.card_message_id


async def _find_pictures(interaction: discord.Interaction, job: Job) -> Sequence[FoundPicture]:
    """Return a job's pictures from the message of the pressed button, else from its result or its card.

    Empty if all of these are gone or can't be read.
    """
    here = () if interaction.message is None else take_pictures(interaction.message, job)
    if here or job.is_apart or is_outside(interaction):
        return here  # the bot can't read the card of such a job
    if not job.is_private:
        require_permissions(interaction, interaction.locale.value)
    await acknowledge(interaction)
    result = await find_posted_pictures(interaction.client, job, job.result_message_id, job.result_channel_id)
    return result or await find_posted_pictures(interaction.client, job, job.card_message_id)


def _require_known_pictures(interaction: discord.Interaction, job: Job, request: VideoRequest) -> None:
    """Refuse if Segmind lacks a job's pictures, too, or if the new video couldn't be a spoiler like the old one."""
    has_last = request.last_frame is not LastFrame.PICTURE or job.last_image_url is not None
    if job.image_url is None or not has_last or is_spoiler(job.image_path):
        raise ActionNotPossible(Sentence("again-no-picture"))
    if interaction.guild_id is not None and interaction.channel_id is not None:
        picture = FoundPicture(url="", name="", source_channel_id=job.channel_id)
        require_same_audience(
            picture, interaction.channel, interaction.channel_id, interaction.client, interaction.locale.value
        )
