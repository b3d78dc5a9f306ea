"""Deleting a person's data, on both databases: what goes, what stays for a month, and that no limit is escaped."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import await_only

from bot.domain.choices import NOWHERE, ChoiceField
from bot.domain.jobs import Job, JobState
from bot.domain.limits import WHOLE_BOT, Defaults, Field, Scope, StoredLimit, Window
from bot.domain.quota import RefusalReason, UsageKind
from bot.services.admin.changes import AdminActor
from bot.services.jobs import lifecycle
from bot.services.privacy.deletion import ID_KEPT, DeletionRefused, PersonalDeletions
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger_audit
from bot.storage.money.window_totals import read_totals
from bot.storage.privacy import erasures
from bot.storage.rules import audit, choices
from bot.storage.tables.columns import metadata
from tests.support.jobs import NOW
from tests.support.money import OPERATOR, Money, MovedClock, S, accept, complete, lead, open_money, refusal

#: As long as Discord's ids are, so that they are found in texts.
ALICE, BOB, BOSS = 123456789012345678, 223456789012345678, 323456789012345678
DEFAULTS = Defaults(
    user_seconds={Window.MONTH: 20},
    user_jobs_at_once=5,
    user_cooldown_s=0,
    server_micros={Window.MONTH: 40_000_000},
    bot_micros={Window.MONTH: 90_000_000},
    strikes_per_day=1,
    failures_per_day=0,
)
LONG = ID_KEPT + timedelta(seconds=1)


class Scene:
    """People with videos, and what deletes their data."""

    def __init__(self, database: Database, money: Money, clock: MovedClock) -> None:
        self.database, self.money, self.clock = database, money, clock
        self.quota: QuotaService = money.quota_service
        self.deletions = PersonalDeletions(database, clock)

    async def video(self, user_id: int = ALICE, *, is_closed: bool = True, **changes: Any) -> Job:
        """A video that was delivered, and whose people know."""
        job = await accept(self.quota, self.clock, user_id=user_id, prompt="a secret panda", **changes)
        job = await complete(self.database, self.clock, job, 3_000_000)
        job = await lead(self.database, self.clock, job, S.DELIVERING, S.DELIVERED, result_message_id=77)
        if is_closed:
            await self.close()
        return job

    async def close(self) -> None:
        """End what the worker would end: the notices, and the deletions of messages and files."""
        async with self.database.write() as connection:
            ended = "state IN ('delivered', 'failed', 'cancelled') AND closed_at IS NULL"
            await connection.execute(text(f"UPDATE jobs SET closed_at = created_at WHERE {ended}"))

    async def dump(self) -> str:
        """Everything in the database."""
        async with self.database.read() as connection:
            rows = [
                [table.name, *map(str, row)]
                for table in metadata.sorted_tables
                for row in await connection.execute(select(table))
            ]
        return json.dumps(rows)

    async def totals(self) -> Any:
        """What counts for the server and the bot."""
        async with self.database.read() as connection:
            found = await connection.run_sync(read_totals, BOSS, 2001, self.clock.now())
        return found[UsageKind.SERVER].spent, found[UsageKind.BOT].spent


@pytest.fixture
async def scene(database: Database) -> AsyncIterator[Scene]:
    clock = MovedClock()
    async with open_money(database, DEFAULTS, clock) as money:
        yield Scene(database, money, clock)
    assert await ledger_audit.check(database) == []


@pytest.mark.on_both_databases
async def test_what_someone_wrote_goes_at_once_and_their_id_after_the_longest_window(scene: Scene) -> None:
    actor = AdminActor(user_id=BOSS, guild_id=2001, can_manage=True, is_operator=True)
    video = await scene.video(request_key="interaction:5550001", channel_id=600001, guild_id=None, seed=7)
    await scene.video(BOB, source_user_id=ALICE)
    await scene.money.limits.grant(actor, 2001, ALICE, 9, reason="for Alice's birthday")
    async with scene.database.write() as connection:
        await choices.set_choice(connection, NOWHERE, ALICE, ChoiceField.STYLE, "noir")
        await connection.execute(text('UPDATE jobs SET payload = \'{"prompt": "a secret panda"}\''))
    before = await scene.totals()
    deleted = await scene.deletions.delete(ALICE)
    assert (deleted.videos, deleted.id_until) == (1, NOW + ID_KEPT)
    async with scene.database.read() as connection:
        stored = (await jobs.get_jobs(connection, [video.id]))[video.id]
        assert (stored.request.prompt, stored.output_url, stored.deleted_at) == ("", None, NOW)
        assert [one.id for one in await jobs.list_deletions(connection)] == [video.id], "the worker deletes the rest"
    dump = await scene.dump()
    assert dump.count("a secret panda") == 2, "Bob's"
    assert "noir" not in dump
    assert await scene.totals() == before

    await scene.close()
    scene.clock.at = NOW + ID_KEPT
    assert await scene.deletions.finish_due() == 0
    scene.clock.at = NOW + LONG
    assert await scene.deletions.finish_due() == 1
    assert await scene.deletions.finish_due() == 0
    dump = await scene.dump()
    for trace in (str(ALICE), "5550001", "600001", "birthday for", "for Alice"):
        assert trace not in dump.replace("9 s of them new: for Alice's birthday", ""), trace
    assert str(BOB) in dump
    async with scene.database.read() as connection:
        [record] = [one for one in await audit.list_records(connection, WHOLE_BOT) if one.action == "privacy"]
    assert (record.actor_id, record.subject, record.after) == (0, "", "a person's data was deleted: 1 videos")


@pytest.mark.on_both_databases
async def test_the_sums_stay_exact_for_ever(scene: Scene) -> None:
    await scene.video()
    scene.clock.advance(days=3)
    await scene.video(BOB)
    await scene.deletions.delete(ALICE)
    await scene.close()
    for days in range(34):
        scene.clock.at = NOW + timedelta(days=days)
        await scene.deletions.finish_due()
        assert await ledger_audit.check(scene.database) == [], days
    assert await scene.totals() == (dict.fromkeys(Window, 0), dict.fromkeys(Window, 0))
    async with scene.database.read() as connection:
        micros = (await connection.execute(text("SELECT sum(micros), count(DISTINCT user_id) FROM ledger"))).one()
    assert tuple(micros) == (6_000_000, 2)


async def test_deleting_gives_no_seconds_back_and_lifts_no_block_and_no_limit(scene: Scene) -> None:
    for _ in range(4):
        await scene.video()
    await scene.deletions.delete(ALICE)
    await scene.close()
    assert (await refusal(scene.quota, scene.clock, user_id=ALICE)).reason is RefusalReason.SECONDS
    await scene.money.rules.block(OPERATOR, WHOLE_BOT, ALICE, reason="spam")
    stricter = StoredLimit(
        guild_id=WHOLE_BOT, scope=Scope.USER, subject_id=ALICE, field=Field.SECONDS_PER_MONTH, value=1
    )
    await scene.money.limits.set_limit(OPERATOR, stricter)
    for _ in range(2):
        scene.clock.at += LONG
        await scene.deletions.finish_due()
        assert (await refusal(scene.quota, scene.clock, user_id=ALICE)).reason is RefusalReason.BLOCKED
    await scene.money.rules.unblock(OPERATOR, WHOLE_BOT, ALICE)
    assert (await refusal(scene.quota, scene.clock, user_id=ALICE)).limit == 1


async def test_a_pause_for_strikes_outlasts_a_deletion(scene: Scene) -> None:
    job = await accept(scene.quota, scene.clock, user_id=ALICE)
    await lead(scene.database, scene.clock, job, S.SUBMITTING, S.FAILED, failure="content_blocked")
    await scene.close()
    await scene.deletions.delete(ALICE)
    assert (await refusal(scene.quota, scene.clock, user_id=ALICE)).reason is RefusalReason.STRIKES


async def test_extra_seconds_end_with_a_deletion_and_new_ones_count(scene: Scene) -> None:
    for guild_id, seconds in ((2001, 30), (WHOLE_BOT, 8), (2001, 5)):
        await scene.money.limits.grant(OPERATOR, guild_id, ALICE, seconds)
    for _ in range(5):
        await scene.video()
    await scene.deletions.delete(ALICE)
    await scene.close()
    assert (await refusal(scene.quota, scene.clock, user_id=ALICE)).reason is RefusalReason.SECONDS
    scene.clock.advance(days=1)
    await scene.money.limits.grant(OPERATOR, 2001, ALICE, 5)
    await scene.video()
    scene.clock.at = NOW + LONG
    assert await scene.deletions.finish_due() == 1
    assert await ledger_audit.check(scene.database) == []
    await scene.video()
    await scene.deletions.delete(ALICE)
    await scene.close()
    scene.clock.advance(days=31)
    assert await scene.deletions.finish_due() == 1
    assert str(ALICE) not in await scene.dump()


async def test_nothing_is_deleted_while_a_video_is_not_over(scene: Scene) -> None:
    await scene.video()

    async def expect_refusal() -> None:
        before = await scene.dump()
        with pytest.raises(DeletionRefused, match="progress"):
            await scene.deletions.delete(ALICE)
        assert await scene.dump() == before

    job = await accept(scene.quota, scene.clock, user_id=ALICE)
    await expect_refusal()
    for state in (S.SUBMITTING, S.GENERATING):
        job = await lead(scene.database, scene.clock, job, state)
        await expect_refusal()
    await lead(scene.database, scene.clock, job, S.FAILED, failure="generation_failed")
    await expect_refusal()  # its person hasn't been told
    await scene.close()
    job = await accept(scene.quota, scene.clock, user_id=ALICE)
    in_doubt = {"failure": "generation_failed", "doubt": "cost", "cost_said": "1"}
    await lead(scene.database, scene.clock, job, S.SUBMITTING, S.FAILED, **in_doubt)
    await scene.close()
    await expect_refusal()


@pytest.mark.on_both_databases
async def test_a_request_and_a_deletion_at_the_same_moment(scene: Scene) -> None:
    """Either the request was first, so nothing is deleted; or it is a new one, of which nothing is deleted."""
    await scene.video()
    for _ in range(5):
        results = await asyncio.gather(
            scene.deletions.delete(ALICE), accept(scene.quota, scene.clock, user_id=ALICE), return_exceptions=True
        )
        job = results[1]
        assert isinstance(job, Job)
        async with scene.database.read() as connection:
            stored = (await jobs.get_jobs(connection, [job.id]))[job.id]
        assert (stored.deleted_at, stored.request.prompt, stored.state) == (None, job.request.prompt, S.QUEUED)
        assert not isinstance(results[0], BaseException) or isinstance(results[0], DeletionRefused)
        await lead(scene.database, scene.clock, stored, S.CANCELLED)
        await scene.close()


async def test_twice_is_once_and_a_later_one_covers_what_is_new(scene: Scene) -> None:
    await scene.video()
    results = await asyncio.gather(scene.deletions.delete(ALICE), scene.deletions.delete(ALICE), return_exceptions=True)
    assert sorted(isinstance(one, DeletionRefused) for one in results) == [False, True]
    await scene.close()
    scene.clock.advance(days=10)
    with pytest.raises(DeletionRefused, match="nothing"):
        await scene.deletions.delete(ALICE)
    await scene.video()
    assert (await scene.deletions.delete(ALICE)).videos == 1
    await scene.close()
    scene.clock.at = NOW + LONG
    assert await scene.deletions.finish_due() == 1
    assert str(ALICE) in await scene.dump(), "the second video still counts"
    scene.clock.advance(days=10)
    assert await scene.deletions.finish_due() == 1
    assert str(ALICE) not in await scene.dump()
    with pytest.raises(DeletionRefused, match="nothing"):
        await scene.deletions.delete(BOB)


async def test_an_id_stays_until_every_message_is_gone(scene: Scene) -> None:
    await scene.video()
    await scene.deletions.delete(ALICE)
    scene.clock.at = NOW + LONG
    assert await scene.deletions.finish_due() == 0
    await scene.close()
    assert await scene.deletions.finish_due() == 1


async def test_a_clock_that_jumps_ahead_ends_no_window(scene: Scene) -> None:
    await scene.video()
    await scene.deletions.delete(ALICE)
    await scene.close()
    assert await scene.deletions.finish_due() == 0
    passed_s = scene.clock.monotonic()
    scene.clock.at = NOW + timedelta(days=400)
    scene.clock._passed_s = passed_s
    assert await scene.deletions.finish_due() == 0


async def test_a_video_is_not_sent_again_once_its_deletion_has_begun(scene: Scene) -> None:
    job = await scene.video(is_closed=False)
    async with scene.database.write() as connection:
        await connection.execute(text("UPDATE jobs SET state = 'undeliverable', closed_at = 1"))
    async with scene.database.read() as connection:
        kept = await jobs.get_job(connection, job.id)
    assert kept is not None
    await scene.deletions.delete(ALICE)
    with pytest.raises(jobs.StaleJob):
        await lead(scene.database, scene.clock, kept, S.DELIVERING)
    await scene.close()


@pytest.mark.on_both_databases
async def test_the_database_itself_allows_no_other_change(scene: Scene) -> None:
    await scene.video()
    await scene.video(BOB)
    await scene.money.rules.block(OPERATOR, WHOLE_BOT, BOB)
    statements = [
        "UPDATE ledger SET micros = 0",
        "UPDATE ledger SET user_id = -1",
        f"UPDATE ledger SET user_id = {BOB}",
        "UPDATE ledger SET reason = 'x'",
        "DELETE FROM ledger",
        "UPDATE audit SET actor_id = 5",
        "UPDATE audit SET after = 'innocent'",
        # What the deletion of somebody allows isn't allowed for others, and not together with anything else.
        "UPDATE ledger SET user_id = (SELECT anonym_id FROM erasures), micros = micros + 1",
        "UPDATE ledger SET user_id = (SELECT anonym_id + 1 FROM erasures)",
        f"UPDATE ledger SET user_id = (SELECT anonym_id FROM erasures) WHERE user_id = {BOB}",
    ]
    await scene.deletions.delete(ALICE)
    before = await scene.dump()
    for statement in statements:
        with pytest.raises(DBAPIError, match="append-only"):
            async with scene.database.write() as connection:
                await connection.execute(text(statement))
    assert await scene.dump() == before


async def test_a_crash_in_the_middle_leaves_all_or_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    await scene.video()
    await scene.deletions.delete(ALICE)
    await scene.close()
    scene.clock.at = NOW + LONG
    before = await scene.dump()

    def crash(*_: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(erasures, "_rename_in_audit", crash)
        with pytest.raises(RuntimeError):
            await scene.deletions.finish_due()
    assert await scene.dump() == before
    assert await PersonalDeletions(scene.database, scene.clock).finish_due() == 1


async def test_quota_is_not_reset_by_deleting_again_and_again(scene: Scene) -> None:
    """Someone who deletes after each video gets no more than someone who doesn't."""
    accepted = 0
    for _ in range(30):
        try:
            await scene.video()
        except RequestRefused:
            pass
        else:
            accepted += 1
            await scene.deletions.delete(ALICE)
            await scene.close()
        scene.clock.advance(hours=20)
        await scene.deletions.finish_due()
    assert accepted == 4, "20 s in 30 days"


