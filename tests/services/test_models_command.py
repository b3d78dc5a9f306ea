"""`veo-bot models`: what is configured, and what Segmind says of it today."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, SecretStr

from bot.__main__ import main
from bot.services.catalogue import load_catalogue
from bot.services.models_command import ModelsReport, report
from bot.settings import Settings
from bot.storage.core.database import Database
from bot.storage.jobs import model_states
from sandbox.segmind import StandIn, StandInOptions

KEY = "SG_0123456789abcdef"


async def report_from(stand_in: StandIn, data_dir: Path, key: str = KEY) -> ModelsReport:
    url = AnyHttpUrl(stand_in.url)
    settings = Settings(
        _env_file=None,
        discord_token=SecretStr("a-long-token"),
        segmind_api_key=SecretStr(key),
        segmind_api_url=url,
        segmind_storage_url=url,
        segmind_history_url=url,
        data_dir=data_dir,
    )
    return await report(settings, load_catalogue(settings))


def rows_of(text: str) -> dict[str, str]:
    return {line.split()[0]: line for line in text.partition("\n\n")[0].splitlines()[1:]}


async def test_each_model_is_a_line_and_all_is_well(tmp_path: Path) -> None:
    async with StandIn(StandInOptions(api_key=KEY)) as stand_in:
        models = await report_from(stand_in, tmp_path)
    assert models.problem is None
    rows = rows_of(models.text)
    assert len(rows) == 11
    assert " ".join(rows["veo-2"].split()) == "veo-2 Veo 2 default 3.12 to 5.00 40 s text, picture 5 to 8 720p no yes"
    assert "4, 6, 8" in rows["veo-3.1-lite"]
    assert " by choice " in rows["veo-3.1-lite"]
    assert " off " in rows["kling-2.5-turbo"]


async def test_what_is_gone_and_what_is_new_is_said(tmp_path: Path) -> None:
    own = '["veo-3.1"]\non = false\n["veo-4"]\nname = "Veo 4"\ntext = { slug = "veo-4" }\ndurations_s = [8]\n'
    own += 'default_duration_s = 8\nsizes."720p" = { "16:9" = [1280, 720] }\nusual_s = 60\n'
    (tmp_path / "models.toml").write_text(own + "price = [{ usd_per_clip = 1 }]\n")
    async with StandIn(StandInOptions(api_key=KEY)) as stand_in:
        stand_in.models.retire("veo-2")
        stand_in.models.retire("veo-3.1")
        models = await report_from(stand_in, tmp_path)
    rows = rows_of(models.text)
    assert [name for name, row in rows.items() if row.endswith(" gone")] == ["veo-2", "veo-3.1", "veo-4"]
    assert models.problem is not None
    assert "doesn't offer veo-2, veo-4." in models.problem  # the other one is off
    assert "DEFAULT_MODEL" in models.problem


async def test_a_model_that_the_bot_took_out_of_service_is_shown_as_such(tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    async with (
        Database.open(f"sqlite+aiosqlite:///{tmp_path / 'veo.db'}") as database,
        database.write() as connection,
    ):
        for slug in ("veo-2", "kling-2.5-turbo"):
            await model_states.take_out(connection, slug, at=now, look_at=now)
    async with StandIn(StandInOptions(api_key=KEY)) as stand_in:
        rows = rows_of((await report_from(stand_in, tmp_path)).text)
    assert " default, out of service " in rows["veo-2"]
    assert " off " in rows["kling-2.5-turbo"]


async def test_without_an_answer_the_table_is_there_all_the_same(tmp_path: Path) -> None:
    async with StandIn(StandInOptions(api_key=KEY)) as stand_in:
        models = await report_from(stand_in, tmp_path, key="SG_fedcba9876543210")
    assert models.problem is not None
    assert all(row.endswith(" ?") for row in rows_of(models.text).values())


def test_without_a_key_the_command_says_so_and_needs_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "SEGMIND_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["models"]) == 1
    out, err = capsys.readouterr()
    assert len(rows_of(out)) == 11
    assert "SEGMIND_API_KEY is not set" in err


async def test_new_models_for_videos_are_named(tmp_path: Path) -> None:
    async with StandIn(StandInOptions(api_key=KEY)) as stand_in:
        [rows] = stand_in.models.describe().values()
        more = [
            {"slug": "kling-9", "title": "Kling 9", "type": "imageToVideo"},
            {"slug": "flux", "type": "textToImage"},
        ]
        stand_in.models.describe = lambda: {"models": [*rows, *more]}  # type: ignore[method-assign]
        models = await report_from(stand_in, tmp_path)
    assert "docs/models.md says how to add one: kling-9" in models.text
    assert "flux" not in models.text
