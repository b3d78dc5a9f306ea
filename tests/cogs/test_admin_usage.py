"""/veo-admin usage and job, as those who manage a server would use them."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from simcord.results import InteractionResult

from bot.domain.jobs import JobState
from bot.domain.limits import Window
from bot.presentation.admin import charts, job_history
from bot.presentation.admin.usage import Period
from bot.sentences import say
from bot.storage.jobs import jobs
from tests.support.admin import AdminHarness, open_admins, said
from tests.support.buttons import post_finished
from tests.support.jobs import make_job, store_job
from tests.support.languages import speak
from tests.support.skipped_waits import read_time

ROOT = Path(__file__).parents[2]


async def book(
    admins: AdminHarness,
    days_ago: int,
    user_id: int,
    *,
    guild_id: int | None = None,
    micros: int = 3_125_000,
    model: str = "veo-2",
) -> None:
    """Put a finished job into the past, as accepting and settling it would have done."""
    at = read_time() - timedelta(days=days_ago)
    server_id = admins.harness.guild.id if guild_id is None else guild_id
    job = make_job(created_at=at, user_id=user_id, guild_id=server_id, estimate_micros=micros, model=model)
    async with admins.harness.app.database.write() as connection:
        await store_job(connection, job)
        job = await jobs.transition(connection, job, JobState.SUBMITTING, at=at)
        job = await jobs.transition(connection, job, JobState.GENERATING, at=at)
        job = await jobs.transition(connection, job, JobState.FETCHING, at=at)
        job = await jobs.transition(connection, job, JobState.DELIVERING, at=at)
        await jobs.transition(connection, job, JobState.DELIVERED, at=at + timedelta(seconds=43))


async def files(result: InteractionResult) -> tuple[Image.Image, list[dict[str, str]], str]:
    """The picture, the rows of the CSV, and the picture's description."""
    assert result.response is not None
    picture, table = result.response.attachments
    assert (picture.filename, table.filename[:6], table.filename[-4:]) == ("usage.png", "usage-", ".csv")
    rows = list(csv.DictReader(io.StringIO((await table.read()).decode())))
    return Image.open(io.BytesIO(await picture.read())), rows, picture.description or ""


async def test_usage_has_a_picture_the_same_in_words_and_the_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        await book(admins, 40, admins.boss.id)
        for days_ago in (0, 1, 1, 2):
            await book(admins, days_ago, harness.alice.id)
        await book(admins, 3, admins.boss.id, model="veo-3.1")
        await book(admins, 1, 999, guild_id=123)
        result = await admins.boss.slash(harness.channel, "veo-admin usage")
        shown = said(result)
        assert "Usage: the last 30 days" in shown
        assert "**$15.62** for 5 videos and 25 s" in shown
        assert f"1. <@{harness.alice.id}> · $12.50 · 4 videos · 20 s" in shown
        assert f"2. <@{admins.boss.id}> · $3.12 · 1 video · 5 s" in shown
        assert "- Veo 2 · $12.50 · 4 videos · 20 s\n- Veo 3.1 · $3.12 · 1 video · 5 s" in shown
        assert "half within 43 s" in shown
        assert "delivered 5" in shown
        image, rows, description = await files(result)
        assert image.size == (1000, 560)
        assert {row["server_id"] for row in rows} == {str(harness.guild.id)}
        assert sum(float(row["usd"]) for row in rows) == 5 * 3.125
        assert "$15.62 in total" in description
        assert "budget $25.00 per day" in description
        assert "999" not in shown
        speak(monkeypatch, person="ja")
        japanese, _, words = await files(await admins.boss.slash(harness.channel, "veo-admin usage"))
        assert not charts.can_draw(say("ja", "chart-title"))
        assert japanese.tobytes() == image.tobytes(), "letters that the font lacks aren't drawn as boxes"
        assert say("ja", "chart-title") in words


async def test_budgets_as_large_as_settings_allow_are_shown(tmp_path: Path) -> None:
    largest: dict[str, Any] = {
        f"{whose}_usd_per_{window}": "1000000" for whose in ("server", "bot") for window in Window
    }
    largest |= {f"user_seconds_per_{window}": 1_000_000 for window in Window}
    async with open_admins(tmp_path, price_usd_per_second="100", **largest) as admins:
        result = await admins.boss.slash(admins.harness.channel, "veo-admin usage")
        assert "No videos were made in this period." in said(result)
        assert (await files(result))[1] == []
        for days_ago in (0, 1):
            await book(admins, days_ago, admins.boss.id, micros=10**12)
        for period in (Period.WEEK, Period.THIS_MONTH):
            result = await admins.boss.slash(admins.harness.channel, "veo-admin usage", period=period.value)
            image, _, _ = await files(result)
            assert image.size == (1000, 560)
        await admins.boss.slash(admins.harness.channel, "veo-quota")
        await admins.operator.slash(admins.harness.channel, "veo-admin usage", where="bot")


