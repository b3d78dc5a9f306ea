"""`veo-bot` on a machine whose clock is wrong, by the seconds that a file says, which may change at any moment.

Run as `python shifted_process.py FILE ARGUMENTS...`. Everything in the process sees the wrong time, libraries included.
"""

import datetime
import importlib
import runpy
import sys
import time
from pathlib import Path
from typing import Self

_FILE = Path(sys.argv.pop(1))
_real_time = time.time


def _offset_s() -> float:
    return float(_FILE.read_text("ascii"))


class ShiftedDatetime(datetime.datetime):
    """Tells the wrong present."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Self:
        return super().now(tz) + datetime.timedelta(seconds=_offset_s())


time.time = lambda: _real_time() + _offset_s()
time.time_ns = lambda: round(time.time() * 1e9)
setattr(datetime, "datetime", ShiftedDatetime)  # noqa: B010 - no assignment that mypy knows
# What is tested is a clock, not how rarely jobs are looked at.
pacing = importlib.import_module("bot.domain.pacing")
pacing.LOOK_GAP_S = 0.1  # type: ignore[attr-defined]  # it has it
runpy.run_module("bot", run_name="__main__", alter_sys=True)
