"""/veo-admin defaults: the defaults for videos in this server or a channel."""

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Choice, Range, Transform

from bot.domain.choices import NO, NOWHERE, YES, ChoiceField
from bot.errors import UserError
from bot.presentation.admin.access import AdminSession, answer_lines, parse_id
from bot.presentation.admin.change_texts import describe_place_choices, list_place_choices
from bot.presentation.common.translator import localized
from bot.presentation.context import BotContext
from bot.presentation.orders.suggestions import offer_settings, offer_styles
from bot.sentences import say
from cogs.admin_places import Channel, UsableChannel

_CHOICES_MAX = 25
#: What can be chosen for a place; the model is with the other rules about models.
_FIELDS = {
    ChoiceField.DURATION: localized("settings-duration"),
    ChoiceField.SHAPE: localized("settings-shape"),
    ChoiceField.STYLE: localized("settings-style"),
    ChoiceField.SPOILER: localized("settings-spoiler"),
    ChoiceField.RESTRICTED: localized("settings-restricted"),
}
_FIELD_CHOICES = [Choice(name=name, value=field.value) for field, name in _FIELDS.items()]


class DefaultsGroup(app_commands.Group):
    """The default length, shape and style; spoilers and age-restricted channels."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(name="defaults", description=localized("command-defaults"))
        self._context = context
        offer_settings(self.set, context.catalogue.on)
        offer_styles(self.set, context.styles)

    @app_commands.command(name="show", description=localized("command-defaults-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Show what is chosen for the server and its channels."""
        async with self._context.admin.enter(interaction) as session:
            chosen = await self._context.place_choices.list_choices(session.actor, session.guild_id)
        lines = list_place_choices(chosen, self._context.styles, interaction.guild, session.locale)
        await answer_lines(interaction, say(session.locale, "admin-defaults-title"), lines, file_name="defaults.txt")

    @app_commands.command(name="set", description=localized("command-defaults-set"))
    @app_commands.describe(
        duration=_FIELDS[ChoiceField.DURATION],
        aspect_ratio=_FIELDS[ChoiceField.SHAPE],
        style=_FIELDS[ChoiceField.STYLE],
        spoiler=_FIELDS[ChoiceField.SPOILER],
        age_restricted=_FIELDS[ChoiceField.RESTRICTED],
        channel=localized("command-models-channel"),
    )
    async def set(
        self,
        interaction: discord.Interaction,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        style: str | None = None,
        spoiler: bool | None = None,
        age_restricted: bool | None = None,
        channel: Transform[Channel, UsableChannel] | None = None,
    ) -> None:
        """Set defaults; those that aren't named stay as they are."""
        values = {
            ChoiceField.DURATION: None if duration is None else str(duration),
            ChoiceField.SHAPE: aspect_ratio,
            ChoiceField.STYLE: style,
            ChoiceField.SPOILER: _store(spoiler),
            ChoiceField.RESTRICTED: _store(age_restricted),
        }
        named = {field: value for field, value in values.items() if value is not None}
        await self._change(interaction, named, channel)

    @app_commands.command(name="clear", description=localized("command-defaults-clear"))
    @app_commands.describe(
        what=localized("command-defaults-what"),
        channel=localized("command-models-channel"),
        deleted=localized("command-defaults-deleted"),
    )
    @app_commands.choices(what=_FIELD_CHOICES)
    async def clear(
        self,
        interaction: discord.Interaction,
        what: str | None = None,
        channel: Transform[Channel, UsableChannel] | None = None,
        deleted: Range[str, 1, 40] | None = None,
    ) -> None:
        """Remove one choice, or all of them."""
        fields = [*_FIELDS] if what is None else [ChoiceField(what)]
        await self._change(interaction, dict.fromkeys(fields), channel, deleted)

    async def _change(
        self,
        interaction: discord.Interaction,
        values: Mapping[ChoiceField, str | None],
        channel: Channel | None,
        deleted: str | None = None,
    ) -> None:
        async with self._context.admin.enter(interaction) as session:
            if not values:
                raise UserError(say(session.locale, "admin-defaults-empty"))
            channel_id = _find_channel(session, channel, deleted)
            change = await self._context.place_choices.change(session.actor, session.guild_id, channel_id, values)
        styles = self._context.styles
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_place_choices(locale, channel_id, change, styles)
        )

    @clear.autocomplete("deleted")
    async def _suggest_deleted(self, interaction: discord.Interaction, current: str) -> list[Choice[str]]:
        actor, guild = self._context.admin.find_actor(interaction), interaction.guild
        if actor is None or guild is None:
            return []
        chosen = await self._context.place_choices.list_choices(actor, guild.id)
        gone = [str(one) for one in chosen if one != NOWHERE and guild.get_channel_or_thread(one) is None]
        return [Choice(name=one, value=one) for one in gone if current in one][:_CHOICES_MAX]


def _store(value: bool | None) -> str | None:
    return None if value is None else YES if value else NO


def _find_channel(session: AdminSession, channel: Channel | None, deleted: str | None) -> int:
    """Return the channel that the defaults are for, NOWHERE for the server; raises UserError."""
    if channel is not None and deleted is not None:
        raise UserError(say(session.locale, "admin-places-which"))
    if deleted is not None:
        return parse_id(deleted, session.locale)
    if channel is None:
        return NOWHERE
    if not isinstance(channel, AppCommandChannel | AppCommandThread):
        raise UserError(say(session.locale, "admin-channel-gone"))
    return channel.id
