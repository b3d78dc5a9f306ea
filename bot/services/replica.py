"""The role of this process among those that share a database, for health checks and metrics."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReplicaStatus:
    """What a process does at this moment, from `App.replica`."""

    #: Whether this process runs the worker.
    is_leader: bool
    #: The number of its slot; None without one, and where there are no slots (SQLite, SHARD_IDS).
    slot: int | None
    #: The gateway shards that it serves; empty on standby and before Discord has said how many there are.
    shards: tuple[int, ...]
    #: Whether it is alive but serves nobody, because other processes have all slots.
    is_standby: bool
