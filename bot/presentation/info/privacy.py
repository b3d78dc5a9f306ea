"""The answer to /veo-privacy: what is kept and who gets what, with buttons to download one's data and to delete it.

The custom ids are `veo:privacy:<user id>:<verb>`, so they work after a restart. The id only says for whom the buttons
are: the data exported or deleted is always that of the person who presses.
"""

import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

import discord
from discord import ui

from bot.domain.clock import Clock
from bot.errors import UserError
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.inputs import InvalidValue
from bot.presentation.common.replies import show_privately, tell_privately
from bot.presentation.common.waiting import acknowledge, wait_with
from bot.sentences import Sentence, say
from bot.services.privacy.deletion import ID_KEPT, PersonalDeletions
from bot.services.privacy.export import PersonalExports
from bot.settings import Settings

_COLOUR = discord.Colour(0x5865F2)
#: How many files an export may have, and how soon the next one can be made.
_PARTS_MAX = 5
_EXPORT_EVERY_S = 600.0
#: Room for what Discord counts besides the file.
_ROOM_BYTES = 100_000
_VERBS = {
    "export": ("privacy-download", "📥", discord.ButtonStyle.secondary),
    "delete": ("privacy-delete", "🗑️", discord.ButtonStyle.danger),
    "delete-now": ("privacy-delete-now", "🗑️", discord.ButtonStyle.danger),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyFacts:
    """What the operator's settings say about privacy."""

    video_days: int
    #: None: until someone deletes them.
    prompt_days: int | None
    audit_days: int
    policy_url: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What the operator has set."""
        return cls(
            video_days=settings.video_retention_days,
            prompt_days=settings.prompt_retention_days,
            audit_days=settings.audit_retention_days,
            policy_url=None if settings.privacy_url is None else str(settings.privacy_url),
        )


class PrivacyPanel:
    """Shows what is kept, exports it and deletes it; each method answers, or raises UserError."""

    def __init__(
        self, deletions: PersonalDeletions, exports: PersonalExports, facts: PrivacyFacts, clock: Clock
    ) -> None:
        self._deletions = deletions
        self._exports = exports
        self._facts = facts
        self._clock = clock
        self._debouncer = Debouncer()
        #: When people who had an export can have the next one.
        self._next_at: dict[int, float] = {}

    async def show(self, interaction: discord.Interaction) -> None:
        """Answer privately with what is kept."""
        await show_privately(interaction, PrivacyCard(self._facts, interaction.user.id, interaction.locale.value))

    async def press(self, interaction: discord.Interaction, what: str) -> None:
        """Do what a button says; it only works for its own person."""
        user_id, _, verb = what.partition(":")
        if user_id != str(interaction.user.id):
            raise UserError(Sentence("error-not-asked"))
        match verb:
            case "export":
                await self._export(interaction)
            case "delete":
                await self._ask(interaction)
            case "delete-now":
                await self._delete(interaction)
            case _:
                raise InvalidValue(verb)

    async def _ask(self, interaction: discord.Interaction) -> None:
        """Ask for confirmation, and say what happens then."""
        kept = await wait_with(interaction, self._deletions.look(interaction.user.id))
        if kept.unfinished:
            raise UserError(Sentence("privacy-unfinished", count=kept.unfinished))
        locale = interaction.locale.value
        question = ui.View(timeout=None)
        question.add_item(_make_button("delete-now", interaction.user.id, locale))
        question.stop()
        until = _show_day(self._clock.now() + ID_KEPT)
        await tell_privately(interaction, say(locale, "privacy-sure", count=kept.videos, until=until), view=question)

    async def _delete(self, interaction: discord.Interaction) -> None:
        user_id = interaction.user.id
        async with self._debouncer.once("delete", user_id, repeat_s=0.0):
            await acknowledge(interaction, is_new=False)
            deleted = await self._deletions.delete(user_id)
        locale = interaction.locale.value
        text = say(locale, "privacy-done", count=deleted.videos, until=_show_day(deleted.id_until))
        if interaction.message is None or interaction.message.flags.components_v2:
            await tell_privately(interaction, text)  # a forged press, on another message than the question
        else:
            await interaction.edit_original_response(content=text, view=None)

    async def _export(self, interaction: discord.Interaction) -> None:
        user_id, locale = interaction.user.id, interaction.locale.value
        async with self._debouncer.once("export", user_id, repeat_s=0.0):
            self._require_pause(user_id)
            await acknowledge(interaction)
            # The folder is removed when everything is sent, or nothing could be.
            with tempfile.TemporaryDirectory(prefix="veo-export-") as folder:
                limit_bytes = max(0, interaction.filesize_limit - _ROOM_BYTES)
                export = await self._exports.write(user_id, Path(folder), limit_bytes=limit_bytes, parts_max=_PARTS_MAX)
                if not export.parts:
                    raise UserError(Sentence("privacy-export-json-only"))
                text = say(locale, "privacy-export-done")
                if export.left:
                    text = f"{text}\n{say(locale, 'privacy-export-left', count=export.left)}"
                for number, part in enumerate(export.parts):
                    with part.open("rb") as stream:
                        await interaction.followup.send(
                            text if number == 0 else "",
                            file=discord.File(stream, part.name),
                            ephemeral=True,
                            allowed_mentions=discord.AllowedMentions.none(),
                        )
            self._next_at[user_id] = time.monotonic() + _EXPORT_EVERY_S

    def _require_pause(self, user_id: int) -> None:
        """Refuse a person who had an export a moment ago: exports cost disk, time and traffic."""
        now = time.monotonic()
        self._next_at = {one: at for one, at in self._next_at.items() if at > now}
        next_at = self._next_at.get(user_id)
        if next_at is not None:
            when = discord.utils.format_dt(self._clock.now() + timedelta(seconds=next_at - now), "R")
            raise UserError(Sentence("privacy-export-later", when=when))


class PrivacyCard(ui.LayoutView):
    """What is kept and who gets what, as a message."""

    def __init__(self, facts: PrivacyFacts, user_id: int, locale: str) -> None:
        super().__init__(timeout=None)
        container = ui.Container[PrivacyCard](accent_colour=_COLOUR)
        container.add_item(ui.TextDisplay(f"### 🔒 {say(locale, 'privacy-title')}"))
        if facts.prompt_days is None:
            prompts = say(locale, "privacy-prompts-always")
        else:
            prompts = say(locale, "privacy-prompts-days", days=max(facts.prompt_days, facts.video_days))
        kept = [
            prompts,
            say(locale, "privacy-videos", days=facts.video_days),
            say(locale, "privacy-records"),
            say(locale, "privacy-choices"),
            say(locale, "privacy-decisions", days=facts.audit_days),
        ]
        container.add_item(ui.TextDisplay(_list(say(locale, "privacy-kept-title"), kept)))
        container.add_item(ui.Separator())
        others = [say(locale, "privacy-segmind"), say(locale, "privacy-discord")]
        container.add_item(ui.TextDisplay(_list(say(locale, "privacy-others-title"), others)))
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(say(locale, "privacy-rights")))
        buttons = [_make_button(verb, user_id, locale) for verb in ("export", "delete")]
        if facts.policy_url is not None:
            buttons.append(ui.Button(label=say(locale, "privacy-policy"), url=facts.policy_url))
        container.add_item(ui.ActionRow(*buttons))
        self.add_item(container)
        # cogs/buttons.py handles the buttons by their ids, so discord.py must not keep the view.
        self.stop()


def _make_button(verb: str, user_id: int, locale: str) -> ui.Button[ui.LayoutView]:
    key, emoji, style = _VERBS[verb]
    return ui.Button(label=say(locale, key), emoji=emoji, style=style, custom_id=f"veo:privacy:{user_id}:{verb}")


def _list(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"- {line}" for line in lines)])


def _show_day(at: datetime) -> str:
    return discord.utils.format_dt(at, "D")
