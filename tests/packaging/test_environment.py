"""`scripts/environment.py`, which makes .venv: when it does nothing, when it starts afresh, and what it says.

Commands are recorded instead of run: an installation takes long, and each clean clone in CI is one.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
#: The Python that this environment was made with, as `make` would call it.
PYTHON = os.path.realpath(sys.executable)


class Clone:
    """A folder with the script, the locks and pyproject.toml."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        (folder / "scripts").mkdir(parents=True)
        self.script = Path(shutil.copy(ROOT / "scripts" / "environment.py", folder / "scripts"))
        for file in [*ROOT.glob("requirements*.txt"), ROOT / "pyproject.toml"]:
            shutil.copy(file, folder)
        self.module = self.load()
        #: What was run since it was last looked at, and the commands that fail.
        self.commands: list[str] = []
        self.failing: tuple[str, ...] = ()

    def load(self) -> ModuleType:
        """The script as a module, with commands that only leave a trace."""
        module = self.load_plain()
        module.run = self.record  # type: ignore[attr-defined]
        return module

    def load_plain(self) -> ModuleType:
        """The script as a module, as it is."""
        spec = importlib.util.spec_from_file_location("environment", self.script)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def record(self, *command: str, **more: str) -> str:
        """Stands in for running a command."""
        line = " ".join(Path(part).name if part.startswith("/") else part for part in command)
        self.commands.append(" ".join([*(f"{name}={value}" for name, value in more.items()), line]))
        if any(word in line for word in self.failing):
            raise self.module.InstallError("It failed.")
        if "venv --without-pip" in line:
            (self.venv / "bin").mkdir(parents=True)
            (self.venv / "bin" / "python").touch()
            (self.venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}").mkdir(parents=True)
        return "global.index-url='https://example.com/simple'\n" if "config list" in line else ""

    def make(self, name: str) -> tuple[int, list[str]]:
        """Run the script; gives its exit status and the commands that it ran."""
        self.commands.clear()
        status: int = self.module.main([name])
        return status, list(self.commands)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    clone = Clone(tmp_path / "clone")
    monkeypatch.setattr(clone.module, "version", lambda _: "23.2.1")
    return clone


def test_a_lock_is_installed_without_resolving_anything(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    status, commands = clone.make("demo")
    python = Path(sys.executable).name
    index, pip, uv = "UV_DEFAULT_INDEX=https://example.com/simple", f"{python} -m pip --python python", "uv pip"
    assert status == 0
    assert commands == [
        f"{python} -m venv --without-pip .venv",
        f"{pip} install --no-compile --no-deps --require-hashes -r requirements-tools.txt",
        f"{pip} config list",
        f"{index} {uv} install --no-deps --require-hashes -r requirements-demo.txt --python python",
        f"{index} {uv} install --no-deps --no-build-isolation -e . --python python",
        f"{index} {uv} check --python python",
    ]
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["Making", "Fetching", "Installing", "Ready,"]


def test_what_is_there_is_neither_installed_again_nor_removed(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    assert clone.make("demo")[0] == 0
    capsys.readouterr()
    assert clone.make("demo") == (0, [])
    assert capsys.readouterr() == ("", "")
    status, commands = clone.make("dev")  # adds the rest
    assert status == 0
    assert not any("venv" in command for command in commands)
    assert [clone.make(name) for name in ("demo", "run", "dev")] == [(0, [])] * 3


@pytest.mark.parametrize("cause", ["killed", "other lock", "moved", "no Python", "other Python"])
def test_what_is_half_made_or_out_of_date_is_made_anew(
    clone: Clone, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clone.make("run")[0] == 0
    leftover = clone.venv / "leftover"
    leftover.touch()
    match cause:
        case "killed":
            clone.failing = ("check",)
            assert clone.make("dev")[0] == 1
            clone.failing = ()
        case "other lock":
            with (clone.folder / "requirements.txt").open("a") as lock:
                lock.write("# changed\n")
        case "moved":
            clone.folder.rename(tmp_path / "elsewhere")
            clone.folder, clone.venv = tmp_path / "elsewhere", tmp_path / "elsewhere" / ".venv"
            clone.script = clone.folder / "scripts" / "environment.py"
            clone.module = clone.load()
            leftover = clone.venv / "leftover"
        case "no Python":
            (clone.venv / "bin" / "python").unlink()
        case _:
            monkeypatch.setattr(sys, "version_info", (3, 11 if sys.version_info[1] != 11 else 12))
    status, commands = clone.make("run")
    assert (status, "venv --without-pip" in commands[0]) == (0, True)
    assert not leftover.exists()
    assert clone.make("run") == (0, [])


def test_pip_steps_in_where_uv_does_not_work(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    clone.failing = ("uv pip",)
    status, commands = clone.make("run")
    assert status == 0
    assert [command.split("--python python ")[1] for command in commands if "-m pip" in command][2:] == [
        "install --no-deps --require-hashes -r requirements.txt",
        "install --no-deps --no-build-isolation -e .",
        "check",
    ]
    assert "uv could not" in capsys.readouterr().out


def test_a_python_without_pip_brings_its_own(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clone.module, "version", lambda _: "22.3")  # too old to install into another environment
    status, commands = clone.make("run")
    assert status == 0
    assert "python -m ensurepip" in commands
    assert "python -m pip install --no-compile --no-deps --require-hashes -r requirements-tools.txt" in commands


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_its_modules_is_told_apart(clone: Clone, module: str) -> None:
    """Debian has them in a package of their own."""
    run = clone.load_plain().run
    with pytest.raises(Exception, match="apt install python3-venv"):
        run(PYTHON, "-c", f"import sys; sys.exit('{PYTHON}: No module named {module}')")


def test_an_index_that_uv_knows_already_stays(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://example.org/simple")
    assert not any("example.com" in command for command in clone.make("run")[1])


def test_without_a_network_one_sentence_says_so(clone: Clone) -> None:
    nowhere = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"}
    nowhere |= {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1"}
    command = [PYTHON, str(clone.script), "dev"]
    done = subprocess.run(command, env=os.environ | nowhere, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The package index cannot be reached; check your network connection and try again.\n"


def test_a_python_that_is_too_old_or_too_new_is_named(clone: Clone) -> None:
    code = "import runpy, sys; sys.version_info = (3, 10); sys.argv = ['', 'run']; "
    code += "runpy.run_path(sys.orig_argv[-1], run_name='__main__')"
    command = [PYTHON, "-c", code, str(clone.script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Veo Bot needs Python 3.11, 3.12 or 3.13, not ")
    assert not clone.venv.exists()
