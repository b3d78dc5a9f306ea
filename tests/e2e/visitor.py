"""What a visitor does on the demo's page, in a real browser."""

import contextlib
import re

import discord
from playwright.async_api import Locator, Page, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

from sandbox.demo import Demo

PROMPT = "a red panda riding a skateboard"


async def enter(page: Page, demo: Demo, name: str, *, message: int | str = "") -> discord.PartialMessageable:
    """Open a channel, by the link to a message if there is one; gives it as the bot has it."""
    [channel] = [one for one in demo.channels if one.name == name]
    address, _, capability = demo.url.partition("#")
    await page.goto(f"{address}?channel={channel.id}&message={message}#{capability}")
    # It tells the server its size first, and shows what comes of that at once.
    await expect(page.locator("#channel-composer-input")).to_be_enabled()
    return demo.app.bot.get_partial_messageable(channel.id)


def find_messages(page: Page, text: str | re.Pattern[str] = "") -> Locator:
    """The messages with a text, from the top down."""
    return page.locator("article.channel-message").filter(has_text=text)


async def choose_command(page: Page, name: str, description: str) -> None:
    """Use the slash-command picker."""
    composer = page.locator("#channel-composer-input")
    await composer.click()
    await composer.press_sequentially(f"/{name}")
    await page.get_by_text(description).first.click()


async def fill(page: Page, prompt: str, **options: str) -> None:
    """Fill in the prompt, and choose values of other options by how they begin."""
    await page.locator("input[data-option=prompt]").fill(prompt)
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


async def send(page: Page) -> None:
    """Send the command."""
    await page.get_by_role("button", name="Send", exact=True).click()


async def open_form(page: Page, result: Locator, name: str) -> Locator:
    """Press a button that shows a form; gives its first field."""
    await result.get_by_role("button", name=name).click()
    return page.get_by_role("dialog").locator("textarea").first


async def submit(page: Page, text: str) -> None:
    """Hand the form in, with a text in its first field."""
    form = page.get_by_role("dialog")
    await form.locator("textarea").first.fill(text)
    await form.get_by_role("button", name="Submit").click()
    await form.wait_for(state="hidden")


async def wait_true(page: Page, code: str) -> None:
    """Wait for something on the page, without looking at each frame."""
    await page.wait_for_function(code, polling=100)


async def play(page: Page, seconds: float) -> None:
    """Press Play below the first video, and return when that much of it was shown."""
    await wait_true(page, "() => document.querySelector('video')?.readyState >= 2")
    button = page.get_by_role("button", name=re.compile("^Play")).first
    # The page may be drawn anew just then, with a player that doesn't play yet.
    while not await page.evaluate(f"() => document.querySelector('video')?.currentTime > {seconds}"):
        if await button.count():
            await button.click()
        await page.wait_for_timeout(200)
