"""The Discord side of approvals: the moderators' message, and telling people the decision."""

from collections.abc import Callable

import discord

from bot.domain.approvals import Approval, ApprovalState, ErasedApproval
from bot.markdown import plain, shorten
from bot.presentation.cards.approval import make_approval_message, make_erased_message
from bot.presentation.common.discord_errors import DISCORD_FAILURES, translate
from bot.presentation.delivery.ways import call_limit
from bot.sentences import FALLBACK, say
from bot.services.ports import DeliveryDelayed

_PROMPT_CHARS = 200


class ApprovalMessages:
    """Tells moderators and people; see bot.services.ports.ApprovalNotifier."""

    def __init__(self, client: discord.Client, name_model: Callable[[str], str]) -> None:
        self._client = client
        self._name_model = name_model

    async def ask_moderators(self, approval: Approval) -> int:
        """Post the request in the moderators' channel; returns the message's id."""
        view = make_approval_message(approval, self._locale_of(approval), self._name_model)
        channel = self._open(approval)
        try:
            async with call_limit():
                message = await channel.send(
                    view=view, allowed_mentions=discord.AllowedMentions.none(), nonce=f"{approval.id}-a"
                )
        except DISCORD_FAILURES as error:
            raise translate(error) from error
        return message.id

    async def show_decision(self, approval: Approval) -> None:
        """Show the decision in the moderators' message; a deleted message is no error."""
        if approval.message_id:
            view = make_approval_message(approval, self._locale_of(approval), self._name_model)
            await self._edit(approval, approval.message_id, view)

    async def show_erased(self, erased: ErasedApproval) -> None:
        """Remove a person's request from the moderators' message; a deleted message is no error."""
        await self._edit(erased, erased.message_id, make_erased_message(self._locale_of(erased)))

    async def _edit(self, approval: Approval | ErasedApproval, message_id: int, view: discord.ui.LayoutView) -> None:
        if self._client.http.token is None:
            raise DeliveryDelayed("not logged in to Discord yet")
        message = self._open(approval).get_partial_message(message_id)
        try:
            async with call_limit():
                await message.edit(view=view, allowed_mentions=discord.AllowedMentions.none())
        except discord.NotFound:
            return
        except DISCORD_FAILURES as error:
            raise translate(error) from error

    async def tell_decision(self, approval: Approval, *, is_withdrawn: bool) -> None:
        """Tell the person the decision by direct message and, if it is withdrawn, that there is no video despite it."""
        if self._client.http.token is None:
            raise DeliveryDelayed("not logged in to Discord yet")
        try:
            async with call_limit():
                opened = await self._client.create_dm(discord.Object(approval.user_id))
            async with call_limit():
                await self._client.get_partial_messageable(opened.id).send(
                    self._describe(approval, is_withdrawn=is_withdrawn),
                    allowed_mentions=discord.AllowedMentions.none(),
                    nonce=f"{approval.id}-t",
                )
        except DISCORD_FAILURES as error:
            raise translate(error) from error

    def _describe(self, approval: Approval, *, is_withdrawn: bool) -> str:
        guild = self._client.get_guild(approval.guild_id)
        prompt = plain(shorten(approval.job.own_prompt or approval.job.request.prompt, _PROMPT_CHARS))
        key = {
            ApprovalState.APPROVED: "approval-approved-direct",
            ApprovalState.DENIED: "approval-denied-direct",
            ApprovalState.EXPIRED: "approval-expired-direct",
        }[approval.state]
        if is_withdrawn:
            key = "approval-withdrawn-direct"
        lines = [
            say(approval.locale, key, server=str(approval.guild_id) if guild is None else plain(guild.name)),
            f"> {prompt}" if prompt else "",
            say(approval.locale, "approval-word", word=plain(approval.word)) if approval.word else "",
        ]
        return "\n".join(line for line in lines if line)

    def _open(self, approval: Approval | ErasedApproval) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(approval.channel_id, guild_id=approval.guild_id)

    def _locale_of(self, approval: Approval | ErasedApproval) -> str:
        guild = self._client.get_guild(approval.guild_id)
        return FALLBACK if guild is None else guild.preferred_locale.value
