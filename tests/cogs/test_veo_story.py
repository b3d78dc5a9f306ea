"""/veo-story: scenes are reserved together, and become one film that grows in one message."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import discord

from bot.domain.jobs import FailureReason, Job, JobState
from bot.media.videos import VideoInfo
from bot.services.jobs import lifecycle
from bot.storage.money import ledger_audit
from sandbox.faults import Fault, FaultKind
from tests.cogs.test_buttons_cancel import buttons_of
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, others, pressed_twice, read, restart
from tests.support.film_memory import FilmMemory
from tests.support.forging import hand_in, press
from tests.support.scenes import TEXTS

S = JobState


def write(count: int) -> str:
    return "\n\n".join(TEXTS[:count])


async def open_form(harness: BotHarness, **options: Any) -> Any:
    """The command of Alice's, and the form that it shows."""
    shown = await harness.alice.slash(harness.channel, "veo-story", **options)
    assert shown.modal is not None, shown.response and shown.response.content
    return shown


async def order(harness: BotHarness, count: int = 3, **options: Any) -> Any:
    """A film of Alice's, and its answer."""
    return await harness.alice.submit_modal(await open_form(harness, **options), {"scenes": write(count)})


async def move(harness: BotHarness, job: Job, *states: JobState, **changes: Any) -> Job:
    for state in states:
        async with harness.app.database.write() as connection:
            job = await lifecycle.move(connection, job, state, at=discord.utils.utcnow(), **changes)
    return job


def verbs_of(message: Any) -> list[str]:
    """What the buttons of a message do, in order."""
    rows = [*message.components]
    verbs = []
    while rows:
        part = rows.pop(0)
        rows[:0] = part.get("components", []) if isinstance(part, dict) else getattr(part, "children", [])
        custom_id = part.get("custom_id") if isinstance(part, dict) else getattr(part, "custom_id", None)
        if custom_id:
            verbs.append(str(custom_id).split(":")[1])
    return verbs


def chosen_in(modal: dict[str, Any]) -> set[str]:
    """What is chosen in the lists of a form."""
    lists = [label["component"].get("options", []) for label in modal["components"]]
    return {one["value"] for options in lists for one in options if one.get("default")}


def films_of(message: discord.Message) -> list[str]:
    return [file.filename for file in message.attachments]


async def measure(message: discord.Message, folder: Path) -> float:
    """How many seconds the film of a message takes."""
    path = folder / "film.mp4"
    path.write_bytes(await message.attachments[0].read())
    info: VideoInfo = await FilmMemory().read(path)
    return info.duration_s


def states_of(jobs: Sequence[Job]) -> list[JobState]:
    return [job.state for job in jobs]


async def wait_state(harness: BotHarness, job: Job, *states: JobState) -> Job:
    async with asyncio.timeout(60):
        while (now := await read(harness, job)).state not in states:
            await asyncio.sleep(0.02)
    return now


async def wait_deleted(harness: BotHarness, *jobs: Job) -> list[Job]:
    """Wait until nothing is left of these; gives all jobs."""
    async with asyncio.timeout(60):
        while any(
            job.deleted_at is None or job.closed_at is None for job in [await read(harness, one) for one in jobs]
        ):
            await asyncio.sleep(0.02)
    return await harness.jobs()


