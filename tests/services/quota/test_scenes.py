"""Films in money: all scenes are reserved or none, each is booked by itself, and one counts as being made at a time."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bot.domain.jobs import Job, JobState
from bot.domain.limits import Window
from bot.domain.quota import RefusalReason
from bot.domain.requests import Mode
from bot.domain.stories import SceneText
from bot.errors import AskedTwice, RequestTaken
from bot.services.jobs import lifecycle
from bot.services.jobs.requests import RequestExtras
from bot.services.jobs.service import JobService
from bot.services.quota import admission
from bot.services.quota.refusals import RequestRefused
from bot.storage.core.database import Database
from tests.services.quota.test_service import ORIGIN, opening, stored
from tests.support.jobs import anew
from tests.support.models import CATALOGUE, VEO_2
from tests.support.money import OPERATOR, UNLIMITED, Money, MovedClock, ask
from tests.support.scenes import TEXTS

__all__ = ["opening"]
Opening = Callable[..., AbstractAsyncContextManager[tuple[JobService, Money]]]
S = JobState


def film(count: int, texts: tuple[str, ...] = TEXTS) -> RequestExtras:
    return RequestExtras(scenes=tuple(SceneText(text) for text in texts[:count]))


async def request(job_service: JobService, count: int, texts: tuple[str, ...] = TEXTS) -> Job:
    wanted = VEO_2.make_request(Mode.TEXT, prompt=texts[0], duration_s=5)
    return await job_service.request(anew(ORIGIN), wanted, extras=film(count, texts))


async def test_a_film_is_reserved_together_and_one_scene_counts_at_a_time(database: Database, opening: Opening) -> None:
    clock = MovedClock()
    limits = replace(UNLIMITED, user_jobs_at_once=1, user_seconds={Window.DAY: 30})
    async with opening(limits, clock) as (job_service, money):
        first = await request(job_service, 6)
        scenes = await stored(database)
        assert [job.part for job in scenes] == [1, 2, 3, 4, 5, 6]
        assert [job.awaits_scene for job in scenes] == [False] + [True] * 5
        assert [job.request.mode for job in scenes] == [Mode.TEXT] + [Mode.IMAGE] * 5
        assert {job.estimate_micros for job in scenes} == {3_125_000}
        allowance = await money.quota_service.allowance(ask(first))
        assert (allowance.running, allowance.left_s) == (1, 0)
        async with database.write() as connection:
            await lifecycle.move(connection, scenes[5], S.CANCELLED, at=clock.now())
        assert (await money.quota_service.allowance(ask(first))).left_s == 5


async def test_a_film_that_does_not_fit_is_stored_in_no_part(database: Database, opening: Opening) -> None:
    async with opening(replace(UNLIMITED, server_micros={Window.DAY: 10_000_000})) as (job_service, _):
        with pytest.raises(RequestRefused) as refused:
            await request(job_service, 4)
        assert await stored(database) == []
        assert refused.value.refusal.reason is RefusalReason.BUDGET
        [fewer, *_] = refused.value.refusal.offers
        assert (fewer.count, fewer.is_just_fewer, fewer.ask.total_micros) == (3, True, 9_375_000)
        assert "3 scenes would still fit" in str(refused.value).replace("\u2068", "").replace("\u2069", "")
        assert refused.value.job is None, "no moderator can allow a film"
    async with opening(replace(UNLIMITED, user_seconds={Window.DAY: 9})) as (job_service, _):
        with pytest.raises(RequestRefused) as refused:
            await request(job_service, 2)
        assert not any(one.is_just_fewer for one in refused.value.refusal.offers), "one scene is no film"


async def test_the_price_of_a_film_is_that_of_its_scenes(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opening(replace(UNLIMITED, bot_micros={Window.DAY: 5_999_999})) as (job_service, _):

        def estimate(_connection: object, _spec: object, request: object) -> int:
            return 1_000_000 if getattr(request, "mode", None) is Mode.TEXT else 2_500_000

        monkeypatch.setattr(admission, "estimate_micros", estimate)
        with pytest.raises(RequestRefused) as refused:
            await request(job_service, 3)
        assert refused.value.refusal.needed == 6_000_000
        [fewer, *_] = refused.value.refusal.offers
        assert (fewer.count, fewer.ask.total_micros) == (2, 3_500_000)
        first = await request(job_service, 2)
        assert first.estimate_micros == 1_000_000


async def test_a_forbidden_word_names_its_scene(database: Database, opening: Opening) -> None:
    async with opening(UNLIMITED) as (job_service, money):
        await money.rules.change_words(OPERATOR, 2001, add=["storm"])
        with pytest.raises(RequestRefused, match=r"scene .?3") as refused:
            await request(job_service, 3, ("a fox", "it runs", "a storm comes"))
        assert refused.value.refusal.reason is RefusalReason.WORDS
        assert await stored(database) == []


async def test_a_film_whose_request_made_one_already_is_not_stored_twice(database: Database, opening: Opening) -> None:
    async with opening(UNLIMITED) as (job_service, _):
        wanted = CATALOGUE.get("veo-2").make_request(Mode.TEXT, prompt=TEXTS[0])
        await job_service.request(ORIGIN, wanted, extras=film(3))
        with pytest.raises(RequestTaken):
            await job_service.request(ORIGIN, wanted, extras=film(3))
        assert len(await stored(database)) == 3


async def test_another_press_for_what_is_taken_is_answered_and_the_same_one_only_once(
    database: Database, opening: Opening
) -> None:
    async with opening(UNLIMITED) as (job_service, _):
        wanted = CATALOGUE.get("veo-2").make_request(Mode.TEXT, prompt=TEXTS[0])
        extras = replace(film(2), request_key="take-up:1:1")
        pressed = replace(ORIGIN, interaction_token="one")
        await job_service.request(pressed, wanted, extras=extras)
        with pytest.raises(RequestTaken):
            await job_service.request(pressed, wanted, extras=extras)
        with pytest.raises(AskedTwice):
            await job_service.request(replace(ORIGIN, interaction_token="two"), wanted, extras=extras)
        assert len(await stored(database)) == 2


async def test_a_film_counts_as_one_video_between_its_scenes_too(database: Database, opening: Opening) -> None:
    clock = MovedClock()
    async with opening(replace(UNLIMITED, user_jobs_at_once=1), clock) as (job_service, money):
        first = await request(job_service, 3)
        async with database.write() as connection:
            for state in (S.SUBMITTING, S.GENERATING, S.FETCHING, S.DELIVERING, S.DELIVERED):
                first = await lifecycle.move(connection, first, state, at=clock.now())
        assert (await money.quota_service.allowance(ask(first))).running == 1
        with pytest.raises(RequestRefused) as refused:
            await request(job_service, 2)
        assert refused.value.refusal.reason is RefusalReason.JOBS_AT_ONCE
