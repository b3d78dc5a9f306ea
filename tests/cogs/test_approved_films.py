"""Films over a person's limit: moderators see all scenes and the whole price, and allow all of them or none, once."""

import asyncio
import itertools
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import Connection, select

from bot.domain.approvals import ApprovalState
from bot.domain.jobs import Job, JobState
from bot.domain.limits import Field, Scope, StoredLimit
from bot.domain.stories import SceneText
from bot.presentation.cards.approval import make_approval_message
from bot.sentences import locales
from bot.services.privacy.deletion import PersonalDeletions
from bot.storage.core.database import Database
from bot.storage.money import ledger, ledger_audit
from bot.storage.privacy.personal_data import read_personal_data
from bot.storage.rules import approvals, limits
from bot.storage.tables.rules import approvals as table
from sandbox.faults import Fault, FaultKind
from tests.cogs.test_approvals import ASK, Court, approval_of, finish, heard, open_court
from tests.cogs.test_veo_story import films_of, open_form, order, states_of, write
from tests.support.admin import said
from tests.support.bot_harness import text_of
from tests.support.buttons import add_member, others, restart
from tests.support.scenes import TEXTS

S = JobState


async def show_moderators(court: Court, refused: Any) -> discord.Message:
    """Have the member ask, after a refusal; returns what moderators see."""
    answers = [one for one in (refused.response, *refused.followups) if one is not None]
    with_button = next(one for one in answers if ASK in str(one.components))
    assert "moderators" in said(await court.harness.alice.click(with_button, label=ASK))
    await court.messenger.look()
    return court.private.history()[-1]


async def ask(court: Court, count: int = 3, **options: Any) -> discord.Message:
    return await show_moderators(court, await order(court.harness, count, **{"duration": 5} | options))


async def press_all(court: Court, shown: discord.Message) -> None:
    """Three presses at once, two of them by one moderator."""
    await asyncio.gather(*(court.press(shown, "approve", one) for one in (court.mod, court.other_mod, court.mod)))


async def set_limit(court: Court, scope: Scope, field: Field, value: int | None) -> None:
    guild_id = court.harness.guild.id
    subject_id = guild_id if scope is Scope.SERVER else court.harness.alice.id
    limit = StoredLimit(guild_id=guild_id, scope=scope, subject_id=subject_id, field=field, value=value)
    async with court.harness.app.database.write() as connection:
        await limits.set_limit(connection, limit)


async def booked(database: Database, jobs: list[Job]) -> list[tuple[str, int]]:
    async with database.read() as connection:
        entries = [entry for job in jobs for entry in await ledger.list_entries(connection, job.id)]
    return [(entry.kind, entry.micros) for entry in entries]


