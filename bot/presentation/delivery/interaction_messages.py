"""Answers to interactions, which their tokens can edit for 15 minutes, regardless of the bot's permissions.

Editing one needs no permission, and repeating an edit creates no second message.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import discord

from bot.domain.clock import Clock, Elapsed
from bot.domain.jobs import Job
from bot.media.file_types import ENDINGS
from bot.observability import get_logger
from bot.presentation.cards.buttons import find_verbs
from bot.presentation.common.discord_errors import DISCORD_FAILURES, UNKNOWN_MESSAGE, is_too_large, translate
from bot.presentation.delivery.attachments import KeptFile
from bot.presentation.delivery.ways import call_limit
from bot.services.ports import DeliveryDelayed

log = get_logger(__name__)

#: A token is valid for 15 minutes; the last minute is reserved for the upload.
_TOKEN_LIFE = timedelta(minutes=14)
#: In the last minute a card says that it won't be updated any more.
_LAST_WORDS = timedelta(minutes=1)


class WallClock(Clock):
    """The machine's clock, which dates incoming interactions."""

    def now(self) -> datetime:
        """The current instant."""
        return datetime.now(UTC)


class InteractionMessages:
    """Edits the answer that a job's token gives access to."""

    def __init__(self, client: discord.Client, clock: Clock | None = None) -> None:
        self._client = client
        self._elapsed = Elapsed(clock or WallClock())

    def hear_of(self, job: Job) -> None:
        """Note how old a job's token is, so that setting the machine's clock doesn't age it."""
        self._left(job)

    def is_open(self, job: Job) -> bool:
        """Whether the job's answer can still be edited."""
        return job.interaction_token is not None and message_of(job) is not None and self._left(job) > timedelta(0)

    def is_closing(self, job: Job) -> bool:
        """Whether this is probably the last possible edit of the answer."""
        return self._left(job) < _LAST_WORDS

    async def edit(
        self, job: Job, view: discord.ui.LayoutView, files: Sequence[discord.File | KeptFile] = discord.utils.MISSING
    ) -> bool:
        """Show this in the answer, with these files if given; returns whether that was possible.

        Raises Discord's error if it may work later, and if a file is too large.
        """
        message_id = message_of(job)
        if message_id is None or not self.is_open(job) or self._client.application_id is None:
            return False
        webhook = self._open(job, self._client.application_id)
        try:
            async with call_limit(measure([one for one in files or () if isinstance(one, discord.File)])):
                await webhook.edit_message(
                    message_id,
                    view=view,
                    attachments=files,  # type: ignore[arg-type]  # a kept file is all that is needed of an attachment
                    allowed_mentions=discord.AllowedMentions.none(),
                )
        except DISCORD_FAILURES as error:
            delivery_error = translate(error)
            too_large = isinstance(error, discord.HTTPException) and is_too_large(error)
            if too_large or isinstance(delivery_error, DeliveryDelayed):
                raise
            log.info("answer out of reach", job_id=job.id, why=str(delivery_error))
            return False
        return True

    async def find_video(self, job: Job) -> int | None:
        """Return the id of the answer if it shows the job's video; None if it doesn't, or can't be read.

        Raises Discord's error if it may work later.
        """
        message = await self.fetch(job)
        return message.id if message is not None and has_video(message, job) else None

    async def fetch(self, job: Job) -> discord.Message | None:
        """Read the answer; None if it can't be read. Raises Discord's error if it may work later."""
        message_id = message_of(job)
        if message_id is None or not self.is_open(job) or self._client.application_id is None:
            return None
        try:
            async with call_limit():
                return await self._open(job, self._client.application_id).fetch_message(message_id)
        except DISCORD_FAILURES as error:
            if isinstance(translate(error), DeliveryDelayed):
                raise
            return None

    async def find_card(self, job: Job) -> int | None:
        """Find the first answer to the job's interaction, if that still is the card as it was posted.

        For a job whose card isn't known. Raises Discord's error if it may work later.
        """
        if job.interaction_token is None or self._left(job) <= timedelta(0) or self._client.application_id is None:
            return None
        webhook = self._open(job, self._client.application_id)
        try:
            async with call_limit():
                message = await webhook.fetch_message("@original")  # type: ignore[arg-type]  # Discord's word for it
        except DISCORD_FAILURES as error:
            if isinstance(translate(error), DeliveryDelayed):
                raise
            return None
        return message.id if is_waiting_card(message, job) else None

    async def delete(self, job: Job, message_id: int) -> bool:
        """Delete the answer if it is this message; returns whether it is gone.

        Raises Discord's error if it may work later.
        """
        if message_id != message_of(job) or not self.is_open(job) or self._client.application_id is None:
            return False
        try:
            await self._open(job, self._client.application_id).delete_message(message_id)
        except DISCORD_FAILURES as error:
            if isinstance(error, discord.NotFound) and error.code == UNKNOWN_MESSAGE:
                return True
            if isinstance(translate(error), DeliveryDelayed):
                raise
            return False
        return True

    def _open(self, job: Job, application_id: int) -> discord.Webhook:
        return discord.Webhook.partial(application_id, job.interaction_token or "", client=self._client)

    def _left(self, job: Job) -> timedelta:
        at = job.interaction_at or job.created_at
        return _TOKEN_LIFE - timedelta(seconds=self._elapsed.age_s(job.id, at))


def measure(files: Sequence[discord.File]) -> int:
    """The total size of files, in bytes."""
    return sum(file.fp.seek(0, os.SEEK_END) - file.fp.seek(0) for file in files)


def message_of(job: Job) -> int | None:
    """The message that the job's token can edit."""
    return job.answer_message_id or job.card_message_id


def is_card(job: Job) -> bool:
    """Whether that message is the job's card; otherwise it is the answer to "Send again"."""
    return job.answer_message_id in (None, job.card_message_id)


def is_waiting_card(message: discord.Message, job: Job) -> bool:
    """Whether a message is a job's card as it was posted, with a button to cancel the job or its variations."""
    return "cancel" in find_verbs(message, job.id) or "cancel-all" in find_verbs(message, job.card_key)


def has_video(message: discord.Message, job: Job) -> bool:
    """Whether a message has the job's video, whose file name contains the job's id."""
    return any(job.id in name and name.endswith(ENDINGS) for name, _ in list_files(message))


def list_files(message: discord.Message) -> Iterator[tuple[str, str]]:
    """The names and addresses of a message's files, including those that only its components show."""
    for attachment in message.attachments:
        yield attachment.filename, attachment.url
    parts: list[Any] = list(getattr(message, "components", []))
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", [])
        for item in part.items if isinstance(part, discord.MediaGalleryComponent) else ():
            if item.media.attachment_id is not None:
                yield item.media.url.partition("?")[0].rpartition("/")[2], item.media.url
