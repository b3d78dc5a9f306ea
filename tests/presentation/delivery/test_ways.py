"""A way that goes on failing gives way to the next one in time: all ways, and all kinds of failure.

The worker's own step, the real notifier and discord.py over real sockets; the clock is the test's own.
"""

import asyncio
import dataclasses
import fnmatch
import itertools
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from itertools import pairwise
from typing import Any, cast

import aiohttp
import pytest

from bot.domain.clock import Clock
from bot.domain.jobs import FailureReason, Job, JobState
from bot.presentation.delivery import ways as ways_module
from bot.presentation.delivery.ways import Ways
from bot.services.ports import DeliveryDelayed, ProgressEstimate, Way
from bot.storage.core.database import Database
from bot.worker.delivery import Delivery
from bot.worker.pending_jobs import PendingJobs
from tests.presentation.delivery.test_discord_faults import (
    NoFilms,
    _quick,
    archive_thread,
    client,
    database,
    film,
    scene,
    server,
)
from tests.presentation.delivery.test_notifier import Scene
from tests.support.jobs import store_job
from tests.support.soak import IS_SOAK

__all__ = ["_quick", "client", "database", "film", "scene", "server"]

#: The library's own five tries of one call, with their pauses.
LIBRARY_S = 25.0
#: From the first failure of a way to the next way, at most.
GIVES_WAY_S = 120.0
SLEEP = asyncio.sleep
ALWAYS = 10_000


class Timer:
    """The bot's monotonic clock, and Discord's, which go on together."""

    def __init__(self, scene: Scene) -> None:
        self.now_s = 0.0
        #: Calls for which nobody listens.
        self.unconnected: set[tuple[str, str]] = set()
        #: The limit of the call that is under way.
        self._limit = asyncio.Timeout(None)
        self._scene = scene
        scene.notifier._ways = Ways(lambda: self.now_s)

    def advance(self, seconds: float) -> None:
        self.now_s += seconds
        self._scene.server.advance(seconds)

    def limit_call(self, _size_bytes: int = 0) -> asyncio.Timeout:
        """A limit that only `end_call` makes run out: no machine is too slow for it."""
        self._limit = asyncio.Timeout(None)
        return self._limit

    async def end_call(self) -> None:
        """Have the call that is under way take as long as it may."""
        self.advance(ways_module.UPLOAD_S)
        self._limit.reschedule(asyncio.get_running_loop().time())
        await SLEEP(0.01)


def paths_of(scene: Scene, way: Way) -> list[tuple[str, str]]:
    """The calls that send something by a way."""
    return {
        Way.CHANNEL: [("POST", f"/channels/{scene.channel.id}/messages")],
        Way.ANSWER: [("PATCH", "/webhooks/*/*/messages/*")],
        Way.DIRECT: [("POST", "/users/@me/channels"), ("POST", f"/channels/{scene.server.dm(scene.user).id}/messages")],
    }[way]


def reads_of(scene: Scene, way: Way) -> list[tuple[str, str]]:
    """The calls that look whether something has been sent by a way."""
    return {
        Way.CHANNEL: [("GET", f"/channels/{scene.channel.id}/messages")],
        Way.ANSWER: [("GET", "/webhooks/*/*/messages/*")],
        Way.DIRECT: [("GET", f"/channels/{scene.server.dm(scene.user).id}/messages")],
    }[way]


def refused(**how: Any) -> Callable[[Scene, Timer, str, str], None]:
    """Discord answers so, for good; the library tries some of it five times."""

    def break_(scene: Scene, timer: Timer, method: str, path: str) -> None:
        scene.server.fail(method, path, times=ALWAYS, on_hit=lambda _: timer.advance(LIBRARY_S / 5), **how)

    return break_


def limited(scene: Scene, _timer: Timer, method: str, path: str) -> None:
    """Discord asks to wait for ten minutes."""
    scene.server.rate_limit(method, path, 600, times=ALWAYS)


