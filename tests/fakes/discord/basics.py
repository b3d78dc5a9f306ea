"""The numbers, bits and ids that Discord is made of."""

import enum
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]

EPOCH_MS = 1_420_070_400_000
MIB = 1024 * 1024

#: Bytes a file may have by the server's boost tier.
#: https://support.discord.com/hc/en-us/articles/360028038352
TIER_LIMITS = {0: 10 * MIB, 1: 10 * MIB, 2: 50 * MIB, 3: 100 * MIB}


class Permission(enum.IntFlag):
    """The permission bits that this server looks at."""

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERY_PERMISSION = (1 << 51) - 1

#: What everybody may do in a new server, and what a bot is usually invited with.
USUAL = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
)


#: ``app_permissions`` where the application is no member: it holds neither VIEW_CHANNEL nor SEND_MESSAGES there.
#: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
AS_GUEST = Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE
IN_DIRECT_MESSAGES = AS_GUEST | Permission.USE_EXTERNAL_EMOJIS


class Flag(enum.IntFlag):
    """The message flags that this server looks at."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


class ChannelType(enum.IntEnum):
    """The kinds of channel that this server has."""

    TEXT = 0
    DM = 1
    VOICE = 2
    THREAD = 11
    FORUM = 15


class Clock:
    """Real time, which a test can move forward."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """This server's present instant, aware UTC."""
        return datetime.now(UTC) + self.offset


class Snowflakes:
    """Gives out ids that carry their instant and always grow."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """A new id."""
        since_epoch_ms = int(self._clock.now().timestamp() * 1000) - EPOCH_MS
        self._last = max(self._last + 1, since_epoch_ms << 22)
        return self._last
