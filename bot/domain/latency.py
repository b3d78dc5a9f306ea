"""How long Segmind takes: the distribution of completion times of our own past jobs, for each model and duration.

A completion time is lognormal for nearly all jobs; a small share (`STRAGGLER_SHARE`) takes far longer, with a heavy
tail. So a job past all usual times is neither given up nor expected every second, and a few stuck jobs do not spoil
what is learned from the others. Everything here is values in, values out; times are seconds since acceptance.
"""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

#: Typical latency by Segmind's product pages, used until our own jobs tell better.
PUBLISHED_MEDIANS_S: Mapping[str, float] = {"veo-2": 39.85, "veo-2-image2video": 40.58}
#: Spread (of the logarithm) that is assumed before our own jobs tell it.
PRIOR_SIGMA = 0.27
#: What the prior counts for, in jobs: little for the median, which differs from day to day, more for the spread.
PRIOR_MEDIAN_JOBS = 1.0
PRIOR_SIGMA_JOBS = 5.0
#: What the prior still counts for once a change of pace has disproved it.
DISPROVED_PRIOR_JOBS = 0.25
#: A job counts half as much when this many newer ones have been seen; `HISTORY_JOBS` are kept.
HALF_LIFE_JOBS = 40.0
HISTORY_JOBS = 120

STRAGGLER_SHARE = 0.02
#: Stragglers begin this many sigmas above the median; from there their survival falls as 1 / age.
STRAGGLER_START = 2.0
#: Past this share of all completion times no honest "about N s left" can be said.
USUAL_SHARE = 0.97
#: And so many are completed by the time that people are told.
PROMISED_SHARE = 0.8

_SIGMA_MIN, _SIGMA_MAX = 0.04, 1.5
#: What few jobs tell is less certain than their spread says, but not without end.
_PREDICTED_SIGMA_MAX = 2.5
_GRID_SPAN = 4.5
_GRID_STEP = 0.08
#: A change of pace is believed when the newest jobs are this many standard errors away from the older ones.
_CHANGE_SCORE = 4.2
_CHANGE_SPANS = (3, 4, 6, 8, 12, 16, 24)
#: One job can argue for a change by at most this many sigmas, so that a single outlier never does.
_OUTLIER_SCORE = 3.0
_RUNNING_JOBS = 64
#: What the jobs of a full history count for, oldest first.
_WEIGHTS = [0.5 ** (i / HALF_LIFE_JOBS) for i in reversed(range(HISTORY_JOBS))]
_FIT_ROUNDS = 12
_FIT_TOLERANCE = 1e-3
_SQRT2 = math.sqrt(2)
_SQRT2PI = math.sqrt(2 * math.pi)


