"""`count`: variations are reserved all or none, share a card and a message, and each ends on its own."""

import asyncio
from pathlib import Path
from typing import Any

import discord

from bot.domain.jobs import FailureReason, Job, JobState
from bot.services.jobs import lifecycle
from bot.storage.money import ledger_audit
from tests.cogs.test_buttons_cancel import buttons_of
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, others, post_finished, pressed_twice, restart
from tests.support.forging import hand_in
from tests.support.money import ask
from tests.support.skipped_waits import read_time


async def order(harness: BotHarness, count: int = 4, **options: Any) -> Any:
    """A request of Alice's for variations, and its answer."""
    return await harness.alice.slash(harness.channel, "veo", prompt="a cat", count=count, **options)


async def move(harness: BotHarness, job: Job, *states: JobState, **changes: Any) -> Job:
    for state in states:
        async with harness.app.database.write() as connection:
            job = await lifecycle.move(connection, job, state, at=discord.utils.utcnow(), **changes)
    return job


async def test_variations_become_one_message_in_which_each_has_its_seed_and_buttons(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        answer = await order(harness, 2, seed=7)
        assert "2 videos" in text_of(answer.response)
        jobs = await harness.wait_closed()
        assert [job.group_position for job in jobs] == [1, 2]
        assert {job.group_id for job in jobs} == {jobs[0].id}
        seeds = [job.request.seed for job in jobs]
        assert seeds[0] == 7
        assert seeds[1] != 7
        [result] = await harness.messages()
        assert {job.result_message_id for job in jobs} == {result.id}
        assert len(result.attachments) == 2
        assert all(f"seed {seed}" in text_of(result) for seed in seeds)
        await harness.alice.click(result, custom_id=f"veo:again:{jobs[1].id}")
        [again] = await others(harness, *jobs)
        assert again.group_id is None
        assert await ledger_audit.check(harness.app.database) == []


async def test_what_does_not_fit_is_refused_as_a_whole_and_as_many_as_fit_are_offered(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_jobs_at_once=3) as harness:
        refused = await order(harness)
        assert await harness.jobs() == []
        assert "3 videos would still fit now" in said(refused)
        [label] = [one for one in buttons_of(refused.response) if one.startswith("Make 3 videos instead")]
        await harness.alice.click(refused.response, label=label)
        assert [job.group_size for job in await harness.jobs()] == [3, 3, 3]


async def test_limits_count_each_of_them(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_seconds_per_day=12) as harness:
        refused = await order(harness, 4, duration=5)
        assert "2 videos would still fit now" in said(refused)
        assert await harness.jobs() == []
        await order(harness, 2, duration=5)
        assert len(await harness.jobs()) == 2


async def test_each_of_them_adds_a_wait(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_cooldown_s=60) as harness:
        await order(harness, 3)
        now = read_time()
        [job, *_] = await harness.jobs()
        requester = ask(job)
        allowance = await harness.context.quota.allowance(requester)
        assert allowance.cooldown_until is not None
        assert 170 < (allowance.cooldown_until - now).total_seconds() <= 180


async def test_a_card_that_is_cancelled_while_some_are_on_their_way(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answer = await order(harness)
        jobs = await harness.jobs()
        for job in jobs[:2]:
            await move(harness, job, JobState.SUBMITTING)
        bob = add_member(harness, "bob")
        refused = await bob.click(answer.response, label="Cancel all")
        assert "someone who manages the server" in said(refused)
        pressed = await harness.alice.click(answer.response, label="Cancel all")
        assert "2 videos are cancelled. 10 s have been refunded." in said(pressed)
        assert "2 videos are already on their way" in said(pressed)
        states = [job.state for job in await harness.jobs()]
        assert states == [JobState.SUBMITTING] * 2 + [JobState.CANCELLED] * 2
        again = await harness.alice.click(answer.response, label="Cancel all")
        assert "can't be cancelled any more" in said(again)
        assert await ledger_audit.check(harness.app.database) == []


async def test_cancelling_all_leaves_a_private_line_from_which_all_can_be_requested_again(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answer = await order(harness)
        pressed = await harness.alice.click(answer.response, label="Cancel all")
        assert pressed.response is not None
        assert "4 videos are cancelled. 20 s have been refunded." in text_of(pressed.response)
        first = (await harness.jobs())[0]
        await restart(harness)
        form = await harness.alice.click(pressed.response, custom_id=f"veo:edit:{first.id}")
        fields = {"prompt": "a dog", "count": "4"}
        await harness.alice.submit_modal(form, fields)
        assert len(await harness.jobs()) == 8


async def test_edit_makes_several_and_each_number_shows_its_price(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert form.modal is not None
        fields = {part["component"]["custom_id"]: part["component"] for part in form.modal["components"]}
        assert [one["description"] for one in fields["count"]["options"]][3] == "20 s · about $12.50"
        await harness.alice.submit_modal(form, {"prompt": "a dog", "count": "2"})
        made = await others(harness, done.job)
        assert [job.group_size for job in made] == [2, 2]
        forged = await hand_in(harness, f"veo:edit-form:{done.job.id}", {"prompt": "a", "count": "5"}, done.result)
        assert forged is not None
        assert len(await others(harness, done.job)) == 2


async def test_waiting_variations_are_changed_together(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=60.0) as harness:
        answer = await order(harness, 3)
        form = await harness.alice.click(answer.response, label="Edit")
        await harness.alice.submit_modal(form, {"prompt": "a dog", "frame": ["8 16:9"]})
        jobs = await harness.jobs()
        assert {(job.request.prompt, job.request.duration_s) for job in jobs} == {("a dog", 8)}
        assert len({job.request.seed for job in jobs}) == 3
        assert await ledger_audit.check(harness.app.database) == []
        await move(harness, jobs[0], JobState.SUBMITTING)
        late = await hand_in(harness, f"veo:change-all-form:{jobs[0].id}", {"prompt": "a bird"}, answer.response)
        assert "can't be changed any more" in said(late)


async def test_two_presses_of_one_card_cancel_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answer = await order(harness, 2)
        group_id = (await harness.jobs())[0].id
        with pressed_twice(harness):
            await harness.alice.click(answer.response, custom_id=f"veo:cancel-all:{group_id}")
        assert [job.state for job in await harness.jobs()] == [JobState.CANCELLED] * 2
        assert await ledger_audit.check(harness.app.database) == []


async def test_one_that_fails_gives_back_its_own_alone(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await order(harness, 2)
        jobs = await harness.jobs()
        await move(harness, jobs[1], JobState.SUBMITTING)
        stale = (await harness.jobs())[1]
        await move(harness, stale, JobState.FAILED, failure=FailureReason.REJECTED, failure_detail="no")
        working = asyncio.create_task(harness.app.work())
        try:
            ended = await harness.wait_closed()
        finally:
            await harness.app.supervisor.stop()
            await working
        assert [job.state for job in ended] == [JobState.DELIVERED, JobState.FAILED]
        [result] = await harness.messages()
        assert "5 s have been refunded" in text_of(result)
        quota = await harness.alice.slash(harness.channel, "veo-quota")
        assert quota.response is not None
        assert await ledger_audit.check(harness.app.database) == []


async def test_only_the_process_with_the_worker_takes_a_video_out_of_a_shared_message(tmp_path: Path) -> None:
    """Another one could undo that the worker adds a video at the same moment."""
    async with open_bot_harness(tmp_path) as harness:
        await order(harness, 2)
        first, second = await harness.wait_closed()
        [result] = await harness.messages()
        deletions = harness.context.job_deletions
        deletions._is_leading = lambda: False
        deletions._deletions.wake = lambda _job_id: None  # it isn't this process's worker
        question = await harness.alice.click(result, custom_id=f"veo:delete:{first.id}")
        [shown] = question.followups
        assert "keep trying" in said(await harness.alice.click(shown, custom_id=f"veo:delete-now:{first.id}"))
        async with asyncio.timeout(20):
            while len((await harness.messages())[0].attachments) > 1:
                await asyncio.sleep(0.05)
        [kept] = (await harness.messages())[0].attachments
        assert second.id in kept.filename
