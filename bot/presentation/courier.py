"""Posts and edits through Discord's REST API alone, so that the worker needs no gateway connection.

A result goes into the job's channel; where that is closed, into the answer to the command, and else into the direct
messages with the requester. An answer can be edited without any permission while its token lives, and as often as it
takes: repeating that makes no second message.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import discord

from bot.domain.alerts import Alert
from bot.domain.jobs import DEFAULT_UPLOAD_LIMIT_BYTES, Job
from bot.media.errors import MediaError
from bot.media.picture_files import is_spoiler
from bot.media.videos import fit_video, read_video
from bot.observability import get_logger
from bot.presentation.cards import AnswerWithVideo, Card, describe_failure
from bot.presentation.discord_errors import (
    DISCORD_FAILURES,
    EDITED_TOO_OFTEN,
    MAY_NOT_REPLY,
    is_too_large,
    translate,
)
from bot.presentation.operators import Operators
from bot.presentation.texts import say, shorten
from bot.services.refusals import relative_time
from bot.services.strikes import Strikes
from bot.worker.courier import DeliveryDelayed, DeliveryImpossible, Outlook, Posted, Way

log = get_logger(__name__)

#: Discord's limit for the description of an attachment.
_ALT_CHARS = 1024
_CONTENT_CHARS = 2000
#: Room for the rest of the message when a file is cut to the upload limit.
_UPLOAD_MARGIN_BYTES = 64 * 1024
#: What is tried after the stated limit turned out to be too high.
_SMALLER_SHARE = 0.75
#: A token lives for 15 minutes; the last of them is left to the upload.
_TOKEN_LIFE = timedelta(minutes=14)
#: Segmind keeps output files for 7 days.
_LINK_LIFE = timedelta(days=7)
#: A result is looked for among the messages since its card. The clocks of Discord and of this machine may differ, and a
#: busy channel has many messages.
_SKEW = timedelta(minutes=10)
_SEARCH_MESSAGES = 5000


@dataclass(frozen=True, slots=True)
class _Target:
    """A channel that a result can be posted in."""

    channel: discord.PartialMessageable
    limit_bytes: int
    reply_to: discord.MessageReference | None = None


class DiscordCourier:
    """Shows cards, posts videos and tells operators, as the worker asks; see bot.worker.courier.Courier."""

    def __init__(
        self,
        client: discord.Client,
        operators: Operators,
        now: Callable[[], datetime] = discord.utils.utcnow,
        strikes: Strikes | None = None,
    ) -> None:
        self._client = client
        self._operators = operators
        self._now = now
        #: Who tells how many content blocks somebody has.
        self._strikes = strikes
        #: What each card showed last, so that an edit that changes nothing is not sent.
        self._shown: dict[str, object] = {}
        #: Cards that cannot be edited any more.
        self._gone: set[str] = set()
        #: Jobs whose card is being made, or is, the result itself; progress must not be written over it.
        self._answered: set[str] = set()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def show(self, job: Job, outlook: Outlook) -> None:
        """Bring the card up to date."""
        if job.card_message_id is not None and job.card_message_id != job.result_message_id:
            async with self._turn(job):
                if job.id not in self._answered | self._gone:
                    await self._edit_card(job, job.card_message_id, Card(job, outlook))
        if not job.is_pending:
            self._shown.pop(job.id, None)
            self._gone.discard(job.id)
            self._answered.discard(job.id)

    async def deliver(self, job: Job, video: Path, *, look_first: bool) -> Posted:
        """Post the finished video, in the best way that is open."""
        for way in (self._deliver_to_channel, self._deliver_to_answer, self._deliver_to_requester):
            try:
                posted = await way(job, video, look_first=look_first)
            except DISCORD_FAILURES as error:
                self._pass_on(error, job)
            else:
                if posted is not None:
                    return posted
        raise DeliveryImpossible("every way to the requester is closed")

    async def tell_failure(self, job: Job, *, look_first: bool) -> None:
        """Tell the requester that and why the job failed."""
        why = f"{describe_failure(job)} {await self._warn(job)}".strip()
        text = say(job.locale, "failure", mention=f"<@{job.user_id}>", why=why, reference=job.id)
        for find_target in (self._channel_of, self._direct_messages):
            try:
                target = await find_target(job)
                if not (look_first and await self._find(job, target)):
                    await self._send(job, target, text, nonce=f"{job.id}-failed")
            except DISCORD_FAILURES as error:
                self._pass_on(error, job)
            else:
                return
        raise DeliveryImpossible("every way to the requester is closed")

    async def _warn(self, job: Job) -> str:
        """Say how many content blocks the requester has by now; nothing if it was none, or if they do not count."""
        warned = None if self._strikes is None else await self._strikes.warn(job)
        if warned is None:
            return ""
        if warned.paused_until is not None:
            when = relative_time(warned.paused_until)
            return say(job.locale, "strike-paused", count=warned.count, when=when)
        return say(job.locale, "strike-warning", count=warned.count, most=warned.most)

    async def alert(self, alert: Alert, job: Job | None) -> None:
        """Tell the operators."""
        self._require_login()
        try:
            await self._operators.tell(alert, job)
        except DISCORD_FAILURES as error:
            raise translate(error) from error

    # -- the card ---------------------------------------------------------------------------------

    async def _edit_card(self, job: Job, message_id: int, card: Card) -> None:
        components = card.to_components()  # type: ignore[no-untyped-call]  # discord.py left it unannotated
        if self._shown.get(job.id) == components:
            return
        try:
            message = self._channel(job).get_partial_message(message_id)
            await message.edit(view=card, allowed_mentions=discord.AllowedMentions.none())
        except DISCORD_FAILURES as error:
            if isinstance(error, discord.HTTPException) and error.code == EDITED_TOO_OFTEN:
                raise DeliveryDelayed("the card is too old to be edited often") from error
            delivery_error = translate(error)
            if isinstance(delivery_error, DeliveryDelayed):
                raise delivery_error from error
            log.info("card out of reach", job_id=job.id, why=str(delivery_error))
            if not await self._edit_answer(job, view=card):
                self._gone.add(job.id)
        self._shown[job.id] = components

    async def _edit_answer(self, job: Job, **changes: Any) -> bool:
        """Change the answer to the command through its token; tell whether that was possible."""
        webhook = self._answer_of(job)
        if webhook is None or job.card_message_id is None:
            return False
        try:
            await webhook.edit_message(job.card_message_id, allowed_mentions=discord.AllowedMentions.none(), **changes)
        except DISCORD_FAILURES as error:
            delivery_error = translate(error)
            if isinstance(delivery_error, DeliveryDelayed) or _is_too_large(error):
                raise
            log.info("answer out of reach", job_id=job.id, why=str(delivery_error))
            return False
        return True

    def _answer_of(self, job: Job) -> discord.Webhook | None:
        """What the token of the command's interaction opens, while it lives."""
        self._require_login()
        is_alive = self._now() - job.created_at < _TOKEN_LIFE
        if job.interaction_token is None or self._client.application_id is None or not is_alive:
            return None
        return discord.Webhook.partial(self._client.application_id, job.interaction_token, client=self._client)

    # -- the ways of a result ---------------------------------------------------------------------

    async def _deliver_to_channel(self, job: Job, video: Path, *, look_first: bool) -> Posted | None:
        target = await self._channel_of(job)
        message_id = await self._find(job, target) if look_first else None
        return Posted(message_id=message_id or await self._post_video(job, video, target))

    async def _deliver_to_answer(self, job: Job, video: Path, *, look_first: bool) -> Posted | None:  # noqa: ARG002 - repeating it is safe
        if job.card_message_id is None or self._answer_of(job) is None:
            return None
        async with self._turn(job):
            self._answered.add(job.id)
            is_shown = False
            for limit_bytes in _limits(job.upload_limit_bytes):
                try:
                    file = _attach(job, await _fit(video, limit_bytes))
                    view = AnswerWithVideo(job, file.filename, file.description or "")
                    is_shown = await self._edit_answer(job, view=view, attachments=[file])
                    break
                except MediaError as error:
                    log.warning("video does not fit", job_id=job.id, why=str(error))
                except discord.HTTPException as error:
                    if not is_too_large(error):
                        raise
            if is_shown:
                return Posted(message_id=job.card_message_id, way=Way.ANSWER)
            self._answered.discard(job.id)
        return None

    async def _deliver_to_requester(self, job: Job, video: Path, *, look_first: bool) -> Posted | None:
        if job.guild_id is None:
            return None  # the job's channel is that already
        target = await self._direct_messages(job)
        message_id = await self._find(job, target) if look_first else None
        message_id = message_id or await self._post_video(job, video, target)
        return Posted(message_id=message_id, channel_id=target.channel.id, way=Way.DIRECT)

    # -- messages ---------------------------------------------------------------------------------

    async def _post_video(self, job: Job, video: Path, target: _Target) -> int:
        """Post the video as it fits, smaller if that was too large after all, else where it can be fetched."""
        text = say(job.locale, "result", mention=f"<@{job.user_id}>")
        for limit_bytes in _limits(target.limit_bytes):
            try:
                fitted = await _fit(video, limit_bytes)
                return await self._send(job, target, text, nonce=job.id, path=fitted)
            except MediaError as error:
                log.warning("video does not fit", job_id=job.id, why=str(error))
            except discord.HTTPException as error:
                if not is_too_large(error):
                    raise
                log.warning("upload limit lower than stated", job_id=job.id, limit_bytes=target.limit_bytes)
        return await self._post_link(job, target)

    async def _post_link(self, job: Job, target: _Target) -> int:
        expires_at = (job.completed_at or job.changed_at) + _LINK_LIFE
        if job.output_url is None or expires_at <= self._now():
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

    async def _send(self, job: Job, target: _Target, text: str, *, nonce: str, path: Path | None = None) -> int:
        """Reply to the card, mentioning the requester and nobody else whatever the text says; once for each nonce."""
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(job.user_id)]
        )
        content = shorten(text, _CONTENT_CHARS)

        async def send(**more: Any) -> int:
            if path is not None:
                more["file"] = _attach(job, path)
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
        """Look for a message of ours about the job's end: it may have been posted just before the process ended.

        It carries the job's id, in the name of its file or in its text.
        """
        after = discord.Object(job.card_message_id or discord.utils.time_snowflake(job.created_at - _SKEW))
        application_id = self._client.application_id
        async for message in target.channel.history(limit=_SEARCH_MESSAGES, after=after, oldest_first=True):
            is_ours = message.author.bot and message.author.id in (application_id, None)
            names = [attachment.filename for attachment in message.attachments]
            if is_ours and any(job.id in text for text in (message.content, *names)):
                return message.id
        return None

    # -- places -----------------------------------------------------------------------------------

    async def _channel_of(self, job: Job) -> _Target:
        reply_to = None
        if job.card_message_id is not None:
            reply_to = discord.MessageReference(
                message_id=job.card_message_id,
                channel_id=job.channel_id,
                guild_id=job.guild_id,
                fail_if_not_exists=False,
            )
        return _Target(self._channel(job), job.upload_limit_bytes, reply_to)

    async def _direct_messages(self, job: Job) -> _Target:
        self._require_login()
        opened = await self._client.create_dm(discord.Object(job.user_id))
        return _Target(self._client.get_partial_messageable(opened.id), DEFAULT_UPLOAD_LIMIT_BYTES)

    def _channel(self, job: Job) -> discord.PartialMessageable:
        self._require_login()
        return self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)

    def _require_login(self) -> None:
        if self._client.http.token is None:
            raise DeliveryDelayed("not logged in to Discord yet")

    def _turn(self, job: Job) -> asyncio.Lock:
        """Whoever edits a card waits for who is editing it."""
        turn = self._turns.get(job.id)
        if turn is None:
            turn = self._turns[job.id] = asyncio.Lock()
        return turn

    def _pass_on(self, error: Exception, job: Job) -> None:
        """Go on to the next way if this one is closed, else have the worker try again."""
        delivery_error = translate(error)
        if isinstance(delivery_error, DeliveryDelayed):
            raise delivery_error from error
        log.warning("way closed", job_id=job.id, why=str(delivery_error))


def _limits(limit_bytes: int) -> Sequence[int]:
    """The sizes that are tried: what is stated, and less in case that is more than Discord takes."""
    stated = limit_bytes - _UPLOAD_MARGIN_BYTES
    return stated, int(stated * _SMALLER_SHARE)


def _attach(job: Job, path: Path) -> discord.File:
    has_prompt = bool(job.request.prompt)
    alt = say(job.locale, "result-alt" if has_prompt else "result-alt-picture", prompt=job.request.prompt)
    return discord.File(
        path,
        filename=f"veo-{job.id}.mp4",
        description=shorten(alt, _ALT_CHARS),
        spoiler=is_spoiler(job.image_path),
    )


async def _fit(video: Path, max_bytes: int) -> Path:
    """Give the video itself if it fits and plays everywhere, else a version of it beside it that does.

    Raises MediaError if none can be made.
    """
    fitted = video.with_suffix(f".{max_bytes}.mp4")
    if fitted.is_file():
        return fitted
    return await fit_video(video, fitted, max_bytes=max_bytes, info=await read_video(video))


def _is_too_large(error: Exception) -> bool:
    return isinstance(error, discord.HTTPException) and is_too_large(error)
