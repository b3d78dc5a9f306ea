"""/veo-admin defaults: what videos are like in a server or a channel unless people say otherwise."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.choices import ChoiceField
from bot.domain.requests import AspectRatio
from bot.presentation.common import permissions
from bot.sentences import say
from bot.services.admin.changes import AdminActor
from tests.cogs.test_settings import choose, open_panel
from tests.support.admin import open_admins
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.forging import show
from tests.support.pictures import draw_corners, encode

PLAIN: dict[str, Any] = {"user_seconds_per_day": "unlimited", "user_cooldown_s": 0, "user_jobs_at_once": "unlimited"}


async def test_a_channels_defaults_count_before_the_servers_and_ones_own_before_both(tmp_path: Path) -> None:
    async with open_admins(tmp_path, **PLAIN) as admins:
        harness = admins.harness
        said = await admins.ask("defaults set", duration=8, aspect_ratio="9:16")
        assert "Length: 8 s · Aspect ratio: 9:16" in said
        await admins.ask("defaults set", duration=6, style="noir", channel=harness.channel)
        [newest, *_] = await admins.records()
        subject = f"channel {harness.channel.id}"
        assert (newest.action, newest.subject, newest.after) == ("defaults", subject, "length 6, style noir")
        shown = await admins.ask("defaults show")
        assert "- this server: Length: 8 s · Aspect ratio: 9:16" in shown
        assert f"- <#{harness.channel.id}>: Length: 6 s · Style: Film noir" in shown
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        await choose(harness, await open_panel(harness), "duration", "5")
        await choose(harness, await open_panel(harness), "style", "none")
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        here, own = [job.request for job in await harness.jobs()]
        assert (here.duration_s, here.aspect_ratio, here.prompt != "x") == (6, AspectRatio.PORTRAIT, True)
        assert (own.duration_s, own.aspect_ratio, own.prompt) == (5, AspectRatio.PORTRAIT, "x")
        said = await admins.ask("defaults clear", what="duration", channel=harness.channel)
        assert "Style: Film noir" in said
        await admins.ask("defaults clear", channel=harness.channel)
        await admins.ask("defaults clear")
        assert say("en-US", "admin-defaults-none") in await admins.ask("defaults show")


async def test_values_that_are_none_and_people_who_may_not_are_refused(tmp_path: Path) -> None:
    async with open_admins(tmp_path, **PLAIN) as admins:
        harness = admins.harness
        assert say("en-US", "admin-defaults-empty") in await admins.ask("defaults set")
        both = await admins.ask("defaults clear", channel=harness.channel, deleted="5")
        assert say("en-US", "admin-places-which") in both
        assert say("en-US", "change-id") in await admins.ask("defaults clear", deleted="9" * 19)
        [admin] = [one for one in await harness.app.bot.tree.fetch_commands() if one.name == "veo-admin"]
        harness.guild.set_command_permissions(admin, {harness.alice: True})
        refused = await admins.ask("defaults set", harness.alice, duration=8)
        assert say("en-US", "change-only-managers") in refused
        assert say("en-US", "admin-defaults-none") in await admins.ask("defaults show")


async def test_videos_are_hidden_as_spoilers_where_admins_want_it(tmp_path: Path) -> None:
    async with open_admins(tmp_path, is_working=True, **PLAIN) as admins:
        harness = admins.harness
        await admins.ask("defaults set", spoiler=True)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        await harness.wait_done(1)
        await harness.alice.slash(harness.channel, "veo", prompt="x", private=True)
        await admins.ask("defaults set", spoiler=False, channel=harness.channel)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        done = await harness.wait_done(3)
        assert [(job.is_spoiler, job.is_private) for job in done] == [(True, False), (False, True), (False, False)]
        posted = {one.id: one for one in await harness.messages()}
        hidden, _, shown = done
        assert "SPOILER_" in str(show(harness, posted[hidden.result_message_id or 0]))
        assert "SPOILER_" not in str(show(harness, posted[shown.result_message_id or 0]))


async def test_videos_are_made_in_age_restricted_channels_only_where_admins_want_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_admins(tmp_path, **PLAIN) as admins:
        harness = admins.harness
        await admins.ask("defaults set", age_restricted=True)
        for private in (False, True):
            refused = await harness.alice.slash(harness.channel, "veo", prompt="x", private=private)
            assert refused.response is not None
            assert say("en-US", "refusal-age") in text_of(refused.response)
        quota = await harness.alice.slash(harness.channel, "veo-quota")
        assert quota.response is not None
        assert say("en-US", "refusal-age") in text_of(quota.response)
        await admins.ask("defaults set", age_restricted=False, channel=harness.channel)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 1
        await admins.ask("defaults clear", channel=harness.channel)
        channel = harness.app.bot.get_channel(harness.channel.id)
        monkeypatch.setattr(channel, "nsfw", True)
        assert permissions.is_age_restricted(channel)
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 2


async def test_a_deleted_channels_defaults_are_found_and_removed(tmp_path: Path) -> None:
    async with open_admins(tmp_path, **PLAIN) as admins:
        harness = admins.harness
        changes = harness.context.place_choices
        actor = _manager(harness)
        await changes.change(actor, harness.guild.id, 777, {ChoiceField.SPOILER: "yes"})
        assert "deleted (`777`)" in await admins.ask("defaults show")
        found = await admins.boss.autocomplete(harness.channel, "veo-admin defaults clear", "deleted", "7")
        assert [one["value"] for one in found] == ["777"]
        await admins.ask("defaults clear", deleted="777")
        assert say("en-US", "admin-defaults-none") in await admins.ask("defaults show")


async def test_a_mention_and_animate_use_them_too(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await harness.context.place_choices.change(
            _manager(harness), harness.guild.id, 0, {ChoiceField.DURATION: "8", ChoiceField.SHAPE: "9:16"}
        )
        picture = [("cat.png", encode(draw_corners((640, 360)), "PNG"))]
        me = harness.app.bot.user
        await harness.alice.send(harness.channel, f"<@{me.id}> waves", attachments=picture)  # type: ignore[union-attr]
        await harness.alice.slash(harness.channel, "veo-image", image=picture[0], prompt="waves", aspect_ratio="auto")
        mentioned, kept = [job.request for job in await harness.jobs()]
        assert (mentioned.duration_s, mentioned.aspect_ratio) == (8, AspectRatio.PORTRAIT)
        assert (kept.duration_s, kept.aspect_ratio) == (8, AspectRatio.LANDSCAPE)


def _manager(harness: BotHarness) -> AdminActor:
    return AdminActor(user_id=1, guild_id=harness.guild.id, can_manage=True, is_operator=False)
