"""The stand-in's faults: everything that can go wrong at Segmind, or on the way to it, on demand.

A `Fault` names a call, what goes wrong with it, and how often; a `FaultPlan` holds those that are armed. Faults come
from tests (`stand_in.faults.add`), from the command line (`--fault submit:drop-after,times=2`), from
`POST /_sandbox/faults`, and from words in a prompt (`!rai`, `!fail`, … see `MARKERS`), for trying failures by hand.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Literal, get_args

from sandbox.models import RETIRED_STATUSES

Call = Literal[
    "submit", "status", "result", "balance", "upload", "history", "history_item", "models", "download", "chat"
]

CALLS: tuple[Call, ...] = get_args(Call)


class FaultKind(StrEnum):
    """What goes wrong with a call."""

    # Any call: its answer.
    ERROR = "error"  # an error answer (`status`, `error` or `body`, `html`, `headers`), and nothing is done
    DROP = "drop"  # the connection is cut before anything is done
    ERROR_AFTER = "error-after"  # done (a submission is accepted and will be paid), but the answer is an error
    DROP_AFTER = "drop-after"  # done, but the connection is cut instead of an answer
    SLOW = "slow"  # done, but the answer comes `delay_s` later
    TRUNCATED = "truncated"  # done, but the answer ends halfway, short of its Content-Length
    GARBAGE = "garbage"  # done, but the answer is an unreadable 200

    # submit: before anything is done.
    RETIRED = "retired"  # the model is gone, from now on, with `status` 404 or 410

    # chat: what the language model says.
    SAYS = "says"  # exactly the text in `error`

    # submit: the fate of the accepted job.
    RAI = "rai"  # FAILED: blocked by the content policy
    FAIL = "fail"  # FAILED: an internal error
    NEVER = "never"  # stays PROCESSING forever
    LATE = "late"  # finishes `delay_s` later than usual
    COST = "cost"  # costs `cost_usd` instead of the list price, even if it fails; a chat's answer says so
    HIDDEN = "hidden"  # never shows up in the request history
    SHORT_FILM = "short-film"  # the video lasts one second, whatever was requested

    # status, result: the shape of the body.
    NO_OUTPUT = "no-output"  # COMPLETED without an output
    OUTPUT_LIST = "output-list"  # "output": [url], also in a status
    OUTPUT_OBJECT = "output-object"  # "output": {"video": url}
    VIDEO_KEY = "video-key"  # "video": url, and no "output"
    NO_METRICS = "no-metrics"  # no "metrics"

    # download: what the output URL serves.
    ENDLESS = "endless"  # bytes without a declared length, cut at `size_bytes`
    HUGE = "huge"  # as many bytes, declared beforehand
    NOT_VIDEO = "not-video"  # an HTML page that claims to be video/mp4
    STALLED = "stalled"  # half of the video, then no data for `delay_s`
    REDIRECT = "redirect"  # a redirect to `url`
    REDIRECT_LOOP = "redirect-loop"  # a redirect to itself


_ANSWERS = frozenset(
    {
        FaultKind.ERROR,
        FaultKind.DROP,
        FaultKind.ERROR_AFTER,
        FaultKind.DROP_AFTER,
        FaultKind.SLOW,
        FaultKind.TRUNCATED,
        FaultKind.GARBAGE,
    }
)
_FATES = frozenset(
    {
        FaultKind.RAI,
        FaultKind.FAIL,
        FaultKind.NEVER,
        FaultKind.LATE,
        FaultKind.COST,
        FaultKind.HIDDEN,
        FaultKind.SHORT_FILM,
    }
)
_SHAPES = frozenset(
    {
        FaultKind.NO_OUTPUT,
        FaultKind.OUTPUT_LIST,
        FaultKind.OUTPUT_OBJECT,
        FaultKind.VIDEO_KEY,
        FaultKind.NO_METRICS,
    }
)
_CHATS = frozenset({FaultKind.SAYS, FaultKind.COST})
_OUTPUTS = frozenset(FaultKind) - _ANSWERS - _FATES - _SHAPES - _CHATS - {FaultKind.RETIRED}

#: The faults of each call, besides a bad answer.
_KINDS_OF: dict[str, frozenset[FaultKind]] = {
    "submit": _FATES | {FaultKind.RETIRED},
    "status": _SHAPES - {FaultKind.NO_OUTPUT},
    "result": _SHAPES,
    "download": _OUTPUTS,
    "chat": _CHATS,
}


class FaultError(ValueError):
    """An invalid fault; the text says why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: constructing it checks it, and raises FaultError."""

    call: Call
    kind: FaultKind
    #: How many matching calls it spoils; None means all. A client that repeats a GET after a cut connection, as aiohttp
    #: does once, only notices if it is cut off twice.
    times: int | None = 1
    #: How many matching calls pass first.
    skip: int = 0
    #: Spoils only calls about a job whose prompt contains this text, whatever the case; balance, upload, history
    #: and models aren't about a job.
    match: str | None = None
    #: Of an error answer.
    status: int = 500
    #: The sentence in an error answer or of a FAILED job, or what a language model says.
    error: str | None = None
    #: The whole body of an error answer, sent unchanged.
    body: str | None = None
    #: Whether an error answer is an HTML page, as gateways send it.
    html: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 30.0
    size_bytes: int = 256 * 1024 * 1024
    #: Where a redirect points.
    url: str | None = None
    cost_usd: float | None = None

    def __post_init__(self) -> None:
        """Refuse impossible faults; a test would wait for them in vain."""
        if self.call not in CALLS:
            raise FaultError(f"There is no call {self.call!r}; the calls are {', '.join(CALLS)}.")
        possible = _ANSWERS | _KINDS_OF.get(self.call, frozenset())
        if self.kind not in possible:
            names = ", ".join(sorted(possible))
            raise FaultError(f"{self.call!r} cannot suffer {str(self.kind)!r}; it can suffer {names}.")
        if self.times is not None and self.times < 1:
            raise FaultError("times must be at least 1, or null for always.")
        if self.skip < 0 or self.delay_s < 0 or self.size_bytes < 0:
            raise FaultError("skip, delay_s and size_bytes cannot be negative.")
        if not 200 <= self.status <= 599:
            raise FaultError(f"{self.status} is no HTTP status of an answer; use 200 to 599.")
        if self.kind is FaultKind.RETIRED and self.status not in RETIRED_STATUSES:
            raise FaultError(f"A retired model answers with one of {RETIRED_STATUSES}.")
        if self.kind is FaultKind.REDIRECT and not self.url:
            raise FaultError("A redirect needs a url to lead to.")
        if self.kind is FaultKind.SAYS and self.error is None:
            raise FaultError("A language model needs an error to say.")
        if self.kind is FaultKind.COST and self.cost_usd is None:
            raise FaultError("A cost fault needs cost_usd.")


def _marked(marker: str, call: Call, kind: FaultKind, **details: Any) -> Fault:
    return Fault(call=call, kind=kind, times=None, match=marker, **details)


#: Words in a prompt that always trigger a fault, so that people can try failures in the demo.
MARKERS: dict[str, Fault] = {
    fault.match or "": fault
    for fault in (
        _marked("!rai", "submit", FaultKind.RAI),
        _marked("!fail", "submit", FaultKind.FAIL),
        _marked("!never", "submit", FaultKind.NEVER),
        _marked("!slow", "submit", FaultKind.LATE, delay_s=60.0),
        _marked("!lost", "submit", FaultKind.DROP_AFTER),
        _marked("!retired", "submit", FaultKind.RETIRED, status=410),
        _marked("!refused", "submit", FaultKind.ERROR, status=400, error="The stand-in refuses this prompt."),
        _marked("!noout", "result", FaultKind.NO_OUTPUT),
        _marked("!gone", "download", FaultKind.ERROR, status=404, html=True),
        _marked("!cut", "download", FaultKind.TRUNCATED),
        _marked("!novideo", "download", FaultKind.NOT_VIDEO),
        _marked("!huge", "download", FaultKind.HUGE),
        _marked("!nonsense", "chat", FaultKind.SAYS, error="<h1>Sure!</h1> @everyone see https://example.org"),
        _marked("!silent", "chat", FaultKind.DROP_AFTER),
    )
}

_MARKER = re.compile(r"(?<!\S)![a-z]+\b")


@dataclass(slots=True)
class _Armed:
    fault: Fault
    skip_left: int
    times_left: int | None


class FaultPlan:
    """The armed faults in the order in which they were added; the earliest matching one applies.

    A bad answer and the fates of a job are handled separately, so one submission can have both.
    """

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._armed: list[_Armed] = []
        #: What has happened so far, in order; markers included.
        self.fired: list[Fault] = []
        for fault in faults:
            self.add(fault)

    def add(self, fault: Fault) -> None:
        """Arm a fault; the same one may be added several times."""
        self._armed.append(_Armed(fault, fault.skip, fault.times))

    def clear(self) -> None:
        """Disarm everything except the markers."""
        self._armed.clear()

    def take_answer(self, call: Call, prompt: str | None) -> Fault | None:
        """Use up and return the fault of this call's answer, if any.

        `prompt` is that of the call's job; None if it isn't about a job.
        """
        taken = self._take(call, prompt, _ANSWERS | _OUTPUTS | {FaultKind.RETIRED}, only_first=True)
        return taken[0] if taken else None

    def take_fates(self, prompt: str | None) -> list[Fault]:
        """Use up and return the faults of a job that is being accepted."""
        return self._take("submit", prompt, _FATES)

    def take_chats(self, prompt: str | None) -> list[Fault]:
        """Use up and return the faults of what a language model says."""
        return self._take("chat", prompt, _CHATS)

    def take_shapes(self, call: Call, prompt: str | None) -> list[Fault]:
        """Use up and return the faults that change the shape of a finished job's answer."""
        return self._take(call, prompt, _SHAPES)

    def _take(
        self, call: Call, prompt: str | None, kinds: frozenset[FaultKind], *, only_first: bool = False
    ) -> list[Fault]:
        taken: list[Fault] = []
        for armed in list(self._armed):
            fault = armed.fault
            if fault.call != call or fault.kind not in kinds or not _fits(fault.match, prompt):
                continue
            if armed.skip_left > 0:
                armed.skip_left -= 1
                continue
            if armed.times_left is not None:
                armed.times_left -= 1
                if armed.times_left == 0:
                    self._armed.remove(armed)
            taken.append(fault)
            if only_first:
                break
        if not (taken and only_first):
            taken += [fault for fault in _marked_in(prompt) if fault.call == call and fault.kind in kinds]
        self.fired += taken
        return taken