async def test_a_film_is_allowed_with_all_of_its_scenes_or_not_at_all_also_after_a_restart(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        harness = court.harness
        form = await open_form(harness)
        refused = await harness.alice.submit_modal(form, {"scenes": write(3), "style": ["noir"]})
        shown = await show_moderators(court, refused)
        for part in ("3 scenes of 5 s", "Veo 2", "Approve once · $9.38", "You have 4 of your 4 s left today"):
            assert part in text_of(shown) + str(shown.components)
        for number, words in enumerate(TEXTS[:3], 1):
            assert f"**Scene {number}** · {words}" in text_of(shown), "in the person's own words"
        # A budget that has room for two scenes.
        await set_limit(court, Scope.SERVER, Field.USD_PER_DAY, 7_000_000)
        assert "budget" in heard(await court.press(shown, "approve"))
        assert await harness.jobs() == []
        await set_limit(court, Scope.SERVER, Field.USD_PER_DAY, None)
        await restart(harness)
        await press_all(court, shown)
        assert "Approved by" in text_of(court.private.history()[-1])
        assert "already been decided" in heard(await court.press(shown, "approve", court.other_mod))
        made = await harness.jobs()
        assert [(job.part, job.own_prompt, job.style, job.awaits_scene) for job in made] == [
            (number, words, "noir", number > 1) for number, words in enumerate(TEXTS[:3], 1)
        ]
        assert [(job.group_position, job.group_size) for job in made] == [(1, 3), (2, 3), (3, 3)]
        assert [job.parent_id for job in made] == [None, made[0].id, made[1].id]
        assert len({job.request.seed for job in made}) == 3
        assert await booked(harness.app.database, made) == [("reserve", 3_125_000)] * 3
        [card] = await harness.messages()
        assert {job.card_message_id for job in made} == {card.id}
        assert "approved your request" in text_of(card)
        assert all(words in text_of(card) for words in TEXTS[:3])


async def test_an_answer_that_was_lost_makes_one_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_court(tmp_path) as court:
        shown = await ask(court)
        database = court.harness.app.database
        transact = database.transact

        async def lose_the_answer(work: Any) -> Any:
            await transact(work)
            return await transact(work)

        monkeypatch.setattr(database, "transact", lose_the_answer)
        assert heard(await court.press(shown, "approve")) == ""
        assert len(await court.harness.jobs()) == 3
        assert await court.states() == [(ApprovalState.APPROVED, "")]


async def test_a_film_that_costs_more_by_now_is_shown_with_its_new_price(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_court(tmp_path) as court:
        shown = await ask(court, 2)
        monkeypatch.setattr("bot.services.quota.admission.estimate_micros", lambda *_: 4_000_000)
        assert "now costs $8.00" in heard(await court.press(shown, "approve"))
        assert await court.harness.jobs() == []
        assert "$8.00" in text_of(court.private.history()[-1])
        await court.press(shown, "approve")
        assert [job.estimate_micros for job in await court.harness.jobs()] == [4_000_000] * 2


async def test_words_and_models_of_every_scene_are_checked_again(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        boss = add_member(court.harness, "boss", manage_guild=True)
        shown = await ask(court, 5)
        await boss.slash(court.harness.channel, "veo-admin words add", words="storm")
        assert "about scene 5" in heard(await court.press(shown, "approve")).replace("\u2068", "").replace("\u2069", "")
        await boss.slash(court.harness.channel, "veo-admin words remove", word="storm")
        await boss.slash(court.harness.channel, "veo-admin models allow", model="veo-3.1-lite")
        assert "You can't use Veo 2 here" in heard(await court.press(shown, "approve"))
        assert await court.harness.jobs() == []
        assert await court.states() == [(ApprovalState.WAITING, "")]


async def test_nobody_is_asked_about_a_film_with_a_forbidden_word_or_over_a_budget(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        boss = add_member(court.harness, "boss", manage_guild=True)
        await boss.slash(court.harness.channel, "veo-admin words add", words="friend")
        refused = await order(court.harness, 3, duration=5)
        assert "word" in said(refused)
        assert ASK not in str([one.components for one in (refused.response, *refused.followups) if one])
        await set_limit(court, Scope.SERVER, Field.USD_PER_DAY, 4_000_000)
        refused = await order(court.harness, 2, duration=5)
        assert ASK not in str([one.components for one in (refused.response, *refused.followups) if one])


async def stop_at_second(court: Court) -> tuple[discord.Message, list[Job]]:
    """Have the member make a film whose second scene fails; returns its message, and the limit as it was."""
    await set_limit(court, Scope.USER, Field.SECONDS_PER_DAY, 100)
    court.harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=400, skip=1, times=1))
    await order(court.harness, 3, duration=5)
    jobs = await court.harness.wait_closed()
    assert states_of(jobs) == [S.DELIVERED, S.FAILED, S.CANCELLED]
    await set_limit(court, Scope.USER, Field.SECONDS_PER_DAY, 9)
    [message] = await court.harness.messages()
    return message, jobs


async def test_a_film_that_is_taken_up_again_is_allowed_and_continues_what_was_made(tmp_path: Path) -> None:
    async with open_court(tmp_path, is_working=True) as court:
        harness = court.harness
        message, jobs = await stop_at_second(court)
        shown = await show_moderators(court, await harness.alice.click(message, label="Try again"))
        text = text_of(shown)
        assert "2 scenes of 5 s" in text
        assert f"**Scene 2** · {TEXTS[1]}" in text
        assert f"**Scene 3** · {TEXTS[2]}" in text
        await press_all(court, shown)
        rest = await others(harness, *jobs)
        assert [(job.part, job.parent_id) for job in rest] == [(2, jobs[0].id), (3, rest[0].id)]
        # It is taken up once, whoever allowed that.
        await set_limit(court, Scope.USER, Field.SECONDS_PER_DAY, 100)
        assert "already resumed this film" in said(await harness.alice.click(message, label="Try again"))
        await harness.wait_closed()
        assert states_of(await others(harness, *jobs)) == [S.DELIVERED] * 2
        assert films_of((await harness.messages())[-1]) == [f"veo-{rest[1].id}-film.mp4"]
        assert await ledger_audit.check(harness.app.database) == []


async def test_what_its_person_has_taken_up_meanwhile_is_not_paid_twice(tmp_path: Path) -> None:
    async with open_court(tmp_path, is_working=True) as court:
        harness = court.harness
        message, jobs = await stop_at_second(court)
        shown = await show_moderators(court, await harness.alice.click(message, label="Try again"))
        await set_limit(court, Scope.USER, Field.SECONDS_PER_DAY, 100)
        await harness.alice.click(message, label="Try again")
        assert len(await others(harness, *jobs)) == 2
        assert "requested this again" in heard(await court.press(shown, "approve"))
        assert len(await others(harness, *jobs)) == 2
        assert await court.states() == [(ApprovalState.WAITING, "")]


async def test_a_film_waits_in_the_export_is_denied_and_goes_with_its_persons_data(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        database, alice = court.harness.app.database, court.harness.alice
        shown = await ask(court)
        async with database.read() as connection:
            values = await connection.run_sync(read_personal_data, alice.id)
        [asked] = values["asked_moderators"]
        assert asked["scenes"] == list(TEXTS[:3])
        await finish(court, shown)
        [told] = court.direct()
        assert "denied your request" in told.content
        assert TEXTS[0] in told.content
        await PersonalDeletions(database, court.harness.context.admin.clock).delete(alice.id)
        async with database.read() as connection:
            assert list((await connection.execute(select(table.c.details))).scalars()) == [""]
        await court.messenger.look()
        left = text_of(court.private.history()[-1])
        assert not [words for words in TEXTS if words in left]
        assert await court.states() == []
        assert "already been decided" in heard(await court.press(shown, "approve"))
        assert await court.harness.jobs() == []


async def test_the_longest_film_fits_into_a_message(tmp_path: Path) -> None:
    async with open_court(tmp_path) as court:
        shown = await ask(court)
        async with court.harness.app.database.read() as connection:
            approval = await connection.run_sync(_require, approval_of(shown))
        for words, locale in itertools.product(("x" * 2000, "*" * 2000, "猫" * 2000), locales()):
            object.__setattr__(approval, "scenes", tuple(SceneText(words, words) for _ in range(6)))
            view = make_approval_message(approval, locale, str)
            assert view.content_length() <= 4000, (words[0], locale)


def _require(connection: Connection, approval_id: str) -> Any:
    return approvals.require(connection, approval_id)


async def test_a_private_film_that_was_allowed_is_sent_to_its_person_alone(tmp_path: Path) -> None:
    async with open_court(tmp_path, is_working=True) as court:
        shown = await ask(court, 2, private=True)
        await court.press(shown, "approve")
        jobs = await court.harness.wait_closed()
        assert states_of(jobs) == [S.DELIVERED] * 2
        assert await court.harness.messages() == []
        assert f"veo-{jobs[1].id}-film.mp4" in [name for one in court.direct() for name in films_of(one)]
