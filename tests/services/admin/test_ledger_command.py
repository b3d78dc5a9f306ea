"""`veo-bot ledger`: the books are proven and written out, and what is wrong shows in the exit status."""

import asyncio
import csv
import io
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.__main__ import main
from bot.domain.clock import Clock
from bot.domain.jobs import JobState
from bot.storage.core.database import Database
from tests.support.databases import lay_database
from tests.support.money import OPERATOR, UNLIMITED, accept, complete, lead, open_money


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bot's folder with one made video, a cancelled one, and a grant."""
    for name, value in {"DISCORD_TOKEN": "token", "SEGMIND_API_KEY": "SG_0123456789abcdef", "DATABASE_URL": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "veo.db").write_bytes(_make_database())
    return tmp_path


@cache
def _make_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "veo.db"
        lay_database(path)
        asyncio.run(_fill(path.parent))
        return path.read_bytes()


async def _fill(folder: Path) -> None:
    clock = Clock()
    async with (
        Database.open(f"sqlite+aiosqlite:///{folder / 'veo.db'}") as database,
        open_money(database, UNLIMITED, clock) as money,
    ):
        await complete(database, clock, await accept(money.quota_service, clock), 3_333_333)
        await lead(database, clock, await accept(money.quota_service, clock, prompt="b"), JobState.CANCELLED)
        await money.limits.grant(OPERATOR, 2001, 1001, 60, reason="=1+1")


async def _tamper(folder: Path) -> None:
    async with Database.open(f"sqlite+aiosqlite:///{folder / 'veo.db'}") as database, database.write() as connection:
        await connection.execute(text("UPDATE jobs SET cost_micros = 1 WHERE cost_micros IS NOT NULL"))


def test_books_in_order_are_said_to_be(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data_dir.is_dir()
    assert main(["ledger", "check"]) == 0
    assert capsys.readouterr().out == "The ledger is correct: 2 jobs, 5 entries.\n"


def test_what_is_wrong_is_listed_and_the_status_is_not_zero(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_tamper(data_dir))
    assert main(["ledger", "check"]) == 1
    said = capsys.readouterr()
    assert "it charges $3.33 instead of $0.00" in said.out
    assert "the ledger is wrong (1 problem" in said.err


def test_the_export_is_csv_that_no_spreadsheet_runs(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "export"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["kind"] for row in rows] == ["reserve", "settle", "reserve", "refund", "grant"]
    assert rows[1]["usd"] == "0.208333"
    assert rows[-1]["reason"] == "'=1+1"
    assert main(["ledger", "export", str(data_dir / "ledger.csv")]) == 0
    assert "5 entries written" in capsys.readouterr().out
    assert list(csv.DictReader(io.StringIO((data_dir / "ledger.csv").read_text("utf-8")))) == rows
    assert sorted(path.name for path in data_dir.glob("*ledger*")) == ["ledger.csv"]


def test_a_file_that_cannot_be_written_is_named(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "export", str(data_dir / "missing" / "ledger.csv")]) == 1
    assert "can't be written" in capsys.readouterr().err


def test_a_wrong_folder_does_not_pass_for_books_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(data_dir / "other"))
    assert main(["ledger", "check"]) == 1
    assert "There is no database at" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_a_reader_that_had_enough_is_no_error(data_dir: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m bot ledger export | true",
        shell=True,
        capture_output=True,
        check=True,
        text=True,
        cwd=data_dir,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.stderr == ""
