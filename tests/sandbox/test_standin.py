"""The stand-in keeps the contract of the Segmind API, over real HTTP."""

import asyncio
import base64
import io
import json
import math
import statistics
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from PIL import Image

from sandbox.account import State
from sandbox.inputs import find_wrong_input
from sandbox.models import Models
from sandbox.segmind import StandIn, StandInOptions
from tests.support.ports import pick_port

pytestmark = pytest.mark.usefixtures("kept_films")
TEXT = {"prompt": "a red panda", "duration": "5", "aspect_ratio": "16:9", "seed": 7}
HISTORY = "/inference-request/request-history"


@asynccontextmanager
async def serving(**options: Any) -> AsyncIterator[tuple[StandIn, aiohttp.ClientSession]]:
    """A stand-in whose jobs take 100 s sharp, and a client with its key."""
    settings = StandInOptions(**{"latency_s": 100.0, "sigma": 0.0, "fast_films": True, **options})
    async with (
        StandIn(settings) as stand_in,
        aiohttp.ClientSession(stand_in.url, headers={"x-api-key": stand_in.api_key}) as client,
    ):
        yield stand_in, client


async def get(client: aiohttp.ClientSession, path: str, **more: Any) -> tuple[int, Any]:
    async with client.get(path, **more) as response:
        return response.status, await response.json()


async def post(client: aiohttp.ClientSession, path: str, **more: Any) -> tuple[int, Any]:
    async with client.post(path, **more) as response:
        return response.status, await response.json()


async def submit(client: aiohttp.ClientSession, slug: str = "veo-2", **inputs: Any) -> str:
    status, body = await post(client, f"/v2/{slug}", json=TEXT | inputs)
    assert status == 200, body
    return str(body["request_id"])


