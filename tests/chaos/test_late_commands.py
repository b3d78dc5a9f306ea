"""Commands that have arrived when the bot is asked to stop are answered."""

import os
import signal
from pathlib import Path

from tests.chaos.bot_process import open_world
from tests.chaos.lives import BornProcess, Zygote


async def test_what_arrived_before_a_stop_is_answered(tmp_path: Path, zygote: Zygote) -> None:
    """The process is frozen meanwhile, so it finds the commands and the signal at the same time."""
    async with open_world(tmp_path / "data") as world, BornProcess(zygote, world) as bot:
        await bot.wait_ready()
        # Who is asked to stop while it starts takes no commands.
        for text in ("discord ready", "commands registered"):
            await bot._life.wait_said(text)
        pid = bot._life.pid
        os.kill(pid, signal.SIGSTOP)
        os.kill(pid, signal.SIGTERM)
        prompts = ("a fox", "a cat", "a dog")
        asked = [await world.discord.slash(world.user, world.channel, "veo", prompt=prompt) for prompt in prompts]
        os.kill(pid, signal.SIGCONT)
        assert await bot.wait_end() == 0
        for interaction in asked:
            [message] = [one for one in interaction.messages if not one.is_deleted]
            assert not message.is_loading
