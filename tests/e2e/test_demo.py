"""The demo as a newcomer meets it: started by its command, used in a real browser."""

import asyncio
import contextlib
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

from tests.e2e.conftest import PATIENCE_MS, PROMPT

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(400)]


@pytest_asyncio.fixture(loop_scope="package")
async def demo(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Process, str]]:
    """The running command, and the address that it prints; its parameter is how many seconds a video takes."""
    latency_s = str(getattr(request, "param", 2))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--latency", latency_s), stdout=PIPE, stderr=STDOUT, cwd=tmp_path
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while True:
                line = (await process.stdout.readline()).decode()
                assert line, "the demo ended before it said where it is"
                if found := re.search(r"http://\S+", line):
                    break
        draining = asyncio.create_task(process.stdout.read())
        yield process, found[0]
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    print((await draining).decode())  # which pytest shows if the test fails


async def order(page: Page, prompt: str, **options: str) -> None:
    """Use the slash-command picker as a person does, and choose values of options by how they begin."""
    composer = page.locator("#channel-composer-input")
    await composer.wait_for()
    await composer.click()
    await composer.press_sequentially("/veo")
    await page.get_by_text("Turn a prompt into a video").first.click()
    option = page.locator("input[data-option=prompt]")
    await option.fill(prompt)
    for name, value in options.items():
        choices = page.locator(".command-popup-list [role=option]")
        while not await page.locator(f"input[data-option={name}]").count():
            await page.locator(".command-ghost").click()
            # Suggestions for the prompt that come just now take the place of the list, which is opened again then.
            with contextlib.suppress(PlaywrightTimeout):
                await choices.filter(has_text=re.compile(f"^{name}")).click(timeout=5_000)
        # The page asks the bot for suggestions once something is typed; each says what it takes.
        await page.locator(f"input[data-option={name}]").press_sequentially(value)
        await choices.filter(has_text=re.compile(rf"^{re.escape(value)}\b")).click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await option.wait_for(state="detached")


@pytest.mark.parametrize("demo", [12], indirect=True)  # long enough to be seen, even on a busy machine
async def test_a_visitor_makes_a_video_and_watches_it(demo: tuple[Process, str], page: Page) -> None:
    process, url = demo
    await page.goto(url)
    await order(page, PROMPT, model="Veo 3.1 Lite", duration="4")

    card = page.locator("article.channel-message").nth(1)  # below the welcome
    await card.get_by_text(PROMPT).wait_for()
    # Without a touch: the page follows what the worker does.
    await card.get_by_text("Making your video").wait_for()
    await card.get_by_text(re.compile(r"elapsed")).wait_for()
    result = page.locator("article.channel-message").filter(has_text="Here's your video")
    await result.get_by_text(PROMPT).wait_for()
    await expect(page.get_by_text("Making your video")).to_have_count(0)
    await expect(page.locator("article.channel-message")).to_have_count(2)  # the welcome is the other one
    await page.wait_for_function(
        "() => { const video = document.querySelector('video'); return video && video.readyState >= 2 }"
    )
    play = result.get_by_role("button", name=re.compile("^Play"))
    # The page may be drawn anew just then, with a player that doesn't play yet.
    while not await page.evaluate("() => document.querySelector('video')?.currentTime > 0.5"):
        if await play.count():
            await play.click()
        await page.wait_for_timeout(500)
    await page.wait_for_function("() => document.querySelector('video').webkitAudioDecodedByteCount > 0")
    video = await page.locator("video").first.evaluate("v => [v.duration, v.videoWidth, v.videoHeight]")
    assert video == [pytest.approx(4, abs=0.3), 1280, 720]

    process.send_signal(signal.SIGINT)
    async with asyncio.timeout(60):
        assert await process.wait() == 0
