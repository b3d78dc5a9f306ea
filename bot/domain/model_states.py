"""What Segmind's answers said about its models."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: This many refusals of a field in a row take a model out of service: its catalogue entry is wrong.
REFUSALS_MAX = 3
#: How often a model that is out of service is checked.
LOOK_EVERY = timedelta(days=1)
#: The same if no other model can make what it makes.
LOOK_SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelState:
    """A model that has had a problem since it last accepted a request."""

    #: Its slug.
    model: str
    #: How many requests in a row it refused because of a field.
    refusals: int
    #: Since when it has been out of service, and when to check it again; None if it is in service.
    out_since: datetime | None
    look_at: datetime | None
