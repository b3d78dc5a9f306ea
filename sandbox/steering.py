"""Controls and inspects the stand-in from another process: the calls under `/_sandbox/`."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web

from sandbox.account import Account
from sandbox.answers import answer_error, answer_json
from sandbox.faults import Call, Fault, FaultError, FaultPlan, read_fault

ADMIN = "/_sandbox/"

#: The largest balance or number of seconds that is accepted.
_NUMBER_MAX = 1_000_000_000


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request that was served."""

    method: str
    path: str
    #: 0 if the connection was cut instead of a complete answer.
    status: int
    #: When it was answered, on `time.monotonic()`.
    at_s: float
    #: The name of the call, as faults use it; None for any other call.
    call: Call | None


class Steering:
    """The control calls; they need no key and aren't logged."""

    def __init__(self, account: Account, faults: FaultPlan, log: list[LoggedRequest]) -> None:
        self._account = account
        self._models = account.models
        self._faults = faults
        self._log = log

    def make_routes(self) -> list[web.RouteDef]:
        """The calls and their paths."""
        return [
            web.get(ADMIN + "accepted", self._show_accepted),
            web.get(ADMIN + "log", self._show_log),
            web.post(ADMIN + "faults", self._add_faults),
            web.delete(ADMIN + "faults", self._clear_faults),
            web.post(ADMIN + "balance", self._set_balance),
            web.post(ADMIN + "clock", self._advance_clock),
            web.get(ADMIN + "models", self._show_models),
            web.post(ADMIN + "models", self._retire_model),
        ]

    async def _show_accepted(self, _request: web.Request) -> web.StreamResponse:
        """Every accepted submission, in order."""
        now_s = self._account.clock.now_s()
        return answer_json(
            [
                {
                    "request_id": job.request_id,
                    "slug": job.slug,
                    "inputs": job.inputs,
                    "accepted_at": job.accepted_at.isoformat(),
                    "state": job.state_at(now_s),
                    "cost_usd": job.cost_usd,
                    "error": job.error,
                }
                for job in self._account.accepted
            ]
        )

    async def _show_log(self, _request: web.Request) -> web.StreamResponse:
        """Every request served, in order."""
        return answer_json([asdict(entry) for entry in self._log])

    async def _add_faults(self, request: web.Request) -> web.StreamResponse:
        """Arm a fault, or all of a list; none if one of them is invalid."""
        body = await read_json(request)
        try:
            faults = [_fault_from(values) for values in (body if isinstance(body, list) else [body])]
        except FaultError as error:
            return answer_error(str(error), 400)
        for fault in faults:
            self._faults.add(fault)
        return answer_json({"added": len(faults)})

    async def _clear_faults(self, _request: web.Request) -> web.StreamResponse:
        """Disarm all faults."""
        self._faults.clear()
        return answer_json({})

    async def _set_balance(self, request: web.Request) -> web.StreamResponse:
        """Set the credits: `{"balance_usd": 100}`."""
        amount_usd = _number_in(await read_json(request), "balance_usd")
        if amount_usd is None:
            return answer_error("balance_usd must be a number.", 400)
        self._account.balance_usd = amount_usd
        return answer_json({"balance_usd": self._account.balance_usd})

    async def _advance_clock(self, request: web.Request) -> web.StreamResponse:
        """Move the time forward: `{"advance_s": 3600}`."""
        seconds = _number_in(await read_json(request), "advance_s")
        if seconds is None or seconds < 0:
            return answer_error("advance_s must be a number of seconds that is not negative.", 400)
        self._account.clock.advance(seconds)
        return answer_json({"now_at": self._account.clock.now_at().isoformat()})

    async def _show_models(self, _request: web.Request) -> web.StreamResponse:
        """Each slug, with the status that answers it if it is retired."""
        return answer_json({slug: self._models.retired.get(slug) for slug in self._models.slugs})

    async def _retire_model(self, request: web.Request) -> web.StreamResponse:
        """Retire a model, or offer it again: `{"model": "veo-2", "status": 410}`, or 404, or null."""
        body = await read_json(request)
        name, status = (body.get("model"), body.get("status", 410)) if isinstance(body, dict) else (None, None)
        try:
            if status is None:
                self._models.restore(str(name))
            else:
                self._models.retire(str(name), status)
        except ValueError as error:
            return answer_error(str(error), 400)
        return await self._show_models(request)


async def read_json(request: web.Request) -> Any:
    """The body as JSON; None if it isn't JSON."""
    try:
        return json.loads(await request.read())
    except (ValueError, RecursionError):
        return None


def _fault_from(values: Any) -> Fault:
    if not isinstance(values, dict):
        raise FaultError("A fault is a JSON object.")
    return read_fault(values)


def _number_in(body: Any, name: str) -> float | None:
    value = body.get(name) if isinstance(body, dict) else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _NUMBER_MAX
    return value if is_number else None
