"""What `veo-bot doctor` says about the processes on this machine."""

import asyncio
from pathlib import Path

from bot.doctor.findings import Verdict
from bot.doctor.machine import check_running
from bot.heartbeat import Heartbeats
from bot.settings import Settings


async def test_a_process_on_standby_needs_no_connection(tmp_path: Path) -> None:
    settings = Settings.model_construct(data_dir=tmp_path)
    told = asyncio.Event()

    async def tell() -> dict[str, bool]:
        told.set()
        return {"database": True, "discord": False, "standby": True}

    beating = asyncio.create_task(Heartbeats(tmp_path, settings.heartbeat_name).run(tell))
    await told.wait()
    await asyncio.sleep(0)
    [finding] = [one async for one in check_running(settings)]
    beating.cancel()
    await asyncio.gather(beating, return_exceptions=True)
    assert finding.verdict is Verdict.OK
    assert "standing by" in finding.text
