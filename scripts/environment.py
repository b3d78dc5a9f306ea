"""Creates .venv and installs a lock file into it: `python scripts/environment.py run`, `demo` or `dev`.

Nothing is resolved: each lock file is complete, with hashes. A pinned uv installs it in seconds; if uv doesn't work,
pip does, which takes minutes. Does nothing if everything is installed, and starts again if the environment is
incomplete or outdated.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.txt", "demo": "requirements-demo.txt", "dev": "requirements-dev.txt"}
TOOLS = "requirements-tools.txt"
#: Exists while packages are being installed: an environment with it is incomplete.
UNFINISHED = VENV / ".unfinished"
_UNREACHABLE = re.compile(
    r"from versions: none|ConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
)

_INCOMPLETE = re.compile(r"No module named '?(venv|ensurepip)|ensurepip is (disabled|not available)")


class InstallError(Exception):
    """What went wrong and what to do, in one sentence."""


def main(arguments: list[str]) -> int:
    """Install one of the lock files; returns the exit status."""
    [name] = arguments
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return fail(f"Veo Bot needs Python 3.11, 3.12 or 3.13, not {_version()}; name one with: make PYTHON=python3.12")
    if Path(sys.prefix).resolve() == VENV:
        # An environment can't recreate itself; the Python that created it can.
        base = os.path.realpath(sys.executable)
        os.execv(base, [base, __file__, name])  # noqa: S606
    guard = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(guard, fcntl.LOCK_EX)  # two concurrent `make` commands take turns
        if not is_ready(name):
            install(name)
    except InstallError as error:
        return fail(str(error))
    except KeyboardInterrupt:
        return fail("Interrupted. The next `make` starts afresh.")
    finally:
        os.close(guard)
    return 0


def is_ready(name: str) -> bool:
    """Whether the current version of this lock file is installed, alone or as a part of the development lock."""
    return is_sound() and (_stamp(name).exists() or _stamp("dev").exists())


def is_sound() -> bool:
    """Whether .venv is complete and up to date, and belongs to this Python."""
    has_python = PYTHON.exists() and (VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}").is_dir()
    stamps = [(stamp.read_text(), _digest(known)) for known in LOCKS if (stamp := _stamp(known)).exists()]
    return has_python and not UNFINISHED.exists() and all(then == now for then, now in stamps)


def install(name: str) -> None:
    """Install a lock file, and the bot itself as a link to this folder. Raises InstallError."""
    started = time.monotonic()
    if not is_sound():
        say(f"Making .venv with Python {_version()} ...")
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", "--without-pip", str(VENV))
    UNFINISHED.touch()
    say("Fetching uv, the installer ...")
    pip = find_pip()
    run(*pip, "install", "--no-compile", "--no-deps", "--require-hashes", "-r", TOOLS)
    count = len(re.findall("^[a-z]", (ROOT / LOCKS[name]).read_text(), re.MULTILINE))
    say(f"Installing {count} packages from {LOCKS[name]} ...")
    uv = [str(PYTHON.with_name("uv")), "pip"]
    more = index_for_uv(pip)
    for command in (
        ["install", "--no-deps", "--require-hashes", "-r", LOCKS[name]],
        ["install", "--no-deps", "--no-build-isolation", "-e", "."],
        ["check"],
    ):
        try:
            run(*uv, *command, "--python", str(PYTHON), **more)
        except InstallError:
            say("uv could not; trying pip, which takes longer ...")
            run(*pip, *command)
    _stamp(name).write_text(_digest(name))
    UNFINISHED.unlink()
    say(f"Ready, after {time.monotonic() - started:.0f} s.")


def find_pip() -> list[str]:
    """Return the command that runs pip for .venv: this Python's if possible, as installing another takes seconds."""
    try:
        if int(version("pip").split(".")[0]) >= 23:  # the first release of Python 3.11 came with 22.3
            return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    except PackageNotFoundError:
        pass
    run(str(PYTHON), "-m", "ensurepip")
    return [str(PYTHON), "-m", "pip"]


def index_for_uv(pip: list[str]) -> dict[str, str]:
    """Pass pip's package index on to uv, which doesn't read pip's settings, unless uv has one already."""
    if {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & os.environ.keys():
        return {}
    found = dict(re.findall(r"^(\S+)\.index-url='(.+)'$", run(*pip, "config", "list"), re.MULTILINE))
    return next(({"UV_DEFAULT_INDEX": found[part]} for part in (":env:", "install", "global") if part in found), {})


def run(*command: str, **more: str) -> str:
    """Run a command quietly, with additional environment variables, and return its output. Raises InstallError."""
    # Settings for other installs that would break this one.
    more |= {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_PYTHON_DOWNLOADS": "never"}
    environment = {"PIP_RETRIES": "2"} | os.environ | more
    try:
        done = subprocess.run(  # noqa: S603
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        raise InstallError(f"Could not run {command[0]}: {error.strerror}") from error
    if done.returncode:
        if _UNREACHABLE.search(done.stdout):
            raise InstallError("The package index cannot be reached; check your network connection and try again.")
        if _INCOMPLETE.search(done.stdout):
            raise InstallError(
                "This Python is incomplete; on Debian and Ubuntu: apt install python3-venv, then try again."
            )
        reasons = [line for line in done.stdout.splitlines() if line.strip() and not line.startswith("[notice]")]
        errors = [line for line in reasons if "error" in line.lower()]
        raise InstallError(f"Could not install: {(errors or reasons or [command[0]])[-1].strip()}")
    return done.stdout


def say(sentence: str) -> None:
    """Print progress immediately."""
    print(sentence, flush=True)


def fail(sentence: str) -> int:
    """Print an error; returns the exit status."""
    print(sentence, file=sys.stderr)
    return 1


def _version() -> str:
    return sys.version.split()[0]


def _stamp(name: str) -> Path:
    return VENV / f".installed-{name}"


def _digest(name: str) -> str:
    """A hash of everything that an installation depends on: locks, the bot's own package files, and the folder."""
    import tomllib  # noqa: PLC0415 - an older Python gets as far as to be told that it is too old

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    parts = [(ROOT / LOCKS[name]).read_text(), (ROOT / TOOLS).read_text(), str(ROOT)]
    parts += [repr(project[table]) for table in ("project", "build-system")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
