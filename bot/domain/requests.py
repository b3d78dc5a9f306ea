"""A person's request for a video, checked before anything is reserved, submitted or paid."""

import random
import unicodedata
from dataclasses import InitVar, dataclass
from enum import StrEnum

from bot.errors import UserError
from bot.sentences import Sentence

PROMPT_MAX_CHARS = 2_000
DURATION_MIN_S = 5
DURATION_MAX_S = 8
DURATION_DEFAULT_S = 5
SEED_MAX = 2**31 - 1

_seed_source = random.SystemRandom()

#: Unicode categories of invisible characters: spaces, controls, format characters, surrogates; marks alone, too.
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me"})
#: Characters that show nothing but that Unicode counts as letters or symbols, or doesn't assign: those
#: Default_Ignorable_Code_Points that no category above has, and blank ones (the empty Braille pattern, the object
#: replacement, blank hieroglyphs, ...).
_BLANK = frozenset("\u115f\u1160\u2065\u2800\u3164\uffa0\ufffc\U00013441\U00013442\U00016fe4\U0001d159")
_BLANK_RANGES = ((0xFFF0, 0xFFF8), (0xFDD0, 0xFDEF), (0xE0000, 0xE0FFF))
#: Format characters that are visible: Arabic, Syriac and Kaithi signs around numbers and verses.
_SHOWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


class InvalidRequest(UserError):
    """A request from which no video can be made."""


class Model(StrEnum):
    """The models, named by their Segmind slug."""

    TEXT_TO_VIDEO = "veo-2"
    IMAGE_TO_VIDEO = "veo-2-image2video"


class AspectRatio(StrEnum):
    """The aspect ratios that both models support."""

    LANDSCAPE = "16:9"
    PORTRAIT = "9:16"

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the video, in pixels."""
        return (1280, 720) if self is AspectRatio.LANDSCAPE else (720, 1280)


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """A valid request: constructing one checks it.

    Raises InvalidRequest, with a sentence for the person, if a value is out of range.
    """

    model: Model
    #: 1 to 2,000 characters, not all invisible, without surrounding white space; may only be empty for image-to-video.
    prompt: str
    duration_s: int
    aspect_ratio: AspectRatio
    #: Always set by us: Segmind's default is a constant, which would make the same video again.
    seed: int
    #: Whether it was accepted before and is used unchanged: rules may have changed since.
    is_stored: InitVar[bool] = False

    def __post_init__(self, is_stored: bool) -> None:
        """Clean the prompt and refuse values that are out of range."""
        if is_stored:
            return
        object.__setattr__(self, "prompt", clean_prompt(self.prompt))
        if not self.prompt and self.model is Model.TEXT_TO_VIDEO:
            raise InvalidRequest(Sentence("request-prompt-empty"))
        if len(self.prompt) > PROMPT_MAX_CHARS:
            count = len(self.prompt)
            raise InvalidRequest(Sentence("request-prompt-long", count=count, most=PROMPT_MAX_CHARS))
        if not DURATION_MIN_S <= self.duration_s <= DURATION_MAX_S:
            raise InvalidRequest(
                Sentence("request-duration", least=DURATION_MIN_S, most=DURATION_MAX_S, seconds=self.duration_s)
            )
        if not 0 <= self.seed <= SEED_MAX:
            raise InvalidRequest(Sentence("request-seed", most=SEED_MAX))


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


def draw_seed() -> int:
    """Pick a random seed for a request without one."""
    return _seed_source.randint(0, SEED_MAX)
