"""/veo-settings: what people choose as usual, through the command tree."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.choices import NOWHERE, ChoiceField
from bot.domain.requests import AspectRatio
from bot.presentation.info.settings import SettingsPanel
from bot.sentences import locales, say
from bot.storage.tables.rules import choices
from tests.support import forging
from tests.support.admin import open_admins
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, pressed_twice, restart
from tests.support.languages import speak
from tests.support.picture_harness import PNG

MENUS = (ChoiceField.MODEL, ChoiceField.DURATION, ChoiceField.SHAPE, ChoiceField.STYLE)


async def choose(harness: BotHarness, shown: Any, field: str, value: str, by: Any = None) -> Any:
    """Choose something from a menu of the panel."""
    custom_id = f"veo:settings:{harness.alice.id}:{field}"
    return await forging.press(harness, custom_id, shown, by, component_type=3, values=[value])


async def count_rows(harness: BotHarness) -> int:
    async with harness.app.database.read() as connection:
        return int((await connection.execute(select(func.count()).select_from(choices))).scalar_one())


async def open_panel(harness: BotHarness) -> Any:
    shown = await harness.alice.slash(harness.channel, "veo-settings")
    assert shown.response is not None
    return shown.response


async def test_what_is_chosen_counts_until_it_is_as_usual_again(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        panel = await open_panel(harness)
        values = {"model": "veo-3.1-lite", "duration": "4", "shape": "9:16", "style": "noir"}
        for field, value in values.items():
            await choose(harness, panel, field, value)
        await harness.alice.slash(harness.channel, "veo", prompt="a red panda")
        named = {"model": "veo-2", "duration": 8, "aspect_ratio": "16:9", "style": "none"}
        await harness.alice.slash(harness.channel, "veo", prompt="a red panda", **named)
        usual, said = [job.request for job in await harness.jobs()]
        assert (harness.context.catalogue.name_of(usual.model), usual.duration_s) == ("Veo 3.1 Lite", 4)
        assert usual.aspect_ratio is AspectRatio.PORTRAIT
        assert usual.prompt.startswith("a red panda. ")
        assert (await harness.jobs())[0].own_prompt == "a red panda"
        assert (said.model, said.duration_s, said.prompt) == ("veo-2", 8, "a red panda")
        assert said.aspect_ratio is AspectRatio.LANDSCAPE
        for field in values:
            await choose(harness, panel, field, "usual")
        assert await count_rows(harness) == 0


async def test_what_the_model_or_the_place_cannot_do_is_skipped(tmp_path: Path) -> None:
    async with open_admins(tmp_path, user_seconds_per_day="unlimited", user_cooldown_s=0) as admins:
        harness = admins.harness
        panel = await open_panel(harness)
        for field, value in {"model": "seedance-pro", "duration": "10", "style": "noir"}.items():
            await choose(harness, panel, field, value)
        await harness.alice.slash(harness.channel, "veo", prompt="x", model="veo-2")
        await admins.ask("models allow", model="veo-3.1-lite")
        await harness.alice.slash(harness.channel, "veo", prompt="y" * 1990)
        first, second = [job.request for job in await harness.jobs()]
        assert (first.model, first.duration_s) == (
            "veo-2",
            harness.context.catalogue.look_up("veo-2").default_duration_s,
        )
        assert second.model == "veo-3.1-lite"
        assert second.prompt == "y" * 1990, "with the style it would be too long"
        assert "Veo 3.1 Lite" in text_of((await harness.messages())[-1])


async def test_every_way_to_order_starts_with_what_is_usual(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        panel = await open_panel(harness)
        await choose(harness, panel, "model", "veo-3.1-lite")
        await choose(harness, panel, "shape", "9:16")
        await harness.alice.click(panel, custom_id=f"veo:settings:{harness.alice.id}:private:yes")
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        await harness.alice.slash(harness.channel, "veo", prompt="x", private=False)
        assert [job.is_private for job in await harness.jobs()] == [True, False]

        shown = await harness.alice.slash(harness.channel, "veo-help")
        await forging.hand_in(harness, "veo:try-form:2", {"prompt": "a lighthouse"}, shown.response)
        *_, job = await harness.jobs()
        assert (job.request.model, job.request.prompt) == ("veo-3.1-lite", "a lighthouse")

        message = await harness.alice.send(harness.channel, attachments=[("cat.png", PNG)])
        form = await harness.alice.context_menu(harness.channel, "Animate", message)
        assert form.modal is not None
        fields = [one["component"] for one in form.modal["components"]]
        chosen = [x["value"] for one in fields for x in one.get("options", []) if x.get("default")]
        assert chosen == ["veo-3.1-lite 720p sound", "auto", "9:16", "only-me"]
        await harness.alice.submit_modal(form, {"motion": "it waves", "options": ["only-me"]})
        *_, job = await harness.jobs()
        assert (job.is_private, job.request.aspect_ratio) == (True, AspectRatio.PORTRAIT)


async def test_a_second_press_and_a_second_client_change_nothing_more(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        one, other = await open_panel(harness), await open_panel(harness)
        on = f"veo:settings:{harness.alice.id}:private:yes"
        with pressed_twice(harness) as double:
            await harness.alice.click(one, custom_id=on)
        assert double.second.response is None or not double.second.response.content
        ids = [part["custom_id"] for part in _walk(forging.show(harness, one)["components"]) if "custom_id" in part]
        assert f"veo:settings:{harness.alice.id}:private:usual" in ids
        await harness.alice.click(other, custom_id=on)
        assert (await harness.context.settings._own_choices.of(harness.alice.id)).is_private is True
        assert await count_rows(harness) == 1


async def test_nobody_else_can_press_forged_values_are_refused_and_a_restart_changes_nothing(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        panel = await open_panel(harness)
        stranger = add_member(harness, "mallory")
        refused = await choose(harness, panel, "model", "veo-2", stranger)
        assert say("en-US", "error-not-asked") in refused.response.content
        for field, value in {
            "model": "gpt-9",
            "duration": "9999",
            "shape": "1:9",
            "style": "x",
            "spoiler": "yes",
            "private": "perhaps",
            "hat": "yes",
        }.items():
            refused = await choose(harness, panel, field, value)
            assert "isn't" in refused.response.content or "not" in refused.response.content, field
        for rest in ("", f"{harness.alice.id}", f"{harness.alice.id}:model"):
            await forging.press(harness, f"veo:settings:{rest}", panel)
        assert await count_rows(harness) == 0
        await restart(harness)
        await choose(harness, panel, "model", "veo-3.1-lite")
        [select, *_] = [one for one in _walk(forging.show(harness, panel)["components"]) if "options" in one]
        assert [one["value"] for one in select["options"] if one.get("default")] == ["veo-3.1-lite"]


async def test_a_choice_that_is_gone_is_shown_and_skipped(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        own = harness.context.settings._own_choices
        for field, value in {ChoiceField.MODEL: "sora", ChoiceField.STYLE: "gone", ChoiceField.SHAPE: "1:9"}.items():
            await own.change(harness.alice.id, field, value)
        panel = await open_panel(harness)
        selects = [one for one in _walk(forging.show(harness, panel)["components"]) if "options" in one]
        chosen = [one["value"] for select in selects for one in select["options"] if one.get("default")]
        assert chosen == ["sora", "usual", "usual", "gone"]
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.jobs()
        assert (job.request.model, job.request.prompt) == ("veo-2", "x")


async def test_it_fits_a_message_in_every_language(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        settings: SettingsPanel = harness.context.settings

        class Asked:
            user = harness.alice

        for locale in locales():
            Asked.locale = type("Locale", (), {"value": locale})  # type: ignore[attr-defined]
            view = settings._make(Asked, await settings._own_choices.of(NOWHERE + 1))  # type: ignore[arg-type]
            assert view.content_length() <= 4000, locale
            assert len(list(view.walk_children())) <= 40, locale


def _walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for one in components:
        found += [one, *_walk(one.get("components", [])), *_walk([one["accessory"]] if "accessory" in one else [])]
    return found


async def test_a_ready_video_is_told_by_direct_message_in_the_persons_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, person="fr", server="de")
    async with open_bot_harness(tmp_path) as harness:
        user = harness.env.create_user("bob")
        bob = harness.guild.add_member(user)
        shown = await bob.slash(harness.channel, "veo-settings")
        assert shown.response is not None
        await bob.click(shown.response, custom_id=f"veo:settings:{bob.id}:direct:yes")
        await bob.slash(harness.channel, "veo", prompt="a red panda")
        [done] = await harness.wait_done()
        link = f"https://discord.com/channels/{harness.guild.id}/{harness.channel.id}/{done.result_message_id}"
        async with asyncio.timeout(30):
            while not (told := [one.content for one in user.dm_channel.history()]):
                await asyncio.sleep(0.02)
        assert told == [say("fr", "direct-ready", link=link)]
