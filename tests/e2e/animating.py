"""A visitor brings a picture to life in the demo: it is attached, shown on the card, and seen to move."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Page

from sandbox.demo import Demo
from tests.e2e.visitor import choose_command, find_messages, play, send, wait_true
from tests.support.demo import unfinished

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


async def animate(page: Page, demo: Demo, folder: Path) -> None:
    """Use /veo-image, in a channel without videos."""
    picture = Image.new("RGB", (1600, 900), GREEN)
    picture.paste(RED, (0, 0, 400, 900))
    picture.paste(RED, (1200, 0, 1600, 900))
    picture.save(folder / "flag.png")
    with unfinished(demo):
        await choose_command(page, "veo-image", "Turn a picture into a video")
        await page.locator("input[type=file][data-option=image]").set_input_files(folder / "flag.png")
        await send(page)
        await find_messages(page, "for @you").wait_for()
        is_shown = "() => [...document.querySelectorAll('article img')].some(image => image.naturalWidth >= 640)"
        await wait_true(page, is_shown)
    await find_messages(page, "Here's your video").wait_for()
    await play(page, 0.2)
    early, early_end, left, right = await page.evaluate(FIND_BAND, 0.2)
    assert early == pytest.approx(320, abs=60)
    assert left == pytest.approx(RED, abs=14)
    assert right == pytest.approx(GREEN, abs=14)
    late, late_end, _, _ = await page.evaluate(FIND_BAND, 4)
    assert late_end - late > early_end - early + 3, "it is zoomed in, wherever to"
