"""The catalogue of models for tests."""

from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.media import pictures
from bot.models import Catalogue
from bot.services.catalogue import load_catalogue
from bot.settings import Settings


def read_catalogue(data_dir: Path = Path("/nonexistent"), **settings: Any) -> Catalogue:
    """The models that come with the bot, and those below the folder."""
    token, key = SecretStr("token"), SecretStr("SG_0123456789abcdef")
    return load_catalogue(
        Settings(_env_file=None, discord_token=token, segmind_api_key=key, data_dir=data_dir, **settings)
    )


CATALOGUE = read_catalogue()
VEO_2 = CATALOGUE.default
#: What Segmind calls it, in its two modes.
TEXT_MODEL, IMAGE_MODEL = "veo-2", "veo-2-image2video"
SIZES = VEO_2.sizes_in("720p")
prepare_picture = partial(pictures.prepare_picture, sizes=SIZES)
#: The same shapes with a quarter of the pixels, for what doesn't depend on them.
SMALL_SIZES = {shape: (width // 2, height // 2) for shape, (width, height) in SIZES.items()}
prepare_small = partial(pictures.prepare_picture, sizes=SMALL_SIZES)
#: A sixteenth of those: enough for colours and for what is read at all.
TINY_SIZES = {shape: (width // 4, height // 4) for shape, (width, height) in SMALL_SIZES.items()}
prepare_tiny = partial(pictures.prepare_picture, sizes=TINY_SIZES)
