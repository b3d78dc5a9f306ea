"""The test server when things go wrong: refusals, injected faults, a gateway that breaks, a bot that is killed."""

import asyncio
import contextlib
import io
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from tests.fakes.discord import openapi
from tests.fakes.discord.sample_bot import Card, SampleBot, channel_of, library_at, running
from tests.fakes.discord.server import Channel, DiscordServer, Guild, Message, Permission, User
from tests.fakes.discord.traffic import Call


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.fixture
def guild(server: DiscordServer) -> Guild:
    return server.add_guild()


@pytest.fixture
def channel(server: DiscordServer, guild: Guild) -> Channel:
    return server.add_channel(guild)


@pytest.fixture
def user(server: DiscordServer, guild: Guild) -> User:
    return server.add_user("Ada", guilds=[guild])


@pytest.fixture
async def bot(server: DiscordServer, channel: Channel, user: User) -> AsyncIterator[SampleBot]:
    async with running(server, SampleBot()) as bot:
        yield bot


# -- refusals -------------------------------------------------------------------------------------

Spoil = Callable[[DiscordServer, Channel, Message], object]
Act = Callable[[discord.TextChannel, discord.Message], Awaitable[object]]


def guild_of(channel: Channel) -> Guild:
    assert channel.guild is not None
    return channel.guild


def file(size_bytes: int = 1) -> discord.File:
    return discord.File(io.BytesIO(bytes(size_bytes)), "video.mp4")


async def edit_four_times(_: discord.TextChannel, sent: discord.Message) -> None:
    for number in range(4):
        await sent.edit(content=str(number))


REFUSALS: dict[str, tuple[int, int, Spoil, Act]] = {
    "channel gone": (404, 10003, lambda d, c, m: d.delete_channel(c), lambda t, m: t.send("x")),
    "message gone": (404, 10008, lambda d, c, m: d.delete_message(m), lambda t, m: m.edit(content="x")),
    "not let in": (403, 50001, lambda d, c, m: d.update_channel(c, bot_permissions=0), lambda t, m: t.send("x")),
    "thrown out": (403, 50001, lambda d, c, m: d.remove_bot(guild_of(c)), lambda t, m: t.send("x")),
    "may not send": (
        403,
        50013,
        lambda d, c, m: d.update_channel(c, bot_permissions=Permission.VIEW_CHANNEL),
        lambda t, m: t.send("x"),
    ),
    "may not attach": (
        403,
        50013,
        lambda d, c, m: d.update_channel(c, bot_permissions=c.bot_permissions & ~Permission.ATTACH_FILES),
        lambda t, m: t.send(file=file()),
    ),
    "too large": (
        413,
        40005,
        lambda d, c, m: setattr(c.guild, "upload_limit_bytes", 1000),
        lambda t, m: t.send(file=file(1001)),
    ),
    "empty": (400, 50006, lambda d, c, m: None, lambda t, m: t.send("")),
    "too long": (400, 50035, lambda d, c, m: None, lambda t, m: t.send("x" * 2001)),
    "reply to nothing": (400, 50035, lambda d, c, m: d.delete_message(m), lambda t, m: m.reply("x")),
    "long nonce": (400, 50035, lambda d, c, m: None, lambda t, m: t.send("x", nonce="n" * 26)),
    "two buttons of one name": (
        400,
        50035,
        lambda d, c, m: None,
        lambda t, m: t.send(view=Card("x").add_item(Card("x").children[0])),
    ),
    "someone else's": (403, 50005, lambda d, c, m: setattr(m, "author", d.owner), lambda t, m: m.edit(content="x")),
    "often and old": (429, 30046, lambda d, c, m: d.advance(3601), edit_four_times),
}


