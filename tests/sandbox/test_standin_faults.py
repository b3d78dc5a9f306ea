"""Each fault of the stand-in, as a client meets it."""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest

from sandbox.faults import CALLS, MARKERS, Call, Fault, FaultError, FaultKind, FaultPlan, parse_fault, read_fault
from sandbox.segmind import StandIn
from tests.sandbox.test_standin import HISTORY, TEXT, data_url, get, picture, serving, submit

pytestmark = pytest.mark.usefixtures("kept_films")
ANSWERS = ("error", "drop", "error-after", "drop-after", "slow", "truncated", "garbage")


Answer = tuple[int, Mapping[str, str], bytes]


async def call_once(call: Call, stand_in: StandIn, client: aiohttp.ClientSession) -> Answer:
    """Make a call about the first job, once."""
    # Else aiohttp repeats a GET whose connection was cut.
    client._retry_connection = False
    job_path = f"/v2/requests/{stand_in.accepted[0].request_id}"
    method, path, body = {
        "submit": ("POST", "/v2/veo-2", TEXT),
        "status": ("GET", f"{job_path}/status", None),
        "result": ("GET", job_path, None),
        "balance": ("GET", "/v1/get-user-credits", None),
        "upload": ("POST", "/upload-asset", {"data_urls": [data_url(picture())]}),
        "history": ("GET", HISTORY, None),
        "history_item": ("GET", f"{HISTORY}/{stand_in.accepted[0].request_id}", None),
        "models": ("GET", "/inference-model-information/list", None),
        "chat": ("POST", "/v1/qwen-flash", {"messages": [{"role": "user", "content": "a fox"}]}),
        "download": ("GET", f"/outputs/{stand_in.accepted[0].request_id}.mp4", None),
    }[call]
    async with client.request(method, path, json=body, allow_redirects=False) as response:
        return response.status, response.headers, await response.read()


# What can be asked for.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("submit:drop-after", Fault("submit", FaultKind.DROP_AFTER)),
        ("submit:error,status=503,times=2,skip=1", Fault("submit", FaultKind.ERROR, status=503, times=2, skip=1)),
        ("status:error,html,times=null", Fault("status", FaultKind.ERROR, html=True, times=None)),
        ("download:redirect,url=http://a/b?c=d", Fault("download", FaultKind.REDIRECT, url="http://a/b?c=d")),
        ("submit:cost,cost_usd=4.5,match=panda", Fault("submit", FaultKind.COST, cost_usd=4.5, match="panda")),
        ("upload:slow,delay_s=2", Fault("upload", FaultKind.SLOW, delay_s=2)),
        (
            '{"call": "balance", "kind": "error", "headers": {"Retry-After": "5"}, "body": "a,b"}',
            Fault("balance", FaultKind.ERROR, headers={"Retry-After": "5"}, body="a,b"),
        ),
    ],
)
def test_a_fault_on_the_command_line(text: str, fault: Fault) -> None:
    assert parse_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "CALL:KIND"),
        ("submit", "CALL:KIND"),
        ("cancel:error", "'cancel'"),
        ("submit:explode", "'explode'"),
        ("submit:endless", "'endless'"),
        ("status:rai", "'rai'"),
        ("submit:error,status=99", "99"),
        ("submit:error,status=x", "'x'"),
        ("submit:error,times=0", "times"),
        ("submit:error,times=true", "times"),
        ("submit:error,skip=-1", "skip"),
        ("submit:error,colour=red", "'colour'"),
        ("submit:error,headers=x", "headers"),
        ("download:redirect", "url"),
        ("submit:cost", "cost_usd"),
        ('{"call": "submit"}', "kind"),
        ('{"call": ["submit"], "kind": "error"}', "call"),
        ('{"call": "submit", "kind": ["error"]}', "error"),
        ('{"call": "submit"', "JSON"),
    ],
)
def test_an_impossible_fault_is_refused_in_a_sentence(text: str, named: str) -> None:
    with pytest.raises(FaultError) as refusal:
        parse_fault(text)
    assert named in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_every_kind_fits_some_call_and_can_be_read_back() -> None:
    details: dict[str, dict[str, Any]] = {
        FaultKind.REDIRECT: {"url": "/"},
        FaultKind.COST: {"cost_usd": 1},
        FaultKind.SAYS: {"error": "No."},
        FaultKind.RETIRED: {"status": 404},
    }
    for kind in FaultKind:
        fitting = 0
        for call in CALLS:
            try:
                fault = read_fault({"call": call, "kind": str(kind)} | details.get(kind, {}))
            except FaultError:
                continue
            fitting += 1
            assert (fault.call, fault.kind) == (call, kind)
        assert fitting == len(CALLS) if str(kind) in ANSWERS else 1 <= fitting <= 2


