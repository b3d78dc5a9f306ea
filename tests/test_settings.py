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
    assert (settings.default_model, settings.models, settings.price_usd_per_second) == ("veo-2", (), None)
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
    ("name", "value", "allowed"),
    [
        ("SEGMIND_RPM", "0", "a whole number from 1 to 10,000"),
        ("SEGMIND_RPM", "many", "a whole number from 1 to 10,000"),
        ("SEGMIND_API_URL", "ftp://example.com", "http:// or https://"),
        ("PRICE_USD_PER_SECOND", "-1", "from 0.001 to 100"),
        ("UNDO_WINDOW_S", "-1", "a number from 0 to 60"),
        ("JOB_TIMEOUT_S", "5", "a whole number from 60 to 3,600"),
        ("VIDEO_RETENTION_DAYS", "0", "a whole number from 1 to 365"),
        ("USER_SECONDS_PER_DAY", "plenty", "a whole number from 0 to 1,000,000, or unlimited"),
        ("BOT_USD_PER_DAY", "1e9", "a number from 0 to 1,000,000, or unlimited"),
        ("OPERATOR_IDS", "me", "whole numbers, separated by commas"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
        ("LOG_FORMAT", "xml", "console or json"),
        ("SHARD_COUNT", "0", "a whole number of at least 1"),
        ("SHARD_IDS", "a,b", "whole numbers, separated by commas"),
        ("ALLOW_PRIVATE_URLS", "perhaps", "true or false"),
    ],
)
def test_an_impossible_value_is_named_with_what_is_allowed(
    name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings(None)
    if name not in ("OPERATOR_IDS", "SHARD_IDS"):  # the part that is wrong is shown
        assert f'"{value}"' in str(caught.value)
    assert allowed in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", "  "),
        ("DISCORD_TOKEN", "two words"),
        ("DISCORD_TOKEN", "abc"),
        ("SEGMIND_API_KEY", "ключ-и-ключ"),
        ("SEGMIND_API_KEY", "SG_"),
        ("SEGMIND_API_URL", "ftp://somebody:secret@example.com"),
    ],
)
def test_a_secret_is_never_repeated(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings(None)
    assert not value.strip() or value not in str(caught.value)


def test_without_secrets_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_TOKEN")
    monkeypatch.setenv("SEGMIND_API_KEY", "")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    assert load_settings(None, needs_secrets=False).log_level == "DEBUG"


def test_slots_need_postgresql_and_enough_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARD_SLOTS", "3")
    with pytest.raises(SettingsError, match="SHARD_SLOTS needs PostgreSQL"):
        load_settings(None)
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://bot@host/veo")
    assert load_settings(None).shard_slots == 3
    monkeypatch.setenv("SHARD_COUNT", "2")
    with pytest.raises(SettingsError, match="too few for 3 slots"):
        load_settings(None)
    monkeypatch.setenv("SHARD_COUNT", "6")
    monkeypatch.setenv("SHARD_IDS", "0")
    with pytest.raises(SettingsError, match="Remove SHARD_IDS"):
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
    monkeypatch.setenv("SHARD_SLOTS", "")
    monkeypatch.setenv("DATABASE_URL", "")
    settings = load_settings(None)
    assert settings.shard_ids is None
    assert settings.shard_slots is None
    assert settings.database_address.startswith("sqlite")


def test_secrets_do_not_show() -> None:
    settings = load_settings(None)
    assert "SG_" not in repr(settings)
    assert "SG_" not in settings.model_dump_json()


def test_a_misspelt_name_in_the_file_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# a comment\nSEGMIND_RPM=5\n\nSEGMIND_PRM=5\n")
    with pytest.raises(SettingsError, match=r"line 4: SEGMIND_PRM is not a setting\. Did you mean SEGMIND_RPM\?"):
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


def test_a_webhook_has_to_be_private_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (
        "http://example.com/hook-secret",
        "ftp://example.com/hook-secret",
        "hook-secret",
        "http://[hook-secret",
    ):
        monkeypatch.setenv("ALERT_WEBHOOK_URL", value)
        with pytest.raises(SettingsError, match="ALERT_WEBHOOK_URL") as caught:
            load_settings(None)
        assert "secret" not in str(caught.value)
    monkeypatch.setenv("ALERT_WEBHOOK_URL", "https://example.com/hook-secret")
    assert "secret" not in repr(load_settings(None))
    monkeypatch.setenv("ALERT_WEBHOOK_URL", "http://127.0.0.1:9/hook-secret")
    monkeypatch.setenv("ALLOW_PRIVATE_URLS", "true")
    assert load_settings(None).alert_webhook_url is not None
    monkeypatch.setenv("ALERT_WEBHOOK_URL", "")
    assert load_settings(None).alert_webhook_url is None


def test_operators_are_told_in_a_language_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, known in (("de", "de"), ("pt-PT", "pt-BR"), ("en", "en-US"), ("", None)):
        monkeypatch.setenv("OPERATOR_LANGUAGE", value)
        assert load_settings(None).operator_language == known
    monkeypatch.setenv("OPERATOR_LANGUAGE", "tlh")
    with pytest.raises(SettingsError, match=r"OPERATOR_LANGUAGE.*pt-BR"):
        load_settings(None)
