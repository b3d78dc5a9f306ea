"""What is learned about completion times: shape, convergence, change of pace, stuck jobs."""

import math
import random
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.latency import (
    PRIOR_SIGMA,
    UNKNOWN_MEDIAN_S,
    CompletionTimes,
    LatencyKey,
    LatencyModel,
    Sample,
)
from tests.support.models import CATALOGUE, IMAGE_MODEL, TEXT_MODEL

KEY = LatencyKey(TEXT_MODEL, 5)
OTHER_DURATION = LatencyKey(TEXT_MODEL, 8)
OTHER_MODEL = LatencyKey(IMAGE_MODEL, 5)

distributions = st.builds(
    CompletionTimes,
    st.floats(0.5, 2_000, allow_nan=False),
    st.floats(0.04, 1.5, allow_nan=False),
)
ages = st.floats(0, 10_000, allow_nan=False)


def draw(median_s: float, sigma: float, seed: int = 1) -> Iterator[float]:
    source = random.Random(seed)
    while True:
        yield median_s * math.exp(source.gauss(0, sigma))


def exact(time_s: float) -> Sample:
    return Sample(time_s, time_s)


def learn(book: LatencyModel, times: Iterator[float], count: int, key: LatencyKey = KEY) -> CompletionTimes:
    for _ in range(count):
        book.observe(key, exact(next(times)))
    return book.distribution(key)


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (6, 5), (0, 0), (1, math.inf), (math.nan, 5), (1, math.nan)])
def test_a_sample_that_is_no_time_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="not a completion time"):
        Sample(low, high)


@pytest.mark.parametrize(("median_s", "sigma"), [(0, 0.2), (-3, 0.2), (math.inf, 0.2), (math.nan, 0.2), (40, 0)])
def test_a_distribution_that_is_none_is_refused(median_s: float, sigma: float) -> None:
    with pytest.raises(ValueError, match="not a distribution"):
        CompletionTimes(median_s, sigma)


@given(distributions, st.lists(ages, min_size=2, max_size=20))
def test_fewer_and_fewer_are_left_but_never_none(times: CompletionTimes, some: list[float]) -> None:
    shares = [times.survival(age) for age in sorted(some)]
    assert all(0 < share <= 1 for share in shares)
    assert shares == sorted(shares, reverse=True)
    assert times.survival(0) == 1 == times.survival(-5)
    assert times.survival(1e9) < 0.001


@given(distributions)
def test_what_is_promised_holds_for_four_of_five(times: CompletionTimes) -> None:
    assert times.quantile(0.5) == pytest.approx(times.median_s, rel=0.06)
    assert times.survival(times.promised_s) <= 0.2 + 1e-6
    assert times.median_s < times.promised_s < times.usual_until_s


def test_early_ends_change_no_promise() -> None:
    none, many = CompletionTimes(40, 0.2, early_share=0), CompletionTimes(40, 0.2, early_share=0.1)
    assert many.promised_s == none.promised_s
    assert many.survival(20) < none.survival(20)


@given(distributions, st.floats(0, 2), st.floats(0.001, 2))
def test_what_a_look_is_worth_is_the_time_for_which_an_end_has_gone_unnoticed(
    times: CompletionTimes, looked: float, gap: float
) -> None:
    looked_s, age_s = looked * times.median_s, (looked + gap) * times.median_s
    step_s = (age_s - looked_s) / 400
    ages_s = [looked_s + (i + 0.5) * step_s for i in range(400)]
    overdue_s = sum(step_s * (1 - times.survival(age) / times.survival(looked_s)) for age in ages_s)
    chance, worth_s = times.looks().worth(looked_s, age_s)
    assert chance == pytest.approx(1 - times.survival(age_s) / times.survival(looked_s), abs=0.15)
    assert worth_s == pytest.approx(overdue_s, abs=0.15 * (age_s - looked_s))


@given(distributions, ages, ages)
def test_a_look_is_worth_more_the_later_it_is(times: CompletionTimes, looked_s: float, gap_s: float) -> None:
    sooner, later = times.looks().worth(looked_s, looked_s + gap_s), times.looks().worth(looked_s, looked_s + 2 * gap_s)
    assert -1e-6 <= sooner[0] <= later[0] + 1e-6 <= 1 + 2e-6
    assert -1e-6 <= sooner[1] <= later[1] + 1e-6
    assert sooner[1] <= gap_s + 1e-6