async def test_refusals_reach_the_library_with_their_codes(
    server: DiscordServer, bot: SampleBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, (status, code, spoil, act) in REFUSALS.items():
        channel = server.add_channel(server.add_guild())
        await server.wait_for(lambda channel=channel: bot.get_channel(channel.id))  # type: ignore[misc]  # this one
        target = channel_of(bot, channel)
        sent = await target.send("first")
        before = list(channel.messages)
        spoil(server, channel, before[0])
        with monkeypatch.context() as patch, pytest.raises(discord.HTTPException) as caught:
            patch.setattr("discord.http.asyncio.sleep", no_sleep)
            await act(target, sent)
        assert (name, caught.value.status, caught.value.code) == (name, status, code)
        assert [message for message in channel.messages if message not in before] == []


async def no_sleep(_: float) -> None:
    """discord.py waits minutes between the repetitions of what is refused for good."""


async def test_direct_messages_can_be_closed(server: DiscordServer, bot: SampleBot, user: User) -> None:
    someone = await bot.fetch_user(user.id)
    await someone.send("hello")
    user.accepts_dms = False
    with pytest.raises(discord.Forbidden) as caught:
        await someone.send("hello?")
    assert caught.value.code == 50007
    assert [message.content for message in server.dm(user).messages] == ["hello"]
    assert server.violations == []


async def test_locked_thread_refuses_and_an_archived_one_opens(
    server: DiscordServer, bot: SampleBot, channel: Channel
) -> None:
    thread = server.add_thread(channel)
    await server.wait_for(lambda: bot.get_channel(thread.id))
    target = bot.get_channel(thread.id)
    assert isinstance(target, discord.Thread)
    server.update_channel(thread, is_archived=True)
    sent = await target.send("opens it")
    assert not thread.is_archived

    server.update_channel(thread, is_archived=True, is_locked=True)
    for attempt in (target.send("x"), sent.edit(content="x")):
        with pytest.raises(discord.HTTPException) as caught:
            await attempt
        assert caught.value.code == 50083


async def test_wrong_token_is_refused(server: DiscordServer) -> None:
    with library_at(server):
        async with SampleBot() as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.start("not.the.token")
    assert [(call.path, call.status) for call in server.calls] == [("/users/@me", 401)]


async def test_privileged_intent_must_have_been_granted(server: DiscordServer) -> None:
    with library_at(server):
        async with SampleBot(discord.Intents.all()) as bot:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await bot.start(server.token)
    async with DiscordServer(privileged_intents=True) as granting, running(granting, SampleBot(discord.Intents.all())):
        assert granting.identifies == 1


# -- faults ---------------------------------------------------------------------------------------


async def test_accepted_post_can_lose_its_answer(server: DiscordServer, bot: SampleBot, channel: Channel) -> None:
    server.fail("POST", "/channels/*/messages", 503, body="<html>bad gateway</html>", after=True)
    with pytest.raises(discord.DiscordServerError):
        await channel_of(bot, channel).send("once", nonce="job-1")
    assert [message.content for message in channel.messages] == ["once"]

    server.fail("POST", f"/channels/{channel.id}/messages", after=True, drop=True)
    with pytest.raises(aiohttp.ClientError):
        await channel_of(bot, channel).send("twice", nonce="job-2")
    sent = await channel_of(bot, channel).send("twice", nonce="job-2")
    assert [message.content for message in channel.messages] == ["once", "twice"]
    assert sent.id == channel.messages[1].id
    assert server.calls[-2].status is None


async def test_fault_before_leaves_no_trace_and_ends_after_its_times(
    server: DiscordServer, bot: SampleBot, channel: Channel
) -> None:
    fault = server.fail("POST", "/channels/{channel_id}/messages", code=50013, times=2)
    server.fail("POST", "/channels/*/messages", drop=True)
    target = channel_of(bot, channel)
    for expected in (discord.Forbidden, discord.Forbidden, aiohttp.ClientError):
        with pytest.raises(expected):
            await target.send("x")
    assert (channel.messages, fault.hits) == ([], 2)
    await target.send("x")
    assert len(channel.messages) == 1


async def test_hook_is_called_between_the_work_and_its_answer(
    server: DiscordServer, bot: SampleBot, channel: Channel
) -> None:
    seen: list[tuple[str, int]] = []

    async def note(call: Call) -> None:
        seen.append((call.path, len(channel.messages)))

    for after in (False, True):
        server.fail("POST", "/channels/*/messages", after=after, on_hit=note, delay_s=0.01)
        await channel_of(bot, channel).send("x")
    assert seen == [(f"/channels/{channel.id}/messages", 0), (f"/channels/{channel.id}/messages", 2)]


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=b"])
async def test_body_cut_off_by_a_kill_never_arrived(server: DiscordServer, channel: Channel, kind: str) -> None:
    head = (
        f"POST /api/v10/channels/{channel.id}/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bot {server.token}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: 5000\r\n\r\n"
    )
    part = '--b\r\nContent-Disposition: form-data; name="files[0]"; filename="a.mp4"\r\n\r\nhalf a vid'
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.api_url.split(":")[2].split("/")[0]))
    writer.write((head + ('{"content": "ha' if kind == "application/json" else part)).encode())
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.transport.abort()
    assert await reader.read() == b""
    await asyncio.sleep(0.05)
    assert (server.calls, channel.messages, server.rest.bugs) == ([], [], [])


