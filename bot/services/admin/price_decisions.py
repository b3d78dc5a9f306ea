"""Operators' decisions about a model that is paused because its costs were implausible."""

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


class PriceAlreadyDecided(UserError):
    """The model isn't paused any more, or was paused again since."""


class PriceDecisions:
    """Resumes paused models."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[str], None] = lambda _job_id: None) -> None:
        self._database = database
        self._clock = clock
        #: Called with the id of the job whose cost paused the model, for a worker in this process.
        self.wake = wake

    async def decide(self, job_id: str, *, are_right: bool, operator_id: int) -> int | None:
        """Resume the model that was paused because of this job's cost.

        If its costs are right, they become its price; otherwise it is still booked at the estimate. Returns the price
        per second that is reserved from now on; None means the catalogue's. Raises PriceAlreadyDecided or
        DatabaseUnavailable.
        """
        async with changing(self._database) as connection:
            job = await jobs.get_job(connection, job_id)
            if job is None or await prices.find_pausing(connection, job.price_key) != job_id:
                raise PriceAlreadyDecided(Sentence("error-costs-decided"))
            price_micros = await prices.end_pause(
                connection, job.price_key, self._clock.now(), are_right=are_right, operator_id=operator_id
            )
        log.info("model goes on", price_key=job.price_key, are_right=are_right, operator_id=operator_id)
        self.wake(job_id)
        return price_micros
