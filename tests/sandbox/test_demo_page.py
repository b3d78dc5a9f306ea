"""The demo's page does whatever a visitor does, whatever else happens meanwhile."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import discord
import yarl

from tests.support.demo import Buttons, Tab, open_world

PROMPT = "a red panda riding a skateboard"


async def test_a_command_sent_while_the_page_is_refreshed_is_done(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        tab = await world.open_tab()
        await world.channel.send("something else happens")
        await world.demo.page.refresh()
        receipt = await tab.run("veo", {"prompt": PROMPT})
        assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
        assert await world.prompts() == [PROMPT]


async def test_a_visitor_can_choose_every_model_and_retire_it(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        catalogue = world.demo.app.bot.context.catalogue
        assert catalogue.on == list(catalogue.specs)
        assert sum(True in spec.sounds for spec in catalogue.on) >= 4
        tab = await world.open_tab()
        receipt = await tab.run("veo", {"prompt": "a panda !retired", "model": "veo-3.1-lite"})
        assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
        async with asyncio.timeout(20):
            while "veo-3.1-lite" not in world.demo.stand_in.models.retired:
                await asyncio.sleep(0.05)


async def test_whatever_is_pressed_while_things_happen_is_done(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        pressed: list[str] = []
        message = await world.channel.send("press", view=Buttons(pressed, "A"))
        tabs = [await world.open_tab() for _ in range(3)]

        async def press(tab: Tab, number: int) -> None:
            await message.edit(content=str(number))
            await world.demo.page.refresh()
            receipt = await tab.press(tab.key_of("A"))
            assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")

        for number in range(3):
            await asyncio.gather(*(tab.look() for tab in tabs))
            await asyncio.gather(*(press(tab, number) for tab in tabs))
        assert pressed == ["A"] * 9


async def test_a_press_reaches_the_button_that_was_seen_and_no_other(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        pressed: list[str] = []
        message = await world.channel.send("press", view=Buttons(pressed, "A", "B"))
        tab = await world.open_tab()
        await message.edit(view=Buttons(pressed, "C", "B", "A"))
        await world.demo.page.refresh()
        receipt = await tab.press(tab.key_of("A"))
        assert (receipt["rejected"], pressed) == (False, ["A"])

        await tab.look()
        await message.edit(view=Buttons(pressed, "C", "B"))
        await world.demo.page.refresh()
        receipt = await tab.press(tab.key_of("A"))
        assert (receipt["rejected"], pressed) == (True, ["A"])


class SlowButton(Buttons):
    """A button that is answered when the test says so."""

    def __init__(self) -> None:
        super().__init__([], "A")
        self.started = asyncio.Event()
        self.may_end = asyncio.Event()
        self.children[0].callback = self._take_long  # type: ignore[method-assign]

    async def _take_long(self, interaction: discord.Interaction) -> None:
        self.started.set()
        await self.may_end.wait()
        await interaction.response.defer()


async def test_the_page_is_not_refreshed_during_an_action(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        button = SlowButton()
        await world.channel.send("press", view=button)
        tab = await world.open_tab()
        pressing = asyncio.create_task(tab.press(tab.key_of("A")))
        await button.started.wait()
        refreshing = asyncio.create_task(world.demo.page.refresh())
        revision = (await tab.look())["publishedRevision"]
        assert (await tab.look())["publishedRevision"] == revision
        assert not refreshing.done()
        button.may_end.set()
        assert (await pressing)["settlement"] == "settled"
        await refreshing
        assert (await tab.look())["publishedRevision"] > revision


async def test_a_bot_that_takes_long_is_no_error(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        button = SlowButton()
        await world.channel.send("press", view=button)
        tab = await world.open_tab()
        patience_s, world.demo.env.settle_timeout = world.demo.env.settle_timeout, 0.3
        receipt = await tab.press(tab.key_of("A"))
        assert (receipt["settlement"], receipt["uncertain"], receipt["diagnostics"]) == ("settled", False, [])
        world.demo.env.settle_timeout = patience_s
        button.may_end.set()
        await world.demo.page.refresh()
        await tab.look()
        assert tab.state["lastAction"]["settlement"] == "settled"
        assert (await tab.press(tab.key_of("A")))["acknowledgement"] == "deferred"


async def test_a_refusal_is_an_answer_and_no_error(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        tab = await world.open_tab()
        receipt = await tab.run("veo-image", {"image": {"upload": 0}}, file=b"this is no picture")
        assert (receipt["settlement"], receipt["uncertain"], receipt["diagnostics"]) == ("settled", False, [])
        state = await tab.look()
        assert state["lastAction"]["settlement"] == "settled"
        assert [entry["diagnostics"] for entry in state["activity"]] == [[]]


async def test_messages_are_dated_now(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        message = await world.channel.send("hello")
        assert abs(datetime.now(UTC) - message.created_at) < timedelta(minutes=1)


async def test_other_sites_stay_out(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world, aiohttp.ClientSession() as session:
        address = yarl.URL(world.demo.url).with_fragment(None)
        for headers in ({"Host": "example.com"}, {"Origin": "http://example.com"}):
            async with session.get(address, headers=headers) as answer:
                assert answer.status == 403
        async with session.get(address, headers={"Origin": str(address.origin())}) as answer:
            assert '<script src="/page.js">' in await answer.text()
