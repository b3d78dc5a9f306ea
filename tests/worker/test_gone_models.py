"""Models that Segmind does not have, or no longer: they are taken out of service alone, and nobody pays."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.domain.alerts import AlertKind
from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.model_states import LOOK_EVERY, LOOK_SOON, REFUSALS_MAX, ModelState
from bot.domain.requests import Mode
from bot.segmind.errors import ModelGone
from bot.storage.core.database import Database
from bot.storage.jobs import model_states
from bot.storage.money import ledger, ledger_audit
from sandbox.faults import Fault, FaultKind
from sandbox.routes import Routes
from sandbox.segmind import StandInOptions
from tests.support.worker_harness import RecordingNotifier, WorkerHarness, open_harness, open_stand_in

RETIRED = Fault("submit", FaultKind.ERROR, status=410, error="This model was retired.", times=None)
QUICK = StandInOptions(latency_s=0.1, sigma=0.05, fast_films=True)


async def states(harness: WorkerHarness) -> list[ModelState]:
    async with harness.database.read() as connection:
        return await model_states.list_states(connection)


async def wait_refusals(harness: WorkerHarness, counts: list[int]) -> None:
    """Wait until so many refusals in a row are counted of models; it is stored after the job that shows it."""
    async with asyncio.timeout(60):
        while [state.refusals for state in await states(harness)] != counts:
            await asyncio.sleep(0.05)


async def charged(harness: WorkerHarness, job: Job) -> tuple[int, int]:
    """The seconds and the money that count of a job."""
    async with harness.database.read() as connection:
        entries = await ledger.list_entries(connection, job.id)
    assert await ledger_audit.check(harness.database) == []
    return sum(entry.seconds for entry in entries), sum(entry.micros for entry in entries)


async def told(notifier: RecordingNotifier, kind: AlertKind) -> str:
    """What operators were told of a kind, which is one thing."""
    async with asyncio.timeout(60):
        while not of(notifier, kind):
            await asyncio.sleep(0.01)
    [detail] = of(notifier, kind)
    return detail


def of(notifier: RecordingNotifier, kind: AlertKind) -> list[str]:
    return [alert.detail for alert in notifier.alerts if alert.kind is kind]


@pytest.mark.parametrize("model", ["veo-3.1-lite", "in-no-catalogue"])
async def test_an_order_of_a_model_that_is_gone_fails_and_the_others_go_on(
    model: str, database: Database, tmp_path: Path
) -> None:
    async with open_harness(database, tmp_path) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=404, error="No model.", match="gone"))
        gone = await harness.wait(await harness.order(model=model, prompt="gone"))
        other = await harness.wait(await harness.order(seed=7))
        assert (gone.state, gone.failure, gone.cost_micros) == (JobState.FAILED, FailureReason.MODEL_GONE, None)
        assert await charged(harness, gone) == (0, 0)
        assert other.state is JobState.DELIVERED
        assert [one.slug for one in harness.stand_in.accepted] == ["veo-2"]


async def test_a_retired_model_ends_its_queued_jobs_with_an_offer_while_running_ones_go_on(
    database: Database, tmp_path: Path
) -> None:
    """One runs, one is in doubt and three wait when the default is retired; a job of its other mode waits as well."""
    async with open_harness(database, tmp_path, options=QUICK, speed=20) as harness:
        stand_in, clock = harness.stand_in, harness.clock
        running = await harness.order(seed=1, prompt="running")
        stand_in.faults.add(Fault("submit", FaultKind.ERROR_AFTER, status=504, html=True, match="doubt"))
        doubted = await harness.order(seed=2, prompt="in doubt")
        await harness.wait(running, *set(JobState) - {JobState.QUEUED, JobState.SUBMITTING})
        await harness.wait(doubted, *set(JobState) - {JobState.QUEUED, JobState.SUBMITTING})
        later = clock.now() + timedelta(days=1)
        waiting = [await harness.order(seed=seed, not_before_at=later) for seed in (3, 4)]
        animated = await harness.order(model="veo-2-image2video", image_url="https://x.test/1.png", not_before_at=later)
        stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=410, error="Retired.", match="retire"))
        first = await harness.wait(await harness.order(seed=5, prompt="retire"))
        ended = [await harness.wait(job) for job in waiting]
        assert (first.state, first.failure_detail) == (JobState.FAILED, "Retired.")
        for job in (first, *ended):
            assert job.failure is FailureReason.MODEL_GONE
            assert job.offer is not None
            # What Google names, as near as it comes: 4 or 6 s instead of 5, without sound, at 0.20 a second.
            assert (job.offer.model, job.offer.name, job.offer.duration_s) == ("veo-3.1", "Veo 3.1", 4)
            assert job.offer.price_micros == 800_000
            assert await charged(harness, job) == (0, 0)
        assert (await harness.wait(running)).state is JobState.DELIVERED
        assert (await harness.wait(doubted)).state is JobState.DELIVERED
        assert (await harness.read(animated)).state is JobState.QUEUED, "its slug is another model of Segmind's"
        assert len(stand_in.accepted) == 2
        detail = await told(harness.notifier, AlertKind.MODEL_OUT)
        assert "Segmind answered 410 for veo-2: “Retired.”" in detail
        assert AlertKind.SUBMISSION_PAUSED not in {alert.kind for alert in harness.notifier.alerts}


@pytest.mark.on_both_databases
async def test_a_page_of_a_proxy_retires_no_model(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=QUICK, speed=200) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=404, html=True, times=2))
        job = await harness.wait(await harness.order())
        assert job.state is JobState.DELIVERED
        assert await states(harness) == []


async def test_a_retirement_outlives_restarts_and_is_told_once(database: Database, tmp_path: Path) -> None:
    """Also what was ordered meanwhile, by a process that did not know yet."""
    notifier = RecordingNotifier()
    async with open_stand_in(QUICK) as stand_in:
        stand_in.faults.add(RETIRED)
        async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier) as harness:
            await harness.wait(await harness.order())
            await told(notifier, AlertKind.MODEL_OUT)
            [state] = await states(harness)
            assert (state.model, state.refusals) == ("veo-2", 0)
            assert state.out_since is not None
            assert state.look_at == state.out_since + LOOK_EVERY
        asked = stand_in.count(call="submit")
        async with open_harness(database, tmp_path, stand_in=stand_in, is_running=False) as harness:
            stored = await harness.order(seed=9)
        async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier) as harness:
            ended = await harness.wait(stored)
            later = await harness.wait(await harness.order(seed=10))
            assert ended.failure is later.failure is FailureReason.MODEL_GONE
            assert later.offer is not None
        assert stand_in.count(call="submit") == asked, "Segmind is not asked again"
        assert len(of(notifier, AlertKind.MODEL_OUT)) == 1


@pytest.mark.on_both_databases
async def test_what_runs_or_is_in_doubt_when_its_model_is_retired_outlives_a_restart(
    database: Database, tmp_path: Path
) -> None:
    """And what was queued is ended once, although the process stops as soon as the model is gone."""
    notifier = RecordingNotifier()
    async with open_stand_in(StandInOptions(latency_s=1.5, sigma=0.05)) as stand_in:
        async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier, speed=20) as harness:
            later = harness.clock.now() + timedelta(days=1)
            waiting = await harness.order(seed=3, not_before_at=later)
            stand_in.faults.add(Fault("submit", FaultKind.ERROR_AFTER, status=504, html=True, match="doubt"))
            running = await harness.order(seed=1, prompt="running")
            doubted = await harness.order(seed=2, prompt="in doubt")
            await harness.wait(running, JobState.GENERATING)
            await harness.wait(doubted, JobState.UNKNOWN)
            stand_in.models.retire("veo-2")
            gone = await harness.wait(await harness.order(seed=4))
            assert gone.failure is FailureReason.MODEL_GONE
        async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier, speed=20) as harness:
            assert (await harness.wait(running)).state is JobState.DELIVERED
            assert (await harness.wait(doubted)).state is JobState.DELIVERED
            ended = await harness.wait(await harness.order(seed=5), JobState.FAILED)
            for job in (ended, await harness.wait(waiting)):
                assert (job.failure, job.offer is None) == (FailureReason.MODEL_GONE, False)
                assert (await harness.steps(job)).count("failed") == 1
                assert await charged(harness, job) == (0, 0)
        assert len(stand_in.accepted) == 2


async def test_a_job_of_a_model_that_was_turned_off_meanwhile_is_offered_the_next(
    database: Database, tmp_path: Path
) -> None:
    async with open_harness(database, tmp_path, options=QUICK) as harness:
        job = await harness.wait(await harness.order(model="kling-2.5-turbo"))  # off in the catalogue
        assert job.failure is FailureReason.MODEL_GONE
        assert job.offer is not None
        assert harness.stand_in.count(call="submit") == 0


# -- a field that the catalogue has wrong ----------------------------------------------------------


def refusing(said: str, times: int | None = None, match: str | None = None) -> Fault:
    return Fault("submit", FaultKind.ERROR, status=400, error=said, times=times, match=match)


@pytest.mark.on_both_databases
async def test_three_refusals_of_a_field_in_a_row_take_the_model_out(database: Database, tmp_path: Path) -> None:
    """Over a restart between them; the third one's successors in the queue are offered the next model."""
    notifier = RecordingNotifier()
    async with open_stand_in(QUICK) as stand_in:
        stand_in.faults.add(refusing("duration must be one of 4, 6, 8."))
        async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier) as harness:
            for seed in (1, 2):
                job = await harness.wait(await harness.order(seed=seed))
                assert (job.failure, job.offer) == (FailureReason.REJECTED, None)
                assert job.failure_detail == "duration must be one of 4, 6, 8."
                assert await charged(harness, job) == (0, 0)
            detail = await told(notifier, AlertKind.MODEL_FIELD)
            assert "Catalogue entry veo-2, field duration" in detail
            assert "duration = '5'" in detail
        async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier) as harness:
            waiting = await harness.order(seed=4, not_before_at=harness.clock.now() + timedelta(days=1))
            third = await harness.wait(await harness.order(seed=3))
            assert third.failure is FailureReason.REJECTED
            ended = await harness.wait(waiting)
            assert ended.failure is FailureReason.MODEL_GONE
            assert ended.offer is not None
            assert "3 requests in a row" in await told(notifier, AlertKind.MODEL_OUT)
        assert len(of(notifier, AlertKind.MODEL_FIELD)) == 1


