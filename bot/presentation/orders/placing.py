"""Places requests: from a checked request to a stored job whose card is the answer."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.domain.jobs import NO_PICTURES, Job, Pictures
from bot.domain.requests import Mode, VideoRequest
from bot.domain.styles import Styles
from bot.errors import DatabaseUnavailable, UserError
from bot.models import CannotMake, ModelSpec, ModelUnavailable
from bot.observability import get_logger
from bot.presentation.cards.buttons import has_buttons_of
from bot.presentation.cards.card import Card
from bot.presentation.cards.film_card import FilmCard
from bot.presentation.cards.group_card import GroupCard, repeat_first
from bot.presentation.common.discord_errors import ALREADY_ANSWERED, DISCORD_FAILURES
from bot.presentation.common.permissions import is_age_restricted, is_outside, require_permissions
from bot.presentation.common.waiting import read_answer, wait_with
from bot.presentation.delivery.attachments import attach_pictures
from bot.presentation.orders.offers import offer_instead, offer_next
from bot.presentation.orders.order import Order, complete_order
from bot.presentation.orders.prompts import spell_prompt, spell_request
from bot.sentences import Sentence, say
from bot.services.jobs.offers import ModelOffers
from bot.services.jobs.requests import RequestExtras, RequestOrigin
from bot.services.jobs.service import JobService
from bot.services.ports import ProgressEstimate
from bot.services.quota.alternatives import make_draft
from bot.services.quota.place_models import ModelChoices
from bot.services.quota.quotes import Quotes
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.service import QuotaService

log = get_logger(__name__)

_NO_EXTRAS = RequestExtras()


class OrderPlacer:
    """Stores requests from commands, buttons and forms, and shows each new job's card."""

    def __init__(
        self,
        job_service: JobService,
        quota: QuotaService,
        progress: Callable[[Job], ProgressEstimate],
        offers: ModelOffers,
        models: ModelChoices,
        styles: Styles,
    ) -> None:
        self._job_service = job_service
        self._quota = quota
        self._models = models
        self.styles = styles
        #: Finds the next model if one can't be used.
        self.offers = offers
        #: Estimates how a job is doing.
        self.progress = progress
        #: The scenes of films that were just stored, by the first scene's id, until their cards are shown.
        self._films: dict[str, Sequence[Job]] = {}

    async def place_order(self, interaction: discord.Interaction, order: Order) -> bool:
        """Turn an order from text into a request, with the usual values here for what it doesn't name, and place it.

        If the model can't make it, offers the nearest video that it can make. Returns and raises the same as `place`.
        """
        models = await wait_with(interaction, self._models.of(make_origin(interaction).requester))
        order = complete_order(order, Mode.TEXT, models, self.styles)
        extras = order.extras
        if order.model is None:
            extras = replace(extras, instead_of=models.replaced_for(Mode.TEXT))
        place = partial(self.place, is_private=bool(order.is_private), extras=extras)
        try:
            request = order.make_request(models.choose(Mode.TEXT, order.model), Mode.TEXT)
            if order.is_draft:
                request, full = make_draft(request, models.on_for(Mode.TEXT), await self.quotes(interaction))
                extras = replace(extras, full_video=full)
                place = partial(self.place, is_private=bool(order.is_private), extras=extras)
        except CannotMake as cannot:
            await offer_instead(interaction, cannot, place, self._models.catalogue)
            return False
        return await place(interaction, request)

    async def place(
        self,
        interaction: discord.Interaction,
        request: VideoRequest,
        *,
        is_private: bool = False,
        extras: RequestExtras = _NO_EXTRAS,
        count: int | None = None,
    ) -> bool:
        """Store the request as a job, or as several variations, and answer with the card.

        Waits for a slow database, after a private acknowledgement. Returns whether there is a new job. If a limit
        refuses it, offers videos that fit instead; if its model can't be used any more, the next one. Only the person
        sees a private card. Raises UserError, with nothing stored, if the bot can't post here or the request is
        refused.
        """
        if count is not None:
            extras = replace(extras, count=count, scenes=extras.scenes[:count])
        if not is_private:
            require_permissions(interaction, interaction.locale.value)
        origin = make_origin(interaction, is_private=is_private)
        try:
            job = await wait_with(interaction, self._store(interaction, origin, request, extras))
        except RequestRefused as refused:
            place = partial(self.place, is_private=is_private, extras=extras)
            await offer_instead(interaction, refused, place, self._models.catalogue)
            return False
        except ModelUnavailable as gone:
            place = partial(self.place, is_private=is_private, extras=extras)
            await offer_next(interaction, gone, self.offers, request, place)
            return False
        try:
            stands = None if interaction.response.is_done() else await self._answer(interaction, job)
            return await self.show_after(interaction, job) if stands is None else stands
        finally:
            self._films.pop(job.id, None)

    async def usual_order(self, interaction: discord.Interaction, prompt: str) -> tuple[ModelSpec, Order]:
        """Return the order that a prompt alone makes here, and its model."""
        models = await self._models.of(make_origin(interaction).requester)
        order = complete_order(Order(prompt=prompt), Mode.TEXT, models, self.styles)
        return models.choose(Mode.TEXT, order.model), order

    async def quotes(self, interaction: discord.Interaction) -> Quotes:
        """Return what videos would cost this person here, and what they have left; without what can't be read."""
        return await self._quota.quotes(make_origin(interaction).requester)

    def make_card(self, job: Job, *, note: str = "") -> ui.LayoutView:
        """Make the card of a job, or of variations or a film that were just stored, as it is now."""
        if job.is_scene:
            scenes = [(one, self.progress(one)) for one in self._films.get(job.id, [job])]
            return FilmCard(scenes, note=note, name_model=self._models.catalogue.name_of)
        if job.group_id is not None:
            members = repeat_first(job, self.progress(job))
            return GroupCard(members, note=note, name_model=self._models.catalogue.name_of)
        return Card(job, self.progress(job), note=note, name_model=self._models.catalogue.name_of)

    async def show_after(
        self,
        interaction: discord.Interaction,
        job: Job,
        *,
        pictures: Pictures = NO_PICTURES,
        reply_to: int | None = None,
    ) -> bool:
        """Show the card of a new job after a private placeholder, which is then removed; returns True.

        If the person couldn't be told, withdraws the job and raises UserError.
        """
        if job.is_apart:
            is_shown = await self._finish_answer(interaction, job, pictures)
        else:
            is_shown = await self.post_card(interaction.client, job, pictures=pictures, reply_to=reply_to)
        if not is_shown:
            raise UserError(Sentence("error-not-posted"))
        if not job.is_private:
            # The card is in the channel now, so the private answer isn't needed any more.
            with contextlib.suppress(*DISCORD_FAILURES):
                await interaction.delete_original_response()
        return True

    async def post_card(
        self,
        client: discord.Client,
        job: Job,
        *,
        note: str = "",
        pictures: Pictures = NO_PICTURES,
        reply_to: int | None = None,
    ) -> bool:
        """Post a job's card as a message in its channel; if that fails, withdraw the job, since nobody would see it.

        Returns whether the card was posted. `note` is shown above it and may mention the requester; `pictures` are
        the prepared ones on the card.
        """
        more: dict[str, Any] = {}
        if pictures.first is not None:
            more["files"] = attach_pictures(job, pictures)
        if reply_to is not None:
            more["reference"] = discord.MessageReference(
                message_id=reply_to, channel_id=job.channel_id, guild_id=job.guild_id, fail_if_not_exists=False
            )
            more["mention_author"] = False
        mentioned = [discord.Object(job.user_id)] if note else False
        try:
            message = await client.get_partial_messageable(job.channel_id, guild_id=job.guild_id).send(
                view=self.make_card(job, note=note),
                allowed_mentions=discord.AllowedMentions(
                    everyone=False, roles=False, replied_user=False, users=mentioned
                ),
                nonce=f"{job.id}-card",
                **more,
            )
        except DISCORD_FAILURES as error:
            log.warning("card not posted", job_id=job.id, why=repr(error))
        else:
            await self._job_service.show_card(job, message.id)
            return True
        await self._job_service.withdraw(job)
        return False

    async def post_approved(self, client: discord.Client, job: Job, *, note: str, pictures: Pictures) -> bool:
        """Post the card of a job, variations or a film that a moderator has allowed; see `post_card`."""
        await self._read_film(job)
        try:
            return await self.post_card(client, job, note=note, pictures=pictures)
        finally:
            self._films.pop(job.id, None)

    async def tell_directly(self, client: discord.Client, job: Job, key: str = "private-no-answer") -> bool:
        """Tell the person about their job by direct message; if that fails, withdraw the job. Returns whether it stays.

        There is no card then: an interaction that couldn't be answered can't be edited either.
        """
        try:
            opened = await client.create_dm(discord.Object(job.user_id))
            await client.get_partial_messageable(opened.id).send(
                say(job.locale, key, reference=job.id),
                allowed_mentions=discord.AllowedMentions.none(),
                nonce=f"{job.id}-card",
            )
        except DISCORD_FAILURES as error:
            log.warning("person not told", job_id=job.id, why=repr(error))
            await self._job_service.withdraw(job)
            return False
        return True

    async def _store(
        self, interaction: discord.Interaction, origin: RequestOrigin, request: VideoRequest, extras: RequestExtras
    ) -> Job:
        request = await spell_request(interaction, request)
        if extras.own_prompt is not None:
            extras = replace(extras, own_prompt=await spell_prompt(interaction, extras.own_prompt))
        job = await self._job_service.request(origin, request, extras=extras)
        await self._read_film(job)
        return job

    async def _read_film(self, job: Job) -> None:
        """Keep all scenes of a film that was just stored, for its card."""
        if job.is_scene:
            with contextlib.suppress(DatabaseUnavailable):
                self._films[job.id] = await self._job_service.find_group(job)

    async def _answer(self, interaction: discord.Interaction, job: Job) -> bool | None:
        """Answer with the card; returns whether the job stays, None if a placeholder has to be replaced."""
        try:
            response = await interaction.response.send_message(
                view=self.make_card(job),
                ephemeral=job.is_private,
                allowed_mentions=discord.AllowedMentions.none(),
            )
            message_id = response.message_id
        except DISCORD_FAILURES as error:
            if not isinstance(error, discord.HTTPException) or error.code != ALREADY_ANSWERED:
                return await self._tell_otherwise(interaction, job, error)
            answer = await read_answer(interaction)
            if answer is not None and answer.flags.loading:
                return None
            if answer is None or not has_buttons_of(answer, job.id):
                log.warning("answered by another process", job_id=job.id)
                await self._job_service.withdraw(job)
                return False
            message_id = answer.id
        if message_id is not None:
            await self._job_service.show_card(job, message_id, is_answer=True)
        return True

    async def _tell_otherwise(self, interaction: discord.Interaction, job: Job, error: Exception) -> bool:
        """Tell the person about a job if its card couldn't be the answer; returns whether it stays."""
        log.warning("answer not shown", job_id=job.id, why=repr(error))
        if job.is_apart:
            return await self.tell_directly(interaction.client, job)
        note = say(job.locale, "error-no-answer", mention=f"<@{job.user_id}>")
        return await self.post_card(interaction.client, job, note=note)

    async def _finish_answer(self, interaction: discord.Interaction, job: Job, pictures: Pictures) -> bool:
        """Replace a private placeholder with the card of a job that is private or came from outside.

        Returns whether the job stays: like `post_card`, this withdraws a job whose requester can't be told.
        """
        try:
            message_id = await self._replace_placeholder(interaction, job, pictures)
        except DISCORD_FAILURES as error:
            log.warning("answer not finished", job_id=job.id, why=repr(error))
            return await self.tell_directly(interaction.client, job)
        await self._job_service.show_card(job, message_id, is_answer=True)
        return True

    async def _replace_placeholder(self, interaction: discord.Interaction, job: Job, pictures: Pictures) -> int:
        view = self.make_card(job)
        files = attach_pictures(job, pictures)
        no_mentions = discord.AllowedMentions.none()
        if job.is_private:
            edited = await interaction.edit_original_response(
                view=view, attachments=files, allowed_mentions=no_mentions
            )
            return edited.id
        # The first follow-up would replace the private placeholder, so that is edited first: the card must be public.
        key = "private-accepted" if pictures.first is None else "private-ready"
        await interaction.edit_original_response(content=say(interaction.locale.value, key))
        card = await interaction.followup.send(view=view, files=files, allowed_mentions=no_mentions, wait=True)
        return card.id


