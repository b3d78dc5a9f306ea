"""One video over a person's limit: asking the moderators of a server, and what they decide."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, UserHandle
from simcord.results import InteractionResult
from sqlalchemy import Connection, select, update

from bot.domain.approvals import APPROVAL_WAIT, ApprovalState
from bot.domain.jobs import Job, JobState
from bot.domain.limits import Field, Scope, StoredLimit
from bot.domain.rules import PlaceKind
from bot.presentation.delivery.approvals import ApprovalMessages
from bot.services.jobs.approvals import AlreadyDecided, ApprovalNotPossible, Moderator
from bot.services.privacy.deletion import PersonalDeletions
from bot.storage.jobs import pictures
from bot.storage.money import ledger
from bot.storage.rules import approvals, limits, rules
from bot.storage.tables.rules import approvals as table
from bot.worker.approvals import ApprovalMessenger
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import restart
from tests.support.forging import press
from tests.support.picture_harness import PNG

ASK = "Ask a moderator"


@dataclass
class Court:
    """A server with moderators, who have a channel, and a member with 5 s a day."""

    harness: BotHarness
    private: ChannelHandle
    mod: MemberActor
    other_mod: MemberActor
    messenger: ApprovalMessenger
    user: UserHandle

    async def refuse(self, **options: Any) -> InteractionResult:
        """Have the member ask for more than is left."""
        return await self.harness.alice.slash(self.harness.channel, "veo", **{"prompt": "a red panda"} | options)

    async def ask(self, **options: Any) -> discord.Message:
        """Have the member ask the moderators; returns what these see."""
        refused = await self.refuse(**options)
        assert refused.response is not None
        assert "moderators" in said(await self.harness.alice.click(refused.response, label=ASK))
        await self.messenger.look()
        return self.private.history()[-1]

    async def press(self, shown: discord.Message, verb: str, by: MemberActor | None = None) -> InteractionResult:
        """Press a button of the moderators' message, even if it is no longer there."""
        custom_id = f"veo:{verb}:{approval_of(shown)}"
        return await press(self.harness, custom_id, shown, by or self.mod, channel=self.private)

    def direct(self) -> list[discord.Message]:
        """The member's direct messages from the bot."""
        return [one for one in self.user.dm_channel.history() if one.author.bot]

    async def states(self) -> list[tuple[str, str]]:
        """The state of each request, and the reason given."""
        async with self.harness.app.database.read() as connection:
            rows = await connection.execute(select(table.c.state, table.c.word).order_by(table.c.created_at))
            return [(row.state, row.word) for row in rows]


def heard(pressed: InteractionResult) -> str:
    """What only the person who pressed a button of the moderators' message was told."""
    answers = [one for one in (pressed.response, *pressed.followups) if one is not None and one.ephemeral]
    return "\n".join(one.content for one in answers)


@asynccontextmanager
async def open_court(data_dir: Path, *, is_working: bool = False, **settings: Any) -> AsyncIterator[Court]:
    settings = {"user_seconds_per_day": 4} | settings
    async with open_bot_harness(data_dir, is_working=is_working, **settings) as harness:
        user = harness.env.create_user("alice2")
        harness.alice = harness.guild.add_member(user)
        role = harness.guild.create_role("mods", permissions=discord.Permissions(moderate_members=True))
        mods = [harness.guild.add_member(harness.env.create_user(name), roles=[role]) for name in ("mod", "other")]
        private = harness.guild.create_text_channel("mods")
        async with harness.app.database.write() as connection:
            await rules.set_places(connection, harness.guild.id, PlaceKind.APPROVAL, [private.id])
        actions = harness.context.approvals
        notifier = ApprovalMessages(harness.app.bot, harness.context.catalogue.name_of)
        messenger = ApprovalMessenger(actions._approvals, notifier, harness.context.admin.clock)
        yield Court(harness, private, mods[0], mods[1], messenger, user)


