"""What is chosen as usual, as it is kept, on SQLite and on PostgreSQL."""

import asyncio

import pytest

from bot.domain.choices import NO, NOWHERE, YES, ChoiceField, Choices, UsualChoices
from bot.domain.requests import AspectRatio
from bot.domain.rules import Requester
from bot.services.own_choices import OwnChoices
from bot.storage.core.database import Database
from bot.storage.rules import choices

ME, HERE, CHANNEL, THREAD = 1001, 2001, 3001, 4001


async def read(database: Database, requester: Requester) -> UsualChoices:
    async with database.read() as connection:
        return await connection.run_sync(choices.read_usual, requester)


@pytest.mark.on_both_databases
async def test_own_choices_count_before_the_thread_its_channel_and_the_server(database: Database) -> None:
    stored = [
        (NOWHERE, ME, ChoiceField.DURATION, "8"),
        (NOWHERE, 1002, ChoiceField.MODEL, "someone-elses"),
        (HERE, THREAD, ChoiceField.SPOILER, NO),
        (HERE, CHANNEL, ChoiceField.SPOILER, YES),
        (HERE, CHANNEL, ChoiceField.DURATION, "6"),
        (HERE, CHANNEL, ChoiceField.SHAPE, "1:1"),
        (HERE, NOWHERE, ChoiceField.SHAPE, "9:16"),
        (HERE, NOWHERE, ChoiceField.RESTRICTED, YES),
        (2002, NOWHERE, ChoiceField.STYLE, "elsewhere"),
    ]
    async with database.write() as connection:
        for one in stored:
            await choices.set_choice(connection, *one)
    here = Requester(user_id=ME, guild_id=HERE, channel_id=CHANNEL)
    usual = await read(database, here)
    assert usual.own == Choices(duration_s=8)
    assert usual.find(lambda one: one.duration_s) == 8
    assert usual.find(lambda one: one.duration_s, lambda one: one != 8) == 6
    assert usual.find(lambda one: one.aspect) is AspectRatio.SQUARE
    assert (usual.is_spoiler, usual.only_restricted) == (True, True)
    thread = await read(database, Requester(user_id=ME, guild_id=HERE, channel_id=THREAD, parent_channel_id=CHANNEL))
    assert thread.is_spoiler is False
    assert thread.find(lambda one: one.aspect) is AspectRatio.SQUARE
    assert await read(database, Requester(user_id=ME, guild_id=None, channel_id=CHANNEL)) == UsualChoices(usual.own)


@pytest.mark.on_both_databases
async def test_a_choice_replaces_the_one_before_and_as_usual_leaves_no_row(database: Database) -> None:
    own = OwnChoices(database)
    assert await own.change(ME, ChoiceField.MODEL, "veo-2") == Choices(model="veo-2")
    assert await own.change(ME, ChoiceField.MODEL, "veo-3.1") == Choices(model="veo-3.1")
    both = (own.change(ME, ChoiceField.DURATION, "8"), own.change(ME, ChoiceField.PRIVATE, YES))
    await asyncio.gather(*both, *(own.change(ME, ChoiceField.SHAPE, "1:1") for _ in range(3)))
    everything = Choices(model="veo-3.1", duration_s=8, aspect=AspectRatio.SQUARE, is_private=True)
    assert await own.of(ME) == everything
    for field in (ChoiceField.MODEL, ChoiceField.DURATION, ChoiceField.PRIVATE, ChoiceField.SHAPE):
        await own.change(ME, field, None)
    async with database.read() as connection:
        assert await choices.list_choices(connection, NOWHERE) == {}
