"""/veo-help, as people read it."""

from pathlib import Path

import discord
import pytest

from bot.presentation.info.help import HelpCard
from bot.sentences import locales, say
from tests.support.admin import open_admins, said
from tests.support.bot_harness import open_bot_harness
from tests.support.buttons import restart
from tests.support.forging import hand_in, press
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
        for button in ("Again", "Edit", "Continue", "Delete", "Cancel", "Send again"):
            assert f"**{button}**: " in shown
        assert len(shown) < 3000
        ids.clear()
        assert "`/veo-image`" in said(await harness.alice.slash(harness.channel, "veo-help")), "names, without ids"


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


@pytest.mark.parametrize("locale", locales())
def test_it_fits_a_message_in_every_language(locale: str) -> None:
    names = ("veo", "veo-image", "veo-jobs", "veo-quota", "veo-admin")
    card = HelpCard(locale, names, dict.fromkeys(names, 10**18), is_admin=True, missing=["attach_files"] * 7)
    assert card.content_length() <= 4000
    assert len(list(card.walk_children())) <= 40


async def test_an_example_is_pressed_changed_and_made(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        shown = await harness.alice.slash(harness.channel, "veo-help")
        assert shown.response is not None
        opened = await harness.alice.click(shown.response, custom_id="veo:try:2")
        assert opened.modal is not None
        prompt_field, private_field, improve_field = (label["component"] for label in opened.modal["components"])
        assert prompt_field["value"] == say("en-US", "example-text-2")
        assert not private_field.get("default")
        assert not improve_field.get("default")
        assert await harness.jobs() == []
        for prompt in ("a lighthouse in the fog", "a lighthouse in the fog"):
            await hand_in(harness, "veo:try-form:2", {"prompt": prompt}, shown.response)
        [job] = await harness.jobs()
        assert (job.request.prompt, job.user_id, job.is_private) == ("a lighthouse in the fog", harness.alice.id, False)
        await restart(harness)
        fields = {"prompt": "a lighthouse for me alone", "private": True}
        answer = await hand_in(harness, "veo:try-form:1", fields, shown.response)
        assert answer.response is not None
        assert answer.response.ephemeral
        assert (await harness.jobs())[-1].is_private


async def test_an_example_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        shown = await harness.alice.slash(harness.channel, "veo-help")
        assert shown.response is not None
        for number in ("0", "4", "x", "9" * 4400, ""):
            answer = await press(harness, f"veo:try:{number}", shown.response)
            assert answer.modal is None, number[:9]
            assert said(answer)
            empty = await hand_in(harness, f"veo:try-form:{number}", {"prompt": " \u200b"}, shown.response)
            assert say("en-US", "request-prompt-empty") in said(empty)
        assert await harness.jobs() == []