def silent(*, is_done: bool) -> Callable[[Scene, Timer, str, str], None]:
    """Discord never answers, though it may do what it is asked to."""

    def break_(scene: Scene, timer: Timer, method: str, path: str) -> None:
        scene.server.fail(method, path, times=ALWAYS, drop=True, after=is_done, on_hit=lambda _: timer.end_call())

    return break_


def unconnected(_scene: Scene, timer: Timer, method: str, path: str) -> None:
    """Nobody listens where these calls go."""
    timer.unconnected.add((method, path))


KINDS: dict[str, Callable[[Scene, Timer, str, str], None]] = {
    "refused": refused(code=50013),
    "500": refused(status=500),
    "503": refused(status=503),
    "a proxy's page": refused(status=502, body="<html>"),
    "dropped": refused(drop=True),
    "silent": silent(is_done=False),
    "429 for ten minutes": limited,
    "connection refused": unconnected,
}
WAYS = list(Way)
#: Each kind at each place; `make soak` also tries each beside another: what one way does changes nothing for the next.
PAIRS = [*zip(KINDS, KINDS, strict=True), *(pairwise([*KINDS, "refused"]) if IS_SOAK else ())]
#: Whether an order is private, and what its first way does. That each kind gives way is shown by PAIRS already.
TELLING = ("refused", "silent", "429 for ten minutes", "connection refused")
OTHERS = [(is_private, kind) for is_private in (False, True) for kind in (KINDS if IS_SOAK else TELLING[:3])]
#: What all ways do, and which one heals.
HEALED = list(zip([kind for kind in KINDS if kind != "refused"] if IS_SOAK else TELLING[1:], itertools.cycle(WAYS)))
#: What takes a message by a way and gives no answer, and whether somebody can look there.
UNANSWERED = [
    (way, kind, is_readable)
    for (at, way), (number, kind), is_readable in itertools.product(
        enumerate(WAYS), enumerate(("dropped", "silent", "502")), (True, False)
    )
    if IS_SOAK or is_readable or number == at
]