def data_url(content: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def picture(form: str = "PNG", colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(buffer, form)
    return buffer.getvalue()


# Submission: what is let in.

WRONG: list[tuple[str, Any, str]] = [
    ("veo-2", {}, "prompt"),
    ("veo-2", [], "object"),
    ("veo-2", None, "object"),
    ("veo-2", {"prompt": ""}, "prompt"),
    ("veo-2", {"prompt": "  \n"}, "prompt"),
    ("veo-2", {"prompt": 5}, "prompt"),
    ("veo-2", {"prompt": None}, "prompt"),
    ("veo-2", {"prompt": "x", "duration": "4"}, "duration"),
    ("veo-2", {"prompt": "x", "duration": 9}, "duration"),
    ("veo-2", {"prompt": "x", "duration": 5.0}, "duration"),
    ("veo-2", {"prompt": "x", "duration": True}, "duration"),
    ("veo-2", {"prompt": "x", "duration": "05"}, "duration"),
    ("veo-2", {"prompt": "x", "duration": None}, "duration"),
    ("veo-2", {"prompt": "x", "aspect_ratio": "1:1"}, "aspect_ratio"),
    ("veo-2", {"prompt": "x", "aspect_ratio": ["16:9"]}, "aspect_ratio"),
    ("veo-2", {"prompt": "x", "seed": "7"}, "seed"),
    ("veo-2", {"prompt": "x", "seed": -1}, "seed"),
    ("veo-2", {"prompt": "x", "seed": 2**31}, "seed"),
    ("veo-2", {"prompt": "x", "seed": False}, "seed"),
    ("veo-2", {"prompt": "x", "image": "http://127.0.0.1/x.png"}, "image"),
    ("veo-2", {"prompt": "x", "aspectRatio": "16:9"}, "aspectRatio"),
    ("veo-2-image2video", {"prompt": "x"}, "image"),
    ("veo-2-image2video", {"image": ""}, "image"),
    ("veo-2-image2video", {"image": "file:///etc/passwd"}, "image"),
    ("veo-2-image2video", {"image": "http://[::1"}, "image"),
    ("veo-2-image2video", {"image": "https://a/b.png", "duration": "5"}, "duration"),
    ("veo-2-image2video", {"image": "https://a/b.png", "prompt": 1}, "prompt"),
]
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("veo-2", {"prompt": "x"}),
    ("veo-2", {"prompt": "x", "duration": "8", "aspect_ratio": "9:16", "seed": 0}),
    *(("veo-2", {"prompt": "x", "duration": str(seconds)}) for seconds in (5, 6, 7, 8)),
    ("veo-2", {"prompt": "x", "seed": 2**31 - 1}),
    ("veo-2-image2video", {"image": "https://a/b.png"}),
    ("veo-2-image2video", {"image": "https://a/b.png", "prompt": "", "duration": 6, "seed": 1}),
]


def test_wrong_inputs_are_named_and_right_ones_pass() -> None:
    models = Models()
    for slug, inputs, named in WRONG:
        assert named in str(find_wrong_input(models.get(slug), slug, inputs)), inputs
    for slug, inputs in RIGHT:
        assert find_wrong_input(models.get(slug), slug, inputs) is None, inputs


async def test_wrong_inputs_are_refused_with_400_and_an_error() -> None:
    async with serving() as (stand_in, client):
        for slug, inputs, named in WRONG:
            raw, headers = json.dumps(inputs), {"Content-Type": "application/json; charset=utf-8"}
            status, body = await post(client, f"/v2/{slug}", data=raw, headers=headers)
            assert (status, set(body)) == (400, {"error"})
            assert named in body["error"]
        for junk in (b"", b"{", b"\xff\xfe", b"[" * 100_000):
            status, body = await post(client, "/v2/veo-2", data=junk, headers={"Content-Type": "application/json"})
            assert (status, set(body)) == (400, {"error"})
        assert stand_in.accepted == []


async def test_right_inputs_are_accepted_and_kept_as_sent() -> None:
    async with serving(balance_usd=1_000) as (stand_in, client):
        for slug, inputs in RIGHT:
            status, body = await post(client, f"/v2/{slug}", json=inputs)
            request_id = body["request_id"]
            assert status == 200
            assert body == {
                "request_id": str(uuid.UUID(request_id)),
                "status": "QUEUED",
                "status_url": f"{stand_in.url}/v2/requests/{request_id}/status",
                "response_url": f"{stand_in.url}/v2/requests/{request_id}",
                "poll_url": f"{stand_in.url}/v1/requests/{request_id}",
            }
        assert [(job.slug, job.inputs) for job in stand_in.accepted] == RIGHT
        assert type(stand_in.accepted[-1].inputs["duration"]) is int
        assert type(stand_in.accepted[2].inputs["duration"]) is str
        assert stand_in.accepted[0].seed == stand_in.accepted[2].seed, "a forgotten seed makes the same video again"


OTHERS: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("POST", "/v2/veo-9", {"json": TEXT}, 404, "application/json"),
    ("POST", "/v1/veo-2", {"json": TEXT}, 404, "application/json"),
    ("GET", "/v2/nothing/here/at/all", {}, 404, "application/json"),
    ("GET", "/v2/requests/unknown", {}, 404, "application/json"),
    ("GET", "/v2/requests/unknown/status", {}, 404, "application/json"),
    ("GET", f"{HISTORY}/unknown", {}, 404, "application/json"),
    ("GET", "/v2/veo-2", {}, 405, "text/html"),
    ("POST", "/v1/get-user-credits", {"json": {}}, 405, "text/html"),
    ("GET", "/upload-asset", {}, 405, "text/html"),
    ("GET", "/outputs/unknown.mp4", {}, 404, "text/html"),
    ("GET", "/assets/unknown.png", {}, 404, "text/html"),
    ("GET", "/assets/..%2f..%2fetc%2fpasswd", {}, 404, "text/html"),
    ("POST", "/v2/veo-2", {"data": b"{}"}, 406, "application/json"),
    ("POST", "/v2/veo-2", {"data": b"{}", "headers": {"Content-Type": "text/plain"}}, 406, "application/json"),
    ("POST", "/v2/veo-2", {"data": {"prompt": "x"}}, 406, "application/json"),
    ("POST", "/upload-asset", {"data": b"{}"}, 406, "application/json"),
]


async def test_other_refusals() -> None:
    async with serving() as (stand_in, client):
        for method, path, more, status, media_type in OTHERS:
            async with client.request(method, path, **more) as response:
                text = await response.text()
                assert (path, response.status, response.content_type) == (path, status, media_type)
                assert ("error" in text) if media_type == "application/json" else text.startswith("<html>")
        assert stand_in.accepted == []


