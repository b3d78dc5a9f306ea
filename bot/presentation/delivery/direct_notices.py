"""Tells people by direct message that their video is ready or has failed, if they chose so with /veo-settings."""

import discord

from bot.domain.jobs import Job, JobState
from bot.presentation.common.discord_errors import DISCORD_FAILURES, translate
from bot.presentation.delivery.interaction_messages import has_video
from bot.presentation.delivery.ways import call_limit
from bot.sentences import say
from bot.services.own_choices import OwnChoices
from bot.services.ports import DeliveryDelayed

#: The message is looked for among this many that follow the request.
_SEARCH_MESSAGES = 500


class DirectNotices:
    """Sends one direct message about each end."""

    def __init__(self, client: discord.Client, own_choices: OwnChoices) -> None:
        self._client = client
        self._own_choices = own_choices

    async def tell(self, job: Job, message_id: int | None) -> None:
        """Tell the requester that a job has ended, with a link to the message that says how, if there is one.

        Sends nothing if they didn't choose it, if everything about the job is in direct messages anyway, or if a
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
        """Whether a message of ours says it: this one, from before a crash, or what couldn't be posted elsewhere."""
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