@pytest.fixture
def timer(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Timer:
    timer = Timer(scene)
    for name, module in list(sys.modules.items()):
        if name.startswith("bot.presentation.delivery.") and hasattr(module, "call_limit"):
            monkeypatch.setattr(module, "call_limit", timer.limit_call)
    send = aiohttp.ClientSession._request

    async def request(session: aiohttp.ClientSession, method: str, url: Any, **more: Any) -> Any:
        path = str(url).split("/api/v10")[-1].split("?")[0]
        if any(method == one and fnmatch.fnmatchcase(path, glob) for one, glob in timer.unconnected):
            timer.advance(1)
            raise aiohttp.ClientConnectorError(cast("Any", None), ConnectionRefusedError(111, "refused"))
        return await send(session, method, url, **more)

    monkeypatch.setattr(aiohttp.ClientSession, "_request", request)
    return timer


async def prepare(scene: Scene, database: Database) -> tuple[Delivery, Job]:
    """The worker's step, and its job."""
    job = dataclasses.replace(scene.job, video_path=scene.video.name)
    async with database.write() as connection:
        await store_job(connection, job)
    pending_jobs = PendingJobs(database, Clock())
    await pending_jobs.load()
    restore = cast("Any", None)
    delivery = Delivery(pending_jobs, scene.notifier, scene.video.parent, Clock(), restore, cast("Any", NoFilms()))
    delivery.expect(job.id)
    return delivery, job


async def settle(attempt: Callable[[], Awaitable[float | None]], timer: Timer, *, most_s: float) -> bool:
    """Try again and again, as the worker does, for so long; tells whether that settled it."""
    begun_s = timer.now_s
    while (delay_s := await attempt()) is not None:
        if timer.now_s + delay_s - begun_s > most_s:
            return False
        timer.advance(delay_s)
    assert timer.now_s - begun_s <= most_s
    return True


def places(scene: Scene) -> Counter[Way]:
    """Where the video is, and how often."""
    found: Counter[Way] = Counter()
    for channel in scene.server.channels.values():
        for message in channel.messages:
            if message.attachments:
                is_direct = channel is scene.server.dm(scene.user)
                found[Way.DIRECT if is_direct else Way.ANSWER if message is scene.card else Way.CHANNEL] += 1
    return found


@pytest.mark.parametrize("kinds", PAIRS, ids=" and ".join)
async def test_the_third_way_is_taken_whatever_the_first_two_do(
    scene: Scene,
    database: Database,
    timer: Timer,
    kinds: tuple[str, str],
) -> None:
    for way, kind in zip((Way.CHANNEL, Way.ANSWER), kinds, strict=True):
        for call in paths_of(scene, way):
            KINDS[kind](scene, timer, *call)
    delivery, job = await prepare(scene, database)
    assert await settle(lambda: delivery.deliver(job), timer, most_s=2 * GIVES_WAY_S)
    assert places(scene) == {Way.DIRECT: 1}


@pytest.mark.parametrize(("is_private", "kind"), OTHERS)
async def test_the_second_way_is_taken(
    scene: Scene,
    database: Database,
    timer: Timer,
    kind: str,
    is_private: bool,
) -> None:
    scene.job = dataclasses.replace(scene.job, is_private=is_private)
    first, second = (Way.ANSWER, Way.DIRECT) if is_private else (Way.CHANNEL, Way.ANSWER)
    for call in paths_of(scene, first):
        KINDS[kind](scene, timer, *call)
    delivery, job = await prepare(scene, database)
    assert await settle(lambda: delivery.deliver(job), timer, most_s=GIVES_WAY_S)
    assert places(scene) == {second: 1}


@pytest.mark.parametrize(("kind", "healed"), HEALED)
async def test_while_all_ways_fail_it_waits_and_takes_the_first_that_heals(
    scene: Scene,
    database: Database,
    timer: Timer,
    kind: str,
    healed: Way,
) -> None:
    for way in WAYS:
        for call in paths_of(scene, way):
            KINDS[kind](scene, timer, *call)
    delivery, job = await prepare(scene, database)
    assert not await settle(lambda: delivery.deliver(job), timer, most_s=400)
    assert not places(scene)
    faults = scene.server.rest.faults.pending
    opened = paths_of(scene, healed)
    faults[:] = [fault for fault in faults if (fault.method, fault.path_glob) not in opened]
    timer.unconnected -= set(opened)
    assert await settle(lambda: delivery.deliver(job), timer, most_s=900)
    assert places(scene) == {healed: 1}


@pytest.mark.parametrize(("way", "kind", "is_readable"), UNANSWERED)
async def test_what_went_through_without_an_answer_is_never_there_twice(
    scene: Scene,
    database: Database,
    timer: Timer,
    way: Way,
    kind: str,
    is_readable: bool,
) -> None:
    """Also where nobody can look whether it went through: then the next way is taken, and that place left alone."""
    broken = {"dropped": refused(drop=True, after=True), "silent": silent(is_done=True)}
    for earlier in WAYS[: WAYS.index(way)]:
        for call in paths_of(scene, earlier):
            refused(code=50013)(scene, timer, *call)
    *_, sending = paths_of(scene, way)
    broken.get(kind, refused(status=502, after=True))(scene, timer, *sending)
    if not is_readable:
        for call in reads_of(scene, way):
            refused(status=503)(scene, timer, *call)
    delivery, job = await prepare(scene, database)
    is_last = way is Way.DIRECT
    is_settled = await settle(lambda: delivery.deliver(job), timer, most_s=2 * GIVES_WAY_S)
    assert is_settled == (is_readable or not is_last)
    found = places(scene)
    assert found[way] == 1
    assert sum(found.values()) == (1 if is_readable or is_last else 2)


@pytest.mark.parametrize(("is_private", "kind"), OTHERS)
async def test_a_failure_is_told_by_the_next_way_too(
    scene: Scene,
    timer: Timer,
    kind: str,
    is_private: bool,
) -> None:
    job = dataclasses.replace(scene.job, state=JobState.FAILED, failure=FailureReason.TIMED_OUT, is_private=is_private)
    for call in paths_of(scene, Way.ANSWER if is_private else Way.CHANNEL):
        KINDS[kind](scene, timer, *call)
    tries = itertools.count()

    async def tell() -> float | None:
        try:
            await scene.notifier.tell_failure(job, look_first=next(tries) > 0)
        except DeliveryDelayed as error:
            return error.retry_after_s or 10.0
        return None

    assert await settle(tell, timer, most_s=GIVES_WAY_S)
    assert len(scene.direct) == 1


async def test_a_card_becomes_its_end_where_the_video_went_elsewhere(
    scene: Scene,
    database: Database,
    timer: Timer,
) -> None:
    """The answer was about to become the video, and then did not."""
    refused(code=50013)(scene, timer, *paths_of(scene, Way.CHANNEL)[0])
    refused(status=500)(scene, timer, *paths_of(scene, Way.ANSWER)[0])
    delivery, job = await prepare(scene, database)
    assert await settle(lambda: delivery.deliver(job), timer, most_s=2 * GIVES_WAY_S)
    before = str(scene.card.components)
    done = dataclasses.replace(job, state=JobState.DELIVERED, result_message_id=scene.direct[0].id)
    await scene.notifier.show(done, ProgressEstimate(at=job.changed_at))
    assert str(scene.card.components) != before


# -- archived threads -----------------------------------------------------------------------------


async def test_a_card_in_an_archived_thread_shows_its_end_once_the_video_opened_it(scene: Scene) -> None:
    archive_thread(scene)
    scene.server.advance(901)  # the answer is closed, too
    scene.job = dataclasses.replace(scene.job, interaction_token=None)
    before = str(scene.card.components)
    generating = dataclasses.replace(scene.job, state=JobState.GENERATING)
    await scene.notifier.show(generating, scene.progress())
    assert str(scene.card.components) == before
    posted = await scene.notifier.deliver(scene.job, scene.video, look_first=False)
    assert posted.way is Way.CHANNEL
    done = dataclasses.replace(scene.job, state=JobState.DELIVERED, result_message_id=posted.message_id)
    await scene.notifier.show(done, scene.progress())
    assert str(scene.card.components) != before


async def test_a_card_whose_thread_stays_archived_is_waited_for_and_then_left(scene: Scene) -> None:
    archive_thread(scene)
    job = dataclasses.replace(scene.job, state=JobState.CANCELLED, interaction_token=None)
    with pytest.raises(DeliveryDelayed):
        await scene.notifier.show(job, scene.progress())
    late = dataclasses.replace(job, changed_at=job.changed_at.replace(year=2025))
    await scene.notifier.show(late, scene.progress())


async def test_the_answer_shows_the_card_while_the_thread_is_archived(scene: Scene) -> None:
    archive_thread(scene)
    job = dataclasses.replace(scene.job, state=JobState.GENERATING)
    before = str(scene.card.components)
    await scene.notifier.show(job, scene.progress())
    assert str(scene.card.components) != before


async def test_an_answer_that_fails_for_a_while_delays_the_card(scene: Scene) -> None:
    scene.server.fail("PATCH", "/webhooks/*/*/messages/*", 503, times=5)
    job = dataclasses.replace(scene.job, is_private=True, state=JobState.GENERATING)
    with pytest.raises(DeliveryDelayed):
        await scene.notifier.show(job, scene.progress())
    await scene.notifier.show(job, scene.progress())
