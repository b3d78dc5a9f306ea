"""What a visitor presses in the demo while its page is busy or changes: nothing is lost, nothing is done twice."""

import asyncio
from datetime import UTC, datetime, timedelta

import discord
import pytest
from playwright.async_api import Page, Route, expect

from sandbox.demo import Demo
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.visitor import choose_command, enter, wait_true
from tests.support.demo import Buttons, list_prompts, unfinished

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(400)]

ONCE = "a red panda on a tandem"


class Gate:
    """Holds requests back until it is opened: all of them, or actions of one kind."""

    def __init__(self, kind: str | None = None) -> None:
        self._kind = kind
        self.reached = asyncio.Event()
        self.is_open = asyncio.Event()

    async def hold(self, route: Route) -> None:
        if self._kind in (None, (route.request.post_data_json or {}).get("kind")):
            self.reached.set()
            await self.is_open.wait()
        await route.continue_()


async def draw_twice(page: Page) -> None:
    """Give the page the time to draw what it has."""
    await page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


async def test_nothing_is_lost_or_done_twice_while_the_page_is_busy(page: Page, demo: Demo) -> None:
    await page.clock.install()
    channel = await wait_until_the_page_is_drawn(page, demo)
    with unfinished(demo):
        await press_on_a_message_that_changes_meanwhile(page, demo, channel)
        await press_while_another_is_under_way(page, channel)
        await press_while_the_page_moves(page, channel)
        await send_a_command_while_suggestions_come(page, demo)
        await type_while_something_new_comes(page, demo, channel)


async def wait_until_the_page_is_drawn(page: Page, demo: Demo) -> discord.PartialMessageable:
    """Until then it takes no text, however long that is, and a link to a message counts once; gives the channel."""
    linked = await demo.app.bot.get_partial_messageable(demo.channels[-1].id).send("linked")
    gate = Gate("configure_presentation")
    await page.route("**/api/action", gate.hold)
    entering = asyncio.create_task(enter(page, demo, "moderators", message=linked.id))
    await gate.reached.wait()
    await page.clock.run_for(10_000)
    assert await page.locator("#channel-composer-input").is_disabled()
    assert "message" not in page.url
    gate.is_open.set()
    channel = await entering
    await page.unroute_all(behavior="wait")
    return channel


async def press_on_a_message_that_changes_meanwhile(
    page: Page, demo: Demo, channel: discord.PartialMessageable
) -> None:
    """The button that the finger is on stays where it is."""
    pressed: list[str] = []
    message = await channel.send("before", view=Buttons(pressed, "A"))
    gate = Gate()
    await page.get_by_role("button", name="A", exact=True).hover()
    await page.route("**/api/state", gate.hold)
    await gate.reached.wait()
    await page.mouse.down()
    await message.edit(content="after", view=Buttons(pressed, "A"))
    await demo.page.refresh()
    async with page.expect_response("**/api/state"):
        gate.is_open.set()
    await draw_twice(page)
    assert await page.get_by_text("before", exact=True).count() > 0
    await page.mouse.up()
    await page.locator("article").get_by_text("after", exact=True).wait_for()
    await expect(page.locator("#action-status")).to_have_text("Callback completed")
    assert pressed == ["A"]
    await page.unroute_all(behavior="wait")


async def press_while_another_is_under_way(page: Page, channel: discord.PartialMessageable) -> None:
    """Pressed once more, a button does nothing; another waits for its turn."""
    pressed: list[str] = []
    await channel.send("press", view=Buttons(pressed, "B", "C"))
    gate = Gate("click")
    await page.route("**/api/action", gate.hold)
    first, second = (page.get_by_role("button", name=name, exact=True) for name in "BC")
    await first.click()
    await gate.reached.wait()
    await first.click(force=True)
    await second.click(force=True)
    gate.is_open.set()
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while "C" not in pressed:
            await asyncio.sleep(0.05)
    assert pressed == ["B", "C"]
    await page.unroute_all(behavior="wait")


async def press_while_the_page_moves(page: Page, channel: discord.PartialMessageable) -> None:
    """What is drawn above a button moves it away from the pointer; a press counts if the pointer itself is still."""
    pressed: list[str] = []
    await channel.send("move", view=Buttons(pressed, "D", "E"))
    move = "button => button.closest('article').style.translate = '0 60px'"
    for name, drag_px in (("D", 300), ("E", 0)):
        button = page.get_by_role("button", name=name, exact=True)
        await button.hover()
        await page.mouse.down()
        await button.evaluate(move)
        box = await button.bounding_box()
        assert box is not None
        if drag_px:
            await page.mouse.move(box["x"] + drag_px, box["y"])
        await page.mouse.up()
        await button.evaluate("button => button.closest('article').style.translate = ''")
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while "E" not in pressed:
            await asyncio.sleep(0.05)
    assert pressed == ["E"]


async def send_a_command_while_suggestions_come(page: Page, demo: Demo) -> None:
    """It is sent once, with Enter as with the button."""
    for number, way in enumerate(("Enter", "Send"), 1):
        gate = Gate("autocomplete_command")
        await page.route("**/api/action", gate.hold)
        await choose_command(page, "veo", "Turn a prompt into a video")
        option = page.locator("input[data-option=prompt]")
        await option.fill(ONCE)
        await gate.reached.wait()
        if way == "Enter":
            await option.press("Enter")
        else:
            await page.locator("#send-message").click(force=True)
        gate.is_open.set()
        await option.wait_for(state="detached")
        assert (await list_prompts(demo)).count(ONCE) == number, way
        await page.unroute_all(behavior="wait")


async def type_while_something_new_comes(page: Page, demo: Demo, channel: discord.PartialMessageable) -> None:
    """The page stays as it is for a moment after a key."""
    composer = page.locator("#channel-composer-input")
    await composer.click()
    # What the page reads at the end of an action of its own is shown at once.
    await wait_true(page, "() => !window.simcordPreview.pendingAction")
    gate = Gate()
    await page.route("**/api/state", gate.hold)
    await gate.reached.wait()
    await page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    await composer.press("x")
    await channel.send("something new")
    await demo.page.refresh()
    async with page.expect_response("**/api/state"):
        gate.is_open.set()
    await page.clock.run_for(500)
    news = page.locator("article").get_by_text("something new")
    assert await news.count() == 0
    await page.clock.resume()
    await news.wait_for()
    assert await composer.input_value() == "x"
