"""/veo-admin channels, roles, words and audit, as those who manage a server would use them."""

from pathlib import Path

import discord
import pytest
from simcord.backend.errors import OptionError

from bot.domain.rules import PlaceKind
from bot.domain.words import WordList
from bot.storage.rules import rules
from tests.support.admin import AdminHarness, open_admins, said
from tests.support.bot_harness import text_of


async def refusal(admins: AdminHarness, prompt: str = "x") -> str:
    return said(await admins.harness.alice.slash(admins.harness.channel, "veo", prompt=prompt))


async def test_only_chosen_channels_can_be_used(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        other = harness.guild.create_text_channel("other")
        assert "all channels" in await admins.ask("channels show")
        answer = await admins.ask("channels add", channel=other)
        assert f"**Before** all channels\n**Now** <#{other.id}>" in answer
        assert f"Please use <#{other.id}>" in await refusal(admins)
        assert "Nothing to change" in await admins.ask("channels add", channel=other)
        answer = await admins.ask("channels add", channel=harness.channel)
        assert f"<#{harness.channel.id}>" in answer
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 1
        assert f"**Now** <#{harness.channel.id}>" in await admins.ask("channels remove", channel=other)
        assert "isn't on the list" in await admins.ask("channels remove", channel=other)
        assert "**Now** all channels" in await admins.ask("channels clear")


async def test_channels_that_make_no_sense_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        for command, channel in (
            ("channels add", harness.guild.create_category("group")),
            ("audit channel", harness.guild.create_forum_channel("forum")),
        ):
            with pytest.raises(OptionError, match="channel types"):
                await admins.ask(command, channel=channel)
        assert "Please choose either" in await admins.ask("channels remove")
        assert "Please choose either" in await admins.ask("channels remove", channel=harness.channel, deleted="1")
        assert "isn't an ID" in await admins.ask("channels remove", deleted="the lobby")
        assert "isn't on the list" in await admins.ask("channels remove", deleted="12345678901234567")
        # Discord names ids without saying whose they are, as it does for what is gone.
        monkeypatch.setattr("simcord.interactions.resolve_handle", lambda *_args, **_options: None)
        for command in ("channels add", "audit channel"):
            assert "That channel no longer exists" in await admins.ask(command, channel=harness.channel)
        assert await admins.records() == []


async def test_a_forum_is_chosen_and_a_channel_where_the_bot_may_not_write_with_a_warning(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        denied = discord.PermissionOverwrite(send_messages=False)
        quiet = harness.guild.create_text_channel("quiet", overwrites={harness.guild.default_role: denied})
        assert "I can't view or post in" in await admins.ask("channels add", channel=quiet)
        assert "I can't view" not in await admins.ask("channels add", channel=harness.channel)
        forum = harness.guild.create_forum_channel("forum")
        assert f"<#{forum.id}>" in await admins.ask("channels add", channel=forum)


async def test_a_channel_deleted_since_is_shown_and_can_be_removed(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        old = harness.guild.create_text_channel("old")
        await admins.ask("channels add", channel=old)
        await admins.ask("channels add", channel=harness.channel)
        harness.env.backend.delete_channel(old.id)
        await harness.env.settle()
        assert f"These no longer exist, or I can't see them: `{old.id}`" in await admins.ask("channels show")
        choices = await admins.boss.autocomplete(harness.channel, "veo-admin channels remove", "deleted", "")
        assert [choice["value"] for choice in choices] == [str(old.id)]
        assert f"**Now** <#{harness.channel.id}>" in await admins.ask("channels remove", deleted=str(old.id))
        assert "no longer" not in await admins.ask("channels show")


async def test_only_chosen_roles_may_and_a_deleted_one_is_named(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        fans = harness.guild.create_role("fans")
        bob = harness.guild.add_member(harness.env.create_user("bob"), roles=[fans])
        assert "all members" in await admins.ask("roles show")
        assert f"**Now** <@&{fans.id}>" in await admins.ask("roles add", role=fans)
        assert "can't choose" in await admins.ask("roles add", role=harness.guild.default_role)
        assert f"you need one of these roles: <@&{fans.id}>" in await refusal(admins)
        await bob.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 1
        harness.env.backend.delete_role(harness.guild.id, fans.id)
        await harness.env.settle()
        shown = await admins.ask("roles show")
        assert f"These no longer exist, or I can't see them: `{fans.id}`" in shown
        assert "nobody can make videos" in shown
        assert "no longer exists" in await admins.ask("roles add", role=fans)
        choices = await admins.boss.autocomplete(harness.channel, "veo-admin roles remove", "deleted", "")
        assert [choice["value"] for choice in choices] == [str(fans.id)]
        assert "**Now** all members" in await admins.ask("roles remove", deleted=str(fans.id))
        assert "Nothing to change" in await admins.ask("roles clear")


async def test_very_many_places_fit_into_the_answer(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        ids = range(10**17, 10**17 + 99)
        async with harness.app.database.write() as connection:
            await rules.set_places(connection, harness.guild.id, PlaceKind.ROLE, ids)
        fans, friends = harness.guild.create_role("fans"), harness.guild.create_role("friends")
        answer = await admins.ask("roles add", role=fans)
        assert "… and 70 more" in answer
        assert len(answer) < 4000
        assert "at most 100" in await admins.ask("roles add", role=friends)
        assert len(await admins.ask("roles show")) < 4000


async def test_forbidden_words_stop_a_prompt_however_they_are_written(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        assert "No words are forbidden." in await admins.ask("words show")
        answer = await admins.ask("words add", words="Straße, red  panda,`tick`")
        assert "**Before** none" in answer
        assert "**Now** 3: `ˋtickˋ`, `red panda`, `Straße`" in answer
        assert "not allowed here: “red panda”" in await refusal(admins, "a RED\u200b pánda")
        await harness.alice.slash(harness.channel, "veo", prompt="a credit pandas")
        assert len(await harness.jobs()) == 1
        choices = await admins.boss.autocomplete(harness.channel, "veo-admin words remove", "word", "RED")
        assert [choice["value"] for choice in choices] == ["red panda"]
        answer = await admins.ask("words remove", word="Red Panda")
        assert "removed `red panda`" in answer
        assert "**Now** 2:" in answer
        assert "isn't on the list" in await admins.ask("words remove", word="red panda")
        assert "Nothing to change" in await admins.ask("words add", words="Straße")
        assert "added `STRASSE` · removed `Straße`" in await admins.ask("words add", words="STRASSE")
        await admins.ask("words add", words="(a+)+$")
        await harness.alice.slash(harness.channel, "veo", prompt="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")
        assert len(await harness.jobs()) == 2, "a pattern is only text"


async def test_words_that_make_no_sense_change_nothing(tmp_path: Path) -> None:
    cases = [
        (" , ,", "at least one word"),
        ("...", "no letter, digit or symbol"),
        ("x" * 101, "at most 100 characters"),
        (",".join(f"w{number}" for number in range(501)), "at most 500 words"),
        ("ok, ...", "no letter, digit or symbol"),
    ]
    async with open_admins(tmp_path) as admins:
        for words, sentence in cases:
            assert sentence in await admins.ask("words add", words=words), words[:20]
        assert "No words are forbidden." in await admins.ask("words show")
        assert await admins.records() == []


async def test_a_long_list_is_attached_as_a_file(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        words = [f"{number:03} {'x' * 80}" for number in range(450)]
        async with admins.harness.app.database.write() as connection:
            await rules.set_words(connection, admins.harness.guild.id, WordList(tuple(words[:400])))
        await admins.ask("words add", words=",".join(words[400:]))
        result = await admins.boss.slash(admins.harness.channel, "veo-admin words show")
        shown = said(result)
        assert "more" in shown
        assert len(shown) < 4000
        assert result.response is not None
        [file] = result.response.attachments
        assert file.filename == "words.txt"
        assert (await file.read()).decode().count("\n") == 449


async def test_an_audit_channel_needs_that_the_bot_may_write_there(tmp_path: Path) -> None:
    async with open_admins(tmp_path) as admins:
        harness = admins.harness
        denied = discord.PermissionOverwrite(send_messages=False)
        quiet = harness.guild.create_text_channel("quiet", overwrites={harness.guild.default_role: denied})
        answer = await admins.ask("audit channel", channel=quiet)
        assert "Missing permissions: Send Messages" in answer
        assert "Nothing was changed" in answer
        assert await admins.records() == []
        assert "Nothing to change: it's already none" in await admins.ask("audit off")
        first, second = (harness.guild.create_text_channel(name) for name in ("first", "second"))
        await admins.ask("audit channel", channel=first)
        await admins.ask("audit channel", channel=second)
        assert f"**Now** <#{second.id}>" in text_of(second.history()[0])
        assert len(first.history()) == 1
        assert f"**Before** <#{second.id}>\n**Now** none" in await admins.ask("audit off")
        await admins.ask("pause")
        assert len(second.history()) == 1
