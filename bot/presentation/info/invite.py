"""The invitation: what the bot needs to be allowed in a server, and the link that asks for exactly that."""

import base64
import binascii

import discord

#: By discord.py's names, in the order in which people read them. README.md and the link name the same.
NEEDED = ("view_channel", "send_messages", "send_messages_in_threads", "attach_files", "read_message_history")
_SCOPES = ("bot", "applications.commands")
#: When Discord began, and the most that an id of its can be.
_ID_MIN, _ID_MAX = 2**22, 2**63 - 1


def missing_from(permissions: discord.Permissions) -> list[str]:
    """What is needed and missing."""
    return [name for name in NEEDED if not getattr(permissions, name)]


def invite_url(application_id: int) -> str:
    """The link with which somebody who manages a server invites the bot into it."""
    permissions = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=_SCOPES)


def application_id_of(token: str) -> int | None:
    """Read the application's id from a token's first part; None if it is no token of Discord's."""
    head = token.partition(".")[0]
    try:
        digits = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    if not digits.isascii() or not digits.isdecimal() or not _ID_MIN <= int(digits[:20]) <= _ID_MAX:
        return None
    return int(digits)
