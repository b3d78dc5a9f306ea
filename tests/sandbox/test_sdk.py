"""The official SDK, `segmind` 1.3.0, works against the stand-in: it holds the stand-in to the reference."""

import asyncio
import importlib
import ssl
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import segmind
from PIL import Image
from segmind.files import Files

from sandbox.chat import CHAT_USD
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions

pytestmark = pytest.mark.usefixtures("kept_films")
INPUTS: dict[str, Any] = {"prompt": "a red panda", "duration": "5", "aspect_ratio": "16:9", "seed": 7}
_make_context = cache(ssl.create_default_context)


@pytest.fixture(autouse=True)
def _one_tls_context(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each client of httpx reads all certificates, which none of these needs; that takes longer than the tests."""
    monkeypatch.setattr(ssl, "create_default_context", _make_context)


@pytest_asyncio.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    options = StandInOptions(latency_s=100.0, sigma=0.0, fast_films=True, balance_usd=20)
    async with StandIn(options) as running:
        yield running


@pytest.fixture
def sdk(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[segmind.SegmindClient]:
    """The SDK, with the hosts that it has no setting for turned to the stand-in."""
    monkeypatch.setattr(Files, "STORAGE_BASE_URL", stand_in.url)
    history_url = f"{stand_in.url}/inference-request/request-history"
    # The package hides this module behind an object of the same name.
    monkeypatch.setattr(importlib.import_module("segmind.generations"), "REQUEST_HISTORY_URL", history_url)
    client = segmind.SegmindClient(api_key=stand_in.api_key, base_url=f"{stand_in.url}/v1")
    yield client
    client._client.close()


async def test_submit_and_wait_gives_the_output(sdk: segmind.SegmindClient, stand_in: StandIn) -> None:
    job = await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS)
    assert job.submit_response["status"] == "QUEUED"
    assert (await asyncio.to_thread(job.status))["status"] in {"QUEUED", "PROCESSING"}
    waiting = asyncio.create_task(asyncio.to_thread(job.wait, timeout=20, interval=0.05))
    await asyncio.sleep(0.1)
    stand_in.advance(101)
    result = await waiting
    assert (result["status"], result["metrics"]["cost"]) == ("COMPLETED", 3.125)
    assert [accepted.inputs for accepted in stand_in.accepted] == [INPUTS]
    response = await asyncio.to_thread(httpx.get, result["output"])
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.content[4:8] == b"ftyp"


async def test_a_failure_raises_inference_failed(sdk: segmind.SegmindClient, stand_in: StandIn) -> None:
    stand_in.faults.add(Fault("submit", FaultKind.RAI))
    job = await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS)
    stand_in.advance(101)
    with pytest.raises(segmind.InferenceFailed, match="content policy") as failure:
        await asyncio.to_thread(job.wait, timeout=20, interval=0.05)
    assert failure.value.status_body["status"] == "FAILED"
    assert (await asyncio.to_thread(job.result))["metrics"]["cost"] == 0


async def test_a_job_that_never_ends_times_out(sdk: segmind.SegmindClient, stand_in: StandIn) -> None:
    stand_in.faults.add(Fault("submit", FaultKind.NEVER))
    job = await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS)
    stand_in.advance(1_000)
    with pytest.raises(segmind.InferenceTimeout):
        await asyncio.to_thread(job.wait, timeout=0.1, interval=0.02)


async def test_an_expired_job_is_an_error_404(sdk: segmind.SegmindClient, stand_in: StandIn) -> None:
    job = await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS)
    stand_in.advance(3_600)
    with pytest.raises(segmind.SegmindError) as failure:
        await asyncio.to_thread(job.status)
    assert failure.value.status == 404


@pytest.mark.parametrize(
    ("slug", "changes", "status"),
    [
        ("veo-2", {"duration": "50"}, 400),
        ("veo-9", {}, 404),
    ],
)
async def test_a_refusal_raises_with_its_detail(
    sdk: segmind.SegmindClient, slug: str, changes: dict[str, Any], status: int
) -> None:
    with pytest.raises(segmind.SegmindError) as refusal:
        await asyncio.to_thread(sdk.submit_async, slug, **INPUTS | changes)
    assert refusal.value.status == status
    assert refusal.value.detail


async def test_a_wrong_key_raises_401(stand_in: StandIn) -> None:
    stranger = segmind.SegmindClient(api_key="SG_0000000000000000", base_url=f"{stand_in.url}/v1")
    try:
        with pytest.raises(segmind.SegmindError) as refusal:
            await asyncio.to_thread(stranger.submit_async, "veo-2", **INPUTS)
    finally:
        stranger._client.close()
    assert refusal.value.status == 401


async def test_the_rate_limit_raises_429(sdk: segmind.SegmindClient, stand_in: StandIn) -> None:
    stand_in.limiter.rpm = 2
    job = await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS)
    with pytest.raises(segmind.SegmindError, match="Rate limit") as refusal:
        await asyncio.to_thread(job.wait, timeout=20, interval=0.01)
    assert refusal.value.status == 429


async def test_an_uploaded_file_becomes_a_video(sdk: segmind.SegmindClient, stand_in: StandIn, tmp_path: Path) -> None:
    paths = [tmp_path / "first.png", tmp_path / "second.jpg"]
    for path in paths:
        Image.new("RGB", (320, 180), "teal").save(path)
    uploaded = await asyncio.to_thread(sdk.files.upload, paths)
    assert len(uploaded["file_urls"]) == 2
    assert uploaded["message"]
    response = await asyncio.to_thread(httpx.get, uploaded["file_urls"][0])
    assert response.content == paths[0].read_bytes()
    inputs = {"image": uploaded["file_urls"][1], "duration": 5, "aspect_ratio": "16:9", "seed": 7}
    job = await asyncio.to_thread(sdk.submit_async, "veo-2-image2video", **inputs)
    stand_in.advance(101)
    result = await asyncio.to_thread(job.wait, timeout=20, interval=0.05)
    assert result["output"] == stand_in.accepted[0].output_url


@pytest.mark.parametrize(
    ("slug", "inputs", "usd"),
    [
        (
            "veo-3.1-lite",
            {
                "prompt": "a red panda",
                "aspect_ratio": "16:9",
                "duration": 8,
                "generate_audio": True,
                "resolution": "720p",
            },
            1.0,
        ),
        (
            "seedance-pro",
            {"prompt": "a red panda", "aspect_ratio": "4:3", "duration": 10, "resolution": "480p", "seed": 999_999},
            0.7,
        ),
        (
            "runway-gen4-turbo",
            {"promptImage": None, "promptText": "a red panda", "duration": 5, "ratio": "960:960", "seed": 1},
            0.5,
        ),
    ],
)
async def test_other_models_are_served_as_their_pages_say(
    sdk: segmind.SegmindClient, stand_in: StandIn, tmp_path: Path, slug: str, inputs: dict[str, Any], usd: float
) -> None:
    if "promptImage" in inputs:
        Image.new("RGB", (320, 320), "teal").save(tmp_path / "first.png")
        uploaded = await asyncio.to_thread(sdk.files.upload, [tmp_path / "first.png"])
        inputs = inputs | {"promptImage": uploaded["file_urls"][0]}
    job = await asyncio.to_thread(sdk.submit_async, slug, **inputs)
    stand_in.advance(1_000)
    result = await asyncio.to_thread(job.wait, timeout=20, interval=0.05)
    assert (result["status"], result["metrics"]["cost"]) == ("COMPLETED", usd)
    assert [accepted.inputs for accepted in stand_in.accepted] == [inputs]
    with pytest.raises(segmind.SegmindError, match="duration") as refusal:
        await asyncio.to_thread(sdk.submit_async, slug, **inputs | {"duration": 7})
    assert refusal.value.status == 400
    stand_in.models.retire(slug)
    with pytest.raises(segmind.SegmindError) as refusal:
        await asyncio.to_thread(sdk.submit_async, slug, **inputs)
    assert refusal.value.status == 410


async def test_language_models_are_served_in_their_providers_shapes(
    sdk: segmind.SegmindClient, stand_in: StandIn
) -> None:
    messages = [{"role": "user", "content": "ein Fuchs im Schnee und ein Hase"}]
    for slug in ("kimi-k2-instruct-0905", "claude-haiku", "gemini-flash"):
        answer = await asyncio.to_thread(sdk.chat_sync, slug, messages=messages)
        assert answer.text.startswith("ein Fuchs im Schnee und ein Hase. Das Licht")
    assert stand_in.balance_usd == pytest.approx(20 - 3 * CHAT_USD)
    for slug, body in (("gpt-0", {"messages": messages}), ("qwen-flash", {"messages": []})):
        with pytest.raises(segmind.SegmindError) as refusal:
            await asyncio.to_thread(sdk.chat_sync, slug, **body)
        assert refusal.value.status in (400, 404)


async def test_the_list_of_models_has_what_is_offered(
    sdk: segmind.SegmindClient, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.models.retire("veo-2")
    asked = sdk._request
    real = "https://api.spotprod.segmind.com"
    monkeypatch.setattr(sdk, "_request", lambda method, url: asked(method, url.replace(real, stand_in.url)))
    [rows] = (await asyncio.to_thread(sdk.models.list)).values()
    slugs = [row["slug"] for row in rows]
    assert "veo-3.1" in slugs
    assert "veo-2" not in slugs


async def test_generations_history_and_get_know_each_request(sdk: segmind.SegmindClient, stand_in: StandIn) -> None:
    done = await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS)
    failed = await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS | {"prompt": "!fail"})
    stand_in.advance(101)
    today = datetime.now(UTC).date()
    filters = {"from_date": str(today - timedelta(days=1)), "to_date": str(today), "model_name": "veo-2"}
    page = await asyncio.to_thread(sdk.generations.history, per_page=100, **filters)
    assert [row["request_id"] for row in page["data"]] == [failed.request_id, done.request_id]
    page = await asyncio.to_thread(sdk.generations.history, status="FAILED", sort_by="credits_deduction")
    assert [row["request_id"] for row in page["data"]] == [failed.request_id]
    assert page["data"][0]["error"]
    row = await asyncio.to_thread(sdk.generations.get, done.request_id)
    assert (row["request_body"], row["model_status"], row["credits_deduction"]) == (INPUTS, "COMPLETED", 3.125)
    assert row["generation_url"] == stand_in.accepted[0].output_url
    with pytest.raises(segmind.SegmindError) as refusal:
        await asyncio.to_thread(sdk.generations.get, "no/such id")
    assert refusal.value.status == 404


async def test_the_balance_goes_down_when_a_job_is_done(sdk: segmind.SegmindClient, stand_in: StandIn) -> None:
    await asyncio.to_thread(sdk.submit_async, "veo-2", **INPUTS)
    stand_in.advance(101)
    response = await asyncio.to_thread(sdk._request, "GET", "/get-user-credits")
    assert response.json() == {"credits": 16.875}
