"""Continues videos, and finds the scenes of films that are requested again.

Continuing a video takes the first frame of the next part and the film so far. Films are requested again as a whole, or
from the first scene that wasn't made.
"""

import asyncio
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.domain.jobs import OUTPUT_LIFE, Job, JobState
from bot.domain.stories import PARTS_MAX, find_stopped, is_over
from bot.errors import AskedTwice, UserError
from bot.media.ffmpeg import FfmpegError
from bot.media.film_files import FilmFiles
from bot.media.videos import VideoError, last_frame
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.sentences import Sentence
from bot.services.jobs.access import ActionNotPossible, JobActor, read_job
from bot.services.jobs.video_search import VideoNotFound, VideoSearch, VideoSource
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import jobs, stories

log = get_logger(__name__)

#: Discord's file limit in the most boosted server; the file is held in memory before it is written to disk.
POSTED_MAX_BYTES = 100 * 1024 * 1024


class Stories:
    """Decides what can be continued, and prepares it."""

    def __init__(self, database: Database, films: FilmFiles, segmind: SegmindClient, clock: Clock) -> None:
        self._database = database
        self._segmind = segmind
        self._clock = clock
        #: Where the films so far are kept.
        self.films = films

    async def require_no_twin(self, parent: Job, *, user_id: int, prompt: str, duration_s: int) -> None:
        """Refuse a request that is already in progress; raises AskedTwice."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.read() as connection:
                is_twin = await stories.has_twin(
                    connection, parent.id, user_id=user_id, prompt=prompt.strip(), duration_s=duration_s
                )
        except DATABASE_FAILURES as error:
            log.exception("stories not read", job_id=parent.id)
            raise unavailable(error) from error
        if is_twin:
            raise AskedTwice(Sentence("continue-again"))

    async def prepare(self, parent: Job, film_path: str, archive: VideoSource) -> bytes:
        """Do what `find` does, but raise UserError with a sentence for the requester."""
        try:
            return await self.find(parent, film_path, archive)
        except (VideoError, FfmpegError, OSError) as error:
            log.exception("video not prepared to be continued", job_id=parent.id, why=type(error).__name__)
            raise UserError(Sentence("continue-busy")) from error

    async def find(self, parent: Job, film_path: str, archive: VideoSource) -> bytes:
        """Write the film so far to `film_path` in DATA_DIR, and return the last frame of the parent's video as a PNG.

        If another process delivers the next part, it finds the film again. Raises VideoNotFound, VideoError,
        FfmpegError, OSError, and what the database raises. Safe to repeat.
        """
        search = VideoSearch(self.films.data_dir, self._segmind, archive, oldest=self._clock.now() - OUTPUT_LIFE)
        async with self._database.read() as connection:
            chain = await stories.list_lineage(connection, parent.id)
        with self.films.workplace() as folder:
            film = await search.find_film(chain, folder)
            try:
                part = await search.find_part(parent, folder)
            except VideoNotFound:
                part = film  # the message of scenes contains only the film, whose last frame is the same
            frame = folder / "frame.png"
            await last_frame(part, frame)
            data = await asyncio.to_thread(frame.read_bytes)
            await asyncio.to_thread(self.films.keep, film, film_path)
        return data

    async def release(self, film_path: str) -> None:
        """Delete the film so far if no job uses it. If the database doesn't respond, the cleanup deletes it."""
        try:
            async with self._database.read() as connection:
                is_needed = await stories.needs_film(connection, film_path)
        except DATABASE_FAILURES as error:
            log.warning("film kept", film_path=film_path, why=type(error).__name__)
            return
        if not is_needed:
            self.films.remove(film_path)


def refuse_parent(job: Job) -> Sentence | None:
    """Return why nobody can continue a job; None if that is possible."""
    if job.state is JobState.UNDELIVERABLE:
        return Sentence("continue-unposted")
    if job.state is not JobState.DELIVERED:
        return Sentence("continue-unfinished" if job.is_pending else "continue-failed")
    return Sentence("continue-full", most=PARTS_MAX) if job.part >= PARTS_MAX else None


class FilmScenes:
    """Reads the scenes of films."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find_whole(self, scene: Job, actor: JobActor) -> Sequence[Job]:
        """Find all scenes of a film by one of them, even if it was taken up again. The caller checks who sees that one.

        Raises ActionNotPossible if one of them can't be used any more, and DatabaseUnavailable.
        """
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.read() as connection:
                group = await jobs.list_group(connection, scene.group_id or scene.id)
                before = group[0].parent_id if group else None
                earlier = [] if before is None else await stories.list_lineage(connection, before)
        except DATABASE_FAILURES as error:
            log.exception("film not read", job_id=scene.id)
            raise unavailable(error) from error
        scenes = [*earlier, *group]
        for one in scenes:
            if (refusal := actor.refuse_use(one)) is not None:
                raise ActionNotPossible(refusal)
        return scenes

    async def find_rest(self, scene_id: str, actor: JobActor) -> tuple[Sequence[Job], str]:
        """Find the scenes of a film that weren't made, for its owner, who wants them now.

        Returns them with the key of the new request: a film is taken up only once, unless that made nothing. Raises
        ActionNotPossible, AskedTwice and DatabaseUnavailable.
        """
        scene = await read_job(self._database, scene_id)
        if scene is None:
            raise ActionNotPossible(Sentence("job-unknown"))
        if not actor.owns(scene):
            raise ActionNotPossible(Sentence("story-not-yours"))
        if not scene.is_scene:
            raise ActionNotPossible(Sentence("job-unknown"))
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.read() as connection:
                rest = find_rest(await jobs.list_group(connection, scene.card_key))
                key = await self._choose_key(connection, rest[0])
        except DATABASE_FAILURES as error:
            log.exception("film not read", job_id=scene.id)
            raise unavailable(error) from error
        for one in rest:
            if (refusal := actor.refuse_use(one)) is not None:
                raise ActionNotPossible(refusal)
        return rest, key

    async def _choose_key(self, connection: AsyncConnection, stopped: Job) -> str:
        """Choose the key of the request that takes up a film from this scene on. Raises AskedTwice."""
        number = 1
        while (taken := await self._find_taken(connection, f"take-up:{stopped.id}:{number}")) is not None:
            if taken.is_pending or taken.state is JobState.DELIVERED:
                raise AskedTwice(Sentence("story-taken"))
            number += 1
        return f"take-up:{stopped.id}:{number}"

    async def _find_taken(self, connection: AsyncConnection, key: str) -> Job | None:
        taken_id = await connection.run_sync(jobs.find_by_key, key)
        return None if taken_id is None else await jobs.get_job(connection, taken_id)


def find_rest(scenes: Sequence[Job]) -> Sequence[Job]:
    """Return the scenes from the first one that wasn't made. Raises ActionNotPossible if they can't be made now."""
    stopped = find_stopped(scenes)
    if not is_over(scenes):
        raise ActionNotPossible(Sentence("story-goes-on"))
    if stopped is None:
        raise ActionNotPossible(Sentence("story-complete"))
    if stopped.state is JobState.UNDELIVERABLE:
        raise ActionNotPossible(Sentence("continue-unposted"))
    return scenes[stopped.group_position - 1 :]
