"""/veo-admin channels, roles, words, audit and approvals: where, by whom and with which words videos can be made."""

from collections.abc import Callable
from typing import Any, TypeAlias

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Range, Transform

from bot.domain.rules import PlaceKind
from bot.domain.words import WORD_MAX_CHARS
from bot.errors import UserError
from bot.markdown import code, shorten
from bot.presentation.admin.access import (
    AdminSession,
    ChangeScope,
    Panel,
    answer,
    answer_lines,
    parse_id,
    require_role,
)
from bot.presentation.admin.change_texts import describe_places, describe_words, show_places
from bot.presentation.admin.lists import list_audit
from bot.presentation.common.permissions import missing_permissions
from bot.presentation.common.translator import localized
from bot.presentation.context import BotContext
from bot.sentences import say

WHERE_CHOICES = [
    app_commands.Choice(name=localized(f"where-{where.value}"), value=where.value)
    for where in (ChangeScope.SERVER, ChangeScope.BOT)
]
_CHOICES_MAX = 25
#: Discord's limit for the text of a choice.
_CHOICE_CHARS = 100
_AUDIT_SHOWN = 40


Channel: TypeAlias = AppCommandChannel | AppCommandThread
_POSTABLE = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]


class PostableChannel(app_commands.Transformer):
    """An option for a channel where messages can be posted."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The option's type for Discord."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds of channels that Discord offers."""
        return _POSTABLE

    async def transform(self, _interaction: discord.Interaction[discord.Client], value: Any, /) -> Channel:
        """Return the value unchanged; the command, which can answer, checks whether the channel exists."""
        return value  # type: ignore[no-any-return]  # an Object if Discord told nothing of it


class UsableChannel(PostableChannel):
    """An option for a channel where videos can be made; in a forum, that means its posts."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds of channels that Discord offers."""
        return [*_POSTABLE, discord.ChannelType.forum]


