"""Every row of Segmind's error table, at every call: where the job ends, what was paid, what the person reads.

Rows that concern one job run side by side in one worker; those that pause everybody have one of their own.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.clock import Backoff
from bot.domain.jobs import FailureReason, Job, JobState
from bot.presentation.cards.card import describe_progress
from bot.presentation.cards.ending import describe_failure
from bot.segmind import client as client_module
from bot.segmind.client import Timeouts
from bot.segmind.transport import CallTimeouts
from bot.storage.core.database import Database
from bot.worker import fetching, reconciliation
from sandbox.faults import Call, Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.ports import pick_port
from tests.support.soak import IS_SOAK
from tests.support.worker_harness import WorkerHarness, open_harness

DELIVERED, FAILED = JobState.DELIVERED, JobState.FAILED
K, R = FaultKind, FailureReason
#: What the client waits for an answer at most, in real seconds: the stand-in is either quick or silent.
PATIENCE = CallTimeouts(connect_s=1, read_s=1.5, total_s=2)
DOWNLOAD_PATIENCE = CallTimeouts(connect_s=1, read_s=1.5, total_s=5)
#: The largest file that is taken for a video here, and one that is larger.
VIDEO_MAX_BYTES, TOO_MANY_BYTES = 1_000_000, 3_000_000
HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True)
class Row:
    """One job and what goes wrong with it."""

    call: Call
    kind: FaultKind
    state: JobState = DELIVERED
    failure: FailureReason | None = None
    #: How many paid jobs there are in the end; None: as many as the video needs, one.
    accepted: int = 1
    attempts: int = 1
    #: What the person reads in the end.
    said: str = ""
    times: int | None = 1
    status: int = 500
    error: str | None = None
    body: str | None = None
    delay_s: float = 30.0
    #: Somewhere on the way.
    through: str = ""

    @property
    def name(self) -> str:
        """What it is about; also the prompt by which its faults are found."""
        often = {1: "once", None: "always"}.get(self.times, f"{self.times} times")
        detail = f" {self.status}" if self.kind in (K.ERROR, K.ERROR_AFTER) else ""
        return f"{self.call} {self.kind.value}{detail} {self.error or ''} {often}."

    def fault(self) -> Fault:
        """The fault."""
        return Fault(
            self.call,
            self.kind,
            times=self.times,
            match=self.name,
            status=self.status,
            error=self.error,
            body=self.body,
            delay_s=self.delay_s,
            size_bytes=TOO_MANY_BYTES,
        )


def rejected(status: int, error: str, said: str) -> Row:
    """Segmind refuses this one request."""
    return Row("submit", K.ERROR, FAILED, R.REJECTED, accepted=0, said=said, status=status, error=error)


def lost(kind: FaultKind, *, status: int = 500, body: str | None = None, error: str | None = None) -> Row:
    """Nobody can say what became of the order, and it never turns up."""
    return Row(
        "submit",
        kind,
        FAILED,
        R.SUBMISSION_LOST,
        accepted=0,
        status=status,
        body=body,
        error=error,
        through="unknown",
    )


def unusable(kind: FaultKind) -> Row:
    """There is no usable video, whatever is tried."""
    return Row("download", kind, FAILED, R.VIDEO_LOST, said="can't get the file", times=None)


def some(*statuses: int, alike: tuple[int, ...]) -> tuple[int, ...]:
    """Statuses that the client tells apart (see tests/segmind), and in `make soak` those it takes for the same."""
    return statuses + alike if IS_SOAK else statuses


SUBMIT = [
    *(rejected(status, f"odd {status}", f"odd {status}") for status in some(400, 406, alike=(413, 422))),
    # Other ways to lose an order, each with as many looks, are in test_doubt.
    lost(K.ERROR, status=504, body=HTML),
    lost(K.ERROR, status=500, error="internal error"),
    *(Row("submit", K.ERROR_AFTER, status=status, through="unknown") for status in some(500, 502, alike=(503, 504))),
    *(Row("submit", kind, through="unknown") for kind in (K.DROP_AFTER, K.TRUNCATED, K.GARBAGE, K.SLOW)),
    Row("submit", K.ERROR_AFTER, status=200, body="{}", through="unknown"),
    Row("submit", K.RAI, FAILED, R.CONTENT_BLOCKED, said="safety filter"),
    Row("submit", K.FAIL, FAILED, R.GENERATION_FAILED, said="couldn't make it"),
    Row("submit", K.SHORT_FILM, times=None),
]
READS: list[Row] = [
    Row(call, kind, times=times, status=status, body=body)
    for call in ("status", "result")
    for kind, status, body, times in (
        *((K.ERROR, status, None, 2) for status in some(401, alike=(400, 403))),
        *((K.ERROR, status, HTML, 2) for status in some(502, alike=(405,))),
        *((K.ERROR, status, None, 1) for status in (404, 429)),
        *((kind, 500, None, 2) for kind in (K.DROP, K.GARBAGE, *([K.TRUNCATED] if IS_SOAK else []))),
        (K.SLOW, 500, None, 1),
        (K.NO_METRICS, 500, None, None),
    )
]
RESULTS = [
    Row("result", K.NO_OUTPUT, times=None),
    Row("result", K.OUTPUT_LIST, times=None),
    Row("result", K.OUTPUT_OBJECT, times=None),
    Row("result", K.VIDEO_KEY, times=None),
]
DOWNLOADS = [
    *(Row("download", K.ERROR, status=status) for status in some(404, 429, 502, alike=(403, 410, 500, 504))),
    Row("download", K.DROP),
    Row("download", K.TRUNCATED, times=2),
    Row("download", K.STALLED),
    Row("download", K.ENDLESS),
    Row("download", K.HUGE),
    Row("download", K.NOT_VIDEO),
    unusable(K.NOT_VIDEO),
    Row("download", K.GARBAGE),
    Row("download", K.REDIRECT_LOOP),
]
CHAPTERS = {"submit": SUBMIT, "status and result": READS, "shapes": RESULTS, "download": DOWNLOADS}


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    patience = Timeouts(PATIENCE, PATIENCE, PATIENCE, upload=PATIENCE, download=DOWNLOAD_PATIENCE)
    monkeypatch.setattr(client_module, "Timeouts", lambda: patience)
    monkeypatch.setattr(fetching, "VIDEO_MAX_BYTES", VIDEO_MAX_BYTES)
    # The worker's clock runs ahead of the stand-in's, by which the history dates its rows.
    monkeypatch.setattr(reconciliation, "_SKEW", timedelta(days=1))


async def judge(harness: WorkerHarness, row: Row, job: Job) -> str:
    """Say what is wrong with how a job ended; nothing if all is as the table says."""
    ended = await harness.wait(job, timeout_s=90)
    steps = await harness.steps(job)
    accepted = Counter(one.prompt for one in harness.stand_in.accepted)[row.name]
    posted = len(harness.notifier.delivered.get(job.id, []))
    said = describe_failure(ended) if ended.state is FAILED else ""
    found = (
        ended.state,
        ended.failure,
        accepted,
        ended.attempts,
        posted,
        row.said in said,
        row.through in " ".join(steps),
    )
    wanted = (row.state, row.failure, row.accepted, row.attempts, int(row.state is DELIVERED), True, True)
    return "" if found == wanted else f"{row.name}: {found} instead of {wanted}; {steps}; {said}"


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("chapter", CHAPTERS)
async def test_each_job_ends_as_the_table_says(database: Database, tmp_path: Path, chapter: str) -> None:
    rows = CHAPTERS[chapter]
    names = Counter(row.name for row in rows)
    assert max(names.values()) == 1, f"not told apart: {names.most_common(1)}"
    async with open_harness(database, tmp_path, options=StandInOptions(latency_s=0.1), speed=300, rpm=300) as harness:
        for row in rows:
            harness.stand_in.faults.add(row.fault())
        jobs = [await harness.order(prompt=row.name, seed=i, user_id=i + 1) for i, row in enumerate(rows)]
        verdicts = [await judge(harness, row, job) for row, job in zip(rows, jobs, strict=True)]
        fired = Counter(fault.match for fault in harness.stand_in.faults.fired)
        unmet = [row.name for row in rows if not fired[row.name]]
        files = {path.name for path in (tmp_path / "videos").iterdir()}
    assert [verdict for verdict in verdicts if verdict] == []
    assert unmet == []
    assert files <= {f"{job.id}.mp4" for job in jobs}, "nothing is left of what was downloaded again"


#: What each account problem is called, on cards and to operators; a rate limit is none.
ACCOUNT_PROBLEMS = [
    (401, "bad key", "API key"),
    (403, "not allowed", "isn't allowed to use this model"),
    (406, "Not enough credits", "out of Segmind credits"),
    (406, "Team spending limit reached", "spending limit"),
    (406, "Wrong Content-Type", "the operator needs to look"),
    (429, "Too many requests", ""),
]


async def test_what_concerns_everybody_pauses_and_goes_on_by_itself(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=StandInOptions(latency_s=0.1), speed=200) as harness:
        notifier = harness.notifier
        for status, error, said in ACCOUNT_PROBLEMS:
            notifier.cards.clear()
            headers = {"Retry-After": "5"} if status == 429 else {}
            harness.stand_in.faults.add(Fault("submit", K.ERROR, status=status, error=error, times=2, headers=headers))
            jobs = [await harness.order(seed=i) for i in range(2 if status == 401 else 1)]
            assert [(await harness.wait(job)).state for job in jobs] == [DELIVERED] * len(jobs), error
            paused = {describe_progress(job, progress) for job, progress in notifier.cards if progress.paused}
            if said:
                assert any(said in text and "keeps its place in line" in text for text in paused), error
                assert [alert.detail for alert in notifier.alerts if said in alert.detail], error
            else:
                assert paused == set(), error
        assert len(harness.stand_in.accepted) == len(ACCOUNT_PROBLEMS) + 1


#: How the history doesn't answer: each twice, one after the other.
SILENCES: dict[str, list[tuple[FaultKind, int]]] = {
    "refusals": [(K.ERROR, status) for status in (400, 401, 403, 404, 405)],
    "troubles": [(K.ERROR, status) for status in (429, 500, 502, 504)],
    "no proper answers": [(kind, 500) for kind in (K.DROP, K.TRUNCATED, K.GARBAGE, K.SLOW)],
}


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("silence", SILENCES)
async def test_a_history_that_does_not_answer_is_asked_again(database: Database, tmp_path: Path, silence: str) -> None:
    """Both ways into the history at once: an order in doubt, and one whose result is kept no more."""
    options = StandInOptions(latency_s=0.1, sigma=0.0)
    async with open_harness(database, tmp_path, options=options, speed=300) as harness:
        faults = harness.stand_in.faults
        calls: tuple[Call, ...] = ("history", "history_item")
        for call in calls:
            for kind, status in SILENCES[silence]:
                faults.add(Fault(call, kind, status=status, times=2, headers={"Retry-After": "2"}))
        faults.add(Fault("submit", K.DROP_AFTER, match="in doubt"))
        faults.add(Fault("status", K.ERROR, status=404, match="expired", times=None))
        jobs = [await harness.order(prompt=prompt, seed=i) for i, prompt in enumerate(("in doubt", "expired"))]
        done = [await harness.wait(job, timeout_s=60) for job in jobs]
        assert [job.state for job in done] == [DELIVERED] * 2
        assert len(harness.stand_in.accepted) == 2
        fired = Counter(fault.call for fault in faults.fired)
        assert fired["history"] == fired["history_item"] == 2 * len(SILENCES[silence])


async def test_a_file_that_is_gone_is_looked_for_as_long_as_segmind_keeps_files(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_RETRIES", Backoff(first_s=2.0, max_s=4 * 3600.0))
    options = StandInOptions(latency_s=0.1, sigma=0.01)
    async with open_harness(database, tmp_path, options=options, speed=300_000) as harness:
        harness.stand_in.faults.add(Fault("download", K.ERROR, status=404, times=None))
        job = await harness.order()
        failed = await harness.wait(job, timeout_s=60)
        assert (failed.state, failed.failure) == (FAILED, R.VIDEO_LOST)
        assert timedelta(days=7) <= failed.changed_at - job.created_at < timedelta(days=9)
        async with asyncio.timeout(60):
            while AlertKind.VIDEO_LOST not in [alert.kind for alert in harness.notifier.alerts]:
                await asyncio.sleep(0.01)


async def test_an_outage_of_everything_only_delays(database: Database, tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.1, port=pick_port())
    async with open_harness(database, tmp_path, options=options, speed=100) as harness:
        jobs = [await harness.order(seed=i) for i in range(3)]
        await harness.wait(jobs[0], JobState.GENERATING, JobState.FETCHING, JobState.DELIVERING, DELIVERED)
        await harness.stand_in.stop_listening()
        late = await harness.order(seed=99)
        await asyncio.sleep(0.5)
        assert (await harness.read(late)).state is JobState.QUEUED
        await harness.stand_in.listen()
        done = [await harness.wait(job, timeout_s=60) for job in (*jobs, late)]
        assert [job.state for job in done] == [DELIVERED] * 4
        paid = Counter(one.seed for one in harness.stand_in.accepted)
        assert set(paid.values()) == {1}
