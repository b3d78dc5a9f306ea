"""`veo-bot invite`: the link, and that everything that names permissions names the same."""

import base64
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from pydantic import SecretStr

from bot.__main__ import main
from bot.app import open_app
from bot.errors import VeoBotError
from bot.presentation.info.invite import NEEDED, application_id_of, invite_url, missing_from
from bot.sentences import say
from bot.settings import Settings

ROOT = Path(__file__).parents[3]
APPLICATION_ID = 1234567890123456789
TOKEN = f"{base64.urlsafe_b64encode(str(APPLICATION_ID).encode()).decode().rstrip('=')}.GaBcDe.not-a-secret"


def test_the_link_asks_for_exactly_what_is_needed() -> None:
    query = parse_qs(urlsplit(invite_url(APPLICATION_ID)).query)
    assert query["client_id"] == [str(APPLICATION_ID)]
    assert query["scope"] == ["bot applications.commands"]
    # As Discord numbers them: view, send, attach, history, send in threads.
    assert int(query["permissions"][0]) == 1 << 10 | 1 << 11 | 1 << 15 | 1 << 16 | 1 << 38
    permissions = discord.Permissions(int(query["permissions"][0]))
    assert missing_from(permissions) == []
    assert missing_from(discord.Permissions.none()) == list(NEEDED)


def test_the_readme_names_the_same_permissions_and_scopes() -> None:
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    found = re.search(r"scopes `bot` and `applications\.commands`, permissions ([^.;]+)", readme)
    assert found is not None
    named = {name.strip().rstrip("s") for name in found[1].split(",")}
    assert named == {say("en-US", f"permission-{name}").rstrip("s") for name in NEEDED}


@pytest.mark.parametrize("token", ["", "x", "....", "MTIzNDU2.wrong.x", "w4TDnA.x.y", f"{'MTIz' * 30}.x.y"])
def test_what_is_no_token_belongs_to_no_application(token: str) -> None:
    assert application_id_of(token) is None


def test_it_prints_the_link_and_needs_no_other_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.delenv("SEGMIND_API_KEY", raising=False)
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    assert main(["invite"]) == 0
    assert capsys.readouterr().out == f"{invite_url(APPLICATION_ID)}\n"


@pytest.mark.parametrize(
    ("token", "said"), [(None, "DISCORD_TOKEN is not set"), ("nonsense-and-not-a-secret", "is not a Discord bot token")]
)
def test_a_missing_or_wrong_token_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], token: str | None, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    if token:
        monkeypatch.setenv("DISCORD_TOKEN", token)
    assert main(["invite"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert said in line
    assert "https://discord.com/developers/applications" in line
    assert "not-a-secret" not in line


async def test_a_wrong_file_of_styles_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "styles.toml").write_text("[[style]]\nid = 1\n")
    token, key = SecretStr(TOKEN), SecretStr("SG_0123456789abcdef")
    settings = Settings(_env_file=None, discord_token=token, segmind_api_key=key, data_dir=tmp_path)
    with pytest.raises(VeoBotError, match=r"styles\.toml, \[\[style\]\] number 1 has no id"):
        async with open_app(settings):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["styles.toml"], "nothing was opened"
