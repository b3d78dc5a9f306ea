"""Errors of calls to Segmind, classified by what they mean for money.

SegmindError
├── SegmindRefused           certainly no paid job was started
│   ├── BadParameters        this request can never work: 400, 406 for a value, 413, 422 on submit
│   ├── ModelGone            Segmind doesn't have the model (any more): 404 in its own words, 410
│   ├── AccountProblem       no request can work until the operator acts; `.reason` says why
│   ├── RateLimited          429; may be repeated after `.retry_at`              (also Transient)
│   └── NeverSent            no connection was made, nothing was sent            (also Transient)
├── Ambiguous                a paid job may have been started: look it up in the history, never just resubmit
│   └── ServerFault          a 500 with Segmind's own error: probably no paid job, but look it up
├── Transient                the same call may be repeated after a pause
│   └── (RateLimited, NeverSent, DownloadInterrupted)
├── NotFound                 no such request or page: expired an hour after submission, or never existed
└── DownloadError            the video's file could not be downloaded
    ├── DownloadGone         the address no longer serves the file; the history may have a new one
    ├── DownloadTooLarge     more bytes than allowed
    ├── UnsafeAddress        an address that the bot doesn't download from
    ├── TooManyRedirects     more redirects than allowed
    └── DownloadInterrupted  cut off, timed out or a server error                (also Transient)

`submit` raises only SegmindRefused or Ambiguous; `upload_image` SegmindRefused or Transient; every GET NotFound,
AccountProblem or Transient; `download` DownloadError, and OSError for problems with the disk.

The text of each error is a sentence for people. `detail` is what Segmind said, for operators and logs: short plain
text without markup, links or keys.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from bot.errors import VeoBotError
from bot.sentences import Sentence


class SegmindError(VeoBotError):
    """A call to Segmind failed."""

    #: The text for people; plain text if only operators and logs get it.
    sentence: Sentence | str = Sentence("segmind-error")

    def __init__(self, detail: str = "", *, status: int | None = None) -> None:
        #: What Segmind or the network said; may be empty.
        self.detail = detail
        #: The HTTP status of the answer; None if there was none.
        self.status = status
        super().__init__(self.sentence)


class SegmindRefused(SegmindError):
    """Certainly no paid job was started."""

    sentence: Sentence | str = Sentence("segmind-refused")


class Ambiguous(SegmindError):
    """It isn't known whether a paid job was started.

    Never repeat the submission: look up its seed and inputs in the request history.
    """

    sentence = "There was no clear answer to a submission, so Segmind may have accepted it."


class Transient(SegmindError):
    """The same call may safely be repeated after a pause."""

    sentence: Sentence | str = Sentence("segmind-transient")


class BadParameters(SegmindRefused):
    """The request can never work: Segmind doesn't accept one of its values."""

    sentence = Sentence("segmind-refused")

    def __str__(self) -> str:
        """Add Segmind's explanation, which tells the person what to change."""
        return f"{self.sentence} It says: {self.detail}" if self.detail else str(self.sentence)


class ModelGone(SegmindRefused):
    """Segmind doesn't have this model (any more); requests for other models can work."""

    sentence = "Segmind doesn't have this model."


class AccountReason(StrEnum):
    """Why no submission can work until the operator acts."""

    KEY_REJECTED = "key_rejected"
    NOT_ALLOWED = "not_allowed"
    CREDITS_EXHAUSTED = "credits_exhausted"
    SPEND_LIMIT_REACHED = "spend_limit_reached"
    #: The bot doesn't use the API correctly: a wrong address or Content-Type, an unknown kind of refusal.
    PROTOCOL = "protocol"
    #: A 406 without an explanation; the operator has to check.
    UNCLEAR = "unclear"


class AccountProblem(SegmindRefused):
    """No request can work until the operator acts, so submission pauses; queued jobs stay queued."""

    sentence = Sentence("pause-account")
    #: The reasons without a sentence of their own.
    _VAGUE: ClassVar[frozenset[AccountReason]] = frozenset({AccountReason.PROTOCOL, AccountReason.UNCLEAR})

    def __init__(self, reason: AccountReason, detail: str = "", *, status: int | None = None) -> None:
        self.reason = reason
        if reason not in self._VAGUE:
            self.sentence = Sentence(f"pause-{reason.value}")
        super().__init__(detail, status=status)


class RateLimited(SegmindRefused, Transient):
    """Too many requests: nothing was started, and the same call may be repeated after `retry_at`."""

    sentence = Sentence("segmind-busy")

    def __init__(self, retry_at: datetime, detail: str = "", *, status: int | None = 429) -> None:
        #: Aware UTC; always in the future when the error is raised.
        self.retry_at = retry_at
        super().__init__(detail, status=status)


class NeverSent(SegmindRefused, Transient):
    """No connection could be made, so nothing was sent."""

    sentence = Sentence("segmind-offline")


class ServerFault(Ambiguous):
    """Segmind answered a submission with 500 and its own error: probably no paid job, but look it up."""

    sentence = "Segmind had an error during a submission, so it probably didn't accept it."


class NotFound(SegmindError):
    """Segmind has nothing at this address: it expired (an hour after submission), or never existed."""

    sentence = "Segmind no longer knows this video."


class DownloadError(SegmindError):
    """The video's file could not be downloaded."""

    sentence = "The finished video couldn't be downloaded."


class DownloadGone(DownloadError):
    """The address no longer serves the file; the request history may have a new one."""

    sentence = "The finished video is no longer at the address that Segmind gave."


class DownloadTooLarge(DownloadError):
    """The file has more bytes than allowed."""

    sentence = "The finished video is larger than this bot accepts."


class UnsafeAddress(DownloadError):
    """The bot doesn't download from this address, or from one that it redirects to."""

    sentence = "The bot doesn't download from the address that Segmind gave for the video."


class TooManyRedirects(DownloadError):
    """The address redirects more often than allowed."""

    sentence = "The address of the finished video redirects too often."


class DownloadInterrupted(DownloadError, Transient):
    """The download stopped before the end; it may be repeated from the start."""

    sentence = "The download of the finished video broke off."
