"""The HTTP calls of the stand-in: Segmind's three hosts in one."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from sandbox.account import Account, RateLimiter, State, Submission
from sandbox.answers import (
    LOOP,
    FilmResponse,
    answer_error,
    answer_fault,
    answer_html,
    answer_json,
    answer_loop,
    cut,
    spoil,
)
from sandbox.chat import CHAT_USD, ChatCall, answer_chat, find_wrong_chat, read_last
from sandbox.faults import CALLS, Call, Fault, FaultKind, FaultPlan
from sandbox.films import FilmError
from sandbox.history import History, HistoryError
from sandbox.inputs import find_wrong_input, read_inputs
from sandbox.shelf import FilmShelf, ImageError, ImageShelf
from sandbox.steering import ADMIN, LoggedRequest, Steering, read_json

_log = logging.getLogger("sandbox.segmind")

#: Several 25 MB pictures as base64.
UPLOAD_MAX_BYTES = 128 * 1024 * 1024
#: Output files are kept for seven days.
OUTPUT_KEPT_S = 7 * 86_400.0

_HISTORY = "/inference-request/request-history"
#: The call for a route's name.
_CALL_OF: dict[str, Call] = {call: call for call in CALLS} | {"poll": "result"}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Routes:
    """The calls on one account."""

    def __init__(
        self,
        *,
        account: Account,
        limiter: RateLimiter,
        faults: FaultPlan,
        history: History,
        images: ImageShelf,
        films: FilmShelf,
        log: list[LoggedRequest],
        api_key: str,
        expiry_s: float,
        render_ahead: bool,
        chat_s: float = 0.0,
    ) -> None:
        self._account = account
        self._models = account.models
        self._limiter = limiter
        self._faults = faults
        self._history = history
        self._images = images
        self._films = films
        self._log = log
        self._api_key = api_key
        self._expiry_s = expiry_s
        self._render_ahead = render_ahead
        self._chat_s = chat_s
        #: The prompts that have retired a model; each retires only one, so another model can make the video.
        self._retiring: set[str | None] = set()

    def make_app(self) -> web.Application:
        """Create an aiohttp application with all calls."""
        app = web.Application(middlewares=[self._record], client_max_size=UPLOAD_MAX_BYTES)
        app.on_response_prepare.append(self._date)
        api, plain = self._api_call, self._plain_call
        app.add_routes(
            [
                web.get("/v1/get-user-credits", api("balance", self._balance), name="balance"),
                web.get("/v2/requests/{id}/status", api("status", self._status), name="status"),
                web.get("/v2/requests/{id}", api("result", self._result), name="result"),
                web.get("/v1/requests/{id}", api("result", self._result), name="poll"),
                web.post("/v2/{slug}", api("submit", self._submit), name="submit"),
                web.post("/v1/{slug:(?!get-user-credits$)[^/]+}", api("chat", self._chat), name="chat"),
                web.post("/upload-asset", plain("upload", self._upload), name="upload"),
                web.get(_HISTORY, plain("history", self._history_page), name="history"),
                web.get(_HISTORY + "/{id}", plain("history_item", self._history_item), name="history_item"),
                web.get("/inference-model-information/list", plain("models", self._list_models), name="models"),
                web.get("/assets/{name}", self._asset),
                web.get("/outputs/{id}.mp4", self._output, name="download"),
            ]
        )
        app.add_routes(Steering(self._account, self._faults, self._log).make_routes())
        return app

    # Wrappers of all calls.

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Return the date by the stand-in's clock."""
        response.headers["Date"] = format_datetime(self._account.clock.now_at(), usegmt=True)

    @web.middleware
    async def _record(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        response = await self._answer(request, handler)
        if not request.path.startswith(ADMIN):
            is_cut = request.transport is None or request.transport.is_closing()
            status = 0 if is_cut else response.status
            call = _CALL_OF.get(request.match_info.route.name or "")
            self._log.append(LoggedRequest(request.method, request.path, status, time.monotonic(), call))
            _log.info("%s %s %s", request.method, request.path, status or "cut")
        return response

    async def _answer(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPMethodNotAllowed as error:
            return answer_html(405, "Method Not Allowed", {"Allow": error.headers.get("Allow", "")})
        except web.HTTPException as error:
            return answer_error(error.reason, error.status)
        except ConnectionError:
            # The client disconnected in the middle of its request.
            return cut(request)

    def _api_call(self, call: Call, handler: _Handler) -> _Handler:
        """A call on the API host: with a key, counted by the rate limit; the answer has the remaining credits."""

        async def serve(request: web.Request) -> web.StreamResponse:
            if not self._has_key(request):
                return answer_error("Invalid API key.", 401)
            reset_at = self._limiter.admit()
            if reset_at is not None:
                # Rounded up, so a client that comes at exactly that moment is admitted.
                rounded_at = reset_at + timedelta(milliseconds=1)
                stamp = rounded_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
                sentence = f"Rate limit exceeded: {self._limiter.rpm} requests per minute."
                response: web.StreamResponse = answer_error(sentence, 429, {"x-rate-limit-reset-at-utc": stamp})
            else:
                response = await self._suffer(request, call, handler)
            if not response.prepared:
                response.headers["x-remaining-credits"] = f"{self._account.balance_usd:.6f}"
            return response

        return serve

    def _plain_call(self, call: Call, handler: _Handler) -> _Handler:
        """A call on one of the other hosts: with a key, but not counted."""

        async def serve(request: web.Request) -> web.StreamResponse:
            if not self._has_key(request):
                return answer_error("Invalid API key.", 401)
            return await self._suffer(request, call, handler)

        return serve

    async def _suffer(self, request: web.Request, call: Call, handler: _Handler) -> web.StreamResponse:
        prompt = await self._prompt_of(request, call)
        fault = self._faults.take_answer(call, prompt)
        match fault.kind if fault else None:
            case FaultKind.ERROR if fault:
                return answer_fault(fault)
            case FaultKind.DROP:
                return cut(request)
            case FaultKind.RETIRED if (
                fault and prompt not in self._retiring and self._models.find(request.match_info["slug"])
            ):
                self._retiring.add(prompt)
                self._models.retire(request.match_info["slug"], fault.status)
        response = await handler(request)
        return await spoil(request, response, fault) if fault else response

    async def _prompt_of(self, request: web.Request, call: Call) -> str | None:
        if call == "submit":
            spec, inputs = self._models.find(request.match_info["slug"]), await read_json(request)
            prompt = inputs.get(spec.fields.prompt) if spec is not None and isinstance(inputs, dict) else None
            return prompt if isinstance(prompt, str) else None
        if call == "chat":
            return read_last(await read_json(request))
        job = self._account.find(request.match_info.get("id", ""))
        return job.prompt if job else None

    def _has_key(self, request: web.Request) -> bool:
        return request.headers.get("x-api-key") == self._api_key

    # The API host.

    async def _submit(self, request: web.Request) -> web.StreamResponse:
        slug = request.match_info["slug"]
        if request.content_type != "application/json":
            return answer_error("Content-Type must be application/json.", 406)
        spec = self._models.find(slug)
        if spec is None:
            return answer_error(f"Model {slug} not found.", 404)
        if slug in self._models.retired:
            return answer_error(f"Model {slug} is no longer available.", self._models.retired[slug])
        body = await read_json(request)
        wrong = find_wrong_input(spec, slug, body)
        if wrong:
            return answer_error(wrong, 400)
        if self._account.balance_usd < self._account.cost_of(slug, body):
            return answer_error("Insufficient credits: you don't have enough credits for this request.", 406)
        inputs = read_inputs(spec, slug, body)
        picture = self._images.at(inputs.image_url or "")
        urls = [url for url in (inputs.image_url, inputs.last_image_url) if url]
        is_lost = any(self._images.at(url) is None for url in urls)
        error = "The image could not be read from its URL." if is_lost else None
        job = self._account.accept(
            slug,
            body,
            origin=_origin(request),
            fates=self._faults.take_fates(inputs.request.prompt),
            picture_px=None if picture is None else picture.size_px,
            error=error,
        )
        if self._render_ahead and job.error is None:
            self._films.start(job)
        return answer_json({"request_id": job.request_id, "status": State.QUEUED, **_urls(request, job)})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        slug, body = request.match_info["slug"], await read_json(request)
        if request.content_type != "application/json":
            return answer_error("Content-Type must be application/json.", 406)
        wrong = find_wrong_chat(slug, body)
        if wrong is not None:
            return answer_error(*wrong)
        if self._account.balance_usd < CHAT_USD:
            return answer_error("Insufficient credits: you don't have enough credits for this request.", 406)
        faults = self._faults.take_chats(read_last(body))
        cost_usd = next((one.cost_usd for one in faults if one.cost_usd is not None), CHAT_USD)
        call = ChatCall(slug, body, cost_usd)
        self._account.pay_chat(call)
        await asyncio.sleep(self._chat_s)
        return answer_json(answer_chat(call, faults))

    async def _status(self, request: web.Request) -> web.StreamResponse:
        return self._describe(request, "status")

    async def _result(self, request: web.Request) -> web.StreamResponse:
        return self._describe(request, "result")

    def _describe(self, request: web.Request, call: Call) -> web.Response:
        job = self._account.find(request.match_info["id"])
        now_s = self._account.clock.now_s()
        if job is None or now_s - job.accepted_s >= self._expiry_s:
            return answer_error("Request not found or expired.", 404)
        state = job.state_at(now_s)
        body: dict[str, Any] = {"status": state, "request_id": job.request_id}
        if state in {State.QUEUED, State.PROCESSING}:
            return answer_json(body | _urls(request, job) | {"metrics": {}})
        body["metrics"] = self._account.metrics_of(job)
        body["error"] = job.error
        if state is State.FAILED:
            return answer_json(body, 422)
        if call == "result":
            body["output"] = job.output_url
        for fault in self._faults.take_shapes(call, job.prompt):
            _misshape(body, fault, job)
        return answer_json(body)

    async def _balance(self, _request: web.Request) -> web.StreamResponse:
        return answer_json({"credits": self._account.balance_usd})

    # The storage host, and the files.

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            return answer_error("Content-Type must be application/json.", 406)
        body = await read_json(request)
        data_urls = body.get("data_urls") if isinstance(body, dict) else None
        if not isinstance(data_urls, list) or not data_urls or not all(isinstance(url, str) for url in data_urls):
            return answer_error("data_urls must be a list of data URLs.", 400)
        try:
            file_urls = [await self._images.store(url, origin=_origin(request)) for url in data_urls]
        except ImageError as error:
            return answer_error(str(error), 400)
        return answer_json({"file_urls": file_urls, "message": "Files uploaded successfully"})

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        asset = self._images.named(request.match_info["name"])
        if asset is None:
            return answer_html(404, "Not Found")
        return web.FileResponse(asset.path, headers={"Content-Type": asset.media_type})

    async def _output(self, request: web.Request) -> web.StreamResponse:
        return answer_loop(request) if LOOP in request.query else await self._suffer(request, "download", self._film)

    async def _film(self, request: web.Request) -> web.StreamResponse:
        job = self._account.find(request.match_info["id"])
        now_s = self._account.clock.now_s()
        if job is None or job.state_at(now_s) is not State.COMPLETED or now_s - job.finished_s >= OUTPUT_KEPT_S:
            return answer_html(404, "Not Found")
        try:
            return FilmResponse(await self._films.film_of(job))
        except FilmError as error:
            _log.error("%s", error)
            return answer_html(500, "Internal Server Error")

    # The history host.

    async def _list_models(self, _request: web.Request) -> web.StreamResponse:
        return answer_json(self._models.describe())

    async def _history_page(self, request: web.Request) -> web.StreamResponse:
        try:
            return answer_json(self._history.page(request.query))
        except HistoryError as error:
            return answer_error(str(error), 400)

    async def _history_item(self, request: web.Request) -> web.StreamResponse:
        row = self._history.row(request.match_info["id"])
        return answer_error("Request not found.", 404) if row is None else answer_json(row)


def _misshape(body: dict[str, Any], fault: Fault, job: Submission) -> None:
    match fault.kind:
        case FaultKind.NO_OUTPUT:
            body.pop("output", None)
        case FaultKind.OUTPUT_LIST:
            body["output"] = [job.output_url]
        case FaultKind.OUTPUT_OBJECT:
            body["output"] = {"video": job.output_url}
        case FaultKind.VIDEO_KEY:
            body.pop("output", None)
            body["video"] = job.output_url
        case FaultKind.NO_METRICS:
            body.pop("metrics", None)


def _origin(request: web.Request) -> str:
    return f"{request.scheme}://{request.host}"


def _urls(request: web.Request, job: Submission) -> dict[str, str]:
    origin = _origin(request)
    return {
        "status_url": f"{origin}/v2/requests/{job.request_id}/status",
        "response_url": f"{origin}/v2/requests/{job.request_id}",
        "poll_url": f"{origin}/v1/requests/{job.request_id}",
    }
