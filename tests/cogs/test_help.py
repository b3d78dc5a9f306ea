"""/veo-help, as people read it."""

from pathlib import Path

import discord
import pytest

from bot.sentences import say
from tests.support.admin import open_admins, said
from tests.support.bot_harness import open_bot_harness
from tests.support.languages import speak


async def test_it_names_the_commands_the_limits_and_tips_privately(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        shown = said(await harness.alice.slash(harness.channel, "veo-help"))
        ids = harness.app.bot.command_ids
        for name in ("veo", "veo-image", "veo-quota"):
            assert f"</{name}:{ids[name]}>" in shown
        assert "Animate" in shown
        assert "How the limits work" in shown
        assert "Tips" in shown
        assert "veo-admin" not in shown
        assert "$" not in shown
        assert len(shown) < 3000


async def test_admins_learn_more_and_what_the_bot_may_not_do(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        shown = said(await admins.boss.slash(harness.channel, "veo-help"))
        assert f"</veo-admin:{harness.app.bot.command_ids['veo-admin']}>" in shown
        assert "all the permissions I need in this channel" in shown
        denied = discord.PermissionOverwrite(attach_files=False, read_message_history=False)
        quiet = harness.guild.create_text_channel("quiet", overwrites={harness.guild.default_role: denied})
        shown = said(await admins.boss.slash(quiet, "veo-help"))
        assert "I still need these permissions in this channel: Attach Files, Read Message History" in shown


async def test_operators_are_admins_everywhere(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        carol = harness.env.create_user("carol")
        harness.context.operators._operator_ids = frozenset({carol.id})
        await carol.send_dm("hello")
        shown = said(await carol.slash("veo-help"))
        assert "veo-admin" in shown
        assert "permissions" not in shown, "in direct messages there are none"


async def test_it_speaks_the_persons_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, person="de", server="fr")
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        german = said(await harness.alice.slash(harness.channel, "veo-help"))
        assert "</veo:" in german
        assert say("de", "help-limits") in german


async def test_without_ids_the_commands_are_names(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        harness.app.bot.command_ids.clear()
        shown = said(await harness.alice.slash(harness.channel, "veo-help"))
        assert "`/veo-image`" in shown
