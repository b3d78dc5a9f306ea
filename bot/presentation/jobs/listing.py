"""The answer of /veo-jobs: a page of a person's jobs with the actions that are possible, paging, and resending."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import discord
from discord import ui

from bot.domain.jobs import Job, JobFilter, JobPage, JobState
from bot.errors import UserError
from bot.markdown import plain, shorten
from bot.observability import get_logger
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.buttons import make_button, message_address, result_address
from bot.presentation.cards.card import SYMBOLS, WORKING_SYMBOL, NameModel, Notice
from bot.presentation.cards.ending import describe_failure
from bot.presentation.cards.film_card import name_scene
from bot.presentation.cards.group_card import name_member
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.inputs import read_choice, read_choice_of, read_id, read_number
from bot.presentation.common.permissions import actor_of, is_outside
from bot.presentation.common.replies import show_privately
from bot.presentation.common.waiting import wait_with
from bot.sentences import Sentence, say
from bot.services.jobs.listing import JobLists
from bot.services.jobs.redelivery import Redelivery, RedeliveryRefused

#: A message may have 40 components and 4,000 characters; each job needs up to 5 and about 650.
JOBS_PER_PAGE = 5
_PAGES_MAX = 10**9
_PROMPT_CHARS = 200
_WHY_CHARS = 160
_COLOUR = discord.Colour(0x5865F2)
_REFRESH = "🔄"
_PAGE_ID = "veo:jobs:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The page and list that a person is looking at."""

    user_id: int
    show: JobFilter = JobFilter.ALL
    #: Counted from 0.
    page: int = 0


def make_page_button(
    wanted: ListPage, label: str = "", *, emoji: str | None = None, is_there: bool = True
) -> ui.Button[ui.LayoutView]:
    """A button that opens a page; greyed out if the page isn't there."""
    custom_id = f"{_PAGE_ID}{wanted.show}:{wanted.page}:{wanted.user_id}"
    return ui.Button(label=label, emoji=emoji, custom_id=custom_id, disabled=not is_there)


def parse_list_page(text: str) -> ListPage:
    """Parse the part after `veo:jobs:` of a page button's custom id; raises InvalidValue."""
    show, _, rest = text.partition(":")
    page, _, user_id = rest.partition(":")
    return ListPage(
        user_id=read_id(user_id), show=read_choice_of(JobFilter, show), page=read_number(page, 0, _PAGES_MAX)
    )


def find_list_page(message: discord.Message | None) -> ListPage | None:
    """The page of the list that a message shows; None if it isn't a list."""
    rows = [] if message is None else [row for row in message.components if isinstance(row, discord.ActionRow)]
    for button in (one for row in rows for one in row.children if isinstance(one, discord.Button)):
        if (button.custom_id or "").startswith(_PAGE_ID) and str(button.emoji) == _REFRESH:
            return parse_list_page((button.custom_id or "").removeprefix(_PAGE_ID))
    return None


def _make_filter(wanted: ListPage, locale: str) -> ui.Select[ui.LayoutView]:
    """The menu that filters the list."""
    options = [
        discord.SelectOption(label=say(locale, f"jobs-show-{show}"), value=show, default=show is wanted.show)
        for show in JobFilter
    ]
    return ui.Select(
        custom_id=f"veo:jobs-show:{wanted.user_id}", placeholder=say(locale, "jobs-filter"), options=options
    )


class JobListView(ui.LayoutView):
    """A page of a list as a message, for a person who may see it; cogs/buttons.py handles its buttons."""

    def __init__(
        self,
        wanted: ListPage,
        page: JobPage,
        locale: str,
        *,
        title: str,
        is_own: bool,
        is_kept: Callable[[Job], bool],
        name_model: NameModel,
    ) -> None:
        super().__init__(timeout=None)
        container = ui.Container[JobListView](ui.TextDisplay(f"### 🎞️ {title}"), accent_colour=_COLOUR)
        container.add_item(ui.TextDisplay(_describe_page(wanted, page, locale, is_own=is_own)))
        for job in page.jobs:
            kept = is_kept(job)
            container.add_item(ui.Separator())
            text = describe_job(job, locale, is_own=is_own, is_kept=kept, name_model=name_model)
            container.add_item(ui.TextDisplay(text))
            buttons = list(_list_job_buttons(job, locale, is_own=is_own, is_kept=kept))
            if buttons:
                container.add_item(ui.ActionRow(*buttons))
        self.add_item(container)
        self.add_item(ui.ActionRow(_make_filter(wanted, locale)))
        self.add_item(ui.ActionRow(*_list_page_buttons(replace(wanted, page=page.number), page, locale)))
        self.stop()


