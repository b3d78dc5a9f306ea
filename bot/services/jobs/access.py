"""Decides who may do what with a job. Buttons, forms and options name a job by its id, which isn't a secret."""

from dataclasses import dataclass

from bot.domain.jobs import Job
from bot.errors import UserError
from bot.sentences import Sentence
from bot.services.unavailable import reading_in_time
from bot.storage.core.database import Database
from bot.storage.jobs import jobs


class ActionNotPossible(UserError):
    """The person's action isn't possible for this job, or isn't allowed; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobActor:
    """Someone who wants to do something with a job."""

    user_id: int
    #: The server that they are in; None in direct messages.
    guild_id: int | None = None
    #: Whether they manage that server and the bot is a member of it.
    is_manager: bool = False
    is_operator: bool = False

    def owns(self, job: Job) -> bool:
        """Whether it is their own job."""
        return job.user_id == self.user_id

    def may_change(self, job: Job) -> bool:
        """Whether they may cancel or delete it: their own, or one from a server that they manage."""
        is_theirs = self.is_manager and job.budget_guild_id is not None and job.budget_guild_id == self.guild_id
        return self.owns(job) or self.is_operator or is_theirs

    def refuse_use(self, job: Job) -> Sentence | None:
        """Return why they can't use it for a new video; None if they can.

        Nobody can use a job that was deleted, or whose prompt was. Only its owner can use one that is private or from
        direct messages. Anyone in its server can use any other, as long as they can see it there, which the caller must
        check.
        """
        if job.deleted_at is not None:
            return Sentence("job-deleted")
        if job.forgotten_at is not None:
            return Sentence("job-forgotten")
        if self.owns(job):
            return None
        if job.is_personal:
            return Sentence("job-private")
        return None if job.guild_id == self.guild_id else Sentence("job-elsewhere")


async def read_job(database: Database, job_id: str) -> Job | None:
    """Return a job, None if it doesn't exist. Raises DatabaseUnavailable."""
    async with reading_in_time(database, "job not read", job_id=job_id) as connection:
        return await jobs.get_job(connection, job_id)
