"""`veo-bot doctor`: each thing that can be wrong has its line, the others are checked all the same, nothing changes."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.doctor import command
from bot.doctor.command import examine
from bot.doctor.findings import Finding, Verdict, clean, exit_status, format_line, ok
from bot.domain.rules import PlaceKind
from bot.settings import Settings
from bot.storage.core.database import SCHEMA, Database
from bot.storage.core.leadership import hold_alone
from bot.storage.rules import rules
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.fakes.discord.basics import USUAL, ChannelType, Permission
from tests.fakes.discord.server import DiscordServer
from tests.support.databases import lay_database
from tests.support.ports import pick_port

ROOT = str(Path(__file__).parents[2])
KEY = "SG_0123456789abcdef"
OK, WARNING, PROBLEM, SKIPPED = Verdict.OK, Verdict.WARNING, Verdict.PROBLEM, Verdict.SKIPPED


@dataclass
class World:
    """A bot's folder and settings, with both services."""

    folder: Path
    discord: DiscordServer
    stand_in: StandIn
    settings: dict[str, object] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "veo.db"

    def write_settings(self) -> Path:
        values = {
            "DISCORD_TOKEN": self.discord.token,
            "SEGMIND_API_KEY": KEY,
            "DISCORD_API_URL": self.discord.api_url,
            "SEGMIND_API_URL": self.stand_in.url,
            "SEGMIND_STORAGE_URL": self.stand_in.url,
            "SEGMIND_HISTORY_URL": self.stand_in.url,
            "DATA_DIR": self.folder / "data",
        } | self.settings
        path = self.folder / ".env"
        path.write_text("".join(f"{name}={value}\n" for name, value in values.items()), "utf-8")
        return path

    async def examine(
        self, now: Callable[[], datetime] = lambda: datetime.now(UTC), **settings: object
    ) -> dict[str, list[Finding]]:
        """The findings by name."""
        self.settings |= settings
        found: dict[str, list[Finding]] = {}
        async for finding in examine(self.write_settings(), now=now):
            found.setdefault(finding.name, []).append(finding)
        return found

    def change(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute(statement, values)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    lay_database(tmp_path / "data" / "veo.db")
    async with DiscordServer() as discord, StandIn(StandInOptions(api_key=KEY)) as stand_in:
        guild = discord.add_guild("Cinema")
        discord.add_channel(guild, "videos")
        await discord.state.wait_for_change(0.01)
        discord.state.commands[None][("veo", 1)] = {"id": "1", "type": 1, "name": "veo"}
        yield World(tmp_path, discord, stand_in)


def verdicts(found: dict[str, list[Finding]]) -> dict[str, Verdict]:
    """The worst verdict of each name that isn't all right."""
    listed = {name: [one.verdict for one in lines if one.verdict is not OK] for name, lines in found.items()}
    return {name: min(wrong, key=[PROBLEM, WARNING, SKIPPED].index) for name, wrong in listed.items() if wrong}


def text_of(found: dict[str, list[Finding]], name: str) -> str:
    return " ".join(f"{one.text} {one.todo}" for one in found[name])


async def test_all_is_well_and_nothing_was_changed_paid_or_posted(world: World) -> None:
    before = world.database.read_bytes()
    found = await world.examine()
    assert verdicts(found) == {}
    assert exit_status(one for lines in found.values() for one in lines) == 0
    names = "settings bot database migrations ledger disk ffmpeg clock key balance models prices"
    assert list(found) == [*names.split(), "token", "intents", "installs", "commands", "gateway", "alerts", "server"]
    assert "in step with Discord's, in step with Segmind's" in text_of(found, "clock")
    assert "Cinema: everything is allowed in 1 of 1" in text_of(found, "server")
    assert world.database.read_bytes() == before
    # SQLite leaves the empty files by which programs share a database.
    sizes = {path.name: path.stat().st_size for path in world.database.parent.iterdir()}
    assert sizes.keys() <= {"veo.db", "veo.db-wal", "veo.db-shm"}
    assert sizes.get("veo.db-wal", 0) == 0
    assert {call.method for call in world.discord.calls} == {"GET"}
    assert world.discord.violations == []
    assert world.stand_in.account.accepted == []


async def test_it_works_while_the_bot_writes(world: World) -> None:
    address = f"sqlite+aiosqlite:///{world.database}"
    with hold_alone(address):
        async with Database.open(address) as database, database.write() as connection:
            await rules.set_places(connection, 1, PlaceKind.CHANNEL, [2])
            assert verdicts(await world.examine()) == {}


async def test_one_problem_holds_up_no_other_check_and_no_secret_is_shown(world: World) -> None:
    secrets: dict[str, object] = {
        "DISCORD_TOKEN": "MTIz.a-wrong-token.of-someone",
        "SEGMIND_API_KEY": "SG_fedcba9876543210",
    }
    world.settings = secrets | {"SEGMIND_RPM": "many", "LOG_LEVEL": "loud", "SEGMIND_KEY": "x"}
    found = await world.examine(DATABASE_URL="postgresql+asyncpg://me:pass-word@127.0.0.1:9/db")
    assert verdicts(found) == dict.fromkeys(["settings", "database", "key", "token"], PROBLEM) | dict.fromkeys(
        ["ledger", "balance", "models", "prices", "servers"], SKIPPED
    )
    assert len(found["settings"]) == 3
    assert "Reset it at https://discord.com" in text_of(found, "token")
    assert "Create a key at https://cloud.segmind.com" in text_of(found, "key")
    everything = repr(found)
    for secret in (*map(str, secrets.values()), "pass-word", KEY, world.discord.token):
        assert secret not in everything


async def test_missing_secrets_leave_the_rest(world: World) -> None:
    found = await world.examine(DISCORD_TOKEN="", SEGMIND_API_KEY="")
    assert verdicts(found) == {"settings": PROBLEM} | dict.fromkeys(["key", "balance", "token", "servers"], SKIPPED)
    assert world.discord.calls_to("GET", "/users/*") == []


async def test_dead_services_give_a_line(world: World) -> None:
    nowhere = f"http://127.0.0.1:{pick_port()}"
    found = await world.examine(SEGMIND_API_URL=nowhere, SEGMIND_HISTORY_URL=nowhere, DISCORD_API_URL=nowhere)
    assert verdicts(found) == dict.fromkeys(["key", "models", "token"], PROBLEM) | dict.fromkeys(
        ["clock", "balance", "servers"], SKIPPED
    )


async def test_services_that_never_answer_give_a_line_in_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_QUICK_S", 0.5)
    monkeypatch.setattr(command, "_LONG_S", 0.5)
    world.stand_in.faults.add(Fault("balance", FaultKind.SLOW, delay_s=20))
    world.discord.fail("GET", "/users/@me", delay_s=20)
    found = await world.examine()
    assert "no answer within" in text_of(found, "key")
    assert "no answer within" in text_of(found, "token")
    assert found["server" if "server" in found else "servers"][0].verdict is SKIPPED


async def test_services_that_talk_nonsense_give_a_line(world: World) -> None:
    world.stand_in.faults.add(Fault("balance", FaultKind.GARBAGE))
    world.discord.fail("GET", "/users/@me", 200, body="<html>Welcome to our hotel's network</html>")
    found = await world.examine()
    assert verdicts(found) == {"key": PROBLEM, "balance": SKIPPED, "token": PROBLEM, "servers": SKIPPED}


async def test_settings_that_contradict_each_other_leave_the_others(world: World) -> None:
    found = await world.examine(SHARD_IDS="0,1", ALERT_WEBHOOK_URL="http://example.com/hidden-part")
    assert verdicts(found) == {"settings": PROBLEM}
    assert len(found["settings"]) == 2
    assert "hidden-part" not in repr(found)


async def test_a_newer_schema_with_which_this_version_works_is_fine(world: World) -> None:
    world.change("UPDATE alembic_version SET version_num = '9999', compatible_from = ?", SCHEMA)
    found = await world.examine()
    assert verdicts(found) == {}
    assert "with which this one can work" in repr(found["migrations"])


@pytest.mark.parametrize(
    ("schema", "verdict", "advice"), [("9999", PROBLEM, "Update the bot"), ("0003", WARNING, "next start")]
)
async def test_other_schemas_are_told_apart(world: World, schema: str, verdict: Verdict, advice: str) -> None:
    world.change("UPDATE alembic_version SET version_num = ?, compatible_from = ?", schema, schema)
    found = await world.examine()
    assert verdicts(found) == {"migrations": verdict, "ledger": SKIPPED, "prices": SKIPPED}
    assert advice in text_of(found, "migrations")
    with closing(sqlite3.connect(world.database)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (schema,)


async def test_a_damaged_or_wrong_database_is_named(world: World) -> None:
    world.change(
        "INSERT INTO ledger (id, job_id, kind, user_id, guild_id, seconds, granted_seconds, micros, recorded_at, "
        "counts_at) VALUES (1, 'gone', 'reserve', 1, 1, 5, 0, 1, 1, 1)"
    )
    found = await world.examine()
    assert "entries of job gone" in text_of(found, "ledger")
    world.database.write_bytes(b"no database at all" * 1000)
    found = await world.examine()
    assert "veo-bot db restore FILE" in text_of(found, "database")


async def test_without_a_database_all_is_well_and_none_is_made(world: World) -> None:
    world.database.unlink()
    assert verdicts(await world.examine()) == {"ledger": SKIPPED, "prices": SKIPPED}
    assert not world.database.exists()


@pytest.mark.parametrize(("seconds", "verdict"), [(20, WARNING), (-200, PROBLEM)])
async def test_a_clock_that_is_wrong_is_measured(world: World, seconds: int, verdict: Verdict) -> None:
    found = await world.examine(now=lambda: datetime.now(UTC) + timedelta(seconds=seconds))
    assert verdicts(found) == {"clock": verdict}
    assert ("ahead of" if seconds > 0 else "behind") in text_of(found, "clock")


async def test_a_full_and_a_read_only_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite+aiosqlite:///{world.database}"
    found = await world.examine(DATA_DIR="/proc", DATABASE_URL=url)
    assert "can't be written" in text_of(found, "disk")
    found = await world.examine(DATA_DIR=world.folder / ".env")
    assert "is a file" in text_of(found, "disk")
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10_000_000))
    found = await world.examine(DATA_DIR=world.folder / "data")
    assert verdicts(found) == {"disk": PROBLEM}


