"""Asks the language model for better prompts, with requests that no video needs."""

import asyncio
from dataclasses import replace

from bot.domain.clock import Clock, Elapsed
from bot.domain.improvements import Improvement, ImprovementState, Judged, Problem, judge_answer, make_messages
from bot.domain.money import judge_cost
from bot.domain.request_budget import RequestBudget
from bot.observability import get_logger
from bot.segmind.chat import Chat
from bot.segmind.client import SegmindClient
from bot.segmind.errors import Ambiguous, RateLimited, SegmindError, SegmindRefused
from bot.storage.core.database import Database
from bot.storage.money import improvements
from bot.worker.scheduler import Scheduler
from bot.worker.submission_gate import SubmissionGate

log = get_logger(__name__)

#: Nobody waits longer for a better prompt, so a call that couldn't be sent by then isn't sent any more.
PATIENCE_S = 20.0
#: How often to check for room while calls wait, and for calls that other processes asked for.
_LOOK_S = 0.25
_IDLE_S = 1.0
_AT_ONCE = 3
#: Kept free for videos that come next.
_KEPT_FREE = 1
_RESTART_S = 1.0


class Improving:
    """Takes each stored call to its end; a call is never sent twice.

    A call goes out only if the minute has room beyond the requests that videos are waiting for.
    """

    def __init__(
        self,
        database: Database,
        segmind: SegmindClient,
        budget: RequestBudget,
        scheduler: Scheduler,
        submission_gate: SubmissionGate,
        clock: Clock,
        price_micros: int,
    ) -> None:
        self._database = database
        self._segmind = segmind
        self._budget = budget
        self._scheduler = scheduler
        self._submission_gate = submission_gate
        self._clock = clock
        #: What a call is expected to cost; the reservation may be higher.
        self._price_micros = price_micros
        self._elapsed = Elapsed(clock)
        self._woken = asyncio.Event()
        self._calling: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Report a new call. Returns at once; may be called from any callback."""
        self._woken.set()

    async def run(self) -> None:
        """Send calls until cancelled; calls cut off by that may have been paid, so they stay booked."""
        try:
            while True:
                try:
                    wait_s = await self._advance()
                except Exception:  # the next look tries again
                    log.exception("improvements not read")
                    wait_s = _RESTART_S
                await self._clock.wait(self._woken, wait_s)
                self._woken.clear()
        finally:
            for task in self._calling.values():
                task.cancel()
            await asyncio.gather(*self._calling.values(), return_exceptions=True)

    async def _advance(self) -> float:
        """Do what is due; returns the seconds until the next look."""
        async with self._database.read() as connection:
            under_way = await connection.run_sync(improvements.list_under_way)
        for one in under_way:
            if one.id in self._calling:
                continue
            if one.state is ImprovementState.SENDING:
                # A process that has ended sent it, or was about to, so it may have been paid.
                await self._finish(one, Judged(None, Problem.NO_ANSWER))
            elif self._elapsed.age_s(one.id, one.created_at) > PATIENCE_S or self._submission_gate.reason is not None:
                await self._finish(one, Judged(None, Problem.NOT_SENT))
            elif self._has_room():
                # Counted before anything else can take the request.
                ticket = self._budget.take(self._clock.monotonic())
                self._calling[one.id] = asyncio.create_task(self._call(one, ticket), name=f"improve {one.id}")
        return _LOOK_S if under_way else _IDLE_S

    def _has_room(self) -> bool:
        now = self._clock.monotonic()
        if len(self._calling) >= _AT_ONCE or self._budget.free_at(now) > now:
            return False
        return self._budget.free_by(now) > self._scheduler.awaited + _KEPT_FREE

    async def _call(self, one: Improvement, ticket: int) -> None:
        """Send a call once and store its outcome."""
        until: float | None = None
        try:
            async with self._database.write() as connection:
                is_mine = await connection.run_sync(improvements.claim, one)
            if is_mine:
                until = await self._ask(one)
        except Exception:  # the row says how far it got, and the next look goes on from there
            log.exception("call to the language model failed", improvement_id=one.id)
        finally:
            now = self._clock.monotonic()
            if until is None:
                self._budget.answered(ticket, now)
            else:
                self._budget.throttled(ticket, now, until)
            del self._calling[one.id]
            self._scheduler.wake()
            self._woken.set()

    async def _ask(self, claimed: Improvement) -> float | None:
        """Ask the language model and book the answer; returns when a rate limit ends, None without one."""
        one = replace(claimed, state=ImprovementState.SENDING)
        until, chat = None, Chat("")
        try:
            messages = make_messages(one.prompt, has_picture=one.has_picture)
            chat = await self._segmind.chat(one.model, messages)
        except RateLimited as error:
            until = self._clock.monotonic() + (error.retry_at - self._clock.now()).total_seconds()
            judged = Judged(None, Problem.NOT_SENT)
        except SegmindRefused as error:
            log.warning("language model not asked", improvement_id=one.id, why=repr(error), said=error.detail)
            judged = Judged(None, Problem.REFUSED)
        except (Ambiguous, SegmindError) as error:
            log.warning("no answer of the language model", improvement_id=one.id, why=type(error).__name__)
            judged = Judged(None, Problem.NO_ANSWER)
        else:
            judged = judge_answer(chat.text, one.prompt, is_cut=chat.is_cut)
        await self._finish(one, judged, chat.cost_said)
        return until

    async def _finish(self, one: Improvement, judged: Judged, cost_said: str | None = None) -> None:
        cost = judge_cost(one.estimate_micros, cost_said, expected_micros=self._price_micros or None)
        is_ended = await self._database.transact(
            lambda connection: improvements.finish(
                connection,
                one,
                at=self._clock.now(),
                improved=judged.text,
                problem=judged.problem,
                cost_micros=cost.booked_micros,
                cost_said=cost.said,
            )
        )
        if is_ended:
            log.info("prompt improved", improvement_id=one.id, problem=judged.problem, user_id=one.user_id)
