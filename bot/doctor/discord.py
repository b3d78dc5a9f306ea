"""Checks the application at Discord and the bot's permissions in each server, over HTTP only: nothing is posted."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import discord
from discord.http import Route

from bot.client import discord_api
from bot.doctor.findings import Finding, ok, problem, warning
from bot.presentation.info.invite import invite_url, missing_from
from bot.sentences import say
from bot.settings import Settings

_PORTAL = "https://discord.com/developers/applications"
#: How many servers are checked, and how many channels are named.
_SERVERS_MAX = 50
_NAMED_MAX = 4
_AT_ONCE = 4
_SERVER_TIMEOUT_S = 20.0
_FEW_SESSIONS = 20
#: Discord's number for the commands that start an Activity.
_ENTRY_POINT = 4
_SERVER_INSTALL, _USER_INSTALL = "0", "1"
_NAME_CHARS = 40
#: The channels where videos can be requested, or whose threads allow it.
_Place: TypeAlias = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel
_PLACES = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel, discord.ForumChannel)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the bot may do in a channel."""

    missing: list[str]
    #: Whether the bot can't see it or write there; that is on purpose, unless an admin chose the channel.
    is_closed: bool


@asynccontextmanager
async def open_discord(settings: Settings) -> AsyncIterator[discord.Client]:
    """Open Discord's HTTP API, without its gateway; nobody is logged in yet."""
    with discord_api(str(settings.discord_api_url)):
        async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0) as client:
            yield client


async def check_application(client: discord.Client, settings: Settings) -> AsyncIterator[Finding]:
    """Check the token, and what the developer portal says about its application."""
    try:
        await client.login(settings.discord_token.get_secret_value())
    except discord.LoginFailure:
        advice = f"Reset it at {_PORTAL} (Bot, Reset Token), and put the new one into .env."
        yield problem("token", "Discord refuses DISCORD_TOKEN", advice)
        return
    except (discord.HTTPException, OSError) as error:
        yield problem("token", f"Discord doesn't answer as it should: {error}", "Check the network, and try again.")
        return
    app: Mapping[str, Any] = await client.http.request(Route("GET", "/applications/@me"))
    yield ok("token", f"it belongs to {client.user} ({app['id']})")
    yield _judge_intents(int(app.get("flags") or 0))
    if app.get("interactions_endpoint_url"):
        advice = f"Delete it at {_PORTAL} (General Information), or no command reaches the bot."
        yield problem("endpoint", "the application has an Interactions Endpoint URL", advice)
    yield _judge_installs(app.get("integration_types_config") or {})
    registered = await client.http.get_global_commands(int(app["id"]))
    yield _judge_commands([int(one["type"]) for one in registered])
    yield await _judge_gateway(client, settings)
    if settings.alert_channel_id is not None:
        yield await _judge_alert_channel(client, settings.alert_channel_id)
    else:
        yield _describe_direct_alerts(settings)


async def check_servers(client: discord.Client, chosen: Mapping[int, set[int]]) -> AsyncIterator[Finding]:
    """Check the bot's permissions in each server; `chosen` are the channels that its admins chose for the bot."""
    guilds = [guild async for guild in client.fetch_guilds(limit=_SERVERS_MAX + 1, with_counts=False)]
    if not guilds:
        link = invite_url(client.application_id or 0)
        yield warning("servers", "the bot is in no server", f"Invite it: {link}")
        return
    turn = asyncio.Semaphore(_AT_ONCE)

    async def judge(guild: discord.Guild) -> Finding:
        async with turn:
            return await _check_server(client, guild, chosen.get(guild.id, set()))

    for judging in [asyncio.ensure_future(judge(guild)) for guild in guilds[:_SERVERS_MAX]]:
        yield await judging
    if len(guilds) > _SERVERS_MAX:
        yield ok("servers", f"only the first {_SERVERS_MAX} were checked")


def _judge_channels(
    name: str, looks: Mapping[str, _Look], chosen: Collection[str], bot: discord.Permissions
) -> Finding:
    """Report what is missing in a server, by channel; `bot` is what its roles allow, regardless of the channel."""
    wrong = {one: look.missing for one, look in looks.items() if look.missing and (one in chosen or not look.is_closed)}
    usable = sum(not look.missing and not look.is_closed for look in looks.values())
    advice = "Allow it in the channel's or the role's settings."
    if wrong:
        shown = "; ".join(f"#{_short(one)}: {_list(names)}" for one, names in list(wrong.items())[:_NAMED_MAX])
        more = f"; and {len(wrong) - _NAMED_MAX} more channels" if len(wrong) > _NAMED_MAX else ""
        return warning("server", f"{_short(name)}: missing in {shown}{more}", advice)
    if not usable and looks:
        lacking = f" (its role lacks {_list(missing_from(bot))})" if missing_from(bot) else ""
        return warning("server", f"{_short(name)}: the bot can't post in any channel{lacking}", advice)
    return ok("server", f"{_short(name)}: everything is allowed in {usable} of {len(looks)} channels")


