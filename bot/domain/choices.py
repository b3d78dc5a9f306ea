"""What people, channels and servers have chosen for videos, unless a request says otherwise.

A person's own choice comes before those of a thread, its channel and the server; one that can't be used is skipped.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.requests import AspectRatio
from bot.domain.rules import Requester

#: Stands for the server in people's own choices, and for the channel in a server's choices.
NOWHERE = 0

T = TypeVar("T")


class ChoiceField(StrEnum):
    """What can be chosen."""

    MODEL = "model"
    DURATION = "duration"
    SHAPE = "shape"
    STYLE = "style"
    #: Only for people: whether only they see the card and the video, and whether a direct message tells them how it
    #: ended.
    PRIVATE = "private"
    DIRECT = "direct"
    #: Only for servers and channels: whether videos are hidden as spoilers, and made in age-restricted channels only.
    SPOILER = "spoiler"
    RESTRICTED = "restricted"


#: The style that adds nothing, for those who don't want the usual one of a place.
NO_STYLE = "none"
#: How yes and no are stored.
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What one person, channel or server has chosen; None means no choice."""

    #: The model's id.
    model: str | None = None
    duration_s: int | None = None
    aspect: AspectRatio | None = None
    #: The style's id.
    style: str | None = None
    is_private: bool | None = None
    #: The language of the direct messages about how their videos ended; None: they get none.
    tells_directly_in: str | None = None
    is_spoiler: bool | None = None
    only_restricted: bool | None = None


def parse_choices(values: Mapping[str, str]) -> Choices:
    """Parse stored values, given by field; ignores those that this version doesn't know."""
    duration, shape = values.get(ChoiceField.DURATION, ""), values.get(ChoiceField.SHAPE)
    known = {one.value: one for one in AspectRatio}
    return Choices(
        model=values.get(ChoiceField.MODEL),
        duration_s=int(duration) if duration.isdecimal() else None,
        aspect=None if shape is None else known.get(shape),
        style=values.get(ChoiceField.STYLE),
        is_private=_parse_flag(values.get(ChoiceField.PRIVATE)),
        tells_directly_in=values.get(ChoiceField.DIRECT),
        is_spoiler=_parse_flag(values.get(ChoiceField.SPOILER)),
        only_restricted=_parse_flag(values.get(ChoiceField.RESTRICTED)),
    )


@dataclass(frozen=True, slots=True)
class UsualChoices:
    """The choices that apply to one person in one place."""

    own: Choices = Choices()
    #: Those of the thread, its channel and the server, in order of precedence.
    places: tuple[Choices, ...] = ()

    def find(
        self, read: Callable[[Choices], T | None], is_possible: Callable[[T], bool] = lambda _one: True
    ) -> T | None:
        """Return the first possible choice, by precedence; None if there is none."""
        found = (read(one) for one in (self.own, *self.places))
        return next((one for one in found if one is not None and is_possible(one)), None)

    @property
    def is_spoiler(self) -> bool:
        """Whether videos are hidden as spoilers here."""
        return self.find(lambda one: one.is_spoiler) is True

    @property
    def only_restricted(self) -> bool:
        """Whether videos are made in age-restricted channels only."""
        return self.find(lambda one: one.only_restricted) is True


def list_subjects(requester: Requester) -> list[int]:
    """List whose choices apply where a request is made: the thread, its channel and the server."""
    return [requester.channel_id, *filter(None, [requester.parent_channel_id]), NOWHERE]


def combine(rows: Iterable[tuple[int, int, str, str]], requester: Requester) -> UsualChoices:
    """Combine stored rows of server, subject, field and value into the choices for a person in a place."""
    by_subject: dict[tuple[int, int], dict[str, str]] = {}
    for guild_id, subject_id, field, value in rows:
        by_subject.setdefault((guild_id, subject_id), {})[field] = value
    own = parse_choices(by_subject.get((NOWHERE, requester.user_id), {}))
    if requester.guild_id is None:
        return UsualChoices(own)
    found = (by_subject.get((requester.guild_id, subject_id)) for subject_id in list_subjects(requester))
    return UsualChoices(own, tuple(parse_choices(one) for one in found if one is not None))


def _parse_flag(value: str | None) -> bool | None:
    return None if value not in (YES, NO) else value == YES
