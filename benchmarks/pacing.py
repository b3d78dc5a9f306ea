"""How soon an end at Segmind is noticed: the bot's own pacing beside a plain 2 s poll and what no schedule can beat.

    python -m benchmarks.pacing [--seed N] [--jobs N]

Runs the real `bot.domain.pacing.Pacer` in the simulation of `benchmarks/simulation.py`: once with the true distribution
of completion times given, once with the real `LatencyModel`, which starts from the published median and learns. The
plain poll looks at each job every 2 s, spaced evenly to keep to the limit, looks before new submissions. The bound
knows the distribution, may use every request of a minute, and may spread them over all jobs as if they ran at once;
it looks at a job once a second at most, as all do. The first 10 minutes do not count.

Prints the figures beside their targets; exits with 1 if one is missed.
"""

import argparse
import math
import statistics
import sys
import time
from functools import cache

from benchmarks.simulation import (
    KEY,
    MEDIAN_S,
    RPM,
    Figures,
    KnownTimes,
    MakePolicy,
    Policy,
    Scenario,
    Simulation,
    learned,
    plain_poll,
)
from bot.domain.latency import CompletionTimes, LatencyModel
from bot.domain.pacing import Pacer, Send
from bot.domain.request_budget import RequestBudget

FREE_RPM = 5
SIGMAS = (0.15, 0.3)
#: Videos a minute, the mean delay to reach with each sigma, and the noise: about three standard deviations of one run.
#: From 4 on the delay is that of the mixture fit with tables of plans that looks at a price replaced (24c6eef), with
#: the default seed.
TARGETS_S = {
    0.2: (0.65, 0.80, 0.05),
    1.0: (0.85, 1.10, 0.1),
    2.0: (1.20, 1.35, 0.1),
    4.0: (1.60, 2.55, 0.15),
    8.0: (3.04, 4.91, 0.2),
    12.0: (5.96, 9.89, 0.2),
    16.0: (23.67, 32.79, 0.6),
}
#: The same with 5 requests a minute, all by that version.
FREE_TARGETS_S = {0.2: (5.73, 7.94, 0.15), 1.0: (14.00, 18.27, 0.25), math.inf: (math.inf, math.inf, 0.0)}
#: How soon early ends are to be noticed, how much later the others may be, and the noise of the first (of the few).
EARLY_TARGETS_S = {1.0: (1.2, 0.3, 0.3), 2.0: (3.0, 0.3, 0.1)}
#: From the service's answer to us, on average.
ANSWER_S = 0.09
_STEP_S = 0.25
_LONGEST_GAP_S = 50.0


def given(simulation: Simulation) -> tuple[Policy, LatencyModel]:
    """The bot's own pacing, which is told the true distribution."""
    one = simulation.scenario
    changed_by = one.changes_by if one.changes_at < math.inf else 1.0
    model = KnownTimes(CompletionTimes(one.median_s * changed_by, one.sigma, one.early_share))
    return Pacer(RequestBudget(one.rpm, 0.0), model), model


