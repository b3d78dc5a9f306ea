"""Texts of changes by admins: each function describes, in a language, what it was before and what it is now."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import discord

from bot.domain.choices import NO_STYLE, NOWHERE, Choices
from bot.domain.limits import WHOLE_BOT, Field, Scope, StoredLimit
from bot.domain.model_rules import ModelRule, ModelScope
from bot.domain.rules import Block, Pause, PlaceKind
from bot.domain.styles import StyleKind, Styles
from bot.domain.words import WordList
from bot.markdown import code, plain, shorten
from bot.models import Catalogue
from bot.presentation.admin.access import ChangeText
from bot.presentation.cards.form_fields import say_style
from bot.sentences import say
from bot.services.admin.changes import Change
from bot.services.admin.limits import format_limit

_PLACES_SHOWN = 30
_WORDS_CHARS = 700
_MENTIONS = {kind: "<@&{}>" if kind is PlaceKind.ROLE else "<#{}>" for kind in PlaceKind}


def name_field(field: Field, locale: str) -> str:
    """The name of a limited quantity."""
    return say(locale, f"admin-field-{field.value}")


def name_value(field: Field, value: int | None, locale: str) -> str:
    """A limit's value."""
    return say(locale, "admin-unlimited") if value is None else format_limit(field, value)


def name_target(limit: StoredLimit, locale: str) -> str:
    """Who a limit applies to."""
    match limit.scope:
        case Scope.USER:
            who = f"<@{limit.subject_id}>"
            return say(locale, "admin-target-user-everywhere", user=who) if limit.guild_id == WHOLE_BOT else who
        case Scope.ROLE:
            return f"<@&{limit.subject_id}>"
        case _:
            return say(locale, f"admin-target-{limit.scope.value}")


def describe_limit(locale: str, limit: StoredLimit, change: Change[StoredLimit | None]) -> ChangeText:
    """Describe a limit that was set or removed."""
    was, now = (
        say(locale, "admin-not-set") if one is None else name_value(one.field, one.value, locale)
        for one in (change.before, change.after)
    )
    return ChangeText(
        title=say(locale, "admin-limit-title"),
        about=f"{name_target(limit, locale)} · {name_field(limit.field, locale)}",
        was=was,
        now=now,
        note=say(locale, "admin-limit-cleared") if change.after is None else "",
        is_changed=change.before != change.after,
    )


def describe_grant(
    locale: str, user_id: int, guild_id: int, change: Change[int], expires_at: datetime | None, reason: str
) -> ChangeText:
    """Describe seconds that were given to someone."""
    about = say(
        locale,
        "admin-grant-about",
        user=f"<@{user_id}>",
        seconds=change.after - change.before,
        where=_name_place(guild_id, locale),
    )
    return ChangeText(
        title=say(locale, "admin-grant-title"),
        about=about,
        was=say(locale, "admin-grant-value", seconds=change.before),
        now=say(locale, "admin-grant-value", seconds=change.after),
        note=_join(
            say(locale, "admin-grant-expires", when=show_time(expires_at)) if expires_at else "",
            _show_reason(reason, locale),
        ),
    )


def describe_block(locale: str, user_id: int, guild_id: int, change: Change[Block | None], now: datetime) -> ChangeText:
    """Describe a block that was set or lifted."""
    return ChangeText(
        title=say(locale, "admin-block-title"),
        about=f"<@{user_id}> · {_name_place(guild_id, locale)}",
        was=show_block(change.before, locale, now),
        now=show_block(change.after, locale, now),
        is_changed=change.before != change.after,
    )


def describe_strikes(locale: str, user_id: int, change: Change[int]) -> ChangeText:
    """Describe strikes that were cleared."""
    return ChangeText(
        title=say(locale, "admin-strikes-title"),
        about=f"<@{user_id}>",
        was=str(change.before),
        now=str(change.after),
        is_changed=change.before != change.after,
    )


def describe_pause(locale: str, guild_id: int, change: Change[Pause | None]) -> ChangeText:
    """Describe a server, or the bot, that was paused or resumed."""
    return ChangeText(
        title=say(locale, "admin-pause-title"),
        about=_name_place(guild_id, locale),
        was=show_pause(change.before, locale),
        now=show_pause(change.after, locale),
        note=say(locale, "admin-pause-running") if change.after is not None else "",
        is_changed=change.before != change.after,
    )


def describe_places(locale: str, kind: PlaceKind, change: Change[frozenset[int]], note: str = "") -> ChangeText:
    """Describe channels or roles that were chosen."""
    return ChangeText(
        title=say(locale, f"admin-places-{kind.value}"),
        was=show_places(kind, change.before, locale),
        now=show_places(kind, change.after, locale),
        note=note,
        is_changed=change.before != change.after,
    )


def describe_words(locale: str, guild_id: int, change: Change[WordList]) -> ChangeText:
    """Describe forbidden words that were added or removed."""
    before, after = change.before.words, change.after.words
    new = [word for word in after if word not in before]
    gone = [word for word in before if word not in after]
    return ChangeText(
        title=say(locale, "admin-words-title"),
        about=_name_place(guild_id, locale),
        was=say(locale, "admin-words-value", count=len(before), words=_list_words(before)),
        now=say(locale, "admin-words-value", count=len(after), words=_list_words(after)),
        note=_join(
            say(locale, "admin-words-added", words=_list_words(new)) if new else "",
            say(locale, "admin-words-removed", words=_list_words(gone)) if gone else "",
        ),
        is_changed=before != after,
    )


