"""The messages that fill up with variations: each finished video is added to the message of the first one.

A film's message has one video, which a longer one replaces after each scene. What a message has is read from Discord
before each edit, and what became of the other variations from the database, so an edit can be repeated after a crash.
If an edit is refused, the video becomes a message of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias
from weakref import WeakValueDictionary

import discord

from bot.domain.jobs import Job, JobState
from bot.errors import DatabaseUnavailable
from bot.media.file_types import ENDINGS
from bot.media.picture_files import is_spoiler, name_picture
from bot.observability import get_logger
from bot.presentation.cards.card import NameModel
from bot.presentation.cards.ending import describe_warning
from bot.presentation.cards.film_ending import FilmEnding, describe_film_heading, describe_no_film
from bot.presentation.cards.group_ending import GroupEnding, ShownVideo, find_titles, title_video
from bot.presentation.common.discord_errors import DISCORD_FAILURES, EDITED_TOO_OFTEN, is_too_large, translate
from bot.presentation.delivery.attachments import Attachments, KeptFile, describe_film, describe_video, list_kept
from bot.presentation.delivery.interaction_messages import (
    InteractionMessages,
    has_video,
    is_card,
    list_files,
    measure,
    message_of,
)
from bot.presentation.delivery.uploads import Place, Uploads
from bot.presentation.delivery.ways import call_limit
from bot.sentences import say, say_all
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Posted, ProgressEstimate, Way
from bot.services.quota.allowances import Strikes

log = get_logger(__name__)

#: Discord's limit for the files of a message.
_FILES_MAX = 10
_SPOILER = "SPOILER_"

#: Reads a job's variations, itself included.
FindGroup: TypeAlias = Callable[[Job], Awaitable[Sequence[Job]]]
Estimate: TypeAlias = Callable[[Job], ProgressEstimate]


@dataclass(frozen=True, slots=True)
class _Message:
    """Where a message with videos of a group is."""

    way: Way
    message_id: int
    #: None: it is the answer that a job's token can edit.
    channel_id: int | None


class GroupMessages:
    """Adds videos to messages, and keeps what these say about the other variations up to date."""

    def __init__(
        self,
        client: discord.Client,
        answers: InteractionMessages,
        uploads: Uploads,
        name_model: NameModel,
        strikes: Strikes | None,
        find_group: FindGroup | None,
        estimate: Estimate | None,
    ) -> None:
        self._client = client
        self._answers = answers
        self._uploads = uploads
        self._name_model = name_model
        self._strikes = strikes
        self._find_group = find_group
        self._estimate = estimate
        #: Messages that this process posted or found, by group; the database knows those of delivered jobs.
        self._known: dict[str, list[_Message]] = {}
        self._gone: set[int] = set()
        #: The message that says that no variation of a group became a video.
        self.notices: dict[str, int] = {}
        #: The states that each message shows.
        self._shown: dict[int, Mapping[str, JobState]] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn(self, job: Job) -> asyncio.Lock:
        """The lock for the messages of a job's group."""
        return self._turns.setdefault(job.card_key, asyncio.Lock())

    async def members(self, job: Job) -> Sequence[Job]:
        """A job's variations as they are now. Raises DeliveryDelayed."""
        if job.group_id is None or self._find_group is None:
            return [job]
        try:
            found = await self._find_group(job)
        except DatabaseUnavailable as error:
            raise DeliveryDelayed("the variations can't be read") from error
        return found or [job]

    def forget(self, job: Job) -> None:
        """Drop what was only needed until all variations had ended."""
        for message in self._known.pop(job.card_key, ()):
            self._gone.discard(message.message_id)
            self._shown.pop(message.message_id, None)
        self.notices.pop(job.card_key, None)

    def note(self, job: Job, posted: Posted) -> Posted:
        """Remember that a message has a video of a job's group."""
        if job.group_id is not None and job.result_message_id != posted.message_id:
            channel_id = None if posted.way is Way.ANSWER else posted.channel_id or job.channel_id
            message = _Message(posted.way, posted.message_id, channel_id)
            known = self._known.setdefault(job.group_id, [])
            if message not in known:
                known.append(message)
        return posted

    def is_known(self, members: Sequence[Job]) -> bool:
        """Whether a message with a video of the group is known."""
        return any(self._list(members[0], members, way) for way in Way)

    async def lay_out(self, job: Job, attachments: Attachments, *, is_card: bool = False) -> Attachments:
        """Lay out the attachments for a new message of the group."""
        members = await self.members(job)
        is_home = not self.is_known(members)

        def make(fitted: Attachments, files: Sequence[discord.File]) -> GroupEnding | FilmEnding:
            has_picture = fitted.pictures.first is not None
            return self._make(members, {job.id: _show(fitted, files)}, has_picture, is_home, is_card)

        return replace(attachments, make_view=make)

    async def join(self, job: Job, attachments: Attachments, way: Way) -> Posted | None:
        """Add a video to a message of its group that was posted in this way; None if no message can take it.

        A message that already has it isn't changed. Raises DeliveryDelayed, or Discord's error, if it may work later.
        """
        if _lacks_film(attachments):
            return None  # it would replace the scenes before it
        members = await self.members(job)
        for place in reversed(self._list(job, members, way)):
            message = await self._fetch(job, place)
            if message is None:
                continue
            channel_id = place.channel_id if way is Way.DIRECT else None
            posted = Posted(message_id=place.message_id, channel_id=channel_id, way=way)
            if has_video(message, job):
                return self.note(job, posted)
            if await self._add(job, members, place, message, attachments):
                self._shown[place.message_id] = {one.id: one.state for one in members} | {job.id: JobState.DELIVERED}
                return self.note(job, posted)
        return None

    async def refresh(self, job: Job) -> int | None:
        """Update the group's message with how all variations are doing; returns its id, None if there is none.

        Raises DeliveryDelayed, or Discord's error, if it may work later.
        """
        members = await self.members(job)
        for way in (Way.CHANNEL, Way.DIRECT, Way.ANSWER):
            places = self._list(job, members, way)
            for place in reversed(places) if job.is_scene else places:
                states = {one.id: one.state for one in members}
                is_moving = place.way is Way.ANSWER and any(one.is_pending for one in members)
                if self._shown.get(place.message_id) == states and not is_moving:
                    return place.message_id
                message = await self._fetch(job, place)
                if message is None:
                    continue
                shown = _read_shown(message, members, self._name_model)
                view = self._make(members, shown, _has_picture(message, members), True, place.way is Way.ANSWER)
                if await self._edit(job, place, view):
                    self._shown[place.message_id] = states
                    return place.message_id
        return None

    async def take_out(self, job: Job) -> bool:
        """Take a deleted job's video out of the message that it shares with others.

        Returns whether it did; False if it shares no message, so that its own can be deleted. Raises DeliveryDelayed,
        or Discord's error, if it may work later; DeliveryImpossible.
        """
        members = await self.members(job)
        for way in Way:
            for place in self._list(job, members, way):
                if place.message_id != job.result_message_id:
                    continue
                message = await self._fetch(job, place)
                if message is None:
                    return True
                if not any(has_video(message, one) for one in members if one.id != job.id):
                    return False
                view, kept = self.make_without(job, members, message)
                if not await self._edit(job, place, view, kept):
                    raise DeliveryImpossible("Discord does not let the bot change the message")
                return True
        return False

    def make_without(
        self, job: Job, members: Sequence[Job], message: discord.Message
    ) -> tuple[GroupEnding | FilmEnding, list[KeptFile]]:
        """Make a group's message without one of its videos."""
        kept = [file for file in list_kept(message) if job.id not in file.filename or _is_picture(file.filename)]
        shown = {
            job_id: video
            for job_id, video in _read_shown(message, members, self._name_model).items()
            if job_id != job.id
        }
        return self._make(members, shown, _has_picture(message, members), True, False), kept

    async def describe_failure(self, members: Sequence[Job]) -> str:
        """The sentence above the notice that none of the variations or scenes became a video."""
        first = members[0]
        warning = ""
        for one in members if self._strikes is not None else ():
            warned = await self._strikes.warn(one) if self._strikes and one.state is JobState.FAILED else None
            warning = warning if warned is None else describe_warning(warned, first.locale)
        if first.is_scene:
            return f"{describe_no_film(members)} {warning}".strip()
        mention, seconds = f"<@{first.user_id}>", sum(one.request.duration_s for one in members)
        if all(one.state is JobState.CANCELLED for one in members):
            by = next((one.cancelled_by for one in members if one.needs_notice), None)
            if by is None:
                return say(first.locale, "cancel-group-done", count=len(members), seconds=seconds)
            return say(first.locale, "cancelled-by", mention=mention, by=f"<@{by}>", seconds=seconds)
        text = say(first.locale, "group-failed", mention=mention, count=len(members))
        return f"{text} {warning}".strip()

    def make_notice(self, members: Sequence[Job], heading: str, *, has_picture: bool) -> GroupEnding | FilmEnding:
        """Make the message that says why none of the variations or scenes became a video."""
        if members[0].is_scene:
            return FilmEnding(members, heading, shown={}, name_model=self._name_model)
        return GroupEnding(members, heading, shown={}, has_picture=has_picture, name_model=self._name_model)

    # -- one message ------------------------------------------------------------------------------

    def _list(self, job: Job, members: Sequence[Job], way: Way) -> list[_Message]:
        """List the known messages of the group that this way leads to, oldest first."""
        answer_id = message_of(job) if is_card(job) else None
        found = {one.message_id: one for one in self._known.get(job.card_key, ())}
        for one in members:
            message_id = one.result_message_id
            if message_id is None:
                continue
            if one.result_channel_id is not None:
                found[message_id] = _Message(Way.DIRECT, message_id, one.result_channel_id)
            elif one.is_apart or message_id == one.card_message_id:
                found[message_id] = _Message(Way.ANSWER, message_id, None)
            elif message_id != one.answer_message_id:
                found[message_id] = _Message(Way.CHANNEL, message_id, one.channel_id)
        return [
            one
            for message_id, one in sorted(found.items())
            if one.way is way and message_id not in self._gone and (way is not Way.ANSWER or message_id == answer_id)
        ]

    async def _fetch(self, job: Job, place: _Message) -> discord.Message | None:
        """Read a message; None if it is gone or can't be read."""
        try:
            async with call_limit():
                if place.channel_id is None:
                    return await self._answers.fetch(job)
                channel = self._client.get_partial_messageable(place.channel_id)
                return await channel.fetch_message(place.message_id)
        except DISCORD_FAILURES as error:
            if isinstance(translate(error), DeliveryDelayed):
                raise
            log.info("message of variations out of reach", job_id=job.id, why=str(translate(error)))
            if isinstance(error, discord.NotFound):
                self._gone.add(place.message_id)
            return None

    async def _add(
        self, job: Job, members: Sequence[Job], place: _Message, message: discord.Message, attachments: Attachments
    ) -> bool:
        """Add a video to a message; returns whether that was possible."""
        kept = [] if job.is_scene else list_kept(message)
        if len(kept) + (1 if attachments.film is None else 2) > _FILES_MAX:
            return False
        shown = {} if job.is_scene else _read_shown(message, members, self._name_model)
        has_picture = _has_picture(message, members)
        is_home = all(place.message_id <= one.message_id for way in Way for one in self._list(job, members, way))

        async def send(fitted: Attachments) -> bool:
            if _lacks_film(fitted):
                return False
            files = fitted.attach()
            videos = {**shown, job.id: _show(fitted, files)}
            view = self._make(members, videos, has_picture, is_home, place.way is Way.ANSWER)
            return await self._edit(job, place, view, [*kept, *files])

        limits = Place() if place.way is Way.DIRECT else Place.of(job)
        return bool(await self._uploads.post(attachments, limits, send))

    async def _edit(
        self,
        job: Job,
        place: _Message,
        view: GroupEnding | FilmEnding,
        files: Sequence[KeptFile | discord.File] = discord.utils.MISSING,
    ) -> bool:
        """Edit a message; returns whether that was possible. Raises Discord's error about a file that is too large."""
        if place.channel_id is None:
            return await self._answers.edit(job, view, files)
        message = self._client.get_partial_messageable(place.channel_id).get_partial_message(place.message_id)
        try:
            async with call_limit(measure([one for one in files or () if isinstance(one, discord.File)])):
                await message.edit(
                    view=view,
                    attachments=files,  # type: ignore[arg-type]  # a kept file is all that is needed of an attachment
                    allowed_mentions=discord.AllowedMentions.none(),
                )
        except DISCORD_FAILURES as error:
            if isinstance(error, discord.HTTPException) and is_too_large(error):
                raise
            is_refused = isinstance(error, discord.HTTPException) and error.code == EDITED_TOO_OFTEN
            if not is_refused and isinstance(translate(error), DeliveryDelayed):
                raise
            log.warning("message of variations not edited", job_id=job.id, why=str(translate(error)))
            if isinstance(error, discord.NotFound):
                self._gone.add(place.message_id)
            return False
        return True

    def _make(
        self,
        members: Sequence[Job],
        shown: Mapping[str, ShownVideo],
        has_picture: bool,
        is_home: bool,
        is_card: bool,
    ) -> GroupEnding | FilmEnding:
        first = members[0]
        if first.is_scene:
            return self._make_film(members, shown, is_card=is_card)
        done = sum(one.id in shown or one.state is JobState.DELIVERED for one in members)
        key = "group-result" if done == len(members) else "group-result-some"
        heading = say(first.locale, key, mention=f"<@{first.user_id}>", done=done, count=len(members))
        return GroupEnding(
            members,
            heading,
            shown=shown,
            has_picture=has_picture,
            is_home=is_home,
            progress=self._estimate_all(members) if is_card else None,
            name_model=self._name_model,
        )

    def _make_film(self, scenes: Sequence[Job], shown: Mapping[str, ShownVideo], *, is_card: bool) -> FilmEnding:
        # The scene that is about to be posted isn't in state DELIVERED yet.
        scenes = [replace(one, state=JobState.DELIVERED) if one.id in shown else one for one in scenes]
        done = max((one.part for one in scenes if one.state is JobState.DELIVERED), default=scenes[0].part - 1)
        heading = describe_film_heading(scenes, done=done)
        progress = self._estimate_all(scenes) if is_card else None
        return FilmEnding(scenes, heading, shown=shown, progress=progress, name_model=self._name_model)

    def _estimate_all(self, members: Sequence[Job]) -> dict[str, ProgressEstimate] | None:
        if self._estimate is None:
            return None
        return {one.id: self._estimate(one) for one in members if one.is_pending}


