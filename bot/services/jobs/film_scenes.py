"""The scenes of films that are asked for again: all of them, or those that weren't made."""

import asyncio
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job, JobState
from bot.domain.stories import find_stopped, is_over
from bot.errors import AskedTwice
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.jobs.access import ActionNotPossible, JobActor
from bot.services.jobs.reading import read_job
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import jobs, stories

log = get_logger(__name__)


class FilmScenes:
    """Reads the scenes of films."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find_whole(self, scene: Job, actor: JobActor) -> Sequence[Job]:
        """All scenes of a scene's film, those of before it was taken up included. The caller checks who sees the scene.

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
        """The scenes of a film that weren't made, for its owner, who wants them now.

        Returns them with the key of the new request: a film is taken up once, unless that made nothing. Raises
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
        """The key of the request that takes up a film from this scene on. Raises AskedTwice."""
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
    """The scenes from the first that wasn't made on. Raises ActionNotPossible if they can't be made now."""
    stopped = find_stopped(scenes)
    if not is_over(scenes):
        raise ActionNotPossible(Sentence("story-goes-on"))
    if stopped is None:
        raise ActionNotPossible(Sentence("story-complete"))
    if stopped.state is JobState.UNDELIVERABLE:
        raise ActionNotPossible(Sentence("continue-unposted"))
    return scenes[stopped.group_position - 1 :]
