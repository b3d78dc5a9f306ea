"""The bot, killed before and after each step of films: no scene is paid twice, and no film is lost or in two messages.

A film that was accepted goes on with the next life, from whatever scene it had come to. A usual run kills at some
of the steps, as a seed decides that is printed and that VEO_SEED repeats; `make soak` kills at each.
"""

import itertools
import random
from collections import Counter, defaultdict

import pytest

from bot.domain.jobs import Job, JobState
from bot.domain.stories import name_film
from bot.services.admin.ledger_command import prove
from bot.storage.core.database import Database
from bot.storage.money import ledger_audit
from tests.chaos.chances import choose
from tests.chaos.story import Story, is_lost
from tests.fakes.discord.server import Message
from tests.support.film_memory import FilmMemory

PATCH = "discord PATCH /channels/{channel_id}/messages/{message_id}"
MESSAGE = "discord POST /channels/{channel_id}/messages"
TAKE_UP = "commit amend+image_path+film_path+changed_at+not_before_at+awaits_scene+revision"
#: Each with how many times the bot comes to it before it is killed: in the middle of a film.
KILLS = [
    *[("before commit accepted", 1), ("after commit accepted", 1), ("after commit delivered", 1)],
    *[(f"before {TAKE_UP}", 1), (f"after {TAKE_UP}", 1), (f"after {TAKE_UP}", 2), ("after segmind upload_image", 1)],
    *[("before segmind submit", 1), ("before segmind submit", 2), ("after segmind submit", 2)],
    *[("after commit generating", 2), ("before join", 1), ("after join", 1)],
    *[("before commit delivered", 2), ("after commit delivered", 2), ("before commit closed", 2)],
]
_numbers = itertools.count(1)


async def order(story: Story) -> None:
    """Open the form, and hand it in; each film differs from all others."""
    discord, user = story.world.discord, story.world.user
    shown = await discord.slash(user, story.world.channel, "veo-story")
    await shown.response()
    number = next(_numbers)
    scenes = "\n\n".join(f"film {number}, scene {scene}" for scene in (1, 2, 3))
    await (await discord.modal_submit(shown, scenes=scenes)).response()


async def check(story: Story) -> list[list[Job]]:
    """What must hold for each film, whatever was killed; gives the films."""
    world = story.world
    assert world.discord.violations == []
    paid = Counter(accepted.seed for accepted in world.segmind.accepted)
    assert all(count == 1 for count in paid.values()), f"paid twice: {paid}"
    films: dict[str, list[Job]] = defaultdict(list)
    for job in await world.jobs():
        films[job.card_key].append(job)
    for scenes in films.values():
        about = [message for message in _messages(story) if any(_is_about(message, job) for job in scenes)]
        if scenes[0].state is JobState.CANCELLED:  # its card couldn't be shown any more
            assert {job.state for job in scenes} == {JobState.CANCELLED}
            assert about == []
            continue
        [message] = about
        if any(map(is_lost, scenes)):  # the film ends there, and what wasn't made is refunded
            made = [job.state for job in scenes].index(JobState.FAILED)
            expected = [JobState.DELIVERED] * made + [JobState.FAILED] + [JobState.CANCELLED] * (2 - made)
            assert [job.state for job in scenes] == expected
            continue
        assert [job.state for job in scenes] == [JobState.DELIVERED] * 3
        assert {job.result_message_id for job in scenes} == {message.id}
        assert [file.filename for file in message.attachments] == [f"veo-{name_film(scenes[-1].id)}"]
        info = await FilmMemory().read(world.folder / "videos" / name_film(scenes[-1].id))
        assert abs(info.duration_s - 15) < 0.1
    findings = await prove(world.database_url)
    assert not findings.wrong, findings.wrong[:5]
    async with Database.open(world.database_url) as database:
        assert await ledger_audit.check(database) == []
    return list(films.values())


def _messages(story: Story) -> list[Message]:
    return [message for message in story._messages() if not message.is_ephemeral]


def _is_about(message: Message, job: Job) -> bool:
    has_button = any(name.endswith(f":{job.id}") for name in message.custom_ids)
    has_file = any(job.id in file.filename for file in message.attachments)
    return has_button or has_file or message.id == job.card_message_id


async def test_killed_at_steps_of_films(story: Story, monkeypatch: pytest.MonkeyPatch, chance: random.Random) -> None:
    async def check_films() -> None:
        films.extend(await check(story))

    kills = choose(chance, KILLS, 1)
    films: list[list[Job]] = []
    monkeypatch.setattr(story, "check", check_films)
    for step, nth in kills:
        assert await story.live_until(step, lambda: order(story), nth=nth), f"it never came to: {step}"
    await story.end()
    assert story.kills == len(kills)
    # A film of an earlier life may come to the step before this one's order is taken.
    is_early = {step for step, _ in kills} <= {"before commit accepted", "after commit accepted"}
    assert is_early or any(scenes[0].state is not JobState.CANCELLED for scenes in films)
