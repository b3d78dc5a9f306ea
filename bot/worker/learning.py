"""Learns at a start how long videos take."""

from bot.domain.latency import LatencyKey, LatencyModel, Sample
from bot.storage.core.database import Database
from bot.storage.jobs import jobs

#: How many past jobs the waiting times are learned from.
_LATENCIES = 1000


async def learn(database: Database, latency_model: LatencyModel) -> None:
    """Let the model know how long past jobs took, and when they failed."""
    async with database.read() as connection:
        samples = await jobs.list_latencies(connection, _LATENCIES)
    for sample in samples:
        key = LatencyKey(sample.model, sample.duration_s)
        if sample.has_failed:
            latency_model.observe_failure(key, sample.max_s)
        elif sample.max_s > 0:
            latency_model.observe(key, Sample(sample.min_s, sample.max_s))
