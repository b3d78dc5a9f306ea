"""The whole money core against a plain model: whatever happens in whatever order, both say the same.

The model keeps lists and adds them up anew for every question; it knows nothing of entries, totals or moving windows.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import Connection, text

from bot.domain.improvements import Problem
from bot.domain.jobs import NO_PICTURES, FailureReason, Job, JobState
from bot.domain.limits import WHOLE_BOT, Defaults, Field, Scope, StoredLimit, Window
from bot.domain.quota import Refusal, RefusalReason, UsageKind
from bot.domain.requests import VideoRequest
from bot.domain.rules import Requester
from bot.domain.stories import SceneText
from bot.models import ModelSpec
from bot.services.admin.limits import LimitChanges
from bot.services.admin.rules import RuleChanges
from bot.services.jobs.requests import draw_seeds, number_variations
from bot.services.privacy.deletion import DeletionRefused, PersonalDeletions
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.scenes import number_scenes
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import improvements
from bot.storage.money.ledger import lock
from bot.storage.money.ledger_audit import check
from bot.storage.money.window_totals import read_totals
from bot.storage.tables.columns import metadata
from tests.support.jobs import NOW, make_job, make_request
from tests.support.models import CATALOGUE
from tests.support.money import OPERATOR, MovedClock, S, ask, lead, make_call
from tests.support.soak import IS_SOAK

T = TypeVar("T")
USD = 1_000_000
F = FailureReason
WINDOWS = {Window.DAY: timedelta(days=1), Window.WEEK: timedelta(days=7), Window.MONTH: timedelta(days=30)}
SECONDS = {Window.DAY: 20, Window.WEEK: 26, Window.MONTH: 35}
USER_MICROS = {Window.DAY: 22 * USD, Window.MONTH: 34 * USD}
SERVER_MICROS = {Window.DAY: 30 * USD, Window.WEEK: 36 * USD}
BOT_MICROS = {Window.DAY: 45 * USD, Window.MONTH: 52 * USD}
DEFAULTS = Defaults(
    user_seconds=SECONDS,
    user_micros=USER_MICROS,
    user_jobs_at_once=4,
    user_cooldown_s=30,
    server_micros=SERVER_MICROS,
    bot_micros=BOT_MICROS,
    strikes_per_day=2,
    failures_per_day=0,
)
BEFORE_POST = {F.UPLOAD_FAILED, F.REJECTED, F.MODEL_GONE, F.SCENE_LOST}
UNPAID = {*BEFORE_POST, F.CONTENT_BLOCKED, F.GENERATION_FAILED}


@dataclass
class Made:
    """A job as the model sees it."""

    job: Job
    at: datetime
    seconds: int
    granted: int
    micros: int
    is_running: bool = True
    is_completed: bool = False


@dataclass
class Ended:
    """The end of all of a person's grants, because their data was deleted."""

    user_id: int


@dataclass
class Given:
    """A grant as the model sees it."""

    user_id: int
    guild_id: int | None
    seconds: int
    at: int
    expires_at: datetime | None


