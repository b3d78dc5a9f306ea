"""The table of models for the command line, whether or not the bot is running."""

import itertools
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.domain.money import format_usd
from bot.models import Audio, Catalogue, ModelSpec
from bot.segmind.client import SegmindClient
from bot.segmind.errors import SegmindError
from bot.segmind.responses import OfferedModel
from bot.services.catalogue import ModelsInService
from bot.settings import Settings
from bot.storage.core.database import Database, has_database

_HEADINGS = ("id", "model", "state", "US$ a video", "usually", "from", "seconds", "resolutions", "sound", "at Segmind")
_SOUNDS = {Audio.NEVER: "no", Audio.OPTIONAL: "by choice", Audio.ALWAYS: "always"}


@dataclass(frozen=True, slots=True)
class ModelsReport:
    """A description of the models, for people."""

    text: str
    #: What to do about them, or why Segmind couldn't be asked; None if all is well.
    problem: str | None = None


async def report(settings: Settings, catalogue: Catalogue, *, is_asking: bool = True) -> ModelsReport:
    """Describe the configured models, one per line, and compare them with what Segmind offers today.

    Asking costs nothing; without `is_asking` the report is just the table. Raises StorageError if there is a database
    that can't be read.
    """
    await _read_out_of_service(settings, catalogue)
    if not is_asking:
        return ModelsReport(_tabulate(catalogue, None))
    try:
        offers = await _read_offers(settings)
    except SegmindError as error:
        return ModelsReport(_tabulate(catalogue, None), str(error))
    parts = [_tabulate(catalogue, offers)]
    new = [slug for slug, offer in offers.items() if offer.makes_videos and catalogue.find(slug) is None]
    if new:
        intro = "Segmind also offers these models for videos. docs/models.md says how to add one: "
        parts.append(textwrap.fill(intro + ", ".join(sorted(new)), 100, break_long_words=False, break_on_hyphens=False))
    gone = [spec.id for spec in catalogue.on if not spec.slugs <= offers.keys()]
    problem = None
    if gone:
        problem = (
            f"Segmind doesn't offer {', '.join(gone)}. If you added it, check its slugs. Else leave it out of MODELS; "
            "if it is the default, set DEFAULT_MODEL to another one."
        )
    return ModelsReport("\n\n".join(parts), problem)


async def _read_out_of_service(settings: Settings, catalogue: Catalogue) -> None:
    """Tell the catalogue which models the bot has taken out of service, if there is a database yet."""
    if not has_database(settings.database_address):
        return
    async with Database.open(settings.database_address) as database:
        await ModelsInService(database, catalogue, Clock()).refresh()


async def _read_offers(settings: Settings) -> Mapping[str, OfferedModel]:
    async with SegmindClient(
        api_url=str(settings.segmind_api_url),
        storage_url=str(settings.segmind_storage_url),
        history_url=str(settings.segmind_history_url),
        api_key=settings.segmind_api_key.get_secret_value(),
    ) as client:
        return await client.offers()


def _tabulate(catalogue: Catalogue, offers: Mapping[str, OfferedModel] | None) -> str:
    """The table; `offers` is None if Segmind wasn't asked."""
    rows = [_HEADINGS, *(_describe(spec, catalogue, offers) for spec in catalogue.specs)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _describe(spec: ModelSpec, catalogue: Catalogue, offers: Mapping[str, OfferedModel] | None) -> tuple[str, ...]:
    costs = _costs_micros(spec)
    state = "default" if spec is catalogue.default else "on" if catalogue.is_on(spec) else "off"
    if state != "off" and spec.slugs & catalogue.out_of_service:
        state += ", out of service"
    return (
        spec.id,
        spec.name,
        state,
        " to ".join(dict.fromkeys(format_usd(cost).removeprefix("$") for cost in (min(costs), max(costs)))),
        f"{spec.usual_s:.0f} s",
        ", ".join({"image": "picture"}.get(mode, mode) for mode in spec.modes),
        _list_durations(spec.durations_s),
        ", ".join(spec.resolutions),
        _SOUNDS[spec.audio],
        "?" if offers is None else ("yes" if spec.slugs <= offers.keys() else "gone"),
    )


def _costs_micros(spec: ModelSpec) -> list[int]:
    """What its videos cost, once for each kind."""
    parts = itertools.product(spec.modes, spec.resolutions, spec.sounds, spec.durations_s)
    requests = [
        spec.make_request(mode, prompt=spec.name, duration_s=duration_s, resolution=resolution, has_sound=has_sound)
        for mode, resolution, has_sound, duration_s in parts
    ]
    return [spec.price_micros_per_second(request) * request.duration_s for request in requests]


def _list_durations(durations_s: Sequence[int]) -> str:
    """Such as "5 to 8" and "4, 6, 8"."""
    known = sorted(durations_s)
    is_range = len(known) > 2 and known[-1] - known[0] == len(known) - 1
    return f"{known[0]} to {known[-1]}" if is_range else ", ".join(map(str, known))
