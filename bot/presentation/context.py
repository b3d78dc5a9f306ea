"""Everything that commands and buttons need: one object, built once in bot.wiring and passed to the client."""

from dataclasses import dataclass

from bot.domain.styles import Styles
from bot.models import Catalogue
from bot.presentation.admin.access import AdminAccess
from bot.presentation.admin.blocking import Blocking
from bot.presentation.alerts.decisions import PriceActions, ReconciliationActions
from bot.presentation.alerts.operators import Operators
from bot.presentation.info.privacy import PrivacyPanel
from bot.presentation.info.settings import SettingsPanel
from bot.presentation.info.welcome import Welcomes
from bot.presentation.jobs.actions import JobActions
from bot.presentation.jobs.deletion import JobDeletions
from bot.presentation.jobs.drafts import DraftActions
from bot.presentation.jobs.group_actions import GroupActions
from bot.presentation.jobs.listing import JobListing
from bot.presentation.orders.approvals import ApprovalActions
from bot.presentation.orders.continuation import Continuations
from bot.presentation.orders.examples import Examples
from bot.presentation.orders.improving import ImprovedOrders
from bot.presentation.orders.picture_choice import PictureChoices
from bot.presentation.orders.pictures import PictureOrders
from bot.presentation.orders.placing import OrderPlacer
from bot.presentation.orders.storyboards import Storyboards
from bot.services.admin.limits import LimitChanges
from bot.services.admin.model_rules import ModelRuleChanges
from bot.services.admin.place_choices import PlaceChoiceChanges
from bot.services.admin.reports import Reports
from bot.services.admin.rules import RuleChanges
from bot.services.jobs.listing import PromptHistory
from bot.services.key_values import KeyValues
from bot.services.privacy.departures import Departures
from bot.services.quota.place_models import ModelChoices
from bot.services.quota.service import QuotaService


@dataclass(frozen=True, slots=True, kw_only=True)
class BotContext:
    """The opened parts that commands use."""

    #: The styles and camera moves that people can add to their prompts.
    styles: Styles
    #: The models that there are.
    catalogue: Catalogue
    prompts: PromptHistory
    #: People's own settings.
    settings: SettingsPanel
    #: Shows, exports and deletes what is kept about people.
    privacy: PrivacyPanel
    #: The servers that the bot has left.
    departures: Departures
    orders: OrderPlacer
    examples: Examples
    #: Suggests better prompts.
    improved_orders: ImprovedOrders
    picture_orders: PictureOrders
    picture_choices: PictureChoices
    continuations: Continuations
    #: Films that are written in one form.
    storyboards: Storyboards
    approvals: ApprovalActions
    job_actions: JobActions
    group_actions: GroupActions
    draft_actions: DraftActions
    job_deletions: JobDeletions
    job_listing: JobListing
    quota: QuotaService
    limits: LimitChanges
    rules: RuleChanges
    model_rules: ModelRuleChanges
    place_choices: PlaceChoiceChanges
    #: Which models each person can use where they are.
    models: ModelChoices
    reports: Reports
    admin: AdminAccess
    blocking: Blocking
    operators: Operators
    reconciliation: ReconciliationActions
    prices: PriceActions
    welcomes: Welcomes
    #: What the client stores across restarts.
    key_values: KeyValues
