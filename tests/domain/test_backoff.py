"""Pauses between attempts."""

from bot.domain.backoff import Backoff


def test_pauses_double_up_to_the_limit_and_never_overflow() -> None:
    backoff = Backoff(first_s=2.0, max_s=60.0)
    assert [backoff.pause_s(failures) for failures in (1, 2, 3, 6, 10_000)] == [2.0, 4.0, 8.0, 60.0, 60.0]