async def test_only_the_right_key_in_the_right_header_is_let_in() -> None:
    async with serving(api_key="SG_feedfacecafebeef", rpm=1) as (stand_in, _):
        calls = [("POST", "/v2/veo-2"), ("GET", "/v2/requests/x"), ("GET", "/v1/get-user-credits")]
        calls += [("POST", "/upload-asset"), ("GET", HISTORY), ("GET", f"{HISTORY}/x")]
        keys: list[dict[str, str]] = [{}, {"x-api-key": "SG_0000000000000000"}, {"x-api-key": ""}]
        keys.append({"Authorization": "Bearer SG_feedfacecafebeef"})
        async with aiohttp.ClientSession(stand_in.url) as client:
            for headers in keys:
                for method, path in calls:
                    async with client.request(method, path, headers=headers) as response:
                        assert response.status == 401
                        assert set(await response.json()) == {"error"}
            headers = {"X-API-Key": "SG_feedfacecafebeef"}
            assert (await get(client, "/v1/get-user-credits", headers=headers))[0] == 200, "strangers use up no limit"


# Life of a job.


async def test_a_job_goes_from_queued_to_completed_and_is_paid_then() -> None:
    async with serving(balance_usd=10) as (stand_in, client):
        request_id = await submit(client)
        path = f"/v2/requests/{request_id}"
        urls = {
            "status_url": f"{stand_in.url}{path}/status",
            "response_url": f"{stand_in.url}{path}",
            "poll_url": f"{stand_in.url}/v1/requests/{request_id}",
        }
        for seconds, state in ((0, "QUEUED"), (3, "PROCESSING"), (96, "PROCESSING")):
            stand_in.advance(seconds)
            pending = {"status": state, "request_id": request_id, "metrics": {}} | urls
            assert await get(client, f"{path}/status") == (200, pending)
            assert await get(client, path) == (200, pending)
            assert stand_in.balance_usd == 10
        stand_in.advance(2)
        metrics = {
            "inference_time": 98.0,
            "queue_time": 2.0,
            "total_time": 100.0,
            "cost": 3.125,
            "remaining_credits": 6.875,
            "retry_count": 0,
        }
        done = {"status": "COMPLETED", "request_id": request_id, "metrics": metrics, "error": None}
        assert await get(client, f"{path}/status") == (200, done)
        assert await get(client, path) == (200, done | {"output": f"{stand_in.url}/outputs/{request_id}.mp4"})
        assert await get(client, f"/v1/requests/{request_id}") == await get(client, path)
        assert stand_in.accepted[0].state_at(stand_in.clock.now_s()) is State.COMPLETED


@pytest.mark.parametrize(("marker", "words"), [("!rai", "content policy"), ("!fail", "Internal error")])
async def test_a_failed_job_comes_under_422_and_costs_nothing(marker: str, words: str) -> None:
    async with serving(balance_usd=10) as (stand_in, client):
        request_id = await submit(client, prompt=f"a panda {marker}")
        assert (await get(client, f"/v2/requests/{request_id}"))[1]["status"] == "QUEUED"
        stand_in.advance(101)
        for path in (f"/v2/requests/{request_id}/status", f"/v2/requests/{request_id}"):
            status, body = await get(client, path)
            assert (status, body["status"], body["metrics"]["cost"]) == (422, "FAILED", 0)
            assert words in body["error"]
            assert "output" not in body
        assert stand_in.balance_usd == 10
        row = (await get(client, f"{HISTORY}/{request_id}"))[1]
        assert (row["model_status"], row["credits_deduction"], row["generation_url"]) == ("FAILED", 0, None)
        assert words in row["error"]


async def test_the_state_is_kept_for_an_hour_and_the_video_for_seven_days() -> None:
    async with serving() as (stand_in, client):
        request_id = await submit(client)
        output = f"/outputs/{request_id}.mp4"
        stand_in.advance(3_590)
        assert (await get(client, f"/v2/requests/{request_id}"))[0] == 200
        stand_in.advance(11)
        assert (await get(client, f"/v2/requests/{request_id}"))[0] == 404
        assert (await get(client, f"/v2/requests/{request_id}/status"))[0] == 404
        stand_in.advance(6 * 86_400)
        status, row = await get(client, f"{HISTORY}/{request_id}")
        assert (status, row["generation_url"]) == (200, stand_in.url + output)
        async with client.get(output) as response:
            assert response.status == 200
        stand_in.advance(86_400)
        async with client.get(output) as response:
            assert response.status == 404


