"""/veo-admin limits, grant, block and pause, as those who manage a server would use them."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.limits import Field
from bot.services.admin.limits import GRANT_MAX_S
from tests.support.admin import open_admins, said
from tests.support.bot_harness import BotHarness
from tests.support.forging import hand_in


async def refused(harness: BotHarness, **options: Any) -> str:
    """What somebody is told whose request is refused."""
    return said(await harness.alice.slash(harness.channel, "veo", prompt="x", **options))


def check_size(node: dict[str, Any], depth: int = 0) -> int:
    """Check a command or a part of it against Discord's limits; gives the length of all of its texts."""
    options, choices = node.get("options", []), node.get("choices", [])
    assert len(options) <= 25
    assert len(choices) <= 25
    assert depth <= 3
    assert len(node["name"]) <= 32
    assert 1 <= len(node["description"]) <= 100
    assert all(1 <= len(choice["name"]) <= 100 for choice in choices)
    texts = len(node["name"]) + len(node["description"])
    texts += sum(len(choice["name"]) + len(str(choice["value"])) for choice in choices)
    return texts + sum(check_size(option, depth + 1) for option in options)


async def test_only_those_who_manage_the_server_see_the_commands_which_discord_takes(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        assert "veo-admin pause" in admins.boss.available_commands(harness.channel)
        assert not [name for name in harness.alice.available_commands(harness.channel) if "admin" in name]
        commands = await harness.app.bot.tree.fetch_commands()
        [admin] = [command for command in commands if command.name == "veo-admin"]
        assert admin.default_member_permissions is not None
        assert admin.default_member_permissions.manage_guild
        assert admin.allowed_contexts is None or not admin.allowed_contexts.dm_channel
        tree = harness.app.bot.tree
        [own] = [command.to_dict(tree) for command in tree.get_commands() if command.name == "veo-admin"]
        assert check_size(own) <= 8000, "all texts of one command together"


async def test_whoever_the_server_shows_the_commands_to_still_needs_the_permission(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        commands = await harness.app.bot.tree.fetch_commands()
        [admin] = [command for command in commands if command.name == "veo-admin"]
        harness.guild.set_command_permissions(admin, {harness.alice: True})
        asked: list[tuple[str, dict[str, Any]]] = [
            ("pause", {}),
            ("resume", {}),
            ("grant", {"member": harness.alice, "seconds": 20}),
            ("block", {"member": admins.boss}),
            ("unblock", {"member": admins.boss}),
            ("blocks", {}),
            ("forgive", {"member": harness.alice}),
            ("limits show", {}),
            ("limits set", {"limit": "seconds_per_day", "value": "unlimited"}),
            ("limits clear", {"limit": "seconds_per_day"}),
            ("channels show", {}),
            ("channels add", {"channel": harness.channel}),
            ("channels remove", {"channel": harness.channel}),
            ("channels clear", {}),
            ("roles show", {}),
            ("roles clear", {}),
            ("words show", {}),
            ("words add", {"words": "x"}),
            ("words remove", {"word": "x"}),
            ("audit show", {}),
            ("audit channel", {"channel": harness.channel}),
            ("audit off", {}),
            ("usage", {}),
            ("job", {"id": "0" * 16}),
        ]
        for command, options in asked:
            answer = await admins.ask(command, harness.alice, **options)
            expected = "only its operators" if command == "forgive" else "You need the Manage Server permission"
            assert expected in answer, command
        assert await harness.alice.autocomplete(harness.channel, "veo-admin words remove", "word", "") == []
        assert await admins.records() == []
        assert await admins.limit_count() == 0


async def test_a_limit_says_what_it_was_and_is_and_holds_at_once(tmp_path: Path) -> None:
    async with open_admins(tmp_path, user_cooldown_s=0, user_jobs_at_once=None) as admins:
        harness = admins.harness
        answer = await admins.ask("limits set", limit="seconds_per_day", value="5", user=harness.alice)
        assert f"<@{harness.alice.id}> · seconds of video per day" in answer
        assert "**Before** not set" in answer
        assert "**Now** 5 s" in answer
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert "left today" in await refused(harness)
        assert "**Before** 5 s\n**Now** 10 s" in await admins.ask(
            "limits set", limit="seconds_per_day", value="10", user=harness.alice
        )
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 2
        answer = await admins.ask("limits clear", limit="seconds_per_day", user=harness.alice)
        assert "**Before** 10 s\n**Now** not set" in answer
        assert "Nothing to change: it's already not set." in await admins.ask(
            "limits clear", limit="seconds_per_day", user=harness.alice
        )
        assert [record.action for record in await admins.records()] == ["limit"] * 3


async def test_limits_of_server_role_and_member_show_where_each_comes_from(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        fans = harness.guild.create_role("fans")
        bob = harness.guild.add_member(harness.env.create_user("bob"), roles=[fans])
        await admins.ask("limits set", limit="seconds_per_day", value="25")
        await admins.ask("limits set", limit="seconds_per_day", value="35", role=fans)
        await admins.ask("limits set", limit="cooldown_s", value="none", role=fans)
        await admins.ask("limits set", limit="jobs_at_once", value="unlimited", user=bob)
        await admins.ask("limits set", limit="usd_per_day", value="$12.50")
        shown = await admins.ask("limits show")
        assert "seconds of video per day: **25 s** (this server)" in shown
        assert "videos at once: **2** (default)" in shown
        assert "budget: USD per day: **$12.50** (this server)" in shown
        assert f"<@&{fans.id}> · seconds of video per day: **35 s**" in shown
        assert f"<@{bob.id}> · videos at once: **unlimited**" in shown
        assert "whole bot" not in shown, "the operator's budgets are the operator's"
        of_bob = await admins.ask("limits show", user=bob)
        assert "seconds of video per day: **35 s** (by role)" in of_bob
        assert "seconds between videos: **0 s** (by role)" in of_bob
        assert "videos at once: **unlimited** (this member)" in of_bob
        of_role = await admins.ask("limits show", role=fans)
        assert "**35 s**" in of_role
        assert str(bob.id) not in of_role
        count, fields = await admins.limit_count(), [field for field in Field if not field.is_budget]
        for field in fields:
            await admins.ask("limits set", limit=field.value, value="3", user=harness.alice)
        assert await admins.limit_count() == count + len(fields), "all that is for people is also for one of them"


async def test_numbers_that_make_no_sense_change_nothing(tmp_path: Path) -> None:
    cases = [
        ("seconds_per_day", "-5", "can't be negative"),
        ("seconds_per_day", "0", "0 would allow nothing at all"),
        ("seconds_per_day", "99999999999999999999", "highest possible limit here is 1,000,000"),
        ("seconds_per_day", "9" * 40, "isn't a whole number"),
        ("seconds_per_day", "1e9", "isn't a whole number"),
        ("seconds_per_day", "ten", "isn't a whole number"),
        ("jobs_at_once", "101", "highest possible limit here is 100"),
        ("cooldown_s", "-1", "can't be negative"),
        ("usd_per_day", "-0.01", "can't be negative"),
        ("usd_per_day", "nan", "isn't an amount of money"),
        ("usd_per_day", "999999999999999", "highest possible limit here is $1,000,000.00"),
        ("usd_per_day", "25.01", "The operator's budgets allow"),
        ("usd_per_day", "unlimited", "at most $25.00"),
        ("seconds_per_day", "100000", "highest possible limit is"),
    ]
    async with open_admins(tmp_path) as admins:
        for limit, value, sentence in cases:
            assert sentence in await admins.ask("limits set", limit=limit, value=value), (limit, value)
        assert await admins.limit_count() == 0
        assert await admins.records() == []


async def test_limits_whose_target_makes_no_sense_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        stranger = harness.env.create_user("stranger")
        robot = harness.guild.add_member(harness.env.create_user("robot", bot=True))
        fans = harness.guild.create_role("fans")
        seconds: dict[str, Any] = {"limit": "seconds_per_day", "value": "5"}
        for options, sentence in (
            ({"user": harness.alice, "role": fans}, "a member or a role, not both"),
            ({"user": stranger}, "isn't a member of this server"),
            ({"user": robot}, "only people can make videos"),
            ({"role": harness.guild.default_role}, "You can't choose @\u200beveryone"),
            ({"user": harness.alice, "limit": "usd_per_day"}, "Budgets are for servers"),
            ({"where": "bot"}, "only its operators can do it"),
            ({"where": "ceiling", "limit": "usd_per_day"}, "only its operators can do it"),
        ):
            assert sentence.replace("\u200b", "") in await admins.ask("limits set", **seconds | options)
        for options, sentence in (
            ({"where": "bot", "role": fans}, "A role belongs to one server"),
            ({"where": "ceiling", "limit": "usd_per_day", "user": harness.alice}, "the whole server"),
            ({"where": "ceiling"}, "For its members, set seconds"),
        ):
            assert sentence in await admins.ask("limits set", admins.operator, **seconds | options)
        harness.env.backend.delete_role(harness.guild.id, fans.id)
        await harness.env.settle()
        assert "no longer exists" in await admins.ask("limits set", **seconds, role=fans)
        # Discord names ids without saying whose they are, as it does for what is gone.
        monkeypatch.setattr("simcord.interactions.resolve_handle", lambda *_args, **_options: None)
        assert "Discord doesn't know that person" in await admins.ask("limits set", **seconds, user=harness.alice)
        assert "no longer exists" in await admins.ask("limits set", **seconds, role=fans)
        assert await admins.limit_count() == 0
        assert await admins.records() == []


async def test_the_limits_of_a_deleted_role_and_of_somebody_who_left_can_be_taken_back(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        fans = harness.guild.create_role("fans")
        await admins.ask("limits set", limit="seconds_per_day", value="5", role=fans)
        await admins.ask("limits set", limit="jobs_at_once", value="1", user=harness.alice)
        harness.env.backend.delete_role(harness.guild.id, fans.id)
        harness.guild.remove_member(harness.alice)
        await harness.env.settle()
        assert f"a deleted role (`{fans.id}`)" in await admins.ask("limits show")
        choices = await admins.boss.autocomplete(harness.channel, "veo-admin limits clear", "deleted_role", "")
        assert [choice["value"] for choice in choices] == [str(fans.id)]
        assert "isn't an ID" in await admins.ask("limits clear", limit="seconds_per_day", deleted_role="fans")
        assert "isn't a Discord ID" in await admins.ask("limits clear", limit="seconds_per_day", deleted_role="9" * 19)
        assert await admins.limit_count() == 2
        cleared = await admins.ask("limits clear", limit="seconds_per_day", deleted_role=str(fans.id))
        assert "**Before** 5 s" in cleared
        assert "**Before** 1\n" in await admins.ask("limits clear", limit="jobs_at_once", user=harness.alice.user)
        assert await admins.limit_count() == 0


async def test_what_concerns_everybody_is_the_operators(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        stranger = harness.env.create_user("stranger")
        for command, options in (
            ("pause", {}),
            ("resume", {}),
            ("grant", {"member": harness.alice, "seconds": 5}),
            ("block", {"member": harness.alice}),
            ("words add", {"words": "x"}),
            ("words show", {}),
            ("blocks", {}),
            ("audit show", {}),
            ("usage", {}),
        ):
            assert "only its operators can do it" in await admins.ask(command, where="bot", **options)
        operator = admins.operator
        assert "**Now** $40.00" in await admins.ask(
            "limits set", operator, limit="usd_per_day", value="40", where="bot"
        )
        assert "highest possible budget of this server" in await admins.ask(
            "limits set", operator, limit="usd_per_day", value="30", where="ceiling"
        )
        assert f"<@{stranger.id}> everywhere" in await admins.ask(
            "limits set", operator, limit="jobs_at_once", value="5", user=stranger, where="bot"
        )
        shown = await admins.ask("limits show", operator)
        assert "budget: USD per day: **$40.00** (whole bot)" in shown
        assert "budget: USD per day: **$30.00** (set by the operator)" in shown
        theirs = await admins.ask("limits show")
        assert "$40.00" not in theirs
        assert str(stranger.id) not in theirs
        assert "everywhere" in await admins.ask("pause", operator, where="bot", reason="maintenance")
        assert "The bot is paused: maintenance" in await refused(harness)
        assert "**Now** running" in await admins.ask("resume", operator, where="bot")
        assert {record.action for record in await admins.records(0)} == {"limit", "pause"}
        assert "only its operators" in await admins.ask("forgive", member=harness.alice)
        assert "Nothing to change: it's already 0" in await admins.ask("forgive", operator, member=harness.alice)


async def test_a_grant_is_used_beyond_the_allowance(tmp_path: Path) -> None:
    async with open_admins(tmp_path, user_seconds_per_day=0, user_cooldown_s=0) as admins:
        harness = admins.harness
        assert "longer than your whole limit. You have 0 of" in await refused(harness)
        answer = await admins.ask("grant", member=harness.alice, seconds=5, expires="3d", reason="won   the\n*contest*")
        assert f"5 s for <@{harness.alice.id}> in this server" in answer
        assert "**Before** 0 extra s left\n**Now** 5 extra s left" in answer
        assert "use by <t:" in answer
        assert "won the \\*contest\\*" in answer
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 1
        assert "**Before** 0 extra s" in await admins.ask("grant", member=harness.alice, seconds=1)


async def test_a_grant_that_makes_no_sense_gives_nothing(tmp_path: Path) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"seconds": 0}, "1 to 100,000 seconds"),
        ({"seconds": -20}, "1 to 100,000 seconds"),
        ({"seconds": GRANT_MAX_S + 1}, "1 to 100,000 seconds"),
        ({"seconds": 2**53 - 1}, "1 to 100,000 seconds"),
        ({"seconds": 100_000}, "the budgets only allow"),
        ({"seconds": 5, "expires": "yesterday"}, "don't understand the time"),
        ({"seconds": 5, "expires": "-3d"}, "don't understand the time"),
        ({"seconds": 5, "expires": "2020-01-01"}, "must be in the future"),
        ({"seconds": 5, "expires": "0d"}, "must be in the future"),
        ({"seconds": 5, "expires": "999999w"}, "isn't a date that exists"),
        ({"seconds": 5, "expires": "2026-13-40"}, "isn't a date that exists"),
        ({"seconds": 5, "expires": "9999-12-31"}, "days away"),
    ]
    async with open_admins(tmp_path) as admins:
        for options, sentence in cases:
            assert sentence in await admins.ask("grant", member=admins.harness.alice, **options), options
        assert await admins.records() == []


async def test_a_block_stops_a_person_and_is_lifted(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        stranger = harness.env.create_user("stranger")
        assert "isn't a member of this server" in await admins.ask("block", member=stranger)
        assert "must be in the future" in await admins.ask("block", member=harness.alice, until="2020-01-01")
        assert await admins.records() == []
        answer = await admins.ask("block", member=harness.alice, until="12h", reason="@everyone spam")
        assert "**Before** not blocked" in answer
        assert "**Now** blocked · until <t:" in answer
        assert "@everyone" not in answer
        assert "You're blocked from making videos in this server" in await refused(harness)
        assert f"<@{harness.alice.id}> · blocked" in await admins.ask("blocks")
        assert "**Now** blocked\n" in f"{await admins.ask('block', member=harness.alice)}\n"
        harness.guild.remove_member(harness.alice)
        await harness.env.settle()
        assert "**Before** blocked\n**Now** not blocked" in await admins.ask("unblock", member=harness.alice.user)
        assert "Nothing to change: it's already not blocked" in await admins.ask("unblock", member=harness.alice.user)
        assert "Nobody is blocked." in await admins.ask("blocks")


async def test_a_right_click_blocks_a_member(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        menu = harness.channel, "Block from making videos", harness.alice
        form = (await admins.boss.context_menu(*menu)).modal
        assert form is not None
        fields = {"until": "soon", "reason": "spam"}
        assert "“soon”" in said(await hand_in(harness, form["custom_id"], fields, by=admins.boss))
        assert await admins.records() == []
        answer = said(await hand_in(harness, form["custom_id"], fields | {"until": "12h"}, by=admins.boss))
        assert "**Now** blocked · until <t:" in answer
        assert "spam" in answer
        assert "You're blocked from making videos in this server" in await refused(harness)
        # Double clicks, and a form whose fields were left empty.
        assert "**Now** blocked\n" in f"{said(await hand_in(harness, form['custom_id'], {}, by=admins.boss))}\n"
        assert len(await admins.records()) == 2


async def test_a_pause_stops_everybody_until_it_ends(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        assert "**Before** running\n**Now** paused · “until Monday”" in await admins.ask("pause", reason="until Monday")
        assert "Videos are paused in this server: until Monday" in await refused(harness)
        assert "Nothing to change" in await admins.ask("pause", reason="until Monday")
        assert "**Now** running" in await admins.ask("resume")
        assert "Nothing to change: it's already running" in await admins.ask("resume")
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 1


async def test_one_server_cannot_change_or_see_another(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        elsewhere = harness.env.create_guild("Elsewhere", owner=harness.alice.user)
        lobby = elsewhere.create_text_channel("lobby")
        owner = elsewhere.add_member(harness.alice.user)
        await admins.ask("limits set", limit="jobs_at_once", value="1")
        shown = said(await owner.slash(lobby, "veo-admin limits show"))
        assert "videos at once: **2** (default)" in shown
        assert "not set" in said(await owner.slash(lobby, "veo-admin limits clear", limit="jobs_at_once"))
        assert await admins.limit_count() == 1
        assert "Nothing has been changed or refused yet." in said(await owner.slash(lobby, "veo-admin audit show"))


async def test_a_database_that_fails_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        async with admins.harness.app.database.write() as connection:
            await connection.execute(text("ALTER TABLE limits RENAME TO elsewhere"))
        answer = await admins.ask("limits set", limit="jobs_at_once", value="1")
        assert "can't reach my database right now, so nothing was changed" in answer
        assert await admins.records() == []
