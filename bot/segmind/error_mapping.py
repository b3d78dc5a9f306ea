"""The error table: which error an unsuccessful answer means, for each kind of call.

There is one function for each kind of call; it takes an answer with any status, and returns the error to raise. The
meaning of each status for money follows Segmind's documentation; anything undocumented is treated as cautiously as the
function says.
"""

import re
from datetime import datetime, timedelta

from bot.segmind.errors import (
    AccountProblem,
    AccountReason,
    Ambiguous,
    BadParameters,
    ModelGone,
    NotFound,
    RateLimited,
    SegmindError,
    SegmindRefused,
    ServerFault,
    Transient,
)
from bot.segmind.timestamps import EPOCH_SECONDS_FROM, parse_instant, parse_number
from bot.segmind.transport import Answer

#: How long to wait after a 429 without a time: the limits are per minute.
DEFAULT_WAIT = timedelta(seconds=60)
#: A reset that has passed by our clock may still be a moment away by theirs.
MIN_WAIT = timedelta(seconds=1)
#: A reset further away than this means a wrong clock; asking again costs one more 429.
MAX_WAIT = timedelta(hours=1)

_ACCOUNT_REASONS = {
    401: AccountReason.KEY_REJECTED,
    402: AccountReason.CREDITS_EXHAUSTED,
    403: AccountReason.NOT_ALLOWED,
}
#: Refusals of this request's values.
_BAD_PARAMETERS = (400, 413, 422)
#: 4xx from a gateway that stopped waiting for an answer; the service may have accepted the request.
_GATEWAY_GAVE_UP = (408, 499)
#: Redirects that mean "send it there instead", so it was not accepted; 302 and 303 may follow an acceptance.
_SENT_ELSEWHERE = (301, 307, 308)
#: Segmind's own failure, if the body is Segmind's as well. A gateway's error says nothing about the service behind it.
_SERVER_FAULT = 500

_CONTENT_TYPE = re.compile(r"content.?type|media.?type", re.IGNORECASE)
_SPEND_LIMIT = re.compile(r"spend|budget|\bteam\b.*\blimit|\blimit\b.*\bteam\b", re.IGNORECASE)
_CREDITS = re.compile(
    r"(?:insufficient|not enough|out of|no more|too few|low|exhausted|add|buy|purchase|top.?up|required?|needs?)\b"
    r".{0,40}(?:credit|balance|fund)"
    r"|(?:credit|balance|fund)s?.{0,40}"
    r"(?:insufficient|not enough|too low|exhausted|exceeded|depleted|used up|run out|required|empty|negative)",
    re.IGNORECASE,
)


def submit_error(answer: Answer, now: datetime) -> SegmindRefused | Ambiguous:
    """Map the answer to a submission without a request id.

    Only certain refusals become SegmindRefused: a 4xx, and a redirect that repeats the method. A 2xx without a request
    id, a gateway that stopped waiting and anything unknown are Ambiguous; of these, a 500 with Segmind's own
    explanation is a ServerFault. A 404 that isn't in Segmind's own words, such as a proxy's page, says nothing about
    the model: it concerns all requests.
    """
    status, detail = answer.status, answer.detail()
    if status == _SERVER_FAULT and answer.has_own_error():
        return ServerFault(detail, status=status)
    if status in _GATEWAY_GAVE_UP or not (400 <= status < 500 or status in _SENT_ELSEWHERE):
        return Ambiguous(detail or answer.defect or "the answer has no request id", status=status)
    if status == 410 or (status == 404 and answer.has_own_error()):
        return ModelGone(detail, status=status)
    return _refusal(answer, detail, now) or AccountProblem(
        _ACCOUNT_REASONS.get(status, AccountReason.PROTOCOL), detail, status=status
    )


def read_error(answer: Answer, now: datetime) -> SegmindError:
    """Map the answer to a GET without the expected content.

    A paid job may depend on it, so all but the clearest answers are Transient, and the caller asks again.
    """
    status, detail = answer.status, answer.detail()
    if status in (404, 410):
        return NotFound(detail, status=status)
    if status in (401, 403):
        return AccountProblem(_ACCOUNT_REASONS[status], detail, status=status)
    if status == 429:
        return RateLimited(parse_retry_at(answer, now), detail, status=status)
    return Transient(detail or answer.defect or "the answer is not readable", status=status)


def upload_error(answer: Answer, now: datetime) -> SegmindError:
    """Map the answer to an upload without an address.

    Uploads are free, so they may be repeated; a 4xx without an explanation counts as a refusal of the image.
    """
    status, detail = answer.status, answer.detail()
    if status in (401, 402, 403):
        return AccountProblem(_ACCOUNT_REASONS[status], detail, status=status)
    if status in (404, 405, 410) or status in _SENT_ELSEWHERE:
        return AccountProblem(AccountReason.PROTOCOL, detail, status=status)
    refusal = _refusal(answer, detail, now)
    if refusal is None and 400 <= status < 500 and status not in _GATEWAY_GAVE_UP:
        refusal = BadParameters(detail, status=status)
    return refusal or Transient(detail or answer.defect or "the answer is not readable", status=status)


