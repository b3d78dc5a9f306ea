"""Styles, camera moves and suggested prompts, as people use them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import text

from bot.domain.jobs import new_job_id
from bot.domain.requests import AspectRatio, Mode, VideoRequest
from bot.presentation.orders.suggestions import suggest_prompts
from bot.sentences import say
from bot.services.jobs.listing import PromptHistory
from bot.storage.core.database import Database
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.jobs import make_job, store_job
from tests.support.models import TEXT_MODEL
from tests.support.picture_harness import PNG, wait_accepted

LONG = "a very long story about a fox " * 8
NOIR = "1940s film noir, high-contrast black and white, hard shadows, rain and street lamps."
PUSH = "The camera slowly pushes in towards the subject."


async def suggest(harness: BotHarness, typed: str, command: str = "veo", who: Any = None) -> list[tuple[str, str]]:
    """What is suggested to somebody, as name and value."""
    choices = await (who or harness.alice).autocomplete(harness.channel, command, "prompt", typed)
    return [(choice["name"], choice["value"]) for choice in choices]


async def test_a_style_and_a_camera_move_become_part_of_the_prompt(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a cat", style="noir", camera="push-in")
        final = f"a cat. {PUSH} {NOIR}"
        assert answer.response is not None
        assert final in text_of(answer.response).replace("\\", "")
        [accepted] = await wait_accepted(harness)
        assert accepted.inputs["prompt"] == final
        [job] = await harness.jobs()
        assert (job.request.prompt, job.own_prompt) == (final, "a cat")


async def test_without_a_choice_nothing_is_added_and_a_picture_takes_a_style_without_a_prompt(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await harness.alice.slash(harness.channel, "veo-image", image=("cat.png", PNG), camera="push-in")
        assert PUSH not in [value for _, value in await suggest(harness, "")], "what nobody wrote is not suggested"
        await harness.alice.slash(harness.channel, "veo", prompt="a cat")
        requested = [(job.request.prompt, job.own_prompt) for job in await harness.jobs()]
        assert requested == [(PUSH, ""), ("a cat", None)]


async def test_what_gets_too_long_or_is_forbidden_with_its_style_is_refused(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="x" * 1990, style="noir")
        assert answer.ephemeral
        assert answer.response is not None
        assert "has 2,076 characters; the limit is 2,000" in answer.response.content
        manages = harness.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        boss = harness.guild.add_member(harness.env.create_user("boss"), roles=[manages])
        await boss.slash(harness.channel, "veo-admin words add", words="film noir")
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a cat", style="noir")
        assert answer.response is not None
        assert "not allowed here: “film noir”" in answer.response.content
        assert await harness.jobs() == []


async def test_an_operators_own_styles_are_offered_by_their_own_names(tmp_path: Path) -> None:
    entry = '[[{}]]\nid = "noir"\nname = "Mine"\nphrase = "Mine alone."\n'
    (tmp_path / "styles.toml").write_text(entry.format("style") + entry.format("camera"), "utf-8")
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        [body] = [r.json for r in harness.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
        assert isinstance(body, list)
        [veo] = [command for command in body if command["name"] == "veo"]
        [style] = [option for option in veo["options"] if option["name"] == "style"]
        assert [(one["name"], one["value"], one.get("name_localizations")) for one in style["choices"][:-1]] == [
            ("Mine", "noir", None)
        ]
        await harness.alice.slash(harness.channel, "veo", prompt="a cat", style="noir")
        [job] = await harness.jobs()
        assert job.request.prompt == "a cat. Mine alone."


async def test_the_own_latest_prompts_are_suggested_to_nobody_else(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        await harness.alice.slash(harness.channel, "veo", prompt="a Red fox", style="noir")
        await harness.alice.slash(harness.channel, "veo", prompt="a blue whale", private=True)
        await harness.alice.slash(harness.channel, "veo", prompt=LONG)
        await harness.alice.slash(harness.channel, "veo", prompt="a Red fox")
        offered = await suggest(harness, "")
        assert [name for name, _ in offered] == ["a Red fox", LONG.strip()[:99].rstrip() + "…", "a blue whale"]
        assert all(0 < len(name) <= 100 and len(value) <= 100 for name, value in offered)
        assert [value for _, value in await suggest(harness, "FOX", "veo-image")] == ["a Red fox", offered[1][1]]
        assert await suggest(harness, "no such thing") == []
        assert await suggest(harness, "fox", who=bob) == []

        token = offered[1][1]
        assert token.startswith("#")
        await harness.alice.slash(harness.channel, "veo", prompt=token, camera="push-in")
        recalled = max(await harness.jobs(), key=lambda job: job.id)
        assert recalled.own_prompt == LONG.strip()
        assert recalled.request.prompt == f"{LONG.strip()}. {PUSH}"
        answer = await bob.slash(harness.channel, "veo", prompt=token)
        assert answer.response is not None
        assert "can't find that earlier prompt" in answer.response.content
        assert {job.user_id for job in await harness.jobs()} == {harness.alice.id}


async def test_who_has_made_nothing_yet_gets_three_examples(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        for command, mode in (("veo", "text"), ("veo-image", "image")):
            examples = await suggest(harness, "", command)
            assert examples == [(say("en-US", f"example-{mode}-{number}"),) * 2 for number in (1, 2, 3)]
            assert await suggest(harness, "my own words", command) == []
        # A text that only looks like a suggestion is a prompt.
        await harness.alice.slash(harness.channel, "veo", prompt="#sunset over the sea")
        [job] = await harness.jobs()
        assert job.request.prompt == "#sunset over the sea"
        for command in ("veo", "veo-image"):
            assert await suggest(harness, "", command) == [("#sunset over the sea", "#sunset over the sea")]


async def test_a_database_that_fails_suggests_examples_and_is_no_error(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a fox")
        async with harness.app.database.write() as connection:
            await connection.execute(text("ALTER TABLE jobs RENAME TO elsewhere"))
        assert len(await suggest(harness, "")) == 3
        answer = await harness.alice.slash(harness.channel, "veo", prompt="#" + "0" * 16)
        assert answer.response is not None
        assert "can't reach my database" in answer.response.content


@pytest.mark.on_both_databases
async def test_there_are_at_most_25_suggestions_and_each_once(database: Database) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    async with database.write() as connection:
        for number in range(60):
            at = now + timedelta(seconds=number)
            request = VideoRequest(TEXT_MODEL, f"prompt {number % 30}", 5, AspectRatio.LANDSCAPE, number)
            job = replace(make_job(request=request, user_id=7), id=new_job_id(at), created_at=at)
            await store_job(connection, job)
    history = PromptHistory(database)
    names = [choice.name for choice in await suggest_prompts(history, 7, "prompt", locale="en-US", mode=Mode.TEXT)]
    assert names == [f"prompt {number}" for number in range(29, 4, -1)]
    assert await suggest_prompts(history, 8, "prompt", locale="en-US", mode=Mode.TEXT) == []
