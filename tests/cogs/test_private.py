"""Private orders: whatever happens, nobody but their person sees anything of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.builders import UserHandle
from sqlalchemy import update

from bot.domain.jobs import FailureReason, Job, JobState
from bot.services.ports import Way
from bot.storage.jobs import jobs
from bot.storage.tables import jobs as tables
from sandbox.segmind import StandInOptions
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.picture_harness import PNG, frame_of, wait_tidy

SECRET = "a secret panda"


@dataclass
class Scene:
    """Alice orders in private while Bob is looking."""

    harness: BotHarness
    user: UserHandle

    async def __call__(self, command: str = "veo", **options: Any) -> discord.Message:
        """Order something; gives the answer, which Alice alone sees."""
        defaults: dict[str, Any] = {"prompt": SECRET, "private": True}
        answer = await self.harness.alice.slash(self.harness.channel, command, **defaults | options)
        assert answer.response is not None
        assert answer.ephemeral
        return self.see(answer.response.id)

    def see(self, message_id: int) -> discord.Message:
        """A message as Alice sees it now."""
        [found] = [one for one in self.harness.channel.history(viewer=self.harness.alice) if one.id == message_id]
        return found

    def direct(self) -> list[discord.Message]:
        """Her direct messages from the bot."""
        return [one for one in self.user.dm_channel.history() if one.author.bot]

    async def way(self, job: Job) -> Any:
        """In which way a job was delivered."""
        async with self.harness.app.database.read() as connection:
            events = await jobs.list_events(connection, job.id)
        return events[-1].detail.get("way")

    async def wait_over(self) -> Job:
        """Wait until the job is over."""
        [job] = await self.harness.wait_done()
        return job

    async def wait_told(self, message_id: int, *words: str) -> None:
        """Wait until a message that Alice sees says all of this."""
        async with asyncio.timeout(60):
            while not all(part in text_of(self.see(message_id)) for part in words):
                await asyncio.sleep(0.05)

    async def wait_direct(self) -> discord.Message:
        """Wait for a direct message."""
        async with asyncio.timeout(60):
            while not self.direct():
                await asyncio.sleep(0.05)
        return self.direct()[0]

    async def let_token_die(self) -> None:
        """Have 15 minutes passed since the interaction."""
        self.harness.env.inject_error(
            "PATCH", "/webhooks/*/*/messages/*", status=401, code=50027, message="Invalid Webhook Token", times=None
        )
        async with self.harness.app.database.write() as connection:
            [job] = await jobs.list_jobs(connection, JobState)
            values = {"interaction_at": job.created_at - timedelta(minutes=15)}
            await connection.execute(update(tables.jobs).values(values))
        self.harness.app.supervisor.wake(job.id)

    def assert_nobody_else_saw(self) -> None:
        """Nothing was posted where Bob is, nor tried."""
        assert self.harness.channel.history() == []
        channel = f"/channels/{self.harness.channel.id}/messages"
        assert [r.path for r in self.harness.env.http_requests if r.path.startswith(channel)] == []


@asynccontextmanager
async def open_scene(folder: Path, **options: Any) -> AsyncIterator[Scene]:
    """Open a stage with Alice as a user who has direct messages."""
    async with open_bot_harness(folder, **options) as harness:
        harness.env.settle_timeout = 60
        user = harness.env.create_user("alice2")
        harness.alice = harness.guild.add_member(user)
        yield Scene(harness, user)


async def test_card_and_video_are_one_answer_that_nobody_else_sees_and_that_needs_no_permission(tmp_path: Path) -> None:
    async with open_scene(tmp_path) as scene:
        guild = scene.harness.guild
        denied = discord.PermissionOverwrite(attach_files=False, send_messages=False)
        scene.harness.channel = guild.create_text_channel("quiet", overwrites={guild.default_role: denied})
        answer = await scene()
        assert SECRET in text_of(answer)
        job = await scene.wait_over()
        assert (job.state, job.is_private, job.is_outside) == (JobState.DELIVERED, True, False)
        assert job.card_message_id == job.answer_message_id == job.result_message_id == answer.id
        assert await scene.way(job) == Way.ANSWER
        video = scene.see(answer.id)
        assert (await video.attachments[0].read())[4:8] == b"ftyp"
        assert "Here's your video" in text_of(video)
        assert scene.direct() == []
        scene.assert_nobody_else_saw()


async def test_after_the_tokens_life_the_video_comes_directly(tmp_path: Path) -> None:
    async with open_scene(tmp_path, options=StandInOptions(latency_s=1.0, sigma=0.05, fast_films=True)) as scene:
        await scene()
        await scene.let_token_die()
        job = await scene.wait_over()
        assert job.state is JobState.DELIVERED
        assert await scene.way(job) == Way.DIRECT
        [message] = scene.direct()
        assert (message.id, message.channel.id) == (job.result_message_id, job.result_channel_id)
        assert message.attachments
        scene.assert_nobody_else_saw()


async def test_shortly_before_the_end_of_the_token_the_card_says_what_comes(tmp_path: Path) -> None:
    options = StandInOptions(latency_s=600, sigma=0.05, fast_films=True)
    async with open_scene(tmp_path, options=options) as scene:
        answer = await scene()
        async with scene.harness.app.database.write() as connection:
            [job] = await jobs.list_jobs(connection)
            late = job.created_at - timedelta(minutes=13, seconds=30)
            await connection.execute(update(tables.jobs).values(interaction_at=late))
        scene.harness.app.supervisor.wake(job.id)
        await scene.wait_told(answer.id, "as a DM")
        scene.assert_nobody_else_saw()


@pytest.mark.parametrize("is_token_alive", [True, False])
async def test_a_failure_is_told_to_its_person_alone(tmp_path: Path, is_token_alive: bool) -> None:
    async with open_scene(tmp_path, undo_window_s=0.3) as scene:
        answer = await scene(prompt=f"{SECRET} !rai")
        if not is_token_alive:
            await scene.let_token_die()
        job = await scene.wait_over()
        assert job.failure is FailureReason.CONTENT_BLOCKED
        words = ("video service's safety filter", "That's 1 of 3 requests")
        if is_token_alive:
            await scene.wait_told(answer.id, *words)
            assert scene.direct() == []
        else:
            message = await scene.wait_direct()
            assert all(part in text_of(message) for part in words)
        scene.assert_nobody_else_saw()


async def test_where_the_answer_is_not_shown_the_order_is_told_directly(tmp_path: Path) -> None:
    async with open_scene(tmp_path) as scene:
        scene.harness.env.inject_error("POST", "/interactions/*/*/callback", status=404)
        await scene.harness.alice.slash(scene.harness.channel, "veo", prompt=SECRET, private=True)
        job = await scene.wait_over()
        assert (job.state, job.card_message_id, job.answer_message_id) == (JobState.DELIVERED, None, None)
        note, video = scene.direct()
        assert "I have your request" in note.content
        assert video.attachments
        scene.assert_nobody_else_saw()


async def test_where_nothing_can_be_told_the_order_is_taken_back(tmp_path: Path) -> None:
    async with open_scene(tmp_path, undo_window_s=5.0) as scene:
        scene.harness.env.inject_error("POST", "/interactions/*/*/callback", status=404)
        scene.harness.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
        await scene.harness.alice.slash(scene.harness.channel, "veo", prompt=SECRET, private=True)
        job = await scene.wait_over()
        assert job.state is JobState.CANCELLED
        assert scene.harness.stand_in.accepted == []
        assert scene.direct() == []
        scene.assert_nobody_else_saw()


async def test_the_picture_is_shown_and_animated_in_the_same_answer(tmp_path: Path) -> None:
    async with open_scene(tmp_path, undo_window_s=1.0) as scene:
        answer = await scene("veo-image", image=("cat.png", PNG))
        assert frame_of(answer).media.url
        assert answer.attachments
        job = await scene.wait_over()
        assert job.state is JobState.DELIVERED
        assert job.card_message_id == job.answer_message_id == job.result_message_id == answer.id
        assert [file.filename for file in scene.see(answer.id).attachments] == [f"veo-{job.id}.mp4", f"{job.id}.png"]
        assert scene.direct() == []
        scene.assert_nobody_else_saw()
        await wait_tidy(tmp_path)


async def test_a_picture_whose_answer_is_lost_is_told_directly(tmp_path: Path) -> None:
    async with open_scene(tmp_path) as scene:
        path = "/webhooks/*/*/messages/@original"
        scene.harness.env.inject_error("PATCH", path, status=401, code=50027)
        await scene.harness.alice.slash(
            scene.harness.channel, "veo-image", image=("cat.png", PNG), prompt=SECRET, private=True
        )
        job = await scene.wait_over()
        assert job.state is JobState.DELIVERED
        note, video = scene.direct()
        assert "I have your request" in note.content
        assert video.attachments
        scene.assert_nobody_else_saw()


async def test_the_form_of_a_picture_in_a_message_can_be_private_too(tmp_path: Path) -> None:
    async with open_scene(tmp_path, is_working=False) as scene:
        message = await scene.harness.alice.send(scene.harness.channel, "my cat", attachments=[("cat.png", PNG)])
        for options, is_private in ((["only-me"], True), ([], False)):
            shown = await scene.harness.alice.context_menu(scene.harness.channel, "Animate", message)
            await scene.harness.alice.submit_modal(shown, {"motion": SECRET, "options": options})
            job = (await scene.harness.jobs())[-1]
            assert job.is_private is is_private
            seen_by_all = [one for one in scene.harness.channel.history() if one.author.bot]
            assert [one.id for one in seen_by_all] == ([] if is_private else [job.card_message_id])


async def test_a_shorter_video_instead_is_private_too_and_made_again_after_a_cancel(tmp_path: Path) -> None:
    async with open_scene(tmp_path, undo_window_s=60, user_seconds_per_day=6, is_working=False) as scene:
        refused = await scene(duration=8)
        offered = await scene.harness.alice.click(refused, label="Make it 6 s instead")
        assert offered.ephemeral
        assert offered.response is not None
        [job] = await scene.harness.jobs()
        assert (job.is_private, job.request.duration_s) == (True, 6)
        await scene.harness.alice.click(offered.response, label="Cancel")
        assert (await scene.wait_over()).state is JobState.CANCELLED
        assert "Cancelled" in text_of(scene.see(offered.response.id))
        listed = await scene.harness.alice.slash(scene.harness.channel, "veo-jobs")
        assert listed.response is not None
        again = await scene.harness.alice.click(listed.response, label="Again")
        assert again.ephemeral
        assert [one.is_private for one in await scene.harness.jobs()] == [True, True]
        scene.assert_nobody_else_saw()


async def test_both_commands_work_in_direct_messages_also_in_private(tmp_path: Path) -> None:
    async with open_scene(tmp_path) as scene:
        bob = scene.harness.env.create_user("bob")
        await bob.send_dm("hello")
        await bob.slash("veo-image", image=("cat.png", PNG))
        private = await bob.slash("veo", prompt=SECRET, private=True)
        assert private.response is not None
        assert private.ephemeral
        made = await scene.harness.wait_done(2)
        assert {(job.state, job.guild_id, job.is_outside) for job in made} == {(JobState.DELIVERED, None, False)}
        assert [job.is_private for job in sorted(made, key=lambda one: one.id)] == [False, True]
        # The two others are accepted there as well.
        public = await bob.slash("veo", prompt=SECRET)
        assert public.response is not None
        assert not public.ephemeral
        await bob.slash("veo-image", image=("cat.png", PNG), private=True)
        assert [(job.guild_id, job.is_private) for job in (await scene.harness.jobs())[2:]] == [
            (None, False),
            (None, True),
        ]


async def test_only_what_is_private_keeps_its_words_from_admins(tmp_path: Path) -> None:
    async with open_scene(tmp_path, is_working=False) as scene:
        manages = scene.harness.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        boss = scene.harness.guild.add_member(scene.harness.env.create_user("boss"), roles=[manages])
        for is_private in (True, False):
            await scene.harness.alice.slash(scene.harness.channel, "veo", prompt=SECRET, private=is_private)
            job = max(await scene.harness.jobs(), key=lambda one: one.id)
            listed = await boss.slash(scene.harness.channel, "veo-jobs", member=scene.harness.alice)
            history = await boss.slash(scene.harness.channel, "veo-admin job", id=job.id)
            quota = await boss.slash(scene.harness.channel, "veo-quota")
            for answer, tells in ((listed, not is_private), (history, not is_private), (quota, False)):
                said = "\n".join(text_of(one) for one in (answer.response, *answer.followups) if one is not None)
                assert (SECRET in said) is tells
