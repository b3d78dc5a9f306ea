"""Direct messages about the end of a video, for people who chose them, on a small Discord over HTTP."""

import dataclasses

import pytest

from bot.domain.choices import ChoiceField
from bot.domain.jobs import FailureReason, JobState
from bot.presentation.delivery.posting import DirectNotices
from bot.sentences import say
from bot.services.own_choices import OwnChoices
from bot.services.ports import DeliveryImpossible
from bot.storage.core.database import Database
from tests.presentation.delivery.test_notifier import Scene, client, scene, server

__all__ = ["client", "scene", "server"]


async def prepare(scene: Scene, database: Database, locale: str | None = "de") -> OwnChoices:
    """The person chose to be told, in a language."""
    own = OwnChoices(database)
    await own.change(scene.user.id, ChoiceField.DIRECT, locale)
    scene.notifier._direct_notices = DirectNotices(scene.notifier._client, own)
    return own


async def test_a_video_is_told_once_with_its_link(scene: Scene, database: Database) -> None:
    await prepare(scene, database)
    posted = await scene.notifier.deliver(scene.job, scene.video, look_first=False)
    done = dataclasses.replace(scene.job, state=JobState.DELIVERED, result_message_id=posted.message_id)
    for _ in range(3):
        await scene.notifier.tell_directly(done, posted.message_id)
        scene.server.advance(600)
    [told] = scene.direct
    link = f"https://discord.com/channels/{scene.guild.id}/{scene.channel.id}/{posted.message_id}"
    assert told.content == say("de", "direct-ready", link=link)


async def test_a_failure_is_told_once_with_its_link(scene: Scene, database: Database) -> None:
    await prepare(scene, database, "en-US")
    failed = dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.GENERATION_FAILED)
    message_id = await scene.notifier.tell_failure(failed, look_first=False)
    for _ in range(2):
        await scene.notifier.tell_directly(failed, message_id)
        scene.server.advance(600)
    [told] = scene.direct
    assert told.content.startswith("Your video failed.")
    assert told.content.endswith(f"/{message_id}")


async def test_what_is_in_direct_messages_already_is_not_told_again(scene: Scene, database: Database) -> None:
    await prepare(scene, database)
    failed = dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.GENERATION_FAILED)
    scene.server.delete_channel(scene.channel)
    message_id = await scene.notifier.tell_failure(failed, look_first=False)
    await scene.notifier.tell_directly(failed, message_id)
    [told] = scene.direct
    assert told.id == message_id
    sent = dataclasses.replace(scene.job, state=JobState.DELIVERED, result_channel_id=5, result_message_id=6)
    for job in (sent, dataclasses.replace(failed, guild_id=None)):
        await scene.notifier.tell_directly(job, 6)
    assert scene.direct == [told]


async def test_nobody_is_told_who_did_not_choose_it(scene: Scene, database: Database) -> None:
    await prepare(scene, database, None)
    done = dataclasses.replace(scene.job, state=JobState.DELIVERED, result_message_id=scene.card.id)
    await scene.notifier.tell_directly(done, scene.card.id)
    assert scene.direct == []


async def test_closed_direct_messages_are_no_reason_to_wait(scene: Scene, database: Database) -> None:
    await prepare(scene, database)
    scene.user.accepts_dms = False
    done = dataclasses.replace(scene.job, state=JobState.DELIVERED, result_message_id=scene.card.id)
    with pytest.raises(DeliveryImpossible):
        await scene.notifier.tell_directly(done, scene.card.id)
