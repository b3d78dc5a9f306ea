"""Defaults for videos in a server and its channels, which admins change while the bot runs."""

from collections.abc import Mapping

from bot.domain.choices import NOWHERE, ChoiceField, Choices
from bot.domain.clock import Clock
from bot.domain.limits import WHOLE_BOT
from bot.sentences import Sentence
from bot.services.admin.changes import AdminActor, Change, InvalidChange, authorize, changing, check_id, reading, record
from bot.storage.core.database import Database
from bot.storage.rules import choices


class PlaceChoiceChanges:
    """Changes the choices of a server (channel NOWHERE) and its channels.

    All methods raise Forbidden, InvalidChange or DatabaseUnavailable if nothing was changed.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def list_choices(self, actor: AdminActor, guild_id: int) -> Mapping[int, Choices]:
        """Read the choices of a server and its channels."""
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            return await choices.list_choices(connection, guild_id)

    async def change(
        self, actor: AdminActor, guild_id: int, channel_id: int, values: Mapping[ChoiceField, str | None]
    ) -> Change[Choices]:
        """Store some choices; None removes one, so that a more general one applies."""
        authorize(actor, guild_id)
        if guild_id == WHOLE_BOT:
            raise InvalidChange(Sentence("change-models-here"))
        if channel_id != NOWHERE:
            check_id(channel_id)
        async with changing(self._database) as connection:
            before = await choices.read_choices(connection, guild_id, channel_id)
            for field, value in values.items():
                await choices.set_choice(connection, guild_id, channel_id, field, value)
            after = await choices.read_choices(connection, guild_id, channel_id)
            if after != before:
                await record(
                    connection,
                    actor,
                    guild_id,
                    self._clock.now(),
                    action="defaults",
                    subject="server" if channel_id == NOWHERE else f"channel {channel_id}",
                    before=_show(before),
                    after=_show(after),
                )
        return Change(before, after)


def _show(chosen: Choices) -> str:
    parts = {
        "length": chosen.duration_s,
        "shape": chosen.aspect,
        "style": chosen.style,
        "spoiler": _show_flag(chosen.is_spoiler),
        "only age-restricted": _show_flag(chosen.only_restricted),
    }
    return ", ".join(f"{name} {value}" for name, value in parts.items() if value is not None) or "not set"


def _show_flag(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
