"""Servers that the bot leaves, as the client hears of them."""

from pathlib import Path
from typing import cast

from sqlalchemy import select

from bot.domain.limits import WHOLE_BOT
from bot.services.privacy.departures import Departures
from bot.storage.tables.privacy import departures
from cogs.departures import LeftServers
from tests.support.bot_harness import BotHarness, open_bot_harness
from tests.support.money import OPERATOR


async def left(harness: BotHarness) -> list[int]:
    async with harness.app.database.read() as connection:
        return list((await connection.execute(select(departures.c.guild_id))).scalars())


async def test_only_what_is_certain_counts_as_left(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bot, rules = harness.app.bot, harness.context.rules
        # Not isinstance: other tests import the module anew.
        cog = cast("LeftServers", bot.get_cog("LeftServers"))
        here, elsewhere = bot.guilds[0], 77 << 22
        for guild_id in (here.id, elsewhere, WHOLE_BOT):
            await rules.block(OPERATOR, guild_id, 1001)
        here.unavailable = True
        bot.shard_count = 2
        await cog.on_shard_ready(0)
        assert await left(harness) == [], "another shard has it"
        await cog.on_shard_ready(1)
        assert await left(harness) == [elsewhere], "a server with an outage isn't left"
        assert cog._is_away(elsewhere)
        assert not cog._is_away(here.id)
        await cog.on_shard_disconnect(1)
        assert not cog._is_away(elsewhere), "while it is disconnected, it may come back unheard"
        await cog.on_shard_resumed(1)
        assert cog._is_away(elsewhere)
        bot.shard_count = 1
        here.unavailable = False
        await cog.on_guild_remove(here)
        assert sorted(await left(harness)) == sorted([here.id, elsewhere])
        await cog.on_guild_join(here)
        assert await left(harness) == [elsewhere]
        assert isinstance(harness.context.departures, Departures)
