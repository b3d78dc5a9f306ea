"""The kind of a place, the permissions of people there, and those that the bot needs."""

from collections.abc import Collection

import discord

from bot.errors import UserError
from bot.sentences import Sentence, say
from bot.services.jobs.access import JobActor

#: A key in an interaction's extras: the question that it answers is still open here.
IS_OPEN = "is_open"


def is_outside(interaction: discord.Interaction) -> bool:
    """Whether the bot isn't a member here, but installed by the person for themselves.

    It can neither read nor post here; only the interaction's token allows an answer.
    """
    if interaction.context.private_channel:
        return True  # direct messages between people
    if interaction.guild_id is None or interaction.is_guild_integration():
        return False
    return interaction.client.get_guild(interaction.guild_id) is None


def is_age_restricted(channel: object) -> bool:
    """Whether a channel, or the parent of a thread, is age-restricted; False if Discord doesn't say."""
    ask = getattr(channel, "is_nsfw", None)
    return ask is not None and bool(ask())


def missing_permissions(permissions: discord.Permissions, *, is_thread: bool) -> list[str]:
    """The missing permissions of those that posting a video needs."""
    send = "send_messages_in_threads" if is_thread else "send_messages"
    return [name for name in ("view_channel", send, "attach_files") if not getattr(permissions, name)]


def require_permissions(interaction: discord.Interaction, locale: str) -> None:
    """Refuse, and name the missing permissions, if the bot can't post a video here.

    In direct messages everything is allowed, and where the bot isn't a member, nothing is posted. Raises UserError.
    """
    if interaction.guild_id is None or is_outside(interaction):
        return
    check_permissions(interaction.app_permissions, interaction.channel, locale)


def check_permissions(permissions: discord.Permissions, channel: object, locale: str) -> None:
    """Refuse as `require_permissions` does, without an interaction. Raises UserError."""
    missing = missing_permissions(permissions, is_thread=isinstance(channel, discord.Thread))
    if missing:
        names = ", ".join(say(locale, f"permission-{name}") for name in missing)
        raise UserError(say(locale, "error-permissions", missing=names))


def actor_of(interaction: discord.Interaction, operator_ids: Collection[int] = ()) -> JobActor:
    """The person who pressed something, and their rights over other people's jobs."""
    is_here = interaction.guild_id is not None and not is_outside(interaction)
    return JobActor(
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        is_manager=is_here and interaction.permissions.manage_guild,
        is_operator=interaction.user.id in operator_ids,
    )


def require_same_person(interaction: discord.Interaction, asked: discord.Interaction) -> bool:
    """Refuse an answer from anyone but the person who was asked; returns True. Raises UserError.

    Records that the question is still open, so that nothing else answers.
    """
    interaction.extras[IS_OPEN] = True
    if interaction.user.id != asked.user.id:
        raise UserError(Sentence("error-not-asked"))
    return True
