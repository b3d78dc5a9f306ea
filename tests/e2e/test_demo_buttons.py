"""The buttons below a video in the demo, pressed in a real browser: Again, Edit and Continue."""

import re
from asyncio.subprocess import Process

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.test_demo import CHROMIUM, PROMPT, demo, order, page, press

__all__ = ["demo", "page"]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; on Debian: apt-get install chromium"),
    pytest.mark.timeout(240),
]

CHANGED = "a red panda riding a unicycle"
NEXT = "it waves at the camera"


async def open_form(page: Page, result: Locator, name: str) -> Locator:
    """Press a button that shows a form."""
    form = page.get_by_role("dialog")
    await press(result.get_by_role("button", name=name), form.locator("textarea").first)
    return form


async def test_a_visitor_makes_it_again_changes_it_and_continues_it(demo: tuple[Process, str], page: Page) -> None:
    page.set_default_timeout(60_000)
    _, url = demo
    await page.goto(url)
    await order(page, PROMPT)
    messages = page.locator("article.channel-message")
    result = messages.filter(has_text="Here is your video").first
    await result.wait_for()

    orders = page.locator("article.channel-message blockquote", has_text=PROMPT)
    await press(result.get_by_role("button", name="Again"), orders.nth(1))

    form = await open_form(page, result, "Edit")
    prompt = form.locator("textarea").first
    await expect(prompt).to_have_value(PROMPT)
    await prompt.fill(CHANGED)
    await press(form.get_by_role("button", name="Submit"), form, state="hidden")
    await messages.filter(has_text=CHANGED).first.wait_for()

    form = await open_form(page, result, "Continue")
    await form.locator("textarea").first.fill(NEXT)
    await press(form.get_by_role("button", name="Submit"), form, state="hidden")
    await messages.filter(has_text=NEXT).first.wait_for()
    continued = messages.filter(has_text=re.compile(r"Here is part 2 of the story")).first
    await continued.wait_for(timeout=120_000)
    films = continued.locator("video")
    await expect(films).to_have_count(2, timeout=60_000)
    names = [await films.nth(number).get_attribute("aria-label") or "" for number in range(2)]
    assert [re.sub(r"veo-\w{16}", "veo-ID", name) for name in names] == ["veo-ID.mp4", "veo-ID-film.mp4"]
