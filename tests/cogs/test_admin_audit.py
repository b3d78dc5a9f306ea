"""The audit channel, and whether Discord takes what is sent."""

import asyncio
from pathlib import Path

import pytest
from discord import AllowedMentions

from tests.fakes.discord import openapi
from tests.support.admin import open_office, said
from tests.support.bot_harness import text_of


async def test_the_audit_channel_gets_every_change_and_every_refusal_by_a_budget(tmp_path: Path) -> None:
    async with open_office(tmp_path, user_cooldown_s=0) as office:
        stage = office.stage
        diary = stage.guild.create_text_channel("diary")
        assert f"**Was** none\n**Now** <#{diary.id}>" in await office.ask("audit channel", channel=diary)
        await office.ask("limits set", limit="usd_per_day", value="5")
        await office.ask("pause", reason="@everyone come here")
        await office.ask("resume")
        await office.ask("resume")
        await stage.alice.slash(stage.channel, "veo", prompt="x")
        assert "budget of $5.00" in said(await stage.alice.slash(stage.channel, "veo", prompt="x"))
        async with asyncio.timeout(10):
            while len(diary.history()) < 5:
                await stage.env.settle()
        posts = [text_of(message) for message in diary.history()]
        assert len(posts) == 5, "what changed nothing is no news"
        assert "**Now** $5.00" in posts[1]
        assert "@everyone" not in posts[2]
        assert all(f"by <@{office.boss.id}>" in post for post in posts[:4])
        assert f"<@{stage.alice.id}> in <#{stage.channel.id}>" in posts[4]
        assert "budget of $5.00" in posts[4]
        bodies = [r.json for r in stage.env.http_requests if r.path.endswith(f"/channels/{diary.id}/messages")]
        for body in bodies:
            assert isinstance(body, dict)
            assert body["allowed_mentions"] == AllowedMentions.none().to_dict()
        shown = await office.ask("audit show")
        assert "budget of the server for a day" in shown
        assert f"audit: none chosen → <#{diary.id}>" in shown


async def test_a_change_whose_answer_is_lost_is_posted_all_the_same(tmp_path: Path) -> None:
    async with open_office(tmp_path) as office:
        stage = office.stage
        diary = stage.guild.create_text_channel("diary")
        await office.ask("audit channel", channel=diary)
        stage.env.inject_error("POST", "/webhooks/*", status=404)
        await office.boss.slash(stage.channel, "veo-admin pause")
        assert "**Now** paused" in text_of(diary.history()[1])
        assert len(stage.unexpected_errors()) == 1
        stage.forgive()


async def test_a_change_is_made_even_if_it_cannot_be_posted(tmp_path: Path) -> None:
    async with open_office(tmp_path) as office:
        stage = office.stage
        diary = stage.guild.create_text_channel("diary")
        await office.ask("audit channel", channel=diary)
        stage.env.inject_error("POST", f"/channels/{diary.id}/messages", status=403)
        answer = await office.ask("pause")
        assert "**Now** paused" in answer
        assert "could not post it into the audit channel" in answer
        assert [record.action for record in await office.records()] == ["pause", "audit"]
        stage.env.backend.delete_channel(diary.id)
        await stage.env.settle()
        answer = await office.ask("resume")
        assert "**Now** running" in answer
        assert "could not post it into the audit channel" in answer
        assert "**Now** none" in await office.ask("audit off")


@pytest.mark.skipif(not openapi.is_there(), reason="Discord's description of its API is not there")
async def test_discord_would_take_what_is_sent(tmp_path: Path) -> None:
    templates = {
        "commands": "/applications/{application_id}/commands",
        "callback": "/interactions/{interaction_id}/{interaction_token}/callback",
        "messages": "/channels/{channel_id}/messages",
    }
    async with open_office(tmp_path) as office:
        stage = office.stage
        diary = stage.guild.create_text_channel("diary")
        await office.ask("audit channel", channel=diary)
        await office.ask("words add", words=",".join(f"{number:03} {'x' * 90}" for number in range(40)))
        await office.ask("words show")
        await office.ask("usage")
        await office.ask("limits show")
        checked = 0
        for request in stage.env.http_requests:
            template = templates.get(request.path.rpartition("/")[2])
            if request.path.startswith("/webhooks/"):
                template = "/webhooks/{webhook_id}/{webhook_token}"
            if template is not None and request.json is not None:
                assert openapi.violations(request.method, template, request.json) == []
                checked += 1
        assert checked >= 12
