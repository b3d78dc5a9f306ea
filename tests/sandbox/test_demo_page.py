"""The demo's page does whatever a visitor does, whatever else happens meanwhile."""

import asyncio
import io
import json
import re
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from PIL import Image
from simcord.preview._markdown import markdown_tokens

from bot.domain.jobs import JobState
from bot.domain.requests import Mode
from bot.sentences import say
from bot.storage.jobs import jobs
from sandbox.demo import stand_in_settings
from sandbox.faults import MARKERS
from sandbox.guide import TIPS
from tests.support.demo import Buttons, Tab, World, open_world

PROMPT = "a red panda riding a skateboard"


def is_fine(receipt: dict[str, Any]) -> bool:
    """Whether the page shows that it was done, and no error."""
    shown = [receipt[name] for name in ("rejected", "settlement", "uncertain", "diagnostics")]
    return shown == [False, "settled", False, []]


def last_text(state: dict[str, Any]) -> str:
    return json.dumps(state["messages"][state["timeline"][-1]], ensure_ascii=False)


async def test_commands_and_messages_are_done_while_the_page_is_refreshed(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        tab = await world.open_tab()
        await does_commands_and_a_refusal_is_no_error(world, tab)
        await reads_messages_with_pictures_that_mention_the_bot(world, tab)


async def does_commands_and_a_refusal_is_no_error(world: World, tab: Tab) -> None:
    await world.channel.send("something else happens")
    await world.demo.page.refresh()
    assert is_fine(await tab.run("veo", {"prompt": PROMPT}))
    assert await world.prompts() == [PROMPT]

    assert is_fine(await tab.run("veo-image", {"image": {"upload": 0}}, file=b"this is no picture"))
    state = await tab.look()
    assert state["lastAction"]["settlement"] == "settled"
    assert [entry["diagnostics"] for entry in state["activity"]] == [[], []]


async def reads_messages_with_pictures_that_mention_the_bot(world: World, tab: Tab) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (1280, 720), "green").save(picture, "PNG")
    receipt = await tab.act("send_message", content="@veo bot it moves", file=picture.getvalue(), part="picture")
    assert is_fine(receipt)
    assert sorted(map(str, await world.prompts())) == [PROMPT, "it moves"]
    await tab.look()
    assert is_fine(await tab.act("send_message", content="just a word"))
    messages = (await tab.look())["messages"].values()
    mine = [len(one["attachments"]) for one in messages if one["author"]["id"] == tab.state["viewerId"]]
    assert mine == [1, 0]

    files = [picture.getvalue(), picture.getvalue()]
    assert is_fine(await tab.act("send_message", content="@veo bot it moves", files=files, part="picture"))
    await tab.look()
    assert "From picture 1 to picture 2" in json.dumps(tab.state["messages"])


async def test_what_is_pressed_is_done_whatever_happens_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page is refreshed when the test says so, and never while an action may take two seconds only.
    monkeypatch.setattr("sandbox.demo._REFRESH_S", 3600.0)
    async with open_world(tmp_path) as world:
        await does_all_that_several_visitors_press_at_once(world)
        await reaches_the_button_that_was_seen_and_no_other(world)
        await is_not_refreshed_during_an_action(world)
        await takes_an_action_that_takes_long_for_no_error(world)


async def does_all_that_several_visitors_press_at_once(world: World) -> None:
    pressed: list[str] = []
    message = await world.channel.send("press", view=Buttons(pressed, "A"))
    tabs = [await world.open_tab() for _ in range(3)]

    async def press(tab: Tab, number: int) -> None:
        await message.edit(content=str(number))
        await world.demo.page.refresh()
        receipt = await tab.press(tab.key_of("A"))
        assert is_fine(receipt)

    for number in range(2):
        await asyncio.gather(*(tab.look() for tab in tabs))
        await asyncio.gather(*(press(tab, number) for tab in tabs))
    assert pressed == ["A"] * 6


