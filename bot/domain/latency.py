"""How long Segmind takes: the distribution of completion times of our own past jobs, for each model and duration.

Nearly all jobs take a lognormal time, whose median and spread are decayed averages of the exact times that results
report. A few fail early (blocked prompts), and a few take far longer than usual. So the bot looks for early ends, and
neither gives up a job past all usual times nor expects it every second. All times are seconds since acceptance.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

#: The initial median for a model that isn't known, because an operator has removed its entry.
UNKNOWN_MEDIAN_S = 60.0
#: The assumed spread (of the logarithm) and early ends, until our own jobs show them.
PRIOR_SIGMA = 0.27
PRIOR_EARLY_SHARE = 0.02
PRIOR_EARLY_UNTIL_S = 20.0
#: How many jobs these assumptions count for: few for the median, which differs from day to day.
MEDIAN_PRIOR_JOBS = 1.0
SIGMA_PRIOR_JOBS = 5.0
EARLY_PRIOR_JOBS = 20.0
#: A job counts half as much when this many newer ones have been seen.
HALF_LIFE_JOBS = 40.0
#: A time more than this many sigmas from the median counts as this far off, so that no single job spoils it ...
OUTLIER_SIGMAS = 3.0
#: ... but when this many jobs in a row are off to the same side, the service has changed, and only they count.
CHANGED_JOBS = 3
CHANGED_SIGMAS = 1.5

#: This share of jobs is late: their survival falls as 1 / age from this many sigmas above the median.
LATE_SHARE = 0.02
LATE_SIGMAS = 2.0
EARLY_SHARE_MIN = 0.0005
#: The age of the latest early end is multiplied by this with each newer one.
EARLY_UNTIL_DECAY = 0.997
#: People are promised the age by which the first share of jobs is done; only late jobs outlast the second.
PROMISED_SHARE = 0.8
USUAL_SHARE = 0.97
_SIGMA_MIN, _SIGMA_MAX = 0.06, 1.5
_TABLE_STEPS = 400
_MOMENT_S = 1e-3


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
        """Refuse invalid times."""
        if not 0 <= self.min_s <= self.max_s or not 0 < self.max_s < math.inf:
            raise ValueError(f"not a completion time: {self.min_s} to {self.max_s} s")


class CompletionTimes:
    """The distribution of the seconds from acceptance to the end; immutable and cheap to query.

    `median_s` and `sigma` (standard deviation of the logarithm) are those of the usual jobs; early ends are spread
    evenly up to an age. Raises ValueError unless median and sigma are positive and finite.
    """

    def __init__(
        self,
        median_s: float,
        sigma: float,
        early_share: float = PRIOR_EARLY_SHARE,
        early_until_s: float = PRIOR_EARLY_UNTIL_S,
    ) -> None:
        if not (0 < median_s < math.inf and 0 < sigma < math.inf):
            raise ValueError(f"not a distribution: median {median_s} s, sigma {sigma}")
        self.median_s = median_s
        self.sigma = sigma
        self._early_share = max(EARLY_SHARE_MIN, early_share)
        self._early_until_s = min(early_until_s, median_s)
        self._late_from_s = median_s * math.exp(LATE_SIGMAS * sigma)
        self._looks: dict[int, LookTable] = {}

    def __repr__(self) -> str:
        return f"CompletionTimes(median_s={self.median_s:.2f}, sigma={self.sigma:.3f}, early={self._early_share:.3f})"

    def survival(self, age_s: float, early_odds: int = 1) -> float:
        """The share of jobs that take longer than this, early ends included; falls from 1 at age 0, never quite to 0.

        The odds of an early end are multiplied by `early_odds`.
        """
        early_share = early_odds * self._early_share / (1 + (early_odds - 1) * self._early_share)
        early = min(1.0, max(0.0, 1 - age_s / self._early_until_s))
        return early_share * early + (1 - early_share) * self._survival_of_completed(age_s)

    def quantile(self, share: float) -> float:
        """The age at which this share of the jobs that don't end early is completed; for 0 < share < 1."""
        low, high = 0.0, self.median_s
        while self._survival_of_completed(high) > 1 - share:
            low, high = high, 2 * high
        while high - low > 1e-6 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if self._survival_of_completed(middle) > 1 - share else (low, middle)
        return high

    def _survival_of_completed(self, age_s: float) -> float:
        if age_s <= _MOMENT_S:
            return 1.0
        usual = 0.5 * math.erfc(math.log(age_s / self.median_s) / (self.sigma * math.sqrt(2)))
        return (1 - LATE_SHARE) * usual + LATE_SHARE * min(1.0, self._late_from_s / age_s)

    @cached_property
    def usual_until_s(self) -> float:
        """The age that only late jobs pass."""
        return self.quantile(USUAL_SHARE)

    @cached_property
    def promised_s(self) -> float:
        """The age by which people are promised that a job is done: four of five are."""
        return self.quantile(PROMISED_SHARE)

    def looks(self, early_odds: int = 1) -> "LookTable":
        """What looks are worth if the odds of an early end are multiplied by `early_odds`."""
        if early_odds not in self._looks:
            self._looks[early_odds] = LookTable(self, early_odds)
        return self._looks[early_odds]