# When a fault strikes.


def test_a_fault_skips_strikes_and_is_over() -> None:
    plan = FaultPlan([Fault("status", FaultKind.DROP, skip=1, times=2)])
    struck = [plan.take_answer("status", "x") is not None for _ in range(5)]
    assert struck == [False, True, True, False, False]
    assert len(plan.fired) == 2


def test_a_fault_strikes_its_own_call_and_prompt_only() -> None:
    plan = FaultPlan([Fault("status", FaultKind.DROP, match="Panda", times=None)])
    assert plan.take_answer("result", "a panda") is None
    assert plan.take_answer("status", "a cat") is None
    assert plan.take_answer("status", None) is None
    assert plan.take_answer("status", "a red PANDA") is not None
    plan.clear()
    assert plan.take_answer("status", "a red panda") is None


def test_faults_strike_in_order_and_a_job_can_suffer_several() -> None:
    first, second = Fault("submit", FaultKind.DROP), Fault("submit", FaultKind.GARBAGE)
    late, hidden = Fault("submit", FaultKind.LATE), Fault("submit", FaultKind.HIDDEN)
    plan = FaultPlan([first, late, second, hidden])
    assert plan.take_answer("submit", "x") is first
    assert plan.take_fates("x") == [late, hidden]
    assert plan.take_answer("submit", "x") is second
    assert plan.take_fates("x") == []


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("a panda !rai", ["rai"]),
        ("!NEVER ends", ["never"]),
        ("!fail, then !slow", ["fail", "late"]),
        ("what a surprise!rai", []),
        ("!rainbow", []),
        ("!unknown", []),
        ("", []),
    ],
)
def test_words_in_a_prompt_strike_always(prompt: str, kinds: list[str]) -> None:
    plan = FaultPlan()
    for _ in range(2):
        assert [fault.kind for fault in plan.take_fates(prompt)] == kinds


# InteractionMessages that go wrong.


@pytest.mark.parametrize("call", CALLS)
async def test_each_call_suffers_each_bad_answer_once(call: Call) -> None:
    async with serving(latency_s=0) as (stand_in, client):
        await submit(client)
        good = await call_once(call, stand_in, client)
        assert good[0] == 200
        for kind in ANSWERS:
            stand_in.faults.add(Fault(call, FaultKind(kind), status=503, error="Overloaded.", delay_s=0.05))
            accepted, started_s, status = len(stand_in.accepted), time.monotonic(), 0
            if kind in {"drop", "drop-after"}:
                with pytest.raises(aiohttp.ServerDisconnectedError):
                    await call_once(call, stand_in, client)
            elif kind == "truncated":
                with pytest.raises(aiohttp.ClientPayloadError):
                    await call_once(call, stand_in, client)
            else:
                status, _, body = await call_once(call, stand_in, client)
                assert status == (503 if "error" in kind else 200)
                if kind == "garbage":
                    with pytest.raises(ValueError):
                        json.loads(body)
                elif status == 503:
                    assert json.loads(body) == {"error": "Overloaded."}
                else:
                    assert time.monotonic() - started_s >= 0.05
                    assert len(body) == len(good[2])
            is_done = call == "submit" and kind not in {"error", "drop"}
            assert len(stand_in.accepted) == accepted + is_done
            assert stand_in.log[-1].call == call
            assert stand_in.log[-1].status == status
        assert (await call_once(call, stand_in, client))[0] == 200
        assert [str(fault.kind) for fault in stand_in.faults.fired] == list(ANSWERS)


async def test_an_error_answer_can_be_anything() -> None:
    async with serving() as (stand_in, client):
        stand_in.faults.add(Fault("balance", FaultKind.ERROR, status=502, html=True, headers={"Retry-After": "9"}))
        async with client.get("/v1/get-user-credits") as response:
            assert (response.status, response.content_type) == (502, "text/html")
            assert "502 Bad Gateway" in await response.text()
            assert response.headers["Retry-After"] == "9"
        stamp = "2026-08-01T12:00:00Z"
        stand_in.faults.add(
            Fault("balance", FaultKind.ERROR, status=429, body="", headers={"x-rate-limit-reset-at-utc": stamp})
        )
        async with client.get("/v1/get-user-credits") as response:
            assert (response.status, await response.text()) == (429, "")
            assert response.headers["x-rate-limit-reset-at-utc"] == stamp
        stand_in.faults.add(Fault("balance", FaultKind.ERROR, status=403, body="<!doctype html>"))
        async with client.get("/v1/get-user-credits") as response:
            assert (response.status, await response.text()) == (403, "<!doctype html>")


