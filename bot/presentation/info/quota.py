"""The answer to /veo-quota: what is left, when more comes back, and what prevents a request."""

import discord
from discord import ui

from bot.domain.ledger import Grant
from bot.domain.limits import Window
from bot.domain.money import format_usd
from bot.domain.quota import RefusalReason, UsageKind
from bot.domain.strikes import StrikeKind
from bot.presentation.cards.card import draw_bar
from bot.presentation.common.replies import show_privately
from bot.presentation.common.waiting import wait_with
from bot.presentation.orders.placing import make_origin
from bot.sentences import say, say_all
from bot.services.quota.allowances import Allowance, WindowAllowance
from bot.services.quota.refusals import describe, exact_time, relative_time
from bot.services.quota.service import QuotaService

_GRANTS_SHOWN = 5
_READY_COLOUR = discord.Colour(0x3BA55D)
_REFUSED_COLOUR = discord.Colour(0xD98E04)


async def show_quota(interaction: discord.Interaction, quota_service: QuotaService) -> None:
    """Answer privately with what the person has left here. Raises DatabaseUnavailable."""
    allowance = await wait_with(interaction, quota_service.allowance(make_origin(interaction).requester))
    await show_privately(interaction, QuotaCard(allowance, interaction.locale.value))


class QuotaCard(ui.LayoutView):
    """What a person has left, as a message."""

    def __init__(self, allowance: Allowance, locale: str) -> None:
        super().__init__(timeout=None)
        colour = _READY_COLOUR if allowance.refusal is None else _REFUSED_COLOUR
        container = ui.Container[QuotaCard](accent_colour=colour)
        container.add_item(ui.TextDisplay(f"### 🎟️ {say(locale, 'quota-title')}"))
        for text in describe_windows(allowance, locale):
            container.add_item(ui.TextDisplay(text))
        details = describe_details(allowance, locale)
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay("\n".join(details)))
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(describe_outcome(allowance, locale)))
        self.add_item(container)


def describe_windows(allowance: Allowance, locale: str) -> list[str]:
    """One block for each window with a limit: a bar, how much is left, and when more comes back."""
    texts: dict[Window, str] = {}
    for one in allowance.windows:
        if one.limit is not None:
            title = texts.get(one.window, f"**{say(locale, f'quota-window-{one.window}')}**")
            texts[one.window] = f"{title}\n{_describe_window(one, one.limit, locale)}"
    return [texts[window] for window in Window if window in texts] or [say(locale, "quota-unlimited")]


def describe_details(allowance: Allowance, locale: str) -> list[str]:
    """One line each for grants, videos in progress, the cooldown, and strikes."""
    lines = [f"🎁 {_describe_grant(grant, locale)}" for grant in allowance.grants[:_GRANTS_SHOWN]]
    if len(allowance.grants) > _GRANTS_SHOWN:
        lines.append(say(locale, "quota-grants-more", count=len(allowance.grants) - _GRANTS_SHOWN))
    if allowance.jobs_at_once is None:
        lines.append(say(locale, "quota-running", running=allowance.running))
    else:
        lines.append(say(locale, "quota-running-of", running=allowance.running, most=allowance.jobs_at_once))
    for strikes in allowance.strikes:
        if strikes.count and strikes.most:
            key = "quota-strikes" if strikes.kind is StrikeKind.BLOCK else "quota-failures"
            lines.append(f"⚠️ {say(locale, key, count=strikes.count, most=strikes.most)}")
    if allowance.cooldown_until is not None and not _is_about(allowance, RefusalReason.COOLDOWN):
        lines.append(f"⏳ {say(locale, 'quota-cooldown', when=relative_time(allowance.cooldown_until))}")
    return lines


def describe_outcome(allowance: Allowance, locale: str) -> str:
    """Whether a video would be accepted now, and if not, why."""
    if allowance.refusal is not None:
        return f"⛔ {say_all(locale, describe(allowance.refusal))}"
    return f"✅ {say(locale, 'quota-ready', seconds=allowance.longest_s or 0)}"


def _describe_window(one: WindowAllowance, limit: int, locale: str) -> str:
    left = max(0, limit - one.used)
    if one.kind is UsageKind.USER_USD:
        said = say(locale, "quota-left-usd", left=format_usd(left), limit=format_usd(limit))
    else:
        said = say(locale, "quota-left", left=left, limit=limit)
    bar = f"{draw_bar(left / limit if limit else 0.0)} · {said}"
    if one.next_at is None:
        return bar
    when = exact_time(one.next_at)
    if one.kind is UsageKind.USER_USD:
        back = say(locale, "quota-back-usd", usd=format_usd(one.next_amount), when=when)
    else:
        back = say(locale, "quota-back", seconds=one.next_amount, when=when)
    return f"{bar}\n-# {back}"


def _describe_grant(grant: Grant, locale: str) -> str:
    if grant.expires_at is None:
        return say(locale, "quota-grant", seconds=grant.seconds)
    until = discord.utils.format_dt(grant.expires_at, "f")
    return say(locale, "quota-grant-until", seconds=grant.seconds, until=until)


def _is_about(allowance: Allowance, reason: RefusalReason) -> bool:
    return allowance.refusal is not None and allowance.refusal.reason is reason