async def test_a_moderator_allows_one_video_and_it_counts_once(tmp_path: Path) -> None:
    async with open_court(tmp_path, is_working=True) as court:
        shown = await court.ask(duration=5)
        text = text_of(shown)
        for part in (
            f"<@{court.harness.alice.id}>",
            "a red panda",
            "Veo 2",
            "5 s",
            "You have 4 of your 4 s left today",
        ):
            assert part in text
        assert await court.harness.jobs() == []
        await asyncio.gather(
            court.mod.click(shown, custom_id=shown.components[1].children[0].custom_id),  # type: ignore[union-attr]
            court.press(shown, "approve", court.other_mod),
            court.press(shown, "approve"),
        )
        [done] = await court.harness.wait_done()
        assert [job.id for job in await court.harness.jobs()] == [done.id], "three presses at once make one"
        assert (done.state, done.user_id, done.request.duration_s) == (JobState.DELIVERED, court.harness.alice.id, 5)
        assert "Approved by" in text_of(court.private.history()[-1])
        again = await court.press(shown, "approve", court.other_mod)
        assert "already been decided" in heard(again)
        async with court.harness.app.database.read() as connection:
            booked = await ledger.list_entries(connection, done.id)
        assert [entry.kind for entry in booked] == ["reserve", "settle"]
        assert await court.states() == [(ApprovalState.APPROVED, "")]
        assert "4 of your 4 s left" not in said(await court.refuse())


def approval_of(message: discord.Message) -> str:
    """The id in a message's buttons."""
    return str(message.components[1].children[0].custom_id).split(":")[2]  # type: ignore[union-attr]


async def test_variations_are_allowed_together_or_not_at_all(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5, count=3)
        for part in ("3 videos", "Veo 2", "5 s", "$9.38"):
            assert part in text_of(shown)
        # A budget that has room for two of them.
        async with court.harness.app.database.write() as connection:
            budget = StoredLimit(
                guild_id=court.harness.guild.id,
                scope=Scope.SERVER,
                subject_id=court.harness.guild.id,
                field=Field.USD_PER_DAY,
                value=7_000_000,
            )
            await limits.set_limit(connection, budget)
        assert "budget" in heard(await court.press(shown, "approve"))
        assert await court.harness.jobs() == []
        async with court.harness.app.database.write() as connection:
            await limits.clear_limit(connection, budget)
        await restart(court.harness)
        people = (court.mod, court.other_mod, court.mod)
        await asyncio.gather(*(court.press(shown, "approve", one) for one in people))
        made = await court.harness.jobs()
        assert [(job.group_position, job.group_size) for job in made] == [(1, 3), (2, 3), (3, 3)]
        assert len({job.request.seed for job in made}) == 3
        [card_id] = {job.card_message_id for job in made}
        assert card_id is not None
        async with court.harness.app.database.read() as connection:
            booked = [entry for job in made for entry in await ledger.list_entries(connection, job.id)]
        assert [(entry.kind, entry.micros) for entry in booked] == [("reserve", 3_125_000)] * 3


async def test_variations_that_cost_more_by_now_are_shown_with_their_new_price(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5, count=2)
        monkeypatch.setattr("bot.services.quota.admission.estimate_micros", lambda *_: 4_000_000)
        assert "now costs $8.00" in heard(await court.press(shown, "approve"))
        assert await court.harness.jobs() == []
        assert "$8.00" in text_of(court.private.history()[-1])
        await court.press(shown, "approve")
        assert [job.estimate_micros for job in await court.harness.jobs()] == [4_000_000] * 2


async def finish(court: Court, shown: discord.Message) -> None:
    """Deny a request, and tell everybody."""
    await court.press(shown, "deny-form")
    await court.messenger.look()
    assert await court.states() == [(ApprovalState.DENIED, "")]


@pytest.mark.parametrize("is_old", [False, True])
async def test_deleted_data_goes_from_what_moderators_see_also_after_a_crash(tmp_path: Path, is_old: bool) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5, prompt="the secret of alice")
        await finish(court, shown)
        service = court.harness.context.approvals._approvals
        if is_old:
            async with court.harness.app.database.write() as connection:
                await connection.run_sync(approvals.forget, discord.utils.utcnow() + timedelta(days=1))
        deletions = PersonalDeletions(court.harness.app.database, service._clock)
        await deletions.delete(court.harness.alice.id)
        assert await court.states() == [(ApprovalState.ERASED, "")]
        # Discord is away, and then the bot dies between the edit and the note of it.
        editing = f"/channels/{court.private.id}/messages/{shown.id}"
        court.harness.env.inject_error("PATCH", editing, status=503, code=0, message="away", times=1)
        await court.messenger.look()
        assert len(await service.list_erased()) == 1
        await restart(court.harness)
        notifier = ApprovalMessages(court.harness.env.bot, court.harness.context.catalogue.name_of)
        messenger = ApprovalMessenger(service, notifier, service._clock)
        [erased] = await service.list_erased()
        await notifier.show_erased(erased)
        await messenger.look()
        left = text_of(court.private.history()[-1])
        assert "had their data deleted" in left
        for gone in ("secret", str(court.harness.alice.id)):
            assert gone not in left
        assert await court.states() == []
        assert "already been decided" in heard(await court.press(shown, "approve"))


