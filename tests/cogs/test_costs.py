"""Costs that cannot be right: what operators are told and decide, and what people are told meanwhile."""

import asyncio
import re
from pathlib import Path
from typing import Any

import discord

from bot.domain.jobs import JobState
from bot.sentences import FALLBACK, say
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.admin import AdminHarness, open_admins
from tests.support.bot_harness import text_of

OPTIONS = StandInOptions(latency_s=0.1, sigma=0.05, fast_films=True, balance_usd=900_000_000)
OPEN: dict[str, Any] = {
    "user_seconds_per_day": None,
    "user_jobs_at_once": None,
    "server_usd_per_day": None,
    "bot_usd_per_day": None,
}


async def order(admins: AdminHarness, cost_usd: float | None = None) -> str:
    """Order a video that costs so much; gives the private refusal, or nothing if it was accepted."""
    harness = admins.harness
    if cost_usd is not None:
        harness.stand_in.faults.add(Fault("submit", FaultKind.COST, cost_usd=cost_usd))
    count = len(await harness.jobs())
    answer = await harness.alice.slash(harness.channel, "veo", prompt="x")
    assert answer.response is not None
    if answer.ephemeral:
        return text_of(answer.response)
    await harness.wait_done(count + 1)
    return ""


def says(key: str) -> re.Pattern[str]:
    """A text of the catalogue, whatever stands inside."""
    start = re.escape(say(FALLBACK, key, detail="\0", mention="\0", price="\0").split("\0")[0].strip())
    return re.compile(start)


async def wait_alert(admins: AdminHarness, key: str) -> discord.Message:
    async with asyncio.timeout(30):
        while True:
            for message in admins.harness.channel.history():
                if says(key).search(message.content):
                    return message
            await asyncio.sleep(0.05)


async def test_operators_are_told_of_odd_costs_and_decide_about_a_paused_model(tmp_path: Path) -> None:
    async with open_admins(tmp_path, is_working=True, options=OPTIONS, **OPEN) as admins:
        admins.harness.context.operators._alert_channel_id = admins.harness.channel.id
        for _ in range(3):
            assert await order(admins, 1000) == ""
        assert "1000" in (await wait_alert(admins, "alert-cost_nonsense")).content
        alert = await wait_alert(admins, "alert-model_paused")
        assert (await order(admins)).startswith(say(FALLBACK, "refusal-model_paused"))
        right, wrong = say(FALLBACK, "alert-costs-right"), say(FALLBACK, "alert-costs-wrong")
        refused = await admins.boss.click(alert, label=right)
        assert refused.response is not None
        assert refused.response.content == say(FALLBACK, "error-only-operators")
        assert (await order(admins)).startswith(say(FALLBACK, "refusal-model_paused"))
        await admins.operator.click(alert, label=wrong)
        decided = await wait_alert(admins, "alert-model_paused")
        mention = f"<@{admins.operator.id}>"
        assert say(FALLBACK, "alert-costs-rejected", mention=mention) in decided.content
        assert decided.components == []
        assert await order(admins) == ""
        assert (await admins.harness.jobs())[-1].state is JobState.DELIVERED
        assert (await admins.harness.jobs())[-1].estimate_micros == 3_125_000


async def test_costs_that_are_right_after_all_are_the_price_from_then_on(tmp_path: Path) -> None:
    async with open_admins(tmp_path, is_working=True, options=OPTIONS, **OPEN) as admins:
        admins.harness.context.operators._alert_channel_id = admins.harness.channel.id
        for _ in range(3):
            assert await order(admins, 1000) == ""
        alert = await wait_alert(admins, "alert-model_paused")
        await admins.operator.click(alert, label=say(FALLBACK, "alert-costs-right"))
        assert await order(admins, 1000) == ""
        assert [job.cost_micros for job in await admins.harness.jobs()] == [3_125_000] * 3 + [1_000_000_000]


async def test_a_dear_video_is_told_at_once_and_what_was_said_stays_visible(tmp_path: Path) -> None:
    async with open_admins(tmp_path, is_working=True, options=OPTIONS, **OPEN) as admins:
        admins.harness.context.operators._alert_channel_id = admins.harness.channel.id
        assert await order(admins, 50) == ""
        alert = await wait_alert(admins, "alert-cost_high")
        assert "$10.000" in alert.content
        assert await order(admins, 0.001) == ""
        first, second = await admins.harness.jobs()
        assert (second.estimate_micros, second.cost_micros) == (50_000_000, 50_000_000)
        for job, said in ((first, "50.0"), (second, "0.001")):
            assert say(FALLBACK, "admin-job-cost-said", said=f"`{said}`") in await admins.ask("job", id=job.id)


async def test_failures_that_cost_something_use_up_a_budget_but_not_the_persons_seconds(tmp_path: Path) -> None:
    settings = OPEN | {"bot_usd_per_day": "10", "user_seconds_per_day": 20}
    async with open_admins(tmp_path, is_working=True, options=OPTIONS, **settings) as admins:
        stand_in = admins.harness.stand_in
        for _ in range(5):
            stand_in.faults.add(Fault("submit", FaultKind.COST, cost_usd=3.125))
            stand_in.faults.add(Fault("submit", FaultKind.FAIL))
            await order(admins)
        assert len(stand_in.accepted) == 3
        answer = await admins.harness.alice.slash(admins.harness.channel, "veo-quota")
        assert answer.response is not None
        assert say(FALLBACK, "quota-left", left=20, limit=20) in text_of(answer.response)
