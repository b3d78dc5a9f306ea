"""Shared by all /veo-admin commands: permissions, private answers, and the server's audit channel."""

import asyncio
import contextlib
import io
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from weakref import WeakValueDictionary

import discord
from discord import ui

from bot.domain.clock import Clock
from bot.domain.limits import WHOLE_BOT
from bot.domain.quota import Refusal
from bot.domain.rules import PlaceKind, Requester
from bot.errors import DatabaseUnavailable, UserError
from bot.markdown import plain
from bot.observability import get_logger
from bot.presentation.alerts.operators import Operators
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.replies import tell_privately
from bot.presentation.orders.placing import public_locale
from bot.sentences import FALLBACK, say, say_all
from bot.services.admin.changes import AdminActor, authorize
from bot.services.admin.refusal_counts import RefusalCounts
from bot.services.admin.rules import RuleChanges
from bot.services.quota.refusals import describe

log = get_logger(__name__)

#: How much of a message we fill: Discord allows 4,000 characters in all of its texts.
_TEXT_CHARS = 3_600
_COLOUR = discord.Colour(0x5865F2)
_REFUSAL_COLOUR = discord.Colour(0xD98E04)
#: Discord accepts five messages in five seconds in a channel; refusals use at most half of that.
_REFUSAL_PAUSE_S = 2.0
_REFUSALS_WAITING_MAX = 10


class ChangeScope(StrEnum):
    """What a command applies to."""

    SERVER = "server"
    BOT = "bot"
    #: This server's highest possible budget.
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class AdminSession:
    """A person who may do what they asked for."""

    actor: AdminActor
    #: The server that it applies to; WHOLE_BOT for everything.
    guild_id: int
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeText:
    """The text of a change: the values before and after."""

    title: str
    was: str
    now: str
    #: Whose value it is, and other details.
    about: str = ""
    note: str = ""
    is_changed: bool = True


class Panel(ui.LayoutView):
    """A message with a heading, some texts, and files below them."""

    def __init__(
        self,
        title: str,
        *texts: str,
        colour: discord.Colour = _COLOUR,
        picture: discord.File | None = None,
        files: Sequence[discord.File] = (),
    ) -> None:
        super().__init__(timeout=None)
        container = ui.Container[Panel](ui.TextDisplay(f"### {title}"), accent_colour=colour)
        if picture is not None:
            item = discord.MediaGalleryItem(picture, description=picture.description)
            container.add_item(ui.MediaGallery(item))
        for text in texts:
            if text:
                container.add_item(ui.TextDisplay(text))
        self.add_item(container)
        for file in files:
            self.add_item(ui.File(file))


class AuditChannels:
    """Posts to the audit channels that servers have chosen; a failed post is only logged."""

    def __init__(self, rules: RuleChanges, refusals: RefusalCounts, client: discord.Client) -> None:
        self._rules = rules
        self._refusals = refusals
        self._client = client
        #: The lock for each server's refusals, how many wait for it, and when the last one was posted.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._waiting: Counter[int] = Counter()
        self._posted_at: dict[int, float] = {}

    async def post(self, guild_id: int, view: Panel) -> bool:
        """Post to a server's audit channel, mentioning nobody; False only if there is a channel and the post failed."""
        try:
            for channel_id in await self._rules.get_places(guild_id, PlaceKind.AUDIT):
                await self._client.get_partial_messageable(channel_id, guild_id=guild_id).send(
                    view=view, allowed_mentions=discord.AllowedMentions.none()
                )
        except (DatabaseUnavailable, *DISCORD_FAILURES) as error:
            log.warning("audit not posted", guild_id=guild_id, why=repr(error))
            return False
        return True

    async def note_refusal(self, requester: Requester, refusal: Refusal) -> None:
        """Count a request refused by a budget, and post a person's first of each hour; ignore other refusals.

        Raises what the database raises.
        """
        for first in await self._refusals.note(requester, refusal):
            if first.requester.guild_id is not None:
                await self._post_in_turn(first.requester, first.refusal, first.requester.guild_id)

    async def _post_in_turn(self, requester: Requester, refusal: Refusal, guild_id: int) -> None:
        """Post one after the other, with pauses, to leave room in the channel for admins' changes.

        If too many are waiting already, skip this one.
        """
        if self._waiting[guild_id] >= _REFUSALS_WAITING_MAX:
            log.info("refusal not posted", guild_id=guild_id, user_id=requester.user_id)
            return
        turn = self._turns.setdefault(guild_id, asyncio.Lock())
        self._waiting[guild_id] += 1
        try:
            async with turn:
                since_s = time.monotonic() - self._posted_at.get(guild_id, -_REFUSAL_PAUSE_S)
                if since_s < _REFUSAL_PAUSE_S:
                    await asyncio.sleep(_REFUSAL_PAUSE_S - since_s)
                self._posted_at[guild_id] = time.monotonic()
                await self.post(guild_id, self._describe_refusal(requester, refusal, guild_id))
        finally:
            self._waiting[guild_id] -= 1

    def _describe_refusal(self, requester: Requester, refusal: Refusal, guild_id: int) -> Panel:
        guild = self._client.get_guild(guild_id)
        locale = FALLBACK if guild is None else guild.preferred_locale.value
        who = say(
            locale, "admin-audit-refused-who", user=f"<@{requester.user_id}>", channel=f"<#{requester.channel_id}>"
        )
        text = f"{who}\n> {say_all(locale, describe(refusal))}"
        more = f"-# {say(locale, 'admin-audit-refused-more')}"
        return Panel(f"🧾 {say(locale, 'admin-audit-refused')}", text, more, colour=_REFUSAL_COLOUR)


