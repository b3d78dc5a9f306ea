"""Creates the parts of the bot, and passes each what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.client import VeoBot
from bot.domain.clock import Clock
from bot.domain.styles import Styles
from bot.media.film_files import FilmFiles
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import PictureLimits
from bot.models import Catalogue
from bot.monitoring.monitoring import Monitoring
from bot.presentation.admin.access import AdminAccess, AuditChannels
from bot.presentation.admin.blocking import Blocking
from bot.presentation.alerts.decisions import PriceActions, ReconciliationActions
from bot.presentation.alerts.operators import Operators
from bot.presentation.context import BotContext
from bot.presentation.delivery.approvals import ApprovalMessages
from bot.presentation.delivery.attachments import StartPictures
from bot.presentation.delivery.notifier import DiscordNotifier
from bot.presentation.delivery.posting import DirectNotices
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
from bot.presentation.orders.storyboards import Storyboards
from bot.presentation.pictures.discord_files import FileSource
from bot.presentation.pictures.frame_queue import FrameQueue
from bot.segmind.client import SegmindClient
from bot.services.admin.limits import LimitChanges
from bot.services.admin.model_rules import ModelRuleChanges
from bot.services.admin.place_choices import PlaceChoiceChanges
from bot.services.admin.price_decisions import PriceDecisions
from bot.services.admin.reports import Reports
from bot.services.admin.rules import RuleChanges
from bot.services.catalogue import ModelsInService
from bot.services.improvements import Improvements
from bot.services.jobs.approvals import Approvals
from bot.services.jobs.changes import QueuedChanges
from bot.services.jobs.deletion import Deletions
from bot.services.jobs.listing import JobLists, PromptHistory
from bot.services.jobs.manual_reconciliation import ManualReconciliation
from bot.services.jobs.offers import ModelOffers
from bot.services.jobs.pictures import JobPictures
from bot.services.jobs.redelivery import Redelivery
from bot.services.jobs.service import JobService
from bot.services.jobs.stories import FilmScenes, Stories
from bot.services.key_values import KeyValues
from bot.services.own_choices import OwnChoices
from bot.services.privacy.deletion import PersonalDeletions
from bot.services.privacy.departures import Departures
from bot.services.privacy.export import PersonalExports
from bot.services.quota.allowances import Strikes
from bot.services.quota.place_models import ModelChoices
from bot.services.quota.service import QuotaService
from bot.services.upload_limits import UploadLimits
from bot.settings import Settings
from bot.storage.core.database import Database
from bot.storage.core.slots import Slots
from bot.worker.approvals import ApprovalMessenger
from bot.worker.cleanup import Retention
from bot.worker.supervisor import Supervisor
from bot.worker.worker import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Everything that stays open while the bot runs; all other parts are built on it."""

    settings: Settings
    clock: Clock
    catalogue: Catalogue
    styles: Styles
    database: Database
    bot: VeoBot
    slots: Slots
    supervisor: Supervisor
    monitoring: Monitoring
    segmind: SegmindClient
    picture_limits: PictureLimits
    image_sandbox: ImageSandbox
    files: FileSource
    operators: Operators


@dataclass(frozen=True, slots=True, kw_only=True)
class _Orders:
    """The parts that accept requests."""

    models: ModelChoices
    text: OrderPlacer
    picture: PictureOrders
    improved: ImprovedOrders
    continuations: Continuations
    storyboards: Storyboards


def make_job_service(opened: Opened, quota: QuotaService, approvals: Approvals, audit: AuditChannels) -> JobService:
    """Make the service that accepts requests; close it at the end."""
    return JobService(
        opened.database,
        opened.clock,
        quota_service=quota,
        undo_window_s=opened.settings.undo_window_s,
        pictures=JobPictures(opened.database, opened.settings.data_dir),
        films=FilmFiles(opened.settings.data_dir),
        approvals=approvals,
        wake=opened.supervisor.wake,
        on_refused=opened.monitoring.hear_refusals(audit.note_refusal),
    )


def make_notifier(opened: Opened, job_service: JobService) -> DiscordNotifier:
    """Make the notifier, which shows cards and posts videos."""
    database, settings = opened.database, opened.settings
    return DiscordNotifier(
        opened.bot,
        opened.operators,
        opened.clock,
        strikes=Strikes(database, settings.defaults),
        upload_limits=UploadLimits(KeyValues(database), opened.clock),
        name_model=opened.catalogue.name_of,
        pictures=StartPictures(opened.bot, JobPictures(database, settings.data_dir), opened.files),
        direct_notices=DirectNotices(opened.bot, OwnChoices(database)),
        find_group=job_service.find_group,
        estimate=opened.supervisor.progress,
    )


