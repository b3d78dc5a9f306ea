"""A database that is busy for longer than Discord waits: everybody is answered in time, and everything is decided."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text

from bot.domain.jobs import JobState
from bot.storage.core.database import Database
from bot.storage.money import ledger
from tests.chaos.bot_process import PATIENCE_S, World, open_world
from tests.chaos.lives import HastyProcess, Zygote
from tests.fakes.discord.server import Interaction, Message

ORDERS = 4


async def test_who_waits_for_a_busy_database_is_told_so_and_answered_even_by_a_stop(
    tmp_path: Path, zygote: Zygote, clean_postgres_url: str
) -> None:
    async with asyncio.TaskGroup() as tasks:  # on both at one time: most of it is to wait
        for name, url in {"sqlite": "", "postgres": clean_postgres_url}.items():
            tasks.create_task(order_and_stop_while_busy(tmp_path / name, zygote, url), name=name)


async def order_and_stop_while_busy(folder: Path, zygote: Zygote, url: str) -> None:
    """Order while somebody else writes; and stop while somebody else writes."""
    async with open_world(folder / "data", database_url=url) as world:
        async with HastyProcess(zygote, world) as bot:
            await bot.wait_ready()
            async with busy_database(world):
                # With an acknowledgement, each behind its own.
                asked = [await order(world, f"number {number}", private=number % 2 == 0) for number in range(ORDERS)]
                for interaction in asked:
                    await expect_loading(interaction)
            await world.discord.wait_for(lambda: len(world.segmind.accepted) == ORDERS, PATIENCE_S)
            await world.discord.wait_for(lambda: not any(m.is_loading for one in asked for m in list_shown(one)), 20)
            async with busy_database(world):
                early = await order(world, "early")
                await expect_loading(early)
                late = await order(world, "late")
                os.kill(bot._life.pid, signal.SIGTERM)
                await world.discord.wait_for(lambda: is_answered(early) and is_answered(late), PATIENCE_S)
            assert await bot.wait_end() == 0
            for interaction in (early, late):
                [message] = list_shown(interaction)
                assert message.is_ephemeral
                assert "again" in message.content
        async with HastyProcess(zygote, world) as next_life:
            await next_life.wait_ready()
            assert await next_life.stop() == 0
    assert len(world.segmind.accepted) == ORDERS
    jobs = {job.request.prompt: job for job in await world.jobs()}
    made = [jobs.pop(f"number {number}") for number in range(ORDERS)]
    assert all(job.card_message_id is not None for job in made)
    assert JobState.CANCELLED not in {job.state for job in made}
    assert {job.state for job in jobs.values()} <= {JobState.CANCELLED}
    assert world.discord.violations == []


@asynccontextmanager
async def busy_database(world: World) -> AsyncIterator[None]:
    """Somebody else writes for as long as the block lasts."""
    async with Database.open(world.database_url) as other, other.write() as connection:
        if not other.is_sqlite:  # which would take the lock away from a process that does nothing else
            await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        await connection.run_sync(ledger.lock)
        yield


async def order(world: World, prompt: str, **options: bool) -> Interaction:
    """Use /veo, and don't wait for an answer."""
    return await world.discord.slash(world.user, world.channel, "veo", prompt=prompt, **options)


async def expect_loading(interaction: Interaction) -> None:
    """An acknowledgement comes in time, which only the person sees."""
    answer = await interaction.response()
    assert answer.after_s < 3
    assert answer.message is not None
    assert answer.message.is_ephemeral
    assert answer.message.is_loading


def is_answered(interaction: Interaction) -> bool:
    """Whether something is shown that is more than an acknowledgement."""
    return any(not message.is_loading for message in list_shown(interaction))


def list_shown(interaction: Interaction) -> list[Message]:
    """The messages of an interaction that are not deleted."""
    return [one for one in interaction.messages if not one.is_deleted]