def parse_retry_at(answer: Answer, now: datetime) -> datetime:
    """Read when a rate limit ends: the later of `x-rate-limit-reset-at-utc` and `Retry-After`, else in a minute.

    Both may be an instant in any usual format, by the clock of `Date`, or a number of seconds from now. Never earlier
    than `MIN_WAIT` from now, so that different clocks can't cause a storm of requests, and never later than `MAX_WAIT`.
    """
    named = [
        instant
        for value in (answer.headers.get("x-rate-limit-reset-at-utc"), answer.headers.get("Retry-After"))
        if (instant := _parse_reset(value, now, parse_instant(answer.headers.get("Date")) or now)) is not None
    ]
    return max([*named, now + MIN_WAIT]) if named else now + DEFAULT_WAIT


def _refusal(answer: Answer, detail: str, now: datetime) -> SegmindRefused | None:
    """Map the refusals that mean the same for both kinds of POST."""
    status = answer.status
    if status == 429:
        return RateLimited(parse_retry_at(answer, now), detail, status=status)
    if status in _BAD_PARAMETERS:
        return BadParameters(detail, status=status)
    return _not_acceptable(detail) if status == 406 else None


def _not_acceptable(detail: str) -> SegmindRefused:
    """Distinguish the four meanings of 406 by its text; without a text, no job fails because of it."""
    if not detail:
        return AccountProblem(AccountReason.UNCLEAR, status=406)
    if _CONTENT_TYPE.search(detail):
        return AccountProblem(AccountReason.PROTOCOL, detail, status=406)
    if _SPEND_LIMIT.search(detail):
        return AccountProblem(AccountReason.SPEND_LIMIT_REACHED, detail, status=406)
    if _CREDITS.search(detail):
        return AccountProblem(AccountReason.CREDITS_EXHAUSTED, detail, status=406)
    return BadParameters(detail, status=406)


def _parse_reset(value: str | None, now: datetime, their_now: datetime) -> datetime | None:
    """Parse an instant by their clock, or a small number of seconds; returns it by our clock, within `MAX_WAIT`."""
    number = parse_number(value)
    if number is not None and abs(number) < EPOCH_SECONDS_FROM:
        wait = timedelta(seconds=number)
    elif (instant := parse_instant(value)) is not None:
        wait = instant - their_now
    else:
        return None
    return now + min(max(wait, -MAX_WAIT), MAX_WAIT)


#: Words that only a content filter uses.
_CERTAIN = re.compile(
    r"responsible.ai|nsfw|\bmoderat|sensitive (?:word|content|topic|term)|usage guidelines?"
    r"|\b(?:content|safety)[ _-]*(?:filter|polic|guideline|setting|check|system|reason|violation|restriction|standard)"
    r"|(?:unsafe|harmful|inappropriate|prohibited|explicit|disallowed|sexual|violent) (?:content|prompt|imag)",
    re.IGNORECASE,
)
#: Google's own abbreviation; in lower case it is part of many words.
_ABBREVIATION = re.compile(r"\bRAI(?![a-z])|\brai(?:\b|(?=[A-Z_]))")
#: Words that content filters use, but also others.
_LIKELY = re.compile(
    r"\bsafety|\bunsafe|\bblock(?:ed|list)|\bpolic(?:y|ies)\b|\bsensitive|\bprohibited|\bharmful|\binappropriate"
    r"|\bviolat|\bflagged|\bfiltered|\bdisallowed|\bcelebrit|\bminors?\b",
    re.IGNORECASE,
)
#: Technical subjects, with which those words don't mean a content filter.
_TECHNICAL = re.compile(
    r"\btimed?[ -]?out|\bnetwork|\bfirewall|\bconnect|\bsocket|\bthread|\bI/?O\b|\bretr(?:y|ies)|\bquota"
    r"|\brate.?limit|\bcors\b|\bdatabase|\bworker|\bgpu\b|\bbilling|\bpermission|\bcredit|\bqueue|\bmemory|\bIP address"
    r"|\bschema|\bforeign key|\bconstraint|\bpriority|\bscaling|\bcase.sensitive|\bdeadlock",
    re.IGNORECASE,
)


def is_content_block(error: str | None) -> bool:
    """Whether the error of a failed request is a content or Responsible AI block, which counts as a strike.

    Segmind has no code for such blocks, so this looks at the words. When in doubt it returns False: a missed block
    costs nothing, but a wrong one punishes someone.
    """
    if not error:
        return False
    if _CERTAIN.search(error) or _ABBREVIATION.search(error):
        return True
    return bool(_LIKELY.search(error)) and not _TECHNICAL.search(error)
