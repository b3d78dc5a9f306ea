"""The composition root: opens everything in order, passes each part what it needs, and closes it in reverse."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import discord

from bot.client import VeoBot, discord_api, finish_answers
from bot.domain.alerts import Alert, AlertBundle, AlertKind
from bot.domain.clock import Clock
from bot.heartbeat import Heartbeats
from bot.media.film_files import FilmFiles
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import PictureLimits
from bot.monitoring.monitoring import Monitoring
from bot.observability import configure_logging, get_logger
from bot.presentation.admin.access import AdminAccess, AuditChannels
from bot.presentation.admin.blocking import Blocking
from bot.presentation.alerts.operators import Operators
from bot.presentation.alerts.prices import PriceActions
from bot.presentation.alerts.reconciliation import ReconciliationActions
from bot.presentation.context import BotContext
from bot.presentation.delivery.approvals import ApprovalMessages
from bot.presentation.delivery.direct_notices import DirectNotices
from bot.presentation.delivery.notifier import DiscordNotifier
from bot.presentation.delivery.start_pictures import StartPictures
from bot.presentation.info.privacy import PrivacyFacts, PrivacyPanel
from bot.presentation.info.settings import SettingsPanel
from bot.presentation.info.welcome import Welcomes
from bot.presentation.jobs.actions import JobActions
from bot.presentation.jobs.deletion import JobDeletions
from bot.presentation.jobs.drafts import DraftActions
from bot.presentation.jobs.group_actions import GroupActions
from bot.presentation.jobs.listing import JobListing
from bot.presentation.orders.approvals import ApprovalActions
from bot.presentation.orders.continuation import Continuations, PostedVideos
from bot.presentation.orders.examples import Examples
from bot.presentation.orders.improving import ImprovedOrders
from bot.presentation.orders.picture_choice import PictureChoices
from bot.presentation.orders.pictures import PictureOrders
from bot.presentation.orders.placing import OrderPlacer
from bot.presentation.pictures.discord_files import DiscordFiles, FileSource
from bot.presentation.pictures.frame_queue import FrameQueue
from bot.segmind.client import make_client
from bot.sentences import Sentence
from bot.services.admin.limits import LimitChanges
from bot.services.admin.model_rules import ModelRuleChanges
from bot.services.admin.place_choices import PlaceChoiceChanges
from bot.services.admin.price_decisions import PriceDecisions
from bot.services.admin.refusal_counts import RefusalCounts
from bot.services.admin.reports import Reports
from bot.services.admin.rules import RuleChanges
from bot.services.alert_webhook import open_webhook
from bot.services.catalogue import load_catalogue
from bot.services.improvements import Improvements
from bot.services.jobs.approvals import Approvals
from bot.services.jobs.changes import QueuedChanges
from bot.services.jobs.deletion import Deletions
from bot.services.jobs.listing import JobLists
from bot.services.jobs.manual_reconciliation import ManualReconciliation
from bot.services.jobs.offers import ModelOffers
from bot.services.jobs.pictures import JobPictures
from bot.services.jobs.prompts import PromptHistory
from bot.services.jobs.redelivery import Redelivery
from bot.services.jobs.service import JobService
from bot.services.jobs.stories import Stories
from bot.services.jobs.styles import load_styles
from bot.services.key_values import KeyValues
from bot.services.models_in_service import ModelsInService
from bot.services.own_choices import OwnChoices
from bot.services.privacy.deletion import PersonalDeletions
from bot.services.privacy.departures import Departures
from bot.services.privacy.export import PersonalExports
from bot.services.quota.place_models import ModelChoices
from bot.services.quota.service import QuotaService
from bot.services.quota.strikes import Strikes
from bot.services.replica import ReplicaStatus
from bot.services.upload_limits import UploadLimits
from bot.serving import Serving
from bot.settings import Settings
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.core.identify_turns import IdentifyTurns
from bot.storage.core.leadership import hold_alone, open_leadership
from bot.storage.core.pooling import require_sessions
from bot.storage.core.slots import NoSlots, SharedSlots, Slots
from bot.worker.approvals import ApprovalMessenger
from bot.worker.cleanup import Retention
from bot.worker.disk_cleanup import DiskCleanup
from bot.worker.supervisor import Supervisor
from bot.worker.worker import Worker

log = get_logger(__name__)

#: From SIGTERM, or the end of the hand-over, to the end of the process; unfinished work continues after the next start.
STOP_TIMEOUT_S = 9.0
_PING_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class App:
    """The opened bot: its two halves and what they share."""

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
        """Tell operators of a database that is away, in which no alert can be stored."""
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

    `medians_s` is how long each model, by its slug, is expected to take instead of what its entry says; `make_files`
    makes what reads files from a Discord that is not on the network. Raises StorageError if the database cannot be
    used, CatalogueError or StylesError if the operator's models or styles cannot.
    """
    clock = clock or Clock()
    catalogue = load_catalogue(settings)
    styles = load_styles(settings.data_dir)
    async with AsyncExitStack() as stack:
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
            )
        )
        models_in_service = ModelsInService(database, catalogue, clock)
        quota = QuotaService(database, settings.defaults, clock, catalogue)
        rules = RuleChanges(database, clock)
        audit = AuditChannels(rules, RefusalCounts(database, clock), bot)
        films, pictures = FilmFiles(settings.data_dir), JobPictures(database, settings.data_dir)
        approvals = Approvals(database, clock, quota)
        job_service = JobService(
            database,
            clock,
            quota_service=quota,
            undo_window_s=settings.undo_window_s,
            pictures=pictures,
            films=films,
            approvals=approvals,
            wake=supervisor.wake,
            on_refused=monitoring.hear_refusals(audit.note_refusal),
        )
        stack.push_async_callback(job_service.close)
        limits = PictureLimits(settings.picture_max_mb * 1_000_000, settings.picture_max_megapixels * 1_000_000)
        image_sandbox = await stack.enter_async_context(ImageSandbox(limits=limits))
        files: FileSource
        if make_files is None:
            files = await stack.enter_async_context(DiscordFiles(str(settings.discord_api_url)))
        else:
            files = make_files(bot)
        start_pictures = StartPictures(bot, pictures, files)
        operators = Operators(
            bot,
            settings.operator_ids,
            settings.alert_channel_id,
            language=settings.operator_language,
            webhook=await stack.enter_async_context(open_webhook(settings.alert_webhook)),
        )
        key_values = KeyValues(database)
        own_choices = OwnChoices(database)
        notifier = DiscordNotifier(
            bot,
            operators,
            clock,
            strikes=Strikes(database, settings.defaults),
            upload_limits=UploadLimits(key_values, clock),
            name_model=catalogue.name_of,
            pictures=start_pictures,
            direct_notices=DirectNotices(bot, own_choices),
            find_group=job_service.find_group,
            estimate=supervisor.progress,
        )
        models = ModelChoices(database, catalogue)
        orders = OrderPlacer(job_service, supervisor.progress, ModelOffers(database, catalogue), models, styles)
        picture_orders = PictureOrders(orders, job_service, FrameQueue(files, image_sandbox, limits), models)
        improved_orders = ImprovedOrders(
            Improvements(database, clock, quota, settings.improvements, supervisor.wake_improving),
            orders,
            picture_orders,
        )
        stories = Stories(database, films, segmind, clock)
        continuations = Continuations(job_service, stories, picture_orders, files)
        retention = Retention.of(settings)
        redelivery = Redelivery(database, clock, settings.data_dir, retention.videos, supervisor.wake)
        job_listing = JobListing(JobLists(database), redelivery, operators, catalogue.name_of)
        manual_reconciliation = ManualReconciliation(database, segmind, clock, supervisor.wake)
        admin = AdminAccess(audit, operators, clock)
        changes = QueuedChanges(database, clock, quota, job_service, settings.undo_window_s)
        job_actions = JobActions(
            job_service,
            orders=orders,
            picture_orders=picture_orders,
            continuations=continuations,
            listing=job_listing,
            operators=operators,
            models=models,
            changes=changes,
        )
        group_actions = GroupActions(job_service, orders, job_actions, operators, models, changes)
        bot.attach(
            BotContext(
                styles=styles,
                catalogue=catalogue,
                prompts=PromptHistory(database),
                settings=SettingsPanel(own_choices, catalogue, styles),
                privacy=PrivacyPanel(
                    PersonalDeletions(database, clock),
                    PersonalExports(database, clock, settings.data_dir),
                    PrivacyFacts.of(settings),
                    clock,
                ),
                departures=Departures(database, clock),
                orders=orders,
                examples=Examples(orders, improved_orders),
                improved_orders=improved_orders,
                picture_orders=picture_orders,
                picture_choices=PictureChoices(picture_orders),
                continuations=continuations,
                approvals=ApprovalActions(approvals, orders, job_service, catalogue.name_of),
                job_actions=job_actions,
                group_actions=group_actions,
                draft_actions=DraftActions(job_service, orders, job_actions, models),
                job_deletions=JobDeletions(
                    Deletions(database, clock, settings.data_dir, supervisor.wake),
                    notifier,
                    operators,
                    lambda: supervisor.is_leading,
                ),
                job_listing=job_listing,
                quota=quota,
                limits=LimitChanges(database, settings.defaults, clock, catalogue),
                rules=rules,
                model_rules=ModelRuleChanges(database, clock, catalogue),
                place_choices=PlaceChoiceChanges(database, clock),
                models=models,
                reports=Reports(database, settings.defaults, clock, catalogue.name_of),
                admin=admin,
                blocking=Blocking(admin, rules),
                operators=operators,
                reconciliation=ReconciliationActions(manual_reconciliation, operators),
                prices=PriceActions(PriceDecisions(database, clock, supervisor.wake), operators),
                welcomes=Welcomes(key_values),
                key_values=key_values,
            )
        )

        disk_cleanup = DiskCleanup(database, settings.data_dir, clock, retention.videos)

        def make_worker() -> Worker:
            return Worker(
                database=database,
                segmind=segmind,
                notifier=notifier,
                clock=clock,
                requests_per_minute=settings.segmind_rpm,
                data_dir=settings.data_dir,
                archive=PostedVideos(bot, files),
                models_in_service=models_in_service,
                medians_s=medians_s,
                late_after_s=settings.job_timeout_s,
                retention=retention,
                balance_floor_micros=settings.min_balance_micros,
                approvals=ApprovalMessenger(approvals, ApprovalMessages(bot, catalogue.name_of), clock),
                price_micros_per_prompt=settings.improvements.price_micros,
            )

        yield App(
            bot,
            supervisor,
            make_worker,
            database,
            models_in_service,
            disk_cleanup,
            slots,
            Serving(bot, slots, settings.discord_token.get_secret_value()),
            settings,
            monitoring,
        )


async def _make_client(stack: AsyncExitStack, database: Database, settings: Settings) -> tuple[VeoBot, Slots]:
    """Make the client, which serves together with the other processes on the database."""
    bot = VeoBot(shard_count=settings.shard_count)
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