async def test_an_operator_sees_everything_and_names_that_cannot_be_had_are_no_obstacle(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        await book(admins, 0, harness.alice.id)
        await book(admins, 0, 999, guild_id=123)
        harness.env.inject_error("GET", "/users/*", status=404, times=None)
        result = await admins.operator.slash(harness.channel, "veo-admin usage", where="bot", period="7")
        assert "**$6.25** for 2 videos" in said(result)
        _, rows, description = await files(result)
        assert {row["server_id"] for row in rows} == {str(harness.guild.id), "123"}
        assert "budget $50.00 per day" in description


async def test_the_csv_is_cut_where_discord_would_refuse_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_admins(tmp_path) as admins:
        for _ in range(5):
            await book(admins, 0, admins.harness.alice.id)
        limit = 26214400
        monkeypatch.setattr("bot.presentation.admin.usage._RESERVED_BYTES", limit - 600)
        result = await admins.boss.slash(admins.harness.channel, "veo-admin usage")
        _, rows, _ = await files(result)
        assert 0 < len(rows) < 5
        assert f"only the first {len(rows)} entries" in said(result)


async def test_a_refusal_by_a_budget_is_counted(tmp_path: Path) -> None:
    async with open_admins(tmp_path, server_usd_per_day="1") as admins:
        await admins.harness.alice.slash(admins.harness.channel, "veo", prompt="x")
        await admins.harness.env.settle()
        assert "Refused by a budget: 1" in await admins.ask("usage")


async def test_a_job_tells_its_whole_history_and_is_found_by_any_message_that_shows_it(tmp_path: Path) -> None:
    async with open_admins(tmp_path, is_working=True) as admins:
        harness = admins.harness
        await harness.alice.slash(harness.channel, "veo", prompt="# a **bold** @everyone", seed=7)
        [job] = await harness.wait_done()
        place = f"{harness.guild.id}/{harness.channel.id}"
        for typed in (
            job.id,
            f" VEO-{job.id.upper()}.mp4 ",
            f"https://discord.com/channels/{place}/{job.result_message_id}",
            f"<https://canary.discord.com/channels/{place}/{job.card_message_id}>",
            str(job.result_message_id),
        ):
            shown = await admins.ask("job", id=typed)
            assert f"<@{harness.alice.id}> in <#{harness.channel.id}>" in shown, typed
            assert "@everyone" not in shown
            assert "seed 7" in shown
            steps = re.findall(r"^- `[0-9:]+` \*\*([^*]+)\*\*", shown, re.MULTILINE)
            made = [
                "Requested",
                "Sent to Segmind",
                "Accepted by Segmind",
                "Finished at Segmind",
                "Downloaded",
                "Posted",
            ]
            assert steps == [*made, "Reserved", "Settled"]
            assert re.search(r"\*\*Accepted by Segmind\*\* \+\d+\.\d s", shown)
            assert "**Reserved** · $3.12 · 5 s of the limit" in shown
            assert "**Settled** · $0.00" in shown
            assert "cost $3.12" in shown
            assert "{" not in shown


async def test_a_right_click_shows_a_video_to_admins_and_what_is_none_is_said(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        done = await post_finished(harness)
        assert done.job.id in said(await admins.boss.context_menu(harness.channel, "Video details", done.result))
        other = await harness.alice.send(harness.channel, "hello")
        assert "no such video here" in said(await admins.boss.context_menu(harness.channel, "Video details", other))
        link = f"https://discord.com/channels/{harness.guild.id}/{harness.channel.id}/1"
        for missing in (link, "0" * 16):
            assert "no such video here" in await admins.ask("job", id=missing)
        for typed in ("x", "'; DROP TABLE jobs; --", "u" * 16, "0" * 40, "@everyone"):
            answer = await admins.ask("job", id=typed)
            assert "neither a video's ID nor a link" in answer, typed
            assert "@everyone" not in answer
        # A server can show the menus to anyone.
        [menu] = [one for one in await harness.app.bot.tree.fetch_commands() if one.name == "Video details"]
        harness.guild.set_command_permissions(menu, {harness.alice: True})
        assert say("en-US", "change-only-managers") in said(
            await harness.alice.context_menu(harness.channel, "Video details", done.result)
        )


async def test_why_a_step_was_taken_is_said_in_words(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        card = await harness.alice.slash(harness.channel, "veo", prompt="a fox")
        assert card.response is not None
        await harness.alice.click(card.response, label="Cancel")
        [job] = await harness.jobs()
        shown = await admins.ask("job", id=job.id)
        assert f"· by <@{harness.alice.id}>" in shown
        assert "**Refunded** · -$3.12 · -5 s of the limit" in shown


async def test_every_reason_that_steps_record_has_its_words() -> None:
    """Those that have none are errors' own words."""
    known = {*job_history._WHYS}
    recorded = set()
    for path in (ROOT / "bot" / "services" / "jobs").glob("*.py"):
        recorded |= set(re.findall(r'(?:"why": |why=)"([^"{]+)"', path.read_text("utf-8")))
    assert recorded <= known


async def test_a_job_of_another_server_is_only_the_operators(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        elsewhere = harness.env.create_guild("Elsewhere")
        lobby = elsewhere.create_text_channel("lobby")
        await elsewhere.add_member(harness.alice.user).slash(lobby, "veo", prompt="secret")
        [job] = await harness.jobs()
        assert "no such video here" in await admins.ask("job", id=job.id)
        assert "secret" in await admins.ask("job", admins.operator, id=job.id)


@pytest.mark.parametrize(
    ("period", "now", "since", "until"),
    [
        (Period.WEEK, "2026-03-01T12:00", "2026-02-23", "2026-03-01T12:00"),
        (Period.MONTH, "2026-03-01T12:00", "2026-01-31", "2026-03-01T12:00"),
        (Period.THIS_MONTH, "2026-03-15T00:00", "2026-03-01", "2026-03-15T00:00"),
        (Period.THIS_MONTH, "2026-03-01T00:00", "2026-03-01", "2026-03-01T00:00:01"),
        (Period.LAST_MONTH, "2026-01-31T23:59", "2025-12-01", "2026-01-01"),
    ],
)
def test_periods_are_days_of_utc(period: Period, now: str, since: str, until: str) -> None:
    instants = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, since, until))
    at, *bounds = instants
    assert list(period.bounds(at)) == bounds
    assert list(period.bounds(at.astimezone())) == bounds