async def test_faults_can_be_taken_back(server: DiscordServer, bot: SampleBot, channel: Channel) -> None:
    server.fail("*", "*", 503, times=1000)
    with pytest.raises(discord.DiscordServerError):
        await channel_of(bot, channel).send("x")
    server.heal()
    await channel_of(bot, channel).send("x")


async def test_library_waits_as_long_as_a_429_says(server: DiscordServer, bot: SampleBot, channel: Channel) -> None:
    server.rate_limit("POST", "/channels/*/messages", 0.15)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await channel_of(bot, channel).send("x")
    assert loop.time() - began >= 0.15
    assert [call.status for call in server.calls_to("POST", "/channels/*/messages")] == [429, 200]


async def test_buckets_are_per_channel() -> None:
    async with DiscordServer(rate_limit=(2, 60.0)) as server, aiohttp.ClientSession() as session:
        guild = server.add_guild()
        first, second = server.add_channel(guild), server.add_channel(guild)
        statuses = []
        for channel in (first, first, first, second):
            url, headers = f"{server.api_url}/channels/{channel.id}", {"Authorization": f"Bot {server.token}"}
            async with session.get(url, headers=headers) as response:
                statuses.append((response.status, response.headers["X-RateLimit-Remaining"]))
    assert statuses == [(200, "1"), (200, "0"), (429, "0"), (200, "1")]


# -- gateway --------------------------------------------------------------------------------------


async def test_each_shard_hears_of_its_own_guilds() -> None:
    async with DiscordServer(shards=2) as server:
        guilds = [server.add_guild(guild_id=(1000 + number) << 22) for number in range(4)]
        channels = [server.add_channel(guild) for guild in guilds]
        user = server.add_user(guilds=guilds)
        async with running(server, SampleBot()) as bot:
            assert sorted((g.id, g.shard_id) for g in bot.guilds) == [(g.id, n % 2) for n, g in enumerate(guilds)]
            for channel in [*channels, server.dm(user)]:
                await (await server.slash(user, channel, "veo", prompt="x")).response()
        assert server.violations == []