class LookTable:
    """What a look at a job is worth, and how many looks are wanted, for one distribution; a table, for speed."""

    def __init__(self, times: CompletionTimes, early_odds: int) -> None:
        self._end_s = 2 * times.usual_until_s
        self._step_s = self._end_s / _TABLE_STEPS
        self._survivals = [times.survival(step * self._step_s, early_odds) for step in range(_TABLE_STEPS + 1)]
        #: The integrals, from age 0, of the share that has ended, and of sqrt(share that ends a second * survival / 2).
        self._overdue_s, self._wanted = [0.0], [0.0]
        for earlier, later in pairwise(self._survivals):
            middle = (earlier + later) / 2
            self._overdue_s.append(self._overdue_s[-1] + self._step_s * (1 - middle))
            self._wanted.append(self._wanted[-1] + math.sqrt((earlier - later) * self._step_s * middle / 2))

    def worth(self, looked_s: float, age_s: float) -> tuple[float, float]:
        """The chance that a look at `age_s` finds a job ended, and the mean seconds since its unnoticed end.

        The job was last seen unfinished at `looked_s`.
        """
        survival = self._survival(looked_s)
        overdue_s = self._overdue_until(age_s) - self._overdue_until(looked_s) - (age_s - looked_s) * (1 - survival)
        return 1 - self._survival(age_s) / survival, max(0.0, overdue_s) / survival

    def expected(self, looked_s: float, age_s: float, until_s: float) -> tuple[float, float]:
        """How many looks at a job are wanted until `until_s`, at a price of 1 s, and the chance that it will have
        ended.

        The job was last seen unfinished at `looked_s` and has reached `age_s`.

        A look is due when the job has, on average, been ended and unnoticed for the price. If it ends with chance h in
        any second, looks a gap g apart find it after h * g * g / 2; so at the price c there are sqrt(h / (2 * c)) of
        them a second, as long as the job runs.
        """
        survival = self._survival(looked_s)
        wanted = self._wanted_until(until_s) - self._wanted_until(age_s)
        return wanted / survival, 1 - self._survival(until_s) / survival

    # Past the end of the table survival falls as 1 / age.

    def _survival(self, age_s: float) -> float:
        if age_s > self._end_s:
            return self._survivals[-1] * self._end_s / age_s
        return self._at(self._survivals, age_s)

    def _overdue_until(self, age_s: float) -> float:
        if age_s > self._end_s:
            late_s = self._survivals[-1] * self._end_s * math.log(age_s / self._end_s)
            return self._overdue_s[-1] + age_s - self._end_s - late_s
        return self._at(self._overdue_s, age_s)

    def _wanted_until(self, age_s: float) -> float:
        if age_s > self._end_s:
            late = self._survivals[-1] * math.sqrt(2 * self._end_s) * (1 - math.sqrt(self._end_s / age_s))
            return self._wanted[-1] + late
        return self._at(self._wanted, age_s)

    def _at(self, values: Sequence[float], age_s: float) -> float:
        # Nothing is called as often as this, and conditions are quicker than min and max.
        place = age_s / self._step_s if age_s > 0 else 0.0
        step = int(place) if place < _TABLE_STEPS else _TABLE_STEPS - 1
        return values[step] + (place - step) * (values[step + 1] - values[step])


