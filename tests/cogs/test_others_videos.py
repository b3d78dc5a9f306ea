"""What others' videos are good for: an id alone, which anybody may know, opens nothing."""

from pathlib import Path
from typing import Any

import discord
from sqlalchemy import update

from bot.domain.jobs import JobState
from bot.sentences import FALLBACK, say
from bot.storage.tables import jobs as tables
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness
from tests.support.buttons import Finished, add_member, others, post_finished
from tests.support.forging import hand_in, press, show

BUTTONS = ("again", "edit", "continue")
FORMS = ("edit-form", "continue-form")
FIELDS: dict[str, Any] = {"prompt": "another panda", "frame": ["8 9:16"]}


async def use(harness: BotHarness, verb: str, done: Finished, message: Any, by: Any = None) -> Any:
    """Press the button, or hand in the form, of somebody's video on some message."""
    custom_id = f"veo:{verb}:{done.job.id}"
    if verb in FORMS:
        return await hand_in(harness, custom_id, FIELDS, message, by)
    return await press(harness, custom_id, message, by)


async def assert_refused(harness: BotHarness, done: Finished, message: Any, key: str, by: Any = None) -> None:
    """Everything that would make something new of a video is refused with this sentence."""
    known = await harness.jobs()
    for verb in BUTTONS + FORMS:
        answer = await use(harness, verb, done, message, by)
        assert answer.modal is None
        assert say(FALLBACK, key) in said(answer), verb
    assert await others(harness, *known) == []


async def test_what_is_from_direct_messages_or_private_serves_its_owner_alone(tmp_path: Path) -> None:
    hidden: list[dict[str, Any]] = [{"guild_id": None}, {"is_private": True}]
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bob = add_member(harness, "bob", administrator=True)
        for changes in hidden:
            done = await post_finished(harness, **changes)
            known = await harness.jobs()
            await assert_refused(harness, done, done.result, "job-private", bob)
            answer = await use(harness, "edit", done, done.result)
            assert answer.modal is not None
            await use(harness, "again", done, done.result)
            [job] = await others(harness, *known)
            assert job.user_id == harness.alice.id


async def test_what_is_from_another_server_serves_nobody_else_here(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, guild_id=harness.guild.id + 1)
        bob = add_member(harness, "bob", administrator=True)
        await assert_refused(harness, done, done.result, "job-elsewhere", bob)
        for verb in ("cancel", "delete"):
            answer = await use(harness, verb, done, done.result, bob)
            told = [one.content for one in (answer.response, *answer.followups) if one is not None]
            assert say(FALLBACK, f"{verb}-not-yours") in told


async def test_an_id_serves_nobody_else_without_the_message_that_shows_it(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done, other = await post_finished(harness), await post_finished(harness)
        bob = add_member(harness, "bob")
        await assert_refused(harness, done, other.result, "job-gone", bob)
        forwarded = await bob.forward(done.result, harness.channel)
        await assert_refused(harness, done, forwarded, "job-gone", bob)
        await use(harness, "again", done, done.result, bob)
        assert len(await others(harness, done.job, other.job)) == 1, "with it, everybody here may"


async def test_a_form_that_is_handed_in_when_the_message_is_gone_serves_its_owner_alone(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        bob = add_member(harness, "bob")
        shown = show(harness, done.result)
        await done.result.delete()
        for verb in FORMS:
            assert say(FALLBACK, "job-gone") in said(await use(harness, verb, done, shown, bob))
        assert await others(harness, done.job) == []
        await use(harness, "edit-form", done, shown)
        assert len(await others(harness, done.job)) == 1


async def mark_deleted(harness: BotHarness, done: Finished) -> None:
    async with harness.app.database.write() as connection:
        row = tables.jobs.c.id == done.job.id
        await connection.execute(update(tables.jobs).where(row).values(deleted_at=discord.utils.utcnow()))


async def test_what_was_deleted_serves_nobody(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        await mark_deleted(harness, done)
        for who in (harness.alice, add_member(harness, "bob", administrator=True)):
            await assert_refused(harness, done, done.result, "job-deleted", who)


async def test_what_is_deleted_while_a_shorter_video_is_offered_serves_nobody(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_seconds_per_day=6) as harness:
        done = await post_finished(harness, duration_s=8)
        bob = add_member(harness, "bob")
        offer = await bob.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert offer.response is not None
        await mark_deleted(harness, done)
        label = say(FALLBACK, "refusal-shorter", seconds=6)
        answer = await bob.click(offer.response, label=label)
        assert say(FALLBACK, "job-deleted") in said(answer)
        assert await others(harness, done.job) == []


async def test_a_part_whose_story_is_not_theirs_goes_on_without_it(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        parent = await post_finished(harness, guild_id=None)
        child = await post_finished(harness, parent_id=parent.job.id, part=2)
        bob = add_member(harness, "bob")
        await bob.click(child.result, custom_id=f"veo:again:{child.job.id}")
        [job] = await others(harness, parent.job, child.job)
        assert (job.user_id, job.parent_id, job.part) == (bob.id, None, 1)


async def test_nobody_chooses_a_picture_on_anothers_account(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bob = add_member(harness, "bob")
        message = await harness.alice.send(harness.channel, "look", attachments=[("cat.png", b"x"), ("dog.png", b"y")])
        answer = await press(harness, f"veo:pick:{message.id}:{bob.id}", message, bob, values=["1"], component_type=3)
        assert [one.content for one in answer.followups] == [say(FALLBACK, "mention-pick-not-yours")]
        assert await harness.jobs() == []


async def test_who_manages_a_server_without_the_bot_manages_none_of_its_jobs(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, is_outside=True, state=JobState.QUEUED, closed_at=None)
        admin = add_member(harness, "admin", manage_guild=True)
        assert say(FALLBACK, "cancel-not-yours") in said(await use(harness, "cancel", done, done.result, admin))
        told = said(await admin.slash(harness.channel, "veo-admin job", id=done.job.id))
        assert say(FALLBACK, "change-no-video") in told
