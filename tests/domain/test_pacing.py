"""Which request goes out next: the limit is never passed, the order is right, nobody starves, the main figures hold."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pacing import Bound
from benchmarks.pacing import given as told
from benchmarks.simulation import Figures, Scenario, Simulation, learned, plain_poll
from bot.domain.latency import LatencyKey, LatencyModel, Sample
from bot.domain.pacing import LOOK_GAP_MAX_S, LOOK_GAP_S, Action, Pacer, Queued, RequestBudget, Send, Wait, take_turns
from tests.support.models import CATALOGUE, TEXT_MODEL
from tests.support.soak import IS_SOAK

KEY = LatencyKey(TEXT_MODEL, 5)


def make_pacer(limit: int = 50) -> Pacer:
    return Pacer(RequestBudget(limit, 0.0), LatencyModel(CATALOGUE.usual_s))


def send_next(pacer: Pacer, now: float) -> Send:
    decision = pacer.next(now)
    assert isinstance(decision, Send), decision
    pacer.sent(decision, now)
    return decision


def wait_until(pacer: Pacer, now: float) -> float:
    decision = pacer.next(now)
    assert isinstance(decision, Wait), decision
    return decision.until


def next_look_at(pacer: Pacer, now: float) -> float:
    """When the next request goes out, which must be a look."""
    while isinstance(decision := pacer.next(now), Wait):
        assert decision.until > now
        now = decision.until
    assert decision.action is Action.POLL
    return now


def looks_at(pacer: Pacer, job_id: str, until: float) -> list[float]:
    """The instants of all looks at a job that never ends."""
    now, seen = 0.0, []
    while (now := next_look_at(pacer, now)) < until:
        assert send_next(pacer, now).job_id == job_id
        pacer.looked(job_id, now)
        seen.append(now)
    return seen


def spend(budget: RequestBudget, count: int, now: float) -> None:
    for _ in range(count):
        budget.answered(budget.take(now), now)


def most_in_a_minute(seen: list[float]) -> int:
    """The most that a server counts in any 60 s."""
    seen.sort()
    return max((sum(start <= at < start + 60 for at in seen[i:]) for i, start in enumerate(seen)), default=0)


class TestRequestBudget:
    @given(
        limit=st.integers(1, 12),
        assumed=st.integers(0, 20),
        steps=st.lists(
            st.tuples(
                st.floats(0, 40),  # time that passes
                st.integers(0, 15),  # requests that would like to go out
                st.floats(0, 30),  # how long the answer takes
                st.floats(0, 1),  # when in between the server sees the request
                st.booleans(),  # whether it is refused
            ),
            max_size=60,
        ),
    )
    def test_the_server_never_counts_more_than_the_limit_in_any_minute(
        self, limit: int, assumed: int, steps: list[tuple[float, int, float, float, bool]]
    ) -> None:
        budget, now = RequestBudget(limit, 0.0, assumed), 0.0
        seen: list[float] = []
        out: list[tuple[float, int, bool]] = []
        for gap_s, wishes, answer_s, share, is_refused in steps:
            now += gap_s
            for answer in [one for one in out if one[0] <= now]:
                out.remove(answer)
                (budget.throttled if answer[2] else budget.answered)(answer[1], now)
            for _ in range(wishes):
                if budget.free_at(now) <= now:
                    out.append((now + answer_s, budget.take(now), is_refused))
                    seen.append(now + answer_s * share)
        assert most_in_a_minute(seen) <= limit

    @pytest.mark.parametrize("limit", [1, 3, 50])
    def test_a_burst_up_to_the_limit_and_then_a_minute_of_silence(self, limit: int) -> None:
        budget = RequestBudget(limit, 100.0)
        spend(budget, limit, 100.0)
        assert budget.used_at(100.0) == limit
        free_at = budget.free_at(100.0)
        assert 160 < free_at < 161
        with pytest.raises(ValueError, match="no request"):
            budget.take(free_at - 0.01)
        spend(budget, limit, free_at)

    def test_a_request_counts_until_a_minute_after_its_answer(self) -> None:
        budget = RequestBudget(1, 0.0)
        ticket = budget.take(0.0)
        assert budget.free_at(500.0) == math.inf
        budget.answered(ticket, 500.0)
        assert 560 < budget.free_at(500.0) < 561

    def test_a_clock_that_stands_still_frees_nothing(self) -> None:
        budget = RequestBudget(3, 7.0)
        spend(budget, 3, 7.0)
        assert all(budget.free_at(7.0) > 67 for _ in range(100))

    def test_a_clock_that_goes_back_frees_nothing(self) -> None:
        budget = RequestBudget(1, 100.0)
        spend(budget, 1, 100.0)
        assert budget.free_at(-1_000.0) > 160
        spend(budget, 1, 161.0)
        assert budget.free_at(0.0) > 221

    def test_impossible_limits_and_tickets_are_refused(self) -> None:
        with pytest.raises(ValueError, match="at least one"):
            RequestBudget(0, 0.0)
        budget = RequestBudget(5, 0.0)
        ticket = budget.take(0.0)
        budget.answered(ticket, 1.0)
        with pytest.raises(KeyError):
            budget.answered(ticket, 1.0)
        with pytest.raises(KeyError):
            budget.throttled(99, 1.0)

    def test_after_a_restart_the_unknown_minute_is_assumed_used_and_frees_evenly(self) -> None:
        budget = RequestBudget(10, 1_000.0, assumed_before=10)
        assert budget.free_at(1_000.0) == pytest.approx(1_006, abs=0.5)
        assert budget.used_at(1_030.5) == 5
        assert budget.used_at(1_061.0) == 0
        assert RequestBudget(10, 0.0, assumed_before=500).used_at(0.0) == 10

    @pytest.mark.parametrize(
        ("until", "stopped_s"),
        [(25.0, 25), (-1e9, 2), (None, 2), (math.nan, 2), (0.5, 2), (86_400.0, 180), (math.inf, 180)],
    )
    def test_a_429_stops_until_its_reset_within_reason(self, until: float | None, stopped_s: float) -> None:
        budget = RequestBudget(50, 0.0)
        budget.throttled(budget.take(0.0), 0.0, until)
        assert budget.free_at(0.0) == pytest.approx(stopped_s)
        assert budget.free_at(stopped_s) == stopped_s

    def test_refusals_in_a_row_without_a_reset_stop_for_longer_and_longer(self) -> None:
        budget, now, stops = RequestBudget(50, 0.0), 0.0, []
        for _ in range(8):
            budget.throttled(budget.take(now), now)
            stops.append(budget.free_at(now) - now)
            now = budget.free_at(now)
        assert stops[:5] == pytest.approx([2, 4, 8, 16, 32])
        assert max(stops) <= 60.2
        budget.answered(budget.take(now), now)
        budget.throttled(budget.take(now), now)
        assert budget.free_at(now) - now == pytest.approx(2)

    def test_a_429_does_not_cut_short_the_stop_of_another(self) -> None:
        budget = RequestBudget(50, 0.0)
        first, second = budget.take(0.0), budget.take(0.0)
        budget.throttled(first, 1.0, 40.0)
        budget.throttled(second, 1.1, 5.0)
        assert budget.free_at(1.1) == 40.0

    def test_a_lower_limit_that_the_server_enforces_is_learned_and_tried_again_ever_more_rarely(self) -> None:
        budget, seen, refused_at = RequestBudget(50, 0.0), [0.0] * 0, []
        now = 0.0
        while now < 6 * 3600:
            now = max(now + 0.5, budget.free_at(now))
            ticket = budget.take(now)
            seen = [at for at in seen if at > now - 60]
            if len(seen) < 5:
                seen.append(now)
                budget.answered(ticket, now)
            else:
                refused_at.append(now)
                budget.throttled(ticket, now, seen[0] + 60)
        assert budget.limit_at(now) in (5, 50)
        assert len(refused_at) < 25
        gaps = [later - earlier for earlier, later in pairwise(refused_at)]
        assert max(gaps) > 20 * 60
        assert gaps[-1] > gaps[1]

    def test_a_limit_that_was_lower_for_once_is_respected_and_then_forgotten(self) -> None:
        budget = RequestBudget(50, 0.0)
        spend(budget, 20, 100.0)
        budget.throttled(budget.take(100.0), 100.0, 130.0)
        assert budget.limit_at(131.0) == 20
        assert budget.limit_at(300.0) == 50

    def test_a_429_in_the_first_minute_says_nothing_about_the_limit(self) -> None:
        budget = RequestBudget(50, 0.0)
        spend(budget, 2, 1.0)
        budget.throttled(budget.take(1.0), 1.0, 20.0)
        assert budget.limit_at(21.0) == 50


people = st.lists(st.tuples(st.integers(1, 5), st.floats(0, 100)), max_size=40).map(
    lambda rows: [Queued(str(i), person, at) for i, (person, at) in enumerate(rows)]
)


class TestTakeTurns:
    @given(people, st.dictionaries(st.integers(1, 6), st.floats(0, 200)))
    def test_everybody_waiting_is_served_between_two_jobs_of_one_person(
        self, queued: list[Queued], served_at: dict[int, float]
    ) -> None:
        order = take_turns(queued, served_at)
        assert sorted(order, key=lambda job: int(job.job_id)) == queued
        for i, job in enumerate(order):
            own_next = [j for j in range(i + 1, len(order)) if order[j].person_id == job.person_id]
            if own_next:
                others_waiting = {one.person_id for one in order[i + 1 :]} - {job.person_id}
                served_between = [one.person_id for one in order[i + 1 : own_next[0]]]
                assert sorted(served_between) == sorted(others_waiting)

    @given(people)
    def test_each_person_is_served_in_their_own_order(self, queued: list[Queued]) -> None:
        order = take_turns(queued)
        for person in {job.person_id for job in queued}:
            own = [job for job in order if job.person_id == person]
            assert own == sorted((job for job in queued if job.person_id == person), key=lambda job: job.queued_at)

    def test_nobody_waits_behind_one_persons_ten(self) -> None:
        queued = [Queued(f"a{i}", 1, i) for i in range(10)] + [Queued("b", 2, 50), Queued("c", 3, 60)]
        assert [job.job_id for job in take_turns(queued)][:5] == ["a0", "b", "c", "a1", "a2"]

    def test_who_was_just_served_lines_up_behind(self) -> None:
        queued = [Queued("a", 1, 0), Queued("b", 2, 5), Queued("c", 3, 20)]
        assert [job.job_id for job in take_turns(queued, {1: 10})] == ["b", "a", "c"]

    def test_nobody_waiting(self) -> None:
        assert take_turns([]) == []


class TestPacer:
    def test_nothing_to_do(self) -> None:
        assert make_pacer().next(5.0) == Wait(math.inf)

    def test_the_life_of_one_job(self) -> None:
        pacer = make_pacer()
        pacer.add_waiting("a", 1, 0.0)
        assert send_next(pacer, 0.0) == Send(Action.SUBMIT, "a")
        assert wait_until(pacer, 0.0) == math.inf
        pacer.add_running("a", KEY, 0.3)
        now = next_look_at(pacer, 0.3)
        assert send_next(pacer, now) == Send(Action.POLL, "a")
        assert wait_until(pacer, now) == math.inf
        pacer.looked("a", now + 0.2)
        later = next_look_at(pacer, now + 0.2)
        assert later >= now + LOOK_GAP_S - 1e-6
        assert send_next(pacer, later) == Send(Action.POLL, "a")
        pacer.add_finished("a", later + 0.2)
        assert send_next(pacer, later + 0.2) == Send(Action.FETCH_RESULT, "a")
        pacer.remove("a", later + 0.4)
        assert wait_until(pacer, later + 0.4) == math.inf
        assert pacer.budget.used_at(later + 0.4) == 4

    def test_a_job_alone_is_looked_at_each_second_when_it_is_likely_to_end(self) -> None:
        pacer = make_pacer()
        pacer.add_running("a", KEY, 0.0)
        seen = looks_at(pacer, "a", 40)
        assert all(later - earlier >= LOOK_GAP_S - 1e-6 for earlier, later in pairwise(seen))
        assert len([at for at in seen if at > 30]) >= 7
        assert max(later - earlier for earlier, later in pairwise(at for at in seen if at > 30)) < 1.6

    def test_a_stuck_job_is_looked_at_ever_more_rarely_but_never_given_up(self) -> None:
        pacer = make_pacer()
        pacer.add_running("a", KEY, 0.0)
        seen = looks_at(pacer, "a", 20_000)
        gaps = [later - earlier for earlier, later in pairwise(seen) if earlier > 300]
        assert all(later > earlier - 1.1 for earlier, later in pairwise(gaps))
        assert max(gaps) < LOOK_GAP_MAX_S + 1.1
        assert len(seen) < 600

    @pytest.mark.parametrize("running", [1, 3, 10, 300])
    def test_a_minute_is_never_used_up_by_looks(self, running: int) -> None:
        pacer, now, seen = make_pacer(), 0.0, []
        for i in range(running):
            pacer.add_running(str(i), KEY, 0.0, accepted_at=-10.0 - 20 * i / running)
        while now < 60:
            decision = pacer.next(now)
            if isinstance(decision, Send):
                pacer.sent(decision, now)
                pacer.looked(decision.job_id, now)
                seen.append(now)
            else:
                now = decision.until
        assert len([at for at in seen if at < 1]) <= 10
        assert len(seen) <= 50
        pacer.add_waiting("new", 1, 60.0)
        assert send_next(pacer, 60.0) == Send(Action.SUBMIT, "new")

    def test_the_order_is_results_sure_looks_submissions_other_looks(self) -> None:
        pacer = make_pacer()
        pacer.add_running("young", KEY, 0.0, accepted_at=-30.0)
        pacer.add_waiting("new", 1, 0.0)
        pacer.add_running("sure", KEY, 0.0, accepted_at=-90.0)
        pacer.add_finished("done", 0.0)
        order = [send_next(pacer, 0.0) for _ in range(4)]
        assert [send.job_id for send in order] == ["done", "sure", "new", "young"]

    def test_choosing_counts_nothing_and_is_the_same_again(self) -> None:
        pacer = make_pacer(1)
        pacer.add_waiting("a", 1, 0.0)
        assert pacer.next(0.0) == pacer.next(0.0) == Send(Action.SUBMIT, "a")
        assert pacer.budget.used_at(0.0) == 0

    def test_a_request_in_flight_is_not_sent_twice(self) -> None:
        pacer = make_pacer()
        pacer.add_running("a", KEY, 0.0, accepted_at=-60.0)
        send = send_next(pacer, 0.0)
        with pytest.raises(ValueError, match="in flight"):
            pacer.sent(send, 0.0)
        assert wait_until(pacer, 1_000.0) == math.inf

    def test_telling_again_that_a_job_runs_changes_nothing(self) -> None:
        pacer = make_pacer()
        pacer.add_running("a", KEY, 0.0, accepted_at=-40.0)
        send_next(pacer, 0.0)
        pacer.looked("a", 0.2)
        due_at = wait_until(pacer, 0.2)
        pacer.add_running("a", KEY, 0.2, accepted_at=-40.0)
        assert wait_until(pacer, 0.2) == due_at
        send_next(pacer, next_look_at(pacer, 0.2))
        pacer.failed("a", 5.0)
        pacer.add_running("a", KEY, 5.0, accepted_at=-40.0)
        assert wait_until(pacer, 5.0) == 7.0

    def test_submissions_can_be_held_back(self) -> None:
        pacer = make_pacer()
        pacer.add_waiting("a", 1, 0.0)
        pacer.add_running("b", KEY, 0.0, accepted_at=-60.0)
        assert pacer.next(0.0, may_submit=False) == Send(Action.POLL, "b")
        pacer.remove("b", 0.0)
        assert pacer.next(0.0, may_submit=False) == Wait(math.inf)

    def test_a_job_in_its_undo_window_waits_and_lets_others_pass(self) -> None:
        pacer = make_pacer()
        pacer.add_waiting("a", 1, 0.0, not_before=3.0)
        assert wait_until(pacer, 0.0) == 3.0
        pacer.add_waiting("b", 1, 0.0)
        assert send_next(pacer, 0.0).job_id == "b"
        assert wait_until(pacer, 2.9) == 3.0
        assert send_next(pacer, 3.0).job_id == "a"

    def test_a_failed_request_is_repeated_after_a_growing_pause(self) -> None:
        pacer, now, pauses = make_pacer(), 0.0, []
        pacer.add_running("a", KEY, 0.0, accepted_at=-60.0)
        for _ in range(8):
            assert send_next(pacer, now) == Send(Action.POLL, "a")
            pacer.failed("a", now)
            pauses.append(wait_until(pacer, now) - now)
            now += pauses[-1]
        assert pauses[:4] == pytest.approx([2, 4, 8, 16])
        assert max(pauses) <= 60.2
        send_next(pacer, now)
        pacer.add_finished("a", now)
        send_next(pacer, now)
        pacer.failed("a", now)
        assert wait_until(pacer, now) == pytest.approx(now + 2)
        assert send_next(pacer, now + 2) == Send(Action.FETCH_RESULT, "a")

    def test_a_refused_submission_keeps_its_place_in_the_queue(self) -> None:
        pacer = make_pacer()
        pacer.add_waiting("a", 1, 0.0)
        pacer.add_waiting("b", 2, 0.0)
        assert send_next(pacer, 0.0).job_id == "a"
        pacer.throttled("a", 0.1, 30.0)
        assert wait_until(pacer, 0.1) == 30.0
        assert {send_next(pacer, 30.0).job_id, send_next(pacer, 30.0).job_id} == {"a", "b"}

    def test_a_submission_that_was_surely_not_accepted_waits_again(self) -> None:
        pacer = make_pacer(1)
        pacer.add_waiting("a", 1, 0.0)
        send_next(pacer, 0.0)
        pacer.add_waiting("a", 1, 0.5, queued_at=0.0, not_before=90.0)
        assert pacer.budget.free_at(0.5) < 61
        assert wait_until(pacer, 61.0) == 90.0
        assert send_next(pacer, 90.0) == Send(Action.SUBMIT, "a")

    def test_unknown_jobs(self) -> None:
        pacer = make_pacer()
        pacer.remove("nobody", 0.0)
        for report in (pacer.looked, pacer.failed, pacer.throttled):
            with pytest.raises(KeyError):
                report("nobody", 0.0)

    def test_a_cancelled_job_is_not_submitted(self) -> None:
        pacer = make_pacer()
        pacer.add_waiting("a", 1, 0.0)
        pacer.add_waiting("b", 1, 0.0)
        assert pacer.next(0.0) == Send(Action.SUBMIT, "a")
        pacer.remove("a", 0.0)
        assert pacer.next(0.0) == Send(Action.SUBMIT, "b")

    def test_a_newcomer_waits_behind_one_job_of_the_person_with_ten(self) -> None:
        pacer, now = make_pacer(3), 0.0
        order: list[str] = []
        for i in range(10):
            pacer.add_waiting(f"a{i}", 1, 0.0)
        while len(order) < 6:
            decision = pacer.next(now)
            if isinstance(decision, Wait):
                now = decision.until
                continue
            pacer.sent(decision, now)
            order.append(decision.job_id)
            pacer.remove(decision.job_id, now)
            if len(order) == 2:
                pacer.add_waiting("b", 2, now)
                pacer.add_waiting("c", 3, now)
        assert order.index("b") <= 3
        assert order.index("c") <= 4
        assert [job for job in order if job.startswith("a")] == sorted(job for job in order if job.startswith("a"))

    def test_hundreds_of_jobs_after_a_restart_are_looked_at_oldest_first(self) -> None:
        pacer = make_pacer()
        for i in range(400):
            pacer.add_running(str(i), KEY, 0.0, accepted_at=-5_000.0 + i / 4)
        now = 0.0
        for i in range(50):
            now = next_look_at(pacer, now)
            assert send_next(pacer, now).job_id == str(i)
        assert 30 < now < 70

    @settings(max_examples=30)
    @given(seed=st.integers(0, 10**6), limit=st.sampled_from([1, 2, 3, 7, 50]))
    def test_any_life_keeps_the_limit_and_one_request_a_job(self, seed: int, limit: int) -> None:
        source, pacer, now = random.Random(seed), make_pacer(limit), 0.0
        out: list[tuple[float, Send]] = []
        seen: list[float] = []
        for step in range(300):
            if source.random() < 0.3:
                pacer.add_waiting(str(step), source.randrange(4), now, not_before=now + source.choice([0, 3]))
            decision = pacer.next(now)
            if isinstance(decision, Send):
                assert decision.job_id not in [send.job_id for _, send in out]
                pacer.sent(decision, now)
                answer_s = source.expovariate(1)
                seen.append(now + answer_s * source.random())
                out.append((now + answer_s, decision))
                continue
            assert decision.until > now
            now = min([decision.until, now + source.expovariate(0.3), *(at for at, _ in out)])
            for at, send in [one for one in out if one[0] <= now]:
                out.remove((at, send))
                report(pacer, send, now, source)
        assert most_in_a_minute(seen) <= limit


def report(pacer: Pacer, send: Send, now: float, source: random.Random) -> None:
    """Tell the pacer one of the things that may come of a request."""
    match source.choice(["done", "done", "done", "failed", "throttled", "removed"]), send.action:
        case "failed", _:
            pacer.failed(send.job_id, now)
        case "throttled", _:
            pacer.throttled(send.job_id, now, source.choice([None, now - 5, now + 20]))
        case "removed", _:
            pacer.remove(send.job_id, now)
        case _, Action.SUBMIT:
            pacer.add_running(send.job_id, KEY, now)
        case _, Action.POLL if source.random() < 0.6:
            pacer.looked(send.job_id, now)
        case _, Action.POLL:
            pacer.add_finished(send.job_id, now)
        case _:
            pacer.remove(send.job_id, now)
            pacer.book.observe(KEY, Sample(30, 45))


class TestPosition:
    def test_the_place_in_the_line_counts_turns_and_shrinks(self) -> None:
        pacer = make_pacer(2)
        for i in range(3):
            pacer.add_waiting(f"a{i}", 1, 0.0, queued_at=i / 10)
        pacer.add_waiting("b", 2, 1.0)
        assert [pacer.position(job) for job in ("a0", "b", "a1", "a2", "nobody")] == [1, 2, 3, 4, None]
        assert send_next(pacer, 1.0).job_id == "a0"
        pacer.add_running("a0", KEY, 1.2)
        assert [pacer.position(job) for job in ("a0", "b", "a1", "a2")] == [None, 1, 2, 3]


class TestFigures:
    """The figures of benchmarks/pacing.py, on much shorter runs and with some slack; `make soak` tries more of them."""

    def play(self, policy: object = learned, **values: object) -> Figures:
        scenario = Scenario(**{"seed": 3, "minutes": 60, "sigma": 0.15} | values)  # type: ignore[arg-type]  # by keyword
        return Simulation(scenario, policy).run()  # type: ignore[arg-type]  # one of the benchmark's policies

    @pytest.mark.parametrize("sigma", [0.3, *([0.15] if IS_SOAK else [])])
    def test_saturated(self, sigma: float) -> None:
        own = self.play(sigma=sigma, minutes=20)
        assert own.videos_per_minute >= 15.5
        assert own.refused == 0
        assert self.play(plain_poll, sigma=sigma, minutes=20).videos_per_minute < 3.5

    @pytest.mark.parametrize(
        ("rate", "minutes", "sigma", "delay_s"),
        [(0.2, 270, 0.15, 0.8), *([(1, 40, 0.3, 1.3)] if IS_SOAK else []), (4, 20, 0.3, 2.8)],
    )
    def test_ends_are_noticed_soon(self, rate: float, minutes: int, sigma: float, delay_s: float) -> None:
        bound_s = Bound(39.85, sigma).delay_s(50 / rate - 2)
        own = self.play(sigma=sigma, jobs_per_minute=rate, minutes=minutes)
        assert bound_s * 0.8 <= own.delay_s <= delay_s
        assert own.start_p95_s <= 1
        assert own.refused == 0

    def test_early_ends_are_noticed_soon(self) -> None:
        own = self.play(jobs_per_minute=1, minutes=60, early_share=0.2)
        assert own.early_delay_s <= 1.5
        assert own.delay_s <= 1.2

    @pytest.mark.parametrize(("has_metrics", "changes_by"), [*([(True, 2)] if IS_SOAK else []), (False, 0.5)])
    def test_after_the_median_changed(self, has_metrics: bool, changes_by: float) -> None:
        values: dict[str, object] = {"jobs_per_minute": 2, "minutes": 35, "counts_from": 15, "sigma": 0.2}
        values |= {"changes_at": 15, "changes_by": changes_by, "counts_after_jobs": 10}
        known = self.play(told, **values)
        own = self.play(has_metrics=has_metrics, **values)
        assert own.delay_s <= known.delay_s * 1.35

    @pytest.mark.parametrize("rate", [0.2, 1])
    def test_free_plan(self, rate: float) -> None:
        own = self.play(rpm=5, jobs_per_minute=rate, minutes=90)
        assert own.refused == 0
        assert own.asked - own.done <= 6

    @pytest.mark.parametrize("rpm", [1, 3])
    def test_very_small_plans_still_bring_videos(self, rpm: int) -> None:
        own = self.play(rpm=rpm, minutes=60)
        assert own.refused == 0
        assert own.videos_per_minute >= 0.8 * rpm / 3
