"""What remains of a job: everything about it in one message, within Discord's limits in every language."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import discord
import pytest

from bot.domain.jobs import FINAL, PENDING, FailureReason, Job, JobState
from bot.domain.requests import PROMPT_MAX_CHARS
from bot.presentation.cards.card import Card
from bot.presentation.cards.ending import PROMPT_LINES, Ending, describe_heading, is_folded
from bot.sentences import locales, say
from bot.services.ports import ProgressEstimate
from tests.support.jobs import NOW, make_job
from tests.support.models import IMAGE_MODEL

#: Discord's limits for one message made of components.
COMPONENTS, TEXT, IN_A_ROW, IN_A_SECTION, LABEL, CUSTOM_ID, DESCRIPTION = 40, 4000, 5, 3, 80, 100, 1024
#: Each character of this prompt is escaped; and this one has as many lines as characters fit.
ESCAPED, LINES = "*" * PROMPT_MAX_CHARS, "a\n" * (PROMPT_MAX_CHARS // 2)
PICTURE = {"model": IMAGE_MODEL, "image_path": "pictures/SPOILER_x-padded.jpg"}
SOURCE = {"source_message_id": 2**63 - 1, "source_user_id": 2**63 - 1}
STORY = {"parent_id": "a", "part": 3}


def walk(parts: Any) -> Iterator[dict[str, Any]]:
    """All components, those inside others, too."""
    for part in parts:
        yield part
        yield from walk(part.get("components", []))
        if "accessory" in part:
            yield part["accessory"]


def check_limits(view: Any) -> None:
    """Hold a message to Discord's limits."""
    parts = list(walk(view.to_components()))
    assert len(parts) <= COMPONENTS
    assert sum(len(part.get("content") or "") for part in parts) <= TEXT
    for part in parts:
        if part["type"] == 1:
            assert 1 <= len(part["components"]) <= IN_A_ROW
        if part["type"] == 9:
            assert 1 <= len(part["components"]) <= IN_A_SECTION
        assert len(part.get("label") or "") <= LABEL
        assert len(part.get("custom_id") or "") <= CUSTOM_ID
        assert len(part.get("description") or "") <= DESCRIPTION
        for item in part.get("items", []):
            assert len(item["description"] or "") <= DESCRIPTION
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    assert len(ids) == len(set(ids))


def make_ending(job: Job, **more: Any) -> Ending:
    heading = say(job.locale, "result", mention="<@1>") if job.state is JobState.DELIVERED else describe_heading(job)
    return Ending(job, heading, **more)


def said(view: Any) -> str:
    return "\n".join(part["content"] for part in walk(view.to_components()) if "content" in part)


def verbs(view: Any) -> list[str]:
    return [part["custom_id"].split(":")[1] for part in walk(view.to_components()) if "custom_id" in part]


@pytest.mark.parametrize("locale", locales())
def test_every_message_of_a_job_keeps_within_discords_limits(locale: str) -> None:
    files = [discord.File(BytesIO(b""), f"{name}.mp4", description="x" * DESCRIPTION) for name in "ab"]
    for prompt in (ESCAPED, LINES, "", "a red panda"):
        changes: dict[str, Any] = {"prompt": prompt, "locale": locale, "seed": 2**32 - 1, **SOURCE, **PICTURE, **STORY}
        for state in PENDING | {JobState.UNDELIVERABLE}:
            check_limits(Card(make_job(state=state, **changes), ProgressEstimate(at=NOW), note="x" * 200))
        for failure in FailureReason:
            job = make_job(state=JobState.FAILED, failure=failure, failure_detail="*" * 500, **changes)
            check_limits(make_ending(job, has_picture=True))
        for more in ({}, {"cancelled_by": 7}):
            check_limits(make_ending(make_job(state=JobState.CANCELLED, **more, **changes), has_picture=True))
        done = make_job(state=JobState.DELIVERED, completed_at=NOW, **changes)
        check_limits(Ending(done, "x" * 5000, files=files, has_picture=True))


def test_a_result_says_everything_about_its_request() -> None:
    done_at = NOW + timedelta(seconds=75)
    job = make_job(state=JobState.DELIVERED, prompt="a red panda", seed=77, completed_at=done_at, duration_s=6)
    text = said(make_ending(job))
    for mark in ("<@1>", "> a red panda", "6 s", "16:9", "seed 77", job.request.model, "took 1 min 15 s"):
        assert mark in text
    assert verbs(make_ending(job)) == ["again", "edit", "continue", "delete"]


def test_a_long_prompt_is_folded_and_a_button_shows_the_rest() -> None:
    job = make_job(state=JobState.DELIVERED, prompt="word " * 100)
    assert is_folded(job.request.prompt)
    assert verbs(make_ending(job))[-1] == "prompt"
    assert len(said(make_ending(job))) < 500
    many = make_job(state=JobState.DELIVERED, prompt="\n".join("abcdefghi"))
    assert said(make_ending(many)).count("\n> ") == PROMPT_LINES
    assert verbs(make_ending(many))[-1] == "prompt"
    assert "prompt" not in verbs(make_ending(make_job(state=JobState.DELIVERED, prompt="short")))


@pytest.mark.parametrize("failure", FailureReason)
def test_a_failure_says_why_and_offers_another_try_and_a_change(failure: FailureReason) -> None:
    job = make_job(state=JobState.FAILED, failure=failure)
    assert said(make_ending(job)).count("refunded") == 1
    assert job.id in said(make_ending(job)), "for whoever asks an operator"
    assert set(verbs(make_ending(job))) == {"again", "edit"}
    is_first_changed = verbs(make_ending(job))[0] == "edit"
    assert is_first_changed is (
        failure in {FailureReason.REJECTED, FailureReason.MODEL_GONE, FailureReason.CONTENT_BLOCKED}
    )


def test_whoever_cancelled_somebody_elses_request_is_named() -> None:
    taken = make_job(state=JobState.CANCELLED, cancelled_by=7, duration_s=6)
    assert said(make_ending(taken)).startswith(
        "<@1001> <@7> cancelled your request. Nothing was made, and 6 s have been refunded."
    )
    own = make_job(state=JobState.CANCELLED, cancelled_by=1001)
    assert said(make_ending(own)).startswith("Cancelled. Nothing was made")
    assert verbs(make_ending(own)) == ["edit", "again"]


def test_all_ends_are_covered() -> None:
    assert {JobState.DELIVERED, JobState.FAILED, JobState.CANCELLED, JobState.UNDELIVERABLE} == FINAL
