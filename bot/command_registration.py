"""Registers the commands with Discord, but only if they or a translation changed: Discord allows 200 a day."""

import asyncio
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import discord
from discord import app_commands

from bot.domain.alerts import Alert, AlertBundle, AlertKind
from bot.domain.clock import Backoff
from bot.observability import get_logger
from bot.presentation.common.translator import fingerprint
from bot.presentation.context import BotContext

log = get_logger(__name__)

#: The first attempt may fail because Discord or the database is briefly unavailable, which needs no alert.
_RETRIES = Backoff(first_s=30.0, max_s=3600.0)
_TOLD_AFTER = 3
_DETAIL_CHARS = 300
_INVALID_FORM = 50035
#: The command types that discord.py can register; applications with Activities have another one, the Entry Point.
_OUR_TYPES = frozenset(kind.value for kind in discord.AppCommandType)
#: The fields of Discord's answer that a bulk overwrite accepts.
_CARRIED_FIELDS = (
    "id",
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "handler",
    "contexts",
    "integration_types",
    "default_member_permissions",
)


class CommandRegistration:
    """Keeps the commands at Discord in sync with a client's tree."""

    def __init__(self, client: discord.Client, tree: app_commands.CommandTree[Any]) -> None:
        self._client = client
        self._tree = tree
        #: Discord's ids of our commands by name; empty until Discord has sent them.
        self.ids: dict[str, int] = {}
        self._going_on: asyncio.Task[None] | None = None

    async def register(self, context: BotContext) -> None:
        """Register the commands if they changed. Never raises: failures are retried later, and operators are told.

        Until then, people see the previous commands.
        """
        try:
            await self.register_once(context)
        except Exception as error:  # noqa: BLE001 - the bot must come online in any case
            if self._going_on is None or self._going_on.done():
                self._going_on = asyncio.create_task(self._go_on(context, error), name="registration")

    def cancel(self) -> None:
        """Stop trying."""
        if self._going_on is not None:
            self._going_on.cancel()

    async def register_once(self, context: BotContext) -> None:
        """Register the commands once; raises what Discord and the database raise."""
        name = f"commands:{self._client.application_id}"
        ours = [command.to_dict(self._tree) for command in self._tree.get_commands()]
        digest = hashlib.sha256(json.dumps([ours, fingerprint()], sort_keys=True).encode()).hexdigest()
        registered = await self._client.http.get_global_commands(self._application_id())
        self._note_ids(registered)
        if await context.key_values.get(name) == digest and self.ids.keys() == {command["name"] for command in ours}:
            return
        others = [_carry_along(dict(command)) for command in registered if command["type"] not in _OUR_TYPES]
        self._note_ids(await self._overwrite(others))
        if self._tree.allowed_installs.user:  # otherwise the next start tries again
            await context.key_values.replace(name, digest)
        log.info("commands registered", count=len(ours))

    async def _go_on(self, context: BotContext, error: Exception) -> None:
        failures, is_told = 1, False
        while True:
            retry_s = _RETRIES.pause_s(failures)
            log.warning("commands not registered", why=str(error)[:_DETAIL_CHARS], retry_in_s=retry_s, exc_info=error)
            is_refused = isinstance(error, discord.HTTPException) and error.code != 0
            if not is_told and (is_refused or failures >= _TOLD_AFTER):
                is_told = await self._tell_operators(context, error)
            await asyncio.sleep(retry_s)
            try:
                return await self.register_once(context)
            except Exception as next_error:  # noqa: BLE001 - as above
                error = next_error
                failures += 1

    async def _tell_operators(self, context: BotContext, error: Exception) -> bool:
        alert = Alert(
            name="commands",
            kind=AlertKind.COMMANDS_REFUSED,
            detail=str(error)[:_DETAIL_CHARS],
            raised_at=datetime.now(UTC),
        )
        try:
            await context.operators.tell(AlertBundle((alert,)), {})
        except Exception:  # logged; the next failure sends it again
            log.exception("operators not told of the commands")
            return False
        return True

    async def _overwrite(self, others: list[dict[str, Any]]) -> Any:
        """Register all commands; for servers only if Discord doesn't allow user installs."""
        try:
            return await self._put(others)
        except discord.HTTPException as error:
            if error.code != _INVALID_FORM or not self._tree.allowed_installs.user:
                raise
            why = app_commands.CommandSyncFailure(error, self._tree.get_commands())
            hint = "allow User Install on the page Installation of the developer portal, and start again"
            log.warning("commands registered for servers only", why=str(why), hint=hint)
        installs, contexts = app_commands.AppInstallationType, app_commands.AppCommandContext
        self._tree.allowed_installs = installs(guild=True, user=False)
        self._tree.allowed_contexts = contexts(guild=True, dm_channel=True, private_channel=False)
        return await self._put(others)

    async def _put(self, others: list[dict[str, Any]]) -> Any:
        translator = self._tree.translator
        ours = [
            command.to_dict(self._tree)
            if translator is None
            else await command.get_translated_payload(self._tree, translator)
            for command in self._tree.get_commands()
        ]
        return await self._client.http.bulk_upsert_global_commands(self._application_id(), payload=[*ours, *others])

    def _note_ids(self, registered: Any) -> None:
        self.ids = {str(one["name"]): int(one["id"]) for one in registered if one["type"] in _OUR_TYPES}

    def _application_id(self) -> int:
        if self._client.application_id is None:
            raise app_commands.MissingApplicationID
        return self._client.application_id


def _carry_along(command: dict[str, Any]) -> dict[str, Any]:
    """The definition that keeps a command that isn't ours."""
    carried = {field: command[field] for field in _CARRIED_FIELDS if command.get(field) is not None}
    if "default_member_permissions" in carried:  # sent as text, accepted as a number
        carried["default_member_permissions"] = int(carried["default_member_permissions"])
    return carried
