"""Models that Segmind does not have: they fail alone, unpaid, and the others go on."""

from pathlib import Path

import pytest

from bot.domain.jobs import FailureReason, JobState
from bot.storage.core.database import Database
from tests.support.worker_harness import open_harness


@pytest.mark.parametrize("model", ["veo-3.1-lite", "in-no-catalogue"])
async def test_an_order_of_a_model_that_is_gone_fails_and_the_others_go_on(
    model: str, database: Database, tmp_path: Path
) -> None:
    async with open_harness(database, tmp_path) as harness:
        gone = await harness.wait(await harness.order(model=model))
        other = await harness.wait(await harness.order(seed=7))
        assert (gone.state, gone.failure, gone.cost_micros) == (JobState.FAILED, FailureReason.REJECTED, None)
        assert other.state is JobState.DELIVERED
        assert [one.slug for one in harness.stand_in.accepted] == ["veo-2"]
