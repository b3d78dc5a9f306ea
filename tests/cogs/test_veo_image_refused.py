"""What cannot be animated: each has its own private sentence, and nothing is reserved, charged, kept or shown."""

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.exc import OperationalError

from tests.support.picture_harness import (
    PNG,
    assert_nothing_ordered,
    kept_pictures,
    open_picture_stage,
    said_privately,
)
from tests.support.pictures import draw_noise, encode, make_png_bomb

MP4 = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(4000)


def noise(size: tuple[int, int]) -> bytes:
    """A picture that no encoder makes small."""
    return encode(draw_noise(size, 100), "PNG")


BAD_PICTURES = [
    ("text", b"Dear diary", "I don't recognise that file as a picture"),
    ("nothing", b"", "That file is empty"),
    ("video", MP4, "That's a video, not a picture"),
    ("large video", MP4 + bytes(2_000_000), "That's a video, not a picture"),
    ("pdf", b"%PDF-1.7\n", "That's a PDF document, which I can't animate"),
    ("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "That's an SVG drawing"),
    ("large", noise((1200, 1000)), "the limit is 1 MB"),
    ("bomb", make_png_bomb(2_000, 1_500), "2,000 x 1,500 pixels; the limit is 2 megapixels"),
    ("small", encode(Image.new("RGB", (63, 500)), "PNG"), "each side needs at least 64"),
    ("incomplete", PNG[: len(PNG) // 2], "it's damaged, incomplete"),
    ("corrupt", PNG[:60] + bytes(60) + PNG[120:], "I can't read this picture"),
    ("invisible", encode(Image.new("RGBA", (300, 300), (9, 9, 9, 0)), "PNG"), "transparent"),
]


async def test_each_bad_picture_has_its_own_private_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_picture_stage(tmp_path, is_working=False, picture_max_mb=1, picture_max_megapixels=2) as harness:
        said = []
        for name, data, words in BAD_PICTURES:
            answer = await harness.alice.slash(harness.channel, "veo-image", image=("holiday.jpg", data))
            text = said_privately(answer)
            assert words in text, name
            said.append(text)
        assert len(set(said)) == len(BAD_PICTURES) - 2, "only two videos are told the same, and two broken pictures"
        monkeypatch.setattr(harness.env.backend.cdn, "get", lambda _url: None)
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        assert "Discord no longer has this picture" in said_privately(answer)
        await assert_nothing_ordered(harness, tmp_path)


async def test_an_address_that_is_not_discords_is_never_requested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simcord.backend.cdn.CDN_BASE", "http://127.0.0.1:1")
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        assert "I can only use pictures that are stored on Discord" in said_privately(answer)
        await assert_nothing_ordered(harness, tmp_path)


async def test_a_limit_refuses_privately_and_keeps_no_file(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False, user_seconds_per_day=7) as harness:
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        before = kept_pictures(tmp_path)
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        assert "You have 2 of" in said_privately(answer)
        assert len(await harness.jobs()) == 1
        assert kept_pictures(tmp_path) == before


async def test_whoever_has_nothing_left_puts_no_work_on_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_picture_stage(tmp_path, is_working=False, user_seconds_per_day=3) as harness:
        monkeypatch.setattr(harness.context.picture_orders._frames, "files", None)
        answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        assert "You have 3 of" in said_privately(answer)
        await assert_nothing_ordered(harness, tmp_path)


async def test_a_database_that_fails_or_cannot_take_the_picture_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:

        async def fail(*_: object) -> object:
            raise OperationalError("INSERT", {}, Exception("disk I/O error"))

        def fill_disk(*_: object) -> None:
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))

        for name, failing in (
            ("bot.services.quota.service.QuotaService.accept_all", fail),
            ("bot.storage.jobs.jobs.store_pictures", fill_disk),
        ):
            monkeypatch.setattr(name, failing)
            answer = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
            assert "I can't reach my database" in said_privately(answer)
            monkeypatch.undo()
            await assert_nothing_ordered(harness, tmp_path)


async def test_a_prompt_of_blanks_is_no_prompt_and_one_too_long_is_refused_at_once(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), prompt="   ")
        [job] = await harness.jobs()
        assert job.request.prompt == ""
        with pytest.raises(Exception, match="2000"):
            await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), prompt="x" * 2001)


def test_the_pictures_are_what_they_are_called() -> None:
    sizes = {name: len(data) for name, data, _ in BAD_PICTURES}
    assert sizes["large"] > 1_000_000 > sizes["bomb"]
    with Image.open(io.BytesIO(PNG)) as picture:
        assert picture.size == (320, 180)
