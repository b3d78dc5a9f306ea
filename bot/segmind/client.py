"""The Segmind API as methods: each sends one request, once, and returns a typed answer or raises a SegmindError.

Nothing here waits between calls or repeats one. The caller decides when to send what, because the rate is limited and a
submission costs up to 5 USD.
"""

import base64
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import structlog
from aiohttp.abc import AbstractResolver

from bot.domain.improvements import TOKENS_MAX
from bot.models import PayloadValue
from bot.segmind.chat import Chat, parse_chat
from bot.segmind.download import Downloaded, Downloader
from bot.segmind.error_mapping import read_error, submit_error, upload_error
from bot.segmind.errors import Ambiguous, NeverSent, Transient
from bot.segmind.responses import (
    Balance,
    HistoryPage,
    HistoryRow,
    OfferedModel,
    RemoteState,
    Result,
    Submitted,
    Unreadable,
    is_state,
    parse_balance,
    parse_file_url,
    parse_history_page,
    parse_history_row,
    parse_micros,
    parse_offers,
    parse_request_id,
    parse_result,
    parse_submitted,
)
from bot.segmind.timestamps import parse_instant
from bot.segmind.transport import Answer, CallTimeouts, Lost, Transport, check_base_url
from bot.settings import Settings

ANSWER_MAX_BYTES = 1024 * 1024
#: Several times the size of a hundred rows with prompts of 2,000 characters.
HISTORY_MAX_BYTES = 8 * 1024 * 1024
#: The list has a page of text on each of several hundred models.
OFFERS_MAX_BYTES = 32 * 1024 * 1024
HISTORY_MAX_ROWS = 100
HISTORY_MAX_DAYS = 31

#: The status code of status and result for a failed request.
_FAILED = 422

#: A date further ahead than this is nonsense, and date arithmetic with it could overflow.
_AHEAD_MAX = timedelta(days=36_500)

_log = structlog.get_logger(__name__)
_T = TypeVar("_T")


class Call(StrEnum):
    """The kinds of calls."""

    SUBMIT = "submit"
    STATUS = "status"
    RESULT = "result"
    BALANCE = "balance"
    UPLOAD = "upload"
    HISTORY = "history"
    OFFERS = "offers"
    CHAT = "chat"


class HistoryStatus(StrEnum):
    """The states that the history can be filtered by."""

    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    PENDING = "PENDING"