async def test_scenes_become_one_film_in_one_message(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        shown = await open_form(harness, duration=6, style="noir")
        assert shown.modal["custom_id"] == "veo:story-form:public"
        assert chosen_in(shown.modal) == {"6 16:9", "veo-2 720p silent", "noir"}
        assert "6 s each · about $3.75 a scene" in [label.get("description") for label in shown.modal["components"]]
        values = {"scenes": write(3), "frame": ["6 16:9"], "style": ["noir"]}
        answer = await harness.alice.submit_modal(shown, values)
        card = text_of(answer.response)
        assert "3 scenes of 6 s · 16:9 · Veo 2" in card
        assert all(text in card for text in TEXTS[:3])
        assert verbs_of(answer.response) == ["cancel-all"]
        jobs = await harness.wait_closed()
        assert [job.part for job in jobs] == [1, 2, 3]
        assert {job.request.duration_s for job in jobs} == {6}
        assert [job.own_prompt for job in jobs] == list(TEXTS[:3])
        assert [job.style for job in jobs] == ["noir"] * 3
        assert [job.parent_id for job in jobs] == [None, jobs[0].id, jobs[1].id]
        assert len({job.request.seed for job in jobs}) == 3
        [message] = await harness.messages()
        assert {job.result_message_id for job in jobs} == {message.id}
        assert films_of(message) == [f"veo-{jobs[2].id}-film.mp4"]
        assert abs(await measure(message, tmp_path) - 18) < 0.2
        assert "Your film is ready" in text_of(message)
        assert verbs_of(message) == ["continue", "again", "edit", "delete"]
        assert await ledger_audit.check(harness.app.database) == []

        await restart(harness)
        form = await harness.alice.click(message, label="Edit")
        assert form.modal is not None
        assert write(3) in [label["component"].get("value") for label in form.modal["components"]]
        with pressed_twice(harness) as double:
            await harness.alice.click(message, label="Again")
        assert "Already on it" in said(double.second)
        again = await others(harness, *jobs)
        assert [(job.part, job.own_prompt, job.style) for job in again] == [
            (number, text, "noir") for number, text in enumerate(TEXTS[:3], 1)
        ]
        asked = await harness.alice.click(message, label="Delete")
        await harness.alice.click(asked.followups[0], label="Delete for good")
        left = await wait_deleted(harness, *jobs)
        assert [job.deleted_at is not None for job in left] == [True] * 3 + [False] * 3
        assert {job.request.prompt for job in left[:3]} == {""}
        assert message.id not in [one.id for one in await harness.messages()]
        assert not any(job.id in path.name for job in jobs for path in (tmp_path / "videos").iterdir())


async def test_what_is_no_film_is_refused_and_given_back(tmp_path: Path) -> None:
    refusals = {
        "one": "I found only one",
        "\n\n".join("abcdefg"): "at most 6 scenes",
        "1. one\n2.\n3. three": "Scene 2 is empty",
        "one\n\n" + "y" * 2001: "Scene 2 has",
        "one\n\ntwo\n\na forbidden word": "This is about scene 3: Your prompt has a word",
    }
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        boss = add_member(harness, "boss", manage_guild=True)
        await boss.slash(harness.channel, "veo-admin words add", words="forbidden")
        for scenes, expected in refusals.items():
            refused = await harness.alice.submit_modal(await open_form(harness), {"scenes": scenes})
            answer = said(refused).replace("\u2068", "").replace("\u2069", "")
            assert expected in answer
            if len(scenes) < 1000:
                assert scenes in answer, "what was written is given back"
            else:
                assert refused.response is not None
                assert [file.filename for file in refused.response.attachments] == ["prompt.txt"]
        assert await harness.jobs() == []


async def test_a_film_that_does_not_fit_is_refused_as_a_whole_and_as_many_scenes_as_fit_are_offered(
    tmp_path: Path,
) -> None:
    async with open_bot_harness(tmp_path, is_working=False, user_seconds_per_day=17, user_jobs_at_once=1) as harness:
        refused = await order(harness, 6, duration=5)
        assert await harness.jobs() == []
        assert "3 scenes would still fit now" in said(refused)
        [label] = [one for one in buttons_of(refused.response) if one.startswith("Make the first 3 scenes")]
        await harness.alice.click(refused.response, label=label)
        jobs = await harness.jobs()
        assert [(job.part, job.group_size, job.request.prompt) for job in jobs] == [
            (number, 3, text) for number, text in enumerate(TEXTS[:3], 1)
        ]
        # Six seconds are left, which is not enough for a film.
        refused = await order(harness, 2, duration=5)
        assert "Make the first" not in str(buttons_of(refused.response))
        assert len(await harness.jobs()) == 3


async def test_a_film_that_fails_stops_is_refunded_and_taken_up_again_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=400, skip=1, times=1))
        await order(harness, 3)
        jobs = await harness.wait_closed()
        assert states_of(jobs) == [S.DELIVERED, S.FAILED, S.CANCELLED]
        [message] = await harness.messages()
        assert "Your film has stopped after 1 of 3 scenes" in text_of(message)
        assert "Scene 2" in text_of(message)
        assert text_of(message).count("Not made because the film stopped earlier") == 1
        assert verbs_of(message) == ["take-up", "continue", "again", "edit", "delete"]
        bob = add_member(harness, "bob")
        refused = await bob.click(message, label="Try again")
        assert "Only the person who made this film" in said(refused)
        await restart(harness)
        with pressed_twice(harness) as double:
            await harness.alice.click(message, label="Try again")
        assert "Already on it" in said(double.second)
        assert "already resumed this film" in said(await harness.alice.click(message, label="Try again"))
        rest = await others(harness, *jobs)
        assert [(job.part, job.parent_id) for job in rest] == [(2, jobs[0].id), (3, rest[0].id)]
        await harness.wait_closed()
        first, film = await harness.messages()
        assert first.id == message.id
        assert films_of(film) == [f"veo-{rest[1].id}-film.mp4"]
        assert abs(await measure(film, tmp_path) - 15) < 0.2
        assert "Your film is ready" in text_of(film)
        assert await ledger_audit.check(harness.app.database) == []
        await harness.alice.click(film, label="Again")
        again = await others(harness, *jobs, *rest)
        assert [job.request.prompt for job in again] == list(TEXTS[:3]), "the whole film, from its first scene on"


