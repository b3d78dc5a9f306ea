"""The card goes when another message says how the job ended, whatever Discord refuses; never both, never neither."""

import dataclasses
from typing import Any

import pytest

from bot.domain.jobs import FailureReason, Job, JobState
from bot.services.ports import DeliveryDelayed, Way
from tests.fakes.discord.server import Message, Permission
from tests.presentation.delivery.test_notifier import (  # noqa: F401 - fixtures
    Scene,
    client,
    delete_channel,
    forbid_sending,
    hide_channel,
    remove_bot,
    scene,
    server,
)

DELETE = "/channels/*/messages/*"
ANSWER = "/webhooks/*/*/messages/*"


async def finish(scene: Scene, **changes: Any) -> Job:  # noqa: F811 - the fixture
    """Deliver the job, and give it as the worker then has it."""
    job = dataclasses.replace(scene.job, **changes)
    posted = await scene.notifier.deliver(job, scene.video, look_first=True)
    return dataclasses.replace(
        job,
        state=JobState.DELIVERED,
        result_message_id=posted.message_id,
        result_channel_id=posted.channel_id,
    )


def fail(scene: Scene, **changes: Any) -> Job:  # noqa: F811 - the fixture
    return dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.TIMED_OUT, **changes)


def everything(scene: Scene) -> list[Message]:  # noqa: F811 - the fixture
    """All that the bot said to its people, wherever it is."""
    return [m for channel in scene.server.channels.values() for m in channel.messages if m.author is scene.server.bot]


async def test_the_result_is_all_that_remains(scene: Scene) -> None:  # noqa: F811 - the fixture
    job = await finish(scene)
    assert scene.card in everything(scene), "at no instant neither"
    for _ in range(2):
        await scene.notifier.remove_card(job)
    [result] = everything(scene)
    assert result.id == job.result_message_id
    for mark in ("a red panda", "5 s · 16:9 · seed", "took 0 s"):
        assert mark in result.text


async def test_a_failure_is_told_once_and_is_all_that_remains(scene: Scene) -> None:  # noqa: F811 - the fixture
    job = fail(scene)
    told = [await scene.notifier.tell_failure(job, look_first=is_late) for is_late in (False, False, True)]
    assert scene.card in everything(scene)
    await scene.notifier.remove_card(job)
    [notice] = everything(scene)
    assert told == [notice.id] * 3
    assert notice.custom_ids == [f"veo:again:{job.id}", f"veo:edit:{job.id}"]
    assert notice.pings == [scene.user]


@pytest.mark.parametrize("is_outside", [False, True])
async def test_a_card_that_was_not_known_is_found(scene: Scene, is_outside: bool) -> None:  # noqa: F811
    # It is as it was posted, because nobody could change it.
    scene.card.components[0]["components"].append(
        {"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": f"veo:cancel:{scene.job.id}"}]}
    )
    job = await finish(scene, card_message_id=None, is_outside=is_outside)
    await scene.notifier.remove_card(job)
    [result] = everything(scene)
    assert result.id == job.result_message_id
    assert (result in scene.direct) is is_outside


async def test_a_card_that_was_not_known_is_not_taken_for_the_notice(scene: Scene) -> None:  # noqa: F811 - the fixture
    buttons = [
        {"type": 2, "style": 2, "label": "x", "custom_id": f"veo:{verb}:{scene.job.id}"} for verb in ("cancel", "edit")
    ]
    scene.card.components[0]["components"].append({"type": 1, "components": buttons})
    notice_id = await scene.notifier.tell_failure(fail(scene, card_message_id=None), look_first=True)
    assert notice_id != scene.card.id
    assert notice_id in {message.id for message in everything(scene)}


async def test_what_said_that_it_failed_goes_when_the_video_comes_after_all(
    scene: Scene,  # noqa: F811 - the fixture
) -> None:
    await scene.notifier.tell_failure(fail(scene), look_first=False)
    await scene.notifier.remove_card(fail(scene))
    scene.server.advance(600)
    job = await finish(scene, has_failed_before=True)
    assert len(everything(scene)) == 2, "a notice is not taken for the result"
    await scene.notifier.remove_card(job)
    [result] = everything(scene)
    assert result.id == job.result_message_id
    assert result.attachments


