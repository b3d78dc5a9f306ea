"""/veo-admin: what admins and operators can change and see."""

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.client import VeoBot
from bot.presentation.admin.access import ChangeScope, answer, answer_lines, require_person
from bot.presentation.admin.blocking import END_MAX_CHARS
from bot.presentation.admin.change_texts import describe_block, describe_grant, describe_pause, describe_strikes
from bot.presentation.admin.expiry import parse_expiry
from bot.presentation.admin.job_history import parse_job, show_history
from bot.presentation.admin.lists import list_blocks
from bot.presentation.admin.usage import Period, make_usage_answer
from bot.presentation.common.translator import localized
from bot.presentation.context import BotContext
from bot.sentences import say
from bot.services.admin.changes import REASON_MAX_CHARS, check_reason
from cogs.admin_defaults import DefaultsGroup
from cogs.admin_limits import LimitsGroup
from cogs.admin_models import ModelsGroup
from cogs.admin_places import WHERE_CHOICES, ApprovalsGroup, AuditGroup, ChannelsGroup, RolesGroup, WordsGroup

PERIOD_CHOICES = [
    app_commands.Choice(name=localized(f"admin-usage-period-{period.value}"), value=period.value) for period in Period
]

_GROUPS = (
    LimitsGroup,
    ChannelsGroup,
    RolesGroup,
    ModelsGroup,
    DefaultsGroup,
    WordsGroup,
    AuditGroup,
    ApprovalsGroup,
)


