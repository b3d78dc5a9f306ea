"""A visit to the demo: videos are made, watched and continued; a picture, a film, links, and another member."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.demo import Demo
from sandbox.guide import WHOLE_ADDRESS
from tests.e2e.animating import animate
from tests.e2e.visitor import (
    PROMPT,
    choose_command,
    fill,
    find_messages,
    open_form,
    play,
    send,
    submit,
    wait_true,
)
from tests.support.demo import unfinished

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(400)]

CHANGED = "a red panda riding a unicycle !fail"
EXAMPLE = "A red panda skateboards down a sunny street"
NEXT = "it waves at the camera"
SCENES = "a fox wakes up in the snow\n\nit meets a friend !fail"
#: Starts the latest video near its end, again if the page is drawn anew, and tells whether it has ended.
WATCH_THE_END = """() => {
    const film = [...document.querySelectorAll('video')].at(-1);
    if (film?.readyState >= 1 && film.paused && !film.ended) {
        film.muted = true;
        film.currentTime = 7.5;
        film.play();
    }
    return film?.ended;
}"""
ARE_READY = "() => [...document.querySelectorAll('video')].every(one => one.readyState >= 1)"


async def test_a_visitor_makes_videos_watches_them_and_goes_on_from_them(
    page: Page, demo: Demo, tmp_path: Path
) -> None:
    await open_incomplete_addresses(page, demo)
    await page.goto(demo.url)
    result = await make_and_watch_a_video(page, demo)
    await press_an_example(page)
    await request_again_and_changed(page, result)
    continued = await go_on(page, result)
    async with page.expect_navigation():
        await page.get_by_role("link", name="# general").click()
    await list_ones_videos(page)
    await animate(page, demo, tmp_path)
    await write_a_film(page, demo)
    # From another channel, the link in the list of one's videos leads to the message.
    await page.get_by_role("link", name="Watch").first.click()
    await expect(continued).to_be_in_viewport()
    await see_it_all_as_another_member(page, continued)


async def open_incomplete_addresses(page: Page, demo: Demo) -> None:
    """With a wrong key or none, the page only says which address to open."""
    plain, _, key = demo.url.partition("#")
    for address in (f"{plain}#{key[:-1]}", plain):
        await page.goto(address)
        await expect(page.locator("body")).to_have_text(WHOLE_ADDRESS)


async def make_and_watch_a_video(page: Page, demo: Demo) -> Locator:
    """A card follows what the worker does, and the video takes its place; gives its message."""
    with unfinished(demo):
        await choose_command(page, "veo", "Turn a prompt into a video")
        await fill(page, PROMPT, model="Veo 3.1 Lite", duration="4")
        await send(page)
        card = find_messages(page).nth(1)  # below the welcome
        await card.get_by_text(PROMPT).wait_for()
        await card.get_by_text("Making your video").wait_for()
        await card.get_by_text(re.compile(r"elapsed")).wait_for()
        await expect(page.locator("video")).to_have_count(0)
    result = find_messages(page, "Here's your video")
    await result.get_by_text(PROMPT).wait_for()
    await expect(page.get_by_text("Making your video")).to_have_count(0)
    await expect(find_messages(page)).to_have_count(2)  # the welcome is the other one
    await play(page, 0.5)
    await wait_true(page, "() => document.querySelector('video').webkitAudioDecodedByteCount > 0")
    video = await page.locator("video").first.evaluate("v => [v.duration, v.videoWidth, v.videoHeight]")
    assert video == [pytest.approx(4, abs=0.3), 1280, 720]
    return result.first


async def press_an_example(page: Page) -> None:
    """An example in the welcome can be changed, and is handed in."""
    prompt = await open_form(page, find_messages(page).first, EXAMPLE)
    await expect(prompt).to_have_value(re.compile(f"^{EXAMPLE}, "))
    await submit(page, "a fox !fail")
    await find_messages(page, "a fox").first.wait_for()


async def request_again_and_changed(page: Page, result: Locator) -> None:
    """Again makes another one of the same prompt; Edit shows the prompt to change it."""
    await result.get_by_role("button", name="Again").click()
    await page.locator("article.channel-message blockquote", has_text=PROMPT).nth(1).wait_for()
    prompt = await open_form(page, result, "Edit")
    await expect(prompt).to_have_value(PROMPT)
    await submit(page, CHANGED)
    await find_messages(page, CHANGED).first.wait_for()


async def go_on(page: Page, result: Locator) -> Locator:
    """Continue makes another part, and a film of both; gives their message."""
    await open_form(page, result, "Continue")
    await submit(page, NEXT)
    await find_messages(page, NEXT).first.wait_for()
    continued = find_messages(page, "Here's part 2 of the story").first
    await continued.wait_for()
    films = continued.locator("video")
    await expect(films).to_have_count(2)
    await wait_true(page, ARE_READY)
    durations = [await films.nth(number).evaluate("one => one.duration") for number in range(2)]
    assert durations == [pytest.approx(4, abs=0.3), pytest.approx(8, abs=0.6)], "the part, and the film of both"
    return continued


async def write_a_film(page: Page, demo: Demo) -> None:
    """The message of a film of scenes grows, and says so if a scene fails."""
    await choose_command(page, "veo-story", "Turn two to six scenes into one film")
    await send(page)
    with unfinished(demo):
        await submit(page, SCENES)
        await find_messages(page, "Scene 1 of 2 is in progress").first.wait_for()
    film = find_messages(page, "stopped after 1 of 2 scenes").first
    videos = film.locator("video")
    await expect(videos).to_have_count(1)
    await wait_true(page, ARE_READY)
    assert await videos.first.evaluate("one => one.duration") == pytest.approx(5, abs=0.3)
    await expect(find_messages(page, "is in progress")).to_have_count(0)
    with unfinished(demo):
        await film.get_by_role("button", name="Try again").click()
        await expect(find_messages(page, "Scene 2 of 2 is in progress")).to_have_count(1)


async def list_ones_videos(page: Page) -> None:
    """A tip beside the channel begins the command that lists them."""
    await page.get_by_role("button", name="What to try").click()
    await page.get_by_role("button", name="/veo-jobs").click()
    await page.get_by_text("check on them").first.click()
    await send(page)
    await page.get_by_role("link", name="Watch").first.wait_for()


async def see_it_all_as_another_member(page: Page, continued: Locator) -> None:
    """A new page is at the latest message; its film can be watched, but the owner alone may delete it."""
    async with page.expect_navigation():
        await page.locator("#viewer-picker").select_option(label="sam")
    await expect(continued.locator("video").last).to_be_in_viewport()
    await wait_true(page, WATCH_THE_END)
    await continued.get_by_role("button", name="Delete").click()
    await find_messages(page).get_by_text("can delete it").wait_for()
    # That is an answer, and no error.
    await expect(page.locator("#action-status")).to_have_text(re.compile("(completed|updated)$"))
    await expect(page.locator("#inspector-count")).to_be_hidden()
