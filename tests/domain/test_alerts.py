"""Which alerts are told together, and when."""

from datetime import timedelta

from bot.domain.alerts import Alert, AlertBundle, AlertKind, Telling, gather
from tests.support.jobs import NOW

HOUR = timedelta(hours=1)


def alert(name: str, kind: AlertKind = AlertKind.VIDEO_LOST, age_s: float = 60.0) -> Alert:
    return Alert(name=name, kind=kind, raised_at=NOW - timedelta(seconds=age_s))


def names(bundles: list[AlertBundle]) -> list[list[str]]:
    return [[one.name for one in bundle.alerts] for bundle in bundles]


def test_alerts_of_a_kind_wait_a_moment_for_each_other_and_are_told_together() -> None:
    unsent = [alert("a", age_s=4.0), alert("b", age_s=1.0), alert("m", AlertKind.MODEL_OUT, age_s=5.0)]
    bundles, wait_s = gather(unsent, {}, NOW)
    assert (names(bundles), wait_s) == ([["m"]], 1.0)
    bundles, wait_s = gather(unsent, {}, NOW + timedelta(seconds=1))
    assert (names(bundles), wait_s) == ([["m"], ["a", "b"]], None)
    two = [alert("model-out:a:", AlertKind.MODEL_OUT), alert("model-out:b:", AlertKind.MODEL_OUT)]
    assert names(gather(two, {}, NOW)[0]) == [["model-out:a:", "model-out:b:"]]


def test_what_has_buttons_stays_alone_and_waits_for_nothing() -> None:
    unsent = [alert(name, AlertKind.SUBMISSION_LOST, age_s=0.0) for name in ("a", "b")]
    told = {"a": Telling(NOW), "submission_lost": Telling(NOW)}
    assert names(gather(unsent, told, NOW)[0]) == [["a"], ["b"]]


def test_what_repeats_waits_for_an_hour_and_is_counted() -> None:
    told = {"video_lost": Telling(NOW - timedelta(minutes=20)), "balance": Telling(NOW - 2 * HOUR, 3)}
    unsent = [alert("a"), alert("balance", AlertKind.BALANCE_LOW), alert("b")]
    [bundle], wait_s = gather(unsent, told, NOW)
    assert (bundle.first.name, bundle.repeats, wait_s) == ("balance", 3, 2400.0)
    bundles, _ = gather(unsent, told, NOW + timedelta(minutes=40))
    assert names(bundles) == [["a", "b"], ["balance"]]
    other = alert("model-out:b:", AlertKind.MODEL_OUT)
    assert names(gather([other], {"model-out:a:": Telling(NOW)}, NOW)[0]) == [["model-out:b:"]], "another model is news"


def test_a_clock_that_was_set_back_keeps_nothing_from_being_told() -> None:
    unsent = [alert("a", age_s=-300.0)]
    assert names(gather(unsent, {"video_lost": Telling(NOW + HOUR)}, NOW)[0]) == [["a"]]
