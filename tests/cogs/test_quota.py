"""Limits, as people meet them: refusals, the shorter video, what comes back, and /veo-quota."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from simcord.actors import MemberActor
from sqlalchemy import text

from bot.domain.jobs import Job, JobState
from bot.domain.limits import Field, Scope, StoredLimit
from bot.sentences import FALLBACK, say
from bot.services.admin.changes import AdminActor
from bot.storage.jobs import jobs
from bot.storage.money import ledger, ledger_audit
from sandbox.segmind import StandInOptions
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import pressed_twice
from tests.support.models import IMAGE_MODEL
from tests.support.money import OPERATOR
from tests.support.picture_harness import PNG, kept_pictures, open_picture_stage
from tests.support.skipped_waits import read_time

S = JobState


@asynccontextmanager
async def stage_of(folder: Path, **settings: Any) -> AsyncIterator[BotHarness]:
    """A stage whose books are proven at its end."""
    async with open_bot_harness(folder, **settings) as harness:
        yield harness
        assert await ledger_audit.check(harness.app.database) == []


async def order(harness: BotHarness, who: MemberActor | None = None, **options: Any) -> str:
    """Ask for a video; gives the private refusal, or nothing if it was accepted."""
    answer = await (who or harness.alice).slash(harness.channel, "veo", **{"prompt": "x"} | options)
    assert answer.response is not None
    return str(answer.response.content) if answer.ephemeral else ""


async def quota(harness: BotHarness, who: MemberActor | None = None) -> str:
    """What /veo-quota says, which only the person sees."""
    answer = await (who or harness.alice).slash(harness.channel, "veo-quota")
    assert answer.ephemeral
    assert answer.response is not None
    return text_of(answer.response)


def instant_in(said: str) -> datetime:
    """The instant that Discord shows in a text."""
    [seconds] = re.findall(r"<t:(\d+):R>", said)
    return datetime.fromtimestamp(int(seconds), UTC)


async def counted_at(harness: BotHarness, job: Job) -> datetime:
    """The instant from which a request counts; on a busy machine, it was made some time before."""
    async with harness.app.database.read() as connection:
        return (await ledger.list_entries(connection, job.id))[0].counts_at


def admin_of(harness: BotHarness) -> AdminActor:
    return AdminActor(user_id=5, guild_id=harness.guild.id, can_manage=True, is_operator=False)


async def cancel(harness: BotHarness, job: Job) -> None:
    async with harness.app.database.write() as connection:
        moved = await jobs.transition(connection, job, S.CANCELLED, at=read_time())
        await ledger.book(connection, job, moved, read_time())


async def test_a_refusal_names_the_limit_what_is_left_and_when_it_comes_back(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, user_seconds_per_day=20, models="veo-2") as harness:
        for _ in range(3):
            assert await order(harness, duration=6) == ""
        refused = await harness.alice.slash(harness.channel, "veo", prompt="x", duration=6)
        assert refused.ephemeral
        assert refused.response is not None
        said = refused.response.content
        assert "You have 2 of your 20 s left today" in said
        assert "would still fit" not in said, "no shorter video is offered where none fits"
        assert refused.response.components == []
        first = (await harness.jobs())[0]
        assert abs(instant_in(said) - await counted_at(harness, first) - timedelta(days=1)) <= timedelta(seconds=1)
        assert len(await harness.jobs()) == 3
        assert "This is not" not in said


async def test_the_shorter_video_is_ordered_by_the_button_which_then_goes_away(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, user_seconds_per_day=14) as harness:
        assert await order(harness, duration=8) == ""
        refused = await harness.alice.slash(
            harness.channel, "veo", prompt="a red panda", duration=8, aspect_ratio="9:16", seed=7
        )
        assert refused.ephemeral
        assert refused.response is not None
        assert "A 6 s video would still fit now" in refused.response.content
        answer = await harness.alice.click(refused.response, label="Make it 6 s instead")
        assert not answer.ephemeral
        [_, job] = await harness.jobs()
        assert job.request.prompt == "a red panda"
        assert (job.request.duration_s, job.request.seed, job.request.aspect_ratio.value) == (6, 7, "9:16")
        assert job.card_message_id in {message.id for message in await harness.messages()}
        edits = [r for r in harness.env.http_requests if r.method == "PATCH" and "@original" in r.path]
        assert edits, "the button is taken away"


async def test_presses_at_once_and_later_order_one_shorter_video(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, user_seconds_per_day=13) as harness:
        await order(harness, duration=8)
        harness.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=500)
        refused = await harness.alice.slash(harness.channel, "veo", prompt="a red panda", duration=7)
        assert refused.response is not None
        with pressed_twice(harness) as double:
            first = await harness.alice.click(refused.response, label="Make it 5 s instead")
        told = [one.response.content for one in (first, double.second) if one.response is not None and one.ephemeral]
        assert ["I already have your request" in text for text in told] == [True]
        again = await harness.alice.click(refused.response, label="Make it 5 s instead")
        assert again.ephemeral
        assert again.response is not None
        assert "I already have your request" in again.response.content
        ordered = [job.request for job in await harness.jobs()]
        assert [(one.prompt, one.duration_s) for one in ordered] == [("x", 8), ("a red panda", 5)]


async def test_the_button_tells_if_it_fits_no_more_and_can_be_pressed_again(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, user_seconds_per_day=18) as harness:
        await order(harness, duration=8)
        await order(harness, duration=5)
        refused = await harness.alice.slash(harness.channel, "veo", prompt="x", duration=6)
        assert refused.response is not None
        await order(harness, duration=5)
        late = await harness.alice.click(refused.response, label="Make it 5 s instead")
        assert late.ephemeral
        assert late.response is not None
        assert "You have 0 of" in late.response.content
        assert len(await harness.jobs()) == 3
        await cancel(harness, (await harness.jobs())[-1])
        await harness.alice.click(refused.response, label="Make it 5 s instead")
        assert len(await harness.jobs()) == 4


async def test_a_failed_video_gives_its_seconds_back_and_counts_as_a_strike_if_it_was_blocked(tmp_path: Path) -> None:
    async with stage_of(tmp_path, user_seconds_per_day=20, content_strikes_per_day=2) as harness:
        await order(harness, prompt="something !fail odd")
        told = await harness.wait_text("couldn't make it")
        assert "block" not in text_of(told), "other failures are no strikes"
        said = await quota(harness)
        assert "20 of 20 s left" in said
        assert "blocked" not in said
        await order(harness, prompt="something !rai forbidden")
        await harness.wait_text("video service's safety filter blocked it")
        told = await harness.wait_text("That's 1 of 2 requests")
        assert "paused for a day" in text_of(told)
        said = await quota(harness)
        assert "20 of 20 s left" in said
        assert "1 of 2" in said
        await order(harness, prompt="something !rai forbidden")
        paused = await harness.wait_text("so you're paused. You can make videos again")
        assert instant_in(text_of(paused)) > read_time() + timedelta(hours=23)
        assert "2 of your requests were blocked" in await order(harness)
        said = await quota(harness)
        assert "⛔ 2 of your requests were blocked for their content today" in said
        assert len(await harness.jobs()) == 3


async def test_failures_are_told_beforehand_and_pause_a_person_like_blocks(tmp_path: Path) -> None:
    async with stage_of(tmp_path, failures_per_day=2) as harness:
        await order(harness, prompt="something !fail odd")
        await harness.wait_text(say(FALLBACK, "failures-warning", count=1, most=2, left=1))
        assert say(FALLBACK, "quota-failures", count=1, most=2) in await quota(harness)
        await order(harness, prompt="something !fail odd")
        paused = await harness.wait_text(say(FALLBACK, "failures-paused", count=2, when="\0").split("\0")[0])
        assert instant_in(text_of(paused)) > read_time() + timedelta(hours=23)
        refused = say(FALLBACK, "refusal-failures", count=2, when="\0").split("\0")[0]
        assert refused in await order(harness)
        assert refused in await quota(harness)
        assert len(await harness.jobs()) == 2


async def test_budgets_count_what_a_video_really_cost(tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.5, sigma=0.05, fast_films=True, price_usd_per_s=0.5)
    async with stage_of(tmp_path, options=options, server_usd_per_day=5) as harness:
        await order(harness)
        assert "has $1.88 of its" in await order(harness), "reserved by the setting: $3.125"
        await harness.wait_done()
        assert await order(harness, duration=5) != "", "settled at $2.50, and the next would reserve $3.125"
        async with harness.app.database.read() as connection:
            spent = (await connection.execute(text("SELECT sum(micros) FROM ledger"))).scalar_one()
        assert spent == 2_500_000


async def test_the_budgets_of_the_server_and_of_the_bot_are_named(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, server_usd_per_day=4, bot_usd_per_day=7) as harness:
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        await order(harness)
        said = await order(harness, bob)
        assert "This server has $0.88 of its $4.00 budget left today" in said
        assert instant_in(said) > read_time()
        other = harness.env.create_guild("Elsewhere")
        channel = other.create_text_channel("videos")
        carol = other.add_member(harness.env.create_user("carol"))
        accepted = await carol.slash(channel, "veo", prompt="x")
        assert not accepted.ephemeral
        refused = await carol.slash(channel, "veo", prompt="x")
        assert refused.response is not None
        assert "$4.00 budget" in refused.response.content
        dave = harness.env.create_user("dave")
        await dave.send_dm("hello")
        in_private = await dave.slash("veo", prompt="x")
        assert in_private.response is not None
        assert "The bot has $0.75 of its $7.00 budget left today" in in_private.response.content
        recorded = await harness.context.rules.list_audit(OPERATOR, harness.guild.id)
        assert [record.action for record in recorded] == ["refused"]


async def test_jobs_at_once_and_the_cooldown(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, user_jobs_at_once=2, user_cooldown_s=0) as harness:
        await order(harness)
        await order(harness)
        assert "2 videos in progress at once" in await order(harness)
        assert "2 of 2 at once" in await quota(harness)
        await cancel(harness, (await harness.jobs())[0])
        assert await order(harness) == ""


async def test_the_cooldown_says_until_when(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, user_cooldown_s=60) as harness:
        await order(harness)
        said = await order(harness)
        assert "wait a moment between videos" in said
        [job] = await harness.jobs()
        assert abs(instant_in(said) - await counted_at(harness, job) - timedelta(seconds=60)) <= timedelta(seconds=1.5)
        assert "wait a moment" in await quota(harness)


async def test_without_limits_that_is_said_and_somebody_who_is_blocked_is_told_why_and_until_when(
    tmp_path: Path,
) -> None:
    async with stage_of(tmp_path, is_working=False) as harness:
        assert "have no limit here" in await quota(harness)
        bob = harness.env.create_user("bob")
        await bob.send_dm("hello")
        answer = await bob.slash("veo-quota")
        assert answer.response is not None
        assert "have no limit here" in text_of(answer.response)
        until = read_time() + timedelta(days=2)
        rules = harness.context.rules
        await rules.block(admin_of(harness), harness.guild.id, harness.alice.id, reason="spam", until_at=until)
        said = await order(harness)
        assert "You're blocked from making videos in this server: spam." in said
        assert abs(instant_in(said) - until) <= timedelta(seconds=1)
        assert "⛔ You're blocked from making videos in this server: spam." in await quota(harness)
        await rules.unblock(admin_of(harness), harness.guild.id, harness.alice.id)
        assert await order(harness) == ""


async def test_the_best_role_counts_and_only_its_channel_is_open(tmp_path: Path) -> None:
    async with stage_of(tmp_path, is_working=False, user_seconds_per_day=5) as harness:
        role = harness.guild.create_role("Patrons")
        patron = harness.guild.add_member(harness.env.create_user("patron"), roles=[role])
        limit = StoredLimit(
            guild_id=harness.guild.id, scope=Scope.ROLE, subject_id=role.id, field=Field.SECONDS_PER_DAY, value=10
        )
        await harness.context.limits.set_limit(OPERATOR, limit)
        for who, accepted in ((harness.alice, 1), (patron, 2)):
            for _ in range(accepted):
                assert await order(harness, who) == ""
            assert f"You have 0 of your {5 * accepted} s left today" in await order(harness, who)


async def test_quota_shows_bars_windows_and_grants(tmp_path: Path) -> None:
    async with stage_of(
        tmp_path,
        is_working=False,
        user_seconds_per_day=20,
        user_seconds_per_week=100,
        user_jobs_at_once=2,
    ) as harness:
        expires_at = read_time() + timedelta(days=3)
        grant = harness.context.limits.grant
        await grant(admin_of(harness), harness.guild.id, harness.alice.id, 30, expires_at=expires_at)
        await grant(OPERATOR, 0, harness.alice.id, 7)
        said = await quota(harness)
        assert "`████████████████` 100 % · 20 of 20 s left" in said
        assert "100 of 100 s left" in said
        assert "come back" not in said
        assert "This month" not in said
        assert f"30 extra s until <t:{int(expires_at.timestamp())}:f>" in said
        assert "7 extra s, used once the rest is gone" in said
        assert "0 of 2 at once" in said
        assert "✅ You can make a video of up to 8 s now." in said
        await order(harness, duration=8)
        said = await quota(harness)
        assert "`█████████░░░░░░░` 60 % · 12 of 20 s left" in said
        assert said.count("8 s come back <t:") == 2
        assert "1 of 2 at once" in said


async def test_a_cheap_and_a_dear_model_live_side_by_side(tmp_path: Path) -> None:
    budgets = {
        "user_usd_per_day": "4",
        "user_usd_per_month": "40",
        "user_jobs_at_once": "unlimited",
        "user_cooldown_s": 0,
    }
    async with stage_of(tmp_path, is_working=False, **budgets) as harness:
        said = await quota(harness)
        assert "$4.00 of $4.00 left" in said
        assert "$40.00 of $40.00 left" in said
        assert "✅ You can make a video of up to 6 s now." in said
        refused = await order(harness, duration=8)
        assert "more than your whole limit of $4.00" in refused
        assert await order(harness, duration=5) == ""
        refused = await order(harness, duration=5)
        [job] = await harness.jobs()
        at = int((await counted_at(harness, job) + timedelta(days=1)).timestamp()) + 1
        assert "You have $0.88 of your $4.00 left today, and this video costs about $3.12." in refused
        assert f"You'll have enough for this video <t:{at}:R> (<t:{at}:f>)." in refused
        assert await order(harness, duration=4, model="veo-3.1-lite", sound=False) == ""
        said = await quota(harness)
        assert "$0.62 of $4.00 left" in said
        assert f"$3.12 comes back <t:{at}:R>" in said
        assert "⛔ You have $0.62 of your $4.00 left today" in said


async def test_when_tables_cannot_be_read_or_written_people_are_told_and_nothing_is_ordered(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        async with harness.app.database.write() as connection:
            await connection.execute(text("ALTER TABLE window_totals RENAME TO elsewhere"))
        assert "can't reach my database" in await order(harness)
        assert await harness.jobs() == []
        async with harness.app.database.write() as connection:
            await connection.execute(text("ALTER TABLE limits RENAME TO nowhere"))
        answer = await harness.alice.slash(harness.channel, "veo-quota")
        assert answer.ephemeral
        assert answer.response is not None
        assert "can't reach my database" in answer.response.content


async def test_whoever_orders_while_the_bot_is_resting_is_told_at_once_and_operators_once(tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.5, sigma=0.05, fast_films=True, balance_usd=9.0)
    async with stage_of(tmp_path, options=options, min_balance_usd=10) as harness:
        async with asyncio.timeout(60):
            while not any("running low" in str(r.json) for r in harness.env.http_requests):
                await asyncio.sleep(0.05)
        for _ in range(2):
            answer = await harness.alice.slash(harness.channel, "veo", prompt="x")
            assert answer.response is not None
            assert "running out of Segmind credits" in text_of(answer.response)
            assert "keeps its place" in text_of(answer.response)
        assert harness.stand_in.accepted == []
        harness.stand_in.balance_usd = 100.0
        harness.app.supervisor.note_balance(100_000_000)
        assert [job.state for job in await harness.wait_done(2)] == [S.DELIVERED] * 2
        told = [r for r in harness.env.http_requests if "running low" in str(r.json)]
        assert len(told) == 1
        assert "$9.00 left, enough for about 2 videos of 5 s" in str(told[0].json)


async def test_the_shorter_video_is_offered_for_a_picture_too(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False, user_seconds_per_day=6) as harness:
        refused = await harness.alice.slash(
            harness.channel, "veo-image", image=("a.png", PNG), prompt="waves", duration=8, seed=7
        )
        message = refused.response
        assert message is not None
        assert message.ephemeral
        assert await harness.jobs() == []
        assert "A 6 s video would still fit now" in text_of(message)
        assert kept_pictures(tmp_path) == {}
        pressed = await harness.alice.click(message, label="Make it 6 s instead")
        assert pressed.response is None
        [job] = await harness.jobs()
        assert (job.request.duration_s, job.request.prompt, job.request.seed) == (6, "waves", 7)
        assert job.request.model == IMAGE_MODEL
        assert len(kept_pictures(tmp_path)) == 1
        assert await ledger_audit.check(harness.app.database) == []