class Model:
    """Lists, added up anew for every question."""

    def __init__(self) -> None:
        self.made: list[Made] = []
        #: Calls to the language model, which use money only.
        self.improved: list[Made] = []
        #: Accepted jobs and grants in the order they came.
        self.order: list[Made | Given | Ended] = []
        self.blocks: dict[tuple[int, int], datetime | None] = {}
        self.strikes: list[tuple[int, datetime]] = []
        #: A person's own limits of a day in a server: seconds, and money.
        self.overrides: dict[tuple[int, int], int] = {}
        self.usd_overrides: dict[tuple[int, int], int] = {}

    def used(self, now: datetime, window: Window, *, user_id: int | None = None, guild_id: int | None = None) -> int:
        """Seconds of a person, or money of a server, or of all."""
        if user_id is not None:
            return sum(made.seconds for made in self._counting(now, window) if made.job.user_id == user_id)
        return sum(made.micros for made in self._counting(now, window) if guild_id in (None, made.job.guild_id))

    def used_micros(self, now: datetime, window: Window, user_id: int) -> int:
        """Money of a person."""
        return sum(made.micros for made in self._counting(now, window) if made.job.user_id == user_id)

    def _counting(self, now: datetime, window: Window) -> list[Made]:
        return [made for made in (*self.made, *self.improved) if made.at > now - WINDOWS[window]]

    def granted(self, now: datetime, user_id: int, guild_id: int | None) -> int:
        """What is left of the grants: every second ever used is taken from the grant that would have expired first."""
        left: list[list[Any]] = []
        for thing in self.order:
            if isinstance(thing, Ended):
                left = [] if thing.user_id == user_id else left
                continue
            if isinstance(thing, Given):
                if thing.user_id == user_id:
                    left.append([thing, thing.seconds])
                continue
            if thing.job.user_id == user_id:
                for _ in range(thing.granted):
                    self._pick(left, thing.at, thing.job.guild_id)[1] -= 1
        return sum(one[1] for one in left if self._is_good(one[0], now, guild_id))

    def _pick(self, left: list[list[Any]], at: datetime, guild_id: int | None) -> list[Any]:
        good = [one for one in left if one[1] > 0 and self._is_good(one[0], at, guild_id)]
        return min(
            good,
            key=lambda one: (one[0].expires_at or datetime.max.replace(tzinfo=NOW.tzinfo), one[0].guild_id is None),
        )

    @staticmethod
    def _is_good(given: Given, at: datetime, guild_id: int | None) -> bool:
        return given.guild_id in (None, guild_id) and (given.expires_at is None or at < given.expires_at)

    def cap(self, window: Window, user_id: int, guild_id: int | None) -> int:
        if window is Window.DAY and guild_id is not None:
            return self.overrides.get((guild_id, user_id), SECONDS[window])
        return SECONDS[window]

    def cap_micros(self, window: Window, user_id: int, guild_id: int | None) -> int | None:
        if window is Window.DAY and guild_id is not None:
            return self.usd_overrides.get((guild_id, user_id), USER_MICROS[window])
        return USER_MICROS.get(window)

    def left_s(self, now: datetime, user_id: int, guild_id: int | None) -> int:
        """What is left of the allowance alone."""
        return min(max(0, self.cap(w, user_id, guild_id) - self.used(now, w, user_id=user_id)) for w in Window)

    def is_struck(self, now: datetime, user_id: int) -> bool:
        mine = [at for struck_id, at in self.strikes if struck_id == user_id]
        return any(
            now < last + timedelta(days=1) and sum(last - timedelta(days=1) < at <= last for at in mine) >= 2
            for last in mine
        )

    def running(self, user_id: int) -> int:
        """How many videos of a person are in progress; a film is one until it is over."""
        mine = [made.job for made in self.made if made.is_running and made.job.user_id == user_id]
        return len({job.card_key if job.is_scene else job.id for job in mine})

    def obstacles(
        self,
        now: datetime,
        user_id: int,
        guild_id: int | None,
        duration_s: int,
        cost: int,
        count: int = 1,
        *,
        is_film: bool = False,
    ) -> set[str]:
        """Everything that stands in the way of a request for so many videos, or for a film of so many scenes."""
        found = set()
        duration_s, cost = duration_s * count, cost * count
        for origin in (WHOLE_BOT, guild_id):
            end = self.blocks.get((origin, user_id), NOW) if origin is not None else NOW
            if end is None or now < end:
                found.add("blocked")
        if self.is_struck(now, user_id):
            found.add("strikes")
        mine = [made for made in self.made if made.job.user_id == user_id]
        if self.running(user_id) + (1 if is_film else count) > 4:
            found.add("jobs_at_once")
        if any(now < made.at + timedelta(seconds=30 * made.job.group_size) for made in mine):
            found.add("cooldown")
        granted = self.granted(now, user_id, guild_id)
        for window in Window:
            left = max(0, self.cap(window, user_id, guild_id) - self.used(now, window, user_id=user_id))
            if duration_s > left + granted:
                found.add(f"seconds user {window}")
            cap = self.cap_micros(window, user_id, guild_id)
            if cap is not None and self.used_micros(now, window, user_id) + cost > cap:
                found.add(f"user_usd user {window}")
        for window, budget in BOT_MICROS.items():
            if self.used(now, window) + cost > budget:
                found.add(f"budget bot {window}")
        for window, budget in SERVER_MICROS.items():
            if guild_id is not None and self.used(now, window, guild_id=guild_id) + cost > budget:
                found.add(f"budget server {window}")
        return found


