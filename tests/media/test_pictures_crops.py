"""A crop keeps what there is to see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.Image import Transpose

from bot.media.crops import fills_frame, find_crop, pad_to, shrink_to
from tests.support import pictures as make

LANDSCAPE, PORTRAIT = (1280, 720), (720, 1280)


def draw_detail(size: tuple[int, int], box: tuple[int, int, int, int]) -> Image.Image:
    """A soft gradient with something full of detail in it."""
    picture = Image.linear_gradient("L").resize(size).point(lambda level: 100 + level // 8).convert("RGB")
    detail = make.draw_noise((16, 16), 120).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.NEAREST)
    picture.paste(detail, box[:2])
    return picture


@pytest.mark.parametrize("box", [(20, 20, 150, 150), (300, 50, 450, 220), (720, 100, 880, 260)])
def test_detail_anywhere_along_a_wide_picture_is_kept_whole(box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = find_crop(draw_detail((900, 300), box), PORTRAIT)
    assert (top, bottom) == (0, 300)
    assert right - left == pytest.approx(300 * 9 / 16)
    assert left <= box[0]
    assert right >= box[2]


@pytest.mark.parametrize("box", [(20, 20, 150, 150), (100, 400, 250, 600), (50, 700, 200, 880)])
def test_detail_anywhere_along_a_tall_picture_is_kept_whole(box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = find_crop(draw_detail((400, 900), box), LANDSCAPE)
    assert (left, right) == (0, 400)
    assert top <= box[1]
    assert bottom >= box[3]


@pytest.mark.parametrize("size", [(900, 300), (640, 360), (300, 900), (500, 500)])
def test_without_any_detail_the_middle_is_kept(size: tuple[int, int]) -> None:
    for frame in (LANDSCAPE, PORTRAIT):
        left, top, right, bottom = find_crop(Image.new("RGB", size, "navy"), frame)
        assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((size[0] / 2, size[1] / 2))


def test_the_same_detail_everywhere_moves_the_crop_hardly() -> None:
    left, _, right, _ = find_crop(make.draw_noise((1200, 800), 60), PORTRAIT)
    assert (left + right) / 2 == pytest.approx(600, abs=60)


def test_what_is_transparent_has_no_detail() -> None:
    picture = draw_detail((900, 300), (20, 20, 180, 280)).convert("RGBA")
    picture.putalpha(255)
    picture.paste((0, 0, 0, 0), (700, 100, 800, 200))
    hidden = picture.copy()
    hidden.putalpha(Image.new("L", picture.size, 0))
    assert find_crop(picture, PORTRAIT)[0] < 40
    left, _, right, _ = find_crop(hidden, PORTRAIT)
    assert (left + right) / 2 == pytest.approx(450)


@pytest.mark.parametrize(
    "picture",
    [
        draw_detail((900, 300), (600, 50, 760, 250)),
        # Here many places are about as good, so the smallest difference decides.
        *(make.draw_noise((640, 120), 60, seed=seed) for seed in range(3)),
    ],
)
def test_cropping_a_turned_picture_turns_the_crop(picture: Image.Image) -> None:
    """So a picture can be cropped as it lies in its file, and be turned upright after."""
    cropped = picture.crop(tuple(map(round, find_crop(picture, PORTRAIT))))  # type: ignore[arg-type]
    for turn in Transpose:
        crop, turned = cropped.transpose(turn), picture.transpose(turn)
        frame = PORTRAIT if turned.size == picture.size else LANDSCAPE
        crop_of_turned = turned.crop(tuple(map(round, find_crop(turned, frame))))  # type: ignore[arg-type]
        assert abs(crop.width - crop_of_turned.width) <= 1, turn
        assert abs(crop.height - crop_of_turned.height) <= 1, turn
        small = [part.convert("L").resize((20, 20), Image.Resampling.BOX).tobytes() for part in (crop, crop_of_turned)]
        assert max(abs(a - b) for a, b in zip(*small, strict=True)) < 40, turn


@given(width=st.integers(1, 3000), height=st.integers(1, 3000), frame=st.sampled_from([LANDSCAPE, PORTRAIT]))
def test_a_crop_lies_inside_and_has_the_frames_shape(width: int, height: int, frame: tuple[int, int]) -> None:
    left, top, right, bottom = find_crop(Image.new("L", (width, height)), frame)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert (right - left) / (bottom - top) == pytest.approx(frame[0] / frame[1], rel=1e-6)
    assert right - left == pytest.approx(width) or bottom - top == pytest.approx(height)


@pytest.mark.parametrize(
    ("size", "fills"), [((1280, 720), True), ((1920, 1090), True), ((1280, 768), False), ((1400, 720), False)]
)
def test_hardly_visible_bars_are_not_worth_padding(size: tuple[int, int], fills: bool) -> None:
    assert fills_frame(size, LANDSCAPE) is fills


def test_padding_shows_the_whole_picture_on_a_dark_blur_of_itself() -> None:
    picture = make.draw_corners((300, 600))
    padded = pad_to(shrink_to(picture, LANDSCAPE), LANDSCAPE)
    assert padded.size == LANDSCAPE
    assert make.read_corners(make.encode(padded.crop((460, 0, 820, 720)), "PNG")) == make.CORNERS
    for x, colour in ((100, make.CORNERS[0]), (1180, make.CORNERS[1])):
        backdrop = make.read_pixel(padded, (x, 40))
        assert all(0.4 * level < shown < 0.7 * level for level, shown in zip(colour, backdrop, strict=True))
