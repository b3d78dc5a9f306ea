"""A picture becomes the first frame of a model's video: in the nearest shape, and exactly as large as the video."""

import io

import pytest
from PIL import Image

from bot.media.picture_checks import Fit, Sizes
from bot.media.pictures import prepare_picture
from bot.models import ModelSpec
from tests.support.models import CATALOGUE
from tests.support.pictures import CORNERS, draw_corners, encode, read_corners

MODELS = [spec for spec in CATALOGUE.specs if spec.image is not None]


def list_sizes(spec: ModelSpec) -> list[Sizes]:
    """A quarter of its sizes: their shapes are what differs."""
    whole = [spec.sizes_in(resolution) for resolution in spec.resolutions]
    return [{shape: (width // 4, height // 4) for shape, (width, height) in sizes.items()} for sizes in whole]


#: Many models have the same; each once, by the first of its models.
DIFFERENT_SIZES = {tuple(sizes.items()): spec.id for spec in reversed(MODELS) for sizes in list_sizes(spec)}


@pytest.mark.parametrize("sizes", [dict(sizes) for sizes in DIFFERENT_SIZES], ids=DIFFERENT_SIZES.values())
def test_its_own_shape_is_found_and_nothing_is_lost(sizes: Sizes) -> None:
    for shape, size in sizes.items():
        picture = draw_corners((round(200 * shape.ratio), 200))
        frame = prepare_picture(encode(picture, "PNG"), sizes=sizes, fit=Fit.AUTO)
        assert (frame.aspect_ratio, (frame.width, frame.height), frame.is_padded) == (shape, size, False)
        assert read_corners(frame.data) == CORNERS


@pytest.mark.parametrize("fit", Fit)
@pytest.mark.parametrize("name", ["runway-gen4-turbo", "ray-flash-2-720p"])
def test_any_shape_can_be_asked_for_whatever_the_picture_has(name: str, fit: Fit) -> None:
    spec = CATALOGUE.find(name)
    assert spec is not None
    [sizes] = list_sizes(spec)
    for shape, size in sizes.items():
        frame = prepare_picture(encode(draw_corners((300, 200)), "PNG"), sizes=sizes, aspect=shape, fit=fit)
        with Image.open(io.BytesIO(frame.data)) as picture:
            assert (frame.aspect_ratio, picture.size) == (shape, size)
        # A crop from 3:2 to 21:9 loses 36 %, to 9:16 62 %.
        assert frame.is_padded == (fit is Fit.AUTO and shape.ratio < 0.9)