async def test_a_late_press_does_not_bring_deleted_data_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5, prompt="the secret of alice")
        await finish(court, shown)
        service = court.harness.context.approvals._approvals
        async with court.harness.app.database.read() as connection:
            stale = await connection.run_sync(approvals.get, approval_of(shown))
        await PersonalDeletions(court.harness.app.database, service._clock).delete(court.harness.alice.id)
        await court.messenger.look()

        async def decide_late(*_: object) -> None:
            raise AlreadyDecided(stale)

        monkeypatch.setattr(service, "approve", decide_late)
        assert "already been decided" in heard(await court.press(shown, "approve"))
        assert "had their data deleted" in text_of(court.private.history()[-1])


async def test_pictures_wait_with_their_request(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        first, both = {"image": ("a.png", PNG)}, {"image": ("a.png", PNG), "last_image": ("b.png", PNG)}
        for values in ({**first, "duration": 5}, {**both, "duration": 6, "count": 2, "model": "veo-3.1-lite"}):
            refused = await court.harness.alice.slash(court.harness.channel, "veo-image", prompt="x", **values)
            answers = [one for one in (refused.response, *refused.followups) if one is not None]
            await court.harness.alice.click(next(one for one in answers if ASK in str(one.components)), label=ASK)
            await court.messenger.look()
            await court.press(court.private.history()[-1], "approve")
        made = await court.harness.jobs()
        paths = [(job.image_path is not None, job.last_image_path is not None) for job in made]
        async with court.harness.app.database.read() as connection:
            kept = [await pictures.read_pictures(connection, job.id) for job in made]
        assert (
            paths == [(bool(one.first), bool(one.last)) for one in kept] == [(True, False), (True, True), (True, True)]
        )


async def test_one_waits_at_a_time_a_few_a_day_and_a_denial_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5)
        refused = await court.refuse(duration=6)
        assert refused.response is not None
        assert "already have a request" in said(await court.harness.alice.click(refused.response, label=ASK))
        assert [one.id for one in court.private.history()] == [shown.id]
        form = await court.mod.click(shown, label="Deny")
        assert form.modal is not None
        await court.mod.submit_modal(form, {"word": "not *today*"})
        assert "Denied by" in text_of(court.private.history()[-1])
        await court.messenger.look()
        [told] = court.direct()
        assert "denied your request" in told.content
        assert "not \\*today\\*" in told.content
        assert await court.harness.jobs() == []
        await court.messenger.look()
        assert len(court.direct()) == 1
        monkeypatch.setattr("bot.services.jobs.approvals.ASKED_PER_DAY", 1)
        again = await court.refuse(duration=6)
        assert again.response is not None
        assert "1 times a day" in said(await court.harness.alice.click(again.response, label=ASK))


async def test_nobody_else_can_decide(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5)
        assert "Only this server's moderators" in heard(await court.press(shown, "approve", court.harness.alice))
        # Somebody who may do it elsewhere.
        stranger = Moderator(user_id=7, guild_id=7, can_moderate=True, can_manage=True)
        # A moderator who has lost the right since, and one who asked for it.
        former = Moderator(user_id=court.mod.id, guild_id=court.harness.guild.id, can_moderate=False, can_manage=False)
        own = Moderator(
            user_id=court.harness.alice.id, guild_id=court.harness.guild.id, can_moderate=True, can_manage=False
        )
        for one in (stranger, former, own):
            with pytest.raises(ApprovalNotPossible):
                await court.harness.context.approvals._approvals.approve(approval_of(shown), one)
        for hostile in ("", "0" * 15, "\0" * 16, "\ud800"):
            with pytest.raises(AlreadyDecided):
                await court.harness.context.approvals._approvals.approve(hostile, stranger)
        assert await court.harness.jobs() == []


async def test_nobody_answers_within_a_day(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5)
        async with court.harness.app.database.write() as connection:
            await connection.execute(update(table).values(created_at=discord.utils.utcnow() - APPROVAL_WAIT))
        late = await court.press(shown, "approve")
        assert "expired" in heard(late)
        await court.messenger.look()
        assert "No one answered in time" in text_of(court.private.history()[-1])
        [told] = court.direct()
        assert "nothing was made" in told.content
        assert await court.harness.jobs() == []


