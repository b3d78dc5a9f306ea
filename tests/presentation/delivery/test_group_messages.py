"""Variations share one message, which fills up; whatever Discord refuses and whenever the bot is killed."""

import asyncio
import dataclasses
from dataclasses import dataclass

import pytest

from bot.domain.jobs import FailureReason, Job, JobState, new_job_id
from bot.domain.requests import PROMPT_MAX_CHARS, FullVideo
from bot.presentation.cards.ending import PROMPT_CHARS
from bot.presentation.cards.group_card import GroupCard, repeat_first
from bot.presentation.cards.group_ending import GroupEnding, ShownVideo
from bot.sentences import locales
from bot.services.ports import DeliveryDelayed, ProgressEstimate
from tests.fakes.discord.server import Message, Permission
from tests.presentation.delivery.stored_group import StoredGroup
from tests.presentation.delivery.test_notifier import Scene, client, scene, server
from tests.support.videos import make_video

__all__ = ["client", "scene", "server"]
S = JobState


@dataclass
class Group(StoredGroup):
    """Variations whose rows are kept here as the database would keep them."""

    def __post_init__(self) -> None:
        first = dataclasses.replace(self.stage.job, group_id=self.stage.job.id, group_size=4)
        for position in range(1, 5):
            job_id = first.id if position == 1 else new_job_id(first.created_at)
            request = dataclasses.replace(first.request, seed=100 + position)
            job = dataclasses.replace(first, id=job_id, request=request, group_position=position, state=S.GENERATING)
            self.rows[job_id] = job
        self.restart()

    async def post(self, number: int, *, is_stored: bool = True, look_first: bool = False) -> int:
        """Deliver a video; unless the bot is killed before it can store that."""
        job = self.put(number, S.DELIVERING)
        video = self.stage.video.with_name(f"{job.id}.mp4")
        if not video.exists():
            make_video(video)
        posted = await self.notifier.deliver(job, video, look_first=look_first)
        if is_stored:
            self.put(number, S.DELIVERED, result_message_id=posted.message_id, result_channel_id=posted.channel_id)
        return posted.message_id

    def fail(self, number: int) -> Job:
        """Store that a variation failed."""
        return self.put(number, S.FAILED, failure=FailureReason.GENERATION_FAILED)

    @property
    def results(self) -> list[Message]:
        """The messages about the group besides its card."""
        return self.stage.results

    def videos(self, message: Message) -> list[int]:
        """Which variations' videos a message has."""
        names = [file.filename for file in message.attachments]
        return [number for number in range(4) if any(self[number].id in name for name in names)]


@pytest.fixture
def group(scene: Scene) -> Group:
    return Group(scene)


def buttons_of(message: Message, job: Job) -> list[str]:
    return [name.split(":")[1] for name in message.custom_ids if name.endswith(f":{job.id}")]


async def test_one_message_fills_up_and_each_video_has_its_own_buttons(group: Group) -> None:
    await group.post(2)
    [message] = group.results
    assert message.pings == [group.stage.user]
    assert "1 of your 4 videos" in message.text
    assert message.text.count("Still on its way") == 3
    failed = group.fail(1)
    assert await group.notifier.tell_failure(failed, look_first=False) == message.id
    assert "couldn't make it" in message.text
    assert "5 s have been refunded" in message.text
    for number in (0, 3):
        assert await group.post(number) == message.id
    assert group.results == [message]
    assert group.videos(message) == [0, 2, 3]
    for number in (0, 2, 3):
        assert buttons_of(message, group[number]) == ["again", "edit", "continue", "delete"]
        assert f"seed {101 + number}" in message.text
    assert buttons_of(message, failed) == ["again", "edit"]
    assert "Still on its way" not in message.text


async def test_videos_that_are_ready_at_the_same_instant_make_one_message(group: Group) -> None:
    posted = await asyncio.gather(*(group.post(number, look_first=number > 0) for number in range(4)))
    [message] = group.results
    assert set(posted) == {message.id}
    assert group.videos(message) == [0, 1, 2, 3]


async def test_killed_before_the_first_video_is_stored_the_next_one_finds_it(group: Group) -> None:
    await group.post(0, is_stored=False)
    group.stage.server.advance(600)
    group.restart()
    await group.post(1, look_first=True)
    group.restart()
    await group.post(0, look_first=True)
    [message] = group.results
    assert group.videos(message) == [0, 1]


async def test_a_lost_answer_to_an_edit_adds_no_video_twice(group: Group) -> None:
    await group.post(0)
    group.stage.server.fail("PATCH", "/channels/*/messages/*", after=True, drop=True)
    with pytest.raises(DeliveryDelayed):
        await group.post(1)
    await group.post(1, look_first=True)
    [message] = group.results
    assert group.videos(message) == [0, 1]
    assert len(message.attachments) == 2


@pytest.mark.parametrize("how", ["deleted", "edited too often", "too large", "no history"])
async def test_an_edit_that_is_refused_makes_the_video_a_message_of_its_own(group: Group, how: str) -> None:
    server = group.stage.server
    await group.post(0)
    [first] = group.results
    if how == "deleted":
        server.delete_message(first)
    elif how == "edited too often":
        server.fail("PATCH", "/channels/*/messages/*", 400, code=30046)
    elif how == "too large":
        server.fail("PATCH", "/channels/*/messages/*", 413, code=40005, times=3)
    else:
        denied = group.stage.channel.bot_permissions & ~Permission.READ_MESSAGE_HISTORY
        server.update_channel(group.stage.channel, bot_permissions=denied)
    await group.post(1)
    second = group.results[-1]
    assert second is not first
    assert group.videos(second) == [1]
    assert second.pings == [group.stage.user]
    if how != "no history":
        await group.post(2)
        assert group.videos(second) == [1, 2]


