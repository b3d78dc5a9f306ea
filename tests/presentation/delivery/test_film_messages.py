"""A film is one video in one message, which a longer one replaces, whatever Discord refuses and whenever it dies."""

import dataclasses
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.requests import PROMPT_MAX_CHARS
from bot.domain.stories import SCENES_MAX, SceneText, name_film
from bot.markdown import bare
from bot.presentation.cards.film_card import FilmCard
from bot.presentation.cards.film_ending import FilmEnding
from bot.presentation.cards.group_ending import ShownVideo
from bot.presentation.delivery import uploads
from bot.sentences import locales, say
from bot.services.ports import DeliveryDelayed, ProgressEstimate
from bot.services.quota.scenes import number_scenes
from tests.fakes.discord.server import Message, Permission
from tests.presentation.delivery.stored_group import StoredGroup
from tests.presentation.delivery.test_notifier import Scene, client, scene, server
from tests.support.models import VEO_2
from tests.support.scenes import TEXTS
from tests.support.videos import make_video

__all__ = ["client", "scene", "server"]
S = JobState


@dataclass
class Film(StoredGroup):
    """Scenes whose rows are kept here as the database would keep them."""

    def __post_init__(self) -> None:
        first = dataclasses.replace(self.stage.job, state=S.QUEUED, completed_at=None)
        scenes = number_scenes(first, VEO_2, [SceneText(text) for text in TEXTS[:4]])
        self.rows = {one.id: one for one in scenes}
        self.restart()

    async def post(
        self, number: int, *, is_stored: bool = True, look_first: bool = False, has_film: bool = True
    ) -> int:
        """Deliver a scene with the film up to it; unless the bot is killed before it can store that."""
        job = self.put(number, S.DELIVERING, awaits_scene=False)
        video = self._make(f"{job.id}.mp4")
        film = self._make(name_film(job.id)) if number and has_film else None
        posted = await self.notifier.deliver(job, video, film=film, look_first=look_first)
        if is_stored:
            self.put(number, S.DELIVERED, result_message_id=posted.message_id, result_channel_id=posted.channel_id)
        return posted.message_id

    def stop(self, number: int) -> Job:
        """Store that a scene failed, and that those after it were cancelled."""
        for later in range(number + 1, 4):
            self.put(later, S.CANCELLED)
        return self.put(number, S.FAILED, failure=FailureReason.GENERATION_FAILED)

    def _make(self, name: str) -> Path:
        path = self.stage.video.with_name(name)
        if not path.exists():
            make_video(path)
        return path

    def files(self, message: Message) -> list[str]:
        """Which scene's video or film a message has."""
        names = [file.filename for file in message.attachments]
        return [
            f"{number}{'f' if 'film' in name else 'v'}"
            for name in names
            for number in range(4)
            if self[number].id in name
        ]


@pytest.fixture
def film(scene: Scene) -> Film:
    return Film(scene)


def verbs_of(message: Message, job: Job) -> list[str]:
    return [name.split(":")[1] for name in message.custom_ids if name.endswith(f":{job.id}")]


async def test_the_film_replaces_itself_in_one_message(film: Film) -> None:
    message_id = await film.post(0)
    [message] = film.stage.results
    assert message.pings == [film.stage.user]
    assert "1 of 4 scenes" in message.text
    assert verbs_of(message, film[0]) == ["again", "edit", "delete"]
    for number in (1, 2, 3):
        film.restart()
        assert await film.post(number, look_first=True) == message_id
        assert film.files(message) == [f"{number}f"]
    assert film.stage.results == [message]
    assert "Your film is ready" in message.text
    assert verbs_of(message, film[3]) == ["continue", "again", "edit", "delete"]
    await film.notifier.remove_card(film[3])
    assert film.stage.card.is_deleted


async def test_killed_before_a_scene_is_stored_it_is_found_in_the_message(film: Film) -> None:
    await film.post(0)
    await film.post(1, is_stored=False)
    film.stage.server.advance(600)
    film.restart()
    message_id = await film.post(1, look_first=True)
    [message] = film.stage.results
    assert message.id == message_id
    assert film.files(message) == ["1f"]