def make_origin(interaction: discord.Interaction, *, is_private: bool = False) -> RequestOrigin:
    """Return who is asking in an interaction, and where the video will appear. Raises ValueError without a channel.

    A private request is answered in the person's own language.
    """
    if interaction.channel_id is None:
        raise ValueError("a command without a channel")
    return RequestOrigin(
        request_key=f"interaction:{interaction.id}",
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        interaction_token=interaction.token,
        interaction_at=datetime.now(UTC),
        is_private=is_private,
        is_outside=is_outside(interaction),
        upload_limit_bytes=interaction.filesize_limit,
        locale=interaction.locale.value if is_private else public_locale(interaction),
        parent_channel_id=parent_of(interaction.channel),
        role_ids=roles_of(interaction.user),
        is_age_restricted=is_age_restricted(interaction.channel),
    )


def with_source(extras: RequestExtras, interaction: discord.Interaction, job: Job) -> RequestExtras:
    """Note which message's button was pressed, and whose video the message shows, if others can open it."""
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return extras
    return replace(extras, source_message_id=message.id, source_user_id=job.user_id)


def parent_of(channel: object) -> int | None:
    """The parent channel of a thread; None for any other channel."""
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def roles_of(user: discord.abc.User) -> frozenset[int]:
    """The ids of a member's roles; none outside servers."""
    return frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()


def public_locale(interaction: discord.Interaction) -> str:
    """The language for what everyone sees: the server's; in direct messages the person's."""
    return (interaction.guild_locale or interaction.locale).value