async def test_what_failed_waits_for_the_first_video(group: Group) -> None:
    failed = group.fail(0)
    with pytest.raises(DeliveryDelayed):
        await group.notifier.tell_failure(failed, look_first=False)
    await group.post(1)
    [message] = group.results
    assert await group.notifier.tell_failure(failed, look_first=False) == message.id
    assert buttons_of(message, failed) == ["again", "edit"]


async def test_if_all_fail_one_message_says_so_even_after_a_crash(group: Group) -> None:
    for number in range(4):
        group.fail(number)
    told = {await group.notifier.tell_failure(group[0], look_first=False)}
    group.stage.server.advance(600)
    group.restart()
    told |= {await group.notifier.tell_failure(group[number], look_first=True) for number in range(4)}
    [message] = group.results
    assert told == {message.id}
    assert "None of your 4 videos" in message.text
    assert all(buttons_of(message, group[number]) == ["again", "edit"] for number in range(4))
    await group.notifier.remove_card(group[0])
    assert group.stage.card.is_deleted


async def test_the_card_stays_until_all_have_ended(group: Group) -> None:
    await group.post(0)
    await group.notifier.show(group[1], group.stage.progress())
    assert "1 of 4 videos are ready" in group.stage.card.text
    await group.notifier.remove_card(group[0])
    assert not group.stage.card.is_deleted
    for number in (1, 2, 3):
        await group.post(number)
    await group.notifier.remove_card(group[0])
    assert group.stage.card.is_deleted


@pytest.mark.parametrize("is_private", [False, True])
async def test_what_was_cancelled_is_no_longer_said_to_be_on_its_way(group: Group, is_private: bool) -> None:
    for number in range(4):
        group.put(number, S.QUEUED, is_private=is_private)
    message_id = await group.post(0)
    [message] = [group.stage.card] if is_private else group.results
    assert message.id == message_id
    for number in (1, 2, 3):
        group.put(number, S.CANCELLED, cancelled_by=group[number].user_id)
    if is_private:
        await group.notifier.show(group[0], group.stage.progress())
    else:
        await group.notifier.remove_card(group[0])
        assert group.stage.card.is_deleted
    assert "Still on its way" not in message.text
    assert message.text.count("Cancelled") == 3
    assert group.videos(message) == [0]


async def test_deleting_one_leaves_the_others(group: Group) -> None:
    for number in range(3):
        await group.post(number)
    gone = group.put(1, S.DELIVERED, deleted_at=group[1].changed_at)
    await group.notifier.erase(gone)
    [message] = group.results
    assert group.videos(message) == [0, 2]
    assert buttons_of(message, gone) == []
    assert "Deleted" in message.text
    await group.post(3)
    assert group.videos(message) == [0, 2, 3]
    for number in (0, 2, 3):
        await group.notifier.erase(group.put(number, S.DELIVERED, deleted_at=group[1].changed_at))
    assert message.is_deleted


async def test_private_variations_fill_up_their_card(group: Group) -> None:
    for number in range(4):
        group.put(number, S.GENERATING, is_private=True)
    card = group.stage.card
    assert await group.post(1) == card.id
    await group.notifier.show(group[2], group.stage.progress())
    assert group.videos(card) == [1]
    failed = group.fail(2)
    assert await group.notifier.tell_failure(failed, look_first=False) == card.id
    for number in (0, 3):
        assert await group.post(number) == card.id
    assert group.videos(card) == [0, 1, 3]
    assert buttons_of(card, failed) == ["again", "edit"]
    assert group.results == []


@pytest.mark.parametrize("locale", locales())
async def test_the_largest_message_stays_within_discords_limits(group: Group, locale: str) -> None:
    prompt = "\n".join(["W" * PROMPT_CHARS] * 6)[:PROMPT_MAX_CHARS]
    members = []
    for number in range(4):
        job = group[number]
        members.append(
            dataclasses.replace(
                job,
                request=dataclasses.replace(job.request, prompt=prompt),
                locale=locale,
                state=S.FAILED if number == 3 else S.DELIVERED,
                failure=FailureReason.REJECTED,
                failure_detail="x" * 300,
                image_path=f"pictures/{job.id}-padded.jpg",
                source_message_id=1 << 60,
                source_user_id=1 << 61,
                instead_of="M" * 60,
                full_video=FullVideo("veo-3.1", 8, has_sound=True),
            )
        )
    shown = {job.id: ShownVideo([], "t" * 400) for job in members[:3]}
    waiting = [dataclasses.replace(job, state=S.QUEUED) for job in members]
    progress = ProgressEstimate(at=members[0].changed_at)
    for view in (
        GroupEnding(members, "h" * 600, shown=shown, has_picture=True),
        GroupEnding(waiting, "h" * 600, shown={}, has_picture=True, progress={job.id: progress for job in waiting}),
        GroupCard([(job, progress) for job in members], note="n" * 100),
        GroupCard(repeat_first(waiting[0], progress)),
    ):
        assert view.total_children_count <= 40
        assert view.content_length() <= 4000