async def test_an_accepted_request_ends_the_row(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=QUICK) as harness:
        for round_ in range(2):
            for said in ("Unknown parameter: aspect_ratio.", "Unexpected field: prompt."):
                harness.stand_in.faults.add(refusing(said, times=1))
            for seed in range(2):
                await harness.wait(await harness.order(seed=10 * round_ + seed))
            await wait_refusals(harness, [2])
            assert (await harness.wait(await harness.order(seed=10 * round_ + 5))).state is JobState.DELIVERED
            await wait_refusals(harness, [])
        for alert in harness.notifier.alerts:
            assert "panda" not in alert.detail, "a prompt is nobody else's business"
        assert of(harness.notifier, AlertKind.MODEL_OUT) == []


async def test_what_people_wrote_takes_no_model_out(database: Database, tmp_path: Path) -> None:
    """Not even if their prompt has the name of a field."""
    async with open_harness(database, tmp_path, options=QUICK) as harness:
        harness.stand_in.faults.add(refusing("prompt: “my duration” is not allowed here."))
        for seed in range(4):
            await harness.wait(await harness.order(seed=seed, prompt="my duration"))
        assert await states(harness) == []


# -- the daily look --------------------------------------------------------------------------------


async def take_out(database: Database, harness: WorkerHarness, *, look_in: timedelta) -> None:
    now = harness.clock.now()
    async with database.write() as connection:
        await model_states.take_out(connection, "veo-2", at=now, look_at=now + look_in)