class LatencyModel:
    """What is known about completion times, for each model and duration; starts from how long each model usually takes.

    A key starts from what is known about the model's other durations. To rebuild it after a restart, `observe` the
    samples of the last jobs again, oldest first.
    """

    def __init__(self, medians_s: Mapping[str, float]) -> None:
        self._models = {model: _Averages(median_s) for model, median_s in medians_s.items()}
        self._keys: dict[LatencyKey, _Averages] = {}

    def observe(self, key: LatencyKey, sample: Sample) -> None:
        """Learn from a completed job; the newest comes last."""
        for averages in self._of(key):
            averages.add(sample)

    def observe_failure(self, key: LatencyKey, age_s: float) -> None:
        """Learn from a job that has failed at this age."""
        for averages in self._of(key):
            averages.add_failure(age_s)

    def distribution(self, key: LatencyKey) -> CompletionTimes:
        """The distribution to expect for the next job; the same object until something new was learned."""
        return (self._keys.get(key) or self._model(key.model)).times

    def _model(self, name: str) -> "_Averages":
        if name not in self._models:
            self._models[name] = _Averages(UNKNOWN_MEDIAN_S)
        return self._models[name]

    def _of(self, key: LatencyKey) -> tuple["_Averages", "_Averages"]:
        model = self._model(key.model)
        if key not in self._keys:
            self._keys[key] = _Averages(model.times.median_s)
        return self._keys[key], model


class _Averages:
    """Decayed averages over the jobs of one kind, and the resulting distribution."""

    def __init__(self, median_s: float) -> None:
        self._mean, self._mean_jobs = math.log(median_s), MEDIAN_PRIOR_JOBS
        self._variance, self._variance_jobs = PRIOR_SIGMA**2, SIGMA_PRIOR_JOBS
        self._early_share, self._early_jobs = PRIOR_EARLY_SHARE, EARLY_PRIOR_JOBS
        self._early_until_s = PRIOR_EARLY_UNTIL_S
        #: The last times in a row that were off to one side.
        self._off: list[float] = []
        self.times = CompletionTimes(median_s, PRIOR_SIGMA)

    def add(self, sample: Sample) -> None:
        """Take in a completed job."""
        self._count_end(is_early=False)
        value = self._value(sample)
        if value is not None:
            sigmas = (value - self._mean) / math.sqrt(self._variance)
            if abs(sigmas) < CHANGED_SIGMAS:
                self._off.clear()
            else:
                self._off = [one for one in self._off if (one > self._mean) == (sigmas > 0)] + [value]
            if len(self._off) < CHANGED_JOBS:
                self._average(value, min(1.0, OUTLIER_SIGMAS / max(abs(sigmas), 1e-9)))
            else:
                self._start_anew()
        self._fit()

    def add_failure(self, age_s: float) -> None:
        """Take in a job that has failed: early, if hardly any are completed by then."""
        is_early = age_s < self.times.median_s * math.exp(-CHANGED_SIGMAS * self.times.sigma)
        self._count_end(is_early=is_early)
        if is_early:
            self._early_until_s = max(1.1 * age_s, self._early_until_s * EARLY_UNTIL_DECAY)
        self._fit()

    def _value(self, sample: Sample) -> float | None:
        """The logarithm of a time; None if it is so vague that it allows the usual time."""
        low, high = math.log(max(sample.min_s, _MOMENT_S)), math.log(max(sample.max_s, _MOMENT_S))
        if high - low <= 2 * math.sqrt(self._variance):
            return (low + high) / 2
        return None if low <= self._mean <= high else min(high, max(low, self._mean))

    def _average(self, value: float, share: float) -> None:
        decay = 0.5 ** (1 / HALF_LIFE_JOBS)
        self._mean_jobs = self._mean_jobs * decay + 1
        self._variance_jobs = self._variance_jobs * decay + 1
        off = (value - self._mean) * share
        self._mean += off / self._mean_jobs
        self._variance += (off * off * (1 - 1 / self._mean_jobs) - self._variance) / self._variance_jobs

    def _start_anew(self) -> None:
        self._mean_jobs = float(len(self._off))
        self._mean = sum(self._off) / self._mean_jobs
        squares = sum((value - self._mean) ** 2 for value in self._off)
        self._variance_jobs = SIGMA_PRIOR_JOBS + self._mean_jobs
        self._variance = (SIGMA_PRIOR_JOBS * PRIOR_SIGMA**2 + squares) / self._variance_jobs
        self._off.clear()

    def _count_end(self, *, is_early: bool) -> None:
        self._early_jobs = self._early_jobs * 0.5 ** (1 / HALF_LIFE_JOBS) + 1
        self._early_share += (is_early - self._early_share) / self._early_jobs

    def _fit(self) -> None:
        # With few jobs, the median is less certain than their spread says.
        sigma = math.sqrt(self._variance * (1 + 1 / self._mean_jobs))
        sigma = max(_SIGMA_MIN, min(_SIGMA_MAX, sigma))
        self.times = CompletionTimes(math.exp(self._mean), sigma, self._early_share, self._early_until_s)
