"""`veo-bot privacy`: one person's data exported and deleted from the command line."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.services.admin.test_ledger_command import data_dir

__all__ = ["data_dir"]


def test_it_is_exported_and_deleted(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data_dir / "videos").mkdir()
    assert main(["privacy", "export", "1001"]) == 0
    with zipfile.ZipFile(data_dir / "1001.zip") as archive:
        data = json.loads(archive.read("data.json"))
    assert [one["state"] for one in data["videos"]] == ["fetching", "cancelled"]
    assert not stat.S_IMODE((data_dir / "1001.zip").stat().st_mode) & 0o077
    assert main(["privacy", "delete", "1001"]) == 1
    assert "still in progress" in capsys.readouterr().err
    assert main(["privacy", "delete", "1002"]) == 1
    assert "nothing of yours" in capsys.readouterr().err


def test_what_is_no_id_is_refused(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data_dir.is_dir()
    for user in ("alice", "-1", "0", "9" * 30, "١٢٣", ""):
        assert main(["privacy", "export", "--", user]) == 1, user
        assert "isn't a Discord ID" in capsys.readouterr().err, user


def test_no_database_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.chdir(tmp_path)
    assert main(["privacy", "delete", "1001"]) == 1
    assert "There is no database" in capsys.readouterr().err
