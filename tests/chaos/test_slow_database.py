"""A database that is busy for longer than Discord waits: everybody is answered in time, and everything is decided."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import text

from bot.domain.jobs import JobState
from bot.storage.core.database import Database
from bot.storage.money import ledger
from tests.chaos.bot_process import PATIENCE_S, open_world
from tests.chaos.lives import BornProcess, Zygote

Scenario: TypeAlias = Callable[[Path, Zygote, str], Coroutine[None, None, None]]
ORDERS = 8


async def on_both(scenario: Scenario, folder: Path, zygote: Zygote, postgres_url: str) -> None:
    """Do the same on each database, both at one time: most of it is to wait."""
    async with asyncio.TaskGroup() as tasks:
        for name, url in {"sqlite": "", "postgres": postgres_url}.items():
            tasks.create_task(scenario(folder / name, zygote, url), name=name)


async def test_orders_wait_for_a_busy_database_behind_an_acknowledgement(
    tmp_path: Path, zygote: Zygote, postgres_url: str
) -> None:
    await on_both(order_while_busy, tmp_path, zygote, postgres_url)


async def order_while_busy(tmp_path: Path, zygote: Zygote, url: str) -> None:
    """Order while somebody else writes."""
    async with open_world(tmp_path / "data", database_url=url) as world, BornProcess(zygote, world) as bot:
        await bot.wait_ready()
        discord, user, channel = world.discord, world.user, world.channel
        async with Database.open(world.database_url) as other, other.write() as connection:
            await connection.run_sync(ledger.lock)
            asked = [
                await discord.slash(user, channel, "veo", prompt=f"number {number}", private=number % 2 == 0)
                for number in range(ORDERS)
            ]
            for interaction in asked:
                answer = await interaction.response()
                assert answer.after_s < 3
                assert answer.message is not None
                assert answer.message.is_ephemeral
                assert answer.message.is_loading
        await discord.wait_for(lambda: len(world.segmind.accepted) == ORDERS, PATIENCE_S)
        await discord.wait_for(
            lambda: not any(m.is_loading and not m.is_deleted for one in asked for m in one.messages), 20
        )
        assert await bot.stop() == 0
    jobs = await world.jobs()
    assert len(jobs) == ORDERS
    assert all(job.card_message_id is not None for job in jobs)
    assert JobState.CANCELLED not in {job.state for job in jobs}
    assert discord.violations == []


async def test_a_stop_answers_those_who_still_wait_for_the_database(
    tmp_path: Path, zygote: Zygote, postgres_url: str
) -> None:
    await on_both(stop_while_busy, tmp_path, zygote, postgres_url)


async def stop_while_busy(tmp_path: Path, zygote: Zygote, url: str) -> None:
    """Stop while somebody else writes."""
    async with open_world(tmp_path / "data", database_url=url) as world, BornProcess(zygote, world) as bot:
        await bot.wait_ready()
        discord, user, channel = world.discord, world.user, world.channel
        async with Database.open(world.database_url) as other, other.write() as connection:
            if url:  # which would take the lock away from a process that does nothing else
                await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            await connection.run_sync(ledger.lock)
            early = await discord.slash(user, channel, "veo", prompt="early")
            answer = await early.response()
            assert answer.message is not None
            assert answer.message.is_loading
            late = await discord.slash(user, channel, "veo", prompt="late")
            assert await bot.stop() == 0
        for interaction in (early, late):
            [message] = [one for one in interaction.messages if not one.is_deleted]
            assert not message.is_loading
            assert message.is_ephemeral
            assert "again" in message.content
        async with BornProcess(zygote, world) as next_life:
            await next_life.wait_ready()
            assert await next_life.stop() == 0
    assert world.segmind.accepted == []
    assert {job.state for job in await world.jobs()} <= {JobState.CANCELLED}
    assert discord.violations == []
