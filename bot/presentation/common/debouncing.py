"""Handles repeated input once: a double click, or a form that Discord sends again."""

import time
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from bot.errors import AskedTwice
from bot.sentences import Sentence

#: How long after it was done the same input counts as a repetition.
REPEAT_S = 5.0


class Press:
    """One press that is being handled."""

    def __init__(self) -> None:
        #: Whether it counts as done when its block ends; set it to False if it had no effect.
        self.is_done = True


class Debouncer:
    """Remembers what is in progress and what was done a moment ago."""

    def __init__(self) -> None:
        self._under_way: set[Hashable] = set()
        self._done_at: dict[Hashable, float] = {}

    @asynccontextmanager
    async def once(self, *key: Hashable, repeat_s: float = REPEAT_S) -> AsyncIterator[Press]:
        """Run the block; raise AskedTwice if the same is in progress or was done less than `repeat_s` ago.

        If the block raises, it counts as not done and may be tried again at once.
        """
        now = time.monotonic()
        self._done_at = {known: until for known, until in self._done_at.items() if until > now}
        if key in self._under_way or key in self._done_at:
            raise AskedTwice(Sentence("button-twice"))
        self._under_way.add(key)
        try:
            press = Press()
            yield press
            if press.is_done:
                self._done_at[key] = time.monotonic() + repeat_s
        finally:
            self._under_way.discard(key)
