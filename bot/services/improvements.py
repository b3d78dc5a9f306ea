"""Improves prompts: checks and reserves a call to the language model, and waits for its answer."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.clock import Clock
from bot.domain.improvements import UNDER_WAY, Improvement, ImprovementSettings, ImprovementState, Problem
from bot.domain.jobs import is_job_id, new_job_id
from bot.domain.rules import Requester
from bot.errors import RequestTaken, UserError
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.quota.refusals import relative_time
from bot.services.quota.service import QuotaService
from bot.services.unavailable import reading_in_time, unavailable
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.money import improvements, ledger

log = get_logger(__name__)

#: How long a person waits: a little longer than the worker tries.
_WAIT_S = 24.0
_LOOK_S = 0.2
_HOUR = timedelta(hours=1)


class Improvements:
    """Asks for better prompts; the worker in the leading process makes the calls."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        quota_service: QuotaService,
        settings: ImprovementSettings,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._quota_service = quota_service
        self._settings = settings
        #: Called when there is a new call, for a worker in this process.
        self._wake = wake

    @property
    def is_on(self) -> bool:
        """Whether there is a language model."""
        return bool(self._settings.model)

    async def improve(
        self, requester: Requester, request_key: str, prompt: str, *, has_picture: bool, order: str
    ) -> Improvement:
        """Have a prompt improved, and return the result: a better text, or the problem that prevented one.

        `order` is stored with it. A call is checked against all rules and budgets like a request for a video, and
        reserved before it is made; one that was sent stays booked until its cost is known. Raises RequestRefused,
        RequestTaken if this interaction has asked already, UserError if there is no language model or the person has
        asked too often, and DatabaseUnavailable.
        """
        if not self.is_on:
            raise UserError(Sentence("improve-off"))
        wanted = Improvement(
            id=new_job_id(self._clock.now()),
            state=ImprovementState.ASKED,
            user_id=requester.user_id,
            guild_id=requester.guild_id,
            request_key=request_key,
            model=self._settings.model,
            prompt=prompt,
            has_picture=has_picture,
            order=order,
            estimate_micros=self._settings.price_micros,
            created_at=self._clock.now(),
        )
        try:
            stored = await self._database.transact(lambda connection: self._store(connection, requester, wanted))
            self._wake()
            return await self._wait(stored)
        except DATABASE_FAILURES as error:
            log.warning("prompt not improved", user_id=requester.user_id, why=repr(error))
            raise unavailable(error) from error

    async def find(self, improvement_id: str, user_id: int) -> Improvement:
        """Read a person's own call. Raises UserError if there is none or it is forgotten, and DatabaseUnavailable."""
        if not is_job_id(improvement_id):  # any client can send any text, and the database can't search for every one
            raise UserError(Sentence("improve-forgotten"))
        async with reading_in_time(self._database, "improvement not read", improvement_id=improvement_id) as connection:
            found = await connection.run_sync(improvements.read_call, improvement_id)
        if found is None or found.user_id != user_id or not found.prompt:
            raise UserError(Sentence("improve-forgotten"))
        return found

    def _store(self, connection: Connection, requester: Requester, wanted: Improvement) -> Improvement:
        """Check a call, reserve its cost and store it."""
        ledger.lock(connection)
        twin = improvements.find_by_key(connection, wanted.request_key)
        if twin is not None:
            if twin.id == wanted.id:  # stored by an attempt whose answer was lost
                return twin
            raise RequestTaken(f"{wanted.request_key} has asked for improvement {twin.id}")
        self._require_room(connection, wanted)
        wanted = improvements.estimate(connection, wanted)
        totals = self._quota_service.admit_call(connection, requester, wanted.prompt, wanted.estimate_micros)
        improvements.insert_call(connection, wanted, totals)
        return wanted

    def _require_room(self, connection: Connection, wanted: Improvement) -> None:
        """Refuse a person who has asked too often, or whose last call isn't over."""
        most, now = self._settings.per_hour, wanted.created_at
        count, first_at = improvements.count_recent(connection, wanted.user_id, now - _HOUR)
        if count >= most:
            raise UserError(Sentence("improve-often", most=most, when=_describe_end(first_at, now)))
        mine = [one for one in improvements.list_under_way(connection) if one.user_id == wanted.user_id]
        if any(abs(now - one.created_at) < timedelta(seconds=_WAIT_S) for one in mine):
            raise UserError(Sentence("improve-busy"))

    async def _wait(self, asked: Improvement) -> Improvement:
        """Wait until the call is over, but no longer than a person would."""
        give_up_at = self._clock.monotonic() + _WAIT_S
        while True:
            async with self._database.read() as connection:
                found = await connection.run_sync(improvements.read_call, asked.id)
            if found is not None and found.state not in UNDER_WAY:
                return found
            if found is None or self._clock.monotonic() >= give_up_at:
                break
            await self._clock.sleep(_LOOK_S)
        return await self._give_up(found or asked)

    async def _give_up(self, late: Improvement) -> Improvement:
        """Take back a call that wasn't sent; one that was stays booked, and its answer comes too late."""

        def take_back(connection: Connection) -> Improvement:
            if late.state is ImprovementState.ASKED:
                improvements.finish(connection, late, at=self._clock.now(), problem=Problem.NOT_SENT)
            return improvements.read_call(connection, late.id) or late

        return await self._database.transact(take_back)


def _describe_end(first_at: datetime | None, now: datetime) -> str:
    """When the first of a person's calls will be an hour old."""
    return relative_time(max(now, (first_at or now) + _HOUR))
