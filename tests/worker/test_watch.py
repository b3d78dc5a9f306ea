"""What has lasted too long is told once, and may be told again when it comes again."""

from bot.domain.alerts import Alert, AlertKind
from bot.domain.request_budget import RequestBudget
from bot.sentences import Sentence
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from bot.worker.pending_jobs import PendingJobs
from bot.worker.submission_gate import SubmissionGate
from bot.worker.watch import Watch
from tests.support.jobs import NOW, make_job, store_job
from tests.support.money import MovedClock


async def unsent(database: Database) -> list[Alert]:
    async with database.read() as connection:
        return await alerts.list_unsent(connection)


async def test_what_lasts_too_long_is_told_and_is_over_when_it_ends(database: Database) -> None:
    clock = MovedClock(NOW)
    budget, gate = RequestBudget(50, clock.monotonic()), SubmissionGate(clock)
    woken: list[None] = []
    watch = Watch(
        database,
        clock,
        budget=budget,
        submission_gate=gate,
        pending_jobs=PendingJobs(database, clock),
        on_alert=lambda: woken.append(None),
    )
    gate.shut(Sentence("segmind-offline"), 5.0)
    for _ in range(9):
        clock.advance(seconds=60)
        budget.throttled(budget.take(clock.monotonic()), clock.monotonic())
        await watch.look()
        clock.advance(seconds=60)
        await watch.look()
    rate, down = await unsent(database)
    assert rate.kind is AlertKind.RATE_LIMITED
    assert rate.detail == "This has been going on for 10 minutes, though I send at most 50 requests a minute."
    assert (down.kind, len(woken)) == (AlertKind.SEGMIND_DOWN, 2)
    gate.open()
    clock.advance(seconds=300)
    after_restart = Watch(
        database,
        clock,
        budget=budget,
        submission_gate=gate,
        pending_jobs=PendingJobs(database, clock),
        on_alert=lambda: None,
    )
    await after_restart.look()
    assert await unsent(database) == []


async def test_a_backlog_is_told_unless_a_pause_explains_it(database: Database) -> None:
    clock = MovedClock(NOW)
    job = make_job()
    async with database.write() as connection:
        await store_job(connection, job)
    pending = PendingJobs(database, clock)
    await pending.load()
    gate = SubmissionGate(clock)
    budget = RequestBudget(50, clock.monotonic())
    watch = Watch(database, clock, budget=budget, submission_gate=gate, pending_jobs=pending, on_alert=lambda: None)
    gate.hold("balance", Sentence("pause-balance"))
    clock.advance(minutes=45)
    await watch.look()
    assert await unsent(database) == []
    gate.lift("balance")
    await watch.look()
    [backlog] = await unsent(database)
    assert backlog.detail == "The oldest of 1 has been waiting for 45 minutes, though nothing is paused."
