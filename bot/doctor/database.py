"""Checks the database and the ledger, without changing them, and reads what other checks need."""

import time
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.doctor.findings import Finding, ok, problem, skipped, warning
from bot.domain.rules import PlaceKind
from bot.storage.core.database import SCHEMA, StorageError, can_work_beside, has_database, redact
from bot.storage.core.inspection import describe_server, find_damage, open_read_only, read_schema
from bot.storage.jobs import model_states
from bot.storage.money import ledger_audit
from bot.storage.money.prices import ModelPrice, read_all, read_paused
from bot.storage.tables.jobs import jobs
from bot.storage.tables.rules import places

_SHOWN_PROBLEMS = 3
_BACK_UP = "Restore a copy with: veo-bot db restore FILE"


@dataclass(slots=True)
class Facts:
    """What other checks need from the database; empty if it couldn't be read."""

    is_readable: bool = False
    why_not: str = "the database can't be read"
    out_of_service: frozenset[str] = frozenset()
    paused: frozenset[str] = frozenset()
    prices: dict[str, ModelPrice] = field(default_factory=dict)
    #: The channels that servers chose for the bot or its audit, by server.
    channels: dict[int, set[int]] = field(default_factory=dict)


async def check_database(address: str, facts: Facts) -> AsyncIterator[Finding]:
    """Check that the database answers and has the tables of this version; also fills in the facts."""
    if not has_database(address):
        facts.why_not = "there is no database yet"
        yield ok("database", f"there is none at {redact(address)} yet; the first start makes it")
        return
    started = time.monotonic()
    try:
        async with open_read_only(address) as connection:
            server, schema = await describe_server(connection), await read_schema(connection)
            took_ms = (time.monotonic() - started) * 1000
            yield ok("database", f"{server} answers in {took_ms:.0f} ms ({redact(address)})")
            is_usable = schema == SCHEMA or (
                schema is not None and schema > SCHEMA and await connection.run_sync(can_work_beside)
            )
            yield _judge_schema(schema, is_usable=is_usable)
            facts.why_not = "the database has other tables than this version"
            if is_usable:
                await _read_facts(connection, facts)
    except (SQLAlchemyError, StorageError, OSError) as error:
        yield problem("database", f"{redact(address)} can't be used: {_cause(error)}", _advise(error))


async def check_ledger(address: str, facts: Facts) -> AsyncIterator[Finding]:
    """Check that the ledger, the jobs and the totals agree, and that the file isn't damaged."""
    if not facts.is_readable:
        yield skipped("ledger", facts.why_not)
        return
    async with open_read_only(address) as connection:
        damage = await find_damage(connection)
        if damage is not None:
            yield problem("ledger", f"the database is damaged: {damage}", _BACK_UP)
            return
        wrong = await ledger_audit.check_books(connection)
        count = (await connection.execute(select(func.count()).select_from(jobs))).scalar_one()
    if wrong:
        shown = " ".join(wrong[:_SHOWN_PROBLEMS])
        yield problem("ledger", f"it has {len(wrong)} problems: {shown}", "All of them: veo-bot ledger check")
    else:
        yield ok("ledger", f"correct, with {count:,} jobs")


def _judge_schema(schema: str | None, *, is_usable: bool) -> Finding:
    if schema is None:
        return ok("migrations", "there are no tables yet; the first start makes them")
    if schema > SCHEMA and is_usable:
        return ok("migrations", f"of a newer version (schema {schema}, not {SCHEMA}), with which this one can work")
    if schema > SCHEMA:
        advice = "Update the bot, or restore a backup."
        return problem("migrations", f"the database is of a newer version (schema {schema}, not {SCHEMA})", advice)
    if schema < SCHEMA:
        advice = "Back it up; the next start of the bot migrates it."
        return warning("migrations", f"the database is of an older version (schema {schema}, not {SCHEMA})", advice)
    return ok("migrations", f"all are applied (schema {schema})")


async def _read_facts(connection: AsyncConnection, facts: Facts) -> None:
    facts.out_of_service = await connection.run_sync(model_states.read_out)
    facts.paused = await connection.run_sync(read_paused)
    facts.prices = await connection.run_sync(read_all)
    channels: defaultdict[int, set[int]] = defaultdict(set)
    for row in await connection.execute(select(places).where(places.c.kind != PlaceKind.ROLE)):
        channels[row.guild_id].add(row.subject_id)
    facts.channels = dict(channels)
    facts.is_readable = True


def _cause(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or error) or type(error).__name__


def _advise(error: BaseException) -> str:
    cause = _cause(error)
    if isinstance(error, StorageError):
        return ""
    if "malformed" in cause or "not a database" in cause:
        return _BACK_UP
    return "Check DATABASE_URL and DATA_DIR, and whether the server runs and lets the bot in."
