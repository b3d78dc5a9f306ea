"""What the card of variations, or of a film, shows."""

from collections.abc import Callable, Sequence

import discord

from bot.domain.jobs import Job, JobState
from bot.presentation.cards.card import NameModel
from bot.presentation.cards.film_card import FilmCard
from bot.presentation.cards.group_card import GroupCard
from bot.presentation.delivery.group_messages import GroupMessages
from bot.services.ports import ProgressEstimate


async def lay_out_group(
    job: Job,
    members: Sequence[Job],
    groups: GroupMessages,
    estimate: Callable[[Job], ProgressEstimate],
    *,
    note: str,
    name_model: NameModel,
) -> discord.ui.LayoutView:
    """How all of them are doing; or why none became a video, if no other message can say so."""
    if all(one.state in (JobState.FAILED, JobState.CANCELLED) for one in members):
        heading = await groups.describe_failure(members)
        return groups.make_notice(members, heading, has_picture=job.image_path is not None)
    known = [(one, estimate(one)) for one in members]
    if job.is_scene:
        return FilmCard(known, note=note, name_model=name_model)
    return GroupCard(known, note=note, name_model=name_model)
