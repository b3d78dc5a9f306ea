"""The files of a message: the video, the film of a story's parts so far, and the pictures that a job was made from."""

import asyncio
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import discord
from discord import ui

from bot.domain.jobs import NO_PICTURES, Job, Pictures
from bot.domain.stories import name_film
from bot.errors import DatabaseUnavailable
from bot.markdown import bare, shorten
from bot.media.errors import MediaError
from bot.media.ffmpeg import FfmpegMissing, FfmpegStopped
from bot.media.file_types import MP4, recognise_video
from bot.media.picture_files import is_spoiler, name_picture
from bot.media.videos import (
    NotAVideo,
    VideoDamaged,
    VideoInfo,
    VideoTruncated,
    fit_video,
    list_differences,
    recall_video,
    salvage_video,
)
from bot.observability import get_logger
from bot.presentation.cards.card import FRAME_KEYS, NameModel
from bot.presentation.cards.ending import Ending
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.pictures.discord_files import DiscordFileError, FileSource
from bot.presentation.pictures.message_pictures import FoundPicture, find_pictures
from bot.sentences import Sentence, say, say_all
from bot.services.jobs.pictures import JobPictures
from bot.services.ports import DeliveryDelayed


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a message, of which Discord only needs the id to keep it."""

    id: int
    filename: str

    def to_dict(self) -> dict[str, str]:
        """What discord.py sends for an attachment that stays."""
        return {"id": str(self.id)}


def list_kept(message: discord.Message) -> list[KeptFile]:
    """All files of a message, including those that only its components show."""
    found = {one.id: one.filename for one in message.attachments}
    parts: list[object] = list(message.components)
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", [])
        parts += [part.accessory] if isinstance(part, discord.components.SectionComponent) else []
        media = [item.media for item in part.items] if isinstance(part, discord.MediaGalleryComponent) else []
        media += [part.media] if isinstance(part, discord.components.ThumbnailComponent) else []
        for one in media:
            if one.attachment_id is not None:
                found.setdefault(one.attachment_id, one.url.partition("?")[0].rpartition("/")[2])
    return [KeptFile(file_id, name) for file_id, name in found.items()]


log = get_logger(__name__)

#: Discord's limit for the description of an attachment.
_ALT_CHARS = 1024
#: The size of all files of a request, or one file's limit if that is more; Discord itself limits each file.
_REQUEST_MAX_BYTES = 24_900_000


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of one result."""

    job: Job
    video: Path
    #: The film of all parts up to this one; None if there is none, or if it can't be posted.
    film: Path | None = None
    #: The pictures that it was made from, which are kept with the video so that they can be used again.
    pictures: Pictures = NO_PICTURES
    #: How the video differs from the request.
    differences: Sequence[Sentence] = ()
    #: Whether it may wait if the machine has no time or memory for ffmpeg just now; otherwise it is posted unchanged.
    is_patient: bool = True
    name_model: NameModel = str
    #: Makes an unusual message, from these attachments and the opened files of the videos; None: the usual message.
    make_view: Callable[["Attachments", Sequence[discord.File]], ui.LayoutView] | None = None

    @property
    def text(self) -> str:
        """The message's text for its requester."""
        mention = f"<@{self.job.user_id}>"
        if self.job.parent_id is None:
            text = say(self.job.locale, "result", mention=mention)
        else:
            key = "continue-result" if self.film is not None else "continue-result-alone"
            text = say(self.job.locale, key, mention=mention, part=self.job.part)
        return "\n".join([text, *([say_all(self.job.locale, self.differences)] if self.differences else [])])

    @property
    def largest_bytes(self) -> int:
        """The size of the largest file."""
        return max(path.stat().st_size for path in self.paths)

    @property
    def paths(self) -> Sequence[Path]:
        """The videos; for a scene only the film, which ends with it."""
        if self.film is None:
            return [self.video]
        return [self.film] if self.job.is_scene else [self.video, self.film]

    def attach(self) -> list[discord.File]:
        """Open the videos for one message, named after the job."""
        alt = describe_video(self.job, self.name_model)
        return [
            _open(
                self.job,
                path,
                name_posted(self.job, is_film=path == self.film),
                describe_film(self.job) if path == self.film else alt,
            )
            for path in self.paths
        ]

    def make_message(self) -> tuple[ui.LayoutView, list[discord.File]]:
        """The result as a message, with its files."""
        files = self.attach()
        view: ui.LayoutView
        if self.make_view is None:
            has_picture = self.pictures.first is not None
            view = Ending(self.job, self.text, files=files, has_picture=has_picture, name_model=self.name_model)
        else:
            view = self.make_view(self, files)
        return view, [*files, *attach_pictures(self.job, self.pictures)]


