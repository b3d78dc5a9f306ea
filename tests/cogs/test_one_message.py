"""What remains of a video is one message; every button on it works for everyone it should, twice, after a restart."""

from pathlib import Path

from bot.domain.jobs import JobState
from bot.sentences import FALLBACK, say
from sandbox.segmind import StandInOptions
from tests.support.admin import said
from tests.support.bot_harness import open_bot_harness, text_of
from tests.support.buttons import add_member, others, post_finished, pressed_twice, restart

LONG = "a red panda and a " + "very " * 100 + "long prompt"


async def test_whoever_presses_again_is_named_and_the_original_is_linked(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        done = await post_finished(harness)
        bob = add_member(harness, "bob")
        before = len(harness.env.http_requests)
        answer = await bob.click(done.result, label="Again")
        assert answer.response is not None
        source = f"<@{bob.id}> made this from [a video]({done.result.jump_url}) by <@{harness.alice.id}>."
        assert source in text_of(answer.response)
        await harness.wait_closed()
        _, again = await harness.messages()
        assert source in text_of(again)
        [new] = await others(harness, done.job)
        assert (new.user_id, new.source_user_id, new.source_message_id) == (bob.id, harness.alice.id, done.result.id)
        requests = harness.env.http_requests[before:]
        posted = [r.json for r in requests if r.method == "POST" and r.path.endswith("/messages")]
        told = [body["allowed_mentions"]["users"] for body in posted if isinstance(body, dict)]
        assert told == [[bob.id]], "only the requester is notified"
        form = await harness.alice.click(again, label="Edit")
        fields = {"prompt": "a blue panda", "frame": ["5 16:9"]}
        edited = await harness.alice.submit_modal(form, fields)
        assert edited.response is not None
        assert f"<@{harness.alice.id}> made this from [a video]({again.jump_url}) by <@{bob.id}>." in text_of(
            edited.response
        )


async def test_every_button_works_twice_and_after_a_restart(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, prompt=LONG)
        await restart(harness)
        for label in ("Edit", "Continue"):
            for _ in range(2):
                assert (await harness.alice.click(done.result, label=label)).modal is not None
        for _ in range(2):
            shown = await harness.alice.click(done.result, label="Whole prompt")
            assert LONG in said(shown)
        with pressed_twice(harness):
            await harness.alice.click(done.result, label="Again")
        assert len(await others(harness, done.job)) == 1, "a double click makes one video"
        for _ in range(2):
            asked = await harness.alice.click(done.result, label="Delete")
            assert [one.content for one in asked.followups] == [say(FALLBACK, "delete-sure")]


async def test_the_wrong_person_is_refused(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bob = add_member(harness, "bob")
        done = await post_finished(harness, prompt=LONG, is_private=True)
        for label in ("Again", "Edit", "Continue", "Whole prompt"):
            assert say(FALLBACK, "job-private") in said(await bob.click(done.result, label=label))
        refused = await bob.click(done.result, label="Delete")
        assert [one.content for one in refused.followups] == [say(FALLBACK, "delete-not-yours")]
        public = await post_finished(harness, prompt=LONG)
        assert LONG in said(await bob.click(public.result, label="Whole prompt")), "everybody here may read it"
        assert await others(harness, done.job, public.job) == []


async def test_a_card_that_somebody_deleted_is_no_obstacle(tmp_path: Path) -> None:
    options = StandInOptions(latency_s=1.0, sigma=0.05, fast_films=True)
    async with open_bot_harness(tmp_path, options=options) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a red panda")
        [card] = await harness.messages()
        await card.delete()
        [job] = await harness.wait_done()
        await harness.wait_closed()
        [result] = await harness.messages()
        assert result.id == job.result_message_id
        assert (await harness.alice.click(result, label="Edit")).modal is not None


async def test_a_failure_is_one_message_with_both_buttons(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path) as harness:
        await harness.alice.slash(harness.channel, "veo", prompt="a castle !fail")
        [job] = await harness.wait_closed()
        assert job.state is JobState.FAILED
        [notice] = await harness.messages()
        assert "a castle !fail" in text_of(notice)
        assert "have been refunded" in text_of(notice)
        assert [user.id for user in notice.mentions] == [harness.alice.id]
        bob = add_member(harness, "bob")
        assert (await bob.click(notice, label="Edit")).modal is not None
        answer = await bob.click(notice, label="Try again")
        assert answer.response is not None
        assert f"<@{bob.id}> made this from [a video]({notice.jump_url})" in text_of(answer.response)
