"""What can go wrong with a call to Segmind, told apart by what it means for money.

SegmindError
├── SegmindRefused                  surely no paid job was started
│   ├── BadParameters        this request can never work: 400, 406 for a value, 413, 422 on submit
│   ├── AccountProblem       no request can work until the operator acts; `.reason` says why
│   ├── RateLimited          429; may be repeated from `.retry_at` on            (also Transient)
│   └── NeverSent            no connection was made, nothing was sent            (also Transient)
├── Ambiguous                a paid job was perhaps started: look in the history, never just send again
│   └── ServerFault          Segmind itself said that it failed (500): unlikely, but look
├── Transient                the same call may be repeated without harm, after a pause
│   └── (RateLimited, NeverSent, DownloadInterrupted)
├── NotFound                 no such request or page: expired after its hour, or never known
└── DownloadError            the bytes of a video did not arrive
    ├── DownloadGone         the address serves the file no more; a fresh one may be in the history
    ├── DownloadTooLarge     more bytes than allowed
    ├── UnsafeAddress        not an address that videos may be fetched from
    ├── TooManyRedirects     sent from address to address
    └── DownloadInterrupted  cut off, timed out or a server's fault              (also Transient)

`submit` raises SegmindRefused or Ambiguous and nothing else of these; `upload_image` SegmindRefused or Transient; every
GET NotFound, AccountProblem or Transient; `download` DownloadError, and OSError as it comes from the disk.

The text of each is a sentence for people; `detail` is what Segmind said, for operators and logs: short plain text
without markup, links or keys.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from bot.errors import VeoBotError
from bot.sentences import Sentence


class SegmindError(VeoBotError):
    """A call to Segmind did not do what it should."""

    #: What people are told; a plain text where only operators ever read it.
    sentence: Sentence | str = Sentence("segmind-error")

    def __init__(self, detail: str = "", *, status: int | None = None) -> None:
        #: What Segmind or the network said; may be empty.
        self.detail = detail
        #: The HTTP status of the answer; None if there was none.
        self.status = status
        super().__init__(self.sentence)


class SegmindRefused(SegmindError):
    """Surely no paid job was started."""

    sentence: Sentence | str = Sentence("segmind-refused")


class Ambiguous(SegmindError):
    """Nobody can say whether a paid job was started.

    The same submission must not be sent again: its seed and inputs are to be looked up in the request history.
    """

    sentence = "The connection to Segmind broke while your video was ordered. I am checking whether the order arrived."


class Transient(SegmindError):
    """The same call may be repeated without harm, after a pause."""

    sentence: Sentence | str = Sentence("segmind-transient")


class BadParameters(SegmindRefused):
    """The request can never work: one of its values is not accepted."""

    sentence = Sentence("segmind-refused")

    def __str__(self) -> str:
        """Add what is wrong, which the person can change."""
        return f"{self.sentence} It says: {self.detail}" if self.detail else str(self.sentence)


class AccountReason(StrEnum):
    """Why no submission can work until the operator acts."""

    KEY_REJECTED = "key_rejected"
    NOT_ALLOWED = "not_allowed"
    MODEL_UNKNOWN = "model_unknown"
    MODEL_RETIRED = "model_retired"
    CREDITS_EXHAUSTED = "credits_exhausted"
    SPEND_LIMIT_REACHED = "spend_limit_reached"
    #: The API is not spoken as it expects: a wrong address or Content-Type, an unknown kind of refusal.
    PROTOCOL = "protocol"
    #: A 406 that does not say which of its meanings applies; the operator has to look.
    UNCLEAR = "unclear"


class AccountProblem(SegmindRefused):
    """No request can work until the operator acts, so submission pauses; queued jobs stay queued."""

    sentence = Sentence("pause-account")
    #: The reasons that no sentence of their own explains.
    _VAGUE: ClassVar[frozenset[AccountReason]] = frozenset({AccountReason.PROTOCOL, AccountReason.UNCLEAR})

    def __init__(self, reason: AccountReason, detail: str = "", *, status: int | None = None) -> None:
        self.reason = reason
        if reason not in self._VAGUE:
            self.sentence = Sentence(f"pause-{reason.value}")
        super().__init__(detail, status=status)


class RateLimited(SegmindRefused, Transient):
    """Too many requests: nothing was started, and the same call may be repeated from `retry_at` on."""

    sentence = Sentence("segmind-busy")

    def __init__(self, retry_at: datetime, detail: str = "", *, status: int | None = 429) -> None:
        #: Aware UTC; always in the future when the error is raised.
        self.retry_at = retry_at
        super().__init__(detail, status=status)


class NeverSent(SegmindRefused, Transient):
    """No connection could be made, so that nothing was sent."""

    sentence = Sentence("segmind-offline")


class ServerFault(Ambiguous):
    """Segmind answered a submission with 500 and its own error: a paid job is unlikely, but has to be looked for."""

    sentence = "Segmind had a fault while your video was ordered. I am checking whether the order arrived."


class NotFound(SegmindError):
    """Segmind has nothing under this address: it expired (an hour after submission), or never was."""

    sentence = "Segmind no longer knows this video."


class DownloadError(SegmindError):
    """The bytes of a video did not arrive."""

    sentence = "The finished video could not be fetched."


class DownloadGone(DownloadError):
    """The address does not serve the file any more; the request history may name a fresh one."""

    sentence = "The finished video is no longer at the address that Segmind gave."


class DownloadTooLarge(DownloadError):
    """There are more bytes than allowed."""

    sentence = "The finished video is larger than this bot accepts."


class UnsafeAddress(DownloadError):
    """The address, or one it redirects to, is not one that videos may be fetched from."""

    sentence = "Segmind gave an address for the video that this bot does not fetch from."


class TooManyRedirects(DownloadError):
    """The address redirects again and again."""

    sentence = "The address of the finished video leads nowhere."


class DownloadInterrupted(DownloadError, Transient):
    """The bytes stopped before the end; fetching may be repeated from the start."""

    sentence = "The transfer of the finished video broke off."
