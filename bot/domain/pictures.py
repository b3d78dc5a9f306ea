"""The prepared pictures of a job, as files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a video begins and ends with, as far as these are pictures from a person: JPEG or PNG files."""

    first: bytes | None = None
    #: There is none without a first one.
    last: bytes | None = None

    @property
    def size_bytes(self) -> int:
        """The size of both together."""
        return len(self.first or b"") + len(self.last or b"")


NO_PICTURES = Pictures()
