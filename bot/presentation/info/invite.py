"""The invitation: the permissions that the bot needs in a server, and the link that requests exactly those."""

import base64
import binascii

import discord

#: discord.py's names, in the order in which people read them. README.md and the link have the same ones.
NEEDED = ("view_channel", "send_messages", "send_messages_in_threads", "attach_files", "read_message_history")
_SCOPES = ("bot", "applications.commands")
#: Discord's launch, and the largest possible id.
_ID_MIN, _ID_MAX = 2**22, 2**63 - 1


def missing_from(permissions: discord.Permissions) -> list[str]:
    """The missing ones of the needed permissions."""
    return [name for name in NEEDED if not getattr(permissions, name)]


def invite_url(application_id: int) -> str:
    """The link with which someone who manages a server invites the bot."""
    permissions = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=_SCOPES)


def application_id_of(token: str) -> int | None:
    """Read the application's id from the first part of a token; None if it isn't a Discord token."""
    head = token.partition(".")[0]
    try:
        digits = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    if not digits.isascii() or not digits.isdecimal() or not _ID_MIN <= int(digits[:20]) <= _ID_MAX:
        return None
    return int(digits)
