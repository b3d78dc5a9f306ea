"""Posts messages about jobs in channels and in direct messages, and DMs those who want to know when a video is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias

import discord

from bot.domain.jobs import OUTPUT_LIFE, Job, JobState, Pictures
from bot.presentation.cards.card import NameModel
from bot.presentation.cards.ending import Ending
from bot.presentation.common.discord_errors import (
    DISCORD_FAILURES,
    MAY_NOT_REPLY,
    translate,
)
from bot.presentation.delivery.attachments import Attachments, attach_pictures
from bot.presentation.delivery.interaction_messages import has_video, measure
from bot.presentation.delivery.uploads import Place, Uploads
from bot.presentation.delivery.ways import call_limit
from bot.sentences import say
from bot.services.own_choices import OwnChoices
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Way

_present = partial(datetime.now, UTC)

#: Makes a message and opens its files.
MakeMessage: TypeAlias = Callable[[], tuple[discord.ui.LayoutView, list[discord.File]]]


@dataclass(frozen=True, slots=True)
class Target:
    """A channel where a result can be posted."""

    channel: discord.PartialMessageable
    place: Place
    reply_to: discord.MessageReference | None = None


class Posting:
    """Finds where the messages of a job go, and posts them there."""

    def __init__(self, client: discord.Client, uploads: Uploads, name_model: NameModel) -> None:
        self._client = client
        self._uploads = uploads
        self._name_model = name_model

    async def post_video(self, job: Job, attachments: Attachments, target: Target) -> int:
        """Post the video, a smaller version if Discord refuses its size, or else a link."""
        posted = await self._uploads.post(
            attachments, target.place, lambda fitted: self.send(job, target, fitted.make_message, nonce=job.id)
        )
        return await self.post_link(job, target, attachments.pictures) if posted is None else posted

    async def post_link(self, job: Job, target: Target, pictures: Pictures) -> int:
        """Post the link to a video that is too large; raises DeliveryImpossible if it has expired."""
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
        return await self.send(job, target, partial(make_ending, job, text, pictures, self._name_model), nonce=job.id)

    async def send(
        self,
        job: Job,
        target: Target,
        make: MakeMessage,
        *,
        nonce: str,
    ) -> int:
        """Post a message once for each nonce, mentioning only the requester, whatever the text contains."""
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(job.user_id)]
        )

        async def send(**more: Any) -> int:
            view, files = make()  # each call closes its files
            async with call_limit(measure(files)):
                message = await target.channel.send(
                    view=view, files=files, allowed_mentions=mentions, nonce=nonce, **more
                )
            return message.id

        if target.reply_to is None:
            return await send()
        try:
            return await send(reference=target.reply_to)
        except discord.HTTPException as error:
            if error.code != MAY_NOT_REPLY:
                raise
        return await send()

    async def target(self, job: Job, way: Way) -> Target:
        """The target of a way."""
        return await self.direct_messages(job) if way is Way.DIRECT else self.channel_of(job)

    def channel_of(self, job: Job) -> Target:
        """The job's channel; there, the result replies to the message that asked for it."""
        reply_to = None
        if job.request_message_id is not None:
            reply_to = discord.MessageReference(
                message_id=job.request_message_id,
                channel_id=job.channel_id,
                guild_id=job.guild_id,
                fail_if_not_exists=False,
            )
        return Target(self.channel(job), Place.of(job), reply_to)

    async def direct_messages(self, job: Job) -> Target:
        """The direct messages with the requester."""
        self.require_login()
        async with call_limit():
            opened = await self._client.create_dm(discord.Object(job.user_id))
        return Target(self._client.get_partial_messageable(opened.id), Place())

    def channel(self, job: Job) -> discord.PartialMessageable:
        """The job's channel."""
        self.require_login()
        return self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)

    def require_login(self) -> None:
        """Raise DeliveryDelayed before the login."""
        if self._client.http.token is None:
            raise DeliveryDelayed("not logged in to Discord yet")


def make_ending(job: Job, heading: str, pictures: Pictures, name_model: NameModel) -> tuple[Ending, list[discord.File]]:
    """Make a message without a video, and its files."""
    view = Ending(job, heading, has_picture=pictures.first is not None, name_model=name_model)
    return view, attach_pictures(job, pictures)


#: The message is looked for among this many that follow the request.
_SEARCH_MESSAGES = 500


class DirectNotices:
    """Sends one direct message about the end of each job."""

    def __init__(self, client: discord.Client, own_choices: OwnChoices) -> None:
        self._client = client
        self._own_choices = own_choices

    async def tell(self, job: Job, message_id: int | None) -> None:
        """Tell the requester that a job has ended, with a link to the message that says how, if there is one.

        Sends nothing if they didn't turn this on, if everything about the job is in direct messages anyway, or if a
        message there says so already. Raises DeliveryDelayed, DeliveryImpossible and DatabaseUnavailable.
        """
        if job.is_direct or (job.state is JobState.DELIVERED and job.result_channel_id is not None):
            return
        locale = (await self._own_choices.of(job.user_id)).tells_directly_in
        if locale is None:
            return
        if self._client.http.token is None:
            raise DeliveryDelayed("not logged in to Discord yet")
        try:
            await self._send(job, message_id, locale)
        except DISCORD_FAILURES as error:
            raise translate(error) from error

    async def _send(self, job: Job, message_id: int | None, locale: str) -> None:
        link = "/".join(["https://discord.com/channels", *map(str, _place_of(job, message_id))])
        async with call_limit():
            opened = await self._client.create_dm(discord.Object(job.user_id))
        channel = self._client.get_partial_messageable(opened.id)
        if await self._is_told(job, channel, message_id, link):
            return
        key = "direct-ready" if job.state is JobState.DELIVERED else "direct-failed"
        async with call_limit():
            await channel.send(
                say(locale, key, link=link),
                allowed_mentions=discord.AllowedMentions.none(),
                nonce=f"{job.card_key}-{'r' if job.state is JobState.DELIVERED else 'f'}",
                suppress_embeds=True,
            )

    async def _is_told(self, job: Job, channel: discord.PartialMessageable, message_id: int | None, link: str) -> bool:
        """Whether a message of ours says it: this one, sent before a crash, or the job's own, sent directly."""
        after = discord.Object(discord.utils.time_snowflake(job.created_at))
        async with call_limit():
            async for message in channel.history(limit=_SEARCH_MESSAGES, after=after, oldest_first=False):
                is_about = message.id == message_id or link in message.content or has_video(message, job)
                if message.author.bot and is_about:
                    return True
        return False


def _place_of(job: Job, message_id: int | None) -> tuple[int | str, ...]:
    place = (job.guild_id or "@me", job.channel_id)
    return place if message_id is None else (*place, message_id)