async def _check_server(client: discord.Client, guild: discord.Guild, chosen: set[int]) -> Finding:
    try:
        async with asyncio.timeout(_SERVER_TIMEOUT_S):
            whole = await client.fetch_guild(guild.id, with_counts=False)
            me = await whole.fetch_member(client.user.id if client.user else 0)
            channels = [one for one in await whole.fetch_channels() if isinstance(one, _PLACES)]
    except (discord.HTTPException, OSError) as error:
        why = str(error) or "no answer in time"
        return warning("server", f"{_short(guild.name)}: not checked: {why}", "Try again.")
    names = {f"{one.name} {one.id}" if _is_repeated(one, channels) else one.name: one for one in channels}
    looks = {name: _look_at(one, me) for name, one in names.items()}
    chosen_names = {name for name, one in names.items() if one.id in chosen}
    return _judge_channels(whole.name, looks, chosen_names, me.guild_permissions)


def _look_at(channel: _Place, me: discord.Member) -> _Look:
    if isinstance(channel, discord.ForumChannel):
        # It only has posts, which are threads; Send Messages would allow the bot to start one.
        own = discord.abc.GuildChannel.permissions_for(channel, me)
        missing = [name for name in missing_from(own) if name != "send_messages"]
        return _Look(missing, is_closed=not (own.view_channel and own.send_messages_in_threads))
    own = channel.permissions_for(me)
    is_locked = isinstance(channel, discord.VoiceChannel | discord.StageChannel) and not own.connect
    return _Look(missing_from(own), is_closed=is_locked or not (own.view_channel and own.send_messages))


def _is_repeated(channel: _Place, channels: Iterable[_Place]) -> bool:
    return sum(one.name == channel.name for one in channels) > 1


def _judge_intents(flags: int) -> Finding:
    allowed = discord.ApplicationFlags._from_value(flags)  # noqa: SLF001 - the only way to make it from a number
    has_content = allowed.gateway_message_content or allowed.gateway_message_content_limited
    state = "on" if has_content else "off; pictures in other people's messages need Apps, Animate then"
    return ok("intents", f"the bot needs no privileged one (Message Content is {state})")


def _judge_installs(config: Mapping[str, object]) -> Finding:
    if config and _SERVER_INSTALL not in config:
        advice = f"Tick Guild Install at {_PORTAL} (Installation)."
        return warning("installs", "the application can't be added to servers", advice)
    if _USER_INSTALL not in config:
        return ok("installs", "in servers only; to let people add the bot for themselves, tick User Install")
    return ok("installs", "in servers, and for people themselves")


def _judge_commands(types: list[int]) -> Finding:
    count = len(types) - types.count(_ENTRY_POINT)
    if not count:
        return warning("commands", "none are registered", "Start the bot, which registers them.")
    kept = ", and the Entry Point command of an Activity, which the bot keeps" if _ENTRY_POINT in types else ""
    return ok("commands", f"{count} are registered{kept}")


async def _judge_gateway(client: discord.Client, settings: Settings) -> Finding:
    shards, _, starts = await client.http.get_bot_gateway()
    remaining, total = starts["remaining"], starts["total"]
    text = f"Discord recommends {shards} shard{'s' if shards > 1 else ''}; {remaining} of {total} logins left today"
    if remaining < _FEW_SESSIONS:
        return warning("gateway", text, "Don't restart the bot more often than necessary.")
    if settings.shard_count is not None and settings.shard_count < shards:
        return warning("gateway", f"{text}; SHARD_COUNT is {settings.shard_count}", "Set a higher SHARD_COUNT.")
    return ok("gateway", text)


async def _judge_alert_channel(client: discord.Client, channel_id: int) -> Finding:
    name, advice = "alerts", "Correct ALERT_CHANNEL_ID, or let the bot post there."
    try:
        channel = await client.fetch_channel(channel_id)
        if isinstance(channel, discord.ForumChannel | discord.CategoryChannel):
            return problem(
                name, f"#{_short(channel.name)} doesn't accept messages", "Set ALERT_CHANNEL_ID to a text channel."
            )
        if not isinstance(channel, _PLACES):
            return ok(name, f"the channel is {_short(str(channel))}")
        whole = await client.fetch_guild(channel.guild.id, with_counts=False)
        own = [one for one in await whole.fetch_channels() if one.id == channel_id]
        me = await whole.fetch_member(client.user.id if client.user else 0)
    except discord.HTTPException as error:
        return problem(name, f"the channel {channel_id} can't be used: {error.text or error}", advice)
    missing = missing_from(own[0].permissions_for(me)) if own else ["view_channel"]
    if missing:
        return problem(name, f"in #{_short(channel.name)} the bot lacks {_list(missing)}", advice)
    return ok(name, f"they go to #{_short(channel.name)}")


def _describe_direct_alerts(settings: Settings) -> Finding:
    who = "OPERATOR_IDS" if settings.operator_ids else "the application's owner or team"
    language = settings.operator_language or "English; for another language, set OPERATOR_LANGUAGE"
    return ok("alerts", f"they go to {who} by direct message, in {language}")


def _list(names: Iterable[str]) -> str:
    return ", ".join(say("en-US", f"permission-{name}") for name in names)


def _short(name: str) -> str:
    return name if len(name) <= _NAME_CHARS else f"{name[:_NAME_CHARS]}…"