async def test_a_new_message_that_was_not_stored_is_found_after_a_refused_edit(film: Film) -> None:
    server = film.stage.server
    await film.post(0)
    server.fail("PATCH", "/channels/*/messages/*", 400, code=30046, times=2)
    posted = await film.post(1, is_stored=False)
    server.advance(600)
    film.restart()
    assert await film.post(1, look_first=True) == posted
    assert len(film.stage.results) == 2


async def test_a_lost_answer_to_an_edit_is_found(film: Film) -> None:
    await film.post(0)
    film.stage.server.fail("PATCH", "/channels/*/messages/*", after=True, drop=True)
    with pytest.raises(DeliveryDelayed):
        await film.post(1)
    await film.post(1, look_first=True)
    [message] = film.stage.results
    assert film.files(message) == ["1f"]


@pytest.mark.parametrize("how", ["deleted", "edited too often", "no history"])
async def test_an_edit_that_is_refused_makes_the_film_a_message_of_its_own(film: Film, how: str) -> None:
    server = film.stage.server
    await film.post(0)
    [first] = film.stage.results
    if how == "deleted":
        server.delete_message(first)
    elif how == "edited too often":
        server.fail("PATCH", "/channels/*/messages/*", 400, code=30046)
    else:
        denied = film.stage.channel.bot_permissions & ~Permission.READ_MESSAGE_HISTORY
        server.update_channel(film.stage.channel, bot_permissions=denied)
    await film.post(1)
    second = film.stage.results[-1]
    assert second is not first
    assert film.files(second) == ["1f"]
    assert second.pings == [film.stage.user]
    if how != "no history":
        assert await film.post(2) == second.id
        assert film.files(second) == ["2f"]


async def test_a_scene_without_the_film_never_replaces_the_scenes_before(film: Film) -> None:
    await film.post(0)
    [first] = film.stage.results
    await film.post(1, has_film=False)
    assert film.files(first) == ["0v"]
    second = film.stage.results[-1]
    assert film.files(second) == ["1v"]
    assert "This is only scene 2." in second.text
    # The next one has the film of all again, which is more than that.
    assert await film.post(2) == second.id
    assert film.files(second) == ["2f"]
    assert "This is only scene" not in second.text


