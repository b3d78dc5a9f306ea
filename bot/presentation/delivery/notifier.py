"""Posts and edits through Discord's REST API only, so the worker needs no gateway connection.

A result goes to the job's channel, else to the answer to the command, else to the requester's direct messages. Private
requests, and those from where the bot isn't a member, are never posted in a channel.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import discord

from bot.domain.alerts import Alert
from bot.domain.clock import Clock
from bot.domain.elapsed import Elapsed
from bot.domain.jobs import OUTPUT_LIFE, Job, JobState
from bot.domain.strikes import StrikeKind
from bot.markdown import shorten
from bot.observability import get_logger
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.buttons import make_failure_view, make_result_view
from bot.presentation.cards.card import AnswerWithVideo, Card, NameModel, Notice, describe_failure, result_link
from bot.presentation.common.discord_errors import (
    DISCORD_FAILURES,
    EDITED_TOO_OFTEN,
    MAY_NOT_REPLY,
    THREAD_ARCHIVED,
    translate,
)
from bot.presentation.delivery.attachments import Attachments
from bot.presentation.delivery.erasing import erase_messages
from bot.presentation.delivery.interaction_messages import InteractionMessages, has_video, is_card, message_of
from bot.presentation.delivery.uploads import Place, Uploads
from bot.presentation.delivery.ways import Ways, call_limit
from bot.sentences import say
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Posted, ProgressEstimate, Way
from bot.services.quota.refusals import exact_time
from bot.services.quota.strikes import Strikes
from bot.services.upload_limits import UploadLimits

log = get_logger(__name__)
_present = partial(datetime.now, UTC)

_CONTENT_CHARS = 2000
#: A result is searched among the messages since its card; the two clocks may differ, and the channel may be busy.
_SKEW = timedelta(minutes=10)
_SEARCH_MESSAGES = 5000
#: How long an archived thread may take to be reopened by the message about the job's end.
_THREAD_PATIENCE_S = 600.0
#: How long a finished video waits if the machine lacks time or memory for ffmpeg; then it is posted as it is.
_MACHINE_PATIENCE_S = 3600.0


@dataclass(frozen=True, slots=True)
class _Target:
    """A channel where a result can be posted."""

    channel: discord.PartialMessageable
    place: Place
    reply_to: discord.MessageReference | None = None


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
    ) -> None:
        self._client, self._operators = client, operators
        self._name_model = name_model
        self._elapsed = Elapsed(clock or Clock())
        self._answers = InteractionMessages(client)
        self._ways = Ways()
        self._uploads = Uploads(upload_limits)
        #: Reads a person's count of strikes; None if there is nothing to warn about.
        self._strikes = strikes
        #: The last content of each card; an edit that changes nothing isn't sent.
        self._shown: dict[str, object] = {}
        #: Cards that can't be edited any more.
        self._gone: set[str] = set()
        #: Jobs whose card is becoming, or has become, the result; progress must not overwrite it.
        self._answered: set[str] = set()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def show(self, job: Job, progress: ProgressEstimate) -> None:
        """Update the card."""
        self._answers.hear_of(job)
        if job.card_message_id is not None and job.card_message_id != job.result_message_id:
            async with self._turn(job):
                if job.id not in self._answered | self._gone:
                    card = Card(job, progress, note=await self._note(job), name_model=self._name_model)
                    try:
                        await self._edit_card(job, job.card_message_id, card)
                    except DISCORD_FAILURES as error:
                        raise translate(error) from error
        if not job.is_pending:
            await self._conclude_answer(job)
            self._shown.pop(job.id, None)
            self._gone.discard(job.id)
            self._answered.discard(job.id)

    async def deliver(self, job: Job, video: Path, *, film: Path | None = None, look_first: bool) -> Posted:
        """Post the finished video, together with the film of all parts, in the first way that works."""
        is_patient = self._age_s(job) < _MACHINE_PATIENCE_S
        attachments = Attachments(job, video, film, is_patient=is_patient, name_model=self._name_model)
        send = {
            Way.CHANNEL: self._deliver_to_channel,
            Way.ANSWER: self._deliver_to_answer,
            Way.DIRECT: self._deliver_to_requester,
        }
        try:
            posted = await self._ways.reach(
                job.id,
                [way for way in Way if not (job.is_apart and way is Way.CHANNEL)],
                send=lambda way: send[way](job, attachments),
                find=lambda way: self._find_by(job, way),
                look_first=look_first,
            )
        except DeliveryImpossible:
            self._answered.discard(job.id)
            raise
        if posted.way is not Way.ANSWER:
            self._answered.discard(job.id)
        return posted

    async def tell_failure(self, job: Job, *, look_first: bool) -> None:
        """Tell the requester that the job failed, and why."""
        await self._ways.reach(
            f"{job.id}-failed",
            [Way.ANSWER if job.is_apart else Way.CHANNEL, Way.DIRECT],
            send=lambda way: self._tell_failure_by(job, way),
            find=lambda way: self._find_failure(job, way),
            look_first=look_first,
        )

    async def _tell_failure_by(self, job: Job, way: Way) -> int | None:
        """Tell about a failure in one way; returns the message, None if this way isn't possible."""
        if way is Way.ANSWER:
            return message_of(job) if await self._show_failure(job) else None
        why = f"{describe_failure(job)} {await self._warn(job)}".strip()
        text = say(job.locale, "failure", mention=f"<@{job.user_id}>", why=why, reference=job.id)
        return await self._send(job, await self._target(job, way), text, nonce=f"{job.id}-failed")

    async def _find_failure(self, job: Job, way: Way) -> int | None:
        # An answer is edited once more instead.
        return None if way is Way.ANSWER else await self._find(job, await self._target(job, way))

    async def _warn(self, job: Job) -> str:
        """The requester's count of strikes in words; empty if this failure isn't one, or if strikes are turned off."""
        warned = None if self._strikes is None else await self._strikes.warn(job)
        if warned is None:
            return ""
        if warned.paused_until is not None:
            when = exact_time(warned.paused_until)
            key = "strike-paused" if warned.kind is StrikeKind.BLOCK else "failures-paused"
            return say(job.locale, key, count=warned.count, when=when)
        if warned.kind is StrikeKind.BLOCK:
            return say(job.locale, "strike-warning", count=warned.count, most=warned.most)
        return say(job.locale, "failures-warning", count=warned.count, most=warned.most, left=warned.left)

    async def alert(self, alert: Alert, job: Job | None) -> None:
        """Send an alert to the operators."""
        self._require_login()
        try:
            await self._operators.tell(alert, job)
        except DISCORD_FAILURES as error:
            raise translate(error) from error

    async def erase(self, job: Job, *, gone: int | None = None) -> None:
        """Delete the card and the result, except a message that is `gone` already; see bot.services.ports.Notifier."""
        self._require_login()
        await erase_messages(self._client, self._answers, job, gone)

    # -- the card ---------------------------------------------------------------------------------

    async def _edit_card(self, job: Job, message_id: int, card: Card) -> None:
        components = card.to_components()  # type: ignore[no-untyped-call]  # discord.py left it unannotated
        if self._shown.get(job.id) == components:
            return
        is_shown, is_passing = (False, False) if job.is_apart else await self._edit_message(job, message_id, card)
        # An answer that isn't the card belongs to the result.
        is_shown = is_shown or (is_card(job) and await self._edit_answer(job, card))
        if not is_shown and is_passing:
            if job.is_pending:
                return  # the next change is shown later
            raise DeliveryDelayed("the card's thread is archived")
        if not is_shown:
            self._gone.add(job.id)
        self._shown[job.id] = components

    async def _edit_message(self, job: Job, message_id: int, card: Card) -> tuple[bool, bool]:
        """Edit the card in its channel; returns whether that was possible, and if not, whether it may be soon."""
        try:
            message = self._channel(job).get_partial_message(message_id)
            async with call_limit():
                await message.edit(view=card, allowed_mentions=discord.AllowedMentions.none())
        except DISCORD_FAILURES as error:
            code = error.code if isinstance(error, discord.HTTPException) else None
            if code == EDITED_TOO_OFTEN:
                raise DeliveryDelayed("the card is too old to be edited often") from error
            delivery_error = translate(error)
            if isinstance(delivery_error, DeliveryDelayed):
                raise delivery_error from error
            log.info("card out of reach", job_id=job.id, why=str(delivery_error))
            is_soon = job.is_pending or self._age_s(job) < _THREAD_PATIENCE_S
            return False, code == THREAD_ARCHIVED and is_soon
        return True, False

    async def _edit_answer(
        self, job: Job, view: discord.ui.LayoutView, files: Sequence[discord.File] = discord.utils.MISSING
    ) -> bool:
        """Edit the answer of the job's token; returns whether that was possible."""
        self._require_login()
        return await self._answers.edit(job, view, files)

    async def _note(self, job: Job) -> str:
        """The note at the top of a card if the job has no other message; usually empty."""
        if not job.is_apart:
            return ""
        if job.state is JobState.FAILED:
            return await self._warn(job)
        is_last = job.is_pending and is_card(job) and self._answers.is_closing(job)
        return say(job.locale, "private-card-ends") if is_last else ""

    async def _show_failure(self, job: Job) -> bool:
        """Show a failure on the card only; False if the card can't be edited any more."""
        async with self._turn(job):
            card = Card(job, ProgressEstimate(at=_present()), note=await self._note(job), name_model=self._name_model)
            return await self._edit_answer(job, card)

    async def _conclude_answer(self, job: Job) -> None:
        """Say in the answer to "Send again" where the result is, unless that answer is the result."""
        if is_card(job) or message_of(job) == job.result_message_id or not self._answers.is_open(job):
            return
        if job.state is JobState.UNDELIVERABLE:
            text = say(job.locale, "private-not-sent")
        elif job.result_channel_id is not None:
            text = say(job.locale, "private-sent-directly")
        else:
            text = say(job.locale, "private-sent", link=result_link(job))
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
        target = await self._target(job, way)
        message_id = await self._find(job, target)
        channel_id = target.channel.id if way is Way.DIRECT else None
        return None if message_id is None else Posted(message_id=message_id, channel_id=channel_id, way=way)

    async def _deliver_to_channel(self, job: Job, attachments: Attachments) -> Posted | None:
        return Posted(message_id=await self._post_video(job, attachments, self._channel_of(job)))

    async def _deliver_to_answer(self, job: Job, attachments: Attachments) -> Posted | None:
        message_id = message_of(job)
        if message_id is None or not self._answers.is_open(job):
            return None
        async with self._turn(job):
            if is_card(job):
                self._answered.add(job.id)

            async def send(fitted: Attachments) -> bool:
                files = fitted.attach()
                view = AnswerWithVideo(job, files, fitted.text, self._name_model)
                return await self._edit_answer(job, view, files)

            is_shown = await self._uploads.post(attachments, Place.of(job), send)
            if is_shown:
                return Posted(message_id=message_id, way=Way.ANSWER)
            self._answered.discard(job.id)
        return None

    async def _deliver_to_requester(self, job: Job, attachments: Attachments) -> Posted | None:
        if job.is_direct:
            return None
        target = await self._direct_messages(job)
        message_id = await self._post_video(job, attachments, target)
        return Posted(message_id=message_id, channel_id=target.channel.id, way=Way.DIRECT)

    # -- messages ---------------------------------------------------------------------------------

    async def _post_video(self, job: Job, attachments: Attachments, target: _Target) -> int:
        """Post the video, a smaller version if Discord refuses its size, or else a link."""
        posted = await self._uploads.post(
            attachments,
            target.place,
            lambda fitted: self._send(job, target, fitted.text, nonce=job.id, attachments=fitted),
        )
        return await self._post_link(job, target) if posted is None else posted

    async def _post_link(self, job: Job, target: _Target) -> int:
        expires_at = (job.completed_at or job.changed_at) + OUTPUT_LIFE
        if job.output_url is None or expires_at <= _present():
            raise DeliveryImpossible("the video is too large to be posted, and its link has expired")
        text = say(
            job.locale,
            "result-link",
            mention=f"<@{job.user_id}>",
            url=job.output_url,
            expires=discord.utils.format_dt(expires_at),
            reference=job.id,
        )
        return await self._send(job, target, text, nonce=job.id)

    async def _send(
        self, job: Job, target: _Target, text: str, *, nonce: str, attachments: Attachments | None = None
    ) -> int:
        """Reply to the card, mentioning only the requester, whatever the text contains; once for each nonce."""
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(job.user_id)]
        )
        content = shorten(text, _CONTENT_CHARS)

        async def send(**more: Any) -> int:
            if attachments is not None:
                more["files"] = attachments.attach()
            view = make_result_view(job) if nonce == job.id else make_failure_view(job)
            if view is not None:
                more["view"] = view
            async with call_limit(0 if attachments is None else attachments.size_bytes):
                message = await target.channel.send(content, allowed_mentions=mentions, nonce=nonce, **more)
            return message.id

        if target.reply_to is None:
            return await send()
        try:
            return await send(reference=target.reply_to)
        except discord.HTTPException as error:
            if error.code != MAY_NOT_REPLY:
                raise
        return await send()

    async def _find(self, job: Job, target: _Target) -> int | None:
        """Look for our message about the job's end, which may have been posted just before a crash.

        It has the job's id in the name of its video or in its text. A card also has it, in the name of its picture, and
        so has the direct message that replaces a card; neither of them is about the end.
        """
        note = say(job.locale, "private-no-answer", reference=job.id)
        after = discord.Object(job.card_message_id or discord.utils.time_snowflake(job.created_at - _SKEW))
        application_id = self._client.application_id
        async with call_limit():
            async for message in target.channel.history(limit=_SEARCH_MESSAGES, after=after, oldest_first=True):
                is_ours = message.author.bot and message.author.id in (application_id, None)
                is_about = job.id in message.content or has_video(message, job)
                if is_ours and message.content != note and is_about:
                    return message.id
        return None

    # -- places -----------------------------------------------------------------------------------

    async def _target(self, job: Job, way: Way) -> _Target:
        return await self._direct_messages(job) if way is Way.DIRECT else self._channel_of(job)

    def _channel_of(self, job: Job) -> _Target:
        reply_to = None
        if job.card_message_id is not None:
            reply_to = discord.MessageReference(
                message_id=job.card_message_id,
                channel_id=job.channel_id,
                guild_id=job.guild_id,
                fail_if_not_exists=False,
            )
        return _Target(self._channel(job), Place.of(job), reply_to)

    async def _direct_messages(self, job: Job) -> _Target:
        self._require_login()
        async with call_limit():
            opened = await self._client.create_dm(discord.Object(job.user_id))
        return _Target(self._client.get_partial_messageable(opened.id), Place())

    def _channel(self, job: Job) -> discord.PartialMessageable:
        self._require_login()
        return self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)

    def _age_s(self, job: Job) -> float:
        """For how long a job has been in its state."""
        return self._elapsed.age_s(job.id, job.changed_at)

    def _require_login(self) -> None:
        if self._client.http.token is None:
            raise DeliveryDelayed("not logged in to Discord yet")

    def _turn(self, job: Job) -> asyncio.Lock:
        """The lock for editing a job's card or answer."""
        return self._turns.setdefault(job.id, asyncio.Lock())

    def _pass_on(self, error: Exception, job: Job) -> None:
        """Return if this way is permanently impossible, so that the next one is tried; else raise DeliveryDelayed."""
        delivery_error = translate(error)
        if isinstance(delivery_error, DeliveryDelayed):
            raise delivery_error from error
        log.warning("way closed", job_id=job.id, why=str(delivery_error))
