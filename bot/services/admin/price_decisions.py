"""What operators decide about a model that is paused because its costs made no sense."""

from collections.abc import Callable

from bot.domain.clock import Clock
from bot.errors import UserError
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.admin.changes import changing
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import prices

log = get_logger(__name__)


class AlreadyDecided(UserError):
    """The model goes on already, or was paused anew since."""


class PriceDecisions:
    """Lets paused models go on."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[str], None] = lambda _job_id: None) -> None:
        self._database = database
        self._clock = clock
        #: Called with the id of the job whose cost paused the model, for a worker in this process.
        self.wake = wake

    async def decide(self, job_id: str, *, are_right: bool, operator_id: int) -> int | None:
        """Let videos be made again of the model that this job's cost has paused.

        If its costs are right after all, they are its price from now on; else they go on being booked at the estimate.
        Returns the price per second that is reserved then; None: the one from the settings. Raises AlreadyDecided, or
        DatabaseUnavailable.
        """
        async with changing(self._database) as connection:
            job = await jobs.get_job(connection, job_id)
            if job is None or (await prices.get_price(connection, job.request.model)).paused_by != job_id:
                raise AlreadyDecided(Sentence("error-costs-decided"))
            price_micros = await prices.end_pause(
                connection, job.request.model, self._clock.now(), are_right=are_right, operator_id=operator_id
            )
        log.info("model goes on", model=job.request.model, are_right=are_right, operator_id=operator_id)
        self.wake(job_id)
        return price_micros
