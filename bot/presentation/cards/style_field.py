"""The fields of forms in which people choose a style and a camera move."""

import discord
from discord import app_commands, ui

from bot.domain.styles import Style, StyleKind, Styles
from bot.presentation.common.texts import localized
from bot.sentences import FALLBACK, say

_NAME_CHARS = 100


def name_style(kind: StyleKind, style: Style) -> str | app_commands.locale_str:
    """The built-in ones are translated; an operator's own keep their names."""
    key = _key_of(kind, style)
    return style.name if key is None else localized(key)


def make_style_field(kind: StyleKind, styles: Styles, chosen: str | None, locale: str) -> ui.Label[ui.Modal]:
    """The field with all styles, or all camera moves, of which one or none is chosen."""
    select: ui.Select[ui.Modal] = ui.Select(
        custom_id=kind.value,
        options=[
            discord.SelectOption(label=say_style(kind, one, locale), value=one.id, default=one.id == chosen)
            for one in styles.by_kind[kind].values()
        ],
        min_values=0,
        required=False,
    )
    title = say(locale, "edit-style") if kind is StyleKind.STYLE else say(locale, "edit-camera")
    return ui.Label(text=title, component=select)


def say_style(kind: StyleKind, style: Style, locale: str) -> str:
    """The name of a style or camera move in a language; an operator's own keep their names."""
    key = _key_of(kind, style)
    return (style.name if key is None else say(locale, key))[:_NAME_CHARS]


def _key_of(kind: StyleKind, style: Style) -> str | None:
    """The key of a built-in one's name; None for an operator's own."""
    key = f"{kind}-{style.id}"
    try:
        return key if say(FALLBACK, key) == style.name else None
    except KeyError:
        return None
