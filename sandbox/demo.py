"""The demo: the real bot with the Segmind stand-in, in a simulated Discord on a local web page.

Everything from the database to the cogs is the same as in `veo-bot run`; only the two services are simulated.
"""

import asyncio
import logging
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import discord
import simcord
import yarl
from pydantic import AnyHttpUrl, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from simcord.backend.cdn import CDN_BASE
from simcord.backend.models import Interaction
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.preview import Preview

from bot.app import App, open_app
from bot.domain.limits import Field, Scope, StoredLimit
from bot.domain.rules import PlaceKind
from bot.observability import configure_logging, get_logger
from bot.presentation.pictures.discord_files import HEAD_BYTES, FileGone, FileTooLarge, ForeignAddress
from bot.services.admin.changes import AdminActor
from bot.settings import Settings
from sandbox.guide import MEMBER_SECONDS_PER_DAY, MISSING, TIPS
from sandbox.page import DemoPage, Visitor
from sandbox.segmind import StandIn, StandInOptions

log = get_logger(__name__)

_API_KEY = "SG_0123456789abcdef"
#: Segmind's credits, which last longer than the budgets.
_BALANCE_USD = 2000.0
#: How far the page may lag behind the bot; simcord is slow with a long page, which is then drawn less often.
_REFRESH_S = 0.5
#: How long simcord waits for the bot's answer before an action counts as failed.
_PATIENCE_S = 60.0
_SIZE_PX = (1100, 860)
#: A video at half the usual frame rate takes half as long to render.
_FRAMES_PER_S = 12


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo."""

    #: The address to open; anyone who has it can use the demo.
    url: str
    app: App
    env: Env
    page: DemoPage
    preview: Preview
    stand_in: StandIn
    #: An admin and an ordinary member.
    members: list[Visitor]
    channels: list[ChannelHandle]


@asynccontextmanager
async def open_demo(*, latency_s: float, port: int, data_dir: Path) -> AsyncIterator[Demo]:
    """Start the stand-in, the bot, its worker and the page; everything ends with the block."""
    options = StandInOptions(
        latency_s=latency_s,
        sigma=0.1,
        balance_usd=_BALANCE_USD,
        api_key=_API_KEY,
        film_frames_per_s=_FRAMES_PER_S,
        chat_s=1.0,
    )
    async with AsyncExitStack() as stack:
        stand_in = await stack.enter_async_context(StandIn(options))
        settings = stand_in_settings(
            stand_in.url,
            data_dir,
            models=",".join(spec.id for spec in stand_in.models.specs),
            # Enough for fifty of the most expensive videos, but low enough to see usage grow.
            user_seconds_per_day=600,
            user_jobs_at_once=10,
            user_cooldown_s=0,
            server_usd_per_day=Decimal(400),
            bot_usd_per_day=Decimal(500),
            bot_usd_per_month=Decimal(1000),
        )
        app = await stack.enter_async_context(
            open_app(settings, medians_s=stand_in.medians_s, make_files=SimulatedFiles)
        )
        env = await stack.enter_async_context(
            simcord.run(app.bot, shard_count=1, check_errors=False, settle_timeout=_PATIENCE_S)
        )
        # The simulated Discord's clock, by which it dates messages, stands still at the first of January.
        env.backend.clock.now = lambda: datetime.now(UTC)  # type: ignore[method-assign]
        _await_late_answers(env)
        env.backend.bot_user.name = "Veo Bot"
        server = await _open_server(env, app)
        width, height = _SIZE_PX
        preview = await stack.enter_async_context(
            env.preview(
                server.channels[0],
                viewers=server.members,
                layout="channel",
                width=width,
                height=height,
                presentation_time=datetime.now(UTC),
            )
        )
        page = await stack.enter_async_context(DemoPage(preview, env, server.channels, port))
        # Posted once there is a page; posted earlier, this message would be the end of it.
        await app.bot.context.welcomes.greet(server.guild, app.bot.command_ids)
        # Started outside the bot's own callbacks, so that the worker runs in real time.
        await stack.enter_async_context(_running(app.work(), app.supervisor.stop))
        await stack.enter_async_context(_running(_keep_fresh(page, env)))
        yield Demo(page.url, app, env, page, preview, stand_in, server.members, server.channels)


@dataclass(frozen=True, slots=True)
class _Server:
    """The simulated server: its first member is an admin, the second is not."""

    guild: discord.Guild
    channels: list[ChannelHandle]
    members: list[Visitor]


def _await_late_answers(env: Env) -> None:
    """Let the bot take more than three seconds to answer: on a busy machine, simcord would drop what a visitor did."""
    begin = env.backend.new_interaction

    def begin_without_deadline(type: int, channel_id: int, user_id: int, guild_id: int | None) -> Interaction:  # noqa: A002 - simcord's name
        interaction = begin(type, channel_id, user_id, guild_id)
        interaction.initial_response_deadline = None
        return interaction

    env.backend.new_interaction = begin_without_deadline  # type: ignore[method-assign]


async def _open_server(env: Env, app: App) -> _Server:
    handle = env.create_guild("Veo Bot demo")
    channels = [handle.create_text_channel(name) for name in ("videos", "general", "moderators")]
    admins = handle.create_role("Admin", permissions=discord.Permissions(administrator=True))
    members = []
    for name, roles in (("you", [admins]), ("sam", [])):
        user = env.create_user(name)
        handle.add_member(user, roles=roles)
        members.append(Visitor(env, handle, user))
    await env.settle()
    guild = next(guild for guild in app.bot.guilds if guild.id == handle.id)
    actor = AdminActor(user_id=members[0].id, guild_id=handle.id, can_manage=True, is_operator=False)
    limit = StoredLimit(
        guild_id=handle.id,
        scope=Scope.USER,
        subject_id=members[1].id,
        field=Field.SECONDS_PER_DAY,
        value=MEMBER_SECONDS_PER_DAY,
    )
    await app.bot.context.limits.set_limit(actor, limit)
    await app.bot.context.rules.set_places(actor, handle.id, PlaceKind.APPROVAL, [channels[-1].id])
    return _Server(guild, channels, members)


class SimulatedFiles:
    """Reads files from the simulated Discord, like bot.presentation.pictures.discord_files from the real one."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def read(self, url: str, *, max_bytes: int, check_head: Callable[[bytes], object]) -> bytes:
        """Read a whole file; see FileSource."""
        if yarl.URL(url).host != yarl.URL(CDN_BASE).host:
            raise ForeignAddress("not one of the simulated Discord's addresses")
        try:
            data = await self._client.http.get_from_cdn(url)
        except discord.NotFound as error:
            raise FileGone("Discord answered 404") from error
        check_head(data[:HEAD_BYTES])
        if len(data) > max_bytes:
            raise FileTooLarge(len(data))
        return data


