"""A browser and a demo for all tests of this folder, and a new page for each."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox.demo import Demo
from tests.support.demo import open_quick_demo

#: Long enough for a machine that is busy with something else.
PATIENCE_MS = 120_000
#: More than half of what a page costs is for a list below an address bar that nobody sees, for another page that may
#: come, and for the page's fonts.
UNUSED = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("PreloadTopChromeWebUI", "SpareRendererForSitePerProcess"),
]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-remote-fonts", f"--disable-features={','.join(UNUSED)}"]

#: The page asks whether it has them, and would report an error.
HAS_FONTS = "document.fonts.load = async () => []; document.fonts.check = () => true;"


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """A headless browser."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS) as browser,
    ):
        yield browser


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """A demo; each test begins in another of its channels."""
    opened: asyncio.Future[Demo] = asyncio.get_running_loop().create_future()
    is_over = asyncio.Event()

    async def hold() -> None:
        async with open_quick_demo(tmp_path_factory.mktemp("demo")) as demo:
            opened.set_result(demo)
            await is_over.wait()

    # In a task of its own: simcord ends a demo in the context in which it began.
    holding = asyncio.create_task(hold())
    futures: set[asyncio.Future[Any]] = {holding, opened}
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    if opened.done():
        yield opened.result()
    is_over.set()
    await holding


@pytest_asyncio.fixture(loop_scope="package")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page, as if the browser were new."""
    async with await browser.new_context(viewport={"width": 1100, "height": 900}) as context:
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(HAS_FONTS)
        yield await context.new_page()
