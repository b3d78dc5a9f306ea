"""What can be wrong with a picture or a video.

VeoBotError
└── MediaError           a file is not what it should be
    └── PictureError     (also a UserError) this picture cannot be animated; `fault` tells why
"""

from enum import StrEnum

from bot.errors import UserError, VeoBotError
from bot.sentences import Sentence


class MediaError(VeoBotError):
    """A file is not what it should be, or could not be worked on."""


class PictureFault(StrEnum):
    """Why a picture was refused."""

    #: More bytes than allowed.
    TOO_LARGE = "too_large"
    #: More pixels than allowed, by its header.
    TOO_MANY_PIXELS = "too_many_pixels"
    #: A side is shorter than allowed.
    TOO_SMALL = "too_small"
    #: Not a picture of any kind that is known, or no bytes at all.
    NOT_A_PICTURE = "not_a_picture"
    #: A video, by its content.
    VIDEO = "video"
    #: A known kind of file that is not accepted, such as SVG, PDF or camera raw.
    UNSUPPORTED = "unsupported"
    #: An accepted kind for which the library is not installed.
    NO_LIBRARY = "no_library"
    #: An accepted kind whose content cannot be decoded.
    DAMAGED = "damaged"
    #: Every pixel is fully transparent.
    INVISIBLE = "invisible"
    #: Decoding needed more time or memory than allowed.
    TOO_DEMANDING = "too_demanding"
    #: The bot stopped before the picture was done.
    INTERRUPTED = "interrupted"


class PictureError(MediaError, UserError):
    """A picture cannot be animated; the text says why and what to do instead."""

    def __init__(self, fault: PictureFault, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fault = fault