async def reaches_the_button_that_was_seen_and_no_other(world: World) -> None:
    pressed: list[str] = []
    message = await world.channel.send("press", view=Buttons(pressed, "B", "C"))
    tab = await world.open_tab()
    await message.edit(view=Buttons(pressed, "D", "C", "B"))
    await world.demo.page.refresh()
    receipt = await tab.press(tab.key_of("B"))
    assert (receipt["rejected"], pressed) == (False, ["B"])

    await tab.look()
    await message.edit(view=Buttons(pressed, "D", "C"))
    await world.demo.page.refresh()
    # The page may be older than the button's end; what the message shows now is the answer.
    assert is_fine(await tab.press(tab.key_of("B")))
    assert pressed == ["B"]
    assert is_fine((await tab.look())["lastAction"])


class SlowButton(Buttons):
    """A button that is answered when the test says so."""

    def __init__(self, name: str) -> None:
        super().__init__([], name)
        self.started = asyncio.Event()
        self.may_end = asyncio.Event()
        self.children[0].callback = self._take_long  # type: ignore[method-assign]

    async def _take_long(self, interaction: discord.Interaction) -> None:
        self.started.set()
        # Something else that the bot has to do while this takes long.
        asyncio.get_running_loop().call_later(0.2, lambda: None)
        await self.may_end.wait()
        await interaction.response.defer()


async def is_not_refreshed_during_an_action(world: World) -> None:
    button = SlowButton("E")
    await world.channel.send("press", view=button)
    tab = await world.open_tab()
    pressing = asyncio.create_task(tab.press(tab.key_of("E")))
    await button.started.wait()
    refreshing = asyncio.create_task(world.demo.page.refresh())
    revision = (await tab.look())["publishedRevision"]
    assert (await tab.look())["publishedRevision"] == revision
    assert not refreshing.done()
    # On a busy machine, all that takes longer than Discord waits for an answer.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world.demo.env.backend.clock, "now", lambda: datetime.now(UTC) + timedelta(seconds=10))
        button.may_end.set()
        assert (await pressing)["settlement"] == "settled"
    await refreshing
    assert (await tab.look())["publishedRevision"] > revision


async def takes_an_action_that_takes_long_for_no_error(world: World) -> None:
    button = SlowButton("F")
    await world.channel.send("press", view=button)
    tab = await world.open_tab()
    patience_s, world.demo.env.settle_timeout = world.demo.env.settle_timeout, 2.0
    receipt = await tab.press(tab.key_of("F"))
    assert is_fine(receipt)
    assert receipt["acknowledgement"] != "unacknowledged"
    # That it waited too, and too long, is no reason for what comes next to fail.
    await asyncio.sleep(0.5)
    world.demo.env.settle_timeout = patience_s
    button.may_end.set()
    await world.demo.page.refresh()
    await tab.look()
    assert tab.state["lastAction"]["settlement"] == "settled"
    assert (await tab.press(tab.key_of("F")))["acknowledgement"] == "deferred"


async def test_a_member_is_refused_what_an_admin_may_and_no_refusal_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Cancel must still be there when the member presses it, on a busy machine too.
    monkeypatch.setattr("sandbox.demo.stand_in_settings", partial(stand_in_settings, undo_window_s=30))
    async with open_world(tmp_path) as world:
        admin, member = world.demo.members
        _, general, _ = world.demo.channels
        tab = await world.open_tab(channel_id=general.id)
        assert tab.state["channel"]["name"] == "general"
        for _ in range(2):
            assert is_fine(await tab.run("veo", {"prompt": PROMPT, "duration": "8"}))
            await tab.look()
        assert is_fine(await tab.run("veo-admin words add", {"words": "spider"}))
        assert "spider" in last_text(await tab.look())
        assert is_fine(await tab.run("veo", {"prompt": "a spider"}))
        assert "not allowed" in last_text(await tab.look())
        assert is_fine(await tab.run("veo", {"prompt": PROMPT, "model": "veo-3.1", "duration": "7"}))
        assert "not 7" in last_text(await tab.look())

        tab = await world.open_tab(channel_id=general.id, viewer_id=member.id)
        assert tab.state["viewerId"] == str(member.id)
        assert is_fine(await tab.press(tab.key_of("Cancel")))
        assert "Only" in last_text(await tab.look())
        for _ in range(2):
            assert is_fine(await tab.run("veo", {"prompt": PROMPT}))
            await tab.look()
        assert is_fine(await tab.run("veo", {"prompt": PROMPT}))
        assert "0 of your 10 s" in last_text(await tab.look())
        assert all(not entry["diagnostics"] for entry in tab.state["activity"])
        assert tab.state["lastAction"]["settlement"] == "settled"
        async with world.demo.app.database.read() as connection:
            placed = [(job.user_id, job.channel_id) for job in await jobs.list_jobs(connection, JobState)]
        assert sorted(placed) == sorted([(admin.id, general.id)] * 2 + [(member.id, general.id)] * 2)


