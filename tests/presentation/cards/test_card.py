"""What a card says in each state: one truth, in words."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.jobs import PENDING, JobState
from bot.presentation.cards.card import Card, describe_progress, describe_prompt
from bot.presentation.cards.edit_form import read_seed
from bot.services.ports import ProgressEstimate
from tests.support.jobs import NOW, make_job
from tests.support.models import IMAGE_MODEL, VEO_2


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


@pytest.mark.parametrize("state", sorted(PENDING | {JobState.UNDELIVERABLE}))
def test_each_state_has_words_and_only_a_queued_job_can_be_cancelled(state: JobState) -> None:
    job = make_job(state=state, seed=77)
    card = parts_of(Card(job, ProgressEstimate(at=NOW, remaining_s=10)))
    assert ("veo:cancel" in card) is (state is JobState.QUEUED)
    assert "seed 77" in card
    titles = {
        parts_of(Card(make_job(state=one), ProgressEstimate(at=NOW))).split("###")[1][:30]
        for one in PENDING | {JobState.UNDELIVERABLE}
    }
    assert len(titles) == len(PENDING) + 1, "told apart by words, not only by colour and symbol"


def test_whose_video_it_was_made_from_is_said_and_linked() -> None:
    card = parts_of(Card(make_job(source_message_id=77, source_user_id=5), ProgressEstimate(at=NOW)))
    assert "<@1001> made this from [a video](https://discord.com/channels/2001/3001/77) by <@5>." in card
    own = parts_of(Card(make_job(source_message_id=77, source_user_id=1001), ProgressEstimate(at=NOW)))
    assert "Made from [this video](https://discord.com/channels/2001/3001/77)." in own
    assert "<@" not in own
    assert "Made from" not in parts_of(Card(make_job(source_user_id=5), ProgressEstimate(at=NOW)))


def test_a_part_of_a_story_begins_with_its_number() -> None:
    job = make_job(parent_id="a", part=3, prompt="the panda\njumps *over* a taxi")
    assert describe_prompt(job, job.request.prompt) == "> Part 3: the panda\n> jumps \\*over\\* a taxi"
    assert describe_prompt(make_job(parent_id="a", part=3, prompt="", model=IMAGE_MODEL), "") == "> Part 3"
    assert describe_prompt(make_job(prompt="", model=IMAGE_MODEL), "") == ""


def test_past_the_usual_time_that_is_said_instead_of_a_full_bar() -> None:
    text = said(ProgressEstimate(at=NOW + timedelta(seconds=80)), state=JobState.GENERATING)
    assert "longer than usual" in text
    assert "99 %" not in text


def test_seeds_as_people_write_them() -> None:
    assert [read_seed(typed, VEO_2) for typed in (" 42 ", "1,234,567", "1 234 567", "0")] == [
        42,
        1_234_567,
        1_234_567,
        0,
    ]
    assert read_seed("", VEO_2) != read_seed("", VEO_2)
