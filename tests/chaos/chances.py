"""Which of all kills a run makes: some, as a seed decides that is printed and that VEO_SEED repeats.

`make soak` sets VEO_SOAK, and makes all of them.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

from tests.support.soak import IS_SOAK

T = TypeVar("T")


def choose(chance: random.Random, kills: Sequence[T], count: int) -> list[T]:
    """So many of the kills, or all of them in `make soak`, in the order in which they are listed."""
    if IS_SOAK:
        return list(kills)
    return [kills[number] for number in sorted(chance.sample(range(len(kills)), count))]
