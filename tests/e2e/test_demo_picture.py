"""A picture in the demo: attached in a real browser, shown on its card, and seen to move."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Page

from tests.support.demo import open_quick_demo

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(400)]


RED, GREEN = (200, 60, 50), (70, 160, 80)
#: Where the green band begins and ends in a row near the top of what the video shows at a second, and the colours on
#: both sides of where it begins.
FIND_BAND = """async second => {
    const video = document.querySelector('video');
    video.pause();
    const isThere = new Promise(done => video.addEventListener('seeked', done, {once: true}));
    video.currentTime = second;
    await isThere;
    // The frame itself comes a moment later.
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0);
    const row = context.getImageData(0, 100, canvas.width, 1).data;
    // A single pixel may be off where colours meet; the band is where most of those around are green.
    const isGreen = x => [...Array(17).keys()].filter(i => row[4 * (x + i - 8)] <= 135).length > 8;
    let edge = 8;
    while (edge < canvas.width - 8 && !isGreen(edge)) edge++;
    let end = edge;
    while (end < canvas.width - 8 && isGreen(end)) end++;
    const at = x => [...row.slice(4 * x, 4 * x + 3)];
    return [edge, end, at(Math.max(0, edge - 40)), at(Math.min(canvas.width - 1, edge + 40))];
}"""


async def test_a_visitor_brings_a_picture_to_life(page: Page, tmp_path: Path) -> None:
    async with open_quick_demo(tmp_path / "demo") as demo:
        picture = Image.new("RGB", (1600, 900), GREEN)
        picture.paste(RED, (0, 0, 400, 900))
        picture.paste(RED, (1200, 0, 1600, 900))
        picture.save(tmp_path / "flag.png")
        await page.goto(demo.url)
        composer = page.locator("#channel-composer-input")
        await composer.wait_for()
        await composer.click()
        await composer.press_sequentially("/veo-image")
        await page.get_by_text("Turn a picture into a video").first.click()
        await page.locator("input[type=file][data-option=image]").set_input_files(tmp_path / "flag.png")
        await page.get_by_role("button", name=re.compile("^Send")).last.click()
        card = page.locator("article.channel-message").nth(1)  # below the welcome
        await card.get_by_text("for @you").wait_for()
        is_shown = "() => [...document.querySelectorAll('article img')].some(image => image.naturalWidth >= 640)"
        await page.wait_for_function(is_shown)
        await page.locator("article.channel-message").filter(has_text="Here's your video").wait_for()
        await page.wait_for_function(
            "() => { const video = document.querySelector('video'); return video && video.readyState >= 2 }"
        )
        result = page.locator("article.channel-message").filter(has_text="Here's your video")
        play = result.get_by_role("button", name=re.compile("^Play"))
        # The page may be drawn anew just then, with a player that doesn't play yet.
        while not await page.evaluate("() => document.querySelector('video')?.currentTime > 0.2"):
            if await play.count():
                await play.click()
            await page.wait_for_timeout(500)
        early, early_end, left, right = await page.evaluate(FIND_BAND, 0.2)
        assert early == pytest.approx(320, abs=60)
        assert left == pytest.approx(RED, abs=14)
        assert right == pytest.approx(GREEN, abs=14)
        late, late_end, _, _ = await page.evaluate(FIND_BAND, 4)
        assert late_end - late > early_end - early + 3, "it is zoomed in, wherever to"
