"""A film in the demo, in a real browser: the form, the message that grows, and what it says when a scene fails."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.e2e.test_demo_buttons import submit
from tests.support.demo import open_quick_demo

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(400)]


SCENES = "a fox wakes up in the snow\n\nit runs down to a lake\n\nit meets a friend !fail"


async def test_a_visitor_writes_a_film(page: Page, tmp_path: Path) -> None:
    async with open_quick_demo(tmp_path / "demo") as demo:
        await page.goto(demo.url)
        composer = page.locator("#channel-composer-input")
        await composer.click()
        await composer.press_sequentially("/veo-story")
        await page.get_by_text("Turn two to six scenes into one film").first.click()
        await page.get_by_role("button", name="Send", exact=True).click()
        form = page.get_by_role("dialog")
        await form.locator("textarea").first.fill(SCENES)
        await submit(form)
        messages = page.locator("article.channel-message")
        await messages.filter(has_text="Scene 2 of 3 is in progress").first.wait_for()
        film = messages.filter(has_text="stopped after 2 of 3 scenes").first
        await film.wait_for()
        videos = film.locator("video")
        await expect(videos).to_have_count(1)
        await page.wait_for_function("() => [...document.querySelectorAll('video')].at(-1).readyState >= 1")
        assert await videos.first.evaluate("one => one.duration") == pytest.approx(10, abs=0.6)
        await film.get_by_role("button", name="Try again").click()
        await messages.filter(has_text="Scene 3 of 3 is in progress").first.wait_for()