async def test_a_film_that_is_too_large_leaves_the_scenes_before_where_they_are(
    film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    await film.post(0)
    [first] = film.stage.results
    monkeypatch.setattr(uploads, "_TRIES", 2)
    film.stage.server.fail("PATCH", "/channels/*/messages/*", 413, code=40005, times=2)
    await film.post(1)
    assert film.files(first) == ["0v"]
    assert film.files(film.stage.results[-1]) in (["1f"], ["1v"])


async def test_a_failure_is_told_in_the_message_and_once_more_when_the_rest_has_ended(film: Film) -> None:
    await film.post(0)
    [message] = film.stage.results
    failed = film.put(1, S.FAILED, failure=FailureReason.GENERATION_FAILED)
    assert await film.notifier.tell_failure(failed, look_first=False) == message.id
    assert "1 of 4 scenes" in message.text
    film.stop(1)
    await film.notifier.remove_card(film[1])
    assert "stopped after 1 of 4 scenes" in message.text
    assert message.text.count("Not made because the film stopped earlier") == 2
    assert verbs_of(message, film[0]) == ["take-up", "continue", "again", "edit", "delete"]
    assert film.stage.card.is_deleted


async def test_if_there_is_no_film_one_notice_says_so_even_after_a_crash(film: Film) -> None:
    failed = film.stop(0)
    told = {await film.notifier.tell_failure(failed, look_first=False)}
    film.stage.server.advance(600)
    film.restart()
    told.add(await film.notifier.tell_failure(failed, look_first=True))
    [message] = film.stage.results
    assert told == {message.id}
    assert "stopped at scene 1 of 4" in message.text
    assert verbs_of(message, film[0]) == ["take-up", "edit"]


async def test_a_private_film_grows_in_its_card(film: Film) -> None:
    for number in range(4):
        film.put(number, S.QUEUED, is_private=True)
    card = film.stage.card
    assert await film.post(0) == card.id
    await film.notifier.show(film[1], film.stage.progress())
    assert "cancel-all" in [name.split(":")[1] for name in card.custom_ids]
    assert await film.post(1) == card.id
    assert film.files(card) == ["1f"]
    failed = film.stop(2)
    assert await film.notifier.tell_failure(failed, look_first=False) == card.id
    await film.notifier.show(film[2], film.stage.progress())
    assert "stopped after 2 of 4 scenes" in card.text
    assert "cancel-all" not in [name.split(":")[1] for name in card.custom_ids]
    assert film.stage.results == []


async def test_a_private_film_that_outlasts_its_answer_goes_on_and_ends_in_direct_messages(film: Film) -> None:
    for number in range(4):
        film.put(number, S.QUEUED, is_private=True)
    card = film.stage.card
    assert await film.post(0) == card.id
    for number in range(4):
        film.put(number, film[number].state, interaction_at=film[number].created_at - timedelta(minutes=20))
    film.restart()
    message_id = await film.post(1)
    assert message_id != card.id
    [message] = film.stage.direct
    assert film.files(message) == ["1f"]
    failed = film.stop(2)
    assert await film.notifier.tell_failure(failed, look_first=False) == message_id
    assert "stopped after 2 of 4 scenes" in message.text
    assert film.files(card) == ["0v"]
    assert film.stage.results == film.stage.direct, "nobody else sees it"


async def test_a_private_film_that_fails_after_its_answer_has_closed_is_told_directly(film: Film) -> None:
    for number in range(4):
        film.put(number, S.QUEUED, is_private=True)
    assert await film.post(0) == film.stage.card.id
    for number in range(4):
        film.put(number, film[number].state, interaction_at=film[number].created_at - timedelta(minutes=20))
    film.restart()
    await film.notifier.tell_failure(film.stop(1), look_first=False)
    [message] = film.stage.direct
    assert "stopped at scene 2 of 4" in message.text
    assert verbs_of(message, film[0]) == ["take-up", "edit"]
    assert film.stage.results == film.stage.direct, "nobody else sees it"


async def test_deleting_takes_the_whole_message(film: Film) -> None:
    await film.post(0)
    await film.post(1)
    [message] = film.stage.results
    for number in range(4):
        film.put(number, film[number].state, deleted_at=film[0].changed_at)
    await film.notifier.erase(film[1])
    assert message.is_deleted
    await film.notifier.erase(film[0])


def test_one_scene_is_counted_in_the_singular() -> None:
    for key in ("story-result-some", "story-result-stopped"):
        told = {done: say("fr", key, mention="@ana", done=done, count=3) for done in (1, 2)}
        assert "scène sur" in bare(told[1])
        assert "scènes sur" in bare(told[2])


@pytest.mark.parametrize("locale", locales())
async def test_the_largest_message_stays_within_discords_limits(film: Film, locale: str) -> None:
    prompt = "\n".join(["W*_`" * 80] * 8)[:PROMPT_MAX_CHARS]
    first = dataclasses.replace(
        film[0],
        request=dataclasses.replace(film[0].request, prompt=prompt),
        locale=locale,
        source_message_id=1 << 60,
        source_user_id=1 << 61,
        instead_of="M" * 60,
    )
    scenes = number_scenes(first, VEO_2, [SceneText(prompt)] * SCENES_MAX)
    failed = [
        dataclasses.replace(one, state=S.FAILED, failure=FailureReason.REJECTED, failure_detail="x" * 300)
        for one in scenes
    ]
    progress = ProgressEstimate(at=first.changed_at)
    stopped = [dataclasses.replace(scenes[0], state=S.DELIVERED), *failed[1:]]
    everything = {one.id: progress for one in scenes}
    for view in (
        FilmEnding(stopped, "h" * 600, shown={scenes[0].id: ShownVideo([], "t" * 400)}),
        FilmEnding(failed, "h" * 600, shown={}),
        FilmEnding(scenes, "h" * 600, shown={}, progress=everything),
        FilmCard([(one, progress) for one in scenes], note="n" * 100),
        FilmCard([(one, progress) for one in failed], note="n" * 100),
    ):
        assert view.total_children_count <= 40
        assert view.content_length() <= 4000
