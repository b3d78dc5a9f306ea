"""What /veo-jobs shows: a page of somebody's jobs, each with what can still be done about it.

Everything that its buttons need stands in their ids, so that they work in any process, for as long as their message.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import discord
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.presentation.admin.access import plain
from bot.presentation.cards.card import SYMBOLS, WORKING_SYMBOL, describe_failure
from bot.presentation.cards.card_buttons import CancelButton
from bot.presentation.cards.job_buttons import JOB_ID, JobButton
from bot.presentation.cards.result_buttons import AgainButton
from bot.presentation.common.texts import FALLBACK, say, shorten
from bot.storage.jobs.listings import JobFilter, JobPage

#: Of the 40 components and 4,000 characters that a message may have, each job takes up to 5 and about 650.
JOBS_PER_PAGE = 5
_PROMPT_CHARS = 200
_WHY_CHARS = 160
_COLOUR = discord.Colour(0x5865F2)
_REFRESH = "🔄"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Which page of which list somebody looks at."""

    user_id: int
    show: JobFilter = JobFilter.ALL
    #: From 0 on.
    page: int = 0


class SendAgainButton(JobButton, template=f"veo:send:{JOB_ID}"):
    """Sends a video that could not be posted, to its owner."""

    verb = "send"

    def __init__(self, job_id: str, locale: str = FALLBACK) -> None:
        super().__init__(job_id, say(locale, "jobs-send-again"), emoji="📨", style=discord.ButtonStyle.primary)

    async def press(self, interaction: discord.Interaction[Any], _text_orders: Any) -> None:
        """Send it."""
        await interaction.client.job_listing.send_again(interaction, self.job_id)


class PageButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"veo:jobs:(?P<show>all|running|done|failed|kept):(?P<page>\d{1,7}):(?P<user_id>\d{1,20})",
):
    """Leads to a page."""

    def __init__(self, look: ListPage, label: str = "", *, emoji: str | None = None) -> None:
        self._look = look
        custom_id = f"veo:jobs:{look.show}:{look.page}:{look.user_id}"
        super().__init__(ui.Button(label=label, emoji=emoji, custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(_read_look(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        await interaction.client.job_listing.turn(interaction, self._look)


def find_look(message: discord.Message | None) -> ListPage | None:
    """Which page of a list a message shows; None if it shows none."""
    rows = [] if message is None else [row for row in message.components if isinstance(row, discord.ActionRow)]
    for button in (one for row in rows for one in row.children if isinstance(one, discord.Button)):
        match = PageButton.__discord_ui_compiled_template__.fullmatch(button.custom_id or "")
        if match is not None and str(button.emoji) == _REFRESH:
            return _read_look(match)
    return None


def _read_look(match: re.Match[str]) -> ListPage:
    return ListPage(user_id=int(match["user_id"]), show=JobFilter(match["show"]), page=int(match["page"]))


class FilterSelect(ui.DynamicItem[ui.Select[Any]], template=r"veo:jobs-show:(?P<user_id>\d{1,20})"):
    """Chooses which jobs are listed."""

    def __init__(self, look: ListPage, locale: str = FALLBACK) -> None:
        self._user_id = look.user_id
        options = [
            discord.SelectOption(label=say(locale, f"jobs-show-{show}"), value=show, default=show is look.show)
            for show in JobFilter
        ]
        select: ui.Select[Any] = ui.Select(
            custom_id=f"veo:jobs-show:{look.user_id}", placeholder=say(locale, "jobs-filter"), options=options
        )
        super().__init__(select)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the select that was used."""
        return cls(ListPage(user_id=int(match["user_id"])))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the first page of what was chosen."""
        show = JobFilter(self.item.values[0])
        await interaction.client.job_listing.turn(interaction, ListPage(user_id=self._user_id, show=show))


class JobListView(ui.LayoutView):
    """A page of a list as a message, for somebody who may see it."""

    def __init__(
        self, look: ListPage, page: JobPage, locale: str, *, title: str, is_own: bool, is_kept: Callable[[Job], bool]
    ) -> None:
        super().__init__(timeout=None)
        container = ui.Container[JobListView](ui.TextDisplay(f"### 🎞️ {title}"), accent_colour=_COLOUR)
        container.add_item(ui.TextDisplay(_describe_page(look, page, locale, is_own=is_own)))
        for job in page.jobs:
            kept = is_kept(job)
            container.add_item(ui.Separator())
            container.add_item(ui.TextDisplay(describe_job(job, locale, is_own=is_own, is_kept=kept)))
            buttons = list(_list_buttons(job, locale, is_own=is_own, is_kept=kept))
            if buttons:
                container.add_item(ui.ActionRow(*buttons))
        self.add_item(container)
        self.add_item(ui.ActionRow(FilterSelect(look, locale)))
        self.add_item(ui.ActionRow(*_list_pages(replace(look, page=page.number), page, locale)))


def describe_job(job: Job, locale: str, *, is_own: bool, is_kept: bool) -> str:
    """A job in a few lines: its state in words, when it was ordered, the prompt, and where it can be seen.

    Of somebody else's private job neither prompt nor place is told.
    """
    is_secret = not is_own and (job.is_private or job.guild_id is None)
    state = "deleted" if job.deleted_at is not None else job.state.value
    symbol = SYMBOLS.get(job.state, WORKING_SYMBOL)
    title = f"{symbol} **{say(locale, f'jobs-state-{state}')}**"
    link = None if is_secret else _link_to(job, locale)
    lines = [title if link is None else f"{title} · {link}", _describe_order(job, locale)]
    if job.state is JobState.FAILED and not is_secret:
        lines.append(shorten(describe_failure(replace(job, locale=locale)), _WHY_CHARS))
    elif job.state is JobState.UNDELIVERABLE:
        lines.append(say(locale, "jobs-kept" if is_kept else "jobs-kept-no-more"))
    # Last, since some clients take the line after a quotation to be part of it.
    if is_secret:
        lines.append(f"> {say(locale, 'jobs-private')}")
    elif job.request.prompt:
        lines.append(f"> {shorten(plain(job.own_prompt or job.request.prompt), _PROMPT_CHARS)}")
    else:
        lines.append(f"> {say(locale, 'jobs-picture')}")
    return "\n".join(lines)


def result_address(job: Job) -> str | None:
    """The address of the message with a job's video; None where there is none, or it opens to nobody."""
    if job.state is not JobState.DELIVERED or job.result_message_id is None or job.deleted_at is not None:
        return None
    if job.result_channel_id is not None:
        return _address(None, job.result_channel_id, job.result_message_id)
    is_answer_to_a_press = job.result_message_id == job.answer_message_id != job.card_message_id
    if job.is_private or is_answer_to_a_press:
        return None  # a private answer, which only the client that got it can show
    return _address(job.guild_id, job.channel_id, job.result_message_id)


def _link_to(job: Job, locale: str) -> str | None:
    address, key = result_address(job), "jobs-watch"
    if address is None and job.is_pending and job.card_message_id is not None and not job.is_private:
        address, key = _address(job.guild_id, job.channel_id, job.card_message_id), "jobs-card"
    return None if address is None else f"[{say(locale, key)}]({address})"


def _address(guild_id: int | None, channel_id: int, message_id: int) -> str:
    return f"https://discord.com/channels/{guild_id or '@me'}/{channel_id}/{message_id}"


def _describe_order(job: Job, locale: str) -> str:
    request = job.request
    marks = [
        discord.utils.format_dt(job.created_at, "f"),
        discord.utils.format_dt(job.created_at, "R"),
        f"{say(locale, 'seconds', seconds=request.duration_s)} · {request.aspect_ratio.value}",
    ]
    if job.part > 1:
        marks.append(say(locale, "jobs-mark-part", part=job.part))
    if job.is_private:
        marks.append(say(locale, "jobs-mark-private"))
    return f"-# {' · '.join(marks)}"


def _describe_page(look: ListPage, page: JobPage, locale: str, *, is_own: bool) -> str:
    if page.jobs:
        show = say(locale, f"jobs-show-{look.show}")
        number, pages = str(page.number + 1), str(page.pages)
        return f"-# {say(locale, 'jobs-count', show=show, total=page.total, page=number, pages=pages)}"
    if look.show is not JobFilter.ALL:
        return say(locale, "jobs-none-like-that")
    return say(locale, "jobs-none" if is_own else "jobs-none-here")


def _list_buttons(job: Job, locale: str, *, is_own: bool, is_kept: bool) -> Iterator[ui.Item[Any]]:
    if job.state is JobState.QUEUED:
        yield CancelButton(job.id, locale)
    if is_own and is_kept:
        yield SendAgainButton(job.id, locale)
    if is_own and not job.is_pending:
        yield AgainButton(job.id, locale)


def _list_pages(look: ListPage, page: JobPage, locale: str) -> Iterator[ui.Item[Any]]:
    if look.page > 0:
        yield PageButton(replace(look, page=look.page - 1), say(locale, "jobs-newer"), emoji="◀️")
    yield PageButton(look, say(locale, "jobs-refresh"), emoji=_REFRESH)
    if look.page < page.pages - 1:
        yield PageButton(replace(look, page=look.page + 1), say(locale, "jobs-older"), emoji="▶️")
