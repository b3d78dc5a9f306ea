"""Delete: asked once more, everything that people see or that is on the disk goes; the ledger stays."""

import asyncio
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.domain.jobs import Job, JobState
from bot.presentation.delivery.notifier import DiscordNotifier
from bot.sentences import FALLBACK, say
from bot.services.jobs.deletion import Deletions
from bot.storage.money import ledger, ledger_audit
from bot.storage.tables.columns import metadata
from tests.support.bot_harness import BotHarness, open_bot_harness
from tests.support.buttons import Finished, add_member, post_finished, pressed_twice, read, restart
from tests.support.forging import press as forge
from tests.support.picture_harness import PNG, kept_pictures

SECRET = "a panda that nobody should remember"


async def ask(who: Any, done: Finished, message: Any = None) -> Any:
    """Press Delete."""
    return await who.click(message or done.result, custom_id=f"veo:delete:{done.job.id}")


async def confirm(who: Any, done: Finished, asked: InteractionResult) -> Any:
    """Press the button below the question."""
    [question] = private(asked)
    return await who.click(question, custom_id=f"veo:delete-now:{done.job.id}")


def private(answer: InteractionResult) -> list[Any]:
    """The private messages of words."""
    shown = [one for one in (answer.response, *answer.followups) if one is not None]
    return [one for one in shown if one.ephemeral and one.content]


def told(answer: InteractionResult) -> str:
    """What only the person was told; what they pressed may still be there."""
    [message] = private(answer)
    return str(message.content)


def is_there(harness: BotHarness, message: discord.Message) -> bool:
    return message.id in {one.id for one in harness.channel.history()}


async def wait_closed(harness: BotHarness, job: Job) -> Job:
    async with asyncio.timeout(30):
        while (now := await read(harness, job)).closed_at is None or now.deleted_at is None:
            await asyncio.sleep(0.02)
    return now