async def test_a_new_demo_greets_has_all_it_names_and_keeps_other_sites_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.demo.stand_in_settings", partial(stand_in_settings, undo_window_s=0))
    async with open_world(tmp_path) as world:
        await greets_with_examples_at_the_time_that_it_is(world)
        await is_within_its_limits_for_fifty_videos(world)
        await has_what_its_tips_name(world)
        names_whom_each_text_mentions()
        await keeps_other_sites_out(world)
        await lets_a_visitor_choose_every_model_and_retire_it(world)


async def greets_with_examples_at_the_time_that_it_is(world: World) -> None:
    tab = await world.open_tab()
    [welcome] = tab.state["messages"].values()
    assert abs(datetime.now(UTC) - datetime.fromisoformat(welcome["timestamp"])) < timedelta(minutes=1)
    profile = tab.state["profile"]
    assert profile["timezone"] == "Asia/Tokyo"
    assert abs(datetime.now(UTC) - datetime.fromisoformat(profile["presentationTime"])) < timedelta(minutes=1)
    for number in (1, 2, 3):
        example = say("en-US", f"example-text-{number}")
        assert is_fine(await tab.press(tab.key_of(example.partition(",")[0])))
        assert example in json.dumps((await tab.look())["modal"])


async def is_within_its_limits_for_fifty_videos(world: World) -> None:
    settings = world.demo.app.settings
    spec = world.demo.app.bot.context.catalogue.default_for(Mode.TEXT)
    seconds = 50 * max(spec.durations_s)
    cost_usd = seconds * 0.625
    budgets = (settings.server_usd_per_day, settings.bot_usd_per_day, settings.bot_usd_per_month)
    assert settings.user_seconds_per_day is not None
    assert settings.user_seconds_per_day >= seconds
    assert all(budget is not None and budget >= cost_usd for budget in budgets)
    assert world.demo.stand_in.balance_usd >= cost_usd + float(settings.min_balance_usd)


async def has_what_its_tips_name(world: World) -> None:
    said = " ".join(f"{tip.how} {tip.command}" for tip in TIPS)
    commands = {command.name for command in world.demo.app.bot.tree.get_commands()}
    assert set(re.findall(r"/([\w-]+)", said)) <= commands
    assert set(re.findall(r"![a-z]+", said)) <= set(MARKERS)
    assert {name in said for name in ("sam", "#general", "@Veo Bot")} == {True}


def names_whom_each_text_mentions() -> None:
    """The same parser reads many texts, but never those that mention somebody else."""
    for name in ("ann", "bob", "ann"):
        shown = markdown_tokens("hi <@1> **there**", context={"users": {"1": name}})
        assert f'"@{name}"' in json.dumps(shown)


async def keeps_other_sites_out(world: World) -> None:
    async with aiohttp.ClientSession() as session:
        address = yarl.URL(world.demo.url).with_fragment(None)
        for headers in ({"Host": "example.com"}, {"Origin": "http://example.com"}):
            async with session.get(address, headers=headers) as answer:
                assert answer.status == 403
        async with session.get(address, headers={"Origin": str(address.origin())}) as answer:
            assert '<script src="/page.js">' in await answer.text()


async def lets_a_visitor_choose_every_model_and_retire_it(world: World) -> None:
    catalogue = world.demo.app.bot.context.catalogue
    assert catalogue.on == list(catalogue.specs)
    assert sum(True in spec.sounds for spec in catalogue.on) >= 4
    tab = await world.open_tab()
    receipt = await tab.run("veo", {"prompt": "a panda !retired", "model": "veo-3.1-lite"})
    assert is_fine(receipt)
    async with asyncio.timeout(60):
        while "veo-3.1-lite" not in world.demo.stand_in.models.retired:
            await asyncio.sleep(0.05)
