"""Posts a result in the largest size that its place accepts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import discord

from bot.domain.jobs import Job
from bot.domain.uploads import DEFAULT_UPLOAD_LIMIT_BYTES, file_limit_bytes, step_down_bytes
from bot.media.errors import MediaError
from bot.observability import get_logger
from bot.presentation.common.discord_errors import is_too_large
from bot.presentation.delivery.attachments import Attachments, Attempt
from bot.services.upload_limits import UploadLimits

log = get_logger(__name__)

#: How many sizes are tried; the last try leaves out the film of a story.
_TRIES = 3

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where files go, and how large they may be there."""

    #: The server; None for direct messages.
    guild_id: int | None = None
    limit_bytes: int = DEFAULT_UPLOAD_LIMIT_BYTES
    #: Whether the limit comes from Discord, which states it in each interaction.
    is_told: bool = False

    @classmethod
    def of(cls, job: Job) -> "Place":
        """Where a job was requested."""
        return cls(job.guild_id, job.upload_limit_bytes, job.interaction_token is not None)


class Uploads:
    """Finds the size that a place accepts: Discord's limit, then what worked there, then smaller after each refusal."""

    def __init__(self, limits: UploadLimits | None) -> None:
        """Without `limits`, nothing is remembered."""
        self._limits = limits

    async def post(
        self, attachments: Attachments, place: Place, send: Callable[[Attachments], Awaitable[_T]]
    ) -> _T | None:
        """Send the attachments, smaller after each refusal of their size; None if no size is small enough.

        `send` returns a false value if nothing was sent for a reason other than the size. Raises DeliveryDelayed if
        this machine can't make the files smaller just now, and all errors of `send` except those about the size.
        """
        largest = file_limit_bytes(place.limit_bytes)
        if self._limits is not None:
            largest = await self._limits.choose(place.guild_id, place.limit_bytes, is_told=place.is_told)
        fitted: Attachments | None = None
        for number in range(1, _TRIES + 1):
            if number == _TRIES:
                attachments = replace(attachments, film=None)
            try:
                fitted = await Attempt(attachments, largest).fit()
            except MediaError as error:
                log.warning("video does not fit", job_id=attachments.job.id, why=str(error))
                if fitted is None:
                    return None
                # It can't get smaller, but the refusal may have been a mistake.
                fitted = replace(fitted, film=None)
            size_bytes = fitted.largest_bytes
            try:
                sent = await send(fitted)
            except discord.HTTPException as error:
                if not is_too_large(error):
                    raise
                log.warning("upload limit lower than stated", job_id=attachments.job.id, size_bytes=size_bytes)
                if self._limits is not None:
                    await self._limits.refuse(place.guild_id, size_bytes, stated_bytes=place.limit_bytes)
                largest = step_down_bytes(size_bytes)
                continue
            if sent and self._limits is not None:
                await self._limits.accept(place.guild_id, size_bytes)
            return sent
        return None
