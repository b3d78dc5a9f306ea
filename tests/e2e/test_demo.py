"""The demo as a newcomer meets it: started by its command, and ended with Ctrl+C."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import aiohttp

from tests.support.demo import Tab

PATIENCE_S = 120.0


async def test_the_command_says_where_the_demo_is_and_ends_it_while_a_video_is_made(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--latency", "600"), stdout=PIPE, stderr=STDOUT, cwd=tmp_path
    )
    assert process.stdout is not None
    said = ""
    try:
        async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
            while not (found := re.search(r"http://\S+", said)):
                line = (await process.stdout.readline()).decode()
                assert line, f"the demo ended before it said where it is: {said}"
                said += line
            tab = Tab(session, found[0])
            await tab.open()
            receipt = await tab.run("veo", {"prompt": "a red panda"})
            assert receipt["settlement"] == "settled"
            process.send_signal(signal.SIGINT)
            said += (await process.stdout.read()).decode()
            assert await process.wait() == 0, said
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    assert "600 s" in said
    assert "The demo has ended" in said
    assert "Traceback" not in said, said
