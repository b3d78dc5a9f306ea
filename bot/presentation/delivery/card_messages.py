"""Edits cards: in their channel or, if a card is an answer to an interaction, through its token."""

from collections.abc import Callable, Sequence

import discord

from bot.domain.clock import Elapsed
from bot.domain.jobs import Job, JobState
from bot.observability import get_logger
from bot.presentation.cards.card import NameModel
from bot.presentation.cards.film_card import FilmCard
from bot.presentation.cards.group_card import GroupCard
from bot.presentation.common.discord_errors import DISCORD_FAILURES, EDITED_TOO_OFTEN, THREAD_ARCHIVED, translate
from bot.presentation.delivery.group_messages import GroupMessages
from bot.presentation.delivery.interaction_messages import InteractionMessages, is_card
from bot.presentation.delivery.posting import Posting
from bot.presentation.delivery.ways import call_limit
from bot.services.ports import DeliveryDelayed, ProgressEstimate

log = get_logger(__name__)

#: How long an archived thread may take to be reopened by the message about the job's end.
THREAD_PATIENCE_S = 600.0


class CardMessages:
    """Remembers what each card shows, and whether it can still be edited."""

    def __init__(self, answers: InteractionMessages, posting: Posting, elapsed: Elapsed) -> None:
        self._answers = answers
        self._posting = posting
        self._elapsed = elapsed
        #: The last content of each card; an edit that changes nothing isn't sent.
        self._shown: dict[str, object] = {}
        #: Cards that can't be edited any more.
        self._gone: set[str] = set()
        #: Jobs whose card is becoming, or has become, the result; progress must not overwrite it.
        self.answered: set[str] = set()

    def is_over(self, job: Job) -> bool:
        """Whether the card must not be edited any more."""
        return job.card_key in self.answered | self._gone

    def forget(self, job: Job) -> None:
        """Forget the card of a job that has ended."""
        self._shown.pop(job.card_key, None)
        self._gone.discard(job.card_key)
        self.answered.discard(job.card_key)

    async def edit(self, job: Job, message_id: int, card: discord.ui.LayoutView) -> None:
        """Show this on a card, in its channel or else through the token of its answer; a deleted card is no error.

        Raises DeliveryDelayed, or Discord's error, if it has to be tried again.
        """
        components = card.to_components()  # type: ignore[no-untyped-call]  # discord.py left it unannotated
        if self._shown.get(job.card_key) == components:
            return
        is_shown, is_passing = (False, False) if job.is_apart else await self._edit_message(job, message_id, card)
        # An answer that isn't the card belongs to the result.
        is_shown = is_shown or (is_card(job) and await self._answers.edit(job, card))
        if not is_shown and is_passing:
            if job.is_pending:
                return  # the next change is shown later
            raise DeliveryDelayed("the card's thread is archived")
        if not is_shown:
            self._gone.add(job.card_key)
        self._shown[job.card_key] = components

    async def _edit_message(self, job: Job, message_id: int, card: discord.ui.LayoutView) -> tuple[bool, bool]:
        """Edit the card in its channel; returns whether that worked, and if not, whether it may work soon."""
        try:
            message = self._posting.channel(job).get_partial_message(message_id)
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
            is_soon = job.is_pending or self._elapsed.age_s(job.id, job.changed_at) < THREAD_PATIENCE_S
            return False, code == THREAD_ARCHIVED and is_soon
        return True, False


async def lay_out_group(
    job: Job,
    members: Sequence[Job],
    groups: GroupMessages,
    estimate: Callable[[Job], ProgressEstimate],
    *,
    note: str,
    name_model: NameModel,
) -> discord.ui.LayoutView:
    """Lay out how all of them are doing; or why none became a video, if no other message can say so."""
    if all(one.state in (JobState.FAILED, JobState.CANCELLED) for one in members):
        heading = await groups.describe_failure(members)
        return groups.make_notice(members, heading, has_picture=job.image_path is not None)
    known = [(one, estimate(one)) for one in members]
    if job.is_scene:
        return FilmCard(known, note=note, name_model=name_model)
    return GroupCard(known, note=note, name_model=name_model)