@dataclass(frozen=True, slots=True)
class Attempt:
    """Attachments, and the maximum size of each file."""

    attachments: Attachments
    limit_bytes: int

    async def fit(self) -> Attachments:
        """Make the files as small as necessary; leave out the film if that isn't possible.

        Raises MediaError if it isn't possible for the video, DeliveryDelayed if it may be possible later.
        """
        film = self.attachments.film
        if film is not None and self.attachments.job.is_scene:
            try:
                film, _ = await _fit(self.attachments, film, self.limit_bytes)
            except MediaError as error:
                log.warning("film does not fit", job_id=self.attachments.job.id, why=str(error))
            else:
                return replace(self.attachments, film=film)
            film = None
        video, differences = await _fit(self.attachments, self.attachments.video, self.limit_bytes)
        if film is not None:
            whole_bytes = max(_REQUEST_MAX_BYTES, self.limit_bytes)
            room_bytes = whole_bytes - video.stat().st_size - self.attachments.pictures.size_bytes
            room_bytes = min(self.limit_bytes, room_bytes)
            try:
                film, _ = await _fit(self.attachments, film, room_bytes)
            except MediaError as error:
                log.warning("film does not fit", job_id=self.attachments.job.id, why=str(error))
                film = None
        return replace(self.attachments, video=video, film=film, differences=differences)


def describe_video(job: Job, name_model: NameModel = str) -> str:
    """The description of a job's video for people who don't see it."""
    key = "result-alt" if job.request.prompt else "result-alt-picture"
    text = say(job.locale, key, model=name_model(job.request.model), prompt=job.request.prompt)
    return shorten(bare(text), _ALT_CHARS)


def describe_film(job: Job) -> str:
    """The description of the film that ends with a job's video."""
    return say(job.locale, "continue-film-alt", part=job.part)


def name_posted(job: Job, *, is_film: bool) -> str:
    """The file name of a job's posted video, or of the film that ends with it, unless it is a spoiler.

    The suffix differs if it couldn't be converted to mp4.
    """
    return f"veo-{name_film(job.id) if is_film else f'{job.id}.mp4'}"


def attach_pictures(job: Job, pictures: Pictures) -> list[discord.File]:
    """The pictures that a job is made from as files of a message."""
    return [
        discord.File(io.BytesIO(data), name_picture(path), description=say(job.locale, key))
        for path, data, key in zip(job.shown_image_paths, (pictures.first, pictures.last), FRAME_KEYS, strict=False)
        if data is not None
    ]


def _open(job: Job, path: Path, name: str, alt: str) -> discord.File:
    description = shorten(bare(alt), _ALT_CHARS)
    kind = recognise_video(path) or MP4
    filename = str(Path(name).with_suffix(kind.ending))
    is_hidden = job.is_spoiler or is_spoiler(job.image_path)
    return discord.File(path, filename=filename, description=description, spoiler=is_hidden)


async def _fit(attachments: Attachments, video: Path, max_bytes: int) -> tuple[Path, list[Sentence]]:
    """Return the video itself if it fits and plays everywhere, else a converted version in the same folder.

    Also returns how it differs from the request. A video that can't be converted is returned unchanged. Raises
    MediaError if it is too large for that, and DeliveryDelayed if this machine just can't convert it now.
    """
    job = attachments.job
    fitted = video.with_suffix(f".{max_bytes}.mp4")
    info = None
    try:
        if fitted.is_file():
            return fitted, list_differences(job.request, await recall_video(fitted))
        info = await _read(video)
        fitted = await fit_video(video, fitted, max_bytes=max_bytes, info=info)
    except (MediaError, OSError) as error:
        is_passing = isinstance(error, FfmpegMissing | FfmpegStopped | OSError)
        if is_passing and (attachments.is_patient or not isinstance(error, MediaError)):
            raise DeliveryDelayed(f"the video could not be worked on: {type(error).__name__}: {error}") from error
        if isinstance(error, NotAVideo) or await asyncio.to_thread(os.path.getsize, video) > max_bytes:
            raise
        log.warning("video not converted", job_id=job.id, why=str(error))
        fitted = video
    differences = [] if info is None else list_differences(job.request, info)
    is_unfit = fitted == video and not (info is not None and info.plays_everywhere)
    return fitted, [*differences, *([Sentence("differs-as-is")] if is_unfit else [])]


async def _read(video: Path) -> VideoInfo:
    try:
        return await recall_video(video)
    except (VideoTruncated, VideoDamaged):
        return await salvage_video(video)


_MAX_BYTES = 25_000_000


class StartPictures:
    """Reads the pictures of jobs: from the database until the job is closed, else from its card."""

    def __init__(self, client: discord.Client, stored: JobPictures, files: FileSource) -> None:
        self._client = client
        self._stored = stored
        self._files = files

    async def read(self, job: Job) -> Pictures:
        """Read a job's pictures; none if it has none, or if they are lost, in which case its message does without them.

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
    """Find the pictures in one of a job's messages; none if there is no such message, or it can't be read."""
    if message_id is None or job.image_path is None:
        return []
    try:
        channel = client.get_partial_messageable(channel_id or job.channel_id)
        return take_pictures(await channel.fetch_message(message_id), job)
    except DISCORD_FAILURES as error:
        log.info("message not read", job_id=job.id, why=repr(error))
        return []


def take_pictures(message: discord.Message, job: Job) -> Sequence[FoundPicture]:
    """Pick a job's pictures from the files of a message, the first before the last; none unless all are there."""
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
