"""What a video takes and what is left, as people see it before anything is paid."""

from pathlib import Path

import discord
import pytest
from simcord.results import InteractionResult

from bot.sentences import locales, say
from bot.storage.tables.money import prices
from tests.cogs.test_veo_image_animate import open_form
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import post_finished
from tests.support.forging import press
from tests.support.picture_harness import PNG, card_of, open_picture_stage
from tests.support.pictures import draw_corners, encode


async def teach(harness: BotHarness, key: str, micros_per_second: int) -> None:
    """Let real costs have taught a price."""
    values = {"key": key, "samples": "[]", "micros_per_second": micros_per_second, "nonsense": "[]"}
    async with harness.app.database.write() as connection:
        await connection.execute(prices.insert().values(values))


def field_of(answer: InteractionResult, name: str) -> tuple[str, dict[str, str]]:
    """What a field of a form says below its title, and its options' descriptions by label."""
    assert answer.modal is not None
    [label] = [one for one in answer.modal["components"] if one["component"]["custom_id"] == name]
    options = {one["label"]: one.get("description", "") for one in label["component"].get("options", [])}
    return label.get("description", ""), options


async def test_a_held_card_says_what_is_left_after_it_and_no_later_card(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0, user_seconds_per_day=20) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a cat", duration=8)
        assert answer.response is not None
        assert "about $5.00 · you have 12 s left today" in text_of(answer.response)
        [job] = await harness.jobs()
        assert job.remaining is not None
        assert job.remaining.amount == 12
    (tmp_path / "later").mkdir()
    async with open_bot_harness(tmp_path / "later", is_working=False, user_seconds_per_day=20) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a cat", duration=8)
        assert "left today" not in text_of(answer.response)


async def test_without_a_limit_nothing_is_said_to_be_left(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a cat", duration=8)
        assert "you have" not in text_of(answer.response)


async def test_a_limit_of_money_alone_is_told_in_money(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0, user_usd_per_week="8") as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt="a cat", duration=8)
        assert "you have $3.00 left this week" in text_of(answer.response)


async def test_suggestions_and_forms_say_the_learned_price_and_what_is_left(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False, user_seconds_per_day=20) as harness:
        await teach(harness, "veo-2", 100_000)
        await teach(harness, "veo-2-image2video", 200_000)
        suggested = await harness.alice.autocomplete(harness.channel, "veo", "model", "")
        names = {choice["value"]: choice["name"] for choice in suggested}
        assert names["veo-2"] == "Veo 2 · 5 s · about $0.50 · you have 20 s left today"
        assert all(len(name) <= 100 for name in names.values())
        done = await post_finished(harness, duration_s=8)

        left = "you have 12 s left today"
        await harness.alice.slash(harness.channel, "veo", prompt="a cat", duration=8)

        edit = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        said, frames = field_of(edit, "frame")
        assert said == f"8 s · about $0.80 · {left}"
        assert frames["5 s · 16:9 (landscape)"] == "about $0.50"
        assert frames["6 s · 9:16 (portrait)"] == "about $0.60"
        assert frames["4 s · 16:9 (landscape)"] == "", "it makes none of this length"
        _, models = field_of(edit, "model")
        assert models["Veo 2"] == "8 s · about $0.80"
        assert models["Veo 3.1 Lite · 720p · without sound"].startswith("8 s · about $")

        going_on = await harness.alice.click(done.result, custom_id=f"veo:continue:{done.job.id}")
        said, lengths = field_of(going_on, "duration")
        assert said == f"8 s · about $1.60 · {left}"
        assert lengths["5 s"] == "about $1.00"

        message = await harness.alice.send(harness.channel, "my cat", attachments=[("cat.png", PNG)])
        said, _ = field_of(await open_form(harness, message), "duration")
        assert said == f"5 s · about $1.00 · {left}"

        example = await press(harness, "veo:try:1", done.result)
        said, _ = field_of(example, "prompt")
        assert said == f"5 s · about $0.50 · {left}"


async def test_the_option_for_the_length_says_what_a_video_costs(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await teach(harness, "veo-2", 100_000)
        command = harness.app.bot.tree.get_command("veo")
        assert "Veo 2: 5 s for about $3.12" in str(command.to_dict(harness.app.bot.tree))  # type: ignore[union-attr]
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        command = harness.app.bot.tree.get_command("veo")
        assert "Veo 2: 5 s for about $0.50" in str(command.to_dict(harness.app.bot.tree))  # type: ignore[union-attr]


@pytest.mark.parametrize("locale", locales())
def test_in_every_language_it_fits_where_it_stands(locale: str) -> None:
    longest = say(locale, "command-veo-duration-price", model="Seedance 1.0 P…", seconds=10, price="$1,234.56")
    assert len(longest) <= 100
    for window in ("day", "week", "month"):
        parts = [say(locale, "card-price", price="$1,234.56"), say(locale, f"quote-left-{window}", left="1000 s")]
        assert len(" · ".join(["10 s", *parts])) <= 75


async def test_a_crop_has_cancel_above_it_and_a_heavy_one_ten_seconds(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False, undo_window_s=3.0) as harness:
        held: dict[tuple[int, int], float] = {}
        for size in ((320, 180), (500, 310), (400, 300)):
            picture = encode(draw_corners(size), "PNG")
            await harness.alice.slash(harness.channel, "veo-image", image=("a.png", picture))
            job = max(await harness.jobs(), key=lambda one: one.id)
            [container] = card_of(harness, job).components
            assert isinstance(container, discord.Container)
            kinds = [type(part).__name__ for part in container.children]
            is_above = kinds.index("ActionRow") < kinds.index("MediaGalleryComponent")
            assert is_above is (size != (320, 180)), size
            assert kinds.count("ActionRow") == 1
            held[size] = (job.not_before_at - job.created_at).total_seconds()
        assert held == {(320, 180): 3.0, (500, 310): 3.0, (400, 300): 10.0}
