"""/veo, as a person in Discord would use it."""

from pathlib import Path

import discord
import pytest
from sqlalchemy import event, text

from bot.domain.jobs import JobState
from sandbox.segmind import StandInOptions
from tests.support.bot_harness import open_bot_harness, text_of


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


async def test_the_options_reach_segmind(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="x", duration=8, aspect_ratio="9:16", seed=0)
        await harness.wait_done()
        [accepted] = harness.stand_in.accepted
        assert accepted.inputs == {"prompt": "x", "duration": "8", "aspect_ratio": "9:16", "seed": 0}


async def test_without_a_seed_one_is_drawn_and_shown(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        for _ in range(2):
            await harness.alice.slash(harness.channel, "veo", prompt="x")
        await harness.wait_done(2)
        seeds = [accepted.inputs["seed"] for accepted in harness.stand_in.accepted]
        assert seeds[0] != seeds[1]
        texts = "".join(text_of(message) for message in await harness.messages())
        assert all(f"seed {seed}" in texts for seed in seeds)


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


async def test_an_empty_prompt_is_refused_privately(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="   ")
        assert answer.ephemeral
        assert answer.response is not None
        assert "prompt is empty" in answer.response.content
        assert await harness.jobs() == []


async def test_missing_permissions_are_named_and_nothing_is_stored(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        denied = discord.PermissionOverwrite(attach_files=False, send_messages=False)
        quiet = harness.guild.create_text_channel("quiet", overwrites={harness.guild.default_role: denied})
        answer = await harness.alice.slash(quiet, "veo", prompt="x")
        assert answer.ephemeral
        assert answer.response is not None
        assert "Send Messages" in answer.response.content
        assert "Attach Files" in answer.response.content
        assert "View Channel" not in answer.response.content
        assert await harness.jobs() == []


async def test_it_works_in_direct_messages(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        bob = harness.env.create_user("bob")
        await bob.send_dm("hello")
        answer = await bob.slash("veo", prompt="x")
        assert answer.response is not None
        [job] = await harness.wait_done()
        assert (job.state, job.guild_id) == (JobState.DELIVERED, None)


async def test_commands_are_registered_once_and_again_only_when_they_change(tmp_path: Path) -> None:
    def puts(harness) -> int:  # type: ignore[no-untyped-def]
        return sum(r.method == "PUT" and r.path.endswith("/commands") for r in harness.env.http_requests)

    async with open_bot_harness(tmp_path) as harness:
        assert puts(harness) == 1
    async with open_bot_harness(tmp_path) as harness:
        assert puts(harness) == 1, "another application, or one that lost its commands, is registered again"
        async with harness.app.database.read() as connection:
            known = (await connection.execute(text("SELECT count(*) FROM facts"))).scalar_one()
        assert known >= 1


async def test_a_failure_is_told_with_a_mention(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="something !rai forbidden")
        message = await harness.wait_text("video service's safety filter blocked it")
        await harness.wait_closed()
        assert await harness.messages() == [message], "told once, and the card is gone"
        assert [user.id for user in message.mentions] == [harness.alice.id]
        assert "have been refunded" in text_of(message)
        assert "something !rai forbidden" in text_of(message)


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
    async with open_bot_harness(tmp_path) as harness:

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
    async with open_bot_harness(tmp_path) as harness:
        harness.env.inject_error("POST", "/interactions/*/*/callback", status=404)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.wait_done()
        assert job.state is JobState.DELIVERED
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


async def test_a_deleted_card_is_no_obstacle(tmp_path: Path) -> None:
    async with open_bot_harness(
        tmp_path, options=StandInOptions(latency_s=1.0, sigma=0.05, fast_films=True)
    ) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [card] = await harness.messages()
        await card.delete()
        [job] = await harness.wait_done()
        assert job.state is JobState.DELIVERED
        result = await harness.wait_text("Here's your video")
        assert result.attachments


async def test_a_long_prompt_is_folded_and_kept_whole(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        prompt = ("word " * 400).strip()
        await harness.alice.slash(harness.channel, "veo", prompt=prompt)
        [job] = await harness.wait_done()
        assert job.request.prompt == prompt
        result = await harness.wait_text("Here's your video")
        assert "…" in text_of(result)
        assert len(text_of(result)) < 600
        shown = await harness.alice.click(result, label="Whole prompt")
        assert shown.response is not None
        assert [await file.read() for file in shown.response.attachments] == [prompt.encode()]
