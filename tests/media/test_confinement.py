"""What a process that works on strangers' files can reach: this is tried by one that would like to reach it."""

import os
import resource
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bot.media.confinement import CANNOT_START, make_command

LIMITS = {"memory_bytes": 2**30, "cpu_s": 60, "file_bytes": 2**20, "niceness": 1}


def run(folder: Path, *command: str, secrets: tuple[str, ...] = (".env",)) -> subprocess.CompletedProcess[str]:
    """Run a command under restrictions, from this folder."""
    program = make_command(**LIMITS, secret_files=secrets)
    return subprocess.run([*program, *command], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def python(folder: Path, script: str) -> str:
    """What a script prints under restrictions."""
    result = run(folder, sys.executable, "-I", "-S", "-c", script)
    assert result.stderr == ""
    return result.stdout.strip()


def try_to(folder: Path, *actions: str) -> list[str]:
    """Whether each of some actions succeeds under restrictions."""
    tries = (f"try:\n    {action}\n    print('done')\nexcept OSError: print('refused')" for action in actions)
    return python(folder, "\n".join(["import os, socket", *tries])).split()


@cache
def has_landlock() -> bool:
    """Whether this system lets a process give up access to files and other processes."""
    return python(Path("/"), "import ctypes; print(ctypes.CDLL(None).syscall(444, None, 0, 1))") != "-1"


@cache
def has_no_network() -> bool:
    """Whether this system lets a process give up the network."""
    return python(Path("/"), "import socket; print(len(socket.if_nameindex()))") == "1"


@pytest.mark.skipif(not has_landlock(), reason="this system has no Landlock")
def test_secret_files_cannot_be_opened_and_everything_else_can(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SEGMIND_API_KEY=secret")
    (tmp_path / ".envelope").write_text("open")
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(".env")
    secret = ("open('.env')", "open('link')", "os.rename('.env', 'data/x')")
    free = ("open('.envelope')", "open('data/new', 'w').write('x')")
    assert try_to(tmp_path, *secret, *free) == [*["refused"] * 3, *["done"] * 2]


#: For root no folder is closed, and no test can mount a network disk that goes away.
ODD_FOLDERS = """
import os, sys
from bot.media import confinement
home, gone = sys.argv[1], os.path.join(sys.argv[1], "user", "bot", "gone")
listdir, islink = os.listdir, os.path.islink
def list_folder(path):
    if path == home:
        raise PermissionError
    return sorted(listdir(path), key=lambda one: one != "gone")
def look_at(path):
    if path == gone:
        raise OSError
    return islink(path)
os.listdir, os.path.islink = list_folder, look_at
confinement.confine(**%r)
for name in (".env", "data/film", "../bin/ffmpeg"):
    try:
        print(open(name).read())
    except OSError:
        print("refused")
"""


@pytest.mark.skipif(not has_landlock(), reason="this system has no Landlock")
def test_folders_that_cannot_be_listed_or_reached_close_no_others(tmp_path: Path) -> None:
    folder = tmp_path / "user" / "bot"
    for path in (folder / "data", folder / "gone", tmp_path / "user" / "bin"):
        path.mkdir(parents=True)
    for name in (".env", "data/film", "../bin/ffmpeg"):
        (folder / name).write_text("open")
    command = [sys.executable, "-c", ODD_FOLDERS % (LIMITS,), str(tmp_path)]
    result = subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.stderr == ""
    assert result.stdout.split() == ["refused", "open", "open"]


@pytest.mark.skipif(not has_landlock(), reason="this system has no Landlock")
def test_the_process_that_started_it_cannot_be_looked_into_or_signalled(tmp_path: Path) -> None:
    reads = (f"open(f'/proc/{{os.getppid()}}/{what}', 'rb').read(1)" for what in ("environ", "mem", "maps"))
    assert try_to(tmp_path, *reads, "os.kill(os.getppid(), 0)") == ["refused"] * 4


@pytest.mark.skipif(not has_no_network(), reason="this system does not let a process give up its network")
def test_there_is_no_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        by_tcp = f"socket.create_connection(('127.0.0.1', {port}), 5)"
        by_udp = "socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
        assert try_to(tmp_path, by_tcp, by_udp) == ["refused"] * 2


def test_limits_hold(tmp_path: Path) -> None:
    names = ("AS", "CPU", "FSIZE", "CORE", "NPROC")
    limits = f"[r.getrlimit(getattr(r, 'RLIMIT_' + n))[1] for n in {names}]"
    shown = python(tmp_path, f"import os, resource as r; print(*{limits}, os.nice(0))")
    memory, cpu, size, core, processes, niceness = map(int, shown.split())
    assert (memory, cpu, size, core) == (2**30, 60, 2**20, 0)
    assert 0 < processes < 100_000
    assert niceness == min(19, os.nice(0) + 1)
    assert processes != resource.RLIM_INFINITY


def test_a_command_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, str(tmp_path / "nothing"))
    assert result.returncode == CANNOT_START
    assert "nothing" not in result.stdout
    assert result.stderr
