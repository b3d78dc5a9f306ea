"""The bot, killed around a call to the language model: it is sent once at most, and what may be paid stays booked."""

import asyncio
from collections import Counter
from functools import partial

from sqlalchemy import select

from bot.domain.improvements import UNDER_WAY, ImprovementState, Problem
from bot.storage.core.database import Database
from bot.storage.tables.money import improvements
from tests.chaos.bot_process import PATIENCE_S
from tests.chaos.story import Story
from tests.fakes.discord.server import Interaction

#: Each with what the person wanted to have improved: it is being sent; it is answered, but that isn't stored; it is
#: only asked for, which is last because the next life goes on with it.
KILLS = {"before segmind chat": "a fox", "after segmind chat": "a hen", "before claim": "an owl"}


async def read_calls(story: Story) -> dict[str, tuple[str, str | None, int]]:
    """How each call stands, and what is booked for it, by its prompt."""
    async with Database.open(story.world.database_url) as database, database.read() as connection:
        rows = (await connection.execute(select(improvements))).all()
    return {row.prompt: (row.state, row.problem, row.cost_micros or row.estimate_micros) for row in rows}


async def wait_over(story: Story) -> None:
    """Return when no call is under way: a person has one at a time."""
    async with asyncio.timeout(PATIENCE_S):
        while any(ImprovementState(state) in UNDER_WAY for state, _, _ in (await read_calls(story)).values()):
            await asyncio.sleep(0.1)


async def test_killed_around_a_call_to_the_language_model(story: Story) -> None:
    world = story.world

    async def improve(prompt: str) -> Interaction:
        await wait_over(story)  # of what an earlier life left
        return await world.discord.slash(world.user, world.channel, "veo", prompt=prompt, improve=True)

    for step, prompt in KILLS.items():
        assert await story.live_until(step, partial(improve, prompt)), f"it never came to: {step}"
    assert (await read_calls(story))["an owl"][0] == ImprovementState.ASKED
    last = await story.zygote.start(world)
    assert await last.is_ready()
    await wait_over(story)
    assert await last.stop() == 0
    calls = await read_calls(story)
    sent = Counter(call.body["messages"][-1]["content"] for call in world.segmind.account.chats)
    assert {prompt: sum(count for said, count in sent.items() if prompt in said) for prompt in calls} == {
        "a fox": 0,
        "a hen": 1,
        "an owl": 1 if calls["an owl"][1] is None else 0,
    }
    for prompt in ("a fox", "a hen"):
        state, problem, micros = calls[prompt]
        assert (state, problem) == (ImprovementState.USELESS, Problem.NO_ANSWER)
        assert micros > 0, "it may have been paid"
    assert calls["an owl"][1] in (None, Problem.NOT_SENT)
    await story.check()
    assert await world.jobs() == []
