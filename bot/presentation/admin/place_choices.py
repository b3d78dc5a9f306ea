"""Texts of what videos are like in a server and its channels unless people say otherwise."""

from collections.abc import Mapping

import discord

from bot.domain.choices import NO_STYLE, NOWHERE, Choices
from bot.domain.styles import StyleKind, Styles
from bot.markdown import plain
from bot.presentation.admin.access import ChangeText
from bot.presentation.cards.style_field import say_style
from bot.sentences import say
from bot.services.admin.changes import Change


def describe_place_choices(locale: str, channel_id: int, change: Change[Choices], styles: Styles) -> ChangeText:
    """Describe choices that were changed."""
    return ChangeText(
        title=say(locale, "admin-defaults-title"),
        about=_name_place(channel_id, locale),
        was=_show(change.before, styles, locale),
        now=_show(change.after, styles, locale),
        is_changed=change.before != change.after,
    )


def list_place_choices(
    chosen: Mapping[int, Choices], styles: Styles, guild: discord.Guild | None, locale: str
) -> list[str]:
    """All choices of a server and its channels, those of deleted channels by their ids."""
    lines = [f"- {_name_place(one, locale, guild)}: {_show(chosen[one], styles, locale)}" for one in sorted(chosen)]
    return lines or [say(locale, "admin-defaults-none")]


def _show(chosen: Choices, styles: Styles, locale: str) -> str:
    parts: dict[str, str | None] = {
        "duration": None if chosen.duration_s is None else say(locale, "seconds", seconds=chosen.duration_s),
        "shape": chosen.aspect,
        "style": None if chosen.style is None else _name_style(chosen.style, styles, locale),
        "spoiler": _name_flag(chosen.is_spoiler, locale),
        "restricted": _name_flag(chosen.only_restricted, locale),
    }
    said = [f"{say(locale, f'settings-{name}')}: {value}" for name, value in parts.items() if value is not None]
    return " · ".join(said) or say(locale, "admin-not-set")


def _name_style(style_id: str, styles: Styles, locale: str) -> str:
    if style_id == NO_STYLE:
        return say(locale, "choice-no-style")
    style = styles.by_kind[StyleKind.STYLE].get(style_id)
    return plain(style_id if style is None else say_style(StyleKind.STYLE, style, locale))


def _name_flag(value: bool | None, locale: str) -> str | None:
    return None if value is None else say(locale, "settings-on" if value else "settings-off")


def _name_place(channel_id: int, locale: str, guild: discord.Guild | None = None) -> str:
    if channel_id == NOWHERE:
        return say(locale, "admin-target-server")
    if guild is not None and guild.get_channel_or_thread(channel_id) is None:
        return say(locale, "admin-models-gone", id=str(channel_id))
    return f"<#{channel_id}>"
