"""Checks the account at Segmind: the key, the balance, the models and their prices. All of this is free."""

import itertools
from collections.abc import AsyncIterator, Iterator

from bot.doctor.database import Facts
from bot.doctor.findings import Finding, ok, problem, skipped, warning
from bot.domain.money import PRICE_TOLERANCE_PERCENT, format_price, format_usd, price_of
from bot.models import Catalogue, ModelSpec
from bot.segmind.client import SegmindClient
from bot.segmind.errors import AccountProblem, SegmindError
from bot.settings import Settings
from bot.settings_messages import WHERE_TO_GET

_NO_ANSWER = "Check the network, and try again in a few minutes."


async def check_account(settings: Settings, catalogue: Catalogue | None, facts: Facts) -> AsyncIterator[Finding]:
    """Check the key and the balance, then the models that Segmind offers."""
    try:
        client = SegmindClient(
            api_url=str(settings.segmind_api_url),
            storage_url=str(settings.segmind_storage_url),
            history_url=str(settings.segmind_history_url),
            api_key=settings.segmind_api_key.get_secret_value(),
        )
    except ValueError as error:  # it never includes the key
        yield problem("key", str(error), "Correct it in .env.")
        return
    async with client:
        try:
            balance_micros = (await client.balance()).credits_micros
        except AccountProblem as error:
            advice = f"Put a new key into .env as SEGMIND_API_KEY. {WHERE_TO_GET['segmind_api_key']}"
            yield problem("key", f"Segmind refuses it{_detail(error)}", advice)
            yield skipped("balance", "the key is refused")
            yield skipped("models", "the key is refused")
            return
        except SegmindError as error:
            yield problem("key", f"Segmind doesn't answer as it should{_detail(error)}", _NO_ANSWER)
            yield skipped("balance", "Segmind doesn't answer")
        else:
            yield ok("key", "Segmind accepts it")
            yield _judge_balance(balance_micros, settings.min_balance_micros, catalogue)
        if catalogue is None:
            return
        try:
            offered = frozenset(await client.offers())
        except SegmindError as error:
            yield problem("models", f"Segmind doesn't say which it offers{_detail(error)}", _NO_ANSWER)
        else:
            yield _judge_models(catalogue, offered, facts)


def check_prices(catalogue: Catalogue, facts: Facts) -> Iterator[Finding]:
    """Check that the latest videos cost what is expected and reserved."""
    for slug in sorted(facts.paused):
        advice = "Decide with the buttons below the alert that operators got."
        yield problem("prices", f"no video of {slug} is made, because its latest costs can't be right", advice)
    expected = {key: price for spec in catalogue.specs for key, price in _list_prices(spec)}
    compared = 0
    for key, known in facts.prices.items():
        if key not in expected or not known.samples:
            continue
        compared += 1
        charged, entry = price_of(known.samples), expected[key]
        reserved = known.reserved_micros or entry
        said = f"{key}: the latest {len(known.samples)} videos cost {format_price(charged)} a second"
        if _differs(charged, reserved):
            advice = "Nothing to do: the bot reserves another price as soon as enough videos show it."
            yield warning("prices", f"{said}, but {format_price(reserved)} is reserved", advice)
        elif _differs(charged, entry):
            advice = "Correct the price in DATA_DIR/models.toml, or PRICE_USD_PER_SECOND."
            yield warning(
                "prices", f"{said}, and that is reserved, but {format_price(entry)} is in the settings", advice
            )
    if not facts.is_readable:
        yield skipped("prices", facts.why_not)
    elif not compared:
        yield ok("prices", "no video has been charged yet")
    else:
        yield ok("prices", f"compared with what the latest videos of {compared} kinds cost")


def _judge_balance(balance_micros: int, floor_micros: int, catalogue: Catalogue | None) -> Finding:
    left = f"{format_usd(balance_micros)} left"
    if catalogue is not None:
        request = catalogue.default.usual_request()
        cost = catalogue.default.price_micros_per_second(request) * request.duration_s
        count = max(0, balance_micros - floor_micros) // max(1, cost)
        left += f", enough for about {count:,} videos by {catalogue.default.name}"
        left += f" until {format_usd(floor_micros)} (MIN_BALANCE_USD) are left" if floor_micros else ""
        if count < 1:
            return problem("balance", left, "Top up the account, or set a lower MIN_BALANCE_USD.")
        return ok("balance", left)
    if balance_micros < floor_micros:
        return problem("balance", left, "Top up the account, or set a lower MIN_BALANCE_USD.")
    return ok("balance", left)


def _judge_models(catalogue: Catalogue, offered: frozenset[str], facts: Facts) -> Finding:
    gone = [spec for spec in catalogue.on if not spec.slugs <= offered]
    out = [spec for spec in catalogue.on if spec.slugs & facts.out_of_service and spec not in gone]
    advice = "Leave it out of MODELS; if it is the default, set DEFAULT_MODEL to another one. See: veo-bot models"
    if gone:
        text = f"Segmind doesn't offer {', '.join(spec.id for spec in gone)}"
        is_default = any(spec.id == catalogue.default.id for spec in gone)
        return problem("models", text, advice) if is_default else warning("models", text, advice)
    if out:
        text = f"the bot has taken {', '.join(spec.id for spec in out)} out of service, because Segmind refused it"
        return warning("models", text, advice)
    return ok("models", f"Segmind offers all {len(catalogue.on)}; the default is {catalogue.default.id}")


def _list_prices(spec: ModelSpec) -> Iterator[tuple[str, int]]:
    parts = itertools.product(spec.modes, spec.resolutions, spec.sounds, spec.durations_s)
    for mode, resolution, has_sound, duration_s in parts:
        request = spec.make_request(
            mode, prompt=spec.name, duration_s=duration_s, resolution=resolution, has_sound=has_sound
        )
        yield spec.price_key(request), spec.price_micros_per_second(request)


def _differs(one: int, other: int) -> bool:
    return abs(one - other) * 100 > other * PRICE_TOLERANCE_PERCENT


def _detail(error: SegmindError) -> str:
    said = error.detail or (f"HTTP {error.status}" if error.status else "")
    return f": {said}" if said else ""
