"""The welcome: one short message when the bot joins a server, once for each time it joins."""

from collections.abc import Mapping

import discord
from discord import ui

from bot.errors import DatabaseUnavailable
from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.info.invite import missing_from
from bot.presentation.orders.examples import make_example_buttons
from bot.sentences import say
from bot.services.key_values import KeyValues

log = get_logger(__name__)

_COLOUR = discord.Colour(0x5865F2)
#: The texts for no missing permissions, and for some.
_PERMISSIONS = ("welcome-permissions-fine", "welcome-permissions-missing")


class Welcomes:
    """Welcomes servers. Nothing here raises: the bot works without a welcome, too."""

    def __init__(self, key_values: KeyValues) -> None:
        self._key_values = key_values

    async def greet(self, guild: discord.Guild, command_ids: Mapping[str, int]) -> bool:
        """Post the welcome if the bot may; returns whether it was posted.

        At most once for each time the bot joins, even if the gateway repeats the event.
        """
        channel = choose_channel(guild)
        if channel is None:
            log.info("no place for a welcome", guild_id=guild.id)
            return False
        try:
            joined_at = guild.me.joined_at
            joined = "at some time" if joined_at is None else joined_at.isoformat()
            if not await self._key_values.replace(f"welcome:{guild.id}", joined):
                return False
            await channel.send(view=WelcomeCard(guild, command_ids), allowed_mentions=discord.AllowedMentions.none())
        except (DatabaseUnavailable, *DISCORD_FAILURES) as error:
            log.warning("welcome not posted", guild_id=guild.id, why=type(error).__name__)
            return False
        log.info("welcome posted", guild_id=guild.id, channel_id=channel.id)
        return True


class WelcomeCard(ui.LayoutView):
    """What the bot does, how to start, with examples to press; what an admin should set up, and missing permissions."""

    def __init__(self, guild: discord.Guild, command_ids: Mapping[str, int]) -> None:
        super().__init__(timeout=None)
        locale = guild.preferred_locale.value
        names = {"veo": "veo", "image": "veo-image", "help": "veo-help", "quota": "veo-quota", "admin": "veo-admin"}
        commands = {key: show_command(name, command_ids) for key, name in names.items()}
        missing = missing_from(guild.me.guild_permissions)
        container = ui.Container[WelcomeCard](accent_colour=_COLOUR)
        container.add_item(ui.TextDisplay(f"### 👋 {say(locale, 'welcome-title')}"))
        start = say(locale, "welcome-start", animate=say(locale, "command-animate"), **commands)
        container.add_item(ui.TextDisplay(f"{start}\n{say(locale, 'help-examples')}"))
        container.add_item(make_example_buttons(locale))
        container.add_item(ui.TextDisplay(say(locale, "welcome-more", **commands)))
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(say(locale, "welcome-admins", **commands)))
        container.add_item(ui.TextDisplay(describe_permissions(_PERMISSIONS, missing, locale)))
        self.add_item(container)


def choose_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Choose where a server expects the welcome: its system channel, else the first one where the bot can post."""
    candidates = [guild.system_channel, *sorted(guild.text_channels, key=lambda channel: channel.position)]
    for channel in candidates:
        if channel is not None:
            permissions = channel.permissions_for(guild.me)
            if permissions.view_channel and permissions.send_messages:
                return channel
    return None


def show_command(name: str, command_ids: Mapping[str, int]) -> str:
    """A clickable command; without its id, its name."""
    root = name.partition(" ")[0]
    return f"</{name}:{command_ids[root]}>" if root in command_ids else f"`/{name}`"


def describe_permissions(keys: tuple[str, str], missing: list[str], locale: str) -> str:
    """Return the first text if no permission is missing, else the second with the missing ones."""
    if not missing:
        return say(locale, keys[0])
    names = ", ".join(say(locale, f"permission-{name}") for name in missing)
    return say(locale, keys[1], missing=names)
