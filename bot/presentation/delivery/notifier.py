"""Posts and edits through Discord's REST API only, so the worker needs no gateway connection.

A result goes to the job's channel, else to the answer to the command, else to the requester's direct messages. Private
requests, and those from where the bot isn't a member, are never posted in a channel.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from weakref import WeakValueDictionary

import discord

from bot.domain.alerts import AlertBundle
from bot.domain.clock import Clock, Elapsed
from bot.domain.jobs import NO_PICTURES, Job, JobState, Pictures
from bot.observability import get_logger
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.card import Card, NameModel, Notice, link_to
from bot.presentation.cards.ending import Ending, describe_heading
from bot.presentation.common.discord_errors import (
    DISCORD_FAILURES,
    translate,
)
from bot.presentation.delivery.attachments import Attachments, StartPictures, attach_pictures
from bot.presentation.delivery.card_messages import THREAD_PATIENCE_S, CardMessages, lay_out_group
from bot.presentation.delivery.erasing import erase_messages
from bot.presentation.delivery.group_messages import Estimate, FindGroup, GroupMessages
from bot.presentation.delivery.interaction_messages import InteractionMessages, has_video, is_card, message_of
from bot.presentation.delivery.posting import DirectNotices, Posting, make_ending
from bot.presentation.delivery.searching import find_group_result, find_notice, find_result
from bot.presentation.delivery.superseded import SupersededMessages
from bot.presentation.delivery.uploads import Place, Uploads
from bot.presentation.delivery.ways import Ways
from bot.sentences import say
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Posted, ProgressEstimate, Way
from bot.services.quota.allowances import Strikes
from bot.services.upload_limits import UploadLimits

log = get_logger(__name__)
_present = partial(datetime.now, UTC)

#: How long a finished video waits if the machine lacks time or memory for ffmpeg; then it is posted as it is.
_MACHINE_PATIENCE_S = 3600.0
#: How soon a failed variation checks again whether the others have ended; their ends trigger a check, too.
_SIBLINGS_S = 20.0


class DiscordNotifier:
    """Shows cards, posts videos and alerts operators for the worker; see bot.services.ports.Notifier."""

    def __init__(
        self,
        client: discord.Client,
        operators: Operators,
        clock: Clock | None = None,
        strikes: Strikes | None = None,
        upload_limits: UploadLimits | None = None,
        name_model: NameModel = str,
        pictures: StartPictures | None = None,
        direct_notices: DirectNotices | None = None,
        find_group: FindGroup | None = None,
        estimate: Estimate | None = None,
    ) -> None:
        self._client, self._operators = client, operators
        self._name_model, self._direct_notices = name_model, direct_notices
        self._elapsed = Elapsed(clock or Clock())
        self._answers = InteractionMessages(client)
        self._superseded = SupersededMessages(client, self._answers)
        self._ways = Ways()
        self._uploads = Uploads(upload_limits)
        self._posting = Posting(client, self._uploads, name_model)
        #: Reads the variations of a job, and estimates how each is doing; None if jobs have none.
        self._estimate = estimate
        self._groups = GroupMessages(
            client, self._answers, self._uploads, name_model, strikes, find_group=find_group, estimate=estimate
        )
        #: Reads a person's count of strikes; None if there is nothing to warn about.
        self._strikes = strikes
        #: Reads the pictures that messages show again; None if there are none.
        self._pictures = pictures
        self._cards = CardMessages(self._answers, self._posting, self._elapsed)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def show(self, job: Job, progress: ProgressEstimate) -> None:
        """Update the card."""
        self._answers.hear_of(job)
        members = await self._groups.members(job)
        try:
            if any(one.result_message_id == job.card_message_id for one in members if job.card_message_id is not None):
                await self._refresh(job)
            elif job.card_message_id is not None:
                async with self._turn(job):
                    if not self._cards.is_over(job):
                        await self._cards.edit(job, job.card_message_id, await self._lay_out(job, progress, members))
            if not job.is_pending:
                await self._refresh(job)
        except DISCORD_FAILURES as error:
            raise translate(error) from error
        if not job.is_pending:
            await self._conclude(job, members)

    async def remove_card(self, job: Job) -> None:
        """Delete the card, since another message now says how the job ended."""
        self._posting.require_login()
        self._answers.hear_of(job)
        members = await self._groups.members(job)
        if any(one.is_pending for one in members):
            return  # of a variation that isn't known here yet
        try:
            async with self._turn(job):
                await self._superseded.remove(job, is_recent=self._age_s(job) < THREAD_PATIENCE_S)
            await self._refresh(job)
        except DISCORD_FAILURES as error:
            raise translate(error) from error
        await self._conclude(job, members)

    async def _conclude(self, job: Job, members: Sequence[Job]) -> None:
        """Finish the answers of jobs that have ended, and drop what was only needed until then."""
        for one in members:
            await self._conclude_answer(job if one.id == job.id else one)
        self._cards.forget(job)
        self._groups.forget(job)

    async def _refresh(self, job: Job) -> None:
        """Update the message with a group's videos, if there is one, with how all of them are doing."""
        if job.group_id is not None:
            async with self._groups.turn(job):
                await self._groups.refresh(job)

    async def deliver(self, job: Job, video: Path, *, film: Path | None = None, look_first: bool) -> Posted:
        """Post the finished video, together with the film of all parts, in the first way that works."""
        is_patient = self._age_s(job) < _MACHINE_PATIENCE_S
        pictures = await self._read_pictures(job)
        attachments = Attachments(job, video, film, pictures, is_patient=is_patient, name_model=self._name_model)
        if job.group_id is None or not is_card(job):
            return await self._deliver(job, attachments, look_first=look_first)
        async with self._groups.turn(job):
            members = await self._groups.members(job)
            # If a message with another variation is known, look for this one there.
            is_doubtful = look_first and (job.is_scene or not self._groups.is_known(members))
            posted = await self._deliver(job, attachments, look_first=is_doubtful or job.has_failed_before)
            return self._groups.note(job, posted)

    async def _deliver(self, job: Job, attachments: Attachments, *, look_first: bool) -> Posted:
        send = {
            Way.CHANNEL: self._deliver_to_channel,
            Way.ANSWER: self._deliver_to_answer,
            Way.DIRECT: self._deliver_to_requester,
        }
        try:
            posted = await self._ways.reach(
                job.id,
                _ways_of(job),
                send=lambda way: send[way](job, attachments),
                find=lambda way: self._find_by(job, way),
                look_first=look_first,
            )
        except DeliveryImpossible:
            self._cards.answered.discard(job.card_key)
            raise
        if posted.way is not Way.ANSWER:
            self._cards.answered.discard(job.card_key)
        return posted

    async def find(self, job: Job) -> Posted | None:
        """Find the message with the job's video."""
        return await self._ways.find(job.id, _ways_of(job), lambda way: self._find_by(job, way))

    async def tell_directly(self, job: Job, message_id: int | None) -> None:
        """Tell the requester by direct message how the job ended, if they turned that on."""
        if self._direct_notices is not None:
            await self._direct_notices.tell(job, message_id)

    async def tell_failure(self, job: Job, *, look_first: bool) -> int:
        """Tell the requester that the job failed or was cancelled, and why; returns the message that says so.

        For a variation, that is the message it shares with the others, so this waits until there is one, or until all
        have ended.
        """
        if job.group_id is not None:
            async with self._groups.turn(job):
                return await self._tell_group_failure(job, look_first=look_first)
        return await self._ways.reach(
            f"{job.id}-failed",
            [Way.ANSWER if job.is_apart else Way.CHANNEL, Way.DIRECT],
            send=lambda way: self._tell_failure_by(job, way),
            find=lambda way: self._find_failure(job, way),
            look_first=look_first or job.has_failed_before,
        )

    async def _tell_group_failure(self, job: Job, *, look_first: bool) -> int:
        try:
            told = await self._groups.refresh(job) or self._groups.notices.get(job.card_key)
        except DISCORD_FAILURES as error:
            raise translate(error) from error
        if told is not None:
            return told
        members = await self._groups.members(job)
        if any(one.is_pending for one in members):
            raise DeliveryDelayed("its variations are on their way", _SIBLINGS_S)
        told = await self._ways.reach(
            f"{job.card_key}-failed",
            [Way.ANSWER if job.is_apart else Way.CHANNEL, Way.DIRECT],
            send=lambda way: self._tell_group_failure_by(job, members, way),
            # The buttons of a notice about a film name its first scene.
            find=lambda way: self._find_failure(members[0] if job.is_scene else job, way),
            look_first=look_first or job.has_failed_before,
        )
        self._groups.notices[job.card_key] = told
        return told

    async def _tell_group_failure_by(self, job: Job, members: Sequence[Job], way: Way) -> int | None:
        """Tell, in one way, that none of the variations became a video; None if this way isn't possible."""
        if way is Way.ANSWER:
            return message_of(job) if await self._show_failure(job, members) else None
        if way is Way.DIRECT and job.is_direct:
            return None
        pictures = await self._read_pictures(members[0])
        heading, target = await self._groups.describe_failure(members), await self._posting.target(job, way)

        def make() -> tuple[discord.ui.LayoutView, list[discord.File]]:
            files = attach_pictures(members[0], pictures)
            return self._groups.make_notice(members, heading, has_picture=bool(files)), files

        return await self._posting.send(job, target, make, nonce=f"{job.card_key}-failed")

    async def _tell_failure_by(self, job: Job, way: Way) -> int | None:
        """Tell about a failure, in one way; returns the message, None if this way isn't possible."""
        if way is Way.ANSWER:
            return message_of(job) if await self._show_failure(job, [job]) else None
        if way is Way.DIRECT and job.is_direct:
            return None
        pictures = await self._read_pictures(job)
        heading, target = await self._head(job), await self._posting.target(job, way)
        make = partial(make_ending, job, heading, pictures, self._name_model)
        return await self._posting.send(job, target, make, nonce=f"{job.id}-failed")

    async def _find_failure(self, job: Job, way: Way) -> int | None:
        if way is Way.ANSWER or (way is Way.DIRECT and job.is_direct):
            return None  # an answer is edited once more instead
        return await find_notice(self._client, job, (await self._posting.target(job, way)).channel)

    async def _head(self, job: Job) -> str:
        """The sentence above the message that says how a job ended without a video."""
        is_counted = job.state is JobState.FAILED
        warned = await self._strikes.warn(job) if is_counted and self._strikes is not None else None
        return describe_heading(job, warned)

    async def alert(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> None:
        """Send alerts to the operators."""
        await self._operators.tell(bundle, jobs)

    async def erase(self, job: Job, *, gone: int | None = None) -> None:
        """Delete the card and the result, except a message that is `gone` already; see bot.services.ports.Notifier."""
        self._posting.require_login()
        if job.group_id is not None and not job.is_scene:
            async with self._groups.turn(job):
                if await self._take_out(job):
                    return
                # The others share its card, which is deleted when all of them have ended.
                gone = gone or job.card_message_id if job.result_message_id != job.card_message_id else gone
        await erase_messages(self._client, self._answers, self._superseded, job, gone)

    async def take_out_of_pressed(self, interaction: discord.Interaction, job: Job) -> bool:
        """Take a deleted job's video out of the message whose button was pressed, if that has others, too.

        Returns whether it has. Raises Discord's error.
        """
        message, members = interaction.message, await self._groups.members(job)
        if message is None or not any(has_video(message, one) for one in members if one.id != job.id):
            return False
        view, kept = self._groups.make_without(job, members, message)
        await interaction.edit_original_response(view=view, attachments=kept)  # type: ignore[arg-type]  # ids are enough
        return True

    async def _take_out(self, job: Job) -> bool:
        try:
            return await self._groups.take_out(job)
        except DISCORD_FAILURES as error:
            raise translate(error) from error

    # -- the card ---------------------------------------------------------------------------------

    async def _lay_out(self, job: Job, progress: ProgressEstimate, members: Sequence[Job]) -> discord.ui.LayoutView:
        """Lay out the card: how the job is doing, or how it ended if no other message can say so."""
        if job.group_id is not None:
            is_last = job.is_apart and is_card(job) and self._answers.is_closing(job)
            return await lay_out_group(
                job,
                members,
                self._groups,
                self._estimate or (lambda _job: progress),
                note=say(job.locale, "private-card-ends") if is_last else "",
                name_model=self._name_model,
            )
        if job.is_pending or job.state is JobState.UNDELIVERABLE:
            is_last = job.is_apart and job.is_pending and is_card(job) and self._answers.is_closing(job)
            note = say(job.locale, "private-card-ends") if is_last else ""
            return Card(job, progress, note=note, name_model=self._name_model)
        # The pictures of the card stay files of its message.
        return Ending(job, await self._head(job), has_picture=job.image_path is not None, name_model=self._name_model)

    async def _edit_answer(
        self, job: Job, view: discord.ui.LayoutView, files: Sequence[discord.File] = discord.utils.MISSING
    ) -> bool:
        """Edit the answer of the job's token; returns whether that was possible."""
        self._posting.require_login()
        return await self._answers.edit(job, view, files)

    async def _show_failure(self, job: Job, members: Sequence[Job]) -> bool:
        """Show a failure on the card only; False if the card can't be edited any more."""
        async with self._turn(job):
            return await self._edit_answer(job, await self._lay_out(job, ProgressEstimate(at=_present()), members))

    async def _conclude_answer(self, job: Job) -> None:
        """Say in the answer to "Send again" where the result is, unless that answer is the result."""
        if is_card(job) or message_of(job) == job.result_message_id or not self._answers.is_open(job):
            return
        if job.state is JobState.UNDELIVERABLE:
            text = say(job.locale, "private-not-sent")
        elif job.result_channel_id is not None:
            text = say(job.locale, "private-sent-directly")
        else:
            text = say(job.locale, "private-sent", link=link_to(job, job.result_message_id))
        try:
            async with self._turn(job):
                await self._edit_answer(job, Notice(text))
        except DISCORD_FAILURES as error:
            self._pass_on(error, job)

    # -- the ways of a result ---------------------------------------------------------------------

    async def _find_by(self, job: Job, way: Way) -> Posted | None:
        if way is Way.ANSWER:
            message_id = await self._answers.find_video(job)
            return None if message_id is None else Posted(message_id=message_id, way=way)
        if way is Way.DIRECT and job.is_direct:
            return None
        target = await self._posting.target(job, way)
        message_id = await find_result(self._client, job, target.channel)
        channel_id = target.channel.id if way is Way.DIRECT else None
        if message_id is None and job.group_id is not None:
            other_id = await find_group_result(self._client, await self._groups.members(job), target.channel)
            if other_id is not None:  # the video is added to that message
                self._groups.note(job, Posted(message_id=other_id, channel_id=channel_id, way=way))
        return None if message_id is None else Posted(message_id=message_id, channel_id=channel_id, way=way)

    async def _deliver_to_channel(self, job: Job, attachments: Attachments) -> Posted | None:
        if (joined := await self._join(job, attachments, Way.CHANNEL)) is not None:
            return joined
        attachments = await self._lay_out_result(job, attachments)
        return Posted(message_id=await self._posting.post_video(job, attachments, self._posting.channel_of(job)))

    async def _join(self, job: Job, attachments: Attachments, way: Way) -> Posted | None:
        is_grouped = job.group_id is not None and is_card(job)
        return await self._groups.join(job, attachments, way) if is_grouped else None

    async def _lay_out_result(self, job: Job, attachments: Attachments, *, in_card: bool = False) -> Attachments:
        """Lay out the attachments for a new message."""
        is_grouped = job.group_id is not None and is_card(job)
        return await self._groups.lay_out(job, attachments, is_card=in_card) if is_grouped else attachments

    async def _deliver_to_answer(self, job: Job, attachments: Attachments) -> Posted | None:
        message_id = message_of(job)
        if message_id is None or not self._answers.is_open(job):
            return None
        if (joined := await self._join(job, attachments, Way.ANSWER)) is not None:
            return joined
        attachments = await self._lay_out_result(job, attachments, in_card=True)
        async with self._turn(job):
            if is_card(job):
                self._cards.answered.add(job.card_key)

            async def send(fitted: Attachments) -> bool:
                return await self._edit_answer(job, *fitted.make_message())

            is_shown = await self._uploads.post(attachments, Place.of(job), send)
            if is_shown:
                return Posted(message_id=message_id, way=Way.ANSWER)
            self._cards.answered.discard(job.card_key)
        return None

    async def _deliver_to_requester(self, job: Job, attachments: Attachments) -> Posted | None:
        if job.is_direct:
            return None
        if (joined := await self._join(job, attachments, Way.DIRECT)) is not None:
            return joined
        target = await self._posting.direct_messages(job)
        attachments = await self._lay_out_result(job, attachments)
        message_id = await self._posting.post_video(job, attachments, target)
        return Posted(message_id=message_id, channel_id=target.channel.id, way=Way.DIRECT)

    async def _read_pictures(self, job: Job) -> Pictures:
        return NO_PICTURES if self._pictures is None or job.is_scene else await self._pictures.read(job)

    def _age_s(self, job: Job) -> float:
        """The seconds that a job has been in its state."""
        return self._elapsed.age_s(job.id, job.changed_at)

    def _turn(self, job: Job) -> asyncio.Lock:
        """The lock for editing a job's card or answer."""
        return self._turns.setdefault(job.card_key, asyncio.Lock())

    def _pass_on(self, error: Exception, job: Job) -> None:
        """Return if this way is permanently impossible, which leads to the next one; else raise DeliveryDelayed."""
        delivery_error = translate(error)
        if isinstance(delivery_error, DeliveryDelayed):
            raise delivery_error from error
        log.warning("way closed", job_id=job.id, why=str(delivery_error))


def _ways_of(job: Job) -> list[Way]:
    return [way for way in Way if not (job.is_apart and way is Way.CHANNEL)]
