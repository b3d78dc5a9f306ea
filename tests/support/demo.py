"""A running demo, and what a test does to it from the bot's side and from the browser's."""

import itertools
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from bot import app
from bot.domain import pacing
from bot.domain.jobs import JobState
from bot.storage.jobs import jobs
from bot.worker import cards
from sandbox import demo
from sandbox.demo import Demo, open_demo
from sandbox.segmind import StandInOptions
from tests.support.databases import lay_database
from tests.support.in_process_sandbox import InProcessSandbox


class Tab:
    """A page in a browser, without the browser: acts on the state that it last looked at."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        address = yarl.URL(url)
        self._address = address.with_fragment(None)
        self._headers = {"X-Simcord-Capability": address.fragment}
        self._sequence = itertools.count(1)
        self.state: dict[str, Any] = {}

    async def _ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        more = {"headers": self._headers} | more
        async with self._session.request(method, self._address / path, **more) as answer:
            assert answer.status == 200
            body: dict[str, Any] = await answer.json()
            return body

    async def open(self, *, channel_id: int | str = "", viewer_id: int | None = None) -> None:
        headers = {"X-Demo-Channel": str(channel_id), "X-Demo-Timezone": "Asia/Tokyo"}
        body = {"viewer_id": None if viewer_id is None else str(viewer_id)}
        self.state = await self._ask("POST", "api/pages", json=body, headers=self._headers | headers)
        self._headers["X-Simcord-Context"] = self.state["context"]["id"]

    async def look(self) -> dict[str, Any]:
        self.state = await self._ask("GET", "api/state")
        return self.state

    async def act(
        self,
        kind: str,
        *,
        file: bytes | None = None,
        files: Sequence[bytes] = (),
        part: str = "image",
        **what: Any,
    ) -> dict[str, Any]:
        """Do something to the state that was last looked at, and return what became of it; files go into a part."""
        files = files if file is None else [file]
        number = next(self._sequence)
        body = what | {
            "protocol_version": 3,
            "kind": kind,
            "sequence": number,
            "request_id": f"{self.state['context']['id']}-{number}",
            "generation": self.state["context"]["generation"],
            "bot_generation": self.state["botGeneration"],
            "published_revision": self.state["publishedRevision"],
        }
        if not files:
            return await self._ask("POST", "api/action", json=body)
        form = aiohttp.FormData({"payload": json.dumps(body)})
        for one in files:
            form.add_field(f"file:{part}", one, filename="picture.png")
        return await self._ask("POST", "api/action", data=form)

    async def press(self, key: str) -> dict[str, Any]:
        return await self.act("click", control_key=key, target_id=key.split(":")[1])

    def key_of(self, label: str) -> str:
        """The key of the button that the page shows."""
        for message in self.state["messages"].values():
            for item in _walk(message["components"]):
                if item.get("label") == label and "control_key" in item:
                    return str(item["control_key"])
        raise AssertionError(f"no button {label}")

    async def run(self, command: str, options: dict[str, Any], *, file: bytes | None = None) -> dict[str, Any]:
        entries = (await self._ask("GET", "api/commands"))["entries"]
        entry = next(entry for entry in entries if entry["invocation"] == command)
        return await self.act(
            "run_command",
            command_id=entry["commandId"],
            path=entry["path"],
            schema_fingerprint=entry["schemaFingerprint"],
            options=options,
            file=file,
        )


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    for one in value if isinstance(value, list) else value.values():
        if isinstance(one, dict):
            yield one
        if isinstance(one, (dict, list)):
            yield from _walk(one)


class Buttons(discord.ui.View):
    """Buttons that write down when they are pressed."""

    def __init__(self, pressed: list[str], *names: str) -> None:
        super().__init__(timeout=None)
        for name in names:
            button: discord.ui.Button[Buttons] = discord.ui.Button(label=name, custom_id=f"test:{name}")

            async def note(interaction: discord.Interaction, name: str = name) -> None:
                pressed.append(name)
                await interaction.response.defer()

            button.callback = note  # type: ignore[method-assign]
            self.add_item(button)


@dataclass
class World:
    """A running demo, and pages that look at it."""

    demo: Demo
    #: The channel on the page, as the bot has it.
    channel: discord.PartialMessageable
    _session: aiohttp.ClientSession

    async def open_tab(self, **where: Any) -> Tab:
        tab = Tab(self._session, self.demo.url)
        await tab.open(**where)
        return tab

    async def prompts(self) -> list[str | None]:
        """What was ordered."""
        return await list_prompts(self.demo)


async def list_prompts(demo: Demo) -> list[str | None]:
    """The prompts of all jobs in a demo."""
    async with demo.app.database.read() as connection:
        return [job.request.prompt for job in await jobs.list_jobs(connection, JobState)]


@asynccontextmanager
async def open_quick_demo(data_dir: Path) -> AsyncIterator[Demo]:
    """Start a demo in which nothing takes long: films have two frames a second, and requests aren't held."""
    lay_database(data_dir / "veo.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "StandInOptions", partial(StandInOptions, fast_films=True))
        patch.setattr(demo, "stand_in_settings", partial(demo.stand_in_settings, undo_window_s=0, segmind_rpm=2000))
        patch.setattr(app, "ImageSandbox", InProcessSandbox)
        patch.setattr(pacing, "LOOK_GAP_S", 0.1)
        patch.setattr(cards, "_CHANNEL_EDIT_S", 0.1)
        async with open_demo(latency_s=0.3, port=0, data_dir=data_dir) as opened:
            yield opened


@contextmanager
def unfinished(demo: Demo) -> Iterator[None]:
    """Have no video end while the block lasts."""
    now_s = demo.stand_in.clock.now_s()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo.stand_in.clock, "now_s", lambda: now_s)
        yield


@asynccontextmanager
async def open_world(data_dir: Path) -> AsyncIterator[World]:
    """Start a demo, in which no video is ever ready."""
    lay_database(data_dir / "veo.db")
    async with open_demo(latency_s=600, port=0, data_dir=data_dir) as opened, aiohttp.ClientSession() as session:
        yield World(opened, opened.app.bot.get_partial_messageable(min(opened.env.backend.channels)), session)