def describe_job(job: Job, locale: str, *, is_own: bool, is_kept: bool, name_model: NameModel) -> str:
    """Describe a job in a few lines: its state, when it was requested, its prompt, and where to see it.

    Someone else's private job shows neither prompt nor place.
    """
    is_secret = not is_own and job.is_personal
    state = "deleted" if job.deleted_at is not None else job.state.value
    symbol = SYMBOLS.get(job.state, WORKING_SYMBOL)
    title = f"{symbol} **{say(locale, f'jobs-state-{state}')}**"
    link = None if is_secret else _link_to(job, locale)
    lines = [title if link is None else f"{title} · {link}", _describe_order(job, locale)]
    if job.state is JobState.FAILED and not is_secret:
        lines.append(shorten(describe_failure(replace(job, locale=locale), name_model), _WHY_CHARS))
    elif job.state is JobState.UNDELIVERABLE:
        lines.append(say(locale, "jobs-kept" if is_kept else "jobs-kept-no-more"))
    # Last, since some clients treat the line after a quotation as part of it.
    if is_secret:
        lines.append(f"> {say(locale, 'jobs-private')}")
    elif job.deleted_at is not None:
        pass  # nothing of its request is left
    elif job.forgotten_at is not None:
        lines.append(f"> {say(locale, 'jobs-forgotten')}")
    elif job.request.prompt:
        words = plain(job.own_prompt or job.request.prompt, _PROMPT_CHARS)
        lines.append(f"> {say(locale, 'part-with-words', part=job.part, words=words) if job.part > 1 else words}")
    elif job.part > 1:
        lines.append(f"> {say(locale, 'part-without-words', part=job.part)}")
    else:
        lines.append(f"> {say(locale, 'jobs-picture')}")
    return "\n".join(lines)


def _link_to(job: Job, locale: str) -> str | None:
    address, key = result_address(job), "jobs-watch"
    if address is None and job.is_pending and job.card_message_id is not None and not job.is_private:
        address, key = message_address(job.guild_id, job.channel_id, job.card_message_id), "jobs-card"
    return None if address is None else f"[{say(locale, key)}]({address})"


def _describe_order(job: Job, locale: str) -> str:
    request = job.request
    marks = [
        discord.utils.format_dt(job.created_at, "f"),
        discord.utils.format_dt(job.created_at, "R"),
        f"{say(locale, 'seconds', seconds=request.duration_s)} · {request.aspect_ratio.value}",
    ]
    if job.group_id is not None:
        name = name_scene if job.is_scene else name_member
        marks.append(name(replace(job, locale=locale), is_of=True))
    if job.is_private:
        marks.append(say(locale, "jobs-mark-private"))
    return f"-# {' · '.join(marks)}"


def _describe_page(wanted: ListPage, page: JobPage, locale: str, *, is_own: bool) -> str:
    if page.jobs:
        show = say(locale, f"jobs-show-{wanted.show}")
        number, pages = str(page.number + 1), str(page.pages)
        return f"-# {say(locale, 'jobs-count', show=show, total=page.total, page=number, pages=pages)}"
    if wanted.show is not JobFilter.ALL:
        return say(locale, "jobs-none-like-that")
    return say(locale, "jobs-none" if is_own else "jobs-none-here")


def _list_job_buttons(job: Job, locale: str, *, is_own: bool, is_kept: bool) -> Iterator[ui.Button[ui.LayoutView]]:
    if job.state is JobState.QUEUED:
        yield make_button("cancel", job.id, locale)
    if is_own and is_kept:
        yield make_button("send", job.id, locale, style=discord.ButtonStyle.primary)
    if is_own and not job.is_pending and job.deleted_at is None and job.forgotten_at is None:
        if job.state in (JobState.CANCELLED, JobState.FAILED):
            yield make_button("edit", job.id, locale)
        yield make_button("again", job.id, locale)


