"""An image sandbox without a process for each picture, for tests that are about something else."""

import hashlib
import warnings
from functools import lru_cache

import PIL

from bot.media.image_sandbox import ImageSandbox
from bot.media.image_sandbox_process import PreparationTask, answer_order, read_answer
from bot.media.picture_checks import Fit, PictureLimits, PreparedPicture, Sizes
from tests.support.film_memory import hash_media_code
from tests.support.keeping import find_draft, find_place


class InProcessSandbox(ImageSandbox):
    """Does here what the process does, and hands it on as the process does; limits and crashes are tested elsewhere."""

    async def _prepare(self, data: bytes, sizes: Sizes, fit: Fit, limits: PictureLimits) -> PreparedPicture:
        order = PreparationTask(sizes=sizes, fit=fit, limits=limits, memory_limit_bytes=0, cpu_limit_s=0)
        return read_answer(_answer(order.to_json(), data))


@lru_cache(maxsize=100)
def _answer(order: str, data: bytes) -> bytes:
    """Most tests show the same pictures, in each run."""
    place = find_place(
        "picture", PIL.__version__, hash_media_code(), order, hashlib.sha256(data).hexdigest(), suffix=".answer"
    )
    if not place.is_file():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            find_draft(place).write_bytes(answer_order(PreparationTask.from_json(order), data))
        find_draft(place).replace(place)
    return place.read_bytes()
