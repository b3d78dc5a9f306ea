"""/veo-admin models: which models people can use here, in a channel or with a role, and which one is the default."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Range, Transform

from bot.domain.model_rules import ModelRule, ModelScope
from bot.errors import UserError
from bot.presentation.admin.access import AdminSession, answer_lines, parse_id, require_role
from bot.presentation.admin.change_texts import describe_model_rule, list_model_rules
from bot.presentation.common.translator import localized
from bot.presentation.context import BotContext
from bot.sentences import say
from bot.services.admin.changes import AdminActor, Change
from cogs.admin_places import Channel, UsableChannel

_CHOICES_MAX = 25
_MODEL_CHARS = 64

#: Changes the rule of a server, channel or role.
MakeChange: TypeAlias = Callable[[AdminActor, int, ModelScope, int], Awaitable[Change[ModelRule]]]


class ModelsGroup(app_commands.Group):
    """The default and the allowed models."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(name="models", description=localized("command-models"))
        self._context = context

    @app_commands.command(name="show", description=localized("command-models-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Show all rules of the server."""
        async with self._context.admin.enter(interaction) as session:
            rules = await self._context.model_rules.list_rules(session.actor, session.guild_id)
        lines = list_model_rules(rules, self._context.catalogue, interaction.guild, session.locale)
        await answer_lines(interaction, say(session.locale, "admin-models-title"), lines, file_name="models.txt")

    @app_commands.command(name="allow", description=localized("command-models-allow"))
    @app_commands.describe(
        model=localized("command-models-model"),
        channel=localized("command-models-channel"),
        role=localized("command-models-role"),
    )
    async def allow(
        self,
        interaction: discord.Interaction,
        model: Range[str, 1, _MODEL_CHARS],
        channel: Transform[Channel, UsableChannel] | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Put a model on a list."""
        allow = self._context.model_rules.allow
        await self._change(interaction, channel, role, None, partial(allow, name=model))

    @app_commands.command(name="remove", description=localized("command-models-remove"))
    @app_commands.describe(
        model=localized("command-models-model"),
        channel=localized("command-models-channel"),
        role=localized("command-models-role"),
    )
    async def remove(
        self,
        interaction: discord.Interaction,
        model: Range[str, 1, _MODEL_CHARS],
        channel: Transform[Channel, UsableChannel] | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Take a model off a list."""
        disallow = self._context.model_rules.disallow
        await self._change(interaction, channel, role, None, partial(disallow, name=model))

    @app_commands.command(name="default", description=localized("command-models-default"))
    @app_commands.describe(
        model=localized("command-models-model"),
        channel=localized("command-models-channel"),
        role=localized("command-models-role"),
    )
    async def default(
        self,
        interaction: discord.Interaction,
        model: Range[str, 1, _MODEL_CHARS],
        channel: Transform[Channel, UsableChannel] | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Choose a default."""
        set_default = self._context.model_rules.set_default
        await self._change(interaction, channel, role, None, partial(set_default, name=model))

    @app_commands.command(name="clear", description=localized("command-models-clear"))
    @app_commands.describe(
        channel=localized("command-models-channel"),
        role=localized("command-models-role"),
        deleted=localized("command-models-deleted"),
    )
    async def clear(
        self,
        interaction: discord.Interaction,
        channel: Transform[Channel, UsableChannel] | None = None,
        role: discord.Role | None = None,
        deleted: Range[str, 1, 40] | None = None,
    ) -> None:
        """Remove the default and the list."""
        await self._change(interaction, channel, role, deleted, self._context.model_rules.clear)

    async def _change(
        self,
        interaction: discord.Interaction,
        channel: Channel | None,
        role: discord.Role | None,
        deleted: str | None,
        make: MakeChange,
    ) -> None:
        async with self._context.admin.enter(interaction) as session:
            scope, subject_id = await self._find_subject(interaction, session, channel, role, deleted)
            change = await make(session.actor, session.guild_id, scope, subject_id)
        catalogue = self._context.catalogue
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_model_rule(locale, change, catalogue)
        )

    async def _find_subject(
        self,
        interaction: discord.Interaction,
        session: AdminSession,
        channel: Channel | None,
        role: discord.Role | None,
        deleted: str | None,
    ) -> tuple[ModelScope, int]:
        """Return what the rule is for: the server, a channel or a role. Raises UserError for more than one."""
        if sum(one is not None for one in (channel, role, deleted)) > 1:
            raise UserError(say(session.locale, "admin-models-two"))
        if deleted is not None:
            subject_id = parse_id(deleted, session.locale)
            rules = await self._context.model_rules.list_rules(session.actor, session.guild_id)
            known = [rule.scope for rule in rules if rule.subject_id == subject_id and subject_id]
            if not known:
                raise UserError(say(session.locale, "admin-models-absent"))
            return known[0], subject_id
        if role is not None:
            return ModelScope.ROLE, require_role(role, interaction.guild, session.locale)
        if channel is None:
            return ModelScope.SERVER, 0
        if not isinstance(channel, AppCommandChannel | AppCommandThread):
            raise UserError(say(session.locale, "admin-channel-gone"))
        return ModelScope.CHANNEL, channel.id

    @allow.autocomplete("model")
    @remove.autocomplete("model")
    @default.autocomplete("model")
    async def _suggest(self, _interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        typed = current.casefold()
        known = [spec for spec in self._context.catalogue.on if typed in spec.name.casefold() or typed in spec.id]
        return [app_commands.Choice(name=spec.name, value=spec.id) for spec in known[:_CHOICES_MAX]]

    @clear.autocomplete("deleted")
    async def _suggest_deleted(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        actor, guild = self._context.admin.find_actor(interaction), interaction.guild
        if actor is None or guild is None:
            return []
        rules = await self._context.model_rules.list_rules(actor, guild.id)
        gone = [
            str(rule.subject_id)
            for rule in rules
            if rule.subject_id and not (guild.get_role(rule.subject_id) or guild.get_channel_or_thread(rule.subject_id))
        ]
        return [app_commands.Choice(name=one, value=one) for one in gone if current in one][:_CHOICES_MAX]
