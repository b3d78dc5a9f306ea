"""What a visitor presses in the demo while its page is busy or changes: nothing is lost, nothing is done twice."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.e2e.test_demo import CHROMIUM, PATIENCE_MS, PROMPT, page
from tests.support.demo import Buttons, open_world

__all__ = ["page"]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; on Debian: apt-get install chromium"),
    pytest.mark.timeout(400),
]


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


@pytest.mark.parametrize("way", ["Enter", "Send"])
async def test_a_command_that_is_sent_while_suggestions_come(page: Page, tmp_path: Path, way: str) -> None:
    async with open_world(tmp_path) as world:
        gate = Gate("autocomplete_command")
        await page.route("**/api/action", gate.hold)
        await page.goto(world.demo.url)
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
        assert await world.prompts() == [PROMPT]


async def test_a_press_on_a_message_that_changes_meanwhile(page: Page, tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        pressed: list[str] = []
        message = await world.channel.send("before", view=Buttons(pressed, "A"))
        await page.goto(world.demo.url)
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


async def test_the_page_stays_as_it_is_for_a_moment_after_a_key(page: Page, tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        await page.clock.install()
        await page.goto(world.demo.url)
        # It tells the server its size first, and shows what comes of that at once.
        await page.wait_for_function("() => window.simcordPreview?.ready")
        composer = page.locator("#channel-composer-input")
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


async def test_a_press_while_another_is_under_way(page: Page, tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        pressed: list[str] = []
        await world.channel.send("press", view=Buttons(pressed, "A", "B"))
        gate = Gate("click")
        await page.route("**/api/action", gate.hold)
        await page.goto(world.demo.url)
        first, second = (page.get_by_role("button", name=name, exact=True) for name in "AB")
        await first.click()
        await gate.reached.wait()
        await first.click(force=True)
        await second.click(force=True)
        gate.is_open.set()
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while "B" not in pressed:
                await asyncio.sleep(0.05)
        assert pressed == ["A", "B"]
