"""A job's pictures, which every message that remains of the job shows, so that they can be used again."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.domain.jobs import NO_PICTURES, Job, Pictures
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
    """Reads the pictures of jobs: from the database until the job is closed, else from its card."""

    def __init__(self, client: discord.Client, stored: JobPictures, files: FileSource) -> None:
        self._client = client
        self._stored = stored
        self._files = files

    async def read(self, job: Job) -> Pictures:
        """A job's pictures; none if it has none, or if they are nowhere any more: its message then goes without them.

        Raises DeliveryDelayed if the database doesn't respond.
        """
        try:
            stored = await self._stored.read(job)
        except DatabaseUnavailable as error:
            raise DeliveryDelayed("the pictures can't be read") from error
        if stored.first is not None or job.is_apart or job.image_path is None:
            return stored
        found = await find_posted_pictures(self._client, job, job.card_message_id)
        try:
            return Pictures(*[await self._read(one) for one in found])
        except DiscordFileError as error:
            log.warning("picture not read from its card", job_id=job.id, why=str(error))
            return NO_PICTURES

    async def _read(self, picture: FoundPicture) -> bytes:
        return await self._files.read(picture.url, max_bytes=_MAX_BYTES, check_head=lambda _head: None)


async def find_posted_pictures(
    client: discord.Client, job: Job, message_id: int | None, channel_id: int | None = None
) -> Sequence[FoundPicture]:
    """The pictures in one of a job's messages; none if there is no such message, or it can't be read."""
    if message_id is None or job.image_path is None:
        return []
    try:
        channel = client.get_partial_messageable(channel_id or job.channel_id)
        return take_pictures(await channel.fetch_message(message_id), job)
    except DISCORD_FAILURES as error:
        log.info("message not read", job_id=job.id, why=repr(error))
        return []


def take_pictures(message: discord.Message, job: Job) -> Sequence[FoundPicture]:
    """A job's pictures among the files of a message, the first before the last; none unless all are there."""
    posted = {one.name.removeprefix("SPOILER_"): one for one in find_pictures(message)}
    names = [name_picture(path) for path in job.shown_image_paths]
    if not all(name in posted for name in names):
        return []
    hidden = is_spoiler(job.image_path)
    return [
        replace(
            posted[name],
            is_spoiler=hidden or posted[name].is_spoiler,
            source_channel_id=posted[name].source_channel_id or job.channel_id,
        )
        for name in names
    ]
