"""Which models are in service: the database says so, and each process reads it."""

from bot.domain.clock import Clock
from bot.models import Catalogue
from bot.observability import get_logger
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import model_states

log = get_logger(__name__)

#: How often a process without the worker reads it.
_READ_EVERY_S = 5.0


class ModelsInService:
    """Lets the catalogue know the models that are out of service; Segmind's answers decide which, in the worker."""

    def __init__(self, database: Database, catalogue: Catalogue, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.catalogue = catalogue

    async def refresh(self) -> None:
        """Read them again. Raises what the database raises."""
        async with self._database.read() as connection:
            out = await connection.run_sync(model_states.read_out)
        if out != self.catalogue.out_of_service:
            log.warning("models out of service", models=sorted(out))
            self.catalogue.out_of_service = out

    async def run(self) -> None:
        """Read them regularly, until cancelled."""
        while True:
            try:
                await self.refresh()
            except DATABASE_FAILURES as error:
                log.warning("models in service not read", why=repr(error))
            await self._clock.sleep(_READ_EVERY_S)