def make_context(
    opened: Opened,
    *,
    job_service: JobService,
    quota: QuotaService,
    approvals: Approvals,
    notifier: DiscordNotifier,
    rules: RuleChanges,
    audit: AuditChannels,
) -> BotContext:
    """Make the context that commands and buttons use."""
    settings, database, clock, catalogue = opened.settings, opened.database, opened.clock, opened.catalogue
    operators, wake = opened.operators, opened.supervisor.wake
    orders = _make_orders(opened, job_service, quota)
    changes = QueuedChanges(database, clock, quota, job_service, settings.undo_window_s)
    job_listing = _make_job_listing(opened)
    job_actions = JobActions(
        job_service,
        orders=orders.text,
        picture_orders=orders.picture,
        continuations=orders.continuations,
        listing=job_listing,
        operators=operators,
        models=orders.models,
        changes=changes,
        storyboards=orders.storyboards,
    )
    admin = AdminAccess(audit, operators, clock)
    key_values = KeyValues(database)
    return BotContext(
        styles=opened.styles,
        catalogue=catalogue,
        prompts=PromptHistory(database),
        settings=SettingsPanel(OwnChoices(database), catalogue, opened.styles),
        privacy=_make_privacy_panel(opened),
        departures=Departures(database, clock),
        orders=orders.text,
        examples=Examples(orders.text, orders.improved),
        improved_orders=orders.improved,
        picture_orders=orders.picture,
        picture_choices=PictureChoices(orders.picture),
        continuations=orders.continuations,
        storyboards=orders.storyboards,
        approvals=ApprovalActions(approvals, orders.text, job_service, catalogue.name_of),
        job_actions=job_actions,
        group_actions=GroupActions(job_service, orders.text, job_actions, operators, orders.models, changes),
        draft_actions=DraftActions(job_service, orders.text, job_actions, orders.models),
        job_deletions=_make_job_deletions(opened, notifier),
        job_listing=job_listing,
        quota=quota,
        limits=LimitChanges(database, settings.defaults, clock, catalogue),
        rules=rules,
        model_rules=ModelRuleChanges(database, clock, catalogue),
        place_choices=PlaceChoiceChanges(database, clock),
        models=orders.models,
        reports=Reports(database, settings.defaults, clock, catalogue.name_of),
        admin=admin,
        blocking=Blocking(admin, rules),
        operators=operators,
        reconciliation=ReconciliationActions(ManualReconciliation(database, opened.segmind, clock, wake), operators),
        prices=PriceActions(PriceDecisions(database, clock, wake), operators),
        welcomes=Welcomes(key_values),
        key_values=key_values,
    )


def _make_orders(opened: Opened, job_service: JobService, quota: QuotaService) -> _Orders:
    database, clock, settings, supervisor = opened.database, opened.clock, opened.settings, opened.supervisor
    models, offers = ModelChoices(database, opened.catalogue), ModelOffers(database, opened.catalogue)
    text = OrderPlacer(job_service, quota, supervisor.progress, offers, models, opened.styles)
    frames = FrameQueue(opened.files, opened.image_sandbox, opened.picture_limits)
    picture = PictureOrders(text, job_service, frames, models)
    improvements = Improvements(database, clock, quota, settings.improvements, supervisor.wake_improving)
    stories = Stories(database, FilmFiles(settings.data_dir), opened.segmind, clock)
    return _Orders(
        models=models,
        text=text,
        picture=picture,
        improved=ImprovedOrders(improvements, text, picture),
        continuations=Continuations(job_service, stories, picture, opened.files),
        storyboards=Storyboards(text, job_service, FilmScenes(database), models),
    )


def _make_job_listing(opened: Opened) -> JobListing:
    keeps_videos = Retention.of(opened.settings).videos
    redelivery = Redelivery(
        opened.database, opened.clock, opened.settings.data_dir, keeps_videos, opened.supervisor.wake
    )
    return JobListing(JobLists(opened.database), redelivery, opened.operators, opened.catalogue.name_of)


def _make_job_deletions(opened: Opened, notifier: DiscordNotifier) -> JobDeletions:
    supervisor = opened.supervisor
    deletions = Deletions(opened.database, opened.clock, opened.settings.data_dir, supervisor.wake)
    return JobDeletions(deletions, notifier, opened.operators, lambda: supervisor.is_leading)


def _make_privacy_panel(opened: Opened) -> PrivacyPanel:
    database, clock, settings = opened.database, opened.clock, opened.settings
    deletions, exports = PersonalDeletions(database, clock), PersonalExports(database, clock, settings.data_dir)
    return PrivacyPanel(deletions, exports, PrivacyFacts.of(settings), clock)


def make_worker(
    opened: Opened,
    notifier: DiscordNotifier,
    approvals: Approvals,
    models_in_service: ModelsInService,
    medians_s: Mapping[str, float] | None,
) -> Worker:
    """Make the background task that carries jobs through to their end."""
    settings, clock, bot = opened.settings, opened.clock, opened.bot
    return Worker(
        database=opened.database,
        segmind=opened.segmind,
        notifier=notifier,
        clock=clock,
        requests_per_minute=settings.segmind_rpm,
        data_dir=settings.data_dir,
        archive=PostedVideos(bot, opened.files),
        models_in_service=models_in_service,
        image_sandbox=opened.image_sandbox,
        medians_s=medians_s,
        late_after_s=settings.job_timeout_s,
        retention=Retention.of(settings),
        balance_floor_micros=settings.min_balance_micros,
        approvals=ApprovalMessenger(approvals, ApprovalMessages(bot, opened.catalogue.name_of), clock),
        price_micros_per_prompt=settings.improvements.price_micros,
    )
