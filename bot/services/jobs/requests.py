"""Everything about a request that isn't submitted to Segmind: who asks, where, and what it is made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.jobs import Job, JobState, new_job_id
from bot.domain.requests import NO_SEED, FullVideo, VideoRequest
from bot.domain.rules import Requester
from bot.domain.stories import SceneText
from bot.models import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOrigin:
    """Who is asking, and where the video will appear."""

    #: The interaction or message; each creates at most one job.
    request_key: str
    user_id: int
    guild_id: int | None
    channel_id: int
    interaction_token: str | None
    upload_limit_bytes: int
    locale: str
    #: When that interaction was received; None: now.
    interaction_at: datetime | None = None
    #: Whether only the requester may see the card and the result, and whether the bot isn't a member there.
    is_private: bool = False
    is_outside: bool = False
    #: The parent channel of a thread, and the requester's roles.
    parent_channel_id: int | None = None
    role_ids: frozenset[int] = frozenset()
    #: Whether the channel is age-restricted.
    is_age_restricted: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether nothing of it may or can be posted in the channel."""
        return self.is_private or self.is_outside

    @property
    def requester(self) -> Requester:
        """The requester for limits and rules.

        Where the bot isn't a member, nobody can have set limits, and a stranger's server needs no budget. So there, as
        in direct messages, only the requester's own limits and the bot's budget apply.
        """
        return Requester(
            user_id=self.user_id,
            guild_id=None if self.is_outside else self.guild_id,
            channel_id=self.channel_id,
            parent_channel_id=self.parent_channel_id,
            role_ids=self.role_ids,
            is_age_restricted=self.is_age_restricted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtras:
    """Where a request comes from and what else is stored with it."""

    #: The requester's own prompt if a style or camera move was added to it.
    own_prompt: str | None = None
    #: The ids of that style and camera move.
    style: str | None = None
    camera: str | None = None
    #: Pictures that are already in Segmind's storage, so that they need no upload.
    image_url: str | None = None
    last_image_url: str | None = None
    #: The job that is repeated or edited.
    source_id: str | None = None
    #: The message whose button asked for it, if others can open it, and the owner of that message's video.
    source_message_id: int | None = None
    source_user_id: int | None = None
    #: The job that is continued, the number of this part, and the film so far in DATA_DIR.
    parent_id: str | None = None
    part: int = 1
    film_path: str | None = None
    #: The name of the usual model if that is out of service, so that another one is used.
    instead_of: str | None = None
    #: How many variations are made together, each with a seed of its own, all or none.
    count: int = 1
    #: The scenes if it is a film; the request is that of the first.
    scenes: tuple[SceneText, ...] = ()
    #: The full video to make if this is a draft.
    full_video: FullVideo | None = None
    #: A key that makes at most one job; None: that of the interaction or message.
    request_key: str | None = None

    @property
    def source_ids(self) -> frozenset[str]:
        """The jobs that it is made from."""
        return frozenset(one for one in (self.source_id, self.parent_id) if one is not None)


def draw_seeds(catalogue: Catalogue, request: VideoRequest, count: int) -> list[int]:
    """Return the request's own seed and others for its variations. Raises ModelUnavailable."""
    seeds = [request.seed]
    while len(seeds) < count:
        seed = catalogue.look_up(request.model).draw_seed()
        if seed == NO_SEED or seed not in seeds:
            seeds.append(seed)
    return seeds


def number_variations(first: Job, seeds: Sequence[int]) -> list[Job]:
    """Make the job and its variations, one for each of these seeds; a single one isn't a group."""
    size = len(seeds)
    if size == 1:
        return [first]
    group = replace(first, group_id=first.id, group_size=size)
    return [
        replace(
            group,
            id=first.id if position == 1 else new_job_id(first.created_at + timedelta(milliseconds=position)),
            request_key=first.request_key if position == 1 else f"{first.request_key}:{position}",
            request=replace(first.request, seed=seed),
            group_position=position,
            full_video=_vary(first.full_video, seed, position),
        )
        for position, seed in enumerate(seeds, start=1)
    ]


def _vary(full: FullVideo | None, seed: int, position: int) -> FullVideo | None:
    """The full video of one draft among variations, which gets the draft's seed."""
    return full if full is None or position == 1 else replace(full, seed=seed)


def make_job(
    job_id: str,
    origin: RequestOrigin,
    request: VideoRequest,
    extras: RequestExtras,
    *,
    image_path: str | None,
    at: datetime,
    undo_s: float,
) -> Job:
    """Create a queued job that isn't stored yet; its estimate is set when it is."""
    return Job(
        id=job_id,
        state=JobState.QUEUED,
        request=request,
        request_key=extras.request_key or origin.request_key,
        user_id=origin.user_id,
        guild_id=origin.guild_id,
        channel_id=origin.channel_id,
        interaction_token=origin.interaction_token,
        interaction_at=None if origin.interaction_token is None else origin.interaction_at or at,
        is_private=origin.is_private,
        is_outside=origin.is_outside,
        own_prompt=extras.own_prompt,
        style=extras.style,
        camera=extras.camera,
        parent_id=extras.parent_id,
        part=extras.part,
        film_path=extras.film_path,
        instead_of=extras.instead_of,
        source_message_id=extras.source_message_id,
        source_user_id=extras.source_user_id,
        image_url=extras.image_url,
        last_image_url=extras.last_image_url,
        full_video=extras.full_video,
        upload_limit_bytes=origin.upload_limit_bytes,
        locale=origin.locale,
        image_path=image_path,
        estimate_micros=0,
        created_at=at,
        not_before_at=at + timedelta(seconds=undo_s),
        changed_at=at,
    )
