"""/veo-jobs: every page, filter and button, for its owner, for admins and for others."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from sqlalchemy import text

from bot.domain.jobs import FailureReason, Job, JobFilter, JobState, new_job_id
from bot.presentation.cards.buttons import make_button
from bot.presentation.jobs.listing import JOBS_PER_PAGE, ListPage, make_page_button
from bot.sentences import FALLBACK, say
from bot.services.jobs.listing import JobLists
from bot.storage.tables import jobs as tables
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import restart
from tests.support.jobs import NOW, make_job, store_job
from tests.support.soak import IS_SOAK


async def store(harness: BotHarness, count: int = 1, **changes: Any) -> list[Job]:
    """Let Alice, or another, have had so many jobs, one a minute."""
    made = []
    for number in range(count):
        at = changes.get("created_at", NOW) + timedelta(minutes=number)
        place = {"user_id": harness.alice.id, "guild_id": harness.guild.id, "channel_id": harness.channel.id}
        prompt = {"prompt": f"the film number {number + 1}"}
        made.append(make_job(**{**place, **prompt, **changes, "created_at": at, "id": new_job_id(at)}))
    async with harness.app.database.write() as connection:
        for job in made:
            await store_job(connection, job)
    return made


async def list_jobs(harness: BotHarness, who: MemberActor | None = None, **options: Any) -> discord.Message:
    """Use /veo-jobs; gives the private message."""
    answer = await (who or harness.alice).slash(harness.channel, "veo-jobs", **options)
    assert answer.response is not None
    assert answer.response.ephemeral
    return find(harness, answer.response.id, who)


def find(harness: BotHarness, message_id: int, who: MemberActor | None = None) -> discord.Message:
    """A message as Alice, or another, sees it now."""
    [found] = [one for one in harness.channel.history(viewer=who or harness.alice) if one.id == message_id]
    return found


def components(message: discord.Message) -> Iterator[Any]:
    """All components of a message, those inside others too."""
    pending: list[Any] = list(message.components)
    while pending:
        component = pending.pop(0)
        yield component
        pending[:0] = getattr(component, "children", [])


def labels(message: discord.Message) -> list[str]:
    """What the message's buttons say."""
    return [one.label or "" for one in components(message) if isinstance(one, discord.Button)]


def pager(message: discord.Message) -> dict[str, bool]:
    """The buttons of the last row in their order, and whether each can be pressed."""
    row = message.components[-1]
    assert isinstance(row, discord.ActionRow)
    return {one.label or "": not one.disabled for one in row.children if isinstance(one, discord.Button)}


def shown(message: discord.Message) -> list[str]:
    """The numbers of the films that are listed."""
    return [line.rpartition(" ")[2] for line in text_of(message).splitlines() if line.startswith("> the film number")]


async def press(harness: BotHarness, message: discord.Message, label: str) -> discord.Message:
    """Have Alice press a button of her list that changes the list; gives it as it is then."""
    await harness.alice.click(message, label=label)
    return find(harness, message.id)


