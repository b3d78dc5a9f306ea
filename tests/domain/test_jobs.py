"""Job states, steps and ids."""

from datetime import timedelta

from bot.domain.jobs import FINAL, PENDING, TRANSITIONS, JobState, is_job_id, new_job_id
from tests.support.jobs import NOW


def test_every_state_has_its_steps_and_is_pending_or_final() -> None:
    assert set(TRANSITIONS) == set(JobState)
    assert set(JobState) == PENDING | FINAL
    assert not PENDING & FINAL


def test_every_pending_state_can_end() -> None:
    for start in PENDING:
        reached = {start}
        while True:
            further = reached | {target for state in reached for target in TRANSITIONS[state]}
            if further == reached:
                break
            reached = further
        assert reached & FINAL


def test_a_paid_job_is_never_queued_again() -> None:
    """From generating on, no path leads back to a state from which a POST goes out."""
    reached = {JobState.GENERATING}
    for _ in JobState:
        reached |= {target for state in reached for target in TRANSITIONS[state]}
    assert not reached & {JobState.QUEUED, JobState.SUBMITTING, JobState.UNKNOWN}


def test_ids_sort_by_time_and_fit_discords_nonce() -> None:
    ids = [new_job_id(NOW + timedelta(milliseconds=step)) for step in range(50)]
    assert ids == sorted(ids)
    assert len({new_job_id(NOW) for _ in range(1000)}) == 1000
    assert all(len(one) == 16 and is_job_id(one) for one in ids)
    # Room for centuries: the time does not overflow its nine characters.
    assert is_job_id(new_job_id(NOW + timedelta(days=365 * 900)))


def test_other_texts_are_no_ids() -> None:
    for text in ("", "x", "0" * 15, "0" * 17, "u" * 16, "0123456789ABCDEF", "../../etc/passwd"):
        assert not is_job_id(text)