def show_block(block: Block | None, locale: str, now: datetime) -> str:
    """A block, or the text for none."""
    if block is None or not block.holds(now):
        return say(locale, "admin-block-none")
    until = say(locale, "admin-block-until", when=show_time(block.until_at)) if block.until_at else ""
    return _join(say(locale, "admin-block-value"), until, _show_reason(block.reason, locale))


def show_pause(pause: Pause | None, locale: str) -> str:
    """A pause, or the text for none."""
    if pause is None:
        return say(locale, "admin-pause-none")
    return _join(say(locale, "admin-pause-value"), _show_reason(pause.reason, locale))


def show_places(kind: PlaceKind, ids: Iterable[int], locale: str) -> str:
    """Channels or roles as mentions, or the text for none."""
    chosen = sorted(ids)
    if not chosen:
        return say(locale, f"admin-places-{kind.value}-none")
    shown = ", ".join(_MENTIONS[kind].format(one) for one in chosen[:_PLACES_SHOWN])
    rest = len(chosen) - _PLACES_SHOWN
    return f"{shown} {say(locale, 'admin-more', count=rest)}" if rest > 0 else shown


def show_time(at: datetime) -> str:
    """An instant as Discord shows it in each person's time zone."""
    return f"<t:{int(at.timestamp())}:f> (<t:{int(at.timestamp())}:R>)"


def _list_words(words: Iterable[str]) -> str:
    return shorten(", ".join(code(word) for word in words), _WORDS_CHARS)


def _show_reason(reason: str, locale: str) -> str:
    return say(locale, "admin-reason", reason=plain(reason)) if reason else ""


def _name_place(guild_id: int, locale: str) -> str:
    return say(locale, "admin-target-everywhere" if guild_id == WHOLE_BOT else "admin-target-here")


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


_NAMES_CHARS = 700
_MODEL_MENTIONS = {ModelScope.CHANNEL: "<#{}>", ModelScope.ROLE: "<@&{}>"}


def describe_model_rule(locale: str, change: Change[ModelRule], catalogue: Catalogue) -> ChangeText:
    """Describe a rule that was changed."""
    note = ""
    after = change.after
    if after.default is not None and after.allowed and after.default not in after.allowed:
        note = say(locale, "admin-models-default-not-allowed")
    return ChangeText(
        title=say(locale, "admin-models-title"),
        about=_name_subject(after, locale),
        was=show_model_rule(change.before, catalogue, locale),
        now=show_model_rule(after, catalogue, locale),
        note=note,
        is_changed=change.before != after,
    )


def show_model_rule(rule: ModelRule, catalogue: Catalogue, locale: str) -> str:
    """The rule in words."""
    names = ", ".join(plain(catalogue.name_of(one)) for one in rule.allowed)
    allowed = shorten(names, _NAMES_CHARS) or say(locale, "admin-models-no-list")
    default = say(locale, "admin-not-set") if rule.default is None else plain(catalogue.name_of(rule.default))
    return say(locale, "admin-models-value", default=default, allowed=allowed)


def list_model_rules(
    rules: Iterable[ModelRule], catalogue: Catalogue, guild: discord.Guild | None, locale: str
) -> list[str]:
    """All rules of a server; deleted channels and roles are named by their ids."""
    lines = [
        f"- {_name_subject(rule, locale, guild)}: {show_model_rule(rule, catalogue, locale)}"
        for rule in sorted(rules, key=lambda rule: (rule.scope is not ModelScope.SERVER, rule.scope, rule.subject_id))
    ]
    known = ", ".join(plain(spec.name) for spec in catalogue.on)
    return [*(lines or [say(locale, "admin-models-none")]), say(locale, "admin-models-known", known=known)]


def _name_subject(rule: ModelRule, locale: str, guild: discord.Guild | None = None) -> str:
    if rule.scope is ModelScope.SERVER:
        return say(locale, "admin-target-server")
    if guild is not None:
        get = guild.get_role if rule.scope is ModelScope.ROLE else guild.get_channel_or_thread
        if get(rule.subject_id) is None:
            return say(locale, "admin-models-gone", id=str(rule.subject_id))
    return _MODEL_MENTIONS[rule.scope].format(rule.subject_id)


def describe_place_choices(locale: str, channel_id: int, change: Change[Choices], styles: Styles) -> ChangeText:
    """Describe choices that were changed."""
    return ChangeText(
        title=say(locale, "admin-defaults-title"),
        about=_name_channel(channel_id, locale),
        was=_show(change.before, styles, locale),
        now=_show(change.after, styles, locale),
        is_changed=change.before != change.after,
    )


def list_place_choices(
    chosen: Mapping[int, Choices], styles: Styles, guild: discord.Guild | None, locale: str
) -> list[str]:
    """All choices of a server and its channels; deleted channels are named by their ids."""
    lines = [f"- {_name_channel(one, locale, guild)}: {_show(chosen[one], styles, locale)}" for one in sorted(chosen)]
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


def _name_channel(channel_id: int, locale: str, guild: discord.Guild | None = None) -> str:
    if channel_id == NOWHERE:
        return say(locale, "admin-target-server")
    if guild is not None and guild.get_channel_or_thread(channel_id) is None:
        return say(locale, "admin-models-gone", id=str(channel_id))
    return f"<#{channel_id}>"
