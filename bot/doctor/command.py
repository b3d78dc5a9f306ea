"""Runs all checks, each with its own timeout; a problem in one doesn't stop the others."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.doctor.database import Facts, check_database, check_ledger
from bot.doctor.discord import check_application, check_servers, open_discord
from bot.doctor.findings import Finding, clean, collect, ok, problem, skipped
from bot.doctor.machine import check_clock, check_disk, check_ffmpeg, check_running
from bot.doctor.segmind import check_account, check_prices
from bot.errors import VeoBotError
from bot.models import Catalogue
from bot.services.catalogue import load_catalogue
from bot.services.jobs.styles import load_styles
from bot.settings import Settings, read_what_can_be
from bot.settings_messages import TRY_DEMO

_QUICK_S = 15.0
_LONG_S = 45.0


def now_utc() -> datetime:
    """The time by the clock of this machine."""
    return datetime.now(UTC)


async def examine(
    env_file: Path | None = Path(".env"), *, now: Callable[[], datetime] = now_utc
) -> AsyncIterator[Finding]:
    """Yield what each check found, in an order that reads well, as soon as it is known.

    Nothing is paid for, posted or changed. No finding includes a secret.
    """
    settings, problems = read_what_can_be(env_file)
    secrets = _list_secrets(settings)
    async for finding in _examine(settings, problems, now):
        yield clean(finding, secrets)


async def _examine(
    settings: Settings, problems: Mapping[str, str], now: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    for sentence in problems.values():
        yield problem("settings", sentence.removesuffix(TRY_DEMO).rstrip(), "")
    if not problems:
        yield ok("settings", "all are valid")
    catalogue = None
    try:
        load_styles(settings.data_dir)
        catalogue = load_catalogue(settings)
    except VeoBotError as error:
        yield problem("settings", str(error), "")
    facts = Facts()
    database = await collect("database", check_database(settings.database_address, facts), _QUICK_S)
    checks = [
        collect("bot", check_running(settings), _QUICK_S),
        _give(database),
        collect("ledger", check_ledger(settings.database_address, facts), _LONG_S),
        collect("disk", check_disk(settings.data_dir), _QUICK_S),
        collect("ffmpeg", check_ffmpeg(), _LONG_S),
        collect("clock", check_clock(settings, now), _QUICK_S),
        _check_segmind(settings, problems, catalogue, facts),
        _check_discord(settings, problems, facts),
    ]
    for running in [asyncio.ensure_future(check) for check in checks]:
        for finding in await running:
            yield finding


async def _give(found: list[Finding]) -> list[Finding]:
    return found


async def _check_segmind(
    settings: Settings, problems: Mapping[str, str], catalogue: Catalogue | None, facts: Facts
) -> list[Finding]:
    if "segmind_api_key" in problems:
        found = [skipped("key", "SEGMIND_API_KEY can't be used"), skipped("balance", "there is no key")]
    else:
        found = await collect("key", check_account(settings, catalogue, facts), _LONG_S)
    if catalogue is None:
        return [*found, skipped("models", "the catalogue can't be read")]
    return [*found, *check_prices(catalogue, facts)]


async def _check_discord(settings: Settings, problems: Mapping[str, str], facts: Facts) -> list[Finding]:
    if "discord_token" in problems:
        return [skipped("token", "DISCORD_TOKEN can't be used"), skipped("servers", "there is no token")]
    async with open_discord(settings) as client:
        found = await collect("token", check_application(client, settings), _QUICK_S)
        if client.application_id is None:
            return [*found, skipped("servers", "nobody is logged in")]
        return [*found, *await collect("servers", check_servers(client, facts.channels), _LONG_S)]


def _list_secrets(settings: Settings) -> list[str]:
    secrets = [value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)]
    try:
        password = make_url(settings.database_address).password
    except ArgumentError:
        password = settings.database_address
    return [*secrets, *([str(password)] if password else [])]
