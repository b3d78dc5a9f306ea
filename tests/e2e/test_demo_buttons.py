"""The buttons in the demo, pressed in a real browser: an example, Again, Edit, Continue; links, and other members."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import PROMPT
from tests.support.demo import open_quick_demo

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(400)]


CHANGED = "a red panda riding a unicycle"
EXAMPLE = "A red panda skateboards down a sunny street"
NEXT = "it waves at the camera"


async def open_form(page: Page, result: Locator, name: str) -> Locator:
    """Press a button that shows a form."""
    await result.get_by_role("button", name=name).click()
    return page.get_by_role("dialog")


async def submit(form: Locator) -> None:
    """Hand a form in."""
    await form.get_by_role("button", name="Submit").click()
    await form.wait_for(state="hidden")


async def test_a_visitor_presses_an_example_and_goes_on_from_it(page: Page, tmp_path: Path) -> None:
    async with open_quick_demo(tmp_path / "demo") as demo:
        await page.goto(demo.url)
        messages = page.locator("article.channel-message")
        form = await open_form(page, messages.first, EXAMPLE)
        await expect(form.locator("textarea").first).to_have_value(re.compile(f"^{EXAMPLE}, "))
        await form.locator("textarea").first.fill(PROMPT)
        await submit(form)
        result = messages.filter(has_text="Here's your video").first
        await result.wait_for()

        await result.get_by_role("button", name="Again").click()
        await page.locator("article.channel-message blockquote", has_text=PROMPT).nth(1).wait_for()

        form = await open_form(page, result, "Edit")
        prompt = form.locator("textarea").first
        await expect(prompt).to_have_value(PROMPT)
        await prompt.fill(CHANGED)
        await submit(form)
        await messages.filter(has_text=CHANGED).first.wait_for()

        form = await open_form(page, result, "Continue")
        await form.locator("textarea").first.fill(NEXT)
        await submit(form)
        await messages.filter(has_text=NEXT).first.wait_for()
        continued = messages.filter(has_text=re.compile(r"Here's part 2 of the story")).first
        await continued.wait_for()
        films = continued.locator("video")
        await expect(films).to_have_count(2, timeout=60_000)
        await page.wait_for_function("() => [...document.querySelectorAll('video')].every(one => one.readyState >= 1)")
        durations = [await films.nth(number).evaluate("one => one.duration") for number in range(2)]
        assert durations == [pytest.approx(5, abs=0.3), pytest.approx(10, abs=0.6)], "the part, and the film of both"
        # The whole film can be watched, also on a new page, which is at the latest message.
        await page.reload()
        await expect(page.locator("#channel-composer-input")).to_be_enabled()
        film = continued.locator("video").last
        await expect(film).to_be_in_viewport()
        await film.evaluate("film => { film.muted = true; film.play(); film.currentTime = 9 }")
        await page.wait_for_function("() => [...document.querySelectorAll('video')].at(-1).ended")

        # From another channel, the link in the list of one's videos leads to the message.
        await page.get_by_role("link", name="# general").click()
        await page.get_by_role("button", name="What to try").click()
        await page.get_by_role("button", name="/veo-jobs").click()
        await page.get_by_text("check on them").first.click()
        await page.get_by_role("button", name="Send", exact=True).click()
        await messages.get_by_role("link", name="Watch").first.click()
        await expect(continued).to_be_in_viewport()

        # Another member may not delete it; that is an answer, and no error.
        await page.locator("#viewer-picker").select_option(label="sam")
        await continued.get_by_role("button", name="Delete").click()
        await messages.get_by_text("can delete it").wait_for()
        await expect(page.locator("#action-status")).to_have_text(re.compile("(completed|updated)$"))
        await expect(page.locator("#inspector-count")).to_be_hidden()
