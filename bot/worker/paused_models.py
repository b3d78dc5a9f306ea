"""Models of which no video is started because their costs make no sense, as the database says."""

from bot.storage.core.database import Database
from bot.storage.money import prices
from bot.worker.submission_gate import SubmissionGate


class PausedModels:
    """Has the submission gate know them; operators decide in any process when they go on."""

    def __init__(self, database: Database, submission_gate: SubmissionGate) -> None:
        self._database = database
        self._submission_gate = submission_gate

    async def refresh(self) -> None:
        """Read them anew. Raises what the database raises."""
        async with self._database.read() as connection:
            self._submission_gate.pause_models(await prices.list_paused(connection))
