"""The answer to /veo-admin usage: the chart, the same data in words, and the ledger as a CSV file."""

import asyncio
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import aiohttp
import discord

from bot.domain.jobs import JobState
from bot.domain.limits import Limit, Window
from bot.domain.money import format_usd, share_of
from bot.domain.reports import Outcome
from bot.presentation.admin.access import AdminSession, Panel
from bot.presentation.admin.chart_data import ChartWords, UsageChart
from bot.presentation.common.replies import mention_person
from bot.sentences import FALLBACK, say
from bot.services.admin.reports import UsageReport

PICTURE_NAME = "usage.png"
#: How much of an upload is reserved for the chart and the message itself.
_RESERVED_BYTES = 512 * 1024
_NAMED_MEMBERS = 4
_NAMES_TIMEOUT_S = 4.0
_SHOWN_OUTCOMES = 8
_ALT_CHARS = 1024
_DAY = timedelta(days=1)


class Period(StrEnum):
    """The periods that can be chosen; a day is a day in UTC."""

    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    THIS_MONTH = "month"
    LAST_MONTH = "last-month"

    def bounds(self, now: datetime) -> tuple[datetime, datetime]:
        """Its first instant, and the first one after it."""
        today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        first = today.replace(day=1)
        if self is Period.LAST_MONTH:
            return (first - _DAY).replace(day=1), first
        since = first if self is Period.THIS_MONTH else today - _DAY * (int(self.value) - 1)
        return since, max(now, since + timedelta(seconds=1))


async def make_usage_answer(
    interaction: discord.Interaction,
    session: AdminSession,
    period: Period,
    report: UsageReport,
    csv: AsyncIterator[str],
    now: datetime,
) -> tuple[Panel, list[discord.File]]:
    """Prepare the answer and its files, within Discord's upload limit."""
    locale = session.locale
    names = await _name_members(interaction, session, [user_id for user_id, _ in report.top_members])
    chart = make_chart(report, period, names, now, locale)
    from bot.presentation.admin.charts import can_draw, draw_usage  # noqa: PLC0415 - Pillow takes 5 MB

    legible = chart if can_draw(chart.words.title) else make_chart(report, period, names, now, FALLBACK)
    png = await asyncio.to_thread(draw_usage, legible)
    picture = discord.File(io.BytesIO(png), PICTURE_NAME, description=describe_chart(chart, locale))
    text, is_cut, lines = await _collect(csv, interaction.filesize_limit - _RESERVED_BYTES)
    first, last = report.days[0][0], report.days[-1][0]
    table = discord.File(io.BytesIO(text), f"usage-{first}-{last}.csv")
    notes = [say(locale, "admin-usage-csv-cut", lines=lines)] if is_cut else []
    panel = Panel(
        say(locale, "admin-usage-title", period=say(locale, f"admin-usage-period-{period.value}")),
        "\n".join(_describe(report, locale)),
        "\n".join(f"-# {note}" for note in notes),
        picture=picture,
        files=[table],
    )
    return panel, [picture, table]


def make_chart(report: UsageReport, period: Period, names: Mapping[int, str], now: datetime, locale: str) -> UsageChart:
    """Prepare the chart's data; a past month has no forecast."""
    forecast = [] if period is Period.LAST_MONTH else _spread_forecast(report, now)
    budget = _daily_budget(report.budgets)
    waits = (
        []
        if report.wait_median_s is None
        else [
            (say(locale, "chart-waits-half"), show_seconds(report.wait_median_s, locale)),
            (say(locale, "chart-waits-slow"), show_seconds(report.wait_90_percent_s or 0.0, locale)),
        ]
    )
    if report.refusals:
        waits.append((say(locale, "chart-refusals"), f"{report.refusals:,}"))
    outcomes = [(name_outcome(one, locale), one.jobs) for one in report.outcomes]
    if len(outcomes) > _NAMED_MEMBERS:
        rest = sum(count for _, count in outcomes[_NAMED_MEMBERS - 1 :])
        outcomes = [*outcomes[: _NAMED_MEMBERS - 1], (say(locale, "chart-other"), rest)]
    return UsageChart(
        words=ChartWords(
            title=say(locale, "chart-title"),
            period=say(
                locale,
                "chart-period",
                period=say(locale, f"admin-usage-period-{period.value}"),
                jobs=report.total.jobs,
            ),
            total=format_usd(report.total.micros),
            forecast=say(locale, "chart-forecast", usd=format_usd(report.forecast_micros)),
            budget="" if budget is None else say(locale, f"chart-budget-{budget[0]}", usd=format_usd(budget[1])),
            members=say(locale, "chart-members"),
            outcomes=say(locale, "chart-outcomes"),
            waits=say(locale, "chart-waits"),
            nothing=say(locale, "chart-nothing"),
        ),
        days=[(day, spending.micros) for day, spending in report.days],
        forecast=forecast,
        budget_micros=None if budget is None else share_of(budget[1], _DAY, budget[0].length),
        members=[(names.get(user_id, "…"), spending.micros) for user_id, spending in report.top_members],
        outcomes=outcomes,
        waits=waits,
    )


def describe_chart(chart: UsageChart, locale: str) -> str:
    """Describe the chart for people who can't see it."""
    day, most = max(chart.days, key=lambda one: one[1])
    text = say(
        locale,
        "chart-alt",
        title=chart.words.title,
        period=chart.words.period,
        total=chart.words.total,
        most=format_usd(most),
        day=day.isoformat(),
        budget=f"{chart.words.budget}." if chart.words.budget else "",
        forecast=f"{chart.words.forecast}." if chart.forecast else "",
    )
    return text.strip()[:_ALT_CHARS]