async def test_a_film_whose_first_scene_fails_is_told_and_taken_up_from_the_start(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=400, times=2))
        await order(harness, 2)
        jobs = await harness.wait_closed()
        assert states_of(jobs) == [S.FAILED, S.CANCELLED]
        [notice] = await harness.messages()
        assert "Your film has stopped at scene 1 of 2" in text_of(notice)
        assert verbs_of(notice) == ["take-up", "edit"]
        await harness.alice.click(notice, label="Try again")
        rest = await others(harness, *jobs)
        async with asyncio.timeout(60):
            while (await read(harness, rest[1])).closed_at is None:
                await asyncio.sleep(0.02)
        assert states_of(await others(harness, *jobs)) == [S.FAILED, S.CANCELLED]
        # As it made nothing, it can be tried once more.
        await harness.alice.click(notice, label="Try again")
        last = await others(harness, *jobs, *rest)
        await wait_state(harness, last[0], S.DELIVERED)


async def test_a_film_that_is_cancelled_half_way_ends_with_the_scene_in_progress(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answer = await order(harness, 4)
        jobs = await harness.jobs()
        bob = add_member(harness, "bob")
        assert "someone who manages the server" in said(await bob.click(answer.response, label="Cancel"))
        await move(harness, jobs[0], S.SUBMITTING)
        pressed = await harness.alice.click(answer.response, label="Cancel")
        assert "3 scenes are cancelled. 15 s have been refunded." in said(pressed)
        assert "The scene in progress can't be cancelled any more" in said(pressed)
        assert states_of(await harness.jobs()) == [S.SUBMITTING] + [S.CANCELLED] * 3
        assert await ledger_audit.check(harness.app.database) == []


async def test_a_film_that_is_cancelled_before_it_starts_leaves_a_private_line_and_is_listed(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answer = await order(harness, 2)
        pressed = await harness.alice.click(answer.response, label="Cancel")
        assert "2 scenes are cancelled. 10 s have been refunded." in said(pressed)
        assert verbs_of(pressed.response) == ["edit", "again"]
        jobs = await harness.jobs()
        listed = await harness.alice.slash(harness.channel, "veo-jobs")
        assert "scene 1 of 2" in text_of(listed.response)
        await restart(harness)
        assert pressed.response is not None
        await harness.alice.click(pressed.response, label="Again")
        assert [job.part for job in await others(harness, *jobs)] == [1, 2]


async def test_after_a_cancel_the_film_so_far_says_so_and_can_be_taken_up(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        harness.stand_in.faults.add(Fault("upload", FaultKind.ERROR, status=503, times=1))
        answer = await order(harness, 3)
        jobs = await harness.jobs()
        await wait_state(harness, jobs[0], S.DELIVERED)
        await harness.alice.click(answer.response, label="Cancel")
        jobs = await harness.wait_closed()
        assert states_of(jobs) == [S.DELIVERED, S.CANCELLED, S.CANCELLED]
        [message] = await harness.messages()
        assert "stopped after 1 of 3 scenes" in text_of(message)
        assert verbs_of(message)[0] == "take-up"


async def test_a_private_film_grows_where_nobody_else_sees_it_and_films_are_made_in_direct_messages(
    tmp_path: Path,
) -> None:
    async with open_bot_harness(tmp_path) as harness:
        shown = await open_form(harness, private=True)
        assert shown.modal["custom_id"] == "veo:story-form:private"
        answer = await harness.alice.submit_modal(shown, {"scenes": write(2)})
        assert answer.response is not None
        assert answer.response.ephemeral
        jobs = await harness.wait_closed()
        assert {job.result_message_id for job in jobs} == {answer.response.id}
        assert await harness.messages() == []
        [film] = [one for one in harness.channel.history(viewer=harness.alice) if one.id == answer.response.id]
        assert films_of(film) == [f"veo-{jobs[1].id}-film.mp4"]
        assert verbs_of(film) == ["continue", "again", "edit", "delete"]

        dave = harness.env.create_user("dave")
        await dave.send_dm("hello")
        form = await dave.slash("veo-story")
        answer = await dave.submit_modal(form, {"scenes": write(2)})
        assert answer.response is not None
        first, second = await others(harness, *jobs)
        assert (first.guild_id, second.guild_id) == (None, None)
        assert {first.card_message_id, second.card_message_id} == {answer.response.id}
        scenes = [await wait_state(harness, one, S.DELIVERED) for one in (first, second)]
        [film] = [one for one in dave.dm_channel.history() if one.attachments]
        assert {one.result_message_id for one in scenes} == {film.id}
        assert films_of(film) == [f"veo-{second.id}-film.mp4"]


async def test_a_model_that_cannot_make_films_is_not_taken_and_others_are_offered(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        refused = await harness.alice.slash(harness.channel, "veo-story", model="hailuo-2.3-fast", duration=10)
        assert "can't make films" in said(refused)
        assert refused.response is not None
        form = await harness.alice.click(refused.response, label=buttons_of(refused.response)[0])
        assert form.modal is not None
        await harness.alice.submit_modal(form, {"scenes": write(2)})
        jobs = await harness.jobs()
        assert len(jobs) == 2
        assert "hailuo" not in jobs[1].request.model
        # A form that names it all the same is refused, too.
        forged = {"scenes": write(2), "model": ["hailuo-2.3-fast 1080p silent"]}
        assert "can't make films" in said(await hand_in(harness, "veo:story-form:public", forged))
        # One that is off isn't taken either.
        off = await harness.alice.slash(harness.channel, "veo-story", model="kling-2.5-turbo")
        assert "Kling" in said(off)
        assert off.response is not None
        form = await harness.alice.click(off.response, label=buttons_of(off.response)[0])
        assert form.modal is not None
        suggested = await harness.alice.autocomplete(harness.channel, "veo-story", "model", "")
        assert not any("Hailuo" in str(one) for one in suggested)


async def test_a_film_counts_as_one_video_at_a_time_and_passes_over_a_default_model_for_pictures_alone(
    tmp_path: Path,
) -> None:
    settings: dict[str, Any] = {"user_jobs_at_once": 1, "default_model": "hailuo-2.3-fast"}
    async with open_bot_harness(tmp_path, is_working=False, **settings) as harness:
        await order(harness, 6)
        jobs = await harness.jobs()
        assert len(jobs) == 6
        assert "hailuo" not in jobs[0].request.model
        refused = await harness.alice.slash(harness.channel, "veo", prompt="a cat")
        assert "in progress at once" in said(refused)


async def test_a_film_that_goes_on_is_neither_deleted_nor_taken_up(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answer = await order(harness, 2)
        first, second = await harness.jobs()
        first = await move(harness, first, S.SUBMITTING, S.GENERATING, S.FETCHING, S.DELIVERING)
        await move(harness, first, S.DELIVERED, result_message_id=answer.response.id)
        for verb in ("take-up", "delete-now"):
            pressed = await press(harness, f"veo:{verb}:{first.id}", answer.response)
            told = pressed.followups[0] if pressed.followups else pressed.response
            assert told is not None
            assert "still in progress" in told.content
        assert (await read(harness, first)).deleted_at is None
        assert (await read(harness, second)).state is S.QUEUED


async def test_a_film_whose_model_is_gone_goes_on_with_the_next_one(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.RETIRED, status=410, skip=1))
        await order(harness, 2)
        jobs = await harness.wait_closed()
        assert jobs[1].failure is FailureReason.MODEL_GONE
        [message] = await harness.messages()
        assert "stopped after 1 of 2 scenes" in text_of(message)
        harness.stand_in.faults.clear()
        refused = await harness.alice.click(message, label="Try again")
        assert "isn't available" in said(refused)
        [label] = buttons_of(refused.response)
        assert refused.response is not None
        await harness.alice.click(refused.response, label=label)
        [rest] = await others(harness, *jobs)
        assert rest.part == 2
        assert rest.request.model not in {job.request.model for job in jobs}
        await wait_state(harness, rest, S.DELIVERED)
