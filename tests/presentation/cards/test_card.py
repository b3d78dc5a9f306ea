"""What a card says in each state: one truth, in words."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.jobs import FailureReason, JobState
from bot.presentation.cards.card import AnswerWithVideo, Card, describe_progress
from bot.presentation.cards.edit_form import read_seed
from bot.services.ports import ProgressEstimate
from tests.support.jobs import NOW, make_job
from tests.support.models import VEO_2


def parts_of(view: Any) -> str:
    """All of a card as it is sent."""
    return str(view.to_components())


def said(progress: ProgressEstimate, **changes: Any) -> str:
    return describe_progress(make_job(**changes), progress)


def test_a_held_job_tells_when_it_starts_and_nothing_else() -> None:
    starts_at = NOW + timedelta(seconds=3)
    job = make_job(not_before_at=starts_at)
    card = parts_of(Card(job, ProgressEstimate(at=NOW, position=4, starts_in_s=60, usual_s=40)))
    assert f"Starts <t:{starts_at.timestamp():.0f}:R>" in card
    assert "Starting in a moment" in card
    assert "in line" not in card
    assert f"veo:cancel:{job.id}" in card


def test_a_queued_job_tells_its_place_and_when_it_starts_and_how_long_it_takes() -> None:
    text = said(ProgressEstimate(at=NOW, position=4, starts_in_s=11, usual_s=38))
    assert text == f"You're number 4 in line. Should start <t:{NOW.timestamp() + 15:.0f}:R> and take about 40 s."
    assert said(ProgressEstimate(at=NOW, position=1)) == "You're next in line."
    assert said(ProgressEstimate(at=NOW)) == "Starting in a moment."


def test_estimates_change_in_steps_so_that_cards_need_few_edits() -> None:
    texts = {said(ProgressEstimate(at=NOW + timedelta(seconds=s), position=9, starts_in_s=30 - s)) for s in range(10)}
    assert len(texts) == 1


def test_while_orders_are_paused_no_start_is_promised() -> None:
    job = make_job(not_before_at=NOW + timedelta(seconds=3))
    card = parts_of(
        Card(job, ProgressEstimate(at=NOW, position=1, starts_in_s=0, usual_s=40, paused="Out of credits."))
    )
    assert "Out of credits." in card
    assert "keeps its place in line" in card
    assert "Starts" not in card
    assert "<t:" not in card
    assert "veo:cancel" in card


@pytest.mark.parametrize("state", JobState)
def test_each_state_has_words_and_only_a_queued_job_can_be_cancelled(state: JobState) -> None:
    failure = FailureReason.TIMED_OUT if state is JobState.FAILED else None
    job = make_job(state=state, failure=failure, result_message_id=1, seed=77)
    card = parts_of(Card(job, ProgressEstimate(at=NOW, remaining_s=10)))
    assert ("veo:cancel" in card) is (state is JobState.QUEUED)
    assert "seed 77" in card
    titles = {
        parts_of(Card(make_job(state=one, failure=FailureReason.TIMED_OUT), ProgressEstimate(at=NOW))).split("###")[1][
            :30
        ]
        for one in JobState
    }
    assert len(titles) == len(JobState), "told apart by words, not only by colour and symbol"


def test_an_end_is_one_truth() -> None:
    done = {"state": JobState.DELIVERED, "result_message_id": 5, "changed_at": NOW + timedelta(seconds=75)}
    assert said(ProgressEstimate(at=NOW), **done) == (
        "Done in 1 min 15 s. [Watch](https://discord.com/channels/2001/3001/5)"
    )
    cancelled = said(ProgressEstimate(at=NOW), state=JobState.CANCELLED, duration_s=7)
    assert cancelled == "Nothing was made. Your 7 s have been refunded."
    for failure in FailureReason:
        assert said(ProgressEstimate(at=NOW), state=JobState.FAILED, failure=failure).count("refunded") == 1


def test_past_the_usual_time_that_is_said_instead_of_a_full_bar() -> None:
    text = said(ProgressEstimate(at=NOW + timedelta(seconds=80)), state=JobState.GENERATING)
    assert "longer than usual" in text
    assert "99 %" not in text


def test_a_card_that_is_the_result_has_its_buttons() -> None:
    job = make_job(state=JobState.DELIVERED)
    view = parts_of(AnswerWithVideo(job, [], "Here."))
    assert all(f"veo:{verb}:{job.id}" in view for verb in ("again", "edit", "delete"))


def test_seeds_as_people_write_them() -> None:
    assert [read_seed(typed, VEO_2) for typed in (" 42 ", "1,234,567", "1 234 567", "0")] == [
        42,
        1_234_567,
        1_234_567,
        0,
    ]
    assert read_seed("", VEO_2) != read_seed("", VEO_2)
