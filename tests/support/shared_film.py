"""The stand-in's films, made once on a machine, for tests that are about something else."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import sandbox
from bot.media import videos
from sandbox.account import Submission
from sandbox.films import Film, render_film
from sandbox.segmind import StandIn
from tests.support.film_memory import FilmMemory
from tests.support.keeping import find_draft, find_place

read_plainly = videos.read_video


def show_one_film(segmind: StandIn) -> None:
    """Have all jobs of one length and shape show the same film, also those of later tests."""
    films = segmind._routes._films  # type: ignore[union-attr]  # it is open
    describe = films._describe

    def describe_plainly(job: Submission) -> Film:
        return replace(describe(job), prompt="a red panda", seed=1, note="", image=None)

    async def recall(film: Film, path: Path) -> Path:
        await render_once(film, path, fast=films._fast)
        return path

    films._describe = describe_plainly  # type: ignore[method-assign]  # the same, for all of them
    films._render = recall  # type: ignore[method-assign]  # the same, made once


async def render_once(film: Film, target: Path, *, fast: bool = False) -> None:
    """The same as `render_film`, but what was made before isn't made again."""
    pictures = [path and hashlib.sha256(path.read_bytes()).hexdigest() for path in (film.image, film.last_image)]
    place = find_place(_hash_code(), fast, replace(film, image=None, last_image=None), pictures)
    if not place.is_file():
        await render_film(film, find_draft(place), fast=fast)
        find_draft(place).replace(place)
    shutil.copyfile(place, target)


@cache
def _hash_code() -> str:
    """What the stand-in's films depend on."""
    modules = [Path(sandbox.__file__).with_name(f"{name}.py") for name in ("films", "captions", "scenery")]
    return hashlib.sha256(b"".join(module.read_bytes() for module in modules)).hexdigest()


@contextmanager
def reading_once() -> Iterator[None]:
    """Have the bot be told of a video that it read in an earlier test what it found then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(videos, "read_video", FilmMemory().read)
        yield
