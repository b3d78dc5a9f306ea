"""The `veo-bot` command."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.__main__ import main
from bot.settings import Settings


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"veo-bot {__version__}\n"


def test_without_settings_one_sentence_says_which_where_and_how_to_look_around(tmp_path: Path) -> None:
    result = run("run", cwd=tmp_path)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert "DISCORD_TOKEN is not set" in line
    assert "https://discord.com/developers/applications" in line
    assert "make demo" in line


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without any settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.usefixtures("bare")
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name, value in {"DISCORD_TOKEN": "a-token", "SEGMIND_API_KEY": "SG_0", "SEGMIND_RPM": "many"}.items():
        monkeypatch.setenv(name, value)
    assert main(["run"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "SEGMIND_RPM" in line


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("command", [["health"], ["ledger", "check"], ["db", "backup", "copy.db"]])
def test_what_needs_no_secret_asks_for_none(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(command)
    said = capsys.readouterr().err
    assert "DISCORD_TOKEN" not in said
    assert "SEGMIND_API_KEY" not in said


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("name", "value"), [("SEGMIND_API_KEY", "abc"), ("DISCORD_TOKEN", "abc")])
def test_a_short_secret_is_refused_in_one_sentence_that_does_not_repeat_it(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for each, right in {"DISCORD_TOKEN": "a-token", "SEGMIND_API_KEY": "SG_0123456789abcdef", name: value}.items():
        monkeypatch.setenv(each, right)
    assert main(["run"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert f"{name} is not valid: it is too short" in line
    assert value not in line


def test_an_unknown_command_is_wrong_usage(tmp_path: Path) -> None:
    assert run("fly", cwd=tmp_path).returncode == 2
    assert run(cwd=tmp_path).returncode == 2


def test_the_demo_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name.replace("sandbox.demo", "simcord"))

    monkeypatch.setattr(importlib, "import_module", missing)
    assert main(["demo"]) == 1
    assert "pip install 'veo-bot[demo]'" in capsys.readouterr().err