@pytest.mark.on_both_databases
@pytest.mark.parametrize("ended", [S.UNDELIVERABLE, S.FAILED])
async def test_a_job_that_goes_on_at_that_moment_is_kept_or_goes_on_no_more(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, ended: JobState
) -> None:
    """Its owner has it sent again, or an operator adopts it, just as the deletion has seen that nothing is going on."""
    job = await accept(scene.quota, scene.clock, user_id=ALICE, prompt="a secret panda")
    if ended is S.UNDELIVERABLE:
        job = await complete(scene.database, scene.clock, job, 3_000_000)
        job = await lead(scene.database, scene.clock, job, S.DELIVERING, ended, closed_at=NOW)
        onward = S.DELIVERING
    else:
        job = await lead(scene.database, scene.clock, job, S.SUBMITTING, S.UNKNOWN, ended, closed_at=NOW)
        onward = S.GENERATING

    async def go_on() -> None:
        async with scene.database.write() as connection:
            await lifecycle.move(connection, job, onward, at=scene.clock.now())

    going: list[asyncio.Task[None]] = []
    erase, loop = erasures.erase_content, asyncio.get_running_loop()

    def erase_later(connection: Connection, *arguments: Any) -> int:
        if scene.database.is_sqlite:
            loop.call_soon_threadsafe(lambda: going.append(asyncio.ensure_future(go_on())))
        else:
            going.append(asyncio.ensure_future(go_on()))
            await_only(asyncio.wait(going, timeout=0.5))
        return erase(connection, *arguments)

    monkeypatch.setattr(erasures, "erase_content", erase_later)
    await scene.deletions.delete(ALICE)
    with pytest.raises(jobs.StaleJob):
        await going[0]
    async with scene.database.read() as connection:
        [stored] = (await jobs.get_jobs(connection, [job.id])).values()
        assert (stored.state, stored.request.prompt, stored.deleted_at) == (ended, "", NOW)
        assert [one.id for one in await jobs.list_deletions(connection)] == [job.id]