async def test_after_a_question_everything_goes_but_the_ledger(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo-image", image=("cat.png", PNG), prompt=SECRET)
        [job] = await harness.wait_done()
        result = await harness.wait_text("Here's your video")
        async with harness.app.database.read() as connection:
            entries = await ledger.list_entries(connection, job.id)
        done = Finished(await read(harness, job), result, result)
        asked = await ask(harness.alice, done)
        assert told(asked) == say(FALLBACK, "delete-sure")
        assert is_there(harness, result), "nothing is deleted by one press"
        assert (await read(harness, job)).deleted_at is None
        answer = await confirm(harness.alice, done, asked)
        assert told(answer) == say(FALLBACK, "delete-done")
        assert private(answer)[0].components == [], "the question has no button any more"
        assert harness.channel.history() == [], "neither card nor video"
        assert list((tmp_path / "videos").iterdir()) == []
        assert kept_pictures(tmp_path) == {}
        gone = await wait_closed(harness, job)
        assert gone.state is JobState.DELIVERED, "the record stays"
        async with harness.app.database.read() as connection:
            assert await ledger.list_entries(connection, job.id) == entries
            for table in metadata.sorted_tables:
                assert SECRET not in str((await connection.execute(select(table))).all())
        row = (gone.request.prompt, gone.own_prompt, gone.image_path, gone.image_url, gone.output_url, gone.video_path)
        assert set(row) <= {"", None}
        assert await ledger_audit.check(harness.app.database) == []
        assert await harness.alice.autocomplete(harness.channel, "veo", "prompt", "panda") == []
        listed = await harness.alice.slash(harness.channel, "veo-jobs")
        assert listed.response is not None
        assert "veo:again" not in str(listed.response.components)


async def test_who_may_delete(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        bob = add_member(harness, "bob")
        assert told(await ask(bob, done)) == say(FALLBACK, "delete-not-yours")
        asked = await ask(harness.alice, done)
        [question] = private(asked)
        forged = await forge(harness, f"veo:delete-now:{done.job.id}", done.result, bob)
        assert told(forged) == say(FALLBACK, "delete-not-yours")
        assert is_there(harness, done.result)
        assert (await read(harness, done.job)).deleted_at is None
        admin = add_member(harness, "admin", manage_guild=True)
        await confirm(admin, done, await ask(admin, done))
        assert not is_there(harness, done.result)
        late = await harness.alice.click(question, custom_id=f"veo:delete-now:{done.job.id}")
        assert say(FALLBACK, "delete-already") in [one.content for one in private(late)]


async def test_the_question_outlives_a_restart_and_twice_at_once_deletes_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        asked = await ask(harness.alice, done)
        await restart(harness)
        with pressed_twice(harness) as double:
            first = await confirm(harness.alice, done, asked)
        texts = {one.content for answer in (first, double.second) for one in private(answer)}
        assert say(FALLBACK, "delete-done") in texts
        assert texts & {say(FALLBACK, "button-twice"), say(FALLBACK, "delete-already")}
        assert not is_there(harness, done.result)


async def test_a_message_that_is_gone_already_is_no_obstacle(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        asked = await ask(harness.alice, done)
        await done.result.delete()
        assert told(await confirm(harness.alice, done, asked)) == say(FALLBACK, "delete-done")
        assert not is_there(harness, done.card)
        done = await post_finished(harness, state=JobState.UNDELIVERABLE)
        assert told(await ask(harness.alice, done)) == say(FALLBACK, "delete-nothing"), "it never had a video"


async def test_what_discord_does_not_delete_now_is_deleted_later(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        done = await post_finished(harness)
        asked = await ask(harness.alice, done)
        path = "/channels/*/messages/*"
        harness.env.inject_error("DELETE", path, status=503, times=1)
        answer = await confirm(harness.alice, done, asked)
        assert told(answer) in {say(FALLBACK, key) for key in ("delete-goes-on", "delete-done")}
        await wait_closed(harness, done.job)
        assert not is_there(harness, done.result)
        assert not is_there(harness, done.card)


async def test_what_discord_never_deletes_is_said_and_can_be_pressed_again(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        done = await post_finished(harness)
        asked = await ask(harness.alice, done)
        await restart(harness)
        harness.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, times=None)
        assert told(await confirm(harness.alice, done, asked)) == say(FALLBACK, "delete-left")
        assert is_there(harness, done.result)
        await wait_closed(harness, done.job)
        harness.env.backend.faults.clear()
        assert told(await ask(harness.alice, done)) == say(FALLBACK, "delete-done")
        assert not is_there(harness, done.result)


async def test_a_private_video_is_deleted_by_the_press_below_it(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        answer = await harness.alice.slash(harness.channel, "veo", prompt=SECRET, private=True)
        assert answer.response is not None
        [job] = await harness.wait_done()

        def shown() -> list[discord.Message]:
            return [one for one in harness.channel.history(viewer=harness.alice) if one.id == job.result_message_id]

        done = Finished(job, *shown(), *shown())
        harness.env.inject_error("DELETE", "/webhooks/*/*/messages/[0-9]*", status=401, code=50027, times=None)
        assert told(await confirm(harness.alice, done, await ask(harness.alice, done))) == say(FALLBACK, "delete-done")
        assert shown() == []


async def test_a_deletion_that_dies_in_between_goes_on(tmp_path: Path) -> None:
    """The process ends before or after each step: it was not begun, or the next one ends it."""

    async def die(*_: object, **__: object) -> None:
        raise _Killed

    (tmp_path / "videos").mkdir()
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        dead: dict[str, Finished] = {}
        for owner, step in ((Deletions, "begin"), (DiscordNotifier, "erase"), (Deletions, "remove_files")):
            done = dead[step] = await post_finished(harness, prompt=SECRET)
            (tmp_path / "videos" / f"{done.job.id}.mp4").write_bytes(b"film")
            asked = await ask(harness.alice, done)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(owner, step, die)
                answer = await confirm(harness.alice, done, asked)
            assert say(FALLBACK, "delete-done") not in [one.content for one in private(answer)], step
            assert ((await read(harness, done.job)).deleted_at is None) == (step == "begin")
        harness.forgive()
        working = asyncio.create_task(harness.app.work())
        try:
            await confirm(harness.alice, dead["begin"], await ask(harness.alice, dead["begin"]))
            for done in dead.values():
                await wait_closed(harness, done.job)
        finally:
            await harness.app.supervisor.stop()
            await working
        for step, done in dead.items():
            assert not is_there(harness, done.result), step
            assert not is_there(harness, done.card)
        assert list((tmp_path / "videos").iterdir()) == []


async def test_a_card_that_the_worker_still_has_to_show_does_not_come_back(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.wait_done()
        result = await harness.wait_text("Here's your video")
        done = Finished(job, result, result)
        await confirm(harness.alice, done, await ask(harness.alice, done))
        await wait_closed(harness, job)
        assert harness.channel.history() == []


class _Killed(Exception):
    """The process ends here."""
