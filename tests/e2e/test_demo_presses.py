"""What a visitor presses in the demo while its page is busy or changes: nothing is lost, nothing is done twice."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.e2e.conftest import PATIENCE_MS, PROMPT
from tests.support.demo import Buttons, World, open_world

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(400)]


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


async def test_nothing_is_lost_or_done_twice_while_the_page_is_busy(page: Page, tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        await page.goto(world.demo.url)
        # It tells the server its size first, and shows what comes of that at once.
        await expect(page.locator("#channel-composer-input")).to_be_enabled()
        for step in (
            press_on_a_message_that_changes_meanwhile,
            press_while_another_is_under_way,
            send_a_command_while_suggestions_come,
            type_while_something_new_comes,
        ):
            await step(page, world)
            await page.unroute_all(behavior="wait")


async def press_on_a_message_that_changes_meanwhile(page: Page, world: World) -> None:
    """The button that the finger is on stays where it is."""
    pressed: list[str] = []
    message = await world.channel.send("before", view=Buttons(pressed, "A"))
    gate = Gate()
    await page.get_by_role("button", name="A", exact=True).hover()
    await page.route("**/api/state", gate.hold)
    await gate.reached.wait()
    await page.mouse.down()
    await message.edit(content="after", view=Buttons(pressed, "A"))
    await world.demo.page.refresh()
    async with page.expect_response("**/api/state"):
        gate.is_open.set()
    await draw_twice(page)
    assert await page.get_by_text("before", exact=True).count() > 0
    await page.mouse.up()
    await page.locator("article").get_by_text("after", exact=True).wait_for()
    await expect(page.locator("#action-status")).to_have_text("Callback completed")
    assert pressed == ["A"]


async def press_while_another_is_under_way(page: Page, world: World) -> None:
    """Pressed once more, a button does nothing; another waits for its turn."""
    pressed: list[str] = []
    await world.channel.send("press", view=Buttons(pressed, "B", "C"))
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


async def send_a_command_while_suggestions_come(page: Page, world: World) -> None:
    """It is sent once, with Enter as with the button."""
    for number, way in enumerate(("Enter", "Send"), 1):
        gate = Gate("autocomplete_command")
        await page.route("**/api/action", gate.hold)
        composer = page.locator("#channel-composer-input")
        await composer.click()
        await composer.press_sequentially("/veo")
        await page.get_by_text("Turn a prompt into a video").first.click()
        option = page.locator("input[data-option=prompt]")
        await option.fill(PROMPT)
        await gate.reached.wait()
        if way == "Enter":
            await option.press("Enter")
        else:
            await page.locator("#send-message").click(force=True)
        gate.is_open.set()
        await option.wait_for(state="detached")
        assert await world.prompts() == [PROMPT] * number, way
        await page.unroute_all(behavior="wait")


async def type_while_something_new_comes(page: Page, world: World) -> None:
    """The page stays as it is for a moment after a key."""
    await page.clock.install()
    await page.reload()
    composer = page.locator("#channel-composer-input")
    await expect(composer).to_be_enabled()
    await composer.click()
    # What the page reads at the end of an action of its own is shown at once.
    await page.wait_for_function("() => window.simcordPreview && !window.simcordPreview.pendingAction")
    gate = Gate()
    await page.route("**/api/state", gate.hold)
    await gate.reached.wait()
    await page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    await composer.press("x")
    await world.channel.send("something new")
    await world.demo.page.refresh()
    async with page.expect_response("**/api/state"):
        gate.is_open.set()
    await page.clock.run_for(500)
    news = page.locator("article").get_by_text("something new")
    assert await news.count() == 0
    await page.clock.resume()
    await news.wait_for()
    assert await composer.input_value() == "x"
