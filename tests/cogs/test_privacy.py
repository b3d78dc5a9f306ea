"""/veo-privacy, through the command tree: what is shown, downloaded and deleted, and for whom."""

import asyncio
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import text

from bot.domain.jobs import Job, JobState, new_job_id
from bot.presentation.info import privacy
from bot.presentation.info.privacy import PrivacyCard, PrivacyFacts
from bot.sentences import FALLBACK, locales, say
from bot.storage.money import ledger_audit
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, post_finished, pressed_twice, restart
from tests.support.forging import press
from tests.support.worker_harness import shorten_looking

HOSTILE = 'x"}, {"user_id": "1"} ../../etc/passwd \u202e @everyone `` \U0001f43c \\u0000'


async def open_panel(harness: BotHarness, who: Any = None) -> Any:
    shown = await (who or harness.alice).slash(harness.channel, "veo-privacy")
    assert shown.response is not None
    assert shown.response.ephemeral
    return shown.response


async def push(harness: BotHarness, panel: Any, verb: str, by: Any = None, of: Any = None) -> Any:
    return await press(harness, f"veo:privacy:{(of or by or harness.alice).id}:{verb}", panel, by)


async def end(harness: BotHarness, count: int) -> list[Job]:
    """Wait until so many jobs have ended and their people know."""
    await harness.wait_done(count)
    return await harness.wait_closed()


def list_files(result: Any) -> list[Any]:
    messages = [one for one in (result.response, *result.followups) if one is not None]
    assert all(one.ephemeral for one in messages)
    return [file for one in messages for file in one.attachments]


async def read_zip(result: Any) -> tuple[dict[str, Any], list[str]]:
    """What an export has: the data, and the names of all files."""
    [file] = list_files(result)
    archive = zipfile.ZipFile(io.BytesIO(await file.read()))
    assert archive.testzip() is None
    return json.loads(archive.read("data.json")), archive.namelist()


async def test_everything_of_ones_own_can_be_downloaded_and_nothing_of_others(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        bob = add_member(harness, "bob")
        await harness.alice.slash(harness.channel, "veo", prompt=HOSTILE)
        [job] = await end(harness, 1)
        await bob.slash(harness.channel, "veo", prompt="the secret of bob")
        panel = await open_panel(harness)
        data, names = await read_zip(await push(harness, panel, "export"))
        assert names == ["data.json", f"videos/{job.id}.mp4"]
        assert data["user_id"] == str(harness.alice.id)
        [video] = data["videos"]
        assert video["prompt"] == job.request.prompt
        assert video["sent_to_segmind"]["prompt"] == job.request.prompt
        assert video["files"] == [f"videos/{job.id}.mp4 (part 1 of 1)"]
        assert video["message"].endswith(f"/{job.result_message_id}")
        assert video["created_at"] == job.created_at.isoformat()
        assert [one["to"] for one in video["steps"]][-1] == "delivered"
        assert sum(int(one["seconds"]) for one in data["bookings"]) == job.request.duration_s
        everything = json.dumps(data)
        assert "bob" not in everything
        assert str(bob.id) not in everything
        assert "interaction_token" not in everything
        again = await push(harness, panel, "export")
        assert "just had your data" in text_of(again.response)
        assert (await read_zip(await push(harness, panel, "export", bob)))[0]["user_id"] == str(bob.id)


async def test_what_does_not_fit_comes_in_parts_or_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        (tmp_path / "videos").mkdir()
        for number in range(3):
            job_id = new_job_id(discord.utils.utcnow())
            video_path = f"videos/{job_id}.mp4"
            (tmp_path / video_path).write_bytes(b"x" * (2 * 2**20))
            await post_finished(harness, id=job_id, prompt=f"panda {number}", video_path=video_path)
        panel = await open_panel(harness)
        monkeypatch.setattr(privacy, "_PARTS_MAX", 2)
        monkeypatch.setattr(privacy, "_ROOM_BYTES", 26_214_400 - 3 * 2**20)
        result = await push(harness, panel, "export")
        files = list_files(result)
        assert [one.filename for one in files] == ["veo-data-1.zip", "veo-data-2.zip"]
        archives = [zipfile.ZipFile(io.BytesIO(await one.read())) for one in files]
        assert [len(one.namelist()) for one in archives] == [2, 1]
        assert "1 file doesn't fit" in said(result)
        data = json.loads(archives[0].read("data.json"))
        assert [len(one["files"]) for one in data["videos"]] == [0, 1, 1], "the newest first"


async def test_deleting_asks_first_and_then_deletes_everything_that_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten_looking(monkeypatch, 100)
    async with open_bot_harness(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a secret panda")
        await harness.alice.slash(harness.channel, "veo", prompt="a secret failure !fail")
        await end(harness, 2)
        async with asyncio.timeout(30):
            while any(job.doubt for job in await harness.jobs()):
                await asyncio.sleep(0.05)
        assert len(await harness.messages()) == 2
        panel = await open_panel(harness)
        asked = await push(harness, panel, "delete")
        assert "your 2 videos" in text_of(asked.response)
        assert "no seconds back" in text_of(asked.response)
        assert (await harness.jobs())[0].deleted_at is None
        await restart(harness)
        with pressed_twice(harness):
            await push(harness, asked.response, "delete-now")
        jobs = await end(harness, 2)
        assert [one.request.prompt for one in jobs] == ["", ""]
        assert await harness.messages() == []
        assert list((tmp_path / "videos").iterdir()) == []
        async with harness.app.database.read() as connection:
            count = await connection.execute(text("SELECT count(*) FROM erasures"))
            assert count.scalar_one() == 1, "once, though it was pressed twice"
        again = await push(harness, asked.response, "delete-now")
        assert say(FALLBACK, "privacy-nothing") in said(again)
        assert await ledger_audit.check(harness.app.database) == []


async def test_nothing_is_deleted_while_a_video_is_in_progress(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a panda")
        panel = await open_panel(harness)
        for verb in ("delete", "delete-now"):
            refused = await push(harness, panel, verb)
            assert "1 of your videos is still in progress" in said(refused)
        [job] = await harness.jobs()
        assert (job.state, job.request.prompt) == (JobState.QUEUED, "a panda")


async def test_a_forged_id_reaches_nobody_elses_data(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        mallory = add_member(harness, "mallory")
        await harness.alice.slash(harness.channel, "veo", prompt="a panda")
        panel = await open_panel(harness, mallory)
        for verb in ("export", "delete", "delete-now"):
            refused = await push(harness, panel, verb, mallory, of=harness.alice)
            assert say(FALLBACK, "error-not-asked") in said(refused)
            assert list_files(refused) == []
        for what in ("", "x", f"{mallory.id}", f"{mallory.id}:hat", f"0{mallory.id}:delete-now"):
            await press(harness, f"veo:privacy:{what}", panel, mallory)
        [job] = await harness.jobs()
        assert job.deleted_at is None


@pytest.mark.parametrize("locale", locales())
def test_it_fits_a_message_in_every_language(locale: str) -> None:
    facts = PrivacyFacts(video_days=365, prompt_days=3650, audit_days=3650, policy_url="https://example.org/privacy")
    assert PrivacyCard(facts, 2**63 - 1, locale).content_length() <= 4000