@pytest.mark.parametrize("is_back", [True, False])
async def test_a_day_later_the_list_decides(database: Database, tmp_path: Path, is_back: bool) -> None:
    async with open_harness(database, tmp_path, options=QUICK, is_running=False) as harness:
        retirement = harness.worker._retirement
        harness.stand_in.models.retire("veo-2")
        if is_back:
            harness.stand_in.models.restore("veo-2")
        await take_out(database, harness, look_in=timedelta(hours=1))
        assert await retirement._look() == pytest.approx(3600, abs=60)
        await retirement.refresh()
        assert retirement.catalogue.default_for(Mode.TEXT).id == "veo-3.1"
        assert harness.stand_in.count(call="models") == 0
        await take_out(database, harness, look_in=timedelta(0))
        await retirement._look()
        assert harness.stand_in.log, "it was asked for"
        assert harness.stand_in.count(call="submit") == 0, "looking orders nothing"
        [state] = await states(harness)
        assert (state.out_since is None) is is_back
        assert retirement.catalogue.is_available("veo-2") is is_back
        if not is_back:
            assert state.look_at is not None
            assert state.look_at - harness.clock.now() > LOOK_EVERY - timedelta(minutes=5)


@pytest.mark.parametrize(
    ("status", "body", "is_back"),
    [
        (503, {"error": "Down."}, False),
        (401, {"error": "Bad key."}, False),
        (404, {"error": "There is no list."}, True),
        (200, {"something": "else"}, True),
        (200, {"x": [{"slug": "named-otherwise", "title": "Veo 2"}]}, True),
    ],
)
async def test_only_a_list_that_clearly_lacks_it_keeps_it_out(
    database: Database, tmp_path: Path, status: int, body: object, is_back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that can't be read for a moment is asked for again in an hour."""

    async def serve(_routes: Routes, _request: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    monkeypatch.setattr(Routes, "_list_models", serve)
    async with open_harness(database, tmp_path, options=QUICK, is_running=False) as harness:
        await take_out(database, harness, look_in=timedelta(days=400))  # written by a clock that was wrong
        assert await harness.worker._retirement._look() == (0 if is_back else 3600)
        assert [state.out_since is None for state in await states(harness)] == [is_back]


async def test_if_no_model_is_left_the_last_one_is_looked_at_within_the_hour(
    database: Database, tmp_path: Path
) -> None:
    """Such as after an hour in which Segmind answered 404 to everything."""
    error = ModelGone("Not found.", status=404)
    async with open_harness(database, tmp_path, options=QUICK, is_running=False) as harness:
        retirement = harness.worker._retirement
        slugs = [slug for spec in retirement.catalogue.on for slug in sorted(spec.slugs)]
        for slug in slugs:
            await retirement.gone(slug, error)
        waits = {one.model: one.look_at - harness.clock.now() for one in await states(harness) if one.look_at}
        assert waits.keys() == set(slugs)
        assert waits[slugs[-1]] <= LOOK_SOON < waits[slugs[0]]


@pytest.mark.parametrize("is_wrong_entry", [True, False])
async def test_a_corrected_entry_is_tried_again_after_a_restart(
    database: Database, tmp_path: Path, is_wrong_entry: bool
) -> None:
    """A model that Segmind says it doesn't have stays out for its day."""
    async with open_harness(database, tmp_path, options=QUICK, is_running=False) as harness:
        if is_wrong_entry:
            async with database.write() as connection:
                for _ in range(REFUSALS_MAX):
                    await model_states.count_refusal(connection, "veo-2")
        await take_out(database, harness, look_in=timedelta(hours=20))
        await harness.worker._retirement._look()
        assert [state.out_since is None for state in await states(harness)] == [is_wrong_entry]
        await take_out(database, harness, look_in=timedelta(hours=20))
        await harness.worker._retirement._look()
        assert [state.out_since is None for state in await states(harness)] == [False], "only once"


@pytest.mark.on_both_databases
async def test_a_model_that_is_back_is_tried_by_the_next_order(database: Database, tmp_path: Path) -> None:
    """If it works, all is forgotten; if not, it is out for another day, and operators aren't told again."""
    notifier = RecordingNotifier()
    async with open_stand_in(QUICK) as stand_in:
        stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=410, error="Retired.", times=2))
        for _ in range(2):
            async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier) as harness:
                await harness.wait(await harness.order())
                await told(notifier, AlertKind.MODEL_OUT)
                while not [state for state in await states(harness) if state.out_since is not None]:
                    await asyncio.sleep(0.01)
                await take_out(database, harness, look_in=timedelta(0))
                await harness.worker._retirement._look()
        assert len(of(notifier, AlertKind.MODEL_OUT)) == 1
        async with open_harness(database, tmp_path, stand_in=stand_in, notifier=notifier) as harness:
            assert (await harness.wait(await harness.order())).state is JobState.DELIVERED
            assert await states(harness) == []