@asynccontextmanager
async def _running(
    work: Coroutine[Any, Any, None], stop: Callable[[], Awaitable[None]] | None = None
) -> AsyncIterator[None]:
    """Run something while the block runs, and end it afterwards, if possible by its own `stop`, within five seconds."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        if stop is not None:
            await stop()
            await asyncio.wait({task}, timeout=5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class StandInSettings(Settings):
    """Settings of a bot on a stand-in: the defaults, independent of the environment and .env."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read no environment and no file."""
        return (init_settings,)


def stand_in_settings(stand_in_url: str, data_dir: Path, **more: Any) -> Settings:
    """Settings with all of Segmind's addresses pointing to a stand-in."""
    return StandInSettings(
        discord_token=SecretStr("demo"),
        segmind_api_key=SecretStr(_API_KEY),
        segmind_api_url=AnyHttpUrl(stand_in_url),
        segmind_storage_url=AnyHttpUrl(stand_in_url),
        segmind_history_url=AnyHttpUrl(stand_in_url),
        data_dir=data_dir,
        allow_private_urls=True,
        **more,
    )


async def run(*, latency_s: float, port: int) -> None:
    """Run the demo until Ctrl+C, and print its address."""
    configure_logging("INFO", "console")
    logging.getLogger("sandbox").setLevel(logging.WARNING)  # the bot's own log is enough
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with tempfile.TemporaryDirectory(prefix="veo-bot-demo-") as folder:
        async with open_demo(latency_s=latency_s, port=port, data_dir=Path(folder)) as demo:
            print(_welcome(demo.url, latency_s), flush=True)
            closing = asyncio.create_task(demo.preview.wait_closed())
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait({closing, stopping}, return_when=asyncio.FIRST_COMPLETED)
            for task in (closing, stopping):
                task.cancel()
    print("The demo has ended; nothing was kept.")


def _welcome(url: str, latency_s: float) -> str:
    width = max(len(tip.title) for tip in TIPS)
    tips = "".join(f"  {tip.title:{width}}  {tip.how}\n" for tip in TIPS)
    return (
        "\nVeo Bot is running on a stand-in for Segmind, in a simulated Discord.\n\n"
        f"  Open  {url}\n\n"
        f"What to try there:\n\n{tips}\n"
        f"{MISSING}\nA video takes about {latency_s:.0f} s to make here. Ctrl+C ends the demo.\n"
    )


async def _keep_fresh(page: DemoPage, env: Env) -> None:
    """Update the page."""
    shown = -1
    pause_s = _REFRESH_S
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(pause_s)
        count = sum(request.method != "GET" for request in env.http_requests)
        if count == shown:
            continue
        started_at = loop.time()
        try:
            await page.refresh()
        except Exception:  # the next update shows what this one couldn't
            log.exception("page not refreshed")
        else:
            shown = count
        pause_s = max(_REFRESH_S, 2 * (loop.time() - started_at))
