"""What people can do with waiting variations: cancel them, or change all of them."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.domain.jobs import Job, JobState
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.edit_form import make_edit_form, read_edit_form
from bot.presentation.cards.film_ending import FilmEnding
from bot.presentation.cards.group_ending import GroupEnding
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.permissions import actor_of
from bot.presentation.common.replies import tell_privately
from bot.presentation.common.waiting import in_time, wait_with
from bot.presentation.delivery.attachments import attach_pictures
from bot.presentation.jobs.actions import JobActions
from bot.presentation.jobs.queued_changes import change_queued, is_on_card
from bot.presentation.orders.placing import OrderPlacer, make_origin
from bot.sentences import Sentence, say
from bot.services.jobs.access import ActionNotPossible, JobActor
from bot.services.jobs.changes import QueuedChanges
from bot.services.jobs.service import JobService
from bot.services.quota.place_models import ModelChoices

#: How long an identical form counts as submitted twice.
_FORM_REPEAT_S = 30.0


class GroupActions:
    """Handles the buttons on a group's card; each method answers, or raises the error to answer with."""

    def __init__(
        self,
        job_service: JobService,
        orders: OrderPlacer,
        job_actions: JobActions,
        operators: Operators,
        models: ModelChoices,
        changes: QueuedChanges,
    ) -> None:
        self._job_service = job_service
        self._orders = orders
        self._job_actions = job_actions
        self._operators = operators
        self._models = models
        self._changes = changes
        self._debouncer = Debouncer()

    async def cancel(self, interaction: discord.Interaction, group_id: str) -> None:
        """Cancel the variations that haven't been submitted, for their owner or an admin; the others go on.

        Raises UserError if it is too late for all of them, or not allowed.
        """
        actor, locale = self._actor_of(interaction), interaction.locale.value
        first = await wait_with(interaction, self._job_service.find(group_id))
        pictures = await self._job_service.read_pictures(first)
        cancelled, others = await wait_with(interaction, self._job_service.cancel_group(group_id, actor))
        text = describe_cancelled(cancelled, others, locale)
        if others or first.user_id != interaction.user.id:
            await tell_privately(interaction, text)
            return
        members = [replace(job, locale=locale) for job in await self._job_service.find_group(first)]
        name_model = self._models.catalogue.name_of
        view: discord.ui.LayoutView
        if first.is_scene:
            view = FilmEnding(members, text, shown={}, name_model=name_model)
        else:
            has_picture = pictures.first is not None
            view = GroupEnding(members, text, shown={}, has_picture=has_picture, name_model=name_model)
        files = attach_pictures(first, pictures)
        no_mentions = discord.AllowedMentions.none()
        if interaction.response.is_done():
            await interaction.followup.send(view=view, files=files, ephemeral=True, allowed_mentions=no_mentions)
        elif first.is_private and is_on_card(interaction, first):
            await interaction.response.edit_message(view=view, attachments=files, allowed_mentions=no_mentions)
        else:
            await interaction.response.send_message(
                view=view, files=files, ephemeral=True, allowed_mentions=no_mentions
            )

    async def show_form(self, interaction: discord.Interaction, group_id: str) -> None:
        """Show the request as a form, which changes the variations while all of them wait. Holds them for their owner.

        Once one of them has been submitted, the form requests something new. Raises UserError.
        """
        first = await in_time(self._job_service.find(group_id))
        members = await in_time(self._job_service.find_group(first))
        is_waiting = all(job.state is JobState.QUEUED for job in members)
        if not is_waiting or first.user_id != interaction.user.id or first.is_scene:
            await self._job_actions.show_form(interaction, group_id)
            return
        models = await in_time(self._models.of(make_origin(interaction).requester))
        quotes = await self._orders.quotes(interaction)
        for job in members:
            await self._changes.hold(job)
        request = first.request
        spec = models.catalogue.find(request.model) or models.default_for(request.mode)
        form = make_edit_form(
            first,
            spec,
            models.on_for(request.mode),
            interaction.locale.value,
            styles=self._orders.styles,
            quotes=quotes,
            is_change=True,
        )
        form.custom_id = f"veo:change-all-form:{group_id}"
        await interaction.response.send_modal(form)

    async def change(self, interaction: discord.Interaction, group_id: str) -> None:
        """Change waiting variations to what their owner's submitted form says. Raises UserError."""
        edited = read_edit_form(interaction)
        key = ("change-all", group_id, interaction.user.id, edited)
        async with self._debouncer.once(*key, repeat_s=_FORM_REPEAT_S) as press:
            first = await wait_with(interaction, self._job_service.find(group_id))
            if not self._actor_of(interaction).owns(first):
                raise ActionNotPossible(Sentence("change-not-yours"))
            if first.is_scene:
                raise ActionNotPossible(Sentence("change-too-late"))  # its scenes differ
            press.is_done = await change_queued(
                interaction,
                first,
                edited,
                store=self._changes.change_group,
                orders=self._orders,
                catalogue=self._models.catalogue,
            )

    def _actor_of(self, interaction: discord.Interaction) -> JobActor:
        return actor_of(interaction, self._operators.ids())


def describe_cancelled(cancelled: Sequence[Job], others: int, locale: str) -> str:
    """The answer to the person who cancelled variations, or scenes of a film."""
    seconds = sum(job.request.duration_s for job in cancelled)
    if any(job.is_scene for job in cancelled):
        text = say(locale, "story-cancelled", count=len(cancelled), seconds=seconds)
        return f"{text} {say(locale, 'story-cancelled-others')}" if others else text
    text = say(locale, "cancel-group-done", count=len(cancelled), seconds=seconds)
    return f"{text} {say(locale, 'cancel-group-others', count=others)}" if others else text