async def test_a_second_failure_is_not_told_again(scene: Scene) -> None:  # noqa: F811 - the fixture
    await scene.notifier.tell_failure(fail(scene), look_first=False)
    scene.server.advance(600)
    await scene.notifier.tell_failure(fail(scene, has_failed_before=True), look_first=False)
    assert len(scene.results) == 1


@pytest.mark.parametrize("close", [forbid_sending, hide_channel])
async def test_a_card_goes_where_the_video_is_a_direct_message(
    scene: Scene,  # noqa: F811 - the fixture
    close: Any,
) -> None:
    close(scene)
    scene.server.fail("PATCH", ANSWER, code=40005, times=3)  # the answer to the command can't show the video
    job = await finish(scene)
    assert job.result_channel_id is not None
    await scene.notifier.remove_card(job)
    assert everything(scene) == scene.direct != []


async def test_a_card_that_cannot_be_deleted_says_where_the_video_is(scene: Scene) -> None:  # noqa: F811
    job = await finish(scene)
    for path in (DELETE, ANSWER):
        scene.server.fail("DELETE", path, code=50013, times=2)
    await scene.notifier.remove_card(job)
    link = f"https://discord.com/channels/{job.guild_id}/{job.channel_id}/{job.result_message_id}"
    assert scene.card.text == f"✅ Video done · [Watch]({link})"
    await scene.notifier.remove_card(fail(scene))
    assert scene.card.text == "⚠️ Video failed"


@pytest.mark.parametrize("close", [delete_channel, remove_bot])
async def test_where_there_is_no_channel_any_more_nothing_is_left_to_do(
    scene: Scene,  # noqa: F811 - the fixture
    close: Any,
) -> None:
    job = await finish(scene)
    close(scene)
    scene.server.advance(901)
    await scene.notifier.remove_card(job)
    assert scene.direct == [], "nobody is told of it"


async def test_a_private_answer_with_the_video_leaves_a_line_for_everybody(scene: Scene) -> None:  # noqa: F811
    job = dataclasses.replace(scene.job, state=JobState.DELIVERED, result_message_id=77, answer_message_id=77)
    await scene.notifier.remove_card(job)
    assert "I showed it to the person who requested it" in scene.card.text


async def test_in_an_archived_thread_the_card_goes_when_it_is_open(scene: Scene) -> None:  # noqa: F811
    job = dataclasses.replace(await finish(scene), interaction_token=None)
    scene.server.fail("DELETE", DELETE, code=50083)
    with pytest.raises(DeliveryDelayed):
        await scene.notifier.remove_card(job)
    await scene.notifier.remove_card(job)
    assert scene.card not in everything(scene)


@pytest.mark.parametrize("code", [503, 401])
async def test_what_is_no_verdict_of_discords_is_tried_again(scene: Scene, code: int) -> None:  # noqa: F811
    job = await finish(scene)
    scene.server.fail("DELETE", DELETE, code, body="<html>gateway</html>")
    with pytest.raises(DeliveryDelayed):
        await scene.notifier.remove_card(job)
    await scene.notifier.remove_card(job)
    assert scene.card not in everything(scene)


async def test_it_needs_no_permission_to_delete_its_own_card(scene: Scene) -> None:  # noqa: F811
    job = await finish(scene)
    scene.server.update_channel(scene.channel, bot_permissions=int(Permission.VIEW_CHANNEL))
    await scene.notifier.remove_card(job)
    assert scene.card not in everything(scene)


async def test_a_card_that_has_become_the_video_stays(scene: Scene) -> None:  # noqa: F811
    forbid_sending(scene)
    assert await scene.deliver() is Way.ANSWER
    done = dataclasses.replace(scene.job, state=JobState.DELIVERED, result_message_id=scene.card.id)
    assert not done.is_result_apart
    await scene.notifier.show(done, scene.progress())
    assert scene.card.attachments
