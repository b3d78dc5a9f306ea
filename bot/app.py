"""The composition root: opens everything in order, runs it, and closes it in reverse."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import discord

from bot.client import VeoBot, discord_api, finish_answers
from bot.domain.alerts import Alert, AlertBundle, AlertKind
from bot.domain.clock import Clock
from bot.heartbeat import Heartbeats
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import PictureLimits
from bot.monitoring.monitoring import Monitoring
from bot.observability import configure_logging, get_logger
from bot.presentation.admin.access import AuditChannels
from bot.presentation.alerts.operators import Operators
from bot.presentation.pictures.discord_files import DiscordFiles, FileSource
from bot.segmind.client import make_client
from bot.sentences import Sentence
from bot.services.admin.refusal_counts import RefusalCounts
from bot.services.admin.rules import RuleChanges
from bot.services.alert_webhook import open_webhook
from bot.services.catalogue import ModelsInService, load_catalogue
from bot.services.jobs.approvals import Approvals
from bot.services.jobs.styles import load_styles
from bot.services.quota.service import QuotaService
from bot.services.replica import ReplicaStatus
from bot.serving import Serving
from bot.settings import Settings
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.core.leadership import hold_alone, open_leadership, require_leading
from bot.storage.core.session_lock import require_sessions
from bot.storage.core.slots import IdentifyTurns, NoSlots, SharedSlots, Slots
from bot.wiring import Opened, make_context, make_job_service, make_notifier, make_worker
from bot.worker.cleanup import DiskCleanup, Retention
from bot.worker.supervisor import Supervisor
from bot.worker.worker import Worker

log = get_logger(__name__)

#: How long the process may take to end after SIGTERM or the hand-over; the next start continues unfinished work.
STOP_TIMEOUT_S = 9.0
_PING_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class App:
    """The opened bot: the client, the worker and what they share."""

    bot: VeoBot
    supervisor: Supervisor
    make_worker: Callable[[], Worker]
    database: Database
    models_in_service: ModelsInService
    disk_cleanup: DiskCleanup
    slots: Slots
    serving: Serving
    settings: Settings
    monitoring: Monitoring

    async def run(self, stop: asyncio.Event) -> None:
        """Run the worker and the client until `stop` is set or one of them fails; then stop both cleanly.

        Raises LoginError if Discord rejects the token.
        """
        heartbeats = Heartbeats(self.settings.data_dir, self.settings.heartbeat_name)
        heartbeat = asyncio.create_task(heartbeats.run(self._tell), name="heartbeat")
        reading = asyncio.create_task(self.models_in_service.run(), name="models in service")
        cleanup = asyncio.create_task(self.disk_cleanup.run(), name="disk cleanup")
        monitoring = asyncio.create_task(
            self.monitoring.run(self.bot, lambda: self.replica, self._tell_outage), name="monitoring"
        )
        worker = asyncio.create_task(self.work(), name="worker")
        slots = asyncio.create_task(self.slots.run(), name="slots")
        client = asyncio.create_task(self.serving.run(), name="discord")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        try:
            await asyncio.wait({worker, client, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            for task in (heartbeat, reading, cleanup):
                task.cancel()
            await asyncio.gather(heartbeat, reading, cleanup, return_exceptions=True)
            await self._shut_down(worker, client)
            for task in (slots, monitoring):
                task.cancel()
            await asyncio.gather(slots, monitoring, return_exceptions=True)
        for task in (client, worker):
            if task.done() and not task.cancelled():
                task.result()

    @property
    def replica(self) -> ReplicaStatus:
        """What this process does at this moment."""
        return ReplicaStatus(
            is_leader=self.supervisor.is_leading,
            slot=self.slots.slot,
            shards=self.serving.carried_shards,
            is_standby=self.slots.is_standby,
        )

    async def _tell_outage(self, lasted_s: float) -> None:
        """Tell operators directly that the database is down, since no alert can be stored in it."""
        alert = Alert(
            name=AlertKind.DATABASE_DOWN,
            kind=AlertKind.DATABASE_DOWN,
            sentences=(Sentence("alert-database-said", seconds=int(lasted_s)),),
            raised_at=datetime.now(UTC),
        )
        await self.bot.context.operators.tell(AlertBundle((alert,)), {})

    async def work(self) -> None:
        """Run only the worker, whenever this process is the leader, until `supervisor.stop` is called."""
        await self.supervisor.run(self.make_worker)

    async def _tell(self) -> dict[str, bool]:
        """Report the state of this process for `veo-bot health`."""
        has_database = True
        try:
            async with asyncio.timeout(_PING_TIMEOUT_S):
                await self.database.ping()
        except DATABASE_FAILURES as error:
            log.warning("database does not answer", why=type(error).__name__)
            has_database = False
        return {"database": has_database, "discord": self.bot.is_ready(), "standby": self.slots.is_standby}

    async def _shut_down(self, worker: asyncio.Task[None], client: asyncio.Task[None]) -> None:
        try:
            await self.supervisor.stop()
            await self.serving.hand_over()
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await asyncio.gather(self.bot.context.picture_orders.close(), asyncio.wait({worker}), finish_answers())
                await self.bot.close()
                client.cancel()
                await asyncio.wait({client})
        except TimeoutError:
            log.warning("stopped before everything was finished; it goes on after the next start")
        finally:
            for task in (worker, client):
                task.cancel()
            await asyncio.gather(worker, client, return_exceptions=True)


@asynccontextmanager
async def open_app(
    settings: Settings,
    clock: Clock | None = None,
    *,
    medians_s: Mapping[str, float] | None = None,
    make_files: Callable[[discord.Client], FileSource] | None = None,
) -> AsyncIterator[App]:
    """Open the database, Segmind and the bot, wired together; nothing is running yet.

    `medians_s` overrides how long each model, by slug, usually takes; `make_files` replaces the reader of Discord's
    files, for a Discord that isn't on the network. Raises StorageError if the database cannot be used, CatalogueError
    or StylesError if the operator's models or styles cannot.
    """
    async with AsyncExitStack() as stack:
        opened = await _open(stack, settings, clock or Clock(), make_files)
        bot, database, clock = opened.bot, opened.database, opened.clock
        quota = QuotaService(database, settings.defaults, clock, opened.catalogue)
        rules = RuleChanges(database, clock)
        audit = AuditChannels(rules, RefusalCounts(database, clock), bot)
        approvals = Approvals(database, clock, quota)
        job_service = make_job_service(opened, quota, approvals, audit)
        stack.push_async_callback(job_service.close)
        notifier = make_notifier(opened, job_service)
        bot.attach(
            make_context(
                opened,
                job_service=job_service,
                quota=quota,
                approvals=approvals,
                notifier=notifier,
                rules=rules,
                audit=audit,
            )
        )
        models_in_service = ModelsInService(database, opened.catalogue, clock)
        yield App(
            bot,
            opened.supervisor,
            partial(make_worker, opened, notifier, approvals, models_in_service, medians_s),
            database,
            models_in_service,
            DiskCleanup(database, settings.data_dir, clock, Retention.of(settings).videos),
            opened.slots,
            Serving(bot, opened.slots, settings.discord_token.get_secret_value()),
            settings,
            opened.monitoring,
        )


async def _open(
    stack: AsyncExitStack,
    settings: Settings,
    clock: Clock,
    make_files: Callable[[discord.Client], FileSource] | None,
) -> Opened:
    """Read the operator's files; open the database and the clients for Discord, Segmind and the webhook."""
    catalogue = load_catalogue(settings)
    styles = load_styles(settings.data_dir)
    stack.enter_context(discord_api(str(settings.discord_api_url)))
    stack.enter_context(hold_alone(settings.database_address))
    database = await stack.enter_async_context(Database.open(settings.database_address))
    bot, slots = await _make_client(stack, database, settings)
    supervisor = Supervisor(await stack.enter_async_context(open_leadership(database, slots.wait_taken)), clock)
    monitoring = Monitoring(settings, database, clock, catalogue)
    segmind = await stack.enter_async_context(
        make_client(
            settings,
            clock.now,
            on_balance=monitoring.hear_balance(supervisor.note_balance),
            on_answer=monitoring.metrics.segmind_answered,
            before_post=require_leading,
        )
    )
    operators = Operators(
        bot,
        settings.operator_ids,
        settings.alert_channel_id,
        language=settings.operator_language,
        webhook=await stack.enter_async_context(open_webhook(settings.alert_webhook)),
    )
    limits = PictureLimits(settings.picture_max_mb * 1_000_000, settings.picture_max_megapixels * 1_000_000)
    files: FileSource
    if make_files is None:
        files = await stack.enter_async_context(DiscordFiles(str(settings.discord_api_url)))
    else:
        files = make_files(bot)
    return Opened(
        settings=settings,
        clock=clock,
        catalogue=catalogue,
        styles=styles,
        database=database,
        bot=bot,
        slots=slots,
        supervisor=supervisor,
        monitoring=monitoring,
        segmind=segmind,
        picture_limits=limits,
        image_sandbox=await stack.enter_async_context(ImageSandbox(limits=limits)),
        files=files,
        operators=operators,
    )


async def _make_client(stack: AsyncExitStack, database: Database, settings: Settings) -> tuple[VeoBot, Slots]:
    """Make the client, which shares Discord's shards with the other processes on the database."""
    bot = VeoBot(shard_count=settings.shard_count, before_request=require_leading)
    if database.is_sqlite:
        return bot, NoSlots(settings.shard_ids, settings.shard_count)
    await require_sessions(database)
    turns = IdentifyTurns(database)
    stack.push_async_callback(turns.close)
    bot.wait_turn = turns.wait
    if settings.shard_ids is not None:
        return bot, NoSlots(settings.shard_ids, settings.shard_count)
    bot.registers_late = True
    bot.right = slots = SharedSlots(database, settings.shard_slots or 1, settings.shard_count)
    return bot, slots


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    configure_logging(settings.log_level, settings.log_format)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_app(settings) as app:
        await app.run(stop)
    log.info("stopped")