async def test_budgets_and_rules_hold_for_moderators_too_who_are_only_asked_what_they_can_decide(
    tmp_path: Path,
) -> None:
    async with open_court(tmp_path) as court:
        guild_id, database = court.harness.guild.id, court.harness.app.database
        budget = StoredLimit(
            guild_id=guild_id, scope=Scope.SERVER, subject_id=guild_id, field=Field.USD_PER_DAY, value=1_000_000
        )
        async with database.write() as connection:
            await limits.set_limit(connection, budget)
        # The server's own budget is what lasts longest, so moderators aren't asked.
        assert ASK not in str((await court.refuse(duration=5)).response)
        async with database.write() as connection:
            await limits.clear_limit(connection, budget)
            await rules.set_places(connection, guild_id, PlaceKind.APPROVAL, [])
        assert ASK not in str((await court.refuse(duration=5)).response), "without a channel nobody is asked"
        async with database.write() as connection:
            await rules.set_places(connection, guild_id, PlaceKind.APPROVAL, [court.private.id])
        shown = await court.ask(duration=5)
        async with court.harness.app.database.write() as connection:
            await rules.set_pause(connection, court.harness.guild.id, "party")
        answer = heard(await court.press(shown, "approve"))
        assert "paused" in answer
        assert await court.states() == [(ApprovalState.WAITING, "")]


async def test_a_crash_after_the_decision_leaves_nobody_in_the_dark(tmp_path: Path) -> None:
    """The process ends right after the commit: the next one tells both sides."""
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5)
        async with court.harness.app.database.write() as connection:
            await connection.run_sync(
                approvals.decide,
                approval_of(shown),
                ApprovalState.APPROVED,
                at=discord.utils.utcnow() - timedelta(minutes=1),
                by=court.mod.id,
            )
        await court.messenger.look()
        assert "Approved by" in text_of(court.private.history()[-1])
        assert "approved your request" in court.direct()[-1].content


async def test_one_that_ended_while_it_was_approved_makes_no_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL, the worker may end it between the moment when it is read and the one when it is decided."""
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5)
        quota = court.harness.context.approvals._approvals._quota
        accept = quota.accept_approved

        def end_first(connection: Connection, *about: Any) -> Sequence[Job]:
            now = discord.utils.utcnow()
            approvals.decide(connection, approval_of(shown), ApprovalState.EXPIRED, at=now, by=None)
            return accept(connection, *about)

        monkeypatch.setattr(quota, "accept_approved", end_first)
        assert "already been decided" in heard(await court.press(shown, "approve"))
        assert await court.harness.jobs() == []


async def test_if_nobody_can_see_the_card_nothing_is_made_and_both_are_told(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        shown = await court.ask(duration=5)
        posting = f"/channels/{court.harness.channel.id}/messages"
        court.harness.env.inject_error("POST", posting, status=403, code=50013, message="closed", times=1)
        assert "Nothing was charged" in heard(await court.press(shown, "approve"))
        [job] = await court.harness.jobs()
        assert job.state is JobState.CANCELLED
        async with court.harness.app.database.write() as connection:
            await connection.execute(update(table).values(decided_at=discord.utils.utcnow() - timedelta(minutes=1)))
        await court.messenger.look()
        assert "it was cancelled" in court.direct()[-1].content


async def test_one_that_cannot_be_read_or_told_does_not_stop_the_others(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        await court.ask(duration=5)
        async with court.harness.app.database.write() as connection:
            [row] = (await connection.execute(select(table))).mappings()
            older = {"id": "0" * 16, "details": "{}", "message_id": None, "created_at": row["created_at"]}
            await connection.execute(table.insert(), dict(row) | older)
            decided = {"state": ApprovalState.DENIED, "decided_at": row["created_at"]}
            await connection.execute(update(table).where(table.c.id == row["id"]).values(decided))
        await court.messenger.look()
        assert "denied your request" in court.direct()[-1].content
        old = discord.utils.utcnow() - timedelta(days=3)
        async with court.harness.app.database.write() as connection:
            await connection.execute(update(table).values(created_at=old, decided_at=old, told_at=None))
        await court.harness.context.approvals._approvals.forget_old()
        assert await court.states() == [(ApprovalState.DENIED, "")]
        async with court.harness.app.database.read() as connection:
            assert list((await connection.execute(select(table.c.details))).scalars()) == [""], "only its place is kept"