def name_outcome(outcome: Outcome, locale: str) -> str:
    """Name a way in which jobs ended."""
    if outcome.state is JobState.FAILED and outcome.failure is not None:
        return say(locale, f"outcome-failed-{outcome.failure.value}")
    return say(locale, f"outcome-{outcome.state.value}")


def show_seconds(seconds: float, locale: str) -> str:
    """Format a wait in words."""
    whole = round(seconds)
    if whole < 60:
        return say(locale, "seconds", seconds=whole)
    return say(locale, "minutes", minutes=whole // 60, seconds=whole % 60)


def _describe(report: UsageReport, locale: str) -> list[str]:
    """Describe the report in words, for people who can't see the chart, with names as mentions."""
    total = report.total
    lines = [say(locale, "admin-usage-total", usd=format_usd(total.micros), jobs=total.jobs, seconds=total.seconds)]
    amounts = {"spent": format_usd(report.month_micros), "forecast": format_usd(report.forecast_micros)}
    month = report.budgets.get(Window.MONTH)
    if month is not None and month.value is not None:
        lines.append(say(locale, "admin-usage-month-budget", budget=format_usd(month.value), **amounts))
    else:
        lines.append(say(locale, "admin-usage-month", **amounts))
    if report.wait_median_s is not None:
        median = show_seconds(report.wait_median_s, locale)
        slow = show_seconds(report.wait_90_percent_s or 0.0, locale)
        lines.append(say(locale, "admin-usage-waits", median=median, slow=slow))
    if report.outcomes:
        outcomes = " · ".join(
            say(locale, "admin-usage-outcome", name=name_outcome(one, locale), count=one.jobs)
            for one in report.outcomes[:_SHOWN_OUTCOMES]
        )
        lines.append(say(locale, "admin-usage-outcomes", outcomes=outcomes))
    else:
        lines.append(say(locale, "admin-usage-empty"))
    if report.refusals:
        lines.append(say(locale, "admin-usage-refusals", count=report.refusals))
    if report.models:
        lines.append(say(locale, "admin-usage-models"))
    for model, spending in report.models:
        usd, jobs, seconds = format_usd(spending.micros), spending.jobs, spending.seconds
        lines.append(f"- {say(locale, 'admin-usage-model', model=model, usd=usd, jobs=jobs, seconds=seconds)}")
    if report.top_members:
        lines.append(say(locale, "admin-usage-members"))
    for rank, (user_id, spending) in enumerate(report.top_members, 1):
        lines.append(
            say(
                locale,
                "admin-usage-member",
                rank=rank,
                user=mention_person(user_id, locale),
                usd=format_usd(spending.micros),
                jobs=spending.jobs,
                seconds=spending.seconds,
            )
        )
    return lines


def _daily_budget(budgets: Mapping[Window, Limit]) -> tuple[Window, int] | None:
    """The strictest budget, as an average per day."""
    amounts = [(window, limit.value) for window, limit in budgets.items() if limit.value is not None]
    return min(amounts, key=lambda one: share_of(one[1], _DAY, one[0].length), default=None)


def _spread_forecast(report: UsageReport, now: datetime) -> list[tuple[date, int]]:
    """Distribute the expected cost of the rest of the month over its days, starting with the rest of today."""
    now = now.astimezone(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
    next_month = ((midnight - _DAY).replace(day=1) + timedelta(days=32)).replace(day=1)
    expected = report.forecast_micros - report.month_micros
    if expected <= 0 or next_month <= now:
        return []
    left = next_month - now
    spread = [(now.date(), share_of(expected, midnight - now, left))]
    while midnight < next_month:
        spread.append((midnight.date(), share_of(expected, _DAY, left)))
        midnight += _DAY
    return spread


async def _name_members(
    interaction: discord.Interaction, session: AdminSession, user_ids: Sequence[int]
) -> dict[int, str]:
    """The names from Discord that fit into the chart; people who left or can't be found have none."""

    async def name(user_id: int) -> str:
        if interaction.guild is not None and session.guild_id == interaction.guild.id:
            return (await interaction.guild.fetch_member(user_id)).display_name
        return (await interaction.client.fetch_user(user_id)).display_name

    asked = user_ids[:_NAMED_MEMBERS]
    try:
        async with asyncio.timeout(_NAMES_TIMEOUT_S):
            found = await asyncio.gather(*map(name, asked), return_exceptions=True)
    except TimeoutError:
        return {}
    for problem in found:
        if isinstance(problem, BaseException) and not isinstance(
            problem, discord.HTTPException | aiohttp.ClientError | OSError
        ):
            raise problem
    return {user_id: one for user_id, one in zip(asked, found, strict=True) if isinstance(one, str)}


async def _collect(lines: AsyncIterator[str], limit_bytes: int) -> tuple[bytes, bool, int]:
    """Collect lines up to a size; returns their bytes, whether lines are missing, and how many follow the header."""
    text, count = bytearray(), -1
    async for line in lines:
        encoded = line.encode()
        if len(text) + len(encoded) > limit_bytes:
            return bytes(text), True, count
        text += encoded
        count += 1
    return bytes(text), False, count
