"""The answer of /veo-quota: what is left, when more comes back, and what prevents a request."""

import discord
from discord import ui

from bot.domain.ledger import Grant
from bot.domain.quota import RefusalReason
from bot.domain.strikes import StrikeKind
from bot.presentation.cards.card import draw_bar
from bot.presentation.common.replies import show_privately
from bot.presentation.common.waiting import wait_with
from bot.presentation.orders.placing import make_origin
from bot.sentences import say, say_all
from bot.services.quota.refusals import describe, exact_time, relative_time
from bot.services.quota.service import Allowance, QuotaService, WindowAllowance

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
    """One block for each window with a limit: a bar of what is left, the seconds, and when the next ones come back."""
    texts = [
        _describe_window(window, window.left_s, window.limit_s, locale)
        for window in allowance.windows
        if window.limit_s is not None and window.left_s is not None
    ]
    return texts or [say(locale, "quota-unlimited")]


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
    longest_s = allowance.longest_s
    most_s = longest_s if allowance.left_s is None else min(longest_s, allowance.left_s)
    return f"✅ {say(locale, 'quota-ready', seconds=most_s)}"


def _describe_window(window: WindowAllowance, left_s: int, limit_s: int, locale: str) -> str:
    lines = [
        f"**{say(locale, f'quota-window-{window.window}')}**",
        f"{draw_bar(left_s / limit_s if limit_s else 0.0)} · {say(locale, 'quota-left', left=left_s, limit=limit_s)}",
    ]
    if window.next_at is not None:
        back = say(locale, "quota-back", seconds=window.next_s, when=exact_time(window.next_at))
        lines.append(f"-# {back}")
    return "\n".join(lines)


def _describe_grant(grant: Grant, locale: str) -> str:
    if grant.expires_at is None:
        return say(locale, "quota-grant", seconds=grant.seconds)
    until = discord.utils.format_dt(grant.expires_at, "f")
    return say(locale, "quota-grant-until", seconds=grant.seconds, until=until)


def _is_about(allowance: Allowance, reason: RefusalReason) -> bool:
    return allowance.refusal is not None and allowance.refusal.reason is reason