async def test_a_lost_submission_is_found_in_the_history() -> None:
    async with serving() as (stand_in, client):
        for kind in (FaultKind.DROP_AFTER, FaultKind.TRUNCATED):
            stand_in.faults.add(Fault("submit", kind))
            with pytest.raises(aiohttp.ClientError):
                await submit(client, seed=4242)
        rows = (await get(client, HISTORY))[1]["data"]
        assert [row["request_body"]["seed"] for row in rows] == [4242, 4242]
        assert [row["request_id"] for row in reversed(rows)] == [job.request_id for job in stand_in.accepted]


async def test_a_fault_about_one_prompt_follows_its_job() -> None:
    async with serving(latency_s=0) as (stand_in, client):
        bad, good = await submit(client, prompt="a bad cat"), await submit(client, prompt="a good cat")
        for call in ("status", "result", "history_item", "download"):
            stand_in.faults.add(Fault(call, FaultKind.ERROR, match="BAD", times=None))
        for request_id, expected in ((bad, 500), (good, 200)):
            for path in (
                f"/v2/requests/{request_id}/status",
                f"/v2/requests/{request_id}",
                f"{HISTORY}/{request_id}",
                f"/outputs/{request_id}.mp4",
            ):
                async with client.get(path) as response:
                    assert response.status == expected


# What becomes of a job.


async def test_the_fates_of_jobs() -> None:
    async with serving(balance_usd=1_000) as (stand_in, client):

        async def suffer(kind: FaultKind, **details: Any) -> str:
            stand_in.faults.add(Fault("submit", kind, **details))
            return f"/v2/requests/{await submit(client)}"

        never = await suffer(FaultKind.NEVER)
        late = await suffer(FaultKind.LATE, delay_s=50)
        dear = await suffer(FaultKind.COST, cost_usd=4.26)
        hidden = await suffer(FaultKind.HIDDEN)
        blocked = await suffer(FaultKind.RAI, error="No faces of children, please.")
        stand_in.advance(101)
        states = [(await get(client, path))[1]["status"] for path in (never, late, dear, hidden, blocked)]
        assert states == ["PROCESSING", "PROCESSING", "COMPLETED", "COMPLETED", "FAILED"]
        assert (await get(client, dear))[1]["metrics"]["cost"] == 4.26
        assert (await get(client, blocked))[1]["error"] == "No faces of children, please."
        assert (await get(client, hidden.replace("/v2/requests", HISTORY)))[0] == 404
        assert stand_in.balance_usd == pytest.approx(1_000 - 4.26 - 3.125)
        stand_in.advance(50)
        assert (await get(client, late))[1]["status"] == "COMPLETED"
        stand_in.advance(3_000)
        assert (await get(client, never))[1]["status"] == "PROCESSING"
        assert stand_in.balance_usd == pytest.approx(1_000 - 4.26 - 3.125 - 3.125)


@pytest.mark.parametrize(
    ("kind", "outputs"),
    [
        (FaultKind.NO_OUTPUT, {}),
        (FaultKind.OUTPUT_LIST, {"output": ["URL"]}),
        (FaultKind.OUTPUT_OBJECT, {"output": {"video": "URL"}}),
        (FaultKind.VIDEO_KEY, {"video": "URL"}),
        (FaultKind.NO_METRICS, {"output": "URL"}),
    ],
)
async def test_a_result_out_of_shape(kind: FaultKind, outputs: dict[str, Any]) -> None:
    async with serving() as (stand_in, client):
        path = f"/v2/requests/{await submit(client)}"
        stand_in.faults.add(Fault("result", kind))
        assert (await get(client, path))[1]["metrics"] == {}, "a job that is not done has no shape yet"
        stand_in.advance(101)
        text = json.dumps((await get(client, path))[1]).replace(stand_in.accepted[0].output_url, "URL")
        body = json.loads(text)
        assert {name: body[name] for name in ("output", "video") if name in body} == outputs
        assert ("metrics" in body) == (kind is not FaultKind.NO_METRICS)
        assert "output" in (await get(client, path))[1]
        stand_in.faults.add(Fault("status", FaultKind.NO_METRICS))
        assert "metrics" not in (await get(client, f"{path}/status"))[1]


# What the output URL serves.


