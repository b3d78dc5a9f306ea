"""What other processes and users on the machine may see of the bot."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.process_protection import protect_files
from tests.chaos.bot_process import PATIENCE_S, open_world
from tests.chaos.lives import BornProcess, Zygote

ROOT = Path(__file__).parents[1]
FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can keep the memory of a process from others")
def test_no_other_process_can_read_the_secrets_of_one_that_is_protected() -> None:
    script = (
        "import ctypes, os, sys; from bot.process_protection import protect_process; protect_process();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), oct(os.umask(0)), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0 0o77\n"
        if os.geteuid() != 0:
            with pytest.raises(PermissionError):
                Path(f"/proc/{process.pid}/environ").read_bytes()
        process.communicate("")


async def test_nobody_else_can_read_what_the_bot_writes(tmp_path: Path, zygote: Zygote) -> None:
    async with open_world(tmp_path / "data") as world:
        old = world.folder / "films"
        old.mkdir(mode=0o755)
        async with BornProcess(zygote, world) as bot:
            await bot.wait_ready()
            await (await world.discord.slash(world.user, world.channel, "veo", prompt="a red panda")).response()
            await world.discord.wait_for(lambda: [m for m in world.channel.messages if m.attachments], PATIENCE_S)
            written = [path for path in world.folder.rglob("*") if path.name != "bot.log"]
            assert {path.name for path in written} >= {"veo.db", "films", "videos"}
            assert [path for path in written if path.stat().st_mode & FOR_OTHERS] == []
            assert await bot.stop() == 0


def test_only_the_bots_own_files_are_changed(tmp_path: Path) -> None:
    for name in ("veo.db", "notes.txt"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o644)
    (tmp_path / "pictures").symlink_to(tmp_path / "notes.txt")
    protect_files(tmp_path)
    assert stat.S_IMODE((tmp_path / "veo.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "notes.txt").stat().st_mode) == 0o644
    protect_files(tmp_path / "nothing here")
