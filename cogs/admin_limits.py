"""/veo-admin limits: how much people can make, and how much can be spent."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.app_commands import Range

from bot.domain.limits import WHOLE_BOT, Field, Scope, StoredLimit, parse_limit
from bot.errors import UserError
from bot.presentation.admin.access import (
    AdminSession,
    ChangeScope,
    answer_lines,
    parse_id,
    require_person,
    require_role,
)
from bot.presentation.admin.change_texts import describe_limit
from bot.presentation.admin.lists import list_effective, list_stored
from bot.presentation.common.translator import localized
from bot.presentation.context import BotContext
from bot.sentences import say

FIELD_CHOICES = [
    app_commands.Choice(name=localized(f"admin-field-{field.value}"), value=field.value) for field in Field
]
WHERE_CHOICES = [
    app_commands.Choice(name=localized(f"where-{where.value}"), value=where.value) for where in ChangeScope
]
_CHOICES_MAX = 25


class LimitsGroup(app_commands.Group):
    """Show, set and remove limits."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(name="limits", description=localized("command-limits"))
        self._context = context

    @app_commands.command(name="show", description=localized("command-limits-show"))
    @app_commands.describe(
        user=localized("command-limits-show-user"),
        role=localized("command-limits-show-role"),
    )
    async def show(
        self,
        interaction: discord.Interaction,
        user: discord.User | discord.Member | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Show the limits that apply and those that were set here."""
        async with self._context.admin.enter(interaction) as session:
            limits = self._context.limits
            stored = await limits.list_limits(session.actor, session.guild_id)
            if role is not None:
                role_id = require_role(role, interaction.guild, session.locale)
                stored = [row for row in stored if (row.scope, row.subject_id) == (Scope.ROLE, role_id)]
                lines = list_stored(session, stored, interaction.guild)
                whose = f"<@&{role_id}>"
            else:
                user_id = None if user is None else require_person(user, ChangeScope.SERVER, session.locale)
                role_ids = [one.id for one in user.roles] if isinstance(user, discord.Member) else []
                resolved = await limits.show_limits(session.actor, session.guild_id, user_id, role_ids)
                lines = list_effective(session, resolved)
                lines += [] if user_id else list_stored(session, stored, interaction.guild)
                whose = f"<@{user_id}>" if user_id else say(session.locale, "admin-target-server")
        title = say(session.locale, "admin-limits-title", whose=whose)
        await answer_lines(interaction, title, lines, file_name="limits.txt")

    @app_commands.command(name="set", description=localized("command-limits-set"))
    @app_commands.describe(
        limit=localized("command-limits-set-limit"),
        value=localized("command-limits-set-value"),
        user=localized("command-limits-user"),
        role=localized("command-limits-role"),
        where=localized("command-admin-where"),
    )
    @app_commands.choices(limit=FIELD_CHOICES, where=WHERE_CHOICES)
    async def set(
        self,
        interaction: discord.Interaction,
        limit: str,
        value: Range[str, 1, 40],
        user: discord.User | discord.Member | None = None,
        role: discord.Role | None = None,
        where: str = ChangeScope.SERVER.value,
    ) -> None:
        """Set a limit."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            target = _find_target(session, interaction, Field(limit), ChangeScope(where), user, role)
            target = replace(target, value=parse_limit(target.field, value))
            change = await self._context.limits.set_limit(session.actor, target)
        await self._context.admin.tell(interaction, session, lambda locale: describe_limit(locale, target, change))

    @app_commands.command(name="clear", description=localized("command-limits-clear"))
    @app_commands.describe(
        limit=localized("command-limits-clear-limit"),
        user=localized("command-limits-user"),
        role=localized("command-limits-role"),
        where=localized("command-admin-where"),
        deleted_role=localized("command-limits-clear-deleted"),
    )
    @app_commands.choices(limit=FIELD_CHOICES, where=WHERE_CHOICES)
    async def clear(
        self,
        interaction: discord.Interaction,
        limit: str,
        user: discord.User | discord.Member | None = None,
        role: discord.Role | None = None,
        where: str = ChangeScope.SERVER.value,
        deleted_role: Range[str, 1, 40] | None = None,
    ) -> None:
        """Remove a limit."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            _refuse_two(session, user, role, deleted_role)
            if isinstance(user, discord.User) and where == ChangeScope.SERVER.value:
                # Someone who has left the server can still have a limit to remove.
                target = StoredLimit(
                    guild_id=session.guild_id, scope=Scope.USER, subject_id=user.id, field=Field(limit), value=None
                )
            elif deleted_role is not None:
                role_id = parse_id(deleted_role, session.locale)
                target = StoredLimit(
                    guild_id=session.guild_id, scope=Scope.ROLE, subject_id=role_id, field=Field(limit), value=None
                )
            else:
                target = _find_target(session, interaction, Field(limit), ChangeScope(where), user, role)
            change = await self._context.limits.clear_limit(session.actor, target)
        await self._context.admin.tell(interaction, session, lambda locale: describe_limit(locale, target, change))

    @clear.autocomplete("deleted_role")
    async def _suggest_deleted(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        actor = self._context.admin.find_actor(interaction)
        if actor is None or interaction.guild is None:
            return []
        stored = await self._context.limits.list_limits(actor, interaction.guild.id)
        gone = {row.subject_id for row in stored if row.scope is Scope.ROLE} - {
            one.id for one in interaction.guild.roles
        }
        names = [str(one) for one in sorted(gone) if current in str(one)]
        return [app_commands.Choice(name=name, value=name) for name in names[:_CHOICES_MAX]]


def _find_target(
    session: AdminSession,
    interaction: discord.Interaction,
    field: Field,
    where: ChangeScope,
    user: discord.User | discord.Member | None,
    role: discord.Role | None,
) -> StoredLimit:
    """Return whose limit it is; raises UserError for a bad combination of options."""
    _refuse_two(session, user, role)
    guild_id, scope, subject_id = session.guild_id, Scope.SERVER, 0
    if where is ChangeScope.CEILING:
        if user is not None or role is not None:
            raise UserError(say(session.locale, "admin-limit-ceiling-target"))
        scope = Scope.CEILING
    elif role is not None:
        if where is ChangeScope.BOT:
            raise UserError(say(session.locale, "admin-limit-role-everywhere"))
        scope, subject_id = Scope.ROLE, require_role(role, interaction.guild, session.locale)
    elif user is not None:
        scope, subject_id = Scope.USER, require_person(user, where, session.locale)
    elif where is ChangeScope.BOT:
        guild_id, scope = WHOLE_BOT, Scope.BOT
    return StoredLimit(guild_id=guild_id, scope=scope, subject_id=subject_id, field=field, value=None)


def _refuse_two(session: AdminSession, *targets: object) -> None:
    if sum(target is not None for target in targets) > 1:
        raise UserError(say(session.locale, "admin-limit-two-targets"))
