"""Continue by the wrong person, too often, too late, and of what is not there; each time an honest sentence."""

from pathlib import Path

import discord
import pytest
from discord import ui

from bot.domain.jobs import Job, JobState
from bot.presentation.cards.buttons import find_verbs, make_button
from tests.support.bot_harness import BotHarness, text_of
from tests.support.buttons import pressed_twice
from tests.support.films import left_films
from tests.support.picture_harness import kept_pictures, open_picture_stage, said_privately
from tests.support.stories import open_form, tell


async def list_new(harness: BotHarness, *known: Job) -> list[Job]:
    """The jobs that came of a test; those that were there before are named."""
    return [job for job in await harness.jobs() if job.parent_id in {one.id for one in known}]


async def assert_nothing_came(harness: BotHarness, data_dir: Path, parent: Job) -> None:
    assert await list_new(harness, parent) == []
    assert left_films(data_dir) == []
    assert kept_pictures(data_dir) == {}


async def put_button(harness: BotHarness, job_id: str) -> discord.Message:
    """A message of long ago with the button."""
    view = ui.View(timeout=None)
    view.add_item(make_button("continue", job_id))
    channel = harness.app.bot.get_partial_messageable(harness.channel.id, guild_id=harness.guild.id)
    posted = await channel.send("an old video", view=view)
    [message] = [one for one in harness.channel.history() if one.id == posted.id]
    return message


async def test_a_story_ends_with_its_sixth_part(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        fifth, message = await tell(harness, tmp_path, parts=5)
        await harness.alice.submit_modal(await open_form(harness, message), {"prompt": "the end"})
        [sixth] = await list_new(harness, fifth)
        assert (sixth.part, sixth.parent_id) == (6, fifth.id)

        last, message = await tell(harness, tmp_path, part=6)
        assert find_verbs(message, last.id) == {"again", "edit", "delete"}
        old = await put_button(harness, last.id)
        assert "at most 6" in said_privately(await harness.alice.click(old, label="Continue"))
        assert await list_new(harness, last) == []


async def test_what_cannot_be_continued_says_why(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        unknown = await put_button(harness, "0123456789abcdef")
        assert "I don't know this video" in said_privately(await harness.alice.click(unknown, label="Continue"))
        for state, said in (
            (JobState.GENERATING, "isn't finished yet"),
            (JobState.FAILED, "nothing to continue"),
            (JobState.UNDELIVERABLE, "couldn't be posted yet"),
        ):
            job, _ = await tell(harness, tmp_path, state=state)
            message = await put_button(harness, job.id)
            assert said in said_privately(await harness.alice.click(message, label="Continue"))
        _, message = await tell(harness, tmp_path, deleted_at=discord.utils.utcnow())
        assert "was deleted" in said_privately(await harness.alice.click(message, label="Continue"))
        job, _ = await tell(harness, tmp_path)
        denied = discord.PermissionOverwrite(attach_files=False)
        harness.channel = harness.guild.create_text_channel("bare", overwrites={harness.guild.default_role: denied})
        message = await put_button(harness, job.id)
        assert "Attach Files" in said_privately(await harness.alice.click(message, label="Continue"))


async def test_a_private_video_is_continued_by_its_owner_alone_and_stays_private(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        parent, message = await tell(harness, tmp_path, is_private=True)
        assert "only the person who requested it" in said_privately(await bob.click(message, label="Continue"))
        before = len(harness.channel.history())
        answer = await harness.alice.submit_modal(await open_form(harness, message), {})
        [job] = await list_new(harness, parent)
        assert (job.is_private, job.user_id) == (True, harness.alice.id)
        assert answer.response is not None
        assert answer.response.ephemeral
        assert "> Part 2" in text_of(answer.response)
        assert len([one for one in harness.channel.history() if not one.flags.ephemeral]) == before


async def test_anyone_may_continue_on_their_own_account_and_a_refusal_leaves_nothing(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False, user_seconds_per_day=6) as harness:
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        parent, message = await tell(harness, tmp_path)
        refused = await bob.submit_modal(await open_form(harness, message, bob), {"duration": "8"})
        assert refused.response is not None
        assert refused.response.ephemeral
        await assert_nothing_came(harness, tmp_path, parent)
        await bob.click(refused.response, label="Make it 6 s instead")
        [job] = await list_new(harness, parent)
        assert (job.user_id, job.request.duration_s, job.part) == (bob.id, 6, 2)
        assert left_films(tmp_path) == [Path(job.film_path or "").name]


async def test_a_deleted_message_is_left_alone(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, message = await tell(harness, tmp_path)
        shown = await open_form(harness, message)
        gone = "discord.channel.TextChannel.fetch_message"

        async def miss(*_: object) -> object:
            class Response:
                status, reason = 404, "Not Found"

            raise discord.NotFound(Response(), {"code": 10008, "message": "Unknown Message"})

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(gone, miss)
            answer = await harness.alice.submit_modal(shown, {})
        assert "was deleted" in said_privately(answer)
        await assert_nothing_came(harness, tmp_path, parent)


async def test_a_form_handed_in_twice_orders_once(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, message = await tell(harness, tmp_path)
        shown, again = await open_form(harness, message), await open_form(harness, message)
        with pressed_twice(harness) as double:
            first = await harness.alice.submit_modal(shown, {"prompt": "it sneezes"})
        told = [text_of(answer.response) for answer in (first, double.second) if answer.response is not None]
        assert told == ["Already on it."]
        assert "I already have this request" in said_privately(
            await harness.alice.submit_modal(again, {"prompt": "it sneezes"})
        )
        assert len(await list_new(harness, parent)) == 1
        await harness.alice.submit_modal(await open_form(harness, message), {"prompt": "it falls asleep"})
        assert len(await list_new(harness, parent)) == 2, "another way to go on is another order"


async def test_after_a_restart_button_and_form_still_work_and_the_same_form_orders_once(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        parent, message = await tell(harness, tmp_path)
        shown, late = await open_form(harness, message), await open_form(harness, message)
        await harness.env.restart_bot()
        answer = await harness.alice.submit_modal(shown, {"prompt": "it sneezes"})
        assert answer.response is None
        [job] = await list_new(harness, parent)
        assert "I already have this request" in said_privately(
            await harness.alice.submit_modal(late, {"prompt": "it sneezes"})
        )
        assert await list_new(harness, parent) == [job]
        assert (await open_form(harness, message)).modal is not None
