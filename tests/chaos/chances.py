"""Which of all kills a run makes: some, as a seed decides that is printed and that VEO_SEED repeats.

`make soak` sets VEO_SOAK, and makes all of them.
"""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
SOAK = int(os.environ.get("VEO_SOAK", "1"))
IS_SOAK = SOAK > 1


def choose(chance: random.Random, kills: Sequence[T], count: int) -> list[T]:
    """So many of the kills, or all of them in `make soak`, in the order in which they are listed."""
    if IS_SOAK:
        return list(kills)
    return [kills[number] for number in sorted(chance.sample(range(len(kills)), count))]