class PlacesGroup(app_commands.Group):
    """Base of the groups for channels and roles, which are chosen one by one; none means all."""

    def __init__(self, context: BotContext, kind: PlaceKind, name: str) -> None:
        super().__init__(name=name, description=localized(f"command-{name}"))
        self._context = context
        self._kind = kind

    async def show_choice(self, interaction: discord.Interaction) -> None:
        """Show what is chosen."""
        async with self._context.admin.enter(interaction) as session:
            chosen = await self._context.rules.get_places(session.guild_id, self._kind)
        note = _note_gone(interaction.guild, self._kind, chosen, session.locale)
        await answer(
            interaction,
            Panel(
                say(session.locale, f"admin-places-{self._kind.value}"),
                show_places(self._kind, chosen, session.locale),
                note and f"-# {note}",
            ),
        )

    async def change(
        self,
        interaction: discord.Interaction,
        choose: Callable[[AdminSession, frozenset[int]], frozenset[int]],
        note: Callable[[AdminSession], str] = lambda _session: "",
    ) -> None:
        """Change the choice to what `choose` returns."""
        async with self._context.admin.enter(interaction) as session:
            change = await self._context.rules.change_places(
                session.actor, session.guild_id, self._kind, lambda chosen: choose(session, chosen)
            )
        said = note(session)
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_places(locale, self._kind, change, said)
        )

    async def suggest_gone(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        """Suggest chosen ones that no longer exist."""
        if self._context.admin.find_actor(interaction) is None or interaction.guild is None:
            return []
        chosen = await self._context.rules.get_places(interaction.guild.id, self._kind)
        gone = [str(one) for one in sorted(_find_gone(interaction.guild, self._kind, chosen)) if current in str(one)]
        return [app_commands.Choice(name=name, value=name) for name in gone[:_CHOICES_MAX]]

    def drop(
        self, session: AdminSession, chosen: frozenset[int], picked: int | None, typed: str | None
    ) -> frozenset[int]:
        """Return the choice without the selected one, or without the id that was typed."""
        if (picked is None) is (typed is None):
            raise UserError(say(session.locale, "admin-places-which"))
        one = parse_id(typed, session.locale) if typed is not None else picked
        if one not in chosen:
            raise UserError(say(session.locale, f"admin-places-{self._kind.value}-absent"))
        return chosen - {one}


class ChannelsGroup(PlacesGroup):
    """The channels where videos can be made."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(context, PlaceKind.CHANNEL, "channels")

    @app_commands.command(name="show", description=localized("command-channels-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Show the chosen channels."""
        await self.show_choice(interaction)

    @app_commands.command(name="add", description=localized("command-channels-add"))
    @app_commands.describe(channel=localized("command-channels-channel"))
    async def add(self, interaction: discord.Interaction, channel: Transform[Channel, UsableChannel]) -> None:
        """Add a channel."""

        def choose(session: AdminSession, chosen: frozenset[int]) -> frozenset[int]:
            return chosen | {_require_channel(channel, session)}

        def warn(session: AdminSession) -> str:
            missing = _find_missing(interaction, channel)
            return say(session.locale, "admin-places-blind", channel=f"<#{channel.id}>") if missing else ""

        await self.change(interaction, choose, warn)

    @app_commands.command(name="remove", description=localized("command-channels-remove"))
    @app_commands.describe(channel=localized("command-channels-channel"), deleted=localized("command-channels-deleted"))
    async def remove(
        self,
        interaction: discord.Interaction,
        channel: Transform[Channel, UsableChannel] | None = None,
        deleted: Range[str, 1, 40] | None = None,
    ) -> None:
        """Remove a channel."""
        picked = None if channel is None else channel.id
        await self.change(interaction, lambda session, chosen: self.drop(session, chosen, picked, deleted))

    @app_commands.command(name="clear", description=localized("command-channels-clear"))
    async def clear(self, interaction: discord.Interaction) -> None:
        """Remove all, which allows every channel."""
        await self.change(interaction, lambda _session, _chosen: frozenset())

    @remove.autocomplete("deleted")
    async def _suggest(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await self.suggest_gone(interaction, current)


class RolesGroup(PlacesGroup):
    """The roles that can make videos."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(context, PlaceKind.ROLE, "roles")

    @app_commands.command(name="show", description=localized("command-roles-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Show the chosen roles."""
        await self.show_choice(interaction)

    @app_commands.command(name="add", description=localized("command-roles-add"))
    @app_commands.describe(role=localized("command-roles-role"))
    async def add(self, interaction: discord.Interaction, role: discord.Role) -> None:
        """Add a role."""
        await self.change(
            interaction, lambda session, chosen: chosen | {require_role(role, interaction.guild, session.locale)}
        )

    @app_commands.command(name="remove", description=localized("command-roles-remove"))
    @app_commands.describe(role=localized("command-roles-role"), deleted=localized("command-roles-deleted"))
    async def remove(
        self,
        interaction: discord.Interaction,
        role: discord.Role | None = None,
        deleted: Range[str, 1, 40] | None = None,
    ) -> None:
        """Remove a role."""
        picked = None if role is None else role.id
        await self.change(interaction, lambda session, chosen: self.drop(session, chosen, picked, deleted))

    @app_commands.command(name="clear", description=localized("command-roles-clear"))
    async def clear(self, interaction: discord.Interaction) -> None:
        """Remove all, which allows everyone."""
        await self.change(interaction, lambda _session, _chosen: frozenset())

    @remove.autocomplete("deleted")
    async def _suggest(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await self.suggest_gone(interaction, current)


class WordsGroup(app_commands.Group):
    """Words and phrases that prompts can't contain."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(name="words", description=localized("command-words"))
        self._context = context

    @app_commands.command(name="show", description=localized("command-words-show"))
    @app_commands.describe(where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def show(self, interaction: discord.Interaction, where: str = ChangeScope.SERVER.value) -> None:
        """Show the words."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            words = await self._context.rules.get_words(session.actor, session.guild_id)
        lines = [f"- {code(word)}" for word in words.words] or [say(session.locale, "admin-words-none")]
        await answer_lines(interaction, say(session.locale, "admin-words-title"), lines, file_name="words.txt")

    @app_commands.command(name="add", description=localized("command-words-add"))
    @app_commands.describe(words=localized("command-words-add-words"), where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def add(self, interaction: discord.Interaction, words: str, where: str = ChangeScope.SERVER.value) -> None:
        """Forbid words."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            added = [word for word in words.replace("\n", ",").split(",") if word.strip()]
            if not added:
                raise UserError(say(session.locale, "admin-words-empty"))
            rules = self._context.rules
            change = await rules.change_words(session.actor, session.guild_id, add=added)
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_words(locale, session.guild_id, change)
        )

    @app_commands.command(name="remove", description=localized("command-words-remove"))
    @app_commands.describe(word=localized("command-words-remove-word"), where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def remove(
        self,
        interaction: discord.Interaction,
        word: Range[str, 1, WORD_MAX_CHARS],
        where: str = ChangeScope.SERVER.value,
    ) -> None:
        """Allow a word again."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            rules = self._context.rules
            change = await rules.change_words(session.actor, session.guild_id, remove=[word])
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_words(locale, session.guild_id, change)
        )

    @remove.autocomplete("word")
    async def _suggest(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        actor = self._context.admin.find_actor(interaction)
        if actor is None or interaction.guild_id is None:
            return []
        known = (await self._context.rules.get_words(actor, interaction.guild_id)).words
        fitting = [word for word in known if current.casefold() in word.casefold()][:_CHOICES_MAX]
        return [app_commands.Choice(name=shorten(word, _CHOICE_CHARS), value=word) for word in fitting]


class AuditGroup(app_commands.Group):
    """The channel for changes, and for requests refused by a budget."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(name="audit", description=localized("command-audit"))
        self._context = context

    @app_commands.command(name="show", description=localized("command-audit-show"))
    @app_commands.describe(where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def show(self, interaction: discord.Interaction, where: str = ChangeScope.SERVER.value) -> None:
        """Show the latest records."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            rules = self._context.rules
            records = await rules.list_audit(session.actor, session.guild_id, limit=_AUDIT_SHOWN)
        lines = list_audit(records, session.locale)
        await answer_lines(interaction, say(session.locale, "admin-audit-title"), lines, file_name="audit.txt")

    @app_commands.command(name="channel", description=localized("command-audit-channel"))
    @app_commands.describe(channel=localized("command-audit-channel-channel"))
    async def channel(self, interaction: discord.Interaction, channel: Transform[Channel, PostableChannel]) -> None:
        """Choose the channel."""
        await _choose_channel(self._context, interaction, PlaceKind.AUDIT, channel)

    @app_commands.command(name="off", description=localized("command-audit-off"))
    async def off(self, interaction: discord.Interaction) -> None:
        """Stop posting."""
        await _choose_channel(self._context, interaction, PlaceKind.AUDIT, None)


class ApprovalsGroup(app_commands.Group):
    """The moderators' channel, where they can allow one video over a person's limits."""

    def __init__(self, context: BotContext) -> None:
        super().__init__(name="approvals", description=localized("command-approvals"))
        self._context = context

    @app_commands.command(name="channel", description=localized("command-approvals-channel"))
    @app_commands.describe(channel=localized("command-audit-channel-channel"))
    async def channel(self, interaction: discord.Interaction, channel: Transform[Channel, PostableChannel]) -> None:
        """Choose the channel."""
        await _choose_channel(self._context, interaction, PlaceKind.APPROVAL, channel)

    @app_commands.command(name="off", description=localized("command-approvals-off"))
    async def off(self, interaction: discord.Interaction) -> None:
        """Stop offering this; waiting requests can still be decided."""
        await _choose_channel(self._context, interaction, PlaceKind.APPROVAL, None)


async def _choose_channel(
    context: BotContext, interaction: discord.Interaction, kind: PlaceKind, channel: Channel | None
) -> None:
    """Choose the channel where the bot posts something, or None; raises UserError if it can't post there."""
    async with context.admin.enter(interaction) as session:
        if channel is not None:
            _require_channel(channel, session)
            missing = [name for name in _find_missing(interaction, channel) if name != "attach_files"]
            if missing:
                names = ", ".join(say(session.locale, f"permission-{name}") for name in missing)
                raise UserError(say(session.locale, "admin-audit-cannot", channel=f"<#{channel.id}>", missing=names))
        chosen = [] if channel is None else [channel.id]
        change = await context.rules.set_places(session.actor, session.guild_id, kind, chosen)
    await context.admin.tell(interaction, session, lambda locale: describe_places(locale, kind, change))


def _require_channel(channel: object, session: AdminSession) -> int:
    if not isinstance(channel, AppCommandChannel | AppCommandThread):
        raise UserError(say(session.locale, "admin-channel-gone"))
    return channel.id


def _find_missing(interaction: discord.Interaction, channel: Channel) -> list[str]:
    """The permissions that the bot lacks there; all of them if it can't see the channel."""
    found = interaction.guild and interaction.guild.get_channel_or_thread(channel.id)
    is_thread = isinstance(channel, AppCommandThread)
    if found is None or interaction.guild is None:
        return missing_permissions(discord.Permissions.none(), is_thread=is_thread)
    if not isinstance(found, discord.abc.Messageable | discord.ForumChannel):
        return missing_permissions(discord.Permissions.none(), is_thread=is_thread)
    return missing_permissions(found.permissions_for(interaction.guild.me), is_thread=is_thread)


def _find_gone(guild: discord.Guild, kind: PlaceKind, chosen: frozenset[int]) -> set[int]:
    """Those that no longer exist, or can't be chosen any more, such as an archived thread."""
    get = guild.get_role if kind is PlaceKind.ROLE else guild.get_channel_or_thread
    return {one for one in chosen if get(one) is None}


def _note_gone(guild: discord.Guild | None, kind: PlaceKind, chosen: frozenset[int], locale: str) -> str:
    gone = _find_gone(guild, kind, chosen) if guild is not None else set()
    if not gone:
        return ""
    ids = shorten(", ".join(f"`{one}`" for one in sorted(gone)), 500)
    notes = [say(locale, "admin-places-deleted", ids=ids)]
    if gone == chosen and kind is PlaceKind.ROLE:
        notes.append(say(locale, "admin-places-nobody"))
    return " · ".join(notes)
