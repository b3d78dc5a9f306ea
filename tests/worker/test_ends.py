"""An end is an end, by whatever name and in whatever shape: the person is told and has everything back."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.domain.jobs import FailureReason, Job, JobState
from bot.segmind.responses import RemoteState, parse_state
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.worker_harness import WorkerHarness, open_harness

K, R = FaultKind, FailureReason
NAMES = ("CANCELED", "CANCELLED", "cancelled", "ABORTED", "ERROR", "Timed out", "TIMED_OUT", "REJECTED", "terminated")
SOME = ("cancelled", "Timed out")


def answering(call: Any, status: int, body: dict[str, Any]) -> Fault:
    return Fault(call, K.ERROR, times=None, status=status, body=json.dumps(body))


#: What goes wrong, and how the job ends.
ENDS = {
    **{f"status {name}": ([answering("status", 200, {"status": name})], R.GENERATION_FAILED) for name in SOME},
    "422 with a name": ([answering("status", 422, {"status": "CANCELED"})], R.GENERATION_FAILED),
    "422 with a number": ([answering("status", 422, {"status": 422, "detail": "odd"})], R.GENERATION_FAILED),
    "422 detail": ([answering("status", 422, {"detail": "The request ended."})], R.GENERATION_FAILED),
    "422 block": (
        [answering("status", 422, {"detail": "Blocked by the safety filter."})],
        R.CONTENT_BLOCKED,
    ),
    "result 422 detail": ([answering("result", 422, {"detail": [{"msg": "It ended."}]})], R.GENERATION_FAILED),
    "result by name": ([answering("result", 200, {"status": "ABORTED"})], R.GENERATION_FAILED),
}
EXPIRED = Fault("status", K.ERROR, times=None, status=404)
#: The same where only the history is left.
ROWS: dict[str, tuple[dict[str, Any], FailureReason]] = {
    **{f"row {name}": ({"model_status": name}, R.GENERATION_FAILED) for name in SOME},
    "row with an error": ({"model_status": "PENDING", "error": "It broke."}, R.GENERATION_FAILED),
    "row without an output": ({"model_status": "COMPLETED", "credits_deduction": 3.125}, R.VIDEO_LOST),
    "row succeeded without an output": ({"model_status": "succeeded"}, R.VIDEO_LOST),
}


async def order_all(harness: WorkerHarness, ends: dict[str, list[Fault]]) -> dict[str, Job]:
    """Order one video for each end, side by side; returns how they ended."""
    ordered = {}
    for number, (end, faults) in enumerate(ends.items()):
        prompt = f"order {number}."
        for fault in faults:
            harness.stand_in.faults.add(replace(fault, match=prompt))
        ordered[end] = await harness.order(prompt=prompt, seed=number, user_id=number + 1)
    return {end: await harness.wait(job) for end, job in ordered.items()}


async def test_a_job_that_ended_at_segmind_ends_here(sqlite_url: str, tmp_path: Path) -> None:
    async with (
        Database.open(sqlite_url) as database,
        open_harness(database, tmp_path, options=StandInOptions(latency_s=0.1), speed=100) as harness,
    ):
        ended = await order_all(harness, {end: faults for end, (faults, _) in ENDS.items()})
        assert {end: job.failure for end, job in ended.items()} == {end: reason for end, (_, reason) in ENDS.items()}
        for end, job in ended.items():
            assert job.state is JobState.FAILED, end
            assert (job.changed_at - job.created_at).total_seconds() < 900, end
        async with database.read() as connection:
            latencies = await jobs.list_latencies(connection, 99)
        assert [sample.has_failed for sample in latencies] == [True] * len(ENDS)


async def test_a_row_that_ended_without_an_output_ends_the_job(sqlite_url: str, tmp_path: Path) -> None:
    async with (
        Database.open(sqlite_url) as database,
        open_harness(database, tmp_path, options=StandInOptions(latency_s=0.1), speed=300) as harness,
    ):
        faults = {
            end: [EXPIRED, answering("history_item", 200, {"request_id": "r", **row})] for end, (row, _) in ROWS.items()
        }
        ended = await order_all(harness, faults)
        assert {end: job.failure for end, job in ended.items()} == {end: reason for end, (_, reason) in ROWS.items()}
        for end, job in ended.items():
            assert job.state is JobState.FAILED, end
            assert (job.changed_at - job.created_at).total_seconds() < 3600, end


def test_each_name_of_an_end_is_known() -> None:
    assert {parse_state(name) for name in NAMES} == {RemoteState.FAILED}


def test_what_is_still_in_work_or_unheard_of_is_looked_at_again() -> None:
    for name in ("QUEUED", "PROCESSING", "STARTING", "IN_PROGRESS", "PENDING", "", None, 7):
        assert parse_state(name) in {RemoteState.QUEUED, RemoteState.PROCESSING}