class LatencyKey(NamedTuple):
    """What the completion time depends on."""

    model: str
    duration_s: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One job's completion time: exactly (both equal), or only that it lies between the last two looks.

    Raises ValueError unless 0 <= min_s <= max_s, 0 < max_s < infinity.
    """

    min_s: float
    max_s: float

    def __post_init__(self) -> None:
        """Refuse what is no completion time."""
        if not 0 <= self.min_s <= self.max_s or not 0 < self.max_s < math.inf:
            raise ValueError(f"not a completion time: {self.min_s} to {self.max_s} s")


class CompletionTimes:
    """The distribution of the seconds from acceptance to completion; immutable and cheap to ask.

    `median_s` and `sigma` (standard deviation of the logarithm) are those of the usual jobs, stragglers set aside.
    Raises ValueError unless both are positive and finite.
    """

    def __init__(self, median_s: float, sigma: float) -> None:
        if not (0 < median_s < math.inf and 0 < sigma < math.inf):
            raise ValueError(f"not a distribution: median {median_s} s, sigma {sigma}")
        self.median_s = median_s
        self.sigma = sigma
        self.mu = math.log(median_s)
        self._straggler_start_s = median_s * math.exp(STRAGGLER_START * sigma)

    def __repr__(self) -> str:
        return f"CompletionTimes(median_s={self.median_s:.2f}, sigma={self.sigma:.3f})"

    @property
    def mean_s(self) -> float:
        """The mean of the usual jobs."""
        return self.median_s * math.exp(self.sigma**2 / 2)

    def survival(self, age_s: float) -> float:
        """The share of jobs that take longer than this; from 1 at age 0 down, never quite 0."""
        if age_s <= 0:
            return 1.0
        usual = 0.5 * math.erfc((math.log(age_s) - self.mu) / (self.sigma * _SQRT2))
        return (1 - STRAGGLER_SHARE) * usual + STRAGGLER_SHARE * min(1.0, self._straggler_start_s / age_s)

    def cdf(self, age_s: float) -> float:
        """The share of jobs that are completed at this age."""
        return 1.0 - self.survival(age_s)

    def quantile(self, share: float) -> float:
        """The age at which this share of jobs is completed; ValueError unless 0 < share < 1."""
        if not 0 < share < 1:
            raise ValueError(f"not a share between 0 and 1: {share}")
        low, high = 0.0, self.median_s
        while self.cdf(high) < share:
            low, high = high, high * 2
        while high - low > 1e-6 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if self.cdf(middle) < share else (low, middle)
        return high

    @cached_property
    def usual_until_s(self) -> float:
        """The age that only stragglers pass."""
        return self.quantile(USUAL_SHARE)

    @cached_property
    def promised_s(self) -> float:
        """The age by which a job can be said to be done: four of five are."""
        return self.quantile(PROMISED_SHARE)

    @cached_property
    def grid(self) -> "Grid":
        """The distribution as a table, for planning looks."""
        steps = int(2 * _GRID_SPAN / _GRID_STEP) + 1
        ages = [self.median_s * math.exp(self.sigma * (i * _GRID_STEP - _GRID_SPAN)) for i in range(steps)]
        survivals = [self.survival(age) for age in ages]
        overdue = [0.0]
        for i in range(1, steps):
            overdue.append(overdue[-1] + (ages[i] - ages[i - 1]) * (1 - (survivals[i] + survivals[i - 1]) / 2))
        return Grid(ages, survivals, overdue)


@dataclass(frozen=True, slots=True)
class Grid:
    """A distribution at ages that are evenly spaced in the logarithm."""

    ages_s: Sequence[float]
    survivals: Sequence[float]
    #: The integral of the distribution function from 0 to each age, in seconds.
    overdue_s: Sequence[float]


class LatencyModel:
    """What is known about completion times, for each model and duration; starts from the published medians.

    A key with few jobs of its own borrows from the model's other durations. To rebuild it after a restart, `observe`
    the samples of the last jobs again, oldest first (`HISTORY_JOBS` are kept for each key). `medians_s` replaces the
    published medians.
    """

    def __init__(self, medians_s: Mapping[str, float] = PUBLISHED_MEDIANS_S) -> None:
        self._models = {
            model: _History(CompletionTimes(median_s, PRIOR_SIGMA))
            for model, median_s in {**PUBLISHED_MEDIANS_S, **medians_s}.items()
        }
        self._keys: dict[LatencyKey, _History] = {}

    def observe(self, key: LatencyKey, sample: Sample) -> None:
        """Learn from a completed job; the newest comes last."""
        model = self._models[key.model]
        model.add(sample)
        self._keys.setdefault(key, _History(model.fitted)).add(sample, prior=model.fitted)

    def watch(self, key: LatencyKey, unfinished_at_s: Iterable[float]) -> None:
        """Learn from running jobs too: the ages at which they were last seen unfinished, oldest job first.

        They replace those told before. So a service that became slower is noticed before its first job comes through.
        Leave out jobs that newer ones have overtaken: they are stuck, which tells nothing about the others.
        """
        history = self._keys.get(key) or self._keys.setdefault(key, _History(self._models[key.model].fitted))
        history.watch(unfinished_at_s)

    def distribution(self, key: LatencyKey) -> CompletionTimes:
        """The distribution to expect for the next job; the same object until something new was learned."""
        history = self._keys.get(key)
        return (history or self._models[key.model]).predicted


class _Interval(NamedTuple):
    """The logarithm of a completion time, between two bounds; the upper one is infinite for a job that still runs."""

    low: float
    high: float


class _History:
    """The newest jobs of one kind, and the distribution fitted to them."""

    def __init__(self, prior: CompletionTimes) -> None:
        self._prior = prior
        self._prior_jobs = PRIOR_MEDIAN_JOBS
        self._completed: deque[_Interval] = deque(maxlen=HISTORY_JOBS)
        self._running: list[_Interval] = []
        self.fitted = prior
        self.predicted = prior

    def add(self, sample: Sample, prior: CompletionTimes | None = None) -> None:
        """Take in one more completed job."""
        self._prior = prior or self._prior
        self._completed.append(_Interval(math.log(sample.min_s) if sample.min_s else -math.inf, math.log(sample.max_s)))
        self._fit()

    def watch(self, unfinished_at_s: Iterable[float]) -> None:
        """Replace the ages of the running jobs; those below half the median tell nothing and are left out."""
        telling = [_Interval(math.log(age), math.inf) for age in unfinished_at_s if age > self.fitted.median_s / 2]
        running = telling[:: 1 + len(telling) // _RUNNING_JOBS]
        if running != self._running:
            self._running = running
            self._fit()

    def _fit(self) -> None:
        jobs = [*self._completed, *self._running]
        weights = [*_WEIGHTS[-len(self._completed) or HISTORY_JOBS :], *(1.0 for _ in self._running)]
        start = self.fitted
        kept = _count_of_new_pace(jobs, weights, start)
        if kept:
            jobs, weights = jobs[-kept:], weights[-kept:]
            while len(self._completed) > max(0, kept - len(self._running)):
                self._completed.popleft()
            self._prior_jobs = DISPROVED_PRIOR_JOBS
            middle = sum(_nearest(job, start.mu) for job in jobs) / kept
            start = CompletionTimes(math.exp(middle), max(start.sigma, PRIOR_SIGMA))
        self.fitted = _fit_lognormal(jobs, weights, self._prior, self._prior_jobs, start)
        known_jobs = self._prior_jobs + sum(weights[: len(self._completed)])
        sigma = min(_PREDICTED_SIGMA_MAX, self.fitted.sigma * math.sqrt(1 + 1 / known_jobs))
        self.predicted = CompletionTimes(self.fitted.median_s, sigma)


def _nearest(job: _Interval, mu: float) -> float:
    return max(job.low, min(job.high, mu))


def _count_of_new_pace(jobs: Sequence[_Interval], weights: Sequence[float], known: CompletionTimes) -> int:
    """How many of the newest jobs, perhaps all, surely go at another pace than the older ones and what is known; or 0.

    Each job argues by the value of its interval that is nearest to the known median: a vague one argues nothing.
    """
    if len(jobs) < _CHANGE_SPANS[0]:
        return 0
    mu, sigma = known.mu, known.sigma
    scores = [
        weight * max(-_OUTLIER_SCORE, min(_OUTLIER_SCORE, (_nearest(job, mu) - mu) / sigma))
        for job, weight in zip(jobs, weights, strict=True)
    ]
    weight, total = sum(weights), sum(scores)
    found, strongest = 0, _CHANGE_SCORE
    if abs(total / weight) * math.sqrt(weight) > strongest:
        found, strongest = len(jobs), abs(total / weight) * math.sqrt(weight)
    for span in _CHANGE_SPANS:
        if span >= len(jobs):
            break
        newer_weight, newer_total = sum(weights[-span:]), sum(scores[-span:])
        older_weight = weight - newer_weight
        gap = abs(newer_total / newer_weight - (total - newer_total) / older_weight)
        strength = gap / math.sqrt(1 / newer_weight + 1 / older_weight)
        if strength > strongest:
            found, strongest = span, strength
    return found


def _fit_lognormal(
    jobs: Sequence[_Interval],
    weights: Sequence[float],
    prior: CompletionTimes,
    prior_jobs: float,
    start: CompletionTimes,
) -> CompletionTimes:
    """Fit by expectation maximisation: intervals by their conditional moments, stragglers set aside."""
    mu, sigma = start.mu, start.sigma
    for _ in range(_FIT_ROUNDS):
        weight, first, second = prior_jobs, 0.0, 0.0
        for job, job_weight in zip(jobs, weights, strict=True):
            usual, mean, variance = _moments(job.low, job.high, mu, sigma)
            share, offset = usual * job_weight, mean - prior.mu
            weight += share
            first += share * offset
            second += share * (variance + offset * offset)
        shift = first / weight
        squares = second - 2 * shift * first + shift * shift * (weight - prior_jobs)
        new_sigma = math.sqrt((PRIOR_SIGMA_JOBS * prior.sigma**2 + squares) / (PRIOR_SIGMA_JOBS + weight - prior_jobs))
        change = abs(prior.mu + shift - mu) + abs(new_sigma - sigma)
        mu, sigma = prior.mu + shift, max(_SIGMA_MIN, min(_SIGMA_MAX, new_sigma))
        if change < _FIT_TOLERANCE:
            break
    return CompletionTimes(math.exp(mu), sigma)


def _moments(low: float, high: float, mu: float, sigma: float) -> tuple[float, float, float]:
    """For a log-time in an interval: the probability that it is of a usual job, and its mean and variance if it is."""
    start = mu + STRAGGLER_START * sigma
    if high - low < sigma / 2:
        middle = (low + high) / 2
        score = (middle - mu) / sigma
        usual = (1 - STRAGGLER_SHARE) * math.exp(-score * score / 2) / (sigma * _SQRT2PI)
        straggler = STRAGGLER_SHARE * math.exp(start - middle) if middle > start else 0.0
        share = usual / (usual + straggler) if straggler else 1.0
        return share, max(middle, mu - _OUTLIER_SCORE * sigma), (high - low) ** 2 / 12
    a, b = max(-40.0, (low - mu) / sigma), min(40.0, (high - mu) / sigma)
    mass = (
        0.5 * (math.erfc(a / _SQRT2) - math.erfc(b / _SQRT2))
        if a + b > 0
        else 0.5 * (math.erfc(-b / _SQRT2) - math.erfc(-a / _SQRT2))
    )
    stragglers = STRAGGLER_SHARE * (math.exp(min(0.0, start - low)) - math.exp(min(0.0, start - high)))
    share = (1 - STRAGGLER_SHARE) * mass / ((1 - STRAGGLER_SHARE) * mass + stragglers + 1e-300)
    if mass < 1e-12:
        return share, mu + sigma * (a if a > 0 else b), 0.0
    phi_a, phi_b = math.exp(-a * a / 2) / _SQRT2PI, math.exp(-b * b / 2) / _SQRT2PI
    shift = (phi_a - phi_b) / mass
    variance = max(0.0, 1 + (a * phi_a - b * phi_b) / mass - shift * shift)
    return share, mu + sigma * shift, sigma * sigma * variance
