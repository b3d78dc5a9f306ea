"""The fields of forms in which people choose a style and a camera move."""

from collections.abc import Collection

import discord
from discord import app_commands, ui

from bot.domain.styles import Style, StyleKind, Styles
from bot.errors import UserError
from bot.presentation.common.inputs import InvalidValue
from bot.presentation.common.texts import localized
from bot.sentences import FALLBACK, Sentence, say

_NAME_CHARS = 100
#: The most that Discord shows in a list.
_OPTIONS_MAX = 25
_EMOJI = {StyleKind.STYLE: "🎨", StyleKind.CAMERA: "🎥"}


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


def make_looks_field(styles: Styles, style: str, camera: str, locale: str) -> ui.Label[ui.Modal]:
    """The field with styles and camera moves together, of which one of each is chosen.

    What there is no room for is left out, never what is chosen.
    """
    chosen = {(StyleKind.STYLE, style), (StyleKind.CAMERA, camera)}
    known = [(kind, one) for kind in StyleKind for one in styles.by_kind[kind].values()]
    first = sorted(known, key=lambda pair: (pair[0], pair[1].id) not in chosen)[:_OPTIONS_MAX]
    select: ui.Select[ui.Modal] = ui.Select(
        custom_id="looks",
        options=[
            discord.SelectOption(
                label=say_style(kind, one, locale),
                value=f"{kind.value}:{one.id}",
                emoji=_EMOJI[kind],
                default=(kind, one.id) in chosen,
            )
            for kind, one in known
            if (kind, one) in first
        ],
        min_values=0,
        max_values=2,
        required=False,
    )
    return ui.Label(text=say(locale, "edit-looks"), component=select)


def read_looks(values: Collection[str]) -> tuple[str, str]:
    """Read the style and the camera move that were chosen together; empty: none. Raises UserError."""
    chosen: dict[str, list[str]] = {kind.value: [] for kind in StyleKind}
    for value in values:
        kind, _, name = value.partition(":")
        if kind not in chosen:
            raise InvalidValue(value)
        chosen[kind].append(name)
    if any(len(names) > 1 for names in chosen.values()):
        raise UserError(Sentence("edit-looks-many"))
    style, camera = (next(iter(chosen[kind.value]), "") for kind in (StyleKind.STYLE, StyleKind.CAMERA))
    return style, camera


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
