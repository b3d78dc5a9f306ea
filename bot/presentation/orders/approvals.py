"""Requests over a person's limits: asking the moderators of a server, and their decisions."""

from collections.abc import Callable

import discord
from discord import ui

from bot.domain.approvals import WORD_MAX_CHARS, Approval
from bot.domain.jobs import Job
from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.cards.approval import make_approval_message, make_erased_message
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.inputs import read_fields
from bot.presentation.common.permissions import is_outside
from bot.presentation.orders.placing import OrderPlacer, public_locale
from bot.sentences import Sentence, say
from bot.services.jobs.approvals import AlreadyDecided, Approvals, Moderator, PriceRose
from bot.services.jobs.service import JobService

log = get_logger(__name__)

_WORD = "word"


class ApprovalActions:
    """Carries out moderators' decisions; each method answers, or raises UserError."""

    def __init__(
        self, approvals: Approvals, orders: OrderPlacer, job_service: JobService, name_model: Callable[[str], str]
    ) -> None:
        self._approvals = approvals
        self._orders = orders
        self._job_service = job_service
        self._name_model = name_model
        self._debouncer = Debouncer()

    async def approve(self, interaction: discord.Interaction, approval_id: str) -> None:
        """Accept the request once, post its card where it was asked for, and say so below it."""
        async with self._debouncer.once("approve", approval_id, interaction.user.id):
            await interaction.response.defer()
            try:
                approval, job = await self._approvals.approve(approval_id, _moderator_of(interaction))
            except AlreadyDecided as decided:
                await self._show(interaction, decided.approval)
                raise
            except PriceRose as rose:
                await self._show(interaction, rose.approval)
                raise
            await self._show(interaction, approval)
            if not await self._tell(interaction.client, job, approval):
                raise UserError(Sentence("approval-withdrawn"))  # the person is told soon, if they can be reached
            await self._approvals.note_told(approval)

    async def show_form(self, interaction: discord.Interaction, approval_id: str) -> None:
        """Ask a moderator why."""
        try:
            await self._approvals.require_open(approval_id, _moderator_of(interaction))
        except AlreadyDecided as decided:
            await interaction.response.defer()
            await self._show(interaction, decided.approval)
            raise
        await interaction.response.send_modal(_make_form(approval_id, interaction.locale.value))

    async def deny(self, interaction: discord.Interaction, approval_id: str) -> None:
        """Refuse the request, and say so below it; the requester is told soon."""
        async with self._debouncer.once("deny", approval_id, interaction.user.id):
            await interaction.response.defer()
            word = read_fields(interaction).get(_WORD, "")
            try:
                approval = await self._approvals.deny(approval_id, _moderator_of(interaction), word)
            except AlreadyDecided as decided:
                await self._show(interaction, decided.approval)
                raise
            await self._show(interaction, approval)

    async def _show(self, interaction: discord.Interaction, approval: Approval | None) -> None:
        """Show the state of the request in the moderators' message; if this fails, it is retried later."""
        if approval is None:
            return
        try:
            await interaction.edit_original_response(
                view=make_approval_message(approval, public_locale(interaction), self._name_model),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except DISCORD_FAILURES as error:
            log.info("decision not shown yet", approval_id=approval.id, why=repr(error))
        else:
            if approval.decided_at is not None:
                await self._approvals.note_shown(approval)
            if await self._approvals.is_erased(approval):
                # The requester deleted their data just now, so this edit may have come after the one that removed the
                # request.
                view = make_erased_message(public_locale(interaction))
                await interaction.edit_original_response(view=view)

    async def _tell(self, client: discord.Client, job: Job, approval: Approval) -> bool:
        """Post the card of an approved request; returns whether the requester knows about it."""
        moderator = f"<@{approval.decided_by}>"
        if job.is_apart:
            return await self._orders.tell_directly(client, job, "approval-approved-private")
        note = say(job.locale, "approval-approved-note", mention=f"<@{job.user_id}>", moderator=moderator)
        pictures = await self._job_service.read_pictures(job)
        return await self._orders.post_approved(client, job, note=note, pictures=pictures)


def _moderator_of(interaction: discord.Interaction) -> Moderator:
    rights = interaction.permissions
    is_here = interaction.guild_id is not None and not is_outside(interaction)
    return Moderator(
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        can_moderate=is_here and (rights.moderate_members or rights.manage_guild),
        can_manage=is_here and rights.manage_guild,
    )


def _make_form(approval_id: str, locale: str) -> ui.Modal:
    form = ui.Modal(title=say(locale, "approval-deny-title"), custom_id=f"veo:deny-form:{approval_id}")
    word: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=_WORD, required=False, max_length=WORD_MAX_CHARS)
    form.add_item(ui.Label(text=say(locale, "approval-deny-word"), component=word))
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form
