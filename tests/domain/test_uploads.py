"""The size to try: Discord's word, then what was accepted and refused there, then smaller."""

from datetime import UTC, datetime, timedelta

from bot.domain.uploads import (
    DEFAULT_UPLOAD_LIMIT_BYTES,
    MIB,
    SeenUploads,
    file_limit_bytes,
    step_down_bytes,
)

NOW = datetime(2026, 11, 1, tzinfo=UTC)
DEFAULT = DEFAULT_UPLOAD_LIMIT_BYTES


def test_discords_word_counts_where_nothing_else_is_known() -> None:
    for limit in (10 * MIB, 20 * MIB, 100 * MIB):
        assert SeenUploads().choose(limit, is_told=True, now=NOW) == file_limit_bytes(limit) < limit


def test_a_refusal_is_remembered_until_the_limit_is_raised_or_a_week_is_over() -> None:
    seen = SeenUploads().refuse(15 * MIB, stated_bytes=20 * MIB, now=NOW)
    seen = SeenUploads.from_text(seen.to_text())
    assert seen.choose(20 * MIB, is_told=True, now=NOW) == file_limit_bytes(10 * MIB)
    assert seen.choose(10 * MIB, is_told=True, now=NOW) == file_limit_bytes(10 * MIB)
    assert seen.choose(50 * MIB, is_told=True, now=NOW) == file_limit_bytes(50 * MIB), "somebody boosted the server"
    assert seen.choose(20 * MIB, is_told=True, now=NOW + timedelta(days=8)) == file_limit_bytes(20 * MIB)
    set_back = NOW - timedelta(days=300)
    assert seen.choose(20 * MIB, is_told=True, now=set_back) == file_limit_bytes(20 * MIB), "the clock was wrong"


def test_what_was_accepted_is_tried_where_discord_says_nothing_and_after_a_refusal() -> None:
    seen = SeenUploads().accept(30 * MIB)
    assert seen.choose(DEFAULT, is_told=False, now=NOW) == 30 * MIB
    assert seen.choose(DEFAULT, is_told=True, now=NOW) == file_limit_bytes(DEFAULT)
    seen = SeenUploads().accept(12 * MIB).refuse(16 * MIB, stated_bytes=DEFAULT, now=NOW)
    assert seen.choose(DEFAULT, is_told=True, now=NOW) == 12 * MIB


def test_a_larger_file_that_is_accepted_takes_a_refusal_back_and_the_other_way_round() -> None:
    seen = SeenUploads().refuse(12 * MIB, stated_bytes=DEFAULT, now=NOW).accept(15 * MIB)
    assert seen.choose(DEFAULT, is_told=True, now=NOW) == file_limit_bytes(DEFAULT)
    seen = SeenUploads().accept(15 * MIB).refuse(12 * MIB, stated_bytes=DEFAULT, now=NOW)
    assert seen.choose(DEFAULT, is_told=False, now=NOW) == file_limit_bytes(10 * MIB)


def test_small_files_that_every_server_accepts_say_nothing() -> None:
    assert SeenUploads().accept(9 * MIB) == SeenUploads()
    assert SeenUploads().refuse(MIB, stated_bytes=DEFAULT, now=NOW) == SeenUploads()
    assert SeenUploads.from_text("nonsense") == SeenUploads.from_text(None) == SeenUploads()


def test_it_steps_down_over_the_limits_that_discord_has() -> None:
    steps = [30 * MIB]
    while len(steps) < 4:
        steps.append(step_down_bytes(steps[-1]))
    assert steps[1:3] == [file_limit_bytes(20 * MIB), file_limit_bytes(10 * MIB)]
    assert steps[3] == int(steps[2] * 0.75)
