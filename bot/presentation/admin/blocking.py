"""Blocking someone from making videos: by the command, or by a form that a right click opens."""

import discord
from discord import ui

from bot.presentation.admin.access import AdminAccess, AdminSession, parse_id, require_member
from bot.presentation.admin.change_texts import describe_block
from bot.presentation.admin.expiry import parse_expiry
from bot.presentation.common.inputs import read_fields
from bot.sentences import say
from bot.services.admin.changes import REASON_MAX_CHARS
from bot.services.admin.rules import RuleChanges

END_MAX_CHARS = 60


class Blocking:
    """Blocks people for admins; each method answers, or raises UserError."""

    def __init__(self, admin: AdminAccess, rules: RuleChanges) -> None:
        self._admin = admin
        self._rules = rules

    async def show_form(self, interaction: discord.Interaction, user: discord.User | discord.Member) -> None:
        """Ask an admin until when to block a member, and why."""
        locale = interaction.locale.value
        self._admin.require_manager(interaction)
        await interaction.response.send_modal(_make_form(require_member(user, locale).id, locale))

    async def submit(self, interaction: discord.Interaction, user_id: str) -> None:
        """Block the member named by a submitted form, in this server."""
        fields = read_fields(interaction)
        async with self._admin.enter(interaction) as session:
            person = parse_id(user_id, session.locale)
            await self.block(interaction, session, person, until=fields.get("until"), reason=fields.get("reason", ""))

    async def block(
        self, interaction: discord.Interaction, session: AdminSession, user_id: int, *, until: str | None, reason: str
    ) -> None:
        """Block someone, and tell the admin and the audit channel what has changed."""
        now = self._admin.clock.now()
        until_at = parse_expiry((until or "").strip() or None, now, session.locale)
        change = await self._rules.block(session.actor, session.guild_id, user_id, reason=reason, until_at=until_at)
        await self._admin.tell(
            interaction, session, lambda locale: describe_block(locale, user_id, session.guild_id, change, now)
        )


def _make_form(user_id: int, locale: str) -> ui.Modal:
    form = ui.Modal(title=say(locale, "block-form-title"), custom_id=f"veo:block-form:{user_id}")
    until: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="until", required=False, max_length=END_MAX_CHARS, placeholder=say(locale, "block-form-until-hint")
    )
    reason: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="reason", required=False, max_length=REASON_MAX_CHARS)
    form.add_item(ui.Label(text=say(locale, "block-form-until"), component=until))
    form.add_item(ui.Label(text=say(locale, "block-form-reason"), component=reason))
    # cogs/buttons.py handles the submitted form, so discord.py must not keep it.
    form.stop()
    return form
