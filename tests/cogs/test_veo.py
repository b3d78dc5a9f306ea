"""/veo, as a person in Discord would use it."""

from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import event, text

from bot.domain.jobs import JobState
from tests.support.bot_harness import open_bot_harness, text_of
from tests.support.buttons import post_finished
from tests.support.picture_harness import wait_accepted


async def test_a_prompt_becomes_a_video_that_mentions_only_its_requester(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a red panda @everyone <@&1> riding", seed=7)
        assert not answer.ephemeral
        assert answer.response is not None
        card_text, card_id = text_of(answer.response), answer.response.id
        assert "a red panda" in card_text
        assert "@everyone" not in card_text
        assert "5 s · 16:9 · seed 7" in card_text
        [job] = await harness.wait_done()
        assert job.state is JobState.DELIVERED
        result = await harness.wait_text("Here's your video")
        assert result.id == job.result_message_id
        assert [user.id for user in result.mentions] == [harness.alice.id]
        assert not result.mention_everyone
        assert result.role_mentions == []
        assert result.reference is None
        assert job.card_message_id == card_id
        [attachment] = result.attachments
        assert attachment.filename == f"veo-{job.id}.mp4"
        assert (await attachment.read())[4:8] == b"ftyp"
        assert attachment.description is not None
        assert "red panda" in attachment.description
        posted = [r for r in harness.env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
        [body] = [r.json for r in posted]
        assert isinstance(body, dict)
        assert body["nonce"] == job.id
        assert body["enforce_nonce"] is True
        assert body["allowed_mentions"]["users"] == [str(harness.alice.id)] or body["allowed_mentions"]["users"] == [
            harness.alice.id
        ]
        assert body["allowed_mentions"]["parse"] == []
        await harness.wait_closed()
        assert await harness.messages() == [result], "the card is gone"
        for mark in ("a red panda", "5 s · 16:9 · seed 7 · Veo 2", "took "):
            assert mark in text_of(result)


async def test_the_options_reach_segmind_and_without_a_seed_one_is_drawn_and_shown(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        options: dict[str, Any] = {"duration": 8, "aspect_ratio": "9:16", "seed": 0}
        await harness.alice.slash(harness.channel, "veo", prompt="x", **options)
        shown = [await harness.alice.slash(harness.channel, "veo", prompt=prompt) for prompt in ("y", "z")]
        accepted = {one.prompt: one.inputs for one in await wait_accepted(harness, 3)}
        assert accepted["x"] == {"prompt": "x", "duration": "8", "aspect_ratio": "9:16", "seed": 0}
        seeds = [accepted[prompt]["seed"] for prompt in ("y", "z")]
        assert seeds[0] != seeds[1]
        assert all(f"seed {seed}" in text_of(answer.response) for seed, answer in zip(seeds, shown, strict=True))


async def test_the_answer_waits_for_one_transaction_only(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        statements: list[str] = []
        engine = harness.app.database.engine.sync_engine

        @event.listens_for(engine, "commit")
        def note(_connection: object) -> None:
            statements.append("commit")

        before = len(harness.env.http_requests)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        first = harness.env.http_requests[before]
        assert first.path.endswith("/callback")
        assert statements[0] == "commit"
        assert len(statements) <= 2, "one to accept, one to note the card"


async def test_missing_permissions_are_named_and_nothing_is_stored(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        denied = discord.PermissionOverwrite(attach_files=False, send_messages=False)
        quiet = harness.guild.create_text_channel("quiet", overwrites={harness.guild.default_role: denied})
        answer = await harness.alice.slash(quiet, "veo", prompt="x")
        assert answer.ephemeral
        assert answer.response is not None
        assert "Send Messages" in answer.response.content
        assert "Attach Files" in answer.response.content
        assert "View Channel" not in answer.response.content
        assert await harness.jobs() == []


async def test_commands_are_registered_once_and_again_only_when_they_change(tmp_path: Path) -> None:
    def puts(harness) -> int:  # type: ignore[no-untyped-def]
        return sum(r.method == "PUT" and r.path.endswith("/commands") for r in harness.env.http_requests)

    async with open_bot_harness(tmp_path, is_working=False) as harness:
        # A first start in tests may only repeat what another bot registered; this also notes what it was.
        await harness.app.bot.registration.register_once(harness.context)
        count = puts(harness)
        await harness.app.bot.registration.register_once(harness.context)
        assert puts(harness) == count
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        assert puts(harness) == 1, "another application, or one that lost its commands, is registered again"
        async with harness.app.database.read() as connection:
            known = (await connection.execute(text("SELECT count(*) FROM facts"))).scalar_one()
        assert known >= 1


async def test_a_database_that_fails_is_told_privately_and_nothing_is_ordered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.jobs.service._WITHDRAW_S", 0.0)
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        async with harness.app.database.write() as connection:
            await connection.execute(text("ALTER TABLE jobs RENAME TO elsewhere"))
        answer = await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert answer.ephemeral
        assert answer.response is not None
        assert "can't reach my database" in answer.response.content
        assert harness.stand_in.accepted == []


async def test_an_unexpected_error_gets_a_reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:

        async def explode(*_: object, **__: object) -> None:
            raise RuntimeError("boom with SG_0123456789abcdef")

        monkeypatch.setattr(harness.context.orders, "place", explode)
        answer = await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert answer.ephemeral
        assert answer.response is not None
        assert "reference: `" in answer.response.content
        assert "boom" not in answer.response.content
        assert [str(error)[:4] for error in harness.unexpected_errors()] == ["boom"]
        harness.forgive()


async def test_when_the_answer_does_not_arrive_the_card_is_posted(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        harness.env.inject_error("POST", "/interactions/*/*/callback", status=404)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.jobs()
        assert job.state is JobState.QUEUED
        [body] = [r.json for r in harness.env.http_requests if f"{job.id}-card" in str(r.json)]
        assert isinstance(body, dict)
        assert "Discord didn't show my reply in time" in str(body)
        assert body["allowed_mentions"]["users"] == [harness.alice.id]
        assert job.card_message_id is not None


async def test_when_nothing_can_be_shown_the_order_is_taken_back(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=5.0) as harness:
        harness.env.inject_error("POST", "/interactions/*/*/callback", status=404)
        harness.env.inject_error("POST", "/channels/*/messages", status=403)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.wait_done()
        assert job.state is JobState.CANCELLED
        assert harness.stand_in.accepted == []


async def test_a_long_prompt_is_folded_and_kept_whole(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        prompt = ("word " * 400).strip()
        await harness.alice.slash(harness.channel, "veo", prompt=prompt)
        [job] = await harness.jobs()
        assert job.request.prompt == prompt
        done = await post_finished(harness, prompt=prompt)
        assert "…" in text_of(done.result)
        assert len(text_of(done.result)) < 600
        shown = await harness.alice.click(done.result, label="Whole prompt")
        assert shown.response is not None
        assert [await file.read() for file in shown.response.attachments] == [prompt.encode()]
