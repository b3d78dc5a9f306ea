"""Limits and grants, which admins and operators change while the bot runs."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.domain.ledger import Entry, EntryKind, granted_now, remaining_grants
from bot.domain.limits import (
    WHOLE_BOT,
    Defaults,
    EffectiveLimits,
    Field,
    InvalidLimit,
    Scope,
    StoredLimit,
    Window,
    budget_cap_micros,
    check_limit,
    resolve,
    stricter,
)
from bot.domain.money import format_usd
from bot.models import Catalogue
from bot.sentences import Sentence
from bot.services.admin.changes import (
    AdminActor,
    Change,
    InvalidChange,
    authorize,
    changing,
    check_end,
    check_id,
    check_reason,
    reading,
    record,
)
from bot.storage.core.database import Database
from bot.storage.money import ledger, prices
from bot.storage.rules import limits as stored_limits

GRANT_MAX_S = 100_000


def format_limit(name: Field, value: int | None) -> str:
    """Format a limit's value for people: `60 s`, `2`, `$25.00`, `unlimited`."""
    if value is None:
        return "unlimited"
    if name.is_money:
        return format_usd(value)
    return f"{value:,}" if name is Field.JOBS_AT_ONCE else f"{value:,} s"


class LimitChanges:
    """Changes limits and gives grants: admins in their server, operators for the whole bot (WHOLE_BOT).

    All methods raise Forbidden, InvalidChange, InvalidLimit or DatabaseUnavailable if nothing was changed.
    """

    def __init__(self, database: Database, defaults: Defaults, clock: Clock, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._database = database
        self._defaults = defaults
        self._clock = clock

    async def list_limits(self, actor: AdminActor, guild_id: int) -> list[StoredLimit]:
        """Read all limits that are set for a server, and those that operators have set for everyone."""
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            return await stored_limits.list_limits(connection, guild_id)

    async def show_limits(
        self, actor: AdminActor, guild_id: int, user_id: int | None = None, role_ids: Iterable[int] = ()
    ) -> EffectiveLimits:
        """Read the effective limits of a server's member; without a user, those of any member without own limits."""
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            return await self._resolve(connection, guild_id, user_id, role_ids)

    async def set_limit(self, actor: AdminActor, limit: StoredLimit) -> Change[StoredLimit | None]:
        """Set a limit, replacing the previous one."""
        _check_target(actor, limit)
        if limit.value is not None:
            check_limit(limit.field, limit.value)
        async with changing(self._database) as connection:
            await self._check_against_budgets(connection, limit)
            before = await stored_limits.set_limit(connection, limit)
            await self._record(connection, actor, limit, before, limit)
        return Change(before, limit)

    async def clear_limit(self, actor: AdminActor, limit: StoredLimit) -> Change[StoredLimit | None]:
        """Remove a limit, whatever its value, so that the next more general one applies."""
        _check_target(actor, limit)
        async with changing(self._database) as connection:
            before = await stored_limits.clear_limit(connection, limit)
            if before is not None:
                await self._record(connection, actor, limit, before, None)
        return Change(before, None)

    async def grant(
        self,
        actor: AdminActor,
        guild_id: int,
        user_id: int,
        seconds: int,
        *,
        expires_at: datetime | None = None,
        reason: str = "",
    ) -> Change[int]:
        """Give someone extra seconds, valid in this server (WHOLE_BOT: everywhere).

        They are used once the normal limit is used up, starting with those that expire first. Returns how many extra
        seconds the person had there before and has now.
        """
        authorize(actor, guild_id)
        check_id(user_id)
        now = self._clock.now()
        reason = check_reason(reason)
        check_end(expires_at, now)
        if not 0 < seconds <= GRANT_MAX_S:
            raise InvalidChange(Sentence("change-grant", most=GRANT_MAX_S))
        here = None if guild_id == WHOLE_BOT else guild_id
        entry = Entry(
            job_id=None,
            kind=EntryKind.GRANT,
            user_id=user_id,
            guild_id=here,
            seconds=0,
            granted_seconds=-seconds,
            recorded_at=now,
            counts_at=now,
            expires_at=expires_at,
            actor_id=actor.user_id,
            reason=reason,
        )
        async with changing(self._database) as connection:
            await self._check_seconds(connection, guild_id, Window.MONTH, seconds)
            before = granted_now(remaining_grants(await ledger.list_granted(connection, user_id)), here, now)
            await ledger.write_grant(connection, entry)
            until = "" if expires_at is None else f" until {expires_at:%Y-%m-%d %H:%M} UTC"
            await record(
                connection,
                actor,
                guild_id,
                now,
                action="grant",
                subject=f"user {user_id}",
                before=f"{before} s",
                after=f"{before + seconds} s, {seconds} s of them new{until}{f': {reason}' if reason else ''}",
            )
        return Change(before, before + seconds)

    async def _resolve(
        self, connection: AsyncConnection, guild_id: int, user_id: int | None = None, role_ids: Iterable[int] = ()
    ) -> EffectiveLimits:
        stored = await stored_limits.list_limits(connection, guild_id)
        here = None if guild_id == WHOLE_BOT else guild_id
        return resolve(stored, self._defaults, user_id=user_id, guild_id=here, role_ids=role_ids)

    async def _check_against_budgets(self, connection: AsyncConnection, limit: StoredLimit) -> None:
        """Refuse a limit above what the budgets allow, since it couldn't be used."""
        window = limit.field.window
        if window is None or (limit.scope is Scope.BOT and limit.field.is_budget):
            return
        if not limit.field.is_budget:
            if limit.value is not None and limit.field.is_money:
                await self._check_micros(connection, limit.guild_id, window, limit.value)
            elif limit.value is not None:
                await self._check_seconds(connection, limit.guild_id, window, limit.value)
            return
        stored = await stored_limits.list_limits(connection, limit.guild_id)
        above = [row for row in stored if row.scope is not Scope.SERVER]
        limits = resolve(above, self._defaults, user_id=None, guild_id=limit.guild_id)
        cap = budget_cap_micros(window, limits.bot)
        if limit.scope is Scope.SERVER:
            cap = stricter(cap, budget_cap_micros(window, limits.server))
        if cap is not None and (limit.value > cap if limit.value is not None else limit.scope is Scope.SERVER):
            raise InvalidLimit(
                Sentence("limit-budget-cap", cap=format_usd(cap), window=Sentence(f"rate-{window.value}"))
            )

    async def _check_micros(self, connection: AsyncConnection, guild_id: int, window: Window, micros: int) -> None:
        limits = await self._resolve(connection, guild_id)
        cap = stricter(budget_cap_micros(window, limits.server), budget_cap_micros(window, limits.bot))
        if cap is not None and micros > cap:
            raise InvalidLimit(
                Sentence("limit-user-usd-cap", cap=format_usd(cap), window=Sentence(f"rate-{window.value}"))
            )

    async def _check_seconds(self, connection: AsyncConnection, guild_id: int, window: Window, seconds: int) -> None:
        limits = await self._resolve(connection, guild_id)
        cap = stricter(budget_cap_micros(window, limits.server), budget_cap_micros(window, limits.bot))
        price = await self._cheapest_micros_per_second(connection)
        if cap is not None and seconds * price > cap:
            raise InvalidLimit(
                Sentence(
                    "limit-seconds-cap",
                    seconds=seconds,
                    cost=format_usd(seconds * price),
                    cap=format_usd(cap),
                    window=Sentence(f"rate-{window.value}"),
                    most=cap // price,
                )
            )

    async def _cheapest_micros_per_second(self, connection: AsyncConnection) -> int:
        known = []
        for spec in self._catalogue.on:
            for mode in spec.modes:
                request = spec.make_request(mode, prompt=spec.name)
                learned = await connection.run_sync(prices.read_price, spec.price_key(request))
                known.append(learned.reserved_micros or spec.price_micros_per_second(request))
        return min(known)

    async def _record(
        self,
        connection: AsyncConnection,
        actor: AdminActor,
        limit: StoredLimit,
        before: StoredLimit | None,
        after: StoredLimit | None,
    ) -> None:
        who = f"{limit.scope} {limit.subject_id}" if limit.subject_id else str(limit.scope)
        texts = ["not set" if one is None else format_limit(one.field, one.value) for one in (before, after)]
        await record(
            connection,
            actor,
            limit.guild_id,
            self._clock.now(),
            action="limit",
            subject=f"{who}: {limit.field}",
            before=texts[0],
            after=texts[1],
        )


def _check_target(actor: AdminActor, limit: StoredLimit) -> None:
    """Refuse a limit that can't have an effect there, or that this person may not set."""
    authorize(actor, WHOLE_BOT if limit.scope in (Scope.BOT, Scope.CEILING) else limit.guild_id)
    if limit.field.is_budget and limit.scope in (Scope.ROLE, Scope.USER):
        raise InvalidLimit(Sentence("limit-no-budget"))
    if not limit.field.is_budget and limit.scope is Scope.CEILING:
        raise InvalidLimit(Sentence("limit-no-ceiling"))
    is_everywhere = limit.guild_id == WHOLE_BOT
    if is_everywhere is not (limit.scope is Scope.BOT) and not (is_everywhere and limit.scope is Scope.USER):
        raise InvalidLimit(Sentence("limit-elsewhere"))
    if limit.scope in (Scope.ROLE, Scope.USER):
        check_id(limit.subject_id)
    elif limit.subject_id != 0:
        raise InvalidLimit(Sentence("limit-for-nobody"))