class Bound:
    """The least mean delay for so many looks a job, by dynamic programming over the age of the last look."""

    def __init__(self, median_s: float, sigma: float) -> None:
        ages_s = [i * _STEP_S for i in range(1, int(median_s * math.exp(3.2 * sigma) / _STEP_S))]
        usual = (math.erfc(math.log(age_s / median_s) / (sigma * math.sqrt(2))) / 2 for age_s in ages_s)
        self._survivals = [1.0, *usual]
        self._overdue_s = [0.0]
        for earlier, later in zip(self._survivals, self._survivals[1:], strict=False):
            self._overdue_s.append(self._overdue_s[-1] + _STEP_S * (1 - (earlier + later) / 2))

    def delay_s(self, looks: float) -> float:
        """The least mean delay with this many looks a job on average."""
        low, high = 0.0, 100.0
        fewest, delay_s = self._plan(low)
        if fewest > looks:
            for _ in range(25):
                price_s = (low + high) / 2
                taken, delay_s = self._plan(price_s)
                low, high = (price_s, high) if taken > looks else (low, price_s)
        return delay_s + ANSWER_S

    @cache  # noqa: B019 - there is one for each sigma
    def _plan(self, price_s: float) -> tuple[float, float]:
        """The mean looks and delay of the schedule that is best if a look costs as much as this delay."""
        survivals, overdue_s = self._survivals, self._overdue_s
        last = len(survivals) - 1
        plans = [(1.0, _STEP_S)] * (last + 1)  # (looks, delay) to come, for a job unfinished at each age
        for i in range(last - 1, -1, -1):
            best = math.inf
            for j in range(i + int(1 / _STEP_S), min(last, i + int(_LONGEST_GAP_S / _STEP_S)) + 1):
                left = survivals[j] / survivals[i]
                late_s = overdue_s[j] - overdue_s[i] - (j - i) * _STEP_S * (1 - survivals[i])
                looks, delay_s = 1 + left * plans[j][0], late_s / survivals[i] + left * plans[j][1]
                if price_s * looks + delay_s < best:
                    best, plans[i] = price_s * looks + delay_s, (looks, delay_s)
        return plans[0]


class Report:
    """Prints figures beside their targets and remembers what was missed."""

    def __init__(self, seed: int, jobs: int) -> None:
        self._seed = seed
        self._jobs = jobs
        self.missed: list[str] = []

    def play(self, policy: MakePolicy, sigma: float, rate: float, **values: float) -> Figures:
        """Run one simulation, for as long as there are enough jobs."""
        minutes = 10 + (240 if math.isinf(rate) else max(240, self._jobs / rate))
        scenario = {"seed": self._seed, "minutes": minutes, "sigma": sigma, "jobs_per_minute": rate} | values
        return Simulation(Scenario(**scenario), policy).run()  # type: ignore[arg-type]  # by keyword

    def check(self, what: str, value: float, target: float, *, at_least: bool = False, noise: float = 0.0) -> None:
        """Print one figure beside its target, which may be missed by this share of it, the noise of one seed."""
        is_reached = value >= target * (1 - noise) if at_least else value <= target * (1 + noise)
        sign, within = ">=" if at_least else "<=", f"({noise:.0%})" if noise else ""
        print(f"  {what:72} {value:8.2f} {sign} {target:6.2f} {within:6} {'ok' if is_reached else 'MISSED'}")
        if not is_reached:
            self.missed.append(what)


def compare_rates(report: Report) -> None:
    """Print how late ends are noticed at each rate, for a narrow and a wide distribution."""
    for i, sigma in enumerate(SIGMAS):
        bound = Bound(MEDIAN_S, sigma)
        print(f"\nMean delay in s; {RPM} requests a minute, Poisson arrivals, median {MEDIAN_S} s, sigma {sigma}")
        print("videos/min   given  learned   (95 %)   2 s poll   bound   looks/job  start after (95 %)")
        own = {}
        for rate in TARGETS_S:
            one = own[rate] = report.play(learned, sigma, rate)
            print(
                f"{rate:10g} {report.play(given, sigma, rate).delay_s:7.2f} {one.delay_s:8.2f} {one.delay_p95_s:8.2f}"
                f" {report.play(plain_poll, sigma, rate).delay_s:10.2f} {bound.delay_s(RPM / rate - 2):7.2f}"
                f" {one.looks_per_job:11.2f} {one.start_s:12.2f} {one.start_p95_s:6.2f}"
            )
        saturated = report.play(learned, sigma, math.inf)
        for rate, targets in TARGETS_S.items():
            report.check(f"{rate:g} a minute: mean delay, s", own[rate].delay_s, targets[i], noise=targets[2])
        report.check("8 a minute: 95 % are submitted after, s", own[8.0].start_p95_s, 3)
        report.check("saturated: videos a minute", saturated.videos_per_minute, 16.2, at_least=True, noise=0.01)
        plain = report.play(plain_poll, sigma, math.inf).videos_per_minute
        print(f"  a 2 s poll, saturated: {plain:.1f} videos a minute")
        report.check("429s", sum(one.refused for one in (*own.values(), saturated)), 0)


