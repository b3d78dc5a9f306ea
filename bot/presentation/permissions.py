"""What the bot needs to be allowed in a channel, checked before anything is reserved."""

import discord

from bot.errors import UserError
from bot.presentation.texts import say


def missing_permissions(permissions: discord.Permissions, *, is_thread: bool) -> list[str]:
    """Name the permissions that posting a video needs and that are not there."""
    send = "send_messages_in_threads" if is_thread else "send_messages"
    return [name for name in ("view_channel", send, "attach_files") if not getattr(permissions, name)]


def require_permissions(interaction: discord.Interaction[discord.Client], locale: str) -> None:
    """Refuse, with the names of what is missing, if the bot could not post a video where it was asked.

    In direct messages everything is allowed. Raises UserError.
    """
    if interaction.guild_id is None:
        return
    check_permissions(interaction.app_permissions, interaction.channel, locale)


def check_permissions(permissions: discord.Permissions, channel: object, locale: str) -> None:
    """Refuse as `require_permissions` does, where there is no interaction. Raises UserError."""
    missing = missing_permissions(permissions, is_thread=isinstance(channel, discord.Thread))
    if missing:
        names = ", ".join(say(locale, f"permission-{name}") for name in missing)
        raise UserError(say(locale, "error-permissions", missing=names))
