"""Jobs of one group, kept in memory as the database would keep them, and a notifier that knows only these."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.jobs import Job, JobState
from bot.presentation.alerts.operators import Operators
from bot.presentation.delivery.notifier import DiscordNotifier
from bot.services.ports import ProgressEstimate
from tests.presentation.delivery.test_notifier import Scene


@dataclass
class StoredGroup:
    """Variations or scenes; a subclass makes their rows, and then calls `restart`."""

    stage: Scene
    rows: dict[str, Job] = field(default_factory=dict)
    notifier: DiscordNotifier = field(init=False)

    def restart(self) -> None:
        """Start the bot anew: only what is stored is known."""

        async def find(_job: Job) -> Sequence[Job]:
            return list(self.rows.values())

        client = self.stage.notifier._client
        self.notifier = DiscordNotifier(
            client, Operators(client), find_group=find, estimate=lambda job: ProgressEstimate(at=job.changed_at)
        )

    def __getitem__(self, number: int) -> Job:
        return list(self.rows.values())[number]

    def put(self, number: int, state: JobState, **changes: Any) -> Job:
        """Store a step of one of them."""
        job = self[number]
        self.rows[job.id] = dataclasses.replace(job, state=state, **changes)
        return self.rows[job.id]