class AdminAccess:
    """Checks the permissions of admins and operators, and answers them."""

    def __init__(self, audit: AuditChannels, operators: Operators, clock: Clock) -> None:
        self._audit = audit
        self._operators = operators
        self.clock = clock

    @contextlib.asynccontextmanager
    async def enter(
        self, interaction: discord.Interaction, where: ChangeScope = ChangeScope.SERVER
    ) -> AsyncIterator[AdminSession]:
        """Acknowledge the command, and check that the person may use this scope, before the block runs.

        This is checked each time, because a server can show the command to anyone. Raises Forbidden.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = self._make_actor(interaction)
        guild_id = WHOLE_BOT if where is ChangeScope.BOT or actor.guild_id is None else actor.guild_id
        authorize(actor, WHOLE_BOT if where is ChangeScope.CEILING else guild_id)
        yield AdminSession(actor, guild_id, interaction.locale.value)

    def require_manager(self, interaction: discord.Interaction) -> None:
        """Raise Forbidden unless the person may manage this server, before a form is shown."""
        actor = self._make_actor(interaction)
        authorize(actor, WHOLE_BOT if actor.guild_id is None else actor.guild_id)

    def find_actor(self, interaction: discord.Interaction) -> AdminActor | None:
        """Return the person as an actor in this server, None if they may not act; for suggestions."""
        actor = self._make_actor(interaction)
        return actor if interaction.guild_id is not None and (actor.can_manage or actor.is_operator) else None

    async def tell(
        self, interaction: discord.Interaction, session: AdminSession, write: Callable[[str], ChangeText]
    ) -> None:
        """Answer privately with the values before and after, then post the same to the audit channel.

        `write` formats the change in a language: the admin's for the answer, the server's for the audit.
        """
        change = write(session.locale)
        is_posted = True
        try:
            await answer(interaction, Panel(*_show_change(change, session.locale)))
        finally:
            # The change has been made, so post it there even if the answer got lost.
            if change.is_changed and session.guild_id != WHOLE_BOT:
                is_posted = await self._post(interaction, session, write)
        if not is_posted:
            await tell_privately(interaction, say(session.locale, "admin-audit-not-posted"))

    async def _post(
        self, interaction: discord.Interaction, session: AdminSession, write: Callable[[str], ChangeText]
    ) -> bool:
        locale = public_locale(interaction)
        by = say(locale, "admin-audit-by", user=f"<@{session.actor.user_id}>")
        return await self._audit.post(session.guild_id, Panel(*_show_change(write(locale), locale), f"-# {by}"))

    def _make_actor(self, interaction: discord.Interaction) -> AdminActor:
        """Create the actor from what Discord currently says about the person."""
        return AdminActor(
            user_id=interaction.user.id,
            guild_id=interaction.guild_id,
            can_manage=interaction.guild_id is not None and interaction.permissions.manage_guild,
            is_operator=interaction.user.id in self._operators.ids(),
        )


async def answer(interaction: discord.Interaction, view: Panel, files: Sequence[discord.File] = ()) -> None:
    """Answer privately, mentioning nobody."""
    await interaction.followup.send(
        view=view, files=list(files), ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
    )


async def answer_lines(interaction: discord.Interaction, title: str, lines: Sequence[str], *, file_name: str) -> None:
    """Answer with lines; a text too long for a message is also attached as a file."""
    text = "\n".join(lines)
    if len(text) <= _TEXT_CHARS:
        await answer(interaction, Panel(title, text))
        return
    shown, room = 0, _TEXT_CHARS - 100
    while shown < len(lines) and len(lines[shown]) + 1 <= room:
        room -= len(lines[shown]) + 1
        shown += 1
    more = say(interaction.locale.value, "admin-more", count=len(lines) - shown)
    file = discord.File(io.BytesIO(text.encode()), file_name)
    await answer(interaction, Panel(title, "\n".join(lines[:shown]), f"-# {more}", files=[file]), [file])


def require_member(user: object, locale: str) -> discord.Member:
    """Return a member of this server; raises UserError for anyone else, and for bots."""
    if isinstance(user, discord.Member) and not user.bot:
        return user
    if isinstance(user, discord.Member | discord.User) and user.bot:
        raise UserError(say(locale, "admin-person-bot"))
    raise UserError(say(locale, "admin-person-elsewhere" if isinstance(user, discord.User) else "admin-person-unknown"))


def require_person(user: object, where: ChangeScope, locale: str) -> int:
    """Return the id of a person: a member of this server, or anyone if it is about the whole bot."""
    if where is ChangeScope.BOT and isinstance(user, discord.User) and not user.bot:
        return user.id
    return require_member(user, locale).id


def require_role(role: object, guild: discord.Guild | None, locale: str) -> int:
    """Return the id of a role that exists in this server; raises UserError for @everyone and for a deleted one."""
    if not isinstance(role, discord.Role) or guild is None or guild.get_role(role.id) is None:
        raise UserError(say(locale, "admin-role-gone"))
    if role.is_default():
        raise UserError(say(locale, "admin-role-everyone"))
    return role.id


def parse_id(text: str, locale: str) -> int:
    """Parse an id that was typed or chosen from a list; raises UserError."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 19):
        raise UserError(say(locale, "admin-id-unreadable", text=plain(text, 40)))
    return int(digits)


def _show_change(change: ChangeText, locale: str) -> tuple[str, str, str]:
    if change.is_changed:
        text = f"{say(locale, 'admin-was', was=change.was)}\n{say(locale, 'admin-now', now=change.now)}"
    else:
        text = say(locale, "admin-unchanged", now=change.now)
    body = "\n".join(part for part in (change.about, text) if part)
    return f"🛠️ {change.title}", body, change.note and f"-# {change.note}"
