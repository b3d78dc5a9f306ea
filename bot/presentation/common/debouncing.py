"""Doing once what is asked for twice: a double click, or a form that Discord hands in again."""

import time
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from bot.errors import AskedTwice
from bot.sentences import Sentence

#: How long the same from the same person counts as a repetition, after it was done.
REPEAT_S = 5.0


class Press:
    """One press that was taken up."""

    def __init__(self) -> None:
        #: Whether it counts as done when its block has ended; not, if nothing came of it after all.
        self.is_done = True


class Debouncer:
    """Remembers what is under way, and what was done a moment ago. Bounded by what happens in these moments."""

    def __init__(self) -> None:
        self._under_way: set[Hashable] = set()
        self._done_at: dict[Hashable, float] = {}

    @asynccontextmanager
    async def once(self, *key: Hashable, repeat_s: float = REPEAT_S) -> AsyncIterator[Press]:
        """Do the block, unless the same is under way or was done less than `repeat_s` ago; then raises AskedTwice.

        A block that raises did nothing, and may be tried again at once.
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
