"""Delete: asks for confirmation, because it is next to Continue, then deletes the video and all its messages."""

from collections.abc import Callable

import discord
from discord import ui

from bot.domain.jobs import Job
from bot.observability import get_logger
from bot.presentation.alerts.operators import Operators
from bot.presentation.cards.buttons import has_buttons_of, make_button
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.permissions import actor_of
from bot.presentation.common.replies import tell_privately
from bot.presentation.common.waiting import acknowledge
from bot.presentation.delivery.notifier import DiscordNotifier
from bot.sentences import Sentence, say
from bot.services.jobs.access import ActionNotPossible, JobActor
from bot.services.jobs.deletion import Deletions
from bot.services.ports import DeliveryDelayed, DeliveryImpossible

log = get_logger(__name__)


class JobDeletions:
    """Deletes videos for their owners and admins; each method answers, or raises the error to answer with."""

    def __init__(
        self,
        deletions: Deletions,
        notifier: DiscordNotifier,
        operators: Operators,
        is_leading: Callable[[], bool] = lambda: True,
    ) -> None:
        self._deletions = deletions
        self._notifier = notifier
        self._operators = operators
        #: Whether this process runs the worker, which alone may change messages with videos of several jobs.
        self._is_leading = is_leading
        self._debouncer = Debouncer()
        #: The button presses that await confirmation, by job and person: only they can delete a private message.
        self._asked: dict[tuple[str, int], discord.Interaction] = {}

    async def ask(self, interaction: discord.Interaction, job_id: str) -> None:
        """Ask for confirmation. Raises UserError if there is nothing to delete, or it isn't allowed."""
        await acknowledge(interaction, is_new=False)
        job = await self._deletions.find(job_id, self._actor_of(interaction))
        if job.deleted_at is not None:
            await self._delete_leftover(interaction, job)
            return
        self._asked = {key: one for key, one in self._asked.items() if not one.is_expired()}
        if job.group_id is None or job.is_scene:  # the message of variations stays for the others
            self._asked[job_id, interaction.user.id] = interaction
        locale = interaction.locale.value
        question = ui.View(timeout=None)
        question.add_item(make_button("delete-now", job_id, locale, style=discord.ButtonStyle.danger))
        question.stop()
        await tell_privately(interaction, say(locale, "delete-sure"), view=question)

    async def delete(self, interaction: discord.Interaction, job_id: str) -> None:
        """Delete the video permanently, and replace the question with the result. Raises UserError.

        The worker deletes later what this couldn't; the answer never claims more than was deleted.
        """
        actor = self._actor_of(interaction)
        await acknowledge(interaction, is_new=False)
        async with self._debouncer.once("delete", job_id, repeat_s=0.0):
            job = await self._deletions.find(job_id, actor)
            if job.deleted_at is not None:
                raise ActionNotPossible(Sentence("delete-already"))
            erased = await self._deletions.begin(job, actor)
            job = next(one for one in erased if one.id == job_id)
            key = await self._erase(job, self._asked.pop((job_id, actor.user_id), None))
        for one in erased:
            self._deletions.wake(one.id)
        text = say(interaction.locale.value, key)
        if _is_question(interaction.message, job_id):
            await interaction.edit_original_response(content=text, view=None)
        else:
            await tell_privately(interaction, text)

    async def _erase(self, job: Job, asked: discord.Interaction | None) -> str:
        """Delete what can be deleted now of a job's messages and files; returns the key of the answer."""
        if job.group_id is not None and not job.is_scene and not self._is_leading():
            # The worker may be adding a video to the message; a change by another process could undo that.
            return "delete-goes-on"
        gone: int | None = None
        if asked is not None and asked.message is not None and not asked.is_expired():
            try:
                await asked.delete_original_response()
                gone = asked.message.id
            except DISCORD_FAILURES as error:
                log.info("message not deleted by its own press", job_id=job.id, why=type(error).__name__)
        try:
            await self._notifier.erase(job, gone=gone)
        except DeliveryDelayed as error:
            log.warning("deletion goes on later", job_id=job.id, why=str(error))
            return "delete-goes-on"
        except DeliveryImpossible as error:
            log.warning("message of a deleted video stays", job_id=job.id, why=str(error))
            return "delete-left"
        return "delete-done" if await self._deletions.remove_files(job) else "delete-goes-on"

    async def _delete_leftover(self, interaction: discord.Interaction, job: Job) -> None:
        """Delete the message whose button was pressed, if it still shows a deleted job; raises UserError if not."""
        message = interaction.message
        if message is None or not has_buttons_of(message, job.id):
            raise ActionNotPossible(Sentence("delete-already"))
        try:
            if job.group_id is None or job.is_scene or not await self._notifier.take_out_of_pressed(interaction, job):
                await interaction.delete_original_response()
        except DISCORD_FAILURES as error:
            log.warning("message of a deleted video stays", job_id=job.id, why=repr(error))
            raise ActionNotPossible(Sentence("delete-left")) from error
        await tell_privately(interaction, say(interaction.locale.value, "delete-done"))

    def _actor_of(self, interaction: discord.Interaction) -> JobActor:
        return actor_of(interaction, self._operators.ids())


def _is_question(message: discord.Message | None, job_id: str) -> bool:
    """Whether a message is the question from `ask`."""
    rows = [] if message is None else [row for row in message.components if isinstance(row, discord.ActionRow)]
    return [getattr(one, "custom_id", None) for row in rows for one in row.children] == [f"veo:delete-now:{job_id}"]