#: Long, because a submission that times out may have been paid for.
SUBMIT_TIMEOUTS = CallTimeouts(connect_s=10, read_s=60, total_s=75)
#: Status, result and balance.
READ_TIMEOUTS = CallTimeouts(connect_s=10, read_s=20, total_s=30)
HISTORY_TIMEOUTS = CallTimeouts(connect_s=10, read_s=30, total_s=60)
UPLOAD_TIMEOUTS = CallTimeouts(connect_s=10, read_s=60, total_s=120)
#: Short, because a person waits.
CHAT_TIMEOUTS = CallTimeouts(connect_s=5, read_s=15, total_s=16)
DOWNLOAD_TIMEOUTS = CallTimeouts(connect_s=10, read_s=30, total_s=600)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The timeouts of each kind of call."""

    submit: CallTimeouts = SUBMIT_TIMEOUTS
    read: CallTimeouts = READ_TIMEOUTS
    history: CallTimeouts = HISTORY_TIMEOUTS
    chat: CallTimeouts = CHAT_TIMEOUTS
    upload: CallTimeouts = UPLOAD_TIMEOUTS
    download: CallTimeouts = DOWNLOAD_TIMEOUTS


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


class SegmindClient:
    """Segmind's API. An async context manager, which closes its connections at the end.

    The key is only sent to `api_url`, `storage_url` and `history_url`. `on_balance` is called with the balance in
    millionths of a USD whenever an answer has it; `on_answer` is called after each call except downloads, with the
    status (None without an answer) and the seconds that it took; it must not raise. `before_post` is awaited just
    before a POST, which isn't sent if that raises OSError. `allow_private_urls` allows downloads from addresses that
    aren't public (a stand-in, tests); `resolver` replaces the system's name lookup; `clock` is used for rate limits.
    Raises ValueError for an unusable key or address.
    """

    def __init__(
        self,
        *,
        api_url: str,
        storage_url: str,
        history_url: str,
        api_key: str,
        timeouts: Timeouts | None = None,
        allow_private_urls: bool = False,
        on_balance: Callable[[int], None] | None = None,
        on_answer: Callable[[Call, int | None, float], None] | None = None,
        clock: Callable[[], datetime] = utc_now,
        resolver: AbstractResolver | None = None,
        before_post: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._api_url = check_base_url("SEGMIND_API_URL", api_url)
        self._upload_url = f"{check_base_url('SEGMIND_STORAGE_URL', storage_url)}/upload-asset"
        history_base = check_base_url("SEGMIND_HISTORY_URL", history_url)
        self._history_url = f"{history_base}/inference-request/request-history"
        self._offers_url = f"{history_base}/inference-model-information/list"
        self._timeouts = timeouts or Timeouts()
        self._on_balance = on_balance
        self._on_answer = on_answer
        self._clock = clock
        #: How far Segmind's clock is ahead of ours, according to the last answer with a date.
        self.ahead = timedelta(0)
        self._transport = Transport(api_key, before_post)
        self._downloader = Downloader(allow_private_urls=allow_private_urls, resolver=resolver)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._transport)
            await stack.enter_async_context(self._downloader)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def submit(self, model: str, payload: Mapping[str, PayloadValue]) -> Submitted:
        """Order one video, which is paid for from here on. Not idempotent: each accepted call is a new paid job.

        Raises SegmindRefused if certainly nothing was started, Ambiguous if something may have been. If the call is
        cancelled or fails in any other way, treat it as ambiguous, too.
        """
        path = f"/v2/{quote(model, safe='')}"
        return await self._post_paid(Call.SUBMIT, path, self._timeouts.submit, payload, parse_submitted)

    async def chat(self, model: str, messages: Sequence[Mapping[str, str]]) -> Chat:
        """Ask a language model, which is paid for if it answers. Not idempotent; raises the same as `submit`.

        The answer is untrusted.
        """
        path = f"/v1/{quote(model, safe='')}"
        body = {"messages": [dict(one) for one in messages], "temperature": 0.7, "max_tokens": TOKENS_MAX}
        return await self._post_paid(Call.CHAT, path, self._timeouts.chat, body, parse_chat)

    async def status(self, request_id: str) -> Result:
        """Get the status of a request; FAILED is an answer, not an error. It may already include the output.

        Raises NotFound an hour after the submission, else AccountProblem or Transient.
        """
        return parse_result(await self._get_request(Call.STATUS, f"{_path_segment(request_id)}/status"))

    async def result(self, request_id: str) -> Result:
        """Get the result of a request; FAILED is an answer, not an error. Raises the same as `status`."""
        return parse_result(await self._get_request(Call.RESULT, _path_segment(request_id)))

    async def balance(self) -> Balance:
        """Get the account's balance; also calls `on_balance`."""
        url = f"{self._api_url}/v1/get-user-credits"
        answer = await self._get(Call.BALANCE, url, self._timeouts.read, ANSWER_MAX_BYTES)
        balance = parse_balance(_read_json(answer)) if _is_success(answer) else None
        if balance is None:
            raise read_error(answer, self._clock())
        self._report(balance.credits_micros)
        return balance

    async def upload_image(self, data: bytes, content_type: str) -> str:
        """Upload an image to Segmind's storage and return its public address.

        Free and safe to repeat; that stores another copy. An example of `content_type` is `image/jpeg`.
        """
        body = {"data_urls": [f"data:{content_type};base64,{base64.b64encode(data).decode()}"]}
        try:
            answer = await self._exchange(
                Call.UPLOAD,
                "POST",
                self._upload_url,
                timeouts=self._timeouts.upload,
                max_bytes=ANSWER_MAX_BYTES,
                body=body,
            )
        except Lost as lost:
            raise _transient(lost) from None
        self._note_headers(answer)
        url = parse_file_url(_read_json(answer)) if _is_success(answer) else None
        if url is None:
            raise upload_error(answer, self._clock())
        return url

    async def history(
        self,
        *,
        page: int = 1,
        per_page: int = HISTORY_MAX_ROWS,
        from_date: date | None = None,
        to_date: date | None = None,
        model_name: str | None = None,
        status: HistoryStatus | None = None,
    ) -> HistoryPage:
        """List requests of the account, newest first. Rows may appear late, so a missing one proves nothing.

        Dates are days in UTC, both included, at most 31 of them (Segmind's default is the last 7). `model_name`
        matches any part of a name, so `veo-2` also finds `veo-2-image2video`. Raises ValueError for a page or period
        that Segmind doesn't serve.
        """
        if page < 1 or not 1 <= per_page <= HISTORY_MAX_ROWS:
            raise ValueError(f"pages count from 1 and have 1 to {HISTORY_MAX_ROWS} rows")
        if from_date and to_date and not 0 <= (to_date - from_date).days < HISTORY_MAX_DAYS:
            raise ValueError(f"the history is served for at most {HISTORY_MAX_DAYS} days at once")
        query = {
            "page": str(page),
            "per_page": str(per_page),
            "from_date": from_date.isoformat() if from_date else "",
            "to_date": to_date.isoformat() if to_date else "",
            "model_name": model_name or "",
            "status": status or "",
        }
        query = {key: value for key, value in query.items() if value}
        answer = await self._get(Call.HISTORY, self._history_url, self._timeouts.history, HISTORY_MAX_BYTES, query)
        body = _read_json(answer) if _is_success(answer) else None
        if not isinstance(body, dict | list):
            raise read_error(answer, self._clock())
        return parse_history_page(body)

    async def history_item(self, request_id: str) -> HistoryRow:
        """Get one request of any age from the history. Raises NotFound if it isn't there, which proves nothing."""
        url = f"{self._history_url}/{_path_segment(request_id)}"
        answer = await self._get(Call.HISTORY, url, self._timeouts.history, ANSWER_MAX_BYTES)
        row = parse_history_row(_read_json(answer)) if _is_success(answer) else None
        if row is None:
            raise read_error(answer, self._clock())
        return row

    async def offers(self) -> dict[str, OfferedModel]:
        """List the models that Segmind offers today, by slug. Raises Transient or AccountProblem."""
        answer = await self._get(Call.OFFERS, self._offers_url, self._timeouts.history, OFFERS_MAX_BYTES)
        offers = parse_offers(_read_json(answer)) if _is_success(answer) else None
        if offers is None:
            raise read_error(answer, self._clock())
        return offers

    async def download(
        self,
        url: str,
        path: Path,
        max_bytes: int,
        *,
        timeouts: CallTimeouts | None = None,
        keeps_short: bool = False,
    ) -> Downloaded:
        """Download a file to `path`, which is written atomically. The key isn't sent.

        Safe to repeat. Raises DownloadError, and OSError for problems with the disk. See Downloader.download.
        """
        timeouts = timeouts or self._timeouts.download
        return await self._downloader.download(url, path, max_bytes, timeouts=timeouts, keeps_short=keeps_short)

    async def _get_request(self, call: Call, path: str) -> dict[str, Any]:
        """Get an answer of `/v2/requests/…`; for a failed request it is a 422 with a body."""
        answer = await self._get(call, f"{self._api_url}/v2/requests/{path}", self._timeouts.read, ANSWER_MAX_BYTES)
        body = _read_json(answer) if _is_success(answer) or answer.status == _FAILED else None
        if not isinstance(body, dict):
            raise read_error(answer, self._clock())
        if _is_success(answer) or is_state(body.get("status")):
            return body
        return {"error": answer.detail(), **body, "status": RemoteState.FAILED}

    async def _get(
        self, call: Call, url: str, timeouts: CallTimeouts, max_bytes: int, query: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a GET and report the balance in its answer."""
        try:
            answer = await self._exchange(call, "GET", url, timeouts=timeouts, max_bytes=max_bytes, query=query)
        except Lost as lost:
            raise _transient(lost) from None
        self._note_headers(answer)
        return answer

    async def _post_paid(
        self,
        call: Call,
        path: str,
        timeouts: CallTimeouts,
        body: Mapping[str, object],
        parse: Callable[[Any], _T | None],
    ) -> _T:
        """Send one request that is paid for, and parse its answer. Raises SegmindRefused or Ambiguous."""
        url = f"{self._api_url}{path}"
        try:
            answer = await self._exchange(call, "POST", url, timeouts=timeouts, max_bytes=ANSWER_MAX_BYTES, body=body)
        except Lost as lost:
            raise Ambiguous(str(lost)) if lost.is_sent else NeverSent(str(lost)) from None
        self._note_headers(answer)
        parsed = parse(_read_json(answer)) if _is_success(answer) else None
        if parsed is None:
            raise submit_error(answer, self._clock())
        return parsed

    async def _exchange(self, call: Call, method: str, url: str, **options: Any) -> Answer:
        """Send one request and report how it went. Raises Lost."""
        start = time.monotonic()
        status: int | None = None
        try:
            answer = await self._transport.exchange(method, url, **options)
            status = answer.status
            return answer
        finally:
            if self._on_answer is not None:
                self._on_answer(call, status, time.monotonic() - start)

    def _note_headers(self, answer: Answer) -> None:
        """Note the time at Segmind, and report the balance."""
        their_now, now = parse_instant(answer.headers.get("Date")), self._clock()
        if their_now is not None and abs(their_now - now) < _AHEAD_MAX:
            self.ahead = their_now - now
        micros = parse_micros(answer.headers.get("x-remaining-credits"))
        if micros is not None:
            self._report(micros)

    def _report(self, micros: int) -> None:
        """Call `on_balance`; its errors must not lose the answer to a paid submission."""
        if self._on_balance is None:
            return
        try:
            self._on_balance(micros)
        except Exception:  # noqa: BLE001 - the answer has been paid for, whatever the listener raises
            _log.exception("the balance could not be reported")


def _is_success(answer: Answer) -> bool:
    """Whether the answer is a 2xx."""
    return 200 <= answer.status < 300


def _read_json(answer: Answer) -> Any:
    """Parse the body as JSON; None if it isn't readable."""
    try:
        return answer.json()
    except Unreadable:
        return None


def _transient(lost: Lost) -> Transient:
    """Map a lost exchange of a call that may be repeated."""
    return Transient(str(lost)) if lost.is_sent else NeverSent(str(lost))


def _path_segment(request_id: str) -> str:
    """Escape a request id for a path. Raises ValueError for an impossible one."""
    if parse_request_id(request_id) is None:
        raise ValueError("not a possible request id of Segmind")
    return quote(request_id, safe="")


def make_client(
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    on_balance: Callable[[int], None],
    on_answer: Callable[[Call, int | None, float], None],
    before_post: Callable[[], Awaitable[None]],
) -> SegmindClient:
    """Make a client from the settings."""
    return SegmindClient(
        api_url=str(settings.segmind_api_url),
        storage_url=str(settings.segmind_storage_url),
        history_url=str(settings.segmind_history_url),
        api_key=settings.segmind_api_key.get_secret_value(),
        allow_private_urls=settings.allow_private_urls,
        clock=clock,
        on_balance=on_balance,
        on_answer=on_answer,
        before_post=before_post,
    )
