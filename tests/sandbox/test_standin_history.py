"""The stand-in's request history."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.sandbox.test_standin import HISTORY, TEXT, get, post, serving, submit


async def test_history_rows_tell_inputs_cost_and_outcome() -> None:
    async with serving() as (stand_in, client):
        request_id = await submit(client)
        pending = (await get(client, f"{HISTORY}/{request_id}"))[1]
        assert pending["model_status"] == "PENDING"
        assert pending["latency_ms"] is pending["generation_url"] is pending["model_completed"] is None
        stand_in.advance(101)
        job = stand_in.accepted[0]
        status, row = await get(client, f"{HISTORY}/{request_id}")
        assert status == 200
        assert datetime.fromisoformat(row.pop("model_created")) == job.accepted_at
        assert datetime.fromisoformat(row.pop("model_completed")) == job.accepted_at + timedelta(seconds=100)
        assert row == {
            "request_id": request_id,
            "model_name": "veo-2",
            "model_status": "COMPLETED",
            "credits_deduction": 3.125,
            "request_body": TEXT,
            "generation_url": job.output_url,
            "latency_ms": 100_000,
            "error": None,
        }
        assert (await get(client, HISTORY))[1]["data"][0]["request_id"] == request_id


async def test_history_filters_sorts_and_pages() -> None:
    async with serving(latency_s=50, balance_usd=1_000) as (stand_in, client):
        ids = [await submit(client, seed=seed, prompt="!fail" if seed == 2 else "x") for seed in range(4)]
        ids.append(await submit(client, duration="8"))
        body = (await post(client, "/v2/veo-2-image2video", json={"image": "https://a/b.png"}))[1]
        ids.append(body["request_id"])
        stand_in.advance(51)
        ids.append(await submit(client))

        async def found(**query: Any) -> list[int]:
            status, body = await get(client, HISTORY, params=query)
            assert status == 200, body
            return [ids.index(row["request_id"]) for row in body["data"]]

        assert await found() == [6, 5, 4, 3, 2, 1, 0]
        assert await found(sort_order="asc") == [0, 1, 2, 3, 4, 5, 6]
        assert await found(status="FAILED") == [5, 2]
        assert await found(status="PENDING") == [6]
        assert await found(status="COMPLETED", model_name="veo-2") == [4, 3, 1, 0]
        assert await found(model_name="image") == [5]
        assert (await found(sort_by="credits_deduction"))[0] == 4
        assert (await found(sort_by="model_name", sort_order="asc"))[-1] == 5
        assert await found(per_page=2, page=2) == [4, 3]
        assert await found(per_page=2, page=9) == []
        body = (await get(client, HISTORY, params={"per_page": 3}))[1]
        assert {name: body[name] for name in body if name != "data"} == {
            "page": 1,
            "per_page": 3,
            "total": 7,
            "total_pages": 3,
        }


async def test_history_dates_are_inclusive_and_span_31_days_at_most() -> None:
    async with serving() as (stand_in, client):
        old = await submit(client)
        stand_in.advance(20 * 86_400)
        new = await submit(client)
        today = stand_in.clock.now_at().date()

        async def found(days_from: int | None, days_to: int | None) -> list[str] | int:
            days = {"from_date": days_from, "to_date": days_to}
            params = {name: str(today - timedelta(days=ago)) for name, ago in days.items() if ago is not None}
            status, body = await get(client, HISTORY, params=params)
            return [row["request_id"] for row in body["data"]] if status == 200 else status

        assert await found(None, None) == [new]
        assert await found(20, None) == [new, old]
        assert await found(30, 0) == [new, old]
        assert await found(20, 20) == [old]
        assert await found(0, 0) == [new]
        assert await found(None, 20) == [old]
        assert await found(31, 0) == 400
        assert await found(0, 1) == 400


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "x"},
        {"page": "-1"},
        {"page": "٣"},
        {"per_page": "101"},
        {"per_page": "9" * 30},
        {"from_date": "yesterday"},
        {"from_date": "2026-13-01"},
        {"from_date": "2026-W01-1"},
        {"to_date": "20260101"},
        {"to_date": "0001-01-01"},
        {"status": "completed"},
        {"sort_by": "prompt"},
        {"sort_order": "up"},
    ],
)
async def test_a_history_query_that_makes_no_sense_is_400(query: dict[str, str]) -> None:
    async with serving() as (_, client):
        status, body = await get(client, HISTORY, params=query)
        assert (status, set(body)) == (400, {"error"})


async def test_history_lags_behind() -> None:
    async with serving(history_lag_s=30) as (stand_in, client):
        path = f"{HISTORY}/{await submit(client)}"
        assert (await get(client, path))[0] == 404
        assert (await get(client, HISTORY))[1]["data"] == []
        stand_in.advance(31)
        assert (await get(client, path))[1]["model_status"] == "PENDING"
        stand_in.advance(70)
        assert (await get(client, path))[1]["model_status"] == "PENDING"
        stand_in.advance(30)
        assert (await get(client, path))[1]["model_status"] == "COMPLETED"
