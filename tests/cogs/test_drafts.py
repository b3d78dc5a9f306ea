"""`draft:True`: the cheapest model first, and then the full video, whose price is said before it is paid."""

from pathlib import Path
from typing import Any

from bot.domain.jobs import Job
from bot.domain.requests import NO_SEED
from bot.storage.money import ledger_audit
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, others, post_finished, restart

MODELS = "veo-2,veo-3.1,veo-3.1-lite"


async def make_draft(harness: BotHarness, **options: Any) -> tuple[Job, Any]:
    """A draft of Alice's that is ready, and its message."""
    await harness.alice.slash(harness.channel, "veo", prompt="a cat", draft=True, **options)
    [job] = await harness.wait_closed()
    [result] = await harness.messages()
    return job, result


async def test_a_draft_is_made_by_the_cheapest_model_and_says_what_it_stands_for(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, models=MODELS) as harness:
        job, result = await make_draft(harness, model="veo-2", duration=7, seed=42)
        assert (job.request.model, job.request.resolution, job.request.has_sound) == ("veo-3.1-lite", "720p", False)
        assert job.request.duration_s in (6, 8)
        assert job.request.seed == NO_SEED, "its model takes none"
        assert "Draft of Veo 2, 7 s" in text_of(result)
        asked = await harness.alice.click(result, custom_id=f"veo:full:{job.id}")
        assert "Veo 2" in said(asked)
        assert "7 s · about $4.38" in said(asked)
        assert "can't share a seed" in said(asked)
        assert len(await harness.jobs()) == 1, "nothing is paid yet"
        await restart(harness)
        assert asked.response is not None
        await harness.alice.click(asked.response, custom_id=f"veo:full-now:{job.id}")
        [full] = await others(harness, job)
        assert (full.request.model, full.request.duration_s, full.request.seed) == ("veo-2", 7, 42)
        assert full.full_video is None
        assert full.source_message_id == result.id
        twice = await harness.alice.click(asked.response, custom_id=f"veo:full-now:{job.id}")
        assert "lready" in said(twice)
        assert len(await harness.jobs()) == 2
        assert await ledger_audit.check(harness.app.database) == []


async def test_the_full_video_has_the_best_resolution(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models=MODELS) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a cat", draft=True, model="veo-3.1", duration=8)
        [queued] = await harness.jobs()
        done = await post_finished(harness, request=queued.request, full_video=queued.full_video)
        bob = add_member(harness, "bob")
        asked = await bob.click(done.result, custom_id=f"veo:full:{done.job.id}")
        assert asked.response is not None
        await bob.click(asked.response, custom_id=f"veo:full-now:{done.job.id}")
        [full] = await others(harness, queued, done.job)
        spec = harness.context.catalogue.look_up("veo-3.1")
        best = max(spec.sizes, key=lambda one: int("".join(filter(str.isdigit, one)) or 0))
        assert (full.request.model, full.request.resolution) == (spec.id, best)
        assert full.user_id == bob.id


async def test_if_nothing_is_cheaper_it_is_no_draft(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a cat", draft=True)
        [job] = await harness.jobs()
        assert (job.request.model, job.full_video) == ("veo-2", None)


async def test_edit_offers_drafts_with_their_prices(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models=MODELS) as harness:
        done = await post_finished(harness)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await harness.alice.submit_modal(form, {"prompt": done.job.request.prompt, "count": "draft:2"})
        drafts = await others(harness, done.job)
        assert {job.request.model for job in drafts} == {"veo-3.1-lite"}
        assert [job.full_video is not None for job in drafts] == [True, True]