async def test_completion_times_are_lognormal_about_the_median() -> None:
    async with StandIn(StandInOptions(latency_s=39.85, sigma=0.3, seed=1)) as stand_in:
        jobs = [stand_in.account.accept("veo-2", dict(TEXT), origin="", fates=[]) for _ in range(2_000)]
    logs = [math.log(job.total_s / 39.85) for job in jobs]
    assert abs(statistics.median(logs)) < 0.03
    assert statistics.stdev(logs) == pytest.approx(0.3, rel=0.06)
    assert all(0 < job.queue_s <= 2 for job in jobs)
    assert len({job.request_id for job in jobs}) == 2_000


# Credits.


async def test_credits_are_on_every_answer_of_the_api_and_go_down_in_order() -> None:
    async with serving(balance_usd=10) as (stand_in, client):
        await submit(client)
        await submit(client, duration="8")
        stand_in.advance(101)
        async with client.get("/v1/get-user-credits") as response:
            assert await response.json() == {"credits": 1.875}
            assert float(response.headers["x-remaining-credits"]) == 1.875
        first, second = [
            (await get(client, f"/v2/requests/{job.request_id}"))[1]["metrics"] for job in stand_in.accepted
        ]
        assert (first["cost"], first["remaining_credits"]) == (3.125, 6.875)
        assert (second["cost"], second["remaining_credits"]) == (5.0, 1.875)
        async with client.get("/v2/requests/unknown") as response:
            assert "x-remaining-credits" in response.headers


async def test_too_few_credits_are_406_until_there_are_more() -> None:
    async with serving(balance_usd=3.12) as (stand_in, client):
        status, body = await post(client, "/v2/veo-2", json=TEXT)
        assert status == 406
        assert "credits" in body["error"]
        assert stand_in.accepted == []
        stand_in.balance_usd = 3.125
        await submit(client)


# The rate limit.


async def test_the_plan_limits_the_api_host_only() -> None:
    async with serving(rpm=5) as (stand_in, client):
        request_id = await submit(client)
        for _ in range(4):
            assert (await get(client, f"/v2/requests/{request_id}/status"))[0] == 200
        before = datetime.now(UTC)
        for path in (f"/v2/requests/{request_id}", "/v1/get-user-credits"):
            async with client.get(path) as response:
                reset_at = datetime.fromisoformat(response.headers["x-rate-limit-reset-at-utc"])
                assert (response.status, set(await response.json())) == (429, {"error"})
                assert "Retry-After" not in response.headers
                assert before + timedelta(seconds=50) < reset_at < before + timedelta(seconds=61)
        assert (await post(client, "/v2/veo-2", json=TEXT))[0] == 429
        assert len(stand_in.accepted) == 1
        assert (await get(client, HISTORY))[0] == 200
        assert (await post(client, "/upload-asset", json={"data_urls": [data_url(picture())]}))[0] == 200
        assert stand_in.count(status=429) == 3
        assert stand_in.count(call="status", status=200) == 4


async def test_the_window_of_the_limit_slides_and_refusals_do_not_count() -> None:
    async with serving(rpm=2, rate_window_s=0.4) as (stand_in, client):

        async def is_admitted() -> bool:
            return (await get(client, "/v1/get-user-credits"))[0] == 200

        assert [await is_admitted() for _ in range(4)] == [True, True, False, False]
        async with client.get("/v1/get-user-credits") as response:
            reset_at = datetime.fromisoformat(response.headers["x-rate-limit-reset-at-utc"])
        stand_in.advance(60)
        assert not await is_admitted(), "clients wait in real time, so the limit does too"
        await asyncio.sleep((reset_at - datetime.now(UTC)).total_seconds())
        assert await is_admitted()


# The server.


async def test_an_outage_refuses_connections_and_forgets_nothing() -> None:
    async with serving(port=pick_port()) as (stand_in, client):
        request_id = await submit(client)
        url = stand_in.url
        await stand_in.stop_listening()
        with pytest.raises(aiohttp.ClientConnectorError):
            await get(client, "/v1/get-user-credits")
        await stand_in.listen()
        assert stand_in.url == url
        assert (await get(client, f"/v2/requests/{request_id}"))[0] == 200
        assert [entry.status for entry in stand_in.log] == [200, 200]


async def test_a_taken_port_is_an_error_and_leaves_nothing_open() -> None:
    async with serving() as (stand_in, _):
        second = StandIn(StandInOptions(port=int(stand_in.url.rpartition(":")[2])))
        with pytest.raises(OSError, match="in use"):
            await second.__aenter__()
