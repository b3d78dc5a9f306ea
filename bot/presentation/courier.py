"""Posts and edits through Discord's REST API alone, so that the worker needs no gateway connection."""

from pathlib import Path
from typing import Any

import aiohttp
import discord

from bot.domain.jobs import Job
from bot.media.errors import MediaError
from bot.media.videos import fit_video, read_video
from bot.observability import get_logger
from bot.presentation.cards import Card, describe_failure
from bot.presentation.texts import say, shorten
from bot.worker.courier import DeliveryDelayed, DeliveryError, DeliveryImpossible, Outlook

log = get_logger(__name__)

#: Discord's limit for the description of an attachment.
_ALT_CHARS = 1024
_CONTENT_CHARS = 2000
#: Room for the rest of the message when a file is cut to the upload limit.
_UPLOAD_MARGIN_BYTES = 64 * 1024
#: What is tried after the stated limit turned out to be too high.
_SMALLER_SHARE = 0.75
_TOO_LARGE = 40005
_EDITED_TOO_OFTEN = 30046
_SEARCH_MESSAGES = 100


class DiscordCourier:
    """Shows cards and posts videos, as the worker asks."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        #: What each card showed last, so that an edit that changes nothing is not sent.
        self._shown: dict[str, object] = {}

    async def show(self, job: Job, outlook: Outlook) -> None:
        """Bring the card up to date; see bot.worker.courier.Courier."""
        if job.card_message_id is None:
            return
        card = Card(job, outlook)
        components = card.to_components()  # type: ignore[no-untyped-call]  # discord.py left it unannotated
        if self._shown.get(job.id) == components:
            return
        message = self._channel(job).get_partial_message(job.card_message_id)
        try:
            await message.edit(view=card, allowed_mentions=discord.AllowedMentions.none())
        except (discord.NotFound, discord.Forbidden) as error:
            log.info("card gone", job_id=job.id, code=error.code)
        except discord.HTTPException as error:
            if error.code != _EDITED_TOO_OFTEN:
                raise _translate(error) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _translate(error) from error
        if job.is_pending:
            self._shown[job.id] = components
        else:
            self._shown.pop(job.id, None)

    async def deliver(self, job: Job, video: Path, *, look_first: bool) -> int:
        """Post the finished video; see bot.worker.courier.Courier."""
        try:
            if look_first:
                message_id = await self._find_result(job)
                if message_id is not None:
                    return message_id
            return await self._post_video(job, video)
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _translate(error) from error

    async def tell_failure(self, job: Job) -> None:
        """Tell the requester that and why the job failed; see bot.worker.courier.Courier."""
        text = say(job.locale, "failure", mention=f"<@{job.user_id}>", why=describe_failure(job))
        try:
            await self._send(job, text, nonce=f"{job.id}-failed")
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _translate(error) from error

    async def _post_video(self, job: Job, video: Path) -> int:
        limit_bytes = job.upload_limit_bytes - _UPLOAD_MARGIN_BYTES
        try:
            return await self._post_file(job, await _fit(video, limit_bytes))
        except discord.HTTPException as error:
            if error.status != 413 and error.code != _TOO_LARGE:
                raise
            log.warning("upload limit lower than stated", job_id=job.id, limit_bytes=job.upload_limit_bytes)
        except MediaError as error:
            log.warning("video does not fit", job_id=job.id, why=str(error))
            return await self._post_link(job)
        try:
            return await self._post_file(job, await _fit(video, int(limit_bytes * _SMALLER_SHARE)))
        except MediaError:
            return await self._post_link(job)
        except discord.HTTPException as error:
            if error.status != 413 and error.code != _TOO_LARGE:
                raise
            return await self._post_link(job)

    async def _post_file(self, job: Job, path: Path) -> int:
        text = say(job.locale, "result", mention=f"<@{job.user_id}>")
        alt = say(job.locale, "result-alt", prompt=job.request.prompt)
        with path.open("rb") as stream:
            file = discord.File(stream, filename=f"veo-{job.id}.mp4", description=shorten(alt, _ALT_CHARS))
            return await self._send(job, text, nonce=job.id, file=file)

    async def _post_link(self, job: Job) -> int:
        text = say(job.locale, "result-link", mention=f"<@{job.user_id}>", url=job.output_url or "")
        return await self._send(job, text, nonce=job.id)

    async def _send(self, job: Job, text: str, *, nonce: str, file: discord.File | None = None) -> int:
        """Reply to the card, mentioning the requester and nobody else whatever the text says; once for each nonce."""
        more: dict[str, Any] = {}
        if file is not None:
            more["file"] = file
        if job.card_message_id is not None:
            more["reference"] = discord.MessageReference(
                message_id=job.card_message_id,
                channel_id=job.channel_id,
                guild_id=job.guild_id,
                fail_if_not_exists=False,
            )
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(job.user_id)]
        )
        message = await self._channel(job).send(
            shorten(text, _CONTENT_CHARS), allowed_mentions=mentions, nonce=nonce, **more
        )
        return message.id

    async def _find_result(self, job: Job) -> int | None:
        """Look for the result after its card: it may have been posted just before the process ended."""
        application_id = self._client.application_id
        after = discord.Object(job.card_message_id or discord.utils.time_snowflake(job.created_at))
        async for message in self._channel(job).history(limit=_SEARCH_MESSAGES, after=after, oldest_first=True):
            is_ours = application_id is None or message.author.id == application_id or message.author.bot
            if is_ours and any(job.id in attachment.filename for attachment in message.attachments):
                return message.id
        return None

    def _channel(self, job: Job) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)


async def _fit(video: Path, max_bytes: int) -> Path:
    """Give the video itself if it fits and plays everywhere, else a version of it beside it that does.

    Raises MediaError if none can be made.
    """
    fitted = video.with_suffix(f".{max_bytes}.mp4")
    if fitted.is_file():
        return fitted
    return await fit_video(video, fitted, max_bytes=max_bytes, info=await read_video(video))


def _translate(error: Exception) -> DeliveryError:
    """Say whether trying again can help."""
    if isinstance(error, discord.RateLimited):
        return DeliveryDelayed("Discord asks to wait", error.retry_after)
    if isinstance(error, discord.HTTPException) and error.status < 500 and error.status != 429:
        return DeliveryImpossible(f"Discord refused: {error.status}, code {error.code}")
    return DeliveryDelayed(f"Discord does not answer: {type(error).__name__}")