async def test_outputs_that_are_no_video() -> None:
    async with serving(latency_s=0) as (stand_in, client):
        await submit(client)

        async def suffer(kind: FaultKind, **details: Any) -> Answer:
            stand_in.faults.add(Fault("download", kind, **details))
            return await call_once("download", stand_in, client)

        _, headers, body = await suffer(FaultKind.NOT_VIDEO)
        assert (headers["Content-Type"], body[:6]) == ("video/mp4", b"<html>")
        _, headers, body = await suffer(FaultKind.ENDLESS, size_bytes=300_000)
        assert ("Content-Length" in headers, len(body)) == (False, 300_000)
        _, headers, body = await suffer(FaultKind.HUGE, size_bytes=300_000)
        assert (headers["Content-Length"], len(body)) == ("300000", 300_000)
        status, headers, _ = await suffer(FaultKind.REDIRECT, url="http://10.0.0.1/x.mp4")
        assert (status, headers["Location"]) == (302, "http://10.0.0.1/x.mp4")
        stand_in.faults.add(Fault("download", FaultKind.REDIRECT_LOOP))
        with pytest.raises(aiohttp.TooManyRedirects):
            await client.get(stand_in.accepted[0].output_url)
        started_s = time.monotonic()
        with pytest.raises(aiohttp.ClientPayloadError):
            await suffer(FaultKind.STALLED, delay_s=0.1)
        assert time.monotonic() - started_s >= 0.1


@pytest.mark.parametrize(
    ("marker", "fault"), [one for one in MARKERS.items() if one[1].call != "chat"], ids=lambda one: str(one)[:12]
)
async def test_each_marker_shows_from_the_outside(marker: str, fault: Fault) -> None:
    async with serving() as (stand_in, client):
        try:
            async with client.post("/v2/veo-2", json=TEXT | {"prompt": f"a panda {marker}"}) as response:
                accepted = response.status
        except aiohttp.ServerDisconnectedError:
            accepted = 0
        stand_in.advance(101)
        if stand_in.accepted:
            path = f"/v2/requests/{stand_in.accepted[0].request_id}"
            await get(client, path)
            async with client.get(f"/outputs/{stand_in.accepted[0].request_id}.mp4") as response:
                head = await response.content.read(100)
                assert (response.status == 200 and head[4:8] == b"ftyp") == (marker in {"!lost", "!noout", "!cut"})
        assert fault in stand_in.faults.fired
        assert accepted == {"!lost": 0, "!refused": 400, "!retired": 410}.get(marker, 200)


# The server under faults.


async def send_and_leave(stand_in: StandIn, body: str, *, length: int | None = None) -> None:
    """Submit a body, or what there is of one that is said to be longer, and don't wait for the answer."""
    head = f"POST /v2/veo-2 HTTP/1.1\r\nHost: x\r\nx-api-key: {stand_in.api_key}\r\nContent-Type: application/json\r\n"
    _, writer = await asyncio.open_connection("127.0.0.1", int(stand_in.url.rpartition(":")[2]))
    writer.write(f"{head}Content-Length: {length or len(body)}\r\n\r\n{body}".encode())
    await writer.drain()
    writer.close()


async def test_clients_that_leave_are_no_error(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        async with serving(latency_s=0) as (stand_in, client):
            await submit(client)
            stand_in.faults.add(Fault("download", FaultKind.ENDLESS, size_bytes=1 << 40))
            async with client.get(stand_in.accepted[0].output_url) as response:
                assert len(await response.content.read(100_000)) > 0
            stand_in.faults.add(Fault("submit", FaultKind.SLOW, delay_s=0.2))
            await send_and_leave(stand_in, json.dumps(TEXT))
            while len(stand_in.accepted) < 2:
                await asyncio.sleep(0.01)
            await send_and_leave(stand_in, "", length=99)
            while stand_in.log[-1].call != "submit" or stand_in.log[-1].status:
                await asyncio.sleep(0.01)
            assert (await get(client, "/v1/get-user-credits"))[0] == 200
            assert len(stand_in.accepted) == 2
    assert caplog.records == []


async def test_it_stops_at_once_whatever_is_going_on(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(latency_s=0) as (stand_in, client):
        await submit(client)
        stand_in.faults.add(Fault("status", FaultKind.SLOW, delay_s=600))
        stand_in.faults.add(Fault("download", FaultKind.STALLED, delay_s=600))
        stand_in.faults.add(Fault("download", FaultKind.ENDLESS, size_bytes=1 << 40))
        calls: tuple[Call, ...] = ("status", "download")
        waiting = [asyncio.create_task(call_once(call, stand_in, client)) for call in calls]
        while len(stand_in.faults.fired) < len(calls):
            await asyncio.sleep(0.01)
        endless = await client.get(stand_in.accepted[0].output_url)  # whatever isn't read keeps the server waiting
        started_s = time.monotonic()
        await stand_in.stop_listening()
        assert time.monotonic() - started_s < 3
        for outcome in await asyncio.gather(*waiting, endless.read(), return_exceptions=True):
            assert isinstance(outcome, aiohttp.ClientError)
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []
