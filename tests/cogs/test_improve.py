"""Improving a prompt, as people in Discord see it, with what it costs."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.improvements import UNDER_WAY, Improvement, ImprovementState, Problem
from bot.domain.jobs import JobState
from bot.domain.limits import Window
from bot.domain.quota import UsageKind
from bot.presentation.common.debouncing import Debouncer
from bot.services import improvements as service
from bot.storage.money.improvements import forget_texts, insert_call, read_call
from bot.storage.money.ledger_audit import check
from bot.storage.money.window_totals import read_totals
from sandbox.faults import Fault, FaultKind
from tests.support.bot_harness import BotHarness, open_bot_harness
from tests.support.buttons import add_member, pressed_twice, restart
from tests.support.forging import press
from tests.support.money import make_call
from tests.support.picture_harness import PNG, open_picture_stage, wait_accepted
from tests.support.skipped_waits import read_time

SCENE = "A red fox trots through deep snow while the camera glides beside it in the first light of the day."
RESERVED, PAID = 2_000, 600


def says(text: str, **more: Any) -> Fault:
    return Fault("chat", FaultKind.SAYS, error=text, **more)


async def improve(harness: BotHarness, prompt: str = "a red fox in the snow", **options: Any) -> ResponseMessage:
    """Ask for a better prompt; returns the private answer."""
    return await answer_of(await harness.alice.slash(harness.channel, "veo", prompt=prompt, improve=True, **options))


async def answer_of(result: InteractionResult) -> ResponseMessage:
    """The private answer, as soon as it is there."""
    async with asyncio.timeout(30):
        while not (found := [*([result.response] if result.response else []), *result.followups]) or not (
            found[-1].content
        ):
            await asyncio.sleep(0.02)
    assert found[-1].message.flags.ephemeral
    return found[-1]


def labels(message: ResponseMessage) -> list[str]:
    return [str(button.label) for row in message.message.components for button in getattr(row, "children", [])]


def id_of(message: ResponseMessage) -> str:
    """The improvement that a private answer is about."""
    [row, *_] = message.message.components
    assert isinstance(row, discord.ActionRow)
    [button, *_] = row.children
    assert isinstance(button, discord.Button)
    return str(button.custom_id).rpartition(":")[2]


async def spent(harness: BotHarness) -> int:
    """What counts against the bot's budget today, of a ledger that agrees with everything."""
    assert await check(harness.app.database) == []
    now = read_time()
    async with harness.app.database.read() as connection:
        totals = await connection.run_sync(read_totals, harness.alice.id, harness.guild.id, now)
    for kind in (UsageKind.SERVER, UsageKind.USER_USD):
        assert totals[kind].spent == totals[UsageKind.BOT].spent
    return totals[UsageKind.BOT].spent[Window.DAY]


async def stored(harness: BotHarness, improvement_id: str) -> Improvement:
    async with harness.app.database.read() as connection:
        found = await connection.run_sync(read_call, improvement_id)
    assert found is not None
    return found


async def test_a_few_words_become_a_scene_that_is_seen_before_anything_is_paid(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, user_cooldown_s=3600, user_jobs_at_once=1) as harness:
        harness.stand_in.faults.add(says(SCENE))
        harness.stand_in.faults.add(Fault("chat", FaultKind.COST, cost_usd=0.0006))
        shown = await improve(harness, duration=8, style="noir", camera="push-in", private=True)
        assert SCENE in shown.content.replace("\\", "")
        assert "8 s · about $5.00" in shown.content
        assert (await harness.jobs(), harness.stand_in.accepted) == ([], [])
        assert await spent(harness) == PAID

        used = await harness.alice.click(shown, label="Use it")
        assert used.response is not None
        assert labels(shown) == [], "what was taken can't be taken again"
        [job] = await harness.wait_done()
        assert job.state is JobState.DELIVERED
        assert (job.own_prompt, job.style, job.camera, job.is_private) == (SCENE, "noir", "push-in", True)
        assert job.request.prompt.startswith(f"{SCENE} The camera slowly pushes in")
        assert job.request.duration_s == 8
        assert await spent(harness) == PAID + 5_000_000
        assert "scene from your words" in (await improve(harness)).content, "that is no video to wait for or after"