async def test_events_of_a_broken_connection_come_with_the_resume(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    gone = server.drop_gateway()
    interaction = await server.slash(user, channel, "veo", prompt="x")
    await gone
    await interaction.response()
    assert (server.gateway.identifies, server.gateway.resumes) == (1, 1)

    await server.drop_gateway(is_resumable=False)
    await server.wait_for(lambda: server.identifies == 2)
    await (await server.slash(user, channel, "veo", prompt="x")).response()


async def test_outage_ends_and_everything_is_still_there(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _: 0.05)
    await channel_of(bot, channel).send("before")
    await server.go_down()
    with pytest.raises(aiohttp.ClientError):
        await channel_of(bot, channel).send("nobody there")
    await server.come_back()
    await server.wait_ready()
    await (await server.slash(user, channel, "veo", prompt="x")).response()
    assert len(channel.messages) == 2


@contextlib.asynccontextmanager
async def process(server: DiscordServer) -> AsyncIterator[asyncio.subprocess.Process]:
    """The small bot as a process of its own."""
    env = {**os.environ, "DISCORD_API_URL": server.api_url, "DISCORD_TOKEN": server.token}
    root = Path(__file__).parents[3]
    command = (sys.executable, "-m", "tests.fakes.discord.sample_bot")
    started = await asyncio.create_subprocess_exec(*command, env=env, cwd=root)
    try:
        await server.wait_ready()
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            started.send_signal(signal.SIGKILL)
        await started.wait()
    await server.wait_gone()


async def test_killed_process_comes_back_with_a_new_session(
    server: DiscordServer, channel: Channel, user: User
) -> None:
    async with process(server) as killed:

        def kill(_: Call) -> None:
            killed.kill()

        server.fail("POST", "/interactions/*", after=True, on_hit=kill)
        interaction = await server.slash(user, channel, "veo", prompt="x")
        answer = await interaction.response()
        assert await killed.wait() == -signal.SIGKILL
    lost = await server.slash(user, channel, "veo", prompt="nobody hears it")
    assert (interaction.is_delivered, lost.is_delivered) == (True, False)

    async with running(server, SampleBot()):
        assert answer.message is not None
        again = await (await server.component(user, answer.message, "veo:again:1")).response()
        assert again.message is answer.message
    assert (server.identifies, server.gateway.resumes, lost.answer) == (2, 0, None)
    assert len(channel.messages) == 1


# -- validation -----------------------------------------------------------------------------------

BODIES: dict[str, tuple[dict[str, Any], str]] = {
    "length": ({"content": "x" * 4001}, r"\$\.content: .*x' is too long"),
    "kind": ({"content": "x", "flags": "64"}, r"\$\.flags: '64' is not of type"),
    "misspelt": ({"content": "x", "enforce_nonse": True}, "enforce_nonse"),
    "button": (
        {"flags": 32768, "components": [{"type": 1, "components": [{"type": 2, "style": 9, "custom_id": "a"}]}]},
        r"\$\.components\[0\]\.components\[0\]\.style: ",
    ),
    "bad id": ({"content": "x", "allowed_mentions": {"users": ["Ada"]}}, r"\$\.allowed_mentions\.users\[0\]: 'Ada'"),
}


async def test_wrong_body_is_a_violation(server: DiscordServer, channel: Channel) -> None:
    url, headers = f"{server.api_url}/channels/{channel.id}/messages", {"Authorization": f"Bot {server.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        await session.post(url, json={"content": "x", "allowed_mentions": {"users": [1, "2"]}, "nonce": None})
        assert server.violations == []
        for number, (body, sentence) in enumerate(BODIES.values(), 1):
            await session.post(url, json=body)
            assert len(server.violations) == number
            assert re.search(sentence, server.violations[-1]), server.violations


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"type": 4, "data": {"content": "x" * 2001}}, r"\$\.data\.content: "),
        ({"type": 9, "data": {"custom_id": "a", "title": "t" * 46, "components": [{}]}}, r"\$\.data\.title: "),
        ({"type": 3}, "type 3 is none of"),
        ({"data": {}}, "no object with a 'type'"),
    ],
)
def test_union_of_answers_names_the_real_reason(body: dict[str, Any], sentence: str) -> None:
    template = "/interactions/{interaction_id}/{interaction_token}/callback"
    found = openapi.violations("POST", template, body)
    assert re.search(sentence, "\n".join(found)), found


async def test_unknown_route_is_a_violation(server: DiscordServer) -> None:
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {server.token}"}) as session:
        response = await session.get(f"{server.api_url}/voice/regions")
    assert (response.status, server.violations) == (404, ["/voice/regions: this server has no such route"])
