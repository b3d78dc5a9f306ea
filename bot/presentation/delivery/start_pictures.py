"""A job's start picture, which every message that remains of the job shows, so that it can be used again."""

from dataclasses import replace

import discord

from bot.domain.jobs import Job
from bot.errors import DatabaseUnavailable
from bot.media.picture_files import is_spoiler, name_picture
from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.pictures.discord_files import DiscordFileError, FileSource
from bot.presentation.pictures.message_pictures import FoundPicture, find_pictures
from bot.services.jobs.pictures import JobPictures
from bot.services.ports import DeliveryDelayed

log = get_logger(__name__)

_MAX_BYTES = 25_000_000


class StartPictures:
    """Reads start pictures: from the database until the job is closed, else from its card."""

    def __init__(self, client: discord.Client, stored: JobPictures, files: FileSource) -> None:
        self._client = client
        self._stored = stored
        self._files = files

    async def read(self, job: Job) -> bytes | None:
        """A job's picture; None if it has none, or if it is nowhere any more: its message then goes without it.

        Raises DeliveryDelayed if the database doesn't respond.
        """
        try:
            data = await self._stored.read(job)
        except DatabaseUnavailable as error:
            raise DeliveryDelayed("the start picture can't be read") from error
        if data is not None or job.is_apart or job.image_path is None:
            return data
        found = await find_posted_picture(self._client, job, job.card_message_id)
        if found is None:
            return None
        try:
            return await self._files.read(found.url, max_bytes=_MAX_BYTES, check_head=lambda _head: None)
        except DiscordFileError as error:
            log.warning("picture not read from its card", job_id=job.id, why=str(error))
            return None


async def find_posted_picture(
    client: discord.Client, job: Job, message_id: int | None, channel_id: int | None = None
) -> FoundPicture | None:
    """The start picture in one of a job's messages; None if there is no such message, or it can't be read."""
    if message_id is None or job.image_path is None:
        return None
    try:
        channel = client.get_partial_messageable(channel_id or job.channel_id)
        return take_picture(await channel.fetch_message(message_id), job)
    except DISCORD_FAILURES as error:
        log.info("message not read", job_id=job.id, why=repr(error))
        return None


def take_picture(message: discord.Message, job: Job) -> FoundPicture | None:
    """A job's start picture among the files of a message; None if it isn't there."""
    if job.shown_image_path is None:
        return None
    name = name_picture(job.shown_image_path)
    picture = next((one for one in find_pictures(message) if one.name.removeprefix("SPOILER_") == name), None)
    if picture is None:
        return None
    hidden = is_spoiler(job.image_path) or picture.is_spoiler
    return replace(picture, is_spoiler=hidden, source_channel_id=picture.source_channel_id or job.channel_id)