users = st.sampled_from([1001, 1002])
guilds = st.sampled_from([2001, 2002, None])
costs = st.sampled_from([None, 0, 2 * USD, 5 * USD, 12 * USD])


#: Videos of a cheap and a dear model, in what makes a difference to the price: how many times as much as the cheapest.
TIMES = {
    ("veo-2", "", False): 8,
    ("veo-3.1-lite", "720p", False): 1,
    ("veo-3.1-lite", "1080p", True): 2,
    ("veo-3.1", "720p", True): 5,
}
#: What the dear model is called where it begins with a picture.
NEXT_SCENE = {("veo-2-image2video", "720p", False): 8}
kinds = st.sampled_from(list(TIMES))


def times_of(request: VideoRequest) -> int:
    """How many times as much as the cheapest a second costs; what the test doesn't order costs the most."""
    return (TIMES | NEXT_SCENE).get((request.model, request.resolution, request.has_sound), 9)


def is_of_budgets(obstacle: str) -> bool:
    """Whether it stays in the way of what a moderator has approved: all but a person's own limits."""
    return obstacle in ("blocked", "strikes") or obstacle.startswith("budget")


@dataclass
class FixedPrice:
    """Reserves what a test says, whatever costs have taught."""

    price: int = 0

    def estimate_micros(self, _connection: Connection, _spec: ModelSpec, request: VideoRequest) -> int:
        return self.price * times_of(request) * request.duration_s