@given(distributions, ages, ages)
def test_looks_and_an_end_are_expected_at_every_age(times: CompletionTimes, looked_s: float, gap_s: float) -> None:
    age_s = looked_s + gap_s
    wanted, chance = times.looks().expected(looked_s, age_s, age_s + 20)
    assert -1e-6 <= wanted < 1_000
    assert times.looks().worth(looked_s, age_s)[0] - 1e-6 <= chance <= 1


def test_it_starts_from_how_long_each_model_usually_takes() -> None:
    book = LatencyModel({TEXT_MODEL: 12, IMAGE_MODEL: 90})
    for key, median_s in ((KEY, 12), (OTHER_MODEL, 90)):
        start = book.distribution(key)
        assert start.median_s == pytest.approx(median_s)
        assert start.sigma == pytest.approx(PRIOR_SIGMA)


def test_jobs_of_a_model_whose_entry_was_removed_are_still_learned_from() -> None:
    book = LatencyModel({TEXT_MODEL: 12})
    gone = LatencyKey("gone", 5)
    assert book.distribution(gone).median_s == pytest.approx(UNKNOWN_MEDIAN_S)
    for _ in range(20):
        book.observe(gone, exact(20))
    assert book.distribution(gone).median_s == pytest.approx(20, rel=0.1)
    assert book.distribution(KEY).median_s == pytest.approx(12)


def test_nothing_changes_until_something_new_is_learned() -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    before = book.distribution(KEY)
    assert book.distribution(KEY) is before
    book.observe(KEY, exact(40))
    after = book.distribution(KEY)
    assert after is not before
    assert book.distribution(KEY) is after


@pytest.mark.parametrize("scale", [0.2, 0.5, 1, 2, 5])
@pytest.mark.parametrize("sigma", [0.15, 0.3])
def test_it_converges_to_the_truth(scale: float, sigma: float) -> None:
    median_s = 39.85 * scale
    book = LatencyModel(CATALOGUE.usual_s)
    times = draw(median_s, sigma)
    assert learn(book, times, 12).median_s == pytest.approx(median_s, rel=0.25)
    learned = learn(book, times, 100)
    assert learned.median_s == pytest.approx(median_s, rel=4 * sigma / math.sqrt(50))
    assert learned.sigma == pytest.approx(sigma, rel=0.3)


@pytest.mark.parametrize("gap_s", [4, 15])
def test_times_known_between_two_looks_teach_the_same(gap_s: float) -> None:
    book, source = LatencyModel(CATALOGUE.usual_s), random.Random(2)
    times = draw(60, 0.2)
    for _ in range(150):
        time_s, early_s = next(times), source.uniform(0, gap_s)
        book.observe(KEY, Sample(max(0, time_s - early_s), time_s - early_s + gap_s))
    learned = book.distribution(KEY)
    assert learned.median_s == pytest.approx(60, rel=0.08)
    assert learned.sigma == pytest.approx(0.2, rel=0.35)


@pytest.mark.parametrize("factor", [2, 0.5])
def test_a_median_that_doubles_or_halves_overnight_is_learned_from_a_few_jobs(factor: float) -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    learn(book, draw(39.85, 0.2), 150)
    times = draw(39.85 * factor, 0.2, seed=5)
    assert learn(book, times, 5).median_s == pytest.approx(39.85 * factor, rel=0.2)
    learned = learn(book, times, 40)
    assert learned.median_s == pytest.approx(39.85 * factor, rel=0.1)
    assert learned.sigma == pytest.approx(0.2, rel=0.4)


def test_one_job_that_takes_far_longer_than_published_is_no_proof() -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    book.observe(KEY, exact(600))
    assert book.distribution(KEY).median_s < 65
    assert learn(book, draw(40, 0.2), 10).median_s == pytest.approx(40, rel=0.2)


def test_a_slow_drift_is_followed() -> None:
    book, source = LatencyModel(CATALOGUE.usual_s), random.Random(3)
    for i in range(300):
        book.observe(KEY, exact(40 * (1 + i / 300) * math.exp(source.gauss(0, 0.15))))
    assert book.distribution(KEY).median_s == pytest.approx(80, rel=0.15)