def _list_page_buttons(wanted: ListPage, page: JobPage, locale: str) -> Iterator[ui.Button[ui.LayoutView]]:
    """Always yield the same buttons, since people press them repeatedly without looking."""
    is_alone = page.pages <= 1
    newer, older = (replace(wanted, page=wanted.page + step) for step in (-1, 1))
    if not is_alone:
        yield make_page_button(newer, say(locale, "jobs-newer"), emoji="◀️", is_there=newer.page >= 0)
    yield make_page_button(wanted, say(locale, "jobs-refresh"), emoji=_REFRESH)
    if not is_alone:
        yield make_page_button(older, say(locale, "jobs-older"), emoji="▶️", is_there=older.page < page.pages)


log = get_logger(__name__)


class JobListing:
    """Shows lists of jobs, always privately; each method answers, or raises what to answer."""

    def __init__(
        self, lists: JobLists, redelivery: Redelivery, operators: Operators, name_model: NameModel = str
    ) -> None:
        self._lists = lists
        self._name_model = name_model
        self._redelivery = redelivery
        self._operators = operators

    async def show(self, interaction: discord.Interaction, wanted: ListPage) -> None:
        """Answer with a page. Raises UserError if the person may not see it, or the database doesn't respond."""
        await show_privately(interaction, await wait_with(interaction, self._make(interaction, wanted)))

    async def turn(self, interaction: discord.Interaction, wanted: str) -> None:
        """Show the page of the pressed button's custom id. Raises UserError like `show`."""
        await self._replace(interaction, parse_list_page(wanted))

    async def choose(self, interaction: discord.Interaction, user_id: str) -> None:
        """Show the first page for the filter chosen from the menu. Raises UserError like `show`."""
        await self._replace(
            interaction, ListPage(user_id=read_id(user_id), show=read_choice_of(JobFilter, read_choice(interaction)))
        )

    async def redraw(self, interaction: discord.Interaction) -> bool:
        """Update the list if the pressed button is on one; returns whether it did."""
        wanted = find_list_page(interaction.message)
        if wanted is None:
            return False
        try:
            await self._replace(interaction, wanted)
        except (UserError, *DISCORD_FAILURES) as error:
            log.info("list not redrawn", user_id=interaction.user.id, why=type(error).__name__)
        return interaction.response.is_done()

    async def send_again(self, interaction: discord.Interaction, job_id: str) -> None:
        """Send a kept video to its owner, in its channel if possible, else as the answer. Raises UserError."""
        job = await wait_with(interaction, self._redelivery.find(job_id, interaction.user.id))
        locale = interaction.locale.value
        at = datetime.now(UTC)
        # Answer first: the video may be delivered before a later answer from here.
        message_id = await show_privately(interaction, Notice(say(locale, "private-sending")))
        try:
            await self._redelivery.send(
                job,
                token=interaction.token,
                message_id=message_id,
                at=at,
                upload_limit_bytes=interaction.filesize_limit,
            )
        except RedeliveryRefused as error:
            await interaction.edit_original_response(view=Notice(error.say(locale)))

    async def _replace(self, interaction: discord.Interaction, wanted: ListPage) -> None:
        view = await wait_with(interaction, self._make(interaction, wanted))
        if interaction.response.is_done():
            await show_privately(interaction, view)
        else:
            await interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())

    async def _make(self, interaction: discord.Interaction, wanted: ListPage) -> JobListView:
        locale = interaction.locale.value
        is_own = wanted.user_id == interaction.user.id
        guild_id = None if is_own else self._require_admin(interaction)
        page = await self._lists.read(
            wanted.user_id, wanted.show, wanted.page, guild_id=guild_id, page_size=JOBS_PER_PAGE
        )
        member = f"<@{wanted.user_id}>"
        if is_own:
            title = say(locale, "jobs-title")
        else:
            title = say(locale, "jobs-title-everywhere" if guild_id is None else "jobs-title-here", member=member)
        return JobListView(
            wanted, page, locale, title=title, is_own=is_own, is_kept=self._is_kept, name_model=self._name_model
        )

    def _is_kept(self, job: Job) -> bool:
        return job.state is JobState.UNDELIVERABLE and self._redelivery.is_there(job)

    def _require_admin(self, interaction: discord.Interaction) -> int | None:
        """Require that the person may see other people's jobs; returns the server to show, None for all servers.

        In a server, operators see only its jobs, like its managers; elsewhere they see everything. Raises UserError.
        """
        actor = actor_of(interaction, self._operators.ids())
        is_here = interaction.guild_id is not None and not is_outside(interaction)
        if actor.is_operator or actor.is_manager:
            return interaction.guild_id if is_here else None
        raise UserError(Sentence("jobs-not-theirs"))
