"""Delete: the message goes, the record stays."""

from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.domain.jobs import JobState
from bot.presentation.cards.buttons import make_result_view
from bot.sentences import FALLBACK, say
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import Finished, add_member, others, post_finished, pressed_twice, read


async def press(who: Any, done: Finished, message: Any = None) -> Any:
    return await who.click(message or done.result, custom_id=f"veo:delete:{done.job.id}")


def told(answer: InteractionResult) -> str:
    """What only the person was told; what they pressed may still be there."""
    private = [one for one in (answer.response, *answer.followups) if one is not None and one.ephemeral]
    assert len(private) == 1
    return private[0].content


def is_there(harness: BotHarness, message: discord.Message) -> bool:
    return message.id in {one.id for one in harness.channel.history()}


async def test_its_owner_deletes_it_and_the_card_loses_its_link(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        answer = await press(harness.alice, done)
        assert "deleted" in told(answer)
        assert not is_there(harness, done.result)
        job = await read(harness, done.job)
        assert job.deleted_at is not None
        assert job.state is JobState.DELIVERED, "the record stays"
        [card] = [one for one in harness.channel.history() if one.id == done.card.id]
        text = text_of(card)
        assert "was deleted" in text
        assert "[Watch]" not in text
        assert "https://" not in text


async def test_who_may_delete(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        assert "Only the person who requested" in told(await press(add_member(harness, "bob"), done))
        assert is_there(harness, done.result)
        assert (await read(harness, done.job)).deleted_at is None
        await press(add_member(harness, "admin", manage_guild=True), done)
        assert not is_there(harness, done.result)


async def test_twice_at_once_deletes_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        with pressed_twice(harness) as double:
            first = await press(harness.alice, done)
        texts = sorted(told(one) for one in (first, double.second))
        assert texts[0].startswith("Already on it")
        assert texts[1].startswith("The message with the video is deleted")


async def test_a_message_that_is_gone_already_is_told_and_noted(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        channel = harness.env.bot.get_partial_messageable(harness.channel.id)
        copy = await channel.send("elsewhere", view=make_result_view(done.job))
        await done.result.delete()
        assert "already gone" in told(await press(harness.alice, done, copy))
        assert (await read(harness, done.job)).deleted_at is not None
        assert "already been deleted" in told(await press(harness.alice, done, copy))
        again = await harness.alice.click(copy, custom_id=f"veo:again:{done.job.id}")
        assert say(FALLBACK, "job-deleted") in told(again)
        assert await others(harness, done.job) == []


async def test_without_a_video_there_is_nothing_to_delete(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, state=JobState.UNDELIVERABLE)
        assert "no message with a video" in told(await press(harness.alice, done))


async def test_a_message_that_discord_keeps_stays_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)

        async def refuse(*_: object, **__: object) -> None:
            raise discord.DiscordServerError(_Answer(), "away")

        monkeypatch.setattr(discord.Interaction, "delete_original_response", refuse)
        assert "didn't let me delete" in told(await press(harness.alice, done))
        assert (await read(harness, done.job)).deleted_at is None
        monkeypatch.undo()
        assert "is deleted" in told(await press(harness.alice, done)), "it may be tried again at once"


async def test_while_the_worker_still_has_the_card_to_show_it_shows_the_deletion(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.wait_done()
        result = await harness.wait_text("Here's your video")
        await harness.alice.click(result, custom_id=f"veo:delete:{job.id}")
        card = await harness.wait_text("was deleted")
        assert card.id == job.card_message_id
        assert (await read(harness, job)).deleted_at is not None


class _Answer:
    status = 503
    reason = "Service Unavailable"
