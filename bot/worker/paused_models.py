"""Models that are paused because of implausible costs, as stored in the database."""

from bot.storage.core.database import Database
from bot.storage.money import prices
from bot.worker.submission_gate import SubmissionGate


class PausedModels:
    """Passes paused models to the submission gate; operators may resume them in any process."""

    def __init__(self, database: Database, submission_gate: SubmissionGate) -> None:
        self._database = database
        self._submission_gate = submission_gate

    async def refresh(self) -> None:
        """Read them again. Raises what the database raises."""
        async with self._database.read() as connection:
            self._submission_gate.pause_models(await prices.list_paused(connection))
