"""The stand-in as a process of its own: its command line, how it stops, and how others steer it."""

import asyncio
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from sandbox.faults import Fault, FaultKind
from sandbox.segmind import main
from tests.sandbox.test_standin import HISTORY, TEXT, get, post, serving


@asynccontextmanager
async def running(*arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """The stand-in on a free port, and its address as it prints it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox.segmind", "--port", "0", "--fast-films", *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield process, found.group()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def test_it_serves_as_its_arguments_say_until_a_signal_and_stops_cleanly() -> None:
    arguments = ("--latency", "0", "--key", "SG_feedfacecafebeef", "--plan", "free", "--balance", "50")
    faults = ("--fault", "submit:drop-after", "--fault", "balance:error,status=503")
    async with running(*arguments, *faults) as (process, url):
        async with aiohttp.ClientSession(url, headers={"x-api-key": "SG_feedfacecafebeef"}) as client:
            with pytest.raises(aiohttp.ServerDisconnectedError):
                await post(client, "/v2/veo-2", json=TEXT)
            status, (job,) = await get(client, "/_sandbox/accepted")
            assert (status, job["inputs"]) == (200, TEXT)
            status, body = await get(client, f"/v2/requests/{job['request_id']}")
            assert (status, body["status"]) == (200, "COMPLETED")
            async with client.get(body["output"]) as response:
                assert (await response.read())[4:8] == b"ftyp"
            assert (await get(client, "/v1/get-user-credits"))[0] == 503
            assert await get(client, "/v1/get-user-credits") == (200, {"credits": 46.875})
            assert (await get(client, "/v1/get-user-credits"))[0] == 200
            assert (await get(client, "/v1/get-user-credits"))[0] == 429
        process.send_signal(signal.SIGINT)
        _, stderr = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0
        assert b"Traceback" not in stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_each_signal_that_asks_it_to_stop_does(number: signal.Signals, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def hear(line: str, **_options: object) -> None:
        said.append(line)
        signal.raise_signal(number)

    monkeypatch.setattr("builtins.print", hear)
    assert main(["--port", "0"]) == 0
    assert ["Segmind stand-in on http://127.0.0.1:" in line for line in said] == [True]


async def test_its_user_can_steer_and_inspect_it() -> None:
    async with serving(balance_usd=50) as (stand_in, client):
        stand_in.faults.add(Fault("submit", FaultKind.DROP_AFTER))
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await post(client, "/v2/veo-2", json=TEXT)
        status, (job,) = await get(client, "/_sandbox/accepted")
        assert status == 200
        assert (job["slug"], job["inputs"], job["state"], job["cost_usd"]) == ("veo-2", TEXT, "QUEUED", 3.125)

        faults = [{"call": "history", "kind": "error", "status": 500, "times": None}]
        assert await post(client, "/_sandbox/faults", json=faults) == (200, {"added": 1})
        assert (await get(client, HISTORY))[0] == (await get(client, HISTORY))[0] == 500
        async with client.delete("/_sandbox/faults") as response:
            assert response.status == 200
        assert (await get(client, HISTORY))[0] == 200

        await post(client, "/_sandbox/clock", json={"advance_s": 3_000})
        assert (await get(client, f"/v2/requests/{job['request_id']}"))[1]["status"] == "COMPLETED"
        assert (await get(client, "/v1/get-user-credits"))[1] == {"credits": 46.875}
        assert (await post(client, "/_sandbox/balance", json={"balance_usd": 1}))[0] == 200
        assert (await post(client, "/v2/veo-2", json=TEXT))[0] == 406

        log = (await get(client, "/_sandbox/log"))[1]
        assert [(entry["call"], entry["status"]) for entry in log] == [
            ("submit", 0),
            ("history", 500),
            ("history", 500),
            ("history", 200),
            ("result", 200),
            ("balance", 200),
            ("submit", 406),
        ]
        assert log[0]["at_s"] <= log[-1]["at_s"]

        for path, body in (
            ("faults", {"call": "submit"}),
            ("faults", {"call": "submit", "kind": "explode"}),
            ("faults", "submit:drop"),
            ("faults", [{"call": "submit", "kind": "drop"}, None]),
            ("balance", {"balance_usd": "much"}),
            ("balance", {"balance_usd": 10**400}),
            ("balance", {"balance_usd": float("nan")}),
            ("balance", []),
            ("clock", {"advance_s": -1}),
            ("clock", {"advance_s": True}),
        ):
            status, answer = await post(client, f"/_sandbox/{path}", json=body)
            assert (status, set(answer)) == (400, {"error"})


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--fault", "submit:explode"], "There is no fault 'explode'"),
        (["--fault", "nonsense"], "CALL:KIND"),
        (["--latency", "-1"], "--latency"),
        (["--latency", "nan"], "--latency"),
        (["--sigma", "inf"], "--sigma"),
        (["--port", "70000"], "--port"),
        (["--rpm", "0"], "--rpm"),
        (["--plan", "gold"], "--plan"),
    ],
)
def test_a_wrong_argument_is_named(arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert named in capsys.readouterr().err


def test_a_taken_port_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--port", str(taken.getsockname()[1])]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Cannot listen on 127.0.0.1:")
    assert said.count("\n") == 1
