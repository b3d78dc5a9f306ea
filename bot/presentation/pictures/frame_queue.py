"""Makes the first frame of a video from a picture on Discord: downloads and prepares a few at a time."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import discord

from bot.domain.clock import Backoff
from bot.domain.requests import AspectRatio
from bot.errors import UserError
from bot.media.errors import PictureError, PictureFault
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import DEFAULT_LIMITS, Fit, PictureLimits, PreparedPicture, Sizes, check_file
from bot.observability import get_logger
from bot.presentation.pictures.discord_files import DiscordFileError, FileGone, FileSource, FileTooLarge, ForeignAddress
from bot.presentation.pictures.message_pictures import FoundPicture
from bot.sentences import say

log = get_logger(__name__)

#: Pictures in memory at once: while two are prepared, the next is downloaded.
_AT_ONCE = 3
#: How many pictures of one person may wait, and how many of all people: about two minutes of work.
_WAITING_PER_PERSON = 4
_WAITING = 300
#: After this many unreadable pictures within an hour, a person has to wait, twice as long each time.
_BAD_FREE = 3
_BAD_WINDOW_S = 3600.0
_PAUSES = Backoff(first_s=30.0, max_s=1800.0)
#: Faults that only decoding can find; all others are cheap to refuse.
_COSTLY = frozenset({PictureFault.DAMAGED, PictureFault.TOO_DEMANDING})


@dataclass(slots=True)
class _Line:
    """The pictures of one person, processed one at a time, so that nobody waits behind all of someone else's."""

    count: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class _BadPictures:
    """How many unreadable pictures a person sent lately, and until when they have to wait."""

    count: int
    last_at: float
    paused_until: float


class FrameQueue:
    """Downloads and prepares pictures, in bounded memory, however many people ask."""

    def __init__(
        self,
        files: FileSource,
        image_sandbox: ImageSandbox,
        limits: PictureLimits,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.files = files
        self._image_sandbox = image_sandbox
        self._limits = limits
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._lines: dict[int, _Line] = {}
        self._closing = asyncio.Event()
        self._monotonic = monotonic
        self._bad_pictures: dict[int, _BadPictures] = {}

    async def make(
        self,
        picture: FoundPicture,
        *,
        user_id: int,
        sizes: Sizes,
        aspect: AspectRatio | None,
        fit: Fit,
        locale: str,
    ) -> PreparedPicture:
        """Make the first frame from a picture; without `aspect`, its own shape decides.

        `sizes` has the frame's size for each shape that the video can have. Raises UserError with a sentence for the
        person: the picture is bad, Discord doesn't provide it, too many pictures are waiting, or too many of this
        person's were unreadable. Raises MediaError if no picture can be prepared at the moment.
        """
        async with self._turn(user_id, locale):
            if self._closing.is_set():
                raise UserError(say(locale, "picture-restarting"))
            data = await self._fetch(picture, locale)
            # The operator's limits for pictures don't apply to frames of the bot's own videos.
            limits = None if picture.read is None else DEFAULT_LIMITS
            try:
                frame = await self._image_sandbox.prepare(data, sizes=sizes, aspect=aspect, fit=fit, limits=limits)
            except PictureError as error:
                if error.fault in _COSTLY:
                    self._note_bad(user_id)
                raise
            self._bad_pictures.pop(user_id, None)
            return frame

    async def close(self) -> None:
        """Stop preparing, and tell everyone who is waiting."""
        self._closing.set()
        await self._image_sandbox.aclose()

    async def _fetch(self, picture: FoundPicture, locale: str) -> bytes:
        if picture.read is not None:
            return await self._read(picture.read, locale)
        try:
            return await self.files.read(
                picture.url,
                max_bytes=self._limits.max_bytes,
                check_head=lambda head: check_file(head, self._limits),
            )
        except FileTooLarge as error:
            size, limit = f"{error.size_bytes / 1e6:.1f}", f"{self._limits.max_bytes / 1e6:g}"
            raise UserError(say(locale, "picture-too-large", size=size, limit=limit)) from error
        except FileGone as error:
            raise UserError(say(locale, "picture-gone")) from error
        except ForeignAddress as error:
            log.warning("picture from elsewhere refused")
            raise UserError(say(locale, "picture-foreign")) from error
        except DiscordFileError as error:
            log.warning("picture not fetched", why=str(error))
            raise UserError(say(locale, "picture-unreachable")) from error

    async def _read(self, read: Callable[[], Awaitable[bytes]], locale: str) -> bytes:
        """Read a frame of a video; this can take long, so closing doesn't wait for it."""
        reading = asyncio.ensure_future(read())
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait({reading, closing}, return_when=asyncio.FIRST_COMPLETED)
            if reading.done():
                return reading.result()
            raise UserError(say(locale, "continue-restarting"))
        finally:
            for task in (reading, closing):
                task.cancel()
            await asyncio.gather(reading, closing, return_exceptions=True)

    def _note_bad(self, user_id: int) -> None:
        now = self._monotonic()
        self._bad_pictures = {
            known: bad for known, bad in self._bad_pictures.items() if bad.last_at > now - _BAD_WINDOW_S
        }
        before = self._bad_pictures.get(user_id)
        count = 1 if before is None else before.count + 1
        pause_s = _PAUSES.pause_s(count - _BAD_FREE + 1) if count >= _BAD_FREE else 0.0
        self._bad_pictures[user_id] = _BadPictures(count, now, now + pause_s)

    def _require_no_pause(self, user_id: int, locale: str) -> None:
        bad = self._bad_pictures.get(user_id)
        left_s = 0.0 if bad is None else bad.paused_until - self._monotonic()
        if left_s > 0:
            when = discord.utils.format_dt(discord.utils.utcnow() + timedelta(seconds=math.ceil(left_s)), "R")
            raise UserError(say(locale, "picture-paused", when=when))

    @asynccontextmanager
    async def _turn(self, user_id: int, locale: str) -> AsyncIterator[None]:
        line = self._lines.setdefault(user_id, _Line())
        try:
            if line.count >= _WAITING_PER_PERSON:
                raise UserError(say(locale, "picture-busy-person"))
            if sum(other.count for other in self._lines.values()) >= _WAITING:
                raise UserError(say(locale, "picture-busy"))
            line.count += 1
            try:
                async with line.turn:
                    self._require_no_pause(user_id, locale)
                    async with self._places:
                        yield
            finally:
                line.count -= 1
        finally:
            if line.count == 0:
                self._lines.pop(user_id, None)
