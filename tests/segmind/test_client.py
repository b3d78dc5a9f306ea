"""The client against a Segmind that runs here: a video from order to file, and what each fault leaves certain."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.requests import AspectRatio, Mode, VideoRequest
from bot.models import PayloadValue
from bot.segmind.client import HistoryStatus, SegmindClient
from bot.segmind.error_mapping import is_content_block
from bot.segmind.errors import (
    AccountProblem,
    AccountReason,
    Ambiguous,
    BadParameters,
    DownloadError,
    DownloadGone,
    DownloadInterrupted,
    DownloadTooLarge,
    ModelGone,
    NeverSent,
    NotFound,
    RateLimited,
    SegmindError,
    SegmindRefused,
    ServerFault,
    TooManyRedirects,
    Transient,
    UnsafeAddress,
)
from bot.segmind.payloads import build_payload, matches
from bot.segmind.responses import RemoteState, Result
from bot.segmind.transport import CallTimeouts
from sandbox.faults import Call, Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.segmind.conftest import CALLS, KEY, PATIENT, make_client, same_timeouts
from tests.support.models import IMAGE_MODEL, TEXT_MODEL, VEO_2
from tests.support.shared_film import show_one_film

MAX_BYTES = 1_000_000
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn(StandInOptions(api_key=KEY, fast_films=True, seed=1)) as stand_in:
        show_one_film(stand_in)
        yield stand_in


@pytest.fixture
async def client(stand_in: StandIn) -> AsyncIterator[SegmindClient]:
    async with make_client(stand_in.url) as client:
        yield client


def make_payload(prompt: str = "a red panda on a skateboard", seed: int | None = None) -> dict[str, PayloadValue]:
    seed = VEO_2.draw_seed() if seed is None else seed
    return build_payload(VEO_2, VideoRequest(TEXT_MODEL, prompt, 5, AspectRatio.LANDSCAPE, seed))


async def order(client: SegmindClient, prompt: str = "a red panda on a skateboard") -> str:
    return (await client.submit(TEXT_MODEL, make_payload(prompt))).request_id


async def order_and_finish(client: SegmindClient, stand_in: StandIn, prompt: str = "a red panda") -> Result:
    request_id = await order(client, prompt)
    stand_in.advance(600)
    return await client.result(request_id)


async def test_a_video_from_order_to_file(client: SegmindClient, stand_in: StandIn, tmp_path: Path) -> None:
    payload = make_payload()
    submitted = await client.submit(TEXT_MODEL, payload)
    assert submitted.state is RemoteState.QUEUED
    assert (await client.status(submitted.request_id)).state in (RemoteState.QUEUED, RemoteState.PROCESSING)
    stand_in.advance(600)
    status = await client.status(submitted.request_id)
    assert (status.state, status.error) == (RemoteState.COMPLETED, None)
    result = await client.result(submitted.request_id)
    assert result.state is RemoteState.COMPLETED
    assert result.metrics == status.metrics
    assert result.metrics.cost_said == "3.125"
    assert result.metrics.remaining_credits_micros == 96_875_000
    assert (await client.balance()).credits_micros == 96_875_000
    assert result.metrics.total_time_s is not None
    assert 10 < result.metrics.total_time_s < 200
    assert result.output_url is not None
    saved = await client.download(result.output_url, tmp_path / "1.mp4", MAX_BYTES)
    content = (tmp_path / "1.mp4").read_bytes()
    assert len(content) == saved.size_bytes
    assert content[4:8] == b"ftyp"


async def test_a_picture_from_upload_to_result(client: SegmindClient, stand_in: StandIn) -> None:
    image_url = await client.upload_image(PNG, "image/png")
    request = VideoRequest(IMAGE_MODEL, "", 5, AspectRatio.PORTRAIT, seed=11, mode=Mode.IMAGE)
    submitted = await client.submit(IMAGE_MODEL, build_payload(VEO_2, request, image_url))
    stand_in.advance(600)
    assert (await client.result(submitted.request_id)).state is RemoteState.COMPLETED
    row = await client.history_item(submitted.request_id)
    assert matches(row.request_body, build_payload(VEO_2, request, image_url))


async def test_the_history_finds_what_was_ordered(client: SegmindClient, stand_in: StandIn) -> None:
    before_at = datetime.now(UTC) - timedelta(seconds=1)
    payloads = [make_payload(f"panda {number}") for number in range(5)]
    ids = [(await client.submit(TEXT_MODEL, payload)).request_id for payload in payloads]
    today = datetime.now(UTC).date()
    pages = [
        await client.history(
            page=page, per_page=2, from_date=today - timedelta(days=30), to_date=today, model_name="veo-2"
        )
        for page in (1, 2, 3, 4)
    ]
    assert [page.row_count for page in pages] == [2, 2, 1, 0]
    rows = [row for page in pages for row in page.rows]
    found = [[row.request_id for row in rows if matches(row.request_body, payload)] for payload in payloads]
    assert found == [[request_id] for request_id in ids]
    assert all(row.created_at and before_at < row.created_at < datetime.now(UTC) for row in rows)
    assert {row.model_status for row in rows} == {"PENDING"}
    stand_in.advance(600)
    done = await client.history(status=HistoryStatus.COMPLETED)
    assert {(row.request_id, row.cost_said) for row in done.rows} == {(request_id, "3.125") for request_id in ids}
    assert all(row.generation_url and row.latency_ms for row in done.rows)
    assert (await client.history(model_name="image2video")).rows == ()


async def test_the_history_has_the_address_after_the_hour(
    client: SegmindClient, stand_in: StandIn, tmp_path: Path
) -> None:
    request_id = await order(client)
    stand_in.advance(3_601)
    for call in (client.status, client.result):
        with pytest.raises(NotFound):
            await call(request_id)
    row = await client.history_item(request_id)
    assert row.generation_url is not None
    assert (await client.download(row.generation_url, tmp_path / "1.mp4", MAX_BYTES)).size_bytes > 0
    with pytest.raises(NotFound):
        await client.history_item("unknown")


async def test_what_the_history_does_not_serve_is_not_asked_for(client: SegmindClient, stand_in: StandIn) -> None:
    today = datetime.now(UTC).date()
    for page, per_page, days in ((0, 1, 0), (1, 0, 0), (1, 101, 0), (1, 1, 31), (1, 1, -1)):
        with pytest.raises(ValueError, match=r"page|history"):
            await client.history(page=page, per_page=per_page, from_date=today - timedelta(days=days), to_date=today)
    assert stand_in.log == []


@pytest.mark.parametrize(("prompt", "is_block"), [("!rai something", True), ("!fail something", False)])
async def test_a_failed_job_is_an_answer(client: SegmindClient, stand_in: StandIn, prompt: str, is_block: bool) -> None:
    request_id = await order(client, prompt)
    stand_in.advance(600)
    status = await client.status(request_id)
    result = await client.result(request_id)
    assert status.state is result.state is RemoteState.FAILED
    assert status.error == result.error
    assert is_content_block(status.error) is is_block
    assert result.output_url is None
    row = await client.history_item(request_id)
    assert (row.model_status, row.cost_said, row.error) == ("FAILED", "0", status.error)


#: A fault of a submission: what is raised, and how many paid jobs there are.
SUBMIT_FAULTS: list[tuple[Fault, type[SegmindError], int]] = [
    (Fault("submit", FaultKind.ERROR, status=400), BadParameters, 0),
    (Fault("submit", FaultKind.ERROR, status=401), AccountProblem, 0),
    (Fault("submit", FaultKind.ERROR, status=403, html=True), AccountProblem, 0),
    (Fault("submit", FaultKind.ERROR, status=404), ModelGone, 0),
    (Fault("submit", FaultKind.ERROR, status=406, error="Not enough credits"), AccountProblem, 0),
    (Fault("submit", FaultKind.ERROR, status=406, error="duration is not accepted"), BadParameters, 0),
    (Fault("submit", FaultKind.ERROR, status=410), ModelGone, 0),
    (Fault("submit", FaultKind.ERROR, status=429), RateLimited, 0),
    (Fault("submit", FaultKind.ERROR, status=500), ServerFault, 0),
    (Fault("submit", FaultKind.ERROR, status=502, html=True), Ambiguous, 0),
    (Fault("submit", FaultKind.ERROR_AFTER, status=504, html=True), Ambiguous, 1),
    (Fault("submit", FaultKind.DROP), Ambiguous, 0),
    (Fault("submit", FaultKind.DROP_AFTER), Ambiguous, 1),
    (Fault("submit", FaultKind.SLOW, delay_s=60), Ambiguous, 1),
    (Fault("submit", FaultKind.TRUNCATED), Ambiguous, 1),
    (Fault("submit", FaultKind.GARBAGE), Ambiguous, 1),
]


async def test_what_a_fault_leaves_certain_about_money(client: SegmindClient, stand_in: StandIn) -> None:
    stand_in.balance_usd = 1_000.0
    for seed, (fault, kind, accepted) in enumerate(SUBMIT_FAULTS):
        before = len(stand_in.accepted)
        stand_in.faults.add(fault)
        payload = make_payload(seed=seed)
        timeouts = same_timeouts(2, 0.3, 3) if fault.kind is FaultKind.SLOW else PATIENT
        async with make_client(stand_in.url, timeouts=timeouts) as submitting:
            with pytest.raises(SegmindError) as caught:
                await submitting.submit(TEXT_MODEL, payload)
        rows = (await client.history()).rows
        assert (fault, type(caught.value)) == (fault, kind)
        assert (fault, len(stand_in.accepted) - before) == (fault, accepted)
        assert accepted == 0 or isinstance(caught.value, Ambiguous), "a refusal is never wrong"
        assert not isinstance(caught.value, SegmindRefused) or accepted == 0
        assert len([row for row in rows if matches(row.request_body, payload)]) == accepted, "the history tells"


async def test_a_wrong_key_is_known_everywhere(stand_in: StandIn) -> None:
    async with make_client(stand_in.url, api_key="SG_wrongwrongwrong0") as client:
        for call in CALLS.values():
            with pytest.raises(AccountProblem) as caught:
                await call(client)
            assert caught.value.reason is AccountReason.KEY_REJECTED
    assert stand_in.accepted == []


async def test_an_empty_account_is_known(client: SegmindClient, stand_in: StandIn) -> None:
    stand_in.balance_usd = 1.0
    with pytest.raises(AccountProblem) as caught:
        await order(client)
    assert caught.value.reason is AccountReason.CREDITS_EXHAUSTED


async def test_what_the_model_does_not_accept_fails_the_job(client: SegmindClient, stand_in: StandIn) -> None:
    with pytest.raises(BadParameters) as caught:
        await client.submit(TEXT_MODEL, make_payload() | {"duration": "9"})
    assert caught.value.detail in str(caught.value)
    with pytest.raises(BadParameters):
        await client.upload_image(b"no picture", "image/png")
    assert stand_in.accepted == []


async def test_the_rate_limit_says_when_it_ends() -> None:
    options = StandInOptions(api_key=KEY, rpm=2, rate_window_s=30)
    async with StandIn(options) as stand_in, make_client(stand_in.url) as client:
        for _ in range(2):
            await client.balance()
        before_at = datetime.now(UTC)
        with pytest.raises(RateLimited) as caught:
            await order(client)
    # However long a busy machine took to answer; the seconds are rounded up.
    assert before_at + timedelta(seconds=20) < caught.value.retry_at < datetime.now(UTC) + timedelta(seconds=31)
    assert stand_in.accepted == []


async def test_an_outage_before_anything_is_sent(client: SegmindClient, stand_in: StandIn) -> None:
    await stand_in.stop_listening()
    with pytest.raises(NeverSent):
        await order(client)
    await stand_in.listen()
    await order(client)
    assert len(stand_in.accepted) == 1


READS: tuple[Call, ...] = ("status", "result", "balance", "history", "history_item")


@pytest.mark.parametrize("call", READS)
async def test_a_get_that_breaks_works_the_next_time(client: SegmindClient, stand_in: StandIn, call: Call) -> None:
    request_id = await order(client)
    asks: dict[str, Callable[[], Awaitable[object]]] = {
        "status": lambda: client.status(request_id),
        "result": lambda: client.result(request_id),
        "balance": client.balance,
        "history": client.history,
        "history_item": lambda: client.history_item(request_id),
    }
    kinds = (FaultKind.DROP, FaultKind.DROP_AFTER, FaultKind.TRUNCATED, FaultKind.GARBAGE)
    for number, kind in enumerate(kinds, 1):
        stand_in.faults.add(Fault(call, kind))
        with pytest.raises(Transient):
            await asks[call]()
        assert await asks[call]()
        assert stand_in.count(call=call) == 2 * number, "the broken one was not repeated behind our back"


@pytest.mark.parametrize(
    ("kind", "has_video"),
    [
        (FaultKind.OUTPUT_LIST, True),
        (FaultKind.OUTPUT_OBJECT, True),
        (FaultKind.VIDEO_KEY, True),
        (FaultKind.NO_METRICS, True),
        (FaultKind.NO_OUTPUT, False),
    ],
)
async def test_results_in_their_many_forms(
    client: SegmindClient, stand_in: StandIn, kind: FaultKind, has_video: bool
) -> None:
    stand_in.faults.add(Fault("result", kind))
    result = await order_and_finish(client, stand_in)
    assert result.state is RemoteState.COMPLETED
    assert (result.output_url is not None) is has_video
    assert (result.metrics.cost_said is None) is (kind is FaultKind.NO_METRICS)


DOWNLOAD_FAULTS: list[tuple[Fault, type[DownloadError]]] = [
    (Fault("download", FaultKind.ERROR, status=404, html=True), DownloadGone),
    (Fault("download", FaultKind.ERROR, status=503), DownloadInterrupted),
    (Fault("download", FaultKind.DROP), DownloadInterrupted),
    (Fault("download", FaultKind.TRUNCATED), DownloadInterrupted),
    (Fault("download", FaultKind.STALLED, delay_s=60), DownloadInterrupted),
    (Fault("download", FaultKind.HUGE), DownloadTooLarge),
    (Fault("download", FaultKind.ENDLESS, size_bytes=3_000_000), DownloadTooLarge),
    (Fault("download", FaultKind.REDIRECT_LOOP), TooManyRedirects),
    (Fault("download", FaultKind.REDIRECT, url="file:///etc/passwd"), UnsafeAddress),
]


async def test_a_download_that_goes_wrong_leaves_nothing(
    client: SegmindClient, stand_in: StandIn, tmp_path: Path
) -> None:
    result = await order_and_finish(client, stand_in)
    assert result.output_url is not None
    # A first time, so that the film is made before the clock of the time-outs runs.
    await client.download(result.output_url, tmp_path / "good.mp4", MAX_BYTES)
    for fault, kind in DOWNLOAD_FAULTS:
        stand_in.faults.add(fault)
        timeouts = CallTimeouts(connect_s=2, read_s=0.3 if fault.kind is FaultKind.STALLED else 5, total_s=10)
        with pytest.raises(DownloadError) as caught:
            await client.download(result.output_url, tmp_path / "1.mp4", MAX_BYTES, timeouts=timeouts)
        assert (fault, type(caught.value)) == (fault, kind)
        assert [path.name for path in tmp_path.iterdir()] == ["good.mp4"]


async def test_a_redirect_to_a_private_address_is_refused(stand_in: StandIn, tmp_path: Path) -> None:
    async with make_client(stand_in.url, allow_private_urls=False) as client:
        result = await order_and_finish(client, stand_in)
        assert result.output_url is not None
        with pytest.raises(UnsafeAddress):
            await client.download(result.output_url, tmp_path / "1.mp4", MAX_BYTES)
    assert stand_in.count(call="download") == 0


async def test_many_orders_at_once_are_as_many_jobs(client: SegmindClient, stand_in: StandIn) -> None:
    stand_in.balance_usd = 1_000.0
    payloads = [make_payload(seed=seed) for seed in range(40)]
    submitted = await asyncio.gather(*(client.submit(TEXT_MODEL, payload) for payload in payloads))
    assert len({job.request_id for job in submitted}) == len(stand_in.accepted) == 40