async def test_an_empty_list_says_how_to_start(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        message = await list_jobs(harness)
        assert "You have no videos yet" in text_of(message)
        assert "/veo" in text_of(message)
        assert labels(message) == ["Refresh"]
        assert "No videos match" in text_of(await list_jobs(harness, show="kept"))


async def test_the_newest_come_first_in_pages(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await store(harness, 12, state=JobState.DELIVERED, result_message_id=77)
        message = await list_jobs(harness)
        assert shown(message) == ["12", "11", "10", "9", "8"]
        assert "12 videos · page 1 of 3" in text_of(message)
        assert pager(message) == {"Newer": False, "Refresh": True, "Older": True}
        message = await press(harness, message, "Older")
        assert shown(message) == ["7", "6", "5", "4", "3"]
        assert pager(message) == {"Newer": True, "Refresh": True, "Older": True}
        message = await press(harness, message, "Older")
        assert shown(message) == ["2", "1"]
        assert pager(message) == {"Newer": True, "Refresh": True, "Older": False}
        await store(harness, state=JobState.DELIVERED, created_at=NOW + timedelta(hours=1))
        message = await press(harness, message, "Refresh")
        assert shown(message) == ["3", "2", "1"]
        message = await press(harness, message, "Newer")
        assert shown(message) == ["8", "7", "6", "5", "4"]
        assert harness.channel.history() == [], "nobody else sees it"


STATES = {
    JobState.QUEUED: "Waiting in line",
    JobState.GENERATING: "In progress",
    JobState.DELIVERED: "Done",
    JobState.FAILED: "Failed",
    JobState.CANCELLED: "Cancelled",
    JobState.UNDELIVERABLE: "couldn't be posted",
}


async def test_a_filter_shows_only_some(tmp_path: Path) -> None:
    filters = {
        JobFilter.ALL: ["6", "5", "4", "3", "2"],
        JobFilter.RUNNING: ["2", "1"],
        JobFilter.DONE: ["3"],
        JobFilter.FAILED: ["5", "4"],
        JobFilter.KEPT: ["6"],
    }
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        for number, state in enumerate(STATES, 1):
            failure = FailureReason.TIMED_OUT if state is JobState.FAILED else None
            at = NOW + timedelta(hours=number)
            await store(harness, state=state, failure=failure, created_at=at, prompt=f"the film number {number}")
        message = await list_jobs(harness)
        for show, numbers in filters.items():
            by_option = await list_jobs(harness, show=show.value)
            assert shown(by_option) == numbers
            await harness.alice.select(message, [show.value], custom_id=f"veo:jobs-show:{harness.alice.id}")
            message = find(harness, message.id)
            assert shown(message) == numbers
            [select] = [one for one in components(message) if isinstance(one, discord.SelectMenu)]
            assert [option.value for option in select.options if option.default] == [show.value]


async def test_each_job_says_in_words_how_it_is_and_links_to_where_it_is(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        at = iter(range(10))
        for state in STATES:
            failure = FailureReason.TIMED_OUT if state is JobState.FAILED else None
            values: dict[str, Any] = {
                "card_message_id": 55,
                "result_message_id": 77 if state is JobState.DELIVERED else None,
            }
            await store(harness, state=state, failure=failure, created_at=NOW + timedelta(hours=next(at)), **values)
        pages = [await list_jobs(harness), await press(harness, await list_jobs(harness), "Older")]
        said = "\n".join(map(text_of, pages))
        assert all(words in said for words in STATES.values())
        assert "The video service never finished it" in said
        assert said.count(f"<t:{int(NOW.timestamp())}:R>") == 1
        here = f"https://discord.com/channels/{harness.guild.id}/{harness.channel.id}"
        assert said.count(f"[Watch]({here}/77)") == 1
        assert said.count(f"[Go to its card]({here}/55)") == 2


async def test_there_is_no_link_to_what_is_deleted_private_or_elsewhere(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done: dict[str, Any] = {"state": JobState.DELIVERED, "card_message_id": 55, "result_message_id": 77}
        await store(harness, **done, deleted_at=NOW)
        await store(harness, **done, is_private=True)
        await store(harness, **done, answer_message_id=77)
        message = await list_jobs(harness)
        assert "https://" not in text_of(message)
        assert say(FALLBACK, "jobs-state-deleted") in text_of(message)
        assert "private" in text_of(message)
        await store(harness, **done, result_channel_id=88)
        assert "(https://discord.com/channels/@me/88/77)" in text_of(await list_jobs(harness))


async def test_the_longest_prompts_stay_inside_of_discords_limits(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await store(harness, 6, prompt="*_@everyone\n" * 150)
        message = await press(harness, await list_jobs(harness), "Older")
        message = await press(harness, message, "Newer")
        assert len(list(components(message))) <= 40
        assert len(text_of(message)) <= 4000
        assert "@everyone" not in text_of(message)
        failed: dict[str, Any] = {"state": JobState.FAILED, "failure": FailureReason.REJECTED, "prompt": "*" * 1000}
        await store(harness, 5, **failed, failure_detail="#*" * 500, created_at=NOW + timedelta(hours=1))
        assert len(text_of(await list_jobs(harness))) <= 4000


async def test_a_held_job_is_cancelled_and_an_ended_one_made_again_from_the_list(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=60, is_working=False) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a red panda")
        message = await list_jobs(harness, show="running")
        assert labels(message) == ["Cancel", "Refresh"]
        message = await press(harness, message, "Cancel")
        assert [job.state for job in await harness.jobs()] == [JobState.CANCELLED]
        assert labels(message) == ["Refresh"], "the list is drawn anew"
        message = await list_jobs(harness, show="failed")
        assert labels(message) == ["Edit", "Again", "Refresh"]
        again = await harness.alice.click(message, label="Again")
        assert not again.ephemeral
        first, second = await harness.jobs()
        assert (second.state, second.request.prompt) == (JobState.QUEUED, "a red panda")
        assert second.request.seed != first.request.seed


async def test_a_cancelled_job_is_told_of_also_where_the_list_cannot_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=60, is_working=False) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a red panda")
        message = await list_jobs(harness)

        async def fail(*_: object, **__: object) -> None:
            raise OSError("gone")

        monkeypatch.setattr("bot.services.jobs.listing.read_page", fail)
        cancelled = await harness.alice.click(message, label="Cancel")
        assert "Cancelled" in said(cancelled)
        assert [job.state for job in await harness.jobs()] == [JobState.CANCELLED]


async def test_the_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await store(harness, 7, state=JobState.DELIVERED)
        message = await list_jobs(harness)
        await restart(harness)
        assert shown(await press(harness, message, "Older")) == ["2", "1"]
        await harness.alice.select(
            find(harness, message.id), ["running"], custom_id=f"veo:jobs-show:{harness.alice.id}"
        )
        assert "No videos match" in text_of(find(harness, message.id))


class Offer(discord.ui.View):
    """Buttons of Alice's, shown to everybody."""

    def __init__(self, *buttons: discord.ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        for button in buttons:
            self.add_item(button)


async def test_nobody_else_can_look_or_press(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        [job] = await store(harness, state=JobState.UNDELIVERABLE)
        refused = await bob.slash(harness.channel, "veo-jobs", member=harness.alice)
        assert refused.ephemeral
        assert refused.response is not None
        assert "Only people who manage this server" in refused.response.content
        channel: Any = harness.app.bot.get_channel(harness.channel.id)
        offer = Offer(make_page_button(ListPage(user_id=harness.alice.id), "look"), make_button("send", job.id))
        message = await channel.send("x", view=offer)
        for label, words in (
            ("look", "Only people who manage"),
            ("Send again", "Only the person who requested this video"),
        ):
            answer = await bob.click(message, label=label)
            assert answer.response is not None
            assert answer.ephemeral
            assert words in answer.response.content
        assert "film number" not in text_of(find(harness, message.id))
        assert [one.state for one in await harness.jobs()] == [JobState.UNDELIVERABLE]
        assert "You have no videos" in text_of(await list_jobs(harness, bob, member=bob))


async def test_admins_see_the_videos_of_a_member_here_without_what_is_private(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        manages = harness.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        boss = harness.guild.add_member(harness.env.create_user("boss"), roles=[manages])
        done: dict[str, Any] = {"state": JobState.DELIVERED, "card_message_id": 55, "result_message_id": 77}
        await store(harness, **done, prompt="a public panda")
        await store(harness, **done, prompt="a secret panda", is_private=True, result_channel_id=88)
        await store(harness, prompt="a waiting panda")
        await store(harness, **done, prompt="a panda elsewhere", guild_id=4711)
        await store(harness, **done, prompt="a panda at home", guild_id=None)
        await store(harness, **done, prompt="a panda outside", is_outside=True)
        await store(harness, state=JobState.UNDELIVERABLE, prompt="a kept panda", output_url="https://x.example/1")
        said = text_of(message := await list_jobs(harness, boss, member=harness.alice))
        assert f"<@{harness.alice.id}>'s videos in this server" in said
        assert "4 videos" in said
        assert all(words in said for words in ("a public panda", "a waiting panda", "a kept panda", "Private video"))
        assert not any(words in said for words in ("secret", "elsewhere", "at home", "outside", "/88/77"))
        assert labels(message) == ["Cancel", "Refresh"], "what is theirs alone is not offered"
        await boss.click(message, label="Cancel")
        message = find(harness, message.id, boss)
        assert labels(message) == ["Refresh"]
        assert "Cancelled" in text_of(message)
        assert [job.request.prompt for job in await harness.jobs() if job.state is JobState.CANCELLED] == [
            "a waiting panda"
        ]


async def test_operators_see_everything_in_direct_messages(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        boss = harness.env.create_user("operator")
        harness.context.operators._operator_ids = frozenset({boss.id})
        done: dict[str, Any] = {"state": JobState.DELIVERED, "result_message_id": 77}
        await store(harness, **done, prompt="a panda here")
        await store(harness, **done, prompt="a panda elsewhere", guild_id=4711)
        await store(harness, **done, prompt="a panda at home", guild_id=None)
        await boss.send_dm("hello")
        answer = await boss.slash("veo-jobs", member=harness.alice)
        assert answer.response is not None
        said = text_of(answer.response)
        assert f"<@{harness.alice.id}>'s videos everywhere" in said
        assert all(words in said for words in ("a panda here", "a panda elsewhere", "Private video"))
        assert "at home" not in said


async def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await store(harness, 6)
        message = await list_jobs(harness)
        async with harness.app.database.write() as connection:
            await connection.execute(text("ALTER TABLE jobs RENAME TO elsewhere"))
        answer = await harness.alice.click(message, label="Older")
        assert answer.response is not None
        assert "can't reach my database" in answer.response.content
        assert answer.ephemeral


async def test_a_list_is_fast_among_many_jobs(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await store(harness, state=JobState.DELIVERED)
        values = {
            "id": "CAST(i AS TEXT)",
            "user_id": f"CASE WHEN i % 2 THEN {harness.alice.id} ELSE i END",
            "state": "CASE WHEN i % 3 THEN 'failed' ELSE 'delivered' END",
            "failure": "'timed_out'",
            "created_at": "created_at + 1000000 * i",
        }
        names = [column.name for column in tables.jobs.c]
        count = 100_000 if IS_SOAK else 20_000
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 100001 UNION ALL SELECT i + 1 FROM n WHERE i < {100_000 + count})"
        selected = ", ".join(values.get(name, name) for name in names)
        async with harness.app.database.write() as connection:
            await connection.execute(
                text(f"INSERT INTO jobs ({', '.join(names)}) {numbers} SELECT {selected} FROM jobs, n")
            )
        loop = asyncio.get_running_loop()
        for look in (
            ListPage(user_id=harness.alice.id),
            ListPage(user_id=harness.alice.id, show=JobFilter.DONE, page=count // 40),
        ):
            before = loop.time()
            view = await JobLists(harness.app.database).read(
                look.user_id, look.show, look.page, guild_id=None, page_size=JOBS_PER_PAGE
            )
            assert len(view.jobs) == 5
            assert loop.time() - before < 1.5, "Discord waits 3 s"
