"""The bot, killed while a video is continued: the part and the film of all parts end in one message."""

import random
from functools import partial

from bot.domain.jobs import JobState
from bot.domain.stories import name_film
from tests.chaos.chances import choose
from tests.chaos.story import Story, is_lost
from tests.chaos.test_kills import MESSAGE
from tests.fakes.discord.server import Message
from tests.support.film_memory import FilmMemory

#: From the form that was handed in to the message with the result, each with how often it comes until then.
STEPS = [
    *(("before commit accepted", 1), ("after commit accepted", 1), (f"after {MESSAGE}", 1), ("before join", 1)),
    *(("after join", 1), (f"before {MESSAGE}", 2), (f"after {MESSAGE}", 2), ("after commit delivered", 1)),
]


async def go_on(story: Story, video: Message, prompt: str) -> None:
    """Press Continue, and hand in the form."""
    discord, user = story.world.discord, story.world.user
    [custom_id] = [name for name in video.custom_ids if "continue" in name]
    pressed = await discord.component(user, video, custom_id)
    await pressed.response()
    await (await discord.modal_submit(pressed, prompt=prompt)).response()


async def test_killed_while_a_video_is_continued(story: Story, chance: random.Random) -> None:
    world, steps = story.world, choose(chance, STEPS, 1)
    assert await story.live_until("after commit closed")
    [video] = [message for message in world.channel.messages if message.attachments]
    for number, (step, nth) in enumerate(steps):
        deed = partial(go_on, story, video, f"part two, number {number}")
        assert await story.live_until(step, deed, nth=nth), f"it never came to: {step}"
    done = await story.end()
    parts = [job for job in done if job.part == 2]
    # A life may end at a commit that was not the order's, or was tried in vain on a busy machine.
    least = int(any("accepted" not in step for step, _ in steps))
    assert least <= len(parts) <= len(steps)
    assert {job.state for job in done if not is_lost(job)} == {JobState.DELIVERED}
    for job in parts:
        if is_lost(job):
            continue
        assert job.film_path is not None
        assert not (world.folder / job.film_path).exists()
        [message] = [m for m in world.channel.messages if m.id == job.result_message_id]
        assert [file.filename for file in message.attachments][:2] == [f"veo-{job.id}.mp4", f"veo-{name_film(job.id)}"]
        info = await FilmMemory().read(world.folder / "videos" / name_film(job.id))
        assert abs(info.duration_s - 10) < 0.1
