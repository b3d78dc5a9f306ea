"""Settings: what is missing or impossible stops the start with one sentence that names it."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    monkeypatch.setenv("SEGMIND_API_KEY", "SG_0123456789abcdef")


def test_the_defaults_are_those_that_the_design_states() -> None:
    settings = load_settings(None)
    assert str(settings.segmind_api_url) == "https://api.segmind.com/"
    assert settings.segmind_rpm == 50
    assert settings.database_address == "sqlite+aiosqlite:///data/veo.db"
    assert settings.price_micros_per_second == 625_000
    assert settings.undo_window_s == 3
    assert not settings.allow_private_urls


@pytest.mark.parametrize("name", ["DISCORD_TOKEN", "SEGMIND_API_KEY"])
def test_a_missing_secret_is_named_with_where_to_get_it_and_the_demo(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    text = str(caught.value)
    assert name in text
    assert "https://" in text
    assert "make demo" in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", "  "),
        ("DISCORD_TOKEN", "two words"),
        ("SEGMIND_RPM", "0"),
        ("SEGMIND_RPM", "many"),
        ("SEGMIND_API_URL", "ftp://example.com"),
        ("PRICE_USD_PER_SECOND", "-1"),
        ("UNDO_WINDOW_S", "-1"),
        ("JOB_TIMEOUT_S", "5"),
        ("VIDEO_RETENTION_DAYS", "0"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("SHARD_COUNT", "0"),
        ("SHARD_IDS", "a,b"),
        ("ALLOW_PRIVATE_URLS", "perhaps"),
    ],
)
def test_an_impossible_value_is_named_but_not_repeated(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings(None)
    if len(value.strip()) > 3:
        assert value not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "least"),
    [
        ("PRICE_USD_PER_SECOND", "1e-9", "0.001"),
        ("PRICE_USD_PER_SECOND", "0.0009", "0.001"),
        ("PRICE_USD_PER_SECOND_IMAGE", "1e-9", "0.001"),
        ("MIN_BALANCE_USD", "1e-9", "0.01"),
        *((f"{whose}_USD_PER_{window}", "1e-9", "0.01") for whose in ("SERVER", "BOT") for window in ("DAY", "MONTH")),
    ],
)
def test_an_amount_that_would_be_rounded_to_nothing_is_refused_with_the_least_that_is_possible(
    name: str, value: str, least: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings(None)
    assert least in str(caught.value)
    monkeypatch.setenv(name, least)
    load_settings(None)


def test_shards_are_checked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARD_IDS", "0, 1")
    with pytest.raises(SettingsError, match="SHARD_COUNT"):
        load_settings(None)
    monkeypatch.setenv("SHARD_COUNT", "1")
    with pytest.raises(SettingsError, match="SHARD_IDS"):
        load_settings(None)
    monkeypatch.setenv("SHARD_COUNT", "4")
    assert load_settings(None).shard_ids == (0, 1)


def test_an_empty_optional_value_means_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARD_IDS", "")
    monkeypatch.setenv("SHARD_COUNT", "")
    monkeypatch.setenv("DATABASE_URL", "")
    settings = load_settings(None)
    assert settings.shard_ids is None
    assert settings.database_address.startswith("sqlite")


def test_secrets_do_not_show() -> None:
    settings = load_settings(None)
    assert "SG_" not in repr(settings)
    assert "SG_" not in settings.model_dump_json()


def test_a_misspelt_name_in_the_file_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# a comment\nSEGMIND_RPM=5\n\nSEGMIND_PRM=5\n")
    with pytest.raises(SettingsError, match="line 4: SEGMIND_PRM"):
        load_settings(tmp_path / ".env")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("SEGMIND_RPM=5\nLOG_LEVEL=debug\n")
    monkeypatch.setenv("SEGMIND_RPM", "7")
    settings = load_settings(tmp_path / ".env")
    assert (settings.segmind_rpm, settings.log_level) == (7, "DEBUG")


def test_the_example_names_every_setting_with_its_default_and_nothing_else(tmp_path: Path) -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    named = dict(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=(.*)$", text, re.MULTILINE))
    assert set(named) == {name.upper() for name in Settings.model_fields}
    (tmp_path / ".env").write_text(re.sub(r"^# ?([A-Z][A-Z0-9_]+=)", r"\1", text, flags=re.MULTILINE))
    assert load_settings(tmp_path / ".env") == load_settings(None)


def test_the_documentation_explains_every_setting() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in text, f"docs/settings.md does not explain {name.upper()}"