def check_early_ends(report: Report) -> None:
    """One job in ten fails in its first 20 s."""
    print("\n10 % of the jobs fail in their first 20 s; learned")
    for rate, (early_s, more_s, noise) in EARLY_TARGETS_S.items():
        for sigma in SIGMAS:
            usual, own = (report.play(learned, sigma, rate, early_share=share) for share in (0.0, 0.1))
            kind = f"{rate:g} a minute, sigma {sigma}: mean delay"
            report.check(f"{kind} of these, s", own.early_delay_s, early_s, noise=noise)
            report.check(f"{kind} of the others, s", own.delay_s, usual.delay_s + more_s, noise=0.1)


def check_changes(report: Report) -> None:
    """The median doubles or halves overnight: figures from ten jobs later on, beside the new distribution given."""
    print("\nThe median changes: mean delay beside the new distribution given")
    for rate in (1.0, 4.0):
        for sigma in SIGMAS:
            for changes_by in (2.0, 0.5):
                change = 10 + 200 / rate
                known, own, vague = (
                    report.play(
                        policy,
                        sigma,
                        rate,
                        minutes=change + 400 / rate,
                        changes_at=change,
                        changes_by=changes_by,
                        counts_from=change,
                        counts_after_jobs=10,
                        has_metrics=has_metrics,
                    )
                    for policy, has_metrics in ((given, True), (learned, True), (learned, False))
                )
                kind = f"{rate:g} a minute, sigma {sigma}, times {changes_by}"
                report.check(f"{kind}, s", own.delay_s, known.delay_s * 1.25, noise=0.1)
                report.check(f"{kind}, times between looks, s", vague.delay_s, known.delay_s * 1.35, noise=0.1)


def check_free_plan(report: Report) -> None:
    """A few videos with 5 requests a minute."""
    print(f"\nFree plan: {FREE_RPM} requests a minute; learned")
    for rate, targets in FREE_TARGETS_S.items():
        for sigma, target_s in zip(SIGMAS, targets[:2], strict=True):
            own = report.play(learned, sigma, rate, rpm=FREE_RPM)
            what = f"{rate:g} a minute, sigma {sigma}"
            report.check(f"{what}, {own.videos_per_minute:.2f} videos a minute: 429s", own.refused, 0)
            if not math.isinf(rate):
                report.check(f"{what}: mean delay, s", own.delay_s, target_s, noise=targets[2])
                report.check(f"{what}: jobs not through at the end", own.asked - own.done, 5)


def check_cost(report: Report) -> None:
    """Time one decision with many jobs running (real time, the median of several)."""
    print("\nCost of one decision, ms")
    for count, limit_ms in ((1_000, 5.0), (10_000, 50.0)):
        for what, spread_s in (("of all ages", 60.0), ("all due", 0.0)):
            pacer = Pacer(RequestBudget(RPM, 0.0), LatencyModel({KEY.model: MEDIAN_S}))
            for i in range(count):
                pacer.add_running(str(i), KEY, 0.0, accepted_at=-60.0 + spread_s * i / count)
            pacer.next(0.0)
            times_ms = []
            for step in range(1, 10):
                started = time.perf_counter()
                decision = pacer.next(step * 2.0)
                times_ms.append((time.perf_counter() - started) * 1000)
                if isinstance(decision, Send):
                    pacer.sent(decision, step * 2.0)
            report.check(f"{count:,} running, {what}", statistics.median(times_ms), limit_ms)


def main() -> int:
    """Run everything and tell whether all targets are reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1500, help="simulated jobs of each run")
    options = parser.parse_args()
    started = time.perf_counter()
    report = Report(options.seed, options.jobs)
    for part in (compare_rates, check_early_ends, check_changes, check_free_plan, check_cost):
        part(report)
    print(f"\n{time.perf_counter() - started:.0f} s. ", end="")
    print(
        f"MISSED: {len(report.missed)} targets: {'; '.join(report.missed)}" if report.missed else "All targets reached."
    )
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
