"""Texts of the rules about models: which are allowed, and which is the default."""

from collections.abc import Iterable

import discord

from bot.domain.model_rules import ModelRule, ModelScope
from bot.markdown import plain, shorten
from bot.models import Catalogue
from bot.presentation.admin.access import ChangeText
from bot.sentences import say
from bot.services.admin.changes import Change

_NAMES_CHARS = 700
_MENTIONS = {ModelScope.CHANNEL: "<#{}>", ModelScope.ROLE: "<@&{}>"}


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
    """What a rule says."""
    names = ", ".join(plain(catalogue.name_of(one)) for one in rule.allowed)
    allowed = shorten(names, _NAMES_CHARS) or say(locale, "admin-models-no-list")
    default = say(locale, "admin-not-set") if rule.default is None else plain(catalogue.name_of(rule.default))
    return say(locale, "admin-models-value", default=default, allowed=allowed)


def list_model_rules(
    rules: Iterable[ModelRule], catalogue: Catalogue, guild: discord.Guild | None, locale: str
) -> list[str]:
    """All rules of a server, those of deleted channels and roles by their ids."""
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
    return _MENTIONS[rule.scope].format(rule.subject_id)