def test_a_few_stragglers_do_not_spoil_it() -> None:
    book, source = LatencyModel(CATALOGUE.usual_s), random.Random(4)
    times = draw(39.85, 0.2)
    for _ in range(120):
        time_s = next(times)
        book.observe(KEY, exact(time_s * 15 if source.random() < 0.03 else time_s))
    learned = book.distribution(KEY)
    assert learned.median_s == pytest.approx(39.85, rel=0.08)
    assert learned.sigma < 0.3


def test_jobs_found_finished_after_a_long_absence_tell_nothing() -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    before = learn(book, draw(39.85, 0.2), 60)
    for _ in range(30):
        book.observe(KEY, Sample(0, 3_000))
    after = book.distribution(KEY)
    assert after.median_s == pytest.approx(before.median_s, rel=0.03)
    assert after.sigma == pytest.approx(before.sigma, rel=0.1)


def test_the_same_time_again_and_again_leaves_some_doubt() -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    for _ in range(200):
        book.observe(KEY, exact(12))
    learned = book.distribution(KEY)
    assert learned.median_s == pytest.approx(12, rel=0.02)
    assert 0.03 < learned.sigma < 0.12


def test_other_durations_borrow_from_the_model_and_other_models_do_not() -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    learn(book, draw(90, 0.2), 50)
    assert book.distribution(OTHER_DURATION).median_s == pytest.approx(90, rel=0.1)
    assert book.distribution(OTHER_MODEL).median_s == pytest.approx(CATALOGUE.usual_s[IMAGE_MODEL])
    assert learn(book, draw(150, 0.2), 20, OTHER_DURATION).median_s == pytest.approx(150, rel=0.15)
    assert book.distribution(KEY).median_s == pytest.approx(90, rel=0.1)


def test_a_restart_rebuilds_the_same_knowledge() -> None:
    times = draw(55, 0.25)
    samples = [exact(next(times)) for _ in range(300)]
    first, second = LatencyModel(CATALOGUE.usual_s), LatencyModel(CATALOGUE.usual_s)
    for sample in samples:
        first.observe(KEY, sample)
    for sample in samples[-150:]:
        second.observe(KEY, sample)
    assert second.distribution(KEY).median_s == pytest.approx(first.distribution(KEY).median_s, rel=0.02)
    assert second.distribution(KEY).sigma == pytest.approx(first.distribution(KEY).sigma, rel=0.05)


def test_early_failures_are_learned_and_forgotten() -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    learn(book, draw(40, 0.15), 100)
    few = book.distribution(KEY).survival(10)
    for _ in range(10):
        book.observe_failure(KEY, 5)
        learn(book, draw(40, 0.15), 4)
    many = book.distribution(KEY)
    assert many.survival(10) < few - 0.05
    assert many.median_s == pytest.approx(40, rel=0.1)
    learn(book, draw(40, 0.15), 200)
    assert book.distribution(KEY).survival(10) > many.survival(10) + 0.05


def test_early_ends_are_looked_for_as_if_they_were_likelier() -> None:
    times = CompletionTimes(40, 0.2, early_share=0.1)
    usual, eager = (times.looks(odds) for odds in (1, 10))
    assert eager.worth(0, 10)[0] > 3 * usual.worth(0, 10)[0]
    assert eager.worth(30, 40)[0] == pytest.approx(usual.worth(30, 40)[0], rel=0.01)


def test_a_late_failure_is_no_early_end() -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    before = book.distribution(KEY)
    for _ in range(20):
        book.observe_failure(KEY, 38)
    after = book.distribution(KEY)
    assert after.survival(10) >= before.survival(10)
    assert after.median_s == pytest.approx(before.median_s)


@example([(0.03125, 0.0), 1.0, (0.03125, 0.0)])
@given(st.lists(st.one_of(st.tuples(st.floats(0.01, 1e5), st.floats(0, 1e4)), st.floats(0, 1e5)), max_size=30))
def test_whatever_is_observed_a_distribution_comes_out(happenings: list[tuple[float, float] | float]) -> None:
    book = LatencyModel(CATALOGUE.usual_s)
    for happening in happenings:
        if isinstance(happening, tuple):
            book.observe(KEY, Sample(happening[0], happening[0] + happening[1]))
        else:
            book.observe_failure(KEY, happening)
    learned = book.distribution(KEY)
    assert 0 < learned.median_s < 1e7
    assert 0 < learned.sigma < 3
    assert learned.median_s < learned.promised_s < math.inf
    assert min(learned.looks().expected(0, 0, 1e5)) > 0
