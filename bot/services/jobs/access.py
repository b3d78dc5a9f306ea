"""Who may do what about whose jobs. Buttons, forms and options name a job by its id, and anybody can know an id."""

from dataclasses import dataclass

from bot.domain.jobs import Job
from bot.errors import UserError
from bot.sentences import Sentence


class ActionNotPossible(UserError):
    """What somebody wants done about a job cannot be, or not by them; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobActor:
    """Somebody who wants something done about a job."""

    user_id: int
    #: The server that they ask from; None in direct messages.
    guild_id: int | None = None
    #: Whether they manage that server, and the bot is a member of it.
    is_manager: bool = False
    is_operator: bool = False

    def owns(self, job: Job) -> bool:
        """Whether it is their own."""
        return job.user_id == self.user_id

    def may_change(self, job: Job) -> bool:
        """Whether they may cancel or delete it: their own, or one of those that they look after."""
        is_theirs = self.is_manager and job.budget_guild_id is not None and job.budget_guild_id == self.guild_id
        return self.owns(job) or self.is_operator or is_theirs

    def refuse_use(self, job: Job) -> Sentence | None:
        """Say why they may not make anything new from it; None if they may.

        What was deleted serves nobody; what is private, or from direct messages, its owner alone; anything else its own
        server, as long as people can see it there, which whoever asks has to make sure of.
        """
        if job.deleted_at is not None:
            return Sentence("job-deleted")
        if self.owns(job):
            return None
        if job.is_personal:
            return Sentence("job-private")
        return None if job.guild_id == self.guild_id else Sentence("job-elsewhere")
