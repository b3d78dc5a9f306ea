"""The signs of life that `veo-bot health` reads."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import heartbeat
from bot.__main__ import main
from bot.heartbeat import SILENCE_MAX_S, Heartbeats, LifeSign

WELL = {"database": True, "discord": True}


@asynccontextmanager
async def beating(folder: Path, said: dict[str, bool]) -> AsyncIterator[Heartbeats]:
    """This process gives signs of life."""

    async def tell() -> dict[str, bool]:
        return said

    heartbeats = Heartbeats(folder, "heartbeat")
    running = asyncio.create_task(heartbeats.run(tell))
    while not list(folder.glob(f"heartbeat-*-{os.getpid()}.json")):
        await asyncio.sleep(0.01)
    yield heartbeats
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def change(folder: Path, pid: int, changes: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Put the sign of life of another process beside this process's own."""
    [own] = folder.glob(f"heartbeat-*-{os.getpid()}.json")
    said = changes(json.loads(own.read_text("utf-8")))
    own.with_name(own.name.replace(f"-{os.getpid()}.json", f"-{pid}.json")).write_text(json.dumps(said), "utf-8")


async def test_a_process_is_seen_while_it_runs(tmp_path: Path) -> None:
    async with beating(tmp_path, WELL | {"discord": False}) as heartbeats:
        sign = LifeSign(os.getpid(), is_stuck=False, has_database=True, has_discord=False)
        assert heartbeats.read() == [sign]
        assert Heartbeats(tmp_path, "heartbeat-1").read() == []
    assert heartbeats.read() == []
    assert list(tmp_path.iterdir()) == []


async def test_a_process_on_standby_says_so_and_is_healthy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    async with beating(tmp_path, {"database": True, "discord": False, "standby": True}) as heartbeats:
        [sign] = heartbeats.read()
        assert sign.is_standby
        assert main(["health"]) == 0
        assert "standby" in capsys.readouterr().out
        # A process of an earlier version says nothing about it, and is not connected.
        change(tmp_path, os.getpid(), lambda said: {**{k: v for k, v in said.items() if k != "standby"}})
        assert main(["health"]) == 0
        assert "not connected to Discord yet" in capsys.readouterr().out


async def test_a_process_that_is_gone_does_not_speak_for_this_one(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    async with beating(tmp_path, WELL | {"database": False}) as heartbeats:
        change(tmp_path, gone.pid, lambda said: {**said, **WELL, "at": time.time()})
        # Another program has the process id of one that is gone.
        change(tmp_path, os.getppid(), lambda said: {**said, **WELL, "at": time.time()})
        [sign] = heartbeats.read()
        assert (sign.pid, sign.has_database) == (os.getpid(), False)


@pytest.mark.parametrize("age_s", [SILENCE_MAX_S + 1, -SILENCE_MAX_S - 1])
async def test_silence_means_stuck_whichever_way_the_clock_was_set(tmp_path: Path, age_s: float) -> None:
    async with beating(tmp_path, WELL) as heartbeats:
        change(tmp_path, os.getpid(), lambda said: {**said, "at": time.time() - age_s})
        [sign] = heartbeats.read()
        assert sign.is_stuck


async def test_another_container_with_the_same_process_ids_is_not_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with beating(tmp_path, WELL):
        monkeypatch.setattr(socket, "gethostname", lambda: "another")
        assert Heartbeats(tmp_path, "heartbeat").read() == []


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"at": "x"}', "\ud800"])
async def test_an_unreadable_sign_is_none(tmp_path: Path, text: str) -> None:
    async with beating(tmp_path, WELL) as heartbeats:
        [own] = tmp_path.glob("heartbeat-*.json")
        own.write_bytes(text.encode("utf-8", "surrogatepass"))
        assert heartbeats.read() == []


async def test_leftovers_of_other_containers_are_removed_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / "heartbeat-abc-7.json", tmp_path / "heartbeat-abc-8.json"
    for path in (old, new):
        path.write_text("{}")
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    async with beating(tmp_path, WELL):
        assert not old.exists()
        assert new.exists()


async def test_an_error_of_what_tells_does_not_end_the_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "_INTERVAL_S", 0.01)
    answers: list[Any] = [KeyError("a mistake"), WELL]

    async def tell() -> dict[str, bool]:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return dict(answer)

    heartbeats = Heartbeats(tmp_path, "heartbeat")
    running = asyncio.create_task(heartbeats.run(tell))
    async with asyncio.timeout(60):
        while not heartbeats.read():
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
