"""Serves Discord while this process has a slot: logs in, stands by, connects, and hands over."""

import asyncio

import aiohttp
import discord

from bot.client import VeoBot, finish_answers
from bot.domain.clock import Backoff
from bot.errors import DatabaseUnavailable, VeoBotError
from bot.observability import get_logger
from bot.storage.core.slots import Slots

log = get_logger(__name__)

#: Pauses between attempts while Discord doesn't answer.
_LOGIN_RETRIES = Backoff(first_s=2.0, max_s=60.0)
#: Errors that may pass within a minute. The login registers the commands, which needs the database.
_NOT_YET = (aiohttp.ClientError, OSError, discord.GatewayNotFound, discord.HTTPException, DatabaseUnavailable)
#: How much of Discord's answer is logged; a proxy may answer with a whole page.
_LOGGED_CHARS = 200
_LOGIN_REFUSED = (
    "Discord rejected DISCORD_TOKEN. Reset it at https://discord.com/developers/applications (Bot, Reset Token) "
    "and put the new one into .env. To try the bot without a token, run: make demo"
)
#: How long another process may need for each shard; Discord may allow only one new session every 5 s.
_CONNECTING_S = 8.0
#: How long a stop still reads what Discord has already sent: closing the connection drops what is unread.
_ARRIVED_S = 0.1
#: The gateway's close code for a token that is no longer valid.
_AUTHENTICATION_FAILED = 4004


class LoginError(VeoBotError):
    """Discord refuses the login; only the operator can change that."""


class Serving:
    """The connection of this process to Discord.

    It is logged in on standby too, so that it serves at once when it gets a slot.
    """

    def __init__(self, bot: VeoBot, slots: Slots, token: str) -> None:
        self._bot = bot
        self._slots = slots
        self._token = token
        self._stopping = asyncio.Event()

    @property
    def carried_shards(self) -> tuple[int, ...]:
        """The gateway shards of this process; empty on standby and until their number is known."""
        return () if self._slots.is_standby else self._bot.carried_shards

    async def run(self) -> None:
        """Serve whenever this process has a slot, until it hands over; retry while Discord is unreachable.

        Raises LoginError.
        """
        failures = 0
        while not self._stopping.is_set():
            try:
                await self._bot.log_in(self._token)
                await self._slots.wait_taken()
                if self._stopping.is_set():  # a new connection would receive commands and not live to answer them
                    return
                await self._serve()
            except discord.LoginFailure as error:
                raise LoginError(_LOGIN_REFUSED) from error
            except discord.PrivilegedIntentsRequired as error:
                raise LoginError("Discord rejected the bot's intents. Allow them in the developer portal.") from error
            except discord.ConnectionClosed as error:
                if error.code == _AUTHENTICATION_FAILED:
                    raise LoginError(_LOGIN_REFUSED) from error
                raise LoginError(f"Discord closed the connection permanently, with code {error.code}.") from error
            except Exception as error:  # whatever happened, the worker must go on delivering
                failures += 1
                retry_s = _LOGIN_RETRIES.pause_s(failures)
                # Only a rejected token is final; any other answer, such as a proxy's 403, may pass in a minute.
                trace = None if isinstance(error, _NOT_YET) else error
                why = repr(error)[:_LOGGED_CHARS]
                log.warning("not connected to discord yet", why=why, retry_in_s=retry_s, exc_info=trace)
                await asyncio.sleep(retry_s)
            else:
                if not self._slots.is_standby:  # closed from outside
                    return
                failures = 0

    async def hand_over(self) -> None:
        """Answer people until another process takes over, or none takes the slot; then receive no more events."""
        self._stopping.set()
        await self._slots.hand_over(_CONNECTING_S * max(1, len(self.carried_shards)))
        if self._bot.is_connected:
            await asyncio.sleep(_ARRIVED_S)
        await self._bot.leave_gateway()

    async def _serve(self) -> None:
        """Stay connected until the slot is lost or the client is closed; raises what the client raises."""
        self._bot.carry(*self._slots.shards())
        connected = asyncio.create_task(self._bot.stay_connected(self._token), name="gateway")
        announced = asyncio.create_task(self._announce(), name="slot announcement")
        losing = asyncio.create_task(self._slots.wait_lost())
        try:
            await asyncio.wait({connected, losing}, return_when=asyncio.FIRST_COMPLETED)
            if losing.done():
                await self._bot.leave_gateway()
                await finish_answers()
                await self._bot.close()
            await connected
        finally:
            for task in (connected, announced, losing):
                task.cancel()
            await asyncio.gather(connected, announced, losing, return_exceptions=True)

    async def _announce(self) -> None:
        await self._bot.wait_until_ready()
        await self._slots.announce()
