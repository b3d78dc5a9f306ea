"""Remembers, for each server, how large files Discord accepted and refused there."""

from bot.domain.clock import Clock
from bot.domain.uploads import SeenUploads
from bot.errors import DatabaseUnavailable
from bot.services.key_values import KeyValues


class UploadLimits:
    """Sizes seen so far, kept across restarts. While the database fails, nothing is known or remembered."""

    def __init__(self, key_values: KeyValues, clock: Clock) -> None:
        self._key_values = key_values
        self._clock = clock

    async def choose(self, guild_id: int | None, stated_bytes: int, *, is_told: bool) -> int:
        """The largest file to try in a server, or in direct messages (None)."""
        seen = await self._read(guild_id)
        return seen.choose(stated_bytes, is_told=is_told, now=self._clock.now())

    async def accept(self, guild_id: int | None, size_bytes: int) -> None:
        """Remember that a file was accepted."""
        seen = await self._read(guild_id)
        await self._write(guild_id, seen, seen.accept(size_bytes))

    async def refuse(self, guild_id: int | None, size_bytes: int, *, stated_bytes: int) -> None:
        """Remember that a file was refused under a limit that was stated or assumed."""
        seen = await self._read(guild_id)
        await self._write(guild_id, seen, seen.refuse(size_bytes, stated_bytes=stated_bytes, now=self._clock.now()))

    async def _read(self, guild_id: int | None) -> SeenUploads:
        try:
            return SeenUploads.from_text(await self._key_values.get(_name(guild_id)))
        except DatabaseUnavailable:
            return SeenUploads()

    async def _write(self, guild_id: int | None, before: SeenUploads, after: SeenUploads) -> None:
        if after == before:
            return
        try:
            await self._key_values.replace(_name(guild_id), after.to_text())
        except DatabaseUnavailable:
            return


def _name(guild_id: int | None) -> str:
    return f"uploads:{guild_id or 'direct'}"
