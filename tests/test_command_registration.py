"""Registering the commands: what Discord refuses never keeps the bot offline."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.clock import Backoff
from bot.sentences import FALLBACK, say
from tests.fakes.discord import commands
from tests.fakes.discord.server import DiscordServer
from tests.support.online_app import online

LAUNCH = {"name": "launch", "type": commands.ENTRY_POINT, "description": "", "handler": 2, "integration_types": [0, 1]}


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as discord:
        yield discord
    assert discord.violations == []


async def test_an_entry_point_command_is_carried_along_and_nothing_is_registered_twice(
    discord: DiscordServer, tmp_path: Path
) -> None:
    before = commands.register(discord.state, None, LAUNCH)
    for _ in range(2):
        async with online(discord, tmp_path):
            assert {"veo", "launch"} <= discord.registered.keys()
            assert discord.registered["launch"]["id"] == before["id"]
            assert discord.registered["launch"]["handler"] == before["handler"]
    assert discord.syncs == 1


async def test_a_refused_registration_is_told_and_tried_again_while_the_bot_is_online(
    discord: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.command_registration._RETRIES", Backoff(first_s=0.05, max_s=0.05))
    discord.fail("PUT", "/applications/*/commands", code=50240, times=3)
    async with online(discord, tmp_path):
        await discord.wait_for(lambda: discord.syncs)
        told = [message.content for message in discord.dm(discord.owner).messages]
    start, end = say(FALLBACK, "alert-commands_refused", detail="\n").split("\n")
    assert len(told) == 1
    assert told[0].startswith(start)
    assert end in told[0]
    assert told[0].endswith(say(FALLBACK, "alert-do-commands_refused"))
    assert "50240" in told[0]


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_a_registration_that_finds_no_answer_keeps_nothing_offline(
    discord: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr("bot.command_registration._RETRIES", Backoff(first_s=0.05, max_s=0.05))
    discord.fail(method, "/applications/*/commands", 403, body="<html>a proxy's page</html>")
    async with online(discord, tmp_path):
        await discord.wait_for(lambda: discord.syncs)
        assert not discord.dm(discord.owner).messages