def _show(fitted: Attachments, files: Sequence[discord.File]) -> ShownVideo:
    """Describe a video that is about to become part of a message."""
    items = [
        discord.MediaGalleryItem(f"attachment://{file.filename}", description=file.description, spoiler=file.spoiler)
        for file in files
    ]
    differences = say_all(fitted.job.locale, fitted.differences)
    if fitted.job.is_scene:
        alone = say(fitted.job.locale, "story-alone", scene=fitted.job.part) if _lacks_film(fitted) else ""
        return ShownVideo(items, f"{alone}\n{differences}".strip())
    return ShownVideo(items, title_video(fitted.job, differences))


def _lacks_film(attachments: Attachments) -> bool:
    """Whether a later scene must be posted without the scenes before it."""
    return attachments.job.is_scene and attachments.job.part > 1 and attachments.film is None


def _read_shown(message: discord.Message, members: Sequence[Job], name_model: NameModel) -> dict[str, ShownVideo]:
    """The videos of a message, by job."""
    titles = find_titles(message)
    names = dict.fromkeys(name for name, _ in list_files(message) if name.endswith(ENDINGS))
    shown = {}
    for job in members:
        own = [name for name in names if job.id in name]
        is_hidden = job.is_spoiler or is_spoiler(job.image_path)
        items = [
            discord.MediaGalleryItem(
                f"attachment://{name}",
                description=describe_film(job) if _is_film(name, job) else describe_video(job, name_model),
                spoiler=is_hidden or name.startswith(_SPOILER),
            )
            for name in sorted(own, key=lambda name: _is_film(name, job))
        ]
        if items:
            shown[job.id] = ShownVideo(items, titles.get(job.group_position, ""))
    return shown


def _is_film(name: str, job: Job) -> bool:
    return Path(name).stem.removeprefix(_SPOILER) != f"veo-{job.id}"


def _is_picture(name: str) -> bool:
    return not name.endswith(ENDINGS)


def _has_picture(message: discord.Message, members: Sequence[Job]) -> bool:
    paths = next((one.shown_image_paths for one in members if one.image_path is not None), ())
    names = {name for name, _ in list_files(message)}
    return bool(paths) and all(name_picture(path) in names for path in paths)
