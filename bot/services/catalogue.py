"""Loads the catalogue, from the bot's and the operator's models, and keeps track of those in service."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from bot.domain.clock import Clock
from bot.domain.requests import Mode
from bot.model_parts import Price
from bot.models import Catalogue, CatalogueError, ModelSpec
from bot.observability import get_logger
from bot.settings import Settings
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import model_states

BUILT_IN = Path(__file__).parents[1] / "models.toml"
#: The operator's own file, in DATA_DIR.
OWN_NAME = "models.toml"


def load_catalogue(settings: Settings) -> Catalogue:
    """Read all models; fields in the operator's file override those of the built-in entries.

    The settings name the default model and those that are on, and may override the first entry's price.

    Raises CatalogueError, whose sentence names the file, the entry and the field that is wrong.
    """
    found = {spec.id: spec for spec in read_built_in()}
    own = settings.data_dir / OWN_NAME
    if own.exists():
        for name, values in _read(own).items():
            found[name] = _parse(own, name, _read_built_in().get(name, {}) | values)
    first, *others = found.values()
    return Catalogue([_reprice(first, settings), *others], settings.default_model, settings.models)


@cache
def read_built_in() -> Sequence[ModelSpec]:
    """The entries that come with the bot, unchanged, the default first."""
    return tuple(_parse(BUILT_IN, name, values) for name, values in _read_built_in().items())


@cache
def _read_built_in() -> Mapping[str, dict[str, object]]:
    return _read(BUILT_IN)


def _reprice(spec: ModelSpec, settings: Settings) -> ModelSpec:
    """Let the settings' prices override the entry's own; these settings are older than the catalogue."""
    text, image = settings.price_usd_per_second, settings.price_usd_per_second_image
    image = text if image is None else image
    own = [
        Price(mode=mode, usd_per_second=usd)
        for mode, usd in ((Mode.TEXT, text), (Mode.IMAGE, image))
        if usd is not None
    ]
    return spec.model_copy(update={"price": (*own, *spec.price)})


def _read(path: Path) -> dict[str, dict[str, object]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} cannot be read: {error}. Correct it, or delete the file.") from error
    try:
        entries = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # wrong TOML, or endless numbers and brackets
        raise CatalogueError(f"{path} is not valid TOML: {error}. Correct it, or delete the file.") from error
    for name, values in entries.items():
        if not isinstance(values, dict):
            raise CatalogueError(f'{path}: {name} is no entry. An entry begins with its id in brackets, ["{name}"].')
    return entries


def _parse(path: Path, name: str, values: dict[str, object]) -> ModelSpec:
    try:
        return ModelSpec.model_validate(values | {"id": name})
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"] if part != "[key]")
        where = f'["{name}"]' + (f", field {field}" if field else "")
        problem = first["msg"].removeprefix("Value error, ")
        raise CatalogueError(f"{path}, entry {where}: {problem}. Correct it there.") from None


log = get_logger(__name__)

#: How often a process without the worker reads which models are out of service.
_READ_EVERY_S = 5.0


class ModelsInService:
    """Tells the catalogue which models are out of service; the worker decides that by Segmind's answers."""

    def __init__(self, database: Database, catalogue: Catalogue, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.catalogue = catalogue

    async def refresh(self) -> None:
        """Read which models are out of service. Raises what the database raises."""
        async with self._database.read() as connection:
            out = await connection.run_sync(model_states.read_out)
        if out != self.catalogue.out_of_service:
            log.warning("models out of service", models=sorted(out))
            self.catalogue.out_of_service = out

    async def run(self) -> None:
        """Refresh regularly, until cancelled."""
        while True:
            try:
                await self.refresh()
            except DATABASE_FAILURES as error:
                log.warning("models in service not read", why=repr(error))
            await self._clock.sleep(_READ_EVERY_S)