async def test_the_own_words_another_scene_a_changed_one_and_examples_are_one_press_away(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        shown = await improve(harness)
        first_id = id_of(shown)
        again = await answer_of(await harness.alice.click(shown, label="Try another"))
        assert id_of(again) != first_id
        assert len(harness.stand_in.chats) == 2
        form = await harness.alice.click(again, label="Edit")
        assert form.modal is not None
        assert "The light is soft" in str(form.modal)
        await harness.alice.submit_modal(form, {"prompt": "a red fox, as I like it"})
        await harness.alice.click(await improve(harness), label="Use mine")
        jobs = await harness.jobs()
        assert sorted(job.request.prompt for job in jobs) == ["a red fox in the snow", "a red fox, as I like it"]
        form = await harness.alice.click(await examples(harness), label="A red panda skateboards down a sunny street")
        submitted = await harness.alice.submit_modal(form, {"prompt": "a paper boat", "improve": True})
        assert "> a paper boat. The light is soft" in (await answer_of(submitted)).content
        assert len(await harness.jobs()) == len(jobs)


async def test_nonsense_leaves_the_prompt_as_it_was_with_a_word(tmp_path: Path) -> None:
    cases = [
        (says("<h1>Sure!</h1> @everyone"), Problem.MARKUP, RESERVED),
        (says("I'm sorry, I can't help with that."), Problem.DECLINED, RESERVED),
        (Fault("chat", FaultKind.DROP_AFTER), Problem.NO_ANSWER, RESERVED),
        (Fault("chat", FaultKind.GARBAGE), Problem.NO_ANSWER, RESERVED),
        (Fault("chat", FaultKind.ERROR, status=400), Problem.REFUSED, 0),
        (Fault("chat", FaultKind.ERROR, status=429, headers={"Retry-After": "1"}), Problem.NOT_SENT, 0),
    ]
    shown: Any = None
    async with open_bot_harness(tmp_path) as harness:
        for fault, problem, costs in cases:
            before = await spent(harness)
            harness.stand_in.faults.add(fault)
            shown = await improve(harness)
            assert "your prompt is as you wrote it:\n> a red fox in the snow" in shown.content, problem
            assert (await stored(harness, id_of(shown))).problem is problem
            assert await spent(harness) == before + costs, problem
            assert labels(shown) == ["Edit", "Use mine", "Try again"]
        await harness.alice.click(shown, label="Use mine")
        assert [job.request.prompt for job in await harness.jobs()] == ["a red fox in the snow"]


async def test_a_forbidden_word_in_a_scene_is_refused_when_it_is_used(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        manages = harness.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        boss = harness.guild.add_member(harness.env.create_user("boss"), roles=[manages])
        await boss.slash(harness.channel, "veo-admin words add", words="wolf")
        harness.stand_in.faults.add(says(SCENE.replace("deep snow", "deep snow behind a wolf")))
        shown = await improve(harness)
        refused = await harness.alice.click(shown, label="Use it")
        assert refused.response is not None
        assert "not allowed here: “wolf”" in refused.response.content
        assert await harness.jobs() == []
        asked = await harness.alice.slash(harness.channel, "veo", prompt="a wolf", improve=True)
        assert "not allowed here" in (await answer_of(asked)).content
        assert len(harness.stand_in.chats) == 1, "forbidden words aren't even asked about"


async def test_what_it_costs_counts_against_the_budgets_and_a_person_has_so_many(tmp_path: Path) -> None:
    limits: dict[str, Any] = {"bot_usd_per_day": "0.013", "user_prompts_per_hour": 2, "prompt_price_usd": "0.004"}
    async with open_bot_harness(tmp_path, **limits) as harness:
        for _ in range(2):
            assert "scene from your words" in (await improve(harness)).content
        assert "2 prompts improved in an hour" in (await improve(harness)).content
        assert await spent(harness) == 8_000
        harness.alice = add_member(harness, "bob")
        assert "scene from your words" in (await improve(harness)).content
        assert "budget" in (await improve(harness)).content
        assert len(harness.stand_in.chats) == 3


async def test_the_buttons_work_once_for_one_person_also_after_a_restart_until_the_texts_are_forgotten(
    tmp_path: Path,
) -> None:
    async with open_bot_harness(tmp_path) as harness:
        shown = await improve(harness, aspect_ratio="9:16")
        await restart(harness)
        harness.context.improved_orders._shown.clear()
        stolen = await press(harness, f"veo:improve-use:{id_of(shown)}", shown.message, add_member(harness, "bob"))
        assert stolen.response is not None
        assert "no longer have this suggestion" in stolen.response.content
        with pressed_twice(harness) as double:
            await harness.alice.click(shown, label="Use it")
        assert double.second.response is not None
        assert "Already on it" in double.second.response.content
        [job] = await harness.jobs()
        assert (job.request.prompt[:5], job.request.aspect_ratio) == ("a red", "9:16")
        async with harness.app.database.write() as connection:
            await connection.run_sync(forget_texts, read_time() + timedelta(days=2))
        harness.context.improved_orders._debouncer = Debouncer()
        for label in ("Use it", "Edit", "Use mine", "Try another"):
            old = await answer_of(await harness.alice.click(shown, label=label))
            assert "no longer have this suggestion" in old.content, label
        assert await spent(harness) == RESERVED + job.estimate_micros


async def test_a_call_that_was_under_way_at_a_crash_is_never_sent_twice(tmp_path: Path) -> None:
    """What was only stored is given back, since nobody waits any more; what may have been sent stays counted."""
    async with open_bot_harness(tmp_path) as harness:
        now = read_time() - timedelta(minutes=5)
        for state, problem, costs in (
            (ImprovementState.ASKED, Problem.NOT_SENT, 0),
            (ImprovementState.SENDING, Problem.NO_ANSWER, RESERVED),
        ):
            owner = {"user_id": harness.alice.id, "guild_id": harness.guild.id}
            call = make_call(now, state=state, model="qwen-flash", estimate_micros=RESERVED, **owner)
            async with harness.app.database.write() as connection:
                totals = await connection.run_sync(read_totals, harness.alice.id, harness.guild.id, now)
                await connection.run_sync(insert_call, call, totals)
            async with asyncio.timeout(60):
                while (ended := await stored(harness, call.id)).state in UNDER_WAY:
                    await asyncio.sleep(0.02)
            assert harness.stand_in.chats == []
            assert ended.problem is problem
            assert await spent(harness) == costs


async def test_without_a_worker_or_a_model_the_prompt_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_WAIT_S", 0.3)
    async with open_bot_harness(tmp_path / "idle", is_working=False) as harness:
        shown = await improve(harness)
        assert "couldn't reach the language model right now" in shown.content
        assert labels(shown) == ["Edit", "Use mine", "Try again"]
        assert await spent(harness) == 0
    async with open_bot_harness(tmp_path / "off", is_working=False, prompt_model="") as harness:
        assert "can't improve prompts here" in (await improve(harness)).content
        form = await harness.alice.click(await examples(harness), label="A red panda skateboards down a sunny street")
        assert "improve" not in str(form.modal)


async def test_no_call_takes_a_request_that_a_video_needs(tmp_path: Path) -> None:
    """The plan lets one request through, and a video waits for it."""
    async with open_bot_harness(tmp_path, segmind_rpm=4) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a cat")
        await harness.alice.slash(harness.channel, "veo", prompt="a dog")
        asked = asyncio.create_task(improve(harness))
        async with asyncio.timeout(60):
            while not harness.stand_in.accepted:
                await asyncio.sleep(0.02)
        assert harness.stand_in.chats == []
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)


async def test_a_picture_is_animated_with_the_better_words(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        asked = await harness.alice.slash(
            harness.channel, "veo-image", image=("a.png", PNG), prompt="the cat yawns", fit="pad", improve=True
        )
        shown = await answer_of(asked)
        assert "picture that you cannot see" in harness.stand_in.chats[0].body["messages"][0]["content"]
        await harness.alice.click(shown, label="Use it")
        [accepted] = await wait_accepted(harness)
        assert accepted.inputs["prompt"].startswith("the cat yawns. The light is soft")
        message = await harness.alice.send(harness.channel, attachments=[("cat.png", PNG)])
        form = await harness.alice.context_menu(harness.channel, "Animate", message)
        submitted = await harness.alice.submit_modal(form, {"motion": "it jumps", "options": ["improve"]})
        await harness.alice.click(await answer_of(submitted), label="Use mine")
        assert (await harness.jobs())[-1].request.prompt == "it jumps"


async def examples(harness: BotHarness) -> ResponseMessage:
    answer = await harness.alice.slash(harness.channel, "veo-help")
    assert answer.response is not None
    return answer.response
