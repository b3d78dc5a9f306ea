"""The audit channel, and whether Discord takes what is sent."""

import asyncio
from pathlib import Path

from discord import AllowedMentions

from bot.sentences import FALLBACK, say
from tests.fakes.discord import openapi
from tests.support.admin import open_admins, said
from tests.support.bot_harness import text_of


async def test_the_audit_channel_gets_every_change_and_every_refusal_by_a_budget(tmp_path: Path) -> None:
    async with open_admins(tmp_path, user_cooldown_s=0) as admins:
        harness = admins.harness
        diary = harness.guild.create_text_channel("diary")
        assert f"**Before** none\n**Now** <#{diary.id}>" in await admins.ask("audit channel", channel=diary)
        await admins.ask("limits set", limit="usd_per_day", value="5")
        await admins.ask("pause", reason="@everyone come here")
        await admins.ask("resume")
        await admins.ask("resume")
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert "$5.00 budget" in said(await harness.alice.slash(harness.channel, "veo", prompt="x"))
        async with asyncio.timeout(60):
            while len(diary.history()) < 5:
                await harness.env.settle()
        posts = [text_of(message) for message in diary.history()]
        assert len(posts) == 5, "what changed nothing is no news"
        assert "**Now** $5.00" in posts[1]
        assert "@everyone" not in posts[2]
        assert all(f"by <@{admins.boss.id}>" in post for post in posts[:4])
        assert f"<@{harness.alice.id}> in <#{harness.channel.id}>" in posts[4]
        assert "$5.00 budget" in posts[4]
        bodies = [r.json for r in harness.env.http_requests if r.path.endswith(f"/channels/{diary.id}/messages")]
        for body in bodies:
            assert isinstance(body, dict)
            assert body["allowed_mentions"] == AllowedMentions.none().to_dict()
        shown = await admins.ask("audit show")
        assert "budget of the server for a day" in shown
        assert f"audit: none chosen → <#{diary.id}>" in shown


async def test_many_refusals_are_one_post_and_keep_no_change_back(tmp_path: Path) -> None:
    async with open_admins(tmp_path, user_cooldown_s=0) as admins:
        harness = admins.harness
        diary = harness.guild.create_text_channel("diary")
        await admins.ask("audit channel", channel=diary)
        await admins.ask("limits set", limit="usd_per_day", value="1")
        for _ in range(6):
            said(await harness.alice.slash(harness.channel, "veo", prompt="x"))
        await admins.ask("pause")
        async with asyncio.timeout(60):
            while len(diary.history()) < 4:
                await harness.env.settle()
        posts = [text_of(message) for message in diary.history()]
        assert [say(FALLBACK, "admin-audit-refused") in post for post in posts].count(True) == 1
        assert len(posts) == 4
        assert "(×6)" in await admins.ask("audit show")


async def test_a_change_whose_answer_is_lost_is_posted_all_the_same(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        diary = harness.guild.create_text_channel("diary")
        await admins.ask("audit channel", channel=diary)
        harness.env.inject_error("POST", "/webhooks/*", status=404)
        await admins.boss.slash(harness.channel, "veo-admin pause")
        assert "**Now** paused" in text_of(diary.history()[1])
        assert len(harness.unexpected_errors()) == 1
        harness.forgive()


async def test_a_change_is_made_even_if_it_cannot_be_posted(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        diary = harness.guild.create_text_channel("diary")
        await admins.ask("audit channel", channel=diary)
        harness.env.inject_error("POST", f"/channels/{diary.id}/messages", status=403)
        answer = await admins.ask("pause")
        assert "**Now** paused" in answer
        assert "couldn't post it in the audit channel" in answer
        assert [record.action for record in await admins.records()] == ["pause", "audit"]
        harness.env.backend.delete_channel(diary.id)
        await harness.env.settle()
        answer = await admins.ask("resume")
        assert "**Now** running" in answer
        assert "couldn't post it in the audit channel" in answer
        assert "**Now** none" in await admins.ask("audit off")


async def test_discord_would_take_what_is_sent(tmp_path: Path) -> None:
    templates = {
        "commands": "/applications/{application_id}/commands",
        "callback": "/interactions/{interaction_id}/{interaction_token}/callback",
        "messages": "/channels/{channel_id}/messages",
    }
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        diary = harness.guild.create_text_channel("diary")
        await admins.ask("audit channel", channel=diary)
        await admins.ask("words add", words=",".join(f"{number:03} {'x' * 90}" for number in range(40)))
        await admins.ask("words show")
        await admins.ask("usage")
        await admins.ask("limits show")
        checked = 0
        for request in harness.env.http_requests:
            template = templates.get(request.path.rpartition("/")[2])
            if request.path.startswith("/webhooks/"):
                template = "/webhooks/{webhook_id}/{webhook_token}"
            if template is not None and request.json is not None:
                assert openapi.violations(request.method, template, request.json) == []
                checked += 1
        assert checked >= 12