class Admin(app_commands.Group):
    """The commands for a server's admins; Discord hides them from others, unless the server changes that."""

    # Where the bot isn't a member, there is nothing to manage.
    CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
    INSTALLS = app_commands.AppInstallationType(guild=True, user=False)

    def __init__(self, context: BotContext) -> None:
        super().__init__(
            name="veo-admin",
            description=localized("command-admin"),
            guild_only=True,
            allowed_contexts=self.CONTEXTS,
            allowed_installs=self.INSTALLS,
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._context = context
        for group in _GROUPS:
            self.add_command(group(context))

    @app_commands.command(name="grant", description=localized("command-grant"))
    @app_commands.describe(
        member=localized("command-admin-member"),
        seconds=localized("command-grant-seconds"),
        expires=localized("command-grant-expires"),
        reason=localized("command-admin-reason"),
        where=localized("command-admin-where"),
    )
    @app_commands.choices(where=WHERE_CHOICES)
    async def grant(
        self,
        interaction: discord.Interaction,
        member: discord.User | discord.Member,
        seconds: int,
        expires: Range[str, 1, END_MAX_CHARS] | None = None,
        reason: Range[str, 1, REASON_MAX_CHARS] = "",
        where: str = ChangeScope.SERVER.value,
    ) -> None:
        """Grant seconds."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            user_id = require_person(member, ChangeScope(where), session.locale)
            ends_at = parse_expiry(expires, self._context.admin.clock.now(), session.locale)
            change = await self._context.limits.grant(
                session.actor, session.guild_id, user_id, seconds, expires_at=ends_at, reason=reason
            )
        said = check_reason(reason)
        await self._context.admin.tell(
            interaction,
            session,
            lambda locale: describe_grant(locale, user_id, session.guild_id, change, ends_at, said),
        )

    @app_commands.command(name="block", description=localized("command-block"))
    @app_commands.describe(
        member=localized("command-admin-member"),
        until=localized("command-admin-until"),
        reason=localized("command-admin-reason"),
        where=localized("command-admin-where"),
    )
    @app_commands.choices(where=WHERE_CHOICES)
    async def block(
        self,
        interaction: discord.Interaction,
        member: discord.User | discord.Member,
        until: Range[str, 1, END_MAX_CHARS] | None = None,
        reason: Range[str, 1, REASON_MAX_CHARS] = "",
        where: str = ChangeScope.SERVER.value,
    ) -> None:
        """Block someone."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            user_id = require_person(member, ChangeScope(where), session.locale)
            await self._context.blocking.block(interaction, session, user_id, until=until, reason=reason)

    @app_commands.command(name="unblock", description=localized("command-unblock"))
    @app_commands.describe(member=localized("command-admin-member"), where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def unblock(
        self,
        interaction: discord.Interaction,
        member: discord.User | discord.Member,
        where: str = ChangeScope.SERVER.value,
    ) -> None:
        """Lift a block, even if the person has left."""
        now = self._context.admin.clock.now()
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            change = await self._context.rules.unblock(session.actor, session.guild_id, member.id)
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_block(locale, member.id, session.guild_id, change, now)
        )

    @app_commands.command(name="blocks", description=localized("command-blocks"))
    @app_commands.describe(where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def blocks(self, interaction: discord.Interaction, where: str = ChangeScope.SERVER.value) -> None:
        """Show who is blocked."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            blocks = await self._context.rules.list_blocks(session.actor, session.guild_id)
        lines = list_blocks(blocks, session.locale, self._context.admin.clock.now())
        await answer_lines(interaction, say(session.locale, "admin-blocks-title"), lines, file_name="blocks.txt")

    @app_commands.command(name="forgive", description=localized("command-forgive"))
    @app_commands.describe(member=localized("command-admin-member"))
    async def forgive(self, interaction: discord.Interaction, member: discord.User | discord.Member) -> None:
        """Clear someone's strikes."""
        async with self._context.admin.enter(interaction, ChangeScope.BOT) as session:
            user_id = require_person(member, ChangeScope.BOT, session.locale)
            change = await self._context.rules.forgive(session.actor, user_id)
        await self._context.admin.tell(interaction, session, lambda locale: describe_strikes(locale, user_id, change))

    @app_commands.command(name="pause", description=localized("command-pause"))
    @app_commands.describe(reason=localized("command-admin-reason"), where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def pause(
        self,
        interaction: discord.Interaction,
        reason: Range[str, 1, REASON_MAX_CHARS] = "",
        where: str = ChangeScope.SERVER.value,
    ) -> None:
        """Stop accepting new videos."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            change = await self._context.rules.pause(session.actor, session.guild_id, reason)
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_pause(locale, session.guild_id, change)
        )

    @app_commands.command(name="resume", description=localized("command-resume"))
    @app_commands.describe(where=localized("command-admin-where"))
    @app_commands.choices(where=WHERE_CHOICES)
    async def resume(self, interaction: discord.Interaction, where: str = ChangeScope.SERVER.value) -> None:
        """Accept new videos again."""
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            change = await self._context.rules.resume(session.actor, session.guild_id)
        await self._context.admin.tell(
            interaction, session, lambda locale: describe_pause(locale, session.guild_id, change)
        )

    @app_commands.command(name="usage", description=localized("command-usage"))
    @app_commands.describe(period=localized("command-usage-period"), where=localized("command-admin-where"))
    @app_commands.choices(period=PERIOD_CHOICES, where=WHERE_CHOICES)
    async def usage(
        self, interaction: discord.Interaction, period: str = Period.MONTH.value, where: str = ChangeScope.SERVER.value
    ) -> None:
        """Report on a period."""
        now = self._context.admin.clock.now()
        since, until = Period(period).bounds(now)
        reports = self._context.reports
        async with self._context.admin.enter(interaction, ChangeScope(where)) as session:
            report = await reports.usage(session.actor, session.guild_id, since, until)
            csv = reports.export(session.actor, session.guild_id, since, until)
            panel, files = await make_usage_answer(interaction, session, Period(period), report, csv, now)
        await answer(interaction, panel, files)

    @app_commands.command(name="job", description=localized("command-job"))
    @app_commands.describe(id=localized("command-job-id"))
    async def job(self, interaction: discord.Interaction, id: Range[str, 1, 100]) -> None:  # noqa: A002 - the option's name
        """Show a job's history."""
        await tell_story(self._context, interaction, parse_job(id, interaction.locale.value))


class AdminMenus(commands.Cog):
    """What admins find with a right click on a message or a member."""

    def __init__(self, bot: VeoBot) -> None:
        self._bot = bot
        self._context = bot.context
        self._menus = [
            app_commands.ContextMenu(name=localized("command-details"), callback=self.details),
            app_commands.ContextMenu(name=localized("command-block-member"), callback=self.block),
        ]
        for menu in self._menus:
            menu.guild_only = True
            menu.allowed_contexts = Admin.CONTEXTS
            menu.allowed_installs = Admin.INSTALLS
            menu.default_permissions = discord.Permissions(manage_guild=True)

    async def cog_load(self) -> None:
        """Add the menus, which discord.py doesn't find by itself."""
        for menu in self._menus:
            self._bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Remove the menus."""
        for menu in self._menus:
            self._bot.tree.remove_command(menu.name, type=menu.type)

    async def details(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Show the history of the job that a message belongs to."""
        await tell_story(self._context, interaction, message.id)

    async def block(self, interaction: discord.Interaction, member: discord.User | discord.Member) -> None:
        """Ask until when and why, then block a member."""
        await self._context.blocking.show_form(interaction, member)


async def tell_story(context: BotContext, interaction: discord.Interaction, job: str | int) -> None:
    """Show the history of a job, named by its id or a message's id."""
    await show_history(interaction, context.admin, context.reports, job, context.catalogue.name_of)


async def setup(bot: VeoBot) -> None:
    """Add the commands; discord.py calls this for an extension."""
    bot.tree.add_command(Admin(bot.context))
    await bot.add_cog(AdminMenus(bot))