async def test_ffmpeg_that_is_missing_or_no_ffmpeg(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("/nowhere/ffmpeg", "/bin/false"):
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", path)
        assert verdicts(await world.examine()) == {"ffmpeg": PROBLEM}


async def test_money_that_runs_out_and_models_that_are_gone(world: World) -> None:
    world.stand_in.models.retire("veo-2")
    world.change("INSERT INTO model_states (model, refusals, out_since) VALUES ('veo-3.1', 3, 1)")
    found = await world.examine(MIN_BALANCE_USD=1000)
    assert verdicts(found) == {"balance": PROBLEM, "models": PROBLEM}
    assert "Top up" in text_of(found, "balance")
    found = await world.examine(MIN_BALANCE_USD=0, DEFAULT_MODEL="veo-3.1-lite", MODELS="veo-3.1-lite,veo-3.1")
    assert verdicts(found) == {"models": WARNING}
    assert "taken veo-3.1 out of service" in text_of(found, "models")


async def test_prices_are_compared_with_what_was_charged(world: World) -> None:
    known = "INSERT INTO prices (key, samples, micros_per_second, nonsense) VALUES (?, ?, ?, ?)"
    world.change(known, "veo-2", json.dumps([[5, 3_125_000]] * 6), None, "[]")
    assert verdicts(await world.examine()) == {}
    world.change("UPDATE prices SET samples = ?", json.dumps([[5, 5_000_000]] * 6))
    found = await world.examine()
    assert "cost $1.000 a second, but $0.625 is reserved" in text_of(found, "prices")
    world.change("UPDATE prices SET micros_per_second = 1000000")
    found = await world.examine()
    assert verdicts(found) == {"prices": WARNING}
    assert "and that is reserved, but $0.625 is in the settings" in text_of(found, "prices")
    world.change("UPDATE prices SET nonsense = ?", json.dumps([[5, 900_000_000, "a"]] * 3))
    assert verdicts(await world.examine()) == {"prices": PROBLEM}


async def test_permissions_are_looked_at_in_each_server_and_channel(world: World) -> None:
    discord = world.discord
    half = discord.add_guild("Half")
    for number in range(6):
        discord.add_channel(half, f"films-{number}", bot_permissions=USUAL & ~Permission.ATTACH_FILES)
    discord.add_channel(half, "staff", bot_permissions=0)  # hidden on purpose
    closed = discord.add_guild("Closed \x1b[31m")
    discord.add_channel(closed, "rules", bot_permissions=Permission.VIEW_CHANNEL)
    picky = discord.add_guild("Picky")
    discord.add_channel(picky, "open")
    chosen = discord.add_channel(picky, "chosen", bot_permissions=0)
    world.change("INSERT INTO places VALUES (?, 'channel', ?)", picky.id, chosen.id)
    found = await world.examine()
    said = {one.text.split(":")[0]: one for one in found["server"]}
    assert {name: one.verdict for name, one in said.items()} == {
        "Cinema": OK,
        "Half": WARNING,
        "Closed ?[31m": WARNING,
        "Picky": WARNING,
    }
    assert "#films-0: Attach Files" in said["Half"].text
    assert "and 2 more channels" in said["Half"].text
    assert "staff" not in said["Half"].text
    assert "can't post in any channel" in said["Closed ?[31m"].text
    assert "#chosen: View Channel" in said["Picky"].text


async def test_voice_and_forum_channels_are_looked_at_too(world: World) -> None:
    discord = world.discord
    mixed = discord.add_guild("Mixed")
    in_posts = USUAL | Permission.SEND_MESSAGES_IN_THREADS
    # In a forum, only those who begin a post need Send Messages.
    discord.add_channel(mixed, "clips", kind=ChannelType.FORUM, bot_permissions=in_posts & ~Permission.SEND_MESSAGES)
    discord.add_channel(mixed, "lounge", kind=ChannelType.VOICE, bot_permissions=in_posts | Permission.CONNECT)
    discord.add_channel(mixed, "locked", kind=ChannelType.VOICE, bot_permissions=in_posts & ~Permission.ATTACH_FILES)
    found = await world.examine()
    [line] = [one for one in found["server"] if "Mixed" in one.text]
    assert line == ok("server", "Mixed: everything is allowed in 2 of 3 channels")
    discord.add_channel(mixed, "show", kind=ChannelType.FORUM, bot_permissions=in_posts & ~Permission.ATTACH_FILES)
    discord.add_channel(
        mixed,
        "talk",
        kind=ChannelType.VOICE,
        bot_permissions=(in_posts | Permission.CONNECT) & ~Permission.ATTACH_FILES,
    )
    [line] = [one for one in (await world.examine())["server"] if "Mixed" in one.text]
    assert line.text == "Mixed: missing in #show: Attach Files; #talk: Attach Files"


async def test_a_server_that_fails_leaves_the_others(world: World) -> None:
    other = world.discord.add_guild("Other")
    world.discord.add_channel(other)
    world.discord.fail("GET", f"/guilds/{other.id}/channels", code=50001)
    found = await world.examine()
    assert [one.verdict for one in found["server"]] == [OK, WARNING]


async def test_the_developer_portal_is_read(world: World) -> None:
    world.discord.state.portal = {
        "interactions_endpoint_url": "https://example.com",
        "integration_types_config": {"1": {}},
        "flags": 1 << 19,
    }
    world.discord.state.commands[None] = {("launch", 4): {"id": "2", "type": 4, "name": "launch"}}
    found = await world.examine(ALERT_CHANNEL_ID=4)
    assert verdicts(found) == {"endpoint": PROBLEM, "alerts": PROBLEM, "installs": WARNING, "commands": WARNING}
    assert "Message Content is on" in text_of(found, "intents")


async def test_alerts_need_a_channel_where_the_bot_may_post(world: World) -> None:
    guild = next(iter(world.discord.state.guilds.values()))
    quiet = world.discord.add_channel(guild, "quiet", bot_permissions=Permission.VIEW_CHANNEL)
    assert "direct message, in English" in text_of(await world.examine(), "alerts")
    found = await world.examine(ALERT_CHANNEL_ID=quiet.id)
    assert "the bot lacks Send Messages" in text_of(found, "alerts")
    forum = world.discord.add_channel(guild, "posts", kind=ChannelType.FORUM)
    found = await world.examine(ALERT_CHANNEL_ID=forum.id)
    assert verdicts(found)["alerts"] is PROBLEM
    voice = world.discord.add_channel(guild, "talk", kind=ChannelType.VOICE, bot_permissions=Permission.VIEW_CHANNEL)
    found = await world.examine(ALERT_CHANNEL_ID=voice.id)
    assert "in #talk the bot lacks Send Messages" in text_of(found, "alerts")


async def test_it_looks_at_postgresql(world: World, clean_postgres_url: str) -> None:
    found = await world.examine(DATABASE_URL=clean_postgres_url)
    assert verdicts(found) == {}
    assert "PostgreSQL 1" in text_of(found, "database")
    assert SCHEMA in text_of(found, "migrations")


def test_a_terminal_gets_one_harmless_line() -> None:
    finding = clean(Finding("server", WARNING, "a \x1b[2J\nb secret", "Do."), ["secret"])
    assert format_line(finding, "utf-8") == "! server         a ?[2J b [hidden]. Do."
    assert format_line(ok("disk", "fine ✓"), "ascii") == "ok disk           fine ?"
    assert exit_status([ok("a", ""), finding]) == 3


def test_the_command_prints_json_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["doctor", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["verdict"] == "problem"
    assert {check["name"]: check["verdict"] for check in said["checks"]}["disk"] == "ok"
    assert main(["doctor"]) == 1
    assert "✗ settings       DISCORD_TOKEN is not set." in capsys.readouterr().out


#: The command with quick findings, as all imports of the real ones take a second.
FEW_FINDINGS = """
import asyncio, sys, types
from bot.__main__ import main
from bot.doctor.findings import Finding, Verdict
async def examine():
    for number in range(3):
        yield Finding("disk", Verdict.PROBLEM, str(number))
        await asyncio.sleep(0.3)
sys.modules["bot.doctor.command"] = types.SimpleNamespace(examine=examine)
sys.exit(main(["doctor"]))
"""


def test_the_command_ends_quietly_if_nobody_reads_on() -> None:
    code = f"{sys.executable} -c '{FEW_FINDINGS}' | head -c 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", code], env={**os.environ, "PYTHONPATH": ROOT}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
