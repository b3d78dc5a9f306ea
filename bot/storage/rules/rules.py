"""Blocks, pauses, places and forbidden words. Each setter returns the previous value."""

import json
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.rules import Block, Pause, PlaceKind
from bot.domain.words import WordList
from bot.storage.tables.rules import blocks, pauses, places, word_lists


async def get_block(connection: AsyncConnection, guild_id: int, user_id: int) -> Block | None:
    """Read one block, even if it has expired."""
    query = select(blocks).where(blocks.c.guild_id == guild_id, blocks.c.user_id == user_id)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else Block(**row._mapping)  # noqa: SLF001 - the documented way to a row's names


async def set_block(connection: AsyncConnection, block: Block) -> Block | None:
    """Block someone, or change their block."""
    before = await clear_block(connection, block.guild_id, block.user_id)
    values = {column.name: getattr(block, column.name) for column in blocks.c}
    await connection.execute(insert(blocks), values)
    return before


async def clear_block(connection: AsyncConnection, guild_id: int, user_id: int) -> Block | None:
    """Lift a block, if there is one."""
    before = await get_block(connection, guild_id, user_id)
    await connection.execute(delete(blocks).where(blocks.c.guild_id == guild_id, blocks.c.user_id == user_id))
    return before


async def list_blocks(connection: AsyncConnection, guild_id: int) -> list[Block]:
    """Read all blocks of a server, or those for everywhere."""
    query = select(blocks).where(blocks.c.guild_id == guild_id).order_by(blocks.c.user_id)
    return [Block(**row._mapping) for row in await connection.execute(query)]  # noqa: SLF001 - a row's names


async def set_pause(connection: AsyncConnection, guild_id: int, reason: str | None) -> Pause | None:
    """Pause a server or the whole bot; without a reason (None), resume it."""
    row = (await connection.execute(select(pauses).where(pauses.c.guild_id == guild_id))).one_or_none()
    await connection.execute(delete(pauses).where(pauses.c.guild_id == guild_id))
    if reason is not None:
        await connection.execute(insert(pauses), {"guild_id": guild_id, "reason": reason})
    return None if row is None else Pause(guild_id=row.guild_id, reason=row.reason)


async def get_places(connection: AsyncConnection, guild_id: int, kind: PlaceKind) -> frozenset[int]:
    """Read the channels or roles that a server has chosen."""
    query = select(places.c.subject_id).where(places.c.guild_id == guild_id, places.c.kind == kind)
    return frozenset((await connection.execute(query)).scalars())


async def set_places(connection: AsyncConnection, guild_id: int, kind: PlaceKind, ids: Iterable[int]) -> frozenset[int]:
    """Replace the channels or roles that a server has chosen."""
    before = await get_places(connection, guild_id, kind)
    await connection.execute(delete(places).where(places.c.guild_id == guild_id, places.c.kind == kind))
    rows = [{"guild_id": guild_id, "kind": kind, "subject_id": subject_id} for subject_id in sorted(set(ids))]
    if rows:
        await connection.execute(insert(places), rows)
    return before


async def get_words(connection: AsyncConnection, guild_id: int) -> WordList:
    """Read the forbidden words of a server, or those for everywhere."""
    found = await connection.execute(select(word_lists.c.words).where(word_lists.c.guild_id == guild_id))
    return parse_words(found.scalar_one_or_none() or "[]")


async def set_words(connection: AsyncConnection, guild_id: int, words: WordList) -> WordList:
    """Replace the forbidden words."""
    before = await get_words(connection, guild_id)
    await connection.execute(delete(word_lists).where(word_lists.c.guild_id == guild_id))
    if words.words:
        values = {"guild_id": guild_id, "words": json.dumps(words.words, ensure_ascii=False)}
        await connection.execute(insert(word_lists), values)
    return before


@lru_cache(maxsize=256)
def parse_words(text: str) -> WordList:
    """Parse a stored list of words; the same text returns the same list, which is ready to be searched."""
    return WordList(tuple(json.loads(text)))
