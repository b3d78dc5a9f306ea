"""The lists of /veo-admin: limits, blocks and the audit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import discord

from bot.domain.limits import BUDGETS, EffectiveLimits, Limit, Scope, StoredLimit
from bot.domain.reports import BOT_ITSELF, AuditRecord
from bot.domain.rules import Block, PlaceKind
from bot.markdown import plain
from bot.presentation.admin.access import AdminSession
from bot.presentation.admin.change_texts import name_field, name_target, name_value, show_block
from bot.presentation.common.replies import mention_person
from bot.sentences import say

_AUDIT_TEXT_CHARS = 160
_SUBJECT = re.compile(r"\b(user|role) (\d+)", re.ASCII)
#: Deleted people; the values are escaped like any other text.
_DELETED = re.compile(r"\buser \\?-\d+", re.ASCII)
_ID = re.compile(r"(\d{15,})", re.ASCII)
#: The actions whose values are ids, and the mention format for them.
_PLACES: Mapping[str, str] = {kind: r"<@&\1>" if kind is PlaceKind.ROLE else r"<#\1>" for kind in PlaceKind}


def list_effective(session: AdminSession, limits: EffectiveLimits) -> list[str]:
    """The effective limits, each with its origin; only operators see the whole bot's budget."""
    locale = session.locale
    lines = [say(locale, "admin-limits-people")]
    lines += [
        _show_limit(name_field(field, locale), name_value(field, limit.value, locale), limit, locale)
        for field, limit in limits.person.items()
    ]
    budgets = [("admin-limits-server", limits.server)]
    if session.actor.is_operator:
        budgets.append(("admin-limits-bot", limits.bot))
    for key, by_window in budgets:
        lines.append(say(locale, key))
        for window, limit in by_window.items():
            field = BUDGETS[window]
            lines.append(_show_limit(name_field(field, locale), name_value(field, limit.value, locale), limit, locale))
    return lines


def list_stored(session: AdminSession, stored: Sequence[StoredLimit], guild: discord.Guild | None) -> list[str]:
    """The limits that were set; only operators see those that operators set for everyone."""
    own = [row for row in stored if row.guild_id == session.guild_id and row.scope is not Scope.CEILING]
    theirs = [row for row in stored if row not in own] if session.actor.is_operator else []
    lines = [say(session.locale, "admin-limits-set")] if own else [say(session.locale, "admin-limits-none")]
    lines += [_show_row(row, guild, session.locale) for row in own]
    if theirs:
        lines += [
            say(session.locale, "admin-limits-set-bot"),
            *(_show_row(row, guild, session.locale) for row in theirs),
        ]
    return lines


def list_blocks(blocks: Iterable[Block], locale: str, now: datetime) -> list[str]:
    """Who is blocked, until when and why."""
    lines = [f"<@{block.user_id}> · {show_block(block, locale, now)}" for block in blocks if block.holds(now)]
    return lines or [say(locale, "admin-blocks-none")]


def list_audit(records: Iterable[AuditRecord], locale: str) -> list[str]:
    """The latest changes and refusals by budgets, newest first."""
    return [_show_record(record, locale) for record in records] or [say(locale, "admin-audit-none")]


def _show_record(record: AuditRecord, locale: str) -> str:
    before, after = (_show_audited(record.action, text) for text in (record.before, record.after))
    return say(
        locale,
        "admin-audit-line",
        when=f"<t:{int(record.at.timestamp())}:f>",
        who=say(locale, "admin-audit-itself")
        if record.actor_id == BOT_ITSELF
        else mention_person(record.actor_id, locale),
        what=" ".join(
            part for part in (record.action, _link(plain(record.subject), locale), _show_count(record)) if part
        ),
        before=before,
        after=after,
    )


def _show_count(record: AuditRecord) -> str:
    return f"(×{record.count})" if record.count > 1 else ""


def _show_audited(action: str, text: str) -> str:
    """A value from the audit: ids as mentions, other texts escaped."""
    short = plain(text, _AUDIT_TEXT_CHARS) or "–"
    form = _PLACES.get(action)
    return short if form is None else _ID.sub(form, short)


def _link(subject: str, locale: str) -> str:
    subject = _DELETED.sub(say(locale, "admin-deleted-person"), subject)
    return _SUBJECT.sub(lambda found: f"<@{'&' if found[1] == 'role' else ''}{found[2]}>", subject)


def _show_limit(name: str, value: str, limit: Limit, locale: str) -> str:
    origin = say(locale, f"admin-origin-{'default' if limit.scope is None else limit.scope.value}")
    return f"- {say(locale, 'admin-limits-line', limit=name, value=value, origin=origin)}"


def _show_row(row: StoredLimit, guild: discord.Guild | None, locale: str) -> str:
    who = name_target(row, locale)
    if row.scope is Scope.ROLE and guild is not None and guild.get_role(row.subject_id) is None:
        who = say(locale, "admin-limits-deleted", id=str(row.subject_id))
    name, value = name_field(row.field, locale), name_value(row.field, row.value, locale)
    return f"- {say(locale, 'admin-limits-row', who=who, limit=name, value=value)}"
