"""The operators: who they are, and how they are alerted."""

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping

import discord

from bot.domain.alerts import WITH_BUTTONS, AlertBundle, AlertKind
from bot.domain.jobs import Job
from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.alerts.buttons import make_price_buttons, make_reconciliation_buttons
from bot.presentation.alerts.texts import describe_alert
from bot.presentation.common.discord_errors import DISCORD_FAILURES, translate
from bot.sentences import FALLBACK, Sentence, pick_locale
from bot.services.alert_webhook import AlertWebhook
from bot.services.ports import DeliveryDelayed, DeliveryError, DeliveryImpossible

log = get_logger(__name__)

#: How many alerts are remembered that reached the webhook and still wait for Discord.
_POSTED_MAX = 1000


class Operators:
    """The people in OPERATOR_IDS, else the application's owners.

    They are alerted in ALERT_CHANNEL_ID or else by direct message, and through the webhook if there is one; in
    OPERATOR_LANGUAGE, else in the language of the channel's server, else in English.
    """

    def __init__(
        self,
        client: discord.Client,
        operator_ids: Iterable[int] = (),
        alert_channel_id: int | None = None,
        *,
        language: str | None = None,
        webhook: AlertWebhook | None = None,
    ) -> None:
        self._client = client
        self._operator_ids = frozenset(operator_ids)
        self._alert_channel_id = alert_channel_id
        self._language = language
        self._webhook = webhook
        self._posted: OrderedDict[str, None] = OrderedDict()

    def ids(self) -> frozenset[int]:
        """Their ids; before the login, the application's owners aren't known."""
        application = self._client.application
        if self._operator_ids or application is None:
            return self._operator_ids
        if application.team is not None:
            return frozenset(member.id for member in application.team.members)
        return frozenset({application.owner.id})

    def require(self, user_id: int) -> None:
        """Raise UserError unless the person currently is an operator."""
        if user_id not in self.ids():
            raise UserError(Sentence("error-only-operators"))

    @property
    def locale(self) -> str:
        """The language that they are alerted in."""
        if self._language is not None:
            return pick_locale(self._language)
        channel = None if self._alert_channel_id is None else self._client.get_channel(self._alert_channel_id)
        guild = getattr(channel, "guild", None)
        return FALLBACK if guild is None else pick_locale(str(guild.preferred_locale))

    async def tell(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> None:
        """Send alerts as one message to each place. Raises the same as `Notifier.alert` if nobody could be reached.

        Alerts with buttons must reach Discord, since buttons only work there.
        """
        text = describe_alert(bundle, jobs, self.locale)
        is_posted, problem = await asyncio.gather(self._post(bundle, text), self._try_discord(bundle, jobs, text))
        if problem is None:
            return
        needs_discord = bundle.kind in WITH_BUTTONS and isinstance(problem, DeliveryDelayed)
        if is_posted and not needs_discord:
            log.warning("alert only reached the webhook", alert=bundle.first.name, why=str(problem))
            return
        raise problem

    async def _post(self, bundle: AlertBundle, text: str) -> bool:
        """Post to the webhook, once, however often Discord is tried; returns whether it is there."""
        if self._webhook is None:
            return False
        key = f"{bundle.first.name} {bundle.first.raised_at}"
        if bundle.kind in WITH_BUTTONS and key in self._posted:
            return True
        try:
            await self._webhook.post(text)
        except DeliveryError as error:
            log.error("alert not posted to the webhook", alert=bundle.first.name, why=str(error))
            return False
        self._posted[key] = None
        if len(self._posted) > _POSTED_MAX:
            self._posted.popitem(last=False)
        return True

    async def _try_discord(self, bundle: AlertBundle, jobs: Mapping[str, Job], text: str) -> DeliveryError | None:
        if self._client.user is None:
            return DeliveryDelayed("not logged in to Discord yet")
        try:
            await self._send(bundle, text, self._make_buttons(bundle, jobs))
        except DeliveryError as error:
            return error
        return None

    def _make_buttons(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> discord.ui.View | None:
        job = jobs.get(bundle.first.job_id or "")
        if job is not None and bundle.kind is AlertKind.SUBMISSION_LOST:
            return make_reconciliation_buttons(job.id, self.locale)
        if job is not None and bundle.kind is AlertKind.MODEL_PAUSED:
            return make_price_buttons(job.id, self.locale)
        return None

    async def _send(self, bundle: AlertBundle, text: str, buttons: discord.ui.View | None) -> None:
        """Send to the channel; by direct message if there is no channel or it can't be used."""
        if self._alert_channel_id is not None:
            mentions = " ".join(f"<@{user_id}>" for user_id in sorted(self.ids()))
            channel = self._client.get_partial_messageable(self._alert_channel_id)
            try:
                await self._send_to(bundle, channel, f"{mentions} {text}".strip(), buttons)
            except DISCORD_FAILURES as error:
                problem = translate(error)
                if isinstance(problem, DeliveryDelayed):
                    raise problem from error
                log.error("alert channel not usable; check ALERT_CHANNEL_ID and its permissions", why=str(problem))
            else:
                return
        await self._send_directly(bundle, text, buttons)

    async def _send_directly(self, bundle: AlertBundle, text: str, buttons: discord.ui.View | None) -> None:
        problems: list[Exception] = []
        for user_id in sorted(self.ids()):
            try:
                opened = await self._client.create_dm(discord.Object(user_id))
                await self._send_to(bundle, self._client.get_partial_messageable(opened.id), text, buttons)
            except DISCORD_FAILURES as error:
                log.warning("operator not reached", user_id=user_id, alert=bundle.first.name, why=str(translate(error)))
                problems.append(translate(error))
        for problem in problems:
            if isinstance(problem, DeliveryDelayed):
                raise problem
        if len(problems) == len(self.ids()):
            raise DeliveryImpossible("no operator can be reached; set OPERATOR_IDS or ALERT_CHANNEL_ID")

    async def _send_to(
        self, bundle: AlertBundle, channel: discord.PartialMessageable, text: str, buttons: discord.ui.View | None
    ) -> None:
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, users=[discord.Object(user_id) for user_id in self.ids()]
        )
        first = bundle.first
        nonce = f"alert-{zlib.crc32(f'{first.name} {channel.id}'.encode()):08x}"
        if buttons is None:
            await channel.send(text, allowed_mentions=mentions, nonce=nonce)
        else:
            await channel.send(text, allowed_mentions=mentions, nonce=nonce, view=buttons)
