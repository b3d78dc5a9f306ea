"""The welcome where the bot joins a server."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import discord
from simcord.builders import ChannelHandle, GuildHandle
from sqlalchemy import text

from bot.presentation.info.invite import NEEDED, missing_from
from bot.presentation.info.welcome import WelcomeCard, describe_permissions
from bot.sentences import locales, say
from tests.fakes.discord import openapi
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
SILENT = discord.PermissionOverwrite(send_messages=False)


async def welcomes(channel: ChannelHandle) -> list[str]:
    """What the bot says there."""
    return [text_of(message) for message in channel.history()]


def known(harness: BotHarness, guild: GuildHandle) -> discord.Guild:
    """The server as the bot knows it."""
    found = harness.app.bot.get_guild(guild.id)
    assert found is not None
    return found


async def join(harness: BotHarness, guild: GuildHandle) -> None:
    """Do what the bot does when it was added to a server, and wait for it."""
    await harness.context.welcomes.greet(known(harness, guild), harness.app.bot.command_ids)


async def test_it_says_what_it_does_how_to_start_and_what_an_admin_can_set(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        harness.app.bot.dispatch("guild_join", known(harness, harness.guild))
        await harness.wait_text("Hi!")
        [said] = await welcomes(harness.channel)
        ids = harness.app.bot.command_ids
        assert set(re.findall(r"</([\w-]+):\d+>", said)) == {"veo", "veo-image", "veo-help", "veo-quota", "veo-admin"}
        assert all(f"</{name}:{ids[name]}>" in said for name in ("veo", "veo-admin"))
        assert "Animate" in said
        assert len(said) < 1500
        [message] = harness.channel.history()
        opened = await harness.alice.click(message, custom_id="veo:try:3")
        assert opened.modal is not None
        label = opened.modal["components"][0]
        assert label["component"]["value"] == say("en-US", "example-text-3")
        [body] = [r.json for r in harness.env.http_requests if r.path == f"/channels/{harness.channel.id}/messages"]
        assert isinstance(body, dict)
        assert body["allowed_mentions"] == discord.AllowedMentions.none().to_dict()
        await harness.alice.slash(harness.channel, "veo-help")
        sent = [r for r in harness.env.http_requests if r.method == "POST" and isinstance(r.json, dict)]
        assert len(sent) >= 2
        for request in sent:
            template = "/channels/{channel_id}/messages" if "/messages" in request.path else CALLBACK
            assert openapi.violations(request.method, template, request.json) == [], "Discord takes it"


async def test_the_missing_permissions_are_named_in_the_servers_language(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await join(harness, harness.guild)
        [said] = await welcomes(harness.channel)
        mine = known(harness, harness.guild).me.guild_permissions
        for name in NEEDED:
            words = say("en-US", f"permission-{name}")
            assert (f"need {words}" in said or f", {words}" in said) is not getattr(mine, name)
        guild = harness.env.create_guild("Kino", preferred_locale="de")
        channel = guild.create_text_channel("allgemein")
        await join(harness, guild)
        [german] = await welcomes(channel)
        assert say("de", "welcome-title") in german


async def test_it_fits_a_message_in_every_language(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        guild = known(harness, harness.guild)
        for locale in locales():
            guild.preferred_locale = discord.Locale(locale)
            card = WelcomeCard(guild, dict.fromkeys(("veo", "veo-image", "veo-help", "veo-quota", "veo-admin"), 10**18))
            assert card.content_length() <= 4000
            assert len(list(card.walk_children())) <= 40
            buttons = [item for item in card.walk_children() if isinstance(item, discord.ui.Button)]
            assert [button.label and len(button.label) <= 80 for button in buttons] == [True] * 3


def test_all_permissions_or_those_that_are_missing_are_told() -> None:
    keys = ("welcome-permissions-fine", "welcome-permissions-missing")
    assert describe_permissions(keys, missing_from(discord.Permissions.all()), "en-US").endswith("closed to me.")
    told = describe_permissions(keys, missing_from(discord.Permissions.none()), "en-US")
    assert "View Channel, Send Messages, Send Messages in Threads, Attach Files, Read Message History." in told


async def test_it_takes_the_first_channel_where_it_may_write_and_none_is_no_error(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        guild = harness.env.create_guild("Quiet")
        rules = guild.create_text_channel("rules", overwrites={guild.default_role: SILENT})
        await join(harness, guild)
        assert await welcomes(rules) == []
        second = harness.env.create_guild("Busy")
        rules = second.create_text_channel("rules", overwrites={second.default_role: SILENT})
        lobby = second.create_text_channel("lobby")
        hall = second.create_text_channel("hall")
        await join(harness, second)
        assert [len(await welcomes(channel)) for channel in (rules, lobby, hall)] == [0, 1, 0]
        # The system channel goes first if the bot may write there.
        for may_write in (True, False):
            guild = harness.env.create_guild("Lobby")
            first = guild.create_text_channel("first")
            news = guild.create_text_channel("news", overwrites={} if may_write else {guild.default_role: SILENT})
            # As an admin has set it; simcord's bot may not.
            known(harness, guild)._system_channel_id = news.id
            await join(harness, guild)
            assert [len(await welcomes(channel)) for channel in (first, news)] == [int(not may_write), int(may_write)]


async def test_it_comes_once_for_each_time_the_bot_joins(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        guild = known(harness, harness.guild)
        greeted = await asyncio.gather(*(harness.context.welcomes.greet(guild, {}) for _ in range(3)))
        assert sorted(greeted) == [False, False, True], "once, though three at once"
        [said] = await welcomes(harness.channel)
        assert "`/veo`" in said, "without ids they are names"
        await join(harness, harness.guild)  # the gateway says the same again
        assert len(await welcomes(harness.channel)) == 1
        guild.me.joined_at = datetime(2027, 1, 1, tzinfo=UTC)
        await join(harness, harness.guild)
        assert len(await welcomes(harness.channel)) == 2


async def test_neither_discord_nor_the_database_make_it_an_error(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        guild = known(harness, harness.guild)
        harness.env.inject_error("POST", "/channels/*/messages", status=403)
        assert not await harness.context.welcomes.greet(guild, {})
        assert not await harness.context.welcomes.greet(guild, {}), "no second try: that would be a storm"
        async with harness.app.database.write() as connection:
            await connection.execute(text("ALTER TABLE facts RENAME TO elsewhere"))
        assert not await harness.context.welcomes.greet(guild, {})
        assert await welcomes(harness.channel) == []
