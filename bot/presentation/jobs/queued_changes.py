"""Changes waiting jobs to what a form says: one job, or all variations of a request."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

import discord

from bot.domain.jobs import Job
from bot.domain.requests import VideoRequest
from bot.domain.styles import Dressed
from bot.models import CannotMake, Catalogue
from bot.observability import get_logger
from bot.presentation.cards.edit_form import Edited
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.replies import tell_privately
from bot.presentation.common.waiting import wait_with
from bot.presentation.orders.offers import offer_instead
from bot.presentation.orders.placing import OrderPlacer, make_origin
from bot.presentation.orders.prompts import spell_prompt, spell_request
from bot.sentences import Sentence, say
from bot.services.jobs.access import ActionNotPossible
from bot.services.jobs.requests import RequestOrigin
from bot.services.quota.refusals import RequestRefused

log = get_logger(__name__)

#: Stores a change of a job, or of all variations if it is the first of them; returns the changed job.
StoreChange: TypeAlias = Callable[[Job, RequestOrigin, VideoRequest, Dressed], Awaitable[Job]]


async def change_queued(
    interaction: discord.Interaction,
    job: Job,
    edited: Edited,
    *,
    store: StoreChange,
    orders: OrderPlacer,
    catalogue: Catalogue,
) -> bool:
    """Change a person's queued job to what their form says, and show that on its card.

    If a model or a limit refuses it, offers what can be made instead. Returns whether it was changed. Raises UserError.
    """
    look = edited.read_look(job, orders.styles)

    async def change(again: discord.Interaction, request: VideoRequest, *, count: int | None = None) -> bool:  # noqa: ARG001 - their number stays
        request = await spell_request(again, request)
        own_look = replace(look, own_prompt=await spell_prompt(again, look.own_prompt))
        _require_same_picture(catalogue, job, request)
        origin = make_origin(again, is_private=job.is_private)
        try:
            changed = await wait_with(again, store(job, origin, request, own_look))
        except RequestRefused as refused:
            await offer_instead(again, refused, change, catalogue)
            return False
        await _show_changed(again, changed, orders)
        return True

    try:
        spec = catalogue.look_up(edited.model_id or job.request.model)
        request = edited.make_request(job, spec, orders.styles)
    except CannotMake as cannot:
        await offer_instead(interaction, cannot, change, catalogue)
        return False
    return await change(interaction, request)


def is_on_card(interaction: discord.Interaction, job: Job) -> bool:
    """Whether the pressed button is on a job's card."""
    message = interaction.message
    return message is not None and message.id in (job.card_message_id, job.answer_message_id)


async def _show_changed(interaction: discord.Interaction, job: Job, orders: OrderPlacer) -> None:
    if is_on_card(interaction, job) and not interaction.response.is_done():
        try:
            await interaction.response.edit_message(
                view=orders.make_card(job), allowed_mentions=discord.AllowedMentions.none()
            )
        except DISCORD_FAILURES as error:
            log.info("changed card left to the worker", job_id=job.id, why=type(error).__name__)
        else:
            return
    await tell_privately(interaction, say(interaction.locale.value, "change-done"))


def _require_same_picture(catalogue: Catalogue, job: Job, request: VideoRequest) -> None:
    """Refuse a change that would need the picture to be prepared again."""
    if job.image_path is None:
        return
    frames = [
        None if spec is None else spec.sizes_in(one.resolution).get(one.aspect_ratio)
        for one in (job.request, request)
        for spec in (catalogue.find(one.model),)
    ]
    if job.request.aspect_ratio is not request.aspect_ratio or frames[0] != frames[1]:
        raise ActionNotPossible(Sentence("change-picture"))
