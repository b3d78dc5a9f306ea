"""Makes the jobs of a film that is requested as a whole: one for each scene, which waits for the one before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.jobs import Job, new_job_id
from bot.domain.requests import Mode, VideoRequest
from bot.domain.stories import SceneText
from bot.models import ModelSpec


def follow_scene(spec: ModelSpec, before: VideoRequest, prompt: str) -> VideoRequest:
    """Make the request for the scene after another one, with its own seed. Raises InvalidRequest."""
    return spec.make_request(
        Mode.IMAGE,
        prompt=prompt,
        duration_s=before.duration_s,
        aspect_ratio=before.aspect_ratio,
        resolution=before.resolution or None,
        has_sound=before.has_sound,
        negative_prompt=before.negative_prompt,
    )


def number_scenes(first: Job, spec: ModelSpec, scenes: Sequence[SceneText]) -> list[Job]:
    """Make the jobs of all scenes from the first one's, which continues another job if it has a parent.

    Raises InvalidRequest if the model can't continue a video.
    """
    film = replace(first, group_id=first.id, group_size=len(scenes), is_scene=True)
    jobs: list[Job] = []
    for position, scene in enumerate(scenes, start=1):
        before = jobs[-1] if jobs else None
        job = replace(
            film,
            request=first.request if before is None else follow_scene(spec, first.request, scene.prompt),
            own_prompt=scene.own_prompt,
            group_position=position,
            part=first.part + position - 1,
        )
        if before is not None:
            job_id = new_job_id(first.created_at + timedelta(milliseconds=position))
            job = replace(job, id=job_id, request_key=f"{first.request_key}:{position}", parent_id=before.id)
        jobs.append(replace(job, awaits_scene=job.parent_id is not None))
    return jobs