class Books(RuleBasedStateMachine):
    """What can happen to money."""

    database: Database
    runner: asyncio.Runner
    fixed: FixedPrice
    running = Bundle("running")

    def __init__(self) -> None:
        super().__init__()
        self.clock = MovedClock()
        self.quota_service = QuotaService(self.database, DEFAULTS, self.clock, CATALOGUE)
        self.limits = LimitChanges(self.database, DEFAULTS, self.clock, CATALOGUE)
        self.moderation = RuleChanges(self.database, self.clock)
        self.deletions = PersonalDeletions(self.database, self.clock)
        self.model = Model()
        self.run(self._clear())

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    async def _clear(self) -> None:
        async with self.database.write() as connection:
            for table in reversed(metadata.sorted_tables):
                await connection.execute(table.delete())

    @rule(
        target=running,
        user_id=users,
        guild_id=guilds,
        videos=st.lists(st.tuples(kinds, st.integers(0, 3)), min_size=2, max_size=6),
        price=st.sampled_from([1, 1, USD // 8, USD // 4]),
        pause_s=st.sampled_from([31, 31, 31, 29, 0]),
        gift_s=st.sampled_from([0, 0, 4, 15]),
    )
    def request(
        self,
        user_id: int,
        guild_id: int | None,
        videos: list[tuple[tuple[str, str, bool], int]],
        price: int,
        pause_s: int,
        gift_s: int,
    ) -> Any:
        if gift_s:
            self._grant(user_id, guild_id, gift_s, 30)
        accepted = []
        for kind, length in videos:
            self.clock.advance(seconds=pause_s)
            made = self._request(user_id, guild_id, kind, length, price)
            accepted += [] if made is None else [made]
        return multiple(*accepted)

    def _request(
        self, user_id: int, guild_id: int | None, kind: tuple[str, str, bool], length: int, price: int
    ) -> Made | None:
        now = self.clock.now()
        model, resolution, has_sound = kind
        lengths = CATALOGUE.get(model).durations_s
        duration_s = lengths[length % len(lengths)]
        cost = price * TIMES[kind] * duration_s
        video = {"model": model, "resolution": resolution, "has_sound": has_sound, "duration_s": duration_s}
        seed = CATALOGUE.get(model).draw_seed()
        job = make_job(user_id=user_id, guild_id=guild_id, estimate_micros=cost, created_at=now, seed=seed, **video)
        self.fixed.price = price
        obstacles = self.model.obstacles(now, user_id, guild_id, duration_s, cost)
        try:
            self.run(self.quota_service.accept(ask(job), job))
        except RequestRefused as error:
            self._check_refusal(error.refusal, obstacles, job)
            return None
        assert obstacles == set()
        granted = max(0, duration_s - self.model.left_s(now, user_id, guild_id))
        made = Made(job, now, duration_s - granted, granted, cost)
        self.model.made.append(made)
        self.model.order.append(made)
        return made

    @rule(
        target=running,
        user_id=users,
        guild_id=guilds,
        kind=kinds,
        length=st.integers(0, 3),
        price=st.sampled_from([1, USD // 8]),
        count=st.integers(2, 4),
        is_approved=st.booleans(),
        is_film=st.booleans(),
    )
    def request_several(
        self,
        user_id: int,
        guild_id: int | None,
        kind: tuple[str, str, bool],
        length: int,
        price: int,
        count: int,
        is_approved: bool,
        is_film: bool,
    ) -> Any:
        """Variations or scenes, all or none; once a moderator has approved them, their person's limits don't count."""
        self.clock.advance(seconds=31)
        now, (model, resolution, has_sound) = self.clock.now(), kind
        spec = CATALOGUE.get(model)
        duration_s = spec.durations_s[length % len(spec.durations_s)]
        cost = price * TIMES[kind] * duration_s
        video = {"model": model, "resolution": resolution, "has_sound": has_sound, "duration_s": duration_s}
        first = make_job(
            user_id=user_id, guild_id=guild_id, estimate_micros=cost, created_at=now, seed=spec.draw_seed(), **video
        )
        first = replace(first, request_key=first.id)
        if is_film:
            wanted = number_scenes(first, spec, [SceneText(f"scene {number}") for number in range(count)])
        else:
            wanted = number_variations(first, draw_seeds(CATALOGUE, first.request, count))
        self.fixed.price = price
        obstacles = self.model.obstacles(now, user_id, guild_id, duration_s, cost, count, is_film=is_film)
        if is_approved:
            obstacles = {one for one in obstacles if is_of_budgets(one)}
        try:
            self._accept_several(wanted, is_approved=is_approved)
        except RequestRefused as error:
            self._check_refusal(error.refusal, obstacles, wanted[0], is_approved=is_approved)
            return multiple()
        assert obstacles == set()
        accepted = []
        for job in wanted:
            granted = 0 if is_approved else max(0, duration_s - self.model.left_s(now, user_id, guild_id))
            made = Made(job, now, duration_s - granted, granted, cost)
            self.model.made.append(made)
            self.model.order.append(made)
            accepted.append(made)
        return multiple(*accepted)

    def _accept_several(self, wanted: Sequence[Job], *, is_approved: bool) -> None:
        if not is_approved:
            self.run(self.quota_service.accept_all(ask(wanted[0]), wanted))
            return

        def accept(connection: Connection) -> None:
            lock(connection)
            now = self.clock.now()
            self.quota_service.accept_approved(connection, ask(wanted[0]), wanted, NO_PICTURES, now)

        self.run(self.database.transact(accept))

    def _check_refusal(self, refusal: Refusal, obstacles: set[str], job: Job, *, is_approved: bool = False) -> None:
        name = str(refusal.reason)
        if refusal.window is not None:
            name += f" {refusal.scope} {refusal.window}"
        assert name in obstacles, (name, obstacles)

        def named_at(at: datetime) -> bool:
            ask = (job.request.duration_s, job.estimate_micros, job.group_size)
            return name in self.model.obstacles(at, job.user_id, job.guild_id, *ask, is_film=job.is_scene)

        if refusal.comes_back_at is not None and refusal.reason not in (RefusalReason.BLOCKED, RefusalReason.STRIKES):
            assert named_at(refusal.comes_back_at - timedelta(microseconds=1))
            if refusal.reason is not RefusalReason.SECONDS or not self._grants_end_before(job, refusal.comes_back_at):
                assert not named_at(refusal.comes_back_at)
        now = self.clock.now()
        for offer in refusal.offers:
            seconds = offer.request.duration_s
            cost = self.fixed.price * times_of(offer.request) * seconds
            assert offer.cost_micros == cost
            assert cost < job.estimate_micros or offer.is_just_shorter or offer.is_just_fewer
            ask = (seconds, cost, offer.count)
            found = self.model.obstacles(now, job.user_id, job.guild_id, *ask, is_film=job.is_scene)
            assert {one for one in found if not is_approved or is_of_budgets(one)} == set()
            CATALOGUE.get(offer.request.model).check(offer.request)

    def _grants_end_before(self, job: Job, at: datetime) -> bool:
        now = self.model.granted(self.clock.now(), job.user_id, job.guild_id)
        return now != self.model.granted(at, job.user_id, job.guild_id)

    @rule(made=running, cost=costs, is_delivered=st.booleans())
    def complete(self, made: Made, cost: int | None, is_delivered: bool) -> None:
        if not made.is_running or made.is_completed:
            return
        path = (S.SUBMITTING, S.GENERATING, S.FETCHING)
        made.job = self._lead(made, *path, cost_micros=cost, completed_at=self.clock.now())
        made.is_completed = True
        if cost is not None:
            made.micros = cost
        if is_delivered:
            made.job = self._lead(made, S.DELIVERING, S.DELIVERED)
            made.is_running = False

    @rule(made=running, kind=kinds, length=st.integers(0, 3), price=st.sampled_from([1, USD // 8, USD // 4]))
    def change(self, made: Made, kind: tuple[str, str, bool], length: int, price: int) -> None:
        """A job that waits asks for something else: as if its own reserve had never been."""
        if not made.is_running or made.job.state is not S.QUEUED or made.job.is_scene:
            return
        self.clock.advance(seconds=7)
        now, job = self.clock.now(), made.job
        model, resolution, has_sound = kind
        lengths = CATALOGUE.get(model).durations_s
        duration_s = lengths[length % len(lengths)]
        cost = price * TIMES[kind] * duration_s
        seed = CATALOGUE.get(model).draw_seed()
        video = {"model": model, "resolution": resolution, "has_sound": has_sound, "duration_s": duration_s}
        after = replace(job, request=make_request(seed=seed, **video))
        self.fixed.price = price
        before = (made.seconds, made.granted, made.micros)
        made.seconds = made.granted = made.micros = 0
        made.is_running = False
        obstacles = self.model.obstacles(now, job.user_id, job.guild_id, duration_s, cost) - {"cooldown"}
        left_s = self.model.left_s(now, job.user_id, job.guild_id)
        made.is_running = True
        try:
            made.job = self.run(self.quota_service.change(ask(job), job, after))
        except RequestRefused as error:
            made.seconds, made.granted, made.micros = before
            name = str(error.refusal.reason)
            if error.refusal.window is not None:
                name += f" {error.refusal.scope} {error.refusal.window}"
            assert name in obstacles, (name, obstacles)
            return
        assert obstacles == set()
        made.granted = max(0, duration_s - left_s)
        made.seconds, made.micros, made.at = duration_s - made.granted, cost, now
        self.model.order = [*(one for one in self.model.order if one is not made), made]

    @rule(
        user_id=users,
        guild_id=guilds,
        price=st.sampled_from([1, USD // 8, 3 * USD]),
        cost=st.sampled_from([None, 0, USD // 100, USD]),
        problem=st.sampled_from([None, Problem.NOT_SENT, Problem.NO_ANSWER, Problem.MARKUP]),
    )
    def improve(
        self, user_id: int, guild_id: int | None, price: int, cost: int | None, problem: Problem | None
    ) -> None:
        """A prompt is improved: money of all budgets, and nothing else of a video."""
        self.clock.advance(seconds=11)
        now = self.clock.now()
        call = make_call(now, user_id=user_id, guild_id=guild_id, estimate_micros=price)
        obstacles = {
            one
            for one in self.model.obstacles(now, user_id, guild_id, 0, price)
            if one not in ("jobs_at_once", "cooldown") and not one.startswith("seconds")
        }
        requester = Requester(user_id=user_id, guild_id=guild_id, channel_id=1)

        def ask_for_it(connection: Connection) -> None:
            lock(connection)
            totals = self.quota_service.admit_call(connection, requester, call.prompt, price)
            improvements.insert_call(connection, call, totals)

        try:
            self.run(self.database.transact(ask_for_it))
        except RequestRefused as error:
            name = str(error.refusal.reason)
            if error.refusal.window is not None:
                name += f" {error.refusal.scope} {error.refusal.window}"
            assert name in obstacles, (name, obstacles)
            return
        assert obstacles == set()
        job = make_job(user_id=user_id, guild_id=guild_id, created_at=now)
        self.model.improved.append(Made(job, now, 0, 0, price, is_running=False))
        if problem is Problem.NO_ANSWER and cost == 0:
            return  # still under way when everything ends
        self.clock.advance(seconds=5)
        end = partial(improvements.finish, problem=problem, at=self.clock.now(), cost_micros=cost)
        assert self.run(self.database.transact(lambda connection: end(connection, call)))
        assert not self.run(self.database.transact(lambda connection: end(connection, call))), "it ends once"
        if problem is Problem.NOT_SENT:
            self.model.improved[-1].micros = 0
        elif cost is not None:
            self.model.improved[-1].micros = cost

    @rule(made=running)
    def cancel(self, made: Made) -> None:
        if made.is_running and not made.is_completed:
            made.job = self._lead(made, S.CANCELLED)
            made.micros = made.seconds = made.granted = 0
            made.is_running = False

    @rule(made=running, failure=st.sampled_from(F), cost=costs)
    def fail(self, made: Made, failure: FailureReason, cost: int | None) -> None:
        if not made.is_running:
            return
        if made.is_completed:
            made.job = self._lead(made, S.FAILED, failure=F.VIDEO_LOST)
        elif failure is F.SUBMISSION_LOST:
            made.job = self._lead(made, S.SUBMITTING, S.UNKNOWN, S.FAILED, failure=failure)
        elif failure in BEFORE_POST:
            made.job = self._lead(made, S.SUBMITTING, S.FAILED, failure=failure)
            made.micros = 0
        else:
            made.job = self._lead(made, S.SUBMITTING, S.GENERATING, S.FAILED, failure=failure, cost_micros=cost)
            if cost is not None:
                made.micros = cost
            elif failure in UNPAID:
                made.micros = 0
            if failure is F.CONTENT_BLOCKED:
                self.model.strikes.append((made.job.user_id, self.clock.now()))
        made.seconds = made.granted = 0
        made.is_running = False

    def _lead(self, made: Made, *path: JobState, **changes: Any) -> Job:
        return self.run(lead(self.database, self.clock, made.job, *path, **changes))

    @rule(user_id=users, guild_id=guilds, seconds=st.integers(3, 20), hours=st.none() | st.sampled_from([1, 24, 200]))
    def grant(self, user_id: int, guild_id: int | None, seconds: int, hours: int | None) -> None:
        self._grant(user_id, guild_id, seconds, hours)

    def _grant(self, user_id: int, guild_id: int | None, seconds: int, hours: int | None) -> None:
        now = self.clock.now()
        expires_at = None if hours is None else now + timedelta(hours=hours)
        origin = WHOLE_BOT if guild_id is None else guild_id
        before = self.model.granted(now, user_id, guild_id)
        change = self.run(self.limits.grant(OPERATOR, origin, user_id, seconds, expires_at=expires_at))
        assert (change.before, change.after) == (before, before + seconds)
        self.model.order.append(Given(user_id, guild_id, seconds, len(self.model.order), expires_at))

    @rule(user_id=users, guild_id=guilds, hours=st.sampled_from([0.01, 0.01, 1, 30, None]))
    def block(self, user_id: int, guild_id: int | None, hours: float | None) -> None:
        until_at = None if hours is None else self.clock.now() + timedelta(hours=hours)
        origin = WHOLE_BOT if guild_id is None else guild_id
        self.run(self.moderation.block(OPERATOR, origin, user_id, until_at=until_at))
        self.model.blocks[origin, user_id] = until_at

    @rule(user_id=users)
    def unblock(self, user_id: int) -> None:
        for origin in (WHOLE_BOT, 2001, 2002):
            self.run(self.moderation.unblock(OPERATOR, origin, user_id))
            self.model.blocks.pop((origin, user_id), None)

    @rule(user_id=users, guild_id=st.sampled_from([2001, 2002]), seconds=st.sampled_from([None, 1, 12, 30]))
    def override(self, user_id: int, guild_id: int, seconds: int | None) -> None:
        limit = StoredLimit(
            guild_id=guild_id, scope=Scope.USER, subject_id=user_id, field=Field.SECONDS_PER_DAY, value=seconds
        )
        if seconds is None:
            self.run(self.limits.clear_limit(OPERATOR, limit))
            self.model.overrides.pop((guild_id, user_id), None)
        else:
            self.run(self.limits.set_limit(OPERATOR, limit))
            self.model.overrides[guild_id, user_id] = seconds

    @rule(user_id=users, guild_id=st.sampled_from([2001, 2002]), usd=st.sampled_from([None, 1, 9, 25]))
    def override_usd(self, user_id: int, guild_id: int, usd: int | None) -> None:
        limit = StoredLimit(
            guild_id=guild_id,
            scope=Scope.USER,
            subject_id=user_id,
            field=Field.USER_USD_PER_DAY,
            value=None if usd is None else usd * USD,
        )
        if usd is None:
            self.run(self.limits.clear_limit(OPERATOR, limit))
            self.model.usd_overrides.pop((guild_id, user_id), None)
        else:
            self.run(self.limits.set_limit(OPERATOR, limit))
            self.model.usd_overrides[guild_id, user_id] = usd * USD

    @rule(user_id=users)
    def delete_data(self, user_id: int) -> None:
        """What was used stays as it is; only extra seconds end."""
        self.run(self._close())
        try:
            self.run(self.deletions.delete(user_id))
        except DeletionRefused:
            return
        assert not any(made.is_running for made in self.model.made if made.job.user_id == user_id)
        self.model.order.append(Ended(user_id))

    @rule(is_later=st.booleans())
    def remove_ids(self, is_later: bool) -> None:
        if is_later:
            self.clock.advance(days=31)
        self.run(self._close())
        self.run(self.deletions.finish_due())
        assert self.run(check(self.database)) == []

    async def _close(self) -> None:
        """Have everyone told how their jobs ended, and all messages of deleted ones gone."""
        async with self.database.write() as connection:
            ended = "state IN ('delivered', 'failed', 'cancelled')"
            await connection.execute(text(f"UPDATE jobs SET closed_at = created_at WHERE {ended}"))

    @rule(minutes=st.sampled_from([0.5, 45, 600, 1439, 1440, 1440, 2000, 4000, 10080, 43200]))
    def wait(self, minutes: float) -> None:
        self.clock.advance(minutes=minutes)

    @rule(user_id=users, guild_id=guilds)
    def look(self, user_id: int, guild_id: int | None) -> None:
        """What people are shown is what the model says."""
        now = self.clock.now()
        requester = ask(make_job(user_id=user_id, guild_id=guild_id))
        allowance = self.run(self.quota_service.allowance(requester))
        for window in allowance.windows:
            used, cap = (
                (partial(self.model.used, user_id=user_id), self.model.cap)
                if window.kind is UsageKind.USER_SECONDS
                else (partial(self.model.used_micros, user_id=user_id), self.model.cap_micros)
            )
            assert window.used == used(now, window.window)
            assert window.limit == cap(window.window, user_id, guild_id)
            if window.next_at is not None:
                assert window.used - used(window.next_at, window.window) == window.next_amount > 0
        granted = self.model.granted(now, user_id, guild_id)
        assert (allowance.granted_s, sum(grant.seconds for grant in allowance.grants)) == (granted, granted)
        assert allowance.left_s == self.model.left_s(now, user_id, guild_id) + granted
        assert allowance.running == self.model.running(user_id)
        is_paused = any(strikes.paused_until is not None for strikes in allowance.strikes)
        assert is_paused is self.model.is_struck(now, user_id)

    @invariant()
    def totals_are_what_the_model_adds_up(self) -> None:
        now = self.clock.now()
        totals_by_kind = self.run(self._totals_by_kind())
        for window in Window:
            spent = {kind: of_kind.spent[window] for kind, of_kind in totals_by_kind.items()}
            assert spent == {
                UsageKind.BOT: self.model.used(now, window),
                UsageKind.SERVER: self.model.used(now, window, guild_id=2001),
                UsageKind.USER_SECONDS: self.model.used(now, window, user_id=1001),
                UsageKind.USER_USD: self.model.used_micros(now, window, 1001),
            }

    async def _totals_by_kind(self) -> Any:
        async with self.database.read() as connection:
            return await connection.run_sync(read_totals, 1001, 2001, self.clock.now())

    def teardown(self) -> None:
        assert self.run(check(self.database)) == []
        pending = self.run(self._count())
        assert pending == sum(made.is_running for made in self.model.made)
        super().teardown()

    async def _count(self) -> int:
        async with self.database.read() as connection:
            return len(await jobs.list_jobs(connection))


async def allow_clearing(database: Database) -> None:
    """Each example starts with empty tables, which the append-only ones would refuse."""
    async with database.write() as connection:
        if database.is_sqlite:
            await connection.execute(text("DROP TRIGGER ledger_no_delete"))
        else:
            await connection.execute(text("ALTER TABLE ledger DISABLE TRIGGER USER"))
            await connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))


#: `make soak` (VEO_SOAK above 1) tells many more stories.
EXAMPLES = {"sqlite": 5, "postgresql": 3} if not IS_SOAK else {"sqlite": 100, "postgresql": 100}


@pytest.mark.on_both_databases
@pytest.mark.timeout(12 * max(EXAMPLES.values()) + 240)
def test_whatever_happens_the_books_agree_with_a_plain_model(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = FixedPrice()
    monkeypatch.setattr("bot.services.quota.admission.estimate_micros", fixed.estimate_micros)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        database = runner.run(stack.enter_async_context(Database.open(database_url)))
        try:
            runner.run(allow_clearing(database))
            machine = type("Books", (Books,), {"database": database, "runner": runner, "fixed": fixed})
            run_state_machine_as_test(
                machine,
                settings=settings(
                    max_examples=EXAMPLES[database.engine.dialect.name],
                    stateful_step_count=30,
                    derandomize=True,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(stack.aclose())
