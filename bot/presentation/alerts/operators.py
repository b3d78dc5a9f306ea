"""The operators: who they are, and how they are alerted."""

import zlib
from collections.abc import Iterable

import discord

from bot.domain.alerts import Alert, AlertKind
from bot.domain.jobs import Job
from bot.domain.money import format_usd
from bot.errors import UserError
from bot.markdown import plain
from bot.observability import get_logger
from bot.presentation.alerts.price_buttons import make_price_buttons
from bot.presentation.alerts.reconciliation_buttons import make_reconciliation_buttons
from bot.presentation.common.discord_errors import DISCORD_FAILURES, translate
from bot.sentences import FALLBACK, Sentence, say
from bot.services.ports import DeliveryDelayed, DeliveryImpossible

log = get_logger(__name__)


class Operators:
    """The people in OPERATOR_IDS, else the application's owners; alerted in ALERT_CHANNEL_ID or else directly."""

    def __init__(
        self, client: discord.Client, operator_ids: Iterable[int] = (), alert_channel_id: int | None = None
    ) -> None:
        self._client = client
        self._operator_ids = frozenset(operator_ids)
        self._alert_channel_id = alert_channel_id

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

    async def tell(self, alert: Alert, job: Job | None) -> None:
        """Send an alert, once to each place. Raises the same as `Notifier.alert` if nobody could be reached."""
        text = describe_alert(alert, job)
        buttons = None
        if job is not None and alert.kind is AlertKind.SUBMISSION_LOST:
            buttons = make_reconciliation_buttons(job.id)
        elif job is not None and alert.kind is AlertKind.MODEL_PAUSED:
            buttons = make_price_buttons(job.id)
        if self._alert_channel_id is not None:
            mentions = " ".join(f"<@{user_id}>" for user_id in sorted(self.ids()))
            channel = self._client.get_partial_messageable(self._alert_channel_id)
            await self._send(alert, channel, f"{mentions} {text}".strip(), buttons)
            return
        problems: list[Exception] = []
        for user_id in sorted(self.ids()):
            try:
                opened = await self._client.create_dm(discord.Object(user_id))
                await self._send(alert, self._client.get_partial_messageable(opened.id), text, buttons)
            except DISCORD_FAILURES as error:
                log.warning("operator not reached", user_id=user_id, alert=alert.name, why=str(translate(error)))
                problems.append(translate(error))
        for problem in problems:
            if isinstance(problem, DeliveryDelayed):
                raise problem
        if len(problems) == len(self.ids()):
            raise DeliveryImpossible("no operator can be reached; set OPERATOR_IDS or ALERT_CHANNEL_ID")

    async def _send(
        self, alert: Alert, channel: discord.PartialMessageable, text: str, buttons: discord.ui.View | None
    ) -> None:
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, users=[discord.Object(user_id) for user_id in self.ids()]
        )
        nonce = f"alert-{zlib.crc32(f'{alert.name} {channel.id}'.encode()):08x}"
        if buttons is None:
            await channel.send(text, allowed_mentions=mentions, nonce=nonce)
        else:
            await channel.send(text, allowed_mentions=mentions, nonce=nonce, view=buttons)


def describe_alert(alert: Alert, job: Job | None) -> str:
    """Format an alert."""
    lines = [say(FALLBACK, f"alert-{alert.kind}", detail=plain(alert.detail))]
    if job is not None:
        lines.append(
            say(
                FALLBACK,
                "alert-job",
                job_id=job.id,
                cost=format_usd(job.estimate_micros if job.cost_micros is None else job.cost_micros),
                seed=str(job.request.seed),
                ordered=discord.utils.format_dt(job.submitted_at or job.created_at),
                mention=f"<@{job.user_id}>",
            )
        )
    if alert.kind is AlertKind.SUBMISSION_LOST:
        lines.append(say(FALLBACK, "alert-look"))
    return "\n".join(lines)
