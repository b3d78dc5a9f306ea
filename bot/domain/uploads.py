"""How large a file may be, judging by what Discord says and what it accepted and refused there before."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Self

MIB = 1024 * 1024
#: What every place should accept.
DEFAULT_UPLOAD_LIMIT_BYTES = 20 * MIB
#: Limits that Discord has or had, from the top down; files above the last one were refused somewhere.
_KNOWN_LIMITS_BYTES = (DEFAULT_UPLOAD_LIMIT_BYTES, 10 * MIB)
#: Discord never had a lower limit, so the refusal of a smaller file says nothing about the next one.
_LEAST_LIMIT_BYTES = 8 * MIB
#: The largest start picture, which is posted with its video and kept in the database meanwhile.
PICTURE_MAX_BYTES = 8 * MIB
#: How much of a limit is kept for the rest of the message.
_MARGIN_BYTES = 64 * 1024
#: The next size to try if no known limit is left.
_SMALLER_SHARE = 0.75
#: For how long a refusal counts, since limits change.
_REFUSAL_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SeenUploads:
    """What a server accepted and refused."""

    #: The largest file that it accepted; 0 if none was larger than the lowest known limit.
    accepted_bytes: int = 0
    #: The last file that it refused, when, and what limit Discord stated then; 0 for none.
    refused_bytes: int = 0
    refused_at: str = ""
    stated_bytes: int = 0

    @classmethod
    def from_text(cls, text: str | None) -> Self:
        """Read what `to_text` wrote; nothing was seen if it is None or can't be read."""
        try:
            return cls(**json.loads(text or "{}"))
        except (TypeError, ValueError):
            return cls()

    def to_text(self) -> str:
        """Write it as JSON."""
        return json.dumps(asdict(self))

    def choose(self, stated_bytes: int, *, is_told: bool, now: datetime) -> int:
        """The largest file to try under a limit that Discord stated (`is_told`) or that is assumed."""
        largest = file_limit_bytes(stated_bytes)
        if not is_told:
            largest = max(largest, self.accepted_bytes)
        is_raised = stated_bytes > self.stated_bytes
        age = now - datetime.fromisoformat(self.refused_at) if self.refused_at else None
        # An instant in the future was written by a wrong clock.
        is_old = age is None or not timedelta(0) <= age <= _REFUSAL_LIFE
        if not self.refused_bytes or self.refused_bytes > largest or is_raised or is_old:
            return largest
        return max(self.accepted_bytes, step_down_bytes(self.refused_bytes))

    def accept(self, size_bytes: int) -> Self:
        """Add a file that was accepted."""
        if size_bytes <= _KNOWN_LIMITS_BYTES[-1]:
            return self
        seen = replace(self, accepted_bytes=max(self.accepted_bytes, size_bytes))
        return replace(seen, refused_bytes=0, refused_at="") if size_bytes >= self.refused_bytes else seen

    def refuse(self, size_bytes: int, *, stated_bytes: int, now: datetime) -> Self:
        """Add a file that was refused under this limit, which Discord stated or which was assumed."""
        if size_bytes <= _LEAST_LIMIT_BYTES:
            return self
        return replace(
            self,
            accepted_bytes=self.accepted_bytes if self.accepted_bytes < size_bytes else 0,
            refused_bytes=size_bytes,
            refused_at=now.isoformat(),
            stated_bytes=stated_bytes,
        )


def file_limit_bytes(limit_bytes: int) -> int:
    """The largest file that a message under an upload limit may have."""
    return limit_bytes - _MARGIN_BYTES


def step_down_bytes(refused_bytes: int) -> int:
    """The largest file to try after one of this size was refused."""
    known = (file_limit_bytes(limit) for limit in _KNOWN_LIMITS_BYTES)
    return next((size for size in known if size < refused_bytes), int(refused_bytes * _SMALLER_SHARE))
