"""What a draft stands for: the video that is made in full if its person likes the draft."""

from dataclasses import dataclass

from bot.domain.requests import NO_SEED


@dataclass(frozen=True, slots=True)
class FullVideo:
    """The part of a request in which the full video differs from its draft, in a form that is stored."""

    #: The slug of its model.
    model: str
    duration_s: int
    has_sound: bool
    negative_prompt: str = ""
    #: What the draft would have, if its model took one.
    seed: int = NO_SEED
