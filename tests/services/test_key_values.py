"""Small facts: of several who store the same one at the same moment, one learns that it is new."""

import asyncio

from bot.services.key_values import KeyValues
from bot.storage.core.database import Database


async def test_one_of_several_stores_it(database: Database) -> None:
    key_values = KeyValues(database)
    for value in ("joined in May", "joined in June"):
        outcomes = await asyncio.gather(*(key_values.replace("welcome:1", value) for _ in range(6)))
        assert sorted(outcomes) == [False] * 5 + [True]
        assert await key_values.get("welcome:1") == value