def _fits(text: str | None, prompt: str | None) -> bool:
    return text is None or (prompt is not None and text.casefold() in prompt.casefold())


def _marked_in(prompt: str | None) -> list[Fault]:
    words = _MARKER.findall((prompt or "").casefold())
    return [MARKERS[word] for word in dict.fromkeys(words) if word in MARKERS]


def read_fault(values: Mapping[str, Any]) -> Fault:
    """Create a fault from JSON values named like its fields; `kind` by its value, such as `"drop-after"`.

    Raises FaultError for an unknown name, a missing one, or a value of the wrong type.
    """
    known = {item.name for item in fields(Fault)}
    for name in values:
        if name not in known:
            raise FaultError(f"A fault has no {name!r}; it has {', '.join(sorted(known))}.")
    missing = [name for name in ("call", "kind") if name not in values]
    if missing:
        raise FaultError(f"A fault needs {' and '.join(missing)}.")
    checked = {name: _checked(name, value) for name, value in values.items()}
    return Fault(**checked)


def _checked(name: str, value: Any) -> Any:
    if name == "kind":
        try:
            return FaultKind(value)
        except ValueError:
            raise FaultError(f"There is no fault {value!r}; there are {', '.join(FaultKind)}.") from None
    if name == "headers":
        if isinstance(value, Mapping) and all(isinstance(part, str) for item in value.items() for part in item):
            return dict(value)
        raise FaultError("headers must be an object of texts.")
    wanted: tuple[type, ...] = {
        "times": (int, type(None)),
        "skip": (int,),
        "status": (int,),
        "size_bytes": (int,),
        "html": (bool,),
        "delay_s": (int, float),
        "cost_usd": (int, float, type(None)),
        "call": (str,),
    }.get(name, (str, type(None)))
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        raise FaultError(f"{name} cannot be {value!r}.")
    return value


def parse_fault(text: str) -> Fault:
    """Parse a fault from the command line: `CALL:KIND[,name=value]…`, or a JSON object.

    For example `submit:error,status=503,times=2` or `download:redirect,url=http://127.0.0.1:9/`. Raises FaultError.
    """
    if text.lstrip().startswith("{"):
        try:
            values = json.loads(text)
        except ValueError as error:
            raise FaultError(f"This fault is no JSON: {text!r} ({error}).") from None
        return read_fault(values)
    head, *settings = text.split(",")
    call, colon, kind = head.partition(":")
    if not colon:
        raise FaultError(f"A fault is written CALL:KIND[,name=value]…, for example submit:drop-after; not {text!r}.")
    values = {"call": call.strip(), "kind": kind.strip()}
    for setting in settings:
        name, equals, value = setting.partition("=")
        values[name.strip()] = _literal(value.strip()) if equals else True
    return read_fault(values)


def _literal(text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return text if isinstance(value, dict | list) else value
