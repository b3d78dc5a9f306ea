"""The full video of a draft: first its price, then the video, once for each time its price was shown."""

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.domain.money import format_usd
from bot.domain.requests import VideoRequest
from bot.markdown import plain, shorten
from bot.models import ModelSpec
from bot.presentation.cards.form_fields import describe_quote
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.replies import tell_privately
from bot.presentation.common.waiting import wait_with
from bot.presentation.jobs.actions import JobActions
from bot.presentation.orders.placing import OrderPlacer
from bot.sentences import Sentence, say
from bot.services.jobs.access import ActionNotPossible
from bot.services.jobs.service import JobService
from bot.services.quota.alternatives import keeps_seed, make_full
from bot.services.quota.place_models import ModelChoices

_LABEL_CHARS = 80


class DraftActions:
    """Handles the buttons of drafts; each method answers, or raises the error to answer with."""

    def __init__(
        self, job_service: JobService, orders: OrderPlacer, job_actions: JobActions, models: ModelChoices
    ) -> None:
        self._job_service = job_service
        self._orders = orders
        self._job_actions = job_actions
        self._models = models
        self._debouncer = Debouncer()

    async def ask(self, interaction: discord.Interaction, job_id: str) -> None:
        """Say privately what the full video costs, with a button that requests it. Raises UserError."""
        job = await wait_with(interaction, self._job_actions.find_to_repeat(interaction, job_id))
        spec, request = self._make_full(job)
        quotes = await self._orders.quotes(interaction)
        locale = interaction.locale.value
        marks = [plain(spec.name), request.resolution, describe_quote(quotes, spec, request, locale)]
        text = say(locale, "draft-ask", video=" · ".join(one for one in marks if one))
        if not keeps_seed(job.request, request):
            text += f" {say(locale, 'draft-other-seed')}"
        label = say(locale, "draft-label", price=format_usd(quotes.price_micros(spec, request)))
        view = ui.View(timeout=None)
        view.add_item(
            ui.Button(
                label=shorten(label, _LABEL_CHARS),
                style=discord.ButtonStyle.primary,
                custom_id=f"veo:full-now:{job_id}",
            )
        )
        view.stop()
        await tell_privately(interaction, text, view=view)

    async def order(self, interaction: discord.Interaction, job_id: str) -> None:
        """Request the full video, once for each answer of `ask`, on the presser's account. Raises UserError."""
        async with self._debouncer.once("full", job_id, interaction.user.id) as press:
            job = await wait_with(interaction, self._job_actions.find_to_repeat(interaction, job_id))
            _, request = self._make_full(job)
            message = interaction.message
            key = None if message is None else f"full:{message.id}"
            if key is not None and await wait_with(interaction, self._job_service.is_taken(key)):
                raise ActionNotPossible(Sentence("offer-taken"))
            press.is_done = await self._job_actions.order_like(
                interaction, job, request, request_key=key, is_of_result=True
            )

    def _make_full(self, job: Job) -> tuple[ModelSpec, VideoRequest]:
        if job.full_video is None:
            raise ActionNotPossible(Sentence("draft-none"))
        spec = self._models.catalogue.look_up(job.full_video.model)
        return spec, make_full(job.full_video, job.request, spec)
