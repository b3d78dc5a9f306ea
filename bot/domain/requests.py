"""A request for a video, checked before anything is reserved, submitted or paid; drafts, and offers of another model.

It may be for a draft, from which a full video is made. If its model is no longer available, its requester is offered
the next one.
"""

import unicodedata
from dataclasses import InitVar, dataclass
from enum import StrEnum

from bot.errors import UserError
from bot.sentences import Sentence

PROMPT_MAX_CHARS = 2_000
NEGATIVE_PROMPT_MAX_CHARS = 500
#: The largest seed that can be asked for; a model's own range may be smaller.
SEED_MAX = 2**31 - 1
#: How many variations can be made together.
COUNT_MAX = 4
#: Stands for the seed of a request to a model that takes none.
NO_SEED = 0

#: Unicode categories of invisible characters: spaces, controls, format characters, surrogates; marks alone, too.
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me"})
#: Characters that show nothing though Unicode counts them as letters or symbols, or doesn't assign them: those
#: Default_Ignorable_Code_Points that no category above has, and blank ones (the empty Braille pattern, the object
#: replacement, blank hieroglyphs, ...).
_BLANK = frozenset("\u115f\u1160\u2065\u2800\u3164\uffa0\ufffc\U00013441\U00013442\U00016fe4\U0001d159")
_BLANK_RANGES = ((0xFFF0, 0xFFF8), (0xFDD0, 0xFDEF), (0xE0000, 0xE0FFF))
#: Format characters that are visible: Arabic, Syriac and Kaithi signs around numbers and verses.
_SHOWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


class InvalidRequest(UserError):
    """A request from which no video can be made."""


class Mode(StrEnum):
    """What a video is made from."""

    TEXT = "text"
    IMAGE = "image"


class LastFrame(StrEnum):
    """What a video from a picture ends with."""

    #: Whatever the model comes up with.
    OPEN = ""
    #: The picture that it begins with, so that it can play in a loop.
    LOOP = "loop"
    #: Another picture.
    PICTURE = "picture"


class AspectRatio(StrEnum):
    """The shapes that models make, the usual ones first."""

    LANDSCAPE = "16:9"
    PORTRAIT = "9:16"
    SQUARE = "1:1"
    CLASSIC = "4:3"
    CLASSIC_PORTRAIT = "3:4"
    WIDE = "21:9"
    TALL = "9:21"

    @property
    def ratio(self) -> float:
        """Width by height."""
        width, height = self.value.split(":")
        return int(width) / int(height)


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """What a model is asked for. `ModelSpec.make_request` makes it, and checks what the model can do.

    Constructing one checks the texts; raises InvalidRequest, with a sentence for the requester.
    """

    #: Segmind's name for the model, its slug.
    model: str
    #: 1 to 2,000 characters that show something, without surrounding white space; may be empty with a picture only.
    prompt: str
    duration_s: int
    aspect_ratio: AspectRatio
    #: Always ours: Segmind's default may be a constant, which would make the same video again. NO_SEED if the model
    #: takes none.
    seed: int
    mode: Mode = Mode.TEXT
    #: As the model's entry calls it; empty in jobs from before there was a choice.
    resolution: str = ""
    has_sound: bool = False
    #: What shouldn't be in the video.
    negative_prompt: str = ""
    last_frame: LastFrame = LastFrame.OPEN
    #: Whether it was accepted before, so it isn't checked again: rules may have changed since.
    is_stored: InitVar[bool] = False

    def __post_init__(self, is_stored: bool) -> None:
        """Clean the texts and refuse what is too long or empty."""
        if is_stored:
            return
        object.__setattr__(self, "prompt", clean_prompt(self.prompt))
        object.__setattr__(self, "negative_prompt", clean_prompt(self.negative_prompt))
        if not self.prompt and self.mode is Mode.TEXT:
            raise InvalidRequest(Sentence("request-prompt-empty"))
        for text, most in ((self.prompt, PROMPT_MAX_CHARS), (self.negative_prompt, NEGATIVE_PROMPT_MAX_CHARS)):
            if len(text) > most:
                raise InvalidRequest(Sentence("request-prompt-long", count=len(text), most=most))


def clean_prompt(text: str) -> str:
    """Trim a prompt and remove invalid characters; returns an empty text if nothing in it is visible."""
    kept = clean_text(text).strip()
    return "" if is_blank(kept) else kept


def clean_text(text: str) -> str:
    """Remove characters that a text can't contain: controls except line breaks and tabs, and unpaired surrogates."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return "".join(one for one in whole if one.isspace() or unicodedata.category(one) != "Cc")


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it is empty, or all of its characters are invisible."""
    return all(map(_is_blank_character, text))


def _is_blank_character(character: str) -> bool:
    if character in _SHOWN:
        return False
    code = ord(character)
    is_noncharacter = code & 0xFFFE == 0xFFFE
    is_in_range = any(first <= code <= last for first, last in _BLANK_RANGES)
    return unicodedata.category(character) in _BLANK_CATEGORIES or character in _BLANK or is_in_range or is_noncharacter


@dataclass(frozen=True, slots=True)
class FullVideo:
    """How the request for a full video differs from that for its draft, in the form that is stored."""

    #: The slug of its model.
    model: str
    duration_s: int
    has_sound: bool
    negative_prompt: str = ""
    #: The seed that the draft would have, if its model took one.
    seed: int = NO_SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOffer:
    """What a person can have instead, as shown on a button."""

    #: The slug and the name of the model.
    model: str
    name: str
    duration_s: int
    #: The estimate, in millionths of a USD.
    price_micros: int
